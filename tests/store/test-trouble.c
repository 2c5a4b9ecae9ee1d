/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Trouble while people answer and boxes are merged: no room, no quota, a file that is taken away, programs in each
 * other's way. The message says what is wrong, and nothing that was acknowledged is lost.
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "store/mok-survey-opening.h"

#include "crash.h"
#include "support-survey.h"
#include "support.h"

#define N_BEFORE 12
#define N_RESPONSES 60 /* as many as a child merges */

typedef struct
{
  char *folder;
  MokSurvey *survey;
  char *survey_path;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const MokDisclosure disclosure = data != NULL ? MOK_DISCLOSURE_OPEN : MOK_DISCLOSURE_STANDARD;

  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", disclosure);
  fixture->survey_path = g_strdup (mok_survey_get_path (fixture->survey));
  fixture->path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_free (fixture->survey_path);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

/* The box's responses, through a merge, are exactly numbers 0 to @n - 1. */
static void
assert_in_box (Fixture *fixture, const char *path, guint n)
{
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);

  g_assert_no_error (entry->refused);
  g_assert_cmpuint (entry->damaged->len + entry->damaged_comments->len, ==, 0);
  support_assert_numbers (fixture->survey, 0, n);
}

/* Runs @func in a child in which no file may grow, or be written, beyond @limit bytes. */
static gboolean
run_limited (rlim_t limit, gboolean (*func) (Fixture *fixture), Fixture *fixture)
{
  const pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      const struct rlimit beyond = { limit, limit };

      signal (SIGXFSZ, SIG_IGN);
      if (setrlimit (RLIMIT_FSIZE, &beyond) < 0)
        _exit (2);
      _exit (func (fixture) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status) == 0;
}

static gboolean
submit_without_room (Fixture *fixture)
{
  g_autoptr (MokBox) box = mok_box_open (fixture->path, NULL);
  g_autoptr (GError) error = NULL;

  return box != NULL && !support_submit (box, 99, NULL, &error)
         && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE);
}

/* The disk takes only some of the pages, or none. */
static void
test_no_room_for_an_answer (Fixture *fixture, gconstpointer data)
{
  const rlim_t limits[] = { 0, 4096, 8192, 16384, 24576 };

  support_submit_range (fixture->path, 0, N_BEFORE);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    g_assert_true (run_limited (limits[i], submit_without_room, fixture));
  assert_in_box (fixture, fixture->path, N_BEFORE);
  support_submit_range (fixture->path, N_BEFORE, N_BEFORE + 1);
  assert_in_box (fixture, fixture->path, N_BEFORE + 1);
}

/* Half of an answer is written when the other half turns out to have no place. */
static void
test_places_that_hold_something_else (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokBox) box = NULL;
  g_autoptr (GError) error = NULL;
  MokBoxStatus status;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE comment_slot SET cell = 7", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  box = mok_box_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_false (support_submit (box, 0, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED);
  g_assert_true (mok_box_get_status (box, &status, NULL));
  g_assert_cmpuint (status.taken, ==, 0);
}

static gboolean
merge_without_room (Fixture *fixture)
{
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->survey_path, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (paths, fixture->path);
  return survey != NULL && mok_survey_merge (survey, paths, NULL, NULL, NULL, &error) == NULL
         && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE);
}

static void
test_no_room_for_a_merge (Fixture *fixture, gconstpointer data)
{
  const rlim_t limits[] = { 0, 8192, 65536 };

  support_submit_range (fixture->path, 0, N_RESPONSES);
  g_clear_object (&fixture->survey);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      MokSurveyStatus status;

      g_assert_true (run_limited (limits[i], merge_without_room, fixture));
      fixture->survey = mok_survey_open (fixture->survey_path, NULL);
      g_assert_nonnull (fixture->survey);
      g_assert_true (mok_survey_get_status (fixture->survey, &status, NULL));
      g_assert_cmpuint (status.responses, ==, 0);
      g_clear_object (&fixture->survey);
    }
  fixture->survey = mok_survey_open (fixture->survey_path, NULL);
  assert_in_box (fixture, fixture->path, N_RESPONSES);
}

static gboolean
run_command (const char *command)
{
  int status = 0;

  return g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) && g_spawn_check_wait_status (status, NULL);
}

/* A disk that is really full still takes answers: room for every one has been there from the start. */
static void
test_full_file_system (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .label = "small" };
  g_autofree char *mount_point = g_build_filename (fixture->folder, "small", NULL);
  g_autofree char *path = g_build_filename (mount_point, "a.mokbox", NULL);
  g_autofree char *copy = g_build_filename (mount_point, "copy.mokbox", NULL);
  g_autofree char *filler = g_build_filename (mount_point, "filler", NULL);
  g_autofree char *mount = g_strdup_printf ("mount -t tmpfs -o size=1500k none %s", mount_point);
  g_autofree char *unmount = g_strdup_printf ("umount %s", mount_point);
  g_autoptr (MokBox) box = NULL;
  g_autoptr (GError) error = NULL;
  FILE *file;

  g_assert_cmpint (g_mkdir (mount_point, 0700), ==, 0);
  if (geteuid () != 0 || !run_command (mount))
    {
      g_test_skip ("file systems cannot be mounted here");
      return;
    }
  g_assert_true (mok_survey_make_box (fixture->survey, path, &options, NULL, NULL));
  file = g_fopen (filler, "wb");
  setvbuf (file, NULL, _IONBF, 0);
  while (fputc ('x', file) != EOF)
    continue;
  fclose (file);

  support_submit_range (path, 0, N_BEFORE);
  box = mok_box_open (path, NULL);
  g_assert_false (mok_box_hand_over (box, copy, FALSE, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_object (&box);
  assert_in_box (fixture, path, N_BEFORE);
  g_assert_true (run_command (unmount));
}

/* The stick is pulled, or the file deleted, while the box is open: the answer is refused, and not lost in silence. */
static void
test_box_taken_away (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere.mokbox", NULL);
  g_autoptr (MokBox) box = NULL;
  g_autoptr (GError) error = NULL;

  support_submit_range (fixture->path, 0, N_BEFORE);
  box = mok_box_open (fixture->path, NULL);
  g_assert_cmpint (g_rename (fixture->path, elsewhere), ==, 0);
  g_assert_false (support_submit (box, 99, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "a.mokbox"));

  /* Back in its place, it goes on. */
  g_assert_cmpint (g_rename (elsewhere, fixture->path), ==, 0);
  g_clear_object (&box);
  support_submit_range (fixture->path, N_BEFORE, N_BEFORE + 1);
  assert_in_box (fixture, fixture->path, N_BEFORE + 1);
}

/* A merge of several files of which one is gone when its turn comes. */
static void
test_copy_taken_away (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (fixture->folder, "gone.mokbox", NULL);
  g_autoptr (MokReceipt) receipt = NULL;
  const MokReceiptEntry *first, *second;

  support_submit_range (fixture->path, 0, N_BEFORE);
  receipt = support_merge (fixture->survey, gone, fixture->path, NULL);
  first = g_ptr_array_index (receipt->entries, 0);
  second = g_ptr_array_index (receipt->entries, 1);
  g_assert_error (first->refused, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
  g_assert_nonnull (strstr (first->refused->message, "gone.mokbox"));
  g_assert_no_error (second->refused);
  support_assert_numbers (fixture->survey, 0, N_BEFORE);
}

/* Another program merges without a pause while this one closes: the survey ends closed, with all or nothing of the box,
 * and the other program is told.
 */
static void
test_closing_while_another_merges (Fixture *fixture, gconstpointer data)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autoptr (GBytes) release = g_bytes_new_static ("release", 7);
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;
  CrashChild child;
  guint first;
  int ended;

  support_submit_range (fixture->path, 0, N_RESPONSES);
  key = mok_survey_unlock (fixture->survey, passphrases, 1, &error);
  g_assert_no_error (error);
  child = crash_start ("merge", fixture->survey_path, fixture->path, NULL);
  g_assert_cmpint (read (child.output, &first, sizeof first), ==, sizeof first);
  mok_survey_begin_closing (fixture->survey, &error);
  g_assert_no_error (error);
  mok_survey_finish_closing (fixture->survey, key, release, NULL, NULL, &error);
  g_assert_no_error (error);
  g_array_unref (crash_finish (&child, &ended));
  g_assert_true (WIFEXITED (ended) && WEXITSTATUS (ended) == 1);
  g_assert_true (mok_survey_get_status (fixture->survey, &status, NULL));
  g_assert_true (status.closed);
  g_assert_true (status.responses == 0 || status.responses == N_RESPONSES);
  support_assert_numbers (fixture->survey, 0, status.responses);
}

#define ADD(name, func) g_test_add ("/store/trouble/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  int status;

  if (crash_run_child (argc, argv, &status))
    return status;
  support_init (&argc, &argv);
  ADD ("no-room-for-an-answer", test_no_room_for_an_answer);
  ADD ("places-that-hold-something-else", test_places_that_hold_something_else);
  ADD ("no-room-for-a-merge", test_no_room_for_a_merge);
  ADD ("full-file-system", test_full_file_system);
  ADD ("box-taken-away", test_box_taken_away);
  ADD ("copy-taken-away", test_copy_taken_away);
  g_test_add ("/store/trouble/closing-while-another-merges", Fixture, "open", set_up, test_closing_while_another_merges,
              tear_down);
  return g_test_run ();
}
