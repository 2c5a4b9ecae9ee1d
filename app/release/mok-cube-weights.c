/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The weighted part of a cube: its bytes, behind all others, and what they say. Must not give away more than the
 * unweighted part: of a release weighted counts are kept coarsely, since sums of unequal numbers could tell who is in
 * them, and where nothing was counted nothing weighs.
 */

#include "config.h"

#include "release/mok-cube-weights-private.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-margins.h"
#include "release/mok-cube-header-private.h"

/* Weighted counts are kept in units of this part of a person. */
#define UNIT_EXACT 1024
#define UNIT_RELEASE 8

/* Design effects of groups likewise. */
#define UNIT_EFFECT 256

static guint
get_unit (gboolean exact)
{
  return exact ? UNIT_EXACT : UNIT_RELEASE;
}

static void
write_numbers (GByteArray *bytes, const double *numbers, gsize n, guint unit)
{
  g_autofree guint32 *units = g_new (guint32, n + 1);

  for (gsize i = 0; i < n; i++)
    units[i] = (guint32) CLAMP (floor (numbers[i] * unit + 0.5), 0, G_MAXUINT32);
  mok_varint_write_counts (bytes, units, n);
}

static void
write_margins (GByteArray *bytes, const MokCodebook *codebook, GPtrArray *margins)
{
  mok_varint_write (bytes, margins->len);
  for (guint m = 0; m < margins->len; m++)
    {
      const MokMargin *margin = g_ptr_array_index (margins, m);

      mok_varint_write (bytes, (guint64) mok_codebook_find (codebook, margin->variable));
      mok_varint_write (bytes, margin->codes->len);
      for (guint i = 0; i < margin->codes->len; i++)
        {
          mok_cube_write_text (bytes, g_ptr_array_index (margin->codes, i));
          mok_varint_write_double (bytes, g_array_index (margin->shares, double, i));
        }
    }
}

static void
write_part (GByteArray *bytes, const MokTally *tally, guint index, guint variable, const double *numbers, guint unit)
{
  const gsize n_slots = mok_variable_get_n_slots (&tally->codebook->variables[variable]);
  const guint n_groups = tally->groupings[index].n_groups;
  g_autofree double *block = g_new (double, n_groups *n_slots + 1);

  for (guint g = 0; g < n_groups; g++)
    memcpy (block + g * n_slots, numbers + g * tally->n_slots + tally->offsets[variable], n_slots * sizeof *block);
  write_numbers (bytes, block, n_groups * n_slots, unit);
}

/* As in mok-cube-write.c: the answers of a background put together as in every breakdown. */
static void
write_background (GByteArray *bytes, const MokTally *tally, guint variable, const MokLevels *levels, guint unit)
{
  const double *raw = tally->weighted[0].counts + tally->offsets[variable];
  const guint n = MOK_SLOT_FIRST_ANSWER + levels->n_levels + (levels->none ? 1 : 0);
  g_autofree double *sums = g_new0 (double, n + 1);
  guint8 level_of_slot[256];

  mok_levels_map (levels, MOK_LEVEL_NONE, level_of_slot);
  for (guint s = 0; s < tally->codebook->variables[variable].n_states; s++)
    sums[level_of_slot[s] == MOK_LEVEL_NONE ? (guint) MOK_SLOT_BLANK : MOK_SLOT_FIRST_ANSWER + level_of_slot[s]] +=
        raw[s];
  write_numbers (bytes, sums, n, unit);
}

/**
 * mok_cube_write_weights:
 *
 * Writes what was weighted, by what, and what of each group that leaves.
 */
void
mok_cube_write_weights (GByteArray *bytes, const MokTally *tally, const MokCubeContents *contents)
{
  const gboolean exact = (contents->flags & MOK_CUBE_EXACT) != 0;
  const guint unit = get_unit (exact);
  const MokWeighting *weighting = contents->weighting;

  write_margins (bytes, tally->codebook, weighting->margins);
  mok_varint_write (bytes, weighting->converged ? 1 : 0);
  mok_varint_write (bytes, weighting->n_trimmed);
  mok_varint_write_double (bytes, weighting->n_effective);
  mok_varint_write_double (bytes, weighting->design_effect);
  for (guint i = 0; i < mok_tally_get_n_weighted (tally); i++)
    {
      write_numbers (bytes, tally->weighted[i].effects, tally->groupings[i].n_groups, UNIT_EFFECT);
      for (guint v = 0; v < tally->codebook->n_variables; v++)
        {
          const int background = mok_codebook_get_background (tally->codebook, v);

          if (!mok_cube_has_block (tally->codebook, exact, v, tally->groupings[i].outer, -1))
            continue;
          if (background >= 0 && !exact)
            {
              write_background (bytes, tally, v, &contents->coarsenings[background], unit);
              continue;
            }
          write_part (bytes, tally, i, v, tally->weighted[i].counts, unit);
          if (tally->weighted[i].expected != NULL && mok_codebook_is_replaced (tally->codebook, v))
            write_part (bytes, tally, i, v, tally->weighted[i].expected, unit);
        }
    }
}

static gsize
get_n_groups (const MokCube *self, int by)
{
  return by >= 0 ? self->levels[by].n_levels : 1;
}

static double *
read_numbers (MokByteReader *reader, gsize n, guint unit)
{
  g_autofree guint32 *units = NULL;
  double *numbers;

  /* Asks for no memory on behalf of bytes that are not there. */
  if (reader->at >= reader->size && n > 0)
    return NULL;
  units = g_try_new (guint32, MAX (n, 1));
  if (units == NULL || !mok_byte_reader_read_counts (reader, units, n))
    return NULL;
  numbers = g_try_new (double, MAX (n, 1));
  for (gsize i = 0; numbers != NULL && i < n; i++)
    numbers[i] = (double) units[i] / unit;
  return numbers;
}

static gboolean
read_block (const MokCube *self, MokByteReader *reader, guint variable, int by, MokCubeWeights *block)
{
  const gsize n = get_n_groups (self, by) * mok_variable_get_n_slots (&self->codebook->variables[variable]);
  const guint unit = get_unit (mok_cube_is_exact (self));

  block->counts = read_numbers (reader, n, unit);
  if (block->counts == NULL)
    return FALSE;
  if (mok_cube_is_exact (self) || !mok_codebook_is_replaced (self->codebook, variable))
    return TRUE;
  block->expected = read_numbers (reader, n, unit);
  return block->expected != NULL;
}

static gsize
get_place (const MokCube *self, guint variable, int by)
{
  return (gsize) variable * (1 + self->codebook->n_backgrounds) + (gsize) (by + 1);
}

/**
 * mok_cube_read_weights:
 * @by: a background, or -1
 *
 * Reads a block again that was found good before.
 *
 * Returns: (transfer full): for each level of @by the slots of a variable; without counts where there is none
 */
MokCubeWeights
mok_cube_read_weights (const MokCube *self, guint variable, int by)
{
  MokByteReader reader = { .at = self->weighted_offsets[get_place (self, variable, by)] };
  MokCubeWeights block = { 0 };

  reader.bytes = g_bytes_get_data (self->bytes, &reader.size);
  if (reader.at != 0 && !read_block (self, &reader, variable, by, &block))
    g_return_val_if_reached (block);
  return block;
}

void
mok_cube_weights_clear (MokCubeWeights *self)
{
  g_clear_pointer (&self->counts, g_free);
  g_clear_pointer (&self->expected, g_free);
}

/* Where nobody was counted or expected nobody weighs, and all weigh no more than everybody, but for rounding. */
static gboolean
check_block (const MokCube *self, guint variable, int by, const MokCubeWeights *weights)
{
  const MokVariable *counted = &self->codebook->variables[variable];
  const guint n_slots = mok_variable_get_n_slots (counted);
  g_auto (MokCubeBlock) block = mok_cube_read (self, variable, by, -1);

  for (gsize g = 0; g < get_n_groups (self, by); g++)
    {
      double sum = 0;

      for (guint s = 0; s < n_slots; s++)
        {
          const gsize i = g * n_slots + s;

          if (weights->counts[i] > (block.counts[i] > 0 ? self->n_respondents + 1.0 : 0)
              || (weights->expected != NULL
                  && weights->expected[i] > (block.expected[i] > 0 ? self->n_respondents + 1.0 : 0)))
            return FALSE;
          sum += s < counted->n_states ? weights->counts[i] : 0;
        }
      if (sum > self->n_respondents + n_slots)
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_margin (MokCube *self, MokByteReader *reader)
{
  guint variable, n_codes;
  g_autoptr (MokMargin) margin = NULL;

  if (!mok_cube_take_number (reader, &variable) || variable >= self->codebook->n_variables
      || mok_codebook_get_background (self->codebook, variable) < 0 || !mok_cube_take_number (reader, &n_codes)
      || n_codes == 0 || n_codes > 256)
    return FALSE;
  margin = mok_margin_new (self->codebook->variables[variable].question->name, 0);
  for (guint i = 0; i < n_codes; i++)
    {
      g_autofree char *code = mok_cube_take_text (reader);
      double share;

      if (code == NULL || !mok_byte_reader_read_double (reader, &share) || !(share >= 0 && share <= 1))
        return FALSE;
      mok_margin_add (margin, code, share, 0);
    }
  g_ptr_array_add (self->weighting->margins, g_steal_pointer (&margin));
  return TRUE;
}

static gboolean
take_weighting (MokCube *self, MokByteReader *reader)
{
  MokWeighting *weighting = self->weighting = g_new0 (MokWeighting, 1);
  guint n_margins, converged;

  weighting->margins = mok_margins_new ();
  if (!mok_cube_take_number (reader, &n_margins) || n_margins == 0 || n_margins > self->codebook->n_backgrounds)
    return FALSE;
  for (guint i = 0; i < n_margins; i++)
    {
      if (!take_margin (self, reader))
        return FALSE;
    }
  if (!mok_cube_take_number (reader, &converged) || converged > 1
      || !mok_cube_take_number (reader, &weighting->n_trimmed) || weighting->n_trimmed > self->n_respondents
      || !mok_byte_reader_read_double (reader, &weighting->n_effective)
      || !mok_byte_reader_read_double (reader, &weighting->design_effect))
    return FALSE;
  weighting->converged = converged == 1;
  return weighting->n_effective > 0 && weighting->n_effective <= self->n_respondents + 0.5
         && weighting->design_effect > 1 - 1e-6 && isfinite (weighting->design_effect);
}

static gboolean
take_effects (MokCube *self, MokByteReader *reader, int by)
{
  const gsize n = get_n_groups (self, by);
  double *effects = read_numbers (reader, n, UNIT_EFFECT);

  self->effects[by + 1] = effects;
  for (gsize g = 0; effects != NULL && g < n; g++)
    {
      if (effects[g] != 0 && (effects[g] < 1 || effects[g] > self->n_respondents + 1.0))
        return FALSE;
    }
  return effects != NULL;
}

/**
 * mok_cube_take_weights:
 *
 * Reads what a cube has that was weighted, behind all counts.
 *
 * Returns: whether it is sound
 */
gboolean
mok_cube_take_weights (MokCube *self, MokByteReader *reader)
{
  const int n = (int) self->codebook->n_backgrounds;

  self->effects = g_new0 (double *, self->codebook->n_backgrounds + 2);
  self->weighted_offsets = g_new0 (gsize, get_place (self, self->codebook->n_variables, -1) + 1);
  if (!take_weighting (self, reader))
    return FALSE;
  for (int by = -1; by < n; by++)
    {
      if (!take_effects (self, reader, by))
        return FALSE;
      for (guint v = 0; v < self->codebook->n_variables; v++)
        {
          g_auto (MokCubeWeights) block = { 0 };

          if (!mok_cube_has_block (self->codebook, mok_cube_is_exact (self), v, by, -1))
            continue;
          self->weighted_offsets[get_place (self, v, by)] = reader->at;
          if (!read_block (self, reader, v, by, &block) || !check_block (self, v, by, &block))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * mok_cube_has_weights:
 *
 * Returns: whether there are weighted tables: mok_cube_get_table_weighted()
 */
gboolean
mok_cube_has_weights (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->flags & MOK_CUBE_WEIGHTED) != 0;
}

/**
 * mok_cube_get_weighting:
 *
 * Returns: (transfer none) (nullable): how respondents were weighted; %NULL where they were not
 */
const MokWeighting *
mok_cube_get_weighting (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->weighting;
}
