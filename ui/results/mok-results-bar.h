/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What is chosen above a chart: breakdown, filter, weights, chart or table. */

#include <adwaita.h>

#include "results/mok-results-choice.h"
#include "results/mok-results-words.h"

G_BEGIN_DECLS

#define MOK_TYPE_RESULTS_BAR (mok_results_bar_get_type ())
G_DECLARE_FINAL_TYPE (MokResultsBar, mok_results_bar, MOK, RESULTS_BAR, AdwBin)

const MokResultsChoice *mok_results_bar_get_wish (MokResultsBar *self);
void mok_results_bar_set_wish (MokResultsBar *self, const MokResultsChoice *wish);
void
mok_results_bar_set_choice (MokResultsBar *self, const MokResultsChoice *shown, MokCube *cube, const char *variable);
void mok_results_bar_set_table (MokResultsBar *self, const MokTable *table);
void mok_results_bar_set_has_breakdown (MokResultsBar *self, gboolean has_breakdown);
void mok_results_bar_set_has_weights (MokResultsBar *self, gboolean has_weights);
void mok_results_bar_set_comparing (MokResultsBar *self, gboolean comparing);
void mok_results_bar_set_narrow (MokResultsBar *self, gboolean narrow);
MokResultsShown mok_results_bar_get_shown (MokResultsBar *self);
void mok_results_bar_open_breakdown (MokResultsBar *self);
void mok_results_bar_open_filter (MokResultsBar *self);
void mok_results_bar_cycle (MokResultsBar *self);

G_END_DECLS
