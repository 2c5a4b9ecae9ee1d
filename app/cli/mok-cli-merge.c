/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* hand-over, merge: a box travels, a survey takes it in. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

typedef struct
{
  gsize size;
  guint8 digest[32];
} Look;

/* What a file looks like now. It is read, not mapped: a file that shrinks under a mapping ends the program. */
static gboolean
look (const char *path, Look *result)
{
  g_autofree char *contents = NULL;

  if (!g_file_get_contents (path, &contents, &result->size, NULL))
    return FALSE;
  mok_hash (result->digest, sizeof result->digest, contents, result->size);
  return TRUE;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_boxes (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".mokbox"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return g_steal_pointer (&paths);
}

/* The boxes of a synced folder that are not being written: those that look the same a second later. */
static GPtrArray *
find_quiet_boxes (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = list_boxes (folder, error);
  g_autoptr (GPtrArray) quiet = g_ptr_array_new_with_free_func (g_free);
  g_autofree Look *looks = NULL;
  g_autofree gboolean *readable = NULL;

  if (paths == NULL)
    return NULL;
  looks = g_new0 (Look, paths->len);
  readable = g_new0 (gboolean, paths->len);
  for (guint i = 0; i < paths->len; i++)
    readable[i] = look (g_ptr_array_index (paths, i), &looks[i]);
  g_usleep (G_USEC_PER_SEC);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      Look again;

      /* One that cannot be read goes on to the merge, whose receipt says why. */
      if (readable[i] && (!look (path, &again) || memcmp (&again, &looks[i], sizeof again) != 0))
        mok_cli_warn (_ ("%s is still being written and waits for the next time."), path);
      else
        g_ptr_array_add (quiet, g_strdup (path));
    }
  return g_steal_pointer (&quiet);
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
