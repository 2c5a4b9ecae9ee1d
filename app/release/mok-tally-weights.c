/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts a table once more, each respondent by a weight: in total and by each background. Must not know where weights
 * come from.
 */

#include "config.h"

#include "release/mok-tally-private.h"

#include "base/mok-secret.h"

/* Sums of weights by group and byte: `sums[group << 8 | byte]`. */
static void
sum_column (const guint8 *column, const MokGroups *groups, const double *weights, gsize n_rows, double *sums)
{
  if (groups == NULL)
    for (gsize i = 0; i < n_rows; i++)
      sums[column[i]] += weights[i];
  else
    for (gsize i = 0; i < n_rows; i++)
      sums[(guint) groups->bytes[i] << 8 | column[i]] += weights[i];
}

/* From the sums of one column to slots: states as they are, bits of a multiple choice one by one. */
static void
add_slots (const MokTally *self, guint index, guint variable, guint column, const double *sums)
{
  const MokVariable *counted = &self->codebook->variables[variable];

  for (guint g = 0; g < self->groupings[index].n_groups; g++)
    {
      const double *from = sums + ((gsize) g << 8);
      double *to = self->weighted[index].counts + g * self->n_slots + self->offsets[variable];

      if (column == 0)
        {
          for (guint s = 0; s < counted->n_states; s++)
            to[s] = from[s];
          continue;
        }
      for (guint mark = 8 * (column - 1); mark < MIN (8 * column, counted->n_marks); mark++)
        {
          for (guint byte = 0; byte < 256; byte++)
            to[counted->n_states + mark] += byte >> mark % 8 & 1 ? from[byte] : 0;
        }
    }
}

/* L. Kish, "Survey sampling", 1965, section 11.7, within a group. */
static void
find_effects (MokTally *self, guint index)
{
  const MokGrouping *grouping = &self->groupings[index];
  g_autofree double *sums = g_new0 (double, grouping->n_groups + 1);
  g_autofree double *squares = g_new0 (double, grouping->n_groups + 1);

  for (gsize i = 0; i < self->n_rows; i++)
    {
      const guint group = grouping->groups != NULL ? grouping->groups->bytes[i] : 0;

      if (group >= grouping->n_groups)
        continue;
      sums[group] += self->weights[i];
      squares[group] += self->weights[i] * self->weights[i];
    }
  for (guint g = 0; g < grouping->n_groups; g++)
    self->weighted[index].effects[g] = sums[g] > 0 ? grouping->sizes[g] * squares[g] / (sums[g] * sums[g]) : 0;
}

static void
weigh (MokTally *self, const MokRawTable *table, guint index)
{
  const MokGrouping *grouping = &self->groupings[index];
  const guint n_raw = grouping->groups != NULL ? grouping->groups->n_groups : 1;
  g_autofree double *sums = g_new (double, ((gsize) n_raw << 8) + 1);

  self->weighted[index].counts = g_new0 (double, grouping->n_groups * self->n_slots + 1);
  self->weighted[index].effects = g_new0 (double, grouping->n_groups + 1);
  find_effects (self, index);
  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      for (guint c = 0; c < mok_raw_table_get_n_columns (table, v); c++)
        {
          memset (sums, 0, ((gsize) n_raw << 8) * sizeof *sums);
          sum_column (mok_raw_table_get_column (table, v, c), grouping->groups, self->weights, self->n_rows, sums);
          add_slots (self, index, v, c, sums);
        }
    }
}

/**
 * mok_tally_add_weights:
 * @table: the table that was counted
 * @weights: (transfer full) (array): of each of its rows
 *
 * Adds weighted counts. Comes before mok_tally_add_expected().
 */
void
mok_tally_add_weights (MokTally *self, const MokRawTable *table, double *weights)
{
  g_return_if_fail (self != NULL && self->weighted == NULL && self->expected == NULL && table != NULL);
  g_return_if_fail (weights != NULL && mok_raw_table_get_n_rows (table) == self->n_rows);

  self->weights = weights;
  self->weighted = g_new0 (MokWeightedCounts, 2 + self->codebook->n_backgrounds);
  for (guint i = 0; i < mok_tally_get_n_weighted (self); i++)
    weigh (self, table, i);
}

/**
 * mok_tally_get_n_weighted:
 *
 * Returns: how many groupings are weighted, the first ones: the total and each background; 0 without weights
 */
guint
mok_tally_get_n_weighted (const MokTally *self)
{
  return self->weighted != NULL ? 1 + self->codebook->n_backgrounds : 0;
}

/**
 * mok_tally_clear_weights:
 *
 * Forgets weights and all that was made with them.
 */
void
mok_tally_clear_weights (MokTally *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < mok_tally_get_n_weighted (self); i++)
    {
      g_free (self->weighted[i].counts);
      g_free (self->weighted[i].expected);
      g_free (self->weighted[i].effects);
    }
  g_clear_pointer (&self->weighted, g_free);
  if (self->weights != NULL)
    mok_memory_wipe (self->weights, self->n_rows * sizeof *self->weights);
  g_clear_pointer (&self->weights, g_free);
}
