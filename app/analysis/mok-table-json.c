/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table as JSON, in the shape that scripts depend on (docs: `table --format json`).
 * Must not round shares to whole points: scripts do their own arithmetic.
 */

#include "config.h"

#include "analysis/mok-table.h"

#include <math.h>
#include <string.h>

static void
append_string (GString *json, const char *text)
{
  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      const guchar byte = (guchar) *at;

      if (byte == '"' || byte == '\\')
        g_string_append_printf (json, "\\%c", byte);
      else if (byte < 0x20 || byte == 0x7f)
        g_string_append_printf (json, "\\u%04x", byte);
      else
        g_string_append_c (json, *at);
    }
  g_string_append_c (json, '"');
}

/* Six places are more than any sample carries, and keep binary noise out of the text. */
static void
append_number (GString *json, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    {
      g_string_append (json, "null");
      return;
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.6f", number);

  gsize length = strlen (buffer);

  while (buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.')
    length--;
  g_string_append_len (json, buffer, (gssize) length);
}

static void
append_cell (GString *json,
             const MokTable *self,
             const MokTableColumn *column,
             const MokTableCell *cell,
             const char *language)
{
  g_string_append (json, "{\"code\": ");
  append_string (json, column->code);
  g_string_append (json, ", \"label\": ");
  append_string (json, mok_text_get (column->label, language));
  if (self->exact)
    g_string_append_printf (json, ", \"count\": %" G_GINT64_FORMAT, cell->count);
  g_string_append (json, ", \"share\": ");
  append_number (json, cell->share);
  g_string_append (json, ", \"low\": ");
  append_number (json, cell->low);
  g_string_append (json, ", \"high\": ");
  append_number (json, cell->high);
  g_string_append (json, ", \"bound\": ");
  append_string (json, mok_bound_get_name (cell->bound));
  g_string_append_c (json, '}');
}

static void
append_row (GString *json, const MokTable *self, const MokTableRow *row, const char *language)
{
  g_string_append (json, "    {\"group\": ");
  append_string (json, row->code);
  g_string_append (json, ", \"base\": ");
  append_number (json, row->shown ? row->base : NAN);
  g_string_append (json, ", \"cells\": [");
  for (guint i = 0; row->shown && i < self->columns->len; i++)
    {
      g_string_append (json, i == 0 ? "\n      " : ",\n      ");
      append_cell (json, self, mok_table_get_column (self, i), &row->cells[i], language);
    }
  g_string_append (json, "],\n     \"missing\": ");
  if (!row->shown)
    g_string_append (json, "null");
  for (int kind = 0; row->shown && kind < MOK_N_MISSING; kind++)
    {
      g_string_append_printf (json, "%s\"%s\": ", kind == 0 ? "{" : ", ", mok_missing_get_name ((MokMissing) kind));
      append_number (json, row->missing[kind]);
    }
  g_string_append (json, row->shown ? "}}" : "}");
}

/**
 * mok_table_to_json:
 * @language: language of the labels
 *
 * The whole table as one JSON object: shares and intervals from 0 to 1, bases and missing kinds in respondents, `count`
 * in exact tables only. The group of all respondents is "". A group that is not shown has neither base nor cells. The
 * member `synthetic` says that the data is simulated.
 *
 * Returns: (transfer full): UTF-8, with a line break at the end
 */
char *
mok_table_to_json (const MokTable *self, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  GString *json = g_string_new ("{\n  \"question\": ");
  g_autofree char *filter = NULL;

  append_string (json, self->question);
  g_string_append (json, ",\n  \"base\": ");
  append_number (json, self->rows->len > 0 ? mok_table_get_row (self, 0)->base : 0);
  g_string_append (json, ",\n  \"by\": ");
  append_string (json, self->by);
  g_string_append (json, ",\n  \"filter\": ");
  if (self->filter != NULL)
    filter = g_strconcat (self->filter, "=", self->filter_code, NULL);
  append_string (json, filter);
  g_string_append_printf (json, ",\n  \"exact\": %s", self->exact ? "true" : "false");
  g_string_append_printf (json, ",\n  \"synthetic\": %s", self->synthetic ? "true" : "false");
  g_string_append (json, ",\n  \"rows\": [");
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_string_append (json, i == 0 ? "\n" : ",\n");
      append_row (json, self, mok_table_get_row (self, i), language);
    }
  g_string_append (json, "\n  ]\n}\n");
  return g_string_free (json, FALSE);
}
