/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Groups by answers, and what is expected of them if the groups do not differ.
 *
 * In a release a person of group g is counted with answer c with the chance (1 − φ_g) π_gc + φ_g q_gc
 * (mok-estimate.c). "The groups do not differ" says that π_gc is the same π_c in all groups, not that the noisy counts
 * are alike: where a group draws its replacements from an urn of its own, q_gc differs.
 */

#include "config.h"

#include "analysis/mok-cross-private.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-estimate.h"

/**
 * mok_table_get_noisy:
 *
 * Returns: k(c) of a cell; exact tables may leave MokTableCell.noisy empty
 */
double
mok_table_get_noisy (const MokTable *table, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (table, row)->cells[column];

  return table->exact && !table->weighted ? MAX (0, (double) cell->count) : cell->noisy;
}

/**
 * mok_table_get_noisy_base:
 *
 * Returns: k(A) of a row
 */
double
mok_table_get_noisy_base (const MokTable *table, guint row)
{
  const MokTableRow *group = mok_table_get_row (table, row);

  return table->exact && !table->weighted ? group->base : group->noisy_base;
}

/**
 * mok_table_get_rate:
 *
 * Returns: with what chance an answer was replaced; 0 in exact tables
 */
double
mok_table_get_rate (const MokTable *table)
{
  return table->exact ? 0 : table->rate;
}

/* All respondents are no group of their own. */
static gboolean
is_group (const MokTableRow *row)
{
  return row->shown && !row->unknown && *row->code != '\0';
}

static MokCross *
cross_alloc (const MokTable *table, guint n_groups, guint n_answers)
{
  MokCross *self = g_new0 (MokCross, 1);

  self->rate = mok_table_get_rate (table);
  self->n_answers = n_answers;
  self->noisy = g_new0 (double, (gsize) n_groups *n_answers + 1);
  self->expected = g_new0 (double, (gsize) n_groups *n_answers + 1);
  self->base = g_new0 (double, n_groups + 1);
  self->expected_base = g_new0 (double, n_groups + 1);
  self->phi = g_new0 (double, n_groups + 1);
  return self;
}

/* The group that was just filled is kept where anybody was counted in it. */
static void
end_group (MokCross *self)
{
  const guint g = self->n_groups;

  for (guint i = 0; i < self->n_answers; i++)
    {
      self->base[g] += self->noisy[g * self->n_answers + i];
      self->expected_base[g] += self->expected[g * self->n_answers + i];
    }
  self->phi[g] = mok_estimate_phi (self->rate, self->base[g], self->expected_base[g]);
  if (self->base[g] > 0)
    self->n_groups++;
  else
    self->expected_base[g] = 0;
}

/**
 * mok_cross_new:
 * @table: of one answer each
 *
 * Returns: (transfer full): its groups, without the row of all respondents and those who are not shown
 */
MokCross *
mok_cross_new (const MokTable *table)
{
  g_autofree guint *columns = g_new0 (guint, table->columns->len + 1);
  guint n_columns = 0;

  for (guint c = 0; c < table->columns->len; c++)
    {
      double sum = 0;

      for (guint r = 1; r < table->rows->len; r++)
        {
          if (is_group (mok_table_get_row (table, r)))
            sum += mok_table_get_noisy (table, r, c);
        }
      if (sum > 0)
        columns[n_columns++] = c;
    }

  MokCross *self = cross_alloc (table, table->rows->len, n_columns);

  for (guint r = 1; r < table->rows->len; r++)
    {
      const MokTableRow *row = mok_table_get_row (table, r);

      if (!is_group (row))
        continue;
      for (guint i = 0; i < n_columns; i++)
        {
          self->noisy[self->n_groups * n_columns + i] = mok_table_get_noisy (table, r, columns[i]);
          self->expected[self->n_groups * n_columns + i] = table->exact ? 0 : row->cells[columns[i]].expected;
        }
      end_group (self);
    }
  return self;
}

/**
 * mok_cross_new_for_choice:
 * @table: of several answers each
 * @column: one of them
 *
 * Returns: (transfer full): two answers: chosen, and not chosen
 */
MokCross *
mok_cross_new_for_choice (const MokTable *table, guint column)
{
  MokCross *self = cross_alloc (table, table->rows->len, 2);

  for (guint r = 1; r < table->rows->len; r++)
    {
      const MokTableRow *row = mok_table_get_row (table, r);
      double *noisy = self->noisy + self->n_groups * 2, *expected = self->expected + self->n_groups * 2;

      if (!is_group (row))
        continue;
      noisy[0] = mok_table_get_noisy (table, r, column);
      noisy[1] = mok_table_get_noisy_base (table, r) - noisy[0];
      expected[0] = table->exact ? 0 : row->cells[column].expected;
      expected[1] = table->exact ? 0 : row->expected_base - expected[0];
      end_group (self);
    }
  return self;
}

void
mok_cross_free (MokCross *self)
{
  g_free (self->noisy);
  g_free (self->expected);
  g_free (self->base);
  g_free (self->expected_base);
  g_free (self->phi);
  g_free (self);
}

/**
 * mok_cross_get_q:
 *
 * Returns: q_gc, the share of an answer among the replaced answers of a group
 */
double
mok_cross_get_q (const MokCross *self, guint group, guint answer)
{
  return self->expected_base[group] > 0 ? self->expected[group * self->n_answers + answer] / self->expected_base[group]
                                        : 0;
}

/**
 * mok_cross_get_pooled:
 * @noisy: counts as in MokCross.noisy, its own or drawn ones
 * @shares: (out caller-allocates) (array length=n_answers): π_c
 *
 * The shares of all groups together, before the replacement: corrected counts over the corrected base, projected.
 */
void
mok_cross_get_pooled (const MokCross *self, const double *noisy, double *shares)
{
  double base = 0;

  for (guint c = 0; c < self->n_answers; c++)
    {
      shares[c] = 0;
      for (guint g = 0; g < self->n_groups; g++)
        {
          const guint cell = g * self->n_answers + c;

          /* φ N q instead of rate × Σu: the same unless φ is capped. */
          shares[c] += noisy[cell] - self->phi[g] * self->base[g] * mok_cross_get_q (self, g, c);
        }
      base += shares[c];
    }
  for (guint c = 0; c < self->n_answers; c++)
    shares[c] /= base;
  mok_estimate_project (shares, self->n_answers);
}

/**
 * mok_cross_get_expected:
 * @shares: (array length=n_answers): π_c
 * @counts: (out caller-allocates): N_g ((1 − φ_g) π_c + φ_g q_gc)
 */
void
mok_cross_get_expected (const MokCross *self, const double *shares, double *counts)
{
  for (guint g = 0; g < self->n_groups; g++)
    {
      for (guint c = 0; c < self->n_answers; c++)
        counts[g * self->n_answers + c] =
            self->base[g] * ((1 - self->phi[g]) * shares[c] + self->phi[g] * mok_cross_get_q (self, g, c));
    }
}

/**
 * mok_cross_get_statistic:
 *
 * Returns: Pearson's chi-square of @noisy against @counts; cells of which nothing is expected do not count
 */
double
mok_cross_get_statistic (const MokCross *self, const double *noisy, const double *counts)
{
  double sum = 0;

  for (guint i = 0; i < self->n_groups * self->n_answers; i++)
    {
      const double difference = noisy[i] - counts[i];

      if (counts[i] > 0)
        sum += difference * difference / counts[i];
    }
  return sum;
}
