/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* notice, recovery-sheet, recover: what is printed for a survey, and the key that is typed back from paper. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/mok-language.h"
#include "report/mok-notice.h"
#include "report/mok-recovery-sheet.h"

/* The recovery key with every blank and line break that somebody may put into it. */
#define MAX_KEY 1024

static gboolean
is_pdf (const char *output)
{
  return output != NULL && g_str_has_suffix (output, ".pdf");
}

MokCliStatus
mok_cli_notice (MokCli *cli)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The notice to write"), "NOTICE.pdf" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokPaper) paper = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (!is_pdf (output))
    return mok_cli_usage (cli, _ ("-o names a notice that ends in .pdf."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  paper = mok_notice_new (mok_survey_get_manifest (survey), mok_language_get ());
  if (!mok_paper_save (paper, output, &error))
    return mok_cli_fail_at (output, error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  return MOK_CLI_DONE;
}

/**
 * mok_cli_write_recovery_sheet:
 * @passphrase: zero-terminated
 * @output: the sheet to write; nothing may be there yet
 *
 * Returns: what came of it; a failure is said
 */
MokCliStatus
mok_cli_write_recovery_sheet (MokSurvey *survey, const char *passphrase, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_write_recovery_key (survey, passphrase, &error);
  g_autoptr (MokPaper) paper = NULL;

  if (key == NULL)
    return mok_cli_fail_at (mok_survey_get_path (survey), error);
  paper = mok_recovery_sheet_new (mok_survey_get_manifest (survey), (const char *) mok_secret_data (key),
                                  mok_language_get ());
  if (!mok_paper_save (paper, output, &error))
    return mok_cli_fail_at (output, error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  mok_cli_print (_ ("Whoever holds the sheet or its file can open every answer. Print it, delete the file, and destroy "
                    "the sheet after closing.\n"));
  return MOK_CLI_DONE;
}

MokCliStatus
mok_cli_recovery_sheet (MokCli *cli)
{
  g_autofree char *output = NULL, *passphrase_path = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The sheet to write"), "SHEET.pdf" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_path,
      N_ ("File with the passphrase; else it is asked for"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokSecret) passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (!is_pdf (output))
    return mok_cli_usage (cli, _ ("-o names a sheet that ends in .pdf."));
  survey = mok_survey_open (cli->arguments[0], &error);
  /* Before anybody types a passphrase. */
  if (survey == NULL || !mok_survey_check_recovery (survey, &error))
    return mok_cli_fail_at (cli->arguments[0], error);
  passphrase = mok_cli_get_passphrase (passphrase_path, _ ("Passphrase of the survey: "), FALSE, &error);
  if (passphrase == NULL)
    return mok_cli_fail (error);
  return mok_cli_write_recovery_sheet (survey, (const char *) mok_secret_data (passphrase), output);
}

MokCliStatus
mok_cli_recover (MokCli *cli)
{
  g_autofree char *key_path = NULL, *passphrase_path = NULL;
  const GOptionEntry entries[] = {
    { "key-file", 0, 0, G_OPTION_ARG_FILENAME, &key_path,
      N_ ("File with the groups of the recovery sheet; else they are asked for"), "FILE" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase_path,
      N_ ("File with the new passphrase; else it is asked for"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (MokSecret) passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL || !mok_survey_check_recovery (survey, &error))
    return mok_cli_fail_at (cli->arguments[0], error);
  key = key_path != NULL ? mok_cli_read_secret (key_path, MAX_KEY, &error)
                         : mok_cli_get_passphrase (NULL, _ ("Recovery key, all groups on one line: "), FALSE, &error);
  if (key == NULL)
    return mok_cli_fail (error);
  if (!mok_survey_check_recovery_key (survey, (const char *) mok_secret_data (key), &error))
    return mok_cli_fail_at (key_path != NULL ? key_path : cli->arguments[0], error);
  passphrase = mok_cli_get_passphrase (passphrase_path, _ ("New passphrase of the survey: "), TRUE, &error);
  if (passphrase == NULL)
    return mok_cli_fail (error);
  if (!mok_survey_recover (survey, (const char *) mok_secret_data (key), (const char *) mok_secret_data (passphrase),
                           &error))
    return mok_cli_fail_at (cli->arguments[0], error);
  mok_cli_print (_ ("%s opens with the new passphrase. Older copies of the file still open with the old one.\n"),
                 cli->arguments[0]);
  return MOK_CLI_DONE;
}
