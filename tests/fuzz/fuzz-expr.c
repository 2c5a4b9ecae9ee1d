/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: any bytes as an expression. What is accepted is evaluated too. */

#include "config.h"

#include <string.h>

#include "questionnaire/mok-expr.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static int
resolve (const char *name, gpointer data)
{
  return *name == 'a' ? 0 : -1;
}

static void
get_variable (gpointer data, guint variable, MokValue *value)
{
  mok_value_set_string (value, "1 2 가");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *source = g_strndup ((const char *) data, size);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (MokExprProblem));
  g_auto (MokValue) current = { 0 };
  g_auto (MokValue) value = { 0 };
  const MokExprContext context = { .get_variable = get_variable, .current = &current, .now = 20664.5 };
  g_autoptr (MokExpr) expr = NULL;

  g_array_set_clear_func (problems, (GDestroyNotify) mok_expr_problem_clear);
  mok_value_set_string (&current, "52");
  expr = mok_expr_parse (source, resolve, NULL, problems);
  if (expr != NULL)
    {
      double minimum = -1;
      double maximum = 1;

      mok_expr_get_bounds (expr, &minimum, &maximum);
      mok_expr_get_max_selected (expr);
      mok_expr_get_max_length (expr);
      mok_expr_evaluate (expr, &context, &value, NULL);
    }
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpuint (g_array_index (problems, MokExprProblem, i).offset, <=, strlen (source));
  return 0;
}
