/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Hands out the responses of an open survey, whose respondents were told so before they answered. Must not open
 * anything of another survey, whatever key it is given.
 */

#include "config.h"

#include "release/mok-rows.h"

#include <glib/gi18n-lib.h>

#include "interview/mok-record.h"
#include "store/mok-store-error.h"
#include "store/mok-survey-opening.h"

typedef struct
{
  MokRecordLayout *layout;
  const guint8 *manifest_digest;
  MokAnswers *answers;
  MokRowFunc func;
  gpointer data;
} Walk;

static gboolean
walk_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  const Walk *walk = data;

  return mok_record_decode (walk->layout, walk->manifest_digest, record, size, walk->answers, error)
         && walk->func (walk->answers, walk->data, error);
}

/**
 * mok_rows_check:
 *
 * Returns: whether the survey is open, so that its rows may be read; else %FALSE with %MOK_STORE_ERROR_DISCLOSURE
 */
gboolean
mok_rows_check (MokSurvey *survey, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), FALSE);

  if (mok_manifest_get_disclosure (mok_survey_get_manifest (survey)) == MOK_DISCLOSURE_OPEN)
    return TRUE;

  g_autofree char *name = g_filename_display_basename (mok_survey_get_path (survey));

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE,
               _ ("“%s” protects its answers: nobody gets to see its rows. Only an open survey has rows to export."),
               name);
  return FALSE;
}

/**
 * mok_rows_foreach:
 * @survey: an open survey, closed or not
 * @key: (nullable): from mok_survey_unlock(); may be %NULL when nothing is sealed, as in a closed survey
 * @func: (scope call): called in the calling thread for one response after the other
 * @progress: (scope call) (nullable): told how far it is
 *
 * Imported rows come first, in their order, then the others in an order that says nothing. Texts are kept apart from
 * the rows and belong to none of them. What is damaged is left out.
 *
 * Returns: %FALSE with @error set: %MOK_STORE_ERROR, %G_IO_ERROR_CANCELLED, or that of @func
 */
gboolean
mok_rows_foreach (MokSurvey *survey,
                  MokSecret *key,
                  MokRowFunc func,
                  gpointer func_data,
                  MokProgressFunc progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey) && func != NULL, FALSE);

  MokManifest *manifest = mok_survey_get_manifest (survey);
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = NULL;
  g_autoptr (MokAnswers) answers = NULL;

  if (!mok_rows_check (survey, error))
    return FALSE;
  layout = mok_record_layout_new (questionnaire);
  answers = mok_answers_new (questionnaire);

  Walk walk = { layout, mok_manifest_get_digest (manifest), answers, func, func_data };

  return mok_survey_foreach_record (survey, key, walk_record, &walk, progress, progress_data, cancellable, error);
}
