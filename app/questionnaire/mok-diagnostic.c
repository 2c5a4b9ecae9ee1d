/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a reader has to say about a place in a file. Must not know which reader. */

#include "config.h"

#include "questionnaire/mok-diagnostic.h"

#include <glib/gi18n-lib.h>

/**
 * mok_diagnostic_new:
 * @file: the name of the file as the user knows it
 * @line: 1-based; 0 for the file as a whole
 * @column: 1-based character in the line; 0 for the line as a whole
 * @code: a stable word for scripts
 * @message: translated
 *
 * Returns: (transfer full): a diagnostic
 */
MokDiagnostic *
mok_diagnostic_new (MokSeverity severity,
                    const char *file,
                    guint line,
                    guint column,
                    const char *code,
                    const char *message)
{
  return mok_diagnostic_new_in_sheet (severity, file, NULL, line, column, code, message);
}

/**
 * mok_diagnostic_new_in_sheet:
 * @file: the name of the file as the user knows it
 * @sheet: (nullable): the title of a sheet of a spreadsheet; %NULL for another file, or for the file as a whole
 * @line: 1-based row of the sheet; 0 for the sheet as a whole
 * @column: 1-based column of the sheet; 0 for the row as a whole
 * @code: a stable word for scripts
 * @message: translated
 *
 * Returns: (transfer full): a diagnostic
 */
MokDiagnostic *
mok_diagnostic_new_in_sheet (MokSeverity severity,
                             const char *file,
                             const char *sheet,
                             guint line,
                             guint column,
                             const char *code,
                             const char *message)
{
  g_return_val_if_fail (file != NULL && code != NULL && message != NULL, NULL);

  MokDiagnostic *self = g_new0 (MokDiagnostic, 1);

  self->severity = severity;
  self->file = g_strdup (file);
  self->sheet = g_strdup (sheet);
  self->line = line;
  self->column = column;
  self->code = g_strdup (code);
  self->message = g_strdup (message);
  return self;
}

void
mok_diagnostic_free (MokDiagnostic *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->file);
  g_free (self->sheet);
  g_free (self->code);
  g_free (self->message);
  g_free (self);
}

/* 1 -> "A", 27 -> "AA": the name of a column in every spreadsheet. */
static char *
dup_column_name (guint column)
{
  char name[8];
  gsize at = sizeof name;

  name[--at] = '\0';
  for (; column > 0 && at > 0; column = (column - 1) / 26)
    name[--at] = (char) ('A' + (column - 1) % 26);
  return g_strdup (name + at);
}

/**
 * mok_diagnostic_dup_place:
 *
 * Returns: (transfer full): `file:line:column`, the form that editors and terminals can follow; in a spreadsheet
 *   `file:sheet!C12`, the form that a spreadsheet goes to. A row as a whole is its first cell.
 */
char *
mok_diagnostic_dup_place (const MokDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *column = NULL;

  if (self->sheet != NULL && self->line == 0)
    return g_strdup_printf ("%s:%s", self->file, self->sheet);
  if (self->sheet != NULL)
    {
      column = dup_column_name (MAX (self->column, 1));
      return g_strdup_printf ("%s:%s!%s%u", self->file, self->sheet, column, self->line);
    }
  if (self->line == 0)
    return g_strdup (self->file);
  if (self->column == 0)
    return g_strdup_printf ("%s:%u", self->file, self->line);
  return g_strdup_printf ("%s:%u:%u", self->file, self->line, self->column);
}

/**
 * mok_diagnostic_to_string:
 *
 * Returns: (transfer full): `place: error: message`
 */
char *
mok_diagnostic_to_string (const MokDiagnostic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *place = mok_diagnostic_dup_place (self);

  if (self->severity == MOK_SEVERITY_ERROR)
    /* Translators: %1$s is a place such as "form.csv:12:3", %2$s says what is wrong there. */
    return g_strdup_printf (_ ("%1$s: error: %2$s"), place, self->message);
  /* Translators: %1$s is a place such as "form.csv:12:3", %2$s says what is doubtful there. */
  return g_strdup_printf (_ ("%1$s: warning: %2$s"), place, self->message);
}

/**
 * mok_diagnostics_count:
 * @diagnostics: (element-type MokDiagnostic): what a reader said
 *
 * Returns: how many of them have this severity
 */
guint
mok_diagnostics_count (GPtrArray *diagnostics, MokSeverity severity)
{
  guint count = 0;

  g_return_val_if_fail (diagnostics != NULL, 0);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      count += diagnostic->severity == severity;
    }
  return count;
}
