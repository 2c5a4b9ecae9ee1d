/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which stretch of time a question is about: as the caption above it, and in days around a given one. Must not know
 * what day it is: "last 12 months" are those before the answer, whenever that is.
 */

#include "config.h"

#include "questionnaire/mok-period.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"
#include "questionnaire/mok-question.h"

typedef enum
{
  PERIOD_NOW,
  PERIOD_LAST,
  PERIOD_NEXT,
  PERIOD_USUAL_WEEK,
  PERIOD_BETWEEN,
} PeriodKind;

typedef struct
{
  PeriodKind kind;
  guint count; /* last, next, usual week */
  char unit;   /* 'd', 'w', 'm', 'y' */
  guint year[2];
  guint month[2];
} Period;

/* "12m" and the like; the number has one to three digits and is not 0. */
static gboolean
parse_span (const char *text, Period *period)
{
  guint digits = 0;

  period->count = 0;
  while (g_ascii_isdigit (text[digits]) && digits < 3)
    period->count = period->count * 10 + (guint) g_ascii_digit_value (text[digits++]);
  if (period->count == 0)
    return FALSE;
  text += digits;
  period->unit = *text;
  return *text != '\0' && strchr ("dwmy", *text) != NULL && text[1] == '\0';
}

/* "2024-02" */
static gboolean
parse_month (const char *text, guint *year, guint *month)
{
  for (int i = 0; i < 7; i++)
    {
      if (i == 4 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return FALSE;
    }
  *year = (guint) g_ascii_strtoull (text, NULL, 10);
  *month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  return *year >= 1 && *month >= 1 && *month <= 12;
}

static gboolean
parse (const char *code, Period *period)
{
  *period = (Period){ 0 };

  if (strcmp (code, "now") == 0)
    {
      period->kind = PERIOD_NOW;
      return TRUE;
    }
  if (*code == '+')
    {
      period->kind = PERIOD_NEXT;
      return parse_span (code + 1, period);
    }
  if (g_str_has_prefix (code, "usual-week-"))
    {
      period->kind = PERIOD_USUAL_WEEK;
      return parse_span (code + strlen ("usual-week-"), period) && period->unit == 'm';
    }
  if (strlen (code) == strlen ("2024-02..2025-08") && strncmp (code + 7, "..", 2) == 0)
    {
      period->kind = PERIOD_BETWEEN;
      return parse_month (code, &period->year[0], &period->month[0])
             && parse_month (code + 9, &period->year[1], &period->month[1])
             && period->year[0] * 12 + period->month[0] <= period->year[1] * 12 + period->month[1];
    }
  period->kind = PERIOD_LAST;
  return parse_span (code, period);
}

/**
 * mok_period_is_valid:
 *
 * The codes are `now`; `30d`, `4w`, `12m`, `3y` for the last days, weeks, months, years; `+12m` for the next ones;
 * `usual-week-3m` for a usual week of the last months; `2024-02..2025-08` for the months from one to another.
 *
 * Returns: whether @code is one of them
 */
gboolean
mok_period_is_valid (const char *code)
{
  Period period;

  g_return_val_if_fail (code != NULL, FALSE);

  return parse (code, &period);
}

static char *
caption_of_last (guint count, char unit)
{
  switch (unit)
    {
    case 'd':
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Last %u day", "Last %u days", count), count);
    case 'w':
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Last %u week", "Last %u weeks", count), count);
    case 'm':
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Last %u month", "Last %u months", count), count);
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Last %u year", "Last %u years", count), count);
    }
}

static char *
caption_of_next (guint count, char unit)
{
  switch (unit)
    {
    case 'd':
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Next %u day", "Next %u days", count), count);
    case 'w':
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Next %u week", "Next %u weeks", count), count);
    case 'm':
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Next %u month", "Next %u months", count), count);
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Next %u year", "Next %u years", count), count);
    }
}

static const char *
month_name (guint month)
{
  const char *const names[] = { C_ ("month", "January"), C_ ("month", "February"), C_ ("month", "March"),
                                C_ ("month", "April"),   C_ ("month", "May"),      C_ ("month", "June"),
                                C_ ("month", "July"),    C_ ("month", "August"),   C_ ("month", "September"),
                                C_ ("month", "October"), C_ ("month", "November"), C_ ("month", "December") };

  return names[month - 1];
}

/**
 * mok_period_dup_caption:
 * @code: a valid code
 *
 * Returns: (transfer full) (nullable): the caption in the program's current language, such as "Last 12 months"; %NULL
 *   for `now` and for a code that is not valid
 */
char *
mok_period_dup_caption (const char *code)
{
  Period period;

  g_return_val_if_fail (code != NULL, NULL);

  if (!parse (code, &period))
    return NULL;
  switch (period.kind)
    {
    case PERIOD_NOW:
      return NULL;
    case PERIOD_LAST:
      return caption_of_last (period.count, period.unit);
    case PERIOD_NEXT:
      return caption_of_next (period.count, period.unit);
    case PERIOD_USUAL_WEEK:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "A usual week, last %u month", "A usual week, last %u months", period.count),
          period.count);
    case PERIOD_BETWEEN:
      /* Translators: from a month to a month, such as "February 2024 to August 2025". */
      return g_strdup_printf (_ ("%1$s %2$u to %3$s %4$u"), month_name (period.month[0]), period.year[0],
                              month_name (period.month[1]), period.year[1]);
    default:
      g_assert_not_reached ();
    }
}

static guint
move (guint date, const Period *period, gboolean back)
{
  const guint months = period->unit == 'y' ? 12 * period->count : period->unit == 'm' ? period->count : 0;
  const guint days = period->unit == 'w' ? 7 * period->count : period->unit == 'd' ? period->count : 0;
  GDate gdate;

  mok_day_to_gdate (date, &gdate);
  if (back)
    {
      g_date_subtract_months (&gdate, months);
      g_date_subtract_days (&gdate, days);
    }
  else
    {
      g_date_add_months (&gdate, months);
      g_date_add_days (&gdate, days);
    }
  return mok_day_from_gdate (&gdate);
}

/**
 * mok_period_get_window:
 * @code: a valid code
 * @date: the day of the answer, as 20261122, from the year 1000 on
 * @from: (out): the first day of the stretch
 * @to: (out): its last day
 *
 * The days that a question is about when it is answered on @date. `12m` on 22 November 2026 goes from 22 November 2025
 * to that day, both included.
 *
 * Returns: %FALSE for a code that is not valid
 */
gboolean
mok_period_get_window (const char *code, guint date, guint *from, guint *to)
{
  Period period;

  g_return_val_if_fail (code != NULL && from != NULL && to != NULL, FALSE);
  g_return_val_if_fail (date >= 10000101, FALSE);

  if (!parse (code, &period))
    return FALSE;
  *from = *to = date;
  switch (period.kind)
    {
    case PERIOD_NOW:
      break;
    case PERIOD_LAST:
    case PERIOD_USUAL_WEEK:
      *from = move (date, &period, TRUE);
      break;
    case PERIOD_NEXT:
      *to = move (date, &period, FALSE);
      break;
    case PERIOD_BETWEEN:
      *from = period.year[0] * 10000 + period.month[0] * 100 + 1;
      *to = period.year[1] * 10000 + period.month[1] * 100
            + g_date_get_days_in_month ((GDateMonth) period.month[1], (GDateYear) period.year[1]);
      break;
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}

/**
 * mok_question_dup_period_caption:
 *
 * Returns: (transfer full) (nullable): the caption above the question in the program's current language, or %NULL
 *   where it has none
 */
char *
mok_question_dup_period_caption (const MokQuestion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->period != NULL ? mok_period_dup_caption (self->period) : NULL;
}
