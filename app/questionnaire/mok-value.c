/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Values of the expression language and the conversions between their types, with JavaRosa's meaning.
 * Must not know expressions or questions.
 */

#include "config.h"

#include "questionnaire/mok-value.h"

#include <math.h>
#include <string.h>

#include "base/mok-secret.h"

/* g_date_get_julian() of 1970-01-01. */
#define EPOCH_JULIAN 719163
/* 9999-12-31: the last day that ISO 8601 writes with four digits. */
#define LAST_DAY 2932896
#define SECONDS_PER_DAY 86400

/**
 * mok_value_clear:
 * @self: a value, initialised with zeros at the least
 *
 * Makes @self the empty string. Text is wiped before its memory is given back, because it may be an answer.
 */
void
mok_value_clear (MokValue *self)
{
  g_return_if_fail (self != NULL);

  if (self->string != NULL)
    mok_memory_wipe (self->string, strlen (self->string));
  g_free (self->string);
  self->type = MOK_VALUE_STRING;
  self->number = 0;
  self->string = NULL;
}

/**
 * mok_value_set_string:
 * @string: (nullable): UTF-8; %NULL is the empty string, the value of an absent answer
 */
void
mok_value_set_string (MokValue *self, const char *string)
{
  mok_value_take_string (self, g_strdup (string));
}

/**
 * mok_value_take_string:
 * @string: (transfer full) (nullable): UTF-8
 */
void
mok_value_take_string (MokValue *self, char *string)
{
  g_return_if_fail (self != NULL);

  mok_value_clear (self);
  self->string = string;
}

void
mok_value_set_number (MokValue *self, double number)
{
  g_return_if_fail (self != NULL);

  mok_value_clear (self);
  self->type = MOK_VALUE_NUMBER;
  self->number = number;
}

void
mok_value_set_boolean (MokValue *self, gboolean truth)
{
  g_return_if_fail (self != NULL);

  mok_value_clear (self);
  self->type = MOK_VALUE_BOOLEAN;
  self->number = truth ? 1 : 0;
}

/**
 * mok_value_set_date:
 * @days: days since 1970-01-01 in local time, with a fraction for the time of day
 */
void
mok_value_set_date (MokValue *self, double days)
{
  g_return_if_fail (self != NULL);

  mok_value_clear (self);
  self->type = MOK_VALUE_DATE;
  self->number = days;
}

/**
 * mok_value_copy:
 * @copy: an initialised value; what it held is cleared
 */
void
mok_value_copy (const MokValue *self, MokValue *copy)
{
  g_return_if_fail (self != NULL && copy != NULL && self != copy);

  mok_value_clear (copy);
  copy->type = self->type;
  copy->number = self->number;
  copy->string = g_strdup (self->string);
}

/**
 * mok_value_to_boolean:
 *
 * The truth of a value as JavaRosa has it: a text is true unless it is empty (so "0" and "false" are true), a number
 * is true unless it is zero or not a number, a date is true.
 */
gboolean
mok_value_to_boolean (const MokValue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  switch (self->type)
    {
    case MOK_VALUE_STRING:
      return self->string != NULL && *self->string != '\0';
    case MOK_VALUE_NUMBER:
    case MOK_VALUE_BOOLEAN:
      return !isnan (self->number) && fabs (self->number) >= 1e-12;
    case MOK_VALUE_DATE:
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static double
text_to_number (const char *text)
{
  const char *end = text + strlen (text);
  const char *p;
  gboolean has_digit = FALSE;
  double days;

  while (g_ascii_isspace (*text))
    text++;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  p = text;
  if (p < end && *p == '-')
    p++;
  for (; p < end && g_ascii_isdigit (*p); p++)
    has_digit = TRUE;
  if (p < end && *p == '.')
    p++;
  for (; p < end && g_ascii_isdigit (*p); p++)
    has_digit = TRUE;
  if (p == end && has_digit)
    return g_ascii_strtod (text, NULL);
  return mok_date_parse (text, &days) ? days : NAN;
}

/**
 * mok_value_to_number:
 *
 * A text is a number if it is an optional minus, digits and at most one point (no exponent, no plus sign), with blanks
 * around it; a date in ISO 8601 counts as days since 1970-01-01 (ODK XForms, "number"). Anything else, the empty
 * string included, is not a number.
 */
double
mok_value_to_number (const MokValue *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  if (self->type == MOK_VALUE_STRING)
    return text_to_number (self->string != NULL ? self->string : "");
  return self->number;
}

/* The shortest decimal that reads back as the same number, never with an exponent (XPath 1.0, section 4.2). */
static char *
number_to_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *exponent;
  char *text;

  if (isnan (number))
    return g_strdup ("NaN");
  if (isinf (number))
    return g_strdup (number > 0 ? "Infinity" : "-Infinity");
  if (fabs (number) < 1e-12)
    return g_strdup ("0");
  if (fabs (number - rint (number)) < 1e-12)
    return g_strdup_printf ("%.0f", number);

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[] = "%.15g";

      format[3] = (char) ('0' + digits - 10);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  exponent = strchr (buffer, 'e');
  if (exponent == NULL)
    return g_strdup (buffer);

  /* Only a small number gets here: a large one is whole. */
  const int zeros = -atoi (exponent + 1) - 1;
  GString *plain = g_string_new (number < 0 ? "-0." : "0.");

  for (int i = 0; i < zeros; i++)
    g_string_append_c (plain, '0');
  for (const char *p = buffer; p < exponent; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (plain, *p);
  text = g_string_free (plain, FALSE);
  return text;
}

/**
 * mok_value_to_string:
 *
 * Returns: (transfer full): UTF-8; whole numbers without a point ("84", never "84.0"), "true" and "false", dates in
 *   ISO 8601
 */
char *
mok_value_to_string (const MokValue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->type)
    {
    case MOK_VALUE_STRING:
      return g_strdup (self->string != NULL ? self->string : "");
    case MOK_VALUE_NUMBER:
      return number_to_text (self->number);
    case MOK_VALUE_BOOLEAN:
      return g_strdup (self->number != 0 ? "true" : "false");
    case MOK_VALUE_DATE:
      return mok_date_format (self->number);
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
scan_digits (const char **text, guint n_digits, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + (guint) (**text - '0');
      (*text)++;
    }
  return TRUE;
}

static gboolean
scan_time (const char **text, double *fraction)
{
  guint hours, minutes;
  double seconds = 0;

  if (!scan_digits (text, 2, &hours) || hours > 23 || **text != ':')
    return FALSE;
  (*text)++;
  if (!scan_digits (text, 2, &minutes) || minutes > 59)
    return FALSE;
  if (**text == ':')
    {
      guint whole;
      double place = 0.1;

      (*text)++;
      if (!scan_digits (text, 2, &whole) || whole > 59)
        return FALSE;
      seconds = whole;
      if (**text == '.')
        for ((*text)++; g_ascii_isdigit (**text); (*text)++, place /= 10)
          seconds += place * (**text - '0');
    }
  *fraction = (hours * 3600 + minutes * 60 + seconds) / SECONDS_PER_DAY;
  return TRUE;
}

static gboolean
skip_zone (const char **text)
{
  guint ignored;

  if (**text == 'Z')
    {
      (*text)++;
      return TRUE;
    }
  if (**text != '+' && **text != '-')
    return TRUE;
  (*text)++;
  if (!scan_digits (text, 2, &ignored))
    return FALSE;
  if (**text == ':')
    (*text)++;
  return !g_ascii_isdigit (**text) || scan_digits (text, 2, &ignored);
}

/**
 * mok_date_parse:
 * @text: "2026-03-01", or with a time "2026-03-01T09:30", seconds, fractions and a zone; blanks around it are ignored
 * @days: (out): days since 1970-01-01
 *
 * The zone is not applied: the clock time counts as it is written, because the clock of an interview is local too.
 *
 * Returns: whether @text is a date of the calendar
 */
gboolean
mok_date_parse (const char *text, double *days)
{
  guint year, month, day;
  double fraction = 0;
  GDate date;

  g_return_val_if_fail (text != NULL && days != NULL, FALSE);

  while (g_ascii_isspace (*text))
    text++;
  if (!scan_digits (&text, 4, &year) || *text++ != '-' || !scan_digits (&text, 2, &month) || *text++ != '-'
      || !scan_digits (&text, 2, &day) || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  if (*text == 'T')
    {
      text++;
      if (!scan_time (&text, &fraction) || !skip_zone (&text))
        return FALSE;
    }
  while (g_ascii_isspace (*text))
    text++;
  if (*text != '\0')
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *days = (double) g_date_get_julian (&date) - EPOCH_JULIAN + fraction;
  return TRUE;
}

/**
 * mok_date_split:
 * @days: days since 1970-01-01
 * @date: (out): the day
 * @seconds: (out) (optional): whole seconds since midnight
 *
 * Returns: whether @days lies in the years 1 to 9999
 */
gboolean
mok_date_split (double days, GDate *date, guint *seconds)
{
  double whole = floor (days);
  double clock = floor ((days - whole) * SECONDS_PER_DAY + 0.5);

  g_return_val_if_fail (date != NULL, FALSE);

  if (clock >= SECONDS_PER_DAY)
    {
      whole += 1;
      clock = 0;
    }
  if (!(whole > -EPOCH_JULIAN && whole <= LAST_DAY))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) (whole + EPOCH_JULIAN));
  if (seconds != NULL)
    *seconds = (guint) clock;
  return TRUE;
}

/**
 * mok_date_format:
 * @days: days since 1970-01-01
 *
 * Returns: (transfer full): ISO 8601, with a time only where there is one; "NaN" outside the years 1 to 9999
 */
char *
mok_date_format (double days)
{
  GDate date;
  guint seconds;

  if (!mok_date_split (days, &date, &seconds))
    return g_strdup ("NaN");
  if (seconds == 0)
    return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (&date), (guint) g_date_get_month (&date),
                            (guint) g_date_get_day (&date));
  return g_strdup_printf ("%04u-%02u-%02uT%02u:%02u:%02u", (guint) g_date_get_year (&date),
                          (guint) g_date_get_month (&date), (guint) g_date_get_day (&date), seconds / 3600,
                          seconds / 60 % 60, seconds % 60);
}
