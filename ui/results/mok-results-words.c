/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What has to be known to read a table. A chart carries its own small print: what it says is not said twice.
 * Must not speak of noise where figures are exact.
 */

#include "config.h"

#include "results/mok-results-words.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "release/mok-note.h"

static void
add_how_to_read (const MokTable *table, GStrvBuilder *sentences)
{
  if (table->scale == MOK_SCALE_OUTCOME)
    g_strv_builder_add (sentences, _ ("Percent of those to whom the protection applies (base); did not apply: "
                                      "people."));
  else
    {
      g_strv_builder_add (sentences,
                          table->scale == MOK_SCALE_MULTIPLE
                              ? _ ("Percent of those who gave an answer (base); several answers were possible.")
                              : _ ("Percent of those who gave an answer (base)."));
      g_strv_builder_add (sentences, _ ("Not sure, prefer not to answer and left blank: percent of those asked; not "
                                        "asked: people."));
    }
  if (!table->exact)
    g_strv_builder_add (sentences, _ ("People are rounded to 5. ≤ and ≥ stand before the end of an interval, where "
                                      "nearly nobody or nearly everybody gave the answer."));
}

/* What the chart says, too. */
static void
add_what_to_know (const MokTable *table, GStrvBuilder *sentences)
{
  if (table->scale == MOK_SCALE_OUTCOME)
    g_strv_builder_add (sentences, _ ("As reported by respondents, not a legal finding."));
  if (table->open)
    g_strv_builder_add (sentences, _ ("This survey does not protect answers: the organizer can read and publish every "
                                      "row."));
  else if (!table->exact)
    g_strv_builder_add (sentences, mok_table_get_noise_sentence ());
  if (table->synthetic)
    g_strv_builder_add (sentences, _ ("Synthetic sample data."));
}

/* Whom the intervals allow for, which no chart says. */
static void
add_reach (const MokTable *table, GStrvBuilder *sentences)
{
  g_autofree char *reach = g_strdup_printf (
      _ ("The intervals of all respondents allow for how many of %u people answered."), table->headcount);

  g_strv_builder_add (sentences, reach);
}

/**
 * mok_results_dup_foot:
 * @table: what is shown, or the first of several alike
 * @shown: how it is shown
 * @n_unreadable: responses that were left out
 *
 * Returns: (transfer full): sentences; "" when there is nothing to say
 */
char *
mok_results_dup_foot (const MokTable *table, MokResultsShown shown, guint n_unreadable)
{
  g_return_val_if_fail (table != NULL, NULL);

  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  if ((shown & MOK_RESULTS_TABLE) != 0)
    add_how_to_read (table, sentences);
  if ((shown & MOK_RESULTS_CHART) == 0)
    add_what_to_know (table, sentences);
  if (table->headcount > 0)
    add_reach (table, sentences);
  if (n_unreadable > 0)
    {
      g_autofree char *damaged =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u response was damaged and is left out.",
                                        "%u responses were damaged and are left out.", n_unreadable),
                           n_unreadable);
      g_strv_builder_add (sentences, damaged);
    }

  g_auto (GStrv) strings = g_strv_builder_end (sentences);
  return g_strjoinv (" ", strings);
}

/**
 * mok_results_dup_change_foot:
 * @earlier: the earlier wave
 * @later: the same question in the later wave
 * @shown: how the change is shown
 *
 * Returns: (transfer full): sentences; "" when there is nothing to say
 */
char *
mok_results_dup_change_foot (const MokTable *earlier, const MokTable *later, MokResultsShown shown)
{
  g_return_val_if_fail (earlier != NULL && later != NULL, NULL);

  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  const gboolean chart = (shown & MOK_RESULTS_CHART) != 0;

  if ((shown & MOK_RESULTS_TABLE) != 0)
    {
      g_strv_builder_add (sentences, later->scale == MOK_SCALE_OUTCOME
                                         ? _ ("Percent of those to whom the protection applies (base).")
                                         : _ ("Percent of those who gave an answer (base)."));
      g_strv_builder_add (sentences, _ ("The difference is the later share less the earlier one, taken before both "
                                        "are rounded. Where its interval includes 0, there may be no change."));
      if (!earlier->exact || !later->exact)
        g_strv_builder_add (sentences, _ ("People are rounded to 5. ≤ and ≥ stand before the end of an interval, where "
                                          "nearly nobody or nearly everybody gave the answer."));
    }
  /* Of two waves, the chart does not say this. */
  if (chart && later->scale == MOK_SCALE_OUTCOME)
    g_strv_builder_add (sentences, _ ("As reported by respondents, not a legal finding."));
  if (!chart)
    add_what_to_know (later->open && !earlier->open ? earlier : later, sentences);
  if (!chart && earlier->open != later->open)
    g_strv_builder_add (sentences, _ ("One of the two surveys does not protect answers: its organizer can read and "
                                      "publish every row."));

  g_auto (GStrv) strings = g_strv_builder_end (sentences);
  return g_strjoinv (" ", strings);
}

/**
 * mok_results_dup_weighting:
 * @weighting: how respondents were weighted
 *
 * Returns: (transfer full): by what, what it costs in exactness, and what is wrong with it
 */
char *
mok_results_dup_weighting (const MokWeighting *weighting)
{
  g_return_val_if_fail (weighting != NULL, NULL);

  g_autoptr (GPtrArray) notes = mok_weighting_list_notes (weighting);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", note->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
