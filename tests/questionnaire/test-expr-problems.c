/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the parser refuses, where and why; what it warns of; and what a constraint says about the answer. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "questionnaire/mok-expr.h"

static int
resolve (const char *name, gpointer data)
{
  static const char *const NAMES[] = { "a", "b", "q1" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (strcmp (NAMES[i], name) == 0)
      return (int) i;
  return -1;
}

typedef struct
{
  const char *source;
  MokExprError code;
  gsize offset;
  const char *word; /* the message contains it */
} Problem;

static const Problem ERRORS[] = {
  { "", MOK_EXPR_ERROR_SYNTAX, 0, "ends where a value" },
  { "   ", MOK_EXPR_ERROR_SYNTAX, 3, "ends where a value" },
  { "1 +", MOK_EXPR_ERROR_SYNTAX, 3, "ends where a value" },
  { "1 + * 2", MOK_EXPR_ERROR_SYNTAX, 4, "“*”" },
  { "1 2", MOK_EXPR_ERROR_SYNTAX, 2, "“2”" },
  { "1e3", MOK_EXPR_ERROR_SYNTAX, 1, "“e3”" },
  { "(1", MOK_EXPR_ERROR_SYNTAX, 2, ")" },
  { "1)", MOK_EXPR_ERROR_SYNTAX, 1, "“)”" },
  { "()", MOK_EXPR_ERROR_SYNTAX, 1, "“)”" },
  { "'abc", MOK_EXPR_ERROR_SYNTAX, 0, "quotation mark" },
  { "'it's'", MOK_EXPR_ERROR_SYNTAX, 4, "“s”" },
  { "‘abc’", MOK_EXPR_ERROR_SYNTAX, 0, "typographic" },
  { "${a} = “x”", MOK_EXPR_ERROR_SYNTAX, 7, "typographic" },
  { "and", MOK_EXPR_ERROR_SYNTAX, 0, "“and”" },
  { "${a} and", MOK_EXPR_ERROR_SYNTAX, 8, "ends" },
  { "${a} or or ${b}", MOK_EXPR_ERROR_SYNTAX, 8, "“or”" },
  { "not ${a}", MOK_EXPR_ERROR_SYNTAX, 0, "“not”" },
  { "null", MOK_EXPR_ERROR_SYNTAX, 0, "${null}" },
  { "${a} = yes", MOK_EXPR_ERROR_SYNTAX, 7, "'yes'" },
  { "a = 1", MOK_EXPR_ERROR_SYNTAX, 0, "${a}" },
  { "${a", MOK_EXPR_ERROR_SYNTAX, 0, "}" },
  { "${}", MOK_EXPR_ERROR_SYNTAX, 0, "${name}" },
  { "${ a }", MOK_EXPR_ERROR_SYNTAX, 0, "${name}" },
  { "${1a}", MOK_EXPR_ERROR_SYNTAX, 0, "${name}" },
  { "${last-saved#a}", MOK_EXPR_ERROR_SYNTAX, 0, "last-saved" },
  { "$a", MOK_EXPR_ERROR_SYNTAX, 0, "“$”" },
  { "1 # 2", MOK_EXPR_ERROR_SYNTAX, 2, "“#”" },
  { "휴가", MOK_EXPR_ERROR_SYNTAX, 0, "휴가" },
  { "1 ， 2", MOK_EXPR_ERROR_SYNTAX, 2, "“，”" },
  /* Other languages' operators. */
  { "${a} == 1", MOK_EXPR_ERROR_SYNTAX, 5, "= instead of ==" },
  { "${a} <> 1", MOK_EXPR_ERROR_SYNTAX, 5, "!=" },
  { "${a} && ${b}", MOK_EXPR_ERROR_SYNTAX, 5, "“and”" },
  { "${a} || ${b}", MOK_EXPR_ERROR_SYNTAX, 5, "“or”" },
  { "!${a}", MOK_EXPR_ERROR_SYNTAX, 0, "not( )" },
  { "${a} & 'x'", MOK_EXPR_ERROR_SYNTAX, 5, "concat" },
  { "5 % 2", MOK_EXPR_ERROR_SYNTAX, 2, "“mod”" },
  { "5 / 2", MOK_EXPR_ERROR_SYNTAX, 2, "“div”" },
  /* XPath that is refused, by name. */
  { "/data/a = 1", MOK_EXPR_ERROR_SYNTAX, 0, "path (/)" },
  { "//a", MOK_EXPR_ERROR_SYNTAX, 0, "path (//)" },
  { "../a = 1", MOK_EXPR_ERROR_SYNTAX, 0, "path (..)" },
  { "./a", MOK_EXPR_ERROR_SYNTAX, 1, "path (/)" },
  { "@id", MOK_EXPR_ERROR_SYNTAX, 0, "attribute" },
  { "child::a", MOK_EXPR_ERROR_SYNTAX, 5, "axis" },
  { "${a}[1]", MOK_EXPR_ERROR_SYNTAX, 4, "brackets" },
  { "${a} | ${b}", MOK_EXPR_ERROR_SYNTAX, 5, "union" },
  { "instance('x')/root/item", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "instance( )" },
  { "pulldata('x', 'y', 'z', ${a})", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "pulldata( )" },
  { "indexed-repeat(${a}, ${b}, 1)", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "indexed-repeat( )" },
  { "position(..)", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "position( )" },
  { "1 + count(${a})", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 4, "count( )" },
  { "once(random())", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "once( )" },
  { "uuid()", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "uuid( )" },
  { "substring('abc', 2)", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "substring( )" },
  /* Functions. */
  { "selectd(${a}, '1')", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "selected( )" },
  { "Selected(${a}, '1')", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "selected( )" },
  { "count_selected(${a})", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "count-selected( )" },
  { "frobnicate(1)", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "“frobnicate”" },
  { "x:choice-name(1)", MOK_EXPR_ERROR_UNKNOWN_FUNCTION, 0, "jr:choice-name( )" },
  { "selected(${a})", MOK_EXPR_ERROR_ARITY, 0, "2 values" },
  { "selected(${a}, 1, 2)", MOK_EXPR_ERROR_ARITY, 0, "2 values" },
  { "1 + not()", MOK_EXPR_ERROR_ARITY, 4, "1 value " },
  { "true(1)", MOK_EXPR_ERROR_ARITY, 0, "0 values" },
  { "if(${a} = 1, 2)", MOK_EXPR_ERROR_ARITY, 0, "3 values" },
  { "concat()", MOK_EXPR_ERROR_ARITY, 0, "at least 1 value" },
  { "round(1, 2, 3)", MOK_EXPR_ERROR_ARITY, 0, "at most 2 values" },
  { "substr('a')", MOK_EXPR_ERROR_ARITY, 0, "at least 2 values" },
  { "weighted-checklist(1, 2, true(), 1, true())", MOK_EXPR_ERROR_ARITY, 0, "pairs" },
  { "not(1,)", MOK_EXPR_ERROR_SYNTAX, 6, "“)”" },
  { "not(,1)", MOK_EXPR_ERROR_SYNTAX, 4, "“,”" },
  { "not(1", MOK_EXPR_ERROR_SYNTAX, 5, "comma or )" },
  { "not(1 2)", MOK_EXPR_ERROR_SYNTAX, 6, "comma or )" },
  { "jr:choice-name(1, 'a')", MOK_EXPR_ERROR_SYNTAX, 18, "'${name}'" },
  { "jr:choice-name(1, '${x}')", MOK_EXPR_ERROR_UNKNOWN_VARIABLE, 18, "“x”" },
  { "regex(., '(')", MOK_EXPR_ERROR_SYNTAX, 9, "not valid" },
  { "regex(., 'a)(b')", MOK_EXPR_ERROR_SYNTAX, 9, "not valid" },
  { "regex(., '[0-9')", MOK_EXPR_ERROR_SYNTAX, 9, "not valid" },
  { "regex(., '(*LIMIT_MATCH=1000000000)a')", MOK_EXPR_ERROR_SYNTAX, 9, "not valid" },
  { "${x} = 1", MOK_EXPR_ERROR_UNKNOWN_VARIABLE, 0, "“x”" },
  { "1 = ${Q1}", MOK_EXPR_ERROR_UNKNOWN_VARIABLE, 4, "“Q1”" },
  { "'예' = ${없음}", MOK_EXPR_ERROR_UNKNOWN_VARIABLE, 8, "“없음”" },
  { "1 + \xff", MOK_EXPR_ERROR_SYNTAX, 4, "UTF-8" },
};

static GArray *
new_problems (void)
{
  GArray *problems = g_array_new (FALSE, FALSE, sizeof (MokExprProblem));

  g_array_set_clear_func (problems, (GDestroyNotify) mok_expr_problem_clear);
  return problems;
}

static void
test_errors_name_their_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ERRORS); i++)
    {
      const Problem *expected = &ERRORS[i];
      g_autoptr (GArray) problems = new_problems ();
      g_autoptr (MokExpr) expr = mok_expr_parse (expected->source, resolve, NULL, problems);
      const MokExprProblem *first = (const MokExprProblem *) (gpointer) problems->data;

      g_test_message ("%s: %s", expected->source, problems->len > 0 ? first->message : "no problem");
      g_assert_null (expr);
      g_assert_cmpuint (problems->len, >, 0);
      g_assert_true (first->is_error);
      g_assert_cmpint (first->code, ==, expected->code);
      g_assert_cmpuint (first->offset, ==, expected->offset);
      g_assert_nonnull (strstr (first->message, expected->word));
    }
}

static void
test_all_unknown_names_are_told_at_once (void)
{
  g_autoptr (GArray) problems = new_problems ();

  g_assert_null (mok_expr_parse ("${x} = 1 and foo(${y}) and not(1, 2)", resolve, NULL, problems));
  g_assert_cmpuint (problems->len, ==, 4);
}

static void
test_problems_may_be_ignored (void)
{
  g_assert_null (mok_expr_parse ("${x} = ", resolve, NULL, NULL));
  g_assert_null (mok_expr_parse ("${a} = 1", NULL, NULL, NULL));
}

static char *
repeat (const char *open, const char *middle, const char *close, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_nesting_has_a_limit (void)
{
  static const char *const OPENS[] = { "(", "not(", "-(", "1+(" };

  for (gsize i = 0; i < G_N_ELEMENTS (OPENS); i++)
    {
      g_autofree char *deepest = repeat (OPENS[i], "1", ")", 64);
      g_autofree char *deeper = repeat (OPENS[i], "1", ")", 65);
      g_autoptr (MokExpr) expr = mok_expr_parse (deepest, NULL, NULL, NULL);
      g_autoptr (GArray) problems = new_problems ();

      g_assert_nonnull (expr);
      g_assert_null (mok_expr_parse (deeper, NULL, NULL, problems));
      g_assert_cmpint (g_array_index (problems, MokExprProblem, 0).code, ==, MOK_EXPR_ERROR_TOO_LARGE);
    }
}

static void
test_length_has_a_limit (void)
{
  g_autofree char *longest = repeat ("1+", "1", "", 2047);
  g_autofree char *longer = repeat ("1+", "11", "", 2048);
  g_autofree char *signs = repeat ("-", "1", "", 4000);
  g_autoptr (MokExpr) expr = mok_expr_parse (longest, NULL, NULL, NULL);
  g_autoptr (MokExpr) negation = mok_expr_parse (signs, NULL, NULL, NULL);
  g_autoptr (GArray) problems = new_problems ();
  g_auto (MokValue) value = { 0 };
  const MokExprContext context = { 0 };

  g_assert_true (mok_expr_evaluate (expr, &context, &value, NULL));
  g_assert_cmpfloat (value.number, ==, 2048);
  g_assert_true (mok_expr_evaluate (negation, &context, &value, NULL));
  g_assert_cmpfloat (value.number, ==, 1);
  g_assert_null (mok_expr_parse (longer, NULL, NULL, problems));
  g_assert_cmpint (g_array_index (problems, MokExprProblem, 0).code, ==, MOK_EXPR_ERROR_TOO_LARGE);
}

static void
test_pattern_has_a_limit (void)
{
  g_autofree char *fits = repeat ("a", "", "", 512);
  g_autofree char *too_long = repeat ("a", "", "", 513);
  g_autofree char *good = g_strdup_printf ("regex(., '%s')", fits);
  g_autofree char *bad = g_strdup_printf ("regex(., '%s')", too_long);
  g_autoptr (MokExpr) expr = mok_expr_parse (good, NULL, NULL, NULL);

  g_assert_nonnull (expr);
  g_assert_null (mok_expr_parse (bad, NULL, NULL, NULL));
}

static const Problem WARNINGS[] = {
  { "not(${a})", MOK_EXPR_WARNING_BARE_VARIABLE, 4, "on its own" },
  { "not(.)", MOK_EXPR_WARNING_BARE_VARIABLE, 4, "on its own" },
  { "${a} and ${b} = 1", MOK_EXPR_WARNING_BARE_VARIABLE, 0, "on its own" },
  { "${b} = 1 or ${a}", MOK_EXPR_WARNING_BARE_VARIABLE, 12, "on its own" },
  { "if(${a}, 1, 2)", MOK_EXPR_WARNING_BARE_VARIABLE, 3, "on its own" },
  { "checklist(1, 2, ${a})", MOK_EXPR_WARNING_BARE_VARIABLE, 16, "on its own" },
  { "weighted-checklist(1, 2, ${a}, 1)", MOK_EXPR_WARNING_BARE_VARIABLE, 25, "on its own" },
  { "1 + if((${a}), 1, 2)", MOK_EXPR_WARNING_BARE_VARIABLE, 8, "on its own" },
  { "${a} < 'abc'", MOK_EXPR_WARNING_MIXED_TYPES, 7, "always false" },
  { "'abc' >= ${a}", MOK_EXPR_WARNING_MIXED_TYPES, 0, "always false" },
  { "5 = 'abc'", MOK_EXPR_WARNING_MIXED_TYPES, 4, "never equal" },
  { "count-selected(${a}) = 'two'", MOK_EXPR_WARNING_MIXED_TYPES, 23, "never equal" },
  { "today() != 'tomorrow'", MOK_EXPR_WARNING_MIXED_TYPES, 11, "never equal" },
  { "selected(${a}, '1') = 'false'", MOK_EXPR_WARNING_MIXED_TYPES, 22, "counts as true" },
  { "(1 = 2) = 'no'", MOK_EXPR_WARNING_MIXED_TYPES, 10, "counts as true" },
  { "1 < ${a} < 5", MOK_EXPR_WARNING_MIXED_TYPES, 11, "“and”" },
};

static const char *const NOT_WARNED[] = {
  "${a}",
  "boolean(${a})",
  "not(${a} = 1)",
  "if(${a} = 1, ${b}, ${a})",
  "${a} = 1 and ${b} = 2 or not(selected(${a}, '3'))",
  "weighted-checklist(1, 2, ${a} = 1, ${b})",
  "${a} = 'abc'",
  "${a} < '5'",
  "${a} <= '2026-01-01'",
  "5 = '5'",
  "today() > '2026-01-01'",
  "'a' = 'b'",
  "1 - 2 - 3",
  "regex(., '[0-9]+')",
};

static void
test_warnings_name_their_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (WARNINGS); i++)
    {
      const Problem *expected = &WARNINGS[i];
      g_autoptr (GArray) problems = new_problems ();
      g_autoptr (MokExpr) expr = mok_expr_parse (expected->source, resolve, NULL, problems);
      const MokExprProblem *first = (const MokExprProblem *) (gpointer) problems->data;

      g_test_message ("%s", expected->source);
      g_assert_nonnull (expr);
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_false (first->is_error);
      g_assert_cmpint (first->code, ==, expected->code);
      g_assert_cmpuint (first->offset, ==, expected->offset);
      g_assert_nonnull (strstr (first->message, expected->word));
    }
}

static void
test_what_is_meant_is_not_warned_of (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NOT_WARNED); i++)
    {
      g_autoptr (GArray) problems = new_problems ();
      g_autoptr (MokExpr) expr = mok_expr_parse (NOT_WARNED[i], resolve, NULL, problems);

      g_test_message ("%s", NOT_WARNED[i]);
      g_assert_nonnull (expr);
      g_assert_cmpuint (problems->len, ==, 0);
    }
}

static void
test_a_bare_variable_is_known (void)
{
  g_autoptr (MokExpr) variable = mok_expr_parse ("${a}", resolve, NULL, NULL);
  g_autoptr (MokExpr) current = mok_expr_parse ("(.)", resolve, NULL, NULL);
  g_autoptr (MokExpr) comparison = mok_expr_parse ("${a} = 1", resolve, NULL, NULL);

  g_assert_true (mok_expr_is_bare_variable (variable));
  g_assert_true (mok_expr_is_bare_variable (current));
  g_assert_false (mok_expr_is_bare_variable (comparison));
}

typedef struct
{
  const char *source;
  double minimum;
  double maximum;
  guint max_selected;
  guint max_length;
} Constraint;

static const Constraint CONSTRAINTS[] = {
  { ". >= 0 and . <= 120", 0, 120, 0, 0 },
  { "0 <= . and 120 >= .", 0, 120, 0, 0 },
  { "(. >= 0) and (. <= 120 and . <= 99)", 0, 99, 0, 0 },
  { ". >= -5.5", -5.5, INFINITY, 0, 0 },
  { ". <= --7", -INFINITY, 7, 0, 0 },
  { ". = 5", 5, 5, 0, 0 },
  { "5 = .", 5, 5, 0, 0 },
  /* Strict limits of an answer say nothing about the largest one. */
  { ". > 0 and . < 121", -INFINITY, INFINITY, 0, 0 },
  { ". != 5", -INFINITY, INFINITY, 0, 0 },
  /* Not joined by `and`: either may fail. */
  { ". >= 0 or . <= 120", -INFINITY, INFINITY, 0, 0 },
  { "not(. >= 0)", -INFINITY, INFINITY, 0, 0 },
  { ". <= ${a}", -INFINITY, INFINITY, 0, 0 },
  { ". <= 5 = true()", -INFINITY, INFINITY, 0, 0 },
  { "1 <= . <= 5", -INFINITY, INFINITY, 0, 0 },
  { ". + 1 <= 5", -INFINITY, INFINITY, 0, 0 },
  { ".", -INFINITY, INFINITY, 0, 0 },
  { "true()", -INFINITY, INFINITY, 0, 0 },
  { "count-selected(.) <= 3", -INFINITY, INFINITY, 3, 0 },
  { "3 >= count-selected(.)", -INFINITY, INFINITY, 3, 0 },
  { "count-selected(.) < 4", -INFINITY, INFINITY, 3, 0 },
  { "4 > count-selected(.)", -INFINITY, INFINITY, 3, 0 },
  { "count-selected(.) = 2", -INFINITY, INFINITY, 2, 0 },
  { "count-selected(.) >= 2", -INFINITY, INFINITY, 0, 0 },
  { "count-selected(${a}) <= 3", -INFINITY, INFINITY, 0, 0 },
  { "count-selected(.) <= 3 and not(selected(., '9') and count-selected(.) > 1)", -INFINITY, INFINITY, 3, 0 },
  { "string-length(.) <= 500", -INFINITY, INFINITY, 0, 500 },
  { "string-length(.) < 501 and regex(., '[0-9]+')", -INFINITY, INFINITY, 0, 500 },
  { "500 >= string-length(.)", -INFINITY, INFINITY, 0, 500 },
  { "string-length(.) > 5", -INFINITY, INFINITY, 0, 0 },
};

static void
test_constraints_state_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CONSTRAINTS); i++)
    {
      const Constraint *c = &CONSTRAINTS[i];
      g_autoptr (MokExpr) expr = mok_expr_parse (c->source, resolve, NULL, NULL);
      double minimum = -INFINITY;
      double maximum = INFINITY;

      g_test_message ("%s", c->source);
      g_assert_nonnull (expr);
      mok_expr_get_bounds (expr, &minimum, &maximum);
      g_assert_cmpfloat (minimum, ==, c->minimum);
      g_assert_cmpfloat (maximum, ==, c->maximum);
      g_assert_cmpuint (mok_expr_get_max_selected (expr), ==, c->max_selected);
      g_assert_cmpuint (mok_expr_get_max_length (expr), ==, c->max_length);
    }
}

static void
test_limits_only_narrow (void)
{
  g_autoptr (MokExpr) expr = mok_expr_parse (". >= 0 and . <= 120", NULL, NULL, NULL);
  double minimum = 10;
  double maximum = 20;

  mok_expr_get_bounds (expr, &minimum, &maximum);
  g_assert_cmpfloat (minimum, ==, 10);
  g_assert_cmpfloat (maximum, ==, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/questionnaire/expr/errors-name-their-place", test_errors_name_their_place);
  g_test_add_func ("/questionnaire/expr/all-unknown-names-are-told-at-once", test_all_unknown_names_are_told_at_once);
  g_test_add_func ("/questionnaire/expr/problems-may-be-ignored", test_problems_may_be_ignored);
  g_test_add_func ("/questionnaire/expr/nesting-has-a-limit", test_nesting_has_a_limit);
  g_test_add_func ("/questionnaire/expr/length-has-a-limit", test_length_has_a_limit);
  g_test_add_func ("/questionnaire/expr/pattern-has-a-limit", test_pattern_has_a_limit);
  g_test_add_func ("/questionnaire/expr/warnings-name-their-place", test_warnings_name_their_place);
  g_test_add_func ("/questionnaire/expr/what-is-meant-is-not-warned-of", test_what_is_meant_is_not_warned_of);
  g_test_add_func ("/questionnaire/expr/a-bare-variable-is-known", test_a_bare_variable_is_known);
  g_test_add_func ("/questionnaire/expr/constraints-state-limits", test_constraints_state_limits);
  g_test_add_func ("/questionnaire/expr/limits-only-narrow", test_limits_only_narrow);
  return g_test_run ();
}
