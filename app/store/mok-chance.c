/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How likely chance alone makes something at least as odd, for the check of files. Every figure is exact or an upper
 * bound, so that a file which is in order is not called odd more often than was promised. Must not know of files.
 */

#include "config.h"

#include "store/mok-chance.h"

#include <math.h>

static double
log_choose (double n, double k)
{
  if (k < 0 || k > n)
    return -INFINITY;
  return lgamma (n + 1) - lgamma (k + 1) - lgamma (n - k + 1);
}

static double
log_add (double a, double b)
{
  const double larger = MAX (a, b), smaller = MIN (a, b);

  return isinf (smaller) ? larger : larger + log1p (exp (smaller - larger));
}

/**
 * mok_chance_span:
 * @n: places
 * @k: how many of them were drawn, all sets of that size being equally likely
 * @span: places from the first to the last drawn one, both included
 *
 * Returns: logarithm of the chance that the drawn places lie so close together or closer, exactly
 */
double
mok_chance_span (guint n, guint k, guint span)
{
  double sum = -INFINITY;

  if (k < 2)
    return 0;
  for (guint d = k; d <= span && d <= n; d++)
    sum = log_add (sum, log ((double) (n - d + 1)) + log_choose (d - 2.0, k - 2.0));
  return MIN (sum - log_choose (n, k), 0);
}

/**
 * mok_chance_mean:
 * @mean: of the drawn places, numbered from 0 to @n - 1
 *
 * Returns: an upper bound for the logarithm of the chance that the mean is so far from the middle: R. J. Serfling,
 *   Probability inequalities for the sum in sampling without replacement, Annals of Statistics 2 (1974), Corollary 1.1
 */
double
mok_chance_mean (guint n, guint k, double mean)
{
  if (k == 0 || n < 2)
    return 0;

  const double away = fabs (mean - (n - 1) / 2.0) / (n - 1);
  const double left = 1 - (k - 1.0) / n;

  return MIN (log (2) - 2 * k * away * away / left, 0);
}

/* Sets of @k of @n places that form exactly @runs runs of drawn and free places. */
static double
log_count_runs (guint n, guint k, guint runs)
{
  const double taken = k, left = n - k;
  const double half = runs / 2;

  if (runs % 2 == 0)
    return log (2) + log_choose (taken - 1, half - 1) + log_choose (left - 1, half - 1);
  return log_add (log_choose (taken - 1, half) + log_choose (left - 1, half - 1),
                  log_choose (taken - 1, half - 1) + log_choose (left - 1, half));
}

/**
 * mok_chance_runs:
 * @runs: how often drawn and free places take turns, plus 1
 *
 * Returns: logarithm of twice the smaller of the chances of so few runs and of so many (A. Wald and J. Wolfowitz,
 * 1940), exactly
 */
double
mok_chance_runs (guint n, guint k, guint runs)
{
  double few = -INFINITY, many = -INFINITY;

  if (k == 0 || k >= n)
    return 0;
  for (guint r = 2; r <= 2 * MIN (k, n - k) + 1; r++)
    {
      const double count = log_count_runs (n, k, r);

      if (r <= runs)
        few = log_add (few, count);
      if (r >= runs)
        many = log_add (many, count);
    }
  return MIN (MIN (few, many) + log (2) - log_choose (n, k), 0);
}

/**
 * mok_chance_overlap:
 * @k: how many places were drawn first
 * @drawn: how many were drawn a second time, from all @n
 * @overlap: how many were drawn both times
 *
 * Returns: logarithm of the chance of so many or more in common (hypergeometric), exactly
 */
double
mok_chance_overlap (guint n, guint k, guint drawn, guint overlap)
{
  double sum = -INFINITY;

  for (guint common = overlap; common <= MIN (k, drawn); common++)
    sum = log_add (sum, log_choose (k, common) + log_choose ((double) n - k, (double) drawn - common));
  return MIN (sum - log_choose (n, drawn), 0);
}

/**
 * mok_chance_frequency:
 * @n: tries
 * @p: chance of each, between 0 and 1
 * @count: how many came true
 *
 * Returns: an upper bound for the logarithm of the chance that the count is so far from n p on its side: H. Chernoff,
 *   Annals of Mathematical Statistics 23 (1952): -n times the relative entropy
 */
double
mok_chance_frequency (guint n, double p, guint count)
{
  if (n == 0)
    return 0;

  const double share = count / (double) n;
  const double first = share > 0 ? share * log (share / p) : 0;
  const double second = share < 1 ? (1 - share) * log ((1 - share) / (1 - p)) : 0;

  return MIN (-(double) n * (first + second), 0);
}
