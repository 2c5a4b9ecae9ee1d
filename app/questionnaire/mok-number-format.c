/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a spreadsheet shows a number: as much of its number formats (ISO/IEC 29500-1, 18.8.30 and 18.8.31) as decides on
 * what somebody typed. Colours, currencies and separators of thousands are left out.
 */

#include "config.h"

#include "questionnaire/mok-number-format.h"

#include <math.h>
#include <string.h>

/* The last day of the year 9999. */
#define MAX_SERIAL 2958465.0
#define SECONDS_A_DAY 86400

static void
add_letter (MokNumberFormat *self, char letter, gboolean *has_month)
{
  self->is_percent |= letter == '%';
  self->has_day |= letter == 'y' || letter == 'd';
  self->has_time |= letter == 'h' || letter == 's';
  *has_month |= letter == 'm';
}

/**
 * mok_number_format_parse:
 * @self: (out)
 * @code: such as `0.00`, `yyyy"년" m"월" d"일"`, `[h]:mm`
 */
void
mok_number_format_parse (MokNumberFormat *self, const char *code)
{
  g_return_if_fail (self != NULL && code != NULL);

  const gsize n_zeros = strspn (code, "0");
  gboolean has_month = FALSE;
  const char *end;

  memset (self, 0, sizeof *self);
  if (n_zeros > 1 && code[n_zeros] == '\0' && n_zeros <= 20)
    self->n_zeros = (guint8) n_zeros;
  if (g_ascii_strcasecmp (code, "General") == 0)
    return;
  /* Behind a semicolon is the format of negative numbers. */
  for (const char *at = code; *at != '\0' && *at != ';'; at++)
    {
      if (*at == '"' && (end = strchr (at + 1, '"')) != NULL)
        at = end;
      else if (*at == '[' && (end = strchr (at, ']')) != NULL)
        {
          /* "[h]"; anything else in brackets is a colour, a condition or a language. */
          if (strspn (at + 1, "hmsHMS") == (gsize) (end - at - 1) && end > at + 1)
            self->has_time = self->is_elapsed = TRUE;
          at = end;
        }
      else if ((*at == '\\' || *at == '_' || *at == '*') && at[1] != '\0')
        at++;
      else
        add_letter (self, g_ascii_tolower (*at), &has_month);
    }
  /* Beside hours or seconds it is minutes. */
  if (has_month && !self->has_time)
    self->has_day = TRUE;
}

/**
 * mok_number_format_get_builtin:
 * @self: (out)
 * @id: the number of a format that no file needs to explain
 */
void
mok_number_format_get_builtin (MokNumberFormat *self, guint id)
{
  g_return_if_fail (self != NULL);

  memset (self, 0, sizeof *self);
  self->is_percent = id == 9 || id == 10;
  /* 27 to 36 and 50 to 58 are days in East Asian editions, 32 to 35 among them times. */
  self->has_day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
  self->is_elapsed = id == 46;
  self->has_time = (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47);
}

/* Fifteen digits are what spreadsheets show; they hold 0.1 + 0.2 with seventeen. */
static char *
dup_plain (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* No minus before zero. */
  g_ascii_formatd (text, sizeof text, "%.15g", number == 0 ? 0 : number);
  if (strchr (text, 'e') != NULL && fabs (number) >= 1 && fabs (number) < 1e21)
    return g_strdup_printf ("%.0f", number);
  return g_strdup (text);
}

/* Days since 30 December 1899: the first of March 1900 is number 61, because these programs know a 29 February 1900. */
static char *
dup_day_and_time (const MokNumberFormat *self, double serial, gboolean since_1904)
{
  const gint64 seconds = (gint64) floor (serial * SECONDS_A_DAY + 0.5);
  gint64 day = seconds / SECONDS_A_DAY;
  const guint second = (guint) (seconds % SECONDS_A_DAY);
  g_autofree char *time = NULL;
  GDate date;

  if (!self->has_day)
    return g_strdup_printf ("%02" G_GINT64_FORMAT ":%02u%s%.*u", (self->is_elapsed ? seconds : second) / 3600,
                            second % 3600 / 60, second % 60 != 0 ? ":" : "", second % 60 != 0 ? 2 : 0, second % 60);
  if (since_1904)
    day += 1462;
  else if (day < 60)
    day++;
  g_date_set_dmy (&date, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint) day);
  if (second != 0 || self->has_time)
    time = g_strdup_printf ("T%02u:%02u:%02u", second / 3600, second % 3600 / 60, second % 60);
  return g_strdup_printf ("%04u-%02u-%02u%s", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                          time != NULL ? time : "");
}

/**
 * mok_number_format_apply:
 * @number: finite
 * @since_1904: whether days are counted from 1 January 1904
 * @is_date: (out): whether the text is a day or a time of day
 *
 * Returns: (transfer full): the number as somebody typed it; a day as `2026-05-01`, a time as `08:30`
 */
char *
mok_number_format_apply (const MokNumberFormat *self, double number, gboolean since_1904, gboolean *is_date)
{
  g_return_val_if_fail (self != NULL && is_date != NULL && isfinite (number), NULL);

  *is_date = (self->has_day || self->has_time) && number >= 0 && number < MAX_SERIAL + 1;
  if (*is_date)
    return dup_day_and_time (self, number, since_1904);
  if (self->is_percent)
    {
      g_autofree char *text = dup_plain (number * 100);

      return g_strconcat (text, "%", NULL);
    }
  if (self->n_zeros > 0 && number >= 0 && number < 1e15 && floor (number) == number)
    return g_strdup_printf ("%0*" G_GINT64_FORMAT, self->n_zeros, (gint64) number);
  return dup_plain (number);
}
