/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: the Wilson interval against its defining equation, and whole points that add up. */

#include "config.h"

#include <math.h>

#include "analysis/mok-statistics.h"
#include "base/mok-init.h"
#include "base/mok-random.h"

static void
test_wilson_matches_published_values (void)
{
  /* R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  static const struct
  {
    double k, n, low, high;
  } cases[] = {
    { 81, 263, .2553, .3662 },
    { 15, 148, .0624, .1605 },
    { 0, 20, .0000, .1611 },
    { 1, 29, .0061, .1718 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double low, high;

      mok_wilson_interval (cases[i].k, cases[i].n, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, cases[i].low, 5.1e-5);
      g_assert_cmpfloat_with_epsilon (high, cases[i].high, 5.1e-5);
    }
}

static void
test_wilson_ends_solve_the_score_equation (void)
{
  for (int n = 1; n < 60; n++)
    {
      for (int k = 0; k <= n; k++)
        {
          double ends[2], mirror_low, mirror_high;

          mok_wilson_interval (k, n, &ends[0], &ends[1]);
          for (int e = 0; e < 2; e++)
            {
              const double distance = fabs ((double) k / n - ends[e]);

              g_assert_cmpfloat_with_epsilon (distance, 1.959963984540054 * sqrt (ends[e] * (1 - ends[e]) / n), 1e-9);
            }
          g_assert_cmpfloat (ends[0], <=, (double) k / n);
          g_assert_cmpfloat (ends[1], >=, (double) k / n);
          mok_wilson_interval (n - k, n, &mirror_low, &mirror_high);
          g_assert_cmpfloat_with_epsilon (mirror_low, 1 - ends[1], 1e-12);
        }
    }
}

static void
test_wilson_without_trials_knows_nothing (void)
{
  double low, high;

  mok_wilson_interval (0, 0, &low, &high);
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat (high, ==, 1);
  mok_wilson_interval (0, 5, &low, &high);
  g_assert_cmpfloat (low, ==, 0);
  mok_wilson_interval (5, 5, &low, &high);
  g_assert_cmpfloat (high, ==, 1);
}

static void
test_ties_go_to_the_earlier (void)
{
  const double thirds[3] = { 1 / 3.0, 1 / 3.0, 1 / 3.0 };
  const double eighths[3] = { 1 / 8.0, 3 / 8.0, 4 / 8.0 };
  const double holes[3] = { NAN, 0, -0.5 };
  int points[3];

  mok_largest_remainder (thirds, points, 3, 100);
  g_assert_cmpint (points[0], ==, 34);
  g_assert_cmpint (points[1], ==, 33);
  g_assert_cmpint (points[2], ==, 33);
  mok_largest_remainder (eighths, points, 3, 100);
  g_assert_cmpint (points[0], ==, 13);
  g_assert_cmpint (points[1], ==, 37);
  g_assert_cmpint (points[2], ==, 50);
  mok_largest_remainder (holes, points, 3, 100);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (points[i], ==, 0);
}

/* In whole numbers: 100 k = q n + r; the left-over points go to the largest r, the earlier in a tie. */
static void
reference_points (const gint64 *counts, int *points, guint n, gint64 base)
{
  g_autofree gint64 *remainders = g_new0 (gint64, n);
  int left = 100;

  for (guint i = 0; i < n; i++)
    {
      points[i] = (int) (100 * counts[i] / base);
      remainders[i] = 100 * counts[i] % base;
      left -= points[i];
    }
  while (left-- > 0)
    {
      guint best = 0;

      for (guint i = 1; i < n; i++)
        {
          if (remainders[i] > remainders[best])
            best = i;
        }
      points[best]++;
      remainders[best] = -1;
    }
}

static void
test_points_match_whole_number_arithmetic (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (11);

  for (int round = 0; round < 20000; round++)
    {
      const guint n = 1 + mok_random_uniform (random, 9);
      gint64 counts[9], base = 0;
      double shares[9];
      int points[9], wanted[9], sum = 0;

      for (guint i = 0; i < n; i++)
        base += counts[i] = mok_random_uniform (random, 1 + mok_random_uniform (random, 300));
      if (base == 0)
        continue;
      for (guint i = 0; i < n; i++)
        shares[i] = (double) counts[i] / (double) base;
      mok_largest_remainder (shares, points, n, 100);
      reference_points (counts, wanted, n, base);
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpint (points[i], ==, wanted[i]);
          sum += points[i];
        }
      g_assert_cmpint (sum, ==, 100);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/analysis/wilson/matches-published-values", test_wilson_matches_published_values);
  g_test_add_func ("/analysis/wilson/ends-solve-the-score-equation", test_wilson_ends_solve_the_score_equation);
  g_test_add_func ("/analysis/wilson/without-trials-knows-nothing", test_wilson_without_trials_knows_nothing);
  g_test_add_func ("/analysis/points/ties-go-to-the-earlier", test_ties_go_to_the_earlier);
  g_test_add_func ("/analysis/points/match-whole-number-arithmetic", test_points_match_whole_number_arithmetic);
  return g_test_run ();
}
