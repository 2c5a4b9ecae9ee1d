/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Made-up respondents, for sample data and tests. They answer in the way of the interview, so what they give is as
 * valid as what a person gives. Their distributions are skewed in a way that follows from the names of the questions,
 * and differ by the size of the workplace, so that charts of them look like charts. Must never be mixed with real
 * responses: whoever stores them marks the file as synthetic.
 */

#include "config.h"

#include "interview/mok-walk.h"

#include <math.h>
#include <string.h>

#include "base/mok-secret.h"
#include "interview/mok-answer-private.h"
#include "interview/mok-walk-private.h"

/* Chances of not answering, of a respondent of average patience. */
#define CHANCE_BLANK 0.03
#define CHANCE_REFUSED 0.025
#define CHANCE_NOT_SURE 0.05
#define CHANCE_TEXT 0.04
#define CHANCE_SCREENED_OUT 0.08

/* How much the middle of a scale of numbers is below its half: 0.35 of 0 to 120 hours is an ordinary week. */
#define CENTRE_OF_NUMBERS 0.35

/* How strongly choices follow the way a respondent is treated. */
#define TILT 2

/* What is used for bounds that a question does not state. */
#define DEFAULT_SPAN 100
#define LONGEST_AGO 1000

/* The variable that opinions and protections follow, where a questionnaire has it. */
#define SIZE_VARIABLE "size_band"

typedef struct
{
  MokInterview *interview;
  MokRandom *random;
  double patience; /* 0.4 to 1.6: how willingly this person answers */
  double mood;     /* -1 to 1: how well this person is treated */
  gboolean refuse_screeners;
} Walk;

/* A number in [0, 1) that belongs to a question, and to one of its choices. */
static double
get_constant (const MokQuestion *question, const char *of)
{
  g_autofree char *text = g_strdup_printf ("%s/%s", question->name, of);
  guint8 digest[16];

  mok_hash (digest, sizeof digest, text, strlen (text));
  return (digest[0] | digest[1] << 8) / 65536.0;
}

static gboolean
happens (Walk *walk, double chance)
{
  return mok_random_double (walk->random) < chance;
}

/* About -1 to 1, mostly near 0. */
static double
draw_bell (Walk *walk)
{
  double sum = 0;

  for (int i = 0; i < 4; i++)
    sum += mok_random_double (walk->random);
  return sum / 2 - 1;
}

/* How well the respondent is treated, -2 to 2: worse where few people work. */
static double
get_luck (Walk *walk)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (walk->interview);
  const MokQuestion *size = mok_questionnaire_find_question (questionnaire, SIZE_VARIABLE);

  if (size == NULL || size->kind != MOK_QUESTION_SINGLE)
    return walk->mood;

  const MokAnswer *answer = mok_interview_get_answer (walk->interview, size->index);
  const guint n_choices = mok_answer_get_n_choices (size);

  if (answer->state != MOK_ANSWER_GIVEN || n_choices < 2
      || mok_choice_is_missing (mok_choice_list_get (size->choices, answer->choice)))
    return walk->mood;
  return walk->mood + 2.0 * answer->choice / (n_choices - 1) - 1;
}

/* How often an ordinary choice is chosen, beside the others of its list. */
static double
get_weight (const MokQuestion *question, guint choice, guint n_ordinary, double luck)
{
  const MokChoice *weighed = mok_choice_list_get (question->choices, choice);
  const double place = n_ordinary > 1 ? (double) choice / (n_ordinary - 1) : 0;
  /* Received comes before denied in every list of a protection; elsewhere either end may be the good one. */
  const gboolean first_is_good = question->role == MOK_ROLE_PROTECTION || get_constant (question, "side") < 0.5;
  const double tilt = exp (TILT * luck * (first_is_good ? 0.5 - place : place - 0.5));

  if (question->likert)
    {
      const double peak = 0.25 + 0.5 * get_constant (question, "peak");

      return (exp (-8 * (place - peak) * (place - peak)) + 0.1) * tilt;
    }

  const double decay = n_ordinary == 2 ? 0.35 : 0.6 + 0.3 * get_constant (question, "decay");
  double weight = pow (decay, choice) * (0.4 + 0.8 * get_constant (question, weighed->code)) * tilt;

  if ((weighed->kind & MOK_CHOICE_NOT_APPLICABLE) != 0 || strcmp (weighed->code, "97") == 0)
    weight *= 0.5;
  return weight;
}

/* Returns: the first choice that has all of the kinds @with and none of @without; -1 if there is none */
static int
find_choice (const MokQuestion *question, guint with, guint without)
{
  const guint n_choices = mok_answer_get_n_choices (question);

  for (guint i = 0; i < n_choices; i++)
    {
      const guint kind = mok_choice_list_get (question->choices, i)->kind;

      if ((kind & with) == with && (kind & without) == 0)
        return (int) i;
    }
  return -1;
}

/* Returns: a way of not answering that the question offers, or -1 to go on */
static int
draw_missing (Walk *walk, const MokQuestion *question)
{
  if (happens (walk, CHANCE_REFUSED / walk->patience))
    return find_choice (question, MOK_CHOICE_REFUSED, MOK_CHOICE_ENDS);
  if (happens (walk, CHANCE_NOT_SURE / walk->patience))
    return find_choice (question, MOK_CHOICE_NOT_SURE, MOK_CHOICE_ENDS);
  return -1;
}

/* Draws among the choices that say something and have all of the kinds @with. Returns: one of them, or -1 */
static int
draw_choice (Walk *walk, const MokQuestion *question, guint with)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  const char *shares = mok_walk_find_shares (walk->interview, question);
  const double luck = get_luck (walk);
  double weights[MOK_ANSWER_MAX_CHOICES] = { 0 };
  guint n_ordinary = 0;
  double sum = 0;

  for (guint i = 0; i < n_choices; i++)
    n_ordinary += !mok_choice_is_missing (mok_choice_list_get (question->choices, i));
  for (guint i = 0; i < n_choices; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);

      if (mok_choice_is_missing (choice) || (choice->kind & MOK_CHOICE_ENDS) != 0 || (choice->kind & with) != with)
        continue;
      weights[i] =
          shares != NULL ? mok_walk_get_share (shares, choice->code) : get_weight (question, i, n_ordinary, luck);
      sum += weights[i];
    }

  double left = mok_random_double (walk->random) * sum;
  int chosen = -1;

  for (guint i = 0; i < n_choices && left >= 0; i++)
    {
      if (weights[i] == 0)
        continue;
      left -= weights[i];
      chosen = (int) i;
    }
  return chosen;
}

static void
answer_single (Walk *walk, const MokQuestion *question)
{
  int choice = -1;

  if (walk->refuse_screeners && happens (walk, CHANCE_SCREENED_OUT))
    choice = find_choice (question, MOK_CHOICE_ENDS, 0);
  if (choice < 0 && !mok_answer_is_required (question))
    choice = draw_missing (walk, question);
  if (choice < 0)
    choice = draw_choice (walk, question, MOK_CHOICE_ORDINARY);
  if (choice >= 0)
    mok_interview_choose (walk->interview, question->index, (guint) choice, NULL);
}

/* Whether @choice is one of those that can be chosen together. */
static gboolean
is_ordinary (const MokChoice *choice)
{
  return !mok_choice_stands_alone (choice) && (choice->kind & MOK_CHOICE_ENDS) == 0;
}

/* Chooses the first ordinary choice in @order. */
static void
toggle_one (Walk *walk, const MokQuestion *question, const guint *order)
{
  const guint n_choices = mok_answer_get_n_choices (question);

  for (guint i = 0; i < n_choices; i++)
    {
      if (!is_ordinary (mok_choice_list_get (question->choices, order[i])))
        continue;
      mok_interview_toggle (walk->interview, question->index, order[i], NULL);
      return;
    }
}

static void
answer_multiple (Walk *walk, const MokQuestion *question)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  const double luck = get_luck (walk);
  const int none = draw_choice (walk, question, MOK_CHOICE_EXCLUSIVE);
  const int missing = draw_missing (walk, question);
  /* Nobody goes through a long list and finds half of it true. */
  const double fewer = MIN (1, 5.0 / MAX (n_choices, 1));
  guint order[MOK_ANSWER_MAX_CHOICES];

  if (missing >= 0)
    {
      mok_interview_toggle (walk->interview, question->index, (guint) missing, NULL);
      return;
    }
  if (none >= 0 && happens (walk, 0.05 + 0.4 * get_constant (question, "none")))
    {
      mok_interview_toggle (walk->interview, question->index, (guint) none, NULL);
      return;
    }

  for (guint i = 0; i < n_choices; i++)
    order[i] = i;
  mok_random_shuffle (walk->random, order, n_choices);
  for (guint i = 0; i < n_choices; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, order[i]);
      const double chance = fewer * (0.1 + 0.45 * get_constant (question, choice->code) + 0.08 * luck);

      if (is_ordinary (choice) && happens (walk, chance)
          && mok_interview_can_toggle (walk->interview, question->index, order[i]))
        mok_interview_toggle (walk->interview, question->index, order[i], NULL);
    }
  if (mok_interview_get_answer (walk->interview, question->index)->state != MOK_ANSWER_GIVEN)
    toggle_one (walk, question, order);
}

static void
answer_number (Walk *walk, const MokQuestion *question)
{
  const double low = isfinite (question->minimum)   ? question->minimum
                     : isfinite (question->maximum) ? question->maximum - DEFAULT_SPAN
                                                    : 0;
  const double high = isfinite (question->maximum) ? question->maximum : low + DEFAULT_SPAN;
  const double share = CENTRE_OF_NUMBERS + 0.3 * draw_bell (walk) - 0.02 * get_luck (walk);
  const double value = CLAMP (low + share * (high - low), low, high);
  MokAnswer answer = { .state = MOK_ANSWER_GIVEN };

  if (question->kind == MOK_QUESTION_RANGE && question->step > 0 && isfinite (question->minimum))
    {
      const double on_step = mok_answer_get_step_value (question, mok_answer_get_step (question, value));

      if (mok_answer_is_whole (question))
        answer.integer = (gint32) on_step;
      else
        answer.decimal = on_step;
    }
  else if (mok_answer_is_whole (question))
    answer.integer = (gint32) CLAMP (round (value), ceil (low), floor (high));
  else
    answer.decimal = CLAMP (round (value * 10) / 10, low, high);
  mok_interview_set_answer (walk->interview, question->index, &answer, NULL);
}

static void
answer_date (Walk *walk, const MokQuestion *question, double now)
{
  const MokAnswer answer = {
    .state = MOK_ANSWER_GIVEN,
    .date = (gint32) floor (now) - (gint32) mok_random_uniform (walk->random, LONGEST_AGO),
  };

  mok_interview_set_answer (walk->interview, question->index, &answer, NULL);
}

static void
answer_rank (Walk *walk, const MokQuestion *question)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  MokAnswer answer = { .state = MOK_ANSWER_GIVEN };
  guint order[MOK_ANSWER_MAX_CHOICES];

  for (guint i = 0; i < n_choices; i++)
    order[i] = i;
  mok_random_shuffle (walk->random, order, n_choices);
  for (guint i = 0; i < n_choices; i++)
    answer.rank[order[i]] = (guint8) (i + 1);
  mok_interview_set_answer (walk->interview, question->index, &answer, NULL);
}

static void
answer_text (Walk *walk, const MokQuestion *question)
{
  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .text = (char *) "Synthetic comment. 예시 의견." };

  if (happens (walk, CHANCE_TEXT))
    mok_interview_set_answer (walk->interview, question->index, &answer, NULL);
}

static void
answer_question (Walk *walk, const MokQuestion *question)
{
  const MokAnswer acknowledged = { .state = MOK_ANSWER_GIVEN };

  if (!mok_answer_is_required (question) && happens (walk, CHANCE_BLANK / walk->patience))
    return;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      answer_single (walk, question);
      break;
    case MOK_QUESTION_MULTIPLE:
      answer_multiple (walk, question);
      break;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      answer_number (walk, question);
      break;
    case MOK_QUESTION_DATE:
      answer_date (walk, question, mok_interview_get_now (walk->interview));
      break;
    case MOK_QUESTION_RANK:
      answer_rank (walk, question);
      break;
    case MOK_QUESTION_TEXT:
      answer_text (walk, question);
      break;
    case MOK_QUESTION_ACKNOWLEDGE:
      mok_interview_set_answer (walk->interview, question->index, &acknowledged, NULL);
      break;
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      break;
    }
}

/**
 * mok_walk_run:
 * @interview: an interview at its first question
 * @random: where the answers come from: one that is seeded alike gives the same answers
 * @refuse_screeners: whether some of the respondents are screened out
 *
 * Answers a whole interview. Afterwards it is complete, or screened out if @refuse_screeners. It is still asking only
 * if the questionnaire has a fault, or a screener that no answer satisfies.
 */
void
mok_walk_run (MokInterview *interview, MokRandom *random, gboolean refuse_screeners)
{
  g_return_if_fail (MOK_IS_INTERVIEW (interview) && random != NULL);

  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (interview);
  Walk walk = { .interview = interview, .random = random, .refuse_screeners = refuse_screeners };

  walk.patience = 0.4 + 1.2 * mok_random_double (random);
  walk.mood = draw_bell (&walk);
  while (mok_interview_get_state (interview) == MOK_INTERVIEW_ASKING)
    {
      const guint current = (guint) mok_interview_get_current (interview);

      answer_question (&walk, mok_questionnaire_get_question (questionnaire, current));
      for (gboolean on = mok_interview_next (interview, NULL); !on; on = mok_interview_resume (interview, NULL))
        {
          const guint refused = (guint) mok_interview_get_current (interview);

          /* A constraint that the draw does not meet, here or at an earlier question. */
          if (mok_interview_get_answer (interview, refused)->state != MOK_ANSWER_GIVEN)
            return;
          mok_interview_leave_blank (interview, refused);
        }
    }
}
