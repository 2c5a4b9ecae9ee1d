/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* export: what a closed survey says, or the rows of an open one, as a file for another program. */

#include "config.h"

#include "cli/mok-cli-selection.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "exchange/mok-export.h"
#include "release/mok-rows.h"

static MokCliStatus
finish (gboolean done, const char *output, const GError *error)
{
  mok_cli_end_progress ();
  if (!done)
    return mok_cli_fail_at (output, error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  return MOK_CLI_DONE;
}

static MokCliStatus
export_tables (MokSurvey *survey, const char *output, const MokExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokCube) cube = mok_closing_load_cube (survey, &error);
  gboolean done;

  if (cube == NULL)
    return mok_cli_fail_at (mok_survey_get_path (survey), error);
  done = mok_export_tables (cube, output, options, mok_cli_show_progress, NULL, NULL, &error);
  return finish (done, output, error);
}

/* Once a survey is closed nothing of it is sealed. Before, rows may be: those that were imported never are. */
static gboolean
unlock (MokSurvey *survey, char **paths, MokSecret **key, GError **error)
{
  g_auto (MokCliPassphrases) passphrases = { 0 };
  gboolean sealed;

  if (!mok_survey_has_sealed (survey, &sealed, error))
    return FALSE;
  if (!sealed)
    return TRUE;
  if (!mok_cli_get_passphrases (survey, paths, &passphrases, error))
    return FALSE;
  *key = mok_survey_unlock (survey, passphrases.texts, passphrases.n, error);
  return *key != NULL;
}

static MokCliStatus
export_rows (MokSurvey *survey, char **paths, const char *output, const MokExportOptions *options)
{
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!mok_rows_check (survey, &error) || !unlock (survey, paths, &key, &error))
    return mok_cli_fail_at (mok_survey_get_path (survey), error);
  done = mok_export_rows (survey, key, output, options, mok_cli_show_progress, NULL, NULL, &error);
  return finish (done, output, error);
}

MokCliStatus
mok_cli_export (MokCli *cli)
{
  g_auto (GStrv) paths = NULL;
  g_autofree char *output = NULL;
  gboolean rows = FALSE, filters = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("The file to write; its ending chooses the format: all tables, as figures (.csv, .sav), as a workbook "
          "(.xlsx), "
          "or with what they are made of (.json)"),
      "FILE.csv|xlsx|sav|json" },
    { "filters", 0, 0, G_OPTION_ARG_NONE, &filters,
      N_ ("Also every table within each group of each other background; .csv and .json only"), NULL },
    { "rows", 0, 0, G_OPTION_ARG_NONE, &rows,
      N_ ("Instead of tables every response, one a row; open surveys only, as .csv or .sav"), NULL },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths,
      N_ ("With --rows, for a survey that is not closed: file with the passphrase, or two files of trustees; else it "
          "is "
          "asked for where something is sealed"),
      "FILE…" },
    G_OPTION_ENTRY_NULL,
  };
  MokExportOptions options = { .language = mok_language_get () };
  MokExportFormat format;
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;

  mok_cli_spread (cli, "--passphrase-file");
  if (!mok_cli_parse (cli, entries, 0, 1) || !mok_cli_take_survey (cli, paths))
    return MOK_CLI_USAGE;
  if (output == NULL || !mok_export_find_format (output, &format))
    return mok_cli_usage (cli, _ ("-o names a file that ends in .csv, .xlsx, .sav or .json."));
  if (rows && format != MOK_EXPORT_CSV && format != MOK_EXPORT_SAV)
    return mok_cli_usage (cli, _ ("--rows goes with .csv and .sav only."));
  if (filters && (rows || (format != MOK_EXPORT_CSV && format != MOK_EXPORT_JSON)))
    return mok_cli_usage (cli, _ ("--filters goes with .csv and .json only, and not with --rows."));
  if (paths != NULL && (!rows || g_strv_length (paths) > 2))
    return mok_cli_usage (cli, rows ? _ ("--passphrase-file takes one file, or two of trustees.")
                                    : _ ("--passphrase-file goes with --rows only: tables need none."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  options.title = mok_manifest_get_title (mok_survey_get_manifest (survey));
  options.filters = filters;
  return rows ? export_rows (survey, paths, output, &options) : export_tables (survey, output, &options);
}
