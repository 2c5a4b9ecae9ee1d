/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing: from the lock that nobody else gets to the one commit after which only the release, and the rows of an open
 * survey, remain. Until that commit the survey is as open as before. Must not look into the release.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"

/* SQLite's limit for one value is a gigabyte; smaller parts take less memory to write. */
#define PART_SIZE (8 * 1024 * 1024)
#define DIGEST_SIZE 16

/**
 * mok_survey_begin_closing:
 *
 * Locks the file against every other program and makes sure that it still is the one at its path. Then come
 * mok_survey_foreach_record() and mok_survey_finish_closing() or mok_survey_abandon_closing().
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_begin_closing (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  if (!mok_sqlite_begin_exclusive (self->file, error))
    return FALSE;
  if (!mok_survey_check_not_closed (self, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  self->closing = TRUE;
  return TRUE;
}

/**
 * mok_survey_abandon_closing:
 *
 * Gives the lock back. The survey is as it was before.
 */
void
mok_survey_abandon_closing (MokSurvey *self)
{
  g_return_if_fail (MOK_IS_SURVEY (self));

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  if (!self->closing)
    return;
  mok_sqlite_roll_back (self->file);
  self->closing = FALSE;
  self->rows_kept = FALSE;
}

static gboolean
ignore_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
keep_comment (const guint8 *comment, gsize size, gpointer data, GError **error)
{
  return mok_chunk_writer_add (data, comment, 1, error);
}

/* Opens the comments into a table of their own, in the order of their ids, which has nothing to do with the records'.
 */
static gboolean
keep_comments (MokSurvey *self, MokSecret *key, GCancellable *cancellable, GError **error)
{
  const gsize size = mok_manifest_get_comment_size (self->manifest);
  g_autoptr (MokChunkWriter) writer = mok_chunk_writer_new (self->file, MOK_POOL_COMMENTS, size, error);
  const MokPoolOpening opening = {
    .pool = MOK_POOL_COMMENTS,
    .plain_size = size,
    .key = key,
    .public_key = mok_manifest_get_public_key (self->manifest),
    .func = keep_comment,
    .func_data = writer,
    .cancellable = cancellable,
  };
  guint n_unreadable = 0;

  return writer != NULL && mok_pool_open (self->file, &opening, &n_unreadable, error)
         && mok_chunk_writer_finish (writer, error);
}

static gboolean
save_release (MokSurvey *self, GBytes *release, GError **error)
{
  g_autoptr (sqlite3_stmt) insert =
      mok_sqlite_prepare (self->file, "INSERT INTO release (part, digest) VALUES (?1, ?2)", error);
  gsize size;
  const guint8 *data = g_bytes_get_data (release, &size);

  if (insert == NULL)
    return FALSE;
  for (gsize at = 0; at < size; at += PART_SIZE)
    {
      const gsize part = MIN (PART_SIZE, size - at);
      guint8 digest[DIGEST_SIZE];

      mok_hash (digest, sizeof digest, data + at, part);
      sqlite3_bind_blob64 (insert, 1, data + at, part, SQLITE_STATIC);
      sqlite3_bind_blob (insert, 2, digest, sizeof digest, SQLITE_STATIC);
      if (!mok_sqlite_run (self->file, insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
close_survey (MokSurvey *self, MokSecret *key, GBytes *release, GCancellable *cancellable, GError **error)
{
  if (!mok_survey_check_key (self, key, error)
      || (!self->rows_kept
          && !mok_survey_foreach_record (self, key, ignore_record, NULL, NULL, NULL, cancellable, error))
      || !keep_comments (self, key, cancellable, error))
    return FALSE;
  return save_release (self, release, error)
         && mok_sqlite_exec (self->file,
                             "DELETE FROM pool;"
                             "DELETE FROM comment_pool;"
                             "DELETE FROM wrap;"
                             "DELETE FROM burned_code;"
                             "UPDATE survey SET closed = 1;",
                             error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * mok_survey_finish_closing:
 * @key: (nullable): from mok_survey_unlock(); may be %NULL when nothing is sealed
 * @release: what all charts and tables will be read from
 *
 * Closes an open survey for good: stores the release, keeps sealed responses and comments as plain rows, takes the key
 * out of the file, all in one durable step. When that fails or is cancelled, the survey is as it was before; in either
 * case the lock is given back.
 *
 * A standard survey is refused with %MOK_STORE_ERROR_DISCLOSURE: its answers must not be kept as rows.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR or %G_IO_ERROR_CANCELLED) set
 */
gboolean
mok_survey_finish_closing (MokSurvey *self, MokSecret *key, GBytes *release, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && release != NULL && self->closing, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  if (mok_manifest_get_disclosure (self->manifest) != MOK_DISCLOSURE_OPEN)
    {
      mok_survey_abandon_closing (self);
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE,
                           _ ("Only open surveys can be closed by this version of the program. The responses stay "
                              "sealed in the survey file."));
      return FALSE;
    }
  if (!close_survey (self, key, release, cancellable, error))
    {
      mok_survey_abandon_closing (self);
      return FALSE;
    }
  self->closing = FALSE;
  self->rows_kept = FALSE;
  return mok_sqlite_commit (self->file, error);
}

/**
 * mok_survey_load_release:
 *
 * Returns: (transfer full): the release as it was stored; %NULL with @error (%MOK_STORE_ERROR_NOT_CLOSED or another)
 *   set
 */
GBytes *
mok_survey_load_release (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GByteArray) release = g_byte_array_new ();
  g_autoptr (sqlite3_stmt) select = NULL;
  gboolean has_row;
  gint64 closed;

  if (!mok_sqlite_query_int (self->file, "SELECT closed FROM survey", &closed, error))
    return NULL;
  if (closed == 0)
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_CLOSED,
                           _ ("The survey is not closed yet. Results exist only after closing."));
      return NULL;
    }
  select = mok_sqlite_prepare (self->file, "SELECT part, digest FROM release ORDER BY i", error);
  if (select == NULL)
    return NULL;
  for (;;)
    {
      guint8 digest[DIGEST_SIZE];

      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return NULL;
      if (!has_row)
        return g_byte_array_free_to_bytes (g_steal_pointer (&release));

      const guint8 *part = sqlite3_column_blob (select, 0);
      const gsize size = (gsize) sqlite3_column_bytes (select, 0);

      mok_hash (digest, sizeof digest, part, size);
      if (sqlite3_column_bytes (select, 1) != DIGEST_SIZE
          || memcmp (digest, sqlite3_column_blob (select, 1), sizeof digest) != 0)
        {
          mok_sqlite_set_damaged (self->file, error);
          return NULL;
        }
      g_byte_array_append (release, part, (guint) size);
    }
}
