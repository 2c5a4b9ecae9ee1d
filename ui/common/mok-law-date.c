/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The day whose law a survey explains, as people read it.
 * Must not know what the law says.
 */

#include "config.h"

#include "common/mok-law-date.h"

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"

/**
 * mok_law_date_dup_text:
 * @law_date: a date such as `2026-11-22`
 *
 * Returns: (transfer full) (nullable): the date as it is written in the language of the program; %NULL if it is none
 */
char *
mok_law_date_dup_text (const char *law_date)
{
  const guint date = law_date != NULL ? mok_day_parse (law_date) : 0;
  g_autoptr (GDateTime) day =
      g_date_time_new_utc ((int) (date / 10000), (int) (date / 100 % 100), (int) (date % 100), 0, 0, 0);

  /* Translators: how a date is written, as in strftime(). */
  return day != NULL ? g_date_time_format (day, _ ("%-d %b %Y")) : NULL;
}

/**
 * mok_law_date_dup_note:
 * @law_date: a date such as `2026-11-22`
 *
 * Returns: (transfer full): the sentence below every explanation of the law
 */
char *
mok_law_date_dup_note (const char *law_date)
{
  g_autofree char *text = mok_law_date_dup_text (law_date);

  if (text == NULL)
    return g_strdup (_ ("General information, not legal advice."));
  return g_strdup_printf (_ ("In force on %s. General information, not legal advice."), text);
}
