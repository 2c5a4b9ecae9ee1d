/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a box says of itself: the one row of its table, with a digest so that an altered byte is noticed.
 * Must not look at slots.
 */

#include "config.h"

#include "store/mok-box-row.h"

#include <string.h>

#include "base/mok-secret.h"
#include "store/mok-store-error.h"

#define DIGEST_SIZE 16
#define MANIFEST_DIGEST_SIZE 32

enum
{
  COLUMN_ID,
  COLUMN_LABEL,
  COLUMN_SITE,
  COLUMN_SLOTS,
  COLUMN_SYNTHETIC,
  COLUMN_COPY,
  COLUMN_HANDED_OVER,
  COLUMN_CODE_OPERATIONS,
  COLUMN_CODE_KIBIBYTES,
  COLUMN_END_OPERATIONS,
  COLUMN_END_KIBIBYTES,
  COLUMN_END_SALT,
  COLUMN_END_HASH,
  COLUMN_IDLE_MINUTES,
  COLUMN_DIGEST,
};

static void
append_u32 (GByteArray *array, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (array, (const guint8 *) &value, sizeof value);
}

static void
digest_row (const MokBoxRow *self, MokManifest *manifest, guint8 *digest)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();

  g_byte_array_append (array, mok_manifest_get_digest (manifest), MANIFEST_DIGEST_SIZE);
  g_byte_array_append (array, self->id, sizeof self->id);
  append_u32 (array, (guint32) strlen (self->label));
  g_byte_array_append (array, (const guint8 *) self->label, (guint) strlen (self->label));
  append_u32 (array, self->site);
  append_u32 (array, self->n_slots);
  append_u32 (array, self->synthetic ? 1 : 0);
  append_u32 (array, self->copy ? 1 : 0);
  append_u32 (array, self->handed_over);
  append_u32 (array, self->code_cost.operations);
  append_u32 (array, self->code_cost.kibibytes);
  append_u32 (array, self->end_cost.operations);
  append_u32 (array, self->end_cost.kibibytes);
  g_byte_array_append (array, self->end_salt, sizeof self->end_salt);
  g_byte_array_append (array, self->end_hash, sizeof self->end_hash);
  append_u32 (array, self->idle_minutes);
  mok_hash (digest, DIGEST_SIZE, array->data, array->len);
}

static gboolean
run (const MokBoxRow *self, MokManifest *manifest, MokSqlite *file, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = mok_sqlite_prepare (file, sql, error);
  guint8 digest[DIGEST_SIZE];

  if (statement == NULL)
    return FALSE;
  digest_row (self, manifest, digest);
  sqlite3_bind_blob (statement, 1 + COLUMN_ID, self->id, sizeof self->id, SQLITE_STATIC);
  sqlite3_bind_text (statement, 1 + COLUMN_LABEL, self->label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 1 + COLUMN_SITE, self->site);
  sqlite3_bind_int64 (statement, 1 + COLUMN_SLOTS, self->n_slots);
  sqlite3_bind_int64 (statement, 1 + COLUMN_SYNTHETIC, self->synthetic ? 1 : 0);
  sqlite3_bind_int64 (statement, 1 + COLUMN_COPY, self->copy ? 1 : 0);
  sqlite3_bind_int64 (statement, 1 + COLUMN_HANDED_OVER, self->handed_over);
  sqlite3_bind_int64 (statement, 1 + COLUMN_CODE_OPERATIONS, self->code_cost.operations);
  sqlite3_bind_int64 (statement, 1 + COLUMN_CODE_KIBIBYTES, self->code_cost.kibibytes);
  sqlite3_bind_int64 (statement, 1 + COLUMN_END_OPERATIONS, self->end_cost.operations);
  sqlite3_bind_int64 (statement, 1 + COLUMN_END_KIBIBYTES, self->end_cost.kibibytes);
  sqlite3_bind_blob (statement, 1 + COLUMN_END_SALT, self->end_salt, sizeof self->end_salt, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 1 + COLUMN_END_HASH, self->end_hash, sizeof self->end_hash, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 1 + COLUMN_IDLE_MINUTES, self->idle_minutes);
  sqlite3_bind_blob (statement, 1 + COLUMN_DIGEST, digest, sizeof digest, SQLITE_STATIC);
  return mok_sqlite_run (file, statement, error);
}

/**
 * mok_box_row_insert:
 *
 * Writes the row into a box that is being made.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_box_row_insert (const MokBoxRow *self, MokManifest *manifest, MokSqlite *file, GError **error)
{
  return run (self, manifest, file,
              "INSERT INTO box (id, label, site, slots, synthetic, copy, handed_over, code_operations,"
              " code_kibibytes, end_operations, end_kibibytes, end_salt, end_hash,"
              " idle_minutes, digest)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
              error);
}

/**
 * mok_box_row_update:
 *
 * Writes a changed row. To be called inside the transaction in which the row was read.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_box_row_update (const MokBoxRow *self, MokManifest *manifest, MokSqlite *file, GError **error)
{
  return run (self, manifest, file,
              "UPDATE box SET id = ?1, label = ?2, site = ?3, slots = ?4, synthetic = ?5, copy = ?6,"
              " handed_over = ?7, code_operations = ?8, code_kibibytes = ?9, end_operations = ?10,"
              " end_kibibytes = ?11, end_salt = ?12, end_hash = ?13, idle_minutes = ?14, digest = ?15",
              error);
}

static gboolean
get_blob (sqlite3_stmt *statement, int column, guint8 *to, gsize size)
{
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB
      || (gsize) sqlite3_column_bytes (statement, column) != size)
    return FALSE;
  memcpy (to, sqlite3_column_blob (statement, column), size);
  return TRUE;
}

static gboolean
get_number (sqlite3_stmt *statement, int column, guint maximum, guint *number)
{
  const gint64 value = sqlite3_column_int64 (statement, column);

  if (sqlite3_column_type (statement, column) != SQLITE_INTEGER || value < 0 || value > maximum)
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
get_row (MokBoxRow *self, sqlite3_stmt *statement)
{
  const char *label = (const char *) sqlite3_column_text (statement, COLUMN_LABEL);
  guint site, synthetic, copy;

  if (label == NULL || strlen (label) >= sizeof self->label || !g_utf8_validate (label, -1, NULL)
      || !get_blob (statement, COLUMN_ID, self->id, sizeof self->id)
      || !get_number (statement, COLUMN_SITE, MOK_SITE_SEVERAL, &site)
      || !get_number (statement, COLUMN_SLOTS, MOK_BOX_MAXIMUM_SLOTS, &self->n_slots)
      || !get_number (statement, COLUMN_SYNTHETIC, 1, &synthetic) || !get_number (statement, COLUMN_COPY, 1, &copy)
      || !get_number (statement, COLUMN_HANDED_OVER, MOK_BOX_MAXIMUM_SLOTS, &self->handed_over)
      || !get_number (statement, COLUMN_CODE_OPERATIONS, G_MAXINT32, &self->code_cost.operations)
      || !get_number (statement, COLUMN_CODE_KIBIBYTES, G_MAXINT32, &self->code_cost.kibibytes)
      || !get_number (statement, COLUMN_END_OPERATIONS, G_MAXINT32, &self->end_cost.operations)
      || !get_number (statement, COLUMN_END_KIBIBYTES, G_MAXINT32, &self->end_cost.kibibytes)
      || !get_blob (statement, COLUMN_END_SALT, self->end_salt, sizeof self->end_salt)
      || !get_blob (statement, COLUMN_END_HASH, self->end_hash, sizeof self->end_hash)
      || !get_number (statement, COLUMN_IDLE_MINUTES, MOK_BOX_MAXIMUM_IDLE_MINUTES, &self->idle_minutes))
    return FALSE;
  g_strlcpy (self->label, label, sizeof self->label);
  self->site = (MokSite) site;
  self->synthetic = synthetic != 0;
  self->copy = copy != 0;
  return self->n_slots > 0 && self->idle_minutes > 0 && mok_hash_cost_is_sane (&self->code_cost)
         && (self->end_cost.operations == 0 || mok_hash_cost_is_sane (&self->end_cost));
}

/**
 * mok_box_row_load:
 * @self: (out caller-allocates): the row
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set, also when a byte of the row has changed
 */
gboolean
mok_box_row_load (MokBoxRow *self, MokManifest *manifest, MokSqlite *file, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (
      file,
      "SELECT id, label, site, slots, synthetic, copy, handed_over, code_operations, code_kibibytes,"
      " end_operations, end_kibibytes, end_salt, end_hash, idle_minutes, digest FROM box",
      error);
  gboolean has_row;
  guint8 expected[DIGEST_SIZE], actual[DIGEST_SIZE];

  memset (self, 0, sizeof *self);
  if (select == NULL || !mok_sqlite_step (file, select, &has_row, error))
    return FALSE;
  if (has_row && get_row (self, select) && get_blob (select, COLUMN_DIGEST, actual, sizeof actual))
    {
      digest_row (self, manifest, expected);
      if (memcmp (expected, actual, sizeof actual) == 0)
        return TRUE;
    }
  mok_sqlite_set_damaged (file, error);
  return FALSE;
}
