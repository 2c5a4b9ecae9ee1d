/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The actions with which a chart is taken along from the results. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mok_results_take_install (GtkWidgetClass *klass);
void mok_results_take_add_keys (GtkWidget *view);
void mok_results_take_set_enabled (GtkWidget *view, gboolean one, gboolean any);

G_END_DECLS
