/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The manifest inside a file: the same table in survey files and boxes. Must not interpret the bytes. */

#include "config.h"

#include "store/mok-manifest-table.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "store/mok-store-error.h"

#define DIGEST_SIZE 32

/**
 * mok_manifest_save:
 *
 * Writes the manifest into a file that is being made.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_manifest_save (MokManifest *self, MokSqlite *file, GError **error)
{
  g_autoptr (sqlite3_stmt) insert =
      mok_sqlite_prepare (file, "INSERT INTO manifest (bytes, digest) VALUES (?1, ?2)", error);
  gsize size;
  const void *bytes = g_bytes_get_data (mok_manifest_get_bytes (self), &size);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_blob64 (insert, 1, bytes, size, SQLITE_STATIC);
  sqlite3_bind_blob (insert, 2, mok_manifest_get_digest (self), DIGEST_SIZE, SQLITE_STATIC);
  return mok_sqlite_run (file, insert, error);
}

/**
 * mok_manifest_load:
 * @known: (nullable): a manifest that the file probably has; saves reading the questionnaire again
 *
 * Returns: (transfer full): the manifest of @file; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokManifest *
mok_manifest_load (MokSqlite *file, MokManifest *known, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (file, "SELECT bytes, digest FROM manifest", error);
  gboolean has_row;

  if (select == NULL || !mok_sqlite_step (file, select, &has_row, error))
    return NULL;

  g_autoptr (GBytes) bytes = has_row ? mok_sqlite_column_bytes (select, 0) : g_bytes_new (NULL, 0);
  g_autoptr (GBytes) digest = has_row ? mok_sqlite_column_bytes (select, 1) : g_bytes_new (NULL, 0);
  guint8 actual[DIGEST_SIZE];
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  mok_hash (actual, sizeof actual, data, size);
  if (g_bytes_get_size (digest) != DIGEST_SIZE || memcmp (g_bytes_get_data (digest, NULL), actual, sizeof actual) != 0)
    {
      mok_sqlite_set_damaged (file, error);
      return NULL;
    }
  if (known != NULL && g_bytes_equal (bytes, mok_manifest_get_bytes (known)))
    return mok_manifest_ref (known);

  g_autoptr (GError) local = NULL;
  MokManifest *self = mok_manifest_new_from_bytes (bytes, &local);

  if (self == NULL && mok_store_error_is_version (local))
    mok_store_error_set_version (error, (MokStoreError) local->code, file->path);
  else if (self == NULL)
    mok_sqlite_set_damaged (file, error);
  return self;
}
