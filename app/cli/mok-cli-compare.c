/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* compare: what changed between two waves. Decides whether they can be compared, and what is to be thought of. */

#include "config.h"

#include "cli/mok-cli-compare.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/mok-day.h"
#include "base/mok-language.h"
#include "release/mok-closing.h"

/* Waves closer to each other ask the same people again before anything could change. */
#define MONTHS_APART 6

static void
wave_clear (MokCliWave *self)
{
  g_clear_object (&self->survey);
  g_clear_pointer (&self->cube, mok_cube_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
}

void
mok_cli_comparison_clear (MokCliComparison *self)
{
  wave_clear (&self->earlier);
  wave_clear (&self->later);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
}

static gboolean
wave_init (MokCliWave *self, const char *path, const MokCliSelection *selection)
{
  g_autoptr (GError) error = NULL;

  self->path = path;
  self->survey = mok_survey_open (path, &error);
  if (self->survey != NULL)
    self->cube = mok_closing_load_cube (self->survey, &error);
  if (self->cube != NULL)
    self->tables = mok_cli_selection_get_tables (selection, self->cube, &error);
  if (self->tables == NULL)
    mok_cli_fail_at (path, error);
  return self->tables != NULL;
}

static gboolean
is_same_end (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
have_same_answers (const MokTable *a, const MokTable *b)
{
  if (a->scale != b->scale || a->columns->len != b->columns->len)
    return FALSE;
  for (guint i = 0; i < a->columns->len; i++)
    {
      const MokTableColumn *first = mok_table_get_column (a, i), *second = mok_table_get_column (b, i);

      if (strcmp (first->code, second->code) != 0 || first->not_applicable != second->not_applicable
          || !is_same_end (first->low, second->low) || !is_same_end (first->high, second->high))
        return FALSE;
    }
  return TRUE;
}

static gboolean
have_same_choices (const MokChoiceList *a, const MokChoiceList *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->choices->len != b->choices->len)
    return FALSE;
  for (guint i = 0; i < a->choices->len; i++)
    {
      const MokChoice *first = mok_choice_list_get (a, i), *second = mok_choice_list_get (b, i);

      if (strcmp (first->code, second->code) != 0 || first->kind != second->kind)
        return FALSE;
    }
  return TRUE;
}

/* Whether the codes of two forms mean the same; what is no question of a form is made by the program. */
static gboolean
is_same_question (const MokCliComparison *self, const char *name)
{
  const MokQuestion *a = mok_questionnaire_find_question (mok_cube_get_questionnaire (self->earlier.cube), name);
  const MokQuestion *b = mok_questionnaire_find_question (mok_cube_get_questionnaire (self->later.cube), name);

  if (a == NULL || b == NULL)
    return a == b;
  return a->kind == b->kind && have_same_choices (a->choices, b->choices) && g_strcmp0 (a->period, b->period) == 0;
}

/* Looks at another of the questions. */
void
mok_cli_comparison_select (MokCliComparison *self, guint question)
{
  self->earlier.table = g_ptr_array_index (self->earlier.tables, question);
  self->later.table = g_ptr_array_index (self->later.tables, question);
}

static gboolean
check_forms (MokCliComparison *self, const MokCliSelection *selection)
{
  for (guint i = self->later.tables->len; i-- > 0;)
    {
      mok_cli_comparison_select (self, i);

      const char *question = self->later.table->question;

      if (is_same_question (self, question) && have_same_answers (self->earlier.table, self->later.table))
        continue;
      mok_cli_warn (_ ("%1$s, %2$s: the question “%3$s” or its answers are not the same in both surveys."),
                    self->earlier.path, self->later.path, question);
      return FALSE;
    }
  if (selection->by != NULL && !is_same_question (self, selection->by))
    {
      mok_cli_warn (_ ("%1$s, %2$s: the answers to “%3$s” are not the same in both surveys, so results cannot be "
                       "compared by it."),
                    self->earlier.path, self->later.path, selection->by);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_surveys (const MokCliComparison *self)
{
  MokManifest *a = mok_survey_get_manifest (self->earlier.survey), *b = mok_survey_get_manifest (self->later.survey);

  if (memcmp (mok_manifest_get_survey_id (a), mok_manifest_get_survey_id (b), MOK_SURVEY_ID_SIZE) != 0)
    return TRUE;
  mok_cli_warn (_ ("%1$s, %2$s: these are the same survey."), self->earlier.path, self->later.path);
  return FALSE;
}

static void
add_remark (MokCliComparison *self, const char *remark)
{
  g_ptr_array_add (self->remarks, g_strdup (remark));
}

static void
add_dates (MokCliComparison *self)
{
  guint first = mok_day_parse (mok_manifest_get_law_date (mok_survey_get_manifest (self->earlier.survey)));
  guint last = mok_day_parse (mok_manifest_get_law_date (mok_survey_get_manifest (self->later.survey)));
  GDate apart;

  if (first > last)
    {
      const guint later = first;

      add_remark (self, _ ("The survey named first has the later date: is the order right?"));
      first = last;
      last = later;
    }
  mok_day_to_gdate (first, &apart);
  g_date_add_months (&apart, MONTHS_APART);
  if (mok_day_from_gdate (&apart) > last)
    add_remark (self, _ ("The surveys are less than six months apart. Leave more time between two surveys of the same "
                         "people."));
}

/* In the language of the output, because only that is seen. */
static gboolean
is_worded_alike (const MokCliComparison *self)
{
  return strcmp (mok_text_get (self->earlier.table->wording, mok_language_get ()),
                 mok_text_get (self->later.table->wording, mok_language_get ()))
         == 0;
}

static void
add_remarks (MokCliComparison *self)
{
  add_dates (self);
  if (!is_worded_alike (self))
    add_remark (self, _ ("The question is not worded alike in both surveys."));
  if (self->earlier.table->synthetic != self->later.table->synthetic)
    add_remark (self, _ ("One of the two surveys is synthetic sample data."));
  if (!self->earlier.table->exact && !self->later.table->exact)
    add_remark (self, _ ("Where the same people answered both surveys, the second one is a second draw of the same "
                         "truth: both together tell more about a single person than each alone."));
}

/**
 * mok_cli_comparison_init:
 * @paths: of the earlier survey and the later one
 * @selection: one question, or several
 *
 * Looks at the first of the questions.
 *
 * Returns: %FALSE after a message if a survey cannot be read, or both cannot be compared
 */
gboolean
mok_cli_comparison_init (MokCliComparison *self, char *const *paths, const MokCliSelection *selection)
{
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  if (!wave_init (&self->earlier, paths[0], selection) || !wave_init (&self->later, paths[1], selection)
      || !check_surveys (self) || !check_forms (self, selection))
    return FALSE;
  add_remarks (self);
  return TRUE;
}

MokCliStatus
mok_cli_compare (MokCli *cli)
{
  g_auto (MokCliSelection) selection = { 0 };
  g_auto (MokCliComparison) comparison = { 0 };
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "question", 0, 0, G_OPTION_ARG_STRING, &selection.question,
      N_ ("The question; or outcome:QUESTION, how a protection by law fared"), "VARIABLE" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &selection.by, N_ ("Break it down by this background"), "VARIABLE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("How to print it; --json is the same as --format json"),
      "text|csv|json" },
    G_OPTION_ENTRY_NULL,
  };
  const char *const FORMATS[] = { "text", "csv", "json", NULL };

  if (!mok_cli_parse (cli, entries, 2, 2) || !mok_cli_check_selection (cli, &selection))
    return MOK_CLI_USAGE;
  if (!mok_cli_selection_is_one (&selection))
    return mok_cli_usage (cli, _ ("compare takes one question, such as outcome:al."));
  if (format == NULL)
    format = g_strdup (cli->json ? "json" : "text");
  if (!g_strv_contains (FORMATS, format))
    return mok_cli_usage (cli, _ ("--format is text, csv or json, not “%s”."), format);
  if (!mok_cli_comparison_init (&comparison, cli->arguments, &selection))
    return MOK_CLI_REFUSED;
  mok_cli_comparison_print (&comparison, format);
  return MOK_CLI_DONE;
}
