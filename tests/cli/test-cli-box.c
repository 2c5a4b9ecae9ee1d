/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Boxes with access codes and their slips, with the real program: both or neither, private, and reconciled. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "support.h"

static CliRun *
make_box (const char *box, const char *n_codes, const char *slips)
{
  return cli_run (NULL, "box", cli_path ("s.moksori"), "-o", cli_path (box), "--label", "Ward", "--codes", n_codes,
                  "--slips", slips, NULL);
}

static void
assert_codes (const char *name, gint64 printed, gint64 burned, gint64 responses, gint64 beyond)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *status = cli_get_json (&node, cli_run (NULL, "status", cli_path (name), "--json", NULL));
  JsonObject *codes = json_object_get_object_member (status, "codes");

  g_assert_cmpint (json_object_get_int_member (codes, "printed"), ==, printed);
  g_assert_cmpint (json_object_get_int_member (codes, "burned"), ==, burned);
  g_assert_cmpint (json_object_get_int_member (codes, "responses"), ==, responses);
  g_assert_cmpint (json_object_get_int_member (codes, "beyond"), ==, beyond);
}

static void
test_usage (void)
{
  static const struct
  {
    const char *options[7];
    const char *word;
  } cases[] = {
    { { "--codes", "3" }, "go together" },
    { { "--slips", "x.pdf" }, "go together" },
    { { "--codes", "0", "--slips", "x.pdf" }, "go together" },
    { { "--codes", "-1", "--slips", "x.pdf" }, "--codes is a number" },
    { { "--codes", "20001", "--slips", "x.pdf" }, "--codes is a number" },
    { { "--codes", "30", "--slots", "20", "--slips", "x.pdf" }, "less room" },
    { { "--site", "tiny" }, "--site is small or several" },
  };

  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *o = cases[i].options;
      g_autoptr (CliRun) run = cli_run (NULL, "box", cli_path ("s.moksori"), "-o", cli_path ("a.mokbox"), o[0], o[1],
                                        o[2], o[3], o[4], o[5], NULL);

      cli_assert_refused (run, 2, cases[i].word);
      g_assert_false (g_file_test (cli_path ("a.mokbox"), G_FILE_TEST_EXISTS));
    }
  cli_tear_down ();
}

static void
test_slips_or_no_box (void)
{
  GStatBuf about;

  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  cli_write ("there.pdf", "something of mine");
  {
    g_autoptr (CliRun) nowhere = make_box ("a.mokbox", "3", cli_path ("missing/slips.pdf"));
    g_autoptr (CliRun) there = make_box ("a.mokbox", "3", cli_path ("there.pdf"));
    g_autoptr (CliRun) same = make_box ("a.mokbox", "3", cli_path ("a.mokbox"));
    g_autoptr (GBytes) kept = cli_read ("there.pdf");

    cli_assert_refused (nowhere, 1, "slips.pdf");
    cli_assert_refused (there, 1, "there.pdf");
    cli_assert_refused (same, 1, "a.mokbox");
    g_assert_cmpuint (g_bytes_get_size (kept), ==, strlen ("something of mine"));
  }
  g_assert_false (g_file_test (cli_path ("a.mokbox"), G_FILE_TEST_EXISTS));
  assert_codes ("s.moksori", 0, 0, 0, 0);

  g_autoptr (CliRun) made = make_box ("a.mokbox", "3", cli_path ("slips.pdf"));
  g_autoptr (CliRun) status = cli_run (NULL, "status", cli_path ("a.mokbox"), NULL);

  cli_assert_done (made);
  g_assert_nonnull (strstr (made->out, "destroy the file"));
  g_assert_cmpint (g_stat (cli_path ("slips.pdf"), &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_nonnull (strstr (status->out, "3 printed, 0 used"));
  assert_codes ("a.mokbox", 3, 0, 0, 0);
  assert_codes ("s.moksori", 3, 0, 0, 0);
  cli_tear_down ();
}

/* The codes are on paper only: poppler reads them there. */
static char *
read_slip (guint number)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  const char *const command[] = { "pdftotext", "-raw", cli_path ("slips.pdf"), "-", NULL };
  g_autoptr (GRegex) pattern =
      g_regex_new ("^[0-9A-HJKMNP-TV-Z]{5} [0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  g_autofree char *text = NULL;

  if (tool == NULL)
    return NULL;
  g_assert_true (
      g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, NULL));
  g_assert_true (g_regex_match (pattern, text, 0, &found));
  for (guint i = 0; i < number; i++)
    g_assert_true (g_match_info_next (found, NULL));
  return g_match_info_fetch (found, 0);
}

static CliRun *
answer (const char *code)
{
  g_autofree char *typed = g_ascii_strdown (code, -1);
  g_autofree char *json = g_strdup_printf ("{\"agree\": \"1\", \"size\": \"2\", \"access_code\": \"%s\"}", typed);

  return cli_run (json, "answer", cli_path ("a.mokbox"), NULL);
}

static void
test_from_the_slip_to_the_receipt (void)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *first = NULL, *second = NULL;

  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  g_autoptr (CliRun) made = make_box ("a.mokbox", "5", cli_path ("slips.pdf"));

  cli_assert_done (made);
  first = read_slip (0);
  second = read_slip (4);
  if (first == NULL)
    {
      g_test_skip ("pdftotext is not here");
      cli_tear_down ();
      return;
    }

  g_autoptr (CliRun) one = answer (first);
  g_autoptr (CliRun) again = answer (first);
  g_autoptr (CliRun) two = answer (second);
  g_autoptr (CliRun) wrong = answer ("00000-0000-0000");

  cli_assert_done (one);
  cli_assert_done (two);
  cli_assert_refused (again, 1, "not for this box");
  cli_assert_refused (wrong, 1, "not for this box");
  assert_codes ("a.mokbox", 5, 2, 2, 0);

  JsonObject *receipt =
      cli_get_json (&node, cli_run (NULL, "merge", cli_path ("s.moksori"), cli_path ("a.mokbox"), "--json", NULL));
  JsonObject *file = json_array_get_object_element (json_object_get_array_member (receipt, "files"), 0);

  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (file, "codes"), "burned"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (receipt, "codes"), "beyond"), ==, 0);
  assert_codes ("s.moksori", 5, 2, 2, 0);
  cli_tear_down ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/box/usage", test_usage);
  g_test_add_func ("/cli/box/slips-or-no-box", test_slips_or_no_box);
  g_test_add_func ("/cli/box/from-the-slip-to-the-receipt", test_from_the_slip_to_the_receipt);
  return g_test_run ();
}
