/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* verify, with the real program: what it prints, and its exit codes. What it notices is tested in
 * store/.
 */

#include "config.h"

#include <string.h>

#include "support.h"

static void
make_box (const char *name)
{
  g_autoptr (CliRun) made = NULL;

  cli_make_survey ("survey.moksori", cli_path ("form.csv"));
  made = cli_run (NULL, "box", cli_path ("survey.moksori"), "-o", cli_path (name), NULL);
  cli_assert_done (made);
  cli_simulate (name, 30, 1);
}

/* Returns: what the check said of @name */
static const char *
find_result (JsonObject *told, const char *name)
{
  JsonArray *checks = json_object_get_array_member (told, "checks");

  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      g_assert_cmpstr (json_object_get_string_member (check, "text"), !=, "");
      if (g_str_equal (json_object_get_string_member (check, "check"), name))
        return json_object_get_string_member (check, "result");
    }
  return NULL;
}

static void
test_right_files (void)
{
  g_autoptr (CliRun) text = NULL;
  g_autoptr (CliRun) merged = NULL;
  g_autoptr (JsonNode) node = NULL, survey_node = NULL, closed_node = NULL;
  JsonObject *told;

  cli_set_up ();
  make_box ("ward.mokbox");
  text = cli_run (NULL, "verify", cli_path ("ward.mokbox"), NULL);
  cli_assert_done (text);
  g_assert_nonnull (strstr (text->out, "✓ No journal"));
  g_assert_nonnull (strstr (text->out, "? The system keeps a time"));
  g_assert_true (g_str_has_suffix (text->out, "\nNothing in this file tells who answered, when, or in which order.\n"));

  told = cli_get_json (&node, cli_run (NULL, "verify", cli_path ("ward.mokbox"), "--json", NULL));
  g_assert_cmpstr (json_object_get_string_member (told, "kind"), ==, "box");
  g_assert_true (json_object_get_boolean_member (told, "passed"));
  g_assert_cmpstr (find_result (told, "order"), ==, "passed");
  g_assert_cmpstr (find_result (told, "copies"), ==, "unknown");

  merged = cli_run (NULL, "merge", cli_path ("survey.moksori"), cli_path ("ward.mokbox"), NULL);
  cli_assert_done (merged);
  told = cli_get_json (&survey_node, cli_run (NULL, "verify", "--json", cli_path ("survey.moksori"), NULL));
  g_assert_cmpstr (json_object_get_string_member (told, "kind"), ==, "survey");
  g_assert_true (json_object_get_boolean_member (told, "passed"));
  cli_close_survey ("survey.moksori");
  told = cli_get_json (&closed_node, cli_run (NULL, "verify", "--json", cli_path ("survey.moksori"), NULL));
  g_assert_true (json_object_get_boolean_member (told, "passed"));
  g_assert_cmpstr (find_result (told, "destroyed"), ==, "passed");
  cli_tear_down ();
}

static void
test_spoilt_file (void)
{
  g_autoptr (CliRun) text = NULL;
  g_autoptr (CliRun) json = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *told;

  cli_set_up ();
  make_box ("spoilt.mokbox");
  cli_patch ("spoilt.mokbox", 18, "\2\2", 2);
  text = cli_run (NULL, "verify", cli_path ("spoilt.mokbox"), NULL);
  g_assert_cmpint (text->status, ==, 1);
  g_assert_nonnull (strstr (text->out, "✗ The head of the file"));
  g_assert_nonnull (strstr (text->out, "Do not trust this file"));
  json = cli_run (NULL, "verify", cli_path ("spoilt.mokbox"), "--json", NULL);
  g_assert_cmpint (json->status, ==, 1);
  node = cli_json (json);
  told = json_node_get_object (node);
  g_assert_false (json_object_get_boolean_member (told, "passed"));
  g_assert_cmpstr (find_result (told, "header"), ==, "failed");
  cli_tear_down ();
}

static void
test_refusals (void)
{
  g_autoptr (CliRun) none = NULL;
  g_autoptr (CliRun) usage = NULL;
  g_autoptr (CliRun) other = NULL;

  cli_set_up ();
  none = cli_run (NULL, "verify", cli_path ("none.mokbox"), NULL);
  usage = cli_run (NULL, "verify", NULL);
  cli_assert_refused (none, 1, "none.mokbox");
  cli_assert_refused (usage, 2, "BOX|SURVEY");
  cli_write ("text.mokbox", "not a box");
  other = cli_run (NULL, "verify", cli_path ("text.mokbox"), NULL);
  cli_assert_refused (other, 1, "neither a box nor a survey");
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/verify/right-files", test_right_files);
  g_test_add_func ("/cli/verify/spoilt-file", test_spoilt_file);
  g_test_add_func ("/cli/verify/refusals", test_refusals);
  return g_test_run ();
}
