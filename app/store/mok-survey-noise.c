/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the noise of a release is drawn from: the secret key and the responses, so that the same responses always give
 * the same release, whatever happens on the way, and nobody can draw it again once the key is gone. Several releases of
 * the same answers would say together what each of them hides.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-slots.h"
#include "store/mok-survey-opening.h"

#define NOISE "noise"
#define NOISE_SIZE (sizeof NOISE - 1)
#define NOISE_KEY_SIZE 32

static GByteArray *
read_ids (MokSurvey *self, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (self->file, "SELECT id FROM pool ORDER BY id", error);
  g_autoptr (GByteArray) ids = g_byte_array_new ();
  gboolean has_row;

  if (select == NULL)
    return NULL;
  for (;;)
    {
      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      /* Nothing of another length is the id of a response. */
      if (sqlite3_column_bytes (select, 0) == MOK_CELL_ID_SIZE)
        g_byte_array_append (ids, sqlite3_column_blob (select, 0), MOK_CELL_ID_SIZE);
    }
}

/* Remembers the digest of @ids, all ids in ascending order. Only while closing: nobody else can add a response then. */
void
mok_survey_keep_pool_digest (MokSurvey *self, const GByteArray *ids)
{
  guint8 digest[MOK_POOL_DIGEST_SIZE];

  g_return_if_fail (self->closing);

  mok_hash (digest, sizeof digest, ids->data, ids->len);
  g_clear_pointer (&self->pool_digest, g_bytes_unref);
  self->pool_digest = g_bytes_new (digest, sizeof digest);
}

/**
 * mok_survey_get_pool_digest:
 * @digest: (out caller-allocates) (array fixed-size=32): BLAKE2b-256 of the ids of all sealed responses, in ascending
 *   order, one after the other
 *
 * The same for the same responses, in whatever order and however often they were merged. Reads all ids, unless the
 * survey is closing and its responses were opened: they passed by then.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_get_pool_digest (MokSurvey *self, guint8 *digest, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && digest != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GByteArray) ids = NULL;

  if (self->pool_digest != NULL)
    {
      memcpy (digest, g_bytes_get_data (self->pool_digest, NULL), MOK_POOL_DIGEST_SIZE);
      return TRUE;
    }
  ids = read_ids (self, error);
  if (ids == NULL)
    return FALSE;
  mok_hash (digest, MOK_POOL_DIGEST_SIZE, ids->data, ids->len);
  return TRUE;
}

/**
 * mok_survey_derive_noise_key:
 * @key: from mok_survey_unlock()
 * @noise_key: (out) (transfer full): 32 bytes: BLAKE2b-256 keyed with the secret key, of "noise" and the pool's digest
 *
 * Between mok_survey_begin_closing() and mok_survey_finish_closing(), so that no response comes or goes afterwards.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_derive_noise_key (MokSurvey *self, MokSecret *key, MokSecret **noise_key, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && key != NULL && noise_key != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  guint8 message[NOISE_SIZE + MOK_POOL_DIGEST_SIZE];

  if (!mok_survey_check_key (self, key, error) || !mok_survey_get_pool_digest (self, message + NOISE_SIZE, error))
    return FALSE;
  memcpy (message, NOISE, NOISE_SIZE);
  *noise_key = mok_hash_keyed (key, NOISE_KEY_SIZE, message, sizeof message);
  return TRUE;
}
