/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Exact enumeration of dummy rows. Questions are answered one after the other, each with every substantive option
 * alike; rows that are alike in all that may follow, and in what is wanted, are put together, so there are never many.
 * Must not see real answers.
 */

#include "config.h"

#include "release/mok-dummy-private.h"

#include <string.h>

#include "release/mok-replacement-private.h"

typedef struct
{
  double probability;
  guint8 cells[]; /* of every needed variable */
} State;

typedef struct
{
  const MokPlan *plan;
  const MokBlock *block;
  MokRow *row;
  guint n_needed;
  guint *needed;    /* (owned): variables, in the order of the form */
  gboolean *wanted; /* (owned): of each needed one */
  GByteArray *key;
} Enumeration;

static gboolean
is_in_block (const MokBlock *block, guint variable)
{
  for (guint i = 0; i < block->n_variables; i++)
    {
      if (block->variables[i] == variable)
        return TRUE;
    }
  return FALSE;
}

/* What is wanted, and everything that decides whether it is asked. */
static void
find_needed (Enumeration *self, const guint *variables, guint n_variables)
{
  const guint n_all = self->plan->codebook->n_questions;
  g_autofree gboolean *flags = g_new0 (gboolean, n_all + 1);
  g_autofree gboolean *wanted = g_new0 (gboolean, n_all + 1);
  gboolean grown = TRUE;

  for (guint i = 0; i < n_variables; i++)
    flags[variables[i]] = wanted[variables[i]] = TRUE;
  while (grown)
    {
      grown = FALSE;
      for (guint i = 0; i < self->block->n_variables; i++)
        {
          const guint variable = self->block->variables[i];
          const GArray *dependencies = mok_routes_get_dependencies (self->plan->routes, variable);

          for (guint k = 0; flags[variable] && k < dependencies->len; k++)
            {
              const guint gate = g_array_index (dependencies, guint, k);

              if (!flags[gate] && is_in_block (self->block, gate))
                grown = flags[gate] = TRUE;
            }
        }
    }
  self->needed = g_new (guint, self->block->n_variables + 1);
  self->wanted = g_new0 (gboolean, self->block->n_variables + 1);
  for (guint i = 0; i < self->block->n_variables; i++)
    {
      if (!flags[self->block->variables[i]])
        continue;
      self->wanted[self->n_needed] = wanted[self->block->variables[i]];
      self->needed[self->n_needed++] = self->block->variables[i];
    }
}

static void
load (Enumeration *self, const State *state, guint n_done)
{
  for (guint i = 0; i < self->n_needed; i++)
    {
      self->row->known[self->needed[i]] = i < n_done;
      if (i < n_done)
        memcpy (mok_row_get_value (self->row, self->needed[i]), state->cells + i * MOK_CELL_SIZE, MOK_CELL_SIZE);
    }
}

/* Adds a state, or to the probability of one that is as good. The row holds what the state says. */
static void
add_state (Enumeration *self,
           GHashTable *states,
           const State *state,
           guint n_done,
           const guint8 *cell,
           double probability)
{
  State *added;

  memcpy (mok_row_get_value (self->row, self->needed[n_done]), cell, MOK_CELL_SIZE);
  self->row->known[self->needed[n_done]] = TRUE;
  g_byte_array_set_size (self->key, 0);
  for (guint i = n_done + 1; i < self->n_needed; i++)
    mok_routes_describe (self->plan->routes, self->needed[i], self->row, self->key);
  for (guint i = 0; i <= n_done; i++)
    {
      if (self->wanted[i])
        g_byte_array_append (self->key, mok_row_get_value (self->row, self->needed[i]), MOK_CELL_SIZE);
    }

  g_autoptr (GBytes) key = g_bytes_new (self->key->data, self->key->len);

  added = g_hash_table_lookup (states, key);
  if (added == NULL)
    {
      added = g_malloc0 (sizeof *added + (gsize) self->n_needed * MOK_CELL_SIZE);
      memcpy (added->cells, state->cells, (gsize) n_done * MOK_CELL_SIZE);
      memcpy (added->cells + (gsize) n_done * MOK_CELL_SIZE, cell, MOK_CELL_SIZE);
      g_hash_table_insert (states, g_steal_pointer (&key), added);
    }
  added->probability += probability;
  self->row->known[self->needed[n_done]] = FALSE;
}

static void
branch (Enumeration *self, GHashTable *states, const State *state, guint n_done, gboolean is_given)
{
  const guint variable = self->needed[n_done];
  guint8 cell[MOK_CELL_SIZE] = { 0 }, options[256];

  if (is_given)
    {
      memcpy (cell, mok_row_get_value (self->row, variable), MOK_CELL_SIZE);
      add_state (self, states, state, n_done, cell, state->probability);
      return;
    }
  load (self, state, n_done);
  if (mok_routes_evaluate (self->plan->routes, variable, self->row) == MOK_ROUTE_NO)
    {
      add_state (self, states, state, n_done, cell, state->probability);
      return;
    }

  const MokVariable *answered = &self->plan->codebook->variables[variable];
  const guint n = mok_replacement_get_options (answered, options);

  cell[0] = MOK_SLOT_BLANK;
  for (guint i = 0; i < MAX (n, 1); i++)
    {
      if (n > 0)
        mok_replacement_set_option (answered, options[i], cell);
      add_state (self, states, state, n_done, cell, state->probability / MAX (n, 1));
    }
}

static MokDummy *
collect (const Enumeration *self, GHashTable *states, const guint *variables, guint n_variables)
{
  MokDummy *dummy = g_new0 (MokDummy, 1);
  GHashTableIter iter;
  State *state;

  dummy->n_variables = n_variables;
  dummy->cells = g_malloc0 ((gsize) g_hash_table_size (states) * n_variables * MOK_CELL_SIZE + 1);
  dummy->probabilities = g_new0 (double, g_hash_table_size (states) + 1);
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &state))
    {
      for (guint v = 0; v < n_variables; v++)
        {
          for (guint i = 0; i < self->n_needed; i++)
            {
              if (self->needed[i] == variables[v])
                memcpy (dummy->cells + ((gsize) dummy->n * n_variables + v) * MOK_CELL_SIZE,
                        state->cells + (gsize) i * MOK_CELL_SIZE, MOK_CELL_SIZE);
            }
        }
      dummy->probabilities[dummy->n++] = state->probability;
    }
  return dummy;
}

/**
 * mok_dummy_new:
 * @row: holds what decides about the routes of @block: mok_plan_begin_row(); changed
 * @n_given: so many questions of @block have their answers in @row and keep them
 * @variables: (array length=n_variables): questions of @block
 *
 * Returns: (transfer full): how often a row that is made up from question @n_given on has which values of @variables
 */
MokDummy *
mok_dummy_new (const MokPlan *plan,
               const MokBlock *block,
               MokRow *row,
               guint n_given,
               const guint *variables,
               guint n_variables)
{
  g_return_val_if_fail (plan != NULL && block != NULL && row != NULL, NULL);

  g_autoptr (GByteArray) key = g_byte_array_new ();
  Enumeration self = { .plan = plan, .block = block, .row = row, .key = key };
  GHashTable *states = NULL;
  MokDummy *dummy;
  State *start;

  find_needed (&self, variables, n_variables);
  start = g_malloc0 (sizeof *start + ((gsize) self.n_needed + 1) * MOK_CELL_SIZE);
  start->probability = 1;
  states = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  g_hash_table_insert (states, g_bytes_new (NULL, 0), start);
  for (guint i = 0; i < self.n_needed; i++)
    {
      GHashTable *next = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
      gboolean is_given = FALSE;
      GHashTableIter iter;
      State *state;

      for (guint k = 0; k < n_given; k++)
        is_given = is_given || block->variables[k] == self.needed[i];
      g_hash_table_iter_init (&iter, states);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &state))
        branch (&self, next, state, i, is_given);
      g_hash_table_unref (states);
      states = next;
    }
  dummy = collect (&self, states, variables, n_variables);
  g_hash_table_unref (states);
  g_free (self.needed);
  g_free (self.wanted);
  return dummy;
}

void
mok_dummy_free (MokDummy *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->cells);
  g_free (self->probabilities);
  g_free (self);
}
