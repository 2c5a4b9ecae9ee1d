/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What expressions evaluate to, by the table in expr-cases.h, and what values convert to. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "questionnaire/mok-expr.h"

#include "expr-cases.h"

typedef struct
{
  const char *name;
  MokValueType type;
  double number;
  const char *string;
} Variable;

/* 2026-07-30 is day 20664; 2024-02-29 is day 19782. */
static const Variable VARIABLES[] = {
  { "blank", MOK_VALUE_STRING, 0, NULL },
  { "one", MOK_VALUE_STRING, 0, "1" },
  { "two", MOK_VALUE_STRING, 0, "2" },
  { "five", MOK_VALUE_STRING, 0, "5" },
  { "padded", MOK_VALUE_STRING, 0, "05" },
  { "zero", MOK_VALUE_STRING, 0, "0" },
  { "refused", MOK_VALUE_STRING, 0, "99" },
  { "several", MOK_VALUE_STRING, 0, "1 3 10" },
  { "hours", MOK_VALUE_NUMBER, 52, NULL },
  { "none", MOK_VALUE_NUMBER, 0, NULL },
  { "share", MOK_VALUE_NUMBER, 2.5, NULL },
  { "leap", MOK_VALUE_DATE, 19782, NULL },
  { "leap_text", MOK_VALUE_STRING, 0, "2024-02-29" },
  { "text", MOK_VALUE_STRING, 0, "Ward 7" },
  { "korean", MOK_VALUE_STRING, 0, "휴가 없음" },
  { "한글", MOK_VALUE_STRING, 0, "예" },
  { "a.b-c_1", MOK_VALUE_STRING, 0, "odd name" },
  { "yes", MOK_VALUE_STRING, 0, "yes" },
  { "long", MOK_VALUE_STRING, 0, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" },
};

static int
resolve (const char *name, gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VARIABLES); i++)
    if (strcmp (VARIABLES[i].name, name) == 0)
      return (int) i;
  return -1;
}

static void
get_variable (gpointer data, guint variable, MokValue *value)
{
  const Variable *v = &VARIABLES[variable];

  switch (v->type)
    {
    case MOK_VALUE_STRING:
      mok_value_set_string (value, v->string);
      break;
    case MOK_VALUE_NUMBER:
      mok_value_set_number (value, v->number);
      break;
    case MOK_VALUE_DATE:
      mok_value_set_date (value, v->number);
      break;
    case MOK_VALUE_BOOLEAN:
    default:
      g_assert_not_reached ();
    }
}

static char *
dup_choice_label (gpointer data, guint variable, const char *code)
{
  if (strcmp (VARIABLES[variable].name, "one") == 0 && strcmp (code, "1") == 0)
    return g_strdup ("예");
  return NULL;
}

static double
get_random (gpointer data)
{
  return 0.25;
}

static const char TYPES[] = "snbd";

static void
check_case (const Case *c)
{
  g_auto (MokValue) current = { 0 };
  g_auto (MokValue) value = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokExpr) expr = mok_expr_parse (c->source, resolve, NULL, NULL);
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;
  MokExprContext context = {
    .get_variable = get_variable,
    .dup_choice_label = dup_choice_label,
    .get_random = get_random,
    .current = &current,
    .now = 20664 + 9.5 / 24,
  };

  mok_value_set_string (&current, "current");
  if (expr == NULL)
    g_error ("%s does not parse", c->source);
  if (!mok_expr_evaluate (expr, &context, &value, &error))
    {
      g_assert_error (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION);
      found = g_strdup ("error");
    }
  else
    {
      text = mok_value_to_string (&value);
      found = g_strdup_printf ("%c %s", TYPES[value.type], text);
    }
  if (strcmp (found, c->expected) != 0)
    {
      g_test_message ("%s is “%s”, expected “%s”", c->source, found, c->expected);
      g_test_fail ();
    }
}

static void
test_table (gconstpointer data)
{
  const Table *table = data;

  for (gsize i = 0; i < table->n_cases; i++)
    check_case (&table->cases[i]);
}

static void
test_random_needs_a_source (void)
{
  g_autoptr (MokExpr) expr = mok_expr_parse ("1 + random()", NULL, NULL, NULL);
  g_autoptr (MokExpr) plain = mok_expr_parse ("1 + pi()", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (MokValue) value = { 0 };
  const MokExprContext context = { 0 };

  g_assert_true (mok_expr_uses_random (expr));
  g_assert_false (mok_expr_uses_random (plain));
  g_assert_false (mok_expr_evaluate (expr, &context, &value, &error));
  g_assert_error (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION);
}

/* A failure must never look like "relevant". */
static void
test_a_failure_is_not_a_truth (void)
{
  g_autoptr (MokExpr) expr = mok_expr_parse ("date(${text}) > 1", resolve, NULL, NULL);
  g_autoptr (GError) error = NULL;
  const MokExprContext context = { .get_variable = get_variable };
  gboolean truth = 7;

  g_assert_false (mok_expr_evaluate_boolean (expr, &context, &truth, &error));
  g_assert_error (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION);
  g_assert_cmpint (truth, ==, 7);
}

static void
test_variables_are_listed_once (void)
{
  g_autoptr (MokExpr) expr =
      mok_expr_parse ("${two} = 1 or ${one} = 2 or ${two} = jr:choice-name(., '${five}')", resolve, NULL, NULL);
  gsize n;
  const guint *variables = mok_expr_get_variables (expr, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (variables[0], ==, resolve ("two", NULL));
  g_assert_cmpint (variables[1], ==, resolve ("one", NULL));
  g_assert_cmpint (variables[2], ==, resolve ("five", NULL));
}

static void
test_dates_round_trip (void)
{
  for (int day = -719162; day <= 2932896; day += 97)
    {
      g_autofree char *text = mok_date_format (day);
      double days;

      g_assert_true (mok_date_parse (text, &days));
      g_assert_cmpfloat (days, ==, day);
    }
  for (guint second = 0; second < 86400; second += 61)
    {
      g_autofree char *text = mok_date_format (20664 + second / 86400.0);
      double days;

      g_assert_true (mok_date_parse (text, &days));
      g_assert_cmpfloat_with_epsilon (days, 20664 + second / 86400.0, 1e-9);
    }
}

static void
test_numbers_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      const double number = (g_rand_double (rand) - 0.5) * pow (10, g_rand_int_range (rand, -9, 18));
      g_auto (MokValue) value = { 0 };
      g_auto (MokValue) back = { 0 };

      mok_value_set_number (&value, number);
      mok_value_take_string (&back, mok_value_to_string (&value));
      g_assert_null (strchr (back.string, 'e'));
      g_assert_cmpfloat (mok_value_to_number (&back), ==, number);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    g_test_add_data_func (TABLES[i].name, &TABLES[i], test_table);
  g_test_add_func ("/questionnaire/expr/random-needs-a-source", test_random_needs_a_source);
  g_test_add_func ("/questionnaire/expr/a-failure-is-not-a-truth", test_a_failure_is_not_a_truth);
  g_test_add_func ("/questionnaire/expr/variables-are-listed-once", test_variables_are_listed_once);
  g_test_add_func ("/questionnaire/value/dates-round-trip", test_dates_round_trip);
  g_test_add_func ("/questionnaire/value/numbers-round-trip", test_numbers_round_trip);
  return g_test_run ();
}
