/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The step before any layout: which kind suits a table, which shares are drawn, in which order and on which scale.
 * Pure functions of numbers. Must not know lengths, letters or colours.
 */

#include "config.h"

#include <math.h>

#include "analysis/mok-outcome.h"
#include "chart/mok-chart-private.h"

/**
 * mok_draft_get_share:
 *
 * Returns: the share to draw, 0 to 1; 0 where there is none
 */
double
mok_draft_get_share (const MokDraft *self, guint row, guint column)
{
  const double share = mok_table_get_row (self->table, row)->cells[column].share;

  return isfinite (share) ? CLAMP (share, 0, 1) : 0;
}

/**
 * mok_draft_get_bar_share:
 *
 * Returns: where a bar that stands alone ends, 0 to 1: at the share, but never outside its interval, since shares that
 *   were made to add to 100 % may lie just beyond it
 */
double
mok_draft_get_bar_share (const MokDraft *self, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, row)->cells[column];
  const double share = mok_draft_get_share (self, row, column);

  return mok_draft_has_interval (self, row, column) ? CLAMP (CLAMP (share, cell->low, cell->high), 0, 1) : share;
}

/**
 * mok_draft_get_limit:
 *
 * Returns: the limit that is told of a share of which no more is known, 0 to 1: as it is written
 */
double
mok_draft_get_limit (const MokTableCell *cell)
{
  return CLAMP (mok_table_cell_get_bound_points (cell) / 100.0, 0, 1);
}

/**
 * mok_draft_get_points:
 *
 * Returns: the same share in whole points as the tables show it; 0 where there is none
 */
int
mok_draft_get_points (const MokDraft *self, guint row, guint column)
{
  return MAX (0, self->points[row * self->table->columns->len + column]);
}

/**
 * mok_draft_get_missing:
 *
 * Returns: respondents with this kind of missing value, as a share of those asked; 0 where nobody was
 */
double
mok_draft_get_missing (const MokDraft *self, guint row, MokMissing missing)
{
  const double share = mok_table_row_get_missing_share (mok_table_get_row (self->table, row), missing);

  return isfinite (share) ? share : 0;
}

/**
 * mok_draft_is_shown:
 *
 * Returns: whether the group has figures
 */
gboolean
mok_draft_is_shown (const MokDraft *self, guint row)
{
  const MokTableRow *group = mok_table_get_row (self->table, row);

  return group->shown && group->base > 0;
}

gboolean
mok_draft_has_interval (const MokDraft *self, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, row)->cells[column];

  return isfinite (cell->low) && isfinite (cell->high) && cell->low <= cell->high;
}

/**
 * mok_draft_has_whisker:
 *
 * Returns: whether the bar of a group shows its interval: only estimates do, whose error is more than that of sampling
 */
gboolean
mok_draft_has_whisker (const MokDraft *self, guint row, guint column)
{
  return !self->table->exact && mok_draft_has_interval (self, row, column);
}

/**
 * mok_draft_is_ranked:
 *
 * Returns: whether answers have no order of their own, so that the most frequent may come first
 */
gboolean
mok_draft_is_ranked (const MokDraft *self)
{
  return self->table->scale == MOK_SCALE_NOMINAL || self->table->scale == MOK_SCALE_MULTIPLE;
}

/* Whether @a stands before @b: "did not apply" last, the larger share first, else as in the form. */
static gboolean
comes_before (const MokDraft *self, guint a, guint b)
{
  const gboolean out_a = mok_table_get_column (self->table, a)->not_applicable;
  const gboolean out_b = mok_table_get_column (self->table, b)->not_applicable;

  if (out_a != out_b)
    return out_b;
  if (mok_draft_is_ranked (self) && !out_a && mok_draft_is_shown (self, 0))
    {
      const double share_a = mok_draft_get_share (self, 0, a), share_b = mok_draft_get_share (self, 0, b);

      if (share_a != share_b)
        return share_a > share_b;
    }
  return a < b;
}

/**
 * mok_draft_dup_order:
 * @n: (out): how many
 *
 * Returns: (transfer full): the columns in the order in which they are drawn
 */
guint *
mok_draft_dup_order (const MokDraft *self, guint *n)
{
  guint *order = g_new0 (guint, self->table->columns->len + 1);

  *n = self->table->columns->len;
  for (guint i = 0; i < *n; i++)
    {
      guint at = i;

      while (at > 0 && comes_before (self, i, order[at - 1]))
        {
          order[at] = order[at - 1];
          at--;
        }
      order[at] = i;
    }
  return order;
}

/**
 * mok_draft_find_scale:
 * @largest: largest share to draw
 * @step: (out): distance of the ticks
 *
 * Returns: the end of the axis: a whole number of steps, 2 to 5 of them, at most 1
 */
double
mok_draft_find_scale (double largest, double *step)
{
  static const double steps[] = { 0.02, 0.05, 0.1, 0.2, 0.25 };
  double found = 0.25;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i] * 5 >= largest - 1e-9)
        {
          found = steps[i];
          break;
        }
    }
  /* Quarters only where they end at the whole: 25 50 75 100. */
  if (found == 0.2 && largest > 0.8)
    found = 0.25;
  *step = found;
  return CLAMP (ceil (largest / found - 1e-9), 2, round (1 / found)) * found;
}

/**
 * mok_chart_is_outcome:
 *
 * Returns: whether the table tells how a protection fared: its columns are then the classes in the order of
 *   [enum@MokOutcome], from %MOK_OUTCOME_RECEIVED on
 */
gboolean
mok_chart_is_outcome (const MokTable *table)
{
  return table->scale == MOK_SCALE_OUTCOME && table->columns->len == MOK_N_OUTCOMES - 1;
}

/**
 * mok_draft_set_table:
 *
 * Goes on to another table of the chart.
 */
void
mok_draft_set_table (MokDraft *self, guint number)
{
  const MokTable *table = self->tables[number];
  const gsize n_columns = table->columns->len;

  g_free (self->points);
  self->table = table;
  self->table_number = number;
  self->points = g_new0 (int, n_columns * table->rows->len + 1);
  for (guint row = 0; row < table->rows->len && n_columns > 0; row++)
    mok_table_get_points (table, row, self->points + row * n_columns);
}

/**
 * mok_draft_is_open:
 *
 * Returns: whether a table of the chart is of a survey that does not protect answers
 */
gboolean
mok_draft_is_open (const MokDraft *self)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      if (self->tables[i]->open)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_draft_is_unflagged:
 *
 * Returns: whether doubtful cases are left out
 */
gboolean
mok_draft_is_unflagged (const MokDraft *self)
{
  return self->table != NULL && self->table->unflagged;
}

/**
 * mok_draft_is_weighted:
 *
 * Returns: whether a table of the chart is weighted
 */
gboolean
mok_draft_is_weighted (const MokDraft *self)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      if (self->tables[i]->weighted)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_draft_is_released:
 *
 * Returns: whether figures of the chart are estimates from answers of which some were replaced
 */
gboolean
mok_draft_is_released (const MokDraft *self)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      if (!self->tables[i]->exact)
        return TRUE;
    }
  return FALSE;
}

static guint
count_answers (const MokTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->columns->len; i++)
    n += !mok_table_get_column (table, i)->not_applicable;
  return n;
}

/**
 * mok_chart_choose_kind:
 * @wanted: the wish; kept where the table allows it
 *
 * Returns: the kind that is drawn, never %MOK_CHART_AUTO
 */
MokChartKind
mok_chart_choose_kind (const MokTable *table, MokChartKind wanted)
{
  const guint n_answers = count_answers (table);
  const guint n_groups = table->rows->len > 0 ? table->rows->len - 1 : 0;
  const gboolean likert = n_answers >= 2 && n_answers <= 5 && table->scale != MOK_SCALE_MULTIPLE;
  const gboolean stacked = n_answers >= 2 && n_answers <= 5 && table->scale != MOK_SCALE_MULTIPLE;

  if (mok_chart_is_outcome (table))
    return MOK_CHART_OUTCOME;

  switch (wanted)
    {
    case MOK_CHART_BARS:
    case MOK_CHART_DOTS:
      return wanted;
    case MOK_CHART_HEAT:
      if (n_groups >= 1)
        return wanted;
      break;
    case MOK_CHART_RIDGE:
      if (n_groups >= 1 && table->scale == MOK_SCALE_BANDS)
        return wanted;
      break;
    case MOK_CHART_LIKERT:
      if (likert)
        return wanted;
      break;
    case MOK_CHART_STACKED:
      if (stacked)
        return wanted;
      break;
    case MOK_CHART_GROUPED:
      if (n_groups >= 2 && n_groups <= 4)
        return wanted;
      break;
    case MOK_CHART_MULTIPLES:
      if (n_groups >= 1)
        return wanted;
      break;
    case MOK_CHART_AUTO:
    case MOK_CHART_OUTCOME:
    case MOK_CHART_CHANGE:
      break;
    }

  if (table->scale == MOK_SCALE_LIKERT && likert)
    return MOK_CHART_LIKERT;
  if (n_groups < 2)
    return MOK_CHART_BARS;
  if ((table->scale == MOK_SCALE_ORDINAL || table->scale == MOK_SCALE_RECEIVED) && stacked)
    return MOK_CHART_STACKED;
  return n_groups <= 4 ? MOK_CHART_GROUPED : MOK_CHART_MULTIPLES;
}
