/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Functions of dates. A date is a number of days since 1970-01-01 in local time. The clock is the context's, so that a
 * test can set it; nothing here asks the system for the time.
 */

#include "config.h"

#include "questionnaire/mok-expr-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
call_today (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_date (result, floor (context->now));
  return TRUE;
}

static gboolean
call_now (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_date (result, context->now);
  return TRUE;
}

/* Sets @result to the date that @argument says, or to the empty text where it is absent. */
static gboolean
read_date (MokValue *argument, MokValue *result, GError **error)
{
  const gboolean is_absent = argument->type == MOK_VALUE_STRING && !mok_value_to_boolean (argument);
  const double days = mok_value_to_number (argument);
  GDate date;

  if (is_absent)
    {
      mok_value_clear (result);
      return TRUE;
    }
  if (argument->type == MOK_VALUE_BOOLEAN || !mok_date_split (days, &date, NULL))
    {
      g_set_error_literal (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION,
                           _ ("A date was expected, written as year-month-day: 2026-03-01."));
      return FALSE;
    }
  mok_value_set_date (result, days);
  return TRUE;
}

static gboolean
call_date (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  if (!read_date (&arguments[0], result, error))
    return FALSE;
  if (result->type == MOK_VALUE_DATE)
    mok_value_set_date (result, floor (result->number));
  return TRUE;
}

static gboolean
call_date_time (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  return read_date (&arguments[0], result, error);
}

static gboolean
call_decimal_date_time (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  if (!read_date (&arguments[0], result, error))
    return FALSE;
  mok_value_set_number (result, result->type == MOK_VALUE_DATE ? result->number : NAN);
  return TRUE;
}

static char *
format_number (guint number, guint width)
{
  return g_strdup_printf ("%0*u", (int) width, number);
}

/* One letter after a % as in the ODK XForms specification, "format-date", or NULL if it has no meaning. */
static char *
format_part (char letter, GDateTime *moment)
{
  switch (letter)
    {
    case 'Y':
      return format_number ((guint) g_date_time_get_year (moment), 4);
    case 'y':
      return format_number ((guint) g_date_time_get_year (moment) % 100, 2);
    case 'm':
      return format_number ((guint) g_date_time_get_month (moment), 2);
    case 'n':
      return format_number ((guint) g_date_time_get_month (moment), 1);
    case 'b':
      return g_date_time_format (moment, "%b");
    case 'd':
      return format_number ((guint) g_date_time_get_day_of_month (moment), 2);
    case 'e':
      return format_number ((guint) g_date_time_get_day_of_month (moment), 1);
    case 'a':
      return g_date_time_format (moment, "%a");
    case 'H':
      return format_number ((guint) g_date_time_get_hour (moment), 2);
    case 'h':
      return format_number ((guint) g_date_time_get_hour (moment), 1);
    case 'M':
      return format_number ((guint) g_date_time_get_minute (moment), 2);
    case 'S':
      return format_number ((guint) g_date_time_get_second (moment), 2);
    case '3':
      return g_strdup ("000"); /* the clock of an interview has no milliseconds */
    case '%':
      return g_strdup ("%");
    default:
      return NULL;
    }
}

static gboolean
call_format_date (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GDateTime) moment = NULL;
  guint seconds;
  GDate date;

  if (!read_date (&arguments[0], result, error))
    return FALSE;
  if (result->type != MOK_VALUE_DATE || !mok_date_split (result->number, &date, &seconds))
    return TRUE;
  moment = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                                (gint) seconds / 3600, (gint) seconds / 60 % 60, (gint) seconds % 60);
  for (const char *p = mok_argument_string (&arguments[1]); *p != '\0'; p++)
    {
      g_autofree char *part = NULL;

      if (*p != '%')
        {
          g_string_append_c (text, *p);
          continue;
        }
      p++;
      part = format_part (*p, moment);
      if (part == NULL)
        {
          g_set_error (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION,
                       _ ("The format “%s” of a date has a %% without a letter that has a meaning."),
                       arguments[1].string);
          return FALSE;
        }
      g_string_append (text, part);
    }
  mok_value_set_string (result, text->str);
  return TRUE;
}

const MokFunction mok_functions_date[] = {
  { "today", 0, 0, MOK_RETURNS_DATE, call_today },
  { "now", 0, 0, MOK_RETURNS_DATE, call_now },
  { "date", 1, 1, MOK_RETURNS_DATE, call_date },
  { "date-time", 1, 1, MOK_RETURNS_DATE, call_date_time },
  { "decimal-date-time", 1, 1, MOK_RETURNS_NUMBER, call_decimal_date_time },
  { "format-date", 2, 2, MOK_RETURNS_STRING, call_format_date },
  { "format-date-time", 2, 2, MOK_RETURNS_STRING, call_format_date },
  { NULL },
};
