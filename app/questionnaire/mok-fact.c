/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Conditions as facts about answers, as short as they can be said: what every respondent who is still there has
 * answered is left out, and facts that belong together become one. Must not put anything into words.
 */

#include "config.h"

#include <string.h>

#include "questionnaire/mok-condition-words.h"
#include "questionnaire/mok-fact-private.h"

/* A screener may depend on a screener; a form in which more than these do is described at greater length. */
#define MAX_DEPTH 8

static MokFact *build (const MokCondition *condition, const MokQuestionnaire *form, gboolean is_negated, guint depth);

MokFact *
mok_fact_new_empty (MokFactKind kind)
{
  MokFact *self = g_new0 (MokFact, 1);

  self->kind = kind;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_fact_free);
  self->questions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
mok_fact_free (MokFact *self)
{
  g_ptr_array_unref (self->children);
  g_array_unref (self->questions);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

void
mok_fact_add_question (MokFact *self, guint question)
{
  guint at = 0;

  while (at < self->questions->len && g_array_index (self->questions, guint, at) < question)
    at++;
  if (at == self->questions->len || g_array_index (self->questions, guint, at) != question)
    g_array_insert_val (self->questions, at, question);
}

static gboolean
has_text (const MokFact *self, const char *text)
{
  return g_ptr_array_find_with_equal_func (self->texts, text, g_str_equal, NULL);
}

void
mok_fact_add_text (MokFact *self, const char *text)
{
  if (!has_text (self, text))
    g_ptr_array_add (self->texts, g_strdup (text));
}

/**
 * mok_fact_is_about:
 *
 * Returns: whether both are about the same questions
 */
gboolean
mok_fact_is_about (const MokFact *self, const MokFact *other)
{
  return self->questions->len == other->questions->len
         && memcmp (self->questions->data, other->questions->data, self->questions->len * sizeof (guint)) == 0;
}

/* Keeps the texts that @other has, or those that it has not. */
static void
filter_texts (MokFact *self, const MokFact *other, gboolean kept)
{
  for (guint i = self->texts->len; i > 0; i--)
    if (has_text (other, g_ptr_array_index (self->texts, i - 1)) != kept)
      g_ptr_array_remove_index (self->texts, i - 1);
}

static void
add_texts (MokFact *self, const MokFact *other)
{
  for (guint i = 0; i < other->texts->len; i++)
    mok_fact_add_text (self, g_ptr_array_index (other->texts, i));
}

/* Two facts about one question as one, where that can be: a negated one stands for all other answers and none. */
static gboolean
merge (MokFact *self, const MokFact *other, gboolean is_any, gboolean is_single)
{
  if (self->is_negated == other->is_negated)
    {
      /* Any of A or B; none of A and none of B. */
      if (self->is_negated != is_any)
        add_texts (self, other);
      else if (is_single)
        filter_texts (self, other, TRUE);
      else
        return FALSE;
      return TRUE;
    }
  if (!is_single)
    return FALSE;
  /* Of "one of A" and "none of B" the one that remains loses what the other names. */
  if (self->is_negated != is_any)
    {
      g_autoptr (GPtrArray) own = g_steal_pointer (&self->texts);

      self->texts = g_ptr_array_new_with_free_func (g_free);
      add_texts (self, other);
      for (guint i = 0; i < own->len; i++)
        for (guint j = self->texts->len; j > 0; j--)
          if (strcmp (g_ptr_array_index (self->texts, j - 1), g_ptr_array_index (own, i)) == 0)
            g_ptr_array_remove_index (self->texts, j - 1);
      self->is_negated = other->is_negated;
    }
  else
    filter_texts (self, other, FALSE);
  return TRUE;
}

/* None of the choices is left. */
static void
settle (MokFact *self)
{
  if (self->texts->len == 0)
    self->kind = self->is_negated ? MOK_FACT_ALWAYS : MOK_FACT_NEVER;
}

static void
merge_children (MokFact *self, const MokQuestionnaire *form)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      MokFact *child = g_ptr_array_index (self->children, i);
      const MokQuestion *question;

      if (child->kind != MOK_FACT_CHOSEN)
        continue;
      question = mok_questionnaire_get_question (form, g_array_index (child->questions, guint, 0));
      for (guint j = self->children->len - 1; j > i; j--)
        {
          MokFact *other = g_ptr_array_index (self->children, j);

          if (other->kind == MOK_FACT_CHOSEN && mok_fact_is_about (child, other)
              && merge (child, other, self->kind == MOK_FACT_ANY,
                        question->kind != MOK_QUESTION_MULTIPLE && child->questions->len == 1))
            g_ptr_array_remove_index (self->children, j);
        }
      settle (child);
    }
}

/* The same answers to several questions are said once: "A to any of 3, 4", "A to none of 3, 4". */
static gboolean
has_same_answers (const MokFact *a, const MokFact *b, const MokQuestionnaire *form)
{
  const MokQuestion *qa = mok_questionnaire_get_question (form, g_array_index (a->questions, guint, 0));
  const MokQuestion *qb = mok_questionnaire_get_question (form, g_array_index (b->questions, guint, 0));

  if (qa->choices != qb->choices || a->texts->len != b->texts->len)
    return FALSE;
  for (guint i = 0; i < a->texts->len; i++)
    if (!has_text (b, g_ptr_array_index (a->texts, i)))
      return FALSE;
  return TRUE;
}

static void
gather_questions (MokFact *self, const MokQuestionnaire *form)
{
  const gboolean is_negated = self->kind == MOK_FACT_ALL;

  for (guint i = 0; i < self->children->len; i++)
    {
      MokFact *child = g_ptr_array_index (self->children, i);

      if (child->kind != MOK_FACT_CHOSEN || child->is_negated != is_negated)
        continue;
      for (guint j = self->children->len - 1; j > i; j--)
        {
          const MokFact *other = g_ptr_array_index (self->children, j);

          if (other->kind != MOK_FACT_CHOSEN || other->is_negated != is_negated
              || !has_same_answers (child, other, form))
            continue;
          for (guint k = 0; k < other->questions->len; k++)
            mok_fact_add_question (child, g_array_index (other->questions, guint, k));
          g_ptr_array_remove_index (self->children, j);
        }
    }
}

/* Drops what changes nothing; %TRUE where one child decides for all. */
static gboolean
drop_constants (MokFact *self)
{
  const MokFactKind decides = self->kind == MOK_FACT_ALL ? MOK_FACT_NEVER : MOK_FACT_ALWAYS;
  const MokFactKind silent = self->kind == MOK_FACT_ALL ? MOK_FACT_ALWAYS : MOK_FACT_NEVER;

  for (guint i = self->children->len; i > 0; i--)
    {
      const MokFact *child = g_ptr_array_index (self->children, i - 1);

      if (child->kind == decides)
        return TRUE;
      if (child->kind == silent)
        g_ptr_array_remove_index (self->children, i - 1);
    }
  return FALSE;
}

static MokFact *
simplify (MokFact *fact, const MokQuestionnaire *form)
{
  g_autoptr (MokFact) self = fact;
  const gboolean is_all = self->kind == MOK_FACT_ALL;
  gboolean is_decided = drop_constants (self);

  if (!is_decided)
    {
      merge_children (self, form);
      is_decided = drop_constants (self);
    }
  if (is_decided)
    return mok_fact_new_empty (is_all ? MOK_FACT_NEVER : MOK_FACT_ALWAYS);
  if (self->children->len == 0)
    return mok_fact_new_empty (is_all ? MOK_FACT_ALWAYS : MOK_FACT_NEVER);
  gather_questions (self, form);
  if (self->children->len == 1)
    return g_ptr_array_steal_index (self->children, 0);
  return g_steal_pointer (&self);
}

/* Children of the same kind are taken over, so that the same question meets itself. */
static void
add_child (MokFact *self, MokFact *child)
{
  if (child->kind == self->kind)
    {
      while (child->children->len > 0)
        g_ptr_array_add (self->children, g_ptr_array_steal_index (child->children, 0));
      mok_fact_free (child);
    }
  else
    g_ptr_array_add (self->children, child);
}

/* Whether everybody who is not turned away gets to this question. */
static gboolean
is_asked_of_all (const MokQuestion *question, const MokQuestionnaire *form, guint depth)
{
  g_autoptr (MokCondition) condition = NULL;
  g_autoptr (MokFact) fact = NULL;

  if (depth >= MAX_DEPTH)
    return FALSE;
  condition = mok_condition_new_of_question (question, NULL);
  fact = build (condition, form, FALSE, depth + 1);
  return fact->kind == MOK_FACT_ALWAYS;
}

/* Whoever did not leave at a screener has answered it with a choice that does not end the interview. */
static void
apply_screener (MokFact *self, const MokQuestionnaire *form, guint depth)
{
  const MokQuestion *question;
  gboolean has_ends = FALSE, all = TRUE, any = FALSE;

  if (self->kind != MOK_FACT_CHOSEN)
    return;
  question = mok_questionnaire_get_question (form, g_array_index (self->questions, guint, 0));
  if (question->role != MOK_ROLE_SCREENER || !question->required || question->kind != MOK_QUESTION_SINGLE)
    return;
  for (guint i = 0; i < question->choices->choices->len; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);
      const gboolean ends = (choice->kind & MOK_CHOICE_ENDS) != 0;
      const gboolean named = has_text (self, choice->code);

      has_ends |= ends;
      all &= ends || named;
      any |= !ends && named;
    }
  if (has_ends && (all || !any) && is_asked_of_all (question, form, depth))
    self->kind = all != self->is_negated ? MOK_FACT_ALWAYS : MOK_FACT_NEVER;
}

static MokFact *
build (const MokCondition *condition, const MokQuestionnaire *form, gboolean is_negated, guint depth)
{
  MokFact *self;

  if (condition->kind == MOK_CONDITION_PART)
    {
      self = mok_fact_new_part (condition, form, is_negated);
      apply_screener (self, form, depth);
      return self;
    }
  if (condition->kind == MOK_CONDITION_NOT)
    return build (g_ptr_array_index (condition->children, 0), form, !is_negated, depth);
  self = mok_fact_new_empty ((condition->kind == MOK_CONDITION_AND) != is_negated ? MOK_FACT_ALL : MOK_FACT_ANY);
  for (guint i = 0; i < condition->children->len; i++)
    add_child (self, build (g_ptr_array_index (condition->children, i), form, is_negated, depth));
  return simplify (self, form);
}

/**
 * mok_fact_new:
 * @condition: lives longer than the fact
 *
 * Returns: (transfer full): what it says of the answers of somebody who has not been turned away
 */
MokFact *
mok_fact_new (const MokCondition *condition, const MokQuestionnaire *form, gboolean is_negated)
{
  return build (condition, form, is_negated, 0);
}
