/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Slots: places of one size for sealed bytes, all made at once and filled in random order.
 *
 * A cell is `taken (1 byte) ‖ sealed ‖ BLAKE2b-128 (sealed)`. Overwriting a cell in place changes nothing else in the
 * file but counters on its first page, so a write that the power cuts short can damage that one cell only, and its
 * digest shows it. Must not know what is sealed; nothing here can open it.
 */

#include "config.h"

#include "store/mok-slots.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "base/mok-secret.h"
#include "store/mok-store-error.h"

#define FLAG_SIZE 1
/* While at least half of the slots are free, this many draws all hit taken ones with a chance below 2^-64. */
#define MAXIMUM_DRAWS 64

static const char *const table_names[] = { "slot", "comment_slot" };

static const char *const insert_sql[] = {
  "INSERT INTO slot (i, cell) VALUES (?1, ?2)",
  "INSERT INTO comment_slot (i, cell) VALUES (?1, ?2)",
};

static const char *const select_sql[] = {
  "SELECT i, cell FROM slot ORDER BY i",
  "SELECT i, cell FROM comment_slot ORDER BY i",
};

static const char *const check_sql[] = {
  "SELECT count(*), min(i), max(i) FROM slot",
  "SELECT count(*), min(i), max(i) FROM comment_slot",
};

/**
 * mok_cell_size:
 * @plain_size: length of what gets sealed
 *
 * Returns: bytes of a cell
 */
gsize
mok_cell_size (gsize plain_size)
{
  return FLAG_SIZE + mok_cell_sealed_size (plain_size) + MOK_CELL_ID_SIZE;
}

/**
 * mok_cell_sealed_size:
 *
 * Returns: bytes of the sealed part of a cell
 */
gsize
mok_cell_sealed_size (gsize plain_size)
{
  return plain_size + crypto_box_SEALBYTES;
}

/**
 * mok_cell_make_free:
 * @cell: (out caller-allocates) (array length=size): random bytes that say "free"
 */
void
mok_cell_make_free (guint8 *cell, gsize size)
{
  mok_random_bytes (cell, size);
  cell[0] = 0;
}

/**
 * mok_cell_fill:
 * @cell: (out caller-allocates) (array length=size): where the cell goes
 * @size: mok_cell_size() of the length of @plain
 * @plain: what to seal
 * @public_key: (array fixed-size=32): X25519 key of the survey
 *
 * Seals with `crypto_box_seal` (X25519, XSalsa20-Poly1305): only the survey's secret key opens it.
 */
void
mok_cell_fill (guint8 *cell, gsize size, const guint8 *plain, const guint8 *public_key)
{
  const gsize sealed_size = size - FLAG_SIZE - MOK_CELL_ID_SIZE;

  cell[0] = 1;
  /* Fails only for a public key of low order, which the manifest does not accept. */
  if (crypto_box_seal (cell + FLAG_SIZE, plain, sealed_size - crypto_box_SEALBYTES, public_key) != 0)
    g_error ("the survey's public key cannot seal");
  mok_hash (cell + FLAG_SIZE + sealed_size, MOK_CELL_ID_SIZE, cell + FLAG_SIZE, sealed_size);
}

/**
 * mok_cell_get_state:
 *
 * A right digest makes a response, whatever became of the flag; a flag without a right digest is a damaged one.
 *
 * Returns: what the cell holds
 */
MokCellState
mok_cell_get_state (const guint8 *cell, gsize size)
{
  guint8 id[MOK_CELL_ID_SIZE];

  mok_hash (id, sizeof id, mok_cell_get_sealed (cell), size - FLAG_SIZE - MOK_CELL_ID_SIZE);
  if (memcmp (id, mok_cell_get_id (cell, size), sizeof id) == 0)
    return MOK_CELL_TAKEN;
  return cell[0] == 0 ? MOK_CELL_FREE : MOK_CELL_DAMAGED;
}

/**
 * mok_cell_get_sealed:
 *
 * Returns: the sealed part
 */
const guint8 *
mok_cell_get_sealed (const guint8 *cell)
{
  return cell + FLAG_SIZE;
}

/**
 * mok_cell_get_id:
 *
 * Returns: (array fixed-size=16): the digest, by which the same response is known wherever it turns up
 */
const guint8 *
mok_cell_get_id (const guint8 *cell, gsize size)
{
  return cell + size - MOK_CELL_ID_SIZE;
}

/**
 * mok_slots_add:
 *
 * Makes slot number @slot. Only for files that are being made: a box in use never grows.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_slots_add (MokSqlite *file, MokSlots slots, guint slot, const guint8 *cell, gsize size, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (file, insert_sql[slots], error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, slot);
  sqlite3_bind_blob64 (insert, 2, cell, size, SQLITE_STATIC);
  return mok_sqlite_run (file, insert, error);
}

/**
 * mok_slots_make:
 * @n_slots: how many
 * @size: bytes of each cell
 *
 * Makes all slots of a new box, free. To be called inside a transaction.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_slots_make (MokSqlite *file, MokSlots slots, guint n_slots, gsize size, GError **error)
{
  g_autofree guint8 *cell = g_malloc (size);

  for (guint i = 0; i < n_slots; i++)
    {
      mok_cell_make_free (cell, size);
      if (!mok_slots_add (file, slots, i, cell, size, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_slots_check:
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set unless the slots are numbered 0 to @n_slots - 1
 */
gboolean
mok_slots_check (MokSqlite *file, MokSlots slots, guint n_slots, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (file, check_sql[slots], error);
  gboolean has_row;

  if (select == NULL || !mok_sqlite_step (file, select, &has_row, error))
    return FALSE;
  if (!has_row || sqlite3_column_int64 (select, 0) != n_slots || sqlite3_column_int64 (select, 1) != 0
      || sqlite3_column_int64 (select, 2) != (gint64) n_slots - 1)
    {
      mok_sqlite_set_damaged (file, error);
      return FALSE;
    }
  return TRUE;
}

/**
 * mok_slots_foreach:
 * @size: bytes of each cell
 * @func: (scope call): called in the order of the slots
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR, or that of @func) set
 */
gboolean
mok_slots_foreach (MokSqlite *file, MokSlots slots, gsize size, MokSlotFunc func, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (file, select_sql[slots], error);
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  for (;;)
    {
      if (!mok_sqlite_step (file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      const gboolean right =
          sqlite3_column_type (select, 1) == SQLITE_BLOB && (gsize) sqlite3_column_bytes (select, 1) == size;

      if (!func ((guint) sqlite3_column_int64 (select, 0), right ? sqlite3_column_blob (select, 1) : NULL, data, error))
        return FALSE;
    }
}

/* Reads slot @slot through @blob. */
static gboolean
read_state (MokSqlite *file, sqlite3_blob *blob, guint8 *cell, gsize size, MokCellState *state, GError **error)
{
  *state = MOK_CELL_DAMAGED;
  if ((gsize) sqlite3_blob_bytes (blob) != size)
    return TRUE;

  const int result = sqlite3_blob_read (blob, cell, (int) size, 0);

  if (result != SQLITE_OK)
    {
      mok_sqlite_set_error (file, result, error);
      return FALSE;
    }
  *state = mok_cell_get_state (cell, size);
  return TRUE;
}

typedef struct
{
  gsize size;
  GArray *free;
} Search;

static gboolean
find_free (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Search *search = data;

  if (cell != NULL && mok_cell_get_state (cell, search->size) == MOK_CELL_FREE)
    g_array_append_val (search->free, slot);
  return TRUE;
}

/* Every free slot is equally likely: first by trying, then, in a nearly full box, from a list. */
static gboolean
draw (MokSqlite *file, MokSlots slots, guint n_slots, sqlite3_blob *blob, gsize size, GError **error)
{
  g_autofree guint8 *cell = g_malloc (size);
  g_autoptr (GArray) list = NULL;
  MokCellState state;

  for (guint i = 0; i < MAXIMUM_DRAWS; i++)
    {
      const int result = sqlite3_blob_reopen (blob, randombytes_uniform (n_slots));

      if (result != SQLITE_OK)
        {
          mok_sqlite_set_error (file, result, error);
          return FALSE;
        }
      if (!read_state (file, blob, cell, size, &state, error))
        return FALSE;
      if (state == MOK_CELL_FREE)
        return TRUE;
    }

  list = g_array_new (FALSE, FALSE, sizeof (guint));

  Search search = { .size = size, .free = list };

  if (!mok_slots_foreach (file, slots, size, find_free, &search, error))
    return FALSE;
  if (list->len == 0)
    {
      g_autofree char *name = g_filename_display_basename (file->path);

      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL,
                   _ ("“%s” is full and takes no more responses. Ask the organizer for a new box."), name);
      return FALSE;
    }

  const guint slot = g_array_index (list, guint, randombytes_uniform (list->len));
  const int result = sqlite3_blob_reopen (blob, slot);

  if (result != SQLITE_OK)
    mok_sqlite_set_error (file, result, error);
  return result == SQLITE_OK;
}

/**
 * mok_slots_put:
 * @cell: (array length=size): the cell to write
 *
 * Draws a free slot and overwrites its cell in place. To be called inside a transaction.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR_FULL when no slot is free) set
 */
gboolean
mok_slots_put (MokSqlite *file, MokSlots slots, guint n_slots, const guint8 *cell, gsize size, GError **error)
{
  g_autoptr (sqlite3_blob) blob = NULL;
  int result = sqlite3_blob_open (file->db, "main", table_names[slots], "cell", 0, 1, &blob);

  if (result != SQLITE_OK)
    {
      mok_sqlite_set_error (file, result, error);
      return FALSE;
    }
  if (!draw (file, slots, n_slots, blob, size, error))
    return FALSE;
  result = sqlite3_blob_write (blob, cell, (int) size, 0);
  if (result != SQLITE_OK)
    mok_sqlite_set_error (file, result, error);
  return result == SQLITE_OK;
}
