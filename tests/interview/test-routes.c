/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* interview/: the built-in questionnaire. Eleven respondents whose routes were worked out apart from this program
 * (tests/fixtures/routes.json), and wanderers who go back and forth.
 */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "base/mok-init.h"
#include "interview/mok-answer-json.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"
#include "support.h"

/* Asked before the questions, and not counted among them. */
static const char *const uncounted[] = { "consent", "elig", "consent_health", NULL };

static MokQuestionnaire *
load_builtin (void)
{
  g_autoptr (GError) error = NULL;
  MokQuestionnaire *builtin = mok_xlsform_load_builtin ("care-workforce", &error);

  g_assert_no_error (error);
  return builtin;
}

static void
choose_code (MokInterview *interview, const char *name, gint64 code)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, code);

  test_choose (interview, name, text);
}

static void
answer_current (MokInterview *interview, const char *name, JsonObject *answers)
{
  JsonNode *node = json_object_get_member (answers, name);

  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *codes = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (codes); i++)
        choose_code (interview, name, json_array_get_int_element (codes, i));
    }
  else
    choose_code (interview, name, json_node_get_int (node));
}

/* Answers what @answers say and leaves the rest blank. Returns: the names of what was asked, between blanks */
static char *
run_route (MokQuestionnaire *questionnaire, JsonObject *answers, guint *n_questions)
{
  g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, NULL, TEST_NOW);
  g_autoptr (GString) asked = g_string_new (NULL);

  *n_questions = 0;
  while (mok_interview_get_state (interview) == MOK_INTERVIEW_ASKING)
    {
      const MokQuestion *question =
          mok_questionnaire_get_question (questionnaire, (guint) mok_interview_get_current (interview));

      if (question->kind != MOK_QUESTION_NOTE)
        {
          g_string_append_printf (asked, "%s%s", asked->len > 0 ? " " : "", question->name);
          *n_questions += !g_strv_contains (uncounted, question->name);
        }
      answer_current (interview, question->name, answers);
      test_next (interview);
    }
  if (mok_interview_get_state (interview) == MOK_INTERVIEW_SCREENED_OUT)
    g_assert_null (mok_interview_dup_answers (interview));
  return g_string_free (g_steal_pointer (&asked), FALSE);
}

static void
test_routes_are_the_ones_worked_out (void)
{
  g_autofree char *file = g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests/fixtures/routes.json", NULL);
  g_autoptr (MokQuestionnaire) builtin = load_builtin ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *routes;

  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);
  routes = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (routes), ==, 11);
  for (guint i = 0; i < json_array_get_length (routes); i++)
    {
      JsonObject *route = json_array_get_object_element (routes, i);
      JsonArray *asked = json_object_get_array_member (route, "asked");
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autofree char *found = NULL;
      guint n_questions;

      g_test_message ("%s", json_object_get_string_member (route, "route"));
      for (guint k = 0; k < json_array_get_length (asked); k++)
        g_string_append_printf (expected, "%s%s", k > 0 ? " " : "", json_array_get_string_element (asked, k));
      found = run_route (builtin, json_object_get_object_member (route, "answers"), &n_questions);
      g_assert_cmpstr (found, ==, expected->str);
      g_assert_cmpuint (n_questions, ==, json_object_get_int_member (route, "questions"));
    }
}

static void
test_made_up_responses_come_back (void)
{
  const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 7 };
  g_autoptr (MokQuestionnaire) builtin = load_builtin ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (builtin);
  g_autoptr (MokRandom) random = mok_random_new_seeded (600);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (builtin, random, TEST_NOW);
      g_autoptr (MokAnswers) answers = NULL;
      g_autoptr (MokAnswers) again = mok_answers_new (builtin);
      g_autoptr (MokSecret) record = NULL;
      g_autoptr (MokSecret) comment = NULL;
      g_autoptr (GError) error = NULL;

      mok_walk_run (interview, random, FALSE);
      answers = mok_interview_dup_answers (interview);
      g_assert_nonnull (answers);
      record = mok_record_encode (layout, digest, answers);
      comment = mok_comment_encode (layout, answers);
      mok_record_decode (layout, digest, mok_secret_data (record), mok_secret_size (record), again, &error);
      g_assert_no_error (error);
      test_read_comment (layout, mok_secret_data (comment), mok_secret_size (comment), again, &error);
      g_assert_no_error (error);
      /* What is never stored, and texts, which do not say whether they were asked. */
      for (guint k = 0; k < mok_questionnaire_get_n_questions (builtin); k++)
        {
          const MokQuestion *question = mok_questionnaire_get_question (builtin, k);

          if (!mok_question_is_stored (question))
            mok_answers_clear (answers, k, MOK_ANSWER_NOT_ASKED);
          else if (question->kind == MOK_QUESTION_TEXT && mok_answers_get (answers, k)->state != MOK_ANSWER_GIVEN)
            mok_answers_clear (answers, k, MOK_ANSWER_BLANK);
        }
      g_assert_true (mok_answers_equal (answers, again));
    }
}

/* Answers something, or takes it back, on the current page. */
static void
fumble (MokInterview *interview, MokRandom *random)
{
  const guint current = (guint) mok_interview_get_current (interview);
  const MokQuestion *question = mok_questionnaire_get_question (mok_interview_get_questionnaire (interview), current);
  const guint n_choices = question->choices != NULL ? question->choices->choices->len : 0;
  MokAnswer number = { .state = MOK_ANSWER_GIVEN, .integer = (gint32) mok_random_uniform (random, 150) };

  if (question->role != MOK_ROLE_SCREENER && mok_random_uniform (random, 6) == 0)
    mok_interview_leave_blank (interview, current);
  else if (question->role == MOK_ROLE_SCREENER)
    mok_interview_choose (interview, current, 0, NULL);
  else if (question->kind == MOK_QUESTION_SINGLE)
    mok_interview_choose (interview, current, mok_random_uniform (random, n_choices), NULL);
  else if (question->kind == MOK_QUESTION_MULTIPLE)
    mok_interview_toggle (interview, current, mok_random_uniform (random, n_choices), NULL);
  else if (question->kind == MOK_QUESTION_INTEGER)
    mok_interview_set_answer (interview, current, &number, NULL);
}

static void
test_the_way_to_an_answer_does_not_matter (void)
{
  g_autoptr (MokQuestionnaire) builtin = load_builtin ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (21);
  const guint n_questions = mok_questionnaire_get_n_questions (builtin);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (MokInterview) wandered = mok_interview_new (builtin, random, TEST_NOW);
      g_autoptr (MokInterview) straight = mok_interview_new (builtin, random, TEST_NOW);
      g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (MokAnswers) a = NULL;
      g_autoptr (MokAnswers) b = NULL;
      g_autofree char *json = NULL;

      for (guint step = 0; step < 400 && mok_interview_get_state (wandered) == MOK_INTERVIEW_ASKING; step++)
        {
          const guint way = mok_random_uniform (random, 40);

          fumble (wandered, random);
          if (way == 0)
            mok_interview_go_to (wandered, mok_random_uniform (random, n_questions));
          else if (way < 10)
            mok_interview_back (wandered);
          else
            mok_interview_next (wandered, NULL);
        }
      while (mok_interview_get_state (wandered) == MOK_INTERVIEW_ASKING)
        {
          if (mok_interview_resume (wandered, NULL))
            continue;
          mok_interview_leave_blank (wandered, (guint) mok_interview_get_current (wandered));
          if (mok_interview_get_current (wandered) < 2)
            fumble (wandered, random);
        }
      a = mok_interview_dup_answers (wandered);
      g_assert_nonnull (a);
      json = mok_answer_json_write (wandered);
      if (!mok_answer_json_replay (straight, json, -1, NULL, errors))
        g_error ("%s: %s", json, (char *) g_ptr_array_index (errors, 0));
      b = mok_interview_dup_answers (straight);
      g_assert_true (mok_answers_equal (a, b));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();

  g_test_add_func ("/routes/are-the-ones-worked-out", test_routes_are_the_ones_worked_out);
  g_test_add_func ("/routes/made-up-responses-come-back", test_made_up_responses_come_back);
  g_test_add_func ("/routes/the-way-to-an-answer-does-not-matter", test_the_way_to_an_answer_does_not_matter);
  return g_test_run ();
}
