/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The items of a chart that draws one dot, line or row of cells for each: the answers to one question, or the same
 * answer to several questions; their order, and which of them lie too close to be put in an order. Pure functions of
 * numbers. Must not know lengths, letters or colours.
 */

#include "config.h"

#include <math.h>

#include "analysis/mok-difference.h"
#include "chart/mok-chart-private.h"

const MokDraftItem *
mok_draft_get_item (const MokDraft *self, guint i)
{
  return &g_array_index (self->items, MokDraftItem, i);
}

/* mok_draft_set_table(), where it is not there already. */
void
mok_draft_use_table (MokDraft *self, guint number)
{
  if (self->table_number != number || self->table != self->tables[number])
    mok_draft_set_table (self, number);
}

static void
add_item (MokDraft *self, guint table, guint row, guint column)
{
  const MokDraftItem item = { table, row, column };

  g_array_append_val (self->items, item);
}

/**
 * mok_draft_find_items:
 *
 * Of one question all answers, in the order of mok_draft_dup_order(); of one answer to a question with a breakdown all
 * groups, when two waves are compared; else that answer to each question. A table that does not know the answer has no
 * item.
 */
void
mok_draft_find_items (MokDraft *self)
{
  const guint n_tables = self->waves != NULL ? self->n_tables / 2 : self->n_tables;

  g_array_set_size (self->items, 0);
  for (guint t = 0; t < n_tables; t++)
    {
      const MokTable *table = self->tables[t];
      const int column = self->answer != NULL ? mok_table_find_column (table, self->answer) : -1;
      const guint n_rows = self->waves != NULL && n_tables == 1 ? table->rows->len : MIN (table->rows->len, 1);

      for (guint row = 0; row < n_rows && column >= 0; row++)
        add_item (self, t, row, (guint) column);
    }
  if (self->answer == NULL && n_tables == 1 && self->tables[0]->rows->len > 0)
    {
      guint n;

      mok_draft_use_table (self, 0);

      g_autofree guint *order = mok_draft_dup_order (self, &n);

      for (guint i = 0; i < n; i++)
        add_item (self, 0, 0, order[i]);
    }
}

const MokTableCell *
mok_draft_get_item_cell (const MokDraft *self, guint i)
{
  const MokDraftItem *item = mok_draft_get_item (self, i);

  return &mok_table_get_row (self->tables[item->table], item->row)->cells[item->column];
}

gboolean
mok_draft_is_item_shown (const MokDraft *self, guint i)
{
  const MokDraftItem *item = mok_draft_get_item (self, i);
  const MokTableRow *row = mok_table_get_row (self->tables[item->table], item->row);

  return row->shown && row->base > 0 && isfinite (row->cells[item->column].share);
}

static gboolean
comes_before (const MokDraft *self, guint a, guint b)
{
  const gboolean shown_a = mok_draft_is_item_shown (self, a), shown_b = mok_draft_is_item_shown (self, b);

  if (shown_a != shown_b)
    return shown_a;
  return shown_a && mok_draft_get_item_cell (self, a)->share > mok_draft_get_item_cell (self, b)->share;
}

/**
 * mok_draft_rank_items:
 *
 * The larger share first; what has no figures last; else the order stays.
 */
void
mok_draft_rank_items (MokDraft *self)
{
  for (guint i = 1; i < self->items->len; i++)
    {
      for (guint at = i; at > 0 && comes_before (self, at, at - 1); at--)
        {
          const MokDraftItem item = *mok_draft_get_item (self, at);

          g_array_index (self->items, MokDraftItem, at) = *mok_draft_get_item (self, at - 1);
          g_array_index (self->items, MokDraftItem, at - 1) = item;
        }
    }
}

/**
 * mok_draft_are_items_apart:
 *
 * Returns: whether both have intervals that do not overlap: only then one may be said to be more frequent
 */
gboolean
mok_draft_are_items_apart (const MokDraft *self, guint i, guint j)
{
  const MokTableCell *a = mok_draft_get_item_cell (self, i), *b = mok_draft_get_item_cell (self, j);

  if (!mok_draft_is_item_shown (self, i) || !mok_draft_is_item_shown (self, j))
    return FALSE;
  return isfinite (a->low) && isfinite (a->high) && isfinite (b->low) && isfinite (b->high)
         && (a->low > b->high || b->low > a->high);
}

/* "Did not apply" stands behind the others, whatever its share. */
static gboolean
is_apart (const MokDraft *self, guint i)
{
  const MokDraftItem *item = mok_draft_get_item (self, i);

  return mok_table_get_column (self->tables[item->table], item->column)->not_applicable;
}

/**
 * mok_draft_count_leaders:
 *
 * Returns: of ranked items, how many at the top cannot be told from the first; at least 1 where there is any
 */
guint
mok_draft_count_leaders (const MokDraft *self)
{
  guint n = MIN (self->items->len, 1);

  while (n > 0 && n < self->items->len && mok_draft_is_item_shown (self, n) && !mok_draft_are_items_apart (self, 0, n)
         && !is_apart (self, n))
    n++;
  return n;
}

/**
 * mok_draft_get_change:
 * @item: of the later wave
 * @change: (out caller-allocates): what was found
 *
 * Returns: %FALSE where the earlier wave has no such group or answer, or one of both is not shown
 */
gboolean
mok_draft_get_change (const MokDraft *self, const MokDraftItem *item, MokDraftChange *change)
{
  const MokTable *later = self->tables[item->table], *earlier = self->tables[item->table + self->n_tables / 2];
  const int row = mok_table_find_row (earlier, mok_table_get_row (later, item->row)->code);
  const int column = mok_table_find_column (earlier, mok_table_get_column (later, item->column)->code);
  MokDifference difference;

  if (row < 0 || column < 0 || !mok_table_compare (later, item->row, earlier, (guint) row, item->column, &difference))
    return FALSE;
  *change = (MokDraftChange){ .earlier_row = (guint) row, .earlier_column = (guint) column };
  change->known = mok_table_is_possible (earlier, (guint) row, (guint) column)
                  || mok_table_is_possible (later, item->row, item->column);
  change->difference = difference.difference;
  change->low = difference.low;
  change->high = difference.high;
  change->clear = change->known && (difference.low > 0 || difference.high < 0);
  return TRUE;
}
