/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a release of the built-in questionnaire shows, against what is true: bias and coverage of the outcomes by the
 * size of the workplace, rows that add up, and how far a release takes.
 */

#include "config.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "attack.h"
#include "contrast.h"
#include "outcome-truth.h"
#include "population.h"
#include "report.h"
#include "synthetic.h"

/* A row of fewer people on average is told apart: its ratio is biased inside the noise. */
#define MIN_MEAN_BASE 20

/* A row that so few surveys show has no bias to speak of. */
#define MIN_SHOWN 10

/* A bias has to be so many Monte-Carlo errors away to count. */
#define N_ERRORS 3

/* Classes rarer than this in the population say nothing about coverage. */
#define MIN_SHARE 0.005

typedef struct
{
  double n;
  double sum;
  double squares;
  double base;
} Mean;

typedef struct
{
  Mean *means; /* (owned): of each protection, row and class: shown − true */
  double n_rows;
  double n_wrong_sums;
  double n_intervals;
  double n_population; /* intervals that hold the share of the population … */
  double n_survey;     /* … and of the respondents */
  double n_surveys;
  double seconds;
} Accuracy;

static double
get_error (const Mean *mean)
{
  const double average = mean->sum / mean->n;

  return sqrt (MAX (0, mean->squares / mean->n - average * average) / MAX (1, mean->n - 1));
}

static void
add_row (Accuracy *self,
         const MokTable *table,
         guint index,
         guint outcome_row,
         guint protection,
         const OutcomeTruth *population,
         const OutcomeTruth *survey)
{
  const MokTableRow *row = mok_table_get_row (table, index);
  int points[MOK_N_OUTCOMES], sum = 0;

  if (!row->shown || outcome_truth_get_base (survey, protection, outcome_row) <= 0)
    return;
  mok_table_get_points (table, index, points);
  self->n_rows++;
  for (guint c = 0; c < table->columns->len; c++)
    {
      const MokTableCell *cell = &row->cells[c];
      const double truth = outcome_truth_get_share (survey, protection, outcome_row, c + 1);
      const double wide = outcome_truth_get_share (population, protection, outcome_row, c + 1);
      Mean *mean = &self->means[outcome_truth_get_index (protection, outcome_row, c + 1)];

      sum += points[c];
      mean->n++;
      mean->sum += cell->share - truth;
      mean->squares += (cell->share - truth) * (cell->share - truth);
      mean->base += row->base;
      if (wide < MIN_SHARE)
        continue;
      self->n_intervals++;
      self->n_population += cell->low <= wide && wide <= cell->high;
      self->n_survey += cell->low <= truth && truth <= cell->high;
    }
  self->n_wrong_sums += sum != 100;
}

static void
add_outcomes (Accuracy *self, const MokCube *cube, const OutcomeTruth *population, const OutcomeTruth *survey)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = mok_cube_get_outcome_tables (cube, NULL, NULL, &error);

  for (guint t = 0; t < tables->len; t++)
    {
      const MokTable *table = g_ptr_array_index (tables, t);
      const guint protection = outcome_truth_find (population, table->question);

      for (guint r = 0; r < table->rows->len; r++)
        {
          const char *code = mok_table_get_row (table, r)->code;

          if (r == 0)
            add_row (self, table, r, OUTCOME_ROW_ALL, protection, population, survey);
          else if (strcmp (code, "under") == 0)
            add_row (self, table, r, OUTCOME_ROW_UNDER, protection, population, survey);
          else if (strcmp (code, "over") == 0)
            add_row (self, table, r, OUTCOME_ROW_OVER, protection, population, survey);
        }
    }
}

static void
add_survey (Accuracy *self, const Sample *sample, const OutcomeTruth *population, guint64 seed, Contrast *contrast)
{
  g_autoptr (MokRawTable) table = sample_make_table (sample);
  g_autoptr (MokNoise) noise = synthetic_make_noise (seed);
  g_autoptr (OutcomeTruth) survey = outcome_truth_new (sample->population, sample->people, sample->n);
  const clock_t start = clock ();
  MokReleaseParameters parameters;
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (GError) error = NULL;

  mok_release_parameters_init (&parameters, sample->n);
  cube = mok_release_new_replaced (table, &sample->population->source, &parameters, noise, NULL, NULL, NULL, &error);
  if (cube == NULL)
    g_error ("%s", error->message);
  self->seconds += (double) (clock () - start) / CLOCKS_PER_SEC;
  self->n_surveys++;
  add_outcomes (self, cube, population, survey);
  if (contrast != NULL)
    contrast_add (contrast, cube, sample);
}

/* The largest bias of one row's classes, and how much of it is beyond doubt. */
static void
report_bias (const Accuracy *self, const char *setting, const OutcomeTruth *population, guint row, const char *name)
{
  double largest = 0, error = 0, beyond = 0, small = 0;
  guint n_protections = 0, where = 0;
  g_autofree char *figure = NULL;
  g_autofree char *which = NULL;

  for (guint p = 0; p < population->n_protections; p++)
    {
      gboolean any = FALSE;

      for (guint c = 1; c < MOK_N_OUTCOMES; c++)
        {
          const Mean *mean = &self->means[outcome_truth_get_index (p, row, c)];
          const double bias = mean->n > 0 ? fabs (mean->sum / mean->n) : 0;

          if (mean->n < MIN_SHOWN)
            continue;
          if (mean->base / mean->n < MIN_MEAN_BASE)
            {
              small = MAX (small, bias);
              continue;
            }
          any = TRUE;
          beyond = MAX (beyond, bias - N_ERRORS * get_error (mean));
          if (bias <= largest)
            continue;
          largest = bias;
          error = get_error (mean);
          where = p;
        }
      n_protections += any;
    }
  if (n_protections == 0)
    return;
  figure = g_strdup_printf ("%s: bias beyond %d Monte-Carlo errors", name, N_ERRORS);
  which = g_strdup_printf ("%s: largest bias (%s)", name, outcome_truth_get_name (population, where));
  report_at_most ("accuracy", setting, figure, REPORT_POINTS, beyond, 0.01);
  report_plain ("accuracy", setting, which, REPORT_POINTS, largest);
  report_plain ("accuracy", setting, "... its Monte-Carlo error", REPORT_POINTS, error);
  report_plain ("accuracy", setting, "... protections with a base of 20 and more", REPORT_COUNT, n_protections);
  if (small > 0)
    report_plain ("accuracy", setting, "... largest bias of smaller bases", REPORT_POINTS, small);
}

static void
run (const Population *population, const OutcomeTruth *truth, guint n, guint n_surveys)
{
  g_autofree char *setting = g_strdup_printf ("n=%u, %u surveys", n, n_surveys);
  g_autoptr (MokRandom) random = mok_random_new_seeded (7000 + n);
  Contrast contrast = { 0 };
  Accuracy self = { .means = g_new0 (Mean, outcome_truth_get_n_cells (truth)) };

  for (guint s = 0; s < n_surveys; s++)
    {
      g_autoptr (Sample) sample = sample_new (population, n, random);

      add_survey (&self, sample, truth, s, &contrast);
    }
  report_bias (&self, setting, truth, OUTCOME_ROW_UNDER, "under five");
  report_bias (&self, setting, truth, OUTCOME_ROW_OVER, "five or more");
  report_between ("accuracy", setting, "95 % intervals that hold the population's share", REPORT_PERCENT,
                  self.n_population / self.n_intervals, 0.93, 0.98);
  report_plain ("accuracy", setting, "... that hold the respondents' share", REPORT_PERCENT,
                self.n_survey / self.n_intervals);
  report_at_most ("accuracy", setting, "rows that do not add to 100", REPORT_COUNT, self.n_wrong_sums, 0);
  contrast_report (&contrast, setting);
  report_plain ("accuracy", setting, "milliseconds of a processor for a release", REPORT_NUMBER,
                1000 * self.seconds / self.n_surveys);
  g_free (self.means);
}

void
attack_accuracy (AttackSize size)
{
  static const struct
  {
    guint n;
    guint small;
    guint full;
  } surveys[] = { { 150, 30, 400 }, { 400, 50, 1000 }, { 1500, 12, 600 }, { 5000, 0, 600 } };
  const gboolean full = size == ATTACK_FULL;
  g_autoptr (Population) population = population_new (full ? 40000 : 6000, 2);
  g_autoptr (OutcomeTruth) truth = outcome_truth_new (population, NULL, population->n);

  for (gsize i = 0; i < G_N_ELEMENTS (surveys); i++)
    {
      if ((full ? surveys[i].full : surveys[i].small) > 0)
        run (population, truth, surveys[i].n, full ? surveys[i].full : surveys[i].small);
    }
  class_shares_run (population, full ? 100 : 10);
}
