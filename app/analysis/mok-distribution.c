/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The normal, chi-square and Student distributions. Pure functions of numbers.
 * Formulas: M. Abramowitz & I. A. Stegun, "Handbook of mathematical functions", 1964, chapters 6 and 26.
 */

#include "config.h"

#include "analysis/mok-distribution.h"

#include <float.h>
#include <math.h>

#define MAX_TERMS 10000
/* Instead of 0 in a continued fraction (W. J. Lentz, "Generating Bessel functions in Mie scattering calculations using
 * continued fractions", Applied Optics 15, 1976). */
#define TINY 1e-300

/* lgamma() keeps the sign in a global variable; all numbers here are positive. */
static double
log_gamma (double x)
{
  int sign;

  return lgamma_r (x, &sign);
}

/**
 * mok_normal_get_two_sided:
 *
 * Returns: the chance that a standard normal number is at least as far from 0 as @z
 */
double
mok_normal_get_two_sided (double z)
{
  return erfc (fabs (z) / G_SQRT2);
}

/* Lower regularised incomplete gamma function by its series (6.5.29). */
static double
gamma_by_series (double a, double x)
{
  double term = 1 / a, sum = term;

  for (int i = 1; i < MAX_TERMS && term > sum * DBL_EPSILON; i++)
    sum += term *= x / (a + i);
  return sum * exp (a * log (x) - x - log_gamma (a));
}

/* The upper one by its continued fraction (6.5.31). */
static double
gamma_by_fraction (double a, double x)
{
  double b = x + 1 - a, c = 1 / TINY, d = 1 / b, fraction = d;

  for (int i = 1; i < MAX_TERMS; i++)
    {
      const double factor = -i * (i - a);

      b += 2;
      d = factor * d + b;
      c = b + factor / c;
      d = 1 / (fabs (d) < TINY ? TINY : d);
      c = fabs (c) < TINY ? TINY : c;
      fraction *= c * d;
      if (fabs (c * d - 1) < DBL_EPSILON)
        break;
    }
  return fraction * exp (a * log (x) - x - log_gamma (a));
}

/**
 * mok_chi_square_get_tail:
 * @statistic: at least 0
 * @df: degrees of freedom, at least 1
 *
 * Returns: the chance of a chi-square number of at least @statistic (26.4.19)
 */
double
mok_chi_square_get_tail (double statistic, guint df)
{
  g_return_val_if_fail (df > 0, NAN);

  const double a = df / 2.0, x = statistic / 2;

  if (!(x > 0))
    return 1;
  return x < a + 1 ? 1 - gamma_by_series (a, x) : gamma_by_fraction (a, x);
}

/* The continued fraction of the incomplete beta function (26.5.8); fast for x < (a + 1) / (a + b + 2). */
static double
beta_fraction (double a, double b, double x)
{
  double c = 1, d = 1 - (a + b) * x / (a + 1), fraction;

  d = 1 / (fabs (d) < TINY ? TINY : d);
  fraction = d;
  for (int m = 1; m < MAX_TERMS; m++)
    {
      const double factors[2] = { m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                                  -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)) };

      for (int i = 0; i < 2; i++)
        {
          d = 1 + factors[i] * d;
          c = 1 + factors[i] / c;
          d = 1 / (fabs (d) < TINY ? TINY : d);
          c = fabs (c) < TINY ? TINY : c;
          fraction *= c * d;
        }
      if (fabs (c * d - 1) < DBL_EPSILON)
        break;
    }
  return fraction;
}

static double
incomplete_beta (double a, double b, double x)
{
  if (x <= 0 || x >= 1)
    return x <= 0 ? 0 : 1;

  const double front = exp (log_gamma (a + b) - log_gamma (a) - log_gamma (b) + a * log (x) + b * log1p (-x));

  return x < (a + 1) / (a + b + 2) ? front * beta_fraction (a, b, x) / a : 1 - front * beta_fraction (b, a, 1 - x) / b;
}

/**
 * mok_student_get_two_sided:
 * @df: degrees of freedom, above 0
 *
 * Returns: the chance that a Student number is at least as far from 0 as @t (26.7.1)
 */
double
mok_student_get_two_sided (double t, double df)
{
  g_return_val_if_fail (df > 0, NAN);

  return incomplete_beta (df / 2, 0.5, df / (df + t * t));
}

/**
 * mok_student_get_quantile95:
 * @df: degrees of freedom, above 0
 *
 * Returns: the two-sided 95 % point: what a Student number exceeds, either way, with a chance of 5 %
 */
double
mok_student_get_quantile95 (double df)
{
  g_return_val_if_fail (df > 0, NAN);

  double low = MOK_Z95, high = 2 * MOK_Z95;

  while (mok_student_get_two_sided (high, df) > 0.05)
    high *= 2;
  for (int i = 0; i < 100 && high - low > 1e-13 * high; i++)
    {
      const double middle = (low + high) / 2;

      if (mok_student_get_two_sided (middle, df) > 0.05)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}
