/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Altered rows of a database in memory.
 *
 * Altered bytes of a file are hardly ever more than damage that SQLite or a digest notices. What somebody does who
 * means harm is another thing: values of any kind and length in a database that is right, under digests that are right.
 * Must not know what values mean, only which digest is over which of them.
 */

#include "config.h"

#include "fuzz-rows.h"

#include <string.h>

#include <sqlite3.h>

#include "base/mok-secret.h"

#define MAXIMUM_LENGTH 65535
#define MINIMUM_DIGEST_SIZE 16
#define MAXIMUM_DIGEST_SIZE 32
#define BOX_DIGEST_SIZE 16

struct _FuzzRows
{
  sqlite3 *db;
};

static sqlite3_stmt *
prepare (FuzzRows *self, const char *format, const char *a, const char *b, const char *c)
{
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sql = g_strdup_printf (format, a, b, c);
#pragma GCC diagnostic pop
  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  return statement;
}

/* Returns: (nullable): a database that holds a copy of the file; %NULL when it is none */
FuzzRows *
fuzz_rows_open (const guint8 *file, gsize size)
{
  FuzzRows *self = g_new0 (FuzzRows, 1);
  unsigned char *copy = sqlite3_malloc64 (MAX (size, 1));

  memcpy (copy, file, size);
  if (sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && sqlite3_deserialize (self->db, "main", copy, (sqlite3_int64) size, (sqlite3_int64) size,
                              SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
             == SQLITE_OK
      && sqlite3_exec (self->db, "PRAGMA journal_mode=OFF; BEGIN", NULL, NULL, NULL) == SQLITE_OK)
    return self;
  sqlite3_close (self->db);
  g_free (self);
  return NULL;
}

/* Returns: (nullable) (transfer full): one of the names that @sql lists */
static char *
choose_name (FuzzRows *self, const char *sql, const char *of, guint number)
{
  sqlite3_stmt *statement = prepare (self, sql, of, NULL, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return names->len > 0 ? g_strdup (g_ptr_array_index (names, number % names->len)) : NULL;
}

static gint64
count_rows (FuzzRows *self, const char *table)
{
  sqlite3_stmt *statement = prepare (self, "SELECT count(*) FROM \"%s\"", table, NULL, NULL);
  const gint64 n =
      statement != NULL && sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;

  sqlite3_finalize (statement);
  return n;
}

static GByteArray *
read_value (FuzzRows *self, const char *table, const char *column, gint64 row)
{
  sqlite3_stmt *statement = prepare (self, "SELECT \"%s\" FROM \"%s\" LIMIT 1 OFFSET ?1", column, table, NULL);
  GByteArray *value = g_byte_array_new ();

  sqlite3_bind_int64 (statement, 1, row);
  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    g_byte_array_append (value, sqlite3_column_blob (statement, 0), (guint) sqlite3_column_bytes (statement, 0));
  sqlite3_finalize (statement);
  return value;
}

static void
bind_number (sqlite3_stmt *statement, const guint8 *bytes, gsize n)
{
  guint64 number = 0;

  memcpy (&number, bytes, MIN (n, sizeof number));
  sqlite3_bind_int64 (statement, 1, (gint64) GUINT64_FROM_LE (number));
}

/* The first two bytes say where. */
static void
alter_in_place (GByteArray *value, const guint8 *bytes, gsize n)
{
  if (n < 2 || value->len == 0)
    return;

  const guint at = (guint) (bytes[0] | bytes[1] << 8) % value->len;

  memcpy (value->data + at, bytes + 2, MIN (n - 2, value->len - at));
}

static void
set_length (GByteArray *value, const guint8 *bytes, gsize n)
{
  const guint length = n < 2 ? 0 : MIN (bytes[0] | (guint) bytes[1] << 8, MAXIMUM_LENGTH), before = value->len;

  g_byte_array_set_size (value, length);
  if (length > before)
    memset (value->data + before, 'x', length - before);
}

static void
bind_value (FuzzRows *self, sqlite3_stmt *statement, guint what, GByteArray *value, const guint8 *bytes, gsize n)
{
  switch (what)
    {
    case FUZZ_ROWS_BYTES:
      sqlite3_bind_blob64 (statement, 1, n > 0 ? bytes : (const guint8 *) "", n, SQLITE_TRANSIENT);
      return;
    case FUZZ_ROWS_NUMBER:
      bind_number (statement, bytes, n);
      return;
    case FUZZ_ROWS_TEXT:
      sqlite3_bind_text64 (statement, 1, (const char *) bytes, n, SQLITE_TRANSIENT, SQLITE_UTF8);
      return;
    case FUZZ_ROWS_LENGTH:
      set_length (value, bytes, n);
      break;
    default:
      alter_in_place (value, bytes, n);
      break;
    }
  sqlite3_bind_blob64 (statement, 1, value->len > 0 ? value->data : (const guint8 *) "", value->len, SQLITE_TRANSIENT);
}

/* A value stands for the row whose first column has that of row @row: the first column is a key, or the only row. */
static void
alter_row (FuzzRows *self, const char *table, const char *column, gint64 row, guint what, const guint8 *bytes, gsize n)
{
  g_autofree char *first = choose_name (self, "SELECT name FROM pragma_table_info('%s') ORDER BY cid", table, 0);
  g_autofree char *where =
      g_strdup_printf ("\"%s\" IS (SELECT \"%s\" FROM \"%s\" LIMIT 1 OFFSET ?2)", first, first, table);
  g_autoptr (GByteArray) value = read_value (self, table, column, row);
  sqlite3_stmt *statement =
      what == FUZZ_ROWS_DELETE
          ? prepare (self, "DELETE FROM \"%s\" WHERE %s", table, where, NULL)
          : prepare (self, "UPDATE OR REPLACE \"%s\" SET \"%s\" = ?1 WHERE %s", table, column, where);

  if (statement == NULL)
    return;
  if (what != FUZZ_ROWS_DELETE)
    bind_value (self, statement, what, value, bytes, n);
  sqlite3_bind_int64 (statement, 2, row);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
}

static void
fix (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const int size = CLAMP (sqlite3_value_int (values[0]), MINIMUM_DIGEST_SIZE, MAXIMUM_DIGEST_SIZE),
            from = sqlite3_value_int (values[2]);
  const int cut = sqlite3_value_int (values[3]), length = sqlite3_value_bytes (values[1]) - from - cut;
  const guint8 *bytes = sqlite3_value_blob (values[1]);
  guint8 digest[MAXIMUM_DIGEST_SIZE];

  if (length < 0 || bytes == NULL)
    {
      sqlite3_result_zeroblob (context, size);
      return;
    }
  mok_hash (digest, (gsize) size, bytes + from, (gsize) length);
  sqlite3_result_blob (context, digest, size, SQLITE_TRANSIENT);
}

/* What docs/formats.md says of the digest of this row, whatever its columns hold. */
static void
fix_box (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 digest[BOX_DIGEST_SIZE];

  for (int i = 0; i < n_values; i++)
    {
      const gboolean is_number = sqlite3_value_type (values[i]) == SQLITE_INTEGER;
      const gboolean is_text = sqlite3_value_type (values[i]) == SQLITE_TEXT;
      const guint32 number =
          GUINT32_TO_LE ((guint32) (is_text ? sqlite3_value_bytes (values[i]) : sqlite3_value_int64 (values[i])));

      if (is_number || is_text)
        g_byte_array_append (all, (const guint8 *) &number, sizeof number);
      if (!is_number && sqlite3_value_bytes (values[i]) > 0)
        g_byte_array_append (all, sqlite3_value_blob (values[i]), (guint) sqlite3_value_bytes (values[i]));
    }
  mok_hash (digest, sizeof digest, all->data, all->len);
  sqlite3_result_blob (context, digest, sizeof digest, SQLITE_TRANSIENT);
}

/* Only what the altered table has digests of, and the box, which has one over the manifest too. */
static void
fix_digests (FuzzRows *self, const char *table, gint64 row)
{
  static const struct
  {
    const char *table;
    const char *sql;
  } all[] = {
    { "manifest", "UPDATE manifest SET digest = fix (32, bytes, 0, 0)" },
    { "slot", "UPDATE slot SET cell = CAST (substr (cell, 1, length (cell) - 16) || fix (16, cell, 1, 16) AS BLOB)"
              " WHERE i = (SELECT i FROM slot LIMIT 1 OFFSET ?1) AND typeof (cell) = 'blob'" },
    { "comment_slot",
      "UPDATE comment_slot SET cell = CAST (substr (cell, 1, length (cell) - 16) || fix (16, cell, 1, 16) AS BLOB)"
      " WHERE i = (SELECT i FROM comment_slot LIMIT 1 OFFSET ?1) AND typeof (cell) = 'blob'" },
    { "pool", "UPDATE OR REPLACE pool SET id = fix (16, sealed, 0, 0)" },
    { "comment_pool", "UPDATE OR REPLACE comment_pool SET id = fix (16, sealed, 0, 0)" },
    { "row_chunk", "UPDATE row_chunk SET digest = fix (length (digest), records, 0, 0)" },
    { "comment_chunk", "UPDATE comment_chunk SET digest = fix (length (digest), records, 0, 0)" },
    { "release", "UPDATE release SET digest = fix (length (digest), part, 0, 0)" },
  };
  sqlite3_stmt *statement = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (all) && statement == NULL; i++)
    if (g_str_equal (all[i].table, table))
      sqlite3_prepare_v2 (self->db, all[i].sql, -1, &statement, NULL);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, row);
      sqlite3_step (statement);
      sqlite3_finalize (statement);
    }
  if (g_str_equal (table, "manifest") || g_str_equal (table, "box"))
    sqlite3_exec (self->db,
                  "UPDATE box SET digest = fix_box ((SELECT digest FROM manifest), id, label, site, slots, synthetic,"
                  " copy, handed_over, code_operations, code_kibibytes, end_operations, end_kibibytes, end_salt,"
                  " end_hash, idle_minutes)",
                  NULL, NULL, NULL);
}

/* @which: as many bytes as FUZZ_ROWS_WHICH, which may be anything */
void
fuzz_rows_alter (FuzzRows *self, const guint8 *which, const guint8 *bytes, gsize n)
{
  g_autofree char *table =
      choose_name (self, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", NULL, which[0]);
  g_autofree char *column = NULL;
  gint64 row;

  if (table == NULL)
    return;
  column = choose_name (self, "SELECT name FROM pragma_table_info('%s') ORDER BY cid", table, which[1]);
  row = count_rows (self, table);
  if (column == NULL || row == 0)
    return;
  row = which[2] % row;
  alter_row (self, table, column, row, (which[3] & ~FUZZ_ROWS_KEEP_DIGESTS) % N_FUZZ_ROWS, bytes, n);
  if ((which[3] & FUZZ_ROWS_KEEP_DIGESTS) != 0)
    return;
  sqlite3_create_function (self->db, "fix", 4, SQLITE_UTF8, NULL, fix, NULL, NULL);
  sqlite3_create_function (self->db, "fix_box", -1, SQLITE_UTF8, NULL, fix_box, NULL, NULL);
  fix_digests (self, table, row);
}

/* @file: gets the altered content, when there is one */
void
fuzz_rows_close (FuzzRows *self, GByteArray *file)
{
  sqlite3_int64 size = 0;
  unsigned char *content = NULL;

  if (sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
    content = sqlite3_serialize (self->db, "main", &size, SQLITE_SERIALIZE_NOCOPY);
  if (content != NULL)
    {
      g_byte_array_set_size (file, 0);
      g_byte_array_append (file, content, (guint) size);
    }
  sqlite3_close (self->db);
  g_free (self);
}
