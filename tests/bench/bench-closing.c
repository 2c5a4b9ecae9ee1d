/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: closing an open survey of sealed responses, against opening as many sealed boxes on all cores: what
 * public-key cryptography takes and nothing can save.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "bench.h"
#include "interview/mok-record.h"
#include "release/mok-closing.h"

#define N_QUESTIONS 60

static void
fill (MokSurvey *survey, guint n_responses)
{
  MokManifest *manifest = mok_survey_get_manifest (survey);
  MokQuestionnaire *form = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokAnswers) answers = mok_answers_new (form);
  g_autoptr (MokSecret) comment = mok_comment_encode (layout, answers);
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);
  g_autoptr (GError) error = NULL;
  gboolean good = mok_survey_begin (survey, &error);

  for (guint i = 0; good && i < n_responses; i++)
    {
      for (guint q = 0; q < mok_questionnaire_get_n_questions (form); q++)
        {
          const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .choice = mok_random_uniform (random, 6) };

          mok_answers_set (answers, q, &answer);
        }

      g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);

      good = mok_survey_add_sealed (survey, record, comment, &error);
    }
  if (!good || !mok_survey_commit (survey, &error))
    g_error ("%s", error->message);
}

int
main (void)
{
  mok_init ();

  const guint n = bench_get_size (20000);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("moksori-bench-XXXXXX", &error);

  if (folder == NULL)
    g_error ("%s", error->message);

  g_autoptr (MokQuestionnaire) form = bench_make_form (N_QUESTIONS);
  g_autoptr (MokSurvey) survey = bench_make_survey (folder, form);
  g_autoptr (MokSecret) key = bench_unlock (survey);

  fill (survey, n);

  const double floor_seconds = n * bench_time_opening (mok_manifest_get_record_size (mok_survey_get_manifest (survey)))
                               / g_get_num_processors ();
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (MokCube) cube = mok_closing_run (survey, key, NULL, NULL, NULL, NULL, &error);

  if (cube == NULL)
    g_error ("%s", error->message);

  const double ours = bench_seconds_since (start);

  g_print ("closing %u sealed responses: %.2f s; opening as many sealed boxes on %u cores: %.2f s; ratio %.2f\n", n,
           ours, g_get_num_processors (), floor_seconds, ours / floor_seconds);
  g_unlink (mok_survey_get_path (survey));
  g_rmdir (folder);
  return 0;
}
