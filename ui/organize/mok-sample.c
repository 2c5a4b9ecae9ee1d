/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A closed survey of made-up respondents, for whoever wants to look around: always the same ones, replaced anew each
 * time, marked synthetic for good, in a folder that is gone when the survey is closed or the program ends.
 * Must not touch the data folder, where real surveys are.
 */

#include "config.h"

#include "organize/mok-sample-private.h"

#include <glib/gi18n-lib.h>

#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "organize/mok-transit-private.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"

#define SEED 2026
/* 2026-11-23: made-up answers about dates are the same ones every day. */
#define NOW 20780.5

/* How the work divides: making respondents up, closing. */
#define PART_KEY .1
#define PART_ANSWERS .6

static gboolean
add_respondent (MokSurvey *survey, const MokRecordLayout *layout, MokRandom *random, GError **error)
{
  MokManifest *manifest = mok_survey_get_manifest (survey);
  g_autoptr (MokInterview) interview = mok_interview_new (mok_manifest_get_questionnaire (manifest), random, NOW);

  mok_walk_run (interview, random, FALSE);

  g_autoptr (MokAnswers) answers = mok_interview_dup_answers (interview);
  g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  /* Nobody could open them for a review. */
  g_autoptr (MokAnswers) nothing = mok_answers_new (mok_manifest_get_questionnaire (manifest));
  g_autoptr (MokSecret) comment = mok_comment_encode (layout, nothing);

  return mok_survey_add_sealed (survey, record, comment, error);
}

static gboolean
add_respondents (MokSurvey *survey, guint n_responses, MokJob *job, GError **error)
{
  g_autoptr (MokRecordLayout) layout =
      mok_record_layout_new (mok_manifest_get_questionnaire (mok_survey_get_manifest (survey)));
  g_autoptr (MokRandom) random = mok_random_new_seeded (SEED);

  for (guint i = 0; i < n_responses; i++)
    {
      if (g_cancellable_set_error_if_cancelled (mok_job_get_cancellable (job), error)
          || !add_respondent (survey, layout, random, error))
        return FALSE;
      mok_job_report ((double) (i + 1) / n_responses, job);
    }

  return TRUE;
}

/* Nobody has to know the passphrase: the survey is closed before anybody sees it. */
static MokSurvey *
create (const char *path, const char *passphrase, GError **error)
{
  g_autoptr (MokQuestionnaire) questionnaire = mok_xlsform_load_builtin ("care-workforce", error);
  if (questionnaire == NULL)
    return NULL;

  MokSurveyOptions options = {
    .title = _ ("Sample survey"),
    .disclosure = MOK_DISCLOSURE_STANDARD,
    .passphrases = &passphrase,
    .n_passphrases = 1,
  };

  return mok_survey_create (path, questionnaire, &options, error);
}

/**
 * mok_sample_make:
 * @n_responses: how many
 * @job: progress and cancelling
 *
 * Makes a survey in a temporary folder, fills and closes it. The folder is removed with the survey.
 *
 * Returns: (transfer full): the closed survey, or %NULL with `G_IO_ERROR_CANCELLED` or what failed
 */
MokSurvey *
mok_sample_make (guint n_responses, MokJob *job, GError **error)
{
  g_return_val_if_fail (MOK_IS_JOB (job), NULL);

  g_autoptr (TransitFolder) folder = mok_transit_folder_new (g_get_tmp_dir (), error);
  if (folder == NULL)
    return NULL;

  guint8 noise[16];
  char passphrase[2 * sizeof noise + 1];
  mok_random_bytes (noise, sizeof noise);
  for (gsize i = 0; i < sizeof noise; i++)
    g_snprintf (passphrase + 2 * i, 3, "%02x", noise[i]);

  g_autofree char *path = g_build_filename (folder, "sample.moksori", NULL);
  g_autoptr (MokSurvey) survey = create (path, passphrase, error);
  if (survey == NULL || !mok_survey_mark_synthetic (survey, error) || !mok_survey_begin (survey, error))
    return NULL;

  mok_job_set_part (job, PART_KEY, PART_ANSWERS);
  if (!add_respondents (survey, n_responses, job, error))
    {
      mok_survey_roll_back (survey);
      return NULL;
    }
  if (!mok_survey_commit (survey, error))
    return NULL;

  const char *passphrases[] = { passphrase };
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, error);
  mok_memory_wipe (passphrase, sizeof passphrase);
  if (key == NULL)
    return NULL;

  mok_job_set_part (job, PART_ANSWERS, 1);
  g_autoptr (MokCube) cube =
      mok_closing_run (survey, key, NULL, mok_job_report, job, mok_job_get_cancellable (job), error);
  if (cube == NULL)
    return NULL;

  g_object_set_data_full (G_OBJECT (survey), "mok-sample-folder", g_steal_pointer (&folder),
                          (GDestroyNotify) mok_transit_folder_remove);
  return g_steal_pointer (&survey);
}
