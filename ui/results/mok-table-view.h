/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A table of one question, as numbers. */

#include <adwaita.h>

#include "results/mok-figure.h"

G_BEGIN_DECLS

#define MOK_TYPE_TABLE_VIEW (mok_table_view_get_type ())
G_DECLARE_FINAL_TYPE (MokTableView, mok_table_view, MOK, TABLE_VIEW, AdwBin)

GtkWidget *mok_table_view_new (void);
void mok_table_view_set_figure (MokTableView *self, MokFigure *figure);

G_END_DECLS
