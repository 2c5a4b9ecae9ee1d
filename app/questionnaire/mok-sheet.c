/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A workbook in one CSV file, in the dialect of pyxform: a first column that is empty but for the name of a sheet,
 * which stands on a line of its own (or before the header); then the header; then the rows.
 * Must not know what the columns mean.
 */

#include "config.h"

#include "questionnaire/mok-sheet.h"

#include <string.h>

#include "base/mok-csv.h"

void
mok_sheet_row_free (MokSheetRow *row)
{
  g_return_if_fail (row != NULL);

  for (guint i = 0; i < row->n_cells; i++)
    g_free (row->cells[i].text);
  g_free (row->cells);
  g_free (row);
}

void
mok_sheet_free (MokSheet *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->title);
  g_clear_pointer (&self->header, mok_sheet_row_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/**
 * mok_sheet_new:
 * @name: its name as it was written
 * @title: (nullable): the name again, in a spreadsheet, whose cells have places of their own
 * @line: where it begins in the file; 0 in a spreadsheet
 *
 * Returns: (transfer full): a sheet without rows
 */
MokSheet *
mok_sheet_new (const char *name, const char *title, guint line)
{
  g_return_val_if_fail (name != NULL, NULL);

  MokSheet *self = g_new0 (MokSheet, 1);

  self->name = g_utf8_strdown (name, -1);
  self->title = g_strdup (title);
  self->line = line;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_sheet_row_free);
  return self;
}

/**
 * mok_sheet_take_row:
 * @row: (transfer full): one that is not blank
 *
 * Adds a row; the first one is the header.
 */
void
mok_sheet_take_row (MokSheet *self, MokSheetRow *row)
{
  g_return_if_fail (self != NULL && row != NULL);

  for (guint i = 0; i < row->n_cells; i++)
    row->cells[i].sheet = self;
  if (self->header == NULL)
    self->header = row;
  else
    g_ptr_array_add (self->rows, row);
}

/* Moves a place behind one character of the file. */
static void
advance (guint *line, guint *column, char byte, gboolean quoted)
{
  if (byte == '\n')
    {
      (*line)++;
      *column = 1;
    }
  else if ((byte & 0xC0) != 0x80)
    *column += byte == '"' && quoted ? 2 : 1;
}

static MokSheetRow *
row_new (const MokCsvCell *cells, guint n_cells)
{
  MokSheetRow *row = g_new0 (MokSheetRow, 1);

  row->line = cells[0].line;
  row->n_cells = n_cells;
  row->cells = g_new0 (MokSheetCell, n_cells);
  for (guint i = 0; i < n_cells; i++)
    {
      const char *text = cells[i].text;
      MokSheetCell *cell = &row->cells[i];

      cell->line = cells[i].line;
      cell->column = cells[i].column + (cells[i].quoted ? 1 : 0);
      cell->quoted = cells[i].quoted;
      while (g_ascii_isspace (*text))
        advance (&cell->line, &cell->column, *text++, cell->quoted);
      cell->text = g_strchomp (g_strdup (text));
    }
  return row;
}

static gboolean
is_blank (const MokSheetRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      if (*row->cells[i].text != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  GPtrArray *sheets = data;
  MokSheetRow *row;

  if (cells[0].length > 0)
    {
      g_autofree char *name = g_strstrip (g_strdup (cells[0].text));

      if (*name != '\0')
        g_ptr_array_add (sheets, mok_sheet_new (name, NULL, cells[0].line));
    }
  if (n_cells < 2)
    return TRUE;
  row = row_new (cells + 1, n_cells - 1);
  if (is_blank (row))
    {
      mok_sheet_row_free (row);
      return TRUE;
    }
  if (sheets->len == 0)
    g_ptr_array_add (sheets, mok_sheet_new ("", NULL, row->line));
  mok_sheet_take_row (g_ptr_array_index (sheets, sheets->len - 1), row);
  return TRUE;
}

/**
 * mok_sheet_read_csv:
 * @bytes: (array length=length): a workbook in one CSV file
 * @line: (out): where reading failed
 * @column: (out): where reading failed
 *
 * Rows before the first sheet name belong to a sheet whose name is empty.
 *
 * Returns: (transfer full) (nullable) (element-type MokSheet): the sheets in the order of the file; %NULL with an error
 *   of %MOK_CSV_ERROR
 */
GPtrArray *
mok_sheet_read_csv (const char *bytes, gsize length, guint *line, guint *column, GError **error)
{
  g_return_val_if_fail ((bytes != NULL || length == 0) && line != NULL && column != NULL, NULL);

  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_sheet_free);
  g_autoptr (MokCsvReader) reader = mok_csv_reader_new (take_row, sheets);

  if (!mok_csv_reader_feed (reader, bytes, length, error) || !mok_csv_reader_finish (reader, error))
    {
      mok_csv_reader_get_place (reader, line, column);
      return NULL;
    }
  return g_steal_pointer (&sheets);
}

/**
 * mok_sheet_row_get:
 *
 * Returns: (transfer none) (nullable): the cell number @index, from 0; %NULL where it is empty or the row is shorter
 */
const MokSheetCell *
mok_sheet_row_get (const MokSheetRow *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return index < self->n_cells && *self->cells[index].text != '\0' ? &self->cells[index] : NULL;
}

/**
 * mok_sheet_cell_get_place:
 * @offset: bytes from the start of the text
 * @line: (out): 1-based line of the file
 * @column: (out): 1-based character in it
 *
 * Says where in the file a part of a cell stands: in a spreadsheet, which cell it is.
 */
void
mok_sheet_cell_get_place (const MokSheetCell *self, gsize offset, guint *line, guint *column)
{
  g_return_if_fail (self != NULL && line != NULL && column != NULL);

  *line = self->line;
  *column = self->column;
  /* The cell is all that a spreadsheet shows of a place. */
  if (self->sheet->title != NULL)
    return;
  for (gsize i = 0; i < offset && self->text[i] != '\0'; i++)
    advance (line, column, self->text[i], self->quoted);
}
