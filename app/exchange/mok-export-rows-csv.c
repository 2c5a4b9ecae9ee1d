/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows of an open survey as CSV: codes of the form, and words for what is missing. Must not write texts. */

#include "config.h"

#include "exchange/mok-export-rows-private.h"

#include "base/mok-csv.h"
#include "release/mok-rows.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define BUFFER (256 * 1024)

/* Of 1970-01-01, as GDate counts days. */
#define JULIAN_OF_1970 719163

static void
append_date (GString *csv, gint32 days)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (days + JULIAN_OF_1970));
  g_string_append_printf (csv, "%04u-%02u-%02u", g_date_get_year (&date), (guint) g_date_get_month (&date),
                          g_date_get_day (&date));
}

static void
append_cell (GString *csv, const MokExportColumn *column, const MokAnswers *answers)
{
  const MokAnswer *answer = mok_answers_get (answers, column->index);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  MokMissing missing;

  if (mok_export_column_is_missing (column, answers, &missing))
    {
      g_string_append (csv, mok_missing_get_name (missing));
      return;
    }
  if (column->question->kind == MOK_QUESTION_SINGLE)
    mok_csv_write_text (csv, mok_choice_list_get (column->question->choices, answer->choice)->code);
  else if (column->question->kind == MOK_QUESTION_DATE)
    append_date (csv, answer->date);
  else
    g_string_append (csv, g_ascii_dtostr (buffer, sizeof buffer, mok_export_column_get_number (column, answers)));
}

static gboolean
append_row (const MokAnswers *answers, gpointer data, GError **error)
{
  const MokExportRows *self = data;

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (self->file->waiting, ',');
      append_cell (self->file->waiting, g_ptr_array_index (self->columns, i), answers);
    }
  g_string_append (self->file->waiting, "\r\n");
  return mok_export_file_flush (self->file, BUFFER, error);
}

/**
 * mok_export_rows_write_csv:
 *
 * Returns: whether everything was written
 */
gboolean
mok_export_rows_write_csv (const MokExportRows *self, GError **error)
{
  g_string_append (self->file->waiting, BYTE_ORDER_MARK);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const MokExportColumn *column = g_ptr_array_index (self->columns, i);

      g_string_append_printf (self->file->waiting, "%s%s", i > 0 ? "," : "", column->name);
    }
  g_string_append (self->file->waiting, "\r\n");
  return mok_rows_foreach (self->survey, self->key, append_row, (gpointer) self, self->progress, self->progress_data,
                           self->cancellable, error);
}
