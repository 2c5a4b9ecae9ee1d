/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the counts of one group to a row of a table: shares, intervals, bases (docs/release.md, "Numbers shown"). With
 * a rate of 0 these are plain shares and Wilson's intervals. Must not know which group it is.
 */

#include "config.h"

#include "release/mok-cube-row-private.h"

#include "analysis/mok-estimate.h"

/* Numbers of one group. */
typedef struct
{
  const MokVariable *variable;
  const guint32 *counts;
  const double *expected; /* (nullable) */
  double rate;
} Group;

static double
get_expected (const Group *self, guint slot)
{
  return self->expected != NULL ? self->expected[slot] : 0;
}

static double
estimate (const Group *self, guint slot)
{
  return mok_estimate_count (self->rate, self->counts[slot], get_expected (self, slot));
}

static void
fill_missing (const Group *self, MokTableRow *row)
{
  row->missing[MOK_MISSING_NOT_ASKED] = MAX (0, estimate (self, MOK_SLOT_NOT_ASKED));
  if (self->variable->kind == MOK_VARIABLE_OUTCOME || self->variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE)
    return;
  row->missing[MOK_MISSING_BLANK] = MAX (0, estimate (self, MOK_SLOT_BLANK));
  if (self->variable->is_multiple)
    {
      row->missing[MOK_MISSING_NOT_SURE] = MAX (0, estimate (self, MOK_SLOT_NOT_SURE));
      row->missing[MOK_MISSING_REFUSED] = MAX (0, estimate (self, MOK_SLOT_REFUSED));
      return;
    }
  for (guint i = 0; i < self->variable->n_answers; i++)
    {
      if (mok_variable_is_substantive (self->variable, i))
        continue;
      if (mok_variable_get_kind (self->variable, i) & MOK_CHOICE_NOT_SURE)
        row->missing[MOK_MISSING_NOT_SURE] += MAX (0, estimate (self, MOK_SLOT_FIRST_ANSWER + i));
      else
        row->missing[MOK_MISSING_REFUSED] += MAX (0, estimate (self, MOK_SLOT_FIRST_ANSWER + i));
    }
}

/* The slot of each cell, in the order of the columns. */
static guint
list_slots (const MokVariable *variable, guint sub_row, guint *slots)
{
  guint n = 0;

  if (variable->kind == MOK_VARIABLE_OUTCOME || variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE)
    {
      for (guint i = MOK_OUTCOME_NOT_APPLICABLE + 1; i < MOK_N_OUTCOMES; i++)
        slots[n++] = mok_cube_get_row_offset (variable, sub_row) + i;
      return n;
    }
  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (mok_variable_is_substantive (variable, i))
        slots[n++] = (variable->is_multiple ? variable->n_states : (guint) MOK_SLOT_FIRST_ANSWER) + i;
    }
  return n;
}

/* Nobody of this group can have it, e.g. an exemption where the law binds everybody. */
static gboolean
is_impossible (const Group *self, guint slot, gboolean last)
{
  const gboolean is_outcome =
      self->variable->kind == MOK_VARIABLE_OUTCOME || self->variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE;

  return is_outcome && !last && self->rate > 0 && self->counts[slot] == 0 && get_expected (self, slot) == 0;
}

static void
fill_cells (const Group *self, const guint *slots, guint n, MokTableRow *row)
{
  const double phi = mok_estimate_phi (self->rate, row->noisy_base, row->expected_base);
  g_autofree double *shares = g_new0 (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const double q = row->expected_base > 0 ? get_expected (self, slots[i]) / row->expected_base : 0;
      MokTableCell *cell = &row->cells[i];

      shares[i] = mok_estimate_share (cell->noisy, row->noisy_base, phi, q);
      mok_estimate_interval (cell->noisy, row->noisy_base, phi, q, &cell->low, &cell->high);
      if (self->rate > 0)
        cell->bound = mok_estimate_get_bound (cell->noisy, row->noisy_base);
      if (is_impossible (self, slots[i], i + 1 == n))
        {
          cell->low = cell->high = 0;
          cell->bound = MOK_BOUND_NONE;
        }
    }
  if (!self->variable->is_multiple && self->rate > 0)
    mok_estimate_project (shares, n);
  for (guint i = 0; i < n; i++)
    {
      MokTableCell *cell = &row->cells[i];

      /* A share that was moved so that all add to 1 stays inside its interval. */
      cell->share = CLAMP (shares[i], 0, 1);
      cell->low = MIN (cell->low, cell->share);
      cell->high = MAX (cell->high, cell->share);
    }
}

/**
 * mok_cube_fill_row:
 * @counts: slots of the group
 * @expected: (nullable): likewise
 * @sub_row: of mok_cube_get_n_rows()
 * @rate: with what chance answers were replaced; 0 = exact
 * @exact: whether counts may be shown
 * @min_shown: a base below this is not shown
 * @row: of a table with a column for each substantive answer
 */
void
mok_cube_fill_row (const MokVariable *variable,
                   const guint32 *counts,
                   const double *expected,
                   guint sub_row,
                   double rate,
                   gboolean exact,
                   double min_shown,
                   MokTableRow *row)
{
  const Group group = { variable, counts, expected, rate };
  guint slots[256];
  const guint n = list_slots (variable, sub_row, slots);

  mok_cube_sum_base (variable, counts, expected, sub_row, &row->noisy_base, &row->expected_base);
  row->base = mok_estimate_count (rate, row->noisy_base, row->expected_base);
  row->shown = exact || (row->noisy_base >= min_shown && row->base >= min_shown);
  if (!row->shown)
    {
      row->base = row->noisy_base = row->expected_base = 0;
      return;
    }
  fill_missing (&group, row);
  if (variable->kind == MOK_VARIABLE_OUTCOME || variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE)
    {
      const guint other = mok_cube_get_row_offset (variable, sub_row) + MOK_OUTCOME_NOT_APPLICABLE;

      row->missing[MOK_MISSING_NOT_ASKED] += MAX (0, estimate (&group, other));
    }
  for (guint i = 0; i < n; i++)
    {
      row->cells[i].count = exact ? (gint64) counts[slots[i]] : -1;
      row->cells[i].noisy = counts[slots[i]];
      row->cells[i].expected = get_expected (&group, slots[i]);
    }
  if (row->noisy_base > 0)
    fill_cells (&group, slots, n, row);
}
