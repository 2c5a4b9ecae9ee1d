/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The public face of an expression. It holds a tree that never changes, so that threads can share it.
 * Must not know questions: variables are numbers that the caller gave out.
 */

#include "config.h"

#include "questionnaire/mok-expr.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "questionnaire/mok-expr-private.h"

struct _MokExpr
{
  gatomicrefcount refs;
  char *source;
  MokNode *root;
  GArray *variables;
  gboolean random;
};

G_DEFINE_QUARK (mok_expr_error, mok_expr_error)

/**
 * mok_expr_problem_clear:
 *
 * Frees what @problem owns; for g_array_set_clear_func().
 */
void
mok_expr_problem_clear (MokExprProblem *problem)
{
  g_clear_pointer (&problem->message, g_free);
}

/**
 * mok_expr_parse:
 * @source: the expression
 * @resolve: (nullable): tells the index of a variable; without it every variable is unknown
 * @data: passed to @resolve
 * @problems: (nullable) (element-type MokExprProblem): gets errors and warnings, in the order in which they were found
 *
 * Understands the XLSForm language without paths: variables, `.`, the operators of XPath 1.0 and the functions of
 * mok-expr-functions*.c. Axes, predicates, instance() and whatever else is not supported is an error that names it.
 * At most 4,096 bytes and 64 parentheses inside one another.
 *
 * Returns: (transfer full) (nullable): the expression, or %NULL if @problems got an error
 */
MokExpr *
mok_expr_parse (const char *source, MokExprResolve resolve, gpointer data, GArray *problems)
{
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean random = FALSE;
  MokNode *root;
  MokExpr *self;

  g_return_val_if_fail (source != NULL, NULL);

  root = mok_parser_parse (source, resolve, data, problems, variables, &random);
  if (root == NULL)
    return NULL;
  if (problems != NULL)
    mok_expr_warn (root, problems);

  self = g_new0 (MokExpr, 1);
  g_atomic_ref_count_init (&self->refs);
  self->source = g_strdup (source);
  self->root = root;
  self->variables = g_steal_pointer (&variables);
  self->random = random;
  return self;
}

MokExpr *
mok_expr_ref (MokExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_expr_unref (MokExpr *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->source);
  mok_node_free (self->root);
  g_array_unref (self->variables);
  g_free (self);
}

const char *
mok_expr_get_source (const MokExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

/**
 * mok_expr_get_root:
 *
 * Returns: (transfer none): the tree, for the files of this folder that look into it
 */
const MokNode *
mok_expr_get_root (const MokExpr *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

/**
 * mok_expr_get_variables:
 * @n_variables: (out): their number
 *
 * Returns: (array length=n_variables) (transfer none): the indices of the variables in @self, each once, in the order
 *   of their first use
 */
const guint *
mok_expr_get_variables (const MokExpr *self, gsize *n_variables)
{
  g_return_val_if_fail (self != NULL && n_variables != NULL, NULL);

  *n_variables = self->variables->len;
  return (const guint *) (gpointer) self->variables->data;
}

/**
 * mok_expr_is_bare_variable:
 *
 * Returns: whether @self is nothing but a variable or `.`, which as a condition is true for every answer but a blank
 *   one. The parser warns of that inside an expression; only the caller knows whether the whole is a condition.
 */
gboolean
mok_expr_is_bare_variable (const MokExpr *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->root->kind == MOK_NODE_VARIABLE || self->root->kind == MOK_NODE_CURRENT;
}

gboolean
mok_expr_uses_random (const MokExpr *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->random;
}

/**
 * mok_expr_evaluate:
 * @value: (out caller-allocates): an initialised value (zeros will do); cleared on failure
 *
 * Returns: whether there is a value; else @error is %MOK_EXPR_ERROR_EVALUATION. A failure is never "relevant": the
 *   caller must stop and say so.
 */
gboolean
mok_expr_evaluate (const MokExpr *self, const MokExprContext *context, MokValue *value, GError **error)
{
  g_return_val_if_fail (self != NULL && context != NULL && value != NULL, FALSE);
  g_return_val_if_fail (context->get_variable != NULL || self->variables->len == 0, FALSE);

  if (mok_node_evaluate (self->root, context, value, error))
    return TRUE;
  mok_value_clear (value);
  return FALSE;
}

/**
 * mok_expr_evaluate_boolean:
 * @truth: (out): mok_value_to_boolean() of the value
 *
 * Returns: as mok_expr_evaluate()
 */
gboolean
mok_expr_evaluate_boolean (const MokExpr *self, const MokExprContext *context, gboolean *truth, GError **error)
{
  g_auto (MokValue) value = { 0 };

  g_return_val_if_fail (truth != NULL, FALSE);

  if (!mok_expr_evaluate (self, context, &value, error))
    return FALSE;
  *truth = mok_value_to_boolean (&value);
  return TRUE;
}

typedef enum
{
  SUBJECT_ANSWER,   /* . */
  SUBJECT_SELECTED, /* count-selected (.) */
  SUBJECT_LENGTH,   /* string-length (.) */
} Subject;

static gboolean
is_subject (const MokNode *node, Subject subject)
{
  static const char *const FUNCTIONS[] = { NULL, "count-selected", "string-length" };

  if (subject == SUBJECT_ANSWER)
    return node->kind == MOK_NODE_CURRENT;
  return node->kind == MOK_NODE_CALL && strcmp (node->function->name, FUNCTIONS[subject]) == 0
         && mok_node_get_operand (node, 0)->kind == MOK_NODE_CURRENT;
}

static gboolean
get_constant (const MokNode *node, double *number)
{
  if (node->kind == MOK_NODE_NEGATE && get_constant (mok_node_get_operand (node, 0), number))
    {
      *number = node->number != 0 ? -*number : *number;
      return TRUE;
    }
  *number = node->number;
  return node->kind == MOK_NODE_NUMBER;
}

/* The operator as it reads with its sides exchanged. */
MokOperator
mok_operator_mirror (MokOperator operation)
{
  switch ((guint) operation)
    {
    case MOK_OPERATOR_LESS:
      return MOK_OPERATOR_GREATER;
    case MOK_OPERATOR_LESS_EQUAL:
      return MOK_OPERATOR_GREATER_EQUAL;
    case MOK_OPERATOR_GREATER:
      return MOK_OPERATOR_LESS;
    case MOK_OPERATOR_GREATER_EQUAL:
      return MOK_OPERATOR_LESS_EQUAL;
    default:
      return operation;
    }
}

/* Narrows the range by one comparison of the subject with a constant. Lengths and counts are whole, so that a strict
 * limit says which whole number it is; an answer may have decimals, so that it does not.
 */
static void
narrow_by_comparison (const MokNode *node, Subject subject, double *minimum, double *maximum)
{
  const MokNode *left = mok_node_get_operand (node, 0);
  const MokNode *right = mok_node_get_operand (node, 1);
  MokOperator operation = mok_node_get_operator (node, 0);
  const gboolean whole = subject != SUBJECT_ANSWER;
  double limit;

  if (is_subject (right, subject) && get_constant (left, &limit))
    operation = mok_operator_mirror (operation);
  else if (!is_subject (left, subject) || !get_constant (right, &limit))
    return;

  if (operation == MOK_OPERATOR_GREATER_EQUAL || operation == MOK_OPERATOR_EQUAL)
    *minimum = MAX (*minimum, limit);
  if (operation == MOK_OPERATOR_LESS_EQUAL || operation == MOK_OPERATOR_EQUAL)
    *maximum = MIN (*maximum, limit);
  if (operation == MOK_OPERATOR_GREATER && whole)
    *minimum = MAX (*minimum, floor (limit) + 1);
  if (operation == MOK_OPERATOR_LESS && whole)
    *maximum = MIN (*maximum, ceil (limit) - 1);
}

static void
narrow (const MokNode *node, Subject subject, double *minimum, double *maximum)
{
  if (node->kind != MOK_NODE_CHAIN)
    return;
  if (mok_node_get_operator (node, 0) == MOK_OPERATOR_AND)
    for (guint i = 0; i < node->operands->len; i++)
      narrow (mok_node_get_operand (node, i), subject, minimum, maximum);
  else if (node->operands->len == 2)
    narrow_by_comparison (node, subject, minimum, maximum);
}

/* The largest whole number that the subject may have, or 0 where nothing is said. */
static guint
get_limit (const MokExpr *self, Subject subject)
{
  double minimum = -INFINITY;
  double maximum = INFINITY;

  narrow (self->root, subject, &minimum, &maximum);
  return maximum >= 1 && maximum <= G_MAXINT ? (guint) maximum : 0;
}

/**
 * mok_expr_get_bounds:
 * @minimum: (inout): raised to the largest lower limit that @self states
 * @maximum: (inout): lowered to the smallest upper limit that @self states
 *
 * Recognised are comparisons of `.` with a constant, alone or joined by `and`, either way round: `. >= 0`,
 * `120 >= .`, `. = 5`. Strict ones (`. < 121`) are not, because for decimals they state no largest answer: the
 * constraint still holds, only the range shown beside the field is not narrowed.
 */
void
mok_expr_get_bounds (const MokExpr *self, double *minimum, double *maximum)
{
  g_return_if_fail (self != NULL && minimum != NULL && maximum != NULL);

  narrow (self->root, SUBJECT_ANSWER, minimum, maximum);
}

/**
 * mok_expr_get_max_selected:
 *
 * Recognised are comparisons of `count-selected(.)` with a constant as in mok_expr_get_bounds(), strict ones too.
 *
 * Returns: the largest number of choices that @self admits, or 0 if it does not say
 */
guint
mok_expr_get_max_selected (const MokExpr *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_limit (self, SUBJECT_SELECTED);
}

/**
 * mok_expr_get_max_length:
 *
 * Recognised are comparisons of `string-length(.)` with a constant as in mok_expr_get_bounds(), strict ones too.
 *
 * Returns: the largest number of characters that @self admits, or 0 if it does not say
 */
guint
mok_expr_get_max_length (const MokExpr *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_limit (self, SUBJECT_LENGTH);
}
