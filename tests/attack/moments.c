/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The replacement does what is published of it: the moments of a count in a group, the hand example of the study with
 * forced draws, and the two ends of the rate, 0 and 1. Expected figures are computed here from the definition.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "attack.h"
#include "release/mok-replacement-private.h"
#include "report.h"
#include "synthetic.h"

#define N_PEOPLE 100
#define N_YES 30
#define N_GROUP 20
#define N_GROUP_YES 6
#define TOLERANCE_MEAN 0.02
#define TOLERANCE_VARIANCE 0.04

static const guint one_background[] = { 2 };

/* 100 people, 30 of them say yes; the first 20 are a group with 6 of those. One urn. */
static Synthetic *
make_hundred (void)
{
  Synthetic *self = synthetic_new (one_background, 1, ",select_one yn,q1,Question,,\n", N_PEOPLE);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      const gboolean in_group = i < N_GROUP;
      const gboolean yes = in_group ? i < N_GROUP_YES : i - N_GROUP < N_YES - N_GROUP_YES;

      self->cells[0][i] = MOK_SLOT_FIRST_ANSWER + !in_group;
      self->cells[1][i] = MOK_SLOT_FIRST_ANSWER + !yes;
    }
  return self;
}

static guint
count_yes (const guint8 *column, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += column[i] == MOK_SLOT_FIRST_ANSWER;
  return count;
}

/* The chance of yes after the replacement, of somebody who said yes or no. */
static double
get_chance (gboolean yes, double rate, double lambda)
{
  return (1 - rate) * yes + rate * (N_YES - yes + lambda / 2) / (N_PEOPLE - 1 + lambda);
}

static void
check_moments (guint lambda, guint n_seeds)
{
  g_autoptr (Synthetic) survey = make_hundred ();
  g_autoptr (MokRawTable) table = synthetic_make_table (survey);
  MokReleaseParameters parameters;
  g_autoptr (MokPlan) plan = NULL;
  g_autofree char *setting = g_strdup_printf ("%u slips, %u seeds", lambda, n_seeds);
  const double yes = get_chance (TRUE, 0.2, lambda), no = get_chance (FALSE, 0.2, lambda);
  const double mean = N_GROUP_YES * yes + (N_GROUP - N_GROUP_YES) * no;
  const double variance = N_GROUP_YES * yes * (1 - yes) + (N_GROUP - N_GROUP_YES) * no * (1 - no);
  double sum = 0, squares = 0, total = 0, changed = 0;

  mok_release_parameters_init (&parameters, N_PEOPLE);
  parameters.lambda = lambda;
  parameters.leaf = N_PEOPLE;
  plan = synthetic_make_plan (table, &parameters);
  for (guint seed = 0; seed < n_seeds; seed++)
    {
      const guint8 *column = mok_raw_table_get_column (table, 1, 0);

      synthetic_reset (survey, table);
      synthetic_replace (plan, table, seed);

      const double count = count_yes (column, N_GROUP);

      sum += count;
      squares += count * count;
      total += count_yes (column, N_PEOPLE);
      for (guint i = 0; i < N_PEOPLE; i++)
        changed += column[i] != survey->cells[1][i];
    }
  sum /= n_seeds;
  squares = squares / n_seeds - sum * sum;
  report_between ("moments", setting, "mean of a group of 20 with 6", REPORT_NUMBER, sum, mean - TOLERANCE_MEAN,
                  mean + TOLERANCE_MEAN);
  report_between ("moments", setting, "variance of it", REPORT_NUMBER, squares, variance - TOLERANCE_VARIANCE,
                  variance + TOLERANCE_VARIANCE);
  report_between ("moments", setting, "mean of all 100 with 30", REPORT_NUMBER, total / n_seeds,
                  N_YES * yes + (N_PEOPLE - N_YES) * no - 3 * TOLERANCE_MEAN,
                  N_YES * yes + (N_PEOPLE - N_YES) * no + 3 * TOLERANCE_MEAN);
  report_between ("moments", setting, "answers changed", REPORT_NUMBER, changed / n_seeds,
                  N_YES * (1 - yes) + (N_PEOPLE - N_YES) * no - 3 * TOLERANCE_MEAN,
                  N_YES * (1 - yes) + (N_PEOPLE - N_YES) * no + 3 * TOLERANCE_MEAN);
}

/* Draws of the hand example, in the order in which they are made. */
typedef struct
{
  guint bounds[32];
  guint values[32];
  guint n;
  guint next;
} Forced;

static void
force (Forced *self, guint bound, guint value)
{
  self->bounds[self->n] = bound;
  self->values[self->n++] = value;
}

/* One bound more than the value: what is below a bound might be drawn again. */
static guint64
get_forced (gpointer data)
{
  Forced *self = data;

  g_assert_cmpuint (self->next, <, self->n);
  self->next++;
  return self->values[self->next - 1] + (guint64) self->bounds[self->next - 1];
}

/* The study's section 7: ten people; the 2nd gets the answer of the 8th, the 7th that of the 10th, the 9th a slip. */
static void
check_hand_example (void)
{
  static const char before[] = "YNNYNNNYNM", after[] = "YYNYNNMYYM";
  g_autoptr (Synthetic) survey = synthetic_new (one_background, 1, ",select_one yn,q1,Question,,\n", 10);
  g_autoptr (MokRawTable) table = NULL;
  g_autoptr (MokPlan) plan = NULL;
  g_autoptr (MokNoise) noise = NULL;
  MokReleaseParameters parameters;
  MokReplacement replacement;
  Forced forced = { .n = 0 };
  guint n_wrong = 0;

  mok_release_parameters_init (&parameters, 10);
  parameters.lambda = 3;
  for (guint i = 0; i < 10; i++)
    {
      survey->cells[0][i] = MOK_SLOT_FIRST_ANSWER + (i >= 5);
      survey->cells[1][i] = before[i] == 'M' ? MOK_SLOT_BLANK : (guint8) (MOK_SLOT_FIRST_ANSWER + (before[i] == 'N'));
      force (&forced, parameters.rate_denominator, i == 1 || i == 6 || i == 8 ? 0 : 3);
      force (&forced, 9 + parameters.lambda, i == 1 ? 6 : i == 6 ? 8 : i == 8 ? 9 : 0);
      if (i == 8)
        force (&forced, 2, 0);
    }
  table = synthetic_make_table (survey);
  plan = synthetic_make_plan (table, &parameters);
  noise = mok_noise_new_with_func (get_forced, &forced);
  mok_replacement_run (&replacement, plan, table, noise, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < 10; i++)
    {
      const guint8 slot = mok_raw_table_get_column (table, 1, 0)[i];

      n_wrong += slot != (after[i] == 'M' ? MOK_SLOT_BLANK : MOK_SLOT_FIRST_ANSWER + (after[i] == 'N'));
    }
  report_at_most ("moments", "hand example, forced draws", "answers that differ from it", REPORT_COUNT, n_wrong, 0);
  report_between ("moments", "hand example, forced draws", "replaced", REPORT_COUNT, (double) replacement.n_replaced, 3,
                  3);
}

/* With a rate of 0 nothing is replaced; with 1 the own answer plays no part. */
static void
check_ends (guint n_seeds)
{
  g_autoptr (Synthetic) survey = make_hundred ();
  g_autoptr (MokRawTable) table = synthetic_make_table (survey);
  const guint8 *column = mok_raw_table_get_column (table, 1, 0);
  MokReleaseParameters parameters;
  g_autoptr (MokPlan) plan = NULL;
  guint n_differ = 0;
  double by_own[2] = { 0 };

  mok_release_parameters_init (&parameters, N_PEOPLE);
  parameters.leaf = N_PEOPLE;
  parameters.rate_numerator = 0;
  plan = synthetic_make_plan (table, &parameters);
  for (guint seed = 0; seed < 100; seed++)
    {
      synthetic_replace (plan, table, seed);
      for (guint i = 0; i < N_PEOPLE; i++)
        n_differ += column[i] != survey->cells[1][i];
    }
  report_at_most ("moments", "rate 0, 100 seeds", "answers changed", REPORT_COUNT, n_differ, 0);

  g_clear_pointer (&plan, mok_plan_free);
  parameters.rate_numerator = parameters.rate_denominator;
  synthetic_reset (survey, table);
  plan = synthetic_make_plan (table, &parameters);
  for (guint seed = 0; seed < n_seeds; seed++)
    {
      synthetic_reset (survey, table);
      synthetic_replace (plan, table, seed);
      for (guint i = 0; i < N_PEOPLE; i++)
        by_own[survey->cells[1][i] == MOK_SLOT_FIRST_ANSWER] += column[i] == MOK_SLOT_FIRST_ANSWER;
    }
  for (guint yes = 0; yes < 2; yes++)
    {
      const double n = (double) n_seeds * (yes ? N_YES : N_PEOPLE - N_YES);
      const double chance = get_chance ((gboolean) yes, 1, parameters.lambda);
      const double width = 4 * sqrt (chance * (1 - chance) / n);

      report_between ("moments", "rate 1", yes ? "yes, of those who said yes" : "yes, of those who said no",
                      REPORT_PERCENT, by_own[yes] / n, chance - width, chance + width);
    }
}

void
attack_moments (AttackSize size)
{
  static const guint lambdas[] = { 0, 3, 8 };

  for (gsize i = 0; i < G_N_ELEMENTS (lambdas); i++)
    check_moments (lambdas[i], size == ATTACK_FULL ? 100000 : 20000);
  check_hand_example ();
  check_ends (size == ATTACK_FULL ? 10000 : 1000);
}
