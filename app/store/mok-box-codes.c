/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The access codes and the end code of a box. Must not know of any answer: nothing may link a code to a response. */

#include "config.h"

#include "store/mok-box-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "store/mok-access-code.h"
#include "store/mok-file.h"

typedef struct
{
  char *printed;
  guint8 hash[MOK_PASSWORD_HASH_SIZE];
  gboolean done;
} Code;

typedef struct
{
  const guint8 *survey_id;
  const MokHashCost *cost;
} HashJob;

static void
hash_code (gpointer data, gpointer user_data)
{
  Code *code = data;
  const HashJob *job = user_data;
  char plain[MOK_ACCESS_CODE_LENGTH + 1];

  code->done = mok_access_code_read (code->printed, plain)
               && mok_access_code_hash (code->hash, plain, job->survey_id, job->cost);
  mok_memory_wipe (plain, sizeof plain);
}

/* Each hash takes some 30 ms: share them out among the cores. */
static gboolean
hash_all (Code *codes, guint n_codes, HashJob *job)
{
  GThreadPool *pool = g_thread_pool_new (hash_code, job, (int) g_get_num_processors (), FALSE, NULL);
  gboolean done = TRUE;

  for (guint i = 0; i < n_codes; i++)
    g_thread_pool_push (pool, &codes[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; i < n_codes; i++)
    done = done && codes[i].done;
  return done;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Code *) a)->hash, ((const Code *) b)->hash, MOK_PASSWORD_HASH_SIZE);
}

static gboolean
insert_codes (MokSqlite *file, Code *codes, guint n_codes, GError **error)
{
  g_autoptr (sqlite3_stmt) insert =
      mok_sqlite_prepare (file, "INSERT INTO access_code (hash, used) VALUES (?1, 0)", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < n_codes; i++)
    {
      sqlite3_bind_blob (insert, 1, codes[i].hash, sizeof codes[i].hash, SQLITE_STATIC);
      if (!mok_sqlite_run (file, insert, error))
        return FALSE;
    }
  return TRUE;
}

static void
hash_list (guint8 *digest, const Code *codes, guint n_codes)
{
  g_autoptr (GByteArray) hashes = g_byte_array_new ();

  for (guint i = 0; i < n_codes; i++)
    g_byte_array_append (hashes, codes[i].hash, sizeof codes[i].hash);
  mok_hash (digest, MOK_CODE_LIST_SIZE, hashes->data, hashes->len);
}

/* Makes the block of codes of a new box.
 * @made: gets the codes as they are printed, in the order in which chance made them, and the digest of their list
 */
gboolean
mok_box_make_codes (MokSqlite *file, MokManifest *manifest, guint n_codes, MokBoxMade *made, GError **error)
{
  HashJob job = { .survey_id = mok_manifest_get_survey_id (manifest), .cost = &made->row.code_cost };
  g_autofree Code *codes = g_new0 (Code, n_codes);
  GStrv printed = made->codes = g_new0 (char *, n_codes + 1);

  for (guint i = 0; i < n_codes; i++)
    codes[i].printed = printed[i] = mok_access_code_new ();
  if (!hash_all (codes, n_codes, &job))
    {
      mok_file_set_error (error, ENOMEM, file->path);
      return FALSE;
    }
  /* In the order of the hashes, which is not the order in which they are printed. */
  if (n_codes > 0)
    qsort (codes, n_codes, sizeof *codes, compare_codes);
  made->n_codes = n_codes;
  hash_list (made->code_list, codes, n_codes);
  return insert_codes (file, codes, n_codes, error);
}

void
mok_box_made_clear (MokBoxMade *self)
{
  g_clear_pointer (&self->codes, mok_access_codes_free);
}

/* One sentence for all of it. Whether a code was used must not be found out by typing it, and a box knows no codes of
 * other boxes: a mark of the box in the code would cost random bits. The slip and the page name the box.
 */
void
mok_box_set_unknown_code (GError **error)
{
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE,
                       _ ("This access code is not for this box, or it has been used. The slip says which box it is "
                          "for."));
}

/* @code: (nullable): as typed. Takes a while, so do it before the box is locked. */
gboolean
mok_box_hash_code (MokBox *self, const char *code, guint8 *hash, GError **error)
{
  char plain[MOK_ACCESS_CODE_LENGTH + 1];

  if (code == NULL || *code == '\0')
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE, _ ("This box asks for an access code."));
      return FALSE;
    }
  if (!mok_access_code_read (code, plain))
    {
      mok_box_set_unknown_code (error);
      return FALSE;
    }

  const gboolean done =
      mok_access_code_hash (hash, plain, mok_manifest_get_survey_id (self->manifest), &self->row.code_cost);

  mok_memory_wipe (plain, sizeof plain);
  if (!done)
    mok_file_set_error (error, ENOMEM, self->file->path);
  return done;
}

/* Whether the code is one of this box and unused. */
gboolean
mok_box_find_code (MokBox *self, const guint8 *hash, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
      mok_sqlite_prepare (self->file, "SELECT 1 FROM access_code WHERE hash = ?1 AND used = 0", error);
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  sqlite3_bind_blob (select, 1, hash, MOK_PASSWORD_HASH_SIZE, SQLITE_STATIC);
  if (!mok_sqlite_step (self->file, select, &has_row, error))
    return FALSE;
  if (!has_row)
    mok_box_set_unknown_code (error);
  return has_row;
}

/**
 * mok_box_check_code:
 * @code: (nullable): as typed; case, blanks and dashes do not matter
 *
 * Returns: whether an answer with this code would be taken: always, when the box needs none; else %FALSE with @error
 *   (%MOK_STORE_ERROR_CODE) set
 */
gboolean
mok_box_check_code (MokBox *self, const char *code, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  guint8 hash[MOK_PASSWORD_HASH_SIZE];

  if (!self->needs_code)
    return TRUE;
  return mok_box_hash_code (self, code, hash, error) && mok_box_find_code (self, hash, error);
}

static void
set_not_an_end_code (GError **error)
{
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE, _ ("An end code has 8 digits."));
}

/* @end_code: (nullable): none */
gboolean
mok_box_set_end_code (MokBoxRow *row, const char *end_code, GError **error)
{
  char digits[MOK_END_CODE_LENGTH + 1];

  mok_random_bytes (row->end_salt, sizeof row->end_salt);
  mok_random_bytes (row->end_hash, sizeof row->end_hash);
  if (end_code == NULL)
    return TRUE;
  if (!mok_end_code_read (end_code, digits))
    {
      set_not_an_end_code (error);
      return FALSE;
    }
  row->end_cost = mok_hash_get_cost (MOK_HASH_END_CODE);

  const gboolean done = mok_hash_password (row->end_hash, digits, MOK_END_CODE_LENGTH, row->end_salt, &row->end_cost);

  mok_memory_wipe (digits, sizeof digits);
  if (!done)
    g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO,
                         _ ("This computer has not enough free memory for a code."));
  return done;
}

/**
 * mok_box_check_end_code:
 * @end_code: as typed
 *
 * Returns: %TRUE when the code is right or the box has none; %FALSE with @error (%MOK_STORE_ERROR_PASSPHRASE) set
 */
gboolean
mok_box_check_end_code (MokBox *self, const char *end_code, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && end_code != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  char digits[MOK_END_CODE_LENGTH + 1];
  guint8 hash[MOK_PASSWORD_HASH_SIZE];

  if (self->row.end_cost.operations == 0)
    return TRUE;
  if (!mok_end_code_read (end_code, digits))
    {
      set_not_an_end_code (error);
      return FALSE;
    }
  if (!mok_hash_password (hash, digits, MOK_END_CODE_LENGTH, self->row.end_salt, &self->row.end_cost))
    {
      mok_file_set_error (error, ENOMEM, self->file->path);
      return FALSE;
    }
  mok_memory_wipe (digits, sizeof digits);
  if (sodium_memcmp (hash, self->row.end_hash, sizeof hash) == 0)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE, _ ("This is not the box's end code."));
  return FALSE;
}
