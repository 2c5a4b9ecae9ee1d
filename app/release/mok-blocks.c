/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Union-find over the questions (docs/release.md, "Blocks"): a question joins those that its skip logic looks at, and
 * those that make one protection outcome with it. Noise of its own for gate and follow-up would reveal the gate. Must
 * not see an answer.
 */

#include "config.h"

#include "release/mok-blocks-private.h"

static guint
find_root (guint *parents, guint variable)
{
  while (parents[variable] != variable)
    {
      parents[variable] = parents[parents[variable]];
      variable = parents[variable];
    }
  return variable;
}

/* The lower number leads, so that a block is named by its first question. */
static void
join (guint *parents, guint a, guint b)
{
  const guint root_a = find_root (parents, a);
  const guint root_b = find_root (parents, b);

  parents[MAX (root_a, root_b)] = MIN (root_a, root_b);
}

static gboolean
is_question (const MokCodebook *codebook, guint variable)
{
  return variable < codebook->n_questions && mok_codebook_is_replaced (codebook, variable);
}

/* What routing takes as it is: whoever looks at a background or a law fact does not belong to its block. */
static gboolean
binds (const MokCodebook *codebook, guint variable)
{
  return is_question (codebook, variable) && codebook->variables[variable].question->role != MOK_ROLE_LAW_FACT;
}

static void
join_routes (const MokCodebook *codebook, const MokRoutes *routes, guint *parents)
{
  for (guint v = 0; v < codebook->n_questions; v++)
    {
      const GArray *dependencies = mok_routes_get_dependencies (routes, v);

      for (guint i = 0; binds (codebook, v) && i < dependencies->len; i++)
        {
          if (binds (codebook, g_array_index (dependencies, guint, i)))
            join (parents, v, g_array_index (dependencies, guint, i));
        }
    }
}

static void
join_protections (const MokCodebook *codebook, GPtrArray *protections, guint *parents)
{
  for (guint p = 0; protections != NULL && p < protections->len; p++)
    {
      const MokProtection *protection = g_ptr_array_index (protections, p);
      int first = -1;

      for (guint i = 0; i < mok_protection_get_n_variables (protection); i++)
        {
          const MokQuestion *question = mok_protection_get_variable (protection, i);
          const int variable = question != NULL ? mok_codebook_find (codebook, question->name) : -1;

          if (variable < 0 || !binds (codebook, (guint) variable))
            continue;
          if (first >= 0)
            join (parents, (guint) first, (guint) variable);
          else
            first = variable;
        }
    }
}

static gboolean
is_listed (const guint *variables, guint n, guint variable)
{
  for (guint i = 0; i < n; i++)
    {
      if (variables[i] == variable)
        return TRUE;
    }
  return FALSE;
}

static void
find_outer (const MokCodebook *codebook, const MokRoutes *routes, MokBlock *block)
{
  block->outer = g_new (guint, codebook->n_questions + 1);
  for (guint i = 0; i < block->n_variables; i++)
    {
      const GArray *dependencies = mok_routes_get_dependencies (routes, block->variables[i]);

      for (guint k = 0; k < dependencies->len; k++)
        {
          const guint variable = g_array_index (dependencies, guint, k);

          if (!is_listed (block->variables, block->n_variables, variable)
              && !is_listed (block->outer, block->n_outer, variable))
            block->outer[block->n_outer++] = variable;
        }
    }
}

/**
 * mok_blocks_new:
 * @protections: (nullable) (element-type MokProtection): what outcomes are made of
 *
 * Returns: (transfer full): the blocks; every question that is no background is in exactly one
 */
MokBlocks *
mok_blocks_new (const MokCodebook *codebook, const MokRoutes *routes, GPtrArray *protections)
{
  g_return_val_if_fail (codebook != NULL && routes != NULL, NULL);

  MokBlocks *self = g_new0 (MokBlocks, 1);
  g_autofree guint *parents = g_new (guint, codebook->n_questions + 1);

  for (guint v = 0; v < codebook->n_questions; v++)
    parents[v] = v;
  join_routes (codebook, routes, parents);
  join_protections (codebook, protections, parents);

  self->block_of = g_new (int, codebook->n_questions + 1);
  self->blocks = g_new0 (MokBlock, codebook->n_questions + 1);
  for (guint v = 0; v < codebook->n_questions; v++)
    {
      const guint root = find_root (parents, v);

      self->block_of[v] = -1;
      if (!is_question (codebook, v))
        continue;
      if (root == v)
        {
          self->block_of[v] = (int) self->n_blocks;
          self->blocks[self->n_blocks++].variables = g_new (guint, codebook->n_questions);
        }
      else
        self->block_of[v] = self->block_of[root];

      MokBlock *block = &self->blocks[self->block_of[v]];

      block->variables[block->n_variables++] = v;
    }
  for (guint b = 0; b < self->n_blocks; b++)
    find_outer (codebook, routes, &self->blocks[b]);
  return self;
}

void
mok_blocks_free (MokBlocks *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_blocks; i++)
    {
      g_free (self->blocks[i].variables);
      g_free (self->blocks[i].outer);
    }
  g_free (self->blocks);
  g_free (self->block_of);
  g_free (self);
}
