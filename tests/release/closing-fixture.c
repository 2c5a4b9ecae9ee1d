/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A survey of the built-in form with sealed random responses. */

#include "config.h"

#include "closing-fixture.h"

#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"

const char *const closing_passphrases[] = { "six words that nobody guesses" };

/**
 * closing_fixture_add_comment:
 * @comment: (nullable): what the respondent writes at the end
 *
 * Adds a random response.
 */
void
closing_fixture_add_comment (ClosingFixture *self, MokRandom *random, const char *comment_text)
{
  MokManifest *manifest = mok_survey_get_manifest (self->survey);
  MokQuestionnaire *form = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokInterview) interview = mok_interview_new (form, random, 20780);
  g_autoptr (GError) error = NULL;

  mok_walk_run (interview, random, FALSE);

  MokAnswers *answers = mok_interview_dup_answers (interview);
  const MokQuestion *question = mok_questionnaire_find_question (form, "comment");
  MokAnswer answer = { .state = comment_text != NULL ? MOK_ANSWER_GIVEN : MOK_ANSWER_BLANK };

  answer.text = (char *) comment_text;
  mok_answers_set (answers, question->index, &answer);

  g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  g_autoptr (MokSecret) comment = mok_comment_encode (layout, answers);

  mok_survey_add_sealed (self->survey, record, comment, &error);
  g_assert_no_error (error);
  g_ptr_array_add (self->respondents, answers);
}

void
closing_fixture_add (ClosingFixture *self, MokRandom *random)
{
  closing_fixture_add_comment (self, random, NULL);
}

ClosingFixture *
closing_fixture_new (const char *folder, MokDisclosure disclosure, guint n_responses)
{
  ClosingFixture *self = g_new0 (ClosingFixture, 1);
  const MokSurveyOptions options = { .disclosure = disclosure, .passphrases = closing_passphrases, .n_passphrases = 1 };
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokQuestionnaire) form = mok_xlsform_load_builtin ("care-workforce", &error);

  g_assert_no_error (error);
  self->path = g_build_filename (folder, "survey.moksori", NULL);
  self->survey = mok_survey_create (self->path, form, &options, &error);
  g_assert_no_error (error);
  self->respondents = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_answers_free);
  mok_survey_begin (self->survey, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_responses; i++)
    closing_fixture_add (self, random);
  mok_survey_commit (self->survey, &error);
  g_assert_no_error (error);
  self->key = mok_survey_unlock (self->survey, closing_passphrases, 1, &error);
  g_assert_no_error (error);
  return self;
}

void
closing_fixture_free (ClosingFixture *self)
{
  g_object_unref (self->survey);
  mok_secret_unref (self->key);
  g_ptr_array_unref (self->respondents);
  g_free (self->path);
  g_free (self);
}

/**
 * closing_fixture_reopen:
 *
 * Opens the file anew, as another program would.
 */
void
closing_fixture_reopen (ClosingFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->survey);
  self->survey = mok_survey_open (self->path, &error);
  g_assert_no_error (error);
}

void
closing_fixture_assert_open (const ClosingFixture *self, guint n_responses)
{
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;

  mok_survey_get_status (self->survey, &status, &error);
  g_assert_no_error (error);
  g_assert_false (status.closed);
  g_assert_cmpuint (status.responses, ==, n_responses);
  g_assert_null (mok_closing_load_cube (self->survey, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_CLOSED);
}
