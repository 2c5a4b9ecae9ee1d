/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: closing a survey of sealed responses, an open one of single choices and a standard one of the built-in
 * questionnaire, against opening as many sealed boxes on all cores: what public-key cryptography takes and nothing can
 * save. A response with texts is two boxes.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "bench.h"
#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"

#define N_QUESTIONS 60
#define N_DIFFERENT 5000

/* Six of seven answers to every question, at random. */
static MokAnswers *
choose_answers (MokQuestionnaire *form, MokRandom *random)
{
  MokAnswers *answers = mok_answers_new (form);

  for (guint q = 0; q < mok_questionnaire_get_n_questions (form); q++)
    {
      const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .choice = mok_random_uniform (random, 6) };

      mok_answers_set (answers, q, &answer);
    }
  return answers;
}

static MokAnswers *
walk (MokQuestionnaire *form, MokRandom *random)
{
  g_autoptr (MokInterview) interview = mok_interview_new (form, random, 20780);

  mok_walk_run (interview, random, FALSE);
  return mok_interview_dup_answers (interview);
}

static void
fill (MokSurvey *survey, MokAnswers *(*answer) (MokQuestionnaire *, MokRandom *), guint n_responses)
{
  MokManifest *manifest = mok_survey_get_manifest (survey);
  MokQuestionnaire *form = mok_manifest_get_questionnaire (manifest);
  const guint n_different = MIN (n_responses, N_DIFFERENT);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_secret_unref);
  g_autoptr (GPtrArray) comments = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_secret_unref);
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);
  g_autoptr (GError) error = NULL;
  gboolean good = mok_survey_begin (survey, &error);

  for (guint i = 0; i < n_different; i++)
    {
      g_autoptr (MokAnswers) answers = answer (form, random);

      g_ptr_array_add (records, mok_record_encode (layout, mok_manifest_get_digest (manifest), answers));
      g_ptr_array_add (comments, mok_comment_encode (layout, answers));
    }
  for (guint i = 0; good && i < n_responses; i++)
    good = mok_survey_add_sealed (survey, g_ptr_array_index (records, i % n_different),
                                  g_ptr_array_index (comments, i % n_different), &error);
  if (!good || !mok_survey_commit (survey, &error))
    g_error ("%s", error->message);
}

static void
time_closing (const char *folder,
              MokQuestionnaire *form,
              MokDisclosure disclosure,
              MokAnswers *(*answer) (MokQuestionnaire *, MokRandom *),
              guint n)
{
  const gboolean standard = disclosure == MOK_DISCLOSURE_STANDARD;
  g_autoptr (MokSurvey) survey = bench_make_survey (folder, form, disclosure);
  g_autoptr (MokSecret) key = bench_unlock (survey);
  MokManifest *manifest = mok_survey_get_manifest (survey);
  g_autoptr (GError) error = NULL;
  double floor_seconds = n * bench_time_opening (mok_manifest_get_record_size (manifest));

  if (standard)
    floor_seconds += n * bench_time_opening (mok_manifest_get_comment_size (manifest));
  floor_seconds /= g_get_num_processors ();
  fill (survey, answer, n);

  const gint64 start = g_get_monotonic_time ();
  g_autoptr (MokCube) cube = mok_closing_run (survey, key, NULL, NULL, NULL, NULL, &error);

  if (cube == NULL)
    g_error ("%s", error->message);

  const double ours = bench_seconds_since (start);

  g_print ("closing %u sealed responses, %s: %.2f s; opening as many sealed boxes on %u cores: %.2f s; ratio %.2f\n", n,
           standard ? "standard" : "open", ours, g_get_num_processors (), floor_seconds, ours / floor_seconds);
  g_unlink (mok_survey_get_path (survey));
}

int
main (void)
{
  mok_init ();

  const guint n = bench_get_size (20000);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("moksori-bench-XXXXXX", &error);
  g_autoptr (MokQuestionnaire) plain = bench_make_form (N_QUESTIONS);
  g_autoptr (MokQuestionnaire) builtin = mok_xlsform_load_builtin ("care-workforce", &error);

  if (folder == NULL || builtin == NULL)
    g_error ("%s", error->message);
  time_closing (folder, plain, MOK_DISCLOSURE_OPEN, choose_answers, n);
  time_closing (folder, builtin, MOK_DISCLOSURE_STANDARD, walk, n);
  g_rmdir (folder);
  return 0;
}
