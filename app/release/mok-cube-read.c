/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the bytes of a cube and believes nothing: the questionnaire must be the one it was counted for, every group
 * must add to its total, every pair of backgrounds to each of them. Must not answer questions: that is mok-cube.c.
 */

#include "config.h"

#include "release/mok-cube-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "release/mok-varint-private.h"

static gsize
block_of (const MokCube *self, guint variable, guint block)
{
  const gsize n = self->codebook->n_backgrounds;

  return variable * (1 + n + n * n) + block;
}

static gsize
total_block (const MokCube *self, guint variable)
{
  return block_of (self, variable, 0);
}

static gsize
by_block (const MokCube *self, guint variable, guint background)
{
  return block_of (self, variable, 1 + background);
}

static gsize
crossed_block (const MokCube *self, guint variable, guint outer, guint inner)
{
  const guint n = self->codebook->n_backgrounds;

  return block_of (self, variable, 1 + n + outer * n + inner);
}

static guint
n_slots_of (const MokCube *self, guint variable)
{
  return mok_variable_get_n_slots (&self->codebook->variables[variable]);
}

/* Reads a block again that was found good before. */
static guint32 *
read_block (const MokCube *self, gsize block, gsize n)
{
  MokByteReader reader = { .at = self->offsets[block] };
  g_autofree guint32 *counts = g_new (guint32, MAX (n, 1));

  reader.bytes = g_bytes_get_data (self->bytes, &reader.size);
  if (reader.at == 0 || !mok_byte_reader_read_counts (&reader, counts, n))
    g_return_val_if_reached (NULL);
  return g_steal_pointer (&counts);
}

/**
 * mok_cube_read_total:
 *
 * Returns: (transfer full): the slots of a variable, all respondents
 */
guint32 *
mok_cube_read_total (const MokCube *self, guint variable)
{
  return read_block (self, total_block (self, variable), n_slots_of (self, variable));
}

/**
 * mok_cube_read_by:
 *
 * Returns: (transfer full): for each level of another variable, a background, the slots of a variable
 */
guint32 *
mok_cube_read_by (const MokCube *self, guint variable, guint background)
{
  return read_block (self, by_block (self, variable, background),
                     (gsize) self->levels[background].n_levels * n_slots_of (self, variable));
}

/**
 * mok_cube_read_crossed:
 * @outer: a background
 * @inner: a background of a higher number
 *
 * Returns: (transfer full): for each level of @outer and each of @inner the slots of a variable
 */
guint32 *
mok_cube_read_crossed (const MokCube *self, guint variable, guint outer, guint inner)
{
  const gsize n_groups = (gsize) self->levels[outer].n_levels * self->levels[inner].n_levels;

  return read_block (self, crossed_block (self, variable, outer, inner), n_groups * n_slots_of (self, variable));
}

/* Takes the next block: respects its length and that its groups have the sizes wanted. */
static guint32 *
take_block (MokCube *self, MokByteReader *reader, gsize block, guint variable, gsize n_groups)
{
  const guint n_slots = n_slots_of (self, variable);
  const gsize n = n_groups * n_slots;

  /* Asks for no memory on behalf of bytes that are not there. */
  if (reader->at >= reader->size && n > 0)
    return NULL;
  self->offsets[block] = reader->at;

  g_autofree guint32 *counts = g_try_new (guint32, MAX (n, 1));

  if (counts == NULL || !mok_byte_reader_read_counts (reader, counts, n))
    return NULL;
  return g_steal_pointer (&counts);
}

static guint64
size_of_group (const MokVariable *variable, const guint32 *slots)
{
  const guint n_states = mok_variable_get_n_states (variable);
  guint64 size = 0;

  for (guint i = 0; i < n_states; i++)
    size += slots[i];
  return size;
}

/* Whether a group has @size respondents, and no more choices than that. */
static gboolean
check_group (const MokVariable *variable, const guint32 *slots, guint64 size)
{
  if (size_of_group (variable, slots) != size)
    return FALSE;
  for (guint k = 0; variable->is_multiple && k < variable->n_answers; k++)
    {
      const guint64 limit = mok_variable_is_substantive (variable, k) ? slots[MOK_SLOT_SUBSTANTIVE] : size;

      if (slots[MOK_SLOT_FIRST_CHOICE + k] > limit)
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

static gboolean
take_edges (MokCube *self, MokByteReader *reader)
{
  for (guint i = 0; i < self->codebook->n_variables; i++)
    {
      double edges[MOK_VARIABLE_MAX_DERIVED_BANDS + 1];
      guint64 n;

      if (!self->codebook->variables[i].needs_edges)
        continue;
      if (!mok_byte_reader_read_varint (reader, &n) || n > G_N_ELEMENTS (edges))
        return FALSE;
      for (guint k = 0; k < n; k++)
        {
          if (!mok_byte_reader_read_double (reader, &edges[k]))
            return FALSE;
        }
      if (!mok_codebook_set_edges (self->codebook, i, edges, (guint) n))
        return FALSE;
    }
  return TRUE;
}

static void
init_levels (MokCube *self, guint background, const guint32 *counts)
{
  const MokVariable *variable = &self->codebook->variables[self->codebook->backgrounds[background]];
  MokCubeLevels *levels = &self->levels[background];

  levels->codes = g_ptr_array_new_with_free_func (g_free);
  levels->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_text_unref);
  levels->n_levels = mok_cube_order_levels (variable, counts, levels->slots);
  for (guint i = 0; i < levels->n_levels; i++)
    {
      const guint slot = levels->slots[i];

      if (slot >= MOK_SLOT_FIRST_ANSWER)
        {
          const guint answer = slot - MOK_SLOT_FIRST_ANSWER;

          g_ptr_array_add (levels->codes, mok_variable_dup_code (variable, answer));
          g_ptr_array_add (levels->labels, mok_text_ref (g_ptr_array_index (variable->labels, answer)));
        }
      else
        {
          g_ptr_array_add (levels->codes, g_strdup (slot == MOK_SLOT_BLANK ? "blank" : "not-asked"));
          g_ptr_array_add (levels->labels, mok_text_new ());
        }
    }
}

static gboolean
take_totals (MokCube *self, MokByteReader *reader)
{
  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      g_autofree guint32 *counts = take_block (self, reader, total_block (self, v), v, 1);
      const int background = mok_codebook_get_background (self->codebook, v);

      if (counts == NULL || !check_group (&self->codebook->variables[v], counts, self->n_respondents))
        return FALSE;
      if (background >= 0)
        init_levels (self, (guint) background, counts);
    }
  return TRUE;
}

static gboolean
take_by (MokCube *self, MokByteReader *reader, guint background)
{
  const guint by = self->codebook->backgrounds[background];
  const MokCubeLevels *levels = &self->levels[background];
  g_autofree guint32 *sizes = mok_cube_read_total (self, by);

  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      const guint n_slots = n_slots_of (self, v);

      if (v == by)
        continue;

      g_autofree guint32 *counts = take_block (self, reader, by_block (self, v, background), v, levels->n_levels);
      g_autofree guint32 *total = mok_cube_read_total (self, v);

      if (counts == NULL || !check_sum (counts, 0, 1, levels->n_levels, n_slots, total))
        return FALSE;
      for (guint i = 0; i < levels->n_levels; i++)
        {
          if (!check_group (&self->codebook->variables[v], counts + (gsize) i * n_slots, sizes[levels->slots[i]]))
            return FALSE;
        }
    }
  return TRUE;
}

/* @sizes: the levels of @outer by the slots of the variable behind @inner. */
static gboolean
check_crossed (const MokCube *self,
               guint variable,
               guint outer,
               guint inner,
               const guint32 *counts,
               const guint32 *sizes)
{
  const MokCubeLevels *rows = &self->levels[outer];
  const MokCubeLevels *columns = &self->levels[inner];
  const guint n_slots = n_slots_of (self, variable);
  const guint n_size_slots = n_slots_of (self, self->codebook->backgrounds[inner]);
  g_autofree guint32 *by_outer = mok_cube_read_by (self, variable, outer);
  g_autofree guint32 *by_inner = mok_cube_read_by (self, variable, inner);

  for (guint i = 0; i < rows->n_levels; i++)
    {
      if (!check_sum (counts, (gsize) i * columns->n_levels, 1, columns->n_levels, n_slots,
                      by_outer + (gsize) i * n_slots))
        return FALSE;
      for (guint k = 0; k < columns->n_levels; k++)
        {
          const guint32 *group = counts + ((gsize) i * columns->n_levels + k) * n_slots;

          if (!check_group (&self->codebook->variables[variable], group,
                            sizes[(gsize) i * n_size_slots + columns->slots[k]]))
            return FALSE;
        }
    }
  for (guint k = 0; k < columns->n_levels; k++)
    {
      if (!check_sum (counts, k, columns->n_levels, rows->n_levels, n_slots, by_inner + (gsize) k * n_slots))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_crossed (MokCube *self, MokByteReader *reader, guint outer, guint inner)
{
  const gsize n_groups = (gsize) self->levels[outer].n_levels * self->levels[inner].n_levels;
  g_autofree guint32 *sizes = mok_cube_read_by (self, self->codebook->backgrounds[inner], outer);

  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      if (v == self->codebook->backgrounds[outer] || v == self->codebook->backgrounds[inner])
        continue;

      g_autofree guint32 *counts = take_block (self, reader, crossed_block (self, v, outer, inner), v, n_groups);

      if (counts == NULL || !check_crossed (self, v, outer, inner, counts, sizes))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_counts (MokCube *self, MokByteReader *reader)
{
  const guint n = self->codebook->n_backgrounds;

  if (!take_totals (self, reader))
    return FALSE;
  for (guint b = 0; b < n; b++)
    {
      if (!take_by (self, reader, b))
        return FALSE;
    }
  for (guint outer = 0; outer < n; outer++)
    {
      for (guint inner = outer + 1; inner < n; inner++)
        {
          if (!take_crossed (self, reader, outer, inner))
            return FALSE;
        }
    }
  return reader->at == reader->size;
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
      || (flags & ~(guint64) (MOK_CUBE_EXACT | MOK_CUBE_OPEN | MOK_CUBE_SYNTHETIC)) != 0
      || (flags & MOK_CUBE_EXACT) == 0 || !mok_byte_reader_read (reader, digest, sizeof digest))
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
      || !mok_byte_reader_read_varint (reader, &self->n_unreadable))
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
  MokByteReader reader = { 0 };

  g_atomic_ref_count_init (&self->refs);
  self->bytes = g_bytes_ref (bytes);
  self->codebook = mok_codebook_new (questionnaire);
  self->levels = g_new0 (MokCubeLevels, self->codebook->n_backgrounds + 1);
  self->offsets = g_new0 (gsize, block_of (self, self->codebook->n_variables, 0) + 1);

  reader.bytes = g_bytes_get_data (bytes, &reader.size);

  guint8 check[MOK_CUBE_CHECK_SIZE];

  if (reader.size < sizeof check)
    {
      set_damaged (error);
      return NULL;
    }
  reader.size -= sizeof check;
  if (!take_header (self, &reader, error))
    return NULL;
  mok_hash (check, sizeof check, reader.bytes, reader.size);
  if (memcmp (check, reader.bytes + reader.size, sizeof check) != 0 || !take_edges (self, &reader)
      || !take_counts (self, &reader))
    {
      set_damaged (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}
