/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* table, chart: what a closed survey says. They read the cube that closing stored and need no passphrase. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/mok-language.h"
#include "chart/mok-chart.h"
#include "release/mok-closing.h"

typedef struct
{
  char *question;
  char *by;
  char *filter; /* V=C */
} Selection;

static void
selection_clear (Selection *self)
{
  g_free (self->question);
  g_free (self->by);
  g_free (self->filter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Selection, selection_clear)

static MokCube *
load_cube (const char *path, GError **error)
{
  g_autoptr (MokSurvey) survey = mok_survey_open (path, error);

  return survey != NULL ? mok_closing_load_cube (survey, error) : NULL;
}

static MokTable *
get_table (const MokCube *cube, const Selection *selection, GError **error)
{
  g_autofree char *filter = g_strdup (selection->filter);
  char *code = filter != NULL ? strchr (filter, '=') : NULL;

  if (code != NULL)
    *code++ = '\0';
  return mok_cube_get_table (cube, selection->question, selection->by, filter, code, error);
}

static gboolean
check_selection (MokCli *cli, const Selection *selection)
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
  return TRUE;
}

static void
add_title (JsonBuilder *builder, const MokQuestion *question)
{
  json_builder_set_member_name (builder, "variable");
  json_builder_add_string_value (builder, question->name);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, mok_question_get_title (question, mok_language_get ()));
}

static void
print_list_json (const MokCube *cube)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < questions->len; i++)
    {
      json_builder_begin_object (builder);
      add_title (builder, g_ptr_array_index (questions, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "breakdowns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < breakdowns->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (breakdowns, i);

      json_builder_begin_object (builder);
      add_title (builder, background);
      json_builder_set_member_name (builder, "levels");
      json_builder_begin_array (builder);
      for (guint k = 0; k < mok_cube_get_n_levels (cube, background); k++)
        {
          json_builder_begin_object (builder);
          json_builder_set_member_name (builder, "code");
          json_builder_add_string_value (builder, mok_cube_get_level_code (cube, background, k));
          json_builder_set_member_name (builder, "label");
          json_builder_add_string_value (builder, mok_cube_get_level_label (cube, background, k, mok_language_get ()));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

static void
print_list_text (const MokCube *cube)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);
  const char *language = mok_language_get ();

  mok_cli_print (_ ("Questions:\n"));
  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);

      mok_cli_print ("  %-16s %s\n", question->name, mok_question_get_title (question, language));
    }
  mok_cli_print (_ ("Breakdowns and filters:\n"));
  for (guint i = 0; i < breakdowns->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (breakdowns, i);

      mok_cli_print ("  %-16s %s\n", background->name, mok_question_get_title (background, language));
      for (guint k = 0; k < mok_cube_get_n_levels (cube, background); k++)
        mok_cli_print ("    %-14s %s\n", mok_cube_get_level_code (cube, background, k),
                       mok_cube_get_level_label (cube, background, k, language));
    }
}

static char *
format_table (const MokTable *table, const char *format)
{
  const char *language = mok_language_get ();

  if (strcmp (format, "csv") == 0)
    return mok_table_to_csv (table, language);
  if (strcmp (format, "json") == 0)
    return mok_table_to_json (table, language);
  return mok_table_to_text (table, language);
}

MokCliStatus
mok_cli_table (MokCli *cli)
{
  g_auto (Selection) selection = { 0 };
  g_autofree char *format = NULL;
  gboolean list = FALSE;
  const GOptionEntry entries[] = {
    { "question", 0, 0, G_OPTION_ARG_STRING, &selection.question, N_ ("The question"), "VARIABLE" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &selection.by, N_ ("Break it down by this background"), "VARIABLE" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &selection.filter, N_ ("Only respondents with this code"), "VARIABLE=CODE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("How to print it; --json is the same as --format json"),
      "text|csv|json" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("List the questions, breakdowns and codes instead"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const char *const FORMATS[] = { "text", "csv", "json", NULL };
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (MokTable) table = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1) || (!list && !check_selection (cli, &selection)))
    return MOK_CLI_USAGE;
  if (format == NULL)
    format = g_strdup (cli->json ? "json" : "text");
  if (!g_strv_contains (FORMATS, format))
    return mok_cli_usage (cli, _ ("--format is text, csv or json, not “%s”."), format);
  cube = load_cube (cli->arguments[0], &error);
  if (cube == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  if (list)
    {
      if (strcmp (format, "json") == 0)
        print_list_json (cube);
      else
        print_list_text (cube);
      return MOK_CLI_DONE;
    }
  table = get_table (cube, &selection, &error);
  if (table == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  text = format_table (table, format);
  mok_cli_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  return MOK_CLI_DONE;
}

MokCliStatus
mok_cli_chart (MokCli *cli)
{
  g_auto (Selection) selection = { 0 };
  g_autofree char *palette_name = NULL, *output = NULL;
  int width = 720;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The picture to write"), "FILE.png|svg|pdf" },
    { "question", 0, 0, G_OPTION_ARG_STRING, &selection.question, N_ ("The question"), "VARIABLE" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &selection.by, N_ ("Break it down by this background"), "VARIABLE" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &selection.filter, N_ ("Only respondents with this code"), "VARIABLE=CODE" },
    { "palette", 0, 0, G_OPTION_ARG_STRING, &palette_name, N_ ("Colours"), "light|dark|contrast|print" },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, N_ ("Width, 320 to 4000"), "PX" },
    G_OPTION_ENTRY_NULL,
  };
  MokChartOptions options = { .kind = MOK_CHART_AUTO, .language = mok_language_get (), .framed = TRUE };
  MokPaletteId palette = MOK_PALETTE_LIGHT;
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (MokTable) table = NULL;
  g_autoptr (MokChart) chart = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1) || !check_selection (cli, &selection))
    return MOK_CLI_USAGE;
  if (output == NULL
      || !(g_str_has_suffix (output, ".png") || g_str_has_suffix (output, ".svg") || g_str_has_suffix (output, ".pdf")))
    return mok_cli_usage (cli, _ ("-o names a picture that ends in .png, .svg or .pdf."));
  if (palette_name != NULL && !mok_palette_id_from_name (palette_name, &palette))
    return mok_cli_usage (cli, _ ("--palette is light, dark, contrast or print, not “%s”."), palette_name);
  if (width < 320 || width > 4000)
    return mok_cli_usage (cli, _ ("--width is 320 to 4000."));
  cube = load_cube (cli->arguments[0], &error);
  if (cube == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  table = get_table (cube, &selection, &error);
  if (table == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  options.width = width;
  chart = mok_chart_new (table, &options);
  if (!mok_chart_save (chart, output, mok_palette_get (palette), 1, &error))
    return mok_cli_fail (error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  return MOK_CLI_DONE;
}
