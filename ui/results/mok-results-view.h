/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The results of a closed survey: questions, breakdown and filter, chart and table. */

#include <adwaita.h>

#include "release/mok-cube.h"
#include "results/mok-figure.h"
#include "store/mok-manifest.h"
#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

#define MOK_TYPE_RESULTS_VIEW (mok_results_view_get_type ())
G_DECLARE_FINAL_TYPE (MokResultsView, mok_results_view, MOK, RESULTS_VIEW, AdwBin)

GtkWidget *mok_results_view_new (void);
void mok_results_view_set_cube (MokResultsView *self, MokCube *cube);
void mok_results_view_set_figures (MokResultsView *self, const MokSurveyFigures *figures);
const MokSurveyFigures *mok_results_view_get_figures (MokResultsView *self);
void mok_results_view_set_comments (MokResultsView *self, gboolean has_review, const char *summary);
void mok_results_view_set_survey (MokResultsView *self, MokManifest *manifest, GPtrArray *left);
void mok_results_view_write_report (MokResultsView *self);
void mok_results_view_set_narrow (MokResultsView *self, gboolean narrow);
const char *mok_results_view_get_title (MokResultsView *self);
gboolean mok_results_view_go_back (MokResultsView *self);
MokFigure *mok_results_view_get_figure (MokResultsView *self);
GPtrArray *mok_results_view_list_figures (MokResultsView *self);
gboolean mok_results_view_step (MokResultsView *self, int step);
void
mok_results_view_compare_async (MokResultsView *self, const char *path, GAsyncReadyCallback callback, gpointer data);
gboolean mok_results_view_compare_finish (MokResultsView *self, GAsyncResult *result, GError **error);

G_END_DECLS
