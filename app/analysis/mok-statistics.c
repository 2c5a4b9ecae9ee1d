/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Statistics of counts: intervals of a share, and whole points that add up. Pure functions of numbers.
 * Must not know tables or questionnaires.
 */

#include "config.h"

#include "analysis/mok-statistics.h"

#include <math.h>

#include "analysis/mok-distribution.h"

/* Remainders that differ by less are equal: they come from the same fraction by different roundings. */
#define SAME 1e-9

/**
 * mok_wilson_interval:
 * @successes: 0 to @trials; need not be whole
 * @trials: at least 0
 * @low: (out): lower end, 0 to 1
 * @high: (out): upper end, 0 to 1
 *
 * The 95 % score interval of a share (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22, 1927). Without trials nothing is known: 0 to 1.
 */
void
mok_wilson_interval (double successes, double trials, double *low, double *high)
{
  g_return_if_fail (low != NULL && high != NULL);
  g_return_if_fail (successes >= 0 && successes <= trials);

  *low = 0;
  *high = 1;
  if (trials <= 0)
    return;

  const double share = successes / trials;
  const double scale = 1 + MOK_Z95 * MOK_Z95 / trials;
  const double centre = (share + MOK_Z95 * MOK_Z95 / (2 * trials)) / scale;
  const double half = MOK_Z95 / scale * sqrt (share * (1 - share) / trials + MOK_Z95 * MOK_Z95 / (4 * trials * trials));

  /* At the extremes the formula gives 0 or 1 up to rounding only. */
  if (successes > 0)
    *low = MAX (0, centre - half);
  if (successes < trials)
    *high = MIN (1, centre + half);
}

/**
 * mok_finite_population_get_factor:
 * @n: people who answered
 * @headcount: people who could have
 *
 * By what the half-width of an interval shrinks when the sample is a large part of those it stands for (W. G. Cochran,
 * "Sampling techniques", 1977, section 2.6).
 *
 * Returns: √(1 − n / headcount); 0 where everybody answered
 */
double
mok_finite_population_get_factor (double n, double headcount)
{
  g_return_val_if_fail (n >= 0 && headcount > 0, 1);

  return n < headcount ? sqrt (1 - n / headcount) : 0;
}

/**
 * mok_largest_remainder:
 * @shares: (array length=n): what is to be rounded, in any unit; negative ones and NAN count as 0
 * @points: (out caller-allocates) (array length=n): whole points in proportion to @shares
 * @n: how many
 * @total: what @points add to, e.g. 100
 *
 * Rounds by largest remainder (Hamilton's method): every share gets its whole points, those left over go to the
 * largest remainders, the earlier one in a tie. Where all shares are 0, so are all points.
 */
void
mok_largest_remainder (const double *shares, int *points, guint n, int total)
{
  g_return_if_fail (n == 0 || (shares != NULL && points != NULL));
  g_return_if_fail (total >= 0);

  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      points[i] = 0;
      if (shares[i] > 0)
        sum += shares[i];
    }
  if (sum <= 0)
    return;

  g_autofree double *remainders = g_new0 (double, n);
  int left = total;

  for (guint i = 0; i < n; i++)
    {
      const double exact = shares[i] > 0 ? shares[i] / sum * total : 0;

      points[i] = (int) floor (exact + SAME);
      remainders[i] = exact - points[i];
      left -= points[i];
    }
  for (; left > 0; left--)
    {
      guint best = 0;

      for (guint i = 1; i < n; i++)
        {
          if (remainders[i] > remainders[best] + SAME)
            best = i;
        }
      points[best]++;
      remainders[best] = -1;
    }
}
