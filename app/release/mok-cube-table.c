/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables out of a cube: finds the counts that were asked for and makes shares and intervals of them.
 */

#include "config.h"

#include "release/mok-cube-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-statistics.h"
#include "interview/mok-answer.h"

static MokScale
get_scale (const MokVariable *variable)
{
  const MokQuestion *question = variable->question;

  if (variable->is_multiple)
    return MOK_SCALE_MULTIPLE;
  if (variable->is_number)
    return MOK_SCALE_BANDS;
  if (question->likert)
    return MOK_SCALE_LIKERT;
  if (g_strcmp0 (question->rule, "exp") == 0)
    return MOK_SCALE_RECEIVED;
  return question->ordered || question->rule != NULL ? MOK_SCALE_ORDINAL : MOK_SCALE_NOMINAL;
}

static MokText *
dup_title (const MokQuestion *question)
{
  return mok_text_ref (mok_text_is_empty (question->short_title) ? question->label : question->short_title);
}

/* Whole numbers stand for what is rounded to them, so that 25 to 29 reaches from 24.5 to 29.5. */
static void
set_band (MokTableColumn *column, const MokVariable *variable, guint band)
{
  const MokQuestion *question = variable->question;
  const double shift = mok_answer_is_whole (question) ? 0.5 : 0;

  if (!variable->is_number || question->kind == MOK_QUESTION_DATE)
    return;
  if (variable->needs_edges)
    {
      column->low = variable->edges[band] + shift;
      column->high = variable->edges[band + 1] + shift;
      return;
    }
  if (band > 0)
    column->low = question->bands[band - 1] + shift;
  if (band < question->n_bands)
    column->high = question->bands[band] + shift;
}

static void
add_columns (MokTable *table, const MokVariable *variable)
{
  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (!mok_variable_is_substantive (variable, i))
        continue;

      g_autofree char *code = mok_variable_dup_code (variable, i);
      MokTableColumn *column = mok_table_add_column (table, code, g_ptr_array_index (variable->labels, i));

      column->not_applicable = (mok_variable_get_kind (variable, i) & MOK_CHOICE_NOT_APPLICABLE) != 0;
      set_band (column, variable, i);
    }
}

static MokTable *
make_table (const MokCube *self, const MokVariable *variable)
{
  const MokQuestion *question = variable->question;
  MokTable *table = mok_table_new (question->name);
  g_autofree char *period = mok_question_dup_period_caption (question);

  g_clear_pointer (&table->title, mok_text_unref);
  g_clear_pointer (&table->wording, mok_text_unref);
  table->title = dup_title (question);
  table->wording = mok_text_ref (question->label);
  if (period != NULL)
    {
      table->period = mok_text_new ();
      mok_text_set (table->period, "", period);
    }
  table->scale = get_scale (variable);
  table->max_selected = question->max_selected;
  table->exact = mok_cube_is_exact (self);
  table->synthetic = mok_cube_is_synthetic (self);
  table->open = mok_cube_is_open (self);
  add_columns (table, variable);
  return table;
}

static void
fill_missing (const MokVariable *variable, const guint32 *slots, MokTableRow *row)
{
  row->missing[MOK_MISSING_NOT_ASKED] = slots[MOK_SLOT_NOT_ASKED];
  row->missing[MOK_MISSING_BLANK] = slots[MOK_SLOT_BLANK];
  if (variable->is_multiple)
    {
      row->missing[MOK_MISSING_NOT_SURE] = slots[MOK_SLOT_NOT_SURE];
      row->missing[MOK_MISSING_REFUSED] = slots[MOK_SLOT_REFUSED];
      row->base = slots[MOK_SLOT_SUBSTANTIVE];
      return;
    }
  for (guint i = 0; i < variable->n_answers; i++)
    {
      const guint32 count = slots[MOK_SLOT_FIRST_ANSWER + i];

      if (mok_variable_is_substantive (variable, i))
        row->base += count;
      else if (mok_variable_get_kind (variable, i) & MOK_CHOICE_NOT_SURE)
        row->missing[MOK_MISSING_NOT_SURE] += count;
      else
        row->missing[MOK_MISSING_REFUSED] += count;
    }
}

static void
add_row (MokTable *table, const MokVariable *variable, const char *code, MokText *label, const guint32 *slots)
{
  const guint first = variable->is_multiple ? (guint) MOK_SLOT_FIRST_CHOICE : (guint) MOK_SLOT_FIRST_ANSWER;
  MokTableRow *row = mok_table_add_row (table, code, label);
  MokTableCell *cell = row->cells;

  fill_missing (variable, slots, row);
  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (!mok_variable_is_substantive (variable, i))
        continue;
      cell->count = slots[first + i];
      if (row->base > 0)
        {
          cell->share = (double) cell->count / row->base;
          mok_wilson_interval ((double) cell->count, row->base, &cell->low, &cell->high);
        }
      cell++;
    }
}

static MokText *
dup_level_label (const MokCubeLevels *levels, guint level)
{
  if (levels->slots[level] >= MOK_SLOT_FIRST_ANSWER)
    return mok_text_ref (g_ptr_array_index (levels->labels, level));

  MokText *label = mok_text_new ();

  mok_text_set (label, "", mok_cube_get_label (levels, level, ""));
  return label;
}

/* A table as it was asked for: numbers instead of names, -1 for none. */
typedef struct
{
  guint variable;
  int by;
  int filter;
  guint level;
} Request;

static int
find_background (const MokCube *self, const char *name, GError **error)
{
  const int variable = mok_codebook_find (self->codebook, name);
  const int background = variable >= 0 ? mok_codebook_get_background (self->codebook, (guint) variable) : -1;

  if (background < 0)
    g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
                 _ ("“%s” is not a background of this survey, so results cannot be split by it."), name);
  return background;
}

static gboolean
find_level (const MokCubeLevels *levels, const char *filter, const char *code, guint *level, GError **error)
{
  for (guint i = 0; i < levels->n_levels; i++)
    {
      if (strcmp (g_ptr_array_index (levels->codes, i), code) == 0)
        {
          *level = i;
          return TRUE;
        }
    }
  g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
               _ ("Nobody in this survey has the value “%2$s” of “%1$s”."), filter, code);
  return FALSE;
}

static gboolean
resolve (const MokCube *self,
         const char *question,
         const char *by,
         const char *filter,
         const char *filter_code,
         Request *request,
         GError **error)
{
  const int variable = mok_codebook_find (self->codebook, question);

  request->by = request->filter = -1;
  if (variable < 0)
    {
      g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN, _ ("This survey has no results of a question “%s”."),
                   question);
      return FALSE;
    }
  request->variable = (guint) variable;
  if ((by != NULL && strcmp (by, question) == 0) || (filter != NULL && strcmp (filter, question) == 0)
      || (by != NULL && filter != NULL && strcmp (by, filter) == 0))
    {
      g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
                   _ ("“%s” is asked for twice: the question, the breakdown and the filter must differ."),
                   by != NULL && strcmp (by, question) == 0 ? by : filter);
      return FALSE;
    }
  if (by != NULL && (request->by = find_background (self, by, error)) < 0)
    return FALSE;
  if (filter == NULL)
    return TRUE;
  request->filter = find_background (self, filter, error);
  return request->filter >= 0
         && find_level (&self->levels[request->filter], filter, filter_code, &request->level, error);
}

static void
add_rows_by (const MokCube *self, const Request *request, MokTable *table)
{
  const MokVariable *variable = &self->codebook->variables[request->variable];
  const guint n_slots = mok_variable_get_n_slots (variable);
  const MokCubeLevels *levels = &self->levels[request->by];
  g_autofree guint32 *counts = NULL;
  gsize first = 0, step = 1;

  if (request->filter < 0)
    counts = mok_cube_read_by (self, request->variable, (guint) request->by);
  else if (request->by < request->filter)
    {
      counts = mok_cube_read_crossed (self, request->variable, (guint) request->by, (guint) request->filter);
      first = request->level;
      step = self->levels[request->filter].n_levels;
    }
  else
    {
      counts = mok_cube_read_crossed (self, request->variable, (guint) request->filter, (guint) request->by);
      first = (gsize) request->level * levels->n_levels;
    }
  for (guint i = 0; i < levels->n_levels; i++)
    {
      g_autoptr (MokText) label = dup_level_label (levels, i);

      add_row (table, variable, g_ptr_array_index (levels->codes, i), label, counts + (first + i * step) * n_slots);
    }
}

static void
add_rows (const MokCube *self, const Request *request, MokTable *table)
{
  const MokVariable *variable = &self->codebook->variables[request->variable];
  g_autoptr (MokText) all = mok_text_new ();
  g_autofree guint32 *counts = NULL;
  const guint32 *slots;

  if (request->filter < 0)
    slots = counts = mok_cube_read_total (self, request->variable);
  else
    {
      counts = mok_cube_read_by (self, request->variable, (guint) request->filter);
      slots = counts + (gsize) request->level * mok_variable_get_n_slots (variable);
    }
  mok_text_set (all, "", _ ("All"));
  add_row (table, variable, "", all, slots);
  if (request->by >= 0)
    add_rows_by (self, request, table);
}

/**
 * mok_cube_get_table:
 * @question: variable of a question or background
 * @by: (nullable): variable of a background to break it down by
 * @filter: (nullable): variable of another background
 * @filter_code: (nullable): the level of @filter that is counted; codes as of mok_cube_get_level_code()
 * @error: return location for %MOK_CUBE_ERROR_UNKNOWN
 *
 * The first row is all respondents (of the filter), then a row for each level of @by. Shares are of those with a
 * substantive answer; of a multiple choice, of those with at least one. Of a ranking the first place is counted. The
 * period, the word for all and the words for missing levels are in the program's current language.
 *
 * Returns: (transfer full) (nullable): the table
 */
MokTable *
mok_cube_get_table (const MokCube *self,
                    const char *question,
                    const char *by,
                    const char *filter,
                    const char *filter_code,
                    GError **error)
{
  g_return_val_if_fail (self != NULL && question != NULL, NULL);
  g_return_val_if_fail ((filter == NULL) == (filter_code == NULL), NULL);

  Request request = { 0 };

  if (!resolve (self, question, by, filter, filter_code, &request, error))
    return NULL;

  MokTable *table = make_table (self, &self->codebook->variables[request.variable]);

  if (by != NULL)
    {
      table->by = g_strdup (by);
      table->by_title = dup_title (self->codebook->variables[self->codebook->backgrounds[request.by]].question);
    }
  if (filter != NULL)
    {
      table->filter = g_strdup (filter);
      table->filter_code = g_strdup (filter_code);
      table->filter_title = dup_title (self->codebook->variables[self->codebook->backgrounds[request.filter]].question);
      table->filter_label = dup_level_label (&self->levels[request.filter], request.level);
    }
  add_rows (self, &request, table);
  return table;
}
