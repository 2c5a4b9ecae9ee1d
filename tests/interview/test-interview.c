/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* interview/: the walk of one respondent. */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "support.h"

static const char *
get_current_name (MokInterview *interview)
{
  const int current = mok_interview_get_current (interview);

  if (current < 0)
    return NULL;
  return mok_questionnaire_get_question (mok_interview_get_questionnaire (interview), (guint) current)->name;
}

static gboolean
set_text (MokInterview *interview, const char *name, const char *value, GError **error)
{
  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .text = (char *) value };

  return mok_interview_set_answer (interview, test_find_in (interview, name), &answer, error);
}

static void
go_to_end (MokInterview *interview)
{
  while (mok_interview_get_state (interview) == MOK_INTERVIEW_ASKING)
    test_next (interview);
}

static void
test_walk_follows_skip_logic (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  g_autofree char *man = NULL;
  g_autofree char *woman = NULL;

  g_assert_cmpstr (get_current_name (interview), ==, "consent");
  g_assert_false (mok_interview_can_go_back (interview));
  test_choose (interview, "consent", "1");
  test_next (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "gender");
  test_choose (interview, "gender", "2");
  man = test_dup_route (interview);
  g_assert_cmpstr (man, ==, "consent gender hours intro docs comment");
  test_choose (interview, "gender", "1");
  test_next (interview);
  g_assert_true (test_set_integer (interview, "hours", 60, NULL));
  test_next (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "intro");
  test_next (interview);
  test_next (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "pregnant");
  test_choose (interview, "pregnant", "1");
  woman = test_dup_route (interview);
  g_assert_cmpstr (woman, ==, "consent gender hours intro docs pregnant leave_kind long_why comment");
  go_to_end (interview);
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_COMPLETE);
  g_assert_cmpint (mok_interview_get_current (interview), ==, -1);
}

static void
test_going_back_restores_what_skip_logic_hid (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  const guint leave_kind = test_find_in (interview, "leave_kind");

  test_choose (interview, "consent", "1");
  test_choose (interview, "gender", "1");
  test_choose (interview, "pregnant", "1");
  test_choose (interview, "leave_kind", "2");
  g_assert_cmpint (mok_interview_get_answer (interview, leave_kind)->choice, ==, 1);

  test_choose (interview, "gender", "2");
  g_assert_false (mok_interview_is_relevant (interview, leave_kind));
  g_assert_cmpint (mok_interview_get_answer (interview, leave_kind)->state, ==, MOK_ANSWER_NOT_ASKED);
  go_to_end (interview);
  {
    g_autoptr (MokAnswers) answers = mok_interview_dup_answers (interview);

    g_assert_cmpint (mok_answers_get (answers, leave_kind)->state, ==, MOK_ANSWER_NOT_ASKED);
    g_assert_cmpint (mok_answers_get (answers, test_find_in (interview, "docs"))->state, ==, MOK_ANSWER_BLANK);
  }

  mok_interview_go_to (interview, test_find_in (interview, "gender"));
  test_choose (interview, "gender", "3");
  g_assert_cmpint (mok_interview_get_answer (interview, leave_kind)->state, ==, MOK_ANSWER_GIVEN);
  g_assert_cmpint (mok_interview_get_answer (interview, leave_kind)->choice, ==, 1);
}

static void
test_back_skips_what_is_not_asked (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);

  test_choose (interview, "consent", "1");
  test_next (interview);
  test_choose (interview, "gender", "2");
  go_to_end (interview);
  mok_interview_back (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "comment");
  mok_interview_back (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "docs");
  mok_interview_back (interview);
  mok_interview_back (interview);
  mok_interview_back (interview);
  mok_interview_back (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "consent");
  g_assert_false (mok_interview_can_go_back (interview));
  mok_interview_back (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "consent");
}

static void
test_consent_cannot_be_skipped (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_interview_next (interview, &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID);
  g_assert_cmpstr (get_current_name (interview), ==, "consent");
  g_assert_null (mok_interview_dup_answers (interview));
}

static void
test_other_screeners_can_be_skipped (void)
{
  g_autoptr (MokQuestionnaire) gates = mok_questionnaire_new ("gates");
  g_autoptr (MokInterview) interview = NULL;
  MokQuestion *gate = test_add (gates, MOK_QUESTION_SINGLE, "gate", "1 2");
  MokQuestion *must = test_add (gates, MOK_QUESTION_SINGLE, "must", "1 2");

  gate->role = MOK_ROLE_SCREENER;
  must->required = TRUE;
  interview = mok_interview_new (gates, NULL, TEST_NOW);
  test_next (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "must");
  g_assert_false (mok_interview_next (interview, NULL));
  test_choose (interview, "must", "2");
  test_next (interview);
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_COMPLETE);
}

static void
test_refusing_consent_ends_at_once (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  g_autofree char *route = NULL;

  test_choose (interview, "consent", "2");
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_SCREENED_OUT);
  g_assert_cmpint (mok_interview_get_current (interview), ==, -1);
  g_assert_null (mok_interview_dup_answers (interview));
  route = test_dup_route (interview);
  g_assert_cmpstr (route, ==, "consent");
  g_assert_false (mok_interview_choose (interview, test_find_in (interview, "consent"), 0, NULL));
  mok_interview_go_to (interview, test_find_in (interview, "comment"));
  test_next (interview);
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_SCREENED_OUT);

  mok_interview_back (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "consent");
  g_assert_cmpint (mok_interview_get_answer (interview, test_find_in (interview, "consent"))->state, ==,
                   MOK_ANSWER_BLANK);
}

static void
test_a_choice_that_stands_alone_replaces_the_others (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  const guint docs = test_find_in (interview, "docs");

  test_choose (interview, "consent", "1");
  test_choose (interview, "docs", "1");
  test_choose (interview, "docs", "3");
  g_assert_cmpuint (mok_answer_count_choices (mok_interview_get_answer (interview, docs)), ==, 2);
  test_choose (interview, "docs", "99");
  g_assert_cmpuint (mok_answer_count_choices (mok_interview_get_answer (interview, docs)), ==, 1);
  g_assert_true (mok_answer_has_choice (mok_interview_get_answer (interview, docs), 6));
  test_choose (interview, "docs", "5");
  g_assert_false (mok_answer_has_choice (mok_interview_get_answer (interview, docs), 6));
  g_assert_true (mok_answer_has_choice (mok_interview_get_answer (interview, docs), 4));
  test_choose (interview, "docs", "2");
  g_assert_false (mok_answer_has_choice (mok_interview_get_answer (interview, docs), 4));
  g_assert_true (mok_answer_has_choice (mok_interview_get_answer (interview, docs), 1));
  test_choose (interview, "docs", "2");
  g_assert_cmpint (mok_interview_get_answer (interview, docs)->state, ==, MOK_ANSWER_BLANK);
}

static void
test_no_more_choices_than_the_maximum (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  const guint docs = test_find_in (interview, "docs");
  g_autoptr (GError) error = NULL;
  MokAnswer three = { .state = MOK_ANSWER_GIVEN };

  test_choose (interview, "consent", "1");
  test_choose (interview, "docs", "1");
  g_assert_true (mok_interview_can_toggle (interview, docs, 2));
  test_choose (interview, "docs", "2");
  g_assert_false (mok_interview_can_toggle (interview, docs, 2));
  g_assert_true (mok_interview_can_toggle (interview, docs, 1));
  g_assert_true (mok_interview_can_toggle (interview, docs, 4));
  g_assert_false (mok_interview_toggle (interview, docs, 2, &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (mok_answer_count_choices (mok_interview_get_answer (interview, docs)), ==, 2);

  for (guint i = 0; i < 3; i++)
    mok_answer_set_choice (&three, i, TRUE);
  g_assert_true (mok_interview_set_answer (interview, docs, &three, NULL));
  g_assert_false (mok_interview_check_answer (interview, docs, &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID);
}

static void
test_choosing_again_keeps_the_choice (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);

  test_choose (interview, "consent", "1");
  test_choose (interview, "consent", "1");
  g_assert_cmpint (mok_interview_get_answer (interview, 0)->state, ==, MOK_ANSWER_GIVEN);
  mok_interview_leave_blank (interview, 0);
  g_assert_cmpint (mok_interview_get_answer (interview, 0)->state, ==, MOK_ANSWER_BLANK);
}

static void
test_impossible_answers_are_refused (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  const guint gender = test_find_in (interview, "gender");
  const guint docs = test_find_in (interview, "docs");
  MokAnswer mixed = { .state = MOK_ANSWER_GIVEN };
  MokAnswer beyond = { .state = MOK_ANSWER_GIVEN };

  g_assert_false (mok_interview_choose (interview, gender, 0, NULL));
  test_choose (interview, "consent", "1");
  g_assert_false (mok_interview_choose (interview, gender, 4, NULL));
  g_assert_false (mok_interview_choose (interview, docs, 0, NULL));
  g_assert_false (mok_interview_toggle (interview, gender, 0, NULL));
  g_assert_false (mok_interview_toggle (interview, docs, 7, NULL));
  mok_answer_set_choice (&mixed, 0, TRUE);
  mok_answer_set_choice (&mixed, 6, TRUE);
  g_assert_false (mok_interview_set_answer (interview, docs, &mixed, NULL));
  mok_answer_set_choice (&beyond, 7, TRUE);
  g_assert_false (mok_interview_set_answer (interview, docs, &beyond, NULL));
  g_assert_false (set_text (interview, "comment", "\xff\xfe", NULL));
  g_assert_cmpint (mok_interview_get_answer (interview, docs)->state, ==, MOK_ANSWER_BLANK);
}

static void
test_a_number_out_of_bounds_stops_the_walk (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  MokQuestion *hours = mok_questionnaire_get_question (mok_interview_get_questionnaire (interview), 2);
  g_autoptr (GError) error = NULL;

  test_choose (interview, "consent", "1");
  test_next (interview);
  test_next (interview);
  g_assert_true (test_set_integer (interview, "hours", 130, NULL));
  g_assert_false (mok_interview_next (interview, &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Please give a number from 0 to 120, or leave it blank.");
  g_assert_cmpstr (get_current_name (interview), ==, "hours");
  g_clear_error (&error);

  hours->constraint_message = mok_text_new ();
  mok_text_set (hours->constraint_message, "en", "A week has 168 hours.");
  g_assert_false (mok_interview_next (interview, &error));
  g_assert_cmpstr (error->message, ==, "A week has 168 hours.");
  mok_interview_leave_blank (interview, hours->index);
  test_next (interview);
}

static void
test_an_answer_left_wrong_is_found_at_the_end (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);

  test_choose (interview, "consent", "1");
  test_next (interview);
  test_next (interview);
  g_assert_true (test_set_integer (interview, "hours", 130, NULL));
  mok_interview_back (interview);
  mok_interview_go_to (interview, test_find_in (interview, "docs"));
  while (mok_interview_next (interview, NULL))
    g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_ASKING);
  g_assert_cmpstr (get_current_name (interview), ==, "hours");
  g_assert_null (mok_interview_dup_answers (interview));
  g_assert_true (test_set_integer (interview, "hours", 30, NULL));
  g_assert_true (mok_interview_resume (interview, NULL));
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_COMPLETE);
}

static void
test_nothing_is_complete_before_it_was_shown (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);

  test_choose (interview, "consent", "1");
  test_choose (interview, "gender", "2");
  mok_interview_go_to (interview, test_find_in (interview, "comment"));
  test_next (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "gender");
  go_to_end (interview);

  /* From the review page: the change opens questions, and they are asked. */
  mok_interview_go_to (interview, test_find_in (interview, "gender"));
  test_choose (interview, "gender", "1");
  g_assert_true (mok_interview_resume (interview, NULL));
  g_assert_cmpstr (get_current_name (interview), ==, "pregnant");
  g_assert_true (mok_interview_resume (interview, NULL));
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_COMPLETE);

  /* A change behind the end goes back to it. */
  test_choose (interview, "pregnant", "1");
  g_assert_cmpstr (get_current_name (interview), ==, "pregnant");
  g_assert_null (mok_interview_dup_answers (interview));
}

static void
test_texts_have_a_length (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  const guint comment = test_find_in (interview, "comment");
  g_autoptr (GError) error = NULL;

  g_assert_true (set_text (interview, "comment", " \n\t", NULL));
  g_assert_cmpint (mok_interview_get_answer (interview, comment)->state, ==, MOK_ANSWER_BLANK);
  g_assert_true (set_text (interview, "comment", "가나다라마바사아자차카타파하가나다라마바", NULL));
  g_assert_true (mok_interview_check_answer (interview, comment, NULL));
  g_assert_true (set_text (interview, "comment", "가나다라마바사아자차카타파하가나다라마바사", NULL));
  g_assert_false (mok_interview_check_answer (interview, comment, &error));
  g_assert_cmpstr (error->message, ==, "Please use at most 20 characters.");
  /* The answer may be set to itself. */
  g_assert_true (mok_interview_set_answer (interview, comment, mok_interview_get_answer (interview, comment), NULL));
  g_assert_cmpint (strlen (mok_interview_get_answer (interview, comment)->text), ==, 63);
}

static void
test_a_fault_is_an_error_and_never_relevant (void)
{
  g_autoptr (MokQuestionnaire) faulty = mok_questionnaire_new ("faulty");
  g_autoptr (MokInterview) interview = NULL;
  g_autoptr (GError) error = NULL;
  MokQuestion *first = test_add (faulty, MOK_QUESTION_TEXT, "first", NULL);
  MokQuestion *second = test_add (faulty, MOK_QUESTION_SINGLE, "second", "1 2");

  second->relevant = test_parse (faulty, "date(${first}) < today()");
  interview = mok_interview_new (faulty, NULL, TEST_NOW);
  g_assert_true (set_text (interview, "first", "2020-02-01", NULL));
  g_assert_true (mok_interview_is_relevant (interview, second->index));
  g_assert_false (set_text (interview, "first", "soon", &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_EVALUATION);
  g_assert_nonnull (strstr (error->message, "second"));
  g_clear_error (&error);
  g_assert_false (mok_interview_is_relevant (interview, second->index));
  g_assert_false (mok_interview_next (interview, &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_EVALUATION);
  mok_interview_leave_blank (interview, first->index);
  test_next (interview);
}

static void
test_a_circle_is_a_fault (void)
{
  g_autoptr (MokQuestionnaire) circle = mok_questionnaire_new ("circle");
  g_autoptr (MokInterview) interview = NULL;
  g_autoptr (GError) error = NULL;
  MokQuestion *first = test_add (circle, MOK_QUESTION_SINGLE, "first", "1 2");
  MokQuestion *second = test_add (circle, MOK_QUESTION_SINGLE, "second", "1 2");

  first->relevant = test_parse (circle, "${second} = 1");
  second->relevant = test_parse (circle, "${first} = 1");
  test_add (circle, MOK_QUESTION_SINGLE, "third", "1 2");
  interview = mok_interview_new (circle, NULL, TEST_NOW);
  g_assert_cmpstr (get_current_name (interview), ==, "third");
  g_assert_false (mok_interview_next (interview, &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_EVALUATION);
}

static void
test_wiping_leaves_nothing (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  g_autofree char *route = NULL;

  test_choose (interview, "consent", "1");
  test_choose (interview, "gender", "1");
  g_assert_true (set_text (interview, "comment", "secret", NULL));
  go_to_end (interview);
  mok_interview_wipe (interview);
  g_assert_cmpstr (get_current_name (interview), ==, "consent");
  g_assert_null (mok_interview_dup_answers (interview));
  route = test_dup_route (interview);
  g_assert_cmpstr (route, ==, "consent comment");
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (mok_interview_get_answer (interview, i)->state, !=, MOK_ANSWER_GIVEN);
  g_assert_finalize_object (g_steal_pointer (&interview));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();

  g_test_add_func ("/interview/walk-follows-skip-logic", test_walk_follows_skip_logic);
  g_test_add_func ("/interview/going-back-restores-what-skip-logic-hid", test_going_back_restores_what_skip_logic_hid);
  g_test_add_func ("/interview/back-skips-what-is-not-asked", test_back_skips_what_is_not_asked);
  g_test_add_func ("/interview/consent-cannot-be-skipped", test_consent_cannot_be_skipped);
  g_test_add_func ("/interview/other-screeners-can-be-skipped", test_other_screeners_can_be_skipped);
  g_test_add_func ("/interview/refusing-consent-ends-at-once", test_refusing_consent_ends_at_once);
  g_test_add_func ("/interview/a-choice-that-stands-alone-replaces-the-others",
                   test_a_choice_that_stands_alone_replaces_the_others);
  g_test_add_func ("/interview/no-more-choices-than-the-maximum", test_no_more_choices_than_the_maximum);
  g_test_add_func ("/interview/choosing-again-keeps-the-choice", test_choosing_again_keeps_the_choice);
  g_test_add_func ("/interview/impossible-answers-are-refused", test_impossible_answers_are_refused);
  g_test_add_func ("/interview/a-number-out-of-bounds-stops-the-walk", test_a_number_out_of_bounds_stops_the_walk);
  g_test_add_func ("/interview/an-answer-left-wrong-is-found-at-the-end",
                   test_an_answer_left_wrong_is_found_at_the_end);
  g_test_add_func ("/interview/nothing-is-complete-before-it-was-shown", test_nothing_is_complete_before_it_was_shown);
  g_test_add_func ("/interview/texts-have-a-length", test_texts_have_a_length);
  g_test_add_func ("/interview/a-fault-is-an-error-and-never-relevant", test_a_fault_is_an_error_and_never_relevant);
  g_test_add_func ("/interview/a-circle-is-a-fault", test_a_circle_is_a_fault);
  g_test_add_func ("/interview/wiping-leaves-nothing", test_wiping_leaves_nothing);
  return g_test_run ();
}
