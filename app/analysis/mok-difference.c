/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The difference of two independent shares, with its interval and test; each share may come out of a release, with its
 * own rate of replacement. Must not be used for two answers of one group, nor for a group and all respondents: those
 * depend on each other.
 */

#include "config.h"

#include "analysis/mok-difference.h"

#include <math.h>

#include "analysis/mok-cross-private.h"
#include "analysis/mok-distribution.h"
#include "analysis/mok-estimate.h"

/* A share of a release, and all that the formulas need of it. */
typedef struct
{
  double noisy;
  double base;
  double phi;
  double q;
  double share;
  double low;
  double high;
} Side;

static gboolean
side_init (Side *self, const MokTable *table, guint row, guint column)
{
  const MokTableRow *group = mok_table_get_row (table, row);
  const double expected_base = table->exact ? 0 : group->expected_base;

  self->base = mok_table_get_noisy_base (table, row);
  if (!group->shown || self->base <= 0)
    return FALSE;
  self->noisy = mok_table_get_noisy (table, row, column);
  self->phi = mok_estimate_phi (mok_table_get_rate (table), self->base, expected_base);
  self->q = expected_base > 0 ? group->cells[column].expected / expected_base : 0;
  mok_estimate_interval (self->noisy, self->base, self->phi, self->q, &self->low, &self->high);
  self->share = CLAMP (mok_estimate_share (self->noisy, self->base, self->phi, self->q), self->low, self->high);
  return TRUE;
}

/**
 * mok_newcombe_interval:
 * @first: (array fixed-size=3): a share and the ends of its 95 % interval
 * @second: (array fixed-size=3): another one's, independent of it
 * @low: (out): lower end of the interval of @first less @second
 * @high: (out): upper end
 *
 * Of Wilson intervals this is method 10 of R. G. Newcombe, "Interval estimation for the difference between independent
 * proportions", Statistics in Medicine 17, 1998; of other intervals, the method of variance estimates recovery (G. Y.
 * Zou & A. Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008).
 */
void
mok_newcombe_interval (const double *first, const double *second, double *low, double *high)
{
  g_return_if_fail (first != NULL && second != NULL && low != NULL && high != NULL);

  const double difference = first[0] - second[0];

  *low = MAX (-1, difference - hypot (first[0] - first[1], second[2] - second[0]));
  *high = MIN (1, difference + hypot (first[2] - first[0], second[0] - second[1]));
}

/* Variance of a corrected share if the share before the replacement is @pooled: that of one noisy draw for each person,
 * stretched by the correction. */
static double
get_variance (const Side *side, double pooled)
{
  const double chance = (1 - side->phi) * pooled + side->phi * side->q;

  return chance * (1 - chance) / side->base / ((1 - side->phi) * (1 - side->phi));
}

/* Score test of equal shares, pooled (K. Pearson 1900; without replacement the square root of the chi-square of the
 * 2 × 2 table). */
static double
get_p (const Side *a, const Side *b)
{
  const double weight_a = a->base * (1 - a->phi), weight_b = b->base * (1 - b->phi);
  const double share_a = mok_estimate_share (a->noisy, a->base, a->phi, a->q);
  const double share_b = mok_estimate_share (b->noisy, b->base, b->phi, b->q);
  const double pooled = CLAMP ((weight_a * share_a + weight_b * share_b) / (weight_a + weight_b), 0, 1);
  const double variance = get_variance (a, pooled) + get_variance (b, pooled);

  return variance > 0 ? mok_normal_get_two_sided ((share_a - share_b) / sqrt (variance)) : NAN;
}

/**
 * mok_table_compare:
 * @self: a table
 * @row: a group of it
 * @other: the same table, or another one of the same question
 * @other_row: a group of that one, with no person in common with the first
 * @column: an answer of @self; in @other it is found by its code
 * @result: (out caller-allocates): what was found
 *
 * The share in the one group less that in the other.
 *
 * Returns: %FALSE if a group is not shown or has no answers, or @other does not know the answer
 */
gboolean
mok_table_compare (const MokTable *self,
                   guint row,
                   const MokTable *other,
                   guint other_row,
                   guint column,
                   MokDifference *result)
{
  g_return_val_if_fail (self != NULL && other != NULL && result != NULL && column < self->columns->len, FALSE);

  const int other_column = mok_table_find_column (other, mok_table_get_column (self, column)->code);
  Side a, b;

  if (other_column < 0 || !side_init (&a, self, row, column) || !side_init (&b, other, other_row, (guint) other_column))
    return FALSE;

  result->difference = a.share - b.share;
  mok_newcombe_interval ((double[]){ a.share, a.low, a.high }, (double[]){ b.share, b.low, b.high }, &result->low,
                         &result->high);
  result->p = get_p (&a, &b);
  return TRUE;
}

/**
 * mok_table_get_change:
 * @earlier: a table of one wave
 * @later: the same question, breakdown and filter in another wave
 * @row: a group of @later; in @earlier it is found by its code
 * @column: an answer of @later
 * @result: (out caller-allocates): what was found
 *
 * The share in the later wave less that in the earlier one, as if nobody had answered both: nothing links the answers
 * of two waves. People who did make the interval too wide, not too narrow, where they answer alike.
 *
 * Returns: %FALSE if the earlier wave has no such group or answer, or one of both is not shown
 */
gboolean
mok_table_get_change (const MokTable *earlier, const MokTable *later, guint row, guint column, MokDifference *result)
{
  g_return_val_if_fail (earlier != NULL && later != NULL, FALSE);

  const int earlier_row = mok_table_find_row (earlier, mok_table_get_row (later, row)->code);

  return earlier_row >= 0 && mok_table_compare (later, row, earlier, (guint) earlier_row, column, result);
}
