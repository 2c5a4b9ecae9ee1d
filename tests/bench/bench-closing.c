/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: closing a survey of sealed responses, an open one of single choices and a standard one of the built-in
 * questionnaire, against opening as many sealed boxes on all cores: what public-key cryptography takes and nothing can
 * save. A response with texts is two boxes.
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "bench.h"
#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"
#include "store/mok-slots.h"
#include "store/mok-survey-private.h"

#define N_QUESTIONS 60
#define N_DIFFERENT 5000
#define SLICE 1000

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

typedef struct
{
  const guint8 *public_key;
  GPtrArray *plains;
  guint8 *cells;
  gsize cell_size;
  guint n;
} Sealing;

static void
seal_some (gpointer data, gpointer user_data)
{
  const Sealing *self = user_data;
  const guint first = GPOINTER_TO_UINT (data) - 1;

  for (guint i = first; i < MIN (first + SLICE, self->n); i++)
    mok_cell_fill (self->cells + i * self->cell_size, self->cell_size,
                   mok_secret_data (g_ptr_array_index (self->plains, i % self->plains->len)), self->public_key);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  const gsize *size = data;

  return memcmp (mok_cell_get_id (*(const guint8 *const *) a, *size),
                 mok_cell_get_id (*(const guint8 *const *) b, *size), MOK_CELL_ID_SIZE);
}

/* In the order of the ids, as merging does: a million inserts in any other order take longer than all the rest. */
static void
fill_pool (MokSqlite *file, MokPool pool, MokManifest *manifest, GPtrArray *plains, gsize plain_size, guint n)
{
  gsize size = mok_cell_size (plain_size);
  Sealing sealing = { mok_manifest_get_public_key (manifest), plains, g_malloc (n * size), size, n };
  GThreadPool *threads = g_thread_pool_new (seal_some, &sealing, (int) g_get_num_processors (), FALSE, NULL);
  g_autofree const guint8 **sorted = g_new (const guint8 *, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) insert = mok_pool_prepare_insert (file, pool, &error);
  gboolean good = insert != NULL;

  for (guint i = 0; i < n; i += SLICE)
    g_thread_pool_push (threads, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (threads, FALSE, TRUE);
  for (guint i = 0; i < n; i++)
    sorted[i] = sealing.cells + i * size;
  g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_ids, &size);
  for (guint i = 0; good && i < n; i++)
    good = mok_pool_insert (file, insert, mok_cell_get_id (sorted[i], size), mok_cell_get_sealed (sorted[i]),
                            mok_cell_sealed_size (plain_size), &error);
  if (!good)
    g_error ("%s", error->message);
  g_free (sealing.cells);
}

static void
fill (MokSurvey *survey, MokAnswers *(*answer) (MokQuestionnaire *, MokRandom *), guint n_responses)
{
  MokManifest *manifest = mok_survey_get_manifest (survey);
  MokQuestionnaire *form = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_secret_unref);
  g_autoptr (GPtrArray) comments = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_secret_unref);
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);
  g_autoptr (MokSqlite) file = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MIN (n_responses, N_DIFFERENT); i++)
    {
      g_autoptr (MokAnswers) answers = answer (form, random);

      g_ptr_array_add (records, mok_record_encode (layout, mok_manifest_get_digest (manifest), answers));
      g_ptr_array_add (comments, mok_comment_encode (layout, answers));
    }
  file = mok_sqlite_open (mok_survey_get_path (survey), &mok_survey_format, &error);
  if (file == NULL || !mok_sqlite_begin (file, &error))
    g_error ("%s", error->message);
  fill_pool (file, MOK_POOL_RESPONSES, manifest, records, mok_manifest_get_record_size (manifest), n_responses);
  fill_pool (file, MOK_POOL_COMMENTS, manifest, comments, mok_manifest_get_comment_size (manifest), n_responses);
  if (!mok_sqlite_commit (file, &error))
    g_error ("%s", error->message);
}

/* What cannot be saved. */
static double
time_opening (MokManifest *manifest, guint n)
{
  double seconds = bench_time_opening (mok_manifest_get_record_size (manifest), n);

  if (mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_STANDARD)
    seconds += bench_time_opening (mok_manifest_get_comment_size (manifest), n);
  return seconds;
}

static void
time_closing (const char *folder,
              MokQuestionnaire *form,
              MokDisclosure disclosure,
              MokAnswers *(*answer) (MokQuestionnaire *, MokRandom *),
              guint n)
{
  g_autoptr (MokSurvey) survey = bench_make_survey (folder, form, disclosure);
  g_autoptr (MokSecret) key = bench_unlock (survey);
  MokManifest *manifest = mok_survey_get_manifest (survey);
  g_autoptr (GError) error = NULL;

  fill (survey, answer, n);

  /* Before and after, because other work on the machine comes and goes. */
  const double before = time_opening (manifest, n);
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (MokCube) cube = mok_closing_run (survey, key, NULL, NULL, NULL, NULL, &error);

  if (cube == NULL)
    g_error ("%s", error->message);

  const double ours = bench_seconds_since (start);
  const double opening = (before + time_opening (manifest, n)) / 2;

  g_print ("closing %u sealed responses, %s: %.2f s; opening as many sealed boxes on %u cores: %.2f s; ratio %.2f\n", n,
           disclosure == MOK_DISCLOSURE_STANDARD ? "standard" : "open", ours, g_get_num_processors (), opening,
           ours / opening);
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
