/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Days as numbers such as 20261122. Must not know what day it is today. */

#include "config.h"

#include "base/mok-day.h"

/**
 * mok_day_parse:
 * @text: a day such as `2025-02-23`
 *
 * Returns: the day as 20250223; 0 when it is no day of the calendar
 */
guint
mok_day_parse (const char *text)
{
  guint year, month, day;

  g_return_val_if_fail (text != NULL, 0);

  for (int i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return 0;
    }
  if (text[10] != '\0')
    return 0;
  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  return year * 10000 + month * 100 + day;
}

/**
 * mok_day_to_gdate:
 * @date: a day as 20261122
 * @gdate: (out caller-allocates): the same day
 */
void
mok_day_to_gdate (guint date, GDate *gdate)
{
  g_return_if_fail (
      g_date_valid_dmy ((GDateDay) (date % 100), (GDateMonth) (date / 100 % 100), (GDateYear) (date / 10000)));

  g_date_clear (gdate, 1);
  g_date_set_dmy (gdate, (GDateDay) (date % 100), (GDateMonth) (date / 100 % 100), (GDateYear) (date / 10000));
}

/**
 * mok_day_from_gdate:
 *
 * Returns: the day as 20261122
 */
guint
mok_day_from_gdate (const GDate *gdate)
{
  g_return_val_if_fail (g_date_valid (gdate), 0);

  return g_date_get_year (gdate) * 10000u + (guint) g_date_get_month (gdate) * 100 + g_date_get_day (gdate);
}

/**
 * mok_day_get_today:
 *
 * Returns: the day it is here
 */
guint
mok_day_get_today (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_time_t (&today, time (NULL));
  return mok_day_from_gdate (&today);
}

/**
 * mok_day_get_next:
 * @date: a day as 20261122
 *
 * Returns: the day after it
 */
guint
mok_day_get_next (guint date)
{
  GDate gdate;

  mok_day_to_gdate (date, &gdate);
  g_date_add_days (&gdate, 1);
  return mok_day_from_gdate (&gdate);
}
