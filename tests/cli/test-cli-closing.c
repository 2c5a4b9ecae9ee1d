/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When a survey that protects answers closes, and when it does not; and the one review of its comments. */

#include "config.h"

#include <string.h>

#include "support.h"

static void
assert_too_few (const char *name, gboolean small, const char *word)
{
  cli_assert_unchanged (name, word, "close", cli_path (name), "--passphrase-file", cli_path ("pass"),
                        small ? "--small" : "--json");
}

static void
assert_can_close (const char *name, gboolean can_close, gboolean small)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *told = cli_get_json (&node, cli_run (NULL, "close", cli_path (name), "--passphrase-file",
                                                   cli_path ("pass"), "--rehearse", "--json", NULL));

  g_assert_cmpint (json_object_get_boolean_member (told, "can_close"), ==, can_close);
  g_assert_cmpint (json_object_get_boolean_member (told, "small"), ==, small);
}

static void
test_too_few_responses (void)
{
  g_autoptr (CliRun) fifteen = NULL;
  g_autoptr (CliRun) twenty = NULL;

  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  cli_simulate ("s.moksori", 9, 1);
  assert_too_few ("s.moksori", FALSE, "at least 20");
  assert_too_few ("s.moksori", TRUE, "at least 10");
  assert_can_close ("s.moksori", FALSE, FALSE);

  cli_simulate ("s.moksori", 6, 100);
  assert_too_few ("s.moksori", FALSE, "--small");
  assert_can_close ("s.moksori", TRUE, TRUE);
  cli_copy ("s.moksori", "fifteen.moksori", G_MAXSIZE);
  fifteen =
      cli_run (NULL, "close", cli_path ("fifteen.moksori"), "--small", "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (fifteen);

  cli_simulate ("s.moksori", 4, 200);
  assert_too_few ("s.moksori", FALSE, "19 responses");
  cli_simulate ("s.moksori", 1, 300);
  assert_can_close ("s.moksori", TRUE, FALSE);
  twenty = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (twenty);
  cli_tear_down ();
}

/* Small workplaces that do not hide each other. */
static void
test_boxes_of_small_workplaces (void)
{
  g_autoptr (CliRun) box = NULL;
  g_autoptr (CliRun) handed = NULL;
  g_autoptr (CliRun) merged = NULL;
  g_autoptr (CliRun) rehearsed = NULL;

  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  box = cli_run (NULL, "box", cli_path ("s.moksori"), "-o", cli_path ("b.mokbox"), "--site", "small", NULL);
  cli_assert_done (box);
  cli_simulate ("b.mokbox", 25, 1);
  handed = cli_run (NULL, "hand-over", cli_path ("b.mokbox"), "-o", cli_path ("out.mokbox"), "--last", NULL);
  cli_assert_done (handed);
  merged = cli_run (NULL, "merge", cli_path ("s.moksori"), cli_path ("out.mokbox"), NULL);
  cli_assert_done (merged);
  cli_assert_unchanged ("s.moksori", "small", "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"));
  rehearsed =
      cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"), "--rehearse", NULL);
  cli_assert_done (rehearsed);
  g_assert_nonnull (strstr (rehearsed->out, "Boxes of small workplaces"));
  cli_tear_down ();
}

static void
test_a_survey_closes_once (void)
{
  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  cli_simulate ("s.moksori", 30, 1);
  cli_assert_unchanged ("s.moksori", "passphrase", "close", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass2"));
  cli_assert_unchanged ("s.moksori", "passphrase", "close", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass2"), "--rehearse");
  cli_assert_unchanged ("s.moksori", "not closed", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"));
  cli_assert_unchanged ("s.moksori", "not closed", "status", cli_path ("s.moksori"), "--certificate");
  g_assert_cmpuint (
      cli_run_together (2, NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"), NULL), ==, 1);
  cli_assert_unchanged ("s.moksori", "closed", "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"));
  cli_assert_unchanged ("s.moksori", "closed", "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"),
                        "--rehearse");
  cli_assert_unchanged ("s.moksori", "closed", "simulate", cli_path ("s.moksori"), "-n", "1");
  cli_tear_down ();
}

static void
test_two_trustees (void)
{
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) closed = NULL;
  g_autoptr (CliRun) comments = NULL;

  cli_set_up ();
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--trustee-passphrase-file",
                  cli_path ("pass"), cli_path ("pass2"), cli_path ("pass3"), NULL);
  cli_assert_done (made);
  cli_simulate ("s.moksori", 400, 1);
  cli_assert_unchanged ("s.moksori", "s.moksori", "close", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"));
  closed = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass3"), cli_path ("pass2"),
                    NULL);
  cli_assert_done (closed);
  /* Such a survey never had one. */
  g_assert_null (strstr (closed->out, "Recovery sheet"));
  g_assert_nonnull (strstr (closed->out, "the two that closed the survey"));
  /* Those two, and nobody else. */
  cli_assert_unchanged ("s.moksori", "s.moksori", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass2"));
  cli_assert_unchanged ("s.moksori", "passphrase", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"), cli_path ("pass2"));
  comments = cli_run (NULL, "comments", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass2"),
                      cli_path ("pass3"), NULL);
  cli_assert_done (comments);
  g_assert_nonnull (strstr (comments->out, "– "));
  cli_tear_down ();
}

/* Twenty answer in a box, nine of them with a comment. */
static void
answer_with_few_comments (const char *survey)
{
  g_autoptr (CliRun) box = cli_run (NULL, "box", cli_path (survey), "-o", cli_path ("b.mokbox"), NULL);
  g_autoptr (CliRun) merged = NULL;

  cli_assert_done (box);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (CliRun) answered =
          cli_run (i < 9 ? "{\"agree\": \"1\", \"size\": \"2\", \"other\": \"휴가\"}" : "{\"agree\": \"1\"}", "answer",
                   cli_path ("b.mokbox"), NULL);

      cli_assert_done (answered);
    }
  merged = cli_run (NULL, "merge", cli_path (survey), cli_path ("b.mokbox"), NULL);
  cli_assert_done (merged);
}

static void
test_no_comments_to_review (void)
{
  g_autofree char *status = NULL;

  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  answer_with_few_comments ("s.moksori");
  cli_close_survey ("s.moksori");
  status = cli_dup_comments_status ("s.moksori");
  g_assert_cmpstr (status, ==, "none");
  cli_write ("summary.txt", "Nothing.\n");
  cli_assert_unchanged ("s.moksori", "no comments", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"));
  cli_assert_unchanged ("s.moksori", "no review", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"), "--finish", cli_path ("summary.txt"));
  cli_tear_down ();
}

static void
test_a_review_is_not_ended_by_mistake (void)
{
  g_autofree char *status = NULL;

  cli_set_up ();
  cli_make_survey ("s.moksori", cli_path ("form.csv"));
  cli_simulate ("s.moksori", 400, 1);
  cli_close_survey ("s.moksori");
  cli_write ("summary.txt", "Nothing.\n");
  cli_write ("latin.txt", "caf\xe9\n");
  cli_assert_unchanged ("s.moksori", "passphrase", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass2"), "--finish", cli_path ("summary.txt"));
  cli_assert_unchanged ("s.moksori", "latin.txt", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"), "--finish", cli_path ("latin.txt"));
  cli_assert_unchanged ("s.moksori", "missing.txt", "comments", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"), "--finish", cli_path ("missing.txt"));
  status = cli_dup_comments_status ("s.moksori");
  g_assert_cmpstr (status, ==, "waiting");
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/closing/too-few-responses", test_too_few_responses);
  g_test_add_func ("/cli/closing/boxes-of-small-workplaces", test_boxes_of_small_workplaces);
  g_test_add_func ("/cli/closing/a-survey-closes-once", test_a_survey_closes_once);
  g_test_add_func ("/cli/closing/two-trustees", test_two_trustees);
  g_test_add_func ("/cli/closing/no-comments-to-review", test_no_comments_to_review);
  g_test_add_func ("/cli/closing/a-review-is-not-ended-by-mistake", test_a_review_is_not_ended_by_mistake);
  return g_test_run ();
}
