/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers of an interview: giving them, taking them back, and whether they can stand. */

#include "config.h"

#include "interview/mok-interview.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "base/mok-secret.h"
#include "interview/mok-answer-private.h"
#include "interview/mok-interview-private.h"

/* How far, in steps, a slider may be off its step. */
#define STEP_TOLERANCE 1e-6

static const MokAnswer not_asked = { .state = MOK_ANSWER_NOT_ASKED };
static const MokAnswer blank = { .state = MOK_ANSWER_BLANK };

static const MokQuestion *
get_question (MokInterview *self, guint question)
{
  return mok_questionnaire_get_question (self->questionnaire, question);
}

/**
 * mok_interview_get_answer:
 * @question: index of a question
 *
 * An answer to a question that skip logic leaves out now is kept, in case the respondent goes back, but it is "not
 * asked" here and everywhere else.
 *
 * Returns: (transfer none): the answer; valid until it changes
 */
const MokAnswer *
mok_interview_get_answer (MokInterview *self, guint question)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), NULL);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), NULL);

  const MokAnswer *answer = mok_answers_get (self->answers, question);

  if (!mok_interview_is_page (self, question))
    return &not_asked;
  return answer->state == MOK_ANSWER_GIVEN ? answer : &blank;
}

/**
 * mok_interview_is_relevant:
 * @question: index of a question
 *
 * Returns: whether the answers given so far call for this question. One whose condition cannot be evaluated never is.
 */
gboolean
mok_interview_is_relevant (MokInterview *self, guint question)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);

  return mok_routing_is_relevant (self->routing, question);
}

/* Whether the given answer to @question holds a choice that ends the interview. */
static gboolean
ends_at (MokInterview *self, guint question)
{
  const MokQuestion *asked = get_question (self, question);
  const MokAnswer *answer = mok_interview_get_answer (self, question);
  const guint n_choices = mok_answer_get_n_choices (asked);

  if (answer->state != MOK_ANSWER_GIVEN)
    return FALSE;
  for (guint i = 0; i < n_choices; i++)
    {
      const gboolean chosen = asked->kind == MOK_QUESTION_SINGLE     ? answer->choice == i
                              : asked->kind == MOK_QUESTION_MULTIPLE ? mok_answer_has_choice (answer, i)
                                                                     : FALSE;

      if (chosen && (mok_choice_list_get (asked->choices, i)->kind & MOK_CHOICE_ENDS) != 0)
        return TRUE;
    }
  return FALSE;
}

/* To be called after every change: skip logic follows, and the interview may be over. Changing an answer of a complete
 * interview takes the respondent back to it.
 */
gboolean
mok_interview_answer_changed (MokInterview *self, guint question, GError **error)
{
  mok_routing_changed (self->routing, question);
  if (self->state == MOK_INTERVIEW_COMPLETE)
    mok_interview_enter (self, question);
  if (ends_at (self, question))
    {
      self->state = MOK_INTERVIEW_SCREENED_OUT;
      self->current = question;
    }
  return mok_routing_check (self->routing, error);
}

/* Whether an answer to @question can be taken at all. */
static gboolean
check_open (MokInterview *self, guint question, GError **error)
{
  if (self->state != MOK_INTERVIEW_SCREENED_OUT && mok_interview_is_page (self, question))
    return TRUE;
  g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID, _ ("“%s” is not asked here."),
               get_question (self, question)->name);
  return FALSE;
}

static gboolean
refuse (const MokQuestion *question, GError **error)
{
  g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID, _ ("This is not an answer to “%s”."),
               question->name);
  return FALSE;
}

/* A text of nothing but blanks says nothing. */
static gboolean
is_empty_text (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!g_unichar_isspace (g_utf8_get_char (c)))
        return FALSE;
    }
  return TRUE;
}

/* Whether a given answer holds nothing, which is the same as none. */
static gboolean
is_empty (const MokQuestion *question, const MokAnswer *answer)
{
  const guint8 nothing[sizeof answer->rank] = { 0 };

  switch (question->kind)
    {
    case MOK_QUESTION_MULTIPLE:
      return mok_answer_count_choices (answer) == 0;
    case MOK_QUESTION_RANK:
      return memcmp (answer->rank, nothing, sizeof nothing) == 0;
    case MOK_QUESTION_TEXT:
      return answer->text == NULL || (g_utf8_validate (answer->text, -1, NULL) && is_empty_text (answer->text));
    case MOK_QUESTION_SINGLE:
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
    case MOK_QUESTION_DATE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return FALSE;
    }
}

/* The answer that is kept for @answer: a range on its step, so that the record gives back the very same number. */
static MokAnswer
settle (const MokQuestion *question, const MokAnswer *answer)
{
  MokAnswer settled = *answer;

  if (question->kind == MOK_QUESTION_RANGE && !mok_answer_is_whole (question))
    {
      const double on_step = mok_answer_get_step_value (question, mok_answer_get_step (question, answer->decimal));

      if (fabs (answer->decimal - on_step) < STEP_TOLERANCE * question->step)
        settled.decimal = on_step;
    }
  return settled;
}

/**
 * mok_interview_set_answer:
 * @question: index of a question
 * @answer: an answer to it; %MOK_ANSWER_BLANK takes the answer back. A list without a choice and a text of blanks are
 *   blank
 * @error: return location for an error of %MOK_INTERVIEW_ERROR
 *
 * Takes an answer that the question can have at all. Bounds and constraints are checked by
 * mok_interview_check_answer() and when the respondent goes on, so that half a number can be typed.
 *
 * Returns: whether the answer was taken and everything that depends on it could be evaluated
 */
gboolean
mok_interview_set_answer (MokInterview *self, guint question, const MokAnswer *answer, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self) && answer != NULL, FALSE);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), FALSE);
  g_return_val_if_fail (answer->state != MOK_ANSWER_NOT_ASKED, FALSE);

  const MokQuestion *asked = get_question (self, question);

  if (!check_open (self, question, error))
    return FALSE;
  if (answer->state == MOK_ANSWER_BLANK || is_empty (asked, answer))
    {
      mok_answers_clear (self->answers, question, MOK_ANSWER_BLANK);
      return mok_interview_answer_changed (self, question, error);
    }
  if (!mok_answer_is_sound (asked, answer))
    return refuse (asked, error);

  MokAnswer settled = settle (asked, answer);

  mok_answers_set (self->answers, question, &settled);
  mok_memory_wipe (&settled, sizeof settled);
  return mok_interview_answer_changed (self, question, error);
}

/**
 * mok_interview_choose:
 * @question: index of a single choice
 * @choice: index into its list
 * @error: return location for an error of %MOK_INTERVIEW_ERROR
 *
 * Chooses; choosing the chosen one again keeps it. A choice that ends the interview does so at once.
 *
 * Returns: whether the choice was taken and everything that depends on it could be evaluated
 */
gboolean
mok_interview_choose (MokInterview *self, guint question, guint choice, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), FALSE);

  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .choice = choice };

  if (get_question (self, question)->kind != MOK_QUESTION_SINGLE)
    return refuse (get_question (self, question), error);
  return mok_interview_set_answer (self, question, &answer, error);
}

/**
 * mok_interview_can_toggle:
 * @question: index of a multiple choice
 * @choice: index into its list
 *
 * Returns: whether the choice is chosen, or could be: not if the largest number is chosen already. A choice that
 *   stands alone always can, since it takes the place of the others
 */
gboolean
mok_interview_can_toggle (MokInterview *self, guint question, guint choice)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), FALSE);

  const MokQuestion *asked = get_question (self, question);

  if (asked->kind != MOK_QUESTION_MULTIPLE || choice >= mok_answer_get_n_choices (asked)
      || !check_open (self, question, NULL))
    return FALSE;

  const MokAnswer *answer = mok_interview_get_answer (self, question);

  return mok_answer_has_choice (answer, choice)
         || mok_choice_stands_alone (mok_choice_list_get (asked->choices, choice)) || asked->max_selected == 0
         || mok_answer_count_ordinary (asked, answer) < asked->max_selected;
}

/**
 * mok_interview_toggle:
 * @question: index of a multiple choice
 * @choice: index into its list
 * @error: return location for an error of %MOK_INTERVIEW_ERROR
 *
 * Chooses, or takes a choice back. One that stands alone ("none of these", "prefer not to answer") replaces all
 * others, and any other replaces it.
 *
 * Returns: whether the choice was taken and everything that depends on it could be evaluated
 */
gboolean
mok_interview_toggle (MokInterview *self, guint question, guint choice, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), FALSE);

  const MokQuestion *asked = get_question (self, question);

  if (!check_open (self, question, error))
    return FALSE;
  if (asked->kind != MOK_QUESTION_MULTIPLE || choice >= mok_answer_get_n_choices (asked))
    return refuse (asked, error);
  if (!mok_interview_can_toggle (self, question, choice))
    {
      g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID, _ ("Please choose at most %u."),
                   asked->max_selected);
      return FALSE;
    }

  MokAnswer answer = *mok_interview_get_answer (self, question);
  const gboolean chosen = mok_answer_has_choice (&answer, choice);
  const gboolean alone = mok_choice_stands_alone (mok_choice_list_get (asked->choices, choice));

  for (guint i = 0; i < mok_answer_get_n_choices (asked) && !chosen; i++)
    {
      if (alone || mok_choice_stands_alone (mok_choice_list_get (asked->choices, i)))
        mok_answer_set_choice (&answer, i, FALSE);
    }
  mok_answer_set_choice (&answer, choice, !chosen);

  const gboolean success = mok_interview_set_answer (self, question, &answer, error);

  mok_memory_wipe (&answer, sizeof answer);
  return success;
}

/**
 * mok_interview_leave_blank:
 * @question: index of a question
 *
 * Takes the answer back. Nothing happens if the question is not asked of this respondent.
 */
void
mok_interview_leave_blank (MokInterview *self, guint question)
{
  g_return_if_fail (MOK_IS_INTERVIEW (self));
  g_return_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire));

  if (!check_open (self, question, NULL))
    return;
  mok_answers_clear (self->answers, question, MOK_ANSWER_BLANK);
  mok_interview_answer_changed (self, question, NULL);
}

static char *
format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

static char *
describe_bounds (const MokQuestion *question)
{
  g_autofree char *minimum = format_number (question->minimum);
  g_autofree char *maximum = format_number (question->maximum);

  if (isfinite (question->minimum) && isfinite (question->maximum))
    return g_strdup_printf (_ ("Please give a number from %1$s to %2$s, or leave it blank."), minimum, maximum);
  if (isfinite (question->minimum))
    return g_strdup_printf (_ ("Please give a number of %s or more, or leave it blank."), minimum);
  return g_strdup_printf (_ ("Please give a number of %s or less, or leave it blank."), maximum);
}

/* The sentence that tells the respondent what the answer should be like. */
static char *
describe_problem (MokInterview *self, const MokQuestion *question, const MokAnswer *answer)
{
  const char *language = mok_questionnaire_match_language (self->questionnaire, mok_language_get ());
  const char *message = mok_text_get (question->constraint_message, language);

  if (*message != '\0')
    return g_strdup (message);
  if (mok_answer_is_in_range (question, answer))
    return g_strdup (_ ("This answer cannot be right. Please correct it, or leave it blank."));
  switch (question->kind)
    {
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return describe_bounds (question);
    case MOK_QUESTION_TEXT:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Please use at most %u character.",
                                           "Please use at most %u characters.", question->max_length),
                              question->max_length);
    case MOK_QUESTION_MULTIPLE:
      return g_strdup_printf (_ ("Please choose at most %u."), question->max_selected);
    case MOK_QUESTION_SINGLE:
    case MOK_QUESTION_RANK:
    case MOK_QUESTION_DATE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return g_strdup (_ ("This answer cannot be right. Please correct it, or leave it blank."));
    }
}

/**
 * mok_interview_check_answer:
 * @question: index of a question
 * @error: return location for an error of %MOK_INTERVIEW_ERROR, worded for the respondent in the program's language
 *
 * A blank can always stand, except where the interview needs an answer to go on: at consent and eligibility.
 *
 * Returns: whether the answer can stand
 */
gboolean
mok_interview_check_answer (MokInterview *self, guint question, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), FALSE);

  const MokQuestion *asked = get_question (self, question);
  const MokAnswer *answer = mok_interview_get_answer (self, question);
  gboolean holds = TRUE;

  if (answer->state == MOK_ANSWER_NOT_ASKED)
    return TRUE;
  if (answer->state == MOK_ANSWER_BLANK)
    {
      if (!mok_answer_is_required (asked))
        return TRUE;
      g_set_error_literal (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID,
                           _ ("Please choose an answer to go on."));
      return FALSE;
    }
  if (!mok_routing_evaluate_constraint (self->routing, question, &holds, error))
    return FALSE;
  if (holds && mok_answer_is_in_range (asked, answer))
    return TRUE;

  g_autofree char *message = describe_problem (self, asked, answer);

  g_set_error_literal (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID, message);
  return FALSE;
}
