/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Warnings about expressions that are valid but hardly ever meant. Must not refuse anything. */

#include "config.h"

#include "questionnaire/mok-expr-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static MokReturns
get_type (const MokNode *node)
{
  switch (node->kind)
    {
    case MOK_NODE_NUMBER:
    case MOK_NODE_NEGATE:
      return MOK_RETURNS_NUMBER;
    case MOK_NODE_STRING:
      return MOK_RETURNS_STRING;
    case MOK_NODE_CALL:
      return node->function->returns;
    case MOK_NODE_CHAIN:
      return mok_node_get_operator (node, 0) < MOK_OPERATOR_PLUS ? MOK_RETURNS_BOOLEAN : MOK_RETURNS_NUMBER;
    case MOK_NODE_VARIABLE:
    case MOK_NODE_CURRENT:
    default:
      return MOK_RETURNS_ANY;
    }
}

static void
warn_about_truth (const MokNode *node, GArray *problems)
{
  if (node->kind == MOK_NODE_VARIABLE || node->kind == MOK_NODE_CURRENT)
    mok_expr_add_problem (problems, FALSE, MOK_EXPR_WARNING_BARE_VARIABLE, node->offset,
                          g_strdup (_ ("A variable on its own is true for every answer except a blank one, also for "
                                       "“0”, “no” and “false”. Compare it with a value.")));
}

static gboolean
is_text_only (const MokNode *node)
{
  MokValue value = { .string = node->string };

  return node->kind == MOK_NODE_STRING && isnan (mok_value_to_number (&value));
}

static void
warn_about_comparison (const MokNode *left, const MokNode *right, MokOperator operation, GArray *problems)
{
  const gboolean orders = operation != MOK_OPERATOR_EQUAL && operation != MOK_OPERATOR_UNEQUAL;
  const MokNode *text = is_text_only (left) ? left : is_text_only (right) ? right : NULL;
  const MokReturns other = text != NULL ? get_type (text == left ? right : left) : MOK_RETURNS_ANY;
  const char *message = NULL;

  if (text == NULL)
    return;
  if (orders)
    message = _ ("Larger and smaller compare numbers and dates; this text is neither, so the result is always false.");
  else if (other == MOK_RETURNS_NUMBER || other == MOK_RETURNS_DATE)
    message = _ ("This compares a number with text that is not a number, so they are never equal.");
  else if (other == MOK_RETURNS_BOOLEAN)
    message = _ ("This compares true or false with text; every text that is not empty counts as true.");
  if (message != NULL)
    mok_expr_add_problem (problems, FALSE, MOK_EXPR_WARNING_MIXED_TYPES, text->offset, g_strdup (message));
}

static void
warn_about_chain (const MokNode *node, GArray *problems)
{
  for (guint i = 0; i < node->operators->len; i++)
    {
      const MokOperator operation = mok_node_get_operator (node, i);
      const MokNode *left = mok_node_get_operand (node, i);
      const MokNode *right = mok_node_get_operand (node, i + 1);

      if (operation == MOK_OPERATOR_OR || operation == MOK_OPERATOR_AND)
        {
          if (i == 0)
            warn_about_truth (left, problems);
          warn_about_truth (right, problems);
        }
      else if (operation < MOK_OPERATOR_PLUS && i == 0)
        warn_about_comparison (left, right, operation, problems);
      else if (operation < MOK_OPERATOR_PLUS)
        /* a < b < c compares the truth of a < b with c. */
        mok_expr_add_problem (problems, FALSE, MOK_EXPR_WARNING_MIXED_TYPES, right->offset,
                              g_strdup (_ ("This compares the result of a comparison again. Join two comparisons with "
                                           "“and”.")));
    }
}

/**
 * mok_expr_warn:
 * @root: a tree without errors
 * @problems: (element-type MokExprProblem): gets the warnings
 */
void
mok_expr_warn (const MokNode *root, GArray *problems)
{
  if (root->kind == MOK_NODE_CHAIN)
    warn_about_chain (root, problems);
  for (guint i = 0; root->operands != NULL && i < root->operands->len; i++)
    {
      const MokFunction *function = root->function;

      if (function != NULL && function->truth_step > 0 && i >= function->truth_from && i < function->truth_to
          && (i - function->truth_from) % function->truth_step == 0)
        warn_about_truth (mok_node_get_operand (root, i), problems);
      mok_expr_warn (mok_node_get_operand (root, i), problems);
    }
}
