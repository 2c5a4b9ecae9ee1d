/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Takes a condition apart at its `and`, `or` and `not`. What is left are parts, each of which looks at few variables.
 * Must not know which variables anybody knows.
 */

#include "config.h"

#include "questionnaire/mok-condition.h"

#include <string.h>

#include "questionnaire/mok-expr-private.h"

static void
add_variables (const MokNode *node, GArray *variables, gboolean *is_volatile)
{
  if (node->kind == MOK_NODE_VARIABLE)
    {
      for (guint i = 0; i < variables->len; i++)
        {
          if (g_array_index (variables, guint, i) == node->variable)
            return;
        }
      g_array_append_val (variables, node->variable);
    }
  if (node->kind == MOK_NODE_CALL
      && (node->function->special == MOK_SPECIAL_RANDOM || strcmp (node->function->name, "today") == 0
          || strcmp (node->function->name, "now") == 0))
    *is_volatile = TRUE;
  for (guint i = 0; node->operands != NULL && i < node->operands->len; i++)
    add_variables (mok_node_get_operand (node, i), variables, is_volatile);
}

static MokCondition *
new_condition (MokConditionKind kind)
{
  MokCondition *self = g_new0 (MokCondition, 1);

  self->kind = kind;
  if (kind != MOK_CONDITION_PART)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_condition_free);
  return self;
}

static gboolean
is_chain (const MokNode *node, MokOperator operation)
{
  return node->kind == MOK_NODE_CHAIN && mok_node_get_operator (node, 0) == operation;
}

static MokCondition *
take_apart (MokExpr *expr, const MokNode *node)
{
  const gboolean is_not = node->kind == MOK_NODE_CALL && strcmp (node->function->name, "not") == 0;

  if (is_not || is_chain (node, MOK_OPERATOR_AND) || is_chain (node, MOK_OPERATOR_OR))
    {
      MokCondition *self = new_condition (is_not                              ? MOK_CONDITION_NOT
                                          : is_chain (node, MOK_OPERATOR_AND) ? MOK_CONDITION_AND
                                                                              : MOK_CONDITION_OR);

      for (guint i = 0; i < node->operands->len; i++)
        g_ptr_array_add (self->children, take_apart (expr, mok_node_get_operand (node, i)));
      return self;
    }

  MokCondition *self = new_condition (MOK_CONDITION_PART);

  self->expr = mok_expr_ref (expr);
  self->node = node;
  self->variables = g_array_new (FALSE, FALSE, sizeof (guint));
  add_variables (node, self->variables, &self->is_volatile);
  return self;
}

/**
 * mok_condition_new:
 * @expr: an expression in a boolean position, e.g. `relevant`
 *
 * Returns: (transfer full): the condition; true exactly when mok_expr_evaluate_boolean() says so
 */
MokCondition *
mok_condition_new (MokExpr *expr)
{
  g_return_val_if_fail (expr != NULL, NULL);

  return take_apart (expr, mok_expr_get_root (expr));
}

/**
 * mok_condition_new_all:
 * @conditions: (transfer full) (element-type MokCondition): any number of conditions
 *
 * Returns: (transfer full): true when all of them are; always true where there are none
 */
MokCondition *
mok_condition_new_all (GPtrArray *conditions)
{
  MokCondition *self = new_condition (MOK_CONDITION_AND);

  g_return_val_if_fail (conditions != NULL, self);

  g_ptr_array_set_free_func (conditions, NULL);
  for (guint i = 0; i < conditions->len; i++)
    g_ptr_array_add (self->children, g_ptr_array_index (conditions, i));
  g_ptr_array_unref (conditions);
  return self;
}

void
mok_condition_free (MokCondition *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->variables, g_array_unref);
  g_clear_pointer (&self->expr, mok_expr_unref);
  g_free (self);
}

/**
 * mok_condition_is_volatile:
 *
 * Returns: whether any part of it depends on the day or on chance
 */
gboolean
mok_condition_is_volatile (const MokCondition *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    {
      if (mok_condition_is_volatile (g_ptr_array_index (self->children, i)))
        return TRUE;
    }
  return self->is_volatile;
}

/**
 * mok_condition_evaluate_part:
 * @self: a part
 * @context: knows the variables of @self
 *
 * Returns: whether it holds; what cannot be evaluated never does
 */
gboolean
mok_condition_evaluate_part (const MokCondition *self, const MokExprContext *context)
{
  g_return_val_if_fail (self != NULL && self->kind == MOK_CONDITION_PART && context != NULL, FALSE);

  g_auto (MokValue) value = { 0 };

  return mok_node_evaluate (self->node, context, &value, NULL) && mok_value_to_boolean (&value);
}
