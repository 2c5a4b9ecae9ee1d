/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A survey file: making and opening one, its state, and making boxes for it. Merging, rows, opening and closing are in
 * mok-survey-merge.c, mok-survey-rows.c, mok-survey-records.c and mok-survey-closing.c, noticing what another program
 * does with the file in mok-survey-follow.c. The secret key is never in the file but wrapped, and this file never
 * unwraps it.
 */

#include "config.h"

#include "store/mok-survey.h"
#include "store/mok-survey-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "store/mok-box-private.h"
#include "store/mok-file.h"
#include "store/mok-key.h"
#include "store/mok-manifest-table.h"
#include "store/mok-survey-opening.h"

#define APPLICATION_ID 0x4d6f6b53 /* "MokS" */

/* Merge log and boxes know days at most, and no box knows which response came from it. */
static const char *const steps[] = {
  MOK_MANIFEST_TABLE "CREATE TABLE survey(synthetic INTEGER NOT NULL, closed INTEGER NOT NULL,"
                     " responses INTEGER NOT NULL);"
                     "CREATE TABLE wrap(i INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
                     "CREATE TABLE pool(id BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;"
                     "CREATE TABLE comment_pool(id BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;"
                     "CREATE TABLE row_chunk(id INTEGER PRIMARY KEY, records BLOB NOT NULL, digest BLOB NOT NULL);"
                     "CREATE TABLE comment_chunk(id INTEGER PRIMARY KEY, records BLOB NOT NULL, digest BLOB NOT NULL);"
                     "CREATE TABLE import(digest BLOB PRIMARY KEY) WITHOUT ROWID;"
                     "CREATE TABLE box_made(id BLOB PRIMARY KEY, label TEXT NOT NULL, site INTEGER NOT NULL)"
                     " WITHOUT ROWID;"
                     "CREATE TABLE merge_log(box BLOB PRIMARY KEY, label TEXT NOT NULL, site INTEGER NOT NULL,"
                     " responses INTEGER NOT NULL, largest INTEGER NOT NULL, day TEXT NOT NULL) WITHOUT ROWID;"
                     "CREATE TABLE burned_code(hash BLOB PRIMARY KEY, box BLOB NOT NULL) WITHOUT ROWID;"
                     "CREATE TABLE box_codes(box BLOB PRIMARY KEY, printed INTEGER NOT NULL, list BLOB NOT NULL,"
                     " burned INTEGER NOT NULL, uncoded INTEGER NOT NULL) WITHOUT ROWID;"
                     "CREATE TABLE release(i INTEGER PRIMARY KEY, part BLOB NOT NULL, digest BLOB NOT NULL);"
                     "CREATE TABLE review_wrap(bytes BLOB NOT NULL);"
                     "CREATE TABLE review(i INTEGER PRIMARY KEY, sealed BLOB NOT NULL);"
                     "CREATE TABLE summary(text TEXT NOT NULL);"
                     "CREATE TABLE pin(i INTEGER PRIMARY KEY, question TEXT NOT NULL, breakdown TEXT,"
                     " filter_variable TEXT, filter_code TEXT, weighted INTEGER NOT NULL, details INTEGER NOT NULL,"
                     " chart TEXT);"
                     "CREATE TABLE note(question TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;",
  NULL,
};

/* A table without rowid keeps up to a quarter of a page of each row in its tree. What does not fit goes to pages of its
 * own, in the order in which it comes: that would tell which comments came with one merge. 32 KiB hold the longest.
 */
const MokSqliteFormat mok_survey_format = {
  .application_id = APPLICATION_ID,
  .page_size = 32768,
  .pragmas = "PRAGMA journal_mode=DELETE;"
             "PRAGMA cache_size=-32768;",
  .steps = steps,
  .not_ours = N_ ("“%s” is not a survey file."),
};

G_DEFINE_FINAL_TYPE (MokSurvey, mok_survey, G_TYPE_OBJECT)

static void
mok_survey_finalize (GObject *object)
{
  MokSurvey *self = MOK_SURVEY (object);

  mok_survey_abandon_closing (self);
  g_clear_pointer (&self->file, mok_sqlite_close);
  g_clear_pointer (&self->wrapper, mok_key_wrapper_free);
  g_clear_pointer (&self->manifest, mok_manifest_unref);
  g_clear_pointer (&self->layout, mok_record_layout_unref);
  g_clear_pointer (&self->import_digest, g_bytes_unref);
  g_rec_mutex_clear (&self->lock);

  G_OBJECT_CLASS (mok_survey_parent_class)->finalize (object);
}

static void
mok_survey_class_init (MokSurveyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_survey_finalize;
}

static void
mok_survey_init (MokSurvey *self)
{
  g_rec_mutex_init (&self->lock);
}

gboolean
mok_survey_check_passphrases (const char *const *passphrases, guint n_passphrases, GError **error)
{
  for (guint i = 0; i < n_passphrases; i++)
    {
      if (*passphrases[i] == '\0')
        {
          g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE, _ ("The passphrase is empty."));
          return FALSE;
        }
      for (guint j = 0; j < i; j++)
        if (strcmp (passphrases[i], passphrases[j]) == 0)
          {
            /* Whoever knows it could open the survey alone. */
            g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE,
                                 _ ("Each of the three trustees needs a passphrase of their own."));
            return FALSE;
          }
    }
  return TRUE;
}

gboolean
mok_survey_save_wraps (MokSqlite *file, GPtrArray *wraps, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (file, "INSERT INTO wrap (bytes) VALUES (?1)", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < wraps->len; i++)
    {
      gsize size;
      gconstpointer wrap = g_bytes_get_data (g_ptr_array_index (wraps, i), &size);

      sqlite3_bind_blob64 (insert, 1, wrap, size, SQLITE_STATIC);
      if (!mok_sqlite_run (file, insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_survey (const char *temporary, const char *path, MokManifest *manifest, GPtrArray *wraps, GError **error)
{
  g_autoptr (MokSqlite) file = mok_sqlite_create (temporary, path, &mok_survey_format, error);

  return file != NULL && mok_sqlite_begin (file, error) && mok_manifest_save (manifest, file, error)
         && mok_sqlite_exec (file, "INSERT INTO survey (synthetic, closed, responses) VALUES (0, 0, 0)", error)
         && mok_survey_save_wraps (file, wraps, error) && mok_sqlite_commit (file, error);
}

static MokManifest *
make_manifest (MokQuestionnaire *questionnaire, const MokSurveyOptions *options, const guint8 *public_key)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return mok_manifest_new (questionnaire, options->title, options->disclosure, public_key,
                           options->law_date != NULL ? options->law_date : today, options->headcount);
}

/**
 * mok_survey_create:
 * @path: the new file; nothing may be there yet
 * @questionnaire: what is asked; frozen from now on
 * @options: what the survey shall be like
 *
 * Makes a survey with a key pair of its own. The secret half is in the file under the passphrase, or under any two of
 * three, and nowhere else.
 *
 * Returns: (transfer full): the open survey; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokSurvey *
mok_survey_create (const char *path, MokQuestionnaire *questionnaire, const MokSurveyOptions *options, GError **error)
{
  g_return_val_if_fail (path != NULL && questionnaire != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->n_passphrases == 1 || options->n_passphrases == MOK_KEY_N_TRUSTEES, NULL);

  g_autoptr (MokSecret) key = NULL;
  g_autoptr (GPtrArray) wraps = NULL;
  g_autoptr (MokManifest) manifest = NULL;
  g_autofree char *temporary = NULL;
  guint8 public_key[MOK_KEY_SIZE];

  if (!mok_survey_check_passphrases (options->passphrases, options->n_passphrases, error))
    return NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      mok_file_set_error (error, EEXIST, path);
      return NULL;
    }
  temporary = mok_file_make_temporary (path, error);
  if (temporary == NULL)
    return NULL;
  key = mok_key_new (public_key);
  wraps = mok_key_wrap (key, options->passphrases, options->n_passphrases);
  if (wraps == NULL)
    {
      unlink (temporary);
      mok_file_set_error (error, ENOMEM, path);
      return NULL;
    }
  manifest = make_manifest (questionnaire, options, public_key);
  if (!write_survey (temporary, path, manifest, wraps, error))
    {
      unlink (temporary);
      return NULL;
    }
  return mok_file_publish (temporary, path, FALSE, error) ? mok_survey_open (path, error) : NULL;
}

/* A program that was killed while it closed this survey may have left its unfinished work. Whoever gets the lock knows
 * that nobody is at it any more; where it cannot be had, the next one will take it away.
 */
static void
take_away_leftover (MokSurvey *self)
{
  if (mok_file_has_successor (mok_sqlite_get_filename (self->file)) && mok_survey_begin_writing (self, NULL))
    mok_sqlite_roll_back (self->file);
}

/**
 * mok_survey_open:
 * @path: a survey file on a file system with locks
 *
 * One object may be used from several threads; calls wait for each other.
 *
 * Returns: (transfer full): the survey; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokSurvey *
mok_survey_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (MokSurvey) self = g_object_new (MOK_TYPE_SURVEY, NULL);

  self->file = mok_sqlite_open (path, &mok_survey_format, error);
  if (self->file == NULL)
    return NULL;
  self->manifest = mok_manifest_load (self->file, NULL, error);
  if (self->manifest == NULL)
    return NULL;
  self->layout = mok_record_layout_new (mok_manifest_get_questionnaire (self->manifest));
  take_away_leftover (self);
  return g_steal_pointer (&self);
}

const char *
mok_survey_get_path (MokSurvey *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), NULL);

  return self->file->path;
}

/**
 * mok_survey_get_manifest:
 *
 * Returns: (transfer none): what the survey is
 */
MokManifest *
mok_survey_get_manifest (MokSurvey *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), NULL);

  return self->manifest;
}

gboolean
mok_survey_count (MokSurvey *self, guint *responses, GError **error)
{
  gint64 closed, destroyed, sealed, rows;

  if (!mok_sqlite_query_int (self->file, "SELECT closed FROM survey", &closed, error)
      || !mok_sqlite_query_int (self->file, "SELECT responses FROM survey", &destroyed, error)
      || !mok_sqlite_query_int (self->file, "SELECT count(*) FROM pool", &sealed, error)
      || !mok_chunk_count (self->file, MOK_POOL_RESPONSES, mok_manifest_get_record_size (self->manifest), &rows, error))
    return FALSE;
  /* A number in the file, unlike the others, which count what is there. Only closing writes it, and only when nothing
   * is there any more: nobody makes room for more responses than a file holds.
   */
  if (destroyed < 0 || destroyed > G_MAXINT || sealed + rows > G_MAXINT
      || (destroyed > 0 && (closed == 0 || sealed + rows > 0)))
    {
      mok_sqlite_set_damaged (self->file, error);
      return FALSE;
    }
  *responses = (guint) (destroyed + sealed + rows);
  return TRUE;
}

gboolean
mok_survey_is_synthetic (MokSurvey *self, gboolean *synthetic, GError **error)
{
  gint64 flag;

  if (!mok_sqlite_query_int (self->file, "SELECT synthetic FROM survey", &flag, error))
    return FALSE;
  *synthetic = flag != 0;
  return TRUE;
}

gboolean
mok_survey_set_synthetic (MokSurvey *self, GError **error)
{
  return mok_sqlite_exec (self->file, "UPDATE survey SET synthetic = 1", error);
}

void
mok_survey_set_synthetic_error (MokSurvey *self, GError **error)
{
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_SYNTHETIC,
                       _ ("Simulated and real responses must not be mixed in one survey."));
}

static gboolean
read_status (MokSurvey *self, MokSurveyStatus *status, GError **error)
{
  gint64 made, returned, closed, wraps;
  gboolean hidden;

  memset (status, 0, sizeof *status);
  if (!mok_survey_count (self, &status->responses, error) || !mok_survey_is_synthetic (self, &status->synthetic, error)
      || !mok_sqlite_query_int (self->file, "SELECT count(*) FROM box_made", &made, error)
      || !mok_sqlite_query_int (self->file, "SELECT count(*) FROM merge_log", &returned, error)
      || !mok_sqlite_query_int (self->file, "SELECT closed FROM survey", &closed, error)
      || !mok_sqlite_query_int (self->file, "SELECT count(*) FROM wrap", &wraps, error)
      || !mok_survey_review_needs_trustees (self, &status->has_trustees, error)
      || !mok_survey_query_small_sites (self, &hidden, error) || !mok_survey_count_codes (self, &status->codes, error))
    return FALSE;
  status->boxes_made = (guint) made;
  status->boxes_returned = (guint) returned;
  status->closed = closed != 0;
  status->small_sites_alone = !hidden;
  status->has_trustees = status->has_trustees || wraps > 1;
  return TRUE;
}

/**
 * mok_survey_get_status:
 * @status: (out caller-allocates): filled in
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_get_status (MokSurvey *self, MokSurveyStatus *status, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && status != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GError) local = NULL;

  mok_survey_follow (self);
  if (read_status (self, status, &local))
    return TRUE;
  /* While this waited for the lock, the survey may have been closed. */
  if (mok_survey_follow (self))
    return read_status (self, status, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
