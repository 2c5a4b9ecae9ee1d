/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers behind a chart in lines and cells, as they are shown and as they are copied: groups below each other with
 * the answers side by side, or, for all respondents together, the answers below each other with their intervals; or
 * two waves side by side.
 * Must not compute: what it writes is in the table.
 */

#include "config.h"

#include "results/mok-table-lines.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-change.h"
#include "base/mok-language.h"

static void
mok_table_line_free (MokTableLine *self)
{
  g_strfreev (self->cells);
  g_free (self);
}

static void
add_line (GPtrArray *lines, char **cells, gboolean heading, gboolean quiet)
{
  MokTableLine *line = g_new0 (MokTableLine, 1);

  line->cells = g_strdupv (cells);
  line->heading = heading;
  line->quiet = quiet;
  g_ptr_array_add (lines, line);
}

static void
add_heading (GPtrArray *lines, char **cells)
{
  add_line (lines, cells, TRUE, FALSE);
}

static char *
format_number (double number)
{
  gint64 rounded = (gint64) llround (number);
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, rounded);

  if (rounded < 1000)
    return g_steal_pointer (&digits);

  return rounded < 1000000 ? g_strdup_printf ("%" G_GINT64_FORMAT ",%03d", rounded / 1000, (int) (rounded % 1000))
                           : g_strdup_printf ("%" G_GINT64_FORMAT ",%03d,%03d", rounded / 1000000,
                                              (int) (rounded / 1000 % 1000), (int) (rounded % 1000));
}

/* Without percent sign: the heading or the note below the table says what the numbers are. Where no answer can be, such
 * as "exempt" where the law binds, there is no number. */
static char *
format_share (const MokTable *table, const MokTableCell *cell, int points)
{
  if (points < 0)
    return g_strdup ("–");
  if (table->scale == MOK_SCALE_OUTCOME && !table->exact && cell->high <= 0)
    return g_strdup ("");
  if (cell->bound != MOK_BOUND_NONE)
    return g_strdup_printf ("%s %d", cell->bound == MOK_BOUND_AT_MOST ? "≤" : "≥",
                            mok_table_cell_get_bound_points (cell));

  return g_strdup_printf ("%d", points);
}

static char *
format_interval (const MokTableCell *cell)
{
  if (isnan (cell->low))
    return g_strdup ("–");

  return g_strdup_printf ("%.0f–%.0f", floor (100 * cell->low + 1e-9), ceil (100 * cell->high - 1e-9));
}

/* A number of people; of an estimate it says that it is one. */
static char *
format_people (const MokTable *table, double people)
{
  g_autofree char *number = format_number (mok_table_get_shown_people (table, people));

  return table->exact ? g_steal_pointer (&number) : g_strconcat ("≈ ", number, NULL);
}

static char *
format_missing (const MokTable *table, const MokTableRow *row, MokMissing kind)
{
  double share;

  if (kind == MOK_MISSING_NOT_ASKED)
    return format_people (table, row->missing[kind]);

  share = mok_table_row_get_missing_share (row, kind);
  return isnan (share) ? g_strdup ("–") : g_strdup_printf ("%.0f", floor (100 * share + 0.5));
}

/* The kinds of missing answers that a table has, in the order in which they matter to a reader. */
static guint
list_missing (const MokTable *table, MokMissing kinds[MOK_N_MISSING])
{
  static const MokMissing all[MOK_N_MISSING] = { MOK_MISSING_NOT_SURE, MOK_MISSING_REFUSED, MOK_MISSING_BLANK,
                                                 MOK_MISSING_NOT_ASKED };

  if (table->scale == MOK_SCALE_OUTCOME)
    {
      kinds[0] = MOK_MISSING_NOT_ASKED;
      return 1;
    }
  memcpy (kinds, all, sizeof all);
  return G_N_ELEMENTS (all);
}

static const char *
get_missing_name (const MokTable *table, MokMissing kind)
{
  /* Translators: a protection that did not apply to a person */
  return table->scale == MOK_SCALE_OUTCOME ? _ ("Did not apply") : mok_missing_get_label (kind);
}

/* What the cells of a line of groups are; @first is above the names of the groups. */
static void
add_group_heading (GPtrArray *lines, const MokTable *table, const char *first, const char *language)
{
  MokMissing kinds[MOK_N_MISSING];
  guint n_kinds = list_missing (table, kinds);
  guint n_columns = table->columns->len;
  g_auto (GStrv) headings = g_new0 (char *, 1 + n_columns + 1 + n_kinds + 1);

  headings[0] = g_strdup (first);
  for (guint i = 0; i < n_columns; i++)
    headings[1 + i] = g_strdup (mok_text_get (mok_table_get_column (table, i)->label, language));
  headings[1 + n_columns] = g_strdup (_ ("Base"));
  for (guint i = 0; i < n_kinds; i++)
    headings[2 + n_columns + i] = g_strdup (get_missing_name (table, kinds[i]));
  add_heading (lines, headings);
}

static void
add_group (GPtrArray *lines, const MokTable *table, guint number, const char *name)
{
  MokMissing kinds[MOK_N_MISSING];
  guint n_kinds = list_missing (table, kinds);
  guint n_columns = table->columns->len;
  const MokTableRow *row = mok_table_get_row (table, number);
  g_auto (GStrv) cells = g_new0 (char *, 1 + n_columns + 1 + n_kinds + 1);
  g_autofree int *points = g_new0 (int, n_columns + 1);

  cells[0] = g_strdup (name);
  mok_table_get_points (table, number, points);
  for (guint i = 0; i < n_columns; i++)
    cells[1 + i] = row->shown ? format_share (table, &row->cells[i], points[i]) : g_strdup ("–");
  cells[1 + n_columns] = row->shown ? format_people (table, row->base) : g_strdup (_ ("too few"));
  for (guint i = 0; i < n_kinds; i++)
    cells[2 + n_columns + i] = row->shown ? format_missing (table, row, kinds[i]) : g_strdup ("–");
  add_line (lines, cells, FALSE, FALSE);
}

static void
show_groups (GPtrArray *lines, const MokTable *table, const char *language)
{
  add_group_heading (lines, table, table->by_title != NULL ? mok_text_get (table->by_title, language) : "", language);
  for (guint r = 0; r < table->rows->len; r++)
    add_group (lines, table, r, mok_text_get (mok_table_get_row (table, r)->label, language));
}

/* As short as beside the bars; of a size that nobody knows there is no bar, either. */
static const char *
get_size_name (const MokTableRow *row, const char *language)
{
  if (g_str_equal (row->code, "under"))
    /* Translators: employees of a workplace, short, beside a bar: Korean "1~4명", "5명 이상" */
    return C_ ("size", "under 5");
  if (g_str_equal (row->code, "over"))
    return C_ ("size", "5 or more");
  return *row->code == '\0' ? mok_text_get (row->label, language) : NULL;
}

/* Protections below each other, each by the size of the workplace. */
static void
show_protections (GPtrArray *lines, GPtrArray *tables, const char *language)
{
  add_group_heading (lines, g_ptr_array_index (tables, 0), _ ("Protection"), language);
  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);
      const char *title = mok_text_get (table->title, language);

      for (guint r = table->by != NULL ? 1 : 0; r < table->rows->len; r++)
        {
          const char *size = get_size_name (mok_table_get_row (table, r), language);
          g_autofree char *name = NULL;

          if (size == NULL)
            continue;
          /* Translators: 1 = a protection, 2 = a group: "Paid annual leave, under 5 employees" */
          name = g_strdup_printf (_ ("%1$s, %2$s"), title, size);
          add_group (lines, table, r, name);
        }
    }
}

static void
show_answers (GPtrArray *lines, const MokTable *table, const char *language)
{
  const MokTableRow *row = mok_table_get_row (table, 0);
  g_autofree int *points = g_new0 (int, table->columns->len + 1);
  g_autofree char *base = format_people (table, row->base);
  MokMissing kinds[MOK_N_MISSING];
  guint n_kinds = list_missing (table, kinds);

  add_heading (lines,
               (char *[]){ (char *) _ ("Answer"), (char *) _ ("Percent"),
                           (char *) /* xgettext:no-c-format */ _ ("95\u202f% interval"), (char *) _ ("People"), NULL });
  mok_table_get_points (table, 0, points);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const MokTableCell *cell = &row->cells[i];
      g_autofree char *share = row->shown ? format_share (table, cell, points[i]) : g_strdup ("–");
      g_autofree char *interval = row->shown ? format_interval (cell) : g_strdup ("–");
      g_autofree char *count = table->exact ? format_number ((double) cell->count) : g_strdup ("");

      add_line (lines,
                (char *[]){ (char *) mok_text_get (mok_table_get_column (table, i)->label, language), share, interval,
                            count, NULL },
                FALSE, FALSE);
    }

  add_line (lines,
            (char *[]){ (char *) (table->scale == MOK_SCALE_OUTCOME ? _ ("Base: those to whom it applies")
                                                                    : _ ("Base: those who gave an answer")),
                        (char *) "", (char *) "", base, NULL },
            FALSE, FALSE);
  for (guint i = 0; i < n_kinds; i++)
    {
      MokMissing kind = kinds[i];
      g_autofree char *share = kind == MOK_MISSING_NOT_ASKED ? g_strdup ("") : format_missing (table, row, kind);
      g_autofree char *count =
          table->exact || kind == MOK_MISSING_NOT_ASKED ? format_people (table, row->missing[kind]) : g_strdup ("");

      add_line (lines, (char *[]){ (char *) get_missing_name (table, kind), share, (char *) "", count, NULL }, FALSE,
                TRUE);
    }
}

static char *
format_points (double points)
{
  return points == 0 ? g_strdup ("0") : g_strdup_printf ("%s%.0f", points < 0 ? "−" : "+", fabs (points));
}

/* The interval is widened to whole points, never narrowed. */
static char *
format_change_interval (const MokDifference *change)
{
  if (isnan (change->low))
    return g_strdup ("–");

  g_autofree char *low = format_points (floor (100 * change->low + 1e-9));
  g_autofree char *high = format_points (ceil (100 * change->high - 1e-9));

  /* Translators: the ends of an interval: "−3 to +9" */
  return g_strdup_printf (C_ ("results", "%1$s to %2$s"), low, high);
}

static void
add_change (GPtrArray *lines, const MokTable *earlier, const MokTable *later, guint column, const char *language)
{
  const int before_row = mok_change_find_row (earlier, later, 0);
  g_autofree int *before_points = g_new0 (int, earlier->columns->len + 1);
  g_autofree int *after_points = g_new0 (int, later->columns->len + 1);

  if (before_row < 0)
    return;
  mok_table_get_points (earlier, (guint) before_row, before_points);
  mok_table_get_points (later, 0, after_points);

  const MokDifference change = mok_change_get (earlier, later, (guint) before_row, 0, column);
  g_autofree char *before =
      format_share (earlier, &mok_table_get_row (earlier, (guint) before_row)->cells[column], before_points[column]);
  g_autofree char *after = format_share (later, &mok_table_get_row (later, 0)->cells[column], after_points[column]);
  g_autofree char *points =
      isnan (change.difference) ? g_strdup ("–") : format_points (round (100 * change.difference));
  g_autofree char *interval = format_change_interval (&change);

  add_line (lines,
            (char *[]){ (char *) mok_text_get (mok_table_get_column (later, column)->label, language), before, after,
                        points, interval, NULL },
            FALSE, FALSE);
}

/* Two waves side by side, and what lies between them. */
static void
show_changes (GPtrArray *lines, const MokTable *earlier, const MokTable *later, const char *language)
{
  g_autofree char *base_before = format_people (earlier, mok_table_get_row (earlier, 0)->base);
  g_autofree char *base_after = format_people (later, mok_table_get_row (later, 0)->base);

  add_heading (lines, (char *[]){ (char *) _ ("Answer"), (char *) C_ ("results", "Earlier, percent"),
                                  (char *) C_ ("results", "Later, percent"), (char *) _ ("Difference, points"),
                                  (char *) /* xgettext:no-c-format */ _ ("95\u202f% interval"), NULL });
  for (guint column = 0; column < later->columns->len; column++)
    add_change (lines, earlier, later, column, language);
  add_line (lines,
            (char *[]){ (char *) (later->scale == MOK_SCALE_OUTCOME ? _ ("Base: those to whom it applies")
                                                                    : _ ("Base: those who gave an answer")),
                        base_before, base_after, (char *) "", (char *) "", NULL },
            FALSE, FALSE);
}

/**
 * mok_table_lines_new:
 * @figure: what to write
 *
 * Returns: (transfer full) (element-type MokTableLine): the lines, the heading first, in the language of
 *   mok_language_get(); each has as many cells as the heading
 */
GPtrArray *
mok_table_lines_new (const MokFigure *figure)
{
  g_return_val_if_fail (figure != NULL, NULL);

  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_line_free);
  const MokTable *table = mok_figure_get_table (figure);
  const char *language = mok_language_get ();

  if (mok_figure_get_earlier (figure) != NULL)
    show_changes (lines, mok_figure_get_earlier (figure), table, language);
  else if (table == NULL)
    show_protections (lines, mok_figure_get_outcomes (figure), language);
  else if (table->rows->len > 0 && table->by == NULL)
    show_answers (lines, table, language);
  else if (table->rows->len > 0)
    show_groups (lines, table, language);
  return lines;
}

/* One line of a spreadsheet holds no tab. */
static void
append_tsv (GString *text, const char *cell)
{
  for (; *cell != '\0'; cell++)
    g_string_append_c (text, strchr ("\t\r\n", *cell) != NULL ? ' ' : *cell);
}

/**
 * mok_table_lines_dup_tsv:
 * @lines: (element-type MokTableLine): of mok_table_lines_new()
 *
 * Returns: (transfer full): the lines with tabs between the cells, as spreadsheets paste them
 */
char *
mok_table_lines_dup_tsv (GPtrArray *lines)
{
  g_return_val_if_fail (lines != NULL, NULL);

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const MokTableLine *line = g_ptr_array_index (lines, i);

      for (guint cell = 0; line->cells[cell] != NULL; cell++)
        {
          if (cell > 0)
            g_string_append_c (text, '\t');
          append_tsv (text, line->cells[cell]);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/**
 * mok_table_lines_dup_html:
 * @lines: (element-type MokTableLine): of mok_table_lines_new()
 * @caption: (nullable): what the table is about
 *
 * Returns: (transfer full): the lines as an HTML table, as text documents paste them
 */
char *
mok_table_lines_dup_html (GPtrArray *lines, const char *caption)
{
  g_return_val_if_fail (lines != NULL, NULL);

  GString *text = g_string_new ("<meta charset=\"utf-8\"><table>");

  if (caption != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (caption, -1);

      g_string_append_printf (text, "<caption>%s</caption>", escaped);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const MokTableLine *line = g_ptr_array_index (lines, i);

      g_string_append (text, "<tr>");
      for (guint cell = 0; line->cells[cell] != NULL; cell++)
        {
          g_autofree char *escaped = g_markup_escape_text (line->cells[cell], -1);
          const char *element = line->heading || cell == 0 ? "th" : "td";

          g_string_append_printf (text, "<%s>%s</%s>", element, escaped, element);
        }
      g_string_append (text, "</tr>");
    }
  g_string_append (text, "</table>");
  return g_string_free (text, FALSE);
}
