/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Real processes at work on real files. The program runs itself as `PROGRAM submit BOX FROM TO`, `codes BOX FILE FROM`,
 * `merge SURVEY BOX`, `close SURVEY` or `release SURVEY`, which says on stdout when it is done with a number; then it
 * is killed. Must not judge what it counts.
 */

#include "config.h"

#include "crash.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

enum
{
  N_A_ROUND = 60, /* answers that a process may give before it is killed */
  N_KILLS_A_BOX = 15,
  N_RESPONSES = 60,
};

static int
submit_numbers (const char *path, guint from, guint to)
{
  g_autoptr (MokBox) box = mok_box_open (path, NULL);

  if (box == NULL)
    return 1;
  for (guint i = from; i < to; i++)
    {
      if (!support_submit (box, i, NULL, NULL))
        return 1;
      /* In one write, so that a kill leaves whole numbers. */
      if (write (STDOUT_FILENO, &i, sizeof i) != sizeof i)
        return 1;
    }
  return 0;
}

static int
merge_again_and_again (const char *survey_path, const char *box_path)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  const guint done = 1;

  g_ptr_array_add (paths, (char *) box_path);
  for (;;)
    {
      g_autoptr (MokSurvey) survey = mok_survey_open (survey_path, NULL);
      g_autoptr (MokReceipt) merged = NULL;
      g_autoptr (MokReceipt) removed = NULL;

      if (survey == NULL)
        return 1;
      merged = mok_survey_merge (survey, paths, NULL, NULL, NULL, NULL);
      removed = mok_survey_remove (survey, box_path, NULL);
      if (merged == NULL || removed == NULL || write (STDOUT_FILENO, &done, sizeof done) != sizeof done)
        return 1;
    }
}

/* Tries all codes of a file, one a line, with numbers from @from. */
static int
use_codes (const char *path, const char *codes_path, guint from)
{
  g_autoptr (MokBox) box = mok_box_open (path, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) codes = NULL;

  if (box == NULL || !g_file_get_contents (codes_path, &text, NULL, NULL))
    return 1;
  codes = g_strsplit (text, "\n", -1);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      const guint number = from + i;
      g_autoptr (GError) error = NULL;

      if (support_submit (box, number, codes[i], &error))
        {
          if (write (STDOUT_FILENO, &number, sizeof number) != sizeof number)
            return 1;
        }
      else if (!g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
  return 0;
}

static int
close_survey (const char *path)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autoptr (MokSurvey) survey = mok_survey_open (path, NULL);
  g_autoptr (GBytes) release = g_bytes_new_static ("release", 7);
  g_autoptr (MokSecret) key = NULL;
  const guint ready = 1;

  if (survey == NULL)
    return 1;
  key = mok_survey_unlock (survey, passphrases, 1, NULL);
  if (key == NULL || write (STDOUT_FILENO, &ready, sizeof ready) != sizeof ready)
    return 1;
  return mok_survey_begin_closing (survey, NULL) && mok_survey_finish_closing (survey, key, release, NULL, NULL, NULL)
             ? 0
             : 1;
}

/**
 * crash_run_child:
 * @status: (out): what the program is to return
 *
 * To be called first of all by a program that calls crash_start(), which runs the program once more.
 *
 * Returns: whether this is such a run, and done
 */
gboolean
crash_run_child (int argc, char **argv, int *status)
{
  if (argc == 5 && strcmp (argv[1], "submit") == 0)
    {
      mok_init ();
      *status = submit_numbers (argv[2], (guint) atoi (argv[3]), (guint) atoi (argv[4]));
      return TRUE;
    }
  if (argc == 4 && strcmp (argv[1], "merge") == 0)
    {
      mok_init ();
      *status = merge_again_and_again (argv[2], argv[3]);
      return TRUE;
    }
  if (argc == 5 && strcmp (argv[1], "codes") == 0)
    {
      mok_init ();
      *status = use_codes (argv[2], argv[3], (guint) atoi (argv[4]));
      return TRUE;
    }
  if (argc == 3 && strcmp (argv[1], "close") == 0)
    {
      mok_init ();
      *status = close_survey (argv[2]);
      return TRUE;
    }
  if (argc == 3 && strcmp (argv[1], "release") == 0)
    {
      mok_init ();
      *status = crash_close_standard (argv[2]);
      return TRUE;
    }
  return FALSE;
}

CrashChild
crash_start (const char *verb, const char *a, const char *b, const char *c)
{
  const char *argv[] = { "/proc/self/exe", verb, a, b, c, NULL };
  g_autoptr (GError) error = NULL;
  CrashChild child;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child.pid, NULL,
                            &child.output, NULL, &error);
  g_assert_no_error (error);
  return child;
}

/* Waits for the end of the child. Returns: (element-type guint): what it acknowledged */
GArray *
crash_finish (const CrashChild *child, int *status)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  guint number;

  while (read (child->output, &number, sizeof number) == sizeof number)
    g_array_append_val (numbers, number);
  close (child->output);
  g_assert_cmpint (waitpid (child->pid, status, 0), ==, child->pid);
  g_spawn_close_pid (child->pid);
  return numbers;
}

CrashChild
crash_start_submitting (const char *path, guint from, guint to)
{
  g_autofree char *first = g_strdup_printf ("%u", from);
  g_autofree char *last = g_strdup_printf ("%u", to);

  return crash_start ("submit", path, first, last);
}

static guint
count_number (GArray *found, guint number)
{
  guint times = 0;

  for (guint i = 0; i < found->len; i++)
    times += g_array_index (found, guint, i) == number;
  return times;
}

/* Numbers @from to @to - 1 that are not in the survey, or not once. */
guint
crash_count_lost (MokSurvey *survey, guint from, guint to)
{
  g_autoptr (GArray) found = support_get_numbers (survey, NULL);
  guint n_lost = 0;

  for (guint i = from; i < to; i++)
    n_lost += count_number (found, i) != 1;
  return n_lost;
}

/* One box, killed @n_kills times while it takes answers. */
static void
kill_submitting_into_one_box (guint n_kills, MokRandom *random, CrashCount *count)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  const MokBoxOptions options = { .n_slots = 2 * n_kills * N_A_ROUND };
  g_autofree char *path = support_make_box (survey, folder, "a.mokbox", &options);
  g_autoptr (GArray) acknowledged = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint round = 0; round < n_kills; round++)
    {
      const CrashChild child = crash_start_submitting (path, round * N_A_ROUND, (round + 1) * N_A_ROUND);
      guint first;
      int status;

      /* Until it is at work, then some moment longer. */
      g_assert_cmpint (read (child.output, &first, sizeof first), ==, sizeof first);
      g_array_append_val (acknowledged, first);
      g_usleep (mok_random_uniform (random, 20000));
      kill (child.pid, SIGKILL);

      g_autoptr (GArray) numbers = crash_finish (&child, &status);

      g_array_append_vals (acknowledged, numbers->data, numbers->len);
    }

  g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);
  g_autoptr (GArray) found = support_get_numbers (survey, NULL);
  guint n_lost = 0;

  for (guint i = 0; i < acknowledged->len; i++)
    n_lost += count_number (found, g_array_index (acknowledged, guint, i)) != 1;
  count->n_kills += n_kills;
  count->n_acknowledged += acknowledged->len;
  count->n_lost += n_lost;
  count->n_between += entry->refused != NULL;
  count->n_unacknowledged += found->len - (acknowledged->len - n_lost);
  count->n_damaged += entry->damaged->len + entry->damaged_comments->len;
}

/* At most the one answer that each kill met may be there unacknowledged, or damaged. */
void
crash_kill_submitting (guint n_kills, CrashCount *count)
{
  g_autoptr (MokRandom) random = mok_random_new ();

  while (n_kills > 0)
    {
      const guint n = MIN (n_kills, N_KILLS_A_BOX);

      kill_submitting_into_one_box (n, random, count);
      n_kills -= n;
    }
}

/* Afterwards all of the file is in the survey or nothing of it, and the merge can be repeated. */
void
crash_kill_merging (guint n_kills, CrashCount *count)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *path = support_make_box (survey, folder, "a.mokbox", NULL);
  g_autofree char *survey_path = g_strdup (mok_survey_get_path (survey));
  g_autoptr (MokRandom) random = mok_random_new ();

  support_submit_range (path, 0, N_RESPONSES);
  g_clear_object (&survey);
  for (guint round = 0; round < n_kills; round++)
    {
      const CrashChild child = crash_start ("merge", survey_path, path, NULL);
      MokSurveyStatus status;
      guint first;
      int ended;

      g_assert_cmpint (read (child.output, &first, sizeof first), ==, sizeof first);
      g_usleep (mok_random_uniform (random, 30000));
      kill (child.pid, SIGKILL);
      g_array_unref (crash_finish (&child, &ended));
      count->n_kills++;
      count->n_acknowledged += N_RESPONSES;
      survey = mok_survey_open (survey_path, NULL);
      if (survey == NULL || !mok_survey_get_status (survey, &status, NULL)
          || (status.responses != 0 && status.responses != N_RESPONSES))
        count->n_between++;
      if (survey == NULL)
        return;

      g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);

      count->n_between += receipt->total != N_RESPONSES;
      count->n_lost += crash_count_lost (survey, 0, N_RESPONSES);
      g_clear_object (&survey);
    }
}

/* Closed or not, never in between, and every response is there. */
void
crash_kill_closing (guint n_kills, CrashCount *count)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_OPEN);
  g_autofree char *path = support_make_box (survey, folder, "a.mokbox", NULL);
  g_autofree char *survey_path = g_strdup (mok_survey_get_path (survey));
  g_autoptr (MokRandom) random = mok_random_new ();

  support_submit_range (path, 0, N_RESPONSES);
  mok_receipt_free (support_merge (survey, path, NULL));
  g_clear_object (&survey);

  g_autoptr (GByteArray) before = support_read (survey_path);

  for (guint round = 0; round < n_kills; round++)
    {
      MokSurveyStatus status = { 0 };
      CrashChild child;
      guint ready;
      int ended;

      support_write (survey_path, before->data, before->len);
      child = crash_start ("close", survey_path, NULL, NULL);
      g_assert_cmpint (read (child.output, &ready, sizeof ready), ==, sizeof ready);
      g_usleep (mok_random_uniform (random, 25000));
      kill (child.pid, SIGKILL);
      g_array_unref (crash_finish (&child, &ended));
      count->n_kills++;
      count->n_acknowledged += N_RESPONSES;
      survey = mok_survey_open (survey_path, NULL);
      if (survey == NULL || !mok_survey_get_status (survey, &status, NULL) || status.responses != N_RESPONSES)
        count->n_between++;
      if (survey == NULL)
        return;
      count->n_lost += crash_count_lost (survey, 0, N_RESPONSES);
      if (status.closed)
        {
          g_autoptr (GBytes) release = mok_survey_load_release (survey, NULL);

          count->n_between += release == NULL || g_bytes_get_size (release) != 7;
        }
      g_clear_object (&survey);
    }
}
