/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What an organizer adds to the results of a closed survey: which figures go into the report, and a text below each. */

#include "store/mok-survey.h"

G_BEGIN_DECLS

/* In the place of a filter: a protection without doubtful cases. No variable of a form has this code. */
#define MOK_PIN_UNFLAGGED "unflagged"
#define MOK_PIN_UNFLAGGED_CODE "yes"

/* Bytes of one note. */
#define MOK_SURVEY_NOTE_SIZE 4096

/**
 * MokPin:
 * @question: variable of the question, or of an outcome; `protections` for the headline
 * @by: (nullable): variable of the breakdown
 * @filter: (nullable): variable of the filter
 * @filter_code: (nullable): its level; %NULL where @filter is
 * @weighted: whether the figure is weighted
 * @details: of an outcome, whether it is about its details
 * @chart: (nullable): name of the type of chart that was chosen; %NULL for the one that suits the figure best
 *
 * A figure of the results, by what was chosen to see it.
 */
typedef struct
{
  char *question;
  char *by;
  char *filter;
  char *filter_code;
  gboolean weighted;
  gboolean details;
  char *chart;
} MokPin;

/**
 * MokSurveyFigures:
 * @pins: (element-type MokPin): for the report, in its order
 * @notes: (element-type utf8 utf8): variable of a question, an outcome or `protections`, to the organizer's own words
 */
typedef struct
{
  GPtrArray *pins;
  GHashTable *notes;
} MokSurveyFigures;

MokPin *mok_pin_copy (const MokPin *self);
void mok_pin_free (MokPin *self);
gboolean mok_pin_equal (const MokPin *a, const MokPin *b);

MokSurveyFigures *mok_survey_figures_new (void);
MokSurveyFigures *mok_survey_figures_copy (const MokSurveyFigures *self);
void mok_survey_figures_free (MokSurveyFigures *self);
void mok_survey_figures_set_note (MokSurveyFigures *self, const char *question, const char *text);

MokSurveyFigures *mok_survey_load_figures (MokSurvey *self, GError **error);
gboolean mok_survey_save_figures (MokSurvey *self, const MokSurveyFigures *figures, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokPin, mok_pin_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokSurveyFigures, mok_survey_figures_free)

G_END_DECLS
