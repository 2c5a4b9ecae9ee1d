/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* new: making a survey. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/mok-language.h"
#include "store/mok-survey.h"

static gboolean
parse_disclosure (const char *text, MokDisclosure *disclosure)
{
  if (text != NULL && strcmp (text, "open") == 0)
    *disclosure = MOK_DISCLOSURE_OPEN;
  else if (text == NULL || strcmp (text, "standard") == 0)
    *disclosure = MOK_DISCLOSURE_STANDARD;
  else
    return FALSE;
  return TRUE;
}

static void
free_secrets (gpointer data)
{
  mok_secret_unref (data);
}

/* Returns: whether a new survey gets either one passphrase or those of three trustees; if not, it is said */
gboolean
mok_cli_check_trustees (MokCli *cli, const char *passphrase, char **trustees)
{
  if (trustees == NULL || (passphrase == NULL && g_strv_length (trustees) == 3))
    return TRUE;
  mok_cli_usage (cli, _ ("--trustee-passphrase-file takes three files and no --passphrase-file beside it."));
  return FALSE;
}

/* One passphrase, asked for where no file is given, or three of which any two open the survey. */
GPtrArray *
mok_cli_get_new_passphrases (const char *path, char **trustees, GError **error)
{
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func (free_secrets);
  const guint n = trustees != NULL ? g_strv_length (trustees) : 1;

  for (guint i = 0; i < n; i++)
    {
      MokSecret *secret = mok_cli_get_passphrase (trustees != NULL ? trustees[i] : path,
                                                  _ ("New passphrase of the survey: "), TRUE, error);

      if (secret == NULL)
        return NULL;
      g_ptr_array_add (secrets, secret);
    }
  return g_steal_pointer (&secrets);
}

void
mok_cli_print_fingerprint (MokManifest *manifest)
{
  g_auto (GStrv) words = mok_manifest_dup_words (manifest, mok_language_get ());
  g_autofree char *joined = g_strjoinv (" ", words);

  mok_cli_print (_ ("Fingerprint: %s\n"), joined);
}

/* Makes a survey file and says so. @passphrases: (element-type MokSecret): 1 or 3. @sheet: (nullable): the recovery
 * sheet to write, too
 */
MokCliStatus
mok_cli_create (const char *path,
                MokQuestionnaire *questionnaire,
                MokSurveyOptions *options,
                GPtrArray *passphrases,
                const char *sheet)
{
  const char *texts[3] = { NULL };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < passphrases->len; i++)
    texts[i] = (const char *) mok_secret_data (g_ptr_array_index (passphrases, i));
  options->passphrases = texts;
  options->n_passphrases = passphrases->len;
  survey = mok_survey_create (path, questionnaire, options, &error);
  if (survey == NULL)
    return mok_cli_fail_at (path, error);
  mok_cli_print (_ ("Created %s.\n"), path);
  mok_cli_print_fingerprint (mok_survey_get_manifest (survey));
  return sheet != NULL ? mok_cli_write_recovery_sheet (survey, texts[0], sheet) : MOK_CLI_DONE;
}

MokCliStatus
mok_cli_new (MokCli *cli)
{
  g_autofree char *form = NULL, *disclosure = NULL, *title = NULL, *passphrase = NULL, *sheet = NULL;
  g_auto (GStrv) trustees = NULL;
  int headcount = 0;
  const GOptionEntry entries[] = {
    { "form", 0, 0, G_OPTION_ARG_FILENAME, &form, N_ ("Questionnaire: an XLSForm (.xlsx, .csv) or “care-workforce”"),
      "FORM" },
    { "disclosure", 0, 0, G_OPTION_ARG_STRING, &disclosure,
      N_ ("standard: answers are protected (default); open: every row can be read and published"), "standard|open" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("Title; else the questionnaire's"), "TITLE" },
    { "headcount", 0, 0, G_OPTION_ARG_INT, &headcount, N_ ("How many people are asked"), "N" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase,
      N_ ("File with the passphrase; else it is asked for"), "FILE" },
    { "trustee-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &trustees,
      N_ ("Three files, instead of --passphrase-file: any two of the three passphrases open the survey"), "FILE…" },
    { "recovery-sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet,
      N_ ("Also write the key of the survey on a sheet to print, in case the passphrase is lost"), "SHEET.pdf" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokQuestionnaire) questionnaire = NULL;
  g_autoptr (GPtrArray) secrets = NULL;
  g_autoptr (GError) error = NULL;
  MokSurveyOptions options = { 0 };

  mok_cli_spread (cli, "--trustee-passphrase-file");
  if (!mok_cli_parse (cli, entries, 0, 1) || !mok_cli_take_survey (cli, trustees))
    return MOK_CLI_USAGE;
  if (form == NULL)
    return mok_cli_usage (cli, _ ("--form says which questionnaire to use."));
  if (!parse_disclosure (disclosure, &options.disclosure))
    return mok_cli_usage (cli, _ ("--disclosure is standard or open, not “%s”."), disclosure);
  if (headcount < 0)
    return mok_cli_usage (cli, _ ("--headcount is a number of people."));
  if (!mok_cli_check_trustees (cli, passphrase, trustees))
    return MOK_CLI_USAGE;
  if (sheet != NULL && trustees != NULL)
    return mok_cli_usage (cli, _ ("With trustees there is no recovery sheet: whoever held it could open every answer "
                                  "alone. If one passphrase is lost, the other two open the survey."));
  if (sheet != NULL && (!g_str_has_suffix (sheet, ".pdf") || g_file_test (sheet, G_FILE_TEST_EXISTS)))
    return mok_cli_usage (cli, _ ("--recovery-sheet names a sheet that ends in .pdf and does not exist yet."));

  questionnaire = mok_cli_load_form_or_say (form);
  if (questionnaire == NULL)
    return MOK_CLI_REFUSED;
  secrets = mok_cli_get_new_passphrases (passphrase, trustees, &error);
  if (secrets == NULL)
    return mok_cli_fail (error);
  options.title = title;
  options.headcount = (guint) headcount;
  return mok_cli_create (cli->arguments[0], questionnaire, &options, secrets, sheet);
}
