/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A chart as a picture to take along. */

#include <gtk/gtk.h>

#include "analysis/mok-table.h"

G_BEGIN_DECLS

GBytes *mok_chart_file_make (MokTable *table, const char *language, const char *name, GError **error);
GBytes *mok_chart_file_make_outcomes (GPtrArray *tables, const char *language, const char *name, GError **error);
void mok_chart_file_copy (GtkWidget *widget, MokTable *table);
void mok_chart_file_copy_outcomes (GtkWidget *widget, GPtrArray *tables);
void mok_chart_file_save (GtkWidget *widget, MokTable *table);
void mok_chart_file_save_outcomes (GtkWidget *widget, GPtrArray *tables);

G_END_DECLS
