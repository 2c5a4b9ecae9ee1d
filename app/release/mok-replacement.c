/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random replacement (J. M. Gouweleeuw, P. Kooiman, L. C. R. J. Willenborg and P.-P. de Wolf, "Post randomisation for
 * statistical disclosure control", Journal of Official Statistics 14, 1998), as docs/release.md fixes it: for each
 * block of linked questions each respondent has a chance of 1 in 5 that the whole row of that block is taken from
 * another one of the same urn, or made up.
 *
 * What is drawn, and in which order, is published; only the stream is secret. Changing the order of a draw changes
 * every release. Must not keep true answers: they are wiped block by block.
 */

#include "config.h"

#include "release/mok-replacement-private.h"

#include <string.h>

/* The true answers of one block while it is replaced. */
typedef struct
{
  const MokPlan *plan;
  const MokBlock *block;
  const MokUrns *urns;
  MokRawTable *table;
  guint n_columns;
  guint8 **truth;   /* (owned): a copy of each column of the block */
  guint8 **columns; /* of the table, written over */
  guint *first;     /* (owned): of each variable of the block, its first column */
  MokNoise *noise;
  MokRow *row;
} BlockWork;

/**
 * mok_replacement_get_options:
 * @answers: (out caller-allocates) (array): room for 255 answers
 *
 * Returns: how many substantive answers @variable has: what a dummy may give
 */
guint
mok_replacement_get_options (const MokVariable *variable, guint8 *answers)
{
  guint n = 0;

  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (mok_variable_is_substantive (variable, i))
        answers[n++] = (guint8) i;
    }
  return n;
}

/**
 * mok_replacement_set_option:
 * @cell: (out caller-allocates) (array fixed-size=33): the value of somebody who gave just this answer
 */
void
mok_replacement_set_option (const MokVariable *variable, guint answer, guint8 *cell)
{
  memset (cell, 0, MOK_CELL_SIZE);
  cell[0] = variable->is_multiple ? MOK_SLOT_SUBSTANTIVE : (guint8) (MOK_SLOT_FIRST_ANSWER + answer);
  if (variable->is_multiple)
    cell[1 + answer / 8] = (guint8) (1u << answer % 8);
}

static void
begin_block (BlockWork *work)
{
  const gsize n_rows = work->plan->n_rows;

  work->first = g_new0 (guint, work->block->n_variables + 1);
  for (guint i = 0; i < work->block->n_variables; i++)
    work->first[i + 1] = work->first[i] + mok_raw_table_get_n_columns (work->table, work->block->variables[i]);
  work->n_columns = work->first[work->block->n_variables];
  work->truth = g_new0 (guint8 *, work->n_columns + 1);
  work->columns = g_new0 (guint8 *, work->n_columns + 1);
  for (guint i = 0; i < work->block->n_variables; i++)
    {
      for (guint c = work->first[i]; c < work->first[i + 1]; c++)
        {
          work->columns[c] = mok_raw_table_get_column (work->table, work->block->variables[i], c - work->first[i]);
          work->truth[c] = g_memdup2 (work->columns[c], n_rows + 1);
        }
    }
}

static void
end_block (BlockWork *work)
{
  for (guint c = 0; c < work->n_columns; c++)
    {
      mok_memory_wipe (work->truth[c], work->plan->n_rows);
      g_free (work->truth[c]);
    }
  g_free (work->truth);
  g_free (work->columns);
  g_free (work->first);
}

static void
write_cell (BlockWork *work, guint index, gsize person, const guint8 *cell)
{
  for (guint c = work->first[index]; c < work->first[index + 1]; c++)
    work->columns[c][person] = cell[c - work->first[index]];
}

static void
draw_option (BlockWork *work, const MokVariable *variable, guint8 *cell)
{
  guint8 options[256];
  const guint n = mok_replacement_get_options (variable, options);

  if (n > 0)
    mok_replacement_set_option (variable, options[mok_noise_bounded (work->noise, n)], cell);
  else
    {
      memset (cell, 0, MOK_CELL_SIZE);
      cell[0] = MOK_SLOT_BLANK;
    }
}

/* Answers one question after the other as the respondent's own backgrounds and the row so far route them: from @donor
 * while that was asked the same, made up from there on.
 */
static void
give_routed (BlockWork *work, gsize person, gsize donor, gboolean is_dummy)
{
  mok_plan_begin_row (work->plan, work->block, work->table, person, work->row);
  for (guint i = 0; i < work->block->n_variables; i++)
    {
      const guint variable = work->block->variables[i];
      guint8 *cell = mok_row_get_value (work->row, variable);

      if (mok_routes_evaluate (work->plan->routes, variable, work->row) == MOK_ROUTE_NO)
        memset (cell, 0, MOK_CELL_SIZE);
      else if (!is_dummy && work->truth[work->first[i]][donor] != MOK_SLOT_NOT_ASKED)
        {
          for (guint c = work->first[i]; c < work->first[i + 1]; c++)
            cell[c - work->first[i]] = work->truth[c][donor];
        }
      else
        {
          is_dummy = TRUE;
          draw_option (work, &work->plan->codebook->variables[variable], cell);
        }
      work->row->known[variable] = TRUE;
      write_cell (work, i, person, cell);
    }
}

/* Whether the row that stands in the table now is one that skip logic allows. */
static gboolean
is_routed (BlockWork *work, gsize person)
{
  mok_plan_begin_row (work->plan, work->block, work->table, person, work->row);
  for (guint i = 0; i < work->block->n_variables; i++)
    {
      const guint variable = work->block->variables[i];
      guint8 *cell = mok_row_get_value (work->row, variable);
      const MokRoute route = mok_routes_check (work->plan->routes, variable, work->row);

      for (guint c = work->first[i]; c < work->first[i + 1]; c++)
        cell[c - work->first[i]] = work->columns[c][person];
      if (route != MOK_ROUTE_UNKNOWN && (cell[0] != MOK_SLOT_NOT_ASKED) != (route == MOK_ROUTE_YES))
        return FALSE;
      work->row->known[variable] = TRUE;
    }
  return TRUE;
}

static gboolean
replace_person (MokReplacement *self, BlockWork *work, gsize person)
{
  const MokReleaseParameters *parameters = &work->plan->parameters;
  const MokUrn *urn = &work->urns->urns[work->urns->urn_of[person]];
  const guint32 n_others = urn->n_members - 1;
  /* Both are drawn for everybody, so that no draw depends on the one before it. */
  const gboolean selected = mok_noise_bounded (work->noise, parameters->rate_denominator) < parameters->rate_numerator;
  const guint64 drawn = mok_noise_bounded (work->noise, (guint64) n_others + parameters->lambda);
  const gboolean is_dummy = drawn >= n_others;

  self->n_drawn++;
  if (!selected)
    return TRUE;
  self->n_replaced++;

  const guint32 place = (guint32) drawn + (drawn >= work->urns->place_of[person]);
  const guint32 donor = is_dummy ? 0 : urn->members[place];

  if (is_dummy || urn->is_rerouted)
    give_routed (work, person, donor, is_dummy);
  else
    {
      for (guint c = 0; c < work->n_columns; c++)
        work->columns[c][person] = work->truth[c][donor];
    }
  return is_routed (work, person);
}

/* What too few people are asked is published of nobody: nothing of it remains. */
static void
drop_block (BlockWork *work)
{
  for (guint c = 0; c < work->n_columns; c++)
    memset (work->columns[c], MOK_SLOT_NOT_ASKED, work->plan->n_rows);
}

/**
 * mok_replacement_run:
 * @self: (out caller-allocates): what was drawn
 * @table: true answers, written over with replaced ones; backgrounds stay
 * @noise: where to draw from
 * @progress: (nullable): called with 0 to 1
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Replaces the answers of all blocks. True answers are wiped from memory as it goes, also when it is cancelled: the
 * table is of no use then.
 *
 * Returns: %FALSE when it was cancelled
 */
gboolean
mok_replacement_run (MokReplacement *self,
                     const MokPlan *plan,
                     MokRawTable *table,
                     MokNoise *noise,
                     MokProgressFunc progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (self != NULL && plan != NULL && table != NULL && noise != NULL, FALSE);

  g_autoptr (MokRow) row = mok_row_new (plan->codebook);

  *self = (MokReplacement){ .is_routed = TRUE };
  for (guint b = 0; b < plan->blocks->n_blocks; b++)
    {
      BlockWork work = {
        .plan = plan,
        .block = &plan->blocks->blocks[b],
        .urns = plan->urns[b],
        .table = table,
        .noise = noise,
        .row = row,
      };

      begin_block (&work);
      if (!mok_urns_is_published (work.urns, &plan->parameters))
        drop_block (&work);
      else
        {
          for (gsize i = 0; i < plan->n_rows; i++)
            {
              if (work.urns->urn_of[i] != MOK_URN_NONE)
                self->is_routed = replace_person (self, &work, i) && self->is_routed;
            }
        }
      end_block (&work);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress ((b + 1.0) / plan->blocks->n_blocks, data);
    }
  mok_memory_wipe (row->values, (gsize) plan->codebook->n_variables * MOK_CELL_SIZE);
  return TRUE;
}
