/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A folder in which files arrive, grow, change names and go, looked at by a clock of the test's own. */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/mok-folder-watch.h"
#include "store/mok-survey.h"

#include "support-survey.h"
#include "support.h"

#define MINUTE (60 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  MokFolderWatch *watch;
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  g_autoptr (GFile) file = g_file_new_for_path (fixture->folder);

  fixture->watch = mok_folder_watch_new (file);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mok_folder_watch_free (fixture->watch);
  support_remove_folder (fixture->folder);
}

static void
put (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  support_write (path, (const guint8 *) content, strlen (content));
}

static void
drop (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static char *
join_names (GPtrArray *files)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_file_get_basename (g_ptr_array_index (files, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One look, @later microseconds after the last one. What is quiet is taken, unless @leave. */
static void
expect (Fixture *fixture, gint64 later, gboolean leave, const char *quiet, const char *waiting)
{
  g_autoptr (GPtrArray) found = NULL, others = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found_names = NULL, *other_names = NULL;

  fixture->now += later;
  mok_folder_watch_look (fixture->watch, fixture->now, &found, &others, NULL, &error);
  g_assert_no_error (error);
  found_names = join_names (found);
  other_names = join_names (others);
  g_assert_cmpstr (found_names, ==, quiet);
  g_assert_cmpstr (other_names, ==, waiting);
  if (!leave)
    mok_folder_watch_take (fixture->watch, found);
}

static void
test_a_file_is_taken_once_at_its_second_look (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.mokbox", "one");
  put (fixture, "notes.txt", "no box");
  put (fixture, ".b.mokbox", "a program that syncs has not finished");
  expect (fixture, 0, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, TRUE, "a.mokbox", "");
  /* The merge was cancelled. */
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
  expect (fixture, MINUTE, FALSE, "", "");
  put (fixture, "c.mokbox", "two");
  expect (fixture, MINUTE, FALSE, "", "c.mokbox");
  expect (fixture, MINUTE, FALSE, "c.mokbox", "");
  expect (fixture, MINUTE, FALSE, "", "");
}

static void
test_two_looks_at_once_are_one (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.mokbox", "one");
  expect (fixture, 0, FALSE, "", "a.mokbox");
  expect (fixture, MOK_FOLDER_WATCH_PAUSE - 1, FALSE, "", "a.mokbox");
  expect (fixture, 1, FALSE, "a.mokbox", "");
}

static void
test_a_growing_file_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) content = g_string_new ("x");

  for (guint i = 0; i < 5; i++)
    {
      put (fixture, "a.mokbox", content->str);
      expect (fixture, MINUTE, FALSE, "", "a.mokbox");
      g_string_append (content, "x");
    }
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
}

/* Space was set aside first, so only the content tells. */
static void
test_a_file_that_fills_up_waits (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.mokbox", "12______");
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  put (fixture, "a.mokbox", "1234____");
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  put (fixture, "a.mokbox", "12345678");
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
  /* Another box of the same size under the same name. */
  put (fixture, "a.mokbox", "abcdefgh");
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
}

/* Longer than what is read at once, and different in the first byte only. */
static void
test_all_of_a_long_file_counts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = g_strnfill (600000, 'x');

  put (fixture, "a.mokbox", content);
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  content[0] = 'y';
  put (fixture, "a.mokbox", content);
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  content[599999] = 'y';
  put (fixture, "a.mokbox", content);
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
}

static void
test_what_is_deleted_is_forgotten (Fixture *fixture, gconstpointer data)
{
  put (fixture, "a.mokbox", "one");
  put (fixture, "b.mokbox", "two");
  expect (fixture, MINUTE, FALSE, "", "a.mokbox b.mokbox");
  drop (fixture, "a.mokbox");
  expect (fixture, MINUTE, FALSE, "b.mokbox", "");
  put (fixture, "a.mokbox", "one");
  drop (fixture, "b.mokbox");
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
}

/* They are named by the merge, once, and nobody waits for them. */
static void
test_what_is_no_file_or_cannot_be_read_is_handed_on_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "folder.mokbox", NULL);
  g_autofree char *plain = g_build_filename (fixture->folder, "plain", NULL);
  g_autofree char *inner = g_build_filename (plain, "inner.mokbox", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe.mokbox", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link.mokbox", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (plain, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/nowhere/at/all", link), ==, 0);
  support_write (inner, (const guint8 *) "x", 1);
  expect (fixture, MINUTE, FALSE, "", "folder.mokbox link.mokbox pipe.mokbox");
  expect (fixture, MINUTE, FALSE, "folder.mokbox link.mokbox pipe.mokbox", "");
  expect (fixture, MINUTE, FALSE, "", "");
}

static gboolean
look_at_what_is_locked (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *path = g_build_filename (fixture->folder, "locked.mokbox", NULL);

  expect (fixture, MINUTE, FALSE, "", "locked.mokbox open.mokbox");
  expect (fixture, MINUTE, FALSE, "locked.mokbox open.mokbox", "");
  expect (fixture, MINUTE, FALSE, "", "");
  /* Once it can be read, it is another file than the one that was refused. */
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  expect (fixture, MINUTE, FALSE, "", "locked.mokbox");
  expect (fixture, MINUTE, FALSE, "locked.mokbox", "");
  return TRUE;
}

static void
test_a_file_without_permission (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "locked.mokbox", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "open.mokbox", NULL);

  put (fixture, "locked.mokbox", "one");
  put (fixture, "open.mokbox", "two");
  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
      g_assert_cmpint (chown (other, 65534, 65534), ==, 0);
    }
  g_assert_cmpint (g_chmod (path, 0000), ==, 0);
  g_assert_true (support_run_unprivileged (fixture->folder, look_at_what_is_locked, fixture));
}

static void
test_a_folder_that_goes_and_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->folder, "-away", NULL);
  g_autoptr (GPtrArray) quiet = NULL, waiting = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "a.mokbox", "one");
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  g_assert_false (mok_folder_watch_look (fixture->watch, fixture->now + MINUTE, &quiet, &waiting, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (quiet);
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
  /* Nothing is taken twice for that. */
  expect (fixture, MINUTE, FALSE, "", "");
}

static void
test_looking_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) quiet = NULL, waiting = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "a.mokbox", "one");
  g_cancellable_cancel (cancellable);
  g_assert_false (mok_folder_watch_look (fixture->watch, MINUTE, &quiet, &waiting, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_a_thousand_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) quiet = NULL, waiting = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.mokbox", i);

      put (fixture, name, name);
    }
  g_assert_true (mok_folder_watch_look (fixture->watch, 0, &quiet, &waiting, NULL, &error));
  g_assert_cmpuint (quiet->len, ==, 0);
  g_assert_cmpuint (waiting->len, ==, 1000);
  g_clear_pointer (&quiet, g_ptr_array_unref);
  g_clear_pointer (&waiting, g_ptr_array_unref);
  put (fixture, "500.mokbox", "late");
  fixture->now = MINUTE;
  g_assert_true (mok_folder_watch_look (fixture->watch, fixture->now, &quiet, &waiting, NULL, &error));
  g_assert_cmpuint (quiet->len, ==, 999);
  g_assert_cmpuint (waiting->len, ==, 1);
  mok_folder_watch_take (fixture->watch, quiet);
  expect (fixture, MINUTE, FALSE, "500.mokbox", "");
  expect (fixture, MINUTE, FALSE, "", "");
}

/* What a watch takes, merged: a copy that arrives in halves is refused by name and taken when it is whole, and a file
 * that gets another name brings nothing new.
 */
static void
test_watching_and_merging (Fixture *fixture, gconstpointer data)
{
  char *home = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (home, "s.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *box = support_make_box (survey, home, "a.mokbox", NULL);
  g_autofree char *arriving = g_build_filename (fixture->folder, "a.mokbox", NULL);
  g_autofree char *renamed = g_build_filename (fixture->folder, "b.mokbox", NULL);
  g_autoptr (GByteArray) whole = NULL;

  support_submit_range (box, 0, 12);
  whole = support_read (box);
  support_write (arriving, whole->data, whole->len / 2);
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
  {
    g_autoptr (MokReceipt) receipt = support_merge (survey, arriving, NULL);
    const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);

    g_assert_error (entry->refused, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED);
    g_assert_nonnull (strstr (entry->refused->message, "a.mokbox"));
  }
  support_write (arriving, whole->data, whole->len);
  expect (fixture, MINUTE, FALSE, "", "a.mokbox");
  expect (fixture, MINUTE, FALSE, "a.mokbox", "");
  {
    g_autoptr (MokReceipt) receipt = support_merge (survey, arriving, NULL);

    g_assert_cmpuint (receipt->total, ==, 12);
  }
  g_assert_cmpint (g_rename (arriving, renamed), ==, 0);
  expect (fixture, MINUTE, FALSE, "", "b.mokbox");
  expect (fixture, MINUTE, FALSE, "b.mokbox", "");
  {
    g_autoptr (MokReceipt) receipt = support_merge (survey, renamed, NULL);
    const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);

    g_assert_cmpuint (entry->added, ==, 0);
    g_assert_cmpuint (entry->duplicate, ==, 12);
    g_assert_cmpuint (receipt->total, ==, 12);
  }
  g_clear_object (&survey);
  support_remove_folder (home);
}

#define ADD(name, func) g_test_add ("/store/folder-watch/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("a-file-is-taken-once-at-its-second-look", test_a_file_is_taken_once_at_its_second_look);
  ADD ("two-looks-at-once-are-one", test_two_looks_at_once_are_one);
  ADD ("a-growing-file-waits", test_a_growing_file_waits);
  ADD ("a-file-that-fills-up-waits", test_a_file_that_fills_up_waits);
  ADD ("all-of-a-long-file-counts", test_all_of_a_long_file_counts);
  ADD ("what-is-deleted-is-forgotten", test_what_is_deleted_is_forgotten);
  ADD ("what-is-no-file-or-cannot-be-read-is-handed-on-once", test_what_is_no_file_or_cannot_be_read_is_handed_on_once);
  ADD ("a-file-without-permission", test_a_file_without_permission);
  ADD ("a-folder-that-goes-and-comes-back", test_a_folder_that_goes_and_comes_back);
  ADD ("looking-can-be-cancelled", test_looking_can_be_cancelled);
  ADD ("a-thousand-files", test_a_thousand_files);
  ADD ("watching-and-merging", test_watching_and_merging);
  return g_test_run ();
}
