/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key of a survey, and looking at every response once. Must not write anything, least of all what was opened, but
 * the rows of an open survey while it is closing.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"
#include "store/mok-key.h"
#include "store/mok-survey-opening.h"

/* Of the way through all responses, how far the imported rows reach at most: they need no opening. */
#define ROWS_SHARE 0.02

static GPtrArray *
load_wraps (MokSurvey *self, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (self->file, "SELECT bytes FROM wrap ORDER BY i", error);
  g_autoptr (GPtrArray) wraps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gboolean has_row = TRUE;

  if (select == NULL)
    return NULL;
  for (;;)
    {
      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&wraps);
      g_ptr_array_add (wraps, mok_sqlite_column_bytes (select, 0));
    }
}

static void
set_wrong_passphrase (GPtrArray *wraps, guint n_passphrases, GError **error)
{
  const gboolean trustees = wraps->len > 0 && mok_key_wrap_needs_trustees (g_ptr_array_index (wraps, 0));
  const char *message;

  if (trustees && wraps->len == 1)
    message = _ ("The comments open with the passphrases of the two trustees who closed the survey.");
  else if (trustees && n_passphrases < MOK_KEY_N_TRUSTEES_NEEDED)
    message = _ ("This survey opens with the passphrases of two of its three trustees.");
  else if (trustees)
    message = _ ("These two passphrases do not open the survey. Check both.");
  else
    message = _ ("The passphrase does not open the survey.");
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE, message);
}

/* mok_key_unwrap() with an error for whatever comes of it. */
gboolean
mok_survey_unwrap (MokSurvey *self,
                   GPtrArray *wraps,
                   const char *const *passphrases,
                   guint n_passphrases,
                   MokSecret **key,
                   MokKeyWrapper **wrapper,
                   GError **error)
{
  switch (mok_key_unwrap (wraps, passphrases, n_passphrases, key, wrapper))
    {
    case MOK_KEY_UNLOCKED:
      return TRUE;
    case MOK_KEY_WRONG_PASSPHRASE:
      set_wrong_passphrase (wraps, n_passphrases, error);
      return FALSE;
    case MOK_KEY_NO_MEMORY:
      mok_file_set_error (error, ENOMEM, self->file->path);
      return FALSE;
    case MOK_KEY_DAMAGED:
    default:
      mok_sqlite_set_damaged (self->file, error);
      return FALSE;
    }
}

/* The wrap opened, so the secret key is what it was: what changed is the survey around it. */
static void
set_key_replaced (MokSurvey *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->file->path);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_KEY_REPLACED,
               _ ("The public key in “%s” was replaced: it is not the one that belongs to this passphrase. Somebody "
                  "changed this file. Use a backup, and no box whose check words differ from those on the notice."),
               name);
}

/**
 * mok_survey_unlock:
 * @passphrases: (array length=n_passphrases): the organizer's, or those of any two trustees in any order
 * @n_passphrases: 1 or 2
 *
 * Takes about a second for each wrap that is tried. The survey remembers, in secret memory, what the passphrases came
 * to: mok_survey_finish_closing() puts the comments for the review under them.
 *
 * Returns: (transfer full): the secret key; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokSecret *
mok_survey_unlock (MokSurvey *self, const char *const *passphrases, guint n_passphrases, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && passphrases != NULL, NULL);
  g_return_val_if_fail (n_passphrases == 1 || n_passphrases == MOK_KEY_N_TRUSTEES_NEEDED, NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) wraps = NULL;
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (MokKeyWrapper) wrapper = NULL;

  if (!mok_survey_check_not_closed (self, error))
    return NULL;
  wraps = load_wraps (self, error);
  if (wraps == NULL || !mok_survey_unwrap (self, wraps, passphrases, n_passphrases, &key, &wrapper, error))
    return NULL;
  if (!mok_key_matches (key, mok_manifest_get_public_key (self->manifest)))
    {
      set_key_replaced (self, error);
      return NULL;
    }
  g_clear_pointer (&self->wrapper, mok_key_wrapper_free);
  self->wrapper = g_steal_pointer (&wrapper);
  return g_steal_pointer (&key);
}

typedef struct
{
  MokSurvey *survey;
  MokSurveyRecordFunc func;
  gpointer func_data;
  GCancellable *cancellable;
} RowWalk;

static gboolean
walk_rows (const guint8 *records, gsize n_records, gpointer data, GError **error)
{
  const RowWalk *walk = data;
  MokSurvey *self = walk->survey;
  const gsize size = mok_manifest_get_record_size (self->manifest);

  if (g_cancellable_set_error_if_cancelled (walk->cancellable, error))
    return FALSE;
  if (records == NULL)
    {
      self->n_unreadable += (guint) n_records;
      return TRUE;
    }
  for (gsize i = 0; i < n_records; i++)
    if (!mok_record_check (self->layout, mok_manifest_get_digest (self->manifest), records + i * size, size, NULL))
      self->n_unreadable++;
    else if (!walk->func (records + i * size, size, walk->func_data, error))
      return FALSE;
  return TRUE;
}

/**
 * mok_survey_has_sealed:
 * @has: (out): whether some responses open with the passphrase only; none do that are imported, or once it is closed
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_has_sealed (MokSurvey *self, gboolean *has, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && has != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gint64 sealed;

  mok_survey_follow (self);
  if (!mok_sqlite_query_int (self->file, "SELECT EXISTS (SELECT 1 FROM pool)", &sealed, error))
    return FALSE;
  *has = sealed != 0;
  return TRUE;
}

/* Whether @key opens what is sealed; any will do when nothing is. */
gboolean
mok_survey_check_key (MokSurvey *self, MokSecret *key, GError **error)
{
  gint64 sealed;

  if (!mok_sqlite_query_int (self->file, "SELECT EXISTS (SELECT 1 FROM pool)", &sealed, error))
    return FALSE;
  if (!sealed || (key != NULL && mok_key_matches (key, mok_manifest_get_public_key (self->manifest))))
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE,
                       _ ("The sealed responses open with the passphrase only."));
  return FALSE;
}

typedef struct
{
  MokChunkWriter *writer;
  MokSurveyRecordFunc func;
  gpointer func_data;
} Keep;

static gboolean
keep_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  const Keep *keep = data;

  return mok_chunk_writer_add (keep->writer, record, 1, error) && keep->func (record, size, keep->func_data, error);
}

/* While an open survey is closed, what is opened becomes rows in the same pass: opening is what takes time. */
static gboolean
open_and_keep (MokSurvey *self, MokPoolOpening *opening, GError **error)
{
  g_autoptr (MokChunkWriter) writer =
      mok_chunk_writer_new (self->file, MOK_POOL_RESPONSES, mok_manifest_get_record_size (self->manifest), error);
  Keep keep = { writer, opening->func, opening->func_data };

  if (writer == NULL || !mok_sqlite_exec (self->file, "SAVEPOINT keep", error))
    return FALSE;
  opening->func = keep_record;
  opening->func_data = &keep;
  self->rows_kept =
      mok_pool_open (self->file, opening, &self->n_unreadable, error) && mok_chunk_writer_finish (writer, error);
  if (!self->rows_kept)
    mok_sqlite_exec (self->file, "ROLLBACK TO keep", NULL);
  mok_sqlite_exec (self->file, "RELEASE keep", NULL);
  return self->rows_kept;
}

/**
 * mok_survey_foreach_record:
 * @key: (nullable): from mok_survey_unlock(); may be %NULL when nothing is sealed
 * @func: (scope call): called in the calling thread for one record after the other: imported rows first, then sealed
 *   responses in the order of their ids, which says nothing
 * @progress: (scope call) (nullable): told how far it is
 *
 * Opens everything, on all cores. What does not open, or is no record of this survey, is left out and counted: see
 * mok_survey_get_n_unreadable().
 *
 * Returns: %FALSE with @error set (%MOK_STORE_ERROR, %G_IO_ERROR_CANCELLED, or that of @func)
 */
gboolean
mok_survey_foreach_record (MokSurvey *self,
                           MokSecret *key,
                           MokSurveyRecordFunc func,
                           gpointer func_data,
                           MokProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && func != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  const gsize size = mok_manifest_get_record_size (self->manifest);
  const gboolean keeps = self->closing && mok_manifest_get_disclosure (self->manifest) == MOK_DISCLOSURE_OPEN;
  RowWalk walk = { self, func, func_data, cancellable };
  g_autoptr (GByteArray) ids = self->closing && !keeps ? g_byte_array_new () : NULL;
  MokPoolOpening opening = {
    .pool = MOK_POOL_RESPONSES,
    .plain_size = size,
    .key = key,
    .public_key = mok_manifest_get_public_key (self->manifest),
    .layout = self->layout,
    .manifest_digest = mok_manifest_get_digest (self->manifest),
    .func = func,
    .func_data = func_data,
    .progress = progress,
    .progress_data = progress_data,
    .progress_from = ROWS_SHARE,
    .progress_to = 1,
    .cancellable = cancellable,
    .ids = ids,
  };
  gboolean done;

  self->n_unreadable = 0;
  if (!mok_survey_check_key (self, key, error)
      || !mok_chunk_foreach (self->file, MOK_POOL_RESPONSES, size, walk_rows, &walk, error))
    return FALSE;
  if (self->rows_kept)
    done = TRUE;
  else if (keeps)
    done = open_and_keep (self, &opening, error);
  else
    done = mok_pool_open (self->file, &opening, &self->n_unreadable, error);
  if (done && ids != NULL)
    mok_survey_keep_pool_digest (self, ids);
  if (done && progress != NULL)
    progress (1, progress_data);
  return done;
}

/**
 * mok_survey_get_n_unreadable:
 *
 * Returns: how many responses the last mok_survey_foreach_record() or closing had to leave out: altered, sealed to
 *   another key, or no record of this survey
 */
guint
mok_survey_get_n_unreadable (MokSurvey *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), 0);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  return self->n_unreadable;
}

static gboolean
walk_comments (const guint8 *comments, gsize n_comments, gpointer data, GError **error)
{
  const RowWalk *walk = data;
  const gsize size = mok_manifest_get_comment_size (walk->survey->manifest);

  for (gsize i = 0; comments != NULL && i < n_comments; i++)
    if (!walk->func (comments + i * size, size, walk->func_data, error))
      return FALSE;
  return TRUE;
}

static gboolean
has_texts (MokSurvey *self)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (self->manifest);

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    if (mok_questionnaire_get_question (questionnaire, i)->kind == MOK_QUESTION_TEXT)
      return TRUE;
  return FALSE;
}

/**
 * mok_survey_foreach_sealed_comment:
 * @key: (nullable): from mok_survey_unlock(); may be %NULL when nothing is sealed
 * @func: (scope call): called in the calling thread for one comment after the other, as from mok_comment_encode(); in
 *   the order of their ids, which has nothing to do with that of the records
 *
 * Opens all sealed comments, on all cores. What does not open is left out, and so are the comments of a questionnaire
 * without texts: each response has one, but there is nothing in it.
 *
 * Returns: %FALSE with @error set (%MOK_STORE_ERROR, %G_IO_ERROR_CANCELLED, or that of @func)
 */
gboolean
mok_survey_foreach_sealed_comment (MokSurvey *self,
                                   MokSecret *key,
                                   MokSurveyRecordFunc func,
                                   gpointer func_data,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && func != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  const MokPoolOpening opening = {
    .pool = MOK_POOL_COMMENTS,
    .plain_size = mok_manifest_get_comment_size (self->manifest),
    .key = key,
    .public_key = mok_manifest_get_public_key (self->manifest),
    .func = func,
    .func_data = func_data,
    .cancellable = cancellable,
  };
  guint n_unreadable = 0;

  return mok_survey_check_key (self, key, error)
         && (!has_texts (self) || mok_pool_open (self->file, &opening, &n_unreadable, error));
}

/**
 * mok_survey_foreach_comment:
 * @func: (scope call): called for one comment after the other, as from mok_comment_encode()
 *
 * Hands out the comments of an open survey that is closed. Their order has nothing to do with that of the records.
 *
 * Returns: %FALSE with @error set (%MOK_STORE_ERROR, or that of @func)
 */
gboolean
mok_survey_foreach_comment (MokSurvey *self, MokSurveyRecordFunc func, gpointer func_data, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && func != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  RowWalk walk = { self, func, func_data, NULL };

  return mok_chunk_foreach (self->file, MOK_POOL_COMMENTS, mok_manifest_get_comment_size (self->manifest),
                            walk_comments, &walk, error);
}
