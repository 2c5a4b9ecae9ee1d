/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The estimator of the release: some answers were replaced before counting (post-randomisation: Gouweleeuw, Kooiman,
 * Willenborg & de Wolf, "Post randomisation for statistical disclosure control", Journal of Official Statistics 14,
 * 1998), and how often is known, so that the effect can be taken out of the counts.
 *
 * Words used throughout: k(c) noisy counts, "noisy"; Σu(c), how many of them would be counted if every answer were
 * replaced, "expected"; A, the answers that form the base. Without replacement (rate 0) every function gives the plain
 * share and its Wilson interval. Must not know how the replacement is drawn, nor tables beyond the kinds of bounds.
 */

#include "config.h"

#include "analysis/mok-estimate.h"

#include <math.h>

#include "analysis/mok-statistics.h"

/* Counts this near to nobody or to everybody are shown by the end of their interval. */
#define EXTREME 2

/**
 * mok_estimate_count:
 * @rate: with what chance an answer was replaced, 0 to below 1
 * @noisy: k(c), people counted with the answer after the replacement
 * @expected: Σu(c), people counted with it if all were replaced
 *
 * Solves k = (1 − rate) C + rate Σu for the people C with the answer before the replacement. Unbiased; therefore it can
 * be below 0 or above the group.
 *
 * Returns: people
 */
double
mok_estimate_count (double rate, double noisy, double expected)
{
  g_return_val_if_fail (rate >= 0 && rate < 1, NAN);

  return (noisy - rate * expected) / (1 - rate);
}

/**
 * mok_estimate_phi:
 * @rate: with what chance an answer was replaced, 0 to below 1
 * @noisy_base: k(A), at least 0
 * @expected_base: Σu(A), at least 0
 *
 * What part of the people in a base has a replaced answer: the rate itself where everybody was asked, another where the
 * replacement also moves people in and out of the base.
 *
 * Returns: φ, 0 to %MOK_ESTIMATE_MAX_PHI; 0 without a base
 */
double
mok_estimate_phi (double rate, double noisy_base, double expected_base)
{
  g_return_val_if_fail (rate >= 0 && rate < 1, 0);

  if (rate <= 0 || noisy_base <= 0)
    return 0;
  return CLAMP (rate * expected_base / noisy_base, 0, MOK_ESTIMATE_MAX_PHI);
}

/**
 * mok_estimate_share:
 * @noisy: k(c)
 * @noisy_base: k(A)
 * @phi: φ from mok_estimate_phi()
 * @q: Σu(c) / Σu(A), the share among replaced answers; any number where @phi is 0
 *
 * Solves k(c)/k(A) = (1 − φ) share + φ q. Not projected: it can lie outside 0 to 1.
 *
 * Returns: the share before the replacement; NAN without a base
 */
double
mok_estimate_share (double noisy, double noisy_base, double phi, double q)
{
  g_return_val_if_fail (phi >= 0 && phi <= MOK_ESTIMATE_MAX_PHI, NAN);

  if (noisy_base <= 0)
    return NAN;
  return phi > 0 ? (noisy / noisy_base - phi * q) / (1 - phi) : noisy / noisy_base;
}

/**
 * mok_estimate_interval:
 * @noisy: k(c), 0 to @noisy_base
 * @noisy_base: k(A), at least 0
 * @phi: φ from mok_estimate_phi()
 * @q: as in mok_estimate_share()
 * @low: (out): 0 to 1
 * @high: (out): 0 to 1
 *
 * The 95 % interval of the share: that of mok_wilson_interval() for the noisy share, through the line of
 * mok_estimate_share(), clipped. It covers sampling and replacement together, because a noisy answer is one draw with
 * one chance.
 */
void
mok_estimate_interval (double noisy, double noisy_base, double phi, double q, double *low, double *high)
{
  g_return_if_fail (low != NULL && high != NULL);
  g_return_if_fail (phi >= 0 && phi <= MOK_ESTIMATE_MAX_PHI);

  mok_wilson_interval (noisy, noisy_base, low, high);
  if (phi <= 0 || noisy_base <= 0)
    return;
  *low = CLAMP ((*low - phi * q) / (1 - phi), 0, 1);
  *high = CLAMP ((*high - phi * q) / (1 - phi), 0, 1);
}

/**
 * mok_estimate_interval_finite:
 * @noisy: k(c), 0 to @noisy_base
 * @noisy_base: k(A), at least 0
 * @phi: φ from mok_estimate_phi()
 * @q: as in mok_estimate_share()
 * @headcount: people that the base stands for, above 0
 * @low: (out): 0 to 1
 * @high: (out): 0 to 1
 *
 * mok_estimate_interval(), narrower where the headcount is known: mok_finite_population_get_factor() applies to the
 * sampling part of the variance only. The replacement is drawn anew for each person, however many of them answered, so
 * that with everybody's answers its part is what stays.
 */
void
mok_estimate_interval_finite (double noisy,
                              double noisy_base,
                              double phi,
                              double q,
                              double headcount,
                              double *low,
                              double *high)
{
  g_return_if_fail (headcount > 0);

  mok_estimate_interval (noisy, noisy_base, phi, q, low, high);
  if (noisy_base <= 0)
    return;

  /* The variance of a noisy draw, and what of it is there without replacement. At the extremes, where both vanish, the
   * shares of Agresti and Coull (The American Statistician 52, 1998). */
  const double share = CLAMP (mok_estimate_share (noisy, noisy_base, phi, q), *low, *high);
  const double smooth = (noisy + 2) / (noisy_base + 4);
  const double before = CLAMP ((smooth - phi * q) / (1 - phi), 0, 1);
  const double whole = smooth * (1 - smooth);
  const double sampling = MIN (whole, (1 - phi) * (1 - phi) * before * (1 - before));
  const double shrink = mok_finite_population_get_factor (noisy_base, headcount);
  const double factor = sqrt ((whole - sampling + shrink * shrink * sampling) / whole);

  *low = share - factor * (share - *low);
  *high = share + factor * (*high - share);
}

static int
compare_falling (const void *a, const void *b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return first < second ? 1 : first > second ? -1 : 0;
}

/**
 * mok_estimate_project:
 * @shares: (array length=n) (inout): shares of one base, unprojected
 * @n: how many
 *
 * The nearest shares (least squares) that are at least 0 and add to 1: J. Duchi, S. Shalev-Shwartz, Y. Singer &
 * T. Chandra, "Efficient projections onto the l1-ball for learning in high dimensions", ICML 2008, figure 1. Shares
 * that are such already stay as they are; where one is NAN, all do.
 */
void
mok_estimate_project (double *shares, guint n)
{
  g_return_if_fail (n == 0 || shares != NULL);

  g_autofree double *sorted = g_new0 (double, n);
  double sum = 0, shift = 0;
  gboolean inside = TRUE;

  for (guint i = 0; i < n; i++)
    {
      if (isnan (shares[i]))
        return;
      sorted[i] = shares[i];
      sum += shares[i];
      inside = inside && shares[i] >= 0;
    }
  if (inside && fabs (sum - 1) < 1e-12)
    return;
  qsort (sorted, n, sizeof *sorted, compare_falling);
  sum = 0;
  for (guint i = 0; i < n; i++)
    {
      sum += sorted[i];
      if (sorted[i] > (sum - 1) / (i + 1))
        shift = (sum - 1) / (i + 1);
    }
  for (guint i = 0; i < n; i++)
    shares[i] = MAX (0, shares[i] - shift);
}

/**
 * mok_estimate_get_bound:
 * @noisy: k(c)
 * @noisy_base: k(A)
 *
 * Returns: how a share of a release is shown: by the end of its interval where two people or fewer were counted with
 *   the answer, or with another one
 */
MokBound
mok_estimate_get_bound (double noisy, double noisy_base)
{
  if (noisy <= EXTREME)
    return MOK_BOUND_AT_MOST;
  return noisy_base - noisy <= EXTREME ? MOK_BOUND_AT_LEAST : MOK_BOUND_NONE;
}
