/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Surveys that protect answers, with the real program: from boxes to a release, its tables, charts and comments. */

#include "config.h"

#include <string.h>

#include "support.h"

/* A closed survey by the short form. */
static void
make_closed (const char *name, const char *form, guint n, guint seed)
{
  cli_make_survey (name, cli_path (form));
  cli_simulate (name, n, seed);
  cli_close_survey (name);
}

static void
collect (const char *survey)
{
  g_autoptr (CliRun) box = cli_run (NULL, "box", cli_path (survey), "-o", cli_path ("ward.mokbox"), "--label", "Ward",
                                    "--slots", "1400", NULL);
  g_autoptr (CliRun) handed = NULL;
  g_autoptr (CliRun) merged = NULL;

  cli_assert_done (box);
  cli_simulate ("ward.mokbox", 300, 1);
  handed = cli_run (NULL, "hand-over", cli_path ("ward.mokbox"), "-o", cli_path ("out.mokbox"), NULL);
  cli_assert_done (handed);
  merged = cli_run (NULL, "merge", cli_path (survey), cli_path ("out.mokbox"), NULL);
  cli_assert_done (merged);
}

static void
check_rehearsal (const char *name)
{
  g_autoptr (GBytes) before = cli_read (name);
  g_autoptr (CliRun) text =
      cli_run (NULL, "close", cli_path (name), "--rehearse", "--passphrase-file", cli_path ("pass"), NULL);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *told = cli_get_json (&node, cli_run (NULL, "close", cli_path (name), "--passphrase-file",
                                                   cli_path ("pass"), "--rehearse", "--json", NULL));
  JsonArray *breakdowns = json_object_get_array_member (told, "breakdowns");
  JsonObject *last = json_array_get_object_element (breakdowns, json_array_get_length (breakdowns) - 1);

  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, "300 responses"));
  g_assert_nonnull (strstr (text->out, "nothing was changed"));
  g_assert_cmpint (json_object_get_int_member (told, "responses"), ==, 300);
  g_assert_cmpint (json_object_get_int_member (told, "unreadable"), ==, 0);
  g_assert_true (json_object_get_boolean_member (told, "can_close"));
  g_assert_false (json_object_get_boolean_member (told, "small"));
  g_assert_true (json_object_get_null_member (told, "small_sites"));
  /* 1.96 · √(.3 · .7 / 300) / .8 */
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (told, "half_width"), 0.0648, 0.0001);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (told, "under_five"), "responses") % 5, ==,
                   0);
  g_assert_cmpuint (json_array_get_length (breakdowns), ==, 9);
  g_assert_cmpstr (json_object_get_string_member (last, "variable"), ==, "size5");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (last, "levels")), >=, 2);
  after = cli_read (name);
  g_assert_true (g_bytes_equal (before, after));
}

static void
check_certificate (JsonObject *told)
{
  JsonObject *certificate = json_object_get_object_member (told, "certificate");
  JsonArray *left = json_object_get_array_member (told, "left");

  g_assert_cmpint (json_object_get_int_member (certificate, "respondents"), ==, 300);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (certificate, "rate"), 0.2, 1e-9);
  g_assert_cmpint (json_object_get_int_member (certificate, "slips"), ==, 8);
  g_assert_cmpint (json_object_get_int_member (certificate, "largest_block"), ==, 23);
  g_assert_cmpint (json_object_get_int_member (certificate, "smallest_urn"), >=, 10);
  g_assert_cmpint (json_object_get_int_member (certificate, "replaced"), <,
                   json_object_get_int_member (certificate, "drawn") / 4);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (certificate, "notes")), >, 4);
  /* The box, the backups, the passphrase, the recovery sheet, the disk. */
  g_assert_cmpuint (json_array_get_length (left), ==, 5);
  g_assert_nonnull (strstr (json_object_get_string_member (json_array_get_object_element (left, 0), "text"), "Ward"));
}

static void
close_and_certify (const char *name)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CliRun) text = NULL;

  check_certificate (cli_get_json (
      &node, cli_run (NULL, "close", cli_path (name), "--passphrase-file", cli_path ("pass"), "--json", NULL)));
  /* Told again at any time. */
  check_certificate (cli_get_json (&node, cli_run (NULL, "status", cli_path (name), "--certificate", "--json", NULL)));
  text = cli_run (NULL, "status", cli_path (name), "--certificate", NULL);
  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, "CERTIFICATE"));
  g_assert_nonnull (strstr (text->out, "WHAT IS LEFT TO DESTROY"));
}

static void
check_list (const char *name)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *list = cli_get_json (&node, cli_run (NULL, "table", cli_path (name), "--list", "--json", NULL));
  JsonArray *outcomes = json_object_get_array_member (list, "outcomes");
  JsonArray *breakdowns = json_object_get_array_member (list, "breakdowns");

  g_assert_cmpuint (json_array_get_length (outcomes), ==, 22);
  g_assert_true (g_str_has_prefix (
      json_object_get_string_member (json_array_get_object_element (outcomes, 0), "variable"), "outcome:"));
  for (guint i = 0; i < json_array_get_length (breakdowns); i++)
    {
      JsonObject *breakdown = json_array_get_object_element (breakdowns, i);

      g_assert_cmpint (json_object_get_null_member (breakdown, "refusal"), ==,
                       json_array_get_length (json_object_get_array_member (breakdown, "levels")) >= 2);
    }
}

static void
check_protections (const char *name)
{
  g_autoptr (CliRun) json = cli_run (NULL, "table", cli_path (name), "--question", "protections", "--json", NULL);
  g_autoptr (CliRun) csv =
      cli_run (NULL, "table", cli_path (name), "--question", "protections", "--format", "csv", NULL);
  g_autoptr (CliRun) text = cli_run (NULL, "table", cli_path (name), "--question", "protections", NULL);
  g_autoptr (CliRun) single =
      cli_run (NULL, "table", cli_path (name), "--question", "outcome:al", "--by", "size5", "--json", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *tables;

  cli_assert_done (json);
  cli_assert_done (csv);
  cli_assert_done (text);
  cli_assert_done (single);
  g_assert_nonnull (strstr (json->out, single->out));
  node = cli_json (json);
  tables = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (tables), ==, 22);
  for (guint i = 0; i < json_array_get_length (tables); i++)
    {
      JsonObject *table = json_array_get_object_element (tables, i);

      /* One that would tell too much is shown in total. */
      g_assert_true (json_object_get_null_member (table, "by")
                     || strcmp (json_object_get_string_member (table, "by"), "size5") == 0);
      g_assert_false (json_object_get_boolean_member (table, "exact"));
      g_assert_true (json_object_get_boolean_member (table, "synthetic"));
    }
  /* One head, and no table without its lines. */
  g_assert_true (g_str_has_prefix (csv->out, "question,by,"));
  g_assert_null (strstr (csv->out + 1, "question,by,"));
  g_assert_nonnull (strstr (csv->out, "\r\noutcome:al,size5,"));
  g_assert_nonnull (strstr (csv->out, "\r\noutcome:harass_resp,size5,"));
  g_assert_nonnull (strstr (text->out, "Paid annual leave"));
}

static void
draw (const char *name, const char *question, const char *picture, const char *start)
{
  g_autoptr (CliRun) run = cli_run (NULL, "chart", cli_path (name), "--question", question, "--palette", "contrast",
                                    "-o", cli_path (picture), NULL);
  g_autoptr (GBytes) bytes = NULL;

  cli_assert_done (run);
  bytes = cli_read (picture);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), start, strlen (start)), ==, 0);
}

static void
review_comments (const char *name)
{
  g_autofree char *waiting = cli_dup_comments_status (name);
  g_autofree char *reviewed = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CliRun) finished = NULL;
  g_autoptr (CliRun) summary = NULL;
  JsonObject *told;
  JsonObject *question;

  g_assert_cmpstr (waiting, ==, "waiting");
  told = cli_get_json (
      &node, cli_run (NULL, "comments", cli_path (name), "--passphrase-file", cli_path ("pass"), "--json", NULL));
  question = json_array_get_object_element (json_object_get_array_member (told, "questions"), 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (question, "texts")), >=, 10);
  g_assert_true (json_object_get_null_member (told, "summary"));

  cli_write ("summary.txt", "사람이 부족하다는 의견이 많습니다.\n");
  finished = cli_run (NULL, "comments", cli_path (name), "--passphrase-file", cli_path ("pass"), "--finish",
                      cli_path ("summary.txt"), NULL);
  cli_assert_done (finished);
  reviewed = cli_dup_comments_status (name);
  g_assert_cmpstr (reviewed, ==, "reviewed");
  summary = cli_run (NULL, "comments", cli_path (name), NULL);
  cli_assert_done (summary);
  g_assert_cmpstr (summary->out, ==, "사람이 부족하다는 의견이 많습니다.\n");
  told = cli_get_json (&node, cli_run (NULL, "comments", cli_path (name), "--json", NULL));
  g_assert_cmpstr (json_object_get_string_member (told, "summary"), ==, "사람이 부족하다는 의견이 많습니다.\n");
  cli_assert_unchanged (name, "no review to end", "comments", cli_path (name), "--passphrase-file", cli_path ("pass"),
                        "--finish", cli_path ("summary.txt"));
}

static void
check_comparison (const char *earlier, const char *later)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CliRun) text =
      cli_run (NULL, "compare", cli_path (earlier), cli_path (later), "--question", "al", "--by", "size5", NULL);
  g_autoptr (CliRun) csv =
      cli_run (NULL, "compare", cli_path (earlier), cli_path (later), "--question", "al", "--format", "csv", NULL);
  JsonObject *told = cli_get_json (&node, cli_run (NULL, "compare", cli_path (earlier), cli_path (later), "--question",
                                                   "outcome:al", "--by", "size5", "--json", NULL));
  JsonArray *rows = json_object_get_array_member (told, "rows");
  JsonArray *all = json_object_get_array_member (json_array_get_object_element (rows, 0), "cells");
  JsonArray *under = json_object_get_array_member (json_array_get_object_element (rows, 1), "cells");

  g_assert_cmpuint (json_array_get_length (all), ==, 6);
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *cell = json_array_get_object_element (all, i);
      const double change = json_object_get_double_member (cell, "difference");

      g_assert_cmpfloat (json_object_get_double_member (cell, "low"), <=, change);
      g_assert_cmpfloat (json_object_get_double_member (cell, "high"), >=, change);
      /* The shares are shown as parts of a whole, the difference is not: they may be a little apart. */
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (cell, "later")
                                          - json_object_get_double_member (cell, "earlier"),
                                      change, 0.08);
    }
  /* The law guarantees no annual leave there. */
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (rows, 1), "group"), ==, "under");
  g_assert_true (json_object_get_null_member (json_array_get_object_element (under, 0), "difference"));
  /* Both were made today, and both are draws. */
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (told, "remarks")), ==, 2);

  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, " → "));
  g_assert_nonnull (strstr (text->err, "six months"));
  g_assert_nonnull (strstr (text->err, "second draw"));
  cli_assert_done (csv);
  g_assert_true (g_str_has_prefix (csv->out, "question,by,group,group_label,code,label,earlier,later,"));
  g_assert_nonnull (strstr (csv->out, "\r\nal,,,All,1,"));
}

static void
test_from_boxes_to_a_comparison (void)
{
  cli_set_up ();
  cli_make_survey ("s.moksori", "care-workforce");
  collect ("s.moksori");
  check_rehearsal ("s.moksori");
  close_and_certify ("s.moksori");
  check_list ("s.moksori");
  check_protections ("s.moksori");
  draw ("s.moksori", "protections", "all.png", "\x89PNG");
  draw ("s.moksori", "outcome:al", "al.svg", "<?xml");
  draw ("s.moksori", "priorities", "priorities.pdf", "%PDF");
  cli_assert_unchanged ("s.moksori", "size5", "chart", cli_path ("s.moksori"), "--question", "protections", "--filter",
                        "size5=over", "-o", cli_path ("empty.png"));
  review_comments ("s.moksori");

  cli_make_survey ("t.moksori", "care-workforce");
  cli_simulate ("t.moksori", 200, 7000);
  cli_close_survey ("t.moksori");
  check_comparison ("s.moksori", "t.moksori");
  cli_tear_down ();
}

static void
assert_same_table (const char *question, const char *by)
{
  g_autoptr (CliRun) a = cli_run (NULL, "table", cli_path ("s.moksori"), "--json", "--question", question,
                                  by != NULL ? "--by" : NULL, by, NULL);
  g_autoptr (CliRun) b = cli_run (NULL, "table", cli_path ("copy.moksori"), "--json", "--question", question,
                                  by != NULL ? "--by" : NULL, by, NULL);

  g_assert_cmpint (a->status, ==, b->status);
  g_assert_cmpstr (a->out, ==, b->out);
  g_assert_true (a->status == 0 || strstr (a->err, "Not offered") != NULL);
}

/* The noise comes out of the survey itself: a copy of it does not draw again. */
static void
test_a_copy_gives_the_same_release (void)
{
  static const char *const PARTS[] = { "questions", "outcomes" };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *list;
  guint n_tables = 0;

  cli_set_up ();
  cli_make_survey ("s.moksori", "care-workforce");
  cli_simulate ("s.moksori", 80, 1);
  cli_copy ("s.moksori", "copy.moksori", G_MAXSIZE);
  cli_close_survey ("s.moksori");
  cli_close_survey ("copy.moksori");
  list = cli_get_json (&node, cli_run (NULL, "table", cli_path ("s.moksori"), "--list", "--json", NULL));
  for (gsize p = 0; p < G_N_ELEMENTS (PARTS); p++)
    {
      JsonArray *part = json_object_get_array_member (list, PARTS[p]);

      for (guint i = 0; i < json_array_get_length (part); i++, n_tables++)
        {
          JsonObject *question = json_array_get_object_element (part, i);

          if (!json_object_get_null_member (question, "refusal"))
            continue;
          assert_same_table (json_object_get_string_member (question, "variable"), NULL);
          if (strcmp (json_object_get_string_member (question, "variable"), "gender") != 0)
            assert_same_table (json_object_get_string_member (question, "variable"), "gender");
        }
    }
  g_assert_cmpuint (n_tables, >, 60);
  cli_tear_down ();
}

static void
test_what_a_release_does_not_show (void)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (CliRun) text = NULL;
  g_autoptr (CliRun) usage = NULL;
  JsonObject *list;
  JsonObject *breakdown;

  cli_set_up ();
  make_closed ("s.moksori", "form.csv", 25, 1);
  list = cli_get_json (&node, cli_run (NULL, "table", cli_path ("s.moksori"), "--list", "--json", NULL));
  breakdown = json_array_get_object_element (json_object_get_array_member (list, "breakdowns"), 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (list, "outcomes")), ==, 0);
  g_assert_nonnull (strstr (json_object_get_string_member (breakdown, "refusal"), "40"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (breakdown, "levels")), ==, 0);
  text = cli_run (NULL, "table", cli_path ("s.moksori"), "--list", NULL);
  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, "Not offered"));
  cli_assert_unchanged ("s.moksori", "Not offered", "table", cli_path ("s.moksori"), "--question", "leave", "--by",
                        "size");
  cli_assert_unchanged ("s.moksori", "Not offered", "chart", cli_path ("s.moksori"), "--question", "leave", "--by",
                        "size", "-o", cli_path ("c.png"));
  cli_assert_unchanged ("s.moksori", "protections", "table", cli_path ("s.moksori"), "--question", "protections");
  usage = cli_run (NULL, "table", cli_path ("s.moksori"), "--question", "protections", "--by", "size", NULL);
  cli_assert_refused (usage, 2, "size5");
  cli_tear_down ();
}

static void
replace_in_form (const char *name, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (CLI_FORM, from, -1);
  g_autofree char *form = g_strjoinv (to, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  cli_write (name, form);
}

static void
assert_not_comparable (const char *a, const char *b, const char *question, const char *word)
{
  g_autoptr (CliRun) run = cli_run (NULL, "compare", cli_path (a), cli_path (b), "--question", question, NULL);

  cli_assert_refused (run, 1, word);
  g_assert_cmpstr (run->out, ==, "");
}

static void
test_waves_that_cannot_be_compared (void)
{
  g_autoptr (CliRun) reworded = NULL;
  g_autoptr (CliRun) by = NULL;
  g_autoptr (CliRun) usage = NULL;

  cli_set_up ();
  make_closed ("a.moksori", "form.csv", 60, 1);
  cli_copy ("a.moksori", "same.moksori", G_MAXSIZE);
  cli_make_survey ("open.moksori", cli_path ("form.csv"));
  replace_in_form ("other.csv", ",yes_no,98,Not sure,잘 모르겠습니다,not-sure\n",
                   ",yes_no,3,Partly,일부,\n,yes_no,98,Not sure,잘 모르겠습니다,not-sure\n");
  make_closed ("b.moksori", "other.csv", 60, 500);
  replace_in_form ("reworded.csv", "Did you get your leave?", "Were you given your leave?");
  make_closed ("c.moksori", "reworded.csv", 60, 900);

  assert_not_comparable ("a.moksori", "same.moksori", "leave", "same survey");
  assert_not_comparable ("a.moksori", "open.moksori", "leave", "not closed");
  assert_not_comparable ("a.moksori", "b.moksori", "leave", "not the same");
  assert_not_comparable ("a.moksori", "b.moksori", "nothing", "nothing");
  by = cli_run (NULL, "compare", cli_path ("a.moksori"), cli_path ("b.moksori"), "--question", "topics", "--by", "size",
                "--format", "csv", NULL);
  cli_assert_done (by);
  reworded = cli_run (NULL, "compare", cli_path ("a.moksori"), cli_path ("c.moksori"), "--question", "leave", NULL);
  cli_assert_done (reworded);
  g_assert_nonnull (strstr (reworded->err, "worded"));
  usage = cli_run (NULL, "compare", cli_path ("a.moksori"), "--question", "leave", NULL);
  g_assert_cmpint (usage->status, ==, 2);
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/release/from-boxes-to-a-comparison", test_from_boxes_to_a_comparison);
  g_test_add_func ("/cli/release/a-copy-gives-the-same-release", test_a_copy_gives_the_same_release);
  g_test_add_func ("/cli/release/what-a-release-does-not-show", test_what_a_release_does_not_show);
  g_test_add_func ("/cli/release/waves-that-cannot-be-compared", test_waves_that_cannot_be_compared);
  return g_test_run ();
}
