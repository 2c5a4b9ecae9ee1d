/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* chart: what a closed survey says, or what changed between two of them, as a picture; or the same as numbers. */

#include "config.h"

#include "cli/mok-cli-compare.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/mok-joined.h"
#include "base/mok-language.h"
#include "chart/mok-chart.h"
#include "release/mok-waves.h"
#include "store/mok-file-save.h"
#include "store/mok-store-error.h"

/* What is wanted, as the options say it. */
typedef struct
{
  MokCliSelection selection;
  MokChartOptions chart;
  MokPaletteId palette;
  char *answer;
  char *title;
  char *output;
} Request;

static void
request_clear (Request *self)
{
  mok_cli_selection_clear (&self->selection);
  g_free (self->answer);
  g_free (self->title);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static gboolean
is_csv (const Request *self)
{
  return g_str_has_suffix (self->output, ".csv");
}

/* The chart of all protections sets the two sizes side by side: without any of them it would be an empty frame. */
static MokChart *
draw_protections (const MokCube *cube, GPtrArray *tables, const MokChartOptions *options, GError **error)
{
  const MokTable *first = g_ptr_array_index (tables, 0);
  g_autofree char *refusal = NULL;

  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);

      if (table->by != NULL)
        return mok_chart_new_outcomes (tables, options);
    }
  refusal = mok_cube_dup_refusal (cube, first->question, MOK_CLI_SIZE5, first->filter);
  g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED, "%s: %s", MOK_CLI_SIZE5, refusal);
  return NULL;
}

/* Several codes become one answer. A question that does not have the answer is refused by name. */
static gboolean
choose_answer (const Request *self, GPtrArray *tables, GError **error)
{
  for (guint i = 0; i < tables->len && self->answer != NULL; i++)
    {
      MokTable *table = g_ptr_array_index (tables, i);
      MokTable *joined = strchr (self->answer, ',') != NULL ? mok_table_new_joined (table, self->answer) : NULL;

      if (joined == NULL && mok_table_find_column (table, self->answer) < 0)
        {
          g_set_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
                       _ ("The question “%1$s” has no answer with the code “%2$s”."), table->question, self->answer);
          return FALSE;
        }
      if (joined != NULL)
        {
          mok_table_unref (table);
          g_ptr_array_index (tables, i) = joined;
        }
    }
  return TRUE;
}

static gboolean
save_csv (const Request *self, const char *csv, GError **error)
{
  g_autoptr (GFile) target = g_file_new_for_path (self->output);
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));

  return mok_file_save_bytes (target, bytes, MOK_FILE_SAVE_PLAIN, error);
}

static gboolean
save_tables (const Request *self, GPtrArray *tables, GError **error)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *lines = mok_table_to_csv (g_ptr_array_index (tables, i), mok_language_get ());
      const char *head_end = i > 0 ? strchr (lines, '\n') : NULL;

      g_string_append (csv, head_end != NULL ? head_end + 1 : lines);
    }
  return save_csv (self, csv->str, error);
}

static gboolean
save_chart (const Request *self, MokChart *chart, GError **error)
{
  return chart != NULL && mok_chart_save (chart, self->output, mok_palette_get (self->palette), 1, error);
}

static gboolean
draw_survey (const Request *self, const char *path, GError **error)
{
  g_autoptr (MokCube) cube = mok_cli_load_cube (path, error);
  g_autoptr (GPtrArray) tables = cube != NULL ? mok_cli_selection_get_tables (&self->selection, cube, error) : NULL;
  g_autoptr (MokChart) chart = NULL;

  if (tables == NULL || !choose_answer (self, tables, error))
    return FALSE;
  if (is_csv (self))
    return save_tables (self, tables, error);
  if (self->answer != NULL)
    chart = mok_chart_new_items (tables, self->answer, &self->chart);
  else if (mok_cli_selection_is_protections (&self->selection))
    chart = draw_protections (cube, tables, &self->chart, error);
  else
    chart = mok_chart_new (g_ptr_array_index (tables, 0), &self->chart);
  return save_chart (self, chart, error);
}

static gboolean
draw_change (const Request *self, MokCliComparison *comparison, GError **error)
{
  g_autofree char *earlier_name = mok_waves_dup_name (mok_survey_get_manifest (comparison->earlier.survey));
  g_autofree char *later_name = mok_waves_dup_name (mok_survey_get_manifest (comparison->later.survey));
  const MokChartWaves waves = { comparison->earlier.tables, comparison->later.tables, earlier_name, later_name,
                                self->answer };
  g_autofree char *csv = NULL;
  g_autoptr (MokChart) chart = NULL;

  if (!choose_answer (self, comparison->earlier.tables, error)
      || !choose_answer (self, comparison->later.tables, error))
    return FALSE;
  if (is_csv (self))
    {
      csv = mok_cli_comparison_dup_csv (comparison);
      return save_csv (self, csv, error);
    }
  chart = mok_chart_new_change (&waves, &self->chart);
  return save_chart (self, chart, error);
}

static MokCliStatus
check_output (MokCli *cli, const Request *self)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf", ".csv" };

  for (guint i = 0; i < G_N_ELEMENTS (endings) && self->output != NULL; i++)
    {
      if (g_str_has_suffix (self->output, endings[i]))
        return MOK_CLI_DONE;
    }
  return mok_cli_usage (cli, _ ("-o names a picture that ends in .png, .svg or .pdf, or a .csv for its numbers."));
}

/* Whether the options go with each other. */
static MokCliStatus
check (MokCli *cli, Request *self, const char *palette_name, const char *type)
{
  const gboolean protections = mok_cli_selection_is_protections (&self->selection);

  if (check_output (cli, self) != MOK_CLI_DONE)
    return MOK_CLI_USAGE;
  if (palette_name != NULL && !mok_palette_id_from_name (palette_name, &self->palette))
    return mok_cli_usage (cli, _ ("--palette is light, dark, contrast or print, not “%s”."), palette_name);
  if (type != NULL && !mok_chart_kind_from_name (type, &self->chart.kind))
    return mok_cli_usage (
        cli, _ ("--type is bars, dots, grouped, stacked, likert, multiples, heat or ridge, not “%s”."), type);
  if (self->chart.width < 320 || self->chart.width > 4000)
    return mok_cli_usage (cli, _ ("--width is 320 to 4000."));
  if (self->answer == NULL && !is_csv (self) && !protections && !mok_cli_selection_is_one (&self->selection))
    return mok_cli_usage (cli, _ ("--answer says which answer to several questions is drawn."));
  if (cli->arguments[1] != NULL && (self->selection.filter != NULL || self->selection.weighted))
    return mok_cli_usage (cli, _ ("Two surveys are compared without --filter and --weighted."));
  if (cli->arguments[1] != NULL && self->answer == NULL && protections)
    return mok_cli_usage (cli, _ ("--answer says which answer to several questions is drawn."));
  return MOK_CLI_DONE;
}

/* A message about the file that was to be written names it; everything else is about the survey. */
static MokCliStatus
fail (const char *path, const GError *error)
{
  return error->domain == MOK_STORE_ERROR ? mok_cli_fail (error) : mok_cli_fail_at (path, error);
}

MokCliStatus
mok_cli_chart (MokCli *cli)
{
  g_auto (Request) request = { .chart = { .language = mok_language_get (), .framed = TRUE } };
  g_autofree char *palette_name = NULL, *type = NULL;
  int width = 720;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_ ("The picture to write, or its numbers"),
      "FILE.png|svg|pdf|csv" },
    { "question", 0, 0, G_OPTION_ARG_STRING, &request.selection.question,
      N_ ("The question; outcome:QUESTION, how a protection by law fared; protections, all of these"),
      "VARIABLE[,VARIABLE…]" },
    { "answer", 0, 0, G_OPTION_ARG_STRING, &request.answer,
      N_ ("Only this answer: of several questions beside each other, or of groups in two surveys"), "CODE[,CODE…]" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, N_ ("Another type of chart than suits the question"),
      "bars|dots|grouped|stacked|likert|multiples|heat|ridge" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &request.selection.by, N_ ("Break it down by this background"), "VARIABLE" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &request.selection.filter, N_ ("Only respondents with this code"),
      "VARIABLE=CODE" },
    { "unflagged", 0, 0, G_OPTION_ARG_NONE, &request.selection.unflagged,
      N_ ("Of protections, without people whose number of employees is in doubt and without agency staff"), NULL },
    { "weighted", 0, 0, G_OPTION_ARG_NONE, &request.selection.weighted, N_ ("Weighted to the margins given at closing"),
      NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &request.title, N_ ("A title instead of the question"), "TEXT" },
    { "palette", 0, 0, G_OPTION_ARG_STRING, &palette_name, N_ ("Colours"), "light|dark|contrast|print" },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, N_ ("Width, 320 to 4000"), "PX" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 2) || !mok_cli_check_selection (cli, &request.selection))
    return MOK_CLI_USAGE;
  request.chart.width = width;
  request.chart.title = request.title;
  if (check (cli, &request, palette_name, type) != MOK_CLI_DONE)
    return MOK_CLI_USAGE;
  if (cli->arguments[1] == NULL)
    {
      if (!draw_survey (&request, cli->arguments[0], &error))
        return fail (cli->arguments[0], error);
    }
  else
    {
      g_auto (MokCliComparison) comparison = { 0 };

      if (!mok_cli_comparison_init (&comparison, cli->arguments, &request.selection))
        return MOK_CLI_REFUSED;
      if (!draw_change (&request, &comparison, &error))
        return fail (cli->arguments[1], error);
      for (guint i = 0; i < comparison.remarks->len; i++)
        mok_cli_warn ("%s", (const char *) g_ptr_array_index (comparison.remarks, i));
    }
  mok_cli_print (_ ("Wrote %s.\n"), request.output);
  return MOK_CLI_DONE;
}
