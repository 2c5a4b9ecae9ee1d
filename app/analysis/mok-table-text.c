/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table as text for a terminal: answers below each other, groups side by side, missing values under a rule.
 * Must not compute: what it shows is in the table.
 */

#include "config.h"

#include "analysis/mok-table.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-ordinal.h"
#include "analysis/mok-table-words.h"
#include "analysis/mok-text-grid-private.h"

#define LINE_WIDTH 100

static void
append_wrapped (GString *output, const char *text)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (*text == '\0')
    return;
  mok_text_grid_wrap (text, LINE_WIDTH, lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (output, "%s\n", (const char *) g_ptr_array_index (lines, i));
}

static void
append_heading (GString *output, const MokTable *self, const char *language)
{
  const char *wording = mok_text_get (self->wording, language);

  append_wrapped (output, *wording != '\0' ? wording : mok_text_get (self->title, language));
  append_wrapped (output, mok_text_get (self->period, language));
  if (self->by != NULL)
    {
      /* Translators: the variable by which a table is broken down, e.g. "By: number of employees" */
      g_autofree char *by = g_strdup_printf (_ ("By: %s"), mok_text_get (self->by_title, language));

      append_wrapped (output, by);
    }
  if (self->filter != NULL)
    {
      /* Translators: a table of one group only, e.g. "Only: region = Seoul" */
      g_autofree char *filter = g_strdup_printf (_ ("Only: %1$s = %2$s"), mok_text_get (self->filter_title, language),
                                                 mok_text_get (self->filter_label, language));

      append_wrapped (output, filter);
    }
  if (self->scale == MOK_SCALE_MULTIPLE)
    append_wrapped (output, _ ("Several answers were possible; shares do not add to 100\u202f%."));
  if (self->weighted)
    append_wrapped (output, _ ("Weighted to known shares of backgrounds; base and missing answers are people."));
  if (self->unflagged)
    append_wrapped (output, mok_table_get_unflagged_sentence ());
  if (self->headcount > 0)
    {
      g_autofree char *headcount = g_strdup_printf (
          _ ("The intervals of all respondents allow for how many of %u people answered."), self->headcount);

      append_wrapped (output, headcount);
    }
  if (self->synthetic)
    append_wrapped (output, _ ("Synthetic sample data."));
  if (self->open)
    append_wrapped (output, _ ("This survey does not protect answers."));
  g_string_append_c (output, '\n');
}

static void
append_sentence (GString *output, const char *sentence)
{
  if (sentence == NULL)
    return;
  g_string_append_c (output, '\n');
  append_wrapped (output, sentence);
}

static char *
format_number (double number)
{
  return g_strdup_printf ("%'.0f", number);
}

/**
 * mok_percent_to_string:
 *
 * The one form of a percentage, in tables and on charts.
 *
 * Returns: (transfer full): whole points with their sign, in the program's language
 */
char *
mok_percent_to_string (int points)
{
  /* Translators: a percentage. English has a narrow no-break space before the sign, Korean none. */
  return g_strdup_printf (_ ("%d\u202f%%"), points);
}

/* A number of people; of an estimate it says that it is one. */
static char *
format_people (const MokTable *self, double people)
{
  g_autofree char *number = format_number (mok_table_get_shown_people (self, people));

  return self->exact ? g_steal_pointer (&number) : g_strconcat ("≈ ", number, NULL);
}

/* An outcome applies or does not: there is no other way of missing. */
static int
get_n_missing (const MokTable *self)
{
  return self->scale == MOK_SCALE_OUTCOME ? MOK_MISSING_NOT_ASKED + 1 : MOK_N_MISSING;
}

/* One group: there is room for the interval and the count. */
static MokTextGrid *
make_single (const MokTable *self, const char *language)
{
  const MokTableRow *row = mok_table_get_row (self, 0);
  MokTextGrid *grid = mok_text_grid_new (self->exact ? 4 : 3);
  g_autofree int *points = g_new0 (int, self->columns->len + 1);

  mok_table_get_points (self, 0, points);
  mok_text_grid_add_row (
      grid, (const char *[]){ "", _ ("Share"), /* xgettext:no-c-format */ _ ("95\u202f% interval"), _ ("Answers") });
  mok_text_grid_add_rule (grid);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const MokTableCell *cell = &row->cells[i];
      g_autofree char *share = mok_table_cell_dup_share (cell, points[i]);
      g_autofree char *interval = mok_table_cell_dup_interval (cell);
      g_autofree char *count = format_number ((double) cell->count);

      mok_text_grid_add_row (grid, (const char *[]){ mok_text_get (mok_table_get_column (self, i)->label, language),
                                                     share, interval, count });
    }
  mok_text_grid_add_rule (grid);

  g_autofree char *base = format_people (self, row->base);

  if (self->exact)
    mok_text_grid_add_row (grid, (const char *[]){ _ ("Base (answers counted)"), "", "", base });
  else
    mok_text_grid_add_row (grid, (const char *[]){ _ ("Base (answers counted)"), base, "" });
  for (int i = get_n_missing (self) - 1; i >= 0; i--)
    {
      const MokMissing kind = (MokMissing) i;
      g_autofree char *name = mok_table_dup_missing_name (self, kind);
      g_autofree char *share = mok_table_row_dup_missing_share (row, kind);
      g_autofree char *count = format_people (self, row->missing[kind]);

      if (self->exact)
        mok_text_grid_add_row (grid, (const char *[]){ name, kind == MOK_MISSING_NOT_ASKED ? "" : share, "", count });
      else
        mok_text_grid_add_row (grid, (const char *[]){ name, kind == MOK_MISSING_NOT_ASKED ? count : share, "" });
    }
  return grid;
}

static void
add_line (MokTextGrid *grid, const char *name, char **cells)
{
  g_autofree const char **line = g_new0 (const char *, g_strv_length (cells) + 2);

  line[0] = name;
  for (gsize i = 0; cells[i] != NULL; i++)
    line[i + 1] = cells[i];
  mok_text_grid_add_row (grid, line);
}

/* Median and mean of every group; bands of numbers have a median only. */
static void
add_middle (MokTextGrid *grid, const MokTable *self)
{
  const guint n_rows = self->rows->len;
  g_auto (GStrv) medians = g_new0 (char *, n_rows + 1);
  g_auto (GStrv) means = g_new0 (char *, n_rows + 1);
  MokOrdinal all = { .mean = NAN };

  for (guint r = 0; r < n_rows; r++)
    {
      MokOrdinal middle = { .median = NAN, .mean = NAN };

      mok_table_get_ordinal (self, r, &middle);
      medians[r] = isnan (middle.median)  ? g_strdup ("–")
                   : !isnan (middle.mean) ? g_strdup_printf ("%g", middle.median)
                                          : g_strdup_printf ("%.1f", middle.median);
      means[r] = isnan (middle.mean) ? g_strdup ("–") : g_strdup_printf ("%.2f", middle.mean);
      if (r == 0)
        all = middle;
    }
  if (isnan (all.mean))
    {
      add_line (grid, _ ("Median"), medians);
      return;
    }

  /* Translators: the numbers are the first and the last of a scale: "Median, of 1 to 4" */
  g_autofree char *median = g_strdup_printf (_ ("Median, of %1$g to %2$g"), all.least, all.most);
  g_autofree char *mean = g_strdup_printf (_ ("Mean, of %1$g to %2$g"), all.least, all.most);

  add_line (grid, median, medians);
  add_line (grid, mean, means);
}

static MokTextGrid *
make_groups (const MokTable *self, const char *language)
{
  const guint n_rows = self->rows->len;
  MokTextGrid *grid = mok_text_grid_new (n_rows + 1);
  g_autofree int *points = g_new0 (int, (gsize) n_rows * self->columns->len + 1);
  g_auto (GStrv) headings = g_new0 (char *, n_rows + 1);
  g_auto (GStrv) bases = g_new0 (char *, n_rows + 1);

  for (guint r = 0; r < n_rows; r++)
    {
      const MokTableRow *row = mok_table_get_row (self, r);

      headings[r] = g_strdup (mok_text_get (row->label, language));
      bases[r] = row->shown ? format_people (self, row->base) : g_strdup (_ ("too few"));
      mok_table_get_points (self, r, points + (gsize) r * self->columns->len);
    }
  add_line (grid, "", headings);
  mok_text_grid_add_rule (grid);
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_auto (GStrv) shares = g_new0 (char *, n_rows + 1);

      for (guint r = 0; r < n_rows; r++)
        {
          const MokTableRow *row = mok_table_get_row (self, r);

          shares[r] = row->shown ? mok_table_cell_dup_share (&row->cells[i], points[(gsize) r * self->columns->len + i])
                                 : g_strdup ("–");
        }
      add_line (grid, mok_text_get (mok_table_get_column (self, i)->label, language), shares);
    }
  mok_text_grid_add_rule (grid);
  add_line (grid, _ ("Base (answers counted)"), bases);
  if (mok_table_has_order (self))
    add_middle (grid, self);
  for (int i = get_n_missing (self) - 1; i >= 0; i--)
    {
      const MokMissing kind = (MokMissing) i;
      g_autofree char *name = mok_table_dup_missing_name (self, kind);
      g_auto (GStrv) cells = g_new0 (char *, n_rows + 1);

      for (guint r = 0; r < n_rows; r++)
        {
          const MokTableRow *row = mok_table_get_row (self, r);

          if (!row->shown)
            cells[r] = g_strdup ("–");
          else if (kind == MOK_MISSING_NOT_ASKED)
            cells[r] = format_people (self, row->missing[kind]);
          else
            cells[r] = mok_table_row_dup_missing_share (row, kind);
        }
      add_line (grid, name, cells);
    }
  return grid;
}

/**
 * mok_table_to_text:
 * @language: language of the labels
 *
 * For people at a terminal, at most 100 places wide unless a single word is wider. Shares in whole points that add to
 * 100 (mok_table_get_points()); under the rule the base, then what is missing as a share of those asked, and how many
 * were not asked. A table of one group also has intervals and, where it is exact, counts. In a
 * release people are rounded to 5. Below are what the groups' test says, or median and mean of an ordered question.
 *
 * Returns: (transfer full): UTF-8
 */
char *
mok_table_to_text (const MokTable *self, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  GString *output = g_string_new (NULL);

  append_heading (output, self, language);
  if (self->rows->len > 0)
    {
      const gboolean single = self->rows->len == 1 && self->by == NULL;
      g_autoptr (MokTextGrid) grid = single ? make_single (self, language) : make_groups (self, language);
      g_autofree char *sentence =
          single ? mok_table_dup_middle_sentence (self, 0) : mok_table_dup_test_sentence (self, language);

      mok_text_grid_write (grid, LINE_WIDTH, output);
      append_sentence (output, sentence);
    }
  return g_string_free (output, FALSE);
}
