/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* close: ends collecting and computes the results, once; or, before that, tells what they would be. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "release/mok-closing.h"

static gboolean
is_open (MokSurvey *survey)
{
  return mok_manifest_get_disclosure (mok_survey_get_manifest (survey)) == MOK_DISCLOSURE_OPEN;
}

static void
add_breakdowns (JsonBuilder *builder, const MokRehearsal *rehearsal)
{
  json_builder_set_member_name (builder, "breakdowns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rehearsal->breakdowns->len; i++)
    {
      const MokRehearsalBreakdown *breakdown = g_ptr_array_index (rehearsal->breakdowns, i);

      json_builder_begin_object (builder);
      mok_cli_add_string (builder, "variable", breakdown->variable);
      mok_cli_add_string (builder, "title", mok_text_get (breakdown->title, mok_language_get ()));
      json_builder_set_member_name (builder, "levels");
      json_builder_begin_array (builder);
      for (guint k = 0; k < breakdown->levels->len; k++)
        json_builder_add_string_value (builder,
                                       mok_text_get (g_ptr_array_index (breakdown->levels, k), mok_language_get ()));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_rehearsal_json (const MokRehearsal *rehearsal, const GError *sites)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mok_cli_add_int (builder, "responses", rehearsal->n_respondents);
  mok_cli_add_int (builder, "unreadable", rehearsal->n_unreadable);
  mok_cli_add_boolean (builder, "can_close", rehearsal->can_close && sites == NULL);
  mok_cli_add_boolean (builder, "small", rehearsal->is_small);
  mok_cli_add_string (builder, "small_sites", sites != NULL ? sites->message : NULL);
  mok_cli_add_double (builder, "half_width", rehearsal->half_width);
  json_builder_set_member_name (builder, "under_five");
  if (rehearsal->half_width_under > 0)
    {
      json_builder_begin_object (builder);
      mok_cli_add_int (builder, "responses", rehearsal->n_under_five);
      mok_cli_add_double (builder, "half_width", rehearsal->half_width_under);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  add_breakdowns (builder, rehearsal);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

static void
print_rehearsal_text (const MokRehearsal *rehearsal, const GError *sites)
{
  g_autoptr (GPtrArray) notes = mok_rehearsal_list_notes (rehearsal);
  g_autofree char *text = NULL;

  if (sites != NULL)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Boxes of small workplaces"), g_strdup (sites->message));
  text = mok_notes_to_text (notes);
  mok_cli_print ("%s", text);
  if (rehearsal->is_small)
    mok_cli_print ("\n%s\n", _ ("With so few responses it closes only with --small."));
  mok_cli_print ("\n%s\n", _ ("This was a rehearsal: nothing was changed."));
}

static MokCliStatus
rehearse (MokCli *cli, MokSurvey *survey, MokSecret *key)
{
  g_autoptr (MokRehearsal) rehearsal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) sites = NULL;

  rehearsal = mok_closing_rehearse (survey, key, mok_cli_show_progress, NULL, NULL, &error);
  mok_cli_end_progress ();
  if (rehearsal == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  mok_survey_check_small_sites (survey, &sites);
  if (cli->json)
    print_rehearsal_json (rehearsal, sites);
  else
    print_rehearsal_text (rehearsal, sites);
  return MOK_CLI_DONE;
}

static void
print_closed (MokCli *cli, const MokCube *cube, GPtrArray *left)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, mok_cube_get_n_respondents (cube));

  if (!cli->json)
    {
      mok_cli_print (_ ("Closed %1$s. Responses counted: %2$s\n"), cli->arguments[0], number);
      mok_cli_print_certificate (cube, left);
      return;
    }
  json_builder_begin_object (builder);
  mok_cli_add_int (builder, "responses", (gint64) mok_cube_get_n_respondents (cube));
  mok_cli_add_int (builder, "unreadable", (gint64) mok_cube_get_n_unreadable (cube));
  mok_cli_add_certificate (builder, cube, left);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

/* With few responses the refusal is not the last word. */
static MokCliStatus
fail_to_close (MokCli *cli, MokSurvey *survey, gboolean small, const GError *error)
{
  MokSurveyStatus status;

  mok_cli_fail_at (cli->arguments[0], error);
  if (g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW) && !small && !is_open (survey)
      && mok_survey_get_status (survey, &status, NULL) && status.responses >= MOK_CLOSING_MIN_SMALL)
    mok_cli_warn (_ ("With --small it closes from 10 responses: totals only, and inexact."));
  return MOK_CLI_REFUSED;
}

static MokCliStatus
close_survey (MokCli *cli, MokSurvey *survey, MokSecret *key, const MokClosingOptions *options)
{
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  cube = mok_closing_run (survey, key, options, mok_cli_show_progress, NULL, NULL, &error);
  mok_cli_end_progress ();
  if (cube == NULL)
    return fail_to_close (cli, survey, options->small, error);
  left = mok_closing_list_left (survey, &error);
  if (left == NULL)
    {
      /* It is closed all the same. */
      mok_cli_fail_at (cli->arguments[0], error);
      left = mok_notes_new ();
    }
  print_closed (cli, cube, left);
  return MOK_CLI_DONE;
}

MokCliStatus
mok_cli_close (MokCli *cli)
{
  g_auto (GStrv) paths = NULL;
  g_autofree char *margins = NULL;
  gboolean rehearsal = FALSE, small = FALSE;
  const GOptionEntry entries[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths,
      N_ ("File with the passphrase, or two files of trustees; else it is asked for"), "FILE…" },
    { "rehearse", 0, 0, G_OPTION_ARG_NONE, &rehearsal, N_ ("Tell what closing would give, and change nothing"), NULL },
    { "small", 0, 0, G_OPTION_ARG_NONE, &small, N_ ("Close with 10 to 19 responses too: totals only, inexact"), NULL },
    { "margins", 0, 0, G_OPTION_ARG_FILENAME, &margins,
      N_ ("Compute weighted tables too, from known shares of backgrounds"), "MARGINS.csv" },
    G_OPTION_ENTRY_NULL,
  };
  MokClosingOptions options = { 0 };
  g_autoptr (MokSurvey) survey = NULL;
  g_auto (MokCliPassphrases) passphrases = { 0 };
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (GError) error = NULL;

  mok_cli_spread (cli, "--passphrase-file");
  if (!mok_cli_parse (cli, entries, 0, 1) || !mok_cli_take_survey (cli, paths))
    return MOK_CLI_USAGE;
  if (paths != NULL && g_strv_length (paths) > 2)
    return mok_cli_usage (cli, _ ("--passphrase-file takes one file, or two of trustees."));
  if (rehearsal && margins != NULL)
    return mok_cli_usage (cli, _ ("--margins is for closing: a rehearsal computes no tables."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  if (rehearsal && is_open (survey))
    {
      mok_cli_warn (_ ("%s: an open survey has exact results, which need no rehearsal."), cli->arguments[0]);
      return MOK_CLI_REFUSED;
    }
  if (mok_cli_get_passphrases (survey, paths, &passphrases, &error))
    key = mok_survey_unlock (survey, passphrases.texts, passphrases.n, &error);
  if (key == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  options.small = small;
  options.margins = margins;
  return rehearsal ? rehearse (cli, survey, key) : close_survey (cli, survey, key, &options);
}
