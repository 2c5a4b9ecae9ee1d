/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* import: rows of a CSV file into an open survey. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "exchange/mok-import.h"

MokCliStatus
mok_cli_import (MokCli *cli)
{
  g_autofree char *csv_path = NULL, *map_path = NULL;
  gboolean skip_bad = FALSE;
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &csv_path, N_ ("The data"), "FILE" },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &map_path, N_ ("Which column and value is which variable and code"),
      "MAP.csv" },
    { "skip-bad", 0, 0, G_OPTION_ARG_NONE, &skip_bad, N_ ("Leave a value that does not fit blank, and keep its row"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GFile) csv = NULL, map = NULL;
  g_autoptr (GError) error = NULL;
  MokImportResult result = { 0 };
  gboolean done;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (csv_path == NULL || map_path == NULL)
    return mok_cli_usage (cli, _ ("--csv and --map name the data and the mapping."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  csv = g_file_new_for_commandline_arg (csv_path);
  map = g_file_new_for_commandline_arg (map_path);
  done = mok_import_csv (survey, csv, map, skip_bad, &result, diagnostics, NULL, &error);
  mok_cli_print_diagnostics (diagnostics);
  if (!done)
    return mok_cli_fail_at (cli->arguments[0], error);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "rows");
      json_builder_add_int_value (builder, (gint64) result.rows);
      json_builder_set_member_name (builder, "bad_values");
      json_builder_add_int_value (builder, (gint64) result.bad_values);
      json_builder_end_object (builder);
      mok_cli_print_json (builder);
    }
  else
    {
      g_autofree char *rows = g_strdup_printf ("%" G_GUINT64_FORMAT, result.rows);
      g_autofree char *blanks = g_strdup_printf ("%" G_GUINT64_FORMAT, result.bad_values);

      mok_cli_print (_ ("Rows imported: %1$s; values left blank because they do not fit: %2$s\n"), rows, blanks);
    }
  return MOK_CLI_DONE;
}
