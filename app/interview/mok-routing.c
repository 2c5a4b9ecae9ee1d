/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Skip logic. Every group and every question is a node that is relevant or not; a calculation has a value besides.
 * After a change, only what depends on it is evaluated again, in an order in which everything comes after what it
 * depends on. A node that cannot be evaluated is an error, never relevant.
 *
 * random() gives an expression the same numbers at every evaluation, so an answer does not depend on how often
 * a page was visited. Must not change answers.
 */

#include "config.h"

#include "interview/mok-routing.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "interview/mok-interview.h"
#include "interview/mok-routing-private.h"

/* What the callbacks of one evaluation need. */
typedef struct
{
  const MokRouting *self;
  guint node;
  MokRoutingPurpose purpose;
  MokRandom *random; /* (owned) (nullable): made when the expression first asks for it */
} Evaluation;

/**
 * mok_routing_derive_random:
 * @key: (array fixed-size=32): the key of an interview
 * @purpose: what the numbers are for
 * @index: of what
 *
 * Returns: (transfer full): a source that gives the same numbers for the same arguments
 */
MokRandom *
mok_routing_derive_random (const guint8 *key, MokRoutingPurpose purpose, guint index)
{
  guint8 seed[MOK_ROUTING_KEY_SIZE + 2 * sizeof (guint32)];
  guint8 derived[MOK_ROUTING_KEY_SIZE];
  const guint32 place[2] = { GUINT32_TO_LE (purpose), GUINT32_TO_LE (index) };

  memcpy (seed, key, MOK_ROUTING_KEY_SIZE);
  memcpy (seed + MOK_ROUTING_KEY_SIZE, place, sizeof place);
  mok_hash (derived, sizeof derived, seed, sizeof seed);

  MokRandom *random = mok_random_new_keyed (derived);

  mok_memory_wipe (seed, sizeof seed);
  mok_memory_wipe (derived, sizeof derived);
  return random;
}

static void
get_variable (gpointer data, guint variable, MokValue *value)
{
  const Evaluation *evaluation = data;

  mok_routing_get_value (evaluation->self, variable, value);
}

static char *
dup_choice_label (gpointer data, guint variable, const char *code)
{
  const Evaluation *evaluation = data;
  const MokRouting *self = evaluation->self;
  const MokQuestion *question = mok_questionnaire_get_question (self->questionnaire, variable);
  const int choice = question->choices != NULL ? mok_choice_list_find (question->choices, code) : -1;

  if (choice < 0)
    return NULL;
  return g_strdup (mok_text_get (mok_choice_list_get (question->choices, (guint) choice)->label, self->language));
}

static double
get_random (gpointer data)
{
  Evaluation *evaluation = data;

  if (evaluation->random == NULL)
    evaluation->random = mok_routing_derive_random (evaluation->self->key, evaluation->purpose, evaluation->node);
  return mok_random_double (evaluation->random);
}

static MokExprContext
make_context (Evaluation *evaluation, const MokValue *current)
{
  return (MokExprContext){
    .data = evaluation,
    .get_variable = get_variable,
    .dup_choice_label = dup_choice_label,
    .get_random = get_random,
    .current = current,
    .now = evaluation->self->now,
  };
}

/* Lists what is looked at by @expr as something that @node depends on. */
static void
add_dependencies (MokRouting *self, guint node, const MokExpr *expr)
{
  gsize n_variables = 0;
  const guint *variables = expr != NULL ? mok_expr_get_variables (expr, &n_variables) : NULL;

  for (gsize i = 0; i < n_variables; i++)
    {
      if (self->n_groups + variables[i] < self->n_nodes)
        g_array_append_val (self->nodes[self->n_groups + variables[i]].dependents, node);
    }
}

typedef enum
{
  UNSEEN,
  OPEN,
  DONE,
} Mark;

/* Appends @node after everything that depends on it: the reverse of the order of evaluation. Whatever can be reached
 * from itself is circular.
 */
static void
sort_from (MokRouting *self, guint node, Mark *marks)
{
  const GArray *dependents = self->nodes[node].dependents;

  marks[node] = OPEN;
  for (guint i = 0; i < dependents->len; i++)
    {
      const guint next = g_array_index (dependents, guint, i);

      if (marks[next] == UNSEEN)
        sort_from (self, next, marks);
      else if (marks[next] == OPEN)
        self->nodes[next].circular = TRUE;
    }
  marks[node] = DONE;
  self->order[self->n_ordered++] = node;
}

static void
sort_nodes (MokRouting *self)
{
  g_autofree Mark *marks = g_new0 (Mark, self->n_nodes);

  self->order = g_new (guint, self->n_nodes);
  for (guint i = self->n_nodes; i > 0; i--)
    {
      if (marks[i - 1] == UNSEEN)
        sort_from (self, i - 1, marks);
    }
  for (guint i = 0; i < self->n_nodes / 2; i++)
    {
      const guint swapped = self->order[i];

      self->order[i] = self->order[self->n_nodes - 1 - i];
      self->order[self->n_nodes - 1 - i] = swapped;
    }
}

static void
fill_node (MokRouting *self,
           guint node,
           const char *name,
           const MokGroup *parent,
           const MokExpr *shown,
           const MokExpr *formula)
{
  MokRoutingNode *filled = &self->nodes[node];

  filled->name = name;
  filled->shown = shown;
  filled->formula = formula;
  filled->parent = parent != NULL ? (int) parent->index : -1;
  if (parent != NULL)
    g_array_append_val (self->nodes[parent->index].dependents, node);
  add_dependencies (self, node, shown);
  add_dependencies (self, node, formula);
}

/* Reads @expr as a condition. Keeps why it has no value. */
static gboolean
evaluate_condition (MokRouting *self, guint node, const MokExpr *expr, gboolean *truth)
{
  Evaluation evaluation = { .self = self, .node = node, .purpose = MOK_ROUTING_CONDITION };
  const MokExprContext context = make_context (&evaluation, NULL);
  g_autoptr (GError) error = NULL;
  const gboolean success = mok_expr_evaluate_boolean (expr, &context, truth, &error);

  g_clear_pointer (&evaluation.random, mok_random_unref);
  if (!success)
    self->nodes[node].failure = g_strdup (error->message);
  return success;
}

static gboolean
evaluate_formula (MokRouting *self, guint node, MokValue *value)
{
  Evaluation evaluation = { .self = self, .node = node, .purpose = MOK_ROUTING_FORMULA };
  const MokExprContext context = make_context (&evaluation, NULL);
  g_autoptr (GError) error = NULL;
  const gboolean success = mok_expr_evaluate (self->nodes[node].formula, &context, value, &error);

  g_clear_pointer (&evaluation.random, mok_random_unref);
  if (!success)
    self->nodes[node].failure = g_strdup (error->message);
  return success;
}

static void
wipe_value (MokValue *value)
{
  if (value->type == MOK_VALUE_STRING && value->string != NULL)
    mok_memory_wipe (value->string, strlen (value->string));
  mok_value_clear (value);
  value->type = MOK_VALUE_STRING;
  value->number = 0;
}

static gboolean
same_value (const MokValue *a, const MokValue *b)
{
  if (a->type != b->type)
    return FALSE;
  return a->type == MOK_VALUE_STRING ? g_strcmp0 (a->string, b->string) == 0 : a->number == b->number;
}

/* Returns: whether what others can see of the node changed. */
static gboolean
evaluate_node (MokRouting *self, guint node)
{
  MokRoutingNode *evaluated = &self->nodes[node];
  gboolean relevant = evaluated->parent < 0 || self->nodes[evaluated->parent].relevant;
  g_auto (MokValue) value = { .type = MOK_VALUE_STRING };

  g_clear_pointer (&evaluated->failure, g_free);
  if (evaluated->circular)
    {
      evaluated->failure = g_strdup (_ ("It depends on itself."));
      relevant = FALSE;
    }
  if (relevant && evaluated->shown != NULL && !evaluate_condition (self, node, evaluated->shown, &relevant))
    relevant = FALSE;
  if (relevant && evaluated->formula != NULL && !evaluate_formula (self, node, &value))
    relevant = FALSE;

  if (relevant == evaluated->relevant && same_value (&value, &evaluated->value))
    {
      wipe_value (&value);
      return FALSE;
    }
  evaluated->relevant = relevant;
  wipe_value (&evaluated->value);
  evaluated->value = value;
  value = (MokValue){ .type = MOK_VALUE_STRING };
  return TRUE;
}

static void
mark_dependents (MokRouting *self, guint node)
{
  const GArray *dependents = self->nodes[node].dependents;

  for (guint i = 0; i < dependents->len; i++)
    self->nodes[g_array_index (dependents, guint, i)].dirty = TRUE;
}

static void
update (MokRouting *self)
{
  for (guint i = 0; i < self->n_ordered; i++)
    {
      MokRoutingNode *node = &self->nodes[self->order[i]];

      if (!node->dirty)
        continue;
      node->dirty = FALSE;
      if (evaluate_node (self, self->order[i]))
        mark_dependents (self, self->order[i]);
    }
}

static void
update_all (MokRouting *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[i].dirty = TRUE;
  update (self);
}

/**
 * mok_routing_new:
 * @answers: the answers to look at; they must live longer. Only answers that are given count, and of them only those
 *   to questions that are relevant
 * @key: (array fixed-size=32): where random() comes from
 * @now: days since 1970-01-01 with fraction, local time
 *
 * Returns: (transfer full): the routing of @answers
 */
MokRouting *
mok_routing_new (MokAnswers *answers, const guint8 *key, double now)
{
  g_return_val_if_fail (answers != NULL && key != NULL, NULL);

  MokRouting *self = g_new0 (MokRouting, 1);
  MokQuestionnaire *questionnaire = mok_answers_get_questionnaire (answers);
  const guint n_questions = mok_questionnaire_get_n_questions (questionnaire);

  self->answers = answers;
  self->questionnaire = questionnaire;
  self->now = now;
  self->language = g_strdup (questionnaire->default_language);
  memcpy (self->key, key, sizeof self->key);
  self->n_groups = questionnaire->groups->len;
  self->n_nodes = self->n_groups + n_questions;
  self->nodes = g_new0 (MokRoutingNode, self->n_nodes);
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[i].dependents = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n_groups; i++)
    {
      const MokGroup *group = g_ptr_array_index (questionnaire->groups, i);

      fill_node (self, i, group->name, group->parent, group->relevant, NULL);
    }
  for (guint i = 0; i < n_questions; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);

      fill_node (self, self->n_groups + i, question->name, question->group, question->relevant, question->calculate);
    }
  sort_nodes (self);
  update_all (self);
  return self;
}

void
mok_routing_free (MokRouting *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_nodes; i++)
    {
      wipe_value (&self->nodes[i].value);
      g_array_unref (self->nodes[i].dependents);
      g_free (self->nodes[i].failure);
    }
  g_free (self->nodes);
  g_free (self->order);
  g_free (self->language);
  mok_memory_wipe (self->key, sizeof self->key);
  g_free (self);
}

/**
 * mok_routing_set_language:
 *
 * Changes the language of wordings inside calculations; what uses them is evaluated again.
 */
void
mok_routing_set_language (MokRouting *self, const char *language)
{
  g_return_if_fail (self != NULL && language != NULL);

  if (strcmp (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  update_all (self);
}

/**
 * mok_routing_reset:
 * @key: (array fixed-size=32): where random() comes from now on
 *
 * Evaluates everything again, for answers that were all changed.
 */
void
mok_routing_reset (MokRouting *self, const guint8 *key)
{
  g_return_if_fail (self != NULL && key != NULL);

  memmove (self->key, key, sizeof self->key);
  update_all (self);
}

/**
 * mok_routing_changed:
 * @question: the question whose answer changed
 *
 * Evaluates what depends on the answer to @question.
 */
void
mok_routing_changed (MokRouting *self, guint question)
{
  g_return_if_fail (self != NULL && self->n_groups + question < self->n_nodes);

  mark_dependents (self, self->n_groups + question);
  update (self);
}

/**
 * mok_routing_is_relevant:
 *
 * Returns: whether @question is asked: its own condition and those of all groups around it hold
 */
gboolean
mok_routing_is_relevant (const MokRouting *self, guint question)
{
  g_return_val_if_fail (self != NULL && self->n_groups + question < self->n_nodes, FALSE);

  return self->nodes[self->n_groups + question].relevant;
}

/**
 * mok_routing_check:
 * @error: return location for an error of %MOK_INTERVIEW_ERROR
 *
 * Returns: whether everything could be evaluated
 */
gboolean
mok_routing_check (const MokRouting *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_nodes; i++)
    {
      if (self->nodes[i].failure == NULL)
        continue;
      g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_EVALUATION,
                   _ ("The questionnaire has a fault at “%1$s”: %2$s"), self->nodes[i].name, self->nodes[i].failure);
      return FALSE;
    }
  return TRUE;
}

/**
 * mok_routing_evaluate_constraint:
 * @question: a relevant question whose answer is given
 * @holds: (out): whether its constraint holds; true if it has none
 * @error: return location for an error of %MOK_INTERVIEW_ERROR
 *
 * Returns: whether the constraint could be evaluated
 */
gboolean
mok_routing_evaluate_constraint (const MokRouting *self, guint question, gboolean *holds, GError **error)
{
  g_return_val_if_fail (self != NULL && self->n_groups + question < self->n_nodes && holds != NULL, FALSE);

  const MokQuestion *asked = mok_questionnaire_get_question (self->questionnaire, question);

  *holds = TRUE;
  if (asked->constraint == NULL)
    return TRUE;

  Evaluation evaluation = { .self = self, .node = self->n_groups + question, .purpose = MOK_ROUTING_CONSTRAINT };
  g_auto (MokValue) current = { .type = MOK_VALUE_STRING };
  g_autoptr (GError) local_error = NULL;

  mok_routing_get_value (self, question, &current);

  const MokExprContext context = make_context (&evaluation, &current);
  const gboolean success = mok_expr_evaluate_boolean (asked->constraint, &context, holds, &local_error);

  wipe_value (&current);
  g_clear_pointer (&evaluation.random, mok_random_unref);
  if (!success)
    g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_EVALUATION,
                 _ ("The questionnaire has a fault at “%1$s”: %2$s"), asked->name, local_error->message);
  return success;
}
