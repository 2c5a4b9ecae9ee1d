/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* duplicate, backup, delete: survey files as a whole. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

MokCliStatus
mok_cli_duplicate (MokCli *cli)
{
  g_autofree char *form = NULL, *title = NULL, *passphrase = NULL;
  g_auto (GStrv) trustees = NULL;
  const GOptionEntry entries[] = {
    { "form", 0, 0, G_OPTION_ARG_FILENAME, &form, N_ ("A corrected questionnaire; else that of the other survey"),
      "FORM" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("Title; else that of the other survey"), "TITLE" },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &passphrase,
      N_ ("File with the passphrase of the new survey; else it is asked for"), "FILE" },
    { "trustee-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &trustees,
      N_ ("Three files, instead of --passphrase-file: any two of the three passphrases open the survey"), "FILE…" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokQuestionnaire) questionnaire = NULL;
  g_autoptr (GPtrArray) passphrases = NULL;
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;
  MokSurveyOptions options = { 0 };
  MokManifest *manifest;

  mok_cli_spread (cli, "--trustee-passphrase-file");
  if (!mok_cli_parse (cli, entries, 2, 2))
    return MOK_CLI_USAGE;
  if (!mok_cli_check_trustees (cli, passphrase, trustees))
    return MOK_CLI_USAGE;

  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  manifest = mok_survey_get_manifest (survey);
  questionnaire = form != NULL ? mok_cli_load_form_or_say (form)
                               : mok_questionnaire_ref (mok_manifest_get_questionnaire (manifest));
  if (questionnaire == NULL)
    return MOK_CLI_REFUSED;
  passphrases = mok_cli_get_new_passphrases (passphrase, trustees, &error);
  if (passphrases == NULL)
    return mok_cli_fail (error);
  /* Who is asked again is asked under today's law. */
  options.title = title != NULL ? title : mok_manifest_get_title (manifest);
  options.disclosure = mok_manifest_get_disclosure (manifest);
  options.headcount = mok_manifest_get_headcount (manifest);
  return mok_cli_create (cli->arguments[1], questionnaire, &options, passphrases, NULL);
}

MokCliStatus
mok_cli_backup (MokCli *cli)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The copy to write"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GFile) target = NULL;
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (output == NULL)
    return mok_cli_usage (cli, _ ("-o says where the copy goes."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  target = g_file_new_for_path (output);
  if (!mok_survey_get_status (survey, &status, &error)
      || !mok_survey_back_up (survey, target, FALSE, NULL, NULL, NULL, &error))
    return mok_cli_fail_at (output, error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  if (!status.closed)
    mok_cli_warn (
        _ ("The backup holds all sealed responses and the locked key. Destroy it once the survey is closed."));
  return MOK_CLI_DONE;
}

static void
print_boxes_out (GPtrArray *boxes)
{
  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    {
      const MokSurveyBox *box = g_ptr_array_index (boxes, i);

      if (!box->returned)
        mok_cli_warn (_ ("The box “%s” is still out. Nothing can be done with its answers any more: destroy it."),
                      box->label);
    }
}

MokCliStatus
mok_cli_delete (MokCli *cli)
{
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, N_ ("Really delete it; nothing is asked"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GPtrArray) boxes = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (!yes)
    return mok_cli_usage (cli, _ ("Deleting a survey cannot be undone: --yes says that it is meant."));
  /* A damaged file names no boxes any more. */
  survey = mok_survey_open (cli->arguments[0], NULL);
  if (survey != NULL)
    boxes = mok_survey_list_boxes (survey, NULL);
  g_clear_object (&survey);
  if (!mok_survey_delete (cli->arguments[0], &error))
    return mok_cli_fail (error);
  mok_cli_print (_ ("Deleted %s.\n"), cli->arguments[0]);
  print_boxes_out (boxes);
  return MOK_CLI_DONE;
}
