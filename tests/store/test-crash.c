/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several real processes on one box, killed whenever it pleases: what was acknowledged is there. */

#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mok-random.h"

#include "crash.h"
#include "support-survey.h"
#include "support.h"

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
  CrashChild children[2];

  for (guint i = 0; i < 2; i++)
    children[i] = crash_start_submitting (path, i * N_EACH, (i + 1) * N_EACH);
  for (guint i = 0; i < 2; i++)
    {
      int status;
      g_autoptr (GArray) numbers = crash_finish (&children[i], &status);

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
  CrashChild children[2];

  g_assert_true (mok_survey_make_box (survey, path, &options, &codes, NULL));
  text = g_strjoinv ("\n", codes);
  g_assert_true (g_file_set_contents (codes_path, text, -1, NULL));
  children[0] = crash_start ("codes", path, codes_path, "0");
  children[1] = crash_start ("codes", path, codes_path, "1000");
  for (guint i = 0; i < 2; i++)
    {
      int status;
      g_autoptr (GArray) numbers = crash_finish (&children[i], &status);

      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
      n_accepted += numbers->len;
    }
  g_assert_cmpuint (n_accepted, ==, N_CODES);

  g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);

  g_assert_cmpuint (receipt->total, ==, N_CODES);
  g_assert_cmpuint (entry->beyond_codes, ==, 0);
}

/* Few every day; MOKSORI_SLOW=1: a thousand, as `tests/attack/run --full` does. */
static guint
choose_n_kills (guint everyday)
{
  return g_getenv ("MOKSORI_SLOW") != NULL ? 1000 : everyday;
}

static void
check (const CrashCount *count)
{
  g_test_message ("%u kills, %u acknowledged, %u unacknowledged, %u damaged", count->n_kills, count->n_acknowledged,
                  count->n_unacknowledged, count->n_damaged);
  g_assert_cmpuint (count->n_lost, ==, 0);
  g_assert_cmpuint (count->n_between, ==, 0);
  g_assert_cmpuint (count->n_unacknowledged, <=, count->n_kills);
  g_assert_cmpuint (count->n_damaged, <=, 2 * count->n_kills);
}

static void
test_killed_while_submitting (void)
{
  CrashCount count = { 0 };

  crash_kill_submitting (choose_n_kills (15), &count);
  check (&count);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
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

      const CrashChild child = crash_start ("codes", path, codes_path, from);

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

  g_assert_no_error (entry->refused);
  for (guint i = 0; i < acknowledged->len; i++)
    {
      const guint number = g_array_index (acknowledged, guint, i);

      g_assert_true (g_array_binary_search (found, &number, compare_numbers, NULL));
    }
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
  CrashCount count = { 0 };

  crash_kill_merging (choose_n_kills (10), &count);
  check (&count);
}

static void
test_killed_while_closing (void)
{
  CrashCount count = { 0 };

  crash_kill_closing (choose_n_kills (10), &count);
  check (&count);
}

/* With the real release. */
static void
test_killed_while_closing_standard (void)
{
  CrashCount count = { 0 };

  crash_kill_closing_standard (choose_n_kills (20), &count);
  check (&count);
  g_test_message ("%u were closed when the kill came", count.n_done);
  g_assert_cmpuint (count.n_other_release, ==, 0);
  g_assert_cmpuint (count.n_leftovers, ==, 0);
  /* The moments are spread over the work. */
  g_assert_cmpuint (count.n_done, <, count.n_kills);
}

int
main (int argc, char *argv[])
{
  int status;

  if (crash_run_child (argc, argv, &status))
    return status;
  support_init (&argc, &argv);
  g_test_add_func ("/store/crash/two-processes-lose-nothing", test_two_processes_lose_nothing);
  g_test_add_func ("/store/crash/one-code-one-answer", test_one_code_one_answer);
  g_test_add_func ("/store/crash/killed-while-closing", test_killed_while_closing);
  g_test_add_func ("/store/crash/killed-while-closing-standard", test_killed_while_closing_standard);
  g_test_add_func ("/store/crash/killed-while-submitting", test_killed_while_submitting);
  g_test_add_func ("/store/crash/killed-while-using-codes", test_killed_while_using_codes);
  g_test_add_func ("/store/crash/killed-while-merging", test_killed_while_merging);
  return g_test_run ();
}
