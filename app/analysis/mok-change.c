/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What changed between two waves, as numbers and as CSV. Groups are those of the later wave: one that the earlier wave
 * puts together otherwise is not compared. Must not know surveys or files.
 */

#include "config.h"

#include "analysis/mok-change.h"

#include <math.h>
#include <string.h>

#include "base/mok-csv.h"

static const MokDifference NO_CHANGE = { NAN, NAN, NAN, NAN };

static gboolean
is_same_end (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/**
 * mok_change_have_same_answers:
 * @a: a table of one wave
 * @b: the same question in another wave
 *
 * Returns: whether both have the same answers, in the same order, and bands with the same ends
 */
gboolean
mok_change_have_same_answers (const MokTable *a, const MokTable *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->scale != b->scale || a->columns->len != b->columns->len)
    return FALSE;
  for (guint i = 0; i < a->columns->len; i++)
    {
      const MokTableColumn *first = mok_table_get_column (a, i), *second = mok_table_get_column (b, i);

      if (strcmp (first->code, second->code) != 0 || first->not_applicable != second->not_applicable
          || !is_same_end (first->low, second->low) || !is_same_end (first->high, second->high))
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_change_find_row:
 * @row: of @later
 *
 * Returns: the same group in @earlier; -1 = none, or one of both is not shown
 */
int
mok_change_find_row (const MokTable *earlier, const MokTable *later, guint row)
{
  g_return_val_if_fail (earlier != NULL && later != NULL, -1);

  const MokTableRow *group = mok_table_get_row (later, row);
  const int found = group->shown ? mok_table_find_row (earlier, group->code) : -1;

  return found >= 0 && mok_table_get_row (earlier, (guint) found)->shown ? found : -1;
}

/**
 * mok_change_get:
 * @earlier_row: as mok_change_find_row() gave it
 * @row: of @later
 * @column: of both tables, which have the same answers
 *
 * Returns: the change; all NAN where it cannot be told, or where neither wave can have the answer
 */
MokDifference
mok_change_get (const MokTable *earlier, const MokTable *later, guint earlier_row, guint row, guint column)
{
  MokDifference change;

  g_return_val_if_fail (earlier != NULL && later != NULL, NO_CHANGE);

  if ((mok_table_is_possible (earlier, earlier_row, column) || mok_table_is_possible (later, row, column))
      && mok_table_get_change (earlier, later, row, column, &change))
    return change;
  return NO_CHANGE;
}

static void
append_cell (GString *csv,
             const MokTable *earlier,
             const MokTable *later,
             guint earlier_row,
             guint row,
             guint column,
             const char *language)
{
  const MokTableRow *group = mok_table_get_row (later, row);
  const MokTableColumn *answer = mok_table_get_column (later, column);
  const MokDifference change = mok_change_get (earlier, later, earlier_row, row, column);

  mok_csv_add_text (csv, later->question);
  mok_csv_add_text (csv, later->by);
  mok_csv_add_text (csv, group->code);
  mok_csv_add_text (csv, mok_text_get (group->label, language));
  mok_csv_add_text (csv, answer->code);
  mok_csv_add_text (csv, mok_text_get (answer->label, language));
  mok_csv_add_number (csv, mok_table_get_row (earlier, earlier_row)->cells[column].share, "%.4f");
  mok_csv_add_number (csv, group->cells[column].share, "%.4f");
  mok_csv_add_number (csv, change.difference, "%.4f");
  mok_csv_add_number (csv, change.low, "%.4f");
  mok_csv_add_number (csv, change.high, "%.4f");
  mok_csv_add_number (csv, change.p, "%.4f");
  g_string_append (csv, earlier->synthetic || later->synthetic ? "yes\r\n" : "no\r\n");
}

/**
 * mok_change_new_csv:
 *
 * Returns: (transfer full): the heading line
 */
GString *
mok_change_new_csv (void)
{
  return g_string_new ("question,by,group,group_label,code,label,earlier,later,difference,low,high,p,synthetic\r\n");
}

/**
 * mok_change_append_csv:
 * @csv: of mok_change_new_csv()
 * @language: of labels
 *
 * Appends a line for each group and answer that both tables show.
 */
void
mok_change_append_csv (GString *csv, const MokTable *earlier, const MokTable *later, const char *language)
{
  g_return_if_fail (csv != NULL && earlier != NULL && later != NULL && language != NULL);

  for (guint row = 0; row < later->rows->len; row++)
    {
      const int earlier_row = mok_change_find_row (earlier, later, row);

      for (guint column = 0; earlier_row >= 0 && column < later->columns->len; column++)
        append_cell (csv, earlier, later, (guint) earlier_row, row, column, language);
    }
}
