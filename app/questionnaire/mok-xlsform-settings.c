/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The settings sheet: title, name, languages, and under which prefix a form uses our own columns. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-xlsform-private.h"

/**
 * mok_xlsform_read_namespaces:
 *
 * Finds the prefix that is bound to our namespace (`mok="https://moksori.org/xlsform"`). The headers of the survey
 * sheet cannot be understood without it.
 */
void
mok_xlsform_read_namespaces (MokXlsformReader *self)
{
  const MokSheetCell *cell = NULL;
  g_auto (GStrv) declarations = NULL;

  if (self->settings == NULL || self->settings->header == NULL || self->settings->rows->len == 0)
    return;
  for (guint i = 0; cell == NULL && i < self->settings->header->n_cells; i++)
    {
      const MokSheetCell *header = mok_sheet_row_get (self->settings->header, i);

      if (header != NULL && g_ascii_strcasecmp (header->text, "namespaces") == 0)
        cell = mok_sheet_row_get (g_ptr_array_index (self->settings->rows, 0), i);
    }
  if (cell == NULL)
    return;

  declarations = g_strsplit_set (cell->text, " \t\r\n", -1);
  for (guint i = 0; declarations[i] != NULL; i++)
    {
      const char *equals = strchr (declarations[i], '=');

      if (*declarations[i] == '\0')
        continue;
      if (equals == NULL || equals == declarations[i] || strlen (equals) < 3 || (equals[1] != '"' && equals[1] != '\''))
        {
          mok_xlsform_error (self, cell, "bad-namespace", _ ("A namespace is written like this: %s"),
                             "mok=\"" MOK_XLSFORM_NAMESPACE "\"");
          return;
        }
      if (strncmp (equals + 2, MOK_XLSFORM_NAMESPACE, strlen (MOK_XLSFORM_NAMESPACE)) == 0
          && equals[2 + strlen (MOK_XLSFORM_NAMESPACE)] == equals[1])
        {
          g_free (self->prefix);
          self->prefix = g_strndup (declarations[i], (gsize) (equals - declarations[i]));
        }
    }
}

/* The name of the form as a file knows it, for forms without an id: "a/b.csv" -> "b". */
static char *
dup_stem (const char *name)
{
  char *stem = g_path_get_basename (name);
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  return stem;
}

/* "한국어 (ko)", "ko" or "한국어": one of the languages that the columns have. */
static void
read_default_language (MokXlsformReader *self, const MokSheetCell *cell)
{
  MokQuestionnaire *form = self->form;

  if (cell == NULL)
    {
      g_free (form->default_language);
      form->default_language = g_strdup (form->languages->len > 0 ? g_ptr_array_index (form->languages, 0) : "");
      return;
    }
  for (guint i = 0; i < form->languages->len; i++)
    {
      const char *code = g_ptr_array_index (form->languages, i);
      const char *name = g_ptr_array_index (form->language_names, i);
      g_autofree char *full = g_strdup_printf ("%s (%s)", name, code);

      if (strcmp (cell->text, full) == 0 || strcmp (cell->text, code) == 0 || strcmp (cell->text, name) == 0)
        {
          g_free (form->default_language);
          form->default_language = g_strdup (code);
          return;
        }
    }
  mok_xlsform_error (self, cell, "unknown-language", _ ("No column is in the default language “%s”."), cell->text);
}

static gboolean
has_plain_text (const GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const MokXlsformColumn *column = &g_array_index (columns, MokXlsformColumn, i);

      if (*column->language == '\0'
          && (column->kind == COLUMN_LABEL || column->kind == COLUMN_HINT || column->kind == COLUMN_GUIDANCE
              || column->kind == COLUMN_SHORT || column->kind == COLUMN_ALTERNATE
              || column->kind == COLUMN_CONSTRAINT_MESSAGE))
        return TRUE;
    }
  return FALSE;
}

/* Columns without a language are in the default one; without a default they form a language without a name. */
static void
add_plain_language (MokXlsformReader *self, const MokSheetCell *default_language)
{
  g_autofree char *name = NULL;

  if (!has_plain_text (self->survey_columns) && !has_plain_text (self->choices_columns))
    return;
  if (default_language != NULL)
    {
      g_free (self->plain_language);
      if (!mok_xlsform_parse_language (default_language->text, &name, &self->plain_language))
        mok_xlsform_error (self, default_language, "bad-language",
                           _ ("“%s” is no language. Write it as in “English (en)”."), default_language->text);
    }
  if (!g_ptr_array_find_with_equal_func (self->form->languages, self->plain_language, g_str_equal, NULL))
    {
      g_ptr_array_insert (self->form->languages, 0, g_strdup (self->plain_language));
      g_ptr_array_insert (self->form->language_names, 0, name != NULL ? g_steal_pointer (&name) : g_strdup (""));
    }
}

/**
 * mok_xlsform_read_settings:
 *
 * Reads the settings sheet; the headers of all sheets are known.
 */
void
mok_xlsform_read_settings (MokXlsformReader *self)
{
  const GArray *columns = self->settings_columns;
  const MokSheetRow *row =
      self->settings != NULL && self->settings->rows->len > 0 ? g_ptr_array_index (self->settings->rows, 0) : NULL;
  const MokSheetCell *id = row != NULL ? mok_xlsform_get_cell (columns, row, COLUMN_FORM_ID) : NULL;
  const MokSheetCell *version = row != NULL ? mok_xlsform_get_cell (columns, row, COLUMN_VERSION) : NULL;
  const MokSheetCell *title = row != NULL ? mok_xlsform_get_cell (columns, row, COLUMN_FORM_TITLE) : NULL;
  const MokSheetCell *language = row != NULL ? mok_xlsform_get_cell (columns, row, COLUMN_DEFAULT_LANGUAGE) : NULL;
  const guint line = self->settings != NULL ? self->settings->line : 0;

  add_plain_language (self, language);
  read_default_language (self, language);
  if (row != NULL)
    mok_xlsform_check_cells (self, columns, row);
  if (self->settings != NULL && self->settings->rows->len > 1)
    {
      const MokSheetRow *second = g_ptr_array_index (self->settings->rows, 1);

      mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->settings, second->line, 0, "second-settings-row",
                          _ ("The settings have only one row."));
    }

  g_free (self->form->id);
  if (id != NULL)
    self->form->id = g_strdup (id->text);
  else
    {
      self->form->id = dup_stem (self->name);
      mok_xlsform_report (self, MOK_SEVERITY_WARNING, self->settings, line, 0, "missing-form-id",
                          _ ("The settings have no form_id. “%s” is used."), self->form->id);
    }
  if (version != NULL)
    self->form->version = g_strdup (version->text);
  else
    mok_xlsform_report (self, MOK_SEVERITY_WARNING, self->settings, line, 0, "missing-version",
                        _ ("The settings have no version."));

  if (row != NULL && mok_xlsform_has_column (columns, COLUMN_OWN_TITLE))
    {
      MokText *own = mok_xlsform_read_text (self, columns, row, COLUMN_OWN_TITLE, FALSE);

      if (own != NULL)
        {
          mok_text_unref (self->form->title);
          self->form->title = own;
        }
    }
  mok_text_set (self->form->title, "", title != NULL ? title->text : self->form->id);
}
