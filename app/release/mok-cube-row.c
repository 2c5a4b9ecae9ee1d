/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the counts of one group to a row of a table: shares, intervals, bases (docs/release.md, "Numbers shown"). With
 * a rate of 0 these are plain shares and Wilson's intervals. Must not know which group it is.
 */

#include "config.h"

#include "release/mok-cube-row-private.h"

#include <string.h>

#include "analysis/mok-estimate.h"

static double
get_expected (const MokCubeGroup *self, guint slot)
{
  return self->expected != NULL ? self->expected[slot] : 0;
}

static double
estimate (const MokCubeGroup *self, guint slot)
{
  return mok_estimate_count (self->rate, self->counts[slot], get_expected (self, slot));
}

static gboolean
is_outcome (const MokCubeGroup *self)
{
  return self->variable->kind == MOK_VARIABLE_OUTCOME || self->variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE;
}

static void
fill_missing (const MokCubeGroup *self, MokTableRow *row)
{
  row->missing[MOK_MISSING_NOT_ASKED] = MAX (0, estimate (self, MOK_SLOT_NOT_ASKED));
  if (is_outcome (self))
    {
      const guint other = mok_cube_get_row_offset (self->variable, self->sub_row) + MOK_OUTCOME_NOT_APPLICABLE;

      row->missing[MOK_MISSING_NOT_ASKED] += MAX (0, estimate (self, other));
      return;
    }
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
list_slots (const MokCubeGroup *self, guint *slots)
{
  const MokVariable *variable = self->variable;
  guint n = 0;

  if (self->details != 0)
    {
      for (guint i = 0; i < MOK_N_OUTCOME_DETAILS; i++)
        {
          if (self->details >> i & 1)
            slots[n++] = variable->n_states + i;
        }
      return n;
    }
  if (is_outcome (self))
    {
      for (guint i = MOK_OUTCOME_NOT_APPLICABLE + 1; i < MOK_N_OUTCOMES; i++)
        slots[n++] = mok_cube_get_row_offset (variable, self->sub_row) + i;
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
is_impossible (const MokCubeGroup *self, guint slot, gboolean last)
{
  return is_outcome (self) && (!last || self->details != 0) && self->rate > 0 && self->counts[slot] == 0
         && get_expected (self, slot) == 0;
}

/* How many people there are to whom the base belongs, for each one in it; 0 = not known. Of those who were not asked
 * nobody belongs to it, of those who did not answer everybody.
 */
static double
get_population (const MokCubeGroup *self, double base)
{
  double asked = 0;

  if (self->reach <= 0 || base <= 0)
    return 0;
  if (is_outcome (self))
    return 1 / self->reach;
  for (guint s = MOK_SLOT_NOT_ASKED + 1; s < self->variable->n_states; s++)
    asked += self->counts[s];
  return asked / base / self->reach;
}

static void
fill_interval (const MokTableRow *row, double phi, double q, double population, MokTableCell *cell)
{
  if (population > 0)
    mok_estimate_interval_finite (cell->noisy, row->noisy_base, phi, q, row->noisy_base * population, &cell->low,
                                  &cell->high);
  else
    mok_estimate_interval (cell->noisy, row->noisy_base, phi, q, &cell->low, &cell->high);
}

static void
fill_cells (const MokCubeGroup *self, const guint *slots, guint n, double population, MokTableRow *row)
{
  const double phi = mok_estimate_phi (self->rate, row->noisy_base, row->expected_base);
  g_autofree double *shares = g_new0 (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      MokTableCell *cell = &row->cells[i];
      const double q = row->expected_base > 0 ? cell->expected / row->expected_base : 0;

      shares[i] = mok_estimate_share (cell->noisy, row->noisy_base, phi, q);
      fill_interval (row, phi, q, population, cell);
      if (self->rate > 0)
        cell->bound = mok_estimate_get_bound (cell->noisy, row->noisy_base);
      if (is_impossible (self, slots[i], i + 1 == n))
        {
          cell->low = cell->high = 0;
          cell->bound = MOK_BOUND_NONE;
        }
    }
  if (!self->variable->is_multiple && self->details == 0 && self->rate > 0)
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

/* Puts weights in the place of people, and makes of them as many people as would be worth as much without weights. */
static void
weigh (const MokCubeGroup *self, const guint *slots, guint n, MokTableRow *row)
{
  double base = 0, expected_base = 0, scale;

  for (guint s = 0; s < mok_variable_get_n_slots (self->variable); s++)
    {
      if (!mok_cube_is_base (self->variable, s, self->sub_row))
        continue;
      base += self->weighted[s];
      expected_base += self->weighted_expected != NULL ? self->weighted_expected[s] : 0;
    }
  if (base <= 0 || self->effect <= 0)
    {
      row->shown = FALSE;
      row->base = row->noisy_base = row->expected_base = 0;
      memset (row->missing, 0, sizeof row->missing);
      return;
    }
  row->noisy_base /= self->effect;
  scale = row->noisy_base / base;
  row->expected_base = expected_base * scale;
  for (guint i = 0; i < n; i++)
    {
      /* Both were rounded. */
      row->cells[i].noisy = MIN (self->weighted[slots[i]] * scale, row->noisy_base);
      row->cells[i].expected = self->weighted_expected != NULL ? self->weighted_expected[slots[i]] * scale : 0;
    }
}

/**
 * mok_cube_fill_row:
 * @group: the counts
 * @row: of a table with a column for each substantive answer, or of an outcome for each detail
 */
void
mok_cube_fill_row (const MokCubeGroup *group, MokTableRow *row)
{
  guint slots[256];
  const guint n = list_slots (group, slots);
  double population;

  mok_cube_sum_base (group->variable, group->counts, group->expected, group->sub_row, &row->noisy_base,
                     &row->expected_base);
  row->base = mok_estimate_count (group->rate, row->noisy_base, row->expected_base);
  row->shown = group->exact || (row->noisy_base >= group->min_shown && row->base >= group->min_shown);
  if (!row->shown)
    {
      row->base = row->noisy_base = row->expected_base = 0;
      return;
    }
  fill_missing (group, row);
  for (guint i = 0; i < n; i++)
    {
      row->cells[i].count = group->exact ? (gint64) group->counts[slots[i]] : -1;
      row->cells[i].noisy = group->counts[slots[i]];
      row->cells[i].expected = get_expected (group, slots[i]);
    }
  population = get_population (group, row->noisy_base);
  if (group->weighted != NULL && row->noisy_base > 0)
    weigh (group, slots, n, row);
  if (row->noisy_base > 0)
    fill_cells (group, slots, n, population, row);
}
