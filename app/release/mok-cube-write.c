/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes the bytes of a cube (docs/formats.md, "Release cube"). Must not decide what is in it. */

#include "config.h"

#include "release/mok-cube-private.h"

#include <math.h>
#include <string.h>

#include "base/mok-secret.h"
#include "release/mok-cube-weights-private.h"

void
mok_cube_write_text (GByteArray *bytes, const char *text)
{
  mok_varint_write (bytes, strlen (text));
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

static void
write_edges (GByteArray *bytes, const MokCodebook *codebook)
{
  for (guint i = 0; i < codebook->n_questions; i++)
    {
      const MokVariable *variable = &codebook->variables[i];

      if (!variable->needs_edges)
        continue;
      mok_varint_write (bytes, variable->n_edges);
      for (guint k = 0; k < variable->n_edges; k++)
        mok_varint_write_double (bytes, variable->edges[k]);
    }
}

/* With their words: a later program may carry another law table. */
static void
write_protections (GByteArray *bytes, const MokCodebook *codebook)
{
  mok_varint_write (bytes, codebook->protections->len);
  for (guint i = 0; i < codebook->protections->len; i++)
    {
      const MokCodebookProtection *protection = g_ptr_array_index (codebook->protections, i);

      mok_varint_write (bytes, protection->asked);
      mok_varint_write (bytes, (protection->by_size >= 0 ? 1 : 0) | (protection->binds_all ? 2 : 0)
                                   | protection->details << 2);
      mok_cube_write_text (bytes, mok_text_get (protection->title, "en"));
      mok_cube_write_text (bytes, mok_text_get (protection->title, "ko"));
      mok_cube_write_text (bytes, mok_text_get (protection->article, "en"));
      mok_cube_write_text (bytes, mok_text_get (protection->article, "ko"));
    }
}

static void
write_certificate (GByteArray *bytes, const MokCertificate *certificate)
{
  mok_varint_write (bytes, certificate->rate_numerator);
  mok_varint_write (bytes, certificate->rate_denominator);
  mok_varint_write (bytes, certificate->lambda);
  mok_varint_write (bytes, certificate->min_group);
  mok_varint_write (bytes, certificate->min_pair);
  mok_varint_write (bytes, certificate->n_blocks);
  mok_varint_write (bytes, certificate->largest_block);
  mok_varint_write (bytes, certificate->smallest_urn);
  mok_varint_write (bytes, certificate->n_drawn);
  mok_varint_write (bytes, certificate->n_replaced);
  mok_varint_write_double (bytes, certificate->share_certainty);
  mok_varint_write_double (bytes, certificate->group_certainty);
  mok_varint_write (bytes, certificate->group_question);
  mok_varint_write_double (bytes, certificate->row_certainty);
  mok_varint_write (bytes, certificate->n_unpublished);
  mok_varint_write (bytes, certificate->law_date);
}

static void
write_pairs (GByteArray *bytes, const MokTally *tally, guint min_pair)
{
  for (guint i = 0; i < tally->n_groupings; i++)
    {
      const MokGrouping *grouping = &tally->groupings[i];

      if (grouping->inner < 0)
        continue;
      for (guint g = 0; g < grouping->n_groups; g++)
        {
          const guint8 enough = grouping->sizes[g] >= min_pair;

          g_byte_array_append (bytes, &enough, 1);
        }
    }
}

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const gsize x = GPOINTER_TO_SIZE (a);
  const gsize y = GPOINTER_TO_SIZE (b);

  return (x > y) - (x < y);
}

static void
write_withheld (GByteArray *bytes, GHashTable *withheld)
{
  g_autoptr (GList) blocks = g_list_sort (g_hash_table_get_keys (withheld), compare_blocks);

  mok_varint_write (bytes, g_hash_table_size (withheld));
  for (const GList *block = blocks; block != NULL; block = block->next)
    mok_varint_write (bytes, GPOINTER_TO_SIZE (block->data));
}

static void
write_release (GByteArray *bytes, const MokTally *tally, const MokCubeContents *contents, GHashTable *withheld)
{
  const MokPlan *plan = contents->plan;

  write_certificate (bytes, contents->certificate);
  for (guint b = 0; b < tally->codebook->n_backgrounds; b++)
    {
      const MokLevels *coarsening = &contents->coarsenings[b];

      mok_varint_write (bytes, coarsening->n_raw);
      g_byte_array_append (bytes, coarsening->level_of, coarsening->n_raw);
      mok_varint_write (bytes, coarsening->n_levels);
      mok_varint_write (bytes, coarsening->none);
    }
  for (guint b = 0; b < plan->blocks->n_blocks; b++)
    {
      const MokBlock *block = &plan->blocks->blocks[b];

      if (mok_urns_is_published (plan->urns[b], &plan->parameters))
        continue;
      for (guint i = 0; i < block->n_variables; i++)
        mok_varint_write (bytes, block->variables[i] + 1);
    }
  mok_varint_write (bytes, 0);
  write_pairs (bytes, tally, contents->certificate->min_pair);
  write_withheld (bytes, withheld);
}

static void
write_block (GByteArray *bytes, const MokTally *tally, guint grouping, guint variable)
{
  const gsize n_slots = mok_variable_get_n_slots (&tally->codebook->variables[variable]);
  const guint n_groups = tally->groupings[grouping].n_groups;
  g_autofree guint32 *counts = g_new (guint32, n_groups * n_slots + 1);
  const guint32 *from = tally->counts[grouping] + tally->offsets[variable];

  for (guint g = 0; g < n_groups; g++)
    memcpy (counts + g * n_slots, from + g * tally->n_slots, n_slots * sizeof *counts);
  mok_varint_write_counts (bytes, counts, n_groups * n_slots);
  if (tally->expected == NULL || !mok_codebook_is_replaced (tally->codebook, variable))
    return;
  for (guint g = 0; g < n_groups; g++)
    {
      const double *expected = tally->expected[grouping] + g * tally->n_slots + tally->offsets[variable];

      for (gsize s = 0; s < n_slots; s++)
        counts[g * n_slots + s] = (guint32) MAX (0, floor (expected[s] * MOK_CUBE_UNIT + 0.5));
    }
  mok_varint_write_counts (bytes, counts, n_groups * n_slots);
}

/* A background in total, its answers put together as in every breakdown. */
static void
write_background (GByteArray *bytes, const MokTally *tally, guint background, const MokLevels *levels)
{
  const guint variable = tally->codebook->backgrounds[background];
  const guint32 *raw = tally->counts[0] + tally->offsets[variable];
  const guint n = levels->n_levels + (levels->none ? 1 : 0);
  g_autofree guint32 *counts = g_new0 (guint32, MOK_SLOT_FIRST_ANSWER + n);
  guint8 level_of_slot[256];

  mok_levels_map (levels, MOK_LEVEL_NONE, level_of_slot);
  for (guint s = 0; s < tally->codebook->variables[variable].n_states; s++)
    counts[level_of_slot[s] == MOK_LEVEL_NONE ? (guint) MOK_SLOT_BLANK : MOK_SLOT_FIRST_ANSWER + level_of_slot[s]] +=
        raw[s];
  mok_varint_write_counts (bytes, counts, MOK_SLOT_FIRST_ANSWER + n);
}

/**
 * mok_cube_write:
 * @withheld: (element-type gsize): blocks that are left out, as of mok_cube_get_block()
 *
 * Returns: (transfer full): the bytes of a cube
 */
GBytes *
mok_cube_write (const MokTally *tally, const MokCubeContents *contents, GHashTable *withheld)
{
  GByteArray *bytes = g_byte_array_new ();
  const gboolean exact = (contents->flags & MOK_CUBE_EXACT) != 0;
  guint8 digest[MOK_CODEBOOK_DIGEST_SIZE], check[MOK_CUBE_CHECK_SIZE];

  g_byte_array_append (bytes, (const guint8 *) MOK_CUBE_MAGIC, MOK_CUBE_MAGIC_SIZE);
  mok_varint_write (bytes, MOK_CUBE_VERSION);
  mok_varint_write (bytes, contents->flags | (contents->weighting != NULL ? MOK_CUBE_WEIGHTED : 0));
  mok_codebook_get_digest (tally->codebook, digest);
  g_byte_array_append (bytes, digest, sizeof digest);
  mok_varint_write (bytes, tally->n_rows);
  mok_varint_write (bytes, contents->n_unreadable);
  mok_varint_write (bytes, contents->headcount);
  write_edges (bytes, tally->codebook);
  write_protections (bytes, tally->codebook);
  if (!exact)
    write_release (bytes, tally, contents, withheld);
  for (guint i = 0; i < tally->n_groupings; i++)
    {
      for (guint v = 0; v < tally->codebook->n_variables; v++)
        {
          const int background = mok_codebook_get_background (tally->codebook, v);

          if (!mok_cube_has_block (tally->codebook, exact, v, tally->groupings[i].outer, tally->groupings[i].inner))
            continue;
          if (background >= 0 && !exact)
            write_background (bytes, tally, (guint) background, &contents->coarsenings[background]);
          else
            write_block (bytes, tally, i, v);
        }
    }
  if (contents->weighting != NULL)
    mok_cube_write_weights (bytes, tally, contents);
  mok_hash (check, sizeof check, bytes->data, bytes->len);
  g_byte_array_append (bytes, check, sizeof check);
  return g_byte_array_free_to_bytes (bytes);
}
