/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading a questionnaire from XLSForm: the order of the steps, and how they report. What changes data or flow and is
 * not supported is an error, what is only cosmetic a warning; nothing is skipped without a word.
 */

#include "config.h"

#include "questionnaire/mok-xlsform.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-nearest.h"
#include "questionnaire/mok-workbook.h"
#include "questionnaire/mok-xlsform-private.h"

static void report_valist (MokXlsformReader *self,
                           MokSeverity severity,
                           const MokSheet *sheet,
                           guint line,
                           guint column,
                           const char *code,
                           const char *format,
                           va_list args) G_GNUC_PRINTF (7, 0);

/* Makes room for an error: a form is never refused by warnings alone. */
static gboolean
drop_last_warning (MokXlsformReader *self)
{
  for (guint i = 0; i < self->n_reported; i++)
    {
      const guint index = self->diagnostics->len - 1 - i;
      const MokDiagnostic *diagnostic = g_ptr_array_index (self->diagnostics, index);

      if (diagnostic->severity == MOK_SEVERITY_WARNING)
        {
          g_ptr_array_remove_index (self->diagnostics, index);
          return TRUE;
        }
    }
  return FALSE;
}

static void
report_valist (MokXlsformReader *self,
               MokSeverity severity,
               const MokSheet *sheet,
               guint line,
               guint column,
               const char *code,
               const char *format,
               va_list args)
{
  g_autofree char *message = NULL;

  self->n_errors += severity == MOK_SEVERITY_ERROR;
  if (self->n_reported == MOK_XLSFORM_MAX_DIAGNOSTICS)
    {
      if (severity != MOK_SEVERITY_ERROR || !drop_last_warning (self))
        return;
      self->n_reported--;
    }
  message = g_strdup_vprintf (format, args);
  self->n_reported++;
  g_ptr_array_add (self->diagnostics,
                   mok_diagnostic_new_in_sheet (severity, self->name, sheet != NULL ? sheet->title : NULL, line, column,
                                                code, message));
}

/* Whether enough has been said about a form that is refused anyway. */
gboolean
mok_xlsform_is_full (const MokXlsformReader *self)
{
  return self->n_errors >= MOK_XLSFORM_MAX_DIAGNOSTICS;
}

void
mok_xlsform_report (MokXlsformReader *self,
                    MokSeverity severity,
                    const MokSheet *sheet,
                    guint line,
                    guint column,
                    const char *code,
                    const char *format,
                    ...)
{
  va_list args;

  va_start (args, format);
  report_valist (self, severity, sheet, line, column, code, format, args);
  va_end (args);
}

void
mok_xlsform_error (MokXlsformReader *self, const MokSheetCell *cell, const char *code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  report_valist (self, MOK_SEVERITY_ERROR, cell->sheet, cell->line, cell->column, code, format, args);
  va_end (args);
}

void
mok_xlsform_warn (MokXlsformReader *self, const MokSheetCell *cell, const char *code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  report_valist (self, MOK_SEVERITY_WARNING, cell->sheet, cell->line, cell->column, code, format, args);
  va_end (args);
}

/* The message, and what may have been meant where something is near. */
char *
mok_xlsform_dup_suggestion (MokXlsformReader *self,
                            const char *message,
                            const char *wanted,
                            const char *const *candidates,
                            gsize n)
{
  g_autofree char *suggestion = NULL;
  const char *nearest = NULL;

  /* Looking takes time; what is not said needs no suggestion. */
  if (self->n_reported < MOK_XLSFORM_MAX_DIAGNOSTICS)
    nearest = mok_nearest_name (wanted, candidates, n);
  if (nearest == NULL)
    return g_strdup (message);
  suggestion = g_strdup_printf (_ ("Did you mean “%s”?"), nearest);
  return g_strconcat (message, " ", suggestion, NULL);
}

gboolean
mok_xlsform_read_yes_no (MokXlsformReader *self, const MokSheetCell *cell, gboolean *value)
{
  static const char *const yes[] = { "yes", "true", "true()", "1" };
  static const char *const no[] = { "no", "false", "false()", "0" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      if (g_ascii_strcasecmp (cell->text, yes[i]) == 0 || g_ascii_strcasecmp (cell->text, no[i]) == 0)
        {
          *value = g_ascii_strcasecmp (cell->text, yes[i]) == 0;
          return TRUE;
        }
    }
  mok_xlsform_error (self, cell, "not-yes-or-no", _ ("This has to be “yes” or “no”."));
  return FALSE;
}

static void
find_sheets (MokXlsformReader *self)
{
  static const char *const names[] = { "survey", "choices", "settings" };
  static const char *const unsupported[] = { "external_choices", "entities", NULL };
  const MokSheet **places[] = { &self->survey, &self->choices, &self->settings };

  for (guint i = 0; i < self->sheets->len; i++)
    {
      const MokSheet *sheet = g_ptr_array_index (self->sheets, i);
      gsize k = 0;

      while (k < G_N_ELEMENTS (names) && strcmp (names[k], sheet->name) != 0)
        k++;
      if (k < G_N_ELEMENTS (names) && *places[k] == NULL)
        *places[k] = sheet;
      else if (k < G_N_ELEMENTS (names))
        mok_xlsform_report (self, MOK_SEVERITY_ERROR, sheet, sheet->line, 1, "duplicate-sheet",
                            _ ("There is a second sheet “%s”."), sheet->name);
      else if (g_strv_contains (unsupported, sheet->name) && sheet->rows->len == 0)
        continue; /* Only a header, as in the templates of other tools: it asks for nothing. */
      else if (g_strv_contains (unsupported, sheet->name))
        mok_xlsform_report (self, MOK_SEVERITY_ERROR, sheet, sheet->line, 1, "unsupported-sheet",
                            _ ("This program cannot do what the sheet “%s” asks for."), sheet->name);
      else
        {
          g_autofree char *message = g_strdup_printf (_ ("The sheet “%s” is not known and is ignored."),
                                                      sheet->title != NULL ? sheet->title : sheet->name);
          g_autofree char *full = mok_xlsform_dup_suggestion (self, message, sheet->name, names, G_N_ELEMENTS (names));

          mok_xlsform_report (self, MOK_SEVERITY_WARNING, sheet, sheet->line, 1, "unknown-sheet", "%s", full);
        }
    }
  if (self->survey == NULL && self->is_workbook)
    mok_xlsform_report (self, MOK_SEVERITY_ERROR, NULL, 0, 0, "missing-sheet",
                        _ ("There is no sheet “survey” in this workbook."));
  else if (self->survey == NULL)
    mok_xlsform_report (self, MOK_SEVERITY_ERROR, NULL, 0, 0, "missing-sheet",
                        _ ("There is no sheet “survey”. Its name stands in the first column, on a line of its own."));
}

static void
read_form (MokXlsformReader *self)
{
  mok_xlsform_read_namespaces (self);
  self->survey_columns = mok_xlsform_read_header (self, self->survey);
  self->choices_columns = mok_xlsform_read_header (self, self->choices);
  self->settings_columns = mok_xlsform_read_header (self, self->settings);
  mok_xlsform_read_settings (self);
  mok_xlsform_read_choices (self);
  mok_xlsform_read_survey (self);
  mok_xlsform_read_expressions (self);
  /* The checks rely on what the rows promise. */
  if (self->n_errors == 0)
    mok_xlsform_check (self);
  if (self->n_errors == 0)
    mok_xlsform_find_matrices (self);
}

/* Returns: FALSE after a message. */
static gboolean
read_csv (MokXlsformReader *self, const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  guint line, column;

  self->sheets = mok_sheet_read_csv (data, size, &line, &column, &error);
  if (self->sheets == NULL)
    mok_xlsform_report (self, MOK_SEVERITY_ERROR, NULL, line, column, "bad-csv", "%s", error->message);
  return self->sheets != NULL;
}

static const char *
code_of (const GError *error)
{
  switch ((MokPackageError) error->code)
    {
    case MOK_PACKAGE_ERROR_ENCRYPTED:
      return "encrypted";
    case MOK_PACKAGE_ERROR_OTHER_KIND:
      return "other-format";
    case MOK_PACKAGE_ERROR_TOO_LARGE:
      return "too-large";
    case MOK_PACKAGE_ERROR_DAMAGED:
    default:
      return "bad-workbook";
    }
}

/* Returns: FALSE after a message. */
static gboolean
read_workbook (MokXlsformReader *self, const char *data, gsize size)
{
  static const char *const wanted[] = { "survey", "choices", "settings", "external_choices", "entities", NULL };
  g_autoptr (GError) error = NULL;
  MokWorkbookPlace place;

  self->is_workbook = TRUE;
  self->sheets = mok_workbook_read (data, size, wanted, &place, &error);
  if (self->sheets == NULL)
    {
      const MokSheet sheet = { .title = place.sheet };

      mok_xlsform_report (self, MOK_SEVERITY_ERROR, &sheet, place.line, place.column, code_of (error), "%s",
                          error->message);
      g_free (place.sheet);
    }
  return self->sheets != NULL;
}

static MokQuestionnaire *
read_bytes (const char *name, GBytes *bytes, gboolean may_be_workbook, GPtrArray *diagnostics)
{
  MokXlsformReader self = { .name = name, .diagnostics = diagnostics };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > MOK_XLSFORM_MAX_SIZE)
    {
      mok_xlsform_report (&self, MOK_SEVERITY_ERROR, NULL, 0, 0, "too-large", _ ("The file is larger than %d MiB."),
                          MOK_XLSFORM_MAX_SIZE / 1024 / 1024);
      return NULL;
    }
  if (may_be_workbook && mok_package_is_one (data, size) ? !read_workbook (&self, data, size)
                                                         : !read_csv (&self, data != NULL ? data : "", size))
    return NULL;
  self.form = mok_questionnaire_new ("");
  self.plain_language = g_strdup ("");
  self.items = g_array_new (FALSE, FALSE, sizeof (MokXlsformItem));
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.lists = g_hash_table_new (g_str_hash, g_str_equal);
  self.used_lists = g_hash_table_new (NULL, NULL);
  self.field_lists = g_hash_table_new (NULL, NULL);

  find_sheets (&self);
  if (self.survey != NULL)
    read_form (&self);
  if (self.n_errors == 0)
    self.form->source = mok_xlsform_write (self.form);
  else
    g_clear_pointer (&self.form, mok_questionnaire_unref);

  g_clear_pointer (&self.survey_columns, g_array_unref);
  g_clear_pointer (&self.choices_columns, g_array_unref);
  g_clear_pointer (&self.settings_columns, g_array_unref);
  g_free (self.prefix);
  g_free (self.plain_language);
  g_array_unref (self.items);
  g_hash_table_unref (self.names);
  g_hash_table_unref (self.lists);
  g_hash_table_unref (self.used_lists);
  g_hash_table_unref (self.field_lists);
  g_ptr_array_unref (self.sheets);
  return self.form;
}

/**
 * mok_xlsform_read:
 * @name: the name of the file as the user knows it, for diagnostics
 * @bytes: an XLSForm, as CSV or as a workbook (.xlsx); its first bytes say which
 * @diagnostics: (element-type MokDiagnostic): gets at most 50 errors and warnings
 *
 * Reads a questionnaire and checks it. `mok_questionnaire.source` gets its canonical bytes, which are CSV.
 *
 * Returns: (transfer full) (nullable): the questionnaire; %NULL if there was any error
 */
MokQuestionnaire *
mok_xlsform_read (const char *name, GBytes *bytes, GPtrArray *diagnostics)
{
  g_return_val_if_fail (name != NULL && bytes != NULL && diagnostics != NULL, NULL);

  return read_bytes (name, bytes, TRUE, diagnostics);
}

/**
 * mok_xlsform_read_csv:
 * @name: for diagnostics
 * @bytes: an XLSForm as CSV
 * @diagnostics: (element-type MokDiagnostic): gets at most 50 errors and warnings
 *
 * Reads what this program wrote: nothing else is unpacked there, whoever made the file.
 *
 * Returns: (transfer full) (nullable): the questionnaire; %NULL if there was any error
 */
MokQuestionnaire *
mok_xlsform_read_csv (const char *name, GBytes *bytes, GPtrArray *diagnostics)
{
  g_return_val_if_fail (name != NULL && bytes != NULL && diagnostics != NULL, NULL);

  return read_bytes (name, bytes, FALSE, diagnostics);
}

/**
 * mok_xlsform_read_file:
 * @file: an XLSForm, as CSV or as a workbook (.xlsx)
 * @diagnostics: (element-type MokDiagnostic): gets at most 50 errors and warnings
 *
 * Returns: (transfer full) (nullable): the questionnaire; %NULL with an error of %G_IO_ERROR: %G_IO_ERROR_INVALID_DATA
 *   when the form has errors, which are in @diagnostics then
 */
MokQuestionnaire *
mok_xlsform_read_file (GFile *file, GPtrArray *diagnostics, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file) && diagnostics != NULL, NULL);

  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
  MokQuestionnaire *form;

  if (bytes == NULL)
    return NULL;
  form = mok_xlsform_read (display, bytes, diagnostics);
  if (form == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The questionnaire “%s” has errors."), display);
  return form;
}

/**
 * mok_xlsform_load_builtin:
 * @id: such as `care-workforce`
 *
 * Loads a questionnaire that the program carries inside. Even a warning is an error there.
 *
 * Returns: (transfer full) (nullable): the questionnaire; %NULL with an error of %G_RESOURCE_ERROR when there is none
 *   of this name, or of %G_IO_ERROR
 */
MokQuestionnaire *
mok_xlsform_load_builtin (const char *id, GError **error)
{
  g_return_val_if_fail (id != NULL, NULL);

  g_autofree char *path = g_strdup_printf ("/io/github/moksori/Moksori/questionnaires/%s.csv", id);
  g_autofree char *name = g_strdup_printf ("%s.csv", id);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (MokQuestionnaire) form = NULL;

  if (bytes == NULL)
    return NULL;
  diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  form = mok_xlsform_read_csv (name, bytes, diagnostics);
  if (diagnostics->len > 0)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, 0));

      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
      return NULL;
    }
  return g_steal_pointer (&form);
}
