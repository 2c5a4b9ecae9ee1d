/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the tests of store/ share. Must not test anything itself. */

#include "config.h"

#include "support.h"

#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/mok-init.h"
#include "store/mok-key-private.h"

/* Any unprivileged user will do. */
#define NOBODY 65534

void
support_init (int *argc, char ***argv)
{
  const MokHashCost cheap = { .operations = 1, .kibibytes = 8 };

  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  mok_key_set_cost_for_tests (&cheap);
}

char *
support_make_folder (void)
{
  char *folder = g_dir_make_tmp ("moksori-test-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

void
support_remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        support_remove_folder (path);
      else
        {
          g_unlink (path);
          g_free (path);
        }
    }
  g_rmdir (folder);
  g_free (folder);
}

guint
support_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

GByteArray *
support_read (const char *path)
{
  char *data;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) data, size);
}

/* In place, unlike g_file_set_contents(): as a disk would do it. */
void
support_write (const char *path, const guint8 *data, gsize size)
{
  FILE *file = g_fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
}

gboolean
support_contains (const char *path, const void *needle, gsize size)
{
  g_autoptr (GByteArray) content = support_read (path);

  for (gsize i = 0; i + size <= content->len; i++)
    if (memcmp (content->data + i, needle, size) == 0)
      return TRUE;
  return FALSE;
}

/* Runs @func in a child that is not root, so that permissions count. Returns what it returned. */
gboolean
support_run_unprivileged (const char *folder, gboolean (*func) (gpointer data), gpointer data)
{
  int status = 0;
  pid_t child;

  if (geteuid () == 0)
    g_assert_cmpint (chown (folder, NOBODY, NOBODY), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (geteuid () == 0 && (setgroups (0, NULL) < 0 || setgid (NOBODY) < 0 || setuid (NOBODY) < 0))
        _exit (2);
      _exit (func (data) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), <, 2);
  return WEXITSTATUS (status) == 0;
}

/* Changes a file as any other program could. */
void
support_execute (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
