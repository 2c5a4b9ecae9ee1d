/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables out of a cube: finds the counts that were asked for. Must not decide what may be shown: what may not is not in
 * the cube.
 */

#include "config.h"

#include "release/mok-cube-columns-private.h"
#include "release/mok-cube-flagged-private.h"
#include "release/mok-cube-row-private.h"
#include "release/mok-cube-weights-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

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
  gboolean details; /* of an outcome, in place of its classes */
  gboolean weighted;
  gboolean unflagged; /* of an outcome, without doubtful cases */
} Request;

/* The counts of one variable that rows are made of. */
typedef struct
{
  guint variable;
  MokCubeBlock counted;
  MokCubeWeights weighted; /* where that was asked for */
  const double *effects;   /* (nullable): of each group */
} Counts;

static void
counts_clear (Counts *self)
{
  mok_cube_block_clear (&self->counted);
  mok_cube_weights_clear (&self->weighted);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counts, counts_clear)

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
         const Counts *counts,
         gsize group,
         guint sub_row)
{
  const MokVariable *variable = &self->codebook->variables[counts->variable];
  const MokCodebookProtection *protection = mok_cube_find_protection (self, counts->variable);
  const gsize at = group * mok_variable_get_n_slots (variable);
  MokCubeGroup row = {
    .variable = variable,
    .sub_row = sub_row,
    .details = request->details ? protection->details : 0,
    .rate = table->rate,
    .exact = table->exact,
    .min_shown = table->exact ? 0 : MIN_SHOWN,
    .effect = counts->effects != NULL ? counts->effects[group] : 1,
  };

  row.counts = counts->counted.counts + at;
  if (counts->counted.expected != NULL)
    row.expected = counts->counted.expected + at;
  if (counts->weighted.counts != NULL)
    row.weighted = counts->weighted.counts + at;
  if (counts->weighted.expected != NULL)
    row.weighted_expected = counts->weighted.expected + at;
  /* Only of all respondents together it is known how many there could have been. */
  if (table->headcount > 0 && *code == '\0')
    row.reach = (double) self->n_respondents / table->headcount;
  mok_cube_fill_row (&row, mok_table_add_row (table, code, label));
}

/* The number of a group in a block by two backgrounds, whichever of them is the outer one. */
static gsize
get_group (const MokCube *self, int by, guint by_level, int filter, guint filter_level)
{
  if (by < filter)
    return (gsize) by_level * self->levels[filter].n_levels + filter_level;
  return (gsize) filter_level * self->levels[by].n_levels + by_level;
}

static void
take_flagged_away (const MokCube *self, Counts *counts, int by, int filter)
{
  const MokVariable *variable = &self->codebook->variables[counts->variable];
  const guint n_slots = mok_variable_get_n_slots (variable);
  const gsize n_groups =
      (gsize) (by >= 0 ? self->levels[by].n_levels : 1) * (filter >= 0 ? self->levels[filter].n_levels : 1);

  for (gsize g = 0; g < n_groups && counts->counted.counts != NULL; g++)
    mok_cube_take_flagged_away (variable, mok_cube_is_exact (self), counts->counted.counts + g * n_slots,
                                counts->counted.expected != NULL ? counts->counted.expected + g * n_slots : NULL);
}

static Counts
read_counts (const MokCube *self, const Request *request, guint variable, int a, int b)
{
  Counts counts = { .variable = variable };

  if (a >= 0 && b >= 0)
    counts.counted = mok_cube_read (self, variable, MIN (a, b), MAX (a, b));
  else
    counts.counted = mok_cube_read (self, variable, MAX (a, b), -1);
  if (request->weighted)
    {
      counts.weighted = mok_cube_read_weights (self, variable, MAX (a, b));
      counts.effects = self->effects[MAX (a, b) + 1];
    }
  if (request->unflagged)
    take_flagged_away (self, &counts, a, b);
  return counts;
}

static void
add_rows_by (const MokCube *self, const Request *request, MokTable *table)
{
  const MokCubeLevels *levels = &self->levels[request->by];
  g_auto (Counts) counts = read_counts (self, request, request->variable, request->by, request->filter);

  for (guint i = 0; i < levels->n_levels && counts.counted.counts != NULL; i++)
    {
      g_autoptr (MokText) label = dup_level_label (self, (guint) request->by, i);

      add_row (self, request, table, mok_cube_get_code (self, (guint) request->by, i), label, &counts,
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
  g_auto (Counts) counts = read_counts (self, request, by_size, request->filter, -1);

  for (guint i = 0; i < self->levels[request->by].n_levels; i++)
    {
      g_autoptr (MokText) label = dup_level_label (self, (guint) request->by, i);

      add_row (self, request, table, mok_cube_get_code (self, (guint) request->by, i), label, &counts,
               request->filter < 0 ? 0 : request->level, get_size (self, i));
    }
}

/* Likewise, where the size is the filter. */
static void
add_rows_of_size (const MokCube *self, const Request *request, guint by_size, MokText *all, MokTable *table)
{
  const guint size = get_size (self, request->level);
  g_auto (Counts) total = read_counts (self, request, by_size, -1, -1);
  g_auto (Counts) counts = { 0 };

  add_row (self, request, table, "", all, &total, 0, size);
  if (request->by < 0)
    return;
  counts = read_counts (self, request, by_size, request->by, -1);
  for (guint i = 0; i < self->levels[request->by].n_levels; i++)
    {
      g_autoptr (MokText) label = dup_level_label (self, (guint) request->by, i);

      add_row (self, request, table, mok_cube_get_code (self, (guint) request->by, i), label, &counts, i, size);
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
  const MokCodebookProtection *protection = mok_cube_find_protection (self, request->variable);
  const int by_size = protection != NULL ? protection->by_size : -1;
  g_autoptr (MokText) all = mok_text_new ();
  g_auto (Counts) counts = { 0 };

  mok_text_set (all, "", _ ("All"));
  if (by_size >= 0 && is_size5 (self, request->filter))
    {
      add_rows_of_size (self, request, (guint) by_size, all, table);
      return;
    }
  counts = read_counts (self, request, request->variable, request->filter, -1);
  add_row (self, request, table, "", all, &counts, request->filter < 0 ? 0 : request->level, 0);
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

static MokTable *
get_table (const MokCube *self,
           const char *question,
           const char *by,
           const char *filter,
           const char *filter_code,
           Request *request,
           GError **error)
{
  MokTable *table;

  if (!check_offer (self, question, by, filter, filter_code, request, error))
    return NULL;
  table = mok_cube_make_table (self, request->variable, request->details);
  table->weighted = request->weighted;
  table->unflagged = request->unflagged;
  if (filter == NULL && self->headcount >= self->n_respondents)
    table->headcount = self->headcount;
  if (by != NULL)
    {
      table->by = g_strdup (by);
      table->by_title =
          mok_cube_dup_title (self->codebook->variables[self->codebook->backgrounds[request->by]].question);
    }
  if (filter != NULL)
    {
      table->filter = g_strdup (filter);
      table->filter_code = g_strdup (filter_code);
      table->filter_title =
          mok_cube_dup_title (self->codebook->variables[self->codebook->backgrounds[request->filter]].question);
      table->filter_label = dup_level_label (self, (guint) request->filter, request->level);
    }
  add_rows (self, request, table);
  if (by != NULL)
    mark_unknown (self, (guint) request->by, table);
  return table;
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

  return resolve (self, question, by, filter, &request, error)
             ? get_table (self, question, by, filter, filter_code, &request, error)
             : NULL;
}

/**
 * mok_cube_get_table_weighted:
 * @by: (nullable): variable of a background to break it down by
 * @error: return location for %MOK_CUBE_ERROR_UNKNOWN or %MOK_CUBE_ERROR_NOT_OFFERED
 *
 * mok_cube_get_table(), weighted: shares, intervals, and what these are made of, which is in people without weights
 * that would be worth as much. Bases, counts and what is missing stay people. There are none with a filter.
 *
 * Returns: (transfer full) (nullable): the table
 */
MokTable *
mok_cube_get_table_weighted (const MokCube *self, const char *question, const char *by, GError **error)
{
  g_return_val_if_fail (self != NULL && question != NULL, NULL);

  Request request = { .weighted = TRUE };

  if (!resolve (self, question, by, NULL, &request, error))
    return NULL;
  if (!mok_cube_has_weights (self))
    {
      g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED,
                           _ ("These results have no weights: the survey was closed without margins."));
      return NULL;
    }
  return get_table (self, question, by, NULL, NULL, &request, error);
}

/**
 * mok_cube_get_outcome_details:
 * @outcome: variable of an outcome
 * @by: (nullable): variable of a background to break it down by
 * @filter: (nullable): variable of another background
 * @filter_code: (nullable): the level of @filter that is counted
 * @error: return location for %MOK_CUBE_ERROR_UNKNOWN or %MOK_CUBE_ERROR_NOT_OFFERED
 *
 * What is told of an outcome beside its classes, such as in what way it was denied: shares of those to whom the
 * protection applies. What is about another time is not told by the size of the workplace then.
 *
 * Returns: (transfer full) (nullable): the table, like one of a multiple choice
 */
MokTable *
mok_cube_get_outcome_details (const MokCube *self,
                              const char *outcome,
                              const char *by,
                              const char *filter,
                              const char *filter_code,
                              GError **error)
{
  g_return_val_if_fail (self != NULL && outcome != NULL, NULL);
  g_return_val_if_fail ((filter == NULL) == (filter_code == NULL), NULL);

  Request request = { .details = TRUE };
  const MokCodebookProtection *protection;

  if (!resolve (self, outcome, by, filter, &request, error))
    return NULL;
  protection = mok_cube_find_protection (self, request.variable);
  if (protection == NULL)
    g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
                 _ ("“%s” is not the outcome of a protection: only these have details."), outcome);
  else if (protection->details == 0)
    g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED,
                 _ ("%s: Not offered: its outcomes tell all there is."), outcome);
  else if (protection->by_size >= 0 && (is_size5 (self, request.by) || is_size5 (self, request.filter)))
    g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED,
                 _ ("%s: Not offered: of the size of the workplace at that time only the outcomes are counted."),
                 outcome);
  else
    return get_table (self, outcome, by, filter, filter_code, &request, error);
  return NULL;
}

/**
 * mok_cube_get_outcome_unflagged:
 * @outcome: variable of an outcome
 * @by: (nullable): variable of a background to break it down by
 * @error: return location for %MOK_CUBE_ERROR_UNKNOWN or %MOK_CUBE_ERROR_NOT_OFFERED
 *
 * The outcome without doubtful cases: people whose workplace has another size by its band than by its days, and people
 * sent by an agency, for whom the employer who uses them carries only a part of the duties. Groups in which these
 * cannot be told apart are not shown.
 *
 * Returns: (transfer full) (nullable): the table
 */
MokTable *
mok_cube_get_outcome_unflagged (const MokCube *self, const char *outcome, const char *by, GError **error)
{
  g_return_val_if_fail (self != NULL && outcome != NULL, NULL);

  Request request = { .unflagged = TRUE };
  const MokCodebookProtection *protection;
  g_autofree char *refusal = NULL;

  if (!resolve (self, outcome, by, NULL, &request, error))
    return NULL;
  protection = mok_cube_find_protection (self, request.variable);
  if (protection == NULL)
    {
      g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
                   _ ("“%s” is not the outcome of a protection: only these have doubtful cases."), outcome);
      return NULL;
    }
  refusal = mok_cube_dup_refusal_of_unflagged (self, protection, request.by);
  if (refusal == NULL)
    return get_table (self, outcome, by, NULL, NULL, &request, error);
  g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED, "%s: %s", outcome, refusal);
  return NULL;
}
