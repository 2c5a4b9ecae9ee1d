/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What charts of items say: the same answer to several questions, and which answers may be called the most frequent.
 * Must not put an order into words where intervals overlap, nor know where anything is drawn.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

/* More leaders than this are counted, not named. */
#define MOST_NAMED 4

static guint
count_questions (const MokDraft *self)
{
  return self->waves != NULL ? self->n_tables / 2 : self->n_tables;
}

/**
 * mok_draft_get_item_label:
 *
 * Returns: (transfer none): the question where there are several, else the group where one answer is drawn, else the
 *   answer
 */
const char *
mok_draft_get_item_label (const MokDraft *self, const MokDraftItem *item)
{
  const MokTable *table = self->tables[item->table];
  const MokText *text = mok_table_get_column (table, item->column)->label;
  const char *code = mok_table_get_column (table, item->column)->code;

  if (self->answer != NULL && (count_questions (self) > 1 || self->waves == NULL))
    {
      text = table->title;
      code = table->question;
    }
  else if (self->answer != NULL)
    {
      text = mok_table_get_row (table, item->row)->label;
      code = item->row == 0 ? _ ("All") : mok_table_get_row (table, item->row)->code;
    }

  const char *label = mok_text_get (text, self->language);

  return *label != '\0' ? label : code;
}

/* The answer that is drawn of every question, in the words of the first that has it. */
static const char *
get_answer_label (const MokDraft *self)
{
  if (self->items->len == 0)
    return self->answer;

  const MokDraftItem *item = mok_draft_get_item (self, 0);
  const MokTableColumn *column = mok_table_get_column (self->tables[item->table], item->column);
  const char *label = mok_text_get (column->label, self->language);

  return *label != '\0' ? label : column->code;
}

/**
 * mok_draft_dup_items_title:
 *
 * Returns: (transfer full): the answer, where a chart has several questions and nobody gave it a title
 */
char *
mok_draft_dup_items_title (const MokDraft *self)
{
  if (mok_chart_is_outcome (self->tables[0]))
    /* Translators: title of a chart that shows for several protections by law how many fared like this */
    return g_strdup_printf (_ ("“%s”, protection by protection"), get_answer_label (self));
  /* Translators: title of a chart that shows for several questions how many gave this answer */
  return g_strdup_printf (_ ("“%s”, question by question"), get_answer_label (self));
}

/* The period, where all questions have the same. */
static const char *
get_period (const MokDraft *self)
{
  const char *period = NULL;

  for (guint i = 0; i < self->n_tables; i++)
    {
      const MokText *text = self->tables[i]->period;

      if (text == NULL || (period != NULL && strcmp (period, mok_text_get (text, self->language)) != 0))
        return "";
      period = mok_text_get (text, self->language);
    }
  return period != NULL ? period : "";
}

/**
 * mok_draft_dup_items_subtitle:
 *
 * Returns: (transfer full): per cent of whom, the answer where the title is another one, period, breakdown, filter, and
 *   how to read the marks
 */
char *
mok_draft_dup_items_subtitle (MokDraft *self)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  const MokTable *table = self->tables[0];
  const char *period = get_period (self);

  if (mok_chart_is_outcome (table))
    /* xgettext:no-c-format */
    g_ptr_array_add (facts, g_strdup (_ ("% of those to whom the protection applies")));
  else
    /* xgettext:no-c-format */
    g_ptr_array_add (facts, g_strdup (_ ("% of those who answered the question")));
  if (self->title != NULL || self->n_tables == 1)
    g_ptr_array_add (facts, g_strdup_printf (_ ("“%s”"), get_answer_label (self)));
  if (*period != '\0')
    g_ptr_array_add (facts, g_strdup (period));
  if (self->chart->kind == MOK_CHART_HEAT && table->by_title != NULL && table->rows->len > 1)
    g_ptr_array_add (facts, g_strdup_printf (C_ ("chart", "by %s"), mok_text_get (table->by_title, self->language)));
  if (table->filter_label != NULL)
    {
      mok_draft_use_table (self, 0);
      g_ptr_array_add (facts, mok_draft_dup_filter (self));
    }
  if (self->chart->kind == MOK_CHART_DOTS)
    {
      g_autofree char *level = mok_draft_dup_level ();

      g_ptr_array_add (facts, g_strdup_printf (_ ("line = %s interval"), level));
    }
  g_ptr_array_add (facts, NULL);
  return g_strjoinv ("\u00a0· ", (char **) facts->pdata);
}

static void
append_item (MokDraft *self, GString *list, guint i)
{
  const MokDraftItem *item = mok_draft_get_item (self, i);

  mok_draft_use_table (self, item->table);

  g_autofree char *figure = mok_draft_is_item_shown (self, i) ? mok_draft_dup_figure (self, item->row, item->column)
                                                              : g_strdup (mok_draft_get_too_few ());

  g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "", mok_draft_get_item_label (self, item), figure);
}

/**
 * mok_draft_dup_leaders:
 *
 * Returns: (transfer full): a sentence on the first of the ranked items: it is called the most frequent only if its
 *   interval lies apart from the next one's; else all that may be the first are named together
 */
char *
mok_draft_dup_leaders (MokDraft *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  const guint n = mok_draft_count_leaders (self);

  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    append_item (self, list, i);
  if (n == 1 && self->items->len > 1)
    /* Translators: an answer and its percentage: "Most frequent: Staff 54 %." */
    return g_strdup_printf (_ ("Most frequent: %s."), list->str);
  if (n <= 1)
    return g_strdup_printf ("%s.", list->str);
  if (n > MOST_NAMED)
    {
      const guint more = n - MOST_NAMED;

      /* Translators: 1 = answers and percentages, 2 = how many more: which of all of them is the most frequent is not
       * known */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "At the top, in no certain order: %1$s, and %2$u more.",
                                           "At the top, in no certain order: %1$s, and %2$u more.", more),
                              list->str, more);
    }
  /* Translators: answers and percentages; which of them is the most frequent is not known */
  return g_strdup_printf (_ ("At the top, in no certain order: %s."), list->str);
}

/**
 * mok_draft_dup_items_description:
 *
 * Returns: (transfer full): one paragraph that stands for the chart: title, whose answers, every figure, and what may
 * be said about the first
 */
char *
mok_draft_dup_items_description (MokDraft *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *subtitle = mok_draft_dup_items_subtitle (self);

  mok_draft_append_sentence (text, self->chart->title);
  mok_draft_append_sentence (text, subtitle);
  for (guint i = 0; i < self->items->len; i++)
    append_item (self, list, i);
  if (self->items->len == 0)
    mok_draft_append_sentence (text, _ ("There are no answers to show."));
  else
    {
      mok_draft_append_sentence (text, list->str);
      if (self->chart->kind == MOK_CHART_DOTS && mok_draft_is_item_shown (self, 0) && self->items->len > 1)
        {
          g_autofree char *leaders = mok_draft_dup_leaders (self);

          mok_draft_append_sentence (text, leaders);
        }
    }
  mok_draft_append_trust (self, text);
  return g_string_free (text, FALSE);
}

/* The smallest and the largest share of a missing kind among the questions, in points; FALSE where nobody has it. */
static gboolean
find_missing_range (MokDraft *self, MokMissing kind, int *least, int *most)
{
  *least = 100;
  *most = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const MokDraftItem *item = mok_draft_get_item (self, i);

      if (!mok_draft_is_item_shown (self, i))
        continue;
      mok_draft_use_table (self, item->table);

      const int points = (int) floor (100 * mok_draft_get_missing (self, item->row, kind) + 0.5);

      *least = MIN (*least, points);
      *most = MAX (*most, points);
    }
  return *most > 0;
}

/**
 * mok_draft_missing_ranges:
 *
 * What is missing, under a chart of several questions: the smallest and the largest share of each kind.
 */
void
mok_draft_missing_ranges (MokDraft *self)
{
  static const MokMissing kinds[] = { MOK_MISSING_NOT_SURE, MOK_MISSING_REFUSED, MOK_MISSING_BLANK };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int least, most;

      if (!find_missing_range (self, kinds[i], &least, &most))
        continue;

      g_autofree char *low = g_strdup_printf ("%d", least);
      g_autofree char *high = mok_percent_to_string (most);
      g_autofree char *range = least < most ? mok_draft_dup_range (low, high) : g_strdup (high);

      g_string_append (list, list->len > 0 ? "\u00a0· " : "");
      g_string_append_printf (list, _ ("%1$s %2$s"), mok_missing_get_label (kinds[i]), range);
    }
  if (list->len == 0)
    return;

  /* Translators: a list of missing kinds, each with its share or range of shares: "Not sure 2–7 % · Left blank 1 %" */
  g_autofree char *line = g_strdup_printf (_ ("Of those asked, not in the percentages: %s"), list->str);

  self->y += 10;

  const cairo_rectangle_t box =
      mok_draft_place (self, mok_draft_create_text (self, line, MOK_FONT_SMALL, self->right - self->left, 0),
                       MOK_INK_MUTED, self->left, self->y, 0, 0);

  self->y += box.height;
}
