/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* interview/: made-up respondents. */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "interview/mok-answer-json.h"
#include "interview/mok-walk.h"
#include "support.h"

static char *
walk_to_json (MokQuestionnaire *questionnaire, guint64 seed)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, TEST_NOW);

  mok_walk_run (interview, random, FALSE);
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_COMPLETE);
  return mok_answer_json_write (interview);
}

static void
test_a_seed_replays (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  guint n_different = 0;

  for (guint64 seed = 0; seed < 50; seed++)
    {
      g_autofree char *json = walk_to_json (every, seed);
      g_autofree char *again = walk_to_json (every, seed);
      g_autofree char *other = walk_to_json (every, seed + 1);

      g_assert_cmpstr (json, ==, again);
      n_different += strcmp (json, other) != 0;
    }
  g_assert_cmpuint (n_different, >, 45);
}

static void
test_refusals_are_drawn_only_when_wanted (void)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (5);
  guint n_out = 0;

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (clinic, random, TEST_NOW);

      mok_walk_run (interview, random, i % 2 == 0);
      g_assert_cmpint (mok_interview_get_state (interview), !=, MOK_INTERVIEW_ASKING);
      if (mok_interview_get_state (interview) == MOK_INTERVIEW_SCREENED_OUT)
        {
          g_assert_cmpuint (i % 2, ==, 0);
          n_out++;
        }
    }
  g_assert_cmpuint (n_out, >, 5);
  g_assert_cmpuint (n_out, <, 60);
}

static void
test_respondents_are_plausible (void)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (6);
  const guint gender = test_find (clinic, "gender");
  const guint hours = test_find (clinic, "hours");
  guint n_blank = 0, n_refused = 0, n_each[4] = { 0 }, n_hours = 0;
  double sum_hours = 0;

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (clinic, random, TEST_NOW);
      const MokAnswer *answer;

      mok_walk_run (interview, random, FALSE);
      answer = mok_interview_get_answer (interview, gender);
      if (answer->state == MOK_ANSWER_BLANK)
        n_blank++;
      else
        n_each[answer->choice]++;
      answer = mok_interview_get_answer (interview, hours);
      if (answer->state == MOK_ANSWER_GIVEN)
        {
          sum_hours += answer->integer;
          n_hours++;
        }
    }
  n_refused = n_each[3];
  g_assert_cmpuint (n_blank, >, 4);
  g_assert_cmpuint (n_blank, <, 60);
  g_assert_cmpuint (n_refused, >, 4);
  g_assert_cmpuint (n_refused, <, 60);
  /* More women than men, as among those who work in hospitals, and hardly anybody else. */
  g_assert_cmpuint (n_each[0], >, 2 * n_each[1]);
  g_assert_cmpuint (n_each[1], >, 60);
  g_assert_cmpuint (n_each[2], <, 30);
  g_assert_cmpfloat (sum_hours / n_hours, >, 38);
  g_assert_cmpfloat (sum_hours / n_hours, <, 46);
}

static void
test_answers_follow_the_size_of_the_workplace (void)
{
  g_autoptr (MokQuestionnaire) sizes = mok_questionnaire_new ("sizes");
  g_autoptr (MokRandom) random = mok_random_new_seeded (8);
  guint n[2] = { 0 }, n_received[2] = { 0 };

  test_add (sizes, MOK_QUESTION_SINGLE, "size_band", "1 2 3 4 5 6 98? 99-");
  test_add (sizes, MOK_QUESTION_SINGLE, "al", "1 2 3 4 5 6~ 98? 99-")->role = MOK_ROLE_PROTECTION;
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (sizes, random, TEST_NOW);
      const MokAnswer *size;
      const MokAnswer *received;

      mok_walk_run (interview, random, FALSE);
      size = mok_interview_get_answer (interview, 0);
      received = mok_interview_get_answer (interview, 1);
      if (size->state != MOK_ANSWER_GIVEN || size->choice > 5 || received->state != MOK_ANSWER_GIVEN)
        continue;
      n[size->choice > 2]++;
      n_received[size->choice > 2] += received->choice == 0;
    }
  g_assert_cmpuint (n[0], >, 100);
  g_assert_cmpuint (n[1], >, 100);
  g_assert_cmpfloat (n_received[1] / (double) n[1], >, n_received[0] / (double) n[0] + 0.05);
}

static void
test_constraints_that_cannot_be_met_are_left_blank (void)
{
  g_autoptr (MokQuestionnaire) strict = mok_questionnaire_new ("strict");
  g_autoptr (MokRandom) random = mok_random_new_seeded (9);
  MokQuestion *first = test_add (strict, MOK_QUESTION_SINGLE, "first", "1 2");
  MokQuestion *second = test_add (strict, MOK_QUESTION_SINGLE, "second", "1 2");

  /* The first is fine until the second is answered. */
  first->constraint = test_parse (strict, "${second} = ''");
  second->constraint = test_parse (strict, ". = 1");
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (strict, random, TEST_NOW);
      const MokAnswer *answers[2];

      mok_walk_run (interview, random, FALSE);
      g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_COMPLETE);
      for (guint k = 0; k < 2; k++)
        answers[k] = mok_interview_get_answer (interview, k);
      g_assert_true (answers[0]->state == MOK_ANSWER_BLANK || answers[1]->state == MOK_ANSWER_BLANK);
      g_assert_true (answers[1]->state == MOK_ANSWER_BLANK || answers[1]->choice == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();

  g_test_add_func ("/walk/a-seed-replays", test_a_seed_replays);
  g_test_add_func ("/walk/refusals-are-drawn-only-when-wanted", test_refusals_are_drawn_only_when_wanted);
  g_test_add_func ("/walk/respondents-are-plausible", test_respondents_are_plausible);
  g_test_add_func ("/walk/answers-follow-the-size-of-the-workplace", test_answers_follow_the_size_of_the_workplace);
  g_test_add_func ("/walk/constraints-that-cannot-be-met-are-left-blank",
                   test_constraints_that_cannot_be_met_are_left_blank);
  return g_test_run ();
}
