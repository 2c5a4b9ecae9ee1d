/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random trees, written as source and evaluated, against a slow and obvious evaluation of the tree itself; and bytes
 * that are not expressions, which must be refused without a crash.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "questionnaire/mok-expr.h"

#define N_VARIABLES 4

/* The reference keeps its own values, so that it shares no conversion with the code under test. */
typedef enum
{
  KIND_TEXT,
  KIND_NUMBER,
  KIND_TRUTH,
} Kind;

typedef struct
{
  Kind kind;
  double number;
  char text[16];
} Reference;

static const char *const TEXTS[] = { "", "0", "1", "05", "5", "abc", "1 3", "예" };

static Reference variables[N_VARIABLES];

static Reference
make_number (double number)
{
  return (Reference){ KIND_NUMBER, number, "" };
}

static Reference
make_truth (gboolean truth)
{
  return (Reference){ KIND_TRUTH, truth ? 1 : 0, "" };
}

static double
to_number (const Reference *r)
{
  if (r->kind != KIND_TEXT)
    return r->number;
  /* Only the texts above occur. */
  return strcmp (r->text, "0") == 0                                  ? 0
         : strcmp (r->text, "1") == 0                                ? 1
         : strcmp (r->text, "05") == 0 || strcmp (r->text, "5") == 0 ? 5
                                                                     : NAN;
}

static gboolean
to_truth (const Reference *r)
{
  return r->kind == KIND_TEXT ? r->text[0] != '\0' : r->number != 0 && !isnan (r->number);
}

static gboolean
equals (const Reference *a, const Reference *b)
{
  if (a->kind == KIND_TRUTH || b->kind == KIND_TRUTH)
    return to_truth (a) == to_truth (b);
  if (a->kind == KIND_TEXT && b->kind == KIND_TEXT)
    return strcmp (a->text, b->text) == 0;
  return to_number (a) == to_number (b) || fabs (to_number (a) - to_number (b)) < 1e-12;
}

/* Operators by how tightly they bind. */
static const struct
{
  const char *sign;
  int level;
} OPERATORS[] = {
  { "or", 1 }, { "and", 2 }, { "=", 3 }, { "!=", 3 }, { "<", 4 },   { "<=", 4 },  { ">", 4 },
  { ">=", 4 }, { "+", 5 },   { "-", 5 }, { "*", 6 },  { "div", 6 }, { "mod", 6 },
};

static Reference
combine (guint operation, const Reference *a, const Reference *b)
{
  const double x = to_number (a);
  const double y = to_number (b);

  switch (operation)
    {
    case 0:
      return make_truth (to_truth (a) || to_truth (b));
    case 1:
      return make_truth (to_truth (a) && to_truth (b));
    case 2:
      return make_truth (equals (a, b));
    case 3:
      return make_truth (!equals (a, b));
    case 4:
      return make_truth (x < y);
    case 5:
      return make_truth (x <= y);
    case 6:
      return make_truth (x > y);
    case 7:
      return make_truth (x >= y);
    case 8:
      return make_number (x + y);
    case 9:
      return make_number (x - y);
    case 10:
      return make_number (x * y);
    case 11:
      return make_number (x / y);
    default:
      return make_number (fmod (x, y));
    }
}

static void
append_blank (GRand *rand, GString *source)
{
  static const char *const BLANKS[] = { " ", "  ", "\t", "\n", "\u00a0" };

  g_string_append (source, BLANKS[g_rand_int_range (rand, 0, G_N_ELEMENTS (BLANKS))]);
}

static Reference write_tree (GRand *rand, int depth, int outer, GString *source);

static Reference
write_leaf (GRand *rand, GString *source)
{
  Reference r = { KIND_TEXT, 0, "" };
  guint index;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      r = make_number (g_rand_int_range (rand, 0, 8) / 2.0);
      g_string_append_printf (source, "%.1f", r.number);
      return r;
    case 1:
      index = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (TEXTS));
      g_strlcpy (r.text, TEXTS[index], sizeof r.text);
      g_string_append_printf (source, g_rand_boolean (rand) ? "'%s'" : "\"%s\"", r.text);
      return r;
    case 2:
      r = make_truth (g_rand_boolean (rand));
      g_string_append (source, r.number != 0 ? "true()" : "false()");
      return r;
    default:
      index = (guint) g_rand_int_range (rand, 0, N_VARIABLES);
      g_string_append_printf (source, "${v%u}", index);
      return variables[index];
    }
}

static Reference
write_function (GRand *rand, int depth, GString *source)
{
  Reference a, b, c;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_string_append (source, "not(");
      a = write_tree (rand, depth - 1, 0, source);
      g_string_append (source, ")");
      return make_truth (!to_truth (&a));
    case 1:
      g_string_append (source, "if(");
      a = write_tree (rand, depth - 1, 0, source);
      g_string_append (source, ",");
      b = write_tree (rand, depth - 1, 0, source);
      g_string_append (source, " , ");
      c = write_tree (rand, depth - 1, 0, source);
      g_string_append (source, ")");
      return to_truth (&a) ? b : c;
    case 2:
      g_string_append (source, "number(");
      a = write_tree (rand, depth - 1, 0, source);
      g_string_append (source, ")");
      return make_number (to_number (&a));
    default:
      g_string_append (source, "coalesce(");
      a = write_tree (rand, depth - 1, 0, source);
      g_string_append (source, ", ");
      b = write_tree (rand, depth - 1, 0, source);
      g_string_append (source, ")");
      return (a.kind == KIND_TEXT && a.text[0] == '\0') || (a.kind == KIND_NUMBER && isnan (a.number)) ? b : a;
    }
}

/* Writes a random tree with no more parentheses than its place needs (@outer: how tightly the operator around binds),
 * or with some to spare.
 */
static Reference
write_tree (GRand *rand, int depth, int outer, GString *source)
{
  const int kind = depth == 0 ? 0 : g_rand_int_range (rand, 0, 6);
  Reference a, b;

  if (kind == 0)
    return write_leaf (rand, source);
  if (kind == 1)
    return write_function (rand, depth, source);
  if (kind == 2)
    {
      g_string_append (source, "-");
      a = write_tree (rand, depth - 1, 7, source);
      return make_number (-to_number (&a));
    }

  const guint operation = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (OPERATORS));
  const int level = OPERATORS[operation].level;
  const gboolean parentheses = level < outer || g_rand_int_range (rand, 0, 8) == 0;

  if (parentheses)
    g_string_append (source, "(");
  a = write_tree (rand, depth - 1, level, source);
  append_blank (rand, source);
  g_string_append (source, OPERATORS[operation].sign);
  append_blank (rand, source);
  b = write_tree (rand, depth - 1, level + 1, source);
  if (parentheses)
    g_string_append (source, ")");
  return combine (operation, &a, &b);
}

static int
resolve (const char *name, gpointer data)
{
  return name[0] == 'v' && name[1] >= '0' && name[1] < '0' + N_VARIABLES && name[2] == '\0' ? name[1] - '0' : -1;
}

static void
get_variable (gpointer data, guint variable, MokValue *value)
{
  const Reference *r = &variables[variable];

  if (r->kind == KIND_TEXT)
    mok_value_set_string (value, r->text);
  else if (r->kind == KIND_NUMBER)
    mok_value_set_number (value, r->number);
  else
    mok_value_set_boolean (value, r->number != 0);
}

static void
draw_variables (GRand *rand)
{
  for (guint i = 0; i < N_VARIABLES; i++)
    {
      variables[i] = (Reference){ (Kind) g_rand_int_range (rand, 0, 3), g_rand_int_range (rand, 0, 2), "" };
      if (variables[i].kind == KIND_TEXT)
        g_strlcpy (variables[i].text, TEXTS[g_rand_int_range (rand, 0, G_N_ELEMENTS (TEXTS))],
                   sizeof variables[i].text);
    }
}

static void
test_random_trees_have_the_value_of_the_reference (void)
{
  static const MokValueType TYPES[] = { MOK_VALUE_STRING, MOK_VALUE_NUMBER, MOK_VALUE_BOOLEAN };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260730);
  const MokExprContext context = { .get_variable = get_variable };
  guint n_evaluated = 0;

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      g_auto (MokValue) value = { 0 };
      Reference expected;

      draw_variables (rand);
      expected = write_tree (rand, g_rand_int_range (rand, 1, 6), 0, source);
      if (source->len > 4096)
        continue;
      g_autoptr (MokExpr) expr = mok_expr_parse (source->str, resolve, NULL, NULL);

      if (expr == NULL)
        g_error ("does not parse: %s", source->str);
      g_assert_true (mok_expr_evaluate (expr, &context, &value, NULL));
      n_evaluated++;
      if (value.type != TYPES[expected.kind])
        g_error ("type %d, expected %d: %s", value.type, TYPES[expected.kind], source->str);
      if (expected.kind == KIND_TEXT)
        g_assert_cmpstr (value.string != NULL ? value.string : "", ==, expected.text);
      else if (!(isnan (expected.number) && isnan (value.number)) && value.number != expected.number)
        g_error ("%g, expected %g: %s", value.number, expected.number, source->str);
    }
  g_assert_cmpuint (n_evaluated, >, 15000);
}

/* Whatever is accepted must also evaluate, to a value or to an error. */
static void
try_source (const char *source)
{
  const MokExprContext context = { .get_variable = get_variable };
  g_autoptr (MokExpr) expr = mok_expr_parse (source, resolve, NULL, NULL);
  g_auto (MokValue) value = { 0 };
  g_autoptr (GError) error = NULL;

  if (expr != NULL && !mok_expr_evaluate (expr, &context, &value, &error))
    g_assert_error (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION);
}

static void
test_random_bytes_do_no_harm (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  draw_variables (rand);
  for (int i = 0; i < 50000; i++)
    {
      char source[48];
      const int length = g_rand_int_range (rand, 0, sizeof source);

      for (int k = 0; k < length; k++)
        source[k] = (char) g_rand_int_range (rand, 1, 256);
      source[length] = '\0';
      try_source (source);
    }
}

static void
test_random_tokens_do_no_harm (void)
{
  static const char *const WORDS[] = { "1",
                                       "'a'",
                                       "'(a+)+'",
                                       "${v0}",
                                       "${v1}",
                                       ".",
                                       "(",
                                       ")",
                                       ",",
                                       "and",
                                       "or",
                                       "=",
                                       "<",
                                       "-",
                                       "*",
                                       "not(",
                                       "if(",
                                       "regex(",
                                       "concat(",
                                       "date(",
                                       "substr(",
                                       "selected-at(",
                                       "format-date(",
                                       "translate(",
                                       "checklist(",
                                       "round(",
                                       "'%Y'",
                                       "random()",
                                       "/",
                                       "[",
                                       "''",
                                       "1e9",
                                       "99999999999",
                                       "today()",
                                       "join(",
                                       " " };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  draw_variables (rand);
  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      const int n = g_rand_int_range (rand, 1, 14);

      for (int k = 0; k < n; k++)
        g_string_append (source, WORDS[g_rand_int_range (rand, 0, G_N_ELEMENTS (WORDS))]);
      try_source (source->str);
    }
}

static void
test_one_wrong_byte_does_no_harm (void)
{
  static const char SOURCE[] =
      "not(selected(${v0}, '1')) and (count-selected(.) <= 3 or regex(., '[가-힣]+')) = true()";
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  draw_variables (rand);
  for (gsize at = 0; at < sizeof SOURCE - 1; at++)
    for (int byte = 1; byte < 256; byte++)
      {
        char source[sizeof SOURCE];

        memcpy (source, SOURCE, sizeof SOURCE);
        source[at] = (char) byte;
        try_source (source);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/questionnaire/expr/random-trees-have-the-value-of-the-reference",
                   test_random_trees_have_the_value_of_the_reference);
  g_test_add_func ("/questionnaire/expr/random-bytes-do-no-harm", test_random_bytes_do_no_harm);
  g_test_add_func ("/questionnaire/expr/random-tokens-do-no-harm", test_random_tokens_do_no_harm);
  g_test_add_func ("/questionnaire/expr/one-wrong-byte-does-no-harm", test_one_wrong_byte_does_no_harm);
  return g_test_run ();
}
