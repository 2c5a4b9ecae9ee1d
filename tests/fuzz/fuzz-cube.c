/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: patches onto a release cube; the first byte says onto which: an exact one of nobody, of a few, or a
 * release. The check sum at the end is made right, so that what lies behind it is reached. Every table of a cube that
 * is accepted is made.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "fuzz-patch.h"
#include "random-survey.h"
#include "release/mok-noise-private.h"
#include "release/mok-release-private.h"

#define PAGE 64

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_out (MokTable *table)
{
  if (table == NULL)
    return;
  g_free (mok_table_to_text (table, "en"));
  g_free (mok_table_to_json (table, "en"));
  mok_table_unref (table);
}

/* With one breakdown: all of them would take most of a second. */
static void
make_tables_of (const MokCube *cube, const char *question, const MokQuestion *by, const MokQuestion *filter)
{
  read_out (mok_cube_get_table (cube, question, NULL, NULL, NULL, NULL));
  for (guint level = 0; level < MIN (mok_cube_get_n_levels (cube, filter), 2); level++)
    read_out (mok_cube_get_table (cube, question, by->name, filter->name, mok_cube_get_level_code (cube, filter, level),
                                  NULL));
  read_out (mok_cube_get_table_weighted (cube, question, by->name, NULL));
  read_out (mok_cube_get_outcome_details (cube, question, by->name, NULL, NULL, NULL));
  read_out (mok_cube_get_outcome_unflagged (cube, question, by->name, NULL));
}

static void
make_tables (const MokCube *cube)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  g_autoptr (GPtrArray) headline = mok_cube_get_outcome_tables_unflagged (cube, NULL);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);

  for (guint q = 0; q < questions->len + outcomes->len; q++)
    {
      const MokQuestion *question =
          q < questions->len ? g_ptr_array_index (questions, q) : g_ptr_array_index (outcomes, q - questions->len);

      make_tables_of (cube, question->name, g_ptr_array_index (breakdowns, q % breakdowns->len),
                      g_ptr_array_index (breakdowns, (q + 1) % breakdowns->len));
    }
}

static const guint respondents[] = { 0, 6, 60 };

enum
{
  N_SEEDS = G_N_ELEMENTS (respondents),
  SEED_RELEASE = N_SEEDS - 1,
};

static MokQuestionnaire *form;
static GBytes *seeds[N_SEEDS];

static MokCube *
make_cube (guint which)
{
  const guint8 key[MOK_NOISE_KEY_SIZE] = { 1 };
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  g_autoptr (MokRandom) random = mok_random_new_seeded (which);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokRawTable) table = mok_raw_table_new (layout, NULL, 1);
  MokReleaseSource source = { .flags = which == SEED_RELEASE ? 0 : MOK_CUBE_OPEN };
  MokReleaseParameters parameters;

  for (guint i = 0; i < respondents[which]; i++)
    {
      g_autoptr (MokAnswers) answers = mok_answers_new (form);
      g_autoptr (MokSecret) record = NULL;

      random_survey_fill (answers, random);
      record = mok_record_encode (layout, random_survey_digest, answers);
      mok_raw_table_add_record (table, mok_secret_data (record), mok_secret_size (record));
    }
  mok_raw_table_finish (table);
  mok_release_parameters_init (&parameters, respondents[which]);
  if (which == SEED_RELEASE)
    return mok_release_new_replaced (table, &source, &parameters, noise, NULL, NULL, NULL, NULL);
  return mok_release_new_exact (table, &source, NULL, NULL, NULL, NULL);
}

static void
make_seeds (void)
{
  mok_init ();
  form = random_survey_new_questionnaire ();
  for (guint i = 0; i < N_SEEDS; i++)
    {
      g_autoptr (MokCube) made = make_cube (i);
      g_autoptr (MokCube) again = NULL;

      g_assert_nonnull (made);
      seeds[i] = mok_cube_to_bytes (made);
      again = mok_cube_new_from_bytes (seeds[i], form, NULL);
      g_assert_nonnull (again);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize seed_size;

  if (form == NULL)
    make_seeds ();
  if (size == 0)
    return 0;

  const guint8 *seed = g_bytes_get_data (seeds[data[0] % N_SEEDS], &seed_size);
  g_autoptr (GByteArray) patched = fuzz_patch (seed, seed_size, PAGE, data + 1, size - 1);

  if (patched->len >= MOK_CUBE_CHECK_SIZE)
    mok_hash (patched->data + patched->len - MOK_CUBE_CHECK_SIZE, MOK_CUBE_CHECK_SIZE, patched->data,
              patched->len - MOK_CUBE_CHECK_SIZE);

  g_autoptr (GBytes) bytes = g_bytes_new (patched->data, patched->len);
  g_autoptr (MokCube) cube = mok_cube_new_from_bytes (bytes, form, NULL);

  if (cube != NULL)
    make_tables (cube);
  return 0;
}
