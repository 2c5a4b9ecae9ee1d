/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table of one question by groups of respondents: a value that is filled once and then only read.
 * Must not know where its numbers come from, nor how they are drawn.
 */

#include "config.h"

#include "analysis/mok-table.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-statistics.h"

static void
column_free (gpointer data)
{
  MokTableColumn *column = data;

  g_free (column->code);
  mok_text_unref (column->label);
  g_free (column);
}

static void
row_free (gpointer data)
{
  MokTableRow *row = data;

  g_free (row->code);
  mok_text_unref (row->label);
  g_free (row->cells);
  g_free (row);
}

/* Tables always have labels, so that nobody who reads one has to ask. */
static MokText *
ref_or_new (MokText *text)
{
  return text != NULL ? mok_text_ref (text) : mok_text_new ();
}

/**
 * mok_table_new:
 * @question: variable of the question
 *
 * A table without columns and rows, of a nominal scale, with empty titles. Add the columns first, then the rows, then
 * fill the cells; afterwards the table is only read and may be shared between threads.
 *
 * Returns: (transfer full): the table
 */
MokTable *
mok_table_new (const char *question)
{
  g_return_val_if_fail (question != NULL, NULL);

  MokTable *self = g_new0 (MokTable, 1);

  g_atomic_ref_count_init (&self->refs);
  self->question = g_strdup (question);
  self->title = mok_text_new ();
  self->wording = mok_text_new ();
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  return self;
}

MokTable *
mok_table_ref (MokTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_table_unref (MokTable *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->question);
  g_clear_pointer (&self->title, mok_text_unref);
  g_clear_pointer (&self->wording, mok_text_unref);
  g_clear_pointer (&self->period, mok_text_unref);
  g_free (self->by);
  g_clear_pointer (&self->by_title, mok_text_unref);
  g_free (self->by_refusal);
  g_free (self->filter);
  g_free (self->filter_code);
  g_clear_pointer (&self->filter_title, mok_text_unref);
  g_clear_pointer (&self->filter_label, mok_text_unref);
  g_clear_pointer (&self->article, mok_text_unref);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * mok_table_add_column:
 * @code: code of the answer
 * @label: (nullable) (transfer none): its wording
 *
 * Only while the table has no rows.
 *
 * Returns: (transfer none): the column, for its other fields
 */
MokTableColumn *
mok_table_add_column (MokTable *self, const char *code, MokText *label)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);
  g_return_val_if_fail (self->rows->len == 0, NULL);

  MokTableColumn *column = g_new0 (MokTableColumn, 1);

  column->code = g_strdup (code);
  column->label = ref_or_new (label);
  column->low = column->high = NAN;
  g_ptr_array_add (self->columns, column);
  return column;
}

/**
 * mok_table_add_row:
 * @code: code of the group; "" for all respondents, who come first
 * @label: (nullable) (transfer none): its name
 *
 * Adds a row that is shown, of base 0, with one cell for each column: no count (-1), no share and no interval (NAN).
 *
 * Returns: (transfer none): the row, to be filled
 */
MokTableRow *
mok_table_add_row (MokTable *self, const char *code, MokText *label)
{
  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  MokTableRow *row = g_new0 (MokTableRow, 1);

  row->code = g_strdup (code);
  row->label = ref_or_new (label);
  row->shown = TRUE;
  row->cells = g_new0 (MokTableCell, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    row->cells[i] = (MokTableCell){ .count = -1, .share = NAN, .low = NAN, .high = NAN };
  g_ptr_array_add (self->rows, row);
  return row;
}

MokTableColumn *
mok_table_get_column (const MokTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, column);
}

MokTableRow *
mok_table_get_row (const MokTable *self, guint row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, row);
}

/**
 * mok_table_find_column:
 *
 * Returns: the number of the answer with this code; -1 where there is none
 */
int
mok_table_find_column (const MokTable *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, -1);

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (strcmp (mok_table_get_column (self, i)->code, code) == 0)
        return (int) i;
    }
  return -1;
}

/**
 * mok_table_find_row:
 *
 * Returns: the number of the group with this code; -1 where there is none
 */
int
mok_table_find_row (const MokTable *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, -1);

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (strcmp (mok_table_get_row (self, i)->code, code) == 0)
        return (int) i;
    }
  return -1;
}

/**
 * mok_table_find_shown_row:
 *
 * Returns: the number of the group with this code; -1 where there is none with figures
 */
int
mok_table_find_shown_row (const MokTable *self, const char *code)
{
  const int number = mok_table_find_row (self, code);
  const MokTableRow *row = number >= 0 ? mok_table_get_row (self, (guint) number) : NULL;

  return row != NULL && row->shown && row->base > 0 ? number : -1;
}

/**
 * mok_table_is_possible:
 *
 * Returns: %FALSE for an outcome that the law makes impossible in a group of a release: its interval is 0 to 0, since
 *   there is nothing to estimate, and so nothing that could change
 */
gboolean
mok_table_is_possible (const MokTable *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, FALSE);

  return self->exact || mok_table_get_row (self, row)->cells[column].high > 0;
}

/**
 * mok_table_row_get_asked:
 *
 * Returns: respondents of the row who were asked: the base, and those who left it blank, were not sure or preferred
 *   not to answer
 */
double
mok_table_row_get_asked (const MokTableRow *row)
{
  g_return_val_if_fail (row != NULL, 0);

  return row->base + row->missing[MOK_MISSING_BLANK] + row->missing[MOK_MISSING_NOT_SURE]
         + row->missing[MOK_MISSING_REFUSED];
}

/**
 * mok_table_row_get_missing_share:
 *
 * Returns: respondents with this kind of missing value, as a share of those asked, 0 to 1; NAN where nobody was asked.
 *   Estimates below 0 count as 0
 */
double
mok_table_row_get_missing_share (const MokTableRow *row, MokMissing missing)
{
  g_return_val_if_fail (row != NULL && missing < MOK_N_MISSING, NAN);

  const double asked = mok_table_row_get_asked (row);

  return asked > 0 ? CLAMP (row->missing[missing] / asked, 0, 1) : NAN;
}

/**
 * mok_table_get_shown_people:
 * @people: a base, or how many were asked, or were not
 *
 * Returns: a number of people as it is shown: exact, or an estimate to the nearest 5, ties up
 */
double
mok_table_get_shown_people (const MokTable *self, double people)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->exact ? people : 5 * floor (MAX (people, 0) / 5 + 0.5);
}

/**
 * mok_table_get_shown_base:
 *
 * Returns: the base of a row as it is shown, see mok_table_get_shown_people()
 */
double
mok_table_get_shown_base (const MokTable *self, guint row)
{
  return mok_table_get_shown_people (self, mok_table_get_row (self, row)->base);
}

/**
 * mok_table_cell_get_bound_points:
 *
 * Returns: of a cell with a bound, the end of its interval that is shown: rounded outward to 5 percentage points
 */
int
mok_table_cell_get_bound_points (const MokTableCell *cell)
{
  g_return_val_if_fail (cell != NULL && cell->bound != MOK_BOUND_NONE, 0);

  return cell->bound == MOK_BOUND_AT_MOST ? 5 * (int) ceil (20 * cell->high - 1e-9)
                                          : 5 * (int) floor (20 * cell->low + 1e-9);
}

/**
 * mok_table_get_points:
 * @row: number of a row
 * @points: (out caller-allocates): one number for each column
 *
 * The shares of a row in whole percentage points, as every text, chart and report shows them: by largest remainder, so
 * that they add to 100; those of several answers each are rounded one by one. A share that does not exist is -1.
 */
void
mok_table_get_points (const MokTable *self, guint row, int *points)
{
  g_return_if_fail (self != NULL && row < self->rows->len && points != NULL);

  const guint n = self->columns->len;
  const MokTableCell *cells = mok_table_get_row (self, row)->cells;
  g_autofree double *shares = g_new0 (double, n);

  for (guint i = 0; i < n; i++)
    shares[i] = cells[i].share;
  if (self->scale != MOK_SCALE_MULTIPLE)
    mok_largest_remainder (shares, points, n, 100);
  for (guint i = 0; i < n; i++)
    {
      if (isnan (shares[i]))
        points[i] = -1;
      else if (self->scale == MOK_SCALE_MULTIPLE)
        points[i] = (int) floor (100 * shares[i] + 0.5);
    }
}

/**
 * mok_missing_get_name:
 *
 * Returns: the stable word for scripts: `not_asked`, `blank`, `not_sure` or `refused`
 */
const char *
mok_missing_get_name (MokMissing missing)
{
  static const char *const names[MOK_N_MISSING] = { "not_asked", "blank", "not_sure", "refused" };

  g_return_val_if_fail (missing < MOK_N_MISSING, NULL);

  return names[missing];
}

/**
 * mok_missing_get_label:
 *
 * Returns: the words for people, in the current language
 */
const char *
mok_missing_get_label (MokMissing missing)
{
  switch (missing)
    {
    case MOK_MISSING_NOT_ASKED:
      return _ ("Not asked");
    case MOK_MISSING_BLANK:
      return _ ("Left blank");
    case MOK_MISSING_NOT_SURE:
      return _ ("Not sure");
    case MOK_MISSING_REFUSED:
      return _ ("Prefer not to answer");
    case MOK_N_MISSING:
      break;
    }
  g_return_val_if_reached (NULL);
}

/**
 * mok_bound_get_name:
 *
 * Returns: (nullable): the stable word for scripts, `at_most` or `at_least`; %NULL for a share as it is
 */
const char *
mok_bound_get_name (MokBound bound)
{
  switch (bound)
    {
    case MOK_BOUND_AT_MOST:
      return "at_most";
    case MOK_BOUND_AT_LEAST:
      return "at_least";
    case MOK_BOUND_NONE:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}
