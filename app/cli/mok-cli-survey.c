/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* new, box: making a survey and the boxes in which it collects. */

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

/* One passphrase, asked for where no file is given, or three of which any two open the survey. */
static GPtrArray *
read_passphrases (const char *path, char **trustees, GError **error)
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

static void
print_fingerprint (MokManifest *manifest)
{
  g_auto (GStrv) words = mok_manifest_dup_words (manifest, mok_language_get ());
  g_autofree char *joined = g_strjoinv (" ", words);

  mok_cli_print (_ ("Fingerprint: %s\n"), joined);
}

static MokCliStatus
create (MokCli *cli, MokQuestionnaire *questionnaire, MokSurveyOptions *options, GPtrArray *secrets)
{
  const char *passphrases[3] = { NULL };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < secrets->len; i++)
    passphrases[i] = (const char *) mok_secret_data (g_ptr_array_index (secrets, i));
  options->passphrases = passphrases;
  options->n_passphrases = secrets->len;
  survey = mok_survey_create (cli->arguments[0], questionnaire, options, &error);
  if (survey == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  mok_cli_print (_ ("Created %s.\n"), cli->arguments[0]);
  print_fingerprint (mok_survey_get_manifest (survey));
  return MOK_CLI_DONE;
}

MokCliStatus
mok_cli_new (MokCli *cli)
{
  g_autofree char *form = NULL, *disclosure = NULL, *title = NULL, *passphrase = NULL;
  g_auto (GStrv) trustees = NULL;
  int headcount = 0;
  const GOptionEntry entries[] = {
    { "form", 0, 0, G_OPTION_ARG_FILENAME, &form, N_ ("Questionnaire: an XLSForm (.csv) or “care-workforce”"), "FORM" },
    { "disclosure", 0, 0, G_OPTION_ARG_STRING, &disclosure,
      N_ ("standard: answers are protected (default); open: every row can be read and published"), "standard|open" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("Title; else the questionnaire's"), "TITLE" },
    { "headcount", 0, 0, G_OPTION_ARG_INT, &headcount, N_ ("How many people are asked"), "N" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase,
      N_ ("File with the passphrase; else it is asked for"), "FILE" },
    { "trustee-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &trustees,
      N_ ("Three files, instead of --passphrase-file: any two of the three passphrases open the survey"), "FILE…" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
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
  if (trustees != NULL && (passphrase != NULL || g_strv_length (trustees) != 3))
    return mok_cli_usage (cli, _ ("--trustee-passphrase-file takes three files and no --passphrase-file beside it."));

  questionnaire = mok_cli_load_form (form, diagnostics, &error);
  if (error != NULL)
    return mok_cli_fail (error);
  mok_cli_print_diagnostics (diagnostics);
  if (questionnaire == NULL)
    return MOK_CLI_REFUSED;
  secrets = read_passphrases (passphrase, trustees, &error);
  if (secrets == NULL)
    return mok_cli_fail (error);
  options.title = title;
  options.headcount = (guint) headcount;
  return create (cli, questionnaire, &options, secrets);
}

static gboolean
parse_site (const char *text, MokSite *site)
{
  if (text == NULL)
    *site = MOK_SITE_UNKNOWN;
  else if (strcmp (text, "small") == 0)
    *site = MOK_SITE_SMALL;
  else if (strcmp (text, "several") == 0)
    *site = MOK_SITE_SEVERAL;
  else
    return FALSE;
  return TRUE;
}

MokCliStatus
mok_cli_box (MokCli *cli)
{
  g_autofree char *output = NULL, *label = NULL, *site = NULL, *end_code_path = NULL;
  int n_slots = 0, idle_minutes = MOK_BOX_USUAL_IDLE_MINUTES;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The box to make"), "BOX" },
    { "label", 0, 0, G_OPTION_ARG_STRING, &label, N_ ("A name that organizers see"), "LABEL" },
    { "site", 0, 0, G_OPTION_ARG_STRING, &site, N_ ("Where it collects: at one small workplace, or at several"),
      "small|several" },
    { "slots", 0, 0, G_OPTION_ARG_INT, &n_slots, N_ ("Room for so many responses; else it is chosen"), "N" },
    { "end-code-file", 0, 0, G_OPTION_ARG_FILENAME, &end_code_path,
      N_ ("File with the code of 8 digits that ends shared-computer mode"), "FILE" },
    { "idle-minutes", 0, 0, G_OPTION_ARG_INT, &idle_minutes,
      N_ ("Minutes until an absent respondent’s answers are erased, after a countdown of one more (3)"), "1-20" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokSecret) end_code = NULL;
  g_autoptr (GError) error = NULL;
  MokBoxOptions options = { 0 };

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (output == NULL)
    return mok_cli_usage (cli, _ ("-o says which box to make."));
  if (!parse_site (site, &options.site))
    return mok_cli_usage (cli, _ ("--site is small or several, not “%s”."), site);
  if (n_slots < 0)
    return mok_cli_usage (cli, _ ("--slots is a number of responses."));
  if (idle_minutes < 1 || idle_minutes > MOK_BOX_MAXIMUM_IDLE_MINUTES)
    return mok_cli_usage (cli, _ ("--idle-minutes is 1 to %d."), MOK_BOX_MAXIMUM_IDLE_MINUTES);
  if (end_code_path != NULL)
    {
      end_code = mok_cli_get_passphrase (end_code_path, "", FALSE, &error);
      if (end_code == NULL)
        return mok_cli_fail (error);
      options.end_code = (const char *) mok_secret_data (end_code);
    }
  options.label = label;
  options.n_slots = (guint) n_slots;
  options.idle_minutes = (guint) idle_minutes;
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL || !mok_survey_make_box (survey, output, &options, NULL, &error))
    return mok_cli_fail_at (cli->arguments[0], error);
  mok_cli_print (_ ("Made %s.\n"), output);
  print_fingerprint (mok_survey_get_manifest (survey));
  return MOK_CLI_DONE;
}
