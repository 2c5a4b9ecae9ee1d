/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Questionnaires made by hand, without the reader of forms. */

#include "config.h"

#include "support.h"

#include <string.h>

/* What a mark behind a code means. */
static guint
get_kind (char mark)
{
  switch (mark)
    {
    case '?':
      return MOK_CHOICE_NOT_SURE | MOK_CHOICE_EXCLUSIVE;
    case '-':
      return MOK_CHOICE_REFUSED | MOK_CHOICE_EXCLUSIVE;
    case '~':
      return MOK_CHOICE_NOT_APPLICABLE;
    case '=':
      return MOK_CHOICE_EXCLUSIVE;
    case '!':
      return MOK_CHOICE_ENDS;
    default:
      return MOK_CHOICE_ORDINARY;
    }
}

/* Adds a question. @choices: codes between blanks; a mark behind a code says its kind: ? not sure, - refused,
 * ~ not applicable, = exclusive, ! ends the interview.
 */
MokQuestion *
test_add (MokQuestionnaire *questionnaire, MokQuestionKind kind, const char *name, const char *choices)
{
  MokQuestion *question = mok_question_new (name, kind);

  mok_text_set (question->label, "en", name);
  if (choices != NULL)
    {
      g_auto (GStrv) codes = g_strsplit (choices, " ", -1);

      question->choices = mok_choice_list_new (name);
      for (gsize i = 0; codes[i] != NULL; i++)
        {
          const char mark = codes[i][strlen (codes[i]) - 1];
          const guint kinds = get_kind (mark);
          g_autofree char *code = g_strndup (codes[i], strlen (codes[i]) - (kinds != MOK_CHOICE_ORDINARY));
          g_autofree char *label = g_strdup_printf ("choice %s", code);
          MokChoice *choice = mok_choice_new (code);

          choice->kind = (MokChoiceKind) kinds;
          mok_text_set (choice->label, "en", label);
          g_ptr_array_add (question->choices->choices, choice);
        }
      mok_questionnaire_add_list (questionnaire, question->choices);
    }
  mok_questionnaire_add_question (questionnaire, question);
  return question;
}

MokGroup *
test_add_group (MokQuestionnaire *questionnaire, const char *name, MokGroup *parent)
{
  MokGroup *group = mok_group_new (name);

  group->parent = parent;
  mok_questionnaire_add_group (questionnaire, group);
  return group;
}

static int
resolve (const char *name, gpointer data)
{
  const MokQuestion *question = mok_questionnaire_find_question (data, name);

  return question != NULL ? (int) question->index : -1;
}

MokExpr *
test_parse (MokQuestionnaire *questionnaire, const char *source)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (MokExprProblem));
  MokExpr *expr;

  g_array_set_clear_func (problems, (GDestroyNotify) mok_expr_problem_clear);
  expr = mok_expr_parse (source, resolve, questionnaire, problems);
  g_assert_nonnull (expr);
  return expr;
}

void
test_set_bounds (MokQuestion *question, double minimum, double maximum, double step)
{
  question->minimum = minimum;
  question->maximum = maximum;
  question->step = step;
}

/* A short questionnaire in the manner of the built-in one. */
MokQuestionnaire *
test_make_clinic (void)
{
  MokQuestionnaire *clinic = mok_questionnaire_new ("clinic");
  MokGroup *about = test_add_group (clinic, "about", NULL);
  MokGroup *leave = test_add_group (clinic, "leave", NULL);
  MokGroup *pregnancy = test_add_group (clinic, "pregnancy", leave);
  MokGroup *end = test_add_group (clinic, "end", NULL);
  MokQuestion *question;

  g_ptr_array_add (clinic->languages, g_strdup ("en"));
  g_ptr_array_add (clinic->languages, g_strdup ("ko"));

  question = test_add (clinic, MOK_QUESTION_SINGLE, "consent", "1 2!");
  question->role = MOK_ROLE_SCREENER;
  question->group = about;
  question = test_add (clinic, MOK_QUESTION_SINGLE, "gender", "1 2 3 99-");
  question->group = about;
  question->relevant = test_parse (clinic, "${consent} = 1");
  question = test_add (clinic, MOK_QUESTION_INTEGER, "hours", NULL);
  question->group = about;
  question->relevant = test_parse (clinic, "${consent} = 1");
  question->constraint = test_parse (clinic, ". >= 0 and . <= 120");
  test_set_bounds (question, 0, 120, 0);

  question = test_add (clinic, MOK_QUESTION_NOTE, "intro", NULL);
  question->group = leave;
  leave->relevant = test_parse (clinic, "${consent} = 1");
  question = test_add (clinic, MOK_QUESTION_MULTIPLE, "docs", "1 2 3 4 5= 98? 99-");
  question->group = leave;
  question->max_selected = 2;
  question->randomize = TRUE;
  pregnancy->relevant = test_parse (clinic, "not(${gender} = 2)");
  question = test_add (clinic, MOK_QUESTION_SINGLE, "pregnant", "1 2 99-");
  question->group = pregnancy;
  question = test_add (clinic, MOK_QUESTION_SINGLE, "leave_kind", "1 2 97 98? 99-");
  question->group = pregnancy;
  question->relevant = test_parse (clinic, "${pregnant} = 1");
  question = test_add (clinic, MOK_QUESTION_CALCULATE, "long", NULL);
  question->group = end;
  question->calculate = test_parse (clinic, "if(${hours} > 52, 'yes', 'no')");
  question = test_add (clinic, MOK_QUESTION_SINGLE, "long_why", "1 2 98?");
  question->group = end;
  question->relevant = test_parse (clinic, "${long} = 'yes'");
  question = test_add (clinic, MOK_QUESTION_TEXT, "comment", NULL);
  question->group = end;
  question->max_length = 20;
  return clinic;
}

/* One question of every kind, all asked of everybody. */
MokQuestionnaire *
test_make_every_kind (void)
{
  MokQuestionnaire *every = mok_questionnaire_new ("every");

  test_add (every, MOK_QUESTION_SINGLE, "screener", "1 2!")->role = MOK_ROLE_SCREENER;
  test_add (every, MOK_QUESTION_NOTE, "note", NULL);
  test_add (every, MOK_QUESTION_ACKNOWLEDGE, "read", NULL);
  test_add (every, MOK_QUESTION_SINGLE, "single", "1 2 98? 99-");
  test_add (every, MOK_QUESTION_MULTIPLE, "multiple", "a b c= 99-");
  test_set_bounds (test_add (every, MOK_QUESTION_INTEGER, "integer", NULL), -1, 2, 0);
  test_set_bounds (test_add (every, MOK_QUESTION_RANGE, "range", NULL), 0, 10, 5);
  test_set_bounds (test_add (every, MOK_QUESTION_RANGE, "slider", NULL), -0.5, 0.5, 0.1);
  test_set_bounds (test_add (every, MOK_QUESTION_DECIMAL, "decimal", NULL), 0, 9.5, 0);
  test_add (every, MOK_QUESTION_DATE, "date", NULL);
  test_add (every, MOK_QUESTION_RANK, "rank", "x y z");
  test_add (every, MOK_QUESTION_TEXT, "text", NULL)->max_length = 10;
  test_add (every, MOK_QUESTION_TEXT, "more", NULL)->max_length = 30;
  test_add (every, MOK_QUESTION_CALCULATE, "sum", NULL)->calculate = test_parse (every, "${integer} + ${range}");
  return every;
}

guint
test_find (MokQuestionnaire *questionnaire, const char *name)
{
  const MokQuestion *question = mok_questionnaire_find_question (questionnaire, name);

  g_assert_nonnull (question);
  return question->index;
}

/* Chooses, or toggles in a multiple choice. */
void
test_choose (MokInterview *interview, const char *name, const char *code)
{
  const MokQuestion *question = mok_questionnaire_find_question (mok_interview_get_questionnaire (interview), name);
  const int choice = mok_choice_list_find (question->choices, code);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (choice, >=, 0);
  if (question->kind == MOK_QUESTION_SINGLE)
    mok_interview_choose (interview, question->index, (guint) choice, &error);
  else
    mok_interview_toggle (interview, question->index, (guint) choice, &error);
  g_assert_no_error (error);
}

void
test_next (MokInterview *interview)
{
  g_autoptr (GError) error = NULL;

  mok_interview_next (interview, &error);
  g_assert_no_error (error);
}

/* The names of the route, between blanks. */
char *
test_dup_route (MokInterview *interview)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (interview);
  g_autoptr (GArray) route = mok_interview_get_route (interview);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < route->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            mok_questionnaire_get_question (questionnaire, g_array_index (route, guint, i))->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* An interview on the short questionnaire. */
MokInterview *
test_start_clinic (guint64 seed)
{
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);

  return mok_interview_new (clinic, random, TEST_NOW);
}

guint
test_find_in (MokInterview *interview, const char *name)
{
  return test_find (mok_interview_get_questionnaire (interview), name);
}

gboolean
test_set_integer (MokInterview *interview, const char *name, int value, GError **error)
{
  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .integer = value };

  return mok_interview_set_answer (interview, test_find_in (interview, name), &answer, error);
}

static void
set_text (const MokQuestion *question, const char *text, gsize length, gpointer data)
{
  g_autofree char *copy = g_strndup (text, length);
  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .text = copy };

  mok_answers_set (data, question->index, &answer);
}

/* A text that was not written is blank, whether it was asked or not. */
gboolean
test_read_comment (MokRecordLayout *layout, const guint8 *comment, gsize size, MokAnswers *answers, GError **error)
{
  MokQuestionnaire *questionnaire = mok_record_layout_get_questionnaire (layout);

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    if (mok_questionnaire_get_question (questionnaire, i)->kind == MOK_QUESTION_TEXT)
      mok_answers_clear (answers, i, MOK_ANSWER_BLANK);
  return mok_comment_foreach (layout, comment, size, set_text, answers, error);
}
