/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The whole path with the real program: a survey, its boxes, answers, merging, closing, tables and charts. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support.h"

#define ANSWER                                                                                                         \
  "{\"agree\": \"1\", \"size\": \"2\", \"leave\": \"2\", \"why\": \"99\", \"topics\": [\"1\", \"3\"], "                \
  "\"hours\": 52, \"other\": \"휴가\"}"

static void
make_survey (const char *name, const char *disclosure)
{
  g_autoptr (CliRun) run = cli_run (NULL, "new", cli_path (name), "--form", cli_path ("form.csv"), "--disclosure",
                                    disclosure, "--passphrase-file", cli_path ("pass"), NULL);

  cli_assert_done (run);
}

static void
make_box (const char *survey, const char *box)
{
  g_autoptr (CliRun) run = cli_run (NULL, "box", cli_path (survey), "-o", cli_path (box), "--label", "Ward", NULL);

  cli_assert_done (run);
}

static JsonObject *
get_status (JsonNode **node, const char *name)
{
  g_autoptr (CliRun) run = cli_run (NULL, "status", cli_path (name), "--json", NULL);

  cli_assert_done (run);
  *node = cli_json (run);
  return json_node_get_object (*node);
}

static gint64
count_responses (const char *name)
{
  g_autoptr (JsonNode) node = NULL;

  return json_object_get_int_member (get_status (&node, name), "responses");
}

static void
assert_receipt (const CliRun *run, gint64 found, gint64 added, gint64 duplicate, gint64 total)
{
  g_autoptr (JsonNode) node = cli_json (run);
  JsonObject *receipt = json_node_get_object (node);
  JsonArray *files = json_object_get_array_member (receipt, "files");
  gint64 sums[3] = { 0 };

  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);

      sums[0] += json_object_get_int_member (file, "found");
      sums[1] += json_object_get_int_member (file, "new");
      sums[2] += json_object_get_int_member (file, "duplicate");
      g_assert_cmpint (json_array_get_length (json_object_get_array_member (file, "damaged")), ==, 0);
      g_assert_true (json_object_get_null_member (file, "refused"));
    }
  g_assert_cmpint (sums[0], ==, found);
  g_assert_cmpint (sums[1], ==, added);
  g_assert_cmpint (sums[2], ==, duplicate);
  g_assert_cmpint (json_object_get_int_member (receipt, "total"), ==, total);
}

/* The table of one question of the closed survey, all respondents. */
static JsonObject *
get_table (JsonNode **node, const char *question)
{
  g_autoptr (CliRun) run =
      cli_run (NULL, "table", cli_path ("s.moksori"), "--question", question, "--format", "json", NULL);

  cli_assert_done (run);
  *node = cli_json (run);
  return json_node_get_object (*node);
}

static gint64
count_cell (const char *question, const char *code)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *row =
      json_array_get_object_element (json_object_get_array_member (get_table (&node, question), "rows"), 0);
  JsonArray *cells = json_object_get_array_member (row, "cells");

  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);

      if (strcmp (json_object_get_string_member (cell, "code"), code) == 0)
        return json_object_get_int_member (cell, "count");
    }
  g_assert_not_reached ();
}

static gint64
count_missing (const char *question, const char *kind)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *row =
      json_array_get_object_element (json_object_get_array_member (get_table (&node, question), "rows"), 0);

  return (gint64) json_object_get_double_member (json_object_get_object_member (row, "missing"), kind);
}

static void
check_status_of_a_new_box (void)
{
  g_autoptr (JsonNode) survey_node = NULL;
  g_autoptr (JsonNode) box_node = NULL;
  JsonObject *survey = get_status (&survey_node, "s.moksori");
  JsonObject *box = get_status (&box_node, "ward.mokbox");

  g_assert_cmpstr (json_object_get_string_member (survey, "kind"), ==, "survey");
  g_assert_cmpstr (json_object_get_string_member (box, "kind"), ==, "box");
  g_assert_cmpstr (json_object_get_string_member (box, "title"), ==, "Short survey");
  g_assert_cmpstr (json_object_get_string_member (box, "disclosure"), ==, "open");
  g_assert_cmpstr (json_object_get_string_member (box, "fingerprint"), ==,
                   json_object_get_string_member (survey, "fingerprint"));
  g_assert_false (json_object_get_boolean_member (box, "synthetic"));
  g_assert_cmpint (json_object_get_int_member (box, "responses"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (box, "capacity"), >=, 256);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (box, "codes"), "printed"), ==, 0);
  g_assert_false (json_object_get_boolean_member (survey, "closed"));
}

static void
answer (int times)
{
  for (int i = 0; i < times; i++)
    {
      g_autoptr (CliRun) run = cli_run (ANSWER, "answer", cli_path ("ward.mokbox"), NULL);

      cli_assert_done (run);
    }
  g_assert_cmpint (count_responses ("ward.mokbox"), ==, times);
}

static void
merge_twice (void)
{
  g_autoptr (CliRun) handed =
      cli_run (NULL, "hand-over", cli_path ("ward.mokbox"), "-o", cli_path ("out.mokbox"), NULL);
  g_autoptr (CliRun) first = NULL;
  g_autoptr (CliRun) again = NULL;
  g_autoptr (CliRun) removed = NULL;
  g_autoptr (CliRun) back = NULL;

  cli_assert_done (handed);
  first = cli_run (NULL, "merge", cli_path ("s.moksori"), cli_path ("out.mokbox"), "--json", NULL);
  cli_assert_done (first);
  assert_receipt (first, 12, 12, 0, 12);
  again = cli_run (NULL, "merge", cli_path ("s.moksori"), cli_path ("out.mokbox"), "--json", NULL);
  cli_assert_done (again);
  assert_receipt (again, 12, 0, 12, 12);
  removed = cli_run (NULL, "merge", cli_path ("s.moksori"), "--remove", cli_path ("out.mokbox"), NULL);
  cli_assert_done (removed);
  g_assert_cmpint (count_responses ("s.moksori"), ==, 0);
  g_mkdir (cli_path ("synced"), 0755);
  g_rename (cli_path ("out.mokbox"), cli_path ("synced/out.mokbox"));
  back = cli_run (NULL, "merge", cli_path ("s.moksori"), "--folder", cli_path ("synced"), "--json", NULL);
  cli_assert_done (back);
  assert_receipt (back, 12, 12, 0, 12);
}

static void
close_and_look (void)
{
  g_autoptr (CliRun) early = cli_run (NULL, "table", cli_path ("s.moksori"), "--question", "leave", NULL);
  g_autoptr (CliRun) closed = NULL;
  g_autoptr (CliRun) list = NULL;
  g_autoptr (CliRun) csv = NULL;
  g_autoptr (CliRun) text = NULL;
  g_autoptr (JsonNode) status = NULL;
  g_autoptr (JsonNode) listed = NULL;

  cli_assert_refused (early, 1, "s.moksori");
  closed = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (closed);
  g_assert_true (json_object_get_boolean_member (get_status (&status, "s.moksori"), "closed"));

  g_assert_cmpint (count_cell ("leave", "2"), ==, 12);
  g_assert_cmpint (count_cell ("leave", "1"), ==, 0);
  g_assert_cmpint (count_cell ("topics", "1"), ==, 12);
  g_assert_cmpint (count_cell ("topics", "2"), ==, 0);
  g_assert_cmpint (count_missing ("why", "refused"), ==, 12);
  g_assert_cmpint (count_missing ("why", "not_asked"), ==, 0);

  list = cli_run (NULL, "table", cli_path ("s.moksori"), "--list", "--json", NULL);
  cli_assert_done (list);
  listed = cli_json (list);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (listed), "breakdowns")),
                    ==, 1);
  csv = cli_run (NULL, "table", cli_path ("s.moksori"), "--question", "leave", "--by", "size", "--format", "csv", NULL);
  cli_assert_done (csv);
  g_assert_nonnull (strstr (csv->out, "5 or more"));
  text = cli_run (NULL, "--lang", "ko", "table", cli_path ("s.moksori"), "--question", "leave", "--filter", "size=2",
                  NULL);
  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, "아니요"));
}

static void
draw_charts (void)
{
  static const struct
  {
    const char *name;
    const char *start;
  } PICTURES[] = { { "c.png", "\x89PNG" }, { "c.svg", "<?xml" }, { "c.pdf", "%PDF" } };

  for (gsize i = 0; i < G_N_ELEMENTS (PICTURES); i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, "chart", cli_path ("s.moksori"), "--question", "topics", "--by", "size",
                                        "--palette", "dark", "--lang", "ko", "-o", cli_path (PICTURES[i].name), NULL);
      g_autoptr (GBytes) bytes = NULL;

      cli_assert_done (run);
      bytes = cli_read (PICTURES[i].name);
      g_assert_nonnull (bytes);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
      g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), PICTURES[i].start, strlen (PICTURES[i].start)), ==, 0);
    }
}

static void
test_from_a_form_to_a_chart (void)
{
  cli_set_up ();
  make_survey ("s.moksori", "open");
  make_box ("s.moksori", "ward.mokbox");
  check_status_of_a_new_box ();
  answer (12);
  merge_twice ();
  close_and_look ();
  draw_charts ();
  cli_tear_down ();
}

/* What was acknowledged is there, and nothing else. */
static void
test_many_answer_at_once (void)
{
  guint n_done;

  cli_set_up ();
  make_survey ("s.moksori", "open");
  make_box ("s.moksori", "ward.mokbox");
  n_done = cli_run_together (16, ANSWER, "answer", cli_path ("ward.mokbox"), NULL);
  g_assert_cmpuint (n_done, >, 0);
  g_assert_cmpint (count_responses ("ward.mokbox"), ==, n_done);
  cli_tear_down ();
}

static void
test_simulated_responses_stay_apart (void)
{
  g_autoptr (CliRun) simulated = NULL;
  g_autoptr (CliRun) handed = NULL;
  g_autoptr (CliRun) merged = NULL;
  g_autoptr (CliRun) mixed = NULL;
  g_autoptr (CliRun) direct = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  cli_set_up ();
  make_survey ("s.moksori", "open");
  make_box ("s.moksori", "sample.mokbox");
  make_box ("s.moksori", "ward.mokbox");
  answer (1);
  simulated = cli_run (NULL, "simulate", cli_path ("sample.mokbox"), "-n", "30", "--seed", "7", NULL);
  cli_assert_done (simulated);
  g_assert_true (json_object_get_boolean_member (get_status (&node, "sample.mokbox"), "synthetic"));
  g_assert_cmpint (count_responses ("sample.mokbox"), ==, 30);

  before = cli_read ("ward.mokbox");
  mixed = cli_run (NULL, "simulate", cli_path ("ward.mokbox"), "-n", "1", NULL);
  cli_assert_refused (mixed, 1, "ward.mokbox");
  after = cli_read ("ward.mokbox");
  g_assert_true (g_bytes_equal (before, after));

  handed = cli_run (NULL, "hand-over", cli_path ("sample.mokbox"), "--folder", cli_path ("."), NULL);
  cli_assert_done (handed);
  direct = cli_run (NULL, "simulate", cli_path ("s.moksori"), "-n", "20", "--seed", "100", NULL);
  cli_assert_done (direct);
  g_assert_cmpint (count_responses ("s.moksori"), ==, 20);
  merged = cli_run (NULL, "merge", cli_path ("s.moksori"), "--folder", cli_path ("."), NULL);
  g_assert_cmpint (count_responses ("s.moksori"), ==, 50);
  /* The folder also holds the two boxes themselves; the one with a real answer is refused. */
  cli_assert_refused (merged, 1, "ward.mokbox");
  cli_tear_down ();
}

static void
test_two_of_three_trustees_close (void)
{
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) simulated = NULL;
  g_autoptr (CliRun) one = NULL;
  g_autoptr (CliRun) two = NULL;

  cli_set_up ();
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--disclosure", "open",
                  "--trustee-passphrase-file", cli_path ("pass"), cli_path ("pass2"), cli_path ("pass3"), NULL);
  cli_assert_done (made);
  simulated = cli_run (NULL, "simulate", cli_path ("s.moksori"), "-n", "5", NULL);
  cli_assert_done (simulated);
  one = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass2"), NULL);
  cli_assert_refused (one, 1, "s.moksori");
  two =
      cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass3"), cli_path ("pass"), NULL);
  cli_assert_done (two);
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/from-a-form-to-a-chart", test_from_a_form_to_a_chart);
  g_test_add_func ("/cli/many-answer-at-once", test_many_answer_at_once);
  g_test_add_func ("/cli/simulated-responses-stay-apart", test_simulated_responses_stay_apart);
  g_test_add_func ("/cli/two-of-three-trustees-close", test_two_of_three_trustees_close);
  return g_test_run ();
}
