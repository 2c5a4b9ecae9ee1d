/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The figures that the organizer chose, as they were when they were chosen, and the organizer's words below figures.
 * A figure that the results do not offer is never replaced by another one: it is left out, and that is told.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "release/mok-selection.h"
#include "report/mok-report-private.h"

#define HEADLINE "protections"

static GPtrArray *
list_one (MokTable *table)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  g_ptr_array_add (tables, table);
  return tables;
}

static gboolean
is_unflagged (const MokPin *pin)
{
  return g_strcmp0 (pin->filter, MOK_PIN_UNFLAGGED) == 0;
}

/* Returns: (transfer full) (nullable) (element-type MokTable): what was chosen, several for the headline; none where
 * the survey is about no protection; %NULL with @error where the cube does not offer it
 */
static GPtrArray *
create_tables (MokCube *cube, const MokPin *pin, GError **error)
{
  const MokSelection selection = {
    pin->question, pin->by, pin->filter, pin->filter_code, pin->details, is_unflagged (pin), pin->weighted,
  };
  MokTable *table;

  if (strcmp (pin->question, HEADLINE) == 0)
    return mok_selection_get_headline (&selection, cube, error);
  table = mok_selection_get_table (&selection, cube, error);
  return table != NULL ? list_one (table) : NULL;
}

/**
 * mok_report_has_pinned:
 *
 * Returns: whether a figure was chosen that the results offer
 */
gboolean
mok_report_has_pinned (const MokReportInput *input)
{
  for (guint i = 0; input->pins != NULL && i < input->pins->len; i++)
    {
      g_autoptr (GPtrArray) tables = create_tables (input->cube, g_ptr_array_index (input->pins, i), NULL);

      if (tables != NULL && tables->len > 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_report_add_own_note:
 * @variable: of a question or an outcome; `protections` for the headline
 * @title: (nullable): which of several figures above it is about
 *
 * Adds the organizer's words on a figure, where there are any, so that they stay with what stands above.
 */
void
mok_report_add_own_note (MokReportDraft *self, const char *variable, const char *title)
{
  const char *note = self->input->notes != NULL ? g_hash_table_lookup (self->input->notes, variable) : NULL;
  g_auto (GStrv) paragraphs = note != NULL ? g_strsplit (note, "\n", -1) : NULL;
  MokReportBlock *above = g_ptr_array_index (self->report->blocks, self->report->blocks->len - 1);

  for (guint i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++)
    {
      if (*g_strstrip (paragraphs[i]) == '\0')
        continue;
      if (title != NULL)
        mok_report_take (self->report, MOK_REPORT_BLOCK_OWN_TEXT, g_strdup_printf ("%s: %s", title, paragraphs[i]));
      else
        mok_report_add (self->report, MOK_REPORT_BLOCK_OWN_TEXT, paragraphs[i]);
      if (above != NULL)
        above->keep_with_next = TRUE;
      above = NULL;
      title = NULL;
    }
}

/**
 * mok_report_add_outcome_notes:
 * @tables: (element-type MokTable): protections that a chart above shows
 *
 * Adds the organizer's words on each of them.
 */
void
mok_report_add_outcome_notes (MokReportDraft *self, GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);

      mok_report_add_own_note (self, table->question, mok_text_get (table->title, self->language));
    }
}

/* The title of a question, or of the one that an outcome stands for. */
static const char *
find_title (const MokReportDraft *self, const char *variable)
{
  MokQuestionnaire *form = mok_cube_get_questionnaire (self->input->cube);
  const char *of = strchr (variable, ':');
  const MokQuestion *question = mok_questionnaire_find_question (form, of != NULL ? of + 1 : variable);

  return question != NULL ? mok_question_get_title (question, self->language) : variable;
}

/* Returns: (transfer none) (nullable): a background that results are broken down by, whether the form asks for it or
 * not
 */
static const MokQuestion *
find_background (const MokReportDraft *self, const char *variable)
{
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (self->input->cube);

  for (guint i = 0; i < backgrounds->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (backgrounds, i);

      if (strcmp (background->name, variable) == 0)
        return background;
    }
  return NULL;
}

static const char *
find_background_title (const MokReportDraft *self, const char *variable)
{
  const MokQuestion *background = find_background (self, variable);

  return background != NULL ? mok_question_get_title (background, self->language) : variable;
}

static const char *
find_level (const MokReportDraft *self, const MokPin *pin)
{
  const MokCube *cube = self->input->cube;
  const MokQuestion *background = find_background (self, pin->filter);
  const guint n = background != NULL ? mok_cube_get_n_levels (cube, background) : 0;

  for (guint level = 0; level < n; level++)
    {
      if (g_strcmp0 (mok_cube_get_level_code (cube, background, level), pin->filter_code) == 0)
        return mok_cube_get_level_label (cube, background, level, self->language);
    }
  return pin->filter_code;
}

/* Which figure it is, in words: "Annual leave · Occupation · Gender: Woman". */
static char *
dup_title (const MokReportDraft *self, const MokPin *pin)
{
  const gboolean headline = strcmp (pin->question, HEADLINE) == 0;
  g_autoptr (GString) title =
      g_string_new (headline ? mok_report_get_headline_title () : find_title (self, pin->question));

  if (pin->by != NULL)
    g_string_append_printf (title, " · %s", find_background_title (self, pin->by));
  if (is_unflagged (pin))
    g_string_append_printf (title, " · %s", _ ("Without doubtful cases"));
  else if (pin->filter != NULL)
    g_string_append_printf (title, " · %s: %s", find_background_title (self, pin->filter), find_level (self, pin));
  return g_strdup (title->str);
}

static void
add_table (MokReportDraft *self, const MokTable *table)
{
  const char *title = mok_text_get (table->title, self->language);
  g_autoptr (GPtrArray) tables = mok_report_tables_new_for (table, title, self->language);
  MokReportBlock *block = NULL;
  g_autofree char *sentence = table->by != NULL ? mok_table_dup_test_sentence (table, self->language)
                                                : mok_table_dup_middle_sentence (table, 0);

  for (guint i = 0; i < tables->len; i++)
    block = mok_report_take_table (self->report, g_ptr_array_index (tables, i));
  mok_report_add_below (self->report, block, sentence);
}

static void
add_figure (MokReportDraft *self, const MokPin *pin, MokTable *table)
{
  MokChartOptions options = mok_report_get_chart_options (self);

  /* A type that this version does not know, or that no longer suits, is as if none had been chosen. */
  if (pin->chart != NULL)
    mok_chart_kind_from_name (pin->chart, &options.kind);
  mok_report_take_chart (self->report, mok_chart_new (table, &options))->title = dup_title (self, pin);
  add_table (self, table);
}

/* The headline fills pages of its own wherever it stands among the figures. */
static void
add_headline (MokReportDraft *self, const MokPin *pin, GPtrArray *tables)
{
  g_autofree char *title = dup_title (self, pin);
  MokReportBlock *heading = mok_report_take (self->report, MOK_REPORT_BLOCK_HEADING, g_steal_pointer (&title));
  const MokReportBlock *before = g_ptr_array_index (self->report->blocks, self->report->blocks->len - 2);

  heading->new_page = before->kind != MOK_REPORT_BLOCK_SECTION;
  mok_report_add_outcome_charts (self, tables);
}

/**
 * mok_report_add_pinned:
 *
 * Adds the chosen figures in their order, each with its small table and the words on it.
 */
void
mok_report_add_pinned (MokReportDraft *self)
{
  if (!mok_report_begin_section (self, "pinned", TRUE))
    return;
  for (guint i = 0; i < self->input->pins->len; i++)
    {
      const MokPin *pin = g_ptr_array_index (self->input->pins, i);
      g_autoptr (GPtrArray) tables = create_tables (self->input->cube, pin, NULL);

      if (tables == NULL || tables->len == 0)
        continue;
      if (strcmp (pin->question, HEADLINE) == 0)
        add_headline (self, pin, tables);
      else
        add_figure (self, pin, g_ptr_array_index (tables, 0));
      mok_report_add_own_note (self, pin->question, NULL);
    }
}

/**
 * mok_report_leave_out_pinned:
 *
 * Collects the chosen figures that the results do not offer, each with the reason.
 */
void
mok_report_leave_out_pinned (MokReportDraft *self)
{
  MokCube *cube = self->input->cube;

  for (guint i = 0; self->input->pins != NULL && i < self->input->pins->len; i++)
    {
      const MokPin *pin = g_ptr_array_index (self->input->pins, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) tables = create_tables (cube, pin, &error);
      g_autofree char *title = dup_title (self, pin);
      /* The words for people, where there are any: errors name variables. */
      g_autofree char *refusal = NULL;

      if (tables != NULL && tables->len > 0)
        continue;
      if (tables != NULL || strcmp (pin->question, HEADLINE) != 0)
        refusal = mok_cube_dup_refusal (cube, pin->question, pin->by, pin->filter);
      mok_report_leave_out (self, refusal != NULL ? refusal : error->message, title);
    }
}
