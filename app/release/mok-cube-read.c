/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the bytes of a cube and believes nothing: the questionnaire must be the one it was counted for, every group of
 * exact counts must add to its total and every pair of backgrounds to each of them; of a release, no group has more
 * people than its background. Must not answer questions: that is mok-cube.c.
 */

#include "config.h"

#include "release/mok-cube-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "release/mok-cube-header-private.h"
#include "release/mok-cube-weights-private.h"

static guint
n_slots_of (const MokCube *self, guint variable)
{
  return mok_variable_get_n_slots (&self->codebook->variables[variable]);
}

static gsize
n_groups_of (const MokCube *self, int outer, int inner)
{
  return (gsize) (outer >= 0 ? self->levels[outer].n_levels : 1) * (inner >= 0 ? self->levels[inner].n_levels : 1);
}

static gboolean
has_expected (const MokCube *self, guint variable)
{
  return !mok_cube_is_exact (self) && mok_codebook_is_replaced (self->codebook, variable);
}

static gboolean
read_block (const MokCube *self, MokByteReader *reader, guint variable, gsize n_groups, MokCubeBlock *block)
{
  const gsize n = n_groups * n_slots_of (self, variable);

  /* Asks for no memory on behalf of bytes that are not there. */
  if (reader->at >= reader->size && n > 0)
    return FALSE;
  block->counts = g_try_new (guint32, MAX (n, 1));
  if (block->counts == NULL || !mok_byte_reader_read_counts (reader, block->counts, n))
    return FALSE;
  if (!has_expected (self, variable))
    return TRUE;

  g_autofree guint32 *units = g_try_new (guint32, MAX (n, 1));

  block->expected = g_try_new (double, MAX (n, 1));
  if (units == NULL || block->expected == NULL || !mok_byte_reader_read_counts (reader, units, n))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    block->expected[i] = (double) units[i] / MOK_CUBE_UNIT;
  return TRUE;
}

/**
 * mok_cube_read:
 * @outer: a background, or -1
 * @inner: a background of a higher number, or -1
 *
 * Reads a block again that was found good before.
 *
 * Returns: (transfer full): for each level of @outer and each of @inner the slots of a variable; without counts where
 *   the cube has no such block
 */
MokCubeBlock
mok_cube_read (const MokCube *self, guint variable, int outer, int inner)
{
  MokByteReader reader = { .at = self->offsets[mok_cube_get_block (self->codebook, variable, outer, inner)] };
  MokCubeBlock block = { 0 };

  reader.bytes = g_bytes_get_data (self->bytes, &reader.size);
  if (reader.at != 0 && !read_block (self, &reader, variable, n_groups_of (self, outer, inner), &block))
    g_return_val_if_reached (block);
  return block;
}

static guint64
size_of_group (const MokVariable *variable, const guint32 *slots)
{
  guint64 size = 0;

  for (guint i = 0; i < variable->n_states; i++)
    size += slots[i];
  return size;
}

/* Whether a group has @size respondents, or, of a release, no more; and no more choices than that. */
static gboolean
check_group (const MokCube *self, const MokVariable *variable, const guint32 *slots, guint64 size)
{
  const guint64 found = size_of_group (variable, slots);

  if (mok_cube_is_exact (self) ? found != size : found > size)
    return FALSE;
  for (guint k = 0; k < variable->n_marks; k++)
    {
      const gboolean of_answers = variable->is_multiple && mok_variable_is_substantive (variable, k);

      if (slots[variable->n_states + k] > (of_answers ? slots[MOK_SLOT_SUBSTANTIVE] : size))
        return FALSE;
    }
  for (guint c = 0; c < MOK_N_OUTCOMES && variable->kind == MOK_VARIABLE_OUTCOME; c++)
    {
      if (slots[variable->n_states + MOK_OUTCOME_MARK_FLAGGED + c] > slots[MOK_SLOT_FIRST_OUTCOME + c])
        return FALSE;
    }
  return TRUE;
}

/* Nobody can be expected in more than all. */
static gboolean
check_expected (const double *expected, guint n_slots, guint64 size)
{
  for (guint i = 0; expected != NULL && i < n_slots; i++)
    {
      if (expected[i] > size + 0.5)
        return FALSE;
    }
  return TRUE;
}

/* Whether the groups of @parts, every @step-th of @n from @first, add to the slots of @whole. */
static gboolean
check_sum (const guint32 *parts, gsize first, gsize step, gsize n, guint n_slots, const guint32 *whole)
{
  for (guint i = 0; i < n_slots; i++)
    {
      guint64 sum = 0;

      for (gsize g = 0; g < n; g++)
        sum += parts[(first + g * step) * n_slots + i];
      if (sum != whole[i])
        return FALSE;
    }
  return TRUE;
}

static void
init_levels (MokCube *self, guint background, const guint32 *counts)
{
  const MokVariable *variable = &self->codebook->variables[self->codebook->backgrounds[background]];
  MokCubeLevels *levels = &self->levels[background];

  if (mok_cube_is_exact (self))
    {
      levels->n_levels = mok_tally_order_levels (variable, counts, levels->slots);
      return;
    }
  levels->n_levels = variable->n_answers;
  for (guint i = 0; i < levels->n_levels; i++)
    levels->slots[i] = (guint8) (MOK_SLOT_FIRST_ANSWER + i);
}

static gboolean
take_block (MokCube *self, MokByteReader *reader, guint variable, int outer, int inner, MokCubeBlock *block)
{
  self->offsets[mok_cube_get_block (self->codebook, variable, outer, inner)] = reader->at;
  return read_block (self, reader, variable, n_groups_of (self, outer, inner), block);
}

static gboolean
take_totals (MokCube *self, MokByteReader *reader)
{
  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      g_auto (MokCubeBlock) block = { 0 };
      const int background = mok_codebook_get_background (self->codebook, v);

      if (!take_block (self, reader, v, -1, -1, &block)
          || !check_group (self, &self->codebook->variables[v], block.counts, self->n_respondents)
          || !check_expected (block.expected, n_slots_of (self, v), self->n_respondents))
        return FALSE;
      if (background >= 0)
        init_levels (self, (guint) background, block.counts);
    }
  return TRUE;
}

/* How many people each level has. */
static guint64
get_level_size (const MokCube *self, int background, guint level)
{
  g_auto (MokCubeBlock) block = mok_cube_read (self, self->codebook->backgrounds[background], -1, -1);

  return block.counts[self->levels[background].slots[level]];
}

static gboolean
take_by (MokCube *self, MokByteReader *reader, int background)
{
  const MokCubeLevels *levels = &self->levels[background];
  g_autofree guint64 *sizes = g_new0 (guint64, levels->n_levels + 1);

  for (guint i = 0; i < levels->n_levels; i++)
    sizes[i] = get_level_size (self, background, i);
  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      const guint n_slots = n_slots_of (self, v);
      g_auto (MokCubeBlock) block = { 0 };
      g_auto (MokCubeBlock) total = { 0 };

      if (!mok_cube_has_block (self->codebook, mok_cube_is_exact (self), v, background, -1))
        continue;
      if (!take_block (self, reader, v, background, -1, &block))
        return FALSE;
      total = mok_cube_read (self, v, -1, -1);
      if (mok_cube_is_exact (self) && !check_sum (block.counts, 0, 1, levels->n_levels, n_slots, total.counts))
        return FALSE;
      for (guint i = 0; i < levels->n_levels; i++)
        {
          if (!check_group (self, &self->codebook->variables[v], block.counts + (gsize) i * n_slots, sizes[i])
              || !check_expected (block.expected != NULL ? block.expected + (gsize) i * n_slots : NULL, n_slots,
                                  sizes[i]))
            return FALSE;
        }
    }
  return TRUE;
}

/* Of exact counts: whether they add to both backgrounds. */
static gboolean
check_crossed (const MokCube *self, guint variable, int outer, int inner, const guint32 *counts)
{
  const guint n_rows = self->levels[outer].n_levels;
  const guint n_columns = self->levels[inner].n_levels;
  const guint n_slots = n_slots_of (self, variable);
  g_auto (MokCubeBlock) by_outer = mok_cube_read (self, variable, outer, -1);
  g_auto (MokCubeBlock) by_inner = mok_cube_read (self, variable, inner, -1);

  for (guint i = 0; i < n_rows; i++)
    {
      if (!check_sum (counts, (gsize) i * n_columns, 1, n_columns, n_slots, by_outer.counts + (gsize) i * n_slots))
        return FALSE;
    }
  for (guint k = 0; k < n_columns; k++)
    {
      if (!check_sum (counts, k, n_columns, n_rows, n_slots, by_inner.counts + (gsize) k * n_slots))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_crossed (MokCube *self, MokByteReader *reader, int outer, int inner)
{
  const gboolean exact = mok_cube_is_exact (self);
  const guint n_columns = self->levels[inner].n_levels;
  const gsize n_groups = n_groups_of (self, outer, inner);
  g_autofree guint64 *sizes = g_new0 (guint64, n_groups + 1);
  g_auto (MokCubeBlock) people = { 0 };

  if (exact && mok_cube_has_block (self->codebook, exact, self->codebook->backgrounds[inner], outer, -1))
    people = mok_cube_read (self, self->codebook->backgrounds[inner], outer, -1);
  for (gsize g = 0; g < n_groups; g++)
    {
      const guint row = (guint) (g / n_columns), column = (guint) (g % n_columns);

      if (people.counts != NULL)
        sizes[g] = people.counts[(gsize) row * n_slots_of (self, self->codebook->backgrounds[inner])
                                 + self->levels[inner].slots[column]];
      else
        sizes[g] = MIN (get_level_size (self, outer, row), get_level_size (self, inner, column));
    }
  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      const guint n_slots = n_slots_of (self, v);
      g_auto (MokCubeBlock) block = { 0 };

      if (!mok_cube_has_block (self->codebook, exact, v, outer, inner))
        continue;
      if (!take_block (self, reader, v, outer, inner, &block)
          || (exact && !check_crossed (self, v, outer, inner, block.counts)))
        return FALSE;
      for (gsize g = 0; g < n_groups; g++)
        {
          if (!check_group (self, &self->codebook->variables[v], block.counts + g * n_slots, sizes[g])
              || !check_expected (block.expected != NULL ? block.expected + g * n_slots : NULL, n_slots, sizes[g]))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_counts (MokCube *self, MokByteReader *reader)
{
  const int n = (int) self->codebook->n_backgrounds;

  if (!take_totals (self, reader))
    return FALSE;
  for (int b = 0; b < n; b++)
    {
      if (!take_by (self, reader, b))
        return FALSE;
    }
  for (int outer = 0; outer < n; outer++)
    {
      for (int inner = outer + 1; inner < n; inner++)
        {
          if (!take_crossed (self, reader, outer, inner))
            return FALSE;
        }
    }
  return (!mok_cube_has_weights (self) || mok_cube_take_weights (self, reader)) && reader->at == reader->size;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_DAMAGED, _ ("The stored results are damaged."));
  return FALSE;
}

static gboolean
take_header (MokCube *self, MokByteReader *reader, GError **error)
{
  guint8 magic[MOK_CUBE_MAGIC_SIZE], digest[MOK_CODEBOOK_DIGEST_SIZE], wanted[MOK_CODEBOOK_DIGEST_SIZE];
  guint64 version, flags;

  if (!mok_byte_reader_read (reader, magic, sizeof magic) || memcmp (magic, MOK_CUBE_MAGIC, sizeof magic) != 0
      || !mok_byte_reader_read_varint (reader, &version) || version == 0)
    return set_damaged (error);
  if (version > MOK_CUBE_VERSION)
    {
      g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NEWER,
                           _ ("These results were made by a newer version of the program."));
      return FALSE;
    }
  if (!mok_byte_reader_read_varint (reader, &flags)
      || (flags & ~(guint64) (MOK_CUBE_EXACT | MOK_CUBE_OPEN | MOK_CUBE_SYNTHETIC | MOK_CUBE_WEIGHTED)) != 0
      || !mok_byte_reader_read (reader, digest, sizeof digest))
    return set_damaged (error);
  self->flags = (MokCubeFlags) flags;
  mok_codebook_get_digest (self->codebook, wanted);
  if (memcmp (digest, wanted, sizeof digest) != 0)
    {
      g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_DAMAGED,
                           _ ("The stored results belong to another questionnaire."));
      return FALSE;
    }
  if (!mok_byte_reader_read_varint (reader, &self->n_respondents) || self->n_respondents > G_MAXUINT32
      || !mok_byte_reader_read_varint (reader, &self->n_unreadable) || !mok_cube_take_number (reader, &self->headcount)
      || !mok_cube_take_edges (self, reader) || !mok_cube_take_protections (self, reader))
    return set_damaged (error);
  return TRUE;
}

/**
 * mok_cube_new_from_bytes:
 * @bytes: as of mok_cube_to_bytes(); not to be trusted
 * @questionnaire: the questionnaire that was tabulated
 * @error: return location for an error of %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable): the cube, whose tables all add up
 */
MokCube *
mok_cube_new_from_bytes (GBytes *bytes, MokQuestionnaire *questionnaire, GError **error)
{
  g_return_val_if_fail (bytes != NULL && questionnaire != NULL, NULL);

  g_autoptr (MokCube) self = g_new0 (MokCube, 1);
  guint8 check[MOK_CUBE_CHECK_SIZE];
  MokByteReader reader = { 0 };

  g_atomic_ref_count_init (&self->refs);
  self->bytes = g_bytes_ref (bytes);
  self->codebook = mok_codebook_new (questionnaire);
  self->levels = g_new0 (MokCubeLevels, self->codebook->n_backgrounds + 1);
  self->withheld = g_hash_table_new (NULL, NULL);
  reader.bytes = g_bytes_get_data (bytes, &reader.size);
  if (reader.size < sizeof check)
    {
      set_damaged (error);
      return NULL;
    }
  reader.size -= sizeof check;
  if (!take_header (self, &reader, error))
    return NULL;
  self->offsets = g_new0 (gsize, mok_cube_get_block (self->codebook, self->codebook->n_variables, -1, -1) + 1);
  mok_hash (check, sizeof check, reader.bytes, reader.size);
  if (memcmp (check, reader.bytes + reader.size, sizeof check) != 0
      || (!mok_cube_is_exact (self) && !mok_cube_take_release (self, &reader)) || !take_counts (self, &reader))
    {
      set_damaged (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}
