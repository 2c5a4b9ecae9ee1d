/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* hand-over, merge: a box travels, a survey takes it in. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "store/mok-folder-watch.h"
#include "store/mok-survey.h"

MokCliStatus
mok_cli_hand_over (MokCli *cli)
{
  g_autofree char *output = NULL, *folder = NULL;
  gboolean last = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The copy to write"), "FILE" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Write it into this folder, under a name of its own"),
      "DIR" },
    { "last", 0, 0, G_OPTION_ARG_NONE, &last, N_ ("The last copy of this box: also with few new responses"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokBox) box = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if ((output == NULL) == (folder == NULL))
    return mok_cli_usage (cli, _ ("Either -o or --folder says where the copy goes."));
  box = mok_box_open (cli->arguments[0], &error);
  if (box == NULL)
    return mok_cli_fail (error);
  if (folder != NULL)
    {
      g_autofree char *name = mok_box_dup_hand_over_name (box);

      output = g_build_filename (folder, name, NULL);
    }
  if (!mok_box_hand_over (box, output, last, &error))
    return mok_cli_fail_at (cli->arguments[0], error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  return MOK_CLI_DONE;
}

/* The boxes of a synced folder that are not being written. */
static GPtrArray *
find_quiet_boxes (const char *folder, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (MokFolderWatch) watch = mok_folder_watch_new (file);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) quiet = NULL, waiting = NULL;

  if (!mok_folder_watch_look (watch, g_get_monotonic_time (), &quiet, &waiting, NULL, error))
    return NULL;
  g_ptr_array_unref (g_steal_pointer (&quiet));
  g_ptr_array_unref (g_steal_pointer (&waiting));
  g_usleep (MOK_FOLDER_WATCH_PAUSE);
  if (!mok_folder_watch_look (watch, g_get_monotonic_time (), &quiet, &waiting, NULL, error))
    return NULL;
  for (guint i = 0; i < waiting->len; i++)
    {
      g_autofree char *name = g_file_get_parse_name (g_ptr_array_index (waiting, i));

      mok_cli_warn (_ ("%s is still being written and waits for the next time."), name);
    }
  for (guint i = 0; i < quiet->len; i++)
    g_ptr_array_add (paths, g_file_get_path (g_ptr_array_index (quiet, i)));
  return g_steal_pointer (&paths);
}

static MokCliStatus
print_receipt (MokCli *cli, const MokReceipt *receipt)
{
  g_autofree char *text = cli->json ? mok_receipt_to_json (receipt) : mok_receipt_to_text (receipt);
  MokCliStatus status = MOK_CLI_DONE;

  mok_cli_print (g_str_has_suffix (text, "\n") ? "%s" : "%s\n", text);
  for (guint i = 0; i < receipt->entries->len; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, i);

      if (entry->refused != NULL)
        status = mok_cli_fail_at (entry->name, entry->refused);
    }
  return status;
}

MokCliStatus
mok_cli_merge (MokCli *cli)
{
  g_autofree char *folder = NULL, *removed = NULL;
  const GOptionEntry entries[] = {
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Merge all boxes of this folder"), "DIR" },
    { "remove", 0, 0, G_OPTION_ARG_FILENAME, &removed, N_ ("Take the responses of this box back out"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokReceipt) receipt = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, G_MAXUINT))
    return MOK_CLI_USAGE;
  if ((folder != NULL) + (removed != NULL) + (cli->arguments[1] != NULL) != 1)
    return mok_cli_usage (cli, _ ("Name the boxes to merge, or use --folder, or --remove."));
  survey = mok_survey_open (cli->arguments[0], &error);
  if (survey == NULL)
    return mok_cli_fail (error);
  if (removed != NULL)
    receipt = mok_survey_remove (survey, removed, &error);
  else
    {
      if (folder != NULL)
        paths = find_quiet_boxes (folder, &error);
      else
        {
          paths = g_ptr_array_new_with_free_func (g_free);
          for (guint i = 1; cli->arguments[i] != NULL; i++)
            g_ptr_array_add (paths, g_strdup (cli->arguments[i]));
        }
      if (paths != NULL)
        receipt = mok_survey_merge (survey, paths, mok_cli_show_progress, NULL, NULL, &error);
    }
  mok_cli_end_progress ();
  return receipt != NULL ? print_receipt (cli, receipt) : mok_cli_fail_at (cli->arguments[0], error);
}
