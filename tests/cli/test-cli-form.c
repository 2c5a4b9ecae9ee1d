/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The command line itself, and the verbs that need only a form. */

#include "config.h"

#include <string.h>

#include "support.h"

static void
test_wrong_usage_has_its_own_status (void)
{
  static const char *const COMMANDS[][6] = {
    { "frobnicate" },
    { "form" },
    { "form", "frobnicate" },
    { "form", "check" },
    { "form", "check", "a.csv", "b.csv" },
    { "form", "check", "a.csv", "--frobnicate" },
    { "form", "walk", "a.csv", "-n", "0" },
    { "form", "print", "a.csv" },
    { "form", "print", "a.csv", "-o", "a.txt" },
    { "form", "print", "a.csv", "-o", "a.pdf", "--disclosure=some" },
    { "form", "walk", "a.csv", "--seed", "x" },
    { "new", "s.moksori" },
    { "new", "s.moksori", "--form", "a.csv", "--disclosure", "some" },
    { "box", "s.moksori" },
    { "box", "s.moksori", "-o", "b.mokbox", "--site", "none" },
    { "answer" },
    { "simulate", "b.mokbox" },
    { "hand-over", "b.mokbox" },
    { "merge", "s.moksori" },
    { "import", "s.moksori", "--csv", "a.csv" },
    { "status" },
    { "close" },
    { "table", "s.moksori" },
    { "table", "s.moksori", "--question", "q", "--format", "html" },
    { "table", "s.moksori", "--question", "q", "--filter", "size" },
    { "chart", "s.moksori", "--question", "q" },
    { "chart", "s.moksori", "--question", "q", "-o", "c.gif" },
    { "--lang", "Korean", "status", "s.moksori" },
  };
  g_autoptr (CliRun) nothing = cli_run (NULL, NULL, NULL);

  cli_assert_refused (nothing, 2, "--help");
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      const char *const *c = COMMANDS[i];
      g_autoptr (CliRun) run = cli_run (NULL, c[0], c[1], c[2], c[3], c[4], c[5], NULL);

      g_test_message ("%s %s", c[0], c[1] != NULL ? c[1] : "");
      cli_assert_refused (run, 2, "moksori-cli: ");
      g_assert_cmpstr (run->out, ==, "");
    }
}

static void
test_every_verb_explains_itself (void)
{
  g_autoptr (CliRun) all = cli_run (NULL, "--help", NULL);
  g_auto (GStrv) lines = NULL;
  guint n_verbs = 0;

  cli_assert_done (all);
  lines = g_strsplit (strstr (all->out, "Verbs:\n") + strlen ("Verbs:\n"), "\n", -1);
  for (guint i = 0; g_str_has_prefix (lines[i], "  "); i++, n_verbs++)
    {
      g_autofree char *name = g_strstrip (g_strndup (lines[i], 16));
      g_auto (GStrv) words = g_strsplit (name, " ", 2);
      g_autoptr (CliRun) help = words[1] != NULL ? cli_run (NULL, words[0], words[1], "--help", NULL)
                                                 : cli_run (NULL, words[0], "--help", NULL);
      g_autofree char *usage = g_strdup_printf ("moksori-cli %s", name);

      cli_assert_done (help);
      g_assert_nonnull (strstr (help->out, usage));
    }
  g_assert_cmpuint (n_verbs, >=, 2);
}

static void
test_a_good_form_is_good (void)
{
  g_autoptr (CliRun) text = NULL;
  g_autoptr (CliRun) json = NULL;

  cli_set_up ();
  text = cli_run (NULL, "form", "check", cli_path ("form.csv"), NULL);
  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, "errors: 0"));
  json = cli_run (NULL, "form", "check", cli_path ("form.csv"), "--json", NULL);
  cli_assert_done (json);
  cli_tear_down ();
}

/* What its questions would tell is said before anybody answers. */
static void
test_a_form_may_single_people_out (void)
{
  g_autoptr (CliRun) text = NULL, json = NULL, wrong = NULL, built_in = NULL;
  g_autoptr (JsonNode) node = NULL;

  cli_set_up ();
  text = cli_run (NULL, "form", "check", cli_path ("form.csv"), "--headcount", "4", NULL);
  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, "warnings: 2"));
  g_assert_nonnull (strstr (text->err, "1 question about the person has 2 answers. Of 4 people up to 13\u202f%"));
  g_assert_nonnull (strstr (text->err, "Few people: "));
  g_assert_nonnull (strstr (text->out, "Small groups: "));
  built_in = cli_run (NULL, "form", "check", "care-workforce", NULL);
  g_assert_nonnull (strstr (built_in->out, "warnings: 0"));
  json = cli_run (NULL, "form", "check", cli_path ("form.csv"), "--headcount", "4", "--json", NULL);
  node = cli_json (json);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (json_node_get_array (node), 0), "code"), ==,
      "singles-out");
  wrong = cli_run (NULL, "form", "check", cli_path ("form.csv"), "--headcount", "-3", NULL);
  cli_assert_refused (wrong, 2, "--headcount");
  cli_tear_down ();
}

static void
replace_in_form (const char *name, const char *old, const char *new_text)
{
  g_auto (GStrv) parts = g_strsplit (CLI_FORM, old, -1);
  g_autofree char *form = g_strjoinv (new_text, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  cli_write (name, form);
}

static void
test_a_bad_form_names_the_place (void)
{
  static const struct
  {
    const char *old;
    const char *changed;
    const char *place;
    const char *word;
  } FAULTS[] = {
    { "integer,hours", "geopoint,hours", "bad.csv:11:", "geopoint" },
    { "${leave} = '2'", "${leaf} = '2'", "bad.csv:9:", "leaf" },
    { "${leave} = '2'", "${leave} = ", "bad.csv:9:", "" },
    { "select_one yes_no,leave", "select_one maybe,leave", "bad.csv:8:", "maybe" },
    { ",type,name,", ",kind,name,", "bad.csv:2", "type" },
    { "list_name,name,", "list_name,code,", "bad.csv:15", "name" },
    { "How many hours", "How many \xff hours", "bad.csv:11", "UTF-8" },
    { ",end_group,,,,,,,,,\n,begin_group,work", ",begin_group,work", "bad.csv", "group" },
  };

  cli_set_up ();
  for (gsize i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autoptr (CliRun) check = NULL;
      g_autoptr (CliRun) json = NULL;
      g_autoptr (JsonNode) node = NULL;

      replace_in_form ("bad.csv", FAULTS[i].old, FAULTS[i].changed);
      check = cli_run (NULL, "form", "check", cli_path ("bad.csv"), NULL);
      cli_assert_refused (check, 1, FAULTS[i].place);
      cli_assert_refused (check, 1, FAULTS[i].word);
      cli_assert_refused (check, 1, "error: ");
      json = cli_run (NULL, "form", "check", cli_path ("bad.csv"), "--json", NULL);
      g_assert_cmpint (json->status, ==, 1);
      node = cli_json (json);
      g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >, 0);
    }
  cli_tear_down ();
}

static void
test_a_missing_form_is_named (void)
{
  g_autoptr (CliRun) run = NULL;

  cli_set_up ();
  run = cli_run (NULL, "form", "check", cli_path ("none.csv"), NULL);
  cli_assert_refused (run, 1, "none.csv");
  cli_tear_down ();
}

static void
test_a_walk_can_be_repeated (void)
{
  g_autoptr (CliRun) run = NULL;
  g_auto (GStrv) lines = NULL;

  cli_set_up ();
  run = cli_run (NULL, "form", "walk", cli_path ("form.csv"), "--seed", "5", "-n", "20", "--json", NULL);
  cli_assert_done (run);
  lines = g_strsplit (run->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 21);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *walk = json_node_get_object (node);
      g_autofree char *seed = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (walk, "seed"));
      g_autofree char *answers = NULL;
      g_autofree char *line = g_strdup_printf ("%s\n", lines[i]);
      g_autoptr (CliRun) again = NULL;
      g_autoptr (CliRun) replayed = NULL;
      g_autoptr (JsonNode) replayed_node = NULL;
      JsonObject *replay;

      g_assert_cmpint (json_object_get_int_member (walk, "seed"), ==, 5 + i);
      again = cli_run (NULL, "form", "walk", cli_path ("form.csv"), "--seed", seed, "-n", "1", "--json", NULL);
      g_assert_cmpstr (again->out, ==, line);

      /* The answers of a walk are valid, and lead along the same route. */
      answers = json_to_string (json_object_get_member (walk, "answers"), FALSE);
      cli_write ("answers.json", answers);
      replayed =
          cli_run (NULL, "form", "walk", cli_path ("form.csv"), "--answers", cli_path ("answers.json"), "--json", NULL);
      cli_assert_done (replayed);
      replayed_node = cli_json (replayed);
      replay = json_node_get_object (replayed_node);
      g_assert_true (
          json_node_equal (json_object_get_member (walk, "asked"), json_object_get_member (replay, "relevant")));
      g_assert_true (
          json_node_equal (json_object_get_member (walk, "answers"), json_object_get_member (replay, "values")));
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (replay, "errors")), ==, 0);
    }
  cli_tear_down ();
}

static void
test_replaying_names_wrong_answers (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *errors;

  cli_set_up ();
  cli_write ("answers.json", "{\"agree\": \"1\", \"size\": \"7\", \"nothing\": 1, \"hours\": 121}");
  run = cli_run (NULL, "form", "walk", cli_path ("form.csv"), "--answers", cli_path ("answers.json"), "--json", NULL);
  g_assert_cmpint (run->status, ==, 1);
  node = cli_json (run);
  errors = json_object_get_array_member (json_node_get_object (node), "errors");
  g_assert_cmpuint (json_array_get_length (errors), ==, 3);
  cli_tear_down ();
}

static void
test_the_built_in_form_is_there (void)
{
  g_autoptr (CliRun) check = cli_run (NULL, "form", "check", "care-workforce", NULL);
  g_autoptr (CliRun) walk = cli_run (NULL, "form", "walk", "care-workforce", "-n", "3", "--lang", "ko", NULL);

  cli_assert_done (check);
  g_assert_nonnull (strstr (check->out, "errors: 0; warnings: 0"));
  cli_assert_done (walk);
}

static void
test_a_form_is_printed (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (CliRun) open = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) again = NULL;

  cli_set_up ();
  run = cli_run (NULL, "form", "print", cli_path ("form.csv"), "-o", cli_path ("form.pdf"), NULL);
  cli_assert_done (run);
  g_assert_nonnull (strstr (run->out, "form.pdf"));
  first = cli_read ("form.pdf");
  g_assert_cmpint (memcmp (g_bytes_get_data (first, NULL), "%PDF-", 5), ==, 0);
  open = cli_run (NULL, "form", "print", cli_path ("form.csv"), "-o", cli_path ("open.pdf"), "--disclosure", "open",
                  "--title", "Another title", NULL);
  cli_assert_done (open);
  again = cli_read ("open.pdf");
  g_assert_false (g_bytes_equal (first, again));
  cli_tear_down ();
}

/* A sheet that somebody may have corrected by hand, or a device, is not written over; nor is half of one left. */
static void
test_printing_replaces_nothing (void)
{
  g_autoptr (CliRun) once = NULL;
  g_autoptr (CliRun) full = NULL;
  g_autoptr (CliRun) nowhere = NULL;

  cli_set_up ();
  once = cli_run (NULL, "form", "print", cli_path ("form.csv"), "-o", cli_path ("form.pdf"), NULL);
  cli_assert_done (once);
  cli_assert_unchanged ("form.pdf", "form.pdf", "form", "print", cli_path ("form.csv"), "-o", cli_path ("form.pdf"));
  nowhere = cli_run (NULL, "form", "print", cli_path ("form.csv"), "-o", cli_path ("none/form.pdf"), NULL);
  cli_assert_refused (nowhere, 1, "form.pdf");
  full = cli_run_in (CLI_SMALL_FILES, 4096, "form", "print", cli_path ("form.csv"), "-o", cli_path ("full.pdf"), NULL);
  cli_assert_refused (full, 1, "full.pdf");
  g_assert_false (g_file_test (cli_path ("full.pdf"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

/* What is wrong with a form is said in the same words as by form check, and nothing is written. */
static void
test_a_bad_form_is_not_printed (void)
{
  g_autoptr (CliRun) check = NULL;
  g_autoptr (CliRun) print = NULL;

  cli_set_up ();
  replace_in_form ("bad.csv", "${leave} = '2'", "${leaf} = '2'");
  check = cli_run (NULL, "form", "check", cli_path ("bad.csv"), NULL);
  print = cli_run (NULL, "form", "print", cli_path ("bad.csv"), "-o", cli_path ("bad.pdf"), NULL);
  cli_assert_refused (print, 1, "bad.csv:9:");
  g_assert_cmpstr (print->err, ==, check->err);
  g_assert_cmpstr (print->out, ==, "");
  g_assert_false (g_file_test (cli_path ("bad.pdf"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

static void
test_a_language_that_the_form_has_not_is_named (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (CliRun) korean = NULL;

  cli_set_up ();
  run = cli_run (NULL, "form", "print", "care-workforce", "--lang", "vi", "-o", cli_path ("vi.pdf"), NULL);
  cli_assert_refused (run, 1, "“vi”");
  cli_assert_refused (run, 1, "en, ko");
  g_assert_false (g_file_test (cli_path ("vi.pdf"), G_FILE_TEST_EXISTS));
  korean = cli_run (NULL, "form", "print", "care-workforce", "--lang", "ko", "-o", cli_path ("ko.pdf"), NULL);
  cli_assert_done (korean);
  cli_tear_down ();
}

/* Whatever takes a form takes one of a spreadsheet program. */
static void
test_a_workbook_is_a_form (void)
{
  g_autofree char *form = g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests/fixtures/workbook/calc.xlsx", NULL);
  g_autofree char *bad = g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests/fuzz/corpus/workbook/old.xls", NULL);
  g_autoptr (CliRun) check = NULL, json = NULL, walk = NULL, made = NULL, copied = NULL, refused = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *said;
  JsonObject *last;

  cli_set_up ();
  check = cli_run (NULL, "form", "check", form, NULL);
  cli_assert_done (check);
  g_assert_nonnull (strstr (check->out, "questions stored: 2;"));
  g_assert_nonnull (strstr (check->err, "calc.xlsx:settings!C2: warning: "));
  json = cli_run (NULL, "form", "check", form, "--json", NULL);
  cli_assert_done (json);
  node = cli_json (json);
  said = json_node_get_array (node);
  last = json_array_get_object_element (said, json_array_get_length (said) - 1);
  g_assert_cmpstr (json_object_get_string_member (last, "sheet"), ==, "settings");
  g_assert_cmpint (json_object_get_int_member (last, "line"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (last, "column"), ==, 3);
  walk = cli_run (NULL, "form", "walk", form, "--seed", "1", "-n", "3", NULL);
  cli_assert_done (walk);
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", form, "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (made);
  copied = cli_run (NULL, "duplicate", cli_path ("s.moksori"), cli_path ("t.moksori"), "--form", form,
                    "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (copied);
  refused = cli_run (NULL, "new", cli_path ("u.moksori"), "--form", bad, "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_refused (refused, 1, "old.xls: error: ");
  g_assert_false (g_file_test (cli_path ("u.moksori"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/wrong-usage-has-its-own-status", test_wrong_usage_has_its_own_status);
  g_test_add_func ("/cli/every-verb-explains-itself", test_every_verb_explains_itself);
  g_test_add_func ("/cli/form/a-good-form-is-good", test_a_good_form_is_good);
  g_test_add_func ("/cli/form/a-form-may-single-people-out", test_a_form_may_single_people_out);
  g_test_add_func ("/cli/form/a-bad-form-names-the-place", test_a_bad_form_names_the_place);
  g_test_add_func ("/cli/form/a-missing-form-is-named", test_a_missing_form_is_named);
  g_test_add_func ("/cli/form/a-walk-can-be-repeated", test_a_walk_can_be_repeated);
  g_test_add_func ("/cli/form/replaying-names-wrong-answers", test_replaying_names_wrong_answers);
  g_test_add_func ("/cli/form/a-workbook-is-a-form", test_a_workbook_is_a_form);
  g_test_add_func ("/cli/form/the-built-in-form-is-there", test_the_built_in_form_is_there);
  g_test_add_func ("/cli/form/a-form-is-printed", test_a_form_is_printed);
  g_test_add_func ("/cli/form/printing-replaces-nothing", test_printing_replaces_nothing);
  g_test_add_func ("/cli/form/a-bad-form-is-not-printed", test_a_bad_form_is_not_printed);
  g_test_add_func ("/cli/form/a-language-that-the-form-has-not-is-named",
                   test_a_language_that_the_form_has_not_is_named);
  return g_test_run ();
}
