/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* comments: the one review of what people wrote. Reading them changes nothing; finishing the review keeps a summary and
 * destroys them.
 */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "release/mok-review.h"

/* No summary is longer. */
#define MAX_SUMMARY (1024 * 1024)

static char *
read_summary (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  if (size > MAX_SUMMARY || !g_utf8_validate (text, (gssize) size, NULL))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s is not a text file in UTF-8 of at most 1 MiB."),
                   name);
      return NULL;
    }
  return g_steal_pointer (&text);
}

static void
print_json (GPtrArray *groups, const char *summary)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_array (builder);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const MokReviewGroup *group = g_ptr_array_index (groups, i);

      json_builder_begin_object (builder);
      mok_cli_add_string (builder, "variable", group->question->name);
      mok_cli_add_string (builder, "title", mok_question_get_title (group->question, mok_language_get ()));
      json_builder_set_member_name (builder, "texts");
      json_builder_begin_array (builder);
      for (guint k = 0; k < group->texts->len; k++)
        json_builder_add_string_value (builder, g_ptr_array_index (group->texts, k));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  mok_cli_add_string (builder, "summary", summary);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

/* Later lines of a text are moved in, so that where the next one begins is seen. */
static void
print_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\n  ", lines);

  mok_cli_print ("– %s\n", joined);
}

static void
print_groups (GPtrArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const MokReviewGroup *group = g_ptr_array_index (groups, i);

      mok_cli_print ("%s%s\n\n", i > 0 ? "\n" : "", mok_text_get (group->question->label, mok_language_get ()));
      for (guint k = 0; k < group->texts->len; k++)
        print_text (g_ptr_array_index (group->texts, k));
    }
}

/* The review is over, or there never was one. */
static MokCliStatus
show_summary (MokCli *cli, MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = mok_survey_get_summary (survey, &error);

  if (error != NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  if (summary == NULL)
    {
      mok_cli_warn (_ ("%s: there are no comments to review. Where fewer than ten people write something, it is "
                       "destroyed unread."),
                    cli->arguments[0]);
      return MOK_CLI_REFUSED;
    }
  if (cli->json)
    print_json (NULL, summary);
  else
    mok_cli_print ("%s%s", summary, *summary == '\0' || g_str_has_suffix (summary, "\n") ? "" : "\n");
  return MOK_CLI_DONE;
}

static MokCliStatus
review (MokCli *cli, MokSurvey *survey, char **paths, const char *summary)
{
  g_auto (MokCliPassphrases) passphrases = { 0 };
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) error = NULL;

  if (mok_cli_get_passphrases (survey, paths, &passphrases, &error))
    groups = mok_review_open (survey, passphrases.texts, passphrases.n, &error);
  if (groups == NULL || (summary != NULL && !mok_review_finish (survey, summary, &error)))
    return mok_cli_fail_at (cli->arguments[0], error);
  if (summary != NULL)
    mok_cli_print (_ ("The review of %s is finished: the summary is kept, the comments are destroyed.\n"),
                   cli->arguments[0]);
  else if (cli->json)
    print_json (groups, NULL);
  else
    print_groups (groups);
  return MOK_CLI_DONE;
}

/* Only of a closed survey that protects answers are there comments to review. */
static gboolean
check_survey (MokCli *cli, MokSurvey *survey, gboolean *waiting)
{
  MokSurveyStatus status;
  g_autoptr (GError) error = NULL;

  if (!mok_survey_get_status (survey, &status, &error) || !mok_survey_has_review (survey, waiting, &error))
    {
      mok_cli_fail_at (cli->arguments[0], error);
      return FALSE;
    }
  if (!status.closed)
    {
      mok_cli_warn (_ ("%s: the survey is not closed yet. Comments are read after closing."), cli->arguments[0]);
      return FALSE;
    }
  if (mok_manifest_get_disclosure (mok_survey_get_manifest (survey)) == MOK_DISCLOSURE_OPEN)
    {
      mok_cli_warn (_ ("%s: an open survey keeps its comments for everybody to read. They are not reviewed."),
                    cli->arguments[0]);
      return FALSE;
    }
  return TRUE;
}

MokCliStatus
mok_cli_comments (MokCli *cli)
{
  g_auto (GStrv) paths = NULL;
  g_autofree char *finish = NULL, *summary = NULL;
  const GOptionEntry entries[] = {
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths,
      N_ ("File with the passphrase, or two files of trustees; else it is asked for"), "FILE…" },
    { "finish", 0, 0, G_OPTION_ARG_FILENAME, &finish,
      N_ ("End the review instead of printing: keep this summary for everybody to read, destroy the comments"),
      "SUMMARY.txt" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waiting = FALSE;

  mok_cli_spread (cli, "--passphrase-file");
  if (!mok_cli_parse (cli, entries, 0, 1) || !mok_cli_take_survey (cli, paths))
    return MOK_CLI_USAGE;
  if (paths != NULL && g_strv_length (paths) > 2)
    return mok_cli_usage (cli, _ ("--passphrase-file takes one file, or two of trustees."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  if (finish != NULL)
    {
      summary = read_summary (finish, &error);
      if (summary == NULL)
        return mok_cli_fail_at (finish, error);
    }
  if (!check_survey (cli, survey, &waiting))
    return MOK_CLI_REFUSED;
  if (waiting)
    return review (cli, survey, paths, summary);
  if (summary == NULL)
    return show_summary (cli, survey);
  mok_cli_warn (_ ("%s: there is no review to end: no comments were kept, or it is finished."), cli->arguments[0]);
  return MOK_CLI_REFUSED;
}
