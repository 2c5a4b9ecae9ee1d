/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A chart as a picture or a table to take along. */

#include <gtk/gtk.h>

#include "results/mok-figure.h"

G_BEGIN_DECLS

GBytes *mok_chart_file_make (const MokFigure *figure, const char *language, const char *name, GError **error);
void mok_chart_file_copy (GtkWidget *widget, const MokFigure *figure);
void mok_chart_file_copy_table (GtkWidget *widget, const MokFigure *figure);
void mok_chart_file_save (GtkWidget *widget, MokFigure *figure);

G_END_DECLS
