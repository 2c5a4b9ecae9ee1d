/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The mapping of an import: a CSV file with the columns `column,variable,value,code`. Each line says which code of a
 * variable a value of a column becomes. The value `*` is any that has no line of its own; the code `=` takes the value
 * itself; an empty code is blank; the variable `-` drops the column. Must not read the data.
 */

#include "config.h"

#include "exchange/mok-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define ANY "*"
#define ITSELF "="
#define DROP "-"

enum
{
  COLUMN,
  VARIABLE,
  VALUE,
  CODE,
  N_FIELDS,
};

static const char *const field_names[N_FIELDS] = { "column", "variable", "value", "code" };

typedef struct
{
  MokImportMap *map;
  MokQuestionnaire *questionnaire;
  GPtrArray *diagnostics;
  gboolean has_header;
  gboolean has_order; /* the header is usable */
  guint order[N_FIELDS];
} Reader;

static void
column_free (gpointer data)
{
  MokImportColumn *column = data;

  g_free (column->name);
  g_free (column->any);
  g_free (column->cache);
  g_hash_table_unref (column->codes);
  g_free (column);
}

void
mok_import_map_free (MokImportMap *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

static void G_GNUC_PRINTF (4, 5)
    complain (const Reader *self, const MokCsvCell *cell, const char *code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->diagnostics,
                   mok_diagnostic_new (MOK_SEVERITY_ERROR, self->map->name, cell->line, cell->column, code, message));
}

static void
read_header (Reader *self, const MokCsvCell *cells, guint n_cells)
{
  guint seen[N_FIELDS] = { 0 };
  gboolean good = TRUE;

  self->has_header = TRUE;
  for (guint i = 0; i < n_cells; i++)
    {
      int field = N_FIELDS - 1;

      while (field >= 0 && strcmp (cells[i].text, field_names[field]) != 0)
        field--;
      if (field < 0 || seen[field] > 0)
        {
          complain (self, &cells[i], "bad-header",
                    _ ("The first line must name the columns column, variable, value and code once each, but says "
                       "“%s” here."),
                    cells[i].text);
          good = FALSE;
        }
      else
        {
          seen[field]++;
          self->order[field] = i;
        }
    }
  for (guint field = 0; good && field < N_FIELDS; field++)
    {
      if (seen[field] == 0)
        {
          complain (self, &cells[0], "bad-header", _ ("The first line does not name the column “%s”."),
                    field_names[field]);
          good = FALSE;
        }
    }
  self->has_order = good;
}

/* The column of a line: one that is known for the same variable, or a new one. */
static MokImportColumn *
take_column (Reader *self, const MokCsvCell *name, const MokCsvCell *variable, const MokQuestion *question)
{
  for (guint i = 0; i < self->map->columns->len; i++)
    {
      MokImportColumn *column = g_ptr_array_index (self->map->columns, i);
      const gboolean same = strcmp (column->name, name->text) == 0;

      if (same && column->question == question)
        return column;
      if (same && (column->question == NULL || question == NULL))
        {
          complain (self, variable, "dropped-and-used",
                    _ ("The column “%s” is dropped on one line and used on another."), name->text);
          return NULL;
        }
      if (question != NULL && column->question == question && question->kind != MOK_QUESTION_MULTIPLE)
        {
          complain (self, variable, "two-columns",
                    _ ("Both columns “%1$s” and “%2$s” would give the answer to “%3$s”."), column->name, name->text,
                    question->name);
          return NULL;
        }
    }

  MokImportColumn *column = g_new0 (MokImportColumn, 1);

  column->name = g_strdup (name->text);
  column->question = question;
  column->line = name->line;
  column->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->map->columns, column);
  return column;
}

static gboolean
check_code (const Reader *self, const MokQuestion *question, const MokCsvCell *value, const MokCsvCell *code)
{
  MokImportValue parsed;

  if (strcmp (code->text, ITSELF) == 0 && strcmp (value->text, ANY) == 0)
    return TRUE;
  if (mok_import_value_parse (question, strcmp (code->text, ITSELF) == 0 ? value->text : code->text, &parsed))
    return TRUE;
  complain (self, code, "bad-code", _ ("“%1$s” cannot be an answer to “%2$s”."), code->text, question->name);
  return FALSE;
}

static void
add_code (const Reader *self, MokImportColumn *column, const MokCsvCell *value, const MokCsvCell *code)
{
  const gboolean any = strcmp (value->text, ANY) == 0;

  if (any ? column->any != NULL : g_hash_table_contains (column->codes, value->text))
    complain (self, value, "value-twice", _ ("The value “%1$s” of the column “%2$s” has a line already."), value->text,
              column->name);
  else if (any)
    column->any = g_strdup (code->text);
  else
    g_hash_table_insert (column->codes, g_strdup (value->text),
                         g_strdup (strcmp (code->text, ITSELF) == 0 ? value->text : code->text));
}

static void
read_line (Reader *self, const MokCsvCell *cells)
{
  const MokCsvCell *name = &cells[self->order[COLUMN]];
  const MokCsvCell *variable = &cells[self->order[VARIABLE]];
  const MokCsvCell *value = &cells[self->order[VALUE]];
  const MokCsvCell *code = &cells[self->order[CODE]];

  if (strcmp (variable->text, DROP) == 0)
    {
      take_column (self, name, variable, NULL);
      return;
    }

  const MokQuestion *question = mok_questionnaire_find_question (self->questionnaire, variable->text);

  if (question == NULL)
    {
      complain (self, variable, "unknown-variable", _ ("The questionnaire has no question “%s”."), variable->text);
      return;
    }
  if (!mok_question_is_stored (question) || mok_import_value_get_size (question) == 0)
    {
      complain (self, variable, "not-importable", _ ("Answers to “%s” cannot be imported."), variable->text);
      return;
    }

  MokImportColumn *column = take_column (self, name, variable, question);

  if (column != NULL && check_code (self, question, value, code))
    add_code (self, column, value, code);
}

static gboolean
read_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;

  if (n_cells == 1 && cells[0].length == 0)
    return TRUE;
  if (!self->has_header)
    read_header (self, cells, n_cells);
  else if (n_cells != N_FIELDS)
    complain (self, &cells[0], "bad-row", _ ("This line has %u cells instead of 4."), n_cells);
  else if (self->has_order)
    read_line (self, cells);
  return TRUE;
}

/**
 * mok_import_map_read:
 * @file: the mapping
 * @questionnaire: the questionnaire it must fit
 * @diagnostics: (element-type MokDiagnostic): where every mistake is added, with its line
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error of %MOK_CSV_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the mapping, of use only if no error was added to @diagnostics; %NULL when the
 *   file cannot be read at all
 */
MokImportMap *
mok_import_map_read (GFile *file,
                     MokQuestionnaire *questionnaire,
                     GPtrArray *diagnostics,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (MokImportMap) self = g_new0 (MokImportMap, 1);
  Reader reader = { .map = self, .questionnaire = questionnaire, .diagnostics = diagnostics };

  self->name = g_file_get_basename (file);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  if (!mok_csv_read_file (file, read_row, &reader, cancellable, error))
    return NULL;
  if (self->columns->len == 0 && diagnostics->len == 0)
    g_ptr_array_add (diagnostics, mok_diagnostic_new (MOK_SEVERITY_ERROR, self->name, 0, 0, "empty",
                                                      _ ("The mapping names no column.")));
  return g_steal_pointer (&self);
}

static int
find_cell (const MokCsvCell *cells, guint n_cells, const char *name)
{
  for (guint i = 0; i < n_cells; i++)
    {
      if (strcmp (cells[i].text, name) == 0)
        return (int) i;
    }
  return -1;
}

static gboolean
is_mapped (const MokImportMap *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (strcmp (((MokImportColumn *) g_ptr_array_index (self->columns, i))->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
take_diagnostic (GPtrArray *diagnostics, const char *file, guint line, guint column, const char *code, char *message)
{
  g_ptr_array_add (diagnostics, mok_diagnostic_new (MOK_SEVERITY_ERROR, file, line, column, code, message));
  g_free (message);
}

/**
 * mok_import_map_bind:
 * @layout: where answers are in a record
 * @csv_name: the file with the data
 * @cells: (array length=n_cells): its header
 * @diagnostics: (element-type MokDiagnostic): where mistakes are added: a column without a mapping, one that is not
 *   there, one that is there twice
 *
 * Finds the columns of the mapping in the header of the data.
 *
 * Returns: how many mistakes there are
 */
guint
mok_import_map_bind (MokImportMap *self,
                     const MokRecordLayout *layout,
                     const char *csv_name,
                     const MokCsvCell *cells,
                     guint n_cells,
                     GPtrArray *diagnostics)
{
  const guint n_before = diagnostics->len;

  for (guint i = 0; i < n_cells; i++)
    {
      if (find_cell (cells, i, cells[i].text) >= 0)
        take_diagnostic (diagnostics, csv_name, cells[i].line, cells[i].column, "column-twice",
                         g_strdup_printf (_ ("There are two columns “%s”."), cells[i].text));
      else if (!is_mapped (self, cells[i].text))
        take_diagnostic (diagnostics, csv_name, cells[i].line, cells[i].column, "unmapped-column",
                         g_strdup_printf (_ ("The mapping says nothing of the column “%s”. The variable “-” drops it."),
                                          cells[i].text));
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      MokImportColumn *column = g_ptr_array_index (self->columns, i);
      const int cell = find_cell (cells, n_cells, column->name);

      if (cell < 0)
        take_diagnostic (diagnostics, self->name, column->line, 0, "missing-column",
                         g_strdup_printf (_ ("“%1$s” has no column “%2$s”."), csv_name, column->name));
      else
        column->cell = (guint) cell;
      if (column->question != NULL)
        {
          column->offset = mok_record_layout_get_offset (layout, column->question->index);
          g_free (column->cache);
          column->cache = g_new0 (MokImportCached, MOK_IMPORT_CACHE_SIZE);
        }
    }
  return diagnostics->len - n_before;
}

static void
find_slowly (const MokImportColumn *self, const char *text, MokImportValue *value)
{
  const char *code = g_hash_table_lookup (self->codes, text);

  if (code == NULL)
    code = self->any;
  value->bad =
      code == NULL || !mok_import_value_parse (self->question, strcmp (code, ITSELF) == 0 ? text : code, value);
}

/**
 * mok_import_column_find:
 * @self: a column that is not dropped, bound to a file
 * @text: (array length=length): what stands in a cell
 *
 * Returns: (transfer none): what it becomes; valid until the next call
 */
const MokImportValue *
mok_import_column_find (MokImportColumn *self, const char *text, guint length)
{
  guint hash = 2166136261u;

  for (guint i = 0; i < length; i++)
    hash = (hash ^ (guint8) text[i]) * 16777619u;

  MokImportCached *cached = &self->cache[(hash ^ hash >> 16) % MOK_IMPORT_CACHE_SIZE];

  /* A length of 0 is no entry yet, or one for the empty text: then its size tells. Most codes are one byte long. */
  if (cached->length == length && cached->value.size > 0
      && (length == 0 || (cached->text[0] == text[0] && memcmp (cached->text, text, length) == 0)))
    return &cached->value;

  find_slowly (self, text, &cached->value);
  if (length > sizeof cached->text)
    {
      cached->length = G_MAXUINT;
      return &cached->value;
    }
  cached->length = length;
  memcpy (cached->text, text, length);
  return &cached->value;
}
