/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Blocks, routes and urns of a release. Must not look at answers: only at backgrounds and law facts.
 */

#include "config.h"

#include "release/mok-plan-private.h"

/**
 * mok_plan_new:
 * @table: a finished table of true answers
 * @protections: (nullable) (element-type MokProtection): what outcomes are made of
 *
 * Returns: (transfer full): the plan. It keeps the true law facts, for what is routed or judged after they were
 *   replaced for their own tables
 */
MokPlan *
mok_plan_new (const MokRawTable *table, GPtrArray *protections, const MokReleaseParameters *parameters)
{
  g_return_val_if_fail (table != NULL && parameters != NULL, NULL);

  MokPlan *self = g_new0 (MokPlan, 1);

  self->codebook = mok_codebook_ref (mok_raw_table_get_codebook (table));
  self->parameters = *parameters;
  self->protections = protections != NULL ? g_ptr_array_ref (protections) : NULL;
  self->n_rows = mok_raw_table_get_n_rows (table);
  self->routes = mok_routes_new (self->codebook);
  self->blocks = mok_blocks_new (self->codebook, self->routes, protections);
  self->law_facts = g_new0 (guint8 *, self->codebook->n_variables + 1);
  for (guint v = 0; v < self->codebook->n_questions; v++)
    {
      if (self->codebook->variables[v].question->role == MOK_ROLE_LAW_FACT)
        self->law_facts[v] = g_memdup2 (mok_raw_table_get_column (table, v, 0), self->n_rows + 1);
    }

  self->urns = g_new0 (MokUrns *, self->blocks->n_blocks + 1);
  for (guint b = 0; b < self->blocks->n_blocks; b++)
    {
      self->urns[b] = mok_urns_new (table, self->routes, &self->blocks->blocks[b], self->law_facts, parameters);
      for (guint other = 0; other < b; other++)
        {
          if (!mok_urns_equal (self->urns[other], self->urns[b]))
            continue;
          mok_urns_unref (self->urns[b]);
          self->urns[b] = mok_urns_ref (self->urns[other]);
          break;
        }
    }
  return self;
}

void
mok_plan_free (MokPlan *self)
{
  g_return_if_fail (self != NULL);

  for (guint b = 0; b < self->blocks->n_blocks; b++)
    mok_urns_unref (self->urns[b]);
  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      if (self->law_facts[v] != NULL)
        mok_memory_wipe (self->law_facts[v], self->n_rows);
      g_free (self->law_facts[v]);
    }
  g_free (self->urns);
  g_free (self->law_facts);
  mok_blocks_free (self->blocks);
  mok_routes_free (self->routes);
  g_clear_pointer (&self->protections, g_ptr_array_unref);
  mok_codebook_unref (self->codebook);
  g_free (self);
}

static void
fill_cell (const MokPlan *self, const MokRawTable *table, guint variable, gsize person, MokRow *row)
{
  guint8 *cell = mok_row_get_value (row, variable);

  for (guint k = 0; k < mok_raw_table_get_n_columns (table, variable); k++)
    cell[k] = mok_raw_table_get_column (table, variable, k)[person];
  if (self->law_facts[variable] != NULL)
    cell[0] = self->law_facts[variable][person];
  row->known[variable] = TRUE;
}

/**
 * mok_plan_fill_row:
 * @table: true or replaced answers: what is read here is never replaced
 * @row: gets backgrounds and law facts of @person; everything else is unknown afterwards
 */
void
mok_plan_fill_row (const MokPlan *self, const MokRawTable *table, gsize person, MokRow *row)
{
  for (guint v = 0; v < self->codebook->n_questions; v++)
    {
      row->known[v] = FALSE;
      if (self->law_facts[v] != NULL || !mok_codebook_is_replaced (self->codebook, v))
        fill_cell (self, table, v, person, row);
    }
}

/**
 * mok_plan_begin_row:
 * @row: gets what decides about the routes of @block; the answers of @block are unknown afterwards
 */
void
mok_plan_begin_row (const MokPlan *self, const MokBlock *block, const MokRawTable *table, gsize person, MokRow *row)
{
  for (guint i = 0; i < block->n_outer; i++)
    fill_cell (self, table, block->outer[i], person, row);
  for (guint i = 0; i < block->n_variables; i++)
    row->known[block->variables[i]] = FALSE;
}
