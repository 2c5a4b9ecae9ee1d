/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Unsealed rows of an open survey: many records to one row of the database, with a digest over each chunk. A row of the
 * database for every record would take several times as long and as much room. Must not be used where answers are
 * protected.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

#include "base/mok-secret.h"

#define CHUNK_BYTES (256 * 1024)
#define DIGEST_SIZE 16

static const char *const insert_sql[] = {
  "INSERT INTO row_chunk (records, digest) VALUES (?1, ?2)",
  "INSERT INTO comment_chunk (records, digest) VALUES (?1, ?2)",
};

static const char *const select_sql[] = {
  "SELECT records, digest FROM row_chunk ORDER BY id",
  "SELECT records, digest FROM comment_chunk ORDER BY id",
};

static const char *const count_sql[] = {
  "SELECT coalesce(sum(length(records)), 0) FROM row_chunk",
  "SELECT coalesce(sum(length(records)), 0) FROM comment_chunk",
};

struct _MokChunkWriter
{
  MokSqlite *file;
  sqlite3_stmt *insert;
  GByteArray *pending;
  gsize item_size;
  gsize full_size;
};

/* To be used inside a transaction. */
MokChunkWriter *
mok_chunk_writer_new (MokSqlite *file, MokPool pool, gsize item_size, GError **error)
{
  sqlite3_stmt *insert = mok_sqlite_prepare (file, insert_sql[pool], error);

  if (insert == NULL)
    return NULL;

  MokChunkWriter *self = g_new0 (MokChunkWriter, 1);

  self->file = file;
  self->insert = insert;
  self->item_size = item_size;
  self->full_size = MAX (CHUNK_BYTES / item_size, 1) * item_size;
  self->pending = g_byte_array_sized_new ((guint) self->full_size);
  return self;
}

void
mok_chunk_writer_free (MokChunkWriter *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_finalize (self->insert);
  g_byte_array_unref (self->pending);
  g_free (self);
}

static gboolean
write_chunk (MokChunkWriter *self, const guint8 *data, gsize size, GError **error)
{
  guint8 digest[DIGEST_SIZE];

  mok_hash (digest, sizeof digest, data, size);
  sqlite3_bind_blob64 (self->insert, 1, data, size, SQLITE_STATIC);
  sqlite3_bind_blob (self->insert, 2, digest, sizeof digest, SQLITE_STATIC);
  return mok_sqlite_run (self->file, self->insert, error);
}

gboolean
mok_chunk_writer_add (MokChunkWriter *self, const guint8 *items, gsize n_items, GError **error)
{
  gsize left = n_items * self->item_size;

  while (left > 0)
    {
      const gsize size = MIN (left, self->full_size - self->pending->len);

      g_byte_array_append (self->pending, items, (guint) size);
      items += size;
      left -= size;
      if (self->pending->len == self->full_size && !mok_chunk_writer_finish (self, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes what is left over. */
gboolean
mok_chunk_writer_finish (MokChunkWriter *self, GError **error)
{
  if (self->pending->len > 0 && !write_chunk (self, self->pending->data, self->pending->len, error))
    return FALSE;
  g_byte_array_set_size (self->pending, 0);
  return TRUE;
}

gboolean
mok_chunk_count (MokSqlite *file, MokPool pool, gsize item_size, gint64 *n_items, GError **error)
{
  if (!mok_sqlite_query_int (file, count_sql[pool], n_items, error))
    return FALSE;
  *n_items /= (gint64) item_size;
  return TRUE;
}

gboolean
mok_chunk_foreach (MokSqlite *file, MokPool pool, gsize item_size, MokChunkFunc func, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (file, select_sql[pool], error);
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  for (;;)
    {
      guint8 digest[DIGEST_SIZE];

      if (!mok_sqlite_step (file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      const guint8 *items = sqlite3_column_blob (select, 0);
      const gsize size = (gsize) sqlite3_column_bytes (select, 0);
      gboolean right = items != NULL && size % item_size == 0 && sqlite3_column_bytes (select, 1) == DIGEST_SIZE;

      if (right)
        {
          mok_hash (digest, sizeof digest, items, size);
          right = memcmp (digest, sqlite3_column_blob (select, 1), sizeof digest) == 0;
        }
      if (!func (right ? items : NULL, MAX (size / item_size, 1), data, error))
        return FALSE;
    }
}
