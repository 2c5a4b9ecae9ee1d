/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The built-in form, answered at random. */

#include "config.h"

#include "release-survey.h"

#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"

static const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 3 };

/**
 * release_survey_new:
 * @n: responses
 * @seed: the same seed gives the same responses
 *
 * Returns: (transfer full): a finished table of true answers
 */
ReleaseSurvey *
release_survey_new (guint n, guint64 seed)
{
  ReleaseSurvey *self = g_new0 (ReleaseSurvey, 1);
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  g_autoptr (MokRecordLayout) layout = NULL;
  g_autoptr (GError) error = NULL;

  self->form = mok_xlsform_load_builtin ("care-workforce", &error);
  g_assert_no_error (error);
  layout = mok_record_layout_new (self->form);
  self->codebook = mok_codebook_new (self->form);
  self->protections = mok_judge_choose_protections (self->codebook, RELEASE_SURVEY_LAW_DATE);
  self->table = mok_raw_table_new (layout, self->codebook, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (self->form, random, 20780);
      g_autoptr (MokAnswers) answers = NULL;
      g_autoptr (MokSecret) record = NULL;

      mok_walk_run (interview, random, FALSE);
      answers = mok_interview_dup_answers (interview);
      record = mok_record_encode (layout, digest, answers);
      g_assert_true (mok_raw_table_add_record (self->table, mok_secret_data (record), mok_secret_size (record)));
    }
  mok_raw_table_finish (self->table);
  return self;
}

void
release_survey_free (ReleaseSurvey *self)
{
  mok_raw_table_free (self->table);
  g_ptr_array_unref (self->protections);
  mok_codebook_unref (self->codebook);
  mok_questionnaire_unref (self->form);
  g_free (self);
}
