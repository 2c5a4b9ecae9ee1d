/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random counts: binomial, hypergeometric, and whole tables of either kind. Each number is found by inversion from the
 * most likely value outwards (V. Kachitvichyanukul & B. Schmeiser, "Computer generation of hypergeometric random
 * variates", Journal of Statistical Computation and Simulation 22, 1985, algorithm HIN), which takes about as many
 * steps as the standard deviation. Must not be used where a secret depends on it: doubles have 32 random bits.
 */

#include "config.h"

#include "analysis/mok-draw-private.h"

#include <math.h>

/**
 * mok_log_factorial:
 *
 * Returns: the natural logarithm of n!
 */
double
mok_log_factorial (guint n)
{
  int sign;

  return n < 2 ? 0 : lgamma_r (n + 1.0, &sign);
}

/* How the chance of @k + 1 compares with that of @k. */
typedef double (*Ratio) (const double *parameters, double k);

/* From the most likely value to both sides, until the chances add to the random number. */
static guint
invert (MokRandom *random, Ratio ratio, const double *parameters, guint mode, double at_mode, guint low, guint high)
{
  double left = mok_random_double (random) - at_mode;
  double chance_up = at_mode, chance_down = at_mode;
  guint up = mode, down = mode;

  while (left >= 0 && (up < high || down > low))
    {
      if (up < high)
        {
          chance_up *= ratio (parameters, up);
          up++;
          left -= chance_up;
          if (left < 0)
            return up;
        }
      if (down > low)
        {
          down--;
          chance_down /= ratio (parameters, down);
          left -= chance_down;
          if (left < 0)
            return down;
        }
      /* What is left is rounding. */
      if (chance_up < 1e-18 && chance_down < 1e-18)
        break;
    }
  return mode;
}

static double
binomial_ratio (const double *parameters, double k)
{
  return (parameters[0] - k) / (k + 1) * parameters[1];
}

/**
 * mok_draw_binomial:
 * @n: how many are drawn
 * @share: the chance of each, 0 to 1; what lies outside counts as the nearer end
 */
guint
mok_draw_binomial (MokRandom *random, guint n, double share)
{
  if (n == 0 || share <= 0)
    return 0;
  if (share >= 1)
    return n;

  const double parameters[2] = { n, share / (1 - share) };
  const guint mode = MIN (n, (guint) ((n + 1.0) * share));
  const double at_mode = exp (mok_log_factorial (n) - mok_log_factorial (mode) - mok_log_factorial (n - mode)
                              + mode * log (share) + (n - mode) * log1p (-share));

  return invert (random, binomial_ratio, parameters, mode, at_mode, 0, n);
}

static double
hypergeometric_ratio (const double *parameters, double k)
{
  const double drawn = parameters[0], marked = parameters[1], all = parameters[2];

  return (drawn - k) * (marked - k) / ((k + 1) * (all - marked - drawn + k + 1));
}

/**
 * mok_draw_hypergeometric:
 * @n_drawn: how many are drawn without putting back
 * @n_marked: how many of all are marked
 * @n_all: how many there are
 *
 * Returns: how many of those drawn are marked
 */
guint
mok_draw_hypergeometric (MokRandom *random, guint n_drawn, guint n_marked, guint n_all)
{
  g_return_val_if_fail (n_drawn <= n_all && n_marked <= n_all, 0);

  const double parameters[3] = { n_drawn, n_marked, n_all };
  const guint low = n_drawn + n_marked > n_all ? n_drawn + n_marked - n_all : 0;
  const guint high = MIN (n_drawn, n_marked);

  if (low == high)
    return low;

  const guint mode = CLAMP ((guint) ((n_drawn + 1.0) * (n_marked + 1.0) / (n_all + 2.0)), low, high);
  const double at_mode =
      exp (mok_log_factorial (n_marked) - mok_log_factorial (mode) - mok_log_factorial (n_marked - mode)
           + mok_log_factorial (n_all - n_marked) - mok_log_factorial (n_drawn - mode)
           - mok_log_factorial (n_all - n_marked - n_drawn + mode) + mok_log_factorial (n_drawn)
           + mok_log_factorial (n_all - n_drawn) - mok_log_factorial (n_all));

  return invert (random, hypergeometric_ratio, parameters, mode, at_mode, low, high);
}

/**
 * mok_draw_multinomial:
 * @n: how many are drawn
 * @shares: (array length=n_counts): the chances, in any unit
 * @counts: (out caller-allocates) (array length=n_counts): how often each came
 *
 * One binomial number after the other, each of what is left.
 */
void
mok_draw_multinomial (MokRandom *random, guint n, const double *shares, double *counts, guint n_counts)
{
  double left = 0;

  for (guint i = 0; i < n_counts; i++)
    left += shares[i];
  for (guint i = 0; i < n_counts; i++)
    {
      const guint count = i + 1 == n_counts ? n : mok_draw_binomial (random, n, left > 0 ? shares[i] / left : 0);

      counts[i] = count;
      n -= count;
      left -= shares[i];
    }
}

/**
 * mok_draw_margins:
 * @rows: (array length=n_rows): row totals
 * @columns: (array length=n_columns): column totals, of the same sum
 * @counts: (out caller-allocates): table row by row
 *
 * A random table with these totals, each as likely as it is where rows and columns are independent (W. M. Patefield,
 * "Algorithm AS 159", Applied Statistics 30, 1981).
 */
void
mok_draw_margins (MokRandom *random,
                  const guint *rows,
                  guint n_rows,
                  const guint *columns,
                  guint n_columns,
                  guint *counts)
{
  g_autofree guint *left = g_memdup2 (columns, n_columns * sizeof *columns);

  for (guint r = 0; r < n_rows; r++)
    {
      guint drawn = rows[r], all = 0;

      for (guint c = 0; c < n_columns; c++)
        all += left[c];
      for (guint c = 0; c < n_columns; c++)
        {
          const guint count = mok_draw_hypergeometric (random, drawn, left[c], all);

          counts[r * n_columns + c] = count;
          all -= left[c];
          left[c] -= count;
          drawn -= count;
        }
    }
}
