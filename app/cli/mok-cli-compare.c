/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* compare: what changed between two waves, as far as they can be compared. */

#include "config.h"

#include "cli/mok-cli-compare.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-change.h"
#include "base/mok-language.h"
#include "release/mok-closing.h"
#include "release/mok-waves.h"

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

      if (mok_waves_have_same_question (self->earlier.cube, self->later.cube, question)
          && mok_change_have_same_answers (self->earlier.table, self->later.table))
        continue;
      mok_cli_warn (_ ("%1$s, %2$s: the question “%3$s” or its answers are not the same in both surveys."),
                    self->earlier.path, self->later.path, question);
      return FALSE;
    }
  if (selection->by != NULL && !mok_waves_have_same_question (self->earlier.cube, self->later.cube, selection->by))
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
  if (!mok_waves_are_same_survey (mok_survey_get_manifest (self->earlier.survey),
                                  mok_survey_get_manifest (self->later.survey)))
    return TRUE;
  mok_cli_warn (_ ("%1$s, %2$s: these are the same survey."), self->earlier.path, self->later.path);
  return FALSE;
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
  if (!wave_init (&self->earlier, paths[0], selection) || !wave_init (&self->later, paths[1], selection)
      || !check_surveys (self) || !check_forms (self, selection))
    return FALSE;
  self->remarks = mok_waves_list_remarks (mok_survey_get_manifest (self->earlier.survey),
                                          mok_survey_get_manifest (self->later.survey), self->earlier.table,
                                          self->later.table, mok_language_get ());
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
