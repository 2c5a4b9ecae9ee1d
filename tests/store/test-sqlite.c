/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening SQLite files of ours: versions, foreign schemas, and errors in the user's words. */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/mok-file.h"
#include "store/mok-sqlite.h"
#include "store/mok-store-error.h"

#include "support.h"

static const char *const one_step[] = { "CREATE TABLE a(x INTEGER PRIMARY KEY, y BLOB);", NULL };
static const char *const two_steps[] = { "CREATE TABLE a(x INTEGER PRIMARY KEY, y BLOB);", "CREATE TABLE b(z INTEGER);",
                                         NULL };

static const MokSqliteFormat old_format = { 0x54657374, 8192, "PRAGMA journal_mode=MEMORY;", one_step,
                                            "“%s” is no test." };
static const MokSqliteFormat new_format = { 0x54657374, 8192, "PRAGMA journal_mode=DELETE;", two_steps,
                                            "“%s” is no test." };

static char *
make_file (const char *folder, const char *name, const MokSqliteFormat *format)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = mok_file_make_temporary (path, &error);

  g_assert_no_error (error);

  g_autoptr (MokSqlite) file = mok_sqlite_create (temporary, path, format, &error);

  g_assert_no_error (error);
  mok_sqlite_exec (file, "INSERT INTO a (x, y) VALUES (1, zeroblob(20000))", &error);
  g_assert_no_error (error);
  g_clear_pointer (&file, mok_sqlite_close);
  mok_file_publish (temporary, path, FALSE, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_opens (const char *path, const MokSqliteFormat *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) image_error = NULL;
  g_autoptr (MokSqlite) file = mok_sqlite_open (path, format, &error);
  g_autoptr (GBytes) bytes = mok_file_read (path, NULL);
  g_autoptr (MokSqlite) image = mok_sqlite_open_image (bytes, path, format, &image_error);

  g_assert_no_error (error);
  g_assert_no_error (image_error);
}

static void
assert_refused (const char *path, const MokSqliteFormat *format, MokStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) image_error = NULL;
  g_autofree char *name = g_path_get_basename (path);

  g_assert_null (mok_sqlite_open (path, format, &error));
  g_assert_error (error, MOK_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, name));

  g_autoptr (GBytes) bytes = mok_file_read (path, NULL);

  if (bytes == NULL)
    return;
  g_assert_null (mok_sqlite_open_image (bytes, path, format, &image_error));
  g_assert_error (image_error, MOK_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (image_error->message, name));
}

static void
test_opens_its_own (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &old_format);
  struct stat about;

  assert_opens (path, &old_format);
  g_assert_cmpint (stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_cmpint (about.st_mtime % 86400, ==, 0);
  g_assert_cmpint (about.st_size % 8192, ==, 0);
}

/* Names that mean something else to SQLite. */
static void
test_odd_names (void)
{
  static const char *const names[] = { "file:a?mode=memory", ":memory:", "상자 100 %.test", "-x" };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *before = g_get_current_dir ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = make_file (folder, names[i], &old_format);

      g_assert_cmpint (g_chdir (folder), ==, 0);
      assert_opens (names[i], &old_format);
      g_assert_cmpint (g_chdir (before), ==, 0);
    }
}

static void
test_never_overwrites (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &old_format);
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_file_write (path, content, FALSE, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS);
  assert_opens (path, &old_format);

  /* Nothing is left beside it. */
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
}

static void
test_migrates_older_files (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &old_format);
  g_autoptr (GBytes) bytes = mok_file_read (path, NULL);
  g_autoptr (GError) error = NULL;
  gint64 n;

  /* In memory, the file itself stays as it is. */
  g_autoptr (MokSqlite) image = mok_sqlite_open_image (bytes, path, &new_format, &error);

  g_assert_no_error (error);
  g_assert_true (mok_sqlite_query_int (image, "SELECT count(*) FROM b", &n, NULL));
  assert_opens (path, &old_format);

  g_autoptr (MokSqlite) file = mok_sqlite_open (path, &new_format, &error);

  g_assert_no_error (error);
  g_assert_true (mok_sqlite_query_int (file, "SELECT count(*) FROM b", &n, NULL));
  g_assert_true (mok_sqlite_query_int (file, "SELECT length(y) FROM a", &n, NULL));
  g_assert_cmpint (n, ==, 20000);
  g_clear_pointer (&file, mok_sqlite_close);
  assert_opens (path, &new_format);
  assert_refused (path, &old_format, MOK_STORE_ERROR_NEWER);
}

static void
test_refuses_other_files (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *text = g_build_filename (folder, "text.test", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.test", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.test", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.test", NULL);
  guint8 words[4096];

  memset (words, 'w', sizeof words);
  support_write (text, words, sizeof words);
  support_write (empty, words, 0);
  support_execute (plain, "CREATE TABLE a(x)");
  assert_refused (text, &old_format, MOK_STORE_ERROR_NOT_OURS);
  assert_refused (empty, &old_format, MOK_STORE_ERROR_NOT_OURS);
  assert_refused (plain, &old_format, MOK_STORE_ERROR_NOT_OURS);
  assert_refused (missing, &old_format, MOK_STORE_ERROR_IO);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
}

static void
test_refuses_foreign_schemas (void)
{
  static const char *const changes[] = {
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END",
    "CREATE VIEW v AS SELECT * FROM a",
    "CREATE INDEX i ON a(y)",
    "CREATE TABLE extra(x)",
    "DROP TABLE a",
    "ALTER TABLE a ADD COLUMN w DEFAULT (1)",
    "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE a(x INTEGER PRIMARY KEY,y BLOB)'",
    "PRAGMA journal_mode=WAL; INSERT INTO a VALUES (7, NULL)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (SupportFolder) folder = support_make_folder ();
      g_autofree char *path = make_file (folder, "a.test", &old_format);

      support_execute (path, changes[i]);
      assert_refused (path, &old_format, MOK_STORE_ERROR_DAMAGED);
    }
}

/* A journal beside a box would be written into it by SQLite. */
static void
test_refuses_a_foreign_journal (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &old_format);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (GByteArray) before = support_read (path);
  g_autoptr (GError) error = NULL;

  support_write (journal, (const guint8 *) "planted", 7);
  g_assert_null (mok_sqlite_open (path, &old_format, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED);

  g_autoptr (GByteArray) after = support_read (path);

  g_assert_cmpmem (before->data, before->len, after->data, after->len);
}

static void
test_refuses_truncated_files (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &old_format);
  g_autofree char *cut = g_build_filename (folder, "cut.test", NULL);
  g_autoptr (GByteArray) whole = support_read (path);

  for (gsize size = 100; size < whole->len; size += 1024)
    {
      support_write (cut, whole->data, size);
      assert_refused (cut, &old_format, MOK_STORE_ERROR_DAMAGED);
    }
}

static void
test_says_busy (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &old_format);
  g_autoptr (MokSqlite) one = mok_sqlite_open (path, &old_format, NULL);
  g_autoptr (MokSqlite) two = mok_sqlite_open (path, &old_format, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mok_sqlite_begin_exclusive (one, NULL));
  sqlite3_busy_timeout (two->db, 10);
  g_assert_false (mok_sqlite_begin (two, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_BUSY);
  mok_sqlite_roll_back (one);
}

static void
test_notices_that_the_file_was_replaced (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &old_format);
  g_autofree char *other = make_file (folder, "b.test", &old_format);
  g_autoptr (MokSqlite) file = mok_sqlite_open (path, &old_format, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mok_sqlite_begin (file, NULL));
  mok_sqlite_roll_back (file);
  g_assert_cmpint (g_rename (other, path), ==, 0);
  g_assert_false (mok_sqlite_begin (file, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
}

static gboolean
write_read_only (gpointer data)
{
  const char *path = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSqlite) file = mok_sqlite_open (path, &new_format, &error);

  return file != NULL && !mok_sqlite_begin (file, &error)
         && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_READ_ONLY);
}

static gboolean
write_in_read_only_folder (gpointer data)
{
  const char *path = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSqlite) file = mok_sqlite_open (path, &new_format, &error);

  if (file == NULL || !mok_sqlite_begin (file, &error))
    return FALSE;

  const gboolean written = mok_sqlite_exec (file, "DELETE FROM a", &error) && mok_sqlite_commit (file, &error);

  return !written && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_READ_ONLY);
}

static gboolean
create_in_read_only_folder (gpointer data)
{
  g_autofree char *path = g_build_filename (data, "new.test", NULL);
  g_autoptr (GError) error = NULL;

  return mok_file_make_temporary (path, &error) == NULL
         && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_READ_ONLY);
}

static void
test_says_read_only (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = make_file (folder, "a.test", &new_format);

  g_assert_cmpint (chmod (path, 0444), ==, 0);
  g_assert_true (support_run_unprivileged (folder, write_read_only, path));
  g_assert_cmpint (chmod (path, 0666), ==, 0);
  g_assert_cmpint (chmod (folder, 0555), ==, 0);
  g_assert_true (support_run_unprivileged (folder, write_in_read_only_folder, path));
  g_assert_true (support_run_unprivileged (folder, create_in_read_only_folder, folder));
  g_assert_cmpint (chmod (folder, 0755), ==, 0);
  assert_opens (path, &new_format);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/store/sqlite/opens-its-own", test_opens_its_own);
  g_test_add_func ("/store/sqlite/odd-names", test_odd_names);
  g_test_add_func ("/store/sqlite/never-overwrites", test_never_overwrites);
  g_test_add_func ("/store/sqlite/migrates-older-files", test_migrates_older_files);
  g_test_add_func ("/store/sqlite/refuses-other-files", test_refuses_other_files);
  g_test_add_func ("/store/sqlite/refuses-foreign-schemas", test_refuses_foreign_schemas);
  g_test_add_func ("/store/sqlite/refuses-a-foreign-journal", test_refuses_a_foreign_journal);
  g_test_add_func ("/store/sqlite/refuses-truncated-files", test_refuses_truncated_files);
  g_test_add_func ("/store/sqlite/says-busy", test_says_busy);
  g_test_add_func ("/store/sqlite/notices-that-the-file-was-replaced", test_notices_that_the_file_was_replaced);
  g_test_add_func ("/store/sqlite/says-read-only", test_says_read_only);
  return g_test_run ();
}
