/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Round bands for numbers and dates of a form that names none. They depend on the lowest and the highest answer only,
 * so they are for open surveys: a form of a protecting one must name its bands.
 */

#include "config.h"

#include "release/mok-codebook-private.h"

#include <math.h>
#include <string.h>

/* Beyond this a band of whole numbers is one value each: a scale from 0 to 10 stays as it is. */
#define MAX_SINGLE_VALUES 11
#define WANTED_BANDS 8

static double
next_step (double step)
{
  const double power = pow (10, floor (log10 (step) + 1e-9));
  const double digit = round (step / power);

  return (digit < 2 ? 2 : digit < 5 ? 5 : 10) * power;
}

/* The smallest of 1, 2, 5, 10, 20 … (also below 1 where numbers are not whole) that gives few enough bands. */
static double
choose_step (double lowest, double highest, gboolean whole)
{
  double step = whole ? 1 : pow (10, floor (log10 ((highest - lowest) / WANTED_BANDS)));

  if (whole && highest - lowest < MAX_SINGLE_VALUES)
    return 1;
  while (floor (highest / step) - floor (lowest / step) + 1 > WANTED_BANDS)
    step = next_step (step);
  return step;
}

static int
year_of (double day)
{
  GDate date;

  g_date_clear (&date, 1);
  /* GDate counts from 1 January of year 1 = 1; 1 January 1970 is 719163. */
  g_date_set_julian (&date, (guint32) (day + 719163));
  return g_date_get_year (&date);
}

static double
last_day_of (int year)
{
  GDate date;

  if (year < 1)
    return -719163;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 31, G_DATE_DECEMBER, (GDateYear) year);
  return (double) g_date_get_julian (&date) - 719163;
}

/* Years 1 to 9999, which is what a record can hold. */
static gboolean
is_date (double day)
{
  return day > -719163 && day <= 2932896;
}

static guint
derive_years (double lowest, double highest, double *edges)
{
  const int first = year_of (lowest);
  const int last = year_of (highest);
  const int step = (int) choose_step (first, last, TRUE);
  guint n = 0;
  int year = first - first % step - 1;

  edges[n++] = last_day_of (year);
  while (year < last)
    {
      year = MIN (year + step, 9999);
      edges[n++] = last_day_of (year);
    }
  return n;
}

/**
 * mok_bands_derive:
 * @kind: what kind of number: integer, decimal or date
 * @lowest: the lowest answer
 * @highest: the highest answer
 * @edges: (out caller-allocates): room for %MOK_VARIABLE_MAX_DERIVED_BANDS + 1 numbers
 *
 * Bands that start at multiples of 1, 2 or 5 times a power of ten, at most 8; whole numbers that span no more than 11
 * values have a band each. Dates are put into years. Band k holds what is above `edges[k]` up to `edges[k + 1]`; of
 * whole numbers that is 10 to 19, 20 to 29 …
 *
 * Returns: how many edges; one more than bands
 */
guint
mok_bands_derive (MokQuestionKind kind, double lowest, double highest, double *edges)
{
  g_return_val_if_fail (lowest <= highest && edges != NULL, 0);

  const gboolean whole = kind != MOK_QUESTION_DECIMAL;
  guint n = 0;

  if (kind == MOK_QUESTION_DATE && is_date (lowest) && is_date (highest))
    n = derive_years (lowest, highest, edges);
  else if (isfinite (highest - lowest) && (whole || highest > lowest))
    {
      const double step = choose_step (lowest, highest, whole);
      const double first = floor (lowest / step);
      const double last = floor (highest / step);

      for (double i = first; i <= last + 1 && n <= MOK_VARIABLE_MAX_DERIVED_BANDS; i++)
        edges[n++] = whole ? i * step - 1 : i * step;
      /* A highest answer at the start of a band of its own belongs to the end of the one before. */
      if (!whole && n > 2 && edges[n - 2] >= highest)
        n--;
    }
  if (n < 2 || !mok_bands_check (edges, n) || edges[0] > lowest || edges[n - 1] < highest)
    {
      /* Nothing sensible can be made of such numbers: one band for all of them. */
      edges[0] = lowest;
      edges[1] = highest;
      n = 2;
    }
  return n;
}

/**
 * mok_bands_check:
 *
 * Returns: whether these can be the edges of bands: numbers, ascending; the ends of a single band may be the same
 */
gboolean
mok_bands_check (const double *edges, guint n_edges)
{
  g_return_val_if_fail (edges != NULL || n_edges == 0, FALSE);

  if (n_edges == 1 || n_edges > MOK_VARIABLE_MAX_DERIVED_BANDS + 1)
    return FALSE;
  for (guint i = 0; i < n_edges; i++)
    {
      if (!isfinite (edges[i]))
        return FALSE;
      if (i > 0 && (edges[i] < edges[i - 1] || (edges[i] == edges[i - 1] && n_edges > 2)))
        return FALSE;
    }
  return TRUE;
}

static char *
format_end (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.12g", value));
}

/**
 * mok_bands_dup_label:
 * @low: edge below the band
 * @high: edge that ends it
 *
 * Returns: (transfer full): `20–29`, `20`, `0.5–1`, `2012–2014`; Korean writes `20~29`
 */
char *
mok_bands_dup_label (MokQuestionKind kind, double low, double high, const char *language)
{
  const gboolean years = kind == MOK_QUESTION_DATE && is_date (low + 1) && is_date (high);
  const gboolean whole = kind != MOK_QUESTION_DECIMAL && low < high;
  g_autofree char *from = format_end (years ? year_of (low + 1) : whole ? low + 1 : low);
  g_autofree char *to = format_end (years ? year_of (high) : high);

  if (strcmp (from, to) == 0)
    return g_steal_pointer (&from);
  return g_strdup_printf (g_str_has_prefix (language, "ko") ? "%s~%s" : "%s–%s", from, to);
}
