/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* SQLite files of ours: opened with every defence, errors in the user's words. Only for store/. */

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * MokSqliteFormat:
 * @application_id: four bytes in the header that say what the file is
 * @page_size: of every file, a power of two
 * @pragmas: statements to run on every opened file: journal mode, cache
 * @steps: (array zero-terminated=1): step k makes version k + 1 of the schema from version k
 * @not_ours: untranslated message with one %s for the name, when a file is something else
 */
typedef struct
{
  guint32 application_id;
  guint page_size;
  const char *pragmas;
  const char *const *steps;
  const char *not_ours;
} MokSqliteFormat;

typedef struct
{
  sqlite3 *db;
  char *path; /* (owned): also for messages */
  const MokSqliteFormat *format;
  GBytes *image;        /* (owned) (nullable): the content, when it was read into memory */
  gint64 waiting_since; /* while another program holds the lock */
  gboolean fresh;       /* being made, not yet at its path */
} MokSqlite;

MokSqlite *mok_sqlite_create (const char *filename, const char *path, const MokSqliteFormat *format, GError **error);
MokSqlite *mok_sqlite_open (const char *path, const MokSqliteFormat *format, GError **error);
MokSqlite *mok_sqlite_open_image (GBytes *image, const char *path, const MokSqliteFormat *format, GError **error);
MokSqlite *mok_sqlite_open_unchecked (GBytes *image, const char *path, const MokSqliteFormat *format, GError **error);
const char *mok_sqlite_get_filename (MokSqlite *self);
gboolean mok_sqlite_has_moved (MokSqlite *self);
gboolean mok_sqlite_overwrite (MokSqlite *self);
GBytes *mok_sqlite_serialize (MokSqlite *self, GError **error);
void mok_sqlite_close (MokSqlite *self);

gboolean mok_sqlite_exec (MokSqlite *self, const char *sql, GError **error);
sqlite3_stmt *mok_sqlite_prepare (MokSqlite *self, const char *sql, GError **error);
gboolean mok_sqlite_step (MokSqlite *self, sqlite3_stmt *statement, gboolean *has_row, GError **error);
gboolean mok_sqlite_run (MokSqlite *self, sqlite3_stmt *statement, GError **error);
gboolean mok_sqlite_query_int (MokSqlite *self, const char *sql, gint64 *value, GError **error);
GBytes *mok_sqlite_column_bytes (sqlite3_stmt *statement, int column);
gboolean mok_sqlite_begin (MokSqlite *self, GError **error);
gboolean mok_sqlite_begin_exclusive (MokSqlite *self, GError **error);
gboolean mok_sqlite_commit (MokSqlite *self, GError **error);
void mok_sqlite_roll_back (MokSqlite *self);
gboolean mok_sqlite_check_writable (MokSqlite *self, GError **error);
void mok_sqlite_set_error (MokSqlite *self, int result, GError **error);
void mok_sqlite_set_not_ours (MokSqlite *self, GError **error);
void mok_sqlite_set_damaged (MokSqlite *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokSqlite, mok_sqlite_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_blob, sqlite3_blob_close)

G_END_DECLS
