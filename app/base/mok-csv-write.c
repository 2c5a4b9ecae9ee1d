/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The CSV writer: what it writes, the reader reads back. Must not know what the table means. */

#include "config.h"

#include "base/mok-csv.h"

#include <math.h>
#include <string.h>

static gboolean
needs_quotes (const char *text)
{
  const gsize length = strlen (text);

  if (length == 0)
    return FALSE;
  return strpbrk (text, "\",\r\n") != NULL || text[0] == ' ' || text[length - 1] == ' '
         || g_str_has_prefix (text, "\xEF\xBB\xBF");
}

/**
 * mok_csv_write_cell:
 * @out: where to
 * @text: UTF-8
 *
 * Appends one cell, in quotation marks only where it needs them.
 */
void
mok_csv_write_cell (GString *out, const char *text)
{
  g_return_if_fail (out != NULL && text != NULL);

  if (!needs_quotes (text))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

/* What spreadsheets take for the start of a formula, the full-width forms included (OWASP, "CSV injection"). */
static gboolean
looks_like_formula (const char *text)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      if (g_str_has_prefix (text, starts[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_csv_write_text:
 * @out: where to
 * @text: UTF-8, somebody's words
 *
 * Appends one cell. A text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
void
mok_csv_write_text (GString *out, const char *text)
{
  g_return_if_fail (out != NULL && text != NULL);

  g_autofree char *harmless = looks_like_formula (text) ? g_strconcat ("'", text, NULL) : NULL;

  mok_csv_write_cell (out, harmless != NULL ? harmless : text);
}

/**
 * mok_csv_add_text:
 * @text: (nullable): UTF-8, somebody's words; %NULL for an empty cell
 *
 * mok_csv_write_text(), and the comma to the next cell.
 */
void
mok_csv_add_text (GString *out, const char *text)
{
  g_return_if_fail (out != NULL);

  if (text != NULL)
    mok_csv_write_text (out, text);
  g_string_append_c (out, ',');
}

/**
 * mok_csv_add_number:
 * @number: NAN for an empty cell
 * @format: as for g_ascii_formatd()
 *
 * Appends a number with a decimal point in every language, and the comma to the next cell.
 */
void
mok_csv_add_number (GString *out, double number, const char *format)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (out != NULL && format != NULL);

  if (!isnan (number))
    g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, format, number));
  g_string_append_c (out, ',');
}

/**
 * mok_csv_write_row:
 * @cells: (array length=n_cells): UTF-8
 *
 * Appends one row and a line feed.
 */
void
mok_csv_write_row (GString *out, const char *const *cells, gsize n_cells)
{
  g_return_if_fail (out != NULL && cells != NULL && n_cells > 0);

  for (gsize i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      mok_csv_write_cell (out, cells[i]);
    }
  g_string_append_c (out, '\n');
}
