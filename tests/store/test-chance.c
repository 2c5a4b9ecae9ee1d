/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The chances that the check of files goes by, against counting all sets of a few places. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "store/mok-chance.h"

#define MOST 12

typedef struct
{
  guint k, span, runs;
  double mean;
} Look;

static Look
look_at (guint set, guint n)
{
  Look look = { .runs = 1 };
  guint first = n, last = 0;

  for (guint i = 0; i < n; i++)
    {
      const gboolean drawn = set >> i & 1;

      look.runs += i > 0 && drawn != (set >> (i - 1) & 1);
      if (!drawn)
        continue;
      look.k++;
      look.mean += i;
      first = MIN (first, i);
      last = i;
    }
  look.span = look.k > 0 ? last - first + 1 : 0;
  look.mean /= MAX (look.k, 1);
  return look;
}

static guint
count_bits (guint set)
{
  return (guint) __builtin_popcount (set);
}

/* Exact figures equal the share of all sets that are as odd or odder; the bound is never below it. */
static void
test_order (void)
{
  for (guint n = 2; n <= MOST; n++)
    for (guint set = 1; set < 1u << n; set++)
      {
        const Look look = look_at (set, n);
        guint total = 0, closer = 0, farther = 0, fewer = 0, more = 0;

        if (n == MOST && set % 7 != 0)
          continue;
        for (guint other = 1; other < 1u << n; other++)
          {
            if (count_bits (other) != look.k)
              continue;

            const Look there = look_at (other, n);

            total++;
            closer += there.span <= look.span;
            farther += fabs (there.mean - (n - 1) / 2.0) >= fabs (look.mean - (n - 1) / 2.0) - 1e-9;
            fewer += there.runs <= look.runs;
            more += there.runs >= look.runs;
          }
        if (look.k >= 2)
          g_assert_cmpfloat_with_epsilon (exp (mok_chance_span (n, look.k, look.span)), closer / (double) total, 1e-9);
        g_assert_cmpfloat (exp (mok_chance_mean (n, look.k, look.mean)), >=, farther / (double) total - 1e-9);
        if (look.k < n)
          g_assert_cmpfloat_with_epsilon (exp (mok_chance_runs (n, look.k, look.runs)),
                                          MIN (1, 2.0 * MIN (fewer, more) / total), 1e-9);
      }
}

static void
test_overlap (void)
{
  const guint n = 8;

  for (guint k = 0; k <= n; k++)
    for (guint drawn = 0; drawn <= n; drawn++)
      for (guint overlap = 0; overlap <= MIN (k, drawn); overlap++)
        {
          const guint first = (1u << k) - 1;
          guint total = 0, as_many = 0;

          for (guint set = 0; set < 1u << n; set++)
            if (count_bits (set) == drawn)
              {
                total++;
                as_many += count_bits (set & first) >= overlap;
              }
          g_assert_cmpfloat_with_epsilon (exp (mok_chance_overlap (n, k, drawn, overlap)), as_many / (double) total,
                                          1e-9);
        }
}

static double
choose (guint n, guint k)
{
  return exp (lgamma (n + 1.0) - lgamma (k + 1.0) - lgamma (n - k + 1.0));
}

static void
test_frequency_is_a_bound (void)
{
  const double p[] = { 1 / 256.0, 0.3, 0.5 };

  for (guint i = 0; i < G_N_ELEMENTS (p); i++)
    for (guint n = 1; n <= 60; n += 7)
      for (guint count = 0; count <= n; count++)
        {
          double tail = 0;

          for (guint c = 0; c <= n; c++)
            if (count >= n * p[i] ? c >= count : c <= count)
              tail += choose (n, c) * pow (p[i], c) * pow (1 - p[i], n - c);
          g_assert_cmpfloat (exp (mok_chance_frequency (n, p[i], count)), >=, tail - 1e-9);
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/chance/order", test_order);
  g_test_add_func ("/store/chance/overlap", test_overlap);
  g_test_add_func ("/store/chance/frequency-is-a-bound", test_frequency_is_a_bound);
  return g_test_run ();
}
