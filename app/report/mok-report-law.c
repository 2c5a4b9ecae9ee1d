/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Protections in a report: the chart of the two sizes, and the articles behind it with how well each is known. Must not
 * show as settled law what was not verified.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-law.h"
#include "report/mok-report-private.h"
#include "report/mok-report-words.h"

/* Points between the words of a section and its first chart. */
#define CHART_GAP 26

static MokChart *
draw (const MokReportDraft *self, GPtrArray *tables)
{
  const MokChartOptions options = mok_report_get_chart_options (self);

  return mok_chart_new_outcomes (tables, &options);
}

/* Those of which something can be shown: the ones that bind every workplace first, as the chart sets them. */
static GPtrArray *
sort_by_scope (MokReportDraft *self, GPtrArray *tables)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < tables->len; i++)
        {
          const MokTable *table = g_ptr_array_index (tables, i);

          if (table->binds_all == (pass == 0)
              && !mok_report_hold_back (self, table, mok_text_get (table->title, self->language)))
            g_ptr_array_add (sorted, (gpointer) table);
        }
    }
  return sorted;
}

/* As many protections from @first on as a chart of at most @height holds; at least one. */
static MokChart *
draw_fitting (const MokReportDraft *self, GPtrArray *tables, guint first, double height, guint *n)
{
  *n = tables->len - first;
  for (;;)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      g_autoptr (MokChart) chart = NULL;

      for (guint i = first; i < first + *n; i++)
        g_ptr_array_add (some, g_ptr_array_index (tables, i));
      chart = draw (self, some);
      if (*n == 1 || mok_chart_get_height (chart) <= height)
        return g_steal_pointer (&chart);
      /* Title and legend do not shrink with the rows, so that this never takes too many away. */
      *n = CLAMP ((guint) (*n * height / mok_chart_get_height (chart)), 1, *n - 1);
    }
}

/**
 * mok_report_add_outcome_charts:
 * @tables: (element-type MokTable): protections by size
 *
 * Adds the protections as one chart. A chart is never set apart by a page; so too many protections are several charts,
 * of which the first leaves room for the words above it. Without the two sizes each protection has a chart of its own.
 */
void
mok_report_add_outcome_charts (MokReportDraft *self, GPtrArray *tables)
{
  const MokChartOptions options = mok_report_get_chart_options (self);
  g_autoptr (GPtrArray) sorted = sort_by_scope (self, tables);
  gboolean by_size = FALSE;
  guint n;

  for (guint i = 0; i < tables->len; i++)
    by_size |= ((const MokTable *) g_ptr_array_index (tables, i))->by != NULL;
  for (guint i = 0; i < sorted->len; i += n)
    {
      const double room = MOK_REPORT_HEIGHT - (i == 0 ? mok_report_measure_section (self->report) + CHART_GAP : 0);
      MokReportBlock *block;

      n = 1;
      block = mok_report_take_chart (self->report,
                                     by_size ? draw_fitting (self, sorted, i, room / MOK_REPORT_CHART_SCALE, &n)
                                             : mok_chart_new (g_ptr_array_index (sorted, i), &options));
      block->alone = i > 0;
    }
  mok_report_add_held_back (self);
}

static const MokLaw *
find_law (const MokReportDraft *self, const MokTable *table)
{
  const char *name =
      g_str_has_prefix (table->question, MOK_REPORT_OUTCOME) ? table->question + strlen (MOK_REPORT_OUTCOME) : "";
  const MokQuestion *question = mok_questionnaire_find_question (mok_cube_get_questionnaire (self->input->cube), name);

  return question != NULL && question->law != NULL && self->law_date != 0 ? mok_law_find (question->law, self->law_date)
                                                                          : NULL;
}

static const char *
get_status (const MokLaw *law)
{
  switch (law->status)
    {
    case MOK_LAW_VERIFIED:
      /* Translators: how well it is known what a law says */
      return C_ ("law", "verified in its text");
    case MOK_LAW_FROM_MEMORY:
      return C_ ("law", "partly from memory");
    case MOK_LAW_UNVERIFIED:
      return C_ ("law", "not verified");
    }
  g_return_val_if_reached (NULL);
}

static const char *
get_scope (const MokTable *table)
{
  return table->binds_all ? C_ ("law", "every workplace") : C_ ("law", "five or more");
}

static void
add_law_note (MokReportDraft *self, const MokTable *table, const MokLaw *law)
{
  g_autoptr (GString) text = g_string_new (mok_text_get (law->text, self->language));
  g_autofree char *title = g_strdup_printf ("%s · %s", mok_text_get (table->title, self->language),
                                            mok_text_get (law->article, self->language));

  g_string_append_printf (text, " [%s]", get_status (law));
  if (law->doubt != NULL)
    g_string_append_printf (text, " %s", mok_text_get (law->doubt, self->language));
  mok_report_add_note (self->report, title, text->str, law->status != MOK_LAW_VERIFIED);
}

static void
add_law_table (MokReportDraft *self, GPtrArray *tables)
{
  g_autoptr (MokReportTable) table = mok_report_table_new (4);
  char *header[] = { g_strdup (_ ("Protection")), g_strdup (_ ("Article")), g_strdup (_ ("Binds")),
                     g_strdup (_ ("How well known")) };

  table->words = TRUE;
  mok_report_table_add (table, header);
  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *protection = g_ptr_array_index (tables, i);
      const MokLaw *law = find_law (self, protection);
      char *cells[] = { g_strdup (mok_text_get (protection->title, self->language)),
                        g_strdup (mok_text_get (protection->article, self->language)),
                        g_strdup (get_scope (protection)), g_strdup (law != NULL ? get_status (law) : "–") };

      mok_report_table_add (table, cells);
    }
  mok_report_take_table (self->report, g_steal_pointer (&table));
}

/**
 * mok_report_add_law:
 * @tables: (element-type MokTable): protections
 * @whole: with what each article says; else a list with what is in doubt below
 *
 * Adds the law behind the figures, as in force on the survey's law date.
 */
void
mok_report_add_law (MokReportDraft *self, GPtrArray *tables, gboolean whole)
{
  if (self->law_date != 0)
    {
      g_autofree char *day = mok_report_dup_day (self->law_date);

      mok_report_take (self->report, MOK_REPORT_BLOCK_PARAGRAPH,
                       g_strdup_printf (_ ("In force on %s. General information, not legal advice."), day))
          ->keep_with_next = TRUE;
    }
  if (!whole)
    add_law_table (self, tables);
  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);
      const MokLaw *law = find_law (self, table);

      if (law == NULL)
        continue;
      if (whole)
        add_law_note (self, table, law);
      else if (law->doubt != NULL)
        mok_report_take (self->report, MOK_REPORT_BLOCK_BULLET,
                         g_strdup_printf ("%s: %s", mok_text_get (table->title, self->language),
                                          mok_text_get (law->doubt, self->language)));
    }
}
