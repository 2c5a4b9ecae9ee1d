/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one part of a condition says of the answer to one question. A part about a single choice is tried with every
 * choice and with no answer, so that it means on paper what it means in the program, however it is written. Of other
 * questions the usual ways to write a condition are known; everything else is unclear. Must not guess.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "questionnaire/mok-fact-private.h"

static void
get_tried (gpointer data, guint variable, MokValue *value)
{
  mok_value_set_string (value, data);
}

static gboolean
holds_for (const MokCondition *part, const char *code)
{
  const MokExprContext context = { .data = (gpointer) code, .get_variable = get_tried };

  return mok_condition_evaluate_part (part, &context);
}

/* Which choices make the part true. Where no answer does, too, those that make it false are named instead. */
static MokFact *
try_choices (const MokCondition *part, const MokQuestion *question)
{
  MokFact *self = mok_fact_new_empty (MOK_FACT_CHOSEN);
  const guint n_choices = question->choices->choices->len;

  self->is_negated = holds_for (part, "");
  mok_fact_add_question (self, question->index);
  for (guint i = 0; i < n_choices; i++)
    {
      const char *code = mok_choice_list_get (question->choices, i)->code;

      if (holds_for (part, code) != self->is_negated)
        mok_fact_add_text (self, code);
    }
  if (self->texts->len == 0)
    self->kind = self->is_negated ? MOK_FACT_ALWAYS : MOK_FACT_NEVER;
  return self;
}

static gboolean
is_call (const MokNode *node, const char *name)
{
  return node->kind == MOK_NODE_CALL && strcmp (node->function->name, name) == 0;
}

static const MokNode *
get_called_on (const MokNode *node, const char *name)
{
  const MokNode *operand = is_call (node, name) ? mok_node_get_operand (node, 0) : NULL;

  return operand != NULL && operand->kind == MOK_NODE_VARIABLE ? operand : NULL;
}

static gboolean
get_number (const MokNode *node, double *number)
{
  if (node->kind == MOK_NODE_NUMBER)
    {
      *number = node->number;
      return TRUE;
    }
  if (node->kind == MOK_NODE_STRING)
    {
      g_auto (MokValue) value = { 0 };

      mok_value_set_string (&value, node->string);
      *number = mok_value_to_number (&value);
      return isfinite (*number);
    }
  if (node->kind == MOK_NODE_NEGATE && get_number (mok_node_get_operand (node, 0), number))
    {
      *number = node->number != 0 ? -*number : *number;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_numeric (const MokQuestion *question)
{
  return question->kind == MOK_QUESTION_INTEGER || question->kind == MOK_QUESTION_DECIMAL
         || question->kind == MOK_QUESTION_RANGE;
}

/* How many answers are marked: every comparison as "at least so many", or its opposite. */
static MokFact *
compare_count (const MokQuestion *question, MokOperator operation, double number)
{
  MokFact *self;
  const double least =
      operation == MOK_OPERATOR_GREATER || operation == MOK_OPERATOR_LESS_EQUAL ? floor (number) + 1 : ceil (number);

  if (question->kind != MOK_QUESTION_MULTIPLE || operation == MOK_OPERATOR_EQUAL || operation == MOK_OPERATOR_UNEQUAL
      || least < 1 || least > 250)
    return NULL;
  self = mok_fact_new_empty (least == 1 ? MOK_FACT_BLANK : MOK_FACT_COUNT);
  mok_fact_add_question (self, question->index);
  self->number = least;
  self->is_negated = (operation == MOK_OPERATOR_LESS || operation == MOK_OPERATOR_LESS_EQUAL) != (least == 1);
  return self;
}

static MokFact *
compare_number (const MokQuestion *question, MokOperator operation, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  MokFact *self;

  if (operation == MOK_OPERATOR_EQUAL || operation == MOK_OPERATOR_UNEQUAL)
    {
      self = mok_fact_new_empty (MOK_FACT_CHOSEN);
      self->is_negated = operation == MOK_OPERATOR_UNEQUAL;
      mok_fact_add_text (self, g_ascii_formatd (text, sizeof text, "%.12g", number));
    }
  else
    {
      self = mok_fact_new_empty (MOK_FACT_NUMBER);
      self->operation = operation;
      self->number = number;
    }
  mok_fact_add_question (self, question->index);
  return self;
}

/* Comparison with an empty text. */
static MokFact *
compare_blank (const MokQuestion *question, MokOperator operation)
{
  MokFact *self;

  if (operation != MOK_OPERATOR_EQUAL && operation != MOK_OPERATOR_UNEQUAL)
    return NULL;
  self = mok_fact_new_empty (MOK_FACT_BLANK);
  self->is_negated = operation == MOK_OPERATOR_UNEQUAL;
  mok_fact_add_question (self, question->index);
  return self;
}

static MokFact *
compare (const MokQuestionnaire *form, const MokNode *left, MokOperator operation, const MokNode *right)
{
  const MokNode *counted = get_called_on (left, "count-selected");
  const MokNode *variable = left->kind == MOK_NODE_VARIABLE ? left : counted;
  const MokQuestion *question;
  double number;

  if (variable == NULL)
    return NULL;
  question = mok_questionnaire_get_question (form, variable->variable);
  if (counted != NULL)
    return get_number (right, &number) ? compare_count (question, operation, number) : NULL;
  if (right->kind == MOK_NODE_STRING && *right->string == '\0' && question->kind != MOK_QUESTION_CALCULATE)
    return compare_blank (question, operation);
  if (is_numeric (question) && get_number (right, &number))
    return compare_number (question, operation, number);
  if (question->kind == MOK_QUESTION_TEXT && right->kind == MOK_NODE_STRING
      && (operation == MOK_OPERATOR_EQUAL || operation == MOK_OPERATOR_UNEQUAL))
    {
      MokFact *self = mok_fact_new_empty (MOK_FACT_CHOSEN);

      self->is_negated = operation == MOK_OPERATOR_UNEQUAL;
      mok_fact_add_question (self, question->index);
      mok_fact_add_text (self, right->string);
      return self;
    }
  return NULL;
}

static MokFact *
read_selected (const MokQuestionnaire *form, const MokNode *node)
{
  const MokNode *variable = get_called_on (node, "selected");
  const MokNode *code = variable != NULL ? mok_node_get_operand (node, 1) : NULL;
  const MokQuestion *question = variable != NULL ? mok_questionnaire_get_question (form, variable->variable) : NULL;
  MokFact *self;

  if (question == NULL || question->kind != MOK_QUESTION_MULTIPLE || code->kind != MOK_NODE_STRING
      || mok_choice_list_find (question->choices, code->string) < 0)
    return NULL;
  self = mok_fact_new_empty (MOK_FACT_CHOSEN);
  mok_fact_add_question (self, question->index);
  mok_fact_add_text (self, code->string);
  return self;
}

/* A variable alone is true where there is an answer; of a number also where it is not 0. */
static MokFact *
read_bare (const MokQuestionnaire *form, const MokNode *node)
{
  const MokQuestion *question =
      node->kind == MOK_NODE_VARIABLE ? mok_questionnaire_get_question (form, node->variable) : NULL;

  if (question == NULL || (question->kind != MOK_QUESTION_MULTIPLE && question->kind != MOK_QUESTION_TEXT))
    return NULL;
  return compare_blank (question, MOK_OPERATOR_UNEQUAL);
}

static MokFact *
read_other (const MokCondition *part, const MokQuestionnaire *form)
{
  const MokNode *node = part->node;
  MokFact *self;

  if (node->kind == MOK_NODE_CHAIN && node->operands->len == 2)
    {
      const MokOperator operation = mok_node_get_operator (node, 0);
      const MokNode *left = mok_node_get_operand (node, 0), *right = mok_node_get_operand (node, 1);

      if (operation < MOK_OPERATOR_EQUAL || operation > MOK_OPERATOR_GREATER_EQUAL)
        return NULL;
      self = compare (form, left, operation, right);
      return self != NULL ? self : compare (form, right, mok_operator_mirror (operation), left);
    }
  self = read_selected (form, node);
  return self != NULL ? self : read_bare (form, node);
}

/**
 * mok_fact_new_part:
 * @part: a condition that is not taken apart further
 * @is_negated: whether the opposite is meant
 *
 * Returns: (transfer full): what it says
 */
MokFact *
mok_fact_new_part (const MokCondition *part, const MokQuestionnaire *form, gboolean is_negated)
{
  const MokQuestion *question = part->variables->len == 1
                                    ? mok_questionnaire_get_question (form, g_array_index (part->variables, guint, 0))
                                    : NULL;
  MokFact *self = NULL;

  /* A note never has an answer. */
  if ((part->variables->len == 0 || (question != NULL && question->kind == MOK_QUESTION_NOTE)) && !part->is_volatile)
    self = mok_fact_new_empty (holds_for (part, "") ? MOK_FACT_ALWAYS : MOK_FACT_NEVER);
  else if (question != NULL && question->kind == MOK_QUESTION_SINGLE && !part->is_volatile)
    self = try_choices (part, question);
  else if (!part->is_volatile)
    self = read_other (part, form);
  if (self == NULL)
    {
      self = mok_fact_new_empty (MOK_FACT_UNCLEAR);
      self->part = part;
    }
  if (is_negated && self->kind == MOK_FACT_ALWAYS)
    self->kind = MOK_FACT_NEVER;
  else if (is_negated && self->kind == MOK_FACT_NEVER)
    self->kind = MOK_FACT_ALWAYS;
  else
    self->is_negated = self->is_negated != is_negated;
  return self;
}
