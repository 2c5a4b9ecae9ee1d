/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Comparing with another survey, as the results view does it. Only for the files of the view. */

#include <gtk/gtk.h>

#include "results/mok-results-view.h"

G_BEGIN_DECLS

void mok_results_compare_install (GtkWidgetClass *klass);
void mok_results_compare_add_keys (GtkWidget *view);
void mok_results_compare_update (MokResultsView *view);
gboolean mok_results_compare_show (MokResultsView *view, const char *variable);

G_END_DECLS
