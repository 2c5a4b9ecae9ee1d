/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tables of a cube, one after the other, and the figures of a table. What a cube does not offer is not in an
 * export: it is asked for through the same door as by charts. Must not write anything.
 */

#include "config.h"

#include "exchange/mok-export-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

static MokTable *
load (const MokExportRequest *self, const MokCube *cube, GError **error)
{
  const char *by = self->by != NULL ? self->by->name : NULL;
  const char *filter = self->filter != NULL ? self->filter->name : NULL;
  const char *code = self->filter != NULL ? mok_cube_get_level_code (cube, self->filter, self->level) : NULL;

  switch (self->kind)
    {
    case MOK_EXPORT_DETAILS:
      return mok_cube_get_outcome_details (cube, self->question->name, by, filter, code, error);
    case MOK_EXPORT_WEIGHTED:
      return mok_cube_get_table_weighted (cube, self->question->name, by, error);
    case MOK_EXPORT_PLAIN:
    default:
      return mok_cube_get_table (cube, self->question->name, by, filter, code, error);
    }
}

static gboolean
is_offered (const MokExportRequest *request, const MokCube *cube)
{
  g_autoptr (MokTable) table = load (request, cube, NULL);

  return table != NULL;
}

/* What is refused as a whole is not listed piece by piece. */
static void
add_filters (GArray *requests, const MokCube *cube, MokExportRequest request, GPtrArray *backgrounds)
{
  if (!is_offered (&request, cube))
    return;
  for (guint i = 0; i < backgrounds->len; i++)
    {
      request.filter = g_ptr_array_index (backgrounds, i);
      if (request.filter == request.by || g_str_equal (request.filter->name, request.question->name))
        continue;
      for (request.level = 0; request.level < mok_cube_get_n_levels (cube, request.filter); request.level++)
        g_array_append_val (requests, request);
    }
}

static void
add_breakdowns (GArray *requests, const MokCube *cube, MokExportRequest request, gboolean filters)
{
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (cube);

  g_array_append_val (requests, request);
  if (!is_offered (&request, cube))
    return;
  for (guint i = 0; i < backgrounds->len; i++)
    {
      request.by = g_ptr_array_index (backgrounds, i);
      if (g_str_equal (request.by->name, request.question->name))
        continue;
      g_array_append_val (requests, request);
      if (filters)
        add_filters (requests, cube, request, backgrounds);
    }
}

static void
add_question (GArray *requests, const MokCube *cube, const MokQuestion *question, gboolean outcome, gboolean filters)
{
  MokExportRequest request = { .question = question, .outcome = outcome };

  add_breakdowns (requests, cube, request, filters);
  request.kind = MOK_EXPORT_DETAILS;
  if (outcome && is_offered (&request, cube))
    add_breakdowns (requests, cube, request, filters);
  request.kind = MOK_EXPORT_WEIGHTED;
  if (mok_cube_has_weights (cube))
    add_breakdowns (requests, cube, request, FALSE);
}

/**
 * mok_export_list_requests:
 * @filters: also within each level of each other background
 *
 * Returns: (transfer full) (element-type MokExportRequest): everything there could be, by question and by kind of
 *   table, the total of each first; valid as long as @cube
 */
GArray *
mok_export_list_requests (const MokCube *cube, gboolean filters)
{
  GArray *requests = g_array_new (FALSE, FALSE, sizeof (MokExportRequest));
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);

  for (guint i = 0; i < questions->len; i++)
    add_question (requests, cube, g_ptr_array_index (questions, i), FALSE, filters);
  for (guint i = 0; i < outcomes->len; i++)
    add_question (requests, cube, g_ptr_array_index (outcomes, i), TRUE, filters);
  return requests;
}

/**
 * mok_export_request_load:
 * @refusal: (out) (optional): why the cube does not offer it, in a sentence
 *
 * Returns: (transfer full) (nullable): the table, if the cube offers it
 */
MokTable *
mok_export_request_load (const MokExportRequest *self, const MokCube *cube, char **refusal)
{
  g_autoptr (GError) error = NULL;
  MokTable *table = load (self, cube, &error);

  if (refusal != NULL)
    *refusal = NULL;
  if (table != NULL || refusal == NULL)
    return table;
  *refusal = mok_cube_dup_refusal (cube, self->question->name, self->by != NULL ? self->by->name : NULL,
                                   self->filter != NULL ? self->filter->name : NULL);
  if (*refusal == NULL)
    *refusal = g_strdup (error->message);
  return NULL;
}

/**
 * mok_export_request_is_same_question:
 * @other: (nullable): another request
 *
 * Returns: whether both are of one question and one kind, so that their tables have the same columns
 */
gboolean
mok_export_request_is_same_question (const MokExportRequest *self, const MokExportRequest *other)
{
  return other != NULL && self->question == other->question && self->kind == other->kind;
}

/**
 * mok_export_get_n_missing:
 *
 * Returns: how many kinds of missing there are: an outcome applies or does not, there is no other way of missing
 */
guint
mok_export_get_n_missing (const MokTable *table)
{
  return table->article != NULL ? MOK_MISSING_NOT_ASKED + 1 : MOK_N_MISSING;
}

const char *
mok_export_get_missing_label (const MokTable *table, MokMissing missing)
{
  return table->article != NULL ? _ ("Did not apply") : mok_missing_get_label (missing);
}

static void
fill_answer (const MokTable *table, guint column, const int *points, MokExportFigure *figure)
{
  const MokTableCell *cell = &figure->row->cells[column];

  figure->base = figure->count = figure->share = figure->low = figure->high = NAN;
  figure->bound = "not_shown";
  figure->percent = -1;
  if (!figure->row->shown)
    return;
  figure->base = mok_table_get_shown_people (table, figure->row->base);
  figure->count = table->exact ? (double) cell->count : NAN;
  figure->share = cell->share;
  figure->low = cell->low;
  figure->high = cell->high;
  figure->bound = mok_bound_get_name (cell->bound);
  figure->percent = cell->bound != MOK_BOUND_NONE ? mok_table_cell_get_bound_points (cell) : points[column];
}

static void
fill_missing (const MokTable *table, MokMissing missing, MokExportFigure *figure)
{
  const double share = mok_table_row_get_missing_share (figure->row, missing);
  const gboolean asked = missing != MOK_MISSING_NOT_ASKED;

  figure->kind = "missing";
  figure->code = mok_missing_get_name (missing);
  figure->label = mok_export_get_missing_label (table, missing);
  figure->base = mok_table_get_shown_people (table, mok_table_row_get_asked (figure->row));
  figure->count =
      table->exact || !asked ? mok_table_get_shown_people (table, figure->row->missing[missing]) : (double) NAN;
  figure->share = asked ? share : (double) NAN;
  figure->low = figure->high = NAN;
  figure->bound = NULL;
  figure->percent = asked && !isnan (share) ? (int) floor (100 * share + 0.5) : -1;
}

static gboolean
walk_row (const MokTable *table,
          guint number,
          const char *language,
          MokExportFigureFunc func,
          gpointer data,
          GError **error)
{
  g_autofree int *points = g_new0 (int, table->columns->len + 1);
  MokExportFigure figure = { .row = mok_table_get_row (table, number) };
  const gboolean details = table->article != NULL && table->scale != MOK_SCALE_OUTCOME;

  mok_table_get_points (table, number, points);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const MokTableColumn *column = mok_table_get_column (table, i);

      figure.kind = details ? "detail" : "answer";
      figure.code = column->code;
      figure.label = mok_text_get (column->label, language);
      fill_answer (table, i, points, &figure);
      if (!func (table, &figure, data, error))
        return FALSE;
    }
  for (guint i = 0; figure.row->shown && i < mok_export_get_n_missing (table); i++)
    {
      fill_missing (table, (MokMissing) i, &figure);
      if (!func (table, &figure, data, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_export_foreach_figure:
 * @language: of labels
 * @func: (scope call): called for each group and answer, then for each group and kind of missing answer
 *
 * Returns: %FALSE with the error of @func
 */
gboolean
mok_export_foreach_figure (const MokTable *table,
                           const char *language,
                           MokExportFigureFunc func,
                           gpointer data,
                           GError **error)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      if (!walk_row (table, i, language, func, data, error))
        return FALSE;
    }
  return TRUE;
}
