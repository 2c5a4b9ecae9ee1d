/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one review of comments. Once a standard survey is closed there is no key that opens responses, so what release/
 * leaves for the review is sealed under the passphrase that closed the survey, read in secret memory only, and
 * destroyed when the review is finished; the organizer's summary stays. Must not know what is in a review.
 *
 * A review has a key of its own, in a wrap like that of the survey's key. Its parts are `nonce (24) ‖ secretbox of
 * (number of the part (u32) ‖ number of parts (u32) ‖ bytes)`, little-endian, so that none can be left out, doubled or
 * moved.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "store/mok-survey-opening.h"

#define PART_SIZE (1024 * 1024)
#define NUMBERS_SIZE (2 * sizeof (guint32))
#define AROUND_PART (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + NUMBERS_SIZE)

G_STATIC_ASSERT (MOK_KEY_SIZE == crypto_secretbox_KEYBYTES);

static gboolean
save_wrap (MokSqlite *file, MokKeyWrapper *wrapper, MokSecret *key, GError **error)
{
  g_autoptr (GBytes) wrap = mok_key_wrapper_wrap (wrapper, key);
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (file, "INSERT INTO review_wrap (bytes) VALUES (?1)", error);
  gsize size;
  gconstpointer bytes = g_bytes_get_data (wrap, &size);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_blob64 (insert, 1, bytes, size, SQLITE_STATIC);
  return mok_sqlite_run (file, insert, error);
}

static gboolean
save_part (MokSqlite *file, sqlite3_stmt *insert, MokSecret *key, MokSecret *part, gsize size, GError **error)
{
  const gsize sealed_size = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + size;
  g_autofree guint8 *sealed = g_malloc (sealed_size);

  mok_random_bytes (sealed, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (sealed + crypto_secretbox_NONCEBYTES, mok_secret_data (part), size, sealed,
                         mok_secret_data (key));
  sqlite3_bind_blob64 (insert, 1, sealed, sealed_size, SQLITE_STATIC);
  return mok_sqlite_run (file, insert, error);
}

static void
write_numbers (guint8 *at, guint32 number, guint32 n_parts)
{
  const guint32 numbers[] = { GUINT32_TO_LE (number), GUINT32_TO_LE (n_parts) };

  memcpy (at, numbers, sizeof numbers);
}

/* Seals @review into a file that is being made. */
gboolean
mok_review_save (MokSqlite *file, MokKeyWrapper *wrapper, GBytes *review, GError **error)
{
  g_autoptr (MokSecret) key = mok_secret_new (MOK_KEY_SIZE);
  g_autoptr (MokSecret) part = mok_secret_new (NUMBERS_SIZE + PART_SIZE);
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (file, "INSERT INTO review (sealed) VALUES (?1)", error);
  gsize size;
  const guint8 *data = g_bytes_get_data (review, &size);
  const guint32 n_parts = (guint32) ((size + PART_SIZE - 1) / PART_SIZE);

  mok_random_bytes (mok_secret_data (key), MOK_KEY_SIZE);
  if (insert == NULL || !save_wrap (file, wrapper, key, error))
    return FALSE;
  for (guint32 i = 0; i < n_parts; i++)
    {
      const gsize at = (gsize) i * PART_SIZE;
      const gsize part_size = MIN (PART_SIZE, size - at);

      write_numbers (mok_secret_data (part), i, n_parts);
      memcpy (mok_secret_data (part) + NUMBERS_SIZE, data + at, part_size);
      if (!save_part (file, insert, key, part, NUMBERS_SIZE + part_size, error))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (nullable) (transfer full): the wrap of the review's key */
static GPtrArray *
load_wrap (MokSurvey *self, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (self->file, "SELECT bytes FROM review_wrap", error);
  g_autoptr (GPtrArray) wraps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gboolean has_row;

  if (select == NULL || !mok_sqlite_step (self->file, select, &has_row, error))
    return NULL;
  if (has_row)
    g_ptr_array_add (wraps, mok_sqlite_column_bytes (select, 0));
  return g_steal_pointer (&wraps);
}

gboolean
mok_survey_review_needs_trustees (MokSurvey *self, gboolean *needed, GError **error)
{
  g_autoptr (GPtrArray) wraps = load_wrap (self, error);

  *needed = wraps != NULL && wraps->len > 0 && mok_key_wrap_needs_trustees (g_ptr_array_index (wraps, 0));
  return wraps != NULL;
}

/**
 * mok_survey_has_review:
 * @has: (out): whether comments wait for their one review
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_has_review (MokSurvey *self, gboolean *has, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && has != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gint64 exists;

  mok_survey_follow (self);
  if (!mok_sqlite_query_int (self->file, "SELECT EXISTS (SELECT 1 FROM review)", &exists, error))
    return FALSE;
  *has = exists != 0;
  return TRUE;
}

static gboolean
check_has_review (MokSurvey *self, GError **error)
{
  gboolean has;

  if (!mok_survey_has_review (self, &has, error))
    return FALSE;
  if (!has)
    g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_REVIEW,
                         _ ("There are no comments to review: none were kept, or their review is finished."));
  return has;
}

/* Adds up the parts without reading them, so that the secret memory can be had at once. */
static gboolean
measure (MokSurvey *self, guint32 *n_parts, gsize *size, GError **error)
{
  gint64 count, total;

  if (!mok_sqlite_query_int (self->file, "SELECT count(*) FROM review", &count, error)
      || !mok_sqlite_query_int (self->file, "SELECT sum(length(sealed)) FROM review", &total, error))
    return FALSE;
  if (count > G_MAXUINT32 || total <= count * (gint64) AROUND_PART)
    {
      mok_sqlite_set_damaged (self->file, error);
      return FALSE;
    }
  *n_parts = (guint32) count;
  *size = (gsize) (total - count * (gint64) AROUND_PART);
  return TRUE;
}

/* Opens one part to @to. Returns: its size; 0 when it is not the one that it should be */
static gsize
open_part (sqlite3_stmt *select, MokSecret *key, MokSecret *part, const guint8 *numbers, guint8 *to, gsize room)
{
  const guint8 *sealed = sqlite3_column_blob (select, 0);
  const gsize size = (gsize) sqlite3_column_bytes (select, 0);

  if (size <= AROUND_PART || size - AROUND_PART > MIN (room, PART_SIZE))
    return 0;
  if (crypto_secretbox_open_easy (mok_secret_data (part), sealed + crypto_secretbox_NONCEBYTES,
                                  size - crypto_secretbox_NONCEBYTES, sealed, mok_secret_data (key))
          != 0
      || memcmp (mok_secret_data (part), numbers, NUMBERS_SIZE) != 0)
    return 0;
  memcpy (to, mok_secret_data (part) + NUMBERS_SIZE, size - AROUND_PART);
  return size - AROUND_PART;
}

static MokSecret *
open_parts (MokSurvey *self, MokSecret *key, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (self->file, "SELECT sealed FROM review ORDER BY i", error);
  g_autoptr (MokSecret) part = mok_secret_new (NUMBERS_SIZE + PART_SIZE);
  g_autoptr (MokSecret) review = NULL;
  guint32 n_parts;
  gsize size, at = 0;

  if (select == NULL || !measure (self, &n_parts, &size, error))
    return NULL;
  review = mok_secret_new (size);
  for (guint32 i = 0; i < n_parts; i++)
    {
      guint8 numbers[NUMBERS_SIZE];
      gboolean has_row;
      gsize opened;

      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return NULL;
      write_numbers (numbers, i, n_parts);
      opened = has_row ? open_part (select, key, part, numbers, mok_secret_data (review) + at, size - at) : 0;
      if (opened == 0)
        {
          mok_sqlite_set_damaged (self->file, error);
          return NULL;
        }
      at += opened;
    }
  return g_steal_pointer (&review);
}

/**
 * mok_survey_open_review:
 * @passphrases: (array length=n_passphrases): those that closed the survey: the organizer's, or of the two trustees in
 *   any order
 * @n_passphrases: 1 or 2
 *
 * Returns: (transfer full): the review as release/ gave it to mok_survey_finish_closing(); %NULL with @error
 *   (%MOK_STORE_ERROR_NO_REVIEW, %MOK_STORE_ERROR_PASSPHRASE or another) set
 */
MokSecret *
mok_survey_open_review (MokSurvey *self, const char *const *passphrases, guint n_passphrases, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && passphrases != NULL, NULL);
  g_return_val_if_fail (n_passphrases == 1 || n_passphrases == MOK_KEY_N_TRUSTEES_NEEDED, NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) wraps = NULL;
  g_autoptr (MokSecret) key = NULL;

  if (!check_has_review (self, error))
    return NULL;
  wraps = load_wrap (self, error);
  if (wraps == NULL || !mok_survey_unwrap (self, wraps, passphrases, n_passphrases, &key, NULL, error))
    return NULL;
  return open_parts (self, key, error);
}

static gboolean
fill_without_review (MokSurvey *self, MokSqlite *to, gpointer data, GError **error)
{
  const char *summary = data;
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (to, "INSERT INTO summary (text) VALUES (?1)", error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_text (insert, 1, summary, -1, SQLITE_STATIC);
  return mok_survey_copy_table (self, to, "SELECT synthetic, closed, responses FROM survey",
                                "INSERT INTO survey (synthetic, closed, responses) VALUES (?1, ?2, ?3)", error)
         && mok_survey_copy_table (self, to, "SELECT part, digest FROM release ORDER BY i",
                                   "INSERT INTO release (part, digest) VALUES (?1, ?2)", error)
         && mok_survey_copy_figures (self, to, error) && mok_sqlite_run (to, insert, error);
}

/**
 * mok_survey_finish_review:
 * @summary: what the organizer wrote about the comments; may be empty. Readable without a passphrase from now on.
 *
 * Keeps the summary and destroys the comments, in one durable step: like closing, into a new file. When that fails,
 * both are as they were.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR_NO_REVIEW or another) set
 */
gboolean
mok_survey_finish_review (MokSurvey *self, const char *summary, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && summary != NULL && g_utf8_validate (summary, -1, NULL), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gboolean finished;

  if (!mok_survey_begin_exclusive (self, error))
    return FALSE;
  self->closing = TRUE;
  finished = check_has_review (self, error) && mok_survey_begin_replacing (self, error)
             && mok_survey_replace (self, fill_without_review, (gpointer) summary, NULL, error);
  mok_survey_abandon_closing (self);
  return finished;
}

/**
 * mok_survey_get_summary:
 *
 * Returns: (transfer full) (nullable): what mok_survey_finish_review() kept; %NULL without @error when there is none,
 * or with @error (%MOK_STORE_ERROR) set
 */
char *
mok_survey_get_summary (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (sqlite3_stmt) select = NULL;
  const char *summary;
  gboolean has_row;

  mok_survey_follow (self);
  select = mok_sqlite_prepare (self->file, "SELECT text FROM summary", error);
  if (select == NULL || !mok_sqlite_step (self->file, select, &has_row, error) || !has_row)
    return NULL;
  summary = (const char *) sqlite3_column_text (select, 0);
  return g_utf8_make_valid (summary != NULL ? summary : "", -1);
}
