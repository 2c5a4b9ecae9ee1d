/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the threads of a survey session do with the key: opening it, rehearsing, closing, and the one review of the
 * comments. Must not touch widgets, nor the session.
 */

#include "config.h"

#include "organize/mok-survey-work-private.h"

#include "release/mok-closing.h"
#include "release/mok-review.h"

/**
 * mok_survey_work_unlock:
 *
 * Finds the opening key with the passphrases; takes about a second and much memory on purpose.
 */
gboolean
mok_survey_work_unlock (MokSurveyWork *work, GError **error)
{
  guint n_passphrases = g_strv_length (work->passphrases);

  work->key = mok_survey_unlock (work->survey, (const char *const *) work->passphrases, n_passphrases, error);

  return work->key != NULL;
}

/**
 * mok_survey_work_write_recovery_key:
 *
 * Finds the text of the key for the recovery sheet with the passphrase.
 */
gboolean
mok_survey_work_write_recovery_key (MokSurveyWork *work, GError **error)
{
  work->key = mok_survey_write_recovery_key (work->survey, work->passphrases[0], error);

  return work->key != NULL;
}

/**
 * mok_survey_work_recover:
 *
 * Puts the key that was typed from the recovery sheet under the new passphrase.
 */
gboolean
mok_survey_work_recover (MokSurveyWork *work, GError **error)
{
  return mok_survey_recover (work->survey, (const char *) mok_secret_data (work->key), work->passphrases[0], error);
}

/* Boxes of small workplaces may keep a survey from being closed: that is told before anybody tries. */
static gboolean
find_refusal (MokSurveyWork *work, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (mok_survey_check_small_sites (work->survey, &refusal))
    return TRUE;
  if (!g_error_matches (refusal, MOK_STORE_ERROR, MOK_STORE_ERROR_SMALL_SITES))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  work->refusal = g_strdup (refusal->message);
  return TRUE;
}

/**
 * mok_survey_work_rehearse:
 *
 * Finds out what closing would give, and whether it can be done. Changes nothing.
 */
gboolean
mok_survey_work_rehearse (MokSurveyWork *work, GError **error)
{
  if (!find_refusal (work, error))
    return FALSE;
  work->rehearsal = mok_closing_rehearse (work->survey, work->key, mok_job_report, work->job,
                                          mok_job_get_cancellable (work->job), error);
  return work->rehearsal != NULL;
}

/**
 * mok_survey_work_close:
 *
 * Computes the results and ends collecting. Cancelled, the survey stays as it was.
 */
gboolean
mok_survey_work_close (MokSurveyWork *work, GError **error)
{
  const MokClosingOptions options = { .small = work->small };

  work->cube = mok_closing_run (work->survey, work->key, &options, mok_job_report, work->job,
                                mok_job_get_cancellable (work->job), error);

  return work->cube != NULL && mok_survey_work_load (work, error);
}

/**
 * mok_survey_work_open_review:
 *
 * Opens the comments of a closed survey with the passphrases.
 */
gboolean
mok_survey_work_open_review (MokSurveyWork *work, GError **error)
{
  guint n_passphrases = g_strv_length (work->passphrases);

  work->comments = mok_review_open (work->survey, (const char *const *) work->passphrases, n_passphrases, error);
  return work->comments != NULL;
}

/**
 * mok_survey_work_finish_review:
 *
 * Keeps the summary and destroys the comments.
 */
gboolean
mok_survey_work_finish_review (MokSurveyWork *work, GError **error)
{
  return mok_review_finish (work->survey, work->summary, error) && mok_survey_work_load (work, error);
}
