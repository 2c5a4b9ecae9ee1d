/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* close: ends collecting and computes the results, once. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "release/mok-closing.h"

static MokSecret *
unlock (MokSurvey *survey, char **paths, GError **error)
{
  const guint n = paths != NULL ? g_strv_length (paths) : 1;
  g_autoptr (MokSecret) first = NULL;
  g_autoptr (MokSecret) second = NULL;
  const char *passphrases[2] = { NULL, NULL };

  first = mok_cli_get_passphrase (paths != NULL ? paths[0] : NULL, _ ("Passphrase of the survey: "), FALSE, error);
  if (first == NULL)
    return NULL;
  passphrases[0] = (const char *) mok_secret_data (first);
  if (n == 2)
    {
      second = mok_cli_get_passphrase (paths[1], "", FALSE, error);
      if (second == NULL)
        return NULL;
      passphrases[1] = (const char *) mok_secret_data (second);
    }
  return mok_survey_unlock (survey, passphrases, n, error);
}

MokCliStatus
mok_cli_close (MokCli *cli)
{
  g_auto (GStrv) paths = NULL;
  const GOptionEntry entries[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths,
      N_ ("File with the passphrase, or two files of trustees; else it is asked for"), "FILE…" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (MokCube) cube = NULL;
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  mok_cli_spread (cli, "--passphrase-file");
  if (!mok_cli_parse (cli, entries, 0, 1) || !mok_cli_take_survey (cli, paths))
    return MOK_CLI_USAGE;
  if (paths != NULL && g_strv_length (paths) > 2)
    return mok_cli_usage (cli, _ ("--passphrase-file takes one file, or two of trustees."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  if (mok_manifest_get_disclosure (mok_survey_get_manifest (survey)) != MOK_DISCLOSURE_OPEN)
    {
      mok_cli_warn (_ ("%s: the results of a survey that protects answers need the release, which this version does "
                       "not contain. The survey stays open and unchanged."),
                    cli->arguments[0]);
      return MOK_CLI_REFUSED;
    }
  key = unlock (survey, paths, &error);
  if (key == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  cube = mok_closing_run (survey, key, NULL, mok_cli_show_progress, NULL, NULL, &error);
  mok_cli_end_progress ();
  if (cube == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, mok_cube_get_n_respondents (cube));
  mok_cli_print (_ ("Closed %1$s. Responses counted: %2$s\n"), cli->arguments[0], number);
  return MOK_CLI_DONE;
}
