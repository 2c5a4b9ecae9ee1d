/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* table: what a closed survey says, in numbers. */

#include "config.h"

#include "cli/mok-cli-selection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/mok-language.h"

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

/* One table, and nothing around it. */
static void
print_table (const MokTable *table, const char *format)
{
  g_autofree char *text = format_table (table, format);

  mok_cli_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
}

/* Several tables: one CSV file with one head, one JSON array. */
static void
print_tables (GPtrArray *tables, const char *format)
{
  const gboolean csv = strcmp (format, "csv") == 0, json = strcmp (format, "json") == 0;

  if (json)
    mok_cli_print ("[\n");
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *text = format_table (g_ptr_array_index (tables, i), format);
      const char *head_end = csv && i > 0 ? strchr (text, '\n') : NULL;

      if (i > 0 && !csv)
        mok_cli_print (json ? ",\n" : "\n");
      mok_cli_print ("%s", head_end != NULL ? head_end + 1 : text);
    }
  if (json)
    mok_cli_print ("]\n");
}

MokCliStatus
mok_cli_table (MokCli *cli)
{
  g_auto (MokCliSelection) selection = { 0 };
  g_autofree char *format = NULL;
  gboolean list = FALSE;
  const GOptionEntry entries[] = {
    { "question", 0, 0, G_OPTION_ARG_STRING, &selection.question,
      N_ ("The question; outcome:QUESTION, how a protection by law fared; protections, all of these"),
      "VARIABLE[,VARIABLE…]" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &selection.by, N_ ("Break it down by this background"), "VARIABLE" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &selection.filter, N_ ("Only respondents with this code"), "VARIABLE=CODE" },
    { "unflagged", 0, 0, G_OPTION_ARG_NONE, &selection.unflagged,
      N_ ("Of protections, without people whose number of employees is in doubt and without agency staff"), NULL },
    { "weighted", 0, 0, G_OPTION_ARG_NONE, &selection.weighted, N_ ("Weighted to the margins given at closing"), NULL },
    { "details", 0, 0, G_OPTION_ARG_NONE, &selection.details,
      N_ ("Of an outcome, in what way it was denied and what else is told of it"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("How to print it; --json is the same as --format json"),
      "text|csv|json" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("List the questions, breakdowns and codes instead"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const char *const FORMATS[] = { "text", "csv", "json", NULL };
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1) || (!list && !mok_cli_check_selection (cli, &selection)))
    return MOK_CLI_USAGE;
  if (format == NULL)
    format = g_strdup (cli->json ? "json" : "text");
  if (!g_strv_contains (FORMATS, format))
    return mok_cli_usage (cli, _ ("--format is text, csv or json, not “%s”."), format);
  cube = mok_cli_load_cube (cli->arguments[0], &error);
  if (cube == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  if (list)
    {
      mok_cli_print_list (cube, strcmp (format, "json") == 0);
      return MOK_CLI_DONE;
    }
  tables = mok_cli_selection_get_tables (&selection, cube, &error);
  if (tables == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  if (!mok_cli_selection_is_one (&selection))
    print_tables (tables, format);
  else
    print_table (g_ptr_array_index (tables, 0), format);
  return MOK_CLI_DONE;
}
