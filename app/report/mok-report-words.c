/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sentences from numbers. Where intervals overlap nothing is put in order, of an extreme share only its limit is told,
 * and what is too uncertain is not told at all. Labels are in the language that is asked for, the words between them
 * in the program's; callers set both equal. Must not compute statistics: the tables have them.
 */

#include "config.h"

#include "report/mok-report-words.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-outcome.h"

/* More answers than these under the same interval are no finding. */
#define MOST_TOGETHER 3

#define ROW_UNDER "under"
#define ROW_OVER "over"

static gboolean
has_interval (const MokTableCell *cell)
{
  return isfinite (cell->low) && isfinite (cell->high);
}

/**
 * mok_report_is_certain:
 * @row: -1 where there is none
 * @column: -1 where there is none
 *
 * Returns: whether there is such a figure and its interval is narrow enough for a sentence
 */
gboolean
mok_report_is_certain (const MokTable *table, int row, int column)
{
  if (row < 0 || column < 0)
    return FALSE;

  const MokTableCell *cell = &mok_table_get_row (table, (guint) row)->cells[column];

  return has_interval (cell) && cell->high - cell->low <= MOK_REPORT_WIDEST_INTERVAL;
}

/**
 * mok_report_dup_share:
 *
 * Returns: (transfer full): a percentage for a sentence, or its limit: "34 %", "at most 5 %"
 */
char *
mok_report_dup_share (const MokTable *table, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (table, row)->cells[column];
  g_autofree int *points = g_new0 (int, table->columns->len + 1);
  g_autofree char *percent = NULL;

  mok_table_get_points (table, row, points);
  percent =
      mok_percent_to_string (cell->bound != MOK_BOUND_NONE ? mok_table_cell_get_bound_points (cell) : points[column]);
  switch (cell->bound)
    {
    case MOK_BOUND_AT_MOST:
      return g_strdup_printf (C_ ("chart", "at most %s"), percent);
    case MOK_BOUND_AT_LEAST:
      return g_strdup_printf (C_ ("chart", "at least %s"), percent);
    case MOK_BOUND_NONE:
      break;
    }
  return g_steal_pointer (&percent);
}

static char *
dup_ends (const MokTableCell *cell)
{
  /* Translators: the ends of an interval in per cent: "31 to 38" */
  return g_strdup_printf (_ ("%1$d to %2$d"), (int) floor (100 * cell->low + 1e-9),
                          (int) ceil (100 * cell->high - 1e-9));
}

/**
 * mok_report_dup_figure:
 *
 * Returns: (transfer full): a percentage with its interval, "34 % (31 to 38)"; a limit stands alone
 */
char *
mok_report_dup_figure (const MokTable *table, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (table, row)->cells[column];
  g_autofree char *share = mok_report_dup_share (table, row, column);

  if (cell->bound != MOK_BOUND_NONE || !has_interval (cell))
    return g_steal_pointer (&share);

  g_autofree char *ends = dup_ends (cell);

  /* Translators: a percentage and its interval: "34 % (31 to 38)" */
  return g_strdup_printf (_ ("%1$s (%2$s)"), share, ends);
}

/**
 * mok_report_dup_base:
 *
 * Returns: (transfer full): how many people the percentages of a row are of; of an estimate it says that it is one
 */
char *
mok_report_dup_base (const MokTable *table, guint row)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", mok_table_get_shown_base (table, row));
  const gsize length = strlen (digits);
  g_autoptr (GString) number = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (number, "%s%c", i > 0 && (length - i) % 3 == 0 ? "," : "", digits[i]);
  return table->exact ? g_strdup (number->str) : g_strdup_printf (_ ("about %s"), number->str);
}

static const char *
get_label (const MokTable *table, guint column, const char *language)
{
  const MokTableColumn *answer = mok_table_get_column (table, column);
  const char *label = mok_text_get (answer->label, language);

  return *label != '\0' ? label : answer->code;
}

static const char *
get_title (const MokTable *table, const char *language)
{
  const char *title = mok_text_get (table->title, language);

  return *title != '\0' ? title : table->question;
}

/* The answers that may be the most frequent: those whose interval reaches that of the largest share. They
 * stand as in the form: their order is not known.
 */
static GArray *
find_top (const MokTable *table)
{
  const MokTableCell *cells = mok_table_get_row (table, 0)->cells;
  GArray *top = g_array_new (FALSE, FALSE, sizeof (guint));
  int largest = -1;

  for (guint i = 0; i < table->columns->len; i++)
    {
      if (has_interval (&cells[i]) && (largest < 0 || cells[i].share > cells[largest].share))
        largest = (int) i;
    }
  for (guint i = 0; i < table->columns->len && largest >= 0; i++)
    {
      if (has_interval (&cells[i]) && (i == (guint) largest || cells[i].high >= cells[largest].low))
        g_array_append_val (top, i);
    }
  return top;
}

static char *
dup_together (const MokTable *table, const GArray *top, const char *language, const char *title, const char *base)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < top->len; i++)
    {
      const guint column = g_array_index (top, guint, i);
      g_autofree char *figure = mok_report_dup_figure (table, 0, column);

      g_string_append_printf (list, "%s“%s” %s", i > 0 ? ", " : "", get_label (table, column, language), figure);
    }
  /* Translators: 1 = a question, 2 = answers with percentages and intervals, 3 = number of people */
  return g_strdup_printf (_ ("%1$s: most often %2$s. The intervals overlap, so their order is not certain. Base %3$s."),
                          title, list->str, base);
}

/**
 * mok_report_dup_finding:
 * @table: of a question
 * @language: of the labels
 *
 * What most people answered, of all respondents. Answers whose intervals overlap are named together, without an order.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL where there are too few answers, or the figures are too
 *   uncertain for any
 */
char *
mok_report_dup_finding (const MokTable *table, const char *language)
{
  g_return_val_if_fail (table != NULL && language != NULL, NULL);

  const char *title = get_title (table, language);
  g_autoptr (GArray) top = NULL;
  g_autofree char *base = NULL;

  if (table->columns->len == 0 || mok_table_find_shown_row (table, "") != 0)
    return NULL;
  top = find_top (table);
  for (guint i = 0; i < top->len; i++)
    {
      if (!mok_report_is_certain (table, 0, (int) g_array_index (top, guint, i)))
        return NULL;
    }
  base = mok_report_dup_base (table, 0);
  if (top->len == 0)
    return NULL;
  if (top->len > MOST_TOGETHER)
    /* Translators: 1 = a question, 2 = number of people */
    return g_strdup_printf (
        _ ("%1$s: no answer stands out; the intervals of the most frequent ones overlap. Base %2$s."), title, base);
  if (top->len > 1)
    return dup_together (table, top, language, title, base);

  const guint column = g_array_index (top, guint, 0);
  g_autofree char *figure = mok_report_dup_figure (table, 0, column);

  /* Translators: 1 = a question, 2 = an answer, 3 = its percentage with the interval, 4 = number of people */
  return g_strdup_printf (_ ("%1$s: most often “%2$s”, %3$s. Base %4$s."), title, get_label (table, column, language),
                          figure, base);
}

/**
 * mok_report_compare_sizes:
 * @table: a protection that binds every workplace, by size
 *
 * Compares the share that received it. Sizes whose intervals overlap are not put in order.
 *
 * Returns: what can be said
 */
MokSizesFound
mok_report_compare_sizes (const MokTable *table)
{
  g_return_val_if_fail (table != NULL, MOK_SIZES_UNKNOWN);

  const int column = mok_table_find_column (table, mok_outcome_get_code (MOK_OUTCOME_RECEIVED));
  const int under = mok_table_find_shown_row (table, ROW_UNDER), over = mok_table_find_shown_row (table, ROW_OVER);

  if (column < 0 || under < 0 || over < 0)
    return MOK_SIZES_UNKNOWN;

  const MokTableCell *small = &mok_table_get_row (table, (guint) under)->cells[column];
  const MokTableCell *large = &mok_table_get_row (table, (guint) over)->cells[column];

  if (!has_interval (small) || !has_interval (large))
    return MOK_SIZES_UNKNOWN;
  if (small->high < large->low)
    return MOK_SIZES_LESS_OFTEN_UNDER;
  return large->high < small->low ? MOK_SIZES_LESS_OFTEN_OVER : MOK_SIZES_UNCLEAR;
}

static void
append_item (GString *list, const char *item)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", item);
}

static void
append_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/**
 * mok_report_dup_sizes_sentence:
 * @tables: (element-type MokTable): protections by size
 *
 * Which of those that bind every workplace were received clearly less often at one size, that is with intervals that do
 * not overlap.
 *
 * Returns: (transfer full) (nullable): one or more sentences; %NULL where none binds every workplace
 */
char *
mok_report_dup_sizes_sentence (GPtrArray *tables, const char *language)
{
  g_return_val_if_fail (tables != NULL && language != NULL, NULL);

  g_autoptr (GString) under = g_string_new (NULL), over = g_string_new (NULL);
  GString *text = g_string_new (NULL);
  guint n = 0, n_told = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);
      MokSizesFound found;

      if (!table->binds_all)
        continue;
      n++;
      found = mok_report_compare_sizes (table);
      n_told += found == MOK_SIZES_LESS_OFTEN_UNDER || found == MOK_SIZES_LESS_OFTEN_OVER;
      if (found == MOK_SIZES_LESS_OFTEN_UNDER)
        append_item (under, get_title (table, language));
      if (found == MOK_SIZES_LESS_OFTEN_OVER)
        append_item (over, get_title (table, language));
    }
  if (under->len > 0)
    {
      /* Translators: %s are protections by law */
      g_autofree char *sentence = g_strdup_printf (
          _ ("Guaranteed at every workplace, but received clearly less often at workplaces under five: %s."),
          under->str);

      append_sentence (text, sentence);
    }
  if (over->len > 0)
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("Guaranteed at every workplace, but received clearly less often at workplaces of five or more: %s."),
          over->str);

      append_sentence (text, sentence);
    }
  if (n > 0 && n_told == 0)
    append_sentence (text,
                     _ ("Of the protections that bind every workplace none was received clearly more often at one "
                        "size: the intervals overlap, or there are too few answers."));
  else if (n_told < n)
    append_sentence (text, _ ("For the other protections that bind every workplace the figures show no difference "
                              "between the sizes: the intervals overlap, or there are too few answers."));
  return g_string_free (text, n == 0);
}

/* Protections with the figure of one outcome, in the order of the form; those that are too uncertain are left out. */
static char *
dup_outcome_list (GPtrArray *tables, gboolean binds_all, const char *row, MokOutcome outcome, const char *language)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);
      const int at = mok_table_find_shown_row (table, row);
      const int column = mok_table_find_column (table, mok_outcome_get_code (outcome));
      g_autofree char *figure = NULL;
      g_autofree char *item = NULL;

      if (table->binds_all != binds_all || !mok_report_is_certain (table, at, column))
        continue;
      figure = mok_report_dup_figure (table, (guint) at, (guint) column);
      item = g_strdup_printf ("%s %s", get_title (table, language), figure);
      append_item (list, item);
    }
  return g_string_free (list, list->len == 0);
}

/**
 * mok_report_dup_denied_sentence:
 * @tables: (element-type MokTable): protections by size
 *
 * Returns: (transfer full) (nullable): how often what binds every workplace was denied or received only in part
 */
char *
mok_report_dup_denied_sentence (GPtrArray *tables, const char *language)
{
  g_return_val_if_fail (tables != NULL && language != NULL, NULL);

  g_autofree char *list = dup_outcome_list (tables, TRUE, "", MOK_OUTCOME_DENIED, language);

  if (list == NULL)
    return NULL;
  /* Translators: %s are protections with percentages and intervals */
  return g_strdup_printf (_ ("Guaranteed to everybody, but denied or received only in part: %s."), list);
}

/**
 * mok_report_dup_exempt_sentence:
 * @tables: (element-type MokTable): protections by size
 *
 * Returns: (transfer full) (nullable): how often people under five did not receive what their workplace is exempt from
 */
char *
mok_report_dup_exempt_sentence (GPtrArray *tables, const char *language)
{
  g_return_val_if_fail (tables != NULL && language != NULL, NULL);

  g_autofree char *list = dup_outcome_list (tables, FALSE, ROW_UNDER, MOK_OUTCOME_EXEMPT_NOT_RECEIVED, language);

  if (list == NULL)
    return NULL;
  /* Translators: %s are protections with percentages and intervals */
  return g_strdup_printf (_ ("At workplaces under five, exempt and not received: %s."), list);
}

/**
 * mok_report_dup_day:
 * @day: as 20261122
 *
 * Returns: (transfer full): the day in words
 */
char *
mok_report_dup_day (guint day)
{
  g_autoptr (GDateTime) date =
      g_date_time_new_utc ((int) (day / 10000), (int) (day / 100 % 100), (int) (day % 100), 0, 0, 0);

  /* Translators: how a date is written, as in strftime(). */
  return date != NULL ? g_date_time_format (date, _ ("%-d %b %Y")) : g_strdup ("");
}
