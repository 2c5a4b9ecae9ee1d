/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing: from the lock that nobody else gets to the one step after which only the release remains, with the rows of
 * an open survey or the sealed comments of a standard one. For an open survey that step is a commit, for a standard one
 * a new file in the place of the old one. Until then the survey is as open as before. Must not look into the release.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "store/mok-file.h"
#include "store/mok-survey-opening.h"

/* SQLite's limit for one value is a gigabyte; smaller parts take less memory to write. */
#define PART_SIZE (8 * 1024 * 1024)
#define DIGEST_SIZE 16

static gboolean
is_open (MokSurvey *self)
{
  return mok_manifest_get_disclosure (self->manifest) == MOK_DISCLOSURE_OPEN;
}

/**
 * mok_survey_begin_closing:
 *
 * Locks the file against every other program and makes sure that it still is the one at its path, and, for a standard
 * survey, that a new file can be made beside it. Then come mok_survey_foreach_record() and mok_survey_finish_closing()
 * or mok_survey_abandon_closing().
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_begin_closing (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  if (!mok_survey_begin_exclusive (self, error))
    return FALSE;
  mok_file_remove_successor (mok_sqlite_get_filename (self->file));
  if (!mok_survey_check_not_closed (self, error) || (!is_open (self) && !mok_survey_begin_replacing (self, error)))
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
  if (self->successor != NULL)
    unlink (self->successor);
  g_clear_pointer (&self->successor, g_free);
  mok_sqlite_roll_back (self->file);
  self->closing = FALSE;
  self->rows_kept = FALSE;
  g_clear_pointer (&self->pool_digest, g_bytes_unref);
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

  return writer != NULL && mok_survey_foreach_sealed_comment (self, key, keep_comment, writer, cancellable, error)
         && mok_chunk_writer_finish (writer, error);
}

gboolean
mok_release_save (MokSqlite *file, GBytes *release, GError **error)
{
  g_autoptr (sqlite3_stmt) insert =
      mok_sqlite_prepare (file, "INSERT INTO release (part, digest) VALUES (?1, ?2)", error);
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
      if (!mok_sqlite_run (file, insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
close_open_survey (MokSurvey *self, MokSecret *key, GBytes *release, GCancellable *cancellable, GError **error)
{
  if (!self->rows_kept && !mok_survey_foreach_record (self, key, ignore_record, NULL, NULL, NULL, cancellable, error))
    return FALSE;
  return keep_comments (self, key, cancellable, error) && mok_release_save (self->file, release, error)
         && mok_sqlite_exec (self->file,
                             "DELETE FROM pool;"
                             "DELETE FROM comment_pool;"
                             "DELETE FROM wrap;"
                             "DELETE FROM burned_code;"
                             "UPDATE survey SET closed = 1;",
                             error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error) && mok_sqlite_commit (self->file, error);
}

typedef struct
{
  GBytes *release;
  GBytes *review;
} Remains;

static gboolean
fill_closed (MokSurvey *self, MokSqlite *to, gpointer data, GError **error)
{
  const Remains *remains = data;

  return mok_survey_copy_table (self, to, "SELECT synthetic, (SELECT count(*) FROM pool) FROM survey",
                                "INSERT INTO survey (synthetic, closed, responses) VALUES (?1, 1, ?2)", error)
         && mok_release_save (to, remains->release, error)
         && (remains->review == NULL || mok_review_save (to, self->wrapper, remains->review, error));
}

static gboolean
close_standard_survey (MokSurvey *self, GBytes *release, GBytes *review, GCancellable *cancellable, GError **error)
{
  Remains remains = { release, review };

  if (review != NULL && self->wrapper == NULL)
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE,
                           _ ("The sealed responses open with the passphrase only."));
      return FALSE;
    }
  return mok_survey_replace (self, fill_closed, &remains, cancellable, error);
}

/**
 * mok_survey_finish_closing:
 * @key: (nullable): from mok_survey_unlock() of this object; may be %NULL when nothing is sealed
 * @release: what all charts and tables will be read from
 * @review: (nullable): what remains of the comments of a standard survey for the one review, in the form of the
 *   caller; not empty. %NULL for an open survey, which keeps its comments
 *
 * Closes a survey for good, in one durable step. An open survey keeps its sealed responses and comments as plain rows
 * and loses the key. Of a standard survey a new file takes the place, which holds the release, the review sealed under
 * the passphrases that opened the survey, and the names and counts of the boxes; key and responses are overwritten in
 * the old file, as far as the disk allows it.
 *
 * When that fails or is cancelled, the survey is as it was before; in either case the lock is given back.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR or %G_IO_ERROR_CANCELLED) set
 */
gboolean
mok_survey_finish_closing (MokSurvey *self,
                           MokSecret *key,
                           GBytes *release,
                           GBytes *review,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && release != NULL && self->closing, FALSE);
  g_return_val_if_fail (review == NULL || (!is_open (self) && g_bytes_get_size (review) > 0), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gboolean closed = mok_survey_check_key (self, key, error);

  if (closed && is_open (self))
    closed = close_open_survey (self, key, release, cancellable, error);
  else if (closed)
    closed = close_standard_survey (self, release, review, cancellable, error);
  mok_survey_abandon_closing (self);
  if (closed)
    g_clear_pointer (&self->wrapper, mok_key_wrapper_free);
  return closed;
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
  gboolean has_row, closed;

  if (!mok_survey_query_closed (self, &closed, error))
    return NULL;
  if (!closed)
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
