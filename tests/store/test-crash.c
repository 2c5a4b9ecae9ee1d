/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several real processes on one box, killed whenever it pleases: what was acknowledged is there. */

#include "config.h"

#include <sys/wait.h>

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
  g_test_add_func ("/store/crash/killed-while-submitting", test_killed_while_submitting);
  g_test_add_func ("/store/crash/killed-while-merging", test_killed_while_merging);
  return g_test_run ();
}
