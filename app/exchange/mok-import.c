/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Published or paper data from a CSV file into an open survey: each row becomes a record. All rows or none; every
 * value that does not fit is named. Must not be used for answers that somebody was promised to protect.
 */

#include "config.h"

#include "exchange/mok-import.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-csv.h"
#include "base/mok-secret.h"
#include "exchange/mok-import-private.h"

#define ROWS_PER_BATCH 4096
#define SLICE (1024 * 1024)

/* What is quoted of a value in a message. */
#define MAX_QUOTED 60

G_DEFINE_QUARK (mok_import_error, mok_import_error)

typedef struct
{
  MokSurvey *survey;
  MokImportMap *map;
  MokRecordLayout *layout;
  const guint8 *manifest_digest;
  guint8 source_digest[32];
  const char *csv_name;
  gboolean skip_bad;
  GPtrArray *diagnostics;

  guint row;     /* as a spreadsheet counts: the header is 1 */
  guint n_cells; /* of the header; 0 = not read yet */
  guint n_bad_rows;
  guint64 n_bad_values;
  guint64 n_rows;
  guint8 *empty; /* (owned): a record of which everything is "not asked" */
  gsize record_size;
  guint8 *batch; /* (owned) */
  guint n_batched;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->map, mok_import_map_free);
  g_clear_pointer (&self->layout, mok_record_layout_unref);
  g_free (self->empty);
  g_free (self->batch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static void
    G_GNUC_PRINTF (4, 5) complain (Import *self, const MokCsvCell *cell, const char *code, const char *format, ...)
{
  va_list arguments;

  if (self->diagnostics->len > MOK_IMPORT_MAX_DIAGNOSTICS)
    return;
  if (self->diagnostics->len == MOK_IMPORT_MAX_DIAGNOSTICS)
    {
      g_ptr_array_add (self->diagnostics, mok_diagnostic_new (MOK_SEVERITY_WARNING, self->csv_name, 0, 0, "more",
                                                              _ ("There are more problems, which are not listed.")));
      return;
    }
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->diagnostics, mok_diagnostic_new (self->skip_bad ? MOK_SEVERITY_WARNING : MOK_SEVERITY_ERROR,
                                                          self->csv_name, cell->line, cell->column, code, message));
}

static char *
quote (const char *text)
{
  if (g_utf8_strlen (text, -1) <= MAX_QUOTED)
    return g_strdup (text);

  g_autofree char *start = g_utf8_substring (text, 0, MAX_QUOTED);

  return g_strconcat (start, "…", NULL);
}

static void
complain_of_value (Import *self, const MokImportColumn *column, const MokCsvCell *cell)
{
  g_autofree char *quoted = quote (cell->text);

  self->n_bad_values++;
  if (column->any == NULL && !g_hash_table_contains (column->codes, cell->text))
    complain (self, cell, "unmapped-value",
              _ ("Row %1$u, column “%2$s”: the mapping says nothing of the value “%3$s”."), self->row, column->name,
              quoted);
  else
    complain (self, cell, "bad-value", _ ("Row %1$u, column “%2$s”: “%3$s” cannot be an answer to “%4$s”."), self->row,
              column->name, quoted, column->question->name);
}

/* Several columns may each add choices to a multiple choice. */
static void
add_value (const MokImportColumn *column, const MokImportValue *value, guint8 *record)
{
  guint8 *field = record + column->offset;

  if (column->question->kind != MOK_QUESTION_MULTIPLE)
    {
      memcpy (field, value->bytes, value->size);
      return;
    }
  field[0] = MAX (field[0], value->bytes[0]);
  for (guint i = 1; i < value->size; i++)
    field[i] |= value->bytes[i];
}

static void
check_together (Import *self, const MokImportColumn *column, const MokCsvCell *cell, guint8 *record)
{
  guint8 *field = record + column->offset;

  if (field[0] != MOK_ANSWER_GIVEN || mok_import_value_is_together (column->question, field))
    return;
  self->n_bad_values++;
  complain (self, cell, "bad-combination",
            _ ("Row %1$u, column “%2$s”: these choices cannot be given together as an answer to “%3$s”."), self->row,
            column->name, column->question->name);
  memset (field, 0, mok_import_value_get_size (column->question));
  field[0] = MOK_ANSWER_BLANK;
}

static void
fill_record (Import *self, const MokCsvCell *cells, guint8 *record)
{
  memcpy (record, self->empty, self->record_size);
  for (guint i = 0; i < self->map->columns->len; i++)
    {
      MokImportColumn *column = g_ptr_array_index (self->map->columns, i);
      const MokCsvCell *cell = &cells[column->cell];

      if (column->question == NULL)
        continue;

      const MokImportValue *value = mok_import_column_find (column, cell->text, cell->length);

      if (value->bad)
        {
          complain_of_value (self, column, cell);
          record[column->offset] = MAX (record[column->offset], MOK_ANSWER_BLANK);
        }
      else
        add_value (column, value, record);
    }
  for (guint i = 0; i < self->map->columns->len; i++)
    {
      const MokImportColumn *column = g_ptr_array_index (self->map->columns, i);

      if (column->question != NULL && column->question->kind == MOK_QUESTION_MULTIPLE)
        check_together (self, column, &cells[column->cell], record);
    }
}

static gboolean
is_good (const Import *self)
{
  return self->n_bad_rows == 0 && (self->skip_bad || self->n_bad_values == 0);
}

static gboolean
flush (Import *self, GError **error)
{
  const guint n = self->n_batched;

  self->n_batched = 0;
  return n == 0 || mok_survey_add_rows (self->survey, self->source_digest, self->batch, n, error);
}

static gboolean
add_row (const MokCsvCell *cells, guint n_cells, Import *self, GError **error)
{
  guint8 *record = self->batch + self->n_batched * self->record_size;

  if (n_cells != self->n_cells)
    {
      self->n_bad_rows++;
      complain (self, &cells[0], "bad-row", _ ("Row %1$u has %2$u cells, but the first one has %3$u."), self->row,
                n_cells, self->n_cells);
      return TRUE;
    }
  fill_record (self, cells, record);
  self->n_rows++;
  if (!is_good (self))
    return TRUE;
  self->n_batched++;
  return self->n_batched < ROWS_PER_BATCH || flush (self, error);
}

static gboolean
read_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  Import *self = data;

  self->row++;
  if (n_cells == 1 && cells[0].length == 0 && self->n_cells != 1)
    return TRUE;
  if (self->n_cells > 0)
    return add_row (cells, n_cells, self, error);
  self->n_cells = n_cells;
  if (mok_import_map_bind (self->map, self->layout, self->csv_name, cells, n_cells, self->diagnostics) == 0)
    return TRUE;
  g_set_error (error, MOK_IMPORT_ERROR, MOK_IMPORT_ERROR_MAP,
               _ ("The mapping “%1$s” does not fit the file “%2$s”. Nothing was imported."), self->map->name,
               self->csv_name);
  return FALSE;
}

static gboolean
read_rows (Import *self, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (MokCsvReader) reader = mok_csv_reader_new (read_row, self);
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean good = TRUE;

  for (gsize at = 0; good && at < size; at += SLICE)
    good = !g_cancellable_set_error_if_cancelled (cancellable, &local_error)
           && mok_csv_reader_feed (reader, data + at, MIN (SLICE, size - at), &local_error);
  if (good && mok_csv_reader_finish (reader, &local_error))
    return TRUE;
  if (local_error->domain == MOK_CSV_ERROR)
    {
      guint line, column;

      mok_csv_reader_get_place (reader, &line, &column);
      g_prefix_error (&local_error, "%s:%u:%u: ", self->csv_name, line, column);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_data (const Import *self, GError **error)
{
  if (!is_good (self))
    {
      const guint n = self->n_bad_rows + (self->skip_bad ? 0 : (guint) self->n_bad_values);

      g_set_error (error, MOK_IMPORT_ERROR, MOK_IMPORT_ERROR_DATA,
                   g_dngettext (GETTEXT_PACKAGE, "“%1$s” has %2$u problem. Nothing was imported.",
                                "“%1$s” has %2$u problems. Nothing was imported.", n),
                   self->csv_name, n);
      return FALSE;
    }
  if (self->n_rows == 0)
    {
      g_set_error (error, MOK_IMPORT_ERROR, MOK_IMPORT_ERROR_DATA, _ ("“%s” has no rows to import."), self->csv_name);
      return FALSE;
    }
  return TRUE;
}

/* All rows in one transaction. */
static gboolean
import_rows (Import *self, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  if (!mok_survey_begin (self->survey, error))
    return FALSE;
  if (read_rows (self, bytes, cancellable, error) && check_data (self, error) && flush (self, error)
      && mok_survey_commit (self->survey, error))
    return TRUE;
  mok_survey_roll_back (self->survey);
  return FALSE;
}

static gboolean
check_survey (MokSurvey *survey, GError **error)
{
  if (mok_manifest_get_disclosure (mok_survey_get_manifest (survey)) == MOK_DISCLOSURE_OPEN)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE,
                       _ ("Rows can be imported only into a survey that is marked as open when it is made. Nothing was "
                          "imported."));
  return FALSE;
}

static gboolean
read_map (Import *self, GFile *map, MokQuestionnaire *questionnaire, GCancellable *cancellable, GError **error)
{
  const guint n_before = self->diagnostics->len;

  self->map = mok_import_map_read (map, questionnaire, self->diagnostics, cancellable, error);
  if (self->map == NULL)
    return FALSE;
  if (self->diagnostics->len == n_before)
    return TRUE;
  g_set_error (error, MOK_IMPORT_ERROR, MOK_IMPORT_ERROR_MAP,
               _ ("The mapping “%s” does not fit the questionnaire. Nothing was imported."), self->map->name);
  return FALSE;
}

static void
prepare (Import *self, MokQuestionnaire *questionnaire, GBytes *bytes)
{
  g_autoptr (MokAnswers) answers = mok_answers_new (questionnaire);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  mok_hash (self->source_digest, sizeof self->source_digest, data, size);
  self->layout = mok_record_layout_new (questionnaire);
  self->record_size = mok_record_layout_get_record_size (self->layout);

  g_autoptr (MokSecret) record = mok_record_encode (self->layout, self->manifest_digest, answers);

  self->empty = g_memdup2 (mok_secret_data (record), self->record_size);
  self->batch = g_malloc (ROWS_PER_BATCH * self->record_size);
}

/**
 * mok_import_csv:
 * @survey: a survey of disclosure open, not closed
 * @csv: the data; its first row names the columns
 * @map: the mapping, a CSV file with the columns `column,variable,value,code`
 * @skip_bad: whether a value that does not fit is left blank, instead of refusing the file
 * @result: (out) (nullable): what was imported
 * @diagnostics: (element-type MokDiagnostic): where every value and line that does not fit is named
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error of %MOK_IMPORT_ERROR, %MOK_CSV_ERROR, %MOK_STORE_ERROR or %G_IO_ERROR
 *
 * Adds every row of a file to the survey, or none. Answers are taken as they are: skip logic does not remove any, and
 * a variable without a column was "not asked". The same file is not taken twice (%MOK_STORE_ERROR_ALREADY_THERE).
 *
 * Returns: whether the rows are in the survey
 */
gboolean
mok_import_csv (MokSurvey *survey,
                GFile *csv,
                GFile *map,
                gboolean skip_bad,
                MokImportResult *result,
                GPtrArray *diagnostics,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey) && G_IS_FILE (csv) && G_IS_FILE (map) && diagnostics != NULL, FALSE);

  MokManifest *manifest = mok_survey_get_manifest (survey);
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autofree char *name = g_file_get_basename (csv);
  g_auto (Import) import = {
    .survey = survey,
    .manifest_digest = mok_manifest_get_digest (manifest),
    .csv_name = name,
    .skip_bad = skip_bad,
    .diagnostics = diagnostics,
  };

  if (!check_survey (survey, error) || !read_map (&import, map, questionnaire, cancellable, error))
    return FALSE;

  g_autoptr (GBytes) bytes = g_file_load_bytes (csv, cancellable, NULL, error);

  if (bytes == NULL)
    return FALSE;
  prepare (&import, questionnaire, bytes);
  if (!import_rows (&import, bytes, cancellable, error))
    return FALSE;
  if (result != NULL)
    *result = (MokImportResult){ .rows = import.n_rows, .bad_values = import.n_bad_values };
  return TRUE;
}
