/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Median and mean of an ordered question. The scores are the codes where all are numbers that rise, else the places 1,
 * 2, 3 …; of bands of numbers the median is interpolated inside its band.
 *
 * Everything follows from cumulative shares: "this answer or an earlier one" is an event like any other, with a share
 * and an interval that allow for the replacement (mok-estimate.c).
 */

#include "config.h"

#include "analysis/mok-ordinal.h"

#include <math.h>

#include "analysis/mok-cross-private.h"
#include "analysis/mok-distribution.h"
#include "analysis/mok-estimate.h"

#define HALF 0.5
#define SAME 1e-9

/* One group, the answers in order. */
typedef struct
{
  guint n;
  double *scores;   /* (owned) */
  double *noisy;    /* (owned) */
  double *expected; /* (owned) */
  double *edges;    /* (owned) (nullable): of bands, n + 1 */
  double base;
  double expected_base;
  double phi;
} Scale;

static void
scale_clear (Scale *self)
{
  g_free (self->scores);
  g_free (self->noisy);
  g_free (self->expected);
  g_free (self->edges);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scale, scale_clear)

static void
set_scores (Scale *self, const MokTable *table)
{
  guint n = 0;
  gboolean numbers = TRUE;

  for (guint c = 0; c < table->columns->len; c++)
    {
      const MokTableColumn *column = mok_table_get_column (table, c);
      char *end;

      if (column->not_applicable)
        continue;
      self->scores[n] = g_ascii_strtod (column->code, &end);
      numbers = numbers && end != column->code && *end == '\0' && (n == 0 || self->scores[n] > self->scores[n - 1]);
      n++;
    }
  for (guint i = 0; !numbers && i < n; i++)
    self->scores[i] = i + 1;
}

static void
scale_init (Scale *self, const MokTable *table, guint row)
{
  const guint n_columns = table->columns->len;
  const MokTableRow *group = mok_table_get_row (table, row);

  self->scores = g_new0 (double, n_columns + 1);
  self->noisy = g_new0 (double, n_columns + 1);
  self->expected = g_new0 (double, n_columns + 1);
  self->edges = table->scale == MOK_SCALE_BANDS ? g_new0 (double, n_columns + 1) : NULL;
  set_scores (self, table);
  for (guint c = 0; c < n_columns; c++)
    {
      const MokTableColumn *column = mok_table_get_column (table, c);

      if (column->not_applicable)
        continue;
      self->noisy[self->n] = mok_table_get_noisy (table, row, c);
      self->expected[self->n] = table->exact ? 0 : group->cells[c].expected;
      self->base += self->noisy[self->n];
      self->expected_base += self->expected[self->n];
      if (self->edges != NULL)
        {
          self->edges[self->n] = column->low;
          self->edges[self->n + 1] = column->high;
        }
      self->n++;
    }
  self->phi = mok_estimate_phi (mok_table_get_rate (table), self->base, self->expected_base);
}

/* Which of the cumulative shares is meant. */
typedef enum
{
  CURVE_SHARE,
  CURVE_LOW,
  CURVE_HIGH,
} Curve;

/* Cumulative shares of the first 0, 1, … n answers, or the ends of their intervals, made to rise. */
static double *
dup_curve (const Scale *self, Curve which)
{
  double *curve = g_new0 (double, self->n + 1);
  double noisy = 0, expected = 0;

  for (guint i = 0; i < self->n; i++)
    {
      noisy += self->noisy[i];
      expected += self->expected[i];

      const double q = self->expected_base > 0 ? expected / self->expected_base : 0;
      double ends[2];

      mok_estimate_interval (noisy, self->base, self->phi, q, &ends[0], &ends[1]);
      curve[i + 1] = which == CURVE_SHARE ? mok_estimate_share (noisy, self->base, self->phi, q)
                                          : ends[which == CURVE_LOW ? 0 : 1];
      curve[i + 1] = MAX (curve[i + 1], curve[i]);
    }
  /* All of them, whatever the interval of "everybody" says. */
  curve[self->n] = 1;
  return curve;
}

/* Where a cumulative curve passes one half. */
static double
find_half (const Scale *self, Curve which)
{
  g_autofree double *curve = dup_curve (self, which);
  guint i = 0;

  while (i + 1 < self->n && curve[i + 1] < HALF - SAME)
    i++;
  if (self->edges == NULL)
    {
      /* Exactly half are here or below: between this answer and the next that anybody gave. */
      guint next = i + 1;

      if (which != CURVE_SHARE || fabs (curve[i + 1] - HALF) > SAME)
        return self->scores[i];
      while (next + 1 < self->n && curve[next + 1] - curve[i + 1] < SAME)
        next++;
      return (self->scores[i] + self->scores[MIN (next, self->n - 1)]) / 2;
    }

  const double low = self->edges[i], high = self->edges[i + 1];

  if (!isfinite (low) || !isfinite (high) || !(curve[i + 1] > curve[i]))
    return NAN;
  return low + (high - low) * CLAMP ((HALF - curve[i]) / (curve[i + 1] - curve[i]), 0, 1);
}

/* Linear in the shares, and so unbiased: noisy mean and spread through the line of mok_estimate_share(). The interval
 * is Student's ("The probable error of a mean", Biometrika 6, 1908). */
static void
set_mean (const Scale *self, MokOrdinal *result)
{
  double mean = 0, replaced = 0, squares = 0;

  for (guint i = 0; i < self->n; i++)
    {
      mean += self->scores[i] * self->noisy[i] / self->base;
      if (self->expected_base > 0)
        replaced += self->scores[i] * self->expected[i] / self->expected_base;
    }
  for (guint i = 0; i < self->n; i++)
    squares += self->noisy[i] * (self->scores[i] - mean) * (self->scores[i] - mean);

  const double least = self->scores[0], most = self->scores[self->n - 1];
  const double corrected = (mean - self->phi * replaced) / (1 - self->phi);
  double half = INFINITY;

  if (self->base > 1)
    half =
        mok_student_get_quantile95 (self->base - 1) * sqrt (squares / (self->base - 1) / self->base) / (1 - self->phi);
  result->least = least;
  result->most = most;
  result->mean = CLAMP (corrected, least, most);
  result->mean_low = CLAMP (corrected - half, least, most);
  result->mean_high = CLAMP (corrected + half, least, most);
}

/**
 * mok_table_has_order:
 *
 * Returns: whether the answers of a table have a middle: an ordered scale, agreement, or bands of numbers
 */
gboolean
mok_table_has_order (const MokTable *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->scale == MOK_SCALE_ORDINAL || self->scale == MOK_SCALE_LIKERT || self->scale == MOK_SCALE_BANDS;
}

/**
 * mok_table_get_ordinal:
 * @self: a table for which mok_table_has_order()
 * @row: a group of it
 * @result: (out caller-allocates): what was found
 *
 * The median's interval holds every answer at which one half lies inside the interval of the cumulative share (R. S.
 * Woodruff, "Confidence intervals for medians and other position measures", JASA 47, 1952, with Wilson's interval). The
 * median of bands is NAN where it lies in an open band.
 *
 * Returns: %FALSE if the answers have no order, or the group is not shown or has no answers
 */
gboolean
mok_table_get_ordinal (const MokTable *self, guint row, MokOrdinal *result)
{
  g_return_val_if_fail (self != NULL && result != NULL && row < self->rows->len, FALSE);

  g_auto (Scale) scale = { 0 };

  if (!mok_table_has_order (self) || !mok_table_get_row (self, row)->shown)
    return FALSE;
  scale_init (&scale, self, row);
  if (scale.base <= 0)
    return FALSE;

  *result = (MokOrdinal){ .least = NAN, .most = NAN, .mean = NAN, .mean_low = NAN, .mean_high = NAN };
  result->base = mok_estimate_count (mok_table_get_rate (self), scale.base, scale.expected_base);
  result->median = find_half (&scale, CURVE_SHARE);
  /* The higher curve passes one half first. */
  result->median_low = find_half (&scale, CURVE_HIGH);
  result->median_high = find_half (&scale, CURVE_LOW);
  if (scale.edges == NULL)
    set_mean (&scale, result);
  return TRUE;
}
