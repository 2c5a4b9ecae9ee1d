/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Charts on paper, one on each page. */

#include <gtk/gtk.h>

#include "results/mok-figure.h"

G_BEGIN_DECLS

GtkPrintOperation *mok_chart_print_new (GPtrArray *figures, const char *language);
void mok_chart_print_run (GtkWidget *widget, GPtrArray *figures);

G_END_DECLS
