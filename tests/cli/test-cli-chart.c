/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The chart verb with the real program: several questions, types that are wished for, two surveys, and the numbers
 * behind a picture. The surveys are open, which are closed in no time; those that protect answers are in
 * test-cli-release.c.
 */

#include "config.h"

#include <string.h>

#include "support.h"

static void
make_closed (const char *name, const char *seed)
{
  g_autoptr (CliRun) made = cli_run (NULL, "new", cli_path (name), "--form", "care-workforce", "--disclosure", "open",
                                     "--passphrase-file", cli_path ("pass"), NULL);
  g_autoptr (CliRun) simulated = NULL;
  g_autoptr (CliRun) closed = NULL;

  cli_assert_done (made);
  simulated = cli_run (NULL, "simulate", cli_path (name), "-n", "300", "--seed", seed, NULL);
  cli_assert_done (simulated);
  closed = cli_run (NULL, "close", cli_path (name), "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (closed);
}

static void
assert_file (const CliRun *run, const char *name, const char *start)
{
  g_autoptr (GBytes) bytes = NULL;

  cli_assert_done (run);
  bytes = cli_read (name);
  g_assert_nonnull (bytes);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 500);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), start, strlen (start)), ==, 0);
}

/* The file has the very numbers that another verb prints. */
static void
assert_same (const char *name, const CliRun *run)
{
  g_autoptr (GBytes) bytes = cli_read (name);

  cli_assert_done (run);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), run->out, strlen (run->out));
}

static void
check_several_questions (void)
{
  g_autoptr (CliRun) heat =
      cli_run (NULL, "chart", cli_path ("a.moksori"), "--question", "al,weekly_off,break_ok", "--answer", "1", "--by",
               "size5", "--type", "heat", "-o", cli_path ("heat.png"), NULL);
  g_autoptr (CliRun) joined = cli_run (NULL, "chart", cli_path ("a.moksori"), "--question", "preg_free,ess_view",
                                       "--answer", "4,5", "--title", "Agreement", "-o", cli_path ("joined.svg"), NULL);
  g_autoptr (CliRun) csv =
      cli_run (NULL, "chart", cli_path ("a.moksori"), "--question", "al,menst", "-o", cli_path ("al.csv"), NULL);
  g_autoptr (CliRun) table =
      cli_run (NULL, "table", cli_path ("a.moksori"), "--question", "al,menst", "--format", "csv", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *svg = NULL;

  assert_file (heat, "heat.png", "\x89PNG");
  assert_file (joined, "joined.svg", "<?xml");
  bytes = cli_read ("joined.svg");
  svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (svg, "<title>Agreement</title>"));
  assert_file (csv, "al.csv", "question,by,");
  assert_same ("al.csv", table);
  g_assert_nonnull (strstr (table->out, "\r\nal,"));
  g_assert_nonnull (strstr (table->out, "\r\nmenst,"));
  g_assert_null (strstr (table->out + 1, "question,by,"));
}

static void
check_types (void)
{
  static const char *const types[] = { "bars", "dots", "grouped", "multiples", "heat", "ridge" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, "chart", cli_path ("a.moksori"), "--question", "hours_week", "--by",
                                        "size5", "--type", types[i], "-o", cli_path ("type.png"), NULL);

      assert_file (run, "type.png", "\x89PNG");
    }
}

static void
check_two_surveys (void)
{
  g_autoptr (CliRun) groups = cli_run (NULL, "chart", cli_path ("a.moksori"), cli_path ("b.moksori"), "--question",
                                       "al", "--by", "size5", "--answer", "1", "-o", cli_path ("groups.png"), NULL);
  g_autoptr (CliRun) all = cli_run (NULL, "chart", cli_path ("a.moksori"), cli_path ("b.moksori"), "--question",
                                    "protections", "--answer", "guaranteed_received", "-o", cli_path ("all.pdf"), NULL);
  g_autoptr (CliRun) csv = cli_run (NULL, "chart", cli_path ("a.moksori"), cli_path ("b.moksori"), "--question", "al",
                                    "-o", cli_path ("change.csv"), NULL);
  g_autoptr (CliRun) compared = cli_run (NULL, "compare", cli_path ("a.moksori"), cli_path ("b.moksori"), "--question",
                                         "al", "--format", "csv", NULL);

  assert_file (groups, "groups.png", "\x89PNG");
  /* What has to be thought of is said here, too. */
  g_assert_nonnull (strstr (groups->err, "six months"));
  assert_file (all, "all.pdf", "%PDF");
  assert_file (csv, "change.csv", "question,by,");
  assert_same ("change.csv", compared);
}

static void
check_refusals (void)
{
  static const struct
  {
    const char *question;
    const char *option;
    const char *value;
    const char *output;
    int status;
    const char *word;
  } cases[] = {
    { "al,priorities", "--answer", "77", "no.png", 1, "al" },
    { "al,menst", "--answer", "1,1", "no.png", 1, "al" },
    { "priorities,why_not", "--answer", "1,2", "no.png", 1, "priorities" },
    { "al,nothing", "--answer", "1", "no.png", 1, "nothing" },
    { "al,", "--answer", "1", "no.png", 1, "a.moksori" },
    { "al,menst", "--type", "heat", "no.png", 2, "--answer" },
    { "al", "--type", "pie", "no.png", 2, "pie" },
    { "al", "--type", "heat", "no.txt", 2, ".csv" },
    { "al", "--type", "heat", "missing/no.csv", 1, "no.csv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = g_strdup (cli_path (cases[i].output));
      g_autoptr (CliRun) run = cli_run (NULL, "chart", cli_path ("a.moksori"), "--question", cases[i].question,
                                        cases[i].option, cases[i].value, "-o", output, NULL);

      cli_assert_refused (run, cases[i].status, cases[i].word);
      g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
    }
}

static void
check_refusals_of_two (void)
{
  g_autoptr (CliRun) same = cli_run (NULL, "chart", cli_path ("a.moksori"), cli_path ("a.moksori"), "--question", "al",
                                     "-o", cli_path ("no.png"), NULL);
  g_autoptr (CliRun) filter = cli_run (NULL, "chart", cli_path ("a.moksori"), cli_path ("b.moksori"), "--question",
                                       "al", "--filter", "gender=1", "-o", cli_path ("no.png"), NULL);
  g_autoptr (CliRun) several =
      cli_run (NULL, "compare", cli_path ("a.moksori"), cli_path ("b.moksori"), "--question", "al,menst", NULL);

  cli_assert_refused (same, 1, "same survey");
  cli_assert_refused (filter, 2, "--filter");
  cli_assert_refused (several, 2, "one question");
}

static void
test_charts_of_several_questions_and_surveys (void)
{
  cli_set_up ();
  make_closed ("a.moksori", "1");
  make_closed ("b.moksori", "900");
  check_several_questions ();
  check_types ();
  check_two_surveys ();
  check_refusals ();
  check_refusals_of_two ();
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/chart/several-questions-and-surveys", test_charts_of_several_questions_and_surveys);
  return g_test_run ();
}
