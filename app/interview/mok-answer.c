/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The answers of one respondent, in secret memory. Must not know skip logic: whoever sets an answer says what its
 * state is.
 */

#include "config.h"

#include "interview/mok-answer.h"

#include <string.h>

#include "base/mok-secret.h"
#include "interview/mok-answer-private.h"

struct _MokAnswers
{
  MokQuestionnaire *questionnaire; /* (owned) */
  guint n_answers;
  MokSecret *memory;  /* (owned): the array of answers */
  MokAnswer *answers; /* inside memory */
  MokSecret **texts;  /* (owned) (array length=n_answers): what the texts of the answers point into; NULL if none */
};

/**
 * mok_answers_new:
 *
 * Returns: (transfer full): the answers of a respondent who was not asked anything yet
 */
MokAnswers *
mok_answers_new (MokQuestionnaire *questionnaire)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);

  MokAnswers *self = g_new0 (MokAnswers, 1);

  self->questionnaire = mok_questionnaire_ref (questionnaire);
  self->n_answers = mok_questionnaire_get_n_questions (questionnaire);
  self->memory = mok_secret_new (MAX (1, self->n_answers * sizeof (MokAnswer)));
  self->answers = (MokAnswer *) (void *) mok_secret_data (self->memory);
  self->texts = g_new0 (MokSecret *, self->n_answers);
  return self;
}

/**
 * mok_answers_copy:
 *
 * Returns: (transfer full): the same answers, in memory of their own
 */
MokAnswers *
mok_answers_copy (const MokAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  MokAnswers *copy = mok_answers_new (self->questionnaire);

  for (guint i = 0; i < self->n_answers; i++)
    mok_answers_set (copy, i, &self->answers[i]);
  return copy;
}

void
mok_answers_free (MokAnswers *self)
{
  if (self == NULL)
    return;
  mok_answers_wipe (self);
  g_free (self->texts);
  mok_secret_unref (self->memory);
  mok_questionnaire_unref (self->questionnaire);
  g_free (self);
}

MokQuestionnaire *
mok_answers_get_questionnaire (const MokAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->questionnaire;
}

/**
 * mok_answers_get:
 * @question: index of a question
 *
 * Returns: (transfer none): the answer; valid until it is set again
 */
const MokAnswer *
mok_answers_get (const MokAnswers *self, guint question)
{
  g_return_val_if_fail (self != NULL && question < self->n_answers, NULL);

  return &self->answers[question];
}

static void
drop_text (MokAnswers *self, guint question)
{
  /* Releasing secret memory wipes it. */
  g_clear_pointer (&self->texts[question], mok_secret_unref);
}

/* Keeps a copy of @text that is wiped when it is replaced; @text may be the one that is replaced. */
static void
keep_text (MokAnswers *self, guint question, const char *text)
{
  const gsize size = strlen (text) + 1;
  MokSecret *kept = mok_secret_new (size);

  memcpy (mok_secret_data (kept), text, size);
  drop_text (self, question);
  self->texts[question] = kept;
  self->answers[question].text = (char *) mok_secret_data (kept);
}

/**
 * mok_answers_set:
 * @question: index of a question
 * @answer: an answer to it; its text is copied
 *
 * Takes the part of @answer that belongs to the kind of the question. An answer that is not given holds no value.
 */
void
mok_answers_set (MokAnswers *self, guint question, const MokAnswer *answer)
{
  g_return_if_fail (self != NULL && question < self->n_answers && answer != NULL);

  const MokQuestion *asked = mok_questionnaire_get_question (self->questionnaire, question);
  MokAnswer *kept = &self->answers[question];

  if (answer == kept)
    return;
  if (answer->state != MOK_ANSWER_GIVEN)
    {
      mok_answers_clear (self, question, answer->state);
      return;
    }

  kept->state = MOK_ANSWER_GIVEN;
  switch (asked->kind)
    {
    case MOK_QUESTION_SINGLE:
      kept->choice = answer->choice;
      break;
    case MOK_QUESTION_MULTIPLE:
      memcpy (kept->bits, answer->bits, sizeof kept->bits);
      break;
    case MOK_QUESTION_RANK:
      memcpy (kept->rank, answer->rank, sizeof kept->rank);
      break;
    case MOK_QUESTION_INTEGER:
      kept->integer = answer->integer;
      break;
    case MOK_QUESTION_DECIMAL:
      kept->decimal = answer->decimal;
      break;
    case MOK_QUESTION_RANGE:
      if (mok_answer_is_whole (asked))
        kept->integer = answer->integer;
      else
        kept->decimal = answer->decimal;
      break;
    case MOK_QUESTION_DATE:
      kept->date = answer->date;
      break;
    case MOK_QUESTION_TEXT:
      keep_text (self, question, answer->text);
      break;
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      break;
    }
}

/**
 * mok_answers_clear:
 * @question: index of a question
 * @state: %MOK_ANSWER_NOT_ASKED or %MOK_ANSWER_BLANK
 *
 * Takes an answer back; its value is overwritten.
 */
void
mok_answers_clear (MokAnswers *self, guint question, MokAnswerState state)
{
  g_return_if_fail (self != NULL && question < self->n_answers);
  g_return_if_fail (state == MOK_ANSWER_NOT_ASKED || state == MOK_ANSWER_BLANK);

  MokAnswer *answer = &self->answers[question];

  drop_text (self, question);
  if (answer->state == MOK_ANSWER_GIVEN)
    mok_memory_wipe (answer, sizeof *answer);
  answer->state = state;
}

/* Whether two given answers to one question say the same. */
static gboolean
same_value (const MokQuestion *question, const MokAnswer *a, const MokAnswer *b)
{
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return a->choice == b->choice;
    case MOK_QUESTION_MULTIPLE:
      return memcmp (a->bits, b->bits, sizeof a->bits) == 0;
    case MOK_QUESTION_RANK:
      return memcmp (a->rank, b->rank, sizeof a->rank) == 0;
    case MOK_QUESTION_INTEGER:
      return a->integer == b->integer;
    case MOK_QUESTION_DECIMAL:
      return a->decimal == b->decimal;
    case MOK_QUESTION_RANGE:
      return mok_answer_is_whole (question) ? a->integer == b->integer : a->decimal == b->decimal;
    case MOK_QUESTION_DATE:
      return a->date == b->date;
    case MOK_QUESTION_TEXT:
      return strcmp (a->text, b->text) == 0;
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return TRUE;
    }
}

/**
 * mok_answers_equal:
 *
 * Returns: whether two respondents to one questionnaire answered alike
 */
gboolean
mok_answers_equal (const MokAnswers *a, const MokAnswers *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  g_return_val_if_fail (a->questionnaire == b->questionnaire, FALSE);

  for (guint i = 0; i < a->n_answers; i++)
    {
      const MokAnswer *x = &a->answers[i];
      const MokAnswer *y = &b->answers[i];

      if (x->state != y->state)
        return FALSE;
      if (x->state == MOK_ANSWER_GIVEN && !same_value (mok_questionnaire_get_question (a->questionnaire, i), x, y))
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_answers_wipe:
 *
 * Overwrites every answer. Afterwards nothing was asked.
 */
void
mok_answers_wipe (MokAnswers *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_answers; i++)
    drop_text (self, i);
  mok_secret_wipe (self->memory);
}

/**
 * mok_answer_has_choice:
 * @answer: an answer to a multiple choice
 *
 * Returns: whether it is given and holds choice number @choice
 */
gboolean
mok_answer_has_choice (const MokAnswer *answer, guint choice)
{
  g_return_val_if_fail (answer != NULL && choice < MOK_ANSWER_MAX_CHOICES, FALSE);

  return answer->state == MOK_ANSWER_GIVEN && (answer->bits[choice / 8] >> (choice % 8) & 1) != 0;
}

/**
 * mok_answer_set_choice:
 * @answer: an answer to a multiple choice whose bits are valid, also when its state says that it is not given
 *
 * Adds or takes away choice number @choice. The state is given if any choice is left, and blank otherwise.
 */
void
mok_answer_set_choice (MokAnswer *answer, guint choice, gboolean chosen)
{
  g_return_if_fail (answer != NULL && choice < MOK_ANSWER_MAX_CHOICES);

  const guint8 bit = (guint8) (1 << (choice % 8));

  if (chosen)
    answer->bits[choice / 8] |= bit;
  else
    answer->bits[choice / 8] &= (guint8) ~bit;
  answer->state = MOK_ANSWER_GIVEN;
  if (mok_answer_count_choices (answer) == 0)
    answer->state = MOK_ANSWER_BLANK;
}

/**
 * mok_answer_count_choices:
 * @answer: an answer to a multiple choice
 *
 * Returns: how many choices it holds
 */
guint
mok_answer_count_choices (const MokAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, 0);

  guint n = 0;

  if (answer->state != MOK_ANSWER_GIVEN)
    return 0;
  for (gsize i = 0; i < sizeof answer->bits; i++)
    /* A step for each choice made: most bytes have none, and closing asks this of every answer. */
    for (guint rest = answer->bits[i]; rest != 0; rest &= rest - 1)
      n++;
  return n;
}
