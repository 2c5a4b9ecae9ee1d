/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Strings and formats, which a workbook keeps once and its cells refer to by number. */

#include "config.h"

#include "questionnaire/mok-workbook-private.h"

/**
 * mok_workbook_read_strings:
 * @part: the name of the part
 *
 * Returns: %FALSE with an error of %MOK_PACKAGE_ERROR
 */
gboolean
mok_workbook_read_strings (MokWorkbook *self, const char *part, GError **error)
{
  g_autoptr (MokPart) reader = mok_part_open (self->package, part, error);
  GError *problem = NULL;

  if (reader == NULL)
    return FALSE;
  while (problem == NULL && mok_part_next (reader, &problem))
    {
      if (mok_part_is_start (reader, 1, "si"))
        {
          const guint32 start = (guint32) self->strings->len;

          g_array_append_val (self->string_starts, start);
          mok_part_read_string (reader, self->strings, &problem);
          g_string_append_c (self->strings, '\0');
        }
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static guint
get_number (MokPart *reader, const char *name)
{
  const char *text = mok_part_peek_attribute (reader, name);
  guint64 number = 0;

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL);
  return (guint) number;
}

static void
add_format (MokWorkbook *self, GHashTable *codes, guint id)
{
  const char *code = g_hash_table_lookup (codes, GUINT_TO_POINTER (id));
  MokNumberFormat format;

  if (code != NULL)
    mok_number_format_parse (&format, code);
  else
    mok_number_format_get_builtin (&format, id);
  g_array_append_val (self->formats, format);
}

/**
 * mok_workbook_read_formats:
 * @part: the name of the part
 *
 * Returns: %FALSE with an error of %MOK_PACKAGE_ERROR
 */
gboolean
mok_workbook_read_formats (MokWorkbook *self, const char *part, GError **error)
{
  g_autoptr (MokPart) reader = mok_part_open (self->package, part, error);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gboolean in_cells = FALSE;
  GError *problem = NULL;

  if (reader == NULL)
    return FALSE;
  while (mok_part_next (reader, &problem))
    {
      if (mok_part_is_start (reader, 2, "numFmt"))
        {
          const guint id = get_number (reader, "numFmtId");
          const char *code = mok_part_peek_attribute (reader, "formatCode");

          if (code != NULL)
            g_hash_table_replace (codes, GUINT_TO_POINTER (id), g_strdup (code));
        }
      else if (mok_part_is_start (reader, 1, "cellXfs"))
        in_cells = !mok_part_is_empty (reader);
      else if (mok_part_is_end (reader, 1, "cellXfs"))
        in_cells = FALSE;
      else if (in_cells && mok_part_is_start (reader, 2, "xf"))
        add_format (self, codes, get_number (reader, "numFmtId"));
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}
