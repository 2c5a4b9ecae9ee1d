/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The protections of a questionnaire: which answers each of them looks at, and the law that was in force over the time
 * that it asks about. Must not judge answers.
 */

#include "config.h"

#include <string.h>

#include "analysis/mok-protection-private.h"
#include "questionnaire/mok-period.h"

/* The bands of preg_period. */
static const struct
{
  guint from;
  guint to;
} bands[MOK_N_LAW_SPANS] = { { 0, 99991231 }, { 0, 20250222 }, { 20250223, 20260917 }, { 20260918, 99991231 } };

static gboolean
find_judge (const MokQuestion *question, MokJudge *judge)
{
  static const char *const words[MOK_N_JUDGES] = { "exp", "kept", "dutynever", "dutynight", "harass", "adverse" };

  for (guint i = 0; i < MOK_N_JUDGES; i++)
    {
      if (strcmp (question->rule, words[i]) == 0)
        {
          *judge = (MokJudge) i;
          return question->kind == (i == MOK_JUDGE_ADVERSE ? MOK_QUESTION_MULTIPLE : MOK_QUESTION_SINGLE);
        }
    }
  return FALSE;
}

/* In force on @date, or else the first version that the table knows. */
static const MokLaw *
find_law (const char *key, guint date)
{
  GPtrArray *table = mok_law_get_table ();
  const MokLaw *law = mok_law_find (key, date);

  for (guint i = 0; law == NULL && i < table->len; i++)
    {
      const MokLaw *other = g_ptr_array_index (table, i);

      if (strcmp (other->key, key) == 0)
        law = other;
    }
  return law;
}

static void
add_aside (MokProtection *self, MokAside aside)
{
  static const struct
  {
    const char *variable;
    MokQuestionKind kind;
  } asides[MOK_N_ASIDES] = {
    { "preg_size", MOK_QUESTION_SINGLE },     { "preg_period", MOK_QUESTION_SINGLE },
    { "preg_nightask", MOK_QUESTION_SINGLE }, { "care_3y", MOK_QUESTION_MULTIPLE },
    { "harass", MOK_QUESTION_MULTIPLE },
  };
  const MokQuestion *question = mok_questionnaire_find_question (self->questionnaire, asides[aside].variable);

  if (question == NULL || question->kind != asides[aside].kind)
    return;
  self->places[aside] = self->n_variables;
  self->variables[self->n_variables++] = question;
}

/* One span for all of the period and one for each answer to preg_period. An answer outside of the period, which happens
 * when people remember or answer late, stands for its day nearest to the period.
 */
static void
find_spans (MokProtection *self, guint date)
{
  const MokQuestion *question = self->variables[0];
  guint from = date;
  guint to = date;

  if (question->period != NULL)
    mok_period_get_window (question->period, date, &from, &to);
  for (guint i = 0; i < MOK_N_LAW_SPANS; i++)
    mok_law_span_init (&self->spans[i], question->law, CLAMP (from, bands[i].from, bands[i].to),
                       CLAMP (to, bands[i].from, bands[i].to));
}

static gboolean
depends_on_period (const MokProtection *self)
{
  for (guint i = 1; i < MOK_N_LAW_SPANS; i++)
    {
      if (!mok_law_span_equal (&self->spans[0], &self->spans[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
depends_on_child (const MokProtection *self)
{
  for (guint i = 0; i < self->spans[0].n_rules; i++)
    {
      if ((self->spans[0].rules[i].conditions & (MOK_LAW_CHILD8 | MOK_LAW_CHILD12)) != 0)
        return TRUE;
    }
  return FALSE;
}

static MokProtection *
protection_new (MokQuestionnaire *questionnaire, const MokQuestion *question, MokJudge judge, guint date)
{
  MokProtection *self = g_new0 (MokProtection, 1);

  self->questionnaire = mok_questionnaire_ref (questionnaire);
  self->variables[0] = question;
  self->n_variables = 1;
  self->judge = judge;
  self->law = find_law (question->law, date);
  find_spans (self, date);

  if (self->law->moment != MOK_LAW_MOMENT_NOW)
    add_aside (self, MOK_ASIDE_SIZE);
  if (self->law->moment == MOK_LAW_MOMENT_PREGNANCY && depends_on_period (self))
    add_aside (self, MOK_ASIDE_PERIOD);
  if (judge == MOK_JUDGE_DUTY_NIGHT)
    add_aside (self, MOK_ASIDE_NIGHT);
  if (depends_on_child (self))
    add_aside (self, MOK_ASIDE_CARE);
  if (judge == MOK_JUDGE_HARASS)
    add_aside (self, MOK_ASIDE_HARASS);
  return self;
}

/**
 * mok_protections_new:
 * @questionnaire: a form
 * @law_date: the survey's reference date, as 20261122
 *
 * Prepares each question that has a rule and a law for mok_protection_classify(). The law of a protection is all that
 * was in force from @law_date back to the beginning of the question's period.
 *
 * A question whose kind its rule cannot judge (`adverse` judges several choices, the others one) is left out.
 *
 * Returns: (transfer full) (element-type MokProtection): the protections in the order of the form
 */
GPtrArray *
mok_protections_new (MokQuestionnaire *questionnaire, guint law_date)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);
  g_return_val_if_fail (law_date >= 10000101, NULL);

  GPtrArray *protections = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_protection_free);

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);
      MokJudge judge;

      if (question->rule == NULL || question->law == NULL || !mok_law_has_key (question->law)
          || !find_judge (question, &judge))
        continue;
      g_ptr_array_add (protections, protection_new (questionnaire, question, judge, law_date));
    }
  return protections;
}

void
mok_protection_free (MokProtection *self)
{
  for (guint i = 0; i < MOK_N_LAW_SPANS; i++)
    mok_law_span_clear (&self->spans[i]);
  mok_questionnaire_unref (self->questionnaire);
  g_free (self);
}

/**
 * mok_protection_get_question:
 *
 * Returns: (transfer none): the question that tells what was received
 */
const MokQuestion *
mok_protection_get_question (const MokProtection *self)
{
  return self->variables[0];
}

/**
 * mok_protection_get_n_variables:
 *
 * Returns: how many answers mok_protection_classify() takes
 */
guint
mok_protection_get_n_variables (const MokProtection *self)
{
  return self->n_variables;
}

/**
 * mok_protection_get_variable:
 * @variable: below mok_protection_get_n_variables(); 0 is the protection's own question
 *
 * Returns: (transfer none): a question whose answer decides the class. Others that the law layer knows are not among
 *   them where the form lacks them or where they cannot make a difference
 */
const MokQuestion *
mok_protection_get_variable (const MokProtection *self, guint variable)
{
  g_return_val_if_fail (variable < self->n_variables, NULL);

  return self->variables[variable];
}

/**
 * mok_protection_is_at_that_time:
 *
 * Returns: whether the size of the workplace is that of the time of the pregnancy, not that of now
 */
gboolean
mok_protection_is_at_that_time (const MokProtection *self)
{
  return self->places[MOK_ASIDE_SIZE] != 0;
}

/**
 * mok_protection_binds_all:
 *
 * Returns: whether no workplace is exempt for its size, under the law of the reference date
 */
gboolean
mok_protection_binds_all (const MokProtection *self)
{
  return self->law->scope == MOK_LAW_ALL || self->law->scope == MOK_LAW_PART;
}

/**
 * mok_protection_get_details:
 *
 * Returns: the #MokOutcomeFlags that can occur and tell more than the classes do
 */
guint
mok_protection_get_details (const MokProtection *self)
{
  guint details = 0;

  switch (self->judge)
    {
    case MOK_JUDGE_EXP:
    case MOK_JUDGE_KEPT:
      details = MOK_OUTCOME_REFUSED | MOK_OUTCOME_PARTIAL;
      break;
    case MOK_JUDGE_ADVERSE:
      details = MOK_OUTCOME_SEQUENCE_ONLY | MOK_OUTCOME_PRESSURE | MOK_OUTCOME_NO_REMEDY;
      break;
    case MOK_JUDGE_DUTY_NEVER:
    case MOK_JUDGE_DUTY_NIGHT:
    case MOK_JUDGE_HARASS:
    case MOK_N_JUDGES:
    default:
      break;
    }
  for (guint i = 0; i < MOK_N_LAW_SPANS; i++)
    {
      if ((i == 0 || self->places[MOK_ASIDE_PERIOD] != 0) && self->spans[i].n_rules > 1)
        details |= MOK_OUTCOME_LAW_CHANGED;
    }
  return details;
}

/**
 * mok_protection_get_title:
 *
 * Returns: (transfer none): such as "Menstrual leave"
 */
MokText *
mok_protection_get_title (const MokProtection *self)
{
  return self->law->title;
}

/**
 * mok_protection_get_article:
 *
 * Returns: (transfer none): such as "Labor Standards Act, Art. 73"
 */
MokText *
mok_protection_get_article (const MokProtection *self)
{
  return self->law->article;
}

/**
 * mok_protection_get_text:
 *
 * Returns: (transfer none): what the law says, in two or three plain sentences
 */
MokText *
mok_protection_get_text (const MokProtection *self)
{
  return self->law->text;
}

/**
 * mok_protection_get_doubt:
 *
 * Returns: (transfer none) (nullable): one sentence on what of it has not been checked, to be shown wherever the text
 *   is; %NULL when all of it has
 */
MokText *
mok_protection_get_doubt (const MokProtection *self)
{
  return self->law->doubt;
}
