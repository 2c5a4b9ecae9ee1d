/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Real disks in trouble: one whose quota is used up, and a stick that is pulled. Each is an image that only a process
 * of its own mounts, and only root can. The message names the file and says what is wrong; nothing is lost, nothing is
 * left behind.
 */

/* unshare() */
#define _GNU_SOURCE

#include "config.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

#define N_BEFORE 20
#define NOT_HERE 77

/* Linux: the file system fails from now on, without writing what it still had to write. ext4 and XFS have it. */
#define SHUT_DOWN _IOR ('X', 125, guint32)
#define WITHOUT_FLUSHING 2

static const char *const passphrases[] = { SUPPORT_PASSPHRASE };

typedef struct
{
  SupportFixture base;
  char *disk; /* where the image is mounted */
  char *image;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  support_set_up (&fixture->base, data);
  fixture->disk = g_build_filename (fixture->base.folder, "disk", NULL);
  fixture->image = g_build_filename (fixture->base.folder, "image", NULL);
  g_mkdir (fixture->disk, 0700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->disk);
  g_free (fixture->image);
  support_tear_down (&fixture->base, data);
}

static gboolean G_GNUC_PRINTF (1, 2) run (const char *format, ...)
{
  g_autofree char *command = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  va_list values;
  int status = 0;

  va_start (values, format);
  command = g_strdup_vprintf (format, values);
  va_end (values);
  return g_spawn_command_line_sync (command, &output, &errors, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

static void
in_a_process_of_its_own (Fixture *fixture, int (*func) (Fixture *fixture))
{
  const pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (geteuid () != 0 || unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        _exit (NOT_HERE);
      _exit (func (fixture));
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == NOT_HERE)
    g_test_skip ("such disks cannot be made or mounted here");
  else
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

static void
assert_says (GError **error, int code, const char *name, const char *words)
{
  g_test_message ("%s", *error != NULL ? (*error)->message : "no error");
  g_assert_error (*error, MOK_STORE_ERROR, code);
  g_assert_nonnull (strstr ((*error)->message, name));
  if (words != NULL)
    g_assert_nonnull (strstr ((*error)->message, words));
  g_clear_error (error);
}

static void
assert_responses (MokSurvey *survey, guint n, gboolean closed)
{
  MokSurveyStatus status;

  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  g_assert_cmpuint (status.responses, ==, n);
  g_assert_cmpint (status.closed, ==, closed);
}

static gboolean
close_survey (MokSurvey *survey, GError **error)
{
  g_autoptr (GBytes) release = g_bytes_new_take (g_malloc0 (1024 * 1024), 1024 * 1024);
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, error);

  if (key == NULL || !mok_survey_begin_closing (survey, error))
    return FALSE;
  if (mok_survey_finish_closing (survey, key, release, NULL, NULL, error))
    return TRUE;
  mok_survey_abandon_closing (survey);
  return FALSE;
}

static void
fill (const char *path)
{
  const gsize sizes[] = { 65536, 4096, 512 };
  g_autofree char *block = g_malloc0 (sizes[0]);
  const int fd = g_open (path, O_WRONLY | O_CREAT, 0600);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    while (write (fd, block, sizes[i]) == (gssize) sizes[i])
      continue;
  g_close (fd, NULL);
}

static int
beyond_the_quota (Fixture *fixture)
{
  const char *disk = fixture->disk;
  g_autofree char *filler = g_build_filename (disk, "filler", NULL);
  g_autofree char *copy = g_build_filename (disk, "copy.mokbox", NULL);
  g_autofree char *backup = g_build_filename (disk, "backup.moksori", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (backup);
  g_autofree char *fresh = g_build_filename (disk, "fresh.mokbox", NULL);
  g_autoptr (MokSurvey) full = NULL;
  g_autoptr (MokSurvey) empty = NULL;
  g_autoptr (MokBox) box = NULL;
  g_autoptr (MokReceipt) receipt = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const MokBoxOptions options = { .label = "fresh" };
  g_autofree char *path = NULL;
  g_autofree char *other = NULL;
  gboolean taken;

  if (!run ("truncate -s 160M %s", fixture->image) || !run ("mkfs.btrfs -q %s", fixture->image)
      || !run ("mount -o loop %s %s", fixture->image, disk) || !run ("btrfs quota enable %s", disk)
      || !run ("btrfs qgroup limit 12M 0/5 %s", disk))
    return NOT_HERE;
  full = support_make_survey (disk, "full.moksori", MOK_DISCLOSURE_STANDARD);
  empty = support_make_survey (disk, "empty.moksori", MOK_DISCLOSURE_STANDARD);
  path = support_make_box (full, disk, "a.mokbox", NULL);
  other = support_make_box (empty, disk, "b.mokbox", NULL);
  support_submit_range (path, 0, N_BEFORE);
  support_submit_range (other, 0, N_BEFORE);
  receipt = support_merge (full, path, NULL);
  fill (filler);

  /* Room for an answer has been there from the start; whether a file system that copies needs more is up to it. */
  box = mok_box_open (path, &error);
  g_assert_no_error (error);
  taken = support_submit (box, N_BEFORE, NULL, &error);
  if (!taken)
    assert_says (&error, MOK_STORE_ERROR_NO_SPACE, "a.mokbox", "quota");
  g_test_message ("an answer is %s", taken ? "taken" : "refused");

  g_assert_false (mok_box_hand_over (box, copy, TRUE, &error));
  assert_says (&error, MOK_STORE_ERROR_NO_SPACE, "copy.mokbox", "quota");
  g_clear_object (&box);

  g_ptr_array_add (paths, other);
  g_assert_null (mok_survey_merge (empty, paths, NULL, NULL, NULL, &error));
  assert_says (&error, MOK_STORE_ERROR_NO_SPACE, "empty.moksori", "quota");
  g_clear_object (&empty);

  g_assert_false (close_survey (full, &error));
  assert_says (&error, MOK_STORE_ERROR_NO_SPACE, "full.moksori", "quota");
  assert_responses (full, N_BEFORE, FALSE);

  g_assert_false (mok_survey_back_up (full, target, FALSE, NULL, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "uota"));
  g_clear_error (&error);
  g_assert_false (mok_survey_make_box (full, fresh, &options, NULL, &error));
  assert_says (&error, MOK_STORE_ERROR_NO_SPACE, "fresh.mokbox", "quota");
  /* Two surveys, two boxes, the filler. */
  g_assert_cmpuint (support_count_files (disk), ==, 5);

  g_unlink (filler);
  sync ();
  g_autofree char *empty_path = g_build_filename (disk, "empty.moksori", NULL);

  empty = mok_survey_open (empty_path, &error);
  g_assert_no_error (error);
  assert_responses (empty, 0, FALSE);
  mok_receipt_free (support_merge (empty, other, NULL));
  support_assert_numbers (empty, 0, N_BEFORE);
  mok_receipt_free (support_merge (full, path, NULL));
  support_assert_numbers (full, 0, N_BEFORE + taken);
  g_assert_true (close_survey (full, &error));
  g_assert_no_error (error);
  return 0;
}

static void
test_quota (Fixture *fixture, gconstpointer data)
{
  in_a_process_of_its_own (fixture, beyond_the_quota);
}

static void
pull (const char *disk)
{
  const guint32 how = WITHOUT_FLUSHING;
  const int fd = g_open (disk, O_RDONLY | O_DIRECTORY, 0);

  g_assert_cmpint (ioctl (fd, SHUT_DOWN, &how), ==, 0);
  g_close (fd, NULL);
}

static int
with_a_stick (Fixture *fixture)
{
  MokSurvey *survey = fixture->base.survey;
  const char *disk = fixture->disk;
  g_autofree char *path = NULL;
  g_autofree char *here = support_make_box (survey, fixture->base.folder, "here.mokbox", NULL);
  g_autofree char *to_stick = g_build_filename (disk, "copy.mokbox", NULL);
  g_autofree char *from_stick = g_build_filename (fixture->base.folder, "copy.mokbox", NULL);
  g_autoptr (MokBox) box = NULL;
  g_autoptr (MokBox) local = NULL;
  g_autoptr (GError) error = NULL;
  guint n_files;

  if (!run ("truncate -s 32M %s", fixture->image) || !run ("mkfs.ext4 -q %s", fixture->image)
      || !run ("mount -o loop %s %s", fixture->image, disk))
    return NOT_HERE;
  path = support_make_box (survey, disk, "a.mokbox", NULL);
  support_submit_range (path, 0, N_BEFORE);
  support_submit_range (here, 100, 100 + N_BEFORE);
  box = mok_box_open (path, NULL);
  local = mok_box_open (here, NULL);
  n_files = support_count_files (fixture->base.folder);
  pull (disk);

  g_assert_false (support_submit (box, 99, NULL, &error));
  assert_says (&error, MOK_STORE_ERROR_IO, "a.mokbox", NULL);
  g_assert_false (mok_box_hand_over (local, to_stick, TRUE, &error));
  assert_says (&error, MOK_STORE_ERROR_IO, "copy.mokbox", NULL);
  /* What the system still remembers of the box can be handed over; nothing half is left if it cannot. */
  if (!mok_box_hand_over (box, from_stick, TRUE, &error))
    {
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, ".mokbox"));
      g_clear_error (&error);
      g_assert_cmpuint (support_count_files (fixture->base.folder), ==, n_files);
    }
  else
    {
      g_autoptr (MokReceipt) receipt = support_merge (survey, from_stick, NULL);

      g_assert_cmpuint (receipt->total, ==, N_BEFORE);
    }
  g_clear_object (&box);

  g_assert_true (run ("umount %s", disk));
  g_assert_true (run ("mount -o loop %s %s", fixture->image, disk));
  mok_receipt_free (support_merge (survey, path, NULL));
  support_assert_numbers (survey, 0, N_BEFORE);
  g_assert_false (g_file_test (to_stick, G_FILE_TEST_EXISTS));

  g_assert_true (mok_box_hand_over (local, to_stick, TRUE, &error));
  g_assert_no_error (error);
  g_clear_object (&local);
  return 0;
}

static void
test_stick (Fixture *fixture, gconstpointer data)
{
  in_a_process_of_its_own (fixture, with_a_stick);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add ("/store/disks/quota-used-up", Fixture, NULL, set_up, test_quota, tear_down);
  g_test_add ("/store/disks/stick-pulled", Fixture, NULL, set_up, test_stick, tear_down);
  return g_test_run ();
}
