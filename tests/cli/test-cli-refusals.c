/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bad input and bad places: a message that names the file, exit code 1, and not a byte changed. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

/* An open survey, a box with twelve simulated responses, and its handed-over copy. */
static const char *const FILES[] = { "s.moksori", "b.mokbox", "out.mokbox" };

static void
make_files (void)
{
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) box = NULL;
  g_autoptr (CliRun) simulated = NULL;
  g_autoptr (CliRun) handed = NULL;

  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--disclosure", "open",
                  "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (made);
  box = cli_run (NULL, "box", cli_path ("s.moksori"), "-o", cli_path ("b.mokbox"), NULL);
  cli_assert_done (box);
  simulated = cli_run (NULL, "simulate", cli_path ("b.mokbox"), "-n", "12", NULL);
  cli_assert_done (simulated);
  handed = cli_run (NULL, "hand-over", cli_path ("b.mokbox"), "-o", cli_path ("out.mokbox"), NULL);
  cli_assert_done (handed);
}

/* Making them takes a second on purpose (argon2id), so that is done once and each test gets copies. */
static void
set_up (void)
{
  static GBytes *contents[G_N_ELEMENTS (FILES)] = { NULL };

  cli_set_up ();
  if (contents[0] == NULL)
    {
      make_files ();
      for (gsize i = 0; i < G_N_ELEMENTS (FILES); i++)
        contents[i] = cli_read (FILES[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (FILES); i++)
    cli_write_bytes (FILES[i], contents[i]);
}

/* Every verb that opens a file says which file is wrong, and leaves it alone. */
static void
assert_refused_everywhere (const char *name)
{
  static const char *const VERBS[] = { "status", "answer", "table", "close", "merge", "simulate", "hand-over", "box" };
  g_autoptr (GBytes) before = cli_read (name);

  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    {
      const char *path = cli_path (name);
      const char *verb = VERBS[i];
      g_autoptr (CliRun) run = NULL;
      g_autoptr (GBytes) after = NULL;

      if (strcmp (verb, "table") == 0)
        run = cli_run ("{}", verb, path, "--question", "leave", NULL);
      else if (strcmp (verb, "close") == 0)
        run = cli_run ("{}", verb, path, "--passphrase-file", cli_path ("pass"), NULL);
      else if (strcmp (verb, "merge") == 0)
        run = cli_run ("{}", verb, path, cli_path ("out.mokbox"), NULL);
      else if (strcmp (verb, "simulate") == 0)
        run = cli_run ("{}", verb, path, "-n", "1", NULL);
      else if (strcmp (verb, "hand-over") == 0 || strcmp (verb, "box") == 0)
        run = cli_run ("{}", verb, path, "-o", cli_path ("made.mokbox"), NULL);
      else
        run = cli_run ("{}", verb, path, NULL);
      g_test_message ("%s %s: %s", verb, name, run->err);
      cli_assert_refused (run, 1, name);
      after = cli_read (name);
      g_assert_true (before == NULL ? after == NULL : g_bytes_equal (before, after));
      g_assert_false (g_file_test (cli_path ("made.mokbox"), G_FILE_TEST_EXISTS));
    }
}

/* Merged among good files, it is refused by name and the others still come in. */
static void
assert_merge_refuses (const char *name, const char *word)
{
  g_autoptr (GBytes) before = cli_read (name);
  g_autoptr (CliRun) run =
      cli_run (NULL, "merge", cli_path ("s.moksori"), cli_path (name), cli_path ("out.mokbox"), "--json", NULL);
  g_autoptr (JsonNode) node = cli_json (run);
  g_autoptr (GBytes) after = cli_read (name);
  JsonObject *receipt = json_node_get_object (node);
  JsonArray *files = json_object_get_array_member (receipt, "files");

  cli_assert_refused (run, 1, name);
  cli_assert_refused (run, 1, word);
  g_assert_true (before == NULL ? after == NULL : g_bytes_equal (before, after));
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (files, 0), "name"), ==, name);
  g_assert_false (json_object_get_null_member (json_array_get_object_element (files, 0), "refused"));
  g_assert_true (json_object_get_null_member (json_array_get_object_element (files, 1), "refused"));
  g_assert_cmpint (json_object_get_int_member (receipt, "total"), ==, 12);
}

static void
test_a_form_with_errors (void)
{
  g_autoptr (CliRun) run = NULL;

  cli_set_up ();
  cli_write ("bad.csv", "survey\n,type,name,label\n,geopoint,place,Where?\n,barcode,code,Which?\n");
  run = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("bad.csv"), "--passphrase-file",
                 cli_path ("pass"), NULL);
  /* All of them at once. */
  cli_assert_refused (run, 1, "bad.csv:3:");
  cli_assert_refused (run, 1, "bad.csv:4:");
  g_assert_false (g_file_test (cli_path ("s.moksori"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

static void
test_files_that_are_not_ours (void)
{
  set_up ();
  cli_write ("text.mokbox", "This is not a box, it only looks like one by its name.\n");
  cli_write ("empty.mokbox", "");
  assert_refused_everywhere ("text.mokbox");
  assert_refused_everywhere ("empty.mokbox");
  assert_refused_everywhere ("missing.mokbox");
  assert_merge_refuses ("text.mokbox", "not a box");
  assert_merge_refuses ("empty.mokbox", "");
  assert_merge_refuses ("missing.mokbox", "");
  assert_merge_refuses ("s.moksori", "not a box");
  cli_tear_down ();
}

static void
test_truncated_files (void)
{
  set_up ();
  cli_copy ("s.moksori", "half.moksori", 10000);
  cli_copy ("b.mokbox", "half.mokbox", 100000);
  assert_refused_everywhere ("half.moksori");
  assert_refused_everywhere ("half.mokbox");
  cli_copy ("out.mokbox", "cut.mokbox", 50000);
  assert_merge_refuses ("cut.mokbox", "damaged");
  cli_tear_down ();
}

/* user_version stands big-endian at byte 60 of an SQLite file. */
static void
test_files_of_another_version (void)
{
  static const guint8 VERSION[] = { 0, 0, 0, 99 }, NONE[] = { 0, 0, 0, 0 };

  set_up ();
  cli_copy ("s.moksori", "new.moksori", G_MAXSIZE);
  cli_copy ("b.mokbox", "new.mokbox", G_MAXSIZE);
  cli_patch ("new.moksori", 60, VERSION, sizeof VERSION);
  cli_patch ("new.mokbox", 60, VERSION, sizeof VERSION);
  assert_refused_everywhere ("new.moksori");
  assert_refused_everywhere ("new.mokbox");
  assert_merge_refuses ("new.mokbox", "newer version");
  cli_copy ("s.moksori", "old.moksori", G_MAXSIZE);
  cli_copy ("b.mokbox", "old.mokbox", G_MAXSIZE);
  cli_patch ("old.moksori", 60, NONE, sizeof NONE);
  cli_patch ("old.mokbox", 60, NONE, sizeof NONE);
  assert_refused_everywhere ("old.moksori");
  assert_refused_everywhere ("old.mokbox");
  assert_merge_refuses ("old.mokbox", "older version");
  cli_tear_down ();
}

static void
test_the_wrong_passphrase (void)
{
  g_autoptr (CliRun) wrong = NULL;
  g_autoptr (CliRun) missing = NULL;
  g_autoptr (CliRun) empty = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  set_up ();
  before = cli_read ("s.moksori");
  cli_write ("wrong", "incorrect horse\n");
  cli_write ("nothing", "\n");
  wrong = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("wrong"), NULL);
  cli_assert_refused (wrong, 1, "passphrase");
  missing = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("no-such"), NULL);
  cli_assert_refused (missing, 1, "no-such");
  empty = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("nothing"), NULL);
  cli_assert_refused (empty, 1, "nothing");
  after = cli_read ("s.moksori");
  g_assert_true (g_bytes_equal (before, after));
  cli_tear_down ();
}

static void
test_another_survey (void)
{
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) box = NULL;

  set_up ();
  made = cli_run (NULL, "new", cli_path ("t.moksori"), "--form", cli_path ("form.csv"), "--passphrase-file",
                  cli_path ("pass"), NULL);
  cli_assert_done (made);
  box = cli_run (NULL, "box", cli_path ("t.moksori"), "-o", cli_path ("other.mokbox"), NULL);
  cli_assert_done (box);
  assert_merge_refuses ("other.mokbox", "another survey");
  cli_tear_down ();
}

static void
test_answers_that_do_not_fit (void)
{
  static const struct
  {
    const char *json;
    const char *word;
  } ANSWERS[] = {
    { "", "" },
    { "{", "" },
    { "[]", "" },
    { "{\"agree\": \"1\", \"nothing\": 1}", "nothing" },
    { "{\"agree\": \"1\", \"size\": \"7\"}", "size" },
    { "{\"agree\": \"1\", \"leave\": 3}", "leave" },
    { "{\"agree\": \"1\", \"leave\": [\"1\"]}", "leave" },
    { "{\"agree\": \"1\", \"leave\": \"1\", \"why\": \"1\"}", "why" },
    { "{\"agree\": \"1\", \"topics\": [\"1\", \"2\", \"3\"]}", "topics" },
    { "{\"agree\": \"1\", \"topics\": [\"1\", \"9\"]}", "topics" },
    { "{\"agree\": \"1\", \"hours\": 121}", "hours" },
    { "{\"agree\": \"1\", \"hours\": 1.5}", "hours" },
    { "{\"agree\": \"1\", \"hours\": \"many\"}", "hours" },
    { "{\"agree\": \"2\"}", "" },
    { "{\"size\": \"1\"}", "agree" },
  };
  g_autoptr (GBytes) before = NULL;

  set_up ();
  before = cli_read ("b.mokbox");
  for (gsize i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      g_autoptr (CliRun) run = cli_run (ANSWERS[i].json, "answer", cli_path ("b.mokbox"), NULL);
      g_autoptr (GBytes) after = cli_read ("b.mokbox");

      g_test_message ("%s: %s", ANSWERS[i].json, run->err);
      cli_assert_refused (run, 1, ANSWERS[i].word);
      g_assert_true (g_bytes_equal (before, after));
    }
  cli_tear_down ();
}

static void
test_unknown_names_in_a_table (void)
{
  g_autoptr (CliRun) merged = NULL;
  g_autoptr (CliRun) closed = NULL;
  static const char *const WRONG[][5] = {
    { "--question", "nothing", NULL, NULL, "nothing" },
    { "--question", "leave", "--by", "nothing", "nothing" },
    { "--question", "leave", "--by", "topics", "topics" },
    { "--question", "leave", "--filter", "nothing=1", "nothing" },
    { "--question", "leave", "--filter", "size=7", "7" },
  };

  set_up ();
  merged = cli_run (NULL, "merge", cli_path ("s.moksori"), cli_path ("out.mokbox"), NULL);
  cli_assert_done (merged);
  closed = cli_run (NULL, "close", "--passphrase-file", cli_path ("pass"), cli_path ("s.moksori"), NULL);
  cli_assert_done (closed);
  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      const char *const *w = WRONG[i];
      g_autoptr (CliRun) table = cli_run (NULL, "table", cli_path ("s.moksori"), w[0], w[1], w[2], w[3], NULL);
      g_autoptr (CliRun) chart =
          cli_run (NULL, "chart", cli_path ("s.moksori"), "-o", cli_path ("c.png"), w[0], w[1], w[2], w[3], NULL);

      cli_assert_refused (table, 1, w[4]);
      cli_assert_refused (table, 1, "s.moksori");
      cli_assert_refused (chart, 1, w[4]);
      g_assert_false (g_file_test (cli_path ("c.png"), G_FILE_TEST_EXISTS));
    }
  cli_tear_down ();
}

static void
test_an_existing_file_is_not_overwritten (void)
{
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) box = NULL;
  g_autoptr (CliRun) handed = NULL;
  g_autoptr (GBytes) survey = NULL;
  g_autoptr (GBytes) same = NULL;

  set_up ();
  survey = cli_read ("s.moksori");
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--passphrase-file",
                  cli_path ("pass"), NULL);
  cli_assert_refused (made, 1, "s.moksori");
  box = cli_run (NULL, "box", cli_path ("s.moksori"), "-o", cli_path ("form.csv"), NULL);
  cli_assert_refused (box, 1, "form.csv");
  handed = cli_run (NULL, "hand-over", cli_path ("b.mokbox"), "--last", "-o", cli_path ("form.csv"), NULL);
  cli_assert_refused (handed, 1, "form.csv");
  same = cli_read ("s.moksori");
  g_assert_true (g_bytes_equal (survey, same));
  cli_tear_down ();
}

static void
test_too_few_to_hand_over (void)
{
  g_autoptr (CliRun) again = NULL;
  g_autoptr (CliRun) last = NULL;

  set_up ();
  again = cli_run (NULL, "hand-over", cli_path ("b.mokbox"), "-o", cli_path ("again.mokbox"), NULL);
  g_assert_cmpint (again->status, ==, 1);
  g_assert_false (g_file_test (cli_path ("again.mokbox"), G_FILE_TEST_EXISTS));
  last = cli_run (NULL, "hand-over", cli_path ("b.mokbox"), "-o", cli_path ("again.mokbox"), "--last", NULL);
  cli_assert_done (last);
  cli_tear_down ();
}

static void
test_a_full_box (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  set_up ();
  before = cli_read ("b.mokbox");
  run = cli_run (NULL, "simulate", cli_path ("b.mokbox"), "-n", "100000", NULL);
  cli_assert_refused (run, 1, "b.mokbox");
  after = cli_read ("b.mokbox");
  g_assert_true (g_bytes_equal (before, after));
  cli_tear_down ();
}

static void
assert_disk_full (CliRun *run, const char *name, const char *word)
{
  cli_assert_refused (run, 1, name);
  cli_assert_refused (run, 1, word);
  cli_run_free (run);
}

/* @folder: where the disk is full; @limit: for the program, where only the size of files can be limited */
static void
check_full_disk (CliWorld world, gsize limit, const char *folder, const char *word)
{
  g_autofree char *survey = g_build_filename (folder, "s.moksori", NULL);
  g_autofree char *made = g_build_filename (folder, "full.moksori", NULL);
  g_autofree char *box = g_build_filename (folder, "full.mokbox", NULL);
  g_autoptr (GBytes) before = cli_read (survey);
  g_autoptr (GBytes) after = NULL;

  assert_disk_full (cli_run_in (world, 10000, "new", cli_path (made), "--form", cli_path ("form.csv"),
                                "--passphrase-file", cli_path ("pass"), NULL),
                    "full.moksori", word);
  assert_disk_full (cli_run_in (world, 100000, "box", cli_path (survey), "-o", cli_path (box), NULL), "full.mokbox",
                    word);
  assert_disk_full (
      cli_run_in (world, 100000, "hand-over", cli_path ("b.mokbox"), "-o", cli_path (box), "--last", NULL),
      "full.mokbox", word);
  assert_disk_full (cli_run_in (world, limit, "merge", cli_path (survey), cli_path ("out.mokbox"), NULL), "s.moksori",
                    word);
  after = cli_read (survey);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_false (g_file_test (cli_path (made), G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (cli_path (box), G_FILE_TEST_EXISTS));
}

static void
test_a_full_disk (void)
{
  g_autoptr (GBytes) survey = NULL;
  gsize size;

  set_up ();
  survey = cli_read ("s.moksori");
  size = g_bytes_get_size (survey);
  if (cli_make_disk ("disk", size + 20000))
    {
      cli_copy ("s.moksori", "disk/s.moksori", G_MAXSIZE);
      check_full_disk (CLI_NORMAL, 0, "disk", "disk is full");
      cli_remove_disk ("disk");
    }
  else
    g_test_skip ("only root can make a small disk");
  cli_tear_down ();
}

static void
test_files_that_may_not_grow (void)
{
  set_up ();
  /* Less than one page of the survey's journal. */
  check_full_disk (CLI_SMALL_FILES, 10000, ".", "cannot be");
  cli_tear_down ();
}

static void
test_a_folder_without_permission (void)
{
  g_autoptr (CliRun) merged = NULL;
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) simulated = NULL;
  g_autoptr (GBytes) survey = NULL;
  g_autoptr (GBytes) same = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can run the program as another person");
      return;
    }
  set_up ();
  for (gsize i = 0; i < G_N_ELEMENTS (FILES); i++)
    g_chmod (cli_path (FILES[i]), 0644);
  survey = cli_read ("s.moksori");
  merged = cli_run_in (CLI_OTHER_PERSON, 0, "merge", cli_path ("s.moksori"), cli_path ("out.mokbox"), NULL);
  cli_assert_refused (merged, 1, "s.moksori");
  cli_assert_refused (merged, 1, "permission");
  made = cli_run_in (CLI_OTHER_PERSON, 0, "new", cli_path ("mine.moksori"), "--form", cli_path ("form.csv"),
                     "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_refused (made, 1, "mine.moksori");
  cli_assert_refused (made, 1, "permission");
  simulated = cli_run_in (CLI_OTHER_PERSON, 0, "simulate", cli_path ("b.mokbox"), "-n", "1", NULL);
  cli_assert_refused (simulated, 1, "b.mokbox");
  cli_assert_refused (simulated, 1, "permission");
  same = cli_read ("s.moksori");
  g_assert_true (g_bytes_equal (survey, same));
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/refusals/a-form-with-errors", test_a_form_with_errors);
  g_test_add_func ("/cli/refusals/files-that-are-not-ours", test_files_that_are_not_ours);
  g_test_add_func ("/cli/refusals/truncated-files", test_truncated_files);
  g_test_add_func ("/cli/refusals/files-of-another-version", test_files_of_another_version);
  g_test_add_func ("/cli/refusals/the-wrong-passphrase", test_the_wrong_passphrase);
  g_test_add_func ("/cli/refusals/another-survey", test_another_survey);
  g_test_add_func ("/cli/refusals/answers-that-do-not-fit", test_answers_that_do_not_fit);
  g_test_add_func ("/cli/refusals/unknown-names-in-a-table", test_unknown_names_in_a_table);
  g_test_add_func ("/cli/refusals/an-existing-file-is-not-overwritten", test_an_existing_file_is_not_overwritten);
  g_test_add_func ("/cli/refusals/too-few-to-hand-over", test_too_few_to_hand_over);
  g_test_add_func ("/cli/refusals/a-full-box", test_a_full_box);
  g_test_add_func ("/cli/refusals/a-full-disk", test_a_full_disk);
  g_test_add_func ("/cli/refusals/files-that-may-not-grow", test_files_that_may_not_grow);
  g_test_add_func ("/cli/refusals/a-folder-without-permission", test_a_folder_without_permission);
  return g_test_run ();
}
