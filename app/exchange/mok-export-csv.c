/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All tables in one CSV file (RFC 4180), one line for each group and answer. UTF-8 with a byte order mark: without it
 * Excel takes the file for one of the computer's old code page, and Hangul is lost. Must not write a cell that a
 * spreadsheet would run as a formula.
 */

#include "config.h"

#include "exchange/mok-export-private.h"

#include <math.h>

#include "base/mok-csv.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* What may wait in memory. */
#define BUFFER (256 * 1024)

static gboolean
append_figure (const MokTable *table, const MokExportFigure *figure, gpointer data, GError **error)
{
  const MokExport *self = data;
  const char *language = self->options->language;
  GString *csv = self->file->waiting;

  mok_csv_add_text (csv, table->question);
  mok_csv_add_text (csv, mok_text_get (table->title, language));
  mok_csv_add_text (csv, mok_text_get (table->wording, language));
  mok_csv_add_text (csv, table->by);
  mok_csv_add_text (csv, table->by != NULL ? mok_text_get (table->by_title, language) : NULL);
  mok_csv_add_text (csv, table->filter);
  mok_csv_add_text (csv, table->filter_code);
  mok_csv_add_text (csv, table->filter != NULL ? mok_text_get (table->filter_label, language) : NULL);
  mok_csv_add_text (csv, figure->row->code);
  mok_csv_add_text (csv, mok_text_get (figure->row->label, language));
  mok_csv_add_number (csv, figure->base, "%.0f");
  mok_csv_add_text (csv, figure->kind);
  mok_csv_add_text (csv, figure->code);
  mok_csv_add_text (csv, figure->label);
  mok_csv_add_number (csv, figure->count, "%.0f");
  mok_csv_add_number (csv, figure->share, "%.4f");
  mok_csv_add_number (csv, figure->low, "%.4f");
  mok_csv_add_number (csv, figure->high, "%.4f");
  mok_csv_add_text (csv, figure->bound);
  mok_csv_add_number (csv, figure->percent >= 0 ? figure->percent : (double) NAN, "%.0f");
  g_string_append (csv, table->weighted ? "yes," : "no,");
  g_string_append (csv, table->synthetic ? "yes\r\n" : "no\r\n");
  return mok_export_file_flush (self->file, BUFFER, error);
}

/**
 * mok_export_write_csv:
 *
 * Returns: whether everything was written
 */
gboolean
mok_export_write_csv (const MokExport *self, GError **error)
{
  g_autoptr (GArray) requests = mok_export_list_requests (self->cube, self->options->filters);

  g_string_append (self->file->waiting,
                   BYTE_ORDER_MARK "question,title,wording,by,by_title,filter,filter_code,filter_label,group,"
                                   "group_label,base,kind,code,label,count,share,low,high,bound,percent,weighted,"
                                   "synthetic\r\n");
  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (MokTable) table =
          mok_export_request_load (&g_array_index (requests, MokExportRequest, i), self->cube, NULL);

      if (!mok_export_check (self, (double) i / requests->len, error)
          || (table != NULL
              && !mok_export_foreach_figure (table, self->options->language, append_figure, (gpointer) self, error)))
        return FALSE;
    }
  return TRUE;
}
