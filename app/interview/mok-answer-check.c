/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an answer to a question can be at all: the checks that need nothing but the question and the answer, shared by
 * the interview and by the reader of records. Must not evaluate expressions.
 */

#include "config.h"

#include "interview/mok-answer-private.h"

#include <math.h>
#include <string.h>

/* The years 1 to 9999, in days since 1970-01-01. */
#define FIRST_DATE (-719162)
#define LAST_DATE 2932896

/* What UTF-8 needs at most. */
#define BYTES_PER_CHARACTER 4

/**
 * mok_answer_is_whole:
 * @question: an integer, decimal or range question
 *
 * Returns: whether answers are in `integer`; otherwise they are in `decimal`
 */
gboolean
mok_answer_is_whole (const MokQuestion *question)
{
  g_return_val_if_fail (question != NULL, FALSE);

  if (question->kind != MOK_QUESTION_RANGE)
    return question->kind == MOK_QUESTION_INTEGER;
  return !isfinite (question->minimum) || !(question->step > 0)
         || (question->minimum == floor (question->minimum) && question->step == floor (question->step));
}

/**
 * mok_answer_get_number:
 * @question: an integer, decimal, range or date question
 * @answer: a given answer to it
 *
 * Returns: the answer as a number; a date as days since 1970-01-01
 */
double
mok_answer_get_number (const MokQuestion *question, const MokAnswer *answer)
{
  g_return_val_if_fail (question != NULL && answer != NULL && answer->state == MOK_ANSWER_GIVEN, 0);

  if (question->kind == MOK_QUESTION_DATE)
    return answer->date;
  return mok_answer_is_whole (question) ? answer->integer : answer->decimal;
}

/**
 * mok_choice_stands_alone:
 *
 * Returns: whether, in a multiple choice, nothing else can be chosen together with @choice
 */
gboolean
mok_choice_stands_alone (const MokChoice *choice)
{
  return (choice->kind & (MOK_CHOICE_EXCLUSIVE | MOK_CHOICE_NOT_SURE | MOK_CHOICE_REFUSED)) != 0;
}

/**
 * mok_answer_is_required:
 *
 * Returns: whether the interview cannot go on while @question is blank: the form says so, or it is a question that
 *   someone may have to be turned away at
 */
gboolean
mok_answer_is_required (const MokQuestion *question)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  gboolean ends = FALSE;

  for (guint i = 0; i < n_choices; i++)
    ends |= (mok_choice_list_get (question->choices, i)->kind & MOK_CHOICE_ENDS) != 0;
  return question->required || ends;
}

guint
mok_answer_get_n_choices (const MokQuestion *question)
{
  return question->choices != NULL ? MIN (question->choices->choices->len, MOK_ANSWER_MAX_CHOICES) : 0;
}

/* How many of the chosen choices can stand together with others: the ones that a maximum counts. */
guint
mok_answer_count_ordinary (const MokQuestion *question, const MokAnswer *answer)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  guint n = 0;

  for (guint i = 0; i < n_choices; i++)
    n += mok_answer_has_choice (answer, i) && !mok_choice_stands_alone (mok_choice_list_get (question->choices, i));
  return n;
}

/* The number of the step of a range that is nearest to @value, from 0. */
guint
mok_answer_get_step (const MokQuestion *question, double value)
{
  const double step = round ((value - question->minimum) / question->step);

  return step > 0 && step < G_MAXINT32 ? (guint) step : 0;
}

double
mok_answer_get_step_value (const MokQuestion *question, guint step)
{
  return question->minimum + step * question->step;
}

/**
 * mok_answer_get_text_bytes:
 *
 * Returns: the room in the comment for an answer to a text question, in bytes
 */
gsize
mok_answer_get_text_bytes (const MokQuestion *question)
{
  return MIN ((gsize) question->max_length * BYTES_PER_CHARACTER, G_MAXUINT16);
}

static gboolean
multiple_is_sound (const MokQuestion *question, const MokAnswer *answer)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  guint n_known = 0;
  gboolean alone = FALSE;

  for (guint i = 0; i < n_choices; i++)
    {
      if (!mok_answer_has_choice (answer, i))
        continue;
      n_known++;
      alone |= mok_choice_stands_alone (mok_choice_list_get (question->choices, i));
    }
  return n_known > 0 && n_known == mok_answer_count_choices (answer) && (!alone || n_known == 1);
}

/* Places are 1, 2, … without a gap, each taken once. */
static gboolean
rank_is_sound (const MokQuestion *question, const MokAnswer *answer)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  gboolean taken[MOK_ANSWER_MAX_CHOICES + 1] = { FALSE };
  guint n_ranked = 0;
  guint last = 0;

  for (guint i = 0; i < MOK_ANSWER_MAX_CHOICES; i++)
    {
      const guint place = answer->rank[i];

      if (place == 0)
        continue;
      if (i >= n_choices || place > n_choices || taken[place])
        return FALSE;
      taken[place] = TRUE;
      n_ranked++;
      last = MAX (last, place);
    }
  return n_ranked > 0 && last == n_ranked;
}

/**
 * mok_answer_is_sound:
 * @answer: a given answer
 *
 * Returns: whether @answer is one that the kind of @question and its choices admit
 */
gboolean
mok_answer_is_sound (const MokQuestion *question, const MokAnswer *answer)
{
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return answer->choice < mok_answer_get_n_choices (question);
    case MOK_QUESTION_MULTIPLE:
      return multiple_is_sound (question, answer);
    case MOK_QUESTION_RANK:
      return rank_is_sound (question, answer);
    case MOK_QUESTION_INTEGER:
      return TRUE;
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return mok_answer_is_whole (question) || isfinite (answer->decimal);
    case MOK_QUESTION_DATE:
      return answer->date >= FIRST_DATE && answer->date <= LAST_DATE;
    case MOK_QUESTION_TEXT:
      return answer->text != NULL && *answer->text != '\0' && g_utf8_validate (answer->text, -1, NULL);
    case MOK_QUESTION_ACKNOWLEDGE:
      return TRUE;
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return FALSE;
    }
}

/**
 * mok_answer_is_in_range:
 * @answer: a sound answer
 *
 * Returns: whether @answer is inside the bounds that the question states as numbers
 */
gboolean
mok_answer_is_in_range (const MokQuestion *question, const MokAnswer *answer)
{
  switch (question->kind)
    {
    case MOK_QUESTION_MULTIPLE:
      return question->max_selected == 0 || mok_answer_count_ordinary (question, answer) <= question->max_selected;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      {
        const double value = mok_answer_get_number (question, answer);

        if (value < question->minimum || value > question->maximum)
          return FALSE;
        if (question->kind != MOK_QUESTION_RANGE || !isfinite (question->minimum) || !(question->step > 0))
          return TRUE;
        return value == mok_answer_get_step_value (question, mok_answer_get_step (question, value));
      }
    case MOK_QUESTION_TEXT:
      return g_utf8_strlen (answer->text, -1) <= (glong) question->max_length
             && strlen (answer->text) <= mok_answer_get_text_bytes (question);
    case MOK_QUESTION_SINGLE:
    case MOK_QUESTION_RANK:
    case MOK_QUESTION_DATE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return TRUE;
    }
}
