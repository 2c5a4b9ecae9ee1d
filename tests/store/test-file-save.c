/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that people choose a place for, where there is no room or no permission: what was there stays as it was,
 * nothing is left beside it, and the message names the file.
 */

/* unshare() */
#define _GNU_SOURCE

#include "config.h"

#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/mok-file-save.h"

#include "support-survey.h"
#include "support.h"

#define N_BYTES (600 * 1024)
#define DISK "size=256k,mode=0777"
#define NOT_HERE 77

typedef struct
{
  SupportFixture base;
  char *disk;
  char *box;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  support_set_up (&fixture->base, data);
  fixture->disk = g_build_filename (fixture->base.folder, "disk", NULL);
  g_mkdir (fixture->disk, 0755);
  fixture->box = support_make_box (fixture->base.survey, fixture->base.folder, "a.mokbox", NULL);
  support_submit_range (fixture->box, 0, 12);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->disk);
  g_free (fixture->box);
  support_tear_down (&fixture->base, data);
}

static GFile *
find (Fixture *fixture, const char *name)
{
  return g_file_new_build_filename (fixture->disk, name, NULL);
}

static gboolean
save (GFile *target)
{
  g_autofree char *content = g_malloc0 (N_BYTES);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&content), N_BYTES);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (target);
  const gboolean saved = mok_file_save_bytes (target, bytes, MOK_FILE_SAVE_PLAIN, &error);

  g_assert_cmpint (saved, ==, error == NULL);
  if (error != NULL)
    {
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, name));
    }
  return saved;
}

/* A new process with a small disk of its own, where the system lets us. */
static void
on_a_full_disk (Fixture *fixture, gboolean (*func) (Fixture *fixture))
{
  const pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (geteuid () != 0 || unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
          || mount ("tmpfs", fixture->disk, "tmpfs", 0, DISK) != 0)
        _exit (NOT_HERE);
      _exit (func (fixture) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == NOT_HERE)
    g_test_skip ("needs root");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* The older file, and nothing beside it. */
static gboolean
is_as_before (Fixture *fixture, GFile *old)
{
  g_autofree char *content = NULL;
  gsize size = 0;

  return g_file_load_contents (old, NULL, &content, &size, NULL, NULL) && size == 3 && memcmp (content, "old", 3) == 0
         && support_count_files (fixture->disk) == 1;
}

static gboolean
try_all (Fixture *fixture)
{
  g_autoptr (GFile) old = find (fixture, "old.pdf");
  g_autoptr (GFile) fresh = find (fixture, "new.pdf");
  g_autoptr (MokBox) box = mok_box_open (fixture->box, NULL);
  g_autoptr (GError) error = NULL;

  support_write (g_file_peek_path (old), (const guint8 *) "old", 3);
  if (save (old) || !is_as_before (fixture, old) || save (fresh) || !is_as_before (fixture, old))
    return FALSE;
  if (mok_survey_back_up (fixture->base.survey, old, TRUE, NULL, NULL, NULL, &error)
      || !g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE)
      || strstr (error->message, "old.pdf") == NULL || !is_as_before (fixture, old))
    return FALSE;
  g_clear_error (&error);
  if (mok_survey_back_up (fixture->base.survey, fresh, FALSE, NULL, NULL, NULL, &error)
      || !g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE) || !is_as_before (fixture, old))
    return FALSE;
  g_clear_error (&error);
  return !mok_box_hand_over_to_file (box, old, TRUE, &error)
         && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE) && is_as_before (fixture, old);
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  on_a_full_disk (fixture, try_all);
}

static gboolean
save_without_permission (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GFile) old = find (fixture, "old.pdf");
  g_autoptr (GFile) fresh = find (fixture, "new.pdf");

  return !save (fresh) && is_as_before (fixture, old);
}

static void
test_folder_without_permission (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) old = find (fixture, "old.pdf");

  support_write (g_file_peek_path (old), (const guint8 *) "old", 3);
  g_assert_cmpint (g_chmod (fixture->base.folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->disk, 0555), ==, 0);
  g_assert_true (support_run_unprivileged (fixture->base.folder, save_without_permission, fixture));
  g_assert_cmpint (g_chmod (fixture->disk, 0755), ==, 0);
}

static void
test_what_is_no_ordinary_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (fixture->disk, "nowhere", "a.pdf", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->disk);
  g_autoptr (GFile) pipe = find (fixture, "pipe.pdf");
  g_autoptr (GFile) nowhere = g_file_new_for_path (inside);

  g_assert_cmpint (mkfifo (g_file_peek_path (pipe), 0600), ==, 0);
  g_assert_false (save (folder));
  g_assert_false (save (pipe));
  g_assert_false (save (nowhere));
  g_assert_cmpuint (support_count_files (fixture->disk), ==, 1);
}

/* What somebody linked to a place in another folder is written there. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->base.folder, "elsewhere.pdf", NULL);
  g_autoptr (GFile) link = find (fixture, "a.pdf");
  g_autoptr (GFile) dangling = find (fixture, "b.pdf");
  g_autofree char *leads_to = NULL;
  struct stat about;

  support_write (elsewhere, (const guint8 *) "old", 3);
  g_assert_cmpint (symlink (elsewhere, g_file_peek_path (link)), ==, 0);
  g_assert_cmpint (symlink ("gone/b.pdf", g_file_peek_path (dangling)), ==, 0);
  g_assert_true (save (link));
  leads_to = g_file_read_link (g_file_peek_path (link), NULL);
  g_assert_cmpstr (leads_to, ==, elsewhere);
  g_assert_cmpint (stat (elsewhere, &about), ==, 0);
  g_assert_cmpint (about.st_size, ==, N_BYTES);
  /* One that leads nowhere gives way. */
  g_assert_true (save (dangling));
  g_assert_cmpint (lstat (g_file_peek_path (dangling), &about), ==, 0);
  g_assert_true (S_ISREG (about.st_mode));
  g_assert_cmpuint (support_count_files (fixture->disk), ==, 2);
}

static void
test_enough_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = find (fixture, "a.pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) copy = NULL, original = NULL;
  struct stat about;

  g_assert_true (save (file));
  g_assert_true (mok_survey_back_up (fixture->base.survey, file, TRUE, NULL, NULL, NULL, &error));
  copy = support_read (g_file_peek_path (file));
  original = support_read (mok_survey_get_path (fixture->base.survey));
  g_assert_cmpmem (copy->data, copy->len, original->data, original->len);
  g_assert_false (mok_survey_back_up (fixture->base.survey, file, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_unlink (g_file_peek_path (file));
  g_assert_true (mok_survey_back_up (fixture->base.survey, file, FALSE, NULL, NULL, NULL, &error));
  g_assert_cmpint (stat (g_file_peek_path (file), &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0077, ==, 0);
  g_assert_cmpuint (support_count_files (fixture->disk), ==, 1);
}

#define ADD(name, func) g_test_add ("/store/file-save/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("full-disk", test_full_disk);
  ADD ("folder-without-permission", test_folder_without_permission);
  ADD ("what-is-no-ordinary-file", test_what_is_no_ordinary_file);
  ADD ("link", test_link);
  ADD ("enough-room", test_enough_room);
  return g_test_run ();
}
