/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a chart says about the change between two waves. Must not call anything a rise or a fall whose interval includes
 * no change, nor know where anything is drawn.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-number.h"
#include "chart/mok-chart-private.h"

static char *
dup_signed (double points)
{
  return points == 0 ? g_strdup ("0") : g_strdup_printf ("%s%.0f", points < 0 ? "−" : "+", fabs (points));
}

/**
 * mok_draft_dup_change:
 * @interval: whether to tell the interval too, widened to whole points
 *
 * Returns: (transfer full): the difference in percentage points
 */
char *
mok_draft_dup_change (const MokDraft *self, const MokDraftChange *change, gboolean interval)
{
  if (!change->known)
    return g_strdup ("–");

  const double points = round (100 * change->difference);
  g_autofree char *bare = dup_signed (points);
  /* Where it is drawn among letters that run to the left, the sign still goes before its number. */
  g_autofree char *number =
      self->mirrored && !interval ? g_strdup_printf ("\u2066%s\u2069", bare) : g_steal_pointer (&bare);
  /* Translators: a difference of percentages: "+13 points", Korean "+13%p" */
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s\u00a0point", "%s\u00a0points", (gulong) fabs (points)), number);

  if (interval)
    {
      g_autofree char *low = dup_signed (floor (100 * change->low + 1e-9));
      g_autofree char *high = dup_signed (ceil (100 * change->high - 1e-9));
      g_autofree char *level = mok_draft_dup_level ();

      /* Translators: 1 = "+13 points", 2 = "95 %", 3 and 4 = its ends: "+13 points (95 % interval +9 to +17)" */
      return g_strdup_printf (_ ("%1$s (%2$s interval %3$s to %4$s)"), text, level, low, high);
    }
  if (!change->clear)
    /* Translators: "+1 point (within the margin)": it may as well be no change */
    return g_strdup_printf (_ ("%s (within the margin)"), text);
  return g_steal_pointer (&text);
}

static char *
dup_base (MokDraft *self, guint table, guint row)
{
  mok_draft_use_table (self, table);
  return mok_draft_dup_people (self, mok_table_get_row (self->table, row)->base);
}

static char *
dup_figure (MokDraft *self, guint table, guint row, guint column)
{
  mok_draft_use_table (self, table);
  return mok_draft_dup_figure (self, row, column);
}

/**
 * mok_draft_dup_change_sentence:
 *
 * Returns: (transfer full): everything that a line says
 */
char *
mok_draft_dup_change_sentence (MokDraft *self, const MokDraftItem *item, const MokDraftChange *change)
{
  const guint earlier = item->table + self->n_tables / 2;
  g_autofree char *before = dup_figure (self, earlier, change->earlier_row, change->earlier_column);
  g_autofree char *after = dup_figure (self, item->table, item->row, item->column);
  g_autofree char *base_before = dup_base (self, earlier, change->earlier_row);
  g_autofree char *base_after = dup_base (self, item->table, item->row);
  g_autofree char *difference = mok_draft_dup_change (self, change, TRUE);

  /* Translators: 1 = what is compared, 2 and 3 = percentages, 4 = "+13 points (95 % interval +9 to +17)", 5 = "clear
   * change" or "no clear change", 6 and 7 = numbers of respondents */
  return g_strdup_printf (_ ("%1$s: %2$s, then %3$s; %4$s, %5$s; bases %6$s and %7$s"),
                          mok_draft_get_item_label (self, item), before, after, difference,
                          change->clear ? _ ("clear change") : _ ("no clear change"), base_before, base_after);
}

/* Numbers of respondents of a wave: one, or the smallest and the largest. */
static char *
dup_bases (MokDraft *self, gboolean earlier)
{
  double least = INFINITY, most = 0;
  guint largest = 0, smallest = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const MokDraftItem *item = mok_draft_get_item (self, i);
      MokDraftChange change;

      if (!mok_draft_get_change (self, item, &change))
        continue;

      const guint table = item->table + (earlier ? self->n_tables / 2 : 0);
      const double base = mok_table_get_row (self->tables[table], earlier ? change.earlier_row : item->row)->base;

      if (base < least)
        {
          least = base;
          smallest = table;
        }
      if (base > most)
        {
          most = base;
          largest = table;
        }
    }
  if (!isfinite (least))
    return g_strdup ("–");

  const MokTable *first = self->tables[smallest], *last = self->tables[largest];
  g_autofree char *low = mok_number_dup (mok_table_get_shown_people (first, least));
  g_autofree char *high = mok_number_dup (mok_table_get_shown_people (last, most));
  g_autofree char *range = strcmp (low, high) == 0 ? g_strdup (low) : mok_draft_dup_range (low, high);

  return first->exact && last->exact ? g_steal_pointer (&range) : g_strdup_printf (_ ("about %s"), range);
}

/**
 * mok_draft_dup_change_subtitle:
 *
 * Returns: (transfer full): per cent of whom, the answer, breakdown, bases of both waves, and what the strong lines
 * mean
 */
char *
mok_draft_dup_change_subtitle (MokDraft *self)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  const MokTable *table = self->tables[0];

  if (self->answer != NULL && self->n_tables > 2)
    g_ptr_array_add (facts, mok_draft_dup_items_subtitle (self));
  else
    {
      mok_draft_use_table (self, 0);
      g_ptr_array_add (facts, mok_draft_dup_share_of_whom (self));
      if (self->answer != NULL && self->items->len > 0)
        {
          const guint column = mok_draft_get_item (self, 0)->column;

          g_ptr_array_add (facts, g_strdup_printf (_ ("“%s”"), mok_draft_get_column_label (self, column)));
          if (table->by_title != NULL && table->rows->len > 1)
            g_ptr_array_add (facts,
                             g_strdup_printf (C_ ("chart", "by %s"), mok_text_get (table->by_title, self->language)));
        }
      if (!mok_text_is_empty (table->period))
        g_ptr_array_add (facts, g_strdup (mok_text_get (table->period, self->language)));
    }

  g_autofree char *before = dup_bases (self, TRUE);
  g_autofree char *after = dup_bases (self, FALSE);
  g_autofree char *level = mok_draft_dup_level ();

  /* Translators: numbers of respondents in the two waves, each a number or a range */
  if (strcmp (before, after) != 0)
    g_ptr_array_add (facts, g_strdup_printf (_ ("bases %1$s and %2$s"), before, after));
  else
    /* Translators: number of respondents in each of the two waves */
    g_ptr_array_add (facts, g_strdup_printf (_ ("base %s each time"), before));
  /* Translators: %s = "95 %" */
  g_ptr_array_add (facts, g_strdup_printf (_ ("bold = change larger than its %s interval"), level));
  g_ptr_array_add (facts, NULL);
  return g_strjoinv ("\u00a0· ", (char **) facts->pdata);
}

static void
append_changes (MokDraft *self, GString *text, int direction)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const MokDraftItem *item = mok_draft_get_item (self, i);
      MokDraftChange change;

      if (!mok_draft_get_change (self, item, &change)
          || direction
                 != (!change.clear           ? 0
                     : change.difference > 0 ? 1
                                             : -1))
        continue;

      g_autofree char *difference = mok_draft_dup_change (self, &change, direction != 0);

      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", mok_draft_get_item_label (self, item));
      if (direction != 0)
        g_string_append_printf (list, " %s", difference);
    }
  if (list->len == 0)
    return;

  /* Translators: lists of what is compared, with the change of each */
  g_autofree char *sentence = direction > 0   ? g_strdup_printf (_ ("Rose: %s."), list->str)
                              : direction < 0 ? g_strdup_printf (_ ("Fell: %s."), list->str)
                                              : g_strdup_printf (_ ("No clear change: %s."), list->str);

  mok_draft_append_sentence (text, sentence);
}

/**
 * mok_draft_dup_change_description:
 *
 * Returns: (transfer full): one paragraph that stands for the chart: title, waves, what rose, what fell, and what shows
 *   no clear change
 */
char *
mok_draft_dup_change_description (MokDraft *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *subtitle = mok_draft_dup_change_subtitle (self);
  /* Translators: the names of two waves */
  g_autofree char *waves =
      g_strdup_printf (_ ("From %1$s to %2$s."), self->waves->earlier_name, self->waves->later_name);

  mok_draft_append_sentence (text, self->chart->title);
  mok_draft_append_sentence (text, waves);
  mok_draft_append_sentence (text, subtitle);
  append_changes (self, text, 1);
  append_changes (self, text, -1);
  append_changes (self, text, 0);
  mok_draft_append_trust (self, text);
  return g_string_free (text, FALSE);
}
