/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: importing a CSV file of 61 columns into an open survey, against `sqlite3 .import` of the same file into
 * a table, both durable, in the same folder. Ratios carry to other machines, seconds do not.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "bench.h"
#include "exchange/mok-import.h"

#define N_QUESTIONS 60

static void
write_text (const char *path, GString *text)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, text->str, (gssize) text->len, &error))
    g_error ("%s", error->message);
}

static void
write_data (const char *path, guint n_rows)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (42);
  g_autoptr (GString) text = g_string_new ("band");

  for (guint i = 1; i <= N_QUESTIONS; i++)
    g_string_append_printf (text, ",q%02u", i);
  g_string_append_c (text, '\n');
  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append_c (text, (char) ('1' + mok_random_uniform (random, 6)));
      for (guint i = 0; i < N_QUESTIONS; i++)
        {
          const guint answer = mok_random_uniform (random, 20) == 0 ? 7 : mok_random_uniform (random, 7);

          g_string_append_c (text, ',');
          if (answer < 7)
            g_string_append_c (text, (char) ('0' + answer));
        }
      g_string_append_c (text, '\n');
    }
  write_text (path, text);
}

static void
write_map (const char *path)
{
  g_autoptr (GString) text = g_string_new ("column,variable,value,code\nband,band,*,=\n");

  for (guint i = 1; i <= N_QUESTIONS; i++)
    g_string_append_printf (text, "q%02u,q%02u,*,=\n", i, i);
  write_text (path, text);
}

static double
time_import (const char *folder, const char *data, const char *map, guint n_rows)
{
  g_autoptr (MokQuestionnaire) form = bench_make_form (N_QUESTIONS);
  g_autoptr (MokSurvey) survey = bench_make_survey (folder, form, MOK_DISCLOSURE_OPEN);
  g_autoptr (GFile) data_file = g_file_new_for_path (data);
  g_autoptr (GFile) map_file = g_file_new_for_path (map);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GError) error = NULL;
  MokImportResult result;
  const gint64 start = g_get_monotonic_time ();

  if (!mok_import_csv (survey, data_file, map_file, FALSE, &result, diagnostics, NULL, &error))
    g_error ("%s", error->message);

  const double seconds = bench_seconds_since (start);

  if (result.rows != n_rows)
    g_error ("%u rows are missing", (guint) (n_rows - result.rows));
  return seconds;
}

/* Below 0 where there is no sqlite3. */
static double
time_sqlite (const char *folder, const char *data)
{
  g_autofree char *database = g_build_filename (folder, "sqlite.db", NULL);
  g_autofree char *import = g_strdup_printf (".import %s t", data);
  const char *const argv[] = { "sqlite3", "-csv", "-cmd", "PRAGMA synchronous=FULL", database, import, NULL };
  const gint64 start = g_get_monotonic_time ();
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, NULL)
      || status != 0)
    return -1;
  return bench_seconds_since (start);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (void)
{
  mok_init ();

  const guint n_rows = bench_get_size (200000);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("moksori-bench-XXXXXX", &error);

  if (folder == NULL)
    g_error ("%s", error->message);

  g_autofree char *data = g_build_filename (folder, "data.csv", NULL);
  g_autofree char *map = g_build_filename (folder, "map.csv", NULL);

  write_data (data, n_rows);
  write_map (map);

  const double ours = time_import (folder, data, map, n_rows);
  const double sqlite = time_sqlite (folder, data);

  remove_folder (folder);
  g_print ("import of %u rows × %d: %.2f s", n_rows, N_QUESTIONS + 1, ours);
  if (sqlite > 0)
    g_print ("; sqlite3 .import %.2f s; ratio %.2f\n", sqlite, ours / sqlite);
  else
    g_print ("; there is no sqlite3 to compare with\n");
  return 0;
}
