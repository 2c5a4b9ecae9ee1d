/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The release as JSON, to be analysed again by others: of every table what its figures are made of and what they are
 * (docs/formats.md, "Exports"). Numbers are written so that they are read back as they were. An open survey has counts
 * and none of the words of a release. Must not write what the cube does not offer.
 */

#include "config.h"

#include "exchange/mok-export-json-private.h"
#include "exchange/mok-export-private.h"

#include <math.h>

#include "base/mok-json.h"

#define BUFFER (256 * 1024)

static void
append_member (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, ", \"%s\": ", name);
  mok_json_append_string (json, text);
}

static void
append_number (GString *json, const char *name, double number)
{
  g_string_append_printf (json, ", \"%s\": ", name);
  mok_json_append_double (json, number);
}

/* An array with one number for each cell of a row. */
static void
append_cells (GString *json,
              const char *name,
              const MokTable *table,
              const MokTableRow *row,
              double (*get) (const MokTableCell *cell))
{
  g_string_append_printf (json, ", \"%s\": [", name);
  for (guint i = 0; i < table->columns->len; i++)
    {
      if (i > 0)
        g_string_append (json, ", ");
      mok_json_append_double (json, get (&row->cells[i]));
    }
  g_string_append_c (json, ']');
}

static double
get_count (const MokTableCell *cell)
{
  return (double) cell->count;
}

static double
get_noisy (const MokTableCell *cell)
{
  return cell->noisy;
}

static double
get_expected (const MokTableCell *cell)
{
  return cell->expected;
}

static double
get_share (const MokTableCell *cell)
{
  return cell->share;
}

static double
get_low (const MokTableCell *cell)
{
  return cell->low;
}

static double
get_high (const MokTableCell *cell)
{
  return cell->high;
}

/* What is shown: whole points, and what stands before them. */
static void
append_shown (GString *json, const MokTable *table, guint number)
{
  const MokTableRow *row = mok_table_get_row (table, number);
  g_autofree int *points = g_new0 (int, table->columns->len + 1);

  mok_table_get_points (table, number, points);
  g_string_append (json, ", \"percent\": [");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const int shown =
          row->cells[i].bound != MOK_BOUND_NONE ? mok_table_cell_get_bound_points (&row->cells[i]) : points[i];

      if (i > 0)
        g_string_append (json, ", ");
      mok_json_append_double (json, shown >= 0 ? shown : (double) NAN);
    }
  g_string_append (json, "], \"bound\": [");
  for (guint i = 0; i < table->columns->len; i++)
    {
      if (i > 0)
        g_string_append (json, ", ");
      mok_json_append_string (json, mok_bound_get_name (row->cells[i].bound));
    }
  g_string_append_c (json, ']');
}

static void
append_missing (GString *json, const MokTable *table, const MokTableRow *row)
{
  g_string_append (json, ", \"missing\": {");
  for (guint i = 0; i < mok_export_get_n_missing (table); i++)
    {
      g_string_append_printf (json, "%s\"%s\": ", i > 0 ? ", " : "", mok_missing_get_name ((MokMissing) i));
      mok_json_append_double (json, row->missing[i]);
    }
  g_string_append_c (json, '}');
}

static void
append_row (GString *json, const MokTable *table, guint number, const char *language)
{
  const MokTableRow *row = mok_table_get_row (table, number);

  g_string_append (json, "          {\"group\": ");
  mok_json_append_string (json, row->code);
  append_member (json, "label", mok_text_get (row->label, language));
  g_string_append (json, row->shown ? ", \"shown\": true" : ", \"shown\": false");
  if (row->shown)
    {
      append_number (json, "base", row->base);
      if (table->exact)
        append_cells (json, "count", table, row, get_count);
      if (!table->exact || table->weighted)
        {
          append_number (json, table->exact ? "weighted_base" : "noisy_base", row->noisy_base);
          append_cells (json, table->exact ? "weighted" : "noisy", table, row, get_noisy);
        }
      if (!table->exact)
        {
          append_number (json, "expected_base", row->expected_base);
          append_cells (json, "expected", table, row, get_expected);
        }
      append_cells (json, "share", table, row, get_share);
      append_cells (json, "low", table, row, get_low);
      append_cells (json, "high", table, row, get_high);
      append_shown (json, table, number);
      append_missing (json, table, row);
    }
  g_string_append_c (json, '}');
}

static void
begin_table (GString *json, const MokExportRequest *request, const MokCube *cube)
{
  static const char *const kinds[] = {
    [MOK_EXPORT_PLAIN] = "plain",
    [MOK_EXPORT_DETAILS] = "details",
    [MOK_EXPORT_WEIGHTED] = "weighted",
  };

  g_string_append (json, "        {\"by\": ");
  mok_json_append_string (json, request->by != NULL ? request->by->name : NULL);
  append_member (json, "filter", request->filter != NULL ? request->filter->name : NULL);
  if (request->filter != NULL)
    append_member (json, "filter_code", mok_cube_get_level_code (cube, request->filter, request->level));
  if (request->kind != MOK_EXPORT_PLAIN)
    append_member (json, "kind", kinds[request->kind]);
}

static void
append_table (GString *json, const MokTable *table, const char *language)
{
  if (!table->exact)
    append_number (json, "rate", table->rate);
  append_number (json, "headcount", table->headcount > 0 ? table->headcount : (double) NAN);
  g_string_append (json, ", \"rows\": [");
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      append_row (json, table, i, language);
    }
  g_string_append (json, "]}");
}

static const char *
get_scale_name (MokScale scale)
{
  static const char *const names[] = {
    [MOK_SCALE_NOMINAL] = "nominal", [MOK_SCALE_ORDINAL] = "ordinal", [MOK_SCALE_RECEIVED] = "received",
    [MOK_SCALE_LIKERT] = "likert",   [MOK_SCALE_BANDS] = "bands",     [MOK_SCALE_MULTIPLE] = "multiple",
    [MOK_SCALE_OUTCOME] = "outcome",
  };

  return names[scale];
}

static void
append_columns (GString *json, const MokTable *table, const char *language)
{
  g_string_append (json, ",\n       \"answers\": [");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const MokTableColumn *column = mok_table_get_column (table, i);

      g_string_append (json, i > 0 ? ",\n         {\"code\": " : "\n         {\"code\": ");
      mok_json_append_string (json, column->code);
      append_member (json, "label", mok_text_get (column->label, language));
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

/* A question, from its table of all respondents; %NULL where there is none. */
static void
begin_question (GString *json, const MokExportRequest *request, const MokTable *table, const char *language)
{
  g_string_append (json, "      {\"variable\": ");
  mok_json_append_string (json, request->question->name);
  append_member (json, "title", mok_question_get_title (request->question, language));
  append_member (json, "wording", mok_text_get (table != NULL ? table->wording : request->question->label, language));
  if (request->kind == MOK_EXPORT_DETAILS)
    append_member (json, "kind", "details");
  if (table == NULL)
    return;
  append_member (json, "scale", get_scale_name (table->scale));
  if (table->period != NULL)
    append_member (json, "period", mok_text_get (table->period, language));
  if (table->article != NULL)
    append_member (json, "article", mok_text_get (table->article, language));
  append_columns (json, table, language);
}

/* Where the next ones of a list stand. */
typedef struct
{
  GString *json;
  guint n_tables;
  guint n_withheld;
  GString *withheld; /* goes behind the tables of a question */
} Question;

static void
end_question (Question *self)
{
  g_string_append (self->json, "],\n       \"withheld\": [");
  g_string_append_len (self->json, self->withheld->str, (gssize) self->withheld->len);
  g_string_append (self->json, "]}");
  g_string_truncate (self->withheld, 0);
  self->n_tables = self->n_withheld = 0;
}

static void
add_table (Question *self, const MokExport *export, const MokExportRequest *request, const MokTable *table)
{
  g_string_append (self->json, self->n_tables++ > 0 ? ",\n" : "\n");
  begin_table (self->json, request, export->cube);
  append_table (self->json, table, export->options->language);
}

static void
add_withheld (Question *self, const MokExport *export, const MokExportRequest *request, const char *reason)
{
  g_string_append (self->withheld, self->n_withheld++ > 0 ? ",\n" : "\n");
  begin_table (self->withheld, request, export->cube);
  append_member (self->withheld, "reason", reason);
  g_string_append_c (self->withheld, '}');
}

/* A weighted table has the columns of the plain one, and stands behind it in the same list. */
static gboolean
is_new_question (const MokExportRequest *request, const MokExportRequest *before)
{
  return before == NULL || request->question != before->question
         || (request->kind != before->kind && request->kind == MOK_EXPORT_DETAILS);
}

static gboolean
write_questions (const MokExport *self, GError **error)
{
  g_autoptr (GArray) requests = mok_export_list_requests (self->cube, self->options->filters);
  g_autoptr (GString) withheld = g_string_new (NULL);
  Question question = { .json = self->file->waiting, .withheld = withheld };
  const MokExportRequest *before = NULL;

  for (guint i = 0; i < requests->len; i++)
    {
      const MokExportRequest *request = &g_array_index (requests, MokExportRequest, i);
      g_autofree char *reason = NULL;
      g_autoptr (MokTable) table = mok_export_request_load (request, self->cube, &reason);

      if (!mok_export_check (self, (double) i / requests->len, error))
        return FALSE;
      if (is_new_question (request, before))
        {
          if (before != NULL)
            end_question (&question);
          g_string_append (question.json, before != NULL ? ",\n" : "\n");
          begin_question (question.json, request, table, self->options->language);
          g_string_append (question.json, ",\n       \"tables\": [");
        }
      if (table != NULL)
        add_table (&question, self, request, table);
      else
        add_withheld (&question, self, request, reason);
      before = request;
      if (!mok_export_file_flush (self->file, BUFFER, error))
        return FALSE;
    }
  if (before != NULL)
    end_question (&question);
  return TRUE;
}

/**
 * mok_export_write_json:
 *
 * Returns: whether everything was written
 */
gboolean
mok_export_write_json (const MokExport *self, GError **error)
{
  mok_export_json_append_head (self->file->waiting, self->cube, self->options);
  g_string_append (self->file->waiting, ",\n  \"questions\": [");
  if (!write_questions (self, error))
    return FALSE;
  g_string_append (self->file->waiting, "\n  ]\n}\n");
  return TRUE;
}
