/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether groups differ: Pearson's chi-square (K. Pearson, "On the criterion …", Philosophical Magazine 50, 1900) with
 * Cramér's V (H. Cramér, "Mathematical methods of statistics", 1946, 21.9); where the approximation is poor
 * (W. G. Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10, 1954: an expected count below 1,
 * or more than a fifth below 5) an exact test or one by simulation.
 *
 * For a release the expected counts are those of noisy answers (mok-cross.c), and the simulation draws noisy counts
 * from them and estimates again: margins do not stay, they are themselves noisy. Given who was selected, the answers of
 * different people are counted independently, so that Pearson's statistic keeps its degrees of freedom.
 */

#include "config.h"

#include "analysis/mok-independence.h"

#include <math.h>

#include "analysis/mok-cross-private.h"
#include "analysis/mok-distribution.h"
#include "analysis/mok-draw-private.h"
#include "analysis/mok-estimate.h"
#include "analysis/mok-exact-private.h"

/* The same table always gives the same p. */
#define SEED 20261122
#define LEVEL 0.05

static gboolean
is_approximation_poor (const MokCross *cross, const double *counts)
{
  const guint n = cross->n_groups * cross->n_answers;
  guint n_small = 0;

  for (guint i = 0; i < n; i++)
    {
      if (counts[i] < 1)
        return TRUE;
      n_small += counts[i] < 5;
    }
  return 5 * n_small > n;
}

/* Noisy counts under the null hypothesis, estimated and compared as the real ones were. */
static double
simulate (const MokCross *cross, const double *counts, double statistic)
{
  const gsize n = (gsize) cross->n_groups * cross->n_answers;
  g_autoptr (MokRandom) random = mok_random_new_seeded (SEED);
  g_autofree double *drawn = g_new0 (double, n), *expected = g_new0 (double, n);
  g_autofree double *shares = g_new0 (double, cross->n_answers);
  guint as_large = 0;

  for (guint i = 0; i < MOK_INDEPENDENCE_DRAWS; i++)
    {
      for (guint g = 0; g < cross->n_groups; g++)
        mok_draw_multinomial (random, (guint) round (cross->base[g]), counts + g * cross->n_answers,
                              drawn + g * cross->n_answers, cross->n_answers);
      mok_cross_get_pooled (cross, drawn, shares);
      mok_cross_get_expected (cross, shares, expected);
      as_large += mok_cross_get_statistic (cross, drawn, expected) >= statistic * (1 - 1e-9);
    }
  return (as_large + 1.0) / (MOK_INDEPENDENCE_DRAWS + 1.0);
}

static void
test_exactly (const MokCross *cross, MokIndependence *result)
{
  const guint n = cross->n_groups * cross->n_answers;
  g_autofree guint *counts = g_new0 (guint, n);

  for (guint i = 0; i < n; i++)
    counts[i] = (guint) round (cross->noisy[i]);
  result->method = MOK_TEST_EXACT;
  if (mok_exact_enumerate (counts, cross->n_groups, cross->n_answers, &result->p))
    return;

  g_autoptr (MokRandom) random = mok_random_new_seeded (SEED);

  result->method = MOK_TEST_SIMULATED;
  result->p = mok_exact_simulate (counts, cross->n_groups, cross->n_answers, MOK_INDEPENDENCE_DRAWS, random);
}

/* Of the corrected shares s_gc: Σ_g w_g Σ_c (s_gc − s_c)² / s_c is chi-square over n where nothing was replaced. */
static double
get_cramers_v (const MokCross *cross)
{
  const guint n = cross->n_answers;
  g_autofree double *shares = g_new0 (double, (gsize) cross->n_groups *n), *pooled = g_new0 (double, n);
  g_autofree double *weights = g_new0 (double, cross->n_groups);
  double sum = 0, distance = 0;

  for (guint g = 0; g < cross->n_groups; g++)
    {
      sum += weights[g] = cross->base[g] * (1 - cross->phi[g]);
      for (guint c = 0; c < n; c++)
        shares[g * n + c] =
            mok_estimate_share (cross->noisy[g * n + c], cross->base[g], cross->phi[g], mok_cross_get_q (cross, g, c));
      mok_estimate_project (shares + g * n, n);
    }
  for (guint i = 0; i < cross->n_groups * n; i++)
    pooled[i % n] += weights[i / n] / sum * shares[i];
  for (guint i = 0; i < cross->n_groups * n; i++)
    {
      const double difference = shares[i] - pooled[i % n];

      if (pooled[i % n] > 0)
        distance += weights[i / n] / sum * difference * difference / pooled[i % n];
    }
  return MIN (1, sqrt (distance / (MIN (cross->n_groups, n) - 1)));
}

static gboolean
test_cross (const MokCross *cross, MokIndependence *result)
{
  if (cross->n_groups < 2 || cross->n_answers < 2)
    return FALSE;

  g_autofree double *shares = g_new0 (double, cross->n_answers);
  g_autofree double *counts = g_new0 (double, (gsize) cross->n_groups * cross->n_answers);

  mok_cross_get_pooled (cross, cross->noisy, shares);
  mok_cross_get_expected (cross, shares, counts);
  *result = (MokIndependence){
    .method = MOK_TEST_CHI_SQUARE,
    .n_groups = cross->n_groups,
    .n_answers = cross->n_answers,
    .statistic = mok_cross_get_statistic (cross, cross->noisy, counts),
    .df = (cross->n_groups - 1) * (cross->n_answers - 1),
    .cramers_v = get_cramers_v (cross),
    .column = -1,
    .n_comparisons = 1,
  };
  if (!is_approximation_poor (cross, counts))
    result->p = mok_chi_square_get_tail (result->statistic, result->df);
  else if (cross->rate > 0)
    {
      result->method = MOK_TEST_SIMULATED;
      result->p = simulate (cross, counts, result->statistic);
    }
  else
    test_exactly (cross, result);
  return TRUE;
}

/**
 * mok_table_test_choice:
 * @self: a table by groups
 * @column: one of its answers
 * @result: (out caller-allocates): what was found
 *
 * Tests whether groups differ in how many gave this answer.
 *
 * Returns: %FALSE if there is nothing to compare: fewer than two groups, or an answer that nobody or everybody gave
 */
gboolean
mok_table_test_choice (const MokTable *self, guint column, MokIndependence *result)
{
  g_return_val_if_fail (self != NULL && result != NULL && column < self->columns->len, FALSE);

  g_autoptr (MokCross) cross = mok_cross_new_for_choice (self, column);
  double sums[2] = { 0, 0 };

  for (guint i = 0; i < 2 * cross->n_groups; i++)
    sums[i % 2] += cross->noisy[i];
  if (sums[0] <= 0 || sums[1] <= 0 || !test_cross (cross, result))
    return FALSE;
  result->column = (int) column;
  return TRUE;
}

/* The answer that differs most; its p for as many looks as there are answers (O. J. Dunn, "Multiple comparisons among
 * means", JASA 56, 1961). A chi-square over all answers would count people more than once. */
static gboolean
test_choices (const MokTable *self, MokIndependence *result)
{
  guint n = 0;

  for (guint c = 0; c < self->columns->len; c++)
    {
      MokIndependence found;

      if (!mok_table_test_choice (self, c, &found))
        continue;
      if (n == 0 || found.p < result->p)
        *result = found;
      n++;
    }
  if (n == 0)
    return FALSE;
  result->p = MIN (1, n * result->p);
  result->n_comparisons = n;
  return TRUE;
}

/**
 * mok_table_test_independence:
 * @self: a table by groups
 * @result: (out caller-allocates): what was found
 *
 * Tests whether the groups that are shown differ in their answers. Those whose background is not known are left out. Of
 * several answers each, the one that differs most is told, with a p corrected for having looked at all (Bonferroni).
 *
 * Outcomes of protections are not tested: which of them a person can have depends on the law, so groups differ by
 * definition.
 *
 * Returns: %FALSE if there is nothing to compare: fewer than two groups or two answers
 */
gboolean
mok_table_test_independence (const MokTable *self, MokIndependence *result)
{
  g_return_val_if_fail (self != NULL && result != NULL, FALSE);

  if (self->scale == MOK_SCALE_OUTCOME)
    return FALSE;
  if (self->scale == MOK_SCALE_MULTIPLE)
    return test_choices (self, result);

  g_autoptr (MokCross) cross = mok_cross_new (self);

  return test_cross (cross, result);
}

/**
 * mok_independence_is_clear:
 *
 * Returns: whether the groups differ at the usual level of 5 %
 */
gboolean
mok_independence_is_clear (const MokIndependence *result)
{
  g_return_val_if_fail (result != NULL, FALSE);

  return result->p < LEVEL;
}

/**
 * mok_test_method_get_name:
 *
 * Returns: the stable word for scripts: `chi-square`, `exact` or `simulated`
 */
const char *
mok_test_method_get_name (MokTestMethod method)
{
  static const char *const names[] = { "chi-square", "exact", "simulated" };

  g_return_val_if_fail (method < G_N_ELEMENTS (names), NULL);

  return names[method];
}
