/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: statistics of releases. Without replacement they are those of exact counts; with it, on simulated surveys
 * with one urn, tests err and intervals cover as often as they say, and differences are not pulled together.
 */

#include "config.h"

#include <math.h>

#include "analysis/mok-difference.h"
#include "analysis/mok-draw-private.h"
#include "analysis/mok-estimate.h"
#include "analysis/mok-independence.h"
#include "analysis/mok-mentions.h"
#include "analysis/mok-ordinal.h"
#include "base/mok-init.h"
#include "base/mok-random.h"
#include "support.h"

#define RATE 0.2
#define LAMBDA 8
#define MAX_PEOPLE 1000
#define MAX_OPTIONS 6

/* A simulated survey: one question, whose last option is no substantive answer. */
typedef struct
{
  guint n_groups;
  guint n_options;
  guint sizes[4];
  double shares[4][MAX_OPTIONS];
  guint truth[4][MAX_OPTIONS]; /* (out): before the replacement */
} Survey;

static guint
draw_option (MokRandom *random, const double *shares, guint n)
{
  double left = mok_random_double (random);

  for (guint i = 0; i + 1 < n; i++)
    {
      left -= shares[i];
      if (left < 0)
        return i;
    }
  return n - 1;
}

/* The replacement, literally: a fifth of the people, chosen one by one, get the answer of another person of the urn or
 * that of a dummy slip. */
static void
replace (MokRandom *random, const guint *truth, guint *noisy, guint n, guint n_options)
{
  for (guint i = 0; i < n; i++)
    {
      const gboolean selected = mok_random_uniform (random, 5) == 0;
      const guint slip = mok_random_uniform (random, n - 1 + LAMBDA);

      if (!selected)
        noisy[i] = truth[i];
      else if (slip < n - 1)
        noisy[i] = truth[slip < i ? slip : slip + 1];
      else
        noisy[i] = mok_random_uniform (random, n_options - 1);
    }
}

/* Draws truth and noise, and fills the release: what is counted, and what would be if all were replaced. */
static MokTable *
simulate (MokRandom *random, Survey *survey, MokScale scale)
{
  guint truth[MAX_PEOPLE], noisy[MAX_PEOPLE], groups[MAX_PEOPLE], n = 0;
  double urn[MAX_OPTIONS] = { 0 };
  const guint n_answers = survey->n_options - 1;
  MokTable *table = support_make_table (scale, survey->n_groups, n_answers);

  table->exact = FALSE;
  table->rate = RATE;
  for (guint g = 0; g < survey->n_groups; g++)
    {
      for (guint c = 0; c < survey->n_options; c++)
        survey->truth[g][c] = 0;
      for (guint i = 0; i < survey->sizes[g]; i++, n++)
        {
          groups[n] = g;
          truth[n] = draw_option (random, survey->shares[g], survey->n_options);
          survey->truth[g][truth[n]]++;
        }
    }
  replace (random, truth, noisy, n, survey->n_options);
  for (guint i = 0; i < n; i++)
    urn[noisy[i]] += 1.0 / n;

  const double f = LAMBDA / (n - 1.0 + LAMBDA);

  for (guint c = 0; c < survey->n_options; c++)
    {
      const double dummy = c < n_answers ? 1.0 / n_answers : 0;
      const double before = (urn[c] - RATE * f * dummy) / (1 - RATE * f);

      urn[c] = (1 - f) * before + f * dummy;
    }
  for (guint i = 0; i < n; i++)
    {
      if (noisy[i] == n_answers)
        continue;
      for (guint r = 0; r <= groups[i] + 1; r += groups[i] + 1)
        {
          mok_table_get_row (table, r)->cells[noisy[i]].noisy++;
          mok_table_get_row (table, r)->noisy_base++;
        }
    }
  for (guint r = 0; r < table->rows->len; r++)
    {
      MokTableRow *row = mok_table_get_row (table, r);

      for (guint c = 0; c < n_answers; c++)
        {
          row->cells[c].expected = urn[c] * (r == 0 ? n : survey->sizes[r - 1]);
          row->expected_base += row->cells[c].expected;
        }
      row->base = mok_estimate_count (RATE, row->noisy_base, row->expected_base);
    }
  return table;
}

static void
assert_same (double a, double b)
{
  g_assert_true ((isnan (a) && isnan (b)) || fabs (a - b) < 1e-12);
}

/* A release with a rate of 0, whose urns say anything. */
static MokTable *
make_unreplaced (MokRandom *random, const MokTable *exact)
{
  MokTable *table = support_make_table (exact->scale, exact->rows->len - 1, exact->columns->len);

  table->exact = FALSE;
  for (guint r = 0; r < table->rows->len; r++)
    {
      MokTableRow *row = mok_table_get_row (table, r);

      row->base = row->noisy_base = mok_table_get_row (exact, r)->base;
      row->expected_base = mok_random_double (random) * row->base;
      for (guint c = 0; c < table->columns->len; c++)
        {
          row->cells[c].noisy = mok_table_get_row (exact, r)->cells[c].noisy;
          row->cells[c].expected = mok_random_double (random) * row->base;
        }
    }
  return table;
}

static void
compare_all (const MokTable *exact, const MokTable *release)
{
  MokIndependence test[2];
  MokDifference difference[2];
  MokOrdinal middle[2];
  MokMentions mentions[2];

  g_assert_true (mok_table_test_independence (exact, &test[0]) && mok_table_test_independence (release, &test[1]));
  g_assert_cmpint (test[0].method, ==, test[1].method);
  assert_same (test[0].statistic, test[1].statistic);
  assert_same (test[0].p, test[1].p);
  assert_same (test[0].cramers_v, test[1].cramers_v);
  for (guint c = 0; c < exact->columns->len; c++)
    {
      g_assert_true (mok_table_compare (exact, 1, exact, 2, c, &difference[0]));
      g_assert_true (mok_table_compare (release, 1, release, 2, c, &difference[1]));
      assert_same (difference[0].difference, difference[1].difference);
      assert_same (difference[0].low, difference[1].low);
      assert_same (difference[0].high, difference[1].high);
      assert_same (difference[0].p, difference[1].p);
    }
  if (mok_table_get_ordinal (exact, 1, &middle[0]))
    {
      g_assert_true (mok_table_get_ordinal (release, 1, &middle[1]));
      assert_same (middle[0].base, middle[1].base);
      assert_same (middle[0].median, middle[1].median);
      assert_same (middle[0].median_low, middle[1].median_low);
      assert_same (middle[0].median_high, middle[1].median_high);
      assert_same (middle[0].mean, middle[1].mean);
      assert_same (middle[0].mean_low, middle[1].mean_low);
    }
  if (mok_table_get_mentions (exact, 1, &mentions[0]))
    {
      g_assert_true (mok_table_get_mentions (release, 1, &mentions[1]));
      assert_same (mentions[0].mentions, mentions[1].mentions);
      assert_same (mentions[0].mean, mentions[1].mean);
    }
}

static void
test_without_replacement_as_exact (void)
{
  static const MokScale scales[] = { MOK_SCALE_ORDINAL, MOK_SCALE_NOMINAL, MOK_SCALE_MULTIPLE };
  g_autoptr (MokRandom) random = mok_random_new_seeded (5);

  for (guint round = 0; round < 150; round++)
    {
      const guint n_groups = 2 + mok_random_uniform (random, 3), n_answers = 2 + mok_random_uniform (random, 3);
      /* Small counts now and then: the exact tests too. */
      const guint most = round % 5 == 0 ? 4 : 60;
      g_autoptr (MokTable) exact = support_make_table (scales[round % 3], n_groups, n_answers);
      double counts[4];

      for (guint r = 0; r <= n_groups; r++)
        {
          for (guint c = 0; c < n_answers; c++)
            counts[c] = 1 + mok_random_uniform (random, most);
          support_set_counts (exact, r, counts);
        }

      g_autoptr (MokTable) release = make_unreplaced (random, exact);

      compare_all (exact, release);
    }
}

static void
test_tests_err_as_often_as_they_say (void)
{
  Survey survey = { .n_groups = 3, .n_options = 5, .sizes = { 40, 60, 100 } };
  g_autoptr (MokRandom) random = mok_random_new_seeded (21);
  const double shares[5] = { .4, .25, .15, .1, .1 };
  const guint n_rounds = 2000;
  guint n_errors = 0, n_tests = 0;

  for (guint g = 0; g < 3; g++)
    for (guint c = 0; c < 5; c++)
      survey.shares[g][c] = shares[c];
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (MokTable) table = simulate (random, &survey, MOK_SCALE_NOMINAL);
      MokIndependence found;

      g_assert_true (mok_table_test_independence (table, &found));
      /* Simulated ones have a test of their own below: they take long. */
      if (found.method != MOK_TEST_CHI_SQUARE)
        continue;
      n_tests++;
      n_errors += mok_independence_is_clear (&found);
    }
  g_test_message ("%u of %u", n_errors, n_tests);
  g_assert_cmpuint (n_tests, >, 1000);
  g_assert_cmpfloat ((double) n_errors / n_tests, >, .03);
  g_assert_cmpfloat ((double) n_errors / n_tests, <, .07);
}

static void
test_simulated_tests_err_as_often_as_they_say (void)
{
  Survey survey = { .n_groups = 2, .n_options = 4, .sizes = { 16, 24 } };
  g_autoptr (MokRandom) random = mok_random_new_seeded (22);
  const double shares[4] = { .6, .2, .1, .1 };
  const guint n_rounds = 200;
  guint n_errors = 0;
  double sum = 0;

  for (guint g = 0; g < 2; g++)
    for (guint c = 0; c < 4; c++)
      survey.shares[g][c] = shares[c];
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (MokTable) table = simulate (random, &survey, MOK_SCALE_NOMINAL);
      MokIndependence found;

      if (!mok_table_test_independence (table, &found) || found.method != MOK_TEST_SIMULATED)
        continue;
      n_errors += mok_independence_is_clear (&found);
      sum += found.p;
    }
  g_test_message ("%u of %u, mean p %g", n_errors, n_rounds, sum / n_rounds);
  /* 5 % of 200 within three standard errors; p spreads evenly over 0 to 1. */
  g_assert_cmpuint (n_errors, <=, 19);
  g_assert_cmpfloat_with_epsilon (sum / n_rounds, .5, .07);
}

static void
test_difference_interval_covers (void)
{
  Survey survey = {
    .n_groups = 2, .n_options = 4, .sizes = { 60, 90 }, .shares = { { .5, .2, .2, .1 }, { .25, .35, .3, .1 } }
  };
  g_autoptr (MokRandom) random = mok_random_new_seeded (23);
  const guint n_rounds = 2000;
  guint n_covered[3] = { 0 }, n_found = 0;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (MokTable) table = simulate (random, &survey, MOK_SCALE_NOMINAL);

      for (guint c = 0; c < 3; c++)
        {
          const double truth = (survey.shares[0][c] - survey.shares[1][c]) / .9;
          MokDifference found;

          g_assert_true (mok_table_compare (table, 1, table, 2, c, &found));
          n_covered[c] += found.low <= truth && truth <= found.high;
          n_found += found.p < .05;
        }
    }
  for (guint c = 0; c < 3; c++)
    {
      g_test_message ("%u of %u", n_covered[c], n_rounds);
      g_assert_cmpfloat ((double) n_covered[c] / n_rounds, >, .93);
      g_assert_cmpfloat ((double) n_covered[c] / n_rounds, <, .98);
    }
  g_assert_cmpuint (n_found, >, n_rounds);
}

/* The slope of what is estimated on what was true of the same people: below 1, groups would be pulled together. */
static void
test_differences_are_not_pulled_together (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (24);
  double xx = 0, xy = 0, xx_mean = 0, xy_mean = 0;

  for (guint round = 0; round < 1500; round++)
    {
      const double first = .1 + .6 * mok_random_double (random), second = .1 + .6 * mok_random_double (random);
      Survey survey = { .n_groups = 2,
                        .n_options = 4,
                        .sizes = { 150, 150 },
                        .shares = { { first, .2, .7 - first, .1 }, { second, .2, .7 - second, .1 } } };
      g_autoptr (MokTable) table = simulate (random, &survey, MOK_SCALE_ORDINAL);
      double truth[2], means[2];
      MokDifference found;
      MokOrdinal middle[2];

      for (guint g = 0; g < 2; g++)
        {
          const guint *counts = survey.truth[g];
          const double base = counts[0] + counts[1] + counts[2];

          truth[g] = counts[0] / base;
          means[g] = (counts[0] + 2 * counts[1] + 3 * counts[2]) / base;
          g_assert_true (mok_table_get_ordinal (table, g + 1, &middle[g]));
        }
      g_assert_true (mok_table_compare (table, 1, table, 2, 0, &found));
      xx += (truth[0] - truth[1]) * (truth[0] - truth[1]);
      xy += (truth[0] - truth[1]) * found.difference;
      xx_mean += (means[0] - means[1]) * (means[0] - means[1]);
      xy_mean += (means[0] - means[1]) * (middle[0].mean - middle[1].mean);
    }
  g_test_message ("slopes %g and %g", xy / xx, xy_mean / xx_mean);
  g_assert_cmpfloat_with_epsilon (xy / xx, 1, .03);
  g_assert_cmpfloat_with_epsilon (xy_mean / xx_mean, 1, .03);
}

static void
test_mean_and_median_intervals_cover (void)
{
  Survey survey = { .n_groups = 1, .n_options = 5, .sizes = { 120 }, .shares = { { .1, .3, .4, .1, .1 } } };
  g_autoptr (MokRandom) random = mok_random_new_seeded (25);
  const double truth = (.1 + 2 * .3 + 3 * .4 + 4 * .1) / .9;
  const guint n_rounds = 1500;
  guint n_mean = 0, n_median = 0;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (MokTable) table = simulate (random, &survey, MOK_SCALE_ORDINAL);
      MokOrdinal found;

      g_assert_true (mok_table_get_ordinal (table, 1, &found));
      n_mean += found.mean_low <= truth && truth <= found.mean_high;
      /* .1 and .3 of .9 are less than half, with .4 more. */
      n_median += found.median_low <= 3 && 3 <= found.median_high;
    }
  g_test_message ("mean %u, median %u of %u", n_mean, n_median, n_rounds);
  g_assert_cmpfloat ((double) n_mean / n_rounds, >, .93);
  g_assert_cmpfloat ((double) n_mean / n_rounds, <, .98);
  g_assert_cmpfloat ((double) n_median / n_rounds, >, .95);
}

static void
test_change_between_waves (void)
{
  g_autoptr (MokTable) earlier = support_make_table (MOK_SCALE_NOMINAL, 2, 2);
  g_autoptr (MokTable) later = mok_table_new ("question");
  MokDifference change, difference;

  support_set_counts (earlier, 0, (double[]){ 40, 60 });
  support_set_counts (earlier, 2, (double[]){ 30, 20 });
  /* The later wave has its answers and groups in another order, and one group more. */
  later->exact = TRUE;
  mok_table_add_column (later, "2", NULL);
  mok_table_add_column (later, "1", NULL);
  mok_table_add_row (later, "", NULL);
  mok_table_add_row (later, "2", NULL);
  mok_table_add_row (later, "3", NULL);
  support_set_counts (later, 0, (double[]){ 30, 50 });
  support_set_counts (later, 1, (double[]){ 25, 25 });
  support_set_counts (later, 2, (double[]){ 5, 25 });

  g_assert_true (mok_table_get_change (earlier, later, 0, 1, &change));
  g_assert_cmpfloat_with_epsilon (change.difference, 50 / 80.0 - 40 / 100.0, 1e-12);
  g_assert_cmpfloat (change.low, >, 0);
  g_assert_cmpfloat (change.p, <, .05);
  g_assert_true (mok_table_get_change (earlier, later, 1, 0, &change));
  g_assert_cmpfloat_with_epsilon (change.difference, .5 - .4, 1e-12);
  g_assert_cmpfloat (change.low, <, 0);
  g_assert_true (mok_table_compare (later, 1, earlier, 2, 0, &difference));
  g_assert_cmpfloat (difference.p, ==, change.p);
  g_assert_false (mok_table_get_change (earlier, later, 2, 0, &change));
  mok_table_get_row (earlier, 2)->shown = FALSE;
  g_assert_false (mok_table_get_change (earlier, later, 1, 0, &change));
}

static void
test_groups_of_unknown_background_are_left_out (void)
{
  g_autoptr (MokTable) table = support_make_table (MOK_SCALE_NOMINAL, 2, 2);
  MokIndependence found, again;

  support_set_counts (table, 1, (double[]){ 40, 60 });
  support_set_counts (table, 2, (double[]){ 30, 20 });
  g_assert_true (mok_table_test_independence (table, &found));
  mok_table_add_row (table, "99", NULL)->unknown = TRUE;
  mok_table_add_row (table, "blank", NULL)->unknown = TRUE;
  support_set_counts (table, 3, (double[]){ 50, 0 });
  support_set_counts (table, 4, (double[]){ 0, 50 });
  g_assert_true (mok_table_test_independence (table, &again));
  g_assert_cmpfloat (again.statistic, ==, found.statistic);
  mok_table_get_row (table, 2)->shown = FALSE;
  g_assert_false (mok_table_test_independence (table, &again));
}

/* Of several answers each, a p for every answer is smaller than one for having looked at all. */
static void
test_several_answers_are_looked_at_one_by_one (void)
{
  g_autoptr (MokTable) table = support_make_table (MOK_SCALE_MULTIPLE, 2, 3);
  MokIndependence found, alone;
  MokMentions mentions;

  for (guint r = 1; r <= 2; r++)
    {
      support_set_counts (table, r, r == 1 ? (double[]){ 50, 60, 40 } : (double[]){ 50, 30, 45 });
      mok_table_get_row (table, r)->base = 100;
    }
  g_assert_true (mok_table_test_independence (table, &found));
  g_assert_true (mok_table_test_choice (table, 1, &alone));
  g_assert_cmpint (found.column, ==, 1);
  g_assert_cmpfloat_with_epsilon (found.p, 3 * alone.p, 1e-12);
  /* 60 of 100 against 30 of 100: 200 (60·70 − 30·40)² / (90·110·100·100). */
  g_assert_cmpfloat_with_epsilon (alone.statistic, 200. * 3000 * 3000 / (90. * 110 * 100 * 100), 1e-9);
  g_assert_true (mok_table_get_mentions (table, 1, &mentions));
  g_assert_cmpfloat (mentions.persons, ==, 100);
  g_assert_cmpfloat (mentions.mentions, ==, 150);
  g_assert_cmpfloat (mentions.mean, ==, 1.5);
  mok_table_get_column (table, 2)->not_applicable = TRUE;
  g_assert_true (mok_table_get_mentions (table, 1, &mentions));
  g_assert_cmpfloat (mentions.mentions, ==, 110);
  mok_table_get_column (table, 0)->exclusive = TRUE;
  g_assert_true (mok_table_get_mentions (table, 1, &mentions));
  g_assert_cmpfloat (mentions.mentions, ==, 60);
  g_assert_cmpfloat (mentions.mean, ==, .6);
}

/* Every outcome of the samplers as often as its chance says. */
static void
test_draws_have_their_chances (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (26);
  const guint n_rounds = 200000;
  guint binomial[13] = { 0 }, hypergeometric[13] = { 0 };

  for (guint i = 0; i < n_rounds; i++)
    {
      binomial[mok_draw_binomial (random, 12, .3)]++;
      hypergeometric[mok_draw_hypergeometric (random, 12, 20, 30)]++;
    }
  for (guint k = 0; k <= 12; k++)
    {
      const double chance = exp (mok_log_factorial (12) - mok_log_factorial (k) - mok_log_factorial (12 - k))
                            * pow (.3, k) * pow (.7, 12 - k);
      double marked = 0;

      if (k >= 2)
        marked = exp (mok_log_factorial (20) - mok_log_factorial (k) - mok_log_factorial (20 - k)
                      + mok_log_factorial (10) - mok_log_factorial (12 - k) - mok_log_factorial (k - 2)
                      + mok_log_factorial (12) + mok_log_factorial (18) - mok_log_factorial (30));
      g_assert_cmpfloat_with_epsilon ((double) binomial[k] / n_rounds, chance,
                                      5 * sqrt (chance * (1 - chance) / n_rounds) + 1e-9);
      g_assert_cmpfloat_with_epsilon ((double) hypergeometric[k] / n_rounds, marked,
                                      5 * sqrt (marked * (1 - marked) / n_rounds) + 1e-9);
    }
  g_assert_cmpuint (mok_draw_binomial (random, 9, 0), ==, 0);
  g_assert_cmpuint (mok_draw_binomial (random, 9, 1), ==, 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/analysis/noise/without-replacement-as-exact", test_without_replacement_as_exact);
  g_test_add_func ("/analysis/noise/tests-err-as-often-as-they-say", test_tests_err_as_often_as_they_say);
  g_test_add_func ("/analysis/noise/simulated-tests-err-as-often-as-they-say",
                   test_simulated_tests_err_as_often_as_they_say);
  g_test_add_func ("/analysis/noise/difference-interval-covers", test_difference_interval_covers);
  g_test_add_func ("/analysis/noise/differences-are-not-pulled-together", test_differences_are_not_pulled_together);
  g_test_add_func ("/analysis/noise/mean-and-median-intervals-cover", test_mean_and_median_intervals_cover);
  g_test_add_func ("/analysis/noise/change-between-waves", test_change_between_waves);
  g_test_add_func ("/analysis/noise/groups-of-unknown-background-are-left-out",
                   test_groups_of_unknown_background_are_left_out);
  g_test_add_func ("/analysis/noise/several-answers-are-looked-at-one-by-one",
                   test_several_answers_are_looked_at_one_by_one);
  g_test_add_func ("/analysis/noise/draws-have-their-chances", test_draws_have_their_chances);
  return g_test_run ();
}
