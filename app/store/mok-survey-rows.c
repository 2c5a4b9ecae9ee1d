/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Responses that reach a survey without a box: simulated ones, and rows of published data. Must not open anything. */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-slots.h"

#define IMPORT_DIGEST_SIZE 32

/**
 * mok_survey_begin:
 *
 * Begins a transaction: what is added until mok_survey_commit() is there as a whole or not at all.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_begin (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  if (!mok_survey_begin_writing (self, error))
    return FALSE;
  if (mok_survey_check_not_closed (self, error))
    return TRUE;
  mok_sqlite_roll_back (self->file);
  return FALSE;
}

/**
 * mok_survey_commit:
 *
 * Returns: %TRUE when everything since mok_survey_begin() is durable; %FALSE with @error (%MOK_STORE_ERROR) set, and
 *   nothing of it is there
 */
gboolean
mok_survey_commit (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  g_clear_pointer (&self->import_digest, g_bytes_unref);
  return mok_sqlite_commit (self->file, error);
}

/**
 * mok_survey_roll_back:
 *
 * Undoes everything since mok_survey_begin().
 */
void
mok_survey_roll_back (MokSurvey *self)
{
  g_return_if_fail (MOK_IS_SURVEY (self));

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  g_clear_pointer (&self->import_digest, g_bytes_unref);
  mok_sqlite_roll_back (self->file);
}

/* Runs @func in the open transaction, or in one of its own. */
static gboolean
in_transaction (MokSurvey *self,
                gboolean (*func) (MokSurvey *self, gpointer data, GError **error),
                gpointer data,
                GError **error)
{
  const gboolean own = sqlite3_get_autocommit (self->file->db) != 0;

  if (own && !mok_survey_begin (self, error))
    return FALSE;
  if (func (self, data, error))
    return !own || mok_survey_commit (self, error);
  if (own)
    mok_survey_roll_back (self);
  return FALSE;
}

static gboolean
mark (MokSurvey *self, gpointer data, GError **error)
{
  gboolean synthetic;
  guint responses;

  if (!mok_survey_is_synthetic (self, &synthetic, error) || !mok_survey_count (self, &responses, error))
    return FALSE;
  if (synthetic)
    return TRUE;
  if (responses == 0)
    return mok_survey_set_synthetic (self, error);
  mok_survey_set_synthetic_error (self, error);
  return FALSE;
}

/**
 * mok_survey_mark_synthetic:
 *
 * Says for good that the responses of this survey are simulated. Refused when it holds real ones.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_mark_synthetic (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  return in_transaction (self, mark, NULL, error);
}

static gboolean
insert_sealed (MokSurvey *self, MokPool pool, MokSecret *plain, gsize plain_size, GError **error)
{
  const gsize size = mok_cell_size (plain_size);
  g_autofree guint8 *cell = g_malloc (size);
  g_autoptr (sqlite3_stmt) insert = mok_pool_prepare_insert (self->file, pool, error);

  if (insert == NULL)
    return FALSE;
  mok_cell_fill (cell, size, mok_secret_data (plain), mok_manifest_get_public_key (self->manifest));
  return mok_pool_insert (self->file, insert, mok_cell_get_id (cell, size), mok_cell_get_sealed (cell),
                          mok_cell_sealed_size (plain_size), error);
}

typedef struct
{
  MokSecret *record;
  MokSecret *comment;
} Response;

static gboolean
add_response (MokSurvey *self, gpointer data, GError **error)
{
  const Response *response = data;

  return insert_sealed (self, MOK_POOL_RESPONSES, response->record, mok_manifest_get_record_size (self->manifest),
                        error)
         && insert_sealed (self, MOK_POOL_COMMENTS, response->comment, mok_manifest_get_comment_size (self->manifest),
                           error);
}

/**
 * mok_survey_add_sealed:
 * @record: from mok_record_encode(), for this survey's manifest
 * @comment: from mok_comment_encode()
 *
 * Seals one response right into the survey, as simulating does. Between mok_survey_begin() and mok_survey_commit() for
 * many.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR or %MOK_RECORD_ERROR) set
 */
gboolean
mok_survey_add_sealed (MokSurvey *self, MokSecret *record, MokSecret *comment, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && record != NULL && comment != NULL, FALSE);
  g_return_val_if_fail (mok_secret_size (record) == mok_manifest_get_record_size (self->manifest), FALSE);
  g_return_val_if_fail (
      (comment != NULL ? mok_secret_size (comment) : 0) == mok_manifest_get_comment_size (self->manifest), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  Response response = { record, comment };

  if (!mok_record_check (self->layout, mok_manifest_get_digest (self->manifest), mok_secret_data (record),
                         mok_secret_size (record), error))
    return FALSE;
  return in_transaction (self, add_response, &response, error);
}

typedef struct
{
  const guint8 *source_digest;
  const guint8 *records;
  gsize n_records;
} Rows;

/* The same source twice is a mistake; several calls for one source inside one transaction are not. */
static gboolean
note_import (MokSurvey *self, const guint8 *source_digest, GError **error)
{
  g_autoptr (GBytes) digest = g_bytes_new (source_digest, IMPORT_DIGEST_SIZE);
  g_autoptr (sqlite3_stmt) insert = NULL;

  if (self->import_digest != NULL && g_bytes_equal (self->import_digest, digest))
    return TRUE;
  insert = mok_sqlite_prepare (self->file, "INSERT OR IGNORE INTO import (digest) VALUES (?1)", error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_blob (insert, 1, source_digest, IMPORT_DIGEST_SIZE, SQLITE_STATIC);
  if (!mok_sqlite_run (self->file, insert, error))
    return FALSE;
  if (sqlite3_changes (self->file->db) == 0)
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_ALREADY_THERE,
                           _ ("These rows were imported into this survey before. Nothing was added."));
      return FALSE;
    }
  g_clear_pointer (&self->import_digest, g_bytes_unref);
  self->import_digest = g_steal_pointer (&digest);
  return TRUE;
}

static gboolean
add_rows (MokSurvey *self, gpointer data, GError **error)
{
  const Rows *rows = data;
  const gsize size = mok_manifest_get_record_size (self->manifest);
  g_autoptr (MokChunkWriter) writer = NULL;
  gboolean synthetic;

  if (!mok_survey_is_synthetic (self, &synthetic, error))
    return FALSE;
  if (synthetic)
    {
      mok_survey_set_synthetic_error (self, error);
      return FALSE;
    }
  if (!note_import (self, rows->source_digest, error))
    return FALSE;
  writer = mok_chunk_writer_new (self->file, MOK_POOL_RESPONSES, size, error);
  return writer != NULL && mok_chunk_writer_add (writer, rows->records, rows->n_records, error)
         && mok_chunk_writer_finish (writer, error);
}

/**
 * mok_survey_add_rows:
 * @source_digest: (array fixed-size=32): digest of the file that the rows come from
 * @records: @n_records records, one after the other
 * @n_records: how many
 *
 * Adds rows of published data, unsealed. Only to open surveys. Between mok_survey_begin() and mok_survey_commit() one
 * source may come in several calls.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR, or %MOK_RECORD_ERROR for a record that could never be read) set
 */
gboolean
mok_survey_add_rows (MokSurvey *self,
                     const guint8 *source_digest,
                     const guint8 *records,
                     gsize n_records,
                     GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && source_digest != NULL, FALSE);
  g_return_val_if_fail (records != NULL || n_records == 0, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  const gsize size = mok_manifest_get_record_size (self->manifest);
  Rows rows = { source_digest, records, n_records };

  if (mok_manifest_get_disclosure (self->manifest) != MOK_DISCLOSURE_OPEN)
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE,
                           _ ("Rows can be imported into open surveys only: they are not sealed."));
      return FALSE;
    }
  for (gsize i = 0; i < n_records; i++)
    if (!mok_record_check (self->layout, mok_manifest_get_digest (self->manifest), records + i * size, size, error))
      return FALSE;
  return in_transaction (self, add_rows, &rows, error);
}
