/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A questionnaire with every kind of question, and random answers to it. Skip logic plays no part: a quarter of the
 * answers is simply "not asked" or left blank.
 */

#include "config.h"

#include "random-survey.h"

#include <math.h>

const guint8 random_survey_digest[MOK_RECORD_DIGEST_SIZE] = { 1, 2, 3, 4, 5, 6, 7, 8 };

static MokChoiceList *
add_list (MokQuestionnaire *form, const char *name, guint n_ordinary)
{
  MokChoiceList *list = mok_choice_list_new (name);
  static const struct
  {
    const char *code, *label;
    MokChoiceKind kind;
  } special[] = {
    { "6", "Did not apply", MOK_CHOICE_NOT_APPLICABLE },
    { "98", "Not sure", MOK_CHOICE_NOT_SURE | MOK_CHOICE_EXCLUSIVE },
    { "99", "Prefer not to answer", MOK_CHOICE_REFUSED | MOK_CHOICE_EXCLUSIVE },
  };

  for (guint i = 0; i < n_ordinary; i++)
    {
      g_autofree char *code = g_strdup_printf ("c%u", i + 1);
      MokChoice *choice = mok_choice_new (code);

      mok_text_set (choice->label, "en", code);
      g_ptr_array_add (list->choices, choice);
    }
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    {
      MokChoice *choice = mok_choice_new (special[i].code);

      mok_text_set (choice->label, "en", special[i].label);
      choice->kind = special[i].kind;
      g_ptr_array_add (list->choices, choice);
    }
  mok_questionnaire_add_list (form, list);
  return list;
}

static MokQuestion *
add_question (MokQuestionnaire *form, const char *name, MokQuestionKind kind, MokRole role, MokChoiceList *list)
{
  MokQuestion *question = mok_question_new (name, kind);

  question->role = role;
  question->choices = list;
  mok_text_set (question->label, "en", name);
  mok_questionnaire_add_question (form, question);
  return question;
}

static void
set_bands (MokQuestion *question, const double *bands, guint n_bands)
{
  question->bands = g_new (double, n_bands);
  question->n_bands = n_bands;
  for (guint i = 0; i < n_bands; i++)
    question->bands[i] = bands[i];
}

/**
 * random_survey_new_questionnaire:
 *
 * Returns: (transfer full): five backgrounds, one of them a number without bands; questions of each kind
 */
MokQuestionnaire *
random_survey_new_questionnaire (void)
{
  MokQuestionnaire *form = mok_questionnaire_new ("random");
  MokChoiceList *door = add_list (form, "door", 2);
  MokChoiceList *two = add_list (form, "two", 2);
  MokChoiceList *four = add_list (form, "four", 4);
  MokChoiceList *many = add_list (form, "many", 17);
  const double hours[] = { 40, 52, 60 };

  mok_choice_list_get (door, 1)->kind |= MOK_CHOICE_ENDS;
  g_ptr_array_add (form->languages, g_strdup ("en"));
  add_question (form, "consent", MOK_QUESTION_SINGLE, MOK_ROLE_SCREENER, door);
  add_question (form, "gender", MOK_QUESTION_SINGLE, MOK_ROLE_BACKGROUND, two);
  add_question (form, "region", MOK_QUESTION_SINGLE, MOK_ROLE_BACKGROUND, four)->ordered = TRUE;
  set_bands (add_question (form, "hours", MOK_QUESTION_INTEGER, MOK_ROLE_BACKGROUND, NULL), hours, 3);
  add_question (form, "age", MOK_QUESTION_INTEGER, MOK_ROLE_BACKGROUND, NULL);
  add_question (form, "shifts", MOK_QUESTION_MULTIPLE, MOK_ROLE_BACKGROUND, four);
  add_question (form, "note", MOK_QUESTION_NOTE, MOK_ROLE_QUESTION, NULL);
  add_question (form, "leave", MOK_QUESTION_SINGLE, MOK_ROLE_PROTECTION, four)->rule = g_strdup ("exp");
  add_question (form, "agree", MOK_QUESTION_SINGLE, MOK_ROLE_QUESTION, four)->likert = TRUE;
  add_question (form, "reasons", MOK_QUESTION_MULTIPLE, MOK_ROLE_QUESTION, many);
  add_question (form, "why", MOK_QUESTION_TEXT, MOK_ROLE_FREE_TEXT, NULL);
  add_question (form, "children", MOK_QUESTION_INTEGER, MOK_ROLE_QUESTION, NULL);
  add_question (form, "pay", MOK_QUESTION_DECIMAL, MOK_ROLE_QUESTION, NULL);
  add_question (form, "since", MOK_QUESTION_DATE, MOK_ROLE_QUESTION, NULL);
  add_question (form, "order", MOK_QUESTION_RANK, MOK_ROLE_QUESTION, two);

  MokQuestion *range = add_question (form, "half", MOK_QUESTION_RANGE, MOK_ROLE_SENSITIVE, NULL);

  range->minimum = -1;
  range->maximum = 3;
  range->step = 0.5;
  return form;
}

/**
 * random_survey_new_wide:
 *
 * Returns: (transfer full): one background of six levels and @n_questions single questions
 */
MokQuestionnaire *
random_survey_new_wide (guint n_questions, guint n_choices)
{
  MokQuestionnaire *form = mok_questionnaire_new ("wide");
  MokChoiceList *bands = add_list (form, "bands", 3);
  MokChoiceList *list = add_list (form, "list", n_choices - 3);

  g_ptr_array_add (form->languages, g_strdup ("en"));
  add_question (form, "band", MOK_QUESTION_SINGLE, MOK_ROLE_BACKGROUND, bands);
  for (guint i = 0; i < n_questions; i++)
    {
      g_autofree char *name = g_strdup_printf ("q%02u", i + 1);

      add_question (form, name, MOK_QUESTION_SINGLE, MOK_ROLE_QUESTION, list);
    }
  return form;
}

static void
fill_multiple (const MokQuestion *question, MokAnswer *answer, MokRandom *random)
{
  const guint n = question->choices->choices->len;

  /* The last two stand alone. */
  if (mok_random_uniform (random, 5) == 0)
    mok_answer_set_choice (answer, n - 2 + mok_random_uniform (random, 2), TRUE);
  else
    do
      mok_answer_set_choice (answer, mok_random_uniform (random, n - 2), TRUE);
    while (mok_random_uniform (random, 3) > 0);
}

static void
fill_rank (const MokQuestion *question, MokAnswer *answer, MokRandom *random)
{
  guint order[MOK_ANSWER_MAX_CHOICES];
  const guint n = question->choices->choices->len;
  const guint n_ranked = 1 + mok_random_uniform (random, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  mok_random_shuffle (random, order, n);
  for (guint i = 0; i < n_ranked; i++)
    answer->rank[order[i]] = (guint8) (i + 1);
}

static void
fill_answer (const MokQuestion *question, MokAnswer *answer, MokRandom *random)
{
  answer->state = MOK_ANSWER_GIVEN;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      answer->choice = mok_random_uniform (random, question->choices->choices->len);
      break;
    case MOK_QUESTION_MULTIPLE:
      fill_multiple (question, answer, random);
      break;
    case MOK_QUESTION_RANK:
      fill_rank (question, answer, random);
      break;
    case MOK_QUESTION_INTEGER:
      answer->integer = (gint32) mok_random_uniform (random, g_str_equal (question->name, "children") ? 6 : 90);
      break;
    case MOK_QUESTION_DECIMAL:
      answer->decimal = mok_random_double (random) * 7 - 2;
      break;
    case MOK_QUESTION_RANGE:
      answer->decimal = question->minimum + mok_random_uniform (random, 9) * question->step;
      break;
    case MOK_QUESTION_DATE:
      answer->date = (gint32) mok_random_uniform (random, 9000) - 2000;
      break;
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      answer->state = MOK_ANSWER_NOT_ASKED;
      break;
    }
}

/**
 * random_survey_fill:
 *
 * Draws all answers of one respondent anew.
 */
void
random_survey_fill (MokAnswers *answers, MokRandom *random)
{
  MokQuestionnaire *form = mok_answers_get_questionnaire (answers);

  for (guint i = 0; i < mok_questionnaire_get_n_questions (form); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (form, i);
      const guint fate = mok_random_uniform (random, 8);
      MokAnswer answer = { 0 };

      if (fate < 2)
        answer.state = fate == 0 ? MOK_ANSWER_NOT_ASKED : MOK_ANSWER_BLANK;
      else
        fill_answer (question, &answer, random);
      mok_answers_set (answers, i, &answer);
    }
}
