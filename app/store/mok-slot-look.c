/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the check of a box gathers from one table of slots: cells that are not as they are made, and how likely chance
 * alone puts the taken ones where they are. Must not judge.
 */

#include "config.h"

#include "store/mok-slot-look.h"

#include <math.h>
#include <string.h>

#include "base/mok-secret.h"
#include "store/mok-chance.h"

/* Bytes of a cell that are as random as any, behind the flag. */
#define FLAG_SIZE 1
#define BEGINNING 8
#define BITS 8
#define VALUES 256

/* A right file has an odd free cell in one of its tables with a chance below 2 e^-18.5: once in 5 * 10^7 files, little
 * beside what the order may add.
 */
#define ODD_CELL (-18.5)

static gboolean
is_random (const guint8 *bytes, gsize size, guint n_cells)
{
  const double limit = ODD_CELL - log ((double) n_cells) - log (VALUES + BITS * 2.0);
  guint counts[VALUES] = { 0 };
  guint ones[BITS] = { 0 };

  for (gsize i = 0; i < size; i++)
    counts[bytes[i]]++;
  for (guint value = 0; value < VALUES; value++)
    {
      /* Only too many: some of the 256 values are always missing in a short cell. */
      if (counts[value] > size / (double) VALUES
          && mok_chance_frequency ((guint) size, 1.0 / VALUES, counts[value]) < limit)
        return FALSE;
      for (guint bit = 0; bit < BITS; bit++)
        if (value >> bit & 1)
          ones[bit] += counts[value];
    }
  for (guint bit = 0; bit < BITS; bit++)
    if (mok_chance_frequency ((guint) size, 0.5, ones[bit]) < limit)
      return FALSE;
  return TRUE;
}

static void
look_at_free (MokSlotLook *self, const guint8 *cell)
{
  guint64 *beginning = g_new (guint64, 1);

  self->n_free++;
  memcpy (beginning, cell + FLAG_SIZE, BEGINNING);
  /* Two alike would be a repeated pattern: among a million cells chance does that once in 10^7 files. */
  if (!g_hash_table_add (self->beginnings, beginning)
      || !is_random (cell + FLAG_SIZE, self->cell_size - FLAG_SIZE, self->n_expected))
    self->n_odd_free++;
}

static gboolean
look (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  MokSlotLook *self = data;

  self->numbered = self->numbered && slot == self->n_rows;
  self->n_rows++;
  if (cell == NULL)
    {
      self->n_odd_lengths++;
      return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
    }
  self->n_odd_flags += cell[0] > 1;
  switch (mok_cell_get_state (cell, self->cell_size))
    {
    case MOK_CELL_TAKEN:
      g_array_append_val (self->taken, slot);
      break;
    case MOK_CELL_DAMAGED:
      /* An odd flag alone does not make a free cell a damaged response. */
      self->n_damaged += cell[0] == 1;
      break;
    case MOK_CELL_FREE:
    default:
      look_at_free (self, cell);
      break;
    }
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* @self: with slots, cell_size and n_expected set. Returns: whether all could be read */
gboolean
mok_slot_look_read (MokSlotLook *self, MokSqlite *file)
{
  self->taken = g_array_new (FALSE, FALSE, sizeof (guint));
  self->beginnings = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->numbered = TRUE;
  return mok_slots_foreach (file, self->slots, self->cell_size, look, self, NULL);
}

/* Returns: logarithm of the chance of the least likely of: how close together, how far from the middle, and in how many
 *   runs the taken places lie
 */
double
mok_slot_look_get_chance (const MokSlotLook *self)
{
  const guint n = self->n_expected, k = self->taken->len;
  const guint *places = (const guint *) (gpointer) self->taken->data;
  double sum = 0;
  guint runs = 1;

  if (k == 0 || n != self->n_rows)
    return 0;
  for (guint i = 0; i < k; i++)
    {
      sum += places[i];
      /* One run more where a gap begins, one where it ends. */
      if (i > 0 && places[i] != places[i - 1] + 1)
        runs += 2;
    }
  runs += (places[0] > 0) + (places[k - 1] < n - 1);
  return MIN (MIN (mok_chance_span (n, k, places[k - 1] - places[0] + 1), mok_chance_mean (n, k, sum / k)),
              mok_chance_runs (n, k, runs));
}

void
mok_slot_look_clear (MokSlotLook *self)
{
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->beginnings, g_hash_table_unref);
}
