/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Statements and transactions on an open file. Every commit takes the time of day off the file again. */

#include "config.h"

#include "store/mok-sqlite.h"

#include <errno.h>

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"
#include "store/mok-store-error.h"

/**
 * mok_sqlite_exec:
 * @sql: statements whose rows, if any, are not wanted
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_sqlite_exec (MokSqlite *self, const char *sql, GError **error)
{
  const int result = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (result != SQLITE_OK)
    mok_sqlite_set_error (self, result, error);
  return result == SQLITE_OK;
}

/**
 * mok_sqlite_prepare:
 *
 * Returns: (transfer full): the statement; %NULL with @error (%MOK_STORE_ERROR) set
 */
sqlite3_stmt *
mok_sqlite_prepare (MokSqlite *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const int result = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  if (result != SQLITE_OK)
    mok_sqlite_set_error (self, result, error);
  return statement;
}

/**
 * mok_sqlite_step:
 * @has_row: (out): whether there is a row; "no more rows" is no error
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_sqlite_step (MokSqlite *self, sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  const int result = sqlite3_step (statement);

  *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  mok_sqlite_set_error (self, result, error);
  return FALSE;
}

/**
 * mok_sqlite_run:
 *
 * Runs a statement to its end and resets it for the next values.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_sqlite_run (MokSqlite *self, sqlite3_stmt *statement, GError **error)
{
  int result;

  do
    result = sqlite3_step (statement);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    mok_sqlite_set_error (self, result, error);
  sqlite3_reset (statement);
  return result == SQLITE_DONE;
}

/**
 * mok_sqlite_query_int:
 * @value: (out): first column of the first row; 0 when there is none
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_sqlite_query_int (MokSqlite *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = mok_sqlite_prepare (self, sql, error);
  gboolean has_row = FALSE;

  *value = 0;
  if (statement == NULL || !mok_sqlite_step (self, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/**
 * mok_sqlite_column_bytes:
 *
 * Returns: (transfer full): a copy of the blob in a column, empty if it is something else
 */
GBytes *
mok_sqlite_column_bytes (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB)
    return g_bytes_new (NULL, 0);

  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

/**
 * mok_sqlite_check_writable:
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR_READ_ONLY) set when the file was opened for reading only
 */
gboolean
mok_sqlite_check_writable (MokSqlite *self, GError **error)
{
  if (sqlite3_db_readonly (self->db, "main") != 1)
    return TRUE;
  mok_file_set_error (error, EACCES, self->path);
  return FALSE;
}

static gboolean
begin (MokSqlite *self, const char *sql, GError **error)
{
  if (!mok_sqlite_check_writable (self, error) || !mok_sqlite_exec (self, sql, error))
    return FALSE;
  if (mok_sqlite_has_moved (self))
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      mok_sqlite_roll_back (self);
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO,
                   _ ("“%s” was moved or replaced while it was open. Open it again."), name);
      return FALSE;
    }
  return TRUE;
}

/**
 * mok_sqlite_begin:
 *
 * Waits for the right to write, then makes sure that the locked file is still the one that the path leads to.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_sqlite_begin (MokSqlite *self, GError **error)
{
  return begin (self, "BEGIN IMMEDIATE", error);
}

/**
 * mok_sqlite_begin_exclusive:
 *
 * Like mok_sqlite_begin(), and keeps readers out too.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_sqlite_begin_exclusive (MokSqlite *self, GError **error)
{
  return begin (self, "BEGIN EXCLUSIVE", error);
}

/**
 * mok_sqlite_commit:
 *
 * Makes everything since mok_sqlite_begin() durable, or undoes it.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_sqlite_commit (MokSqlite *self, GError **error)
{
  if (!mok_sqlite_exec (self, "COMMIT", error))
    {
      mok_sqlite_roll_back (self);
      return FALSE;
    }
  if (self->image == NULL && !self->fresh)
    mok_file_round_times (self->path);
  return TRUE;
}

/**
 * mok_sqlite_roll_back:
 *
 * Undoes everything since mok_sqlite_begin(); nothing when no transaction is open.
 */
void
mok_sqlite_roll_back (MokSqlite *self)
{
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}
