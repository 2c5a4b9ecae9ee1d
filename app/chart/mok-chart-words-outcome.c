/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a chart of protections by law says in words: title, facts of the subtitle, and the text that stands for the
 * headline where it cannot be seen.
 * Must not say more than respondents reported: a chart is no legal finding.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-outcome.h"
#include "chart/mok-chart-private.h"

/**
 * mok_draft_dup_outcome_title:
 *
 * Returns: (transfer full): the title of one protection: its name, and what is set beside each other
 */
char *
mok_draft_dup_outcome_title (const MokDraft *self)
{
  const char *name = mok_text_get (self->table->title, self->language);

  /* Translators: title of a chart, %s is a protection: "Paid annual leave: what the law says and what people received"
   */
  return g_strdup_printf (_ ("%s: what the law says and what people received"),
                          *name != '\0' ? name : self->table->question);
}

/**
 * mok_draft_add_outcome_facts:
 * @facts: (element-type utf8): of the subtitle
 */
void
mok_draft_add_outcome_facts (const MokDraft *self, GPtrArray *facts)
{
  /* xgettext:no-c-format */
  g_ptr_array_add (facts, g_strdup (_ ("% of those to whom it applies")));
  if (!mok_text_is_empty (self->table->article))
    g_ptr_array_add (facts, g_strdup (mok_text_get (self->table->article, self->language)));
  /* Translators: of a protection by law, in a subtitle */
  g_ptr_array_add (facts, g_strdup (self->table->binds_all ? C_ ("law", "binds every workplace")
                                                           : C_ ("law", "binds only workplaces of five or more")));
}

static double
get_share (const MokDraft *self, guint row, MokOutcome outcome)
{
  return mok_draft_get_share (self, row, outcome - 1);
}

/**
 * mok_draft_dup_received:
 *
 * Returns: (transfer full): the share of a group that received the protection, whether the law guarantees it to them
 *   or not; "too few" where it is not shown
 */
char *
mok_draft_dup_received (const MokDraft *self, guint row)
{
  if (!mok_draft_is_shown (self, row))
    return g_strdup (_ ("too few"));

  const double received = get_share (self, row, MOK_OUTCOME_RECEIVED);
  const double anyway = get_share (self, row, MOK_OUTCOME_EXEMPT_RECEIVED);

  if (received > 0 && anyway > 0)
    return mok_percent_to_string (mok_draft_get_points (self, row, MOK_OUTCOME_RECEIVED - 1)
                                  + mok_draft_get_points (self, row, MOK_OUTCOME_EXEMPT_RECEIVED - 1));
  if (anyway > 0 || (received <= 0 && get_share (self, row, MOK_OUTCOME_EXEMPT_NOT_RECEIVED) > 0))
    return mok_draft_dup_figure (self, row, MOK_OUTCOME_EXEMPT_RECEIVED - 1);
  return mok_draft_dup_figure (self, row, MOK_OUTCOME_RECEIVED - 1);
}

/**
 * mok_draft_dup_headline_subtitle:
 *
 * Returns: (transfer full): per cent of whom, the filter, and that the numbers of respondents are rounded where they
 * are
 */
char *
mok_draft_dup_headline_subtitle (const MokDraft *self)
{
  /* xgettext:no-c-format */
  GString *subtitle = g_string_new (_ ("% of those to whom the protection applies"));

  if (self->table != NULL && self->table->filter_label != NULL)
    {
      g_autofree char *filter = mok_draft_dup_filter (self);

      g_string_append_printf (subtitle, "\u00a0· %s", filter);
    }
  if (self->table != NULL && !self->table->exact)
    g_string_append_printf (subtitle, "\u00a0· %s", _ ("bases rounded to 5"));
  return g_string_free (subtitle, FALSE);
}

static char *
dup_received_of (const MokDraft *self, const char *code)
{
  const int row = mok_table_find_row (self->table, code);

  return row >= 0 ? mok_draft_dup_received (self, (guint) row) : g_strdup (_ ("too few"));
}

/* The two percentages of a protection, or the one where the sizes are not told apart. */
static void
append_received (const MokDraft *self, GString *list)
{
  const char *title = mok_text_get (self->table->title, self->language);

  if (self->table->by_refusal != NULL)
    {
      g_autofree char *all = dup_received_of (self, "");

      /* Translators: 1 = a protection, 2 = a percentage: "Breaks 46 % at all sizes together" */
      g_string_append_printf (list, _ ("%1$s %2$s at all sizes together"), title, all);
      return;
    }

  g_autofree char *under = dup_received_of (self, "under");
  g_autofree char *over = dup_received_of (self, "over");

  g_string_append_printf (list, "%s %s, %s", title, under, over);
}

static void
append_section (MokDraft *self, GString *text, gboolean binds_all)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->n_tables; i++)
    {
      if (self->tables[i]->binds_all != binds_all)
        continue;
      mok_draft_set_table (self, i);
      if (list->len > 0)
        g_string_append (list, "; ");
      append_received (self, list);
    }
  if (list->len == 0)
    return;

  /* Translators: 1 = "Binds every workplace", 2 = protections with two percentages each: "Breaks 46 %, 63 %; Paid
   * weekly day off 71 %, 88 %" */
  g_autofree char *sentence =
      g_strdup_printf (_ ("%1$s: received at workplaces under five, then at five or more: %2$s."),
                       mok_draft_get_section_title (binds_all), list->str);

  mok_draft_append_sentence (text, sentence);
}

const char *
mok_draft_get_section_title (gboolean binds_all)
{
  return binds_all ? _ ("Binds every workplace") : _ ("Binds only workplaces of five or more");
}

/**
 * mok_draft_dup_headline_description:
 *
 * Returns: (transfer full): one paragraph: title, whose answers, and the share that received each protection at both
 *   sizes
 */
char *
mok_draft_dup_headline_description (MokDraft *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *subtitle = mok_draft_dup_headline_subtitle (self);

  mok_draft_append_sentence (text, self->chart->title);
  mok_draft_append_sentence (text, subtitle);
  append_section (self, text, TRUE);
  append_section (self, text, FALSE);
  if (self->n_tables == 0)
    mok_draft_append_sentence (text, _ ("There are no answers to show."));
  mok_draft_append_trust (self, text);
  return g_string_free (text, FALSE);
}
