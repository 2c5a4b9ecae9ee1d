/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Backing up and deleting: one state is copied, and what is deleted is gone as a whole or not at all.
 *
 * The program runs itself as `test-store-survey-file delete SURVEY`, which stops once before it begins.
 */

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "store/mok-survey.h"

#include "support-survey.h"
#include "support.h"

#define N_RESPONSES 12
#define N_KILLS 60
#define MAXIMUM_DELAY 12000

static const char *own_path;

typedef struct
{
  char *folder;
  char *path;
  char *box;
  MokSurvey *survey;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokReceipt) receipt = NULL;

  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  fixture->path = g_strdup (mok_survey_get_path (fixture->survey));
  fixture->box = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  support_submit_range (fixture->box, 0, N_RESPONSES);
  receipt = support_merge (fixture->survey, fixture->box, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_free (fixture->path);
  g_free (fixture->box);
  support_remove_folder (fixture->folder);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Everything in the folder, hidden files too. */
static char *
list_names (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s ", (const char *) g_ptr_array_index (names, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_deletion_refused (const char *path, MokStoreError code)
{
  g_autoptr (GByteArray) before = support_read (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GByteArray) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_survey_delete (path, &error));
  g_assert_error (error, MOK_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, name));
  after = support_read (path);
  g_assert_cmpmem (before->data, before->len, after->data, after->len);
}

static void
test_backup_is_the_survey (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.moksori", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (copy);
  g_autoptr (GByteArray) original = support_read (fixture->path);
  g_autoptr (GByteArray) copied = NULL;
  g_autoptr (MokSurvey) opened = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  g_assert_true (mok_survey_back_up (fixture->survey, target, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  copied = support_read (copy);
  g_assert_cmpmem (original->data, original->len, copied->data, copied->len);
  g_assert_cmpint (g_stat (copy, &about), ==, 0);
  g_assert_cmpint (about.st_mtime % 86400, ==, 0);
  g_assert_cmpint (about.st_mode & 0077, ==, 0);

  g_assert_false (mok_survey_back_up (fixture->survey, target, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS);
  g_assert_true (mok_survey_back_up (fixture->survey, target, TRUE, NULL, NULL, NULL, NULL));

  /* The survey can still be written, and the backup stays what it was. */
  support_submit_range (fixture->box, N_RESPONSES, N_RESPONSES + 3);
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, fixture->box, NULL);

  g_assert_cmpuint (receipt->total, ==, N_RESPONSES + 3);
  opened = mok_survey_open (copy, NULL);
  support_assert_numbers (opened, 0, N_RESPONSES);
}

/* Another program merges all the time; every backup is a state between two merges. */
static void
test_backup_while_others_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.moksori", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (copy);
  const pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      const char *const argv[] = { own_path, "merge", fixture->path, fixture->box, NULL };

      execv (own_path, (char **) argv);
      _exit (9);
    }
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MokSurvey) opened = NULL;
      g_autoptr (GError) error = NULL;
      MokSurveyStatus status;

      mok_survey_back_up (fixture->survey, target, TRUE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      opened = mok_survey_open (copy, &error);
      g_assert_no_error (error);
      g_assert_true (mok_survey_get_status (opened, &status, NULL));
      g_assert_true (status.responses == 0 || status.responses == N_RESPONSES);
    }
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
test_deleted_file_is_overwritten_and_gone (Fixture *fixture, gconstpointer data)
{
  const int fd = open (fixture->path, O_RDONLY);
  g_autoptr (GByteArray) before = support_read (fixture->path);
  g_autofree guint8 *after = g_malloc0 (before->len);
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;
  guint equal = 0;

  g_clear_object (&fixture->survey);
  g_assert_true (mok_survey_delete (fixture->path, &error));
  g_assert_no_error (error);
  names = list_names (fixture->folder);
  g_assert_cmpstr (names, ==, "a.mokbox ");

  /* Through a descriptor that was open all the time. */
  g_assert_cmpint (pread (fd, after, before->len, 0), ==, before->len);
  close (fd);
  for (guint i = 0; i < before->len; i++)
    equal += before->data[i] == after[i];
  /* One byte in 256 by chance. */
  g_assert_cmpuint (equal, <, before->len / 100);

  g_assert_false (mok_survey_delete (fixture->path, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
}

static void
test_only_surveys_are_deleted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_build_filename (fixture->folder, "text.moksori", NULL);
  g_autofree char *empty = g_build_filename (fixture->folder, "empty.moksori", NULL);
  g_autoptr (GError) error = NULL;

  support_write (text, (const guint8 *) "text", 4);
  support_write (empty, (const guint8 *) "", 0);
  assert_deletion_refused (text, MOK_STORE_ERROR_NOT_OURS);
  assert_deletion_refused (empty, MOK_STORE_ERROR_NOT_OURS);
  assert_deletion_refused (fixture->box, MOK_STORE_ERROR_NOT_OURS);
  g_assert_false (mok_survey_delete (fixture->folder, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_test (fixture->folder, G_FILE_TEST_IS_DIR));
}

static void
test_survey_in_use_is_not_deleted (Fixture *fixture, gconstpointer data)
{
  const gint64 start = g_get_monotonic_time ();

  g_assert_true (mok_survey_begin (fixture->survey, NULL));
  assert_deletion_refused (fixture->path, MOK_STORE_ERROR_BUSY);
  /* Nobody waits for a lock here. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  mok_survey_roll_back (fixture->survey);
  support_assert_numbers (fixture->survey, 0, N_RESPONSES);
  g_assert_true (mok_survey_delete (fixture->path, NULL));

  /* Who still has it open cannot bring it back. */
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_survey_begin (fixture->survey, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_damaged_survey_can_be_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = support_read (fixture->path);
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->survey);
  support_write (fixture->path, bytes->data, bytes->len - 100);
  support_write (journal, (const guint8 *) "rest of a journal", 17);
  g_assert_true (mok_survey_delete (fixture->path, &error));
  g_assert_no_error (error);
  names = list_names (fixture->folder);
  g_assert_cmpstr (names, ==, "a.mokbox ");
}

static void
test_link_and_what_it_leads_to_go_together (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.moksori", NULL);
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->survey);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_assert_true (mok_survey_delete (link, &error));
  g_assert_no_error (error);
  names = list_names (fixture->folder);
  g_assert_cmpstr (names, ==, "a.mokbox ");
}

static gboolean
delete_without_permission (gpointer data)
{
  g_autoptr (GError) error = NULL;

  return !mok_survey_delete (data, &error) && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_READ_ONLY);
}

static void
test_folder_that_cannot_be_written (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  /* Its owner by now, without the right to change names. */
  g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  g_assert_true (support_run_unprivileged (fixture->folder, delete_without_permission, fixture->path));
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  support_assert_numbers (fixture->survey, 0, N_RESPONSES);
}

/* Killed at any moment: the survey is there with everything, or gone, and the next look leaves nothing of it. */
static void
test_killed_while_deleting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (5);
  g_autoptr (GByteArray) original = NULL;
  guint n_kept = 0, n_gone = 0, n_rests = 0;

  g_clear_object (&fixture->survey);
  original = support_read (fixture->path);
  for (guint i = 0; i < N_KILLS; i++)
    {
      const pid_t child = fork ();
      g_autofree char *names = NULL;
      g_autofree char *rest = NULL;
      int status;

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        {
          const char *const argv[] = { own_path, "delete", fixture->path, NULL };

          execv (own_path, (char **) argv);
          _exit (9);
        }
      g_assert_cmpint (waitpid (child, &status, WUNTRACED), ==, child);
      g_assert_true (WIFSTOPPED (status));
      g_assert_cmpint (kill (child, SIGCONT), ==, 0);
      g_usleep (mok_random_uniform (random, MAXIMUM_DELAY));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);

      names = list_names (fixture->folder);
      n_rests += strstr (names, ".moksori-deleted-") != NULL;
      if (g_file_test (fixture->path, G_FILE_TEST_EXISTS))
        {
          g_autoptr (GByteArray) kept = support_read (fixture->path);

          n_kept++;
          g_assert_cmpmem (kept->data, kept->len, original->data, original->len);
        }
      else
        {
          n_gone++;
          support_write (fixture->path, original->data, original->len);
        }
      mok_survey_finish_deleting (fixture->folder);
      rest = list_names (fixture->folder);
      g_assert_cmpstr (rest, ==, "a.mokbox survey.moksori ");
    }
  g_test_message ("%u kept, %u gone, of these %u in the middle", n_kept, n_gone, n_rests);
}

static int
run_verb (const char *verb, const char *path, const char *box)
{
  if (strcmp (verb, "delete") == 0)
    {
      raise (SIGSTOP);
      return mok_survey_delete (path, NULL) ? 0 : 1;
    }

  g_autoptr (MokSurvey) survey = mok_survey_open (path, NULL);

  for (guint i = 0; survey != NULL; i++)
    {
      g_autoptr (GPtrArray) paths = g_ptr_array_new ();
      g_autoptr (MokReceipt) receipt = NULL;

      g_ptr_array_add (paths, (char *) box);
      receipt =
          i % 2 == 0 ? mok_survey_remove (survey, box, NULL) : mok_survey_merge (survey, paths, NULL, NULL, NULL, NULL);
    }
  return 1;
}

#define ADD(name, func) g_test_add ("/store/survey-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  own_path = argv[0];
  if (argc >= 3 && argv[1][0] != '-')
    {
      mok_init ();
      return run_verb (argv[1], argv[2], argv[3]);
    }
  support_init (&argc, &argv);
  ADD ("backup-is-the-survey", test_backup_is_the_survey);
  ADD ("backup-while-others-write", test_backup_while_others_write);
  ADD ("deleted-file-is-overwritten-and-gone", test_deleted_file_is_overwritten_and_gone);
  ADD ("only-surveys-are-deleted", test_only_surveys_are_deleted);
  ADD ("survey-in-use-is-not-deleted", test_survey_in_use_is_not_deleted);
  ADD ("damaged-survey-can-be-deleted", test_damaged_survey_can_be_deleted);
  ADD ("link-and-what-it-leads-to-go-together", test_link_and_what_it_leads_to_go_together);
  ADD ("folder-that-cannot-be-written", test_folder_that_cannot_be_written);
  ADD ("killed-while-deleting", test_killed_while_deleting);
  return g_test_run ();
}
