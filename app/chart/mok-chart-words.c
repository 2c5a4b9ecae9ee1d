/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a chart says: title, subtitle, numbers, the sentence of each mark and the text that stands for the whole chart.
 * Labels are in the chart's language, the words between them in the program's; callers set both equal.
 * Must not know where anything is drawn.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "base/mok-number.h"
#include "chart/mok-chart-private.h"

/**
 * mok_draft_dup_base_number:
 *
 * Returns: (transfer full): how many respondents a group has, as a bare number; in a release to the nearest 5
 */
char *
mok_draft_dup_base_number (const MokDraft *self, guint row)
{
  return mok_number_dup (mok_table_get_shown_base (self->table, row));
}

/**
 * mok_draft_dup_base:
 *
 * Returns: (transfer full): how many respondents a group has, short; of an estimate it says that it is one
 */
char *
mok_draft_dup_base (const MokDraft *self, guint row)
{
  g_autofree char *number = mok_draft_dup_base_number (self, row);

  if (self->table->exact)
    /* Translators: number of respondents in a group, short: Korean "%s명" */
    return g_strdup_printf (_ ("n\u202f=\u202f%s"), number);
  /* Translators: estimated number of respondents in a group, short: Korean "약 %s명" */
  return g_strdup_printf (_ ("n\u202f≈\u202f%s"), number);
}

/* A number of respondents inside a sentence, before the word for them. */
char *
mok_draft_dup_people (const MokDraft *self, double number)
{
  if (self->table->exact)
    return mok_number_dup (number);

  g_autofree char *rounded = mok_number_dup (mok_table_get_shown_people (self->table, number));

  return g_strdup_printf (_ ("about %s"), rounded);
}

/**
 * mok_draft_dup_asked:
 *
 * Returns: (transfer full): how many respondents of a group were asked, for a sentence
 */
char *
mok_draft_dup_asked (const MokDraft *self, guint row)
{
  return mok_draft_dup_people (self, mok_table_row_get_asked (mok_table_get_row (self->table, row)));
}

const char *
mok_draft_get_base_heading (const MokDraft *self)
{
  if (self->table->exact)
    /* Translators: heading over the numbers of respondents: Korean "응답자" */
    return C_ ("column", "base");
  /* Translators: heading over estimated numbers of respondents: Korean "응답자(약)" */
  return C_ ("column", "base\u202f≈");
}

/**
 * mok_draft_dup_value:
 *
 * Returns: (transfer full): the number beside a bar, without a percent sign
 */
char *
mok_draft_dup_value (const MokDraft *self, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, row)->cells[column];

  switch (cell->bound)
    {
    case MOK_BOUND_AT_MOST:
      return g_strdup_printf ("≤\u202f%d", mok_table_cell_get_bound_points (cell));
    case MOK_BOUND_AT_LEAST:
      return g_strdup_printf ("≥\u202f%d", mok_table_cell_get_bound_points (cell));
    case MOK_BOUND_NONE:
      break;
    }
  return g_strdup_printf ("%d", mok_draft_get_points (self, row, column));
}

/**
 * mok_draft_dup_figure:
 *
 * Returns: (transfer full): the number of a bar inside a sentence: a percentage, or its limit
 */
char *
mok_draft_dup_figure (const MokDraft *self, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, row)->cells[column];

  switch (cell->bound)
    {
    case MOK_BOUND_AT_MOST:
      {
        g_autofree char *percent = mok_percent_to_string (mok_table_cell_get_bound_points (cell));

        /* Translators: a share of which only an upper limit is known: "at most 5 %" */
        return g_strdup_printf (C_ ("chart", "at most %s"), percent);
      }
    case MOK_BOUND_AT_LEAST:
      {
        g_autofree char *percent = mok_percent_to_string (mok_table_cell_get_bound_points (cell));

        /* Translators: a share of which only a lower limit is known: "at least 95 %" */
        return g_strdup_printf (C_ ("chart", "at least %s"), percent);
      }
    case MOK_BOUND_NONE:
      break;
    }
  return mok_percent_to_string (mok_draft_get_points (self, row, column));
}

/* Of every interval, for a sentence: "95 %". */
char *
mok_draft_dup_level (void)
{
  return mok_percent_to_string (95);
}

char *
mok_draft_dup_range (const char *low, const char *high)
{
  /* Translators: a range of numbers: Korean "%1$s~%2$s" */
  return g_strdup_printf (C_ ("range", "%1$s–%2$s"), low, high);
}

/**
 * mok_draft_dup_who:
 *
 * Returns: (transfer full): whom a mark is about: the group, after the protection or question where the chart has
 * several
 */
char *
mok_draft_dup_who (const MokDraft *self, guint row)
{
  const char *label = mok_draft_get_row_label (self, row);

  if (!self->headline && self->answer == NULL)
    return g_strdup (label);
  /* Translators: 1 = a protection, 2 = a group: "Paid annual leave, under 5 employees" */
  return g_strdup_printf (_ ("%1$s, %2$s"), mok_text_get (self->table->title, self->language), label);
}

const char *
mok_draft_get_row_label (const MokDraft *self, guint row)
{
  const MokTableRow *group = mok_table_get_row (self->table, row);
  const char *label = mok_text_get (group->label, self->language);

  if (*label != '\0')
    return label;
  return row == 0 ? _ ("All") : group->code;
}

const char *
mok_draft_get_column_label (const MokDraft *self, guint column)
{
  const MokTableColumn *answer = mok_table_get_column (self->table, column);
  const char *label = mok_text_get (answer->label, self->language);

  return *label != '\0' ? label : answer->code;
}

const char *
mok_draft_get_too_few (void)
{
  return _ ("Too few answers to show");
}

/**
 * mok_draft_dup_title:
 *
 * Returns: (transfer full): the question as asked, a statement in quotation marks; the short title where there is no
 *   wording
 */
char *
mok_draft_dup_title (const MokDraft *self)
{
  if (self->title != NULL)
    return g_strdup (self->title);
  if (self->answer != NULL && self->n_tables > (self->waves != NULL ? 2 : 1))
    return mok_draft_dup_items_title (self);
  if (self->chart->kind == MOK_CHART_OUTCOME)
    return mok_draft_dup_outcome_title (self);

  const char *wording = mok_text_get (self->table->wording, self->language);

  if (*wording == '\0')
    wording = mok_text_get (self->table->title, self->language);
  if (*wording == '\0')
    return g_strdup (self->table->question);
  if (self->table->scale == MOK_SCALE_LIKERT && !g_str_has_prefix (wording, "“") && !g_str_has_suffix (wording, "?"))
    /* Translators: a statement that respondents agreed or disagreed with, in quotation marks */
    return g_strdup_printf (_ ("“%s”"), wording);
  return g_strdup (wording);
}

char *
mok_draft_dup_share_of_whom (const MokDraft *self)
{
  const guint up_to = self->table->max_selected;

  if (self->table->scale == MOK_SCALE_MULTIPLE && up_to > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%% choosing each, up to %u choice", "%% choosing each, up to %u choices", up_to),
        up_to);
  if (self->table->scale == MOK_SCALE_MULTIPLE)
    /* xgettext:no-c-format */
    return g_strdup (_ ("% choosing each, several possible"));
  if (self->chart->kind == MOK_CHART_LIKERT)
    /* xgettext:no-c-format */
    return g_strdup (_ ("% of those who gave an opinion"));
  /* xgettext:no-c-format */
  return g_strdup (_ ("% of those who answered"));
}

static gboolean
has_missing (const MokDraft *self)
{
  for (guint row = 0; row < self->table->rows->len; row++)
    {
      for (int kind = MOK_MISSING_BLANK; kind < MOK_N_MISSING; kind++)
        {
          if (mok_draft_get_missing (self, row, (MokMissing) kind) > 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether bars have lines whose meaning has to be told. */
static gboolean
has_lines (const MokDraft *self)
{
  if (self->table->rows->len == 0 || self->table->columns->len == 0)
    return FALSE;
  return ((self->chart->kind == MOK_CHART_BARS || self->chart->kind == MOK_CHART_DOTS)
          && mok_draft_has_interval (self, 0, 0))
         || (self->chart->kind == MOK_CHART_GROUPED && mok_draft_has_whisker (self, 0, 0));
}

/**
 * mok_draft_dup_filter:
 *
 * Returns: (transfer full): which respondents the table is of, where it has a filter
 */
char *
mok_draft_dup_filter (const MokDraft *self)
{
  /* Translators: filter of a chart: "only Gender: Woman" */
  return g_strdup_printf (_ ("only %1$s: %2$s"), mok_text_get (self->table->filter_title, self->language),
                          mok_text_get (self->table->filter_label, self->language));
}

/**
 * mok_draft_dup_subtitle:
 *
 * Returns: (transfer full): facts set apart by middle dots: per cent of whom, period, breakdown, filter, base, and how
 *   to read the marks
 */
char *
mok_draft_dup_subtitle (const MokDraft *self)
{
  const MokTable *table = self->table;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  const gboolean has_groups = self->chart->kind != MOK_CHART_BARS && self->chart->kind != MOK_CHART_DOTS;

  if (self->chart->kind == MOK_CHART_OUTCOME)
    mok_draft_add_outcome_facts (self, facts);
  else
    g_ptr_array_add (facts, mok_draft_dup_share_of_whom (self));
  if (!mok_text_is_empty (table->period))
    g_ptr_array_add (facts, g_strdup (mok_text_get (table->period, self->language)));
  if (has_groups && table->by_title != NULL && table->rows->len > 1)
    /* Translators: breakdown of a chart: "by Occupation", Korean "직종별" */
    g_ptr_array_add (facts, g_strdup_printf (C_ ("chart", "by %s"), mok_text_get (table->by_title, self->language)));
  if (table->filter_label != NULL)
    g_ptr_array_add (facts, mok_draft_dup_filter (self));
  if (table->rows->len > 0 && mok_draft_is_shown (self, 0))
    {
      g_autofree char *base = mok_draft_dup_people (self, mok_table_get_row (table, 0)->base);

      /* Translators: number of respondents that the percentages are of: Korean "응답자 %s명" */
      g_ptr_array_add (facts, g_strdup_printf (_ ("base\u00a0%s"), base));
    }
  if (has_lines (self))
    {
      g_autofree char *level = mok_draft_dup_level ();

      g_ptr_array_add (facts, g_strdup_printf (_ ("line = %s interval"), level));
    }
  if (self->chart->kind == MOK_CHART_LIKERT && has_missing (self))
    {
      g_autofree char *percent = mok_percent_to_string (100);

      g_ptr_array_add (facts, g_strdup_printf (_ ("no opinion stands apart, outside the %s"), percent));
    }
  if (self->chart->kind == MOK_CHART_MULTIPLES || self->chart->kind == MOK_CHART_RIDGE)
    g_ptr_array_add (facts, g_strdup (_ ("short line = all respondents")));
  g_ptr_array_add (facts, NULL);
  return g_strjoinv ("\u00a0· ", (char **) facts->pdata);
}

/**
 * mok_draft_dup_sentence:
 *
 * Returns: (transfer full): everything that a bar says, for a tooltip, a label and a screen reader
 */
char *
mok_draft_dup_sentence (const MokDraft *self, guint row, guint column)
{
  const MokTableRow *group = mok_table_get_row (self->table, row);
  const MokTableCell *cell = &group->cells[column];
  g_autofree char *who = mok_draft_dup_who (self, row);
  const char *answer = mok_draft_get_column_label (self, column);
  g_autofree char *figure = mok_draft_dup_figure (self, row, column);
  g_autofree char *base = mok_draft_dup_people (self, group->base);

  if (cell->bound != MOK_BOUND_NONE || !mok_draft_has_interval (self, row, column))
    /* Translators: 1 = group, 2 = percentage, 3 = answer, 4 = number of respondents: "Nurse: at most 5 % Agree, base
     * 520" */
    return g_strdup_printf (_ ("%1$s: %2$s %3$s, base %4$s"), who, figure, answer, base);

  const int low = (int) floor (100 * cell->low + 1e-9), high = (int) ceil (100 * cell->high - 1e-9);
  g_autofree char *interval = NULL;
  g_autofree char *level = mok_draft_dup_level ();

  /* Translators: 1 = "95 %", 2 and 3 = its ends in per cent: "95 % interval 31 to 38" */
  interval = g_strdup_printf (_ ("%1$s interval %2$d to %3$d"), level, low, high);
  if (self->table->exact && cell->count >= 0)
    {
      g_autofree char *count = mok_number_dup ((double) cell->count);

      /* Translators: "Nurse: 34 % Agree (95 % interval 31 to 38), 178 of 520" */
      return g_strdup_printf (_ ("%1$s: %2$s %3$s (%4$s), %5$s of %6$s"), who, figure, answer, interval, count, base);
    }
  /* Translators: "Nurse: 34 % Agree (95 % interval 31 to 38), base 520" */
  return g_strdup_printf (_ ("%1$s: %2$s %3$s (%4$s), base %5$s"), who, figure, answer, interval, base);
}

/**
 * mok_draft_dup_missing_sentence:
 *
 * Returns: (transfer full): what a kind of missing value says
 */
char *
mok_draft_dup_missing_sentence (const MokDraft *self, guint row, MokMissing missing)
{
  const double share = mok_draft_get_missing (self, row, missing);
  g_autofree char *percent = mok_percent_to_string ((int) floor (100 * share + 0.5));
  g_autofree char *asked = mok_draft_dup_asked (self, row);

  /* Translators: "Nurse: 7 % Not sure, of 560 asked" */
  return g_strdup_printf (_ ("%1$s: %2$s %3$s, of %4$s asked"), mok_draft_get_row_label (self, row), percent,
                          mok_missing_get_label (missing), asked);
}

/**
 * mok_draft_add_foot:
 *
 * Adds a sentence to the small print under the chart.
 */
void
mok_draft_add_foot (MokDraft *self, const char *sentence)
{
  if (self->foot->len > 0)
    g_string_append_c (self->foot, ' ');
  g_string_append (self->foot, sentence);
}

/**
 * mok_draft_append_sentence:
 *
 * Appends to a paragraph, with a full stop where the sentence has no end.
 */
void
mok_draft_append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);

  const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);

  if (last != NULL && strchr (".?!", *last) == NULL)
    g_string_append_c (text, '.');
}

static void
append_item (GString *list, const char *name, const char *figure)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  g_string_append_printf (list, "%s %s", name, figure);
}

/* Answers in the order of the chart, with their figures. */
static char *
dup_answers (const MokDraft *self)
{
  GString *list = g_string_new (NULL);
  guint n;
  g_autofree guint *order = mok_draft_dup_order (self, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *figure = mok_draft_dup_figure (self, 0, order[i]);

      append_item (list, mok_draft_get_column_label (self, order[i]), figure);
    }
  return g_string_free (list, FALSE);
}

static char *
dup_groups (const MokDraft *self, guint column)
{
  GString *list = g_string_new (NULL);

  for (guint row = 1; row < self->table->rows->len; row++)
    {
      g_autofree char *figure =
          mok_draft_is_shown (self, row) ? mok_draft_dup_figure (self, row, column) : g_strdup ("–");

      append_item (list, mok_draft_get_row_label (self, row), figure);
    }
  return g_string_free (list, FALSE);
}

static char *
dup_received_groups (const MokDraft *self)
{
  GString *list = g_string_new (NULL);

  for (guint row = 1; row < self->table->rows->len; row++)
    {
      g_autofree char *figure = mok_draft_dup_received (self, row);

      append_item (list, mok_draft_get_row_label (self, row), figure);
    }
  return g_string_free (list, FALSE);
}

static guint
find_top (const MokDraft *self)
{
  guint top = 0;

  for (guint i = 1; i < self->table->columns->len; i++)
    {
      if (mok_draft_get_share (self, 0, i) > mok_draft_get_share (self, 0, top))
        top = i;
    }
  return top;
}

/**
 * mok_draft_append_trust:
 *
 * Ends a description with what one has to know before believing it.
 */
void
mok_draft_append_trust (const MokDraft *self, GString *text)
{
  if (self->table != NULL && self->table->scale == MOK_SCALE_OUTCOME)
    mok_draft_append_sentence (text, _ ("As reported by respondents, not a legal finding."));
  if (mok_draft_is_open (self))
    mok_draft_append_sentence (text, _ ("Open survey: answers are not protected."));
  if (mok_draft_is_unflagged (self))
    mok_draft_append_sentence (text, mok_table_get_unflagged_sentence ());
  if (mok_draft_is_weighted (self))
    mok_draft_append_sentence (text, _ ("Weighted to known shares of backgrounds."));
  if (self->chart->synthetic)
    mok_draft_append_sentence (text, _ ("Synthetic sample data."));
}

/**
 * mok_draft_dup_description:
 *
 * Returns: (transfer full): one paragraph that stands for the chart where it cannot be seen: title, base, main finding
 */
char *
mok_draft_dup_description (MokDraft *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *subtitle = mok_draft_dup_subtitle (self);

  mok_draft_append_sentence (text, self->chart->title);
  mok_draft_append_sentence (text, subtitle);
  if (self->table->rows->len == 0 || self->table->columns->len == 0 || !mok_draft_is_shown (self, 0))
    {
      mok_draft_append_sentence (text, mok_draft_get_too_few ());
      return g_string_free (text, FALSE);
    }

  const guint top = find_top (self);
  g_autofree char *finding = NULL;

  if (mok_draft_is_ranked (self))
    finding = mok_draft_dup_leaders (self);
  else
    {
      g_autofree char *answers = dup_answers (self);

      /* Translators: 1 = "All", 2 = answers and percentages */
      finding = g_strdup_printf (_ ("%1$s: %2$s."), mok_draft_get_row_label (self, 0), answers);
    }
  mok_draft_append_sentence (text, finding);
  if (self->chart->kind == MOK_CHART_OUTCOME && self->table->rows->len > 1)
    {
      g_autofree char *groups = dup_received_groups (self);
      /* Translators: groups and percentages: "Received by group: Nurse 34 %, Doctor 29 %." */
      g_autofree char *by_group = g_strdup_printf (_ ("Received by group: %s."), groups);

      mok_draft_append_sentence (text, by_group);
    }
  else if (self->chart->kind != MOK_CHART_BARS && self->chart->kind != MOK_CHART_DOTS && self->table->rows->len > 1)
    {
      g_autofree char *groups = dup_groups (self, top);
      /* Translators: 1 = an answer, 2 = groups and percentages: "“Agree” by group: Nurse 34 %, Doctor 29 %." */
      g_autofree char *by_group =
          g_strdup_printf (_ ("“%1$s” by group: %2$s."), mok_draft_get_column_label (self, top), groups);

      mok_draft_append_sentence (text, by_group);
    }
  mok_draft_append_trust (self, text);
  return g_string_free (text, FALSE);
}
