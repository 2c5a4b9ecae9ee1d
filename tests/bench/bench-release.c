/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: the release of a survey of the built-in questionnaire, from true answers to the cube, against opening as
 * many sealed boxes on all cores, which closing needs besides.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "bench.h"
#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-release-private.h"

#define N_DIFFERENT 20000
#define LAW_DATE 20261122

static const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 1 };

static void
fill (MokRawTable *table, MokRecordLayout *layout, guint n)
{
  MokQuestionnaire *form = mok_record_layout_get_questionnaire (layout);
  const gsize size = mok_record_layout_get_record_size (layout);
  const guint n_different = MIN (n, N_DIFFERENT);
  g_autofree guint8 *records = g_malloc (n_different * size);
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);

  for (guint i = 0; i < n_different; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (form, random, 20780);
      g_autoptr (MokAnswers) answers = NULL;
      g_autoptr (MokSecret) record = NULL;

      mok_walk_run (interview, random, FALSE);
      answers = mok_interview_dup_answers (interview);
      record = mok_record_encode (layout, digest, answers);
      memcpy (records + i * size, mok_secret_data (record), size);
    }
  for (guint i = 0; i < n; i++)
    mok_raw_table_add_record (table, records + (gsize) mok_random_uniform (random, n_different) * size, size);
  mok_raw_table_finish (table);
}

int
main (void)
{
  mok_init ();

  const guint n = bench_get_size (100000);
  const guint8 key[MOK_NOISE_KEY_SIZE] = { 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokQuestionnaire) form = mok_xlsform_load_builtin ("care-workforce", &error);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokCodebook) codebook = mok_codebook_new (form);
  g_autoptr (GPtrArray) protections = mok_judge_choose_protections (codebook, LAW_DATE);
  g_autoptr (MokRawTable) table = mok_raw_table_new (layout, codebook, n);
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  const MokReleaseSource source = { .law_date = LAW_DATE, .protections = protections };
  MokReleaseParameters parameters;

  fill (table, layout, n);
  mok_release_parameters_init (&parameters, n);

  const gint64 start = g_get_monotonic_time ();
  g_autoptr (MokCube) cube = mok_release_new_replaced (table, &source, &parameters, noise, NULL, NULL, NULL, &error);

  if (cube == NULL)
    g_error ("%s", error->message);

  const double ours = bench_seconds_since (start);
  const double floor_seconds = bench_time_opening (mok_record_layout_get_record_size (layout), n);
  g_autoptr (GBytes) bytes = mok_cube_to_bytes (cube);

  g_print ("release of %u responses: %.2f s, %.1f MB; opening as many sealed boxes on %u cores: %.2f s; ratio %.2f\n",
           n, ours, g_bytes_get_size (bytes) / 1e6, g_get_num_processors (), floor_seconds, ours / floor_seconds);
  return 0;
}
