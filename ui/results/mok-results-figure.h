/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* From what is wished for to what is shown: looks figures up in the cube. */

#include "results/mok-figure.h"
#include "results/mok-results-choice.h"
#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

#define MOK_RESULTS_PROTECTIONS "protections"

const MokQuestion *mok_results_find_outcome (MokCube *cube, const MokQuestion *question);
gboolean mok_results_has_details (MokCube *cube, const MokQuestion *outcome);
char *mok_results_dup_variable (const MokResultsChoice *wish, MokCube *cube, const MokQuestion *question);
MokFigure *
mok_results_create_figure (const MokResultsChoice *choice, MokCube *cube, const char *variable, GError **error);
MokFigure *
mok_results_create_headline (const MokResultsChoice *wish, MokCube *cube, MokResultsChoice *shown, GError **error);

MokChartKind mok_results_get_pinned_kind (const MokPin *pin);
MokPin *mok_results_create_pin (const MokResultsChoice *shown, const char *variable, const MokTable *table);
MokFigure *mok_results_create_pinned (const MokPin *pin, MokCube *cube);
GPtrArray *mok_results_list_module (const MokResultsChoice *wish, MokCube *cube, guint module);

G_END_DECLS
