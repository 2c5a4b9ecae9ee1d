/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The walk of one respondent: which question comes next, and when the interview is over. Answers are in
 * mok-interview-answer.c, what a page shows is in mok-interview-page.c. Must never write a file or a log.
 */

#include "config.h"

#include "interview/mok-interview.h"

#include "base/mok-secret.h"
#include "interview/mok-interview-private.h"
#include "questionnaire/mok-matrix.h"

G_DEFINE_QUARK (mok_interview_error, mok_interview_error)

G_DEFINE_FINAL_TYPE (MokInterview, mok_interview, G_TYPE_OBJECT)

static void
mok_interview_finalize (GObject *object)
{
  MokInterview *self = MOK_INTERVIEW (object);

  g_clear_pointer (&self->routing, mok_routing_free);
  g_clear_pointer (&self->answers, mok_answers_free);
  g_clear_pointer (&self->random, mok_random_unref);
  g_clear_pointer (&self->questionnaire, mok_questionnaire_unref);
  g_clear_pointer (&self->shown, g_free);
  mok_memory_wipe (self->key, sizeof self->key);

  G_OBJECT_CLASS (mok_interview_parent_class)->finalize (object);
}

static void
mok_interview_class_init (MokInterviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_interview_finalize;
}

static void
mok_interview_init (MokInterview *self)
{
}

static void
draw_key (MokInterview *self)
{
  for (gsize i = 0; i < sizeof self->key; i++)
    self->key[i] = (guint8) mok_random_uniform (self->random, 256);
}

/* Whether the respondent gets to see this question with the answers given so far. */
gboolean
mok_interview_is_page (MokInterview *self, guint question)
{
  const MokQuestion *asked = mok_questionnaire_get_question (self->questionnaire, question);
  const MokMatrix *matrix = mok_matrix_of (asked);

  if (!mok_question_is_asked (asked) || !mok_routing_is_relevant (self->routing, question))
    return FALSE;
  if (matrix == NULL || matrix->note != asked)
    return TRUE;
  /* A heading needs something to stand above. */
  for (guint i = 0; i < matrix->n_rows; i++)
    if (mok_routing_is_relevant (self->routing, matrix->first + i))
      return TRUE;
  return FALSE;
}

void
mok_interview_enter (MokInterview *self, guint question)
{
  self->state = MOK_INTERVIEW_ASKING;
  self->current = question;
  self->shown[question] = TRUE;
}

/* Goes to the first page at or after @question. Returns: whether there is one. */
gboolean
mok_interview_enter_from (MokInterview *self, guint question, gboolean only_new)
{
  const guint n_questions = mok_questionnaire_get_n_questions (self->questionnaire);

  for (guint i = question; i < n_questions; i++)
    {
      if ((only_new && self->shown[i]) || !mok_interview_is_page (self, i))
        continue;
      mok_interview_enter (self, i);
      return TRUE;
    }
  return FALSE;
}

static void
start (MokInterview *self)
{
  const guint n_questions = mok_questionnaire_get_n_questions (self->questionnaire);

  for (guint i = 0; i < n_questions; i++)
    self->shown[i] = FALSE;
  if (!mok_interview_enter_from (self, 0, FALSE))
    self->state = MOK_INTERVIEW_COMPLETE;
}

/**
 * mok_interview_get_local_time:
 *
 * Returns: now, as mok_interview_new() takes it: days since 1970-01-01 with fraction, on the clock on the wall
 */
double
mok_interview_get_local_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return (g_date_time_to_unix (now) + g_date_time_get_utc_offset (now) / (double) G_USEC_PER_SEC) / (24 * 60 * 60);
}

/**
 * mok_interview_new:
 * @random: (nullable): where wordings, orders and random() come from; %NULL takes one that nobody can foresee
 * @now: days since 1970-01-01 with fraction, local time: what today() and now() say during the whole interview
 *
 * Returns: (transfer full): an interview at its first question
 */
MokInterview *
mok_interview_new (MokQuestionnaire *questionnaire, MokRandom *random, double now)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);

  MokInterview *self = g_object_new (MOK_TYPE_INTERVIEW, NULL);

  self->questionnaire = mok_questionnaire_ref (questionnaire);
  self->random = random != NULL ? mok_random_ref (random) : mok_random_new ();
  self->now = now;
  self->shown = g_new0 (gboolean, mok_questionnaire_get_n_questions (questionnaire));
  self->answers = mok_answers_new (questionnaire);
  draw_key (self);
  self->routing = mok_routing_new (self->answers, self->key, now);
  start (self);
  return self;
}

/**
 * mok_interview_get_questionnaire:
 *
 * Returns: (transfer none): the questionnaire
 */
MokQuestionnaire *
mok_interview_get_questionnaire (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), NULL);

  return self->questionnaire;
}

/**
 * mok_interview_get_now:
 *
 * Returns: the time that the interview was given when it began
 */
double
mok_interview_get_now (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), 0);

  return self->now;
}

MokInterviewState
mok_interview_get_state (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), MOK_INTERVIEW_SCREENED_OUT);

  return self->state;
}

/**
 * mok_interview_get_current:
 *
 * Returns: the index of the question that is asked now, or -1 when the interview is over
 */
int
mok_interview_get_current (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), -1);

  return self->state == MOK_INTERVIEW_ASKING ? (int) self->current : -1;
}

/* Behind the last page: what skip logic opened behind the respondent's back comes first, then answers that no longer
 * hold because another one was changed. Only then is the interview complete.
 */
gboolean
mok_interview_finish (MokInterview *self, GError **error)
{
  const guint n_questions = mok_questionnaire_get_n_questions (self->questionnaire);

  if (mok_interview_enter_from (self, 0, TRUE))
    return TRUE;
  for (guint i = 0; i < n_questions; i++)
    {
      if (mok_interview_check_answer (self, i, error))
        continue;
      mok_interview_enter (self, i);
      return FALSE;
    }
  self->state = MOK_INTERVIEW_COMPLETE;
  return TRUE;
}

/* Whether the respondent may leave the current question in the direction of the end. */
static gboolean
check_current (MokInterview *self, GError **error)
{
  return mok_routing_check (self->routing, error) && mok_interview_check_answer (self, self->current, error);
}

/**
 * mok_interview_next:
 * @error: return location for an error of %MOK_INTERVIEW_ERROR, worded for the respondent
 *
 * Checks the answer to the current question and goes on to the next one that is asked. Behind the last one the
 * interview is complete: then every question that is asked was shown, and every answer holds. If one does not hold
 * any more, the interview goes back to it and says why.
 *
 * Returns: %FALSE if the current answer, or another one at the end, cannot stand
 */
gboolean
mok_interview_next (MokInterview *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);

  if (self->state != MOK_INTERVIEW_ASKING)
    return TRUE;
  if (!check_current (self, error))
    return FALSE;
  return mok_interview_enter_from (self, self->current + 1, FALSE) || mok_interview_finish (self, error);
}

/**
 * mok_interview_resume:
 * @error: return location for an error of %MOK_INTERVIEW_ERROR, worded for the respondent
 *
 * Like mok_interview_next(), but skips what was shown already: from a question that was looked at again, straight back
 * to the first new one or to the end.
 *
 * Returns: %FALSE if the current answer, or another one at the end, cannot stand
 */
gboolean
mok_interview_resume (MokInterview *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);

  if (self->state != MOK_INTERVIEW_ASKING)
    return TRUE;
  return check_current (self, error) && mok_interview_finish (self, error);
}

/* Returns: the last page before @end, or -1 */
int
mok_interview_find_before (MokInterview *self, guint end)
{
  for (guint i = end; i > 0; i--)
    {
      if (mok_interview_is_page (self, i - 1))
        return (int) i - 1;
    }
  return -1;
}

static int
find_previous (MokInterview *self)
{
  switch (self->state)
    {
    case MOK_INTERVIEW_ASKING:
      return mok_interview_find_before (self, self->current);
    case MOK_INTERVIEW_SCREENED_OUT:
      return (int) self->current;
    case MOK_INTERVIEW_COMPLETE:
    default:
      return mok_interview_find_before (self, mok_questionnaire_get_n_questions (self->questionnaire));
    }
}

gboolean
mok_interview_can_go_back (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);

  return find_previous (self) >= 0;
}

/**
 * mok_interview_back:
 *
 * Goes to the previous question that is asked; nothing is checked. Someone who was screened out gets to the question
 * that did it, blank again.
 */
void
mok_interview_back (MokInterview *self)
{
  g_return_if_fail (MOK_IS_INTERVIEW (self));

  const int previous = find_previous (self);

  if (previous < 0)
    return;
  if (self->state == MOK_INTERVIEW_SCREENED_OUT)
    {
      mok_answers_clear (self->answers, (guint) previous, MOK_ANSWER_BLANK);
      mok_routing_changed (self->routing, (guint) previous);
    }
  mok_interview_enter (self, (guint) previous);
}

/**
 * mok_interview_go_to:
 * @question: index of a question
 *
 * Goes to a question, for instance to one of the review page. Nothing happens if it is not asked of this respondent,
 * or if the respondent was screened out.
 */
void
mok_interview_go_to (MokInterview *self, guint question)
{
  g_return_if_fail (MOK_IS_INTERVIEW (self));
  g_return_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire));

  if (self->state != MOK_INTERVIEW_SCREENED_OUT && mok_interview_is_page (self, question))
    mok_interview_enter (self, question);
}

/**
 * mok_interview_dup_answers:
 *
 * What may be stored. Questions that skip logic left out are "not asked", whatever was answered before; so are notes
 * and calculations.
 *
 * Returns: (transfer full) (nullable): the answers of a complete interview; %NULL for any other
 */
MokAnswers *
mok_interview_dup_answers (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), NULL);

  if (self->state != MOK_INTERVIEW_COMPLETE || !mok_routing_check (self->routing, NULL))
    return NULL;

  MokAnswers *answers = mok_answers_new (self->questionnaire);
  const guint n_questions = mok_questionnaire_get_n_questions (self->questionnaire);

  for (guint i = 0; i < n_questions; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->questionnaire, i);

      if (question->kind != MOK_QUESTION_NOTE && question->kind != MOK_QUESTION_CALCULATE)
        mok_answers_set (answers, i, mok_interview_get_answer (self, i));
    }
  return answers;
}

/**
 * mok_interview_wipe:
 *
 * Overwrites every answer and everything that was derived from one. The interview is at its first question again, as
 * for another respondent.
 */
void
mok_interview_wipe (MokInterview *self)
{
  g_return_if_fail (MOK_IS_INTERVIEW (self));

  mok_answers_wipe (self->answers);
  draw_key (self);
  mok_routing_reset (self->routing, self->key);
  start (self);
}
