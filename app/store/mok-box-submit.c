/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Submitting: an answer goes into the box, for good, and is acknowledged only when it is durable.
 * Must not log or keep anything about the answer, and must not write anything in the order in which answers come.
 */

#include "config.h"

#include "store/mok-box-private.h"

/* Both cells in one flush: the response first, the comment into a place of its own draw. */
static gboolean
put_cells (MokBox *self, const guint8 *response, const guint8 *comment, GError **error)
{
  return mok_slots_put (self->file, MOK_SLOTS_RESPONSES, self->row.n_slots, response, self->response_cell_size, error)
         && mok_slots_put (self->file, MOK_SLOTS_COMMENTS, self->row.n_slots, comment, self->comment_cell_size, error);
}

static gboolean
write_answer (MokBox *self, const guint8 *response, const guint8 *comment, GError **error)
{
  if (!mok_sqlite_begin (self->file, error))
    return FALSE;
  if (!put_cells (self, response, comment, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  return mok_sqlite_commit (self->file, error);
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
burn_code (MokBox *self, const guint8 *code_hash)
{
  g_autoptr (sqlite3_stmt) update = NULL;

  if (!mok_sqlite_begin (self->file, NULL))
    return;
  update = mok_sqlite_prepare (self->file, "UPDATE access_code SET used = 1 WHERE hash = ?1", NULL);
  if (update == NULL)
    {
      mok_sqlite_roll_back (self->file);
      return;
    }
  sqlite3_bind_blob (update, 1, code_hash, MOK_PASSWORD_HASH_SIZE, SQLITE_STATIC);
  if (mok_sqlite_run (self->file, update, NULL))
    mok_sqlite_commit (self->file, NULL);
  else
    mok_sqlite_roll_back (self->file);
}

/* The lock is held from the check of the code until it is burned, over two commits: one code, one answer. */
static gboolean
write_answer_with_code (MokBox *self,
                        const guint8 *response,
                        const guint8 *comment,
                        const guint8 *code_hash,
                        GError **error)
{
  gboolean written = FALSE;

  if (!mok_sqlite_begin (self->file, error))
    return FALSE;
  if (mok_box_find_code (self, code_hash, error) && put_cells (self, response, comment, error)
      && keep_lock (self, error))
    {
      written = mok_sqlite_commit (self->file, error);
      if (written)
        burn_code (self, code_hash);
      give_lock_back (self);
    }
  else
    mok_sqlite_roll_back (self->file);
  return written;
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
  g_return_val_if_fail (mok_secret_size (record) == mok_manifest_get_record_size (self->manifest), FALSE);
  g_return_val_if_fail (
      (comment != NULL ? mok_secret_size (comment) : 0) == mok_manifest_get_comment_size (self->manifest), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autofree guint8 *response_cell = g_malloc (self->response_cell_size);
  g_autofree guint8 *comment_cell = g_malloc (self->comment_cell_size);
  const guint8 *public_key = mok_manifest_get_public_key (self->manifest);
  guint8 code_hash[MOK_PASSWORD_HASH_SIZE];

  if (!mok_box_check_usable (self, error)
      || !mok_record_check (self->layout, mok_manifest_get_digest (self->manifest), mok_secret_data (record),
                            mok_secret_size (record), error))
    return FALSE;
  if (self->needs_code && !mok_box_hash_code (self, code, code_hash, error))
    return FALSE;
  mok_cell_fill (response_cell, self->response_cell_size, mok_secret_data (record), public_key);
  mok_cell_fill (comment_cell, self->comment_cell_size, mok_secret_data (comment), public_key);
  if (self->needs_code)
    return write_answer_with_code (self, response_cell, comment_cell, code_hash, error);
  return write_answer (self, response_cell, comment_cell, error);
}
