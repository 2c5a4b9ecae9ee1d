/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Surveys and boxes for tests of the organizer's pages: small, with a form of two questions. */

#include "config.h"

#include "organize-samples.h"

#include <glib/gstdio.h>

#include "common/mok-folders.h"
#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"

static MokSurvey *
create_survey (MokQuestionnaire *questionnaire, MokDisclosure disclosure, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = mok_folder_surveys (&error);
  g_autofree char *name = g_strdup_printf ("%s.moksori", title);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *passphrases[] = { TEST_PASSPHRASE };
  const MokSurveyOptions options = {
    .title = title,
    .disclosure = disclosure,
    .law_date = "2026-11-22",
    .passphrases = passphrases,
    .n_passphrases = 1,
  };
  MokSurvey *survey = mok_survey_create (path, questionnaire, &options, &error);

  g_assert_no_error (error);
  return survey;
}

/* A survey in the data folder. */
MokSurvey *
test_survey_new (MokDisclosure disclosure, const char *title)
{
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();

  return create_survey (questionnaire, disclosure, title);
}

static void
write_comment (MokAnswers *answers, guint number)
{
  const MokQuestion *question = mok_questionnaire_find_question (mok_answers_get_questionnaire (answers), "comment");

  if (question == NULL)
    return;

  g_autofree char *text = g_strdup_printf ("Comment number %u.", number);
  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .text = text };

  mok_answers_set (answers, question->index, &answer);
}

static void
fill_and_close (MokSurvey *survey, guint n_responses, const MokClosingOptions *options)
{
  g_autoptr (GError) error = NULL;
  MokManifest *manifest = mok_survey_get_manifest (survey);
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
  g_autoptr (MokRandom) random = mok_random_new_seeded (2026);
  const char *passphrases[] = { TEST_PASSPHRASE };

  mok_survey_begin (survey, &error);
  for (guint i = 0; i < n_responses && error == NULL; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, 20000);
      mok_walk_run (interview, random, FALSE);
      g_autoptr (MokAnswers) answers = mok_interview_dup_answers (interview);
      g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
      if (i % 3 == 0)
        write_comment (answers, i);
      g_autoptr (MokSecret) comment = mok_comment_encode (layout, answers);

      mok_survey_add_sealed (survey, record, comment, &error);
    }
  g_assert_no_error (error);
  mok_survey_commit (survey, &error);
  g_assert_no_error (error);
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, &error);
  g_assert_no_error (error);
  g_autoptr (MokCube) cube = mok_closing_run (survey, key, options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A survey with the short form, closed. */
MokSurvey *
test_survey_new_short_closed (MokDisclosure disclosure, const char *title, guint n_responses)
{
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();

  return test_survey_new_closed_with (questionnaire, disclosure, title, n_responses);
}

/* A survey with a form, closed. */
MokSurvey *
test_survey_new_closed_with (MokQuestionnaire *questionnaire,
                             MokDisclosure disclosure,
                             const char *title,
                             guint n_responses)
{
  MokSurvey *survey = create_survey (questionnaire, disclosure, title);

  fill_and_close (survey, n_responses, NULL);
  return survey;
}

/* A survey with the built-in form, closed, with comments. */
MokSurvey *
test_survey_new_closed (MokDisclosure disclosure, const char *title, guint n_responses)
{
  return test_survey_new_weighted (disclosure, title, n_responses, NULL);
}

/* With the path of a file of margins. */
MokSurvey *
test_survey_new_weighted (MokDisclosure disclosure, const char *title, guint n_responses, const char *margins)
{
  const MokClosingOptions options = { .margins = margins };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokQuestionnaire) questionnaire = mok_xlsform_load_builtin ("care-workforce", &error);
  g_assert_no_error (error);
  MokSurvey *survey = create_survey (questionnaire, disclosure, title);

  fill_and_close (survey, n_responses, &options);
  return survey;
}

/* @code: (nullable) */
void
test_box_answer (MokBox *box, const char *code, MokRandom *random)
{
  MokManifest *manifest = mok_box_get_manifest (box);
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
  g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, 20000);
  g_autoptr (GError) error = NULL;

  mok_walk_run (interview, random, FALSE);
  g_autoptr (MokAnswers) answers = mok_interview_dup_answers (interview);
  g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  g_autoptr (MokSecret) comment = mok_comment_encode (layout, answers);
  mok_box_submit (box, record, comment, code, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full): the path of a handed-over box with @n_responses */
char *
test_box_fill (MokSurvey *survey, const char *folder, const char *name, guint n_responses, guint64 seed)
{
  return test_box_fill_at (survey, folder, name, MOK_SITE_UNKNOWN, n_responses, seed);
}

char *
test_box_fill_at (MokSurvey *survey,
                  const char *folder,
                  const char *name,
                  MokSite site,
                  guint n_responses,
                  guint64 seed)
{
  g_autofree char *made = g_strdup_printf ("%s/%s-made.mokbox", folder, name);
  char *handed_over = g_strdup_printf ("%s/%s.mokbox", folder, name);
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  const MokBoxOptions options = { .label = name, .site = site };
  g_autoptr (GError) error = NULL;

  mok_survey_make_box (survey, made, &options, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (MokBox) box = mok_box_open (made, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_responses; i++)
    test_box_answer (box, NULL, random);
  mok_box_hand_over (box, handed_over, TRUE, &error);
  g_assert_no_error (error);
  g_clear_object (&box);
  g_unlink (made);

  return handed_over;
}

char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("moksori-organize-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
test_folder_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

/* Everything, hidden files too. */
guint
test_folder_count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* For work that derives a key from a passphrase: on purpose it is slow, and more so on a busy machine. */
gboolean
test_wait_long (gboolean (*condition) (gpointer data), gpointer data)
{
  for (guint i = 0; i < 6; i++)
    if (test_wait_for (condition, data))
      return TRUE;
  return FALSE;
}

void
test_surveys_remove (void)
{
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_autoptr (GPtrArray) paths = mok_folder_list (folder, ".moksori");

  for (guint i = 0; i < paths->len; i++)
    g_unlink (g_ptr_array_index (paths, i));
}
