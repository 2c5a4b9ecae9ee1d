/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What is wished for as breakdown and filter, and how much of it a question offers. */

#include "chart/mok-chart.h"
#include "release/mok-cube.h"
#include "results/mok-option-button.h"
#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_RESULTS_ANSWERS, /* what people answered */
  MOK_RESULTS_LAW,     /* how the protection fared that a question is about, if it is about one */
  MOK_RESULTS_DETAILS, /* what else is told of that */
} MokResultsAspect;

typedef struct
{
  char *by;        /* (owned) (nullable): variable of the breakdown */
  char *only;      /* (owned) (nullable): variable of the filter */
  char *only_code; /* (owned) (nullable): level of the filter */
  gboolean weighted;
  MokResultsAspect aspect;
  MokChartKind kind; /* of chart, where it suits */
} MokResultsChoice;

void mok_results_choice_clear (MokResultsChoice *self);
gboolean mok_results_choice_is_unflagged (const MokResultsChoice *self);
void mok_results_choice_set_filter (MokResultsChoice *self, const char *id);
MokResultsChoice mok_results_choice_resolve (const MokResultsChoice *wish, MokCube *cube, const char *question);
void mok_results_choice_fill_breakdowns (const MokResultsChoice *self,
                                         MokCube *cube,
                                         const char *question,
                                         MokOptionButton *button);
void mok_results_choice_fill_filters (const MokResultsChoice *self,
                                      MokCube *cube,
                                      const char *question,
                                      MokOptionButton *button);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokResultsChoice, mok_results_choice_clear)

G_END_DECLS
