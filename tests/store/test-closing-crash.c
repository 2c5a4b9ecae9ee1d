/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing a standard survey in one process while another one waits, and killing it at every step: the survey is open
 * with everything, or closed with the release, never in between.
 *
 * The program runs itself as `test-store-closing-crash close SURVEY`, which stops once before it begins, `finish
 * SURVEY` likewise for the review, or as `merge SURVEY BOX` or `begin SURVEY`, which say on stdout that they are ready.
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "store/mok-key-private.h"
#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

#define N_RESPONSES 20
#define N_KILLS 110
#define N_LAST 20
#define RELEASE "THE RELEASE"
#define REVIEW "THE REVIEW"
#define SUMMARY "THE SUMMARY"
#define NEW_PASSPHRASE "THE NEW PASSPHRASE"

/* How `merge` and `begin` end. */
enum
{
  SAID_CLOSED,
  SAID_OTHERWISE = 3,
  SUCCEEDED,
};

static const char *const passphrases[] = { SUPPORT_PASSPHRASE };
static const char *own_path;

static gboolean
close_now (MokSurvey *survey)
{
  g_autoptr (GBytes) release = g_bytes_new_static (RELEASE, strlen (RELEASE));
  g_autoptr (GBytes) review = g_bytes_new_static (REVIEW, strlen (REVIEW));
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, NULL);

  raise (SIGSTOP);
  if (key == NULL || !mok_survey_begin_closing (survey, NULL)
      || !mok_survey_finish_closing (survey, key, release, review, NULL, NULL))
    return FALSE;
  raise (SIGSTOP);
  return TRUE;
}

static gboolean
recover_now (MokSurvey *survey)
{
  g_autoptr (MokSecret) text = mok_survey_write_recovery_key (survey, SUPPORT_PASSPHRASE, NULL);

  raise (SIGSTOP);
  if (text == NULL || !mok_survey_recover (survey, (char *) mok_secret_data (text), NEW_PASSPHRASE, NULL))
    return FALSE;
  raise (SIGSTOP);
  return TRUE;
}

static int
run_verb (const char *verb, const char *path, const char *box)
{
  g_autoptr (MokSurvey) survey = mok_survey_open (path, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (MokReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  char go;

  if (survey == NULL)
    return 1;
  if (strcmp (verb, "close") == 0)
    return close_now (survey) ? 0 : 1;
  if (strcmp (verb, "recover") == 0)
    return recover_now (survey) ? 0 : 1;
  if (strcmp (verb, "finish") == 0)
    {
      raise (SIGSTOP);
      if (!mok_survey_finish_review (survey, SUMMARY, NULL))
        return 1;
      raise (SIGSTOP);
      return 0;
    }
  if (write (STDOUT_FILENO, "r", 1) != 1 || read (STDIN_FILENO, &go, 1) != 1)
    return 1;
  if (strcmp (verb, "merge") == 0)
    {
      g_ptr_array_add (paths, (char *) box);
      receipt = mok_survey_merge (survey, paths, NULL, NULL, NULL, &error);
    }
  else if (mok_survey_begin (survey, &error))
    return SUCCEEDED;
  if (receipt != NULL)
    return SUCCEEDED;
  if (g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED))
    return SAID_CLOSED;
  g_printerr ("%s\n", error->message);
  return SAID_OTHERWISE;
}

typedef struct
{
  char *folder;
  char *path;
  char *box;
  GByteArray *open; /* the file before closing */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokReceipt) receipt = NULL;

  fixture->folder = support_make_folder ();
  survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  fixture->path = g_strdup (mok_survey_get_path (survey));
  fixture->box = support_make_box (survey, fixture->folder, "a.mokbox", NULL);
  support_submit_range (fixture->box, 0, N_RESPONSES);
  receipt = support_merge (survey, fixture->box, NULL);
  g_clear_object (&survey);
  fixture->open = support_read (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_byte_array_unref (fixture->open);
  g_free (fixture->path);
  g_free (fixture->box);
  support_remove_folder (fixture->folder);
}

/* Files whose name begins with a dot are what a crash left. */
static guint
count_leftovers (const Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += name[0] == '.';
  return n;
}

static void
assert_closed (const Fixture *fixture, MokSurvey *survey, gboolean reviewed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) release = mok_survey_load_release (survey, &error);
  g_autofree char *summary = mok_survey_get_summary (survey, NULL);
  MokSurveyStatus status;

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (release, NULL), g_bytes_get_size (release), RELEASE, strlen (RELEASE));
  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  g_assert_true (status.closed);
  g_assert_cmpuint (status.responses, ==, N_RESPONSES);
  g_assert_cmpuint (status.boxes_returned, ==, 1);
  g_assert_cmpstr (summary, ==, reviewed ? SUMMARY : NULL);
  if (!reviewed)
    {
      g_autoptr (MokSecret) review = mok_survey_open_review (survey, passphrases, 1, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (mok_secret_data (review), mok_secret_size (review), REVIEW, strlen (REVIEW));
    }
}

/* Whatever state a kill left, it is one of two, and the work can be done. Returns: whether it was done already */
static gboolean
check_after_closing (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, &error);
  const guint leftovers = count_leftovers (fixture);
  g_autoptr (GBytes) release = g_bytes_new_static (RELEASE, strlen (RELEASE));
  g_autoptr (GBytes) review = g_bytes_new_static (REVIEW, strlen (REVIEW));
  g_autoptr (MokSecret) key = NULL;
  MokSurveyStatus status;

  g_assert_no_error (error);
  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  if (status.closed)
    {
      g_assert_cmpuint (leftovers, ==, 0);
      assert_closed (fixture, survey, FALSE);
      return TRUE;
    }
  g_assert_cmpuint (leftovers, <=, 1);
  support_assert_numbers (survey, 0, N_RESPONSES);
  if (leftovers > 0)
    {
      g_autoptr (MokReceipt) receipt = support_merge (survey, fixture->box, NULL);

      g_assert_cmpuint (receipt->total, ==, N_RESPONSES);
      g_assert_cmpuint (count_leftovers (fixture), ==, 0);
    }
  key = mok_survey_unlock (survey, passphrases, 1, NULL);
  mok_survey_begin_closing (survey, &error);
  g_assert_no_error (error);
  mok_survey_finish_closing (survey, key, release, review, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_leftovers (fixture), ==, 0);
  assert_closed (fixture, survey, FALSE);
  return FALSE;
}

static gboolean
check_after_finishing (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, &error);
  gboolean has;

  g_assert_no_error (error);
  g_assert_true (mok_survey_has_review (survey, &has, NULL));
  assert_closed (fixture, survey, !has);
  if (has)
    {
      mok_survey_finish_review (survey, SUMMARY, &error);
      g_assert_no_error (error);
      assert_closed (fixture, survey, TRUE);
    }
  g_assert_cmpuint (count_leftovers (fixture), ==, 0);
  return !has;
}

/* One passphrase opens the survey, the old one or the new one, and everything is there. */
static gboolean
check_after_recovering (const Fixture *fixture)
{
  const char *const new_passphrase = NEW_PASSPHRASE;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, &error);
  g_autoptr (MokSecret) old = NULL;
  g_autoptr (MokSecret) new = NULL;
  g_autoptr (GArray) numbers = NULL;

  g_assert_no_error (error);
  old = mok_survey_unlock (survey, passphrases, 1, NULL);
  new = mok_survey_unlock (survey, &new_passphrase, 1, NULL);
  g_assert_true ((old != NULL) != (new != NULL));
  numbers = support_get_numbers (survey, old != NULL ? old : new);
  g_assert_cmpuint (numbers->len, ==, N_RESPONSES);
  return new != NULL;
}

/* Starts @verb under our control and lets it run to where it stops itself. Returns: 0 when the system does not allow it
 */
static pid_t
start_traced (const char *verb, const char *path)
{
  const pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (ptrace (PTRACE_TRACEME, 0, NULL, NULL) < 0)
        _exit (125);
      execl (own_path, own_path, verb, path, NULL);
      _exit (126);
    }
  for (;;)
    {
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      if (!WIFSTOPPED (status))
        {
          g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 125);
          return 0;
        }
      if (WSTOPSIG (status) == SIGSTOP)
        return child;
      ptrace (PTRACE_CONT, child, NULL, NULL);
    }
}

/* Lets the child go on until the @limit-th time that it enters or leaves the kernel, or until it is done, and kills it
 * there.
 *
 * Returns: how often it entered or left
 */
static guint
run_and_kill (pid_t child, guint limit)
{
  guint n;
  int status;

  for (n = 0; n < limit; n++)
    {
      ptrace (PTRACE_SYSCALL, child, NULL, NULL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSTOPPED (status));
      if (WSTOPSIG (status) == SIGSTOP)
        break;
    }
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return n;
}

static void
kill_everywhere (Fixture *fixture, const char *verb, GByteArray *before, gboolean (*check) (const Fixture *fixture))
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  pid_t child = start_traced (verb, fixture->path);
  guint n_steps, n_done = 0;

  if (child == 0)
    {
      g_test_skip ("processes cannot be traced here");
      return;
    }
  n_steps = run_and_kill (child, G_MAXUINT);
  g_assert_true (check (fixture));
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_unlink (fixture->path);
      /* One that was not complete stays, and is looked at: that would take more steps. */
      g_unlink (journal);
      support_write (fixture->path, before->data, before->len);
      child = start_traced (verb, fixture->path);
      /* More of them near the end: a commit is one of the last steps. */
      run_and_kill (child, i < N_KILLS - N_LAST ? n_steps * i / (N_KILLS - N_LAST) : n_steps + 1 + i - N_KILLS);
      n_done += check (fixture);
    }
  g_test_message ("%u steps; of %u kills, %u came when it was done", n_steps, N_KILLS, n_done);
  g_assert_cmpuint (n_done, >, 0);
  g_assert_cmpuint (n_done, <, N_KILLS);
}

static void
test_killed_while_closing (Fixture *fixture, gconstpointer data)
{
  kill_everywhere (fixture, "close", fixture->open, check_after_closing);
}

static void
test_killed_while_finishing_the_review (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) closed = NULL;

  check_after_closing (fixture);
  closed = support_read (fixture->path);
  kill_everywhere (fixture, "finish", closed, check_after_finishing);
}

static void
test_killed_while_recovering (Fixture *fixture, gconstpointer data)
{
  kill_everywhere (fixture, "recover", fixture->open, check_after_recovering);
}

/* Another process that waits for the lock finds the survey closed. */
static void
check_waiting (Fixture *fixture, const char *verb)
{
  const char *argv[] = { own_path, verb, fixture->path, fixture->box, NULL };
  g_autoptr (GByteArray) box = support_read (fixture->box);
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, NULL);
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, NULL);
  g_autoptr (GBytes) release = g_bytes_new_static (RELEASE, strlen (RELEASE));
  g_autoptr (GBytes) review = g_bytes_new_static (REVIEW, strlen (REVIEW));
  g_autoptr (GError) error = NULL;
  GPid pid;
  int input, output, status;
  char ready;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &input, &output,
                            NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (output, &ready, 1), ==, 1);
  g_assert_true (mok_survey_begin_closing (survey, NULL));
  g_assert_cmpint (write (input, "g", 1), ==, 1);
  g_usleep (200 * 1000);
  g_assert_cmpint (waitpid (pid, &status, WNOHANG), ==, 0);
  mok_survey_finish_closing (survey, key, release, review, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, SAID_CLOSED);
  g_spawn_close_pid (pid);
  close (input);
  close (output);
  assert_closed (fixture, survey, FALSE);

  g_autoptr (GByteArray) box_after = support_read (fixture->box);

  g_assert_cmpmem (box_after->data, box_after->len, box->data, box->len);
}

static void
test_waiting_merge_finds_it_closed (Fixture *fixture, gconstpointer data)
{
  check_waiting (fixture, "merge");
}

static void
test_waiting_writer_finds_it_closed (Fixture *fixture, gconstpointer data)
{
  check_waiting (fixture, "begin");
}

#define ADD(name, func) g_test_add ("/store/closing-crash/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  if (argc > 2 && argv[1][0] != '-')
    {
      const MokHashCost cheap = { .operations = 1, .kibibytes = 8 };

      mok_init ();
      mok_key_set_cost_for_tests (&cheap);
      return run_verb (argv[1], argv[2], argc > 3 ? argv[3] : NULL);
    }
  own_path = argv[0];
  support_init (&argc, &argv);
  ADD ("killed-while-closing", test_killed_while_closing);
  ADD ("killed-while-finishing-the-review", test_killed_while_finishing_the_review);
  ADD ("killed-while-recovering", test_killed_while_recovering);
  ADD ("waiting-merge-finds-it-closed", test_waiting_merge_finds_it_closed);
  ADD ("waiting-writer-finds-it-closed", test_waiting_writer_finds_it_closed);
  return g_test_run ();
}
