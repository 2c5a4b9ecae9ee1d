/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads what stands before the counts of a cube: bands, protections, and of a release its certificate and how
 * backgrounds were put together. Believes nothing.
 */

#include "config.h"

#include "release/mok-cube-header-private.h"

#include <math.h>
#include <string.h>

#define MAX_TEXT 4096

gboolean
mok_cube_take_edges (MokCube *self, MokByteReader *reader)
{
  for (guint i = 0; i < self->codebook->n_questions; i++)
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

char *
mok_cube_take_text (MokByteReader *reader)
{
  guint64 size;
  g_autofree char *text = NULL;

  if (!mok_byte_reader_read_varint (reader, &size) || size > MAX_TEXT)
    return NULL;
  text = g_malloc0 (size + 1);
  if (!mok_byte_reader_read (reader, (guint8 *) text, size) || strlen (text) != size
      || !g_utf8_validate (text, -1, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

static MokText *
take_texts (MokByteReader *reader)
{
  g_autofree char *english = mok_cube_take_text (reader);
  g_autofree char *korean = english != NULL ? mok_cube_take_text (reader) : NULL;
  MokText *text;

  if (korean == NULL)
    return NULL;
  text = mok_text_new ();
  mok_text_set (text, "en", english);
  mok_text_set (text, "ko", korean);
  return text;
}

gboolean
mok_cube_take_protections (MokCube *self, MokByteReader *reader)
{
  guint64 n, asked, flags;
  gint64 last = -1;

  if (!mok_byte_reader_read_varint (reader, &n) || n > self->codebook->n_questions)
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    {
      g_autoptr (MokText) title = NULL;
      g_autoptr (MokText) article = NULL;

      if (!mok_byte_reader_read_varint (reader, &asked) || asked >= self->codebook->n_questions
          || (gint64) asked <= last || !mok_byte_reader_read_varint (reader, &flags)
          || flags >= 1 << (2 + MOK_N_OUTCOME_DETAILS))
        return FALSE;
      last = (gint64) asked;
      title = take_texts (reader);
      article = title != NULL ? take_texts (reader) : NULL;
      if (article == NULL)
        return FALSE;
      mok_codebook_add_protection (self->codebook, (guint) asked, (flags & 1) != 0, (flags & 2) != 0,
                                   (guint) flags >> 2, title, article);
    }
  return TRUE;
}

gboolean
mok_cube_take_number (MokByteReader *reader, guint *number)
{
  guint64 value;

  if (!mok_byte_reader_read_varint (reader, &value) || value > G_MAXUINT32)
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
take_chance (MokByteReader *reader, double *chance)
{
  return mok_byte_reader_read_double (reader, chance) && *chance >= 0 && *chance <= 1;
}

static gboolean
take_certificate (MokCube *self, MokByteReader *reader)
{
  MokCertificate *certificate = &self->certificate;

  certificate->n_respondents = self->n_respondents;
  certificate->n_unreadable = self->n_unreadable;
  return mok_cube_take_number (reader, &certificate->rate_numerator)
         && mok_cube_take_number (reader, &certificate->rate_denominator)
         && certificate->rate_numerator < certificate->rate_denominator
         && mok_cube_take_number (reader, &certificate->lambda)
         && mok_cube_take_number (reader, &certificate->min_group)
         && mok_cube_take_number (reader, &certificate->min_pair)
         && mok_cube_take_number (reader, &certificate->n_blocks)
         && mok_cube_take_number (reader, &certificate->largest_block)
         && mok_cube_take_number (reader, &certificate->smallest_urn)
         && mok_byte_reader_read_varint (reader, &certificate->n_drawn)
         && mok_byte_reader_read_varint (reader, &certificate->n_replaced)
         && take_chance (reader, &certificate->share_certainty) && take_chance (reader, &certificate->group_certainty)
         && mok_cube_take_number (reader, &certificate->group_question)
         && certificate->group_question < self->codebook->n_variables
         && take_chance (reader, &certificate->row_certainty)
         && mok_cube_take_number (reader, &certificate->n_unpublished)
         && mok_cube_take_number (reader, &certificate->law_date);
}

static gboolean
take_levels (MokCube *self, MokByteReader *reader, guint background)
{
  const guint variable = self->codebook->backgrounds[background];
  guint8 level_of[256];
  guint n_raw, n_levels, none;

  return mok_cube_take_number (reader, &n_raw) && n_raw == self->codebook->variables[variable].n_answers
         && mok_byte_reader_read (reader, level_of, n_raw) && mok_cube_take_number (reader, &n_levels)
         && n_levels <= n_raw && mok_cube_take_number (reader, &none) && none <= 1
         && mok_codebook_coarsen (self->codebook, variable, level_of, n_levels, none == 1);
}

static gboolean
take_unpublished (MokCube *self, MokByteReader *reader)
{
  guint variable;

  self->unpublished = g_new0 (gboolean, self->codebook->n_variables + 1);
  for (;;)
    {
      if (!mok_cube_take_number (reader, &variable) || variable > self->codebook->n_questions)
        return FALSE;
      if (variable == 0)
        return TRUE;
      self->unpublished[variable - 1] = TRUE;
    }
}

/* The levels of a background are its answers once they were put together. */
static gboolean
take_pairs (MokCube *self, MokByteReader *reader)
{
  const guint n = self->codebook->n_backgrounds;

  self->pairs = g_new0 (guint8 *, n * n + 1);
  for (guint outer = 0; outer < n; outer++)
    {
      for (guint inner = outer + 1; inner < n; inner++)
        {
          const gsize n_groups = (gsize) self->codebook->variables[self->codebook->backgrounds[outer]].n_answers
                                 * self->codebook->variables[self->codebook->backgrounds[inner]].n_answers;
          guint8 *cells = g_malloc0 (n_groups + 1);

          self->pairs[outer * n + inner] = cells;
          if (!mok_byte_reader_read (reader, cells, n_groups))
            return FALSE;
          for (gsize g = 0; g < n_groups; g++)
            {
              if (cells[g] > 1)
                return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
take_withheld (MokCube *self, MokByteReader *reader)
{
  const guint64 n_blocks = mok_cube_get_block (self->codebook, self->codebook->n_variables, -1, -1);
  guint64 n, block;

  if (!mok_byte_reader_read_varint (reader, &n) || n > n_blocks)
    return FALSE;
  for (guint64 i = 0; i < n; i++)
    {
      if (!mok_byte_reader_read_varint (reader, &block) || block >= n_blocks)
        return FALSE;
      g_hash_table_add (self->withheld, GSIZE_TO_POINTER (block));
    }
  self->certificate.n_withheld = (guint) n;
  return g_hash_table_size (self->withheld) == n;
}

/**
 * mok_cube_take_release:
 *
 * Reads what a release has besides; afterwards the answers of backgrounds are their released levels.
 *
 * Returns: whether it is sound
 */
gboolean
mok_cube_take_release (MokCube *self, MokByteReader *reader)
{
  if (!take_certificate (self, reader))
    return FALSE;
  for (guint b = 0; b < self->codebook->n_backgrounds; b++)
    {
      if (!take_levels (self, reader, b))
        return FALSE;
    }
  return take_unpublished (self, reader) && take_pairs (self, reader) && take_withheld (self, reader);
}
