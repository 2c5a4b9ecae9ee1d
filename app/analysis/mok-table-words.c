/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the statistics of a table say, in sentences, for texts, reports and windows.
 * Labels are in the language that is asked for, the words between them in the program's; callers set both equal.
 */

#include "config.h"

#include "analysis/mok-table-words.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-independence.h"
#include "analysis/mok-ordinal.h"

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
