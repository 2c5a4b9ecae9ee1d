/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The rows of one sheet. A file names only rows and cells with something in them, some of them without their place. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-workbook-private.h"

/* Rows that merged cells lie over, each counted for each of them: no sheet of a form comes near it. */
#define MAX_MERGED_ROWS 1000000

typedef struct
{
  MokWorkbook *book;
  MokPart *part;
  const char *name; /* of the part */

  GPtrArray *rows; /* (owned) (element-type MokSheetRow): by their number */
  GArray *cells;   /* (owned) (element-type MokSheetCell): of the row that is read */
  guint line;
  guint column; /* of the cell that was read last */
  gboolean in_row;
  guint merged_left;
} Reader;

static gboolean
fail (const Reader *self, GError **error)
{
  mok_package_set_damaged (error, self->name);
  return FALSE;
}

static gboolean
fail_for_columns (GError **error)
{
  g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_TOO_LARGE, _ ("A sheet has at most %d columns."),
               MOK_WORKBOOK_MAX_COLUMNS);
  return FALSE;
}

static gboolean
fail_for_cells (GError **error)
{
  g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_TOO_LARGE, _ ("The workbook has more than %d cells."),
               MOK_WORKBOOK_MAX_CELLS);
  return FALSE;
}

static gboolean
begin_row (Reader *self, GError **error)
{
  const char *text = mok_part_peek_attribute (self->part, "r");
  guint64 line = self->line + 1;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, self->line + 1, 1048576, &line, NULL))
    return fail (self, error);
  self->line = (guint) line;
  self->column = 0;
  self->in_row = !mok_part_is_empty (self->part);
  return TRUE;
}

/* Cells of a row may come in any order, but not twice. */
static gboolean
read_cell (Reader *self, GError **error)
{
  const char *text = mok_part_peek_attribute (self->part, "r");
  MokSheetCell cell = { 0 };
  guint line = self->line;
  guint column = ++self->column;
  MokSheetCell *place;

  if (text != NULL && (!mok_workbook_parse_reference (text, &line, &column, NULL) || line != self->line))
    return fail (self, error);
  self->column = column;
  if (!mok_workbook_read_cell (self->book, self->part, self->name, &cell, error))
    return FALSE;
  if (*cell.text == '\0')
    {
      g_free (cell.text);
      return TRUE;
    }
  cell.line = self->line;
  cell.column = self->column;
  if (self->column <= MOK_WORKBOOK_MAX_COLUMNS)
    {
      if (self->cells->len < self->column)
        g_array_set_size (self->cells, self->column);
      place = &g_array_index (self->cells, MokSheetCell, self->column - 1);
      if (place->text == NULL)
        {
          *place = cell;
          return TRUE;
        }
      g_free (cell.text);
      return fail (self, error);
    }
  g_free (cell.text);
  return fail_for_columns (error);
}

static gboolean
end_row (Reader *self, GError **error)
{
  const guint n = self->cells->len;
  MokSheetRow *row;

  self->in_row = FALSE;
  if (n == 0)
    return TRUE;
  if (n > self->book->cells_left)
    return fail_for_cells (error);
  self->book->cells_left -= n;
  row = g_new0 (MokSheetRow, 1);
  row->line = self->line;
  row->n_cells = n;
  row->cells = g_memdup2 (self->cells->data, n * sizeof (MokSheetCell));
  for (guint i = 0; i < n; i++)
    {
      if (row->cells[i].text == NULL)
        row->cells[i].text = g_strdup ("");
    }
  g_array_set_size (self->cells, 0);
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

/* The first row at or below a line. */
static guint
find_row (const Reader *self, guint line)
{
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (((const MokSheetRow *) g_ptr_array_index (self->rows, middle))->line < line)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Of merged cells only the first one at the top is seen; what the others may still hold is not. */
static gboolean
merge (Reader *self, GError **error)
{
  const char *text = mok_part_peek_attribute (self->part, "ref");
  guint top, left, bottom, right;

  if (text == NULL || !mok_workbook_parse_reference (text, &top, &left, &text))
    return fail (self, error);
  bottom = top;
  right = left;
  if (*text != '\0' && (*text != ':' || !mok_workbook_parse_reference (text + 1, &bottom, &right, NULL)))
    return fail (self, error);
  if (bottom < top || right < left)
    return fail (self, error);
  if (bottom == top && right == left)
    return TRUE;
  for (guint i = find_row (self, top); i < self->rows->len; i++)
    {
      MokSheetRow *row = g_ptr_array_index (self->rows, i);

      if (row->line > bottom)
        break;
      if (self->merged_left-- == 0)
        return fail_for_cells (error);
      for (guint column = left; column <= MIN (right, row->n_cells); column++)
        {
          MokSheetCell *cell = &row->cells[column - 1];

          if (row->line == top && column == left)
            cell->merged = TRUE;
          else
            *cell->text = '\0';
        }
    }
  return TRUE;
}

static gboolean
read_node (Reader *self, GError **error)
{
  if (mok_part_is_start (self->part, 2, "row"))
    return begin_row (self, error);
  if (self->in_row && mok_part_is_start (self->part, 3, "c"))
    return read_cell (self, error);
  if (self->in_row && mok_part_is_end (self->part, 2, "row"))
    return end_row (self, error);
  if (mok_part_is_start (self->part, 2, "mergeCell"))
    return merge (self, error);
  return TRUE;
}

/* Empty cells at the end are none, and what is left may be a blank row. */
static void
take_rows (Reader *self, MokSheet *sheet)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      MokSheetRow *row = g_steal_pointer (&self->rows->pdata[i]);

      while (row->n_cells > 0 && *row->cells[row->n_cells - 1].text == '\0')
        g_free (row->cells[--row->n_cells].text);
      if (row->n_cells > 0)
        mok_sheet_take_row (sheet, row);
      else
        mok_sheet_row_free (row);
    }
}

static void
cell_clear (gpointer data)
{
  g_free (((MokSheetCell *) data)->text);
}

static void
row_free (gpointer data)
{
  if (data != NULL)
    mok_sheet_row_free (data);
}

/**
 * mok_workbook_read_sheet:
 * @part: the name of the part
 * @sheet: gets the rows that are not blank
 *
 * Returns: %FALSE with an error of %MOK_PACKAGE_ERROR; the place is where it was then
 */
gboolean
mok_workbook_read_sheet (MokWorkbook *self, const char *part, MokSheet *sheet, GError **error)
{
  g_autoptr (MokPart) opened = mok_part_open (self->package, part, error);
  Reader reader = { .book = self, .part = opened, .name = part, .merged_left = MAX_MERGED_ROWS };
  gboolean is_sheet = FALSE;
  GError *problem = NULL;

  if (opened == NULL)
    return FALSE;
  reader.rows = g_ptr_array_new_with_free_func (row_free);
  reader.cells = g_array_new (FALSE, TRUE, sizeof (MokSheetCell));
  while (problem == NULL && mok_part_next (opened, &problem))
    {
      is_sheet |= mok_part_is_start (opened, 0, "worksheet");
      read_node (&reader, &problem);
    }
  if (problem == NULL && !is_sheet)
    g_set_error (&problem, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_OTHER_KIND, _ ("The sheet “%s” is no table."),
                 sheet->title);
  if (problem == NULL)
    take_rows (&reader, sheet);
  else
    {
      self->place->line = reader.line;
      self->place->column = reader.column;
      g_propagate_error (error, problem);
    }

  /* Those of a row that was not finished. */
  g_array_set_clear_func (reader.cells, cell_clear);
  g_array_unref (reader.cells);
  g_ptr_array_unref (reader.rows);
  return problem == NULL;
}
