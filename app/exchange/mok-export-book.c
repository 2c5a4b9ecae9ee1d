/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Texts, links and names in a workbook. Every text is written as a text: a spreadsheet runs none of them. Must not know
 * tables.
 */

#include "config.h"

#include "exchange/mok-export-book-private.h"

#include <string.h>

/* Of a sheet's name, in UTF-16 as Excel counts. */
#define MAX_NAME 31

/**
 * mok_export_book_keep:
 *
 * Remembers the first thing that went wrong.
 */
void
mok_export_book_keep (MokExportBook *self, lxw_error error)
{
  if (self->error == LXW_NO_ERROR)
    self->error = error;
}

void
mok_export_book_write (MokExportBook *self,
                       lxw_worksheet *sheet,
                       lxw_row_t row,
                       lxw_col_t column,
                       const char *text,
                       MokStyle style)
{
  mok_export_book_keep (self, worksheet_write_string (sheet, row, column, text, self->styles[style]));
}

void
mok_export_book_write_link (MokExportBook *self,
                            lxw_worksheet *sheet,
                            lxw_row_t row,
                            lxw_col_t column,
                            const char *link,
                            const char *text)
{
  mok_export_book_keep (self,
                        worksheet_write_url_opt (sheet, row, column, link, self->styles[MOK_STYLE_LINK], text, NULL));
}

/**
 * mok_export_book_write_note:
 * @n_columns: over how many columns it goes, from the first on
 * @width: of these together, in letters
 *
 * Returns: the next row
 */
lxw_row_t
mok_export_book_write_note (MokExportBook *self,
                            lxw_worksheet *sheet,
                            lxw_row_t row,
                            lxw_col_t n_columns,
                            guint width,
                            const char *text)
{
  const guint n_lines = mok_export_text_get_n_lines (text, width);

  if (n_columns > 1)
    mok_export_book_keep (self, worksheet_merge_range (sheet, row, 0, row, (lxw_col_t) (n_columns - 1), text,
                                                       self->styles[MOK_STYLE_NOTE]));
  else
    mok_export_book_write (self, sheet, row, 0, text, MOK_STYLE_NOTE);
  mok_export_book_keep (self, worksheet_set_row (sheet, row, MOK_EXPORT_LINE_HEIGHT * n_lines + 2, NULL));
  return row + 1;
}

/**
 * mok_export_text_get_width:
 *
 * Returns: how wide a text is, in letters: Hangul takes two
 */
guint
mok_export_text_get_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar letter = g_utf8_get_char (at);

      width += g_unichar_iszerowidth (letter) ? 0 : g_unichar_iswide (letter) ? 2 : 1;
    }
  return width;
}

/**
 * mok_export_text_get_n_lines:
 *
 * Returns: how many lines of @width letters a text takes, with some room for breaks between words
 */
guint
mok_export_text_get_n_lines (const char *text, guint width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += MAX (1, (mok_export_text_get_width (lines[i]) * 11 / 10 + width - 1) / MAX (width, 1));
  return MAX (n, 1);
}

static gboolean
is_allowed (gunichar letter)
{
  return g_unichar_isprint (letter) && (letter >= 0x80 || strchr ("[]:*?/\\'", (int) letter) == NULL);
}

/**
 * mok_export_sheet_dup_name:
 * @number: of the sheet: makes the name the only one
 * @title: somebody's words
 * @kind: (nullable): what stands behind it
 *
 * Returns: (transfer full): a name that Excel takes: at most 31 letters, none of []:*?/\ and no apostrophe
 */
char *
mok_export_sheet_dup_name (guint number, const char *title, const char *kind)
{
  g_autofree char *suffix = kind != NULL ? g_strdup_printf (" – %s", kind) : g_strdup ("");
  const guint reserved = (guint) g_utf8_strlen (suffix, -1);
  GString *name = g_string_new (NULL);
  guint length;

  g_string_printf (name, "%u ", number);
  length = (guint) name->len;
  for (const char *at = title; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar letter = is_allowed (g_utf8_get_char (at)) ? g_utf8_get_char (at) : ' ';

      length += letter > 0xffff ? 2 : 1;
      if (length + reserved > MAX_NAME)
        break;
      g_string_append_unichar (name, letter);
    }
  g_string_append (name, suffix);
  g_strchomp (name->str);
  return g_string_free (name, FALSE);
}

/**
 * mok_export_sheet_dup_link:
 *
 * Returns: (transfer full): the address of the first cell of a sheet
 */
char *
mok_export_sheet_dup_link (const char *name)
{
  return g_strdup_printf ("internal:'%s'!A1", name);
}
