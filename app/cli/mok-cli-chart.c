/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* chart: what a closed survey says, as a picture. */

#include "config.h"

#include "cli/mok-cli-selection.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "chart/mok-chart.h"

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

MokCliStatus
mok_cli_chart (MokCli *cli)
{
  g_auto (MokCliSelection) selection = { 0 };
  g_autofree char *palette_name = NULL, *output = NULL;
  int width = 720;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The picture to write"), "FILE.png|svg|pdf" },
    { "question", 0, 0, G_OPTION_ARG_STRING, &selection.question,
      N_ ("The question; outcome:QUESTION, how a protection by law fared; protections, all of these"), "VARIABLE" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &selection.by, N_ ("Break it down by this background"), "VARIABLE" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &selection.filter, N_ ("Only respondents with this code"), "VARIABLE=CODE" },
    { "unflagged", 0, 0, G_OPTION_ARG_NONE, &selection.unflagged,
      N_ ("Of protections, without people whose number of employees is in doubt and without agency staff"), NULL },
    { "weighted", 0, 0, G_OPTION_ARG_NONE, &selection.weighted, N_ ("Weighted to the margins given at closing"), NULL },
    { "palette", 0, 0, G_OPTION_ARG_STRING, &palette_name, N_ ("Colours"), "light|dark|contrast|print" },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, N_ ("Width, 320 to 4000"), "PX" },
    G_OPTION_ENTRY_NULL,
  };
  MokChartOptions options = { .kind = MOK_CHART_AUTO, .language = mok_language_get (), .framed = TRUE };
  MokPaletteId palette = MOK_PALETTE_LIGHT;
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (MokChart) chart = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1) || !mok_cli_check_selection (cli, &selection))
    return MOK_CLI_USAGE;
  if (output == NULL
      || !(g_str_has_suffix (output, ".png") || g_str_has_suffix (output, ".svg") || g_str_has_suffix (output, ".pdf")))
    return mok_cli_usage (cli, _ ("-o names a picture that ends in .png, .svg or .pdf."));
  if (palette_name != NULL && !mok_palette_id_from_name (palette_name, &palette))
    return mok_cli_usage (cli, _ ("--palette is light, dark, contrast or print, not “%s”."), palette_name);
  if (width < 320 || width > 4000)
    return mok_cli_usage (cli, _ ("--width is 320 to 4000."));
  cube = mok_cli_load_cube (cli->arguments[0], &error);
  if (cube == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  tables = mok_cli_selection_get_tables (&selection, cube, &error);
  if (tables == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  options.width = width;
  if (mok_cli_selection_is_protections (&selection))
    chart = draw_protections (cube, tables, &options, &error);
  else
    chart = mok_chart_new (g_ptr_array_index (tables, 0), &options);
  if (chart == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  if (!mok_chart_save (chart, output, mok_palette_get (palette), 1, &error))
    return mok_cli_fail (error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  return MOK_CLI_DONE;
}
