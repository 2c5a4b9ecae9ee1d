/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables out of a cube: finds the counts that were asked for. Must not decide what may be shown: what may not is not in
 * the cube.
 */

#include "config.h"

#include "release/mok-cube-row-private.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "interview/mok-answer.h"

static MokScale
get_scale (const MokVariable *variable)
{
  const MokQuestion *question = variable->question;

  if (variable->kind == MOK_VARIABLE_OUTCOME)
    return MOK_SCALE_OUTCOME;
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
  char *end;

  /* The code of a band is its number; merged levels have another. */
  if (!variable->is_number || question->kind == MOK_QUESTION_DATE || strtoul (column->code, &end, 10) != band + 1
      || *end != '\0')
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

      MokTableColumn *column =
          mok_table_add_column (table, mok_variable_get_code (variable, i), g_ptr_array_index (variable->labels, i));

      column->not_applicable = (mok_variable_get_kind (variable, i) & MOK_CHOICE_NOT_APPLICABLE) != 0;
      column->exclusive = (mok_variable_get_kind (variable, i) & MOK_CHOICE_EXCLUSIVE) != 0;
      set_band (column, variable, i);
    }
}

static const MokCodebookProtection *
find_protection (const MokCube *self, guint outcome)
{
  for (guint i = 0; i < self->codebook->protections->len; i++)
    {
      const MokCodebookProtection *protection = g_ptr_array_index (self->codebook->protections, i);

      if (protection->outcome == outcome)
        return protection;
    }
  return NULL;
}

static MokTable *
make_table (const MokCube *self, guint index)
{
  const MokVariable *variable = &self->codebook->variables[index];
  const MokCodebookProtection *protection = find_protection (self, index);
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
  if (protection != NULL)
    {
      table->article = mok_text_ref (protection->article);
      table->binds_all = protection->binds_all;
    }
  table->exact = mok_cube_is_exact (self);
  table->rate = mok_cube_get_rate (self, index);
  table->synthetic = mok_cube_is_synthetic (self);
  table->open = mok_cube_is_open (self);
  add_columns (table, variable);
  return table;
}

static MokText *
dup_level_label (const MokCube *self, guint background, guint level)
{
  const MokVariable *variable = &self->codebook->variables[self->codebook->backgrounds[background]];
  const guint8 slot = self->levels[background].slots[level];

  if (slot >= MOK_SLOT_FIRST_ANSWER)
    return mok_text_ref (g_ptr_array_index (variable->labels, slot - MOK_SLOT_FIRST_ANSWER));

  MokText *label = mok_text_new ();

  mok_text_set (label, "", mok_cube_get_label (self, background, level, ""));
  return label;
}

/* A base below this is not shown in a release. */
#define MIN_SHOWN 10

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
find_level (const MokCube *self, int background, const char *filter, const char *code, guint *level, GError **error)
{
  for (guint i = 0; i < self->levels[background].n_levels; i++)
    {
      if (strcmp (mok_cube_get_code (self, (guint) background, i), code) == 0)
        {
          *level = i;
          return TRUE;
        }
    }
  g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
               mok_cube_is_exact (self)
                   ? _ ("Nobody in this survey has the value “%2$s” of “%1$s”.")
                   : _ ("Results have no group “%2$s” of “%1$s”: small groups may have been put together."),
               filter, code);
  return FALSE;
}

static gboolean
resolve (const MokCube *self,
         const char *question,
         const char *by,
         const char *filter,
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
  if (filter != NULL && (request->filter = find_background (self, filter, error)) < 0)
    return FALSE;
  return TRUE;
}

/* A release does not show everything there is. */
static gboolean
check_offer (const MokCube *self,
             const char *question,
             const char *by,
             const char *filter,
             const char *filter_code,
             Request *request,
             GError **error)
{
  g_autofree char *refusal = mok_cube_is_exact (self) ? NULL : mok_cube_dup_refusal (self, question, by, filter);

  if (refusal == NULL && filter != NULL
      && !find_level (self, request->filter, filter, filter_code, &request->level, error))
    return FALSE;
  if (refusal == NULL && filter != NULL && !mok_cube_offers_level (self, by, filter, filter_code))
    refusal = g_strdup (_ ("Not offered: its groups are too small for a reliable figure."));
  if (refusal == NULL)
    return TRUE;
  g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED, "%s: %s", by != NULL ? by : question, refusal);
  return FALSE;
}

static void
add_row (const MokCube *self,
         const Request *request,
         MokTable *table,
         const char *code,
         MokText *label,
         guint variable,
         const MokCubeBlock *block,
         gsize group,
         guint sub_row)
{
  const MokVariable *counted = &self->codebook->variables[variable];
  const gsize at = group * mok_variable_get_n_slots (counted);

  mok_cube_fill_row (counted, block->counts + at, block->expected != NULL ? block->expected + at : NULL, sub_row,
                     table->rate, table->exact, table->exact ? 0 : MIN_SHOWN, mok_table_add_row (table, code, label));
}

/* The number of a group in a block by two backgrounds, whichever of them is the outer one. */
static gsize
get_group (const MokCube *self, int by, guint by_level, int filter, guint filter_level)
{
  if (by < filter)
    return (gsize) by_level * self->levels[filter].n_levels + filter_level;
  return (gsize) filter_level * self->levels[by].n_levels + by_level;
}

static MokCubeBlock
read_pair (const MokCube *self, guint variable, int a, int b)
{
  if (a >= 0 && b >= 0)
    return mok_cube_read (self, variable, MIN (a, b), MAX (a, b));
  return mok_cube_read (self, variable, MAX (a, b), -1);
}

static void
add_rows_by (const MokCube *self, const Request *request, MokTable *table)
{
  const MokCubeLevels *levels = &self->levels[request->by];
  g_auto (MokCubeBlock) block = read_pair (self, request->variable, request->by, request->filter);

  for (guint i = 0; i < levels->n_levels && block.counts != NULL; i++)
    {
      g_autoptr (MokText) label = dup_level_label (self, (guint) request->by, i);

      add_row (self, request, table, mok_cube_get_code (self, (guint) request->by, i), label, request->variable, &block,
               request->filter < 0 ? i : get_group (self, request->by, i, request->filter, request->level), 0);
    }
}

/* Which size of the workplace a level of SIZE5 is. */
static MokSize5
get_size (const MokCube *self, guint level)
{
  const char *code = mok_cube_get_code (
      self, (guint) mok_codebook_get_background (self->codebook, (guint) self->codebook->size5), level);

  if (strcmp (code, "under") == 0)
    return MOK_SIZE5_UNDER;
  return strcmp (code, "over") == 0 ? MOK_SIZE5_OVER : MOK_SIZE5_UNKNOWN;
}

/* What is about another time stands in the row of the size then. */
static void
add_rows_by_size (const MokCube *self, const Request *request, guint by_size, MokTable *table)
{
  g_auto (MokCubeBlock) block = read_pair (self, by_size, request->filter, -1);

  for (guint i = 0; i < self->levels[request->by].n_levels; i++)
    {
      g_autoptr (MokText) label = dup_level_label (self, (guint) request->by, i);

      add_row (self, request, table, mok_cube_get_code (self, (guint) request->by, i), label, by_size, &block,
               request->filter < 0 ? 0 : request->level, get_size (self, i));
    }
}

/* Likewise, where the size is the filter. */
static void
add_rows_of_size (const MokCube *self, const Request *request, guint by_size, MokText *all, MokTable *table)
{
  const guint size = get_size (self, request->level);
  g_auto (MokCubeBlock) total = mok_cube_read (self, by_size, -1, -1);
  g_auto (MokCubeBlock) block = { 0 };

  add_row (self, request, table, "", all, by_size, &total, 0, size);
  if (request->by < 0)
    return;
  block = mok_cube_read (self, by_size, request->by, -1);
  for (guint i = 0; i < self->levels[request->by].n_levels; i++)
    {
      g_autoptr (MokText) label = dup_level_label (self, (guint) request->by, i);

      add_row (self, request, table, mok_cube_get_code (self, (guint) request->by, i), label, by_size, &block, i, size);
    }
}

static gboolean
is_size5 (const MokCube *self, int background)
{
  return background >= 0 && (int) self->codebook->backgrounds[background] == self->codebook->size5;
}

static void
add_rows (const MokCube *self, const Request *request, MokTable *table)
{
  const MokCodebookProtection *protection = find_protection (self, request->variable);
  const int by_size = protection != NULL ? protection->by_size : -1;
  g_autoptr (MokText) all = mok_text_new ();
  g_auto (MokCubeBlock) block = { 0 };

  mok_text_set (all, "", _ ("All"));
  if (by_size >= 0 && is_size5 (self, request->filter))
    {
      add_rows_of_size (self, request, (guint) by_size, all, table);
      return;
    }
  block = mok_cube_read (self, request->variable, request->filter, -1);
  add_row (self, request, table, "", all, request->variable, &block, request->filter < 0 ? 0 : request->level, 0);
  if (by_size >= 0 && is_size5 (self, request->by))
    add_rows_by_size (self, request, (guint) by_size, table);
  else if (request->by >= 0)
    add_rows_by (self, request, table);
}

/* Rows follow the levels of the breakdown, behind that of all respondents. */
static void
mark_unknown (const MokCube *self, guint by, MokTable *table)
{
  const MokVariable *variable = &self->codebook->variables[self->codebook->backgrounds[by]];

  for (guint r = 1; r < table->rows->len; r++)
    {
      const guint8 slot = self->levels[by].slots[r - 1];

      mok_table_get_row (table, r)->unknown =
          slot < MOK_SLOT_FIRST_ANSWER || !mok_variable_is_substantive (variable, slot - MOK_SLOT_FIRST_ANSWER);
    }
}

/**
 * mok_cube_get_table:
 * @question: variable of a question or background
 * @by: (nullable): variable of a background to break it down by
 * @filter: (nullable): variable of another background
 * @filter_code: (nullable): the level of @filter that is counted; codes as of mok_cube_get_level_code()
 * @error: return location for %MOK_CUBE_ERROR_UNKNOWN or %MOK_CUBE_ERROR_NOT_OFFERED
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

  if (!resolve (self, question, by, filter, &request, error)
      || !check_offer (self, question, by, filter, filter_code, &request, error))
    return NULL;

  MokTable *table = make_table (self, request.variable);

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
      table->filter_label = dup_level_label (self, (guint) request.filter, request.level);
    }
  add_rows (self, &request, table);
  if (by != NULL)
    mark_unknown (self, (guint) request.by, table);
  return table;
}

/**
 * mok_cube_get_outcome_tables:
 * @filter: (nullable): variable of a background
 * @filter_code: (nullable): the level of @filter that is counted
 * @error: return location for %MOK_CUBE_ERROR
 *
 * The outcomes of all protections by the size of the workplace, for the headline chart. Where that breakdown is not
 * offered they have one row each.
 *
 * Returns: (transfer full) (nullable) (element-type MokTable): a table for each protection, in the order of the form
 */
GPtrArray *
mok_cube_get_outcome_tables (const MokCube *self, const char *filter, const char *filter_code, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (self);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const MokQuestion *outcome = g_ptr_array_index (outcomes, i);
      const char *by = self->codebook->size5 >= 0 ? MOK_SIZE5_NAME : NULL;
      g_autofree char *refusal = by != NULL ? mok_cube_dup_refusal (self, outcome->name, by, filter) : NULL;
      MokTable *table =
          mok_cube_get_table (self, outcome->name, refusal == NULL ? by : NULL, filter, filter_code, error);

      if (table == NULL)
        return NULL;
      g_ptr_array_add (tables, table);
    }
  return g_steal_pointer (&tables);
}
