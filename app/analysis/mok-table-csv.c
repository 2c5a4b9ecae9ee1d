/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table as CSV (RFC 4180, UTF-8): one line for each group and answer, so that spreadsheets and statistics programs
 * read it without knowing the table. Must not write a cell that a spreadsheet would run as a formula.
 */

#include "config.h"

#include "analysis/mok-table.h"

#include <math.h>

#include "base/mok-csv.h"

static void
append_group (GString *csv, const MokTable *self, const MokTableRow *row, const char *language)
{
  mok_csv_add_text (csv, self->question);
  mok_csv_add_text (csv, self->by);
  mok_csv_add_text (csv, self->filter);
  mok_csv_add_text (csv, self->filter_code);
  mok_csv_add_text (csv, row->code);
  mok_csv_add_text (csv, mok_text_get (row->label, language));
}

static void
end_line (GString *csv, const MokTable *self, const char *bound)
{
  mok_csv_add_text (csv, bound);
  g_string_append (csv, self->synthetic ? "yes," : "no,");
  g_string_append (csv, self->weighted ? "yes," : "no,");
  g_string_append (csv, self->unflagged ? "yes\r\n" : "no\r\n");
}

static void
append_row (GString *csv, const MokTable *self, guint number, const char *language)
{
  const MokTableRow *row = mok_table_get_row (self, number);
  const double base = mok_table_get_shown_base (self, number);
  const double asked = mok_table_get_shown_people (self, mok_table_row_get_asked (row));

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MokTableColumn *column = mok_table_get_column (self, i);
      const MokTableCell *cell = &row->cells[i];

      append_group (csv, self, row, language);
      mok_csv_add_number (csv, row->shown ? base : NAN, "%.0f");
      mok_csv_add_text (csv, "answer");
      mok_csv_add_text (csv, column->code);
      mok_csv_add_text (csv, mok_text_get (column->label, language));
      mok_csv_add_number (csv, row->shown && self->exact ? (double) cell->count : NAN, "%.0f");
      mok_csv_add_number (csv, row->shown ? cell->share : NAN, "%.4f");
      mok_csv_add_number (csv, row->shown ? cell->low : NAN, "%.4f");
      mok_csv_add_number (csv, row->shown ? cell->high : NAN, "%.4f");
      end_line (csv, self, row->shown ? mok_bound_get_name (cell->bound) : "not_shown");
    }
  for (int kind = 0; row->shown && kind < MOK_N_MISSING; kind++)
    {
      const MokMissing missing = (MokMissing) kind;
      const gboolean asked_for = missing != MOK_MISSING_NOT_ASKED;
      const double people = mok_table_get_shown_people (self, row->missing[missing]);

      append_group (csv, self, row, language);
      mok_csv_add_number (csv, asked, "%.0f");
      mok_csv_add_text (csv, "missing");
      mok_csv_add_text (csv, mok_missing_get_name (missing));
      mok_csv_add_text (csv, mok_missing_get_label (missing));
      mok_csv_add_number (csv, self->exact || !asked_for ? people : NAN, "%.0f");
      mok_csv_add_number (csv, asked_for ? mok_table_row_get_missing_share (row, missing) : NAN, "%.4f");
      mok_csv_add_number (csv, NAN, "%.4f");
      mok_csv_add_number (csv, NAN, "%.4f");
      end_line (csv, self, NULL);
    }
}

/**
 * mok_table_to_csv:
 * @language: language of the labels
 *
 * One line for each group and answer, then one for each group and kind of missing value, whose base is those asked.
 * Shares and intervals from 0 to 1 with a decimal point in every language. A release has no counts: people to the
 * nearest 5, and of those who did not answer their share. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front. No byte order mark.
 *
 * Returns: (transfer full): UTF-8, lines ended by CR LF (RFC 4180)
 */
char *
mok_table_to_csv (const MokTable *self, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  GString *csv = g_string_new ("question,by,filter,filter_code,group,group_label,base,kind,code,label,count,share,low,"
                               "high,bound,synthetic,weighted,unflagged\r\n");

  for (guint i = 0; i < self->rows->len; i++)
    append_row (csv, self, i, language);
  return g_string_free (csv, FALSE);
}
