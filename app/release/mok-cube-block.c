/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What blocks of counts a cube has, and how one is read: common to what writes, checks and shows them. */

#include "config.h"

#include "release/mok-cube-private.h"

/**
 * mok_cube_get_block:
 *
 * Returns: the number of the block of a variable in total (@outer = @inner = -1), by a background, or by two
 */
gsize
mok_cube_get_block (const MokCodebook *codebook, guint variable, int outer, int inner)
{
  const gsize n = codebook->n_backgrounds;
  const gsize block = inner >= 0 ? 1 + n + (gsize) outer * n + (gsize) inner : (gsize) (outer + 1);

  return variable * (1 + n + n * n) + block;
}

/**
 * mok_cube_has_block:
 *
 * In a release backgrounds are not counted by each other: they are what readers know of people.
 *
 * Returns: whether a cube has this block
 */
gboolean
mok_cube_has_block (const MokCodebook *codebook, gboolean exact, guint variable, int outer, int inner)
{
  if (outer >= 0 && !exact && !mok_codebook_is_replaced (codebook, variable))
    return FALSE;
  return (outer < 0 || mok_codebook_has_block (codebook, variable, (guint) outer))
         && (inner < 0 || mok_codebook_has_block (codebook, variable, (guint) inner));
}

/**
 * mok_cube_get_n_rows:
 *
 * Returns: how many rows of a table the slots of one group are: one, or one for each size of the workplace then
 */
guint
mok_cube_get_n_rows (const MokVariable *variable)
{
  return variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE ? MOK_N_SIZE5 : 1;
}

/**
 * mok_cube_get_row_offset:
 *
 * Returns: where the first class of a row of outcomes by size is
 */
guint
mok_cube_get_row_offset (const MokVariable *variable, guint row)
{
  return MOK_SLOT_FIRST_OUTCOME + (variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE ? row * MOK_N_OUTCOMES : 0);
}

/**
 * mok_cube_is_base:
 * @row: of mok_cube_get_n_rows()
 *
 * Returns: whether a slot counts people whose answers form the base: substantive answers; of an outcome, those to whom
 *   it applies
 */
gboolean
mok_cube_is_base (const MokVariable *variable, guint slot, guint row)
{
  guint from = MOK_SLOT_FIRST_ANSWER;

  if (variable->is_multiple)
    return slot == MOK_SLOT_SUBSTANTIVE;
  if (variable->kind == MOK_VARIABLE_OUTCOME || variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE)
    {
      from = mok_cube_get_row_offset (variable, row);
      return slot > from + MOK_OUTCOME_NOT_APPLICABLE && slot < from + MOK_N_OUTCOMES;
    }
  return slot >= from && slot < from + variable->n_answers && mok_variable_is_substantive (variable, slot - from);
}

/**
 * mok_cube_sum_base:
 * @counts: slots of one group
 * @expected: (nullable): likewise
 * @row: of mok_cube_get_n_rows()
 * @base: (out): those of mok_cube_is_base()
 * @expected_base: (out): likewise
 */
void
mok_cube_sum_base (const MokVariable *variable,
                   const guint32 *counts,
                   const double *expected,
                   guint row,
                   double *base,
                   double *expected_base)
{
  *base = *expected_base = 0;
  for (guint s = 0; s < variable->n_states; s++)
    {
      if (!mok_cube_is_base (variable, s, row))
        continue;
      *base += counts[s];
      *expected_base += expected != NULL ? expected[s] : 0;
    }
}

/**
 * mok_cube_get_rate:
 *
 * Returns: with what chance answers to @variable were replaced before they were counted
 */
double
mok_cube_get_rate (const MokCube *self, guint variable)
{
  if (mok_cube_is_exact (self) || !mok_codebook_is_replaced (self->codebook, variable))
    return 0;
  return (double) self->certificate.rate_numerator / self->certificate.rate_denominator;
}

void
mok_cube_block_clear (MokCubeBlock *self)
{
  g_clear_pointer (&self->counts, g_free);
  g_clear_pointer (&self->expected, g_free);
}
