/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Submitting: an answer goes into the box, for good, and is acknowledged only when it is durable.
 * Must not log or keep anything about the answer, and must not write anything in the order in which answers come.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-box-private.h"

/* A sealed response: the cell of the record, the cell of the comment, and in a box with codes the hash of the code. */
static gsize
sealed_size (MokBox *self)
{
  return self->response_cell_size + self->comment_cell_size + (self->needs_code ? MOK_PASSWORD_HASH_SIZE : 0);
}

static const guint8 *
get_response (GBytes *sealed)
{
  return g_bytes_get_data (sealed, NULL);
}

static const guint8 *
get_comment (MokBox *self, GBytes *sealed)
{
  return get_response (sealed) + self->response_cell_size;
}

static const guint8 *
get_code_hash (MokBox *self, GBytes *sealed)
{
  return get_comment (self, sealed) + self->comment_cell_size;
}

static gboolean
has_code_hash (MokBox *self, GPtrArray *sealed, const guint8 *hash)
{
  for (guint i = 0; i < sealed->len; i++)
    if (memcmp (get_code_hash (self, g_ptr_array_index (sealed, i)), hash, MOK_PASSWORD_HASH_SIZE) == 0)
      return TRUE;
  return FALSE;
}

/* Both cells in one flush: the response first, the comment into a place of its own draw. */
static gboolean
put_cells (MokBox *self, GBytes *sealed, GError **error)
{
  return mok_slots_put (self->file, MOK_SLOTS_RESPONSES, self->row.n_slots, get_response (sealed),
                        self->response_cell_size, error)
         && mok_slots_put (self->file, MOK_SLOTS_COMMENTS, self->row.n_slots, get_comment (self, sealed),
                           self->comment_cell_size, error);
}

/* Puts those whose code is still unused, and lists them. One whose code is used is an error only for a single answer,
 * whose respondent is still there to be told.
 */
static gboolean
put_all (MokBox *self, GPtrArray *sealed, GPtrArray *written, GError **error)
{
  for (guint i = 0; i < sealed->len; i++)
    {
      GBytes *one = g_ptr_array_index (sealed, i);
      g_autoptr (GError) local = NULL;

      if (self->needs_code
          && (has_code_hash (self, written, get_code_hash (self, one))
              || !mok_box_find_code (self, get_code_hash (self, one), &local)))
        {
          if (local == NULL || (sealed->len > 1 && g_error_matches (local, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE)))
            continue;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!put_cells (self, one, error))
        return FALSE;
      g_ptr_array_add (written, one);
    }
  return TRUE;
}

/* From here on the lock outlives a commit. Only once the right to write is won: two programs that both keep what they
 * have would wait for each other.
 */
static gboolean
keep_lock (MokBox *self, GError **error)
{
  return mok_sqlite_exec (self->file, "PRAGMA locking_mode=EXCLUSIVE", error);
}

/* The lock goes with the next look at the file. */
static void
give_lock_back (MokBox *self)
{
  gint64 ignored;

  mok_sqlite_exec (self->file, "PRAGMA locking_mode=NORMAL", NULL);
  mok_sqlite_query_int (self->file, "SELECT count(*) FROM manifest", &ignored, NULL);
}

/* A used code is 0 become 1, which changes one byte in place. That the answer is in and the code is not burned is the
 * lesser evil, so trouble here is not reported: the respondent would answer twice.
 */
static void
burn_codes (MokBox *self, GPtrArray *written)
{
  g_autoptr (sqlite3_stmt) update = NULL;
  gboolean burned = TRUE;

  if (!mok_sqlite_begin (self->file, NULL))
    return;
  update = mok_sqlite_prepare (self->file, "UPDATE access_code SET used = 1 WHERE hash = ?1", NULL);
  for (guint i = 0; update != NULL && burned && i < written->len; i++)
    {
      sqlite3_reset (update);
      sqlite3_bind_blob (update, 1, get_code_hash (self, g_ptr_array_index (written, i)), MOK_PASSWORD_HASH_SIZE,
                         SQLITE_STATIC);
      burned = mok_sqlite_run (self->file, update, NULL);
    }
  if (update != NULL && burned)
    mok_sqlite_commit (self->file, NULL);
  else
    mok_sqlite_roll_back (self->file);
}

/* With codes the lock is held from their check until they are burned, over two commits: one code, one answer. */
static gboolean
write_sealed (MokBox *self, GPtrArray *sealed, guint *n_left_out, GError **error)
{
  g_autoptr (GPtrArray) written = g_ptr_array_new ();
  gboolean done;

  if (!mok_sqlite_begin (self->file, error))
    return FALSE;
  if (!put_all (self, sealed, written, error) || (self->needs_code && !keep_lock (self, error)))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  done = mok_sqlite_commit (self->file, error);
  if (done && self->needs_code)
    burn_codes (self, written);
  if (self->needs_code)
    give_lock_back (self);
  if (n_left_out != NULL)
    *n_left_out = sealed->len - written->len;
  return done;
}

static gboolean
check_sealed (MokBox *self, GBytes *sealed, GError **error)
{
  if (g_bytes_get_size (sealed) == sealed_size (self)
      && mok_cell_get_state (get_response (sealed), self->response_cell_size) == MOK_CELL_TAKEN
      && mok_cell_get_state (get_comment (self, sealed), self->comment_cell_size) == MOK_CELL_TAKEN)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED,
                       _ ("This sealed response is damaged, or another box's."));
  return FALSE;
}

/**
 * mok_box_seal:
 * @record: from mok_record_encode(), for this box's manifest
 * @comment: from mok_comment_encode()
 * @code: (nullable): the access code as typed, when the box needs one
 *
 * Seals one response without storing it. What is returned can be kept in ordinary memory and passed to another process
 * that has the same box: nobody but the organizer can open it. Whoever holds it sees which code came with it, so it
 * is not for files.
 *
 * The caller wipes @record and @comment.
 *
 * Returns: (transfer full): the sealed response, for mok_box_submit_sealed(); %NULL with @error (%MOK_STORE_ERROR, or
 *   %MOK_RECORD_ERROR for a record that could never be opened) set
 */
GBytes *
mok_box_seal (MokBox *self, MokSecret *record, MokSecret *comment, const char *code, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && record != NULL && comment != NULL, NULL);
  g_return_val_if_fail (mok_secret_size (record) == mok_manifest_get_record_size (self->manifest), NULL);
  g_return_val_if_fail (mok_secret_size (comment) == mok_manifest_get_comment_size (self->manifest), NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  const gsize size = sealed_size (self);
  g_autofree guint8 *bytes = g_malloc (size);
  guint8 *comment_cell = bytes + self->response_cell_size;
  const guint8 *public_key = mok_manifest_get_public_key (self->manifest);

  if (!mok_box_check_usable (self, error)
      || !mok_record_check (self->layout, mok_manifest_get_digest (self->manifest), mok_secret_data (record),
                            mok_secret_size (record), error))
    return NULL;
  if (self->needs_code && !mok_box_hash_code (self, code, comment_cell + self->comment_cell_size, error))
    return NULL;
  mok_cell_fill (bytes, self->response_cell_size, mok_secret_data (record), public_key);
  mok_cell_fill (comment_cell, self->comment_cell_size, mok_secret_data (comment), public_key);
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

/**
 * mok_box_check_sealed:
 * @sealed: from mok_box_seal()
 * @held: (element-type GBytes): sealed responses that wait to be stored
 *
 * Whether @sealed could be stored together with @held: there is room for all, and its code is neither used nor among
 * those of @held.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_box_check_sealed (MokBox *self, GBytes *sealed, GPtrArray *held, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && sealed != NULL && held != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  guint taken;

  if (!mok_box_check_usable (self, error) || !check_sealed (self, sealed, error)
      || !mok_box_count_taken (self, &taken, error))
    return FALSE;
  if (taken + held->len >= self->row.n_slots)
    {
      g_autofree char *name = g_filename_display_basename (self->file->path);

      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL,
                   _ ("“%s” is full and takes no more responses. Ask the organizer for a new box."), name);
      return FALSE;
    }
  if (!self->needs_code)
    return TRUE;
  if (has_code_hash (self, held, get_code_hash (self, sealed)))
    {
      mok_box_set_unknown_code (error);
      return FALSE;
    }
  return mok_box_find_code (self, get_code_hash (self, sealed), error);
}

/**
 * mok_box_submit_sealed:
 * @sealed: (element-type GBytes): at least one, from mok_box_seal()
 * @n_left_out: (out) (optional): how many were not stored because another answer with the same code was there first
 *
 * Stores sealed responses, all in one commit. When this returns %TRUE, they are on the disk; when it returns %FALSE,
 * none is. Then their codes are burned. Places are drawn at random, so the order of @sealed is not kept.
 *
 * A used code is an error when there is one response; of several, the others are stored.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_box_submit_sealed (MokBox *self, GPtrArray *sealed, guint *n_left_out, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && sealed != NULL && sealed->len > 0, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  if (!mok_box_check_usable (self, error))
    return FALSE;
  for (guint i = 0; i < sealed->len; i++)
    if (!check_sealed (self, g_ptr_array_index (sealed, i), error))
      return FALSE;
  return write_sealed (self, sealed, n_left_out, error);
}

/**
 * mok_box_submit:
 * @record: from mok_record_encode(), for this box's manifest
 * @comment: from mok_comment_encode()
 * @code: (nullable): the access code as typed, when the box needs one
 *
 * Seals and stores one response. When this returns %TRUE, the response is on the disk, and nothing that happens later
 * to program, system or power takes it away. When it returns %FALSE, nothing is stored.
 *
 * The caller wipes @record and @comment.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR, or %MOK_RECORD_ERROR for a record that could never be opened) set
 */
gboolean
mok_box_submit (MokBox *self, MokSecret *record, MokSecret *comment, const char *code, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && record != NULL && comment != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *sealed = mok_box_seal (self, record, comment, code, error);

  if (sealed == NULL)
    return FALSE;
  g_ptr_array_add (one, sealed);
  return write_sealed (self, one, NULL, error);
}
