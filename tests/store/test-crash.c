/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several real processes on one box, killed whenever it pleases: what was acknowledged is there.
 *
 * The program runs itself as `test-store-crash submit BOX FROM TO`, `codes BOX FILE FROM`, `merge SURVEY BOX` or
 * `close SURVEY`, which says on stdout when it is done with a number.
 */

#include "config.h"

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

static const char *own_path;

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

typedef struct
{
  GPid pid;
  int output;
} Child;

static Child
start (const char *verb, const char *a, const char *b, const char *c)
{
  const char *argv[] = { own_path, verb, a, b, c, NULL };
  g_autoptr (GError) error = NULL;
  Child child;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child.pid, NULL,
                            &child.output, NULL, &error);
  g_assert_no_error (error);
  return child;
}

/* Waits for the end of the child. Returns: (element-type guint): what it acknowledged */
static GArray *
finish (const Child *child, int *status)
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

static Child
start_submitting (const char *path, guint from, guint to)
{
  g_autofree char *first = g_strdup_printf ("%u", from);
  g_autofree char *last = g_strdup_printf ("%u", to);

  return start ("submit", path, first, last);
}

static void
test_two_processes_lose_nothing (void)
{
  enum
  {
    N_EACH = 100,
  };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *path = support_make_box (survey, folder, "a.mokbox", NULL);
  Child children[2];

  for (guint i = 0; i < 2; i++)
    children[i] = start_submitting (path, i * N_EACH, (i + 1) * N_EACH);
  for (guint i = 0; i < 2; i++)
    {
      int status;
      g_autoptr (GArray) numbers = finish (&children[i], &status);

      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
      g_assert_cmpuint (numbers->len, ==, N_EACH);
    }

  g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);

  g_assert_cmpuint (receipt->total, ==, 2 * N_EACH);
  support_assert_numbers (survey, 0, 2 * N_EACH);
}

/* Two processes that try the same codes at the same time: each code gives one answer. */
static void
test_one_code_one_answer (void)
{
  enum
  {
    N_CODES = 60,
  };
  const MokBoxOptions options = { .n_access_codes = N_CODES };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *path = g_build_filename (folder, "a.mokbox", NULL);
  g_autofree char *codes_path = g_build_filename (folder, "codes", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) codes = NULL;
  guint n_accepted = 0;
  Child children[2];

  g_assert_true (mok_survey_make_box (survey, path, &options, &codes, NULL));
  text = g_strjoinv ("\n", codes);
  g_assert_true (g_file_set_contents (codes_path, text, -1, NULL));
  children[0] = start ("codes", path, codes_path, "0");
  children[1] = start ("codes", path, codes_path, "1000");
  for (guint i = 0; i < 2; i++)
    {
      int status;
      g_autoptr (GArray) numbers = finish (&children[i], &status);

      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
      n_accepted += numbers->len;
    }
  g_assert_cmpuint (n_accepted, ==, N_CODES);

  g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);

  g_assert_cmpuint (receipt->total, ==, N_CODES);
  g_assert_cmpuint (entry->beyond_codes, ==, 0);
}

static void
assert_contains (GArray *sorted, guint number)
{
  guint times = 0;

  for (guint i = 0; i < sorted->len; i++)
    times += g_array_index (sorted, guint, i) == number;
  g_assert_cmpuint (times, ==, 1);
}

static void
test_killed_while_submitting (void)
{
  enum
  {
    N_ROUNDS = 15,
    N_A_ROUND = 60,
  };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  const MokBoxOptions options = { .n_slots = 2 * N_ROUNDS * N_A_ROUND };
  g_autofree char *path = support_make_box (survey, folder, "a.mokbox", &options);
  g_autoptr (MokRandom) random = mok_random_new ();
  g_autoptr (GArray) acknowledged = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const Child child = start_submitting (path, round * N_A_ROUND, (round + 1) * N_A_ROUND);
      guint first;
      int status;

      /* Until it is at work, then some moment longer. */
      g_assert_cmpint (read (child.output, &first, sizeof first), ==, sizeof first);
      g_array_append_val (acknowledged, first);
      g_usleep (mok_random_uniform (random, 20000));
      kill (child.pid, SIGKILL);

      g_autoptr (GArray) numbers = finish (&child, &status);

      g_array_append_vals (acknowledged, numbers->data, numbers->len);
    }

  g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);
  g_autoptr (GArray) found = support_get_numbers (survey, NULL);

  g_assert_no_error (entry->refused);
  for (guint i = 0; i < acknowledged->len; i++)
    assert_contains (found, g_array_index (acknowledged, guint, i));
  /* At most the one that each kill met may be there unacknowledged, or damaged. */
  g_assert_cmpuint (found->len + entry->damaged->len, <=, acknowledged->len + N_ROUNDS);
  g_test_message ("%u acknowledged, %u found, %u damaged", acknowledged->len, found->len, entry->damaged->len);
}

/* The answer is flushed before its code is burned: whenever the program dies, no code is burned without its answer, and
 * at most the code of the answer that the kill met is still good.
 */
static void
test_killed_while_using_codes (void)
{
  enum
  {
    N_ROUNDS = 15,
    N_A_ROUND = 12,
  };
  const MokBoxOptions options = { .n_slots = 2 * N_ROUNDS * N_A_ROUND, .n_access_codes = N_ROUNDS * N_A_ROUND };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *path = g_build_filename (folder, "a.mokbox", NULL);
  g_autofree char *codes_path = g_build_filename (folder, "codes", NULL);
  g_autoptr (GArray) acknowledged = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (MokRandom) random = mok_random_new ();
  g_auto (GStrv) codes = NULL;

  g_assert_true (mok_survey_make_box (survey, path, &options, &codes, NULL));
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *from = g_strdup_printf ("%u", round * N_A_ROUND);
      g_autoptr (GString) text = g_string_new (codes[round * N_A_ROUND]);
      guint first;
      int status;

      for (guint i = 1; i < N_A_ROUND; i++)
        g_string_append_printf (text, "\n%s", codes[round * N_A_ROUND + i]);
      g_assert_true (g_file_set_contents (codes_path, text->str, -1, NULL));

      const Child child = start ("codes", path, codes_path, from);

      g_assert_cmpint (read (child.output, &first, sizeof first), ==, sizeof first);
      g_array_append_val (acknowledged, first);
      g_usleep (mok_random_uniform (random, 20000));
      kill (child.pid, SIGKILL);

      g_autoptr (GArray) numbers = finish (&child, &status);

      g_array_append_vals (acknowledged, numbers->data, numbers->len);
    }

  g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);
  g_autoptr (GArray) found = support_get_numbers (survey, NULL);

  g_assert_no_error (entry->refused);
  for (guint i = 0; i < acknowledged->len; i++)
    assert_contains (found, g_array_index (acknowledged, guint, i));
  g_assert_cmpuint (entry->codes_burned, <=, found->len);
  g_assert_cmpuint (entry->codes_burned, >=, acknowledged->len);
  g_assert_cmpuint (entry->without_code, ==, found->len - entry->codes_burned);
  g_assert_cmpuint (entry->without_code, <=, N_ROUNDS);
  g_test_message ("%u acknowledged, %u found, %u codes burned, %u answers whose code is still good", acknowledged->len,
                  found->len, entry->codes_burned, entry->without_code);

  /* What was not burned can be used: nobody is turned away who has not answered. */
  g_autoptr (MokBox) box = mok_box_open (path, NULL);
  guint n_good = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    n_good += mok_box_check_code (box, codes[i], NULL);
  g_assert_cmpuint (n_good, ==, N_ROUNDS * N_A_ROUND - entry->codes_burned);
}

static void
test_killed_while_merging (void)
{
  enum
  {
    N_ROUNDS = 10,
    N_RESPONSES = 60,
  };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *path = support_make_box (survey, folder, "a.mokbox", NULL);
  g_autofree char *survey_path = g_strdup (mok_survey_get_path (survey));
  g_autoptr (MokRandom) random = mok_random_new ();
  g_autoptr (GError) error = NULL;

  support_submit_range (path, 0, N_RESPONSES);
  g_clear_object (&survey);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const Child child = start ("merge", survey_path, path, NULL);
      MokSurveyStatus status;
      guint first;
      int ended;

      g_assert_cmpint (read (child.output, &first, sizeof first), ==, sizeof first);
      g_usleep (mok_random_uniform (random, 30000));
      kill (child.pid, SIGKILL);
      g_array_unref (finish (&child, &ended));

      /* All of the file or nothing of it. */
      survey = mok_survey_open (survey_path, &error);
      g_assert_no_error (error);
      g_assert_true (mok_survey_get_status (survey, &status, NULL));
      g_assert_true (status.responses == 0 || status.responses == N_RESPONSES);

      g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);

      g_assert_cmpuint (receipt->total, ==, N_RESPONSES);
      support_assert_numbers (survey, 0, N_RESPONSES);
      g_clear_object (&survey);
    }
}

static void
test_killed_while_closing (void)
{
  enum
  {
    N_ROUNDS = 10,
    N_RESPONSES = 60,
  };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (MokSurvey) survey = support_make_survey (folder, "survey.moksori", MOK_DISCLOSURE_OPEN);
  g_autofree char *path = support_make_box (survey, folder, "a.mokbox", NULL);
  g_autofree char *survey_path = g_strdup (mok_survey_get_path (survey));
  g_autoptr (MokRandom) random = mok_random_new ();
  g_autoptr (GError) error = NULL;

  support_submit_range (path, 0, N_RESPONSES);
  {
    g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);

    g_assert_cmpuint (receipt->total, ==, N_RESPONSES);
  }
  g_clear_object (&survey);

  g_autoptr (GByteArray) before = support_read (survey_path);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      MokSurveyStatus status;
      Child child;
      guint ready;
      int ended;

      support_write (survey_path, before->data, before->len);
      child = start ("close", survey_path, NULL, NULL);
      g_assert_cmpint (read (child.output, &ready, sizeof ready), ==, sizeof ready);
      g_usleep (mok_random_uniform (random, 25000));
      kill (child.pid, SIGKILL);
      g_array_unref (finish (&child, &ended));

      /* Closed or not, never in between, and every response is there. */
      survey = mok_survey_open (survey_path, &error);
      g_assert_no_error (error);
      g_assert_true (mok_survey_get_status (survey, &status, NULL));
      g_assert_cmpuint (status.responses, ==, N_RESPONSES);
      support_assert_numbers (survey, 0, N_RESPONSES);
      if (status.closed)
        {
          g_autoptr (GBytes) release = mok_survey_load_release (survey, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (g_bytes_get_size (release), ==, 7);
        }
      g_clear_object (&survey);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 5 && strcmp (argv[1], "submit") == 0)
    {
      mok_init ();
      return submit_numbers (argv[2], (guint) atoi (argv[3]), (guint) atoi (argv[4]));
    }
  if (argc == 4 && strcmp (argv[1], "merge") == 0)
    {
      mok_init ();
      return merge_again_and_again (argv[2], argv[3]);
    }
  if (argc == 5 && strcmp (argv[1], "codes") == 0)
    {
      mok_init ();
      return use_codes (argv[2], argv[3], (guint) atoi (argv[4]));
    }
  if (argc == 3 && strcmp (argv[1], "close") == 0)
    {
      mok_init ();
      return close_survey (argv[2]);
    }
  own_path = argv[0];
  support_init (&argc, &argv);
  g_test_add_func ("/store/crash/two-processes-lose-nothing", test_two_processes_lose_nothing);
  g_test_add_func ("/store/crash/one-code-one-answer", test_one_code_one_answer);
  g_test_add_func ("/store/crash/killed-while-closing", test_killed_while_closing);
  g_test_add_func ("/store/crash/killed-while-submitting", test_killed_while_submitting);
  g_test_add_func ("/store/crash/killed-while-using-codes", test_killed_while_using_codes);
  g_test_add_func ("/store/crash/killed-while-merging", test_killed_while_merging);
  return g_test_run ();
}
