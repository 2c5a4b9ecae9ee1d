/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Walks a tree and computes its value, with JavaRosa's meaning of operators. Must not change the tree: threads share
 * it.
 *
 * - `and` and `or` stop at the first operand that decides, as JavaRosa does.
 * - `=` and `!=` compare as truth values if one side is one; else as numbers if one side is a number or a date; else as
 *   text, so that ${q} = '05' is false for the text "5". What is not a number, an absent answer included, equals no
 *   number, so `=` is false and `!=` is true.
 * - `<` `<=` `>` `>=` compare as numbers, dates in ISO 8601 being days; with something that is not a number all four
 *   are false.
 * - Arithmetic is IEEE: 1 div 0 is Infinity, and `mod` has the sign of its left side.
 */

#include "config.h"

#include "questionnaire/mok-expr-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
is_equal (const MokValue *a, const MokValue *b)
{
  if (a->type == MOK_VALUE_BOOLEAN || b->type == MOK_VALUE_BOOLEAN)
    return mok_value_to_boolean (a) == mok_value_to_boolean (b);
  if (a->type == MOK_VALUE_STRING && b->type == MOK_VALUE_STRING)
    return strcmp (a->string != NULL ? a->string : "", b->string != NULL ? b->string : "") == 0;

  const double x = mok_value_to_number (a);
  const double y = mok_value_to_number (b);

  return x == y || fabs (x - y) < 1e-12;
}

static void
apply (MokOperator operation, MokValue *left, const MokValue *right)
{
  const double x = mok_value_to_number (left);
  const double y = mok_value_to_number (right);

  switch (operation)
    {
    case MOK_OPERATOR_OR:
      mok_value_set_boolean (left, mok_value_to_boolean (left) || mok_value_to_boolean (right));
      break;
    case MOK_OPERATOR_AND:
      mok_value_set_boolean (left, mok_value_to_boolean (left) && mok_value_to_boolean (right));
      break;
    case MOK_OPERATOR_EQUAL:
      mok_value_set_boolean (left, is_equal (left, right));
      break;
    case MOK_OPERATOR_UNEQUAL:
      mok_value_set_boolean (left, !is_equal (left, right));
      break;
    case MOK_OPERATOR_LESS:
      mok_value_set_boolean (left, x < y);
      break;
    case MOK_OPERATOR_LESS_EQUAL:
      mok_value_set_boolean (left, x <= y);
      break;
    case MOK_OPERATOR_GREATER:
      mok_value_set_boolean (left, x > y);
      break;
    case MOK_OPERATOR_GREATER_EQUAL:
      mok_value_set_boolean (left, x >= y);
      break;
    case MOK_OPERATOR_PLUS:
      mok_value_set_number (left, x + y);
      break;
    case MOK_OPERATOR_MINUS:
      mok_value_set_number (left, x - y);
      break;
    case MOK_OPERATOR_TIMES:
      mok_value_set_number (left, x * y);
      break;
    case MOK_OPERATOR_DIVIDE:
      mok_value_set_number (left, x / y);
      break;
    case MOK_OPERATOR_MODULO:
      mok_value_set_number (left, fmod (x, y));
      break;
    default:
      g_return_if_reached ();
    }
}

static gboolean
is_decided (MokOperator operation, const MokValue *left)
{
  return (operation == MOK_OPERATOR_OR && mok_value_to_boolean (left))
         || (operation == MOK_OPERATOR_AND && !mok_value_to_boolean (left));
}

static gboolean
evaluate_chain (const MokNode *node, const MokExprContext *context, MokValue *value, GError **error)
{
  if (!mok_node_evaluate (mok_node_get_operand (node, 0), context, value, error))
    return FALSE;
  for (guint i = 1; i < node->operands->len; i++)
    {
      const MokOperator operation = mok_node_get_operator (node, i - 1);
      g_auto (MokValue) right = { 0 };

      if (is_decided (operation, value))
        {
          mok_value_set_boolean (value, operation == MOK_OPERATOR_OR);
          return TRUE;
        }
      if (!mok_node_evaluate (mok_node_get_operand (node, i), context, &right, error))
        return FALSE;
      apply (operation, value, &right);
    }
  return TRUE;
}

static gboolean
is_absent (const MokValue *value)
{
  return (value->type == MOK_VALUE_STRING && !mok_value_to_boolean (value))
         || (value->type == MOK_VALUE_NUMBER && isnan (value->number));
}

static gboolean
evaluate_choice_name (const MokNode *node, const MokExprContext *context, MokValue *value, GError **error)
{
  const char *code;
  char *label = NULL;

  if (!mok_node_evaluate (mok_node_get_operand (node, 0), context, value, error))
    return FALSE;
  code = mok_argument_string (value);
  if (*code != '\0' && context->dup_choice_label != NULL)
    label = context->dup_choice_label (context->data, node->variable, code);
  mok_value_take_string (value, label);
  return TRUE;
}

/* JavaRosa's regex() is a match of the whole text, so a pattern needs no ^ and $. */
static gboolean
evaluate_regex (const MokNode *node, const MokExprContext *context, MokValue *value, GError **error)
{
  g_autoptr (GRegex) regex = node->regex != NULL ? g_regex_ref (node->regex) : NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean matches;

  if (regex == NULL)
    {
      if (!mok_node_evaluate (mok_node_get_operand (node, 1), context, value, error))
        return FALSE;
      regex = mok_regex_new (mok_argument_string (value), error);
      if (regex == NULL)
        return FALSE;
    }
  if (!mok_node_evaluate (mok_node_get_operand (node, 0), context, value, error))
    return FALSE;
  matches = g_regex_match_full (regex, mok_argument_string (value), -1, 0, 0, NULL, &local_error);
  if (local_error != NULL)
    {
      g_set_error_literal (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION,
                           _ ("The pattern in regex( ) takes too long for this text."));
      return FALSE;
    }
  mok_value_set_boolean (value, matches);
  return TRUE;
}

static gboolean
evaluate_random (const MokExprContext *context, MokValue *value, GError **error)
{
  if (context->get_random == NULL)
    {
      g_set_error_literal (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION, _ ("random( ) cannot be used here."));
      return FALSE;
    }
  mok_value_set_number (value, context->get_random (context->data));
  return TRUE;
}

static gboolean
evaluate_arguments (const MokNode *node, const MokExprContext *context, MokValue *value, GError **error)
{
  g_autoptr (GArray) arguments = g_array_sized_new (FALSE, TRUE, sizeof (MokValue), node->operands->len);

  g_array_set_clear_func (arguments, (GDestroyNotify) mok_value_clear);
  g_array_set_size (arguments, node->operands->len);
  for (guint i = 0; i < node->operands->len; i++)
    if (!mok_node_evaluate (mok_node_get_operand (node, i), context, &g_array_index (arguments, MokValue, i), error))
      return FALSE;
  return node->function->call (context, (MokValue *) (gpointer) arguments->data, arguments->len, value, error);
}

static gboolean
evaluate_call (const MokNode *node, const MokExprContext *context, MokValue *value, GError **error)
{
  gboolean truth;

  switch (node->function->special)
    {
    case MOK_SPECIAL_IF:
      if (!mok_node_evaluate (mok_node_get_operand (node, 0), context, value, error))
        return FALSE;
      truth = mok_value_to_boolean (value);
      return mok_node_evaluate (mok_node_get_operand (node, truth ? 1 : 2), context, value, error);
    case MOK_SPECIAL_COALESCE:
      if (!mok_node_evaluate (mok_node_get_operand (node, 0), context, value, error))
        return FALSE;
      return !is_absent (value) || mok_node_evaluate (mok_node_get_operand (node, 1), context, value, error);
    case MOK_SPECIAL_CHOICE_NAME:
      return evaluate_choice_name (node, context, value, error);
    case MOK_SPECIAL_REGEX:
      return evaluate_regex (node, context, value, error);
    case MOK_SPECIAL_RANDOM:
      return evaluate_random (context, value, error);
    case MOK_SPECIAL_NONE:
    default:
      return evaluate_arguments (node, context, value, error);
    }
}

/**
 * mok_node_evaluate:
 * @value: an initialised value; after a failure its content is unspecified
 *
 * Returns: whether @value is the value of @node; else @error is of the domain %MOK_EXPR_ERROR
 */
gboolean
mok_node_evaluate (const MokNode *node, const MokExprContext *context, MokValue *value, GError **error)
{
  double number;

  switch (node->kind)
    {
    case MOK_NODE_NUMBER:
      mok_value_set_number (value, node->number);
      return TRUE;
    case MOK_NODE_STRING:
      mok_value_set_string (value, node->string);
      return TRUE;
    case MOK_NODE_VARIABLE:
      mok_value_clear (value);
      context->get_variable (context->data, node->variable, value);
      return TRUE;
    case MOK_NODE_CURRENT:
      if (context->current != NULL)
        mok_value_copy (context->current, value);
      else
        mok_value_clear (value);
      return TRUE;
    case MOK_NODE_CALL:
      return evaluate_call (node, context, value, error);
    case MOK_NODE_NEGATE:
      if (!mok_node_evaluate (mok_node_get_operand (node, 0), context, value, error))
        return FALSE;
      number = mok_value_to_number (value);
      mok_value_set_number (value, node->number != 0 ? -number : number);
      return TRUE;
    case MOK_NODE_CHAIN:
      return evaluate_chain (node, context, value, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}
