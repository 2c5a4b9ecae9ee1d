/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* interview/: answers as JSON, held to what holds in the window. */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "interview/mok-answer-json.h"
#include "interview/mok-walk.h"
#include "support.h"

typedef struct
{
  const char *json;
  const char *faults[4]; /* what the messages say, in their order */
} Case;

static const Case clinic_cases[] = {
  { "", { "The answers are not a JSON object" } },
  { "[]", { "not a JSON object" } },
  { "{\"consent\": 1", { "The answers are not JSON: " } },
  { "{\"consent\": 1, \"comment\": \"\xff\"}", { "not UTF-8" } },
  { "{\"consent\": 1, \"consent\": 1}", { "“consent” is given twice." } },
  { "{}", { "“consent”: Please choose an answer to go on." } },
  { "{\"consent\": 1, \"gendre\": 1}", { "There is no question “gendre”. Did you mean “gender”?" } },
  { "{\"consent\": 1, \"wage_last_year\": 1}", { "There is no question “wage_last_year”." } },
  { "{\"consent\": 1, \"gender\": 4}", { "“gender” has no choice “4”." } },
  { "{\"consent\": 1, \"gender\": \"01\"}", { "“gender” has no choice “01”." } },
  { "{\"consent\": 1, \"gender\": 1.5}", { "“gender” needs the code of a choice." } },
  { "{\"consent\": 1, \"gender\": true}", { "“gender” needs the code of a choice." } },
  { "{\"consent\": 1, \"gender\": [1]}", { "“gender” needs the code of a choice." } },
  { "{\"consent\": 1, \"hours\": \"40\"}", { "“hours” needs a whole number." } },
  { "{\"consent\": 1, \"hours\": 40.5}", { "“hours” needs a whole number." } },
  { "{\"consent\": 1, \"hours\": 4e99}", { "“hours” needs a whole number." } },
  { "{\"consent\": 1, \"hours\": 130}", { "“hours”: Please give a number from 0 to 120, or leave it blank." } },
  { "{\"consent\": 1, \"docs\": 1}", { "“docs” needs a list of codes." } },
  { "{\"consent\": 1, \"docs\": [1, 1]}", { "“docs” has the choice “1” twice." } },
  { "{\"consent\": 1, \"docs\": [1, 9]}", { "“docs” has no choice “9”." } },
  { "{\"consent\": 1, \"docs\": [1, 99]}", { "“docs” has a choice that cannot stand beside others." } },
  { "{\"consent\": 1, \"docs\": [1, 2, 3]}", { "“docs”: Please choose at most 2." } },
  { "{\"consent\": 1, \"comment\": 5}", { "“comment” needs a text." } },
  { "{\"consent\": 1, \"comment\": \"123456789012345678901\"}", { "“comment”: Please use at most 20 characters." } },
  { "{\"consent\": 1, \"intro\": \"OK\"}", { "“intro” takes no answer." } },
  { "{\"consent\": 1, \"long\": \"yes\"}", { "“long” takes no answer." } },
  { "{\"consent\": 1, \"gender\": 2, \"pregnant\": 1}", { "“pregnant” is not asked after these answers." } },
  { "{\"consent\": 1, \"long_why\": 1}", { "“long_why” is not asked after these answers." } },
  { "{\"consent\": 2, \"gender\": 1}", { "“gender” is not asked after these answers." } },
  { "{\"consent\": 1, \"access_code\": 5}", { "“access_code” needs a text." } },
  { "{\"consent\": 1, \"gender\": 4, \"hours\": \"x\", \"long_why\": 1, \"docs\": {}}",
    { "“gender” has no choice “4”.", "“hours” needs a whole number.", "“docs” needs a list of codes.",
      "“long_why” is not asked after these answers." } },
};

static const Case every_cases[] = {
  { "{\"screener\": 1, \"range\": 3}", { "“range”: Please give a number from 0 to 10, or leave it blank." } },
  { "{\"screener\": 1, \"slider\": 0.15}", { "“slider”: Please give a number from -0.5 to 0.5, or leave it blank." } },
  { "{\"screener\": 1, \"decimal\": null, \"integer\": \"\"}", { "“integer” needs a whole number." } },
  { "{\"screener\": 1, \"decimal\": \"1\"}", { "“decimal” needs a number." } },
  { "{\"screener\": 1, \"date\": \"22.11.2026\"}", { "“date” needs a date such as 2026-01-31." } },
  { "{\"screener\": 1, \"date\": \"2026-02-30\"}", { "“date” needs a date such as 2026-01-31." } },
  { "{\"screener\": 1, \"date\": 20779}", { "“date” needs a date such as 2026-01-31." } },
  { "{\"screener\": 1, \"rank\": [\"x\", \"x\"]}", { "“rank” has the choice “x” twice." } },
  { "{\"screener\": 1, \"read\": true}", { "“read” needs the text “OK”." } },
};

static gboolean
replay (MokInterview *interview, const char *json, GPtrArray **errors)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const gboolean good = mok_answer_json_replay (interview, json, -1, NULL, found);

  g_assert_true (good == (found->len == 0));
  if (errors != NULL)
    *errors = g_steal_pointer (&found);
  return good;
}

static void
check_cases (MokQuestionnaire *questionnaire, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, NULL, TEST_NOW);
      g_autoptr (GPtrArray) errors = NULL;
      guint n_expected = 0;

      g_assert_false (replay (interview, cases[i].json, &errors));
      /* Nothing of it can be stored. */
      g_assert_null (mok_interview_dup_answers (interview));
      while (n_expected < G_N_ELEMENTS (cases[i].faults) && cases[i].faults[n_expected] != NULL)
        n_expected++;
      if (errors->len != n_expected)
        g_test_fail_printf ("case %" G_GSIZE_FORMAT ": %u faults", i, errors->len);
      for (guint k = 0; k < MIN (errors->len, n_expected); k++)
        {
          if (strstr (g_ptr_array_index (errors, k), cases[i].faults[k]) == NULL)
            g_test_fail_printf ("case %" G_GSIZE_FORMAT ": %s", i, (char *) g_ptr_array_index (errors, k));
        }
    }
}

static void
test_every_fault_is_named (void)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();

  check_cases (clinic, clinic_cases, G_N_ELEMENTS (clinic_cases));
  check_cases (every, every_cases, G_N_ELEMENTS (every_cases));
}

static void
test_huge_input_is_refused (void)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokInterview) interview = mok_interview_new (clinic, NULL, TEST_NOW);
  g_autofree char *deep = g_strnfill (500000, '[');
  g_autofree char *text = g_strnfill (2000000, 'a');
  g_autofree char *large = g_strdup_printf ("{\"comment\": \"%s\"}", text);
  g_autofree char *brackets = g_strdup_printf ("{\"consent\": 1, \"comment\": \"%s\"}", "[[[[[[[[[[\\\"[[[[");

  g_assert_false (replay (interview, deep, NULL));
  g_assert_false (replay (interview, large, NULL));
  g_assert_true (replay (interview, brackets, NULL));
}

static void
test_codes_are_numbers_or_texts (void)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokInterview) interview = mok_interview_new (clinic, NULL, TEST_NOW);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *code = NULL;
  g_autofree char *written = NULL;

  g_assert_true (mok_answer_json_replay (interview,
                                         "{\"comment\": \" \", \"docs\": [\"3\", 1], \"consent\": \"1\", \"gender\": 1,"
                                         " \"hours\": 60, \"access_code\": \"abc-def\", \"pregnant\": null}",
                                         -1, &code, errors));
  g_assert_cmpstr (code, ==, "abc-def");
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_COMPLETE);
  written = mok_answer_json_write (interview);
  g_assert_cmpstr (written, ==, "{\"consent\":1,\"gender\":1,\"hours\":60,\"docs\":[1,3]}");
}

static void
test_a_refusal_is_sound (void)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokInterview) interview = mok_interview_new (clinic, NULL, TEST_NOW);

  g_assert_true (replay (interview, "{\"consent\": 2}", NULL));
  g_assert_cmpint (mok_interview_get_state (interview), ==, MOK_INTERVIEW_SCREENED_OUT);
}

static void
test_what_is_written_is_read_back (void)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (11);

  for (guint i = 0; i < 200; i++)
    {
      MokQuestionnaire *questionnaire = i % 2 == 0 ? clinic : every;
      g_autoptr (MokInterview) walked = mok_interview_new (questionnaire, random, TEST_NOW);
      g_autoptr (MokInterview) replayed = mok_interview_new (questionnaire, random, TEST_NOW);
      g_autoptr (MokAnswers) a = NULL;
      g_autoptr (MokAnswers) b = NULL;
      g_autoptr (GPtrArray) errors = NULL;
      g_autofree char *json = NULL;

      mok_walk_run (walked, random, FALSE);
      json = mok_answer_json_write (walked);
      if (!replay (replayed, json, &errors))
        g_error ("%s: %s", json, (char *) g_ptr_array_index (errors, 0));
      a = mok_interview_dup_answers (walked);
      b = mok_interview_dup_answers (replayed);
      g_assert_true (mok_answers_equal (a, b));
    }
}

static void
test_any_changed_byte_is_a_fault_or_sound (void)
{
  static const char replacements[] = "\0\"{}[],:0-9ae.\\\xff";
  const char sound[] = "{\"screener\":1,\"single\":98,\"multiple\":[\"a\",\"b\"],\"integer\":-1,\"slider\":0.1,"
                       "\"date\":\"2026-01-31\",\"rank\":[\"y\",\"x\"],\"text\":\"\\n가\",\"access_code\":\"x\"}";
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 0 };
  guint n_sound = 0, n_faulty = 0;

  for (gsize i = 0; i < strlen (sound); i++)
    {
      for (gsize k = 0; k < sizeof replacements - 1; k++)
        {
          g_autoptr (MokInterview) interview = mok_interview_new (every, NULL, TEST_NOW);
          g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
          g_autoptr (MokAnswers) answers = NULL;
          g_autoptr (MokSecret) record = NULL;
          g_autofree char *json = g_strdup (sound);
          g_autofree char *code = NULL;
          gboolean good;

          json[i] = replacements[k];
          good = mok_answer_json_replay (interview, json, (gssize) strlen (sound), &code, errors);
          answers = mok_interview_dup_answers (interview);
          g_assert_true (good == (errors->len == 0));
          g_assert_true (good || answers == NULL);
          if (answers != NULL)
            record = mok_record_encode (layout, digest, answers);
          g_assert_true (answers == NULL || record != NULL);
          n_sound += good;
          n_faulty += !good;
        }
    }
  g_assert_cmpuint (n_sound, >, strlen (sound) / 2);
  g_assert_cmpuint (n_faulty, >, strlen (sound));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();

  g_test_add_func ("/answer-json/every-fault-is-named", test_every_fault_is_named);
  g_test_add_func ("/answer-json/huge-input-is-refused", test_huge_input_is_refused);
  g_test_add_func ("/answer-json/codes-are-numbers-or-texts", test_codes_are_numbers_or_texts);
  g_test_add_func ("/answer-json/a-refusal-is-sound", test_a_refusal_is_sound);
  g_test_add_func ("/answer-json/what-is-written-is-read-back", test_what_is_written_is_read_back);
  g_test_add_func ("/answer-json/any-changed-byte-is-a-fault-or-sound", test_any_changed_byte_is_a_fault_or_sound);
  return g_test_run ();
}
