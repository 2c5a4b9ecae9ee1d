/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* form check, form walk, form print: a questionnaire without a survey. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "base/mok-random.h"
#include "interview/mok-answer-json.h"
#include "interview/mok-interview.h"
#include "interview/mok-walk.h"
#include "release/mok-note.h"
#include "release/mok-singling.h"
#include "report/mok-form-sheet.h"

static void
print_check_json (GPtrArray *diagnostics)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const MokDiagnostic *d = g_ptr_array_index (diagnostics, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "severity");
      json_builder_add_string_value (builder, d->severity == MOK_SEVERITY_ERROR ? "error" : "warning");
      json_builder_set_member_name (builder, "file");
      json_builder_add_string_value (builder, d->file);
      json_builder_set_member_name (builder, "sheet");
      if (d->sheet != NULL)
        json_builder_add_string_value (builder, d->sheet);
      else
        json_builder_add_null_value (builder);
      json_builder_set_member_name (builder, "line");
      json_builder_add_int_value (builder, d->line);
      json_builder_set_member_name (builder, "column");
      json_builder_add_int_value (builder, d->column);
      json_builder_set_member_name (builder, "code");
      json_builder_add_string_value (builder, d->code);
      json_builder_set_member_name (builder, "message");
      json_builder_add_string_value (builder, d->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  mok_cli_print_json (builder);
}

static guint
count_asked (MokQuestionnaire *questionnaire)
{
  guint n = 0;

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    n += mok_question_is_numbered (mok_questionnaire_get_question (questionnaire, i)) ? 1 : 0;
  return n;
}

static void
print_check_text (const char *path, MokQuestionnaire *questionnaire, GPtrArray *diagnostics)
{
  const guint n_errors = mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR);
  const guint n_warnings = mok_diagnostics_count (diagnostics, MOK_SEVERITY_WARNING);
  g_autofree char *name = g_filename_display_name (path);

  mok_cli_print_diagnostics (diagnostics);
  if (questionnaire != NULL)
    {
      g_autoptr (GString) languages = g_string_new (NULL);

      for (guint i = 0; i < questionnaire->languages->len; i++)
        g_string_append_printf (languages, "%s%s", i > 0 ? " " : "",
                                (const char *) g_ptr_array_index (questionnaire->languages, i));
      mok_cli_print (_ ("%1$s: questions stored: %2$u; modules: %3$u; languages: %4$s\n"), name,
                     count_asked (questionnaire), mok_questionnaire_get_n_modules (questionnaire), languages->str);
    }
  mok_cli_print (_ ("%1$s: errors: %2$u; warnings: %3$u\n"), name, n_errors, n_warnings);
}

/* What is to be considered is a warning of the form as a whole, and printed like the others; the rest is text only. */
static void
add_singling (GPtrArray *diagnostics, const char *path, GPtrArray *notes)
{
  g_autofree char *name = g_path_get_basename (path);

  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);
      g_autofree char *message = g_strdup_printf ("%s: %s", note->title, note->text);

      if (note->kind == MOK_NOTE_WARNING)
        g_ptr_array_add (diagnostics, mok_diagnostic_new (MOK_SEVERITY_WARNING, name, 0, 0, "singles-out", message));
    }
}

static void
print_other_notes (GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      if (note->kind != MOK_NOTE_WARNING)
        mok_cli_print ("%s: %s\n", note->title, note->text);
    }
}

MokCliStatus
mok_cli_form_check (MokCli *cli)
{
  int headcount = 0;
  const GOptionEntry entries[] = {
    { "headcount", 0, 0, G_OPTION_ARG_INT, &headcount, N_ ("Also say what its answers would tell about so many people"),
      "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) questionnaire = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (headcount < 0)
    return mok_cli_usage (cli, _ ("--headcount is a number of people."));
  questionnaire = mok_cli_load_form (cli->arguments[0], diagnostics, &error);
  if (error != NULL)
    return mok_cli_fail (error);
  if (questionnaire != NULL)
    {
      g_autoptr (MokSingling) singling = mok_singling_new (questionnaire, (guint) headcount);

      notes = mok_singling_list_notes (singling, MOK_SINGLING_SEALED);
      add_singling (diagnostics, cli->arguments[0], notes);
    }
  if (cli->json)
    print_check_json (diagnostics);
  else
    print_check_text (cli->arguments[0], questionnaire, diagnostics);
  if (!cli->json && notes != NULL && headcount > 0)
    print_other_notes (notes);
  return questionnaire != NULL ? MOK_CLI_DONE : MOK_CLI_REFUSED;
}

static void
add_route (JsonBuilder *builder, MokInterview *interview, const char *name)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (interview);
  g_autoptr (GArray) route = mok_interview_get_route (interview);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < route->len; i++)
    json_builder_add_string_value (
        builder, mok_questionnaire_get_question (questionnaire, g_array_index (route, guint, i))->name);
  json_builder_end_array (builder);
}

static gboolean
add_answers (JsonBuilder *builder, MokInterview *interview, const char *name, GError **error)
{
  g_autofree char *text = mok_answer_json_write (interview);
  g_autoptr (JsonNode) node = json_from_string (text, error);

  if (node == NULL)
    return FALSE;
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, g_steal_pointer (&node));
  return TRUE;
}

/* One walk as one line: the seed with which it can be repeated, the route, the answers. */
static MokCliStatus
walk (MokCli *cli, MokQuestionnaire *questionnaire, guint64 seed, double now)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, now);
  g_autoptr (GArray) route = NULL;
  g_autofree char *answers = NULL;
  g_autofree char *number = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;

  mok_walk_run (interview, random, TRUE);
  if (!mok_cli_check_walk (interview, &error))
    return mok_cli_fail (error);
  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "seed");
      json_builder_add_int_value (builder, (gint64) seed);
      add_route (builder, interview, "asked");
      if (!add_answers (builder, interview, "answers", &error))
        return mok_cli_fail (error);
      json_builder_end_object (builder);
      mok_cli_print_json (builder);
      return MOK_CLI_DONE;
    }
  route = mok_interview_get_route (interview);
  answers = mok_answer_json_write (interview);
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, seed);
  mok_cli_print (_ ("seed %1$s: asked %2$u: %3$s\n"), number, route->len, answers);
  return MOK_CLI_DONE;
}

static MokCliStatus
replay (MokCli *cli, MokQuestionnaire *questionnaire, const char *path, double now)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (0);
  g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, now);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (MokSecret) json = NULL;
  g_autofree char *access_code = NULL;
  g_autoptr (GError) error = NULL;
  gboolean valid;

  json = mok_cli_read_secret (path, MOK_CLI_MAX_ANSWERS, &error);
  if (json == NULL)
    return mok_cli_fail (error);
  valid = mok_answer_json_replay (interview, (const char *) mok_secret_data (json), -1, &access_code, errors);

  json_builder_begin_object (builder);
  add_route (builder, interview, "relevant");
  if (!add_answers (builder, interview, "values", &error))
    return mok_cli_fail (error);
  json_builder_set_member_name (builder, "errors");
  json_builder_begin_array (builder);
  for (guint i = 0; i < errors->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (errors, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
  if (!cli->json)
    for (guint i = 0; i < errors->len; i++)
      mok_cli_warn ("%s: %s", path, (const char *) g_ptr_array_index (errors, i));
  return valid ? MOK_CLI_DONE : MOK_CLI_REFUSED;
}

MokCliStatus
mok_cli_form_walk (MokCli *cli)
{
  gint64 seed = 1;
  int n = 1;
  g_autofree char *answers = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("Seed of the first walk; the next one has the next seed"), "S" },
    { "count", 'n', 0, G_OPTION_ARG_INT, &n, N_ ("How many walks"), "N" },
    { "answers", 0, 0, G_OPTION_ARG_FILENAME, &answers, N_ ("Replay these answers instead (JSON)"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) questionnaire = NULL;
  g_autoptr (GError) error = NULL;
  const double now = mok_interview_get_local_time ();
  MokCliStatus status = MOK_CLI_DONE;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (seed < 0 || n < 1)
    return mok_cli_usage (cli, _ ("--seed is 0 or more, -n is 1 or more."));
  questionnaire = mok_cli_load_form (cli->arguments[0], diagnostics, &error);
  if (error != NULL)
    return mok_cli_fail (error);
  if (questionnaire == NULL)
    {
      mok_cli_print_diagnostics (diagnostics);
      return MOK_CLI_REFUSED;
    }
  if (answers != NULL)
    return replay (cli, questionnaire, answers, now);
  for (int i = 0; i < n && status == MOK_CLI_DONE; i++)
    status = walk (cli, questionnaire, (guint64) (seed + i), now);
  return status;
}

/* What the program speaks, where the form has it: a sheet in two languages would help nobody. */
static const char *
find_language (MokQuestionnaire *questionnaire, const char *path)
{
  const char *language = mok_questionnaire_match_language (questionnaire, mok_language_get ());
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) known = g_string_new (NULL);

  if (g_str_has_prefix (language, mok_language_get ()) || questionnaire->languages->len == 0)
    return language;
  for (guint i = 0; i < questionnaire->languages->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (questionnaire->languages, i));
  mok_cli_warn (_ ("%1$s: the form is not in the language “%2$s”. With --lang it can be printed in: %3$s"), name,
                mok_language_get (), known->str);
  return NULL;
}

MokCliStatus
mok_cli_form_print (MokCli *cli)
{
  g_autofree char *output = NULL, *title = NULL, *disclosure = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The paper questionnaire to write"), "FORM.pdf" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("Title; else that of the form"), "TITLE" },
    { "disclosure", 0, 0, G_OPTION_ARG_STRING, &disclosure,
      N_ ("What the sheet says of what happens to answers: standard or open"), "KIND" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokQuestionnaire) questionnaire = NULL;
  g_autoptr (MokPaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  const char *language;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (output == NULL || !g_str_has_suffix (output, ".pdf"))
    return mok_cli_usage (cli, _ ("-o names a paper questionnaire that ends in .pdf."));
  if (disclosure != NULL && !g_str_equal (disclosure, "standard") && !g_str_equal (disclosure, "open"))
    return mok_cli_usage (cli, _ ("--disclosure is standard or open, not “%s”."), disclosure);
  questionnaire = mok_cli_load_form_or_say (cli->arguments[0]);
  language = questionnaire != NULL ? find_language (questionnaire, cli->arguments[0]) : NULL;
  if (language == NULL)
    return MOK_CLI_REFUSED;
  paper = mok_form_sheet_new (questionnaire, title,
                              g_strcmp0 (disclosure, "open") == 0 ? MOK_DISCLOSURE_OPEN : MOK_DISCLOSURE_STANDARD,
                              language);
  if (!mok_paper_save (paper, output, &error))
    return mok_cli_fail_at (output, error);
  mok_cli_print (g_dngettext (GETTEXT_PACKAGE, "Wrote %1$s: %2$u page.\n", "Wrote %1$s: %2$u pages.\n",
                              mok_paper_get_n_pages (paper)),
                 output, mok_paper_get_n_pages (paper));
  return MOK_CLI_DONE;
}
