/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts every question of a raw table, by each background and by each pair of backgrounds, and writes the bytes of
 * a cube. Must not keep anything of a single respondent.
 */

#include "config.h"

#include "release/mok-cube-private.h"

#include "base/mok-secret.h"
#include "release/mok-varint-private.h"

typedef struct
{
  const MokRawTable *table;
  MokCodebook *codebook;
  GByteArray *bytes;
  MokGroups **groups; /* of each background */
  guint n_done;       /* passes over the table */
  guint n_passes;
  MokProgressFunc progress;
  gpointer data;
  GCancellable *cancellable;
} Builder;

/**
 * mok_cube_order_levels:
 * @counts: slots of the variable, all respondents
 * @slots: (out caller-allocates) (array fixed-size=256): the slot of each level
 *
 * The levels that occur: answers in the order of the form, then "not sure" and "prefer not to answer", then left blank
 * and not asked. In an open survey each is a level of its own.
 *
 * Returns: how many levels
 */
guint
mok_cube_order_levels (const MokVariable *variable, const guint32 *counts, guint8 *slots)
{
  guint n = 0;

  for (int substantive = 1; substantive >= 0; substantive--)
    {
      for (guint i = 0; i < variable->n_answers; i++)
        {
          if (counts[MOK_SLOT_FIRST_ANSWER + i] > 0 && mok_variable_is_substantive (variable, i) == substantive)
            slots[n++] = (guint8) (MOK_SLOT_FIRST_ANSWER + i);
        }
    }
  if (counts[MOK_SLOT_BLANK] > 0)
    slots[n++] = MOK_SLOT_BLANK;
  if (counts[MOK_SLOT_NOT_ASKED] > 0)
    slots[n++] = MOK_SLOT_NOT_ASKED;
  return n;
}

static void
write_header (Builder *self, MokCubeFlags flags, guint64 n_unreadable)
{
  guint8 digest[MOK_CODEBOOK_DIGEST_SIZE];

  g_byte_array_append (self->bytes, (const guint8 *) MOK_CUBE_MAGIC, MOK_CUBE_MAGIC_SIZE);
  mok_varint_write (self->bytes, MOK_CUBE_VERSION);
  mok_varint_write (self->bytes, flags);
  mok_codebook_get_digest (self->codebook, digest);
  g_byte_array_append (self->bytes, digest, sizeof digest);
  mok_varint_write (self->bytes, mok_raw_table_get_n_rows (self->table));
  mok_varint_write (self->bytes, n_unreadable);
  for (guint i = 0; i < self->codebook->n_variables; i++)
    {
      const MokVariable *variable = &self->codebook->variables[i];

      if (!variable->needs_edges)
        continue;
      mok_varint_write (self->bytes, variable->n_edges);
      for (guint k = 0; k < variable->n_edges; k++)
        mok_varint_write_double (self->bytes, variable->edges[k]);
    }
}

static void
write_block (Builder *self, guint variable, const MokGroups *groups)
{
  const guint n_groups = groups != NULL ? groups->n_groups : 1;
  const gsize n = (gsize) n_groups * mok_variable_get_n_slots (&self->codebook->variables[variable]);
  g_autofree guint32 *counts = g_new (guint32, n + 1);

  mok_raw_table_count (self->table, variable, groups, counts);
  mok_varint_write_counts (self->bytes, counts, n);
}

static MokGroups *
make_groups (Builder *self, guint background)
{
  const guint variable = self->codebook->backgrounds[background];
  const MokVariable *coded = &self->codebook->variables[variable];
  g_autofree guint32 *counts = g_new (guint32, mok_variable_get_n_slots (coded));
  guint8 slots[256], levels[256] = { 0 };

  mok_raw_table_count (self->table, variable, NULL, counts);

  const guint n_levels = mok_cube_order_levels (coded, counts, slots);

  for (guint i = 0; i < n_levels; i++)
    levels[slots[i]] = (guint8) i;
  return mok_raw_table_make_groups (self->table, variable, levels, n_levels);
}

static gboolean
finish_pass (Builder *self, GError **error)
{
  self->n_done++;
  if (self->progress != NULL)
    self->progress ((double) self->n_done / self->n_passes, self->data);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
write_totals (Builder *self, GError **error)
{
  for (guint v = 0; v < self->codebook->n_variables; v++)
    write_block (self, v, NULL);
  return finish_pass (self, error);
}

static gboolean
write_by (Builder *self, guint background, GError **error)
{
  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      if (v != self->codebook->backgrounds[background])
        write_block (self, v, self->groups[background]);
    }
  return finish_pass (self, error);
}

static gboolean
write_crossed (Builder *self, guint outer, guint inner, GError **error)
{
  g_autoptr (MokGroups) groups = mok_groups_new_crossed (self->groups[outer], self->groups[inner]);

  for (guint v = 0; v < self->codebook->n_variables; v++)
    {
      if (v != self->codebook->backgrounds[outer] && v != self->codebook->backgrounds[inner])
        write_block (self, v, groups);
    }
  return finish_pass (self, error);
}

static gboolean
write_all (Builder *self, GError **error)
{
  const guint n = self->codebook->n_backgrounds;

  if (!write_totals (self, error))
    return FALSE;
  for (guint b = 0; b < n; b++)
    {
      self->groups[b] = make_groups (self, b);
      if (!write_by (self, b, error))
        return FALSE;
    }
  for (guint outer = 0; outer < n; outer++)
    {
      for (guint inner = outer + 1; inner < n; inner++)
        {
          if (!write_crossed (self, outer, inner, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * mok_cube_new_exact:
 * @table: a finished table
 * @flags: what to say of the data; %MOK_CUBE_EXACT is added
 * @n_unreadable: responses that could not be added to @table
 * @progress: (nullable): called with 0 to 1
 * @cancellable: (nullable): a cancellable
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Counts everything there is to count, exactly: for open surveys only.
 *
 * Returns: (transfer full) (nullable): the cube
 */
MokCube *
mok_cube_new_exact (const MokRawTable *table,
                    MokCubeFlags flags,
                    guint64 n_unreadable,
                    MokProgressFunc progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (table != NULL, NULL);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Builder builder = {
    .table = table,
    .codebook = mok_raw_table_get_codebook (table),
    .bytes = bytes,
    .progress = progress,
    .data = data,
    .cancellable = cancellable,
  };
  const guint n = builder.codebook->n_backgrounds;

  builder.n_passes = 1 + n + n * (n - 1) / 2;
  builder.groups = g_new0 (MokGroups *, n + 1);
  write_header (&builder, flags | MOK_CUBE_EXACT, n_unreadable);

  const gboolean complete = write_all (&builder, error);

  for (guint b = 0; b < n; b++)
    g_clear_pointer (&builder.groups[b], mok_groups_free);
  g_free (builder.groups);
  if (!complete)
    return NULL;

  guint8 check[MOK_CUBE_CHECK_SIZE];

  mok_hash (check, sizeof check, bytes->data, bytes->len);
  g_byte_array_append (bytes, check, sizeof check);

  g_autoptr (GBytes) written = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  /* The reader checks every sum: what it takes is a cube. */
  return mok_cube_new_from_bytes (written, builder.codebook->questionnaire, error);
}
