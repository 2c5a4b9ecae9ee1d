/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looks up functions by name, and holds those of truth values, choices and numbers.
 * Meaning: ODK XForms specification, "XPath functions", and where it is silent JavaRosa's.
 * The functions of text are in mok-expr-functions-text.c, those of dates in mok-expr-functions-date.c.
 */

#include "config.h"

#include "questionnaire/mok-expr-private.h"

#include <math.h>
#include <string.h>

/* Functions that other programs have and this one refuses, so that the message can say so. */
static const char *const ELSEWHERE[] = {
  "acos",          "area",           "asin",     "atan",         "atan2",          "base64-decode",
  "cos",           "count",          "current",  "decimal-time", "digest",         "distance",
  "exp10",         "extract-signed", "geofence", "id",           "indexed-repeat", "instance",
  "is-selected",   "jr:itext",       "lang",     "last",         "local-name",     "name",
  "namespace-uri", "once",           "position", "property",     "pulldata",       "randomize",
  "sin",           "substring",      "sum",      "tan",          "uuid",           "version",
};

/**
 * mok_argument_string:
 *
 * Converts @argument to text in place.
 *
 * Returns: its text, never %NULL
 */
const char *
mok_argument_string (MokValue *argument)
{
  if (argument->type != MOK_VALUE_STRING || argument->string == NULL)
    mok_value_take_string (argument, mok_value_to_string (argument));
  return argument->string;
}

static gboolean
call_true (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_boolean (result, TRUE);
  return TRUE;
}

static gboolean
call_false (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_boolean (result, FALSE);
  return TRUE;
}

static gboolean
call_boolean (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_boolean (result, mok_value_to_boolean (&arguments[0]));
  return TRUE;
}

static gboolean
call_not (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_boolean (result, !mok_value_to_boolean (&arguments[0]));
  return TRUE;
}

static gboolean
call_boolean_from_string (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);

  mok_value_set_boolean (result, strcmp (text, "true") == 0 || strcmp (text, "1") == 0);
  return TRUE;
}

/* checklist (at-least, at-most, truth…); -1 = no limit. */
static gboolean
call_checklist (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const double minimum = mok_value_to_number (&arguments[0]);
  const double maximum = mok_value_to_number (&arguments[1]);
  double count = 0;

  for (guint i = 2; i < n; i++)
    count += mok_value_to_boolean (&arguments[i]) ? 1 : 0;
  mok_value_set_boolean (result, (minimum < 0 || count >= minimum) && (maximum < 0 || count <= maximum));
  return TRUE;
}

static gboolean
call_weighted_checklist (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const double minimum = mok_value_to_number (&arguments[0]);
  const double maximum = mok_value_to_number (&arguments[1]);
  double sum = 0;

  for (guint i = 2; i + 1 < n; i += 2)
    sum += mok_value_to_boolean (&arguments[i]) ? mok_value_to_number (&arguments[i + 1]) : 0;
  mok_value_set_boolean (result, (minimum < 0 || sum >= minimum) && (maximum < 0 || sum <= maximum));
  return TRUE;
}

static gboolean
call_number (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, mok_value_to_number (&arguments[0]));
  return TRUE;
}

static gboolean
call_int (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, trunc (mok_value_to_number (&arguments[0])));
  return TRUE;
}

/* x · 10^shift as people read it: 1.005 · 10² is 100.5, which binary multiplication misses. */
static double
shift_decimal (double x, int shift)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;
  char *exponent;
  int power = shift;

  g_ascii_formatd (digits, sizeof digits, "%.15g", x);
  exponent = strchr (digits, 'e');
  if (exponent != NULL)
    {
      power += atoi (exponent + 1);
      *exponent = '\0';
    }
  text = g_strdup_printf ("%se%d", digits, power);
  return g_ascii_strtod (text, NULL);
}

/* Halves go up, towards positive infinity (XPath 1.0, section 4.4). */
static gboolean
call_round (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const double x = mok_value_to_number (&arguments[0]);
  const double wanted = n > 1 ? trunc (mok_value_to_number (&arguments[1])) : 0;

  if (isnan (wanted))
    mok_value_set_number (result, NAN);
  else if (!isfinite (x) || wanted > 30)
    mok_value_set_number (result, x);
  else if (wanted < -310)
    mok_value_set_number (result, 0);
  else
    mok_value_set_number (result, shift_decimal (floor (shift_decimal (x, (int) wanted) + 0.5), -(int) wanted));
  return TRUE;
}

static gboolean
call_floor (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, floor (mok_value_to_number (&arguments[0])));
  return TRUE;
}

static gboolean
call_ceiling (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, ceil (mok_value_to_number (&arguments[0])));
  return TRUE;
}

static gboolean
call_abs (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, fabs (mok_value_to_number (&arguments[0])));
  return TRUE;
}

/* As in Java, one argument that is not a number makes the result not a number. */
static gboolean
call_min (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  double least = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      const double x = mok_value_to_number (&arguments[i]);

      if (isnan (x) || x < least)
        least = x;
      if (isnan (least))
        break;
    }
  mok_value_set_number (result, least);
  return TRUE;
}

static gboolean
call_max (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  double largest = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      const double x = mok_value_to_number (&arguments[i]);

      if (isnan (x) || x > largest)
        largest = x;
      if (isnan (largest))
        break;
    }
  mok_value_set_number (result, largest);
  return TRUE;
}

static gboolean
call_pow (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, pow (mok_value_to_number (&arguments[0]), mok_value_to_number (&arguments[1])));
  return TRUE;
}

static gboolean
call_sqrt (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, sqrt (mok_value_to_number (&arguments[0])));
  return TRUE;
}

static gboolean
call_exp (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, exp (mok_value_to_number (&arguments[0])));
  return TRUE;
}

static gboolean
call_log (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, log (mok_value_to_number (&arguments[0])));
  return TRUE;
}

static gboolean
call_log10 (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, log10 (mok_value_to_number (&arguments[0])));
  return TRUE;
}

static gboolean
call_pi (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, G_PI);
  return TRUE;
}

static gboolean
call_count_non_empty (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    if (*mok_argument_string (&arguments[i]) != '\0')
      count++;
  mok_value_set_number (result, count);
  return TRUE;
}

const MokFunction mok_functions_number[] = {
  { "if", 3, 3, MOK_RETURNS_ANY, NULL, MOK_SPECIAL_IF, 0, 1, 1 },
  { "coalesce", 2, 2, MOK_RETURNS_ANY, NULL, MOK_SPECIAL_COALESCE },
  { "jr:choice-name", 2, 2, MOK_RETURNS_STRING, NULL, MOK_SPECIAL_CHOICE_NAME },
  { "random", 0, 0, MOK_RETURNS_NUMBER, NULL, MOK_SPECIAL_RANDOM },
  { "true", 0, 0, MOK_RETURNS_BOOLEAN, call_true },
  { "false", 0, 0, MOK_RETURNS_BOOLEAN, call_false },
  { "boolean", 1, 1, MOK_RETURNS_BOOLEAN, call_boolean },
  { "not", 1, 1, MOK_RETURNS_BOOLEAN, call_not, MOK_SPECIAL_NONE, 0, 1, 1 },
  { "boolean-from-string", 1, 1, MOK_RETURNS_BOOLEAN, call_boolean_from_string },
  { "checklist", 3, MOK_ARGUMENTS_ANY, MOK_RETURNS_BOOLEAN, call_checklist, MOK_SPECIAL_NONE, 2, 1, MOK_ARGUMENTS_ANY },
  { "weighted-checklist", 4, MOK_ARGUMENTS_ANY, MOK_RETURNS_BOOLEAN, call_weighted_checklist, MOK_SPECIAL_NONE, 2, 2,
    MOK_ARGUMENTS_ANY },
  { "number", 1, 1, MOK_RETURNS_NUMBER, call_number },
  { "int", 1, 1, MOK_RETURNS_NUMBER, call_int },
  { "round", 1, 2, MOK_RETURNS_NUMBER, call_round },
  { "floor", 1, 1, MOK_RETURNS_NUMBER, call_floor },
  { "ceiling", 1, 1, MOK_RETURNS_NUMBER, call_ceiling },
  { "abs", 1, 1, MOK_RETURNS_NUMBER, call_abs },
  { "min", 1, MOK_ARGUMENTS_ANY, MOK_RETURNS_NUMBER, call_min },
  { "max", 1, MOK_ARGUMENTS_ANY, MOK_RETURNS_NUMBER, call_max },
  { "pow", 2, 2, MOK_RETURNS_NUMBER, call_pow },
  { "sqrt", 1, 1, MOK_RETURNS_NUMBER, call_sqrt },
  { "exp", 1, 1, MOK_RETURNS_NUMBER, call_exp },
  { "log", 1, 1, MOK_RETURNS_NUMBER, call_log },
  { "log10", 1, 1, MOK_RETURNS_NUMBER, call_log10 },
  { "pi", 0, 0, MOK_RETURNS_NUMBER, call_pi },
  { "count-non-empty", 1, MOK_ARGUMENTS_ANY, MOK_RETURNS_NUMBER, call_count_non_empty },
  { NULL },
};

static const MokFunction *const TABLES[] = { mok_functions_number, mok_functions_text, mok_functions_date };

/**
 * mok_function_find:
 *
 * Returns: (nullable): the function called @name
 */
const MokFunction *
mok_function_find (const char *name)
{
  for (gsize t = 0; t < G_N_ELEMENTS (TABLES); t++)
    for (const MokFunction *f = TABLES[t]; f->name != NULL; f++)
      if (strcmp (f->name, name) == 0)
        return f;
  return NULL;
}

/**
 * mok_function_is_known_elsewhere:
 *
 * Returns: whether other XLSForm or XPath programs have a function @name that is refused here
 */
gboolean
mok_function_is_known_elsewhere (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ELSEWHERE); i++)
    if (strcmp (ELSEWHERE[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* Levenshtein distance of two short names. */
static guint
distance (const char *a, const char *b)
{
  const gsize n = strlen (b);
  guint row[32];

  if (n >= G_N_ELEMENTS (row))
    return G_MAXUINT;
  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (gsize j = 0; j < n; j++)
        {
          const guint above = row[j + 1];

          row[j + 1] = MIN (MIN (above, row[j]) + 1, diagonal + (a[i] != b[j] ? 1 : 0));
          diagonal = above;
        }
    }
  return row[n];
}

/**
 * mok_function_suggest:
 *
 * Returns: (nullable): the name of a function so near to @name that it may be meant
 */
const char *
mok_function_suggest (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  const char *best = NULL;
  guint best_distance = 3;

  for (gsize t = 0; t < G_N_ELEMENTS (TABLES); t++)
    for (const MokFunction *f = TABLES[t]; f->name != NULL; f++)
      {
        const guint d = distance (lower, f->name);

        if (d < best_distance && d < strlen (f->name))
          {
            best = f->name;
            best_distance = d;
          }
      }
  return best;
}
