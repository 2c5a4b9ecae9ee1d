/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds the results that were asked for, in the cube that closing stored: nobody needs a passphrase for them. */

#include "config.h"

#include "cli/mok-cli-selection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "release/mok-closing.h"
#include "release/mok-selection.h"

void
mok_cli_selection_clear (MokCliSelection *self)
{
  g_free (self->question);
  g_free (self->by);
  g_free (self->filter);
}

/**
 * mok_cli_load_cube:
 *
 * Returns: (transfer full) (nullable): the results of a closed survey
 */
MokCube *
mok_cli_load_cube (const char *path, GError **error)
{
  g_autoptr (MokSurvey) survey = mok_survey_open (path, error);

  return survey != NULL ? mok_closing_load_cube (survey, error) : NULL;
}

gboolean
mok_cli_selection_is_protections (const MokCliSelection *self)
{
  return strcmp (self->question, MOK_CLI_PROTECTIONS) == 0;
}

/* Whether it is a single question. */
gboolean
mok_cli_selection_is_one (const MokCliSelection *self)
{
  return !mok_cli_selection_is_protections (self) && strchr (self->question, ',') == NULL;
}

/**
 * mok_cli_check_selection:
 *
 * Returns: %FALSE after a message if the options make no sense
 */
gboolean
mok_cli_check_selection (MokCli *cli, const MokCliSelection *selection)
{
  if (selection->question == NULL)
    {
      mok_cli_usage (cli, _ ("--question names the question."));
      return FALSE;
    }
  if (selection->filter != NULL && strchr (selection->filter, '=') == NULL)
    {
      mok_cli_usage (cli, _ ("--filter is written VARIABLE=CODE, not “%s”."), selection->filter);
      return FALSE;
    }
  if (selection->weighted && (selection->filter != NULL || selection->details))
    {
      mok_cli_usage (cli, _ ("--weighted goes neither with --filter nor with --details."));
      return FALSE;
    }
  if (selection->unflagged && (selection->filter != NULL || selection->details || selection->weighted))
    {
      mok_cli_usage (cli, _ ("--unflagged goes neither with --filter nor with --details nor with --weighted."));
      return FALSE;
    }
  if (selection->details && mok_cli_selection_is_protections (selection))
    {
      mok_cli_usage (cli, _ ("--details are of a single protection, such as outcome:al."));
      return FALSE;
    }
  if (mok_cli_selection_is_protections (selection) && selection->by != NULL
      && strcmp (selection->by, MOK_CLI_SIZE5) != 0)
    {
      mok_cli_usage (cli, _ ("All protections together are shown by size5 only; a single one, such as outcome:al, by "
                             "any background."));
      return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the variable of the filter; @code points behind its “=” */
static char *
dup_filter (const MokCliSelection *self, const char **code)
{
  char *filter = g_strdup (self->filter);
  char *separator = filter != NULL ? strchr (filter, '=') : NULL;

  *code = NULL;
  if (separator != NULL)
    {
      *separator = '\0';
      *code = separator + 1;
    }
  return filter;
}

static MokSelection
make_selection (const MokCliSelection *self, const char *question, const char *filter, const char *code)
{
  return (MokSelection){ question, self->by, filter, code, self->details, self->unflagged, self->weighted };
}

static MokTable *
get_table (const MokCliSelection *self, const MokCube *cube, const char *question, GError **error)
{
  const char *code;
  g_autofree char *filter = dup_filter (self, &code);
  const MokSelection selection = make_selection (self, question, filter, code);

  return mok_selection_get_table (&selection, cube, error);
}

/**
 * mok_cli_selection_get_table:
 *
 * Returns: (transfer full) (nullable): the table of the one question; or %NULL with an error of %MOK_CUBE_ERROR
 */
MokTable *
mok_cli_selection_get_table (const MokCliSelection *self, const MokCube *cube, GError **error)
{
  return get_table (self, cube, self->question, error);
}

/**
 * mok_cli_selection_get_tables:
 *
 * Returns: (transfer full) (nullable) (element-type MokTable): the outcomes of all protections, or a table for
 * each question
 */
GPtrArray *
mok_cli_selection_get_tables (const MokCliSelection *self, const MokCube *cube, GError **error)
{
  const char *code;
  g_autofree char *filter = dup_filter (self, &code);
  g_autoptr (GPtrArray) tables = NULL;

  if (mok_cli_selection_is_protections (self))
    {
      const MokSelection selection = make_selection (self, self->question, filter, code);

      tables = mok_selection_get_headline (&selection, cube, error);
      if (tables == NULL || tables->len > 0)
        return g_steal_pointer (&tables);
      g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
                           _ ("This survey has no questions about protections by law."));
      return NULL;
    }

  g_auto (GStrv) questions = g_strsplit (self->question, ",", -1);

  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);
  for (guint i = 0; i == 0 || questions[i] != NULL; i++)
    {
      MokTable *table = get_table (self, cube, questions[i] != NULL ? questions[i] : "", error);

      if (table == NULL)
        return NULL;
      g_ptr_array_add (tables, table);
    }
  return g_steal_pointer (&tables);
}
