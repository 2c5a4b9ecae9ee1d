/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key figures of a summary: what the law guarantees everybody and was not received, what those under five go
 * without, and how often the number of employees was named as the reason. Each is one cell of one table; cells of
 * different tables are never added up. What is too uncertain is left out.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-outcome.h"
#include "analysis/mok-table-words.h"
#include "report/mok-report-private.h"
#include "report/mok-report-words.h"

/* As in the window: the right that most people know; without it the first one of the form is taken. */
#define BEST_KNOWN MOK_REPORT_OUTCOME "al"
#define REASON_QUESTION "size_reason"
#define REASON_YES "1"

static void
figure_free (gpointer data)
{
  MokReportFigure *figure = data;

  g_free (figure->figure);
  g_free (figure->sentence);
  g_free (figure->note);
  g_free (figure);
}

/* @sentence: (transfer full): goes on where the figure ends */
static void
add_figure (GPtrArray *figures, const MokTable *table, int row, int column, char *sentence)
{
  if (!mok_report_is_certain (table, row, column))
    {
      g_free (sentence);
      return;
    }

  const MokTableCell *cell = &mok_table_get_row (table, (guint) row)->cells[column];
  MokReportFigure *figure = g_new0 (MokReportFigure, 1);
  g_autofree int *points = g_new0 (int, table->columns->len + 1);
  g_autofree char *level = mok_percent_to_string (95);
  g_autofree char *base = mok_report_dup_base (table, (guint) row);

  mok_table_get_points (table, (guint) row, points);
  figure->figure = mok_table_cell_dup_share (cell, points[column]);
  figure->sentence = sentence;
  /* Translators: 1 = "95 %", 2 and 3 = ends of the interval in per cent, 4 = number of people, such as "about 185" */
  figure->note = g_strdup_printf (_ ("%1$s interval %2$.0f to %3$.0f · base %4$s"), level,
                                  floor (100 * cell->low + 1e-9), ceil (100 * cell->high - 1e-9), base);
  g_ptr_array_add (figures, figure);
}

static void
add_denied (const MokReportDraft *self, GPtrArray *figures)
{
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const MokTable *table = g_ptr_array_index (self->outcomes, i);
      const int row = table->binds_all ? mok_table_find_shown_row (table, "") : -1;

      if (row < 0)
        continue;
      add_figure (figures, table, row, mok_table_find_column (table, mok_outcome_get_code (MOK_OUTCOME_DENIED)),
                  g_strdup_printf (_ ("%s: denied or received only in part, though the law guarantees it to everybody"),
                                   mok_text_get (table->title, self->language)));
      return;
    }
}

static void
add_exempt (const MokReportDraft *self, GPtrArray *figures)
{
  const MokTable *found = NULL;

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const MokTable *table = g_ptr_array_index (self->outcomes, i);

      if (!table->binds_all && mok_table_find_shown_row (table, "under") >= 0
          && (found == NULL || strcmp (table->question, BEST_KNOWN) == 0))
        found = table;
    }
  if (found != NULL)
    add_figure (figures, found, mok_table_find_shown_row (found, "under"),
                mok_table_find_column (found, mok_outcome_get_code (MOK_OUTCOME_EXEMPT_NOT_RECEIVED)),
                g_strdup_printf (_ ("%s: exempt and not received at workplaces of fewer than five"),
                                 mok_text_get (found->title, self->language)));
}

static void
add_reason (const MokReportDraft *self, GPtrArray *figures)
{
  MokCube *cube = self->input->cube;
  g_autofree char *refusal = mok_cube_dup_refusal (cube, REASON_QUESTION, MOK_REPORT_SIZE5, NULL);
  g_autoptr (MokTable) table =
      refusal == NULL ? mok_cube_get_table (cube, REASON_QUESTION, MOK_REPORT_SIZE5, NULL, NULL, NULL) : NULL;

  if (table != NULL)
    add_figure (figures, table, mok_table_find_shown_row (table, "over"), mok_table_find_column (table, REASON_YES),
                g_strdup (_ ("at workplaces of five or more were told that the number of employees was the reason")));
}

/**
 * mok_report_add_figures:
 *
 * Adds the key figures that there are.
 */
void
mok_report_add_figures (MokReportDraft *self)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (figure_free);

  add_denied (self, figures);
  add_exempt (self, figures);
  add_reason (self, figures);
  if (figures->len == 0)
    return;
  mok_report_add (self->report, MOK_REPORT_BLOCK_FIGURES, NULL)->figures = g_steal_pointer (&figures);
}
