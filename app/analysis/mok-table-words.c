/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a table says in words and sentences, for texts, charts, reports and windows.
 * Labels are in the language that is asked for, the words between them in the program's; callers set both equal.
 */

#include "config.h"

#include "analysis/mok-table-words.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-independence.h"
#include "analysis/mok-ordinal.h"

/**
 * mok_table_get_noise_sentence:
 *
 * Returns: what has to be known of any figure of a release
 */
const char *
mok_table_get_noise_sentence (void)
{
  return _ ("Shown values are estimates with the effect of the replaced answers taken out; for a group of 20 usually "
            "within 5 points, rarely 30. No single answer can be read from them with certainty: whoever seems to be "
            "pointed at may be the wrong person — about one time in four. What a whole group says does show.");
}

/**
 * mok_table_get_unflagged_sentence:
 *
 * Returns: whom a table without doubtful cases leaves out
 */
const char *
mok_table_get_unflagged_sentence (void)
{
  return _ ("Without people whose number of employees is in doubt, and without agency staff.");
}

/**
 * mok_table_cell_dup_share:
 * @points: its whole points, as of mok_table_get_points()
 *
 * Returns: (transfer full): the percentage, its limit, or a dash where there is none: "34 %", "≤ 5 %", "–"
 */
char *
mok_table_cell_dup_share (const MokTableCell *self, int points)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (points < 0)
    return g_strdup ("–");
  if (self->bound == MOK_BOUND_NONE)
    return mok_percent_to_string (points);

  g_autofree char *percent = mok_percent_to_string (mok_table_cell_get_bound_points (self));

  return g_strconcat (self->bound == MOK_BOUND_AT_MOST ? "≤ " : "≥ ", percent, NULL);
}

/**
 * mok_table_cell_dup_interval:
 *
 * Returns: (transfer full): the ends of the interval, which is widened to whole points, never narrowed; a dash where
 *   there is none
 */
char *
mok_table_cell_dup_interval (const MokTableCell *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (isnan (self->low))
    return g_strdup ("–");

  g_autofree char *high = mok_percent_to_string ((int) ceil (100 * self->high - 1e-9));

  return g_strdup_printf ("%.0f–%s", floor (100 * self->low + 1e-9), high);
}

/**
 * mok_table_row_dup_missing_share:
 *
 * Returns: (transfer full): the percentage of those asked; a dash where nobody was
 */
char *
mok_table_row_dup_missing_share (const MokTableRow *self, MokMissing kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  const double share = mok_table_row_get_missing_share (self, kind);

  return isnan (share) ? g_strdup ("–") : mok_percent_to_string ((int) floor (100 * share + 0.5));
}

/**
 * mok_table_dup_missing_name:
 *
 * Returns: (transfer full): what a kind of missing answer is called beside its figure
 */
char *
mok_table_dup_missing_name (const MokTable *self, MokMissing kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Translators: a protection that did not apply to a person */
  if (self->scale == MOK_SCALE_OUTCOME)
    return g_strdup (_ ("Did not apply"));
  if (kind == MOK_MISSING_NOT_ASKED)
    return g_strdup (mok_missing_get_label (kind));
  /* Translators: %s is a kind of missing answer, e.g. "Left blank, of those asked" */
  return g_strdup_printf (_ ("%s, of those asked"), mok_missing_get_label (kind));
}

static char *
dup_p (double p)
{
  return p < 0.001 ? g_strdup ("p < 0.001") : g_strdup_printf ("p = %.3f", p);
}

static char *
dup_figures (const MokIndependence *found)
{
  g_autofree char *p = dup_p (found->p);

  /* The chi-square of one answer would not fit a p for having looked at all. */
  if (found->column >= 0)
    /* Translators: figures of several tests: 1 = "p = 0.021", 2 = how many answers were compared, 3 = strength, 0 to 1
     */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s, corrected for %2$u comparison, Cramér’s V = %3$.2f",
                                         "%1$s, corrected for %2$u comparisons, Cramér’s V = %3$.2f",
                                         found->n_comparisons),
                            p, found->n_comparisons, found->cramers_v);
  switch (found->method)
    {
    case MOK_TEST_CHI_SQUARE:
      /* Translators: figures of a test: 1 = chi-square, 2 = degrees of freedom, 3 = "p = 0.021", 4 = strength, 0 to 1
       */
      return g_strdup_printf (_ ("χ² = %1$.1f, df = %2$u, %3$s, Cramér’s V = %4$.2f"), found->statistic, found->df, p,
                              found->cramers_v);
    case MOK_TEST_EXACT:
      /* Translators: figures of a test: 1 = "p = 0.021", 2 = strength, 0 to 1 */
      return g_strdup_printf (_ ("exact test, %1$s, Cramér’s V = %2$.2f"), p, found->cramers_v);
    case MOK_TEST_SIMULATED:
      /* Translators: figures of a test: 1 = "p = 0.021", 2 = strength, 0 to 1 */
      return g_strdup_printf (_ ("test by simulation, %1$s, Cramér’s V = %2$.2f"), p, found->cramers_v);
    }
  g_return_val_if_reached (NULL);
}

/**
 * mok_table_dup_test_sentence:
 * @self: a table by groups
 * @language: of the labels
 *
 * Returns: (transfer full) (nullable): whether the groups differ, with the figures of mok_table_test_independence();
 *   %NULL where there is nothing to compare
 */
char *
mok_table_dup_test_sentence (const MokTable *self, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  MokIndependence found;

  if (self->by == NULL || !mok_table_test_independence (self, &found))
    return NULL;

  g_autofree char *figures = dup_figures (&found);

  if (!mok_independence_is_clear (&found))
    /* Translators: %s are the figures of a test: "No clear difference between the groups: exact test, p = 0.410 …" */
    return g_strdup_printf (_ ("No clear difference between the groups: %s."), figures);
  if (found.column >= 0)
    /* Translators: 1 = one of several answers, 2 = the figures of a test */
    return g_strdup_printf (_ ("Groups differ, most of all in “%1$s”: %2$s."),
                            mok_text_get (mok_table_get_column (self, (guint) found.column)->label, language), figures);
  /* Translators: %s are the figures of a test: "Groups differ: χ² = 28.0, df = 15, p = 0.021 …" */
  return g_strdup_printf (_ ("Groups differ: %s."), figures);
}

/**
 * mok_table_dup_middle_sentence:
 * @self: a table
 * @row: a group of it
 *
 * Returns: (transfer full) (nullable): median and mean of an ordered question with their intervals; %NULL for other
 *   questions, and where they cannot be told
 */
char *
mok_table_dup_middle_sentence (const MokTable *self, guint row)
{
  g_return_val_if_fail (self != NULL, NULL);

  MokOrdinal middle;

  if (!mok_table_get_ordinal (self, row, &middle) || isnan (middle.median))
    return NULL;
  if (!isnan (middle.mean))
    /* Translators: 1 = median, 2 and 3 = its interval, 4 = mean, 5 and 6 = its interval, 7 and 8 = the first and the
     * last number of the scale */
    return g_strdup_printf (
        _ ("Median %1$g (95\u202f%% interval %2$g to %3$g), mean %4$.2f (%5$.2f to %6$.2f), with the answers numbered "
           "%7$g to %8$g."),
        middle.median, middle.median_low, middle.median_high, middle.mean, middle.mean_low, middle.mean_high,
        middle.least, middle.most);
  if (isnan (middle.median_low) || isnan (middle.median_high))
    /* Translators: %.1f is a number such as an age */
    return g_strdup_printf (_ ("Median %.1f."), middle.median);
  /* Translators: 1 = a number such as an age, 2 and 3 = its interval */
  return g_strdup_printf (_ ("Median %1$.1f (95\u202f%% interval %2$.1f to %3$.1f)."), middle.median, middle.median_low,
                          middle.median_high);
}
