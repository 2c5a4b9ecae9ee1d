/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One cell of a sheet: what it holds, as the text that somebody typed. */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-workbook-private.h"

#define MAX_ROW 1048576
#define MAX_COLUMN 16384

/**
 * mok_workbook_parse_reference:
 * @text: such as "C12"
 * @end: (out) (optional): what is behind it; else nothing may be
 *
 * Returns: whether it is the place of a cell
 */
gboolean
mok_workbook_parse_reference (const char *text, guint *row, guint *column, const char **end)
{
  guint number = 0;

  for (; g_ascii_isalpha (*text) && number <= MAX_COLUMN; text++)
    number = number * 26 + (guint) (g_ascii_toupper (*text) - 'A' + 1);
  *column = number;
  for (number = 0; g_ascii_isdigit (*text) && number <= MAX_ROW; text++)
    number = number * 10 + (guint) g_ascii_digit_value (*text);
  *row = number;
  if (end != NULL)
    *end = text;
  return *column > 0 && *column <= MAX_COLUMN && *row > 0 && *row <= MAX_ROW && (end != NULL || *text == '\0');
}

typedef struct
{
  char type[16]; /* attribute "t" */
  guint style;
  gboolean has_formula;
  gboolean has_value;
  GString *formula; /* (owned) */
  GString *value;   /* (owned) */
} Content;

static gboolean
read_content (MokPart *part, Content *content, GError **error)
{
  const int depth = mok_part_get_depth (part);
  const char *attribute = mok_part_peek_attribute (part, "t");
  GError *problem = NULL;
  guint64 style = 0;

  g_strlcpy (content->type, attribute != NULL ? attribute : "n", sizeof content->type);
  attribute = mok_part_peek_attribute (part, "s");
  if (attribute != NULL)
    g_ascii_string_to_unsigned (attribute, 10, 0, G_MAXUINT, &style, NULL);
  content->style = (guint) style;
  if (mok_part_is_empty (part))
    return TRUE;
  while (problem == NULL && mok_part_next_inside (part, depth, &problem))
    {
      if (mok_part_is_start (part, depth + 1, "f"))
        {
          content->has_formula = TRUE;
          mok_part_read_text (part, content->formula, &problem);
        }
      else if (mok_part_is_start (part, depth + 1, "v"))
        {
          content->has_value = TRUE;
          mok_part_read_text (part, content->value, &problem);
        }
      else if (mok_part_is_start (part, depth + 1, "is"))
        mok_part_read_string (part, content->value, &problem);
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* Returns: NULL when it is no number. */
static char *
dup_number (const MokWorkbook *self, const Content *content, gboolean *is_date)
{
  static const MokNumberFormat general;
  const MokNumberFormat *format =
      content->style < self->formats->len ? &g_array_index (self->formats, MokNumberFormat, content->style) : &general;
  char *end;
  const double number = g_ascii_strtod (content->value->str, &end);

  if (end == content->value->str || *end != '\0' || !isfinite (number))
    return NULL;
  return mok_number_format_apply (format, number, self->since_1904, is_date);
}

/* "2026-05-01T00:00:00.000Z" -> "2026-05-01" */
static char *
dup_day (const char *text)
{
  const char *time = strchr (text, 'T');

  if (time != NULL && strspn (time + 1, "0:.Z") == strlen (time + 1))
    return g_strndup (text, (gsize) (time - text));
  return g_strdup (text);
}

static char *
dup_shared (const MokWorkbook *self, const char *number)
{
  guint64 index;

  if (self->string_starts->len == 0
      || !g_ascii_string_to_unsigned (number, 10, 0, self->string_starts->len - 1, &index, NULL))
    return NULL;
  return g_strdup (self->strings->str + g_array_index (self->string_starts, guint32, index));
}

/* Returns: NULL when the cell is damaged. */
static char *
dup_text (const MokWorkbook *self, Content *content, MokSheetCellKind *kind)
{
  gboolean is_date = FALSE;
  char *text;

  if (content->has_formula && !content->has_value)
    {
      *kind = MOK_SHEET_CELL_NO_RESULT;
      return g_strconcat ("=", content->formula->str, NULL);
    }
  if (strcmp (content->type, "inlineStr") == 0)
    return g_strdup (content->value->str);
  if (strcmp (content->type, "str") == 0)
    {
      mok_part_unescape (content->value);
      return g_strdup (content->value->str);
    }
  g_strstrip (content->value->str);
  if (*content->value->str == '\0')
    return g_strdup ("");
  if (strcmp (content->type, "n") == 0)
    {
      text = dup_number (self, content, &is_date);
      *kind = is_date ? MOK_SHEET_CELL_DATE : MOK_SHEET_CELL_TYPED;
      return text;
    }
  if (strcmp (content->type, "s") == 0)
    return dup_shared (self, content->value->str);
  if (strcmp (content->type, "b") == 0)
    return g_strdup (strcmp (content->value->str, "1") == 0 ? "TRUE" : "FALSE");
  if (strcmp (content->type, "e") == 0)
    {
      *kind = MOK_SHEET_CELL_FAULT;
      return g_strdup (content->value->str);
    }
  if (strcmp (content->type, "d") == 0)
    {
      *kind = MOK_SHEET_CELL_DATE;
      return dup_day (content->value->str);
    }
  return NULL;
}

/**
 * mok_workbook_read_cell:
 * @part: at the beginning of the cell; goes to its end
 * @name: of the part
 * @cell: (out): gets the text, "" for an empty cell, and what it comes from
 *
 * Returns: %FALSE with an error of %MOK_PACKAGE_ERROR
 */
gboolean
mok_workbook_read_cell (MokWorkbook *self, MokPart *part, const char *name, MokSheetCell *cell, GError **error)
{
  Content content = { .formula = g_string_new (NULL), .value = g_string_new (NULL) };
  gboolean done = read_content (part, &content, error);
  GString *text;

  if (done)
    {
      cell->text = dup_text (self, &content, &cell->kind);
      done = cell->text != NULL;
      if (!done)
        mok_package_set_damaged (error, name);
    }
  g_string_free (content.formula, TRUE);
  g_string_free (content.value, TRUE);
  if (!done)
    return FALSE;

  /* Programs for documents put these in by themselves, and no eye tells them from blanks. */
  text = g_string_new (cell->text);
  g_string_replace (text, "\xC2\xA0", " ", 0);
  g_free (cell->text);
  cell->text = g_strstrip (g_string_free (text, FALSE));
  if (strlen (cell->text) > self->text_left)
    {
      g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_TOO_LARGE,
                   _ ("The cells of the workbook hold more than %d MiB of text."), MOK_WORKBOOK_MAX_TEXT / 1024 / 1024);
      g_clear_pointer (&cell->text, g_free);
      return FALSE;
    }
  self->text_left -= strlen (cell->text);
  return TRUE;
}
