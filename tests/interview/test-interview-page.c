/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* interview/: what the pages of an interview show. */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "support.h"

static void
test_progress_counts_modules (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  guint module, n_modules, last = 0;

  test_choose (interview, "consent", "1");
  test_choose (interview, "gender", "2");
  while (mok_interview_get_state (interview) == MOK_INTERVIEW_ASKING)
    {
      mok_interview_get_progress (interview, &module, &n_modules);
      g_assert_cmpuint (n_modules, ==, 3);
      g_assert_cmpuint (module, >=, MAX (1, last));
      last = module;
      test_next (interview);
    }
  mok_interview_get_progress (interview, &module, &n_modules);
  g_assert_cmpuint (module, ==, 3);
}

static void
test_count_tells_what_is_stored (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  guint answered, blank, refused;

  test_choose (interview, "consent", "1");
  test_choose (interview, "gender", "99");
  test_choose (interview, "docs", "99");
  test_choose (interview, "pregnant", "1");
  test_choose (interview, "leave_kind", "98");
  mok_interview_count (interview, &answered, &blank, &refused);
  /* Not the screener, the note and the calculation. */
  g_assert_cmpuint (answered, ==, 2);
  g_assert_cmpuint (refused, ==, 2);
  g_assert_cmpuint (blank, ==, 2);
}

static void
test_choices_are_shuffled_once (void)
{
  gboolean differs = FALSE;

  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (MokInterview) interview = test_start_clinic (seed);
      const guint docs = test_find_in (interview, "docs");
      g_autoptr (GArray) order = mok_interview_get_choice_order (interview, docs);
      g_autoptr (GArray) again = mok_interview_get_choice_order (interview, docs);
      g_autoptr (GArray) fixed = mok_interview_get_choice_order (interview, test_find_in (interview, "gender"));
      guint seen = 0;

      g_assert_cmpuint (order->len, ==, 7);
      g_assert_cmpmem (order->data, order->len * sizeof (guint), again->data, again->len * sizeof (guint));
      for (guint i = 0; i < 4; i++)
        {
          g_assert_cmpuint (g_array_index (order, guint, i), <, 4);
          g_assert_cmpuint (g_array_index (fixed, guint, i), ==, i);
          seen |= 1u << g_array_index (order, guint, i);
          differs |= g_array_index (order, guint, i) != i;
        }
      g_assert_cmpuint (seen, ==, 15);
      for (guint i = 4; i < 7; i++)
        g_assert_cmpuint (g_array_index (order, guint, i), ==, i);
    }
  g_assert_true (differs);
}

static void
test_half_see_the_other_wording (void)
{
  guint n_alternate = 0;

  for (guint64 seed = 0; seed < 200; seed++)
    {
      g_autoptr (MokInterview) interview = test_start_clinic (seed);
      MokQuestion *gender = mok_questionnaire_get_question (mok_interview_get_questionnaire (interview), 1);
      g_autofree char *label = NULL;
      g_autofree char *again = NULL;

      gender->alternate_label = mok_text_new ();
      mok_text_set (gender->alternate_label, "en", "the other");
      label = mok_interview_dup_label (interview, gender->index, "en");
      again = mok_interview_dup_label (interview, gender->index, "en");
      g_assert_cmpstr (label, ==, again);
      n_alternate += strcmp (label, "the other") == 0;
    }
  g_assert_cmpuint (n_alternate, >, 70);
  g_assert_cmpuint (n_alternate, <, 130);
}

static void
test_wordings_can_name_answers (void)
{
  g_autoptr (MokInterview) interview = test_start_clinic (1);
  MokQuestionnaire *clinic = mok_interview_get_questionnaire (interview);
  const guint comment = test_find_in (interview, "comment");
  g_autofree char *label = NULL;

  test_choose (interview, "consent", "1");
  test_choose (interview, "gender", "3");
  test_choose (interview, "docs", "1");
  test_choose (interview, "docs", "4");
  g_assert_true (test_set_integer (interview, "hours", 60, NULL));
  mok_text_set (mok_questionnaire_get_question (clinic, comment)->label, "en",
                "${gender}/${docs}/${hours}/${long}/${pregnant}/${nothing}/${");
  label = mok_interview_dup_label (interview, comment, "en");
  g_assert_cmpstr (label, ==, "choice 3/choice 1, choice 4/60/yes//${nothing}/${");
}

static void
test_random_numbers_do_not_change (void)
{
  g_autoptr (MokQuestionnaire) lot = mok_questionnaire_new ("lot");
  g_autoptr (MokRandom) random = mok_random_new_seeded (7);
  g_autoptr (MokInterview) interview = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  MokQuestion *calculate;

  test_add (lot, MOK_QUESTION_SINGLE, "first", "1 2");
  calculate = test_add (lot, MOK_QUESTION_CALCULATE, "draw", NULL);
  calculate->calculate = test_parse (lot, "if(${first} = 1, random(), random())");
  mok_text_set (test_add (lot, MOK_QUESTION_NOTE, "note", NULL)->label, "en", "${draw}");
  interview = mok_interview_new (lot, random, TEST_NOW);
  before = mok_interview_dup_label (interview, 2, "en");
  test_choose (interview, "first", "1");
  test_choose (interview, "first", "2");
  mok_interview_leave_blank (interview, 0);
  after = mok_interview_dup_label (interview, 2, "en");
  g_assert_cmpstr (before, ==, after);
  g_assert_true (g_str_has_prefix (before, "0."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();

  g_test_add_func ("/interview-page/progress-counts-modules", test_progress_counts_modules);
  g_test_add_func ("/interview-page/count-tells-what-is-stored", test_count_tells_what_is_stored);
  g_test_add_func ("/interview-page/choices-are-shuffled-once", test_choices_are_shuffled_once);
  g_test_add_func ("/interview-page/half-see-the-other-wording", test_half_see_the_other_wording);
  g_test_add_func ("/interview-page/wordings-can-name-answers", test_wordings_can_name_answers);
  g_test_add_func ("/interview-page/random-numbers-do-not-change", test_random_numbers_do_not_change);
  return g_test_run ();
}
