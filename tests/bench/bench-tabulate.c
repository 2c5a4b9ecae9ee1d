/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: 60 frequencies and 60 cross-tabulations of 1,000,000 responses, against the obvious loop in the same run;
 * then everything that closing counts. Ratios carry to other machines, milliseconds do not.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "random-survey.h"
#include "release/mok-release-private.h"

#define N_ROWS 1000000
#define N_QUESTIONS 60
#define N_CHOICES 7
#define N_RUNS 7

static double
milliseconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *times, guint n)
{
  qsort (times, n, sizeof *times, compare);
  return times[n / 2];
}

/* Records straight from random bytes: single choices are one byte each. */
static MokRawTable *
fill_table (MokRecordLayout *layout)
{
  MokQuestionnaire *form = mok_record_layout_get_questionnaire (layout);
  MokRawTable *table = mok_raw_table_new (layout, NULL, N_ROWS);
  g_autoptr (MokAnswers) answers = mok_answers_new (form);
  g_autoptr (MokSecret) record = mok_record_encode (layout, random_survey_digest, answers);
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);
  const guint n = mok_questionnaire_get_n_questions (form);

  for (guint row = 0; row < N_ROWS; row++)
    {
      for (guint i = 0; i < n; i++)
        {
          const guint n_values = 2 + mok_questionnaire_get_question (form, i)->choices->choices->len;

          mok_secret_data (record)[mok_record_layout_get_offset (layout, i)] =
              (guint8) mok_random_uniform (random, n_values);
        }
      if (!mok_raw_table_add_record (table, mok_secret_data (record), mok_secret_size (record)))
        g_error ("a record was refused");
    }
  mok_raw_table_finish (table);
  return table;
}

static MokGroups *
make_groups (const MokRawTable *table)
{
  guint8 levels[256];

  for (guint i = 0; i < 256; i++)
    levels[i] = (guint8) MIN (i, 7);
  return mok_raw_table_make_groups (table, 0, levels, 8);
}

static double
time_counting (const MokRawTable *table, guint64 *sum)
{
  double times[N_RUNS];

  for (guint run = 0; run < N_RUNS; run++)
    {
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (MokGroups) groups = make_groups (table);

      *sum = 0;
      for (guint v = 1; v <= N_QUESTIONS; v++)
        {
          guint32 counts[8][2 + N_CHOICES], total[2 + N_CHOICES] = { 0 };

          mok_raw_table_count (table, v, groups, &counts[0][0]);
          for (guint g = 0; g < 8; g++)
            for (guint k = 0; k < 2 + N_CHOICES; k++)
              {
                total[k] += counts[g][k];
                *sum += (guint64) counts[g][k] * counts[g][k];
              }
          for (guint k = 0; k < 2 + N_CHOICES; k++)
            *sum += (guint64) total[k] * total[k];
        }
      times[run] = milliseconds_since (start);
    }
  return median (times, N_RUNS);
}

/* One histogram for the frequency and one for the cross-tabulation, row by row. */
static double
time_naive (const guint8 *columns, const guint8 *band, guint64 *sum)
{
  double times[N_RUNS];

  for (guint run = 0; run < N_RUNS; run++)
    {
      const gint64 start = g_get_monotonic_time ();

      *sum = 0;
      for (guint v = 0; v < N_QUESTIONS; v++)
        {
          const guint8 *column = columns + (gsize) v * N_ROWS;
          guint32 counts[8][2 + N_CHOICES] = { 0 }, total[2 + N_CHOICES] = { 0 };

          for (gsize i = 0; i < N_ROWS; i++)
            {
              total[column[i]]++;
              counts[band[i]][column[i]]++;
            }
          for (guint g = 0; g < 8; g++)
            for (guint k = 0; k < 2 + N_CHOICES; k++)
              *sum += (guint64) counts[g][k] * counts[g][k];
          for (guint k = 0; k < 2 + N_CHOICES; k++)
            *sum += (guint64) total[k] * total[k];
        }
      times[run] = milliseconds_since (start);
    }
  return median (times, N_RUNS);
}

/* The same draws as fill_table(), in columns. */
static guint8 *
fill_columns (MokQuestionnaire *form)
{
  guint8 *columns = g_malloc ((gsize) N_ROWS * (N_QUESTIONS + 1));
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);

  for (gsize row = 0; row < N_ROWS; row++)
    {
      for (guint i = 0; i <= N_QUESTIONS; i++)
        {
          const guint n_values = 2 + mok_questionnaire_get_question (form, i)->choices->choices->len;

          columns[(gsize) i * N_ROWS + row] = (guint8) mok_random_uniform (random, n_values);
        }
    }
  for (gsize row = 0; row < N_ROWS; row++)
    columns[row] = (guint8) MIN (columns[row], 7);
  return columns;
}

int
main (void)
{
  mok_init ();

  g_autoptr (MokQuestionnaire) form = random_survey_new_wide (N_QUESTIONS, N_CHOICES);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (MokRawTable) table = fill_table (layout);
  const double filling = milliseconds_since (start);

  start = g_get_monotonic_time ();

  g_autofree guint8 *columns = fill_columns (form);
  const double drawing = milliseconds_since (start);
  guint64 sum, wanted;
  const double naive = time_naive (columns + N_ROWS, columns, &wanted);
  const double ours = time_counting (table, &sum);

  start = g_get_monotonic_time ();

  g_autoptr (MokCube) cube =
      mok_release_new_exact (table, &(MokReleaseSource){ .flags = MOK_CUBE_OPEN }, NULL, NULL, NULL, NULL);
  const double building = milliseconds_since (start);

  g_print ("60 frequencies and 60 cross-tabulations, %d rows: %.1f ms; naive loop %.1f ms; ratio %.2f\n", N_ROWS, ours,
           naive, ours / naive);
  g_print ("sorting records into columns: about %.0f ms; whole cube: %.0f ms\n", filling - drawing, building);
  if (sum != wanted)
    {
      g_printerr ("the counts differ\n");
      return 1;
    }
  return 0;
}
