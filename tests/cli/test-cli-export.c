/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* export: what it refuses, and that nothing half done is left behind. What it writes is read back in tests/exchange. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

static const char *const FORMATS[] = { "t.csv", "t.xlsx", "t.sav", "t.json" };

static void
set_up (const char *disclosure)
{
  g_autoptr (CliRun) made = NULL;

  cli_set_up ();
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--disclosure", disclosure,
                  "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (made);
  cli_simulate ("s.moksori", 30, 1);
}

static void
close_survey (void)
{
  g_autoptr (CliRun) closed =
      cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"), NULL);

  cli_assert_done (closed);
}

static CliRun *
export_to (const char *name, const char *option)
{
  return cli_run (NULL, "export", cli_path ("s.moksori"), "-o", cli_path (name), option, NULL);
}

/* How many files there are beside those of the survey. */
static guint
count_files (void)
{
  g_autofree char *folder = g_path_get_dirname (cli_path ("s.moksori"));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_wrong_usage (void)
{
  set_up ("open");
  {
    g_autoptr (CliRun) nothing = cli_run (NULL, "export", cli_path ("s.moksori"), NULL);
    g_autoptr (CliRun) ending = export_to ("t.doc", NULL);
    g_autoptr (CliRun) rows = export_to ("t.xlsx", "--rows");
    g_autoptr (CliRun) filters = export_to ("t.sav", "--filters");
    g_autoptr (CliRun) passphrase = cli_run (NULL, "export", cli_path ("s.moksori"), "-o", cli_path ("t.csv"),
                                             "--passphrase-file", cli_path ("pass"), NULL);

    cli_assert_refused (nothing, 2, "-o");
    cli_assert_refused (ending, 2, ".xlsx");
    cli_assert_refused (rows, 2, "--rows");
    cli_assert_refused (filters, 2, "--filters");
    cli_assert_refused (passphrase, 2, "--rows");
  }
  cli_tear_down ();
}

static void
test_a_survey_that_is_not_closed_has_no_tables (void)
{
  const guint n = (set_up ("standard"), count_files ());

  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      g_autoptr (CliRun) run = export_to (FORMATS[i], NULL);

      cli_assert_refused (run, 1, "s.moksori");
    }
  g_assert_cmpuint (count_files (), ==, n);
  cli_tear_down ();
}

/* Neither before closing, with the passphrase, nor after. */
static void
test_a_survey_that_protects_answers_has_no_rows (void)
{
  const guint n = (set_up ("standard"), count_files ());

  for (guint closed = 0; closed < 2; closed++)
    {
      g_autoptr (CliRun) csv = cli_run (NULL, "export", cli_path ("s.moksori"), "--rows", "-o", cli_path ("t.csv"),
                                        "--passphrase-file", cli_path ("pass"), NULL);
      g_autoptr (CliRun) sav = export_to ("t.sav", "--rows");

      cli_assert_refused (csv, 1, "s.moksori");
      cli_assert_refused (csv, 1, "protects");
      cli_assert_refused (sav, 1, "protects");
      g_assert_cmpuint (count_files (), ==, n);
      if (!closed)
        close_survey ();
    }
  cli_tear_down ();
}

/* Before an open survey is closed its answers are sealed, and rows need the passphrase; then nobody needs one. */
static void
test_rows_need_the_passphrase_while_they_are_sealed (void)
{
  set_up ("open");
  {
    g_autoptr (CliRun) wrong = cli_run (NULL, "export", cli_path ("s.moksori"), "--rows", "-o", cli_path ("t.csv"),
                                        "--passphrase-file", cli_path ("pass2"), NULL);
    g_autoptr (CliRun) sealed = cli_run (NULL, "export", cli_path ("s.moksori"), "--rows", "-o", cli_path ("a.csv"),
                                         "--passphrase-file", cli_path ("pass"), NULL);
    g_autoptr (CliRun) closed = NULL;
    g_autoptr (GBytes) before = NULL;
    g_autoptr (GBytes) after = NULL;

    cli_assert_refused (wrong, 1, "passphrase");
    cli_assert_done (sealed);
    close_survey ();
    closed = export_to ("b.csv", "--rows");
    cli_assert_done (closed);
    before = cli_read ("a.csv");
    after = cli_read ("b.csv");
    g_assert_true (g_bytes_equal (before, after));
    g_assert_null (cli_read ("t.csv"));
  }
  cli_tear_down ();
}

/* At every size at which the disk can be full there is the old file, or the whole new one. */
static void
test_a_full_disk_leaves_the_old_file (void)
{
  set_up ("open");
  close_survey ();
  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      g_autoptr (CliRun) whole = export_to (FORMATS[i], NULL);
      g_autoptr (GBytes) bytes = cli_read (FORMATS[i]);
      const gsize size = g_bytes_get_size (bytes);
      const guint n = count_files ();

      cli_assert_done (whole);
      cli_write (FORMATS[i], "old");
      for (gsize limit = 0; limit < size; limit += size / 7)
        {
          g_autoptr (CliRun) run =
              cli_run_in (CLI_SMALL_FILES, limit, "export", cli_path ("s.moksori"), "-o", cli_path (FORMATS[i]), NULL);
          g_autoptr (GBytes) kept = cli_read (FORMATS[i]);

          cli_assert_refused (run, 1, FORMATS[i]);
          g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), "old", 3);
          g_assert_cmpuint (count_files (), ==, n);
        }
    }
  cli_tear_down ();
}

/* The parts of a workbook are larger before they are packed: a disk that has room for the whole, but not for a part
 * beside it, must not lose the end of that part.
 */
static void
test_a_workbook_never_loses_a_part (void)
{
  g_autoptr (CliRun) whole = NULL;
  g_autoptr (GBytes) wanted = NULL;
  guint n_done = 0, n_refused = 0;

  cli_set_up ();
  cli_make_survey ("s.moksori", "care-workforce");
  cli_simulate ("s.moksori", 60, 1);
  close_survey ();
  whole = export_to ("t.xlsx", NULL);
  cli_assert_done (whole);
  wanted = cli_read ("t.xlsx");
  for (gsize room = g_bytes_get_size (wanted) - 8192; room < g_bytes_get_size (wanted) + 49152; room += 4096)
    {
      g_autoptr (CliRun) run = NULL;
      g_autoptr (GBytes) found = NULL;

      if (!cli_make_disk ("disk", room))
        {
          g_test_skip ("making a small disk needs root");
          break;
        }
      run = export_to ("disk/t.xlsx", NULL);
      found = cli_read ("disk/t.xlsx");
      g_assert_true ((run->status == 0) == (found != NULL));
      if (found != NULL)
        g_assert_cmpuint (g_bytes_get_size (found), ==, g_bytes_get_size (wanted));
      n_done += run->status == 0;
      n_refused += run->status == 1;
      cli_remove_disk ("disk");
    }
  g_assert_true (g_test_failed () || n_done + n_refused == 0 || (n_done > 0 && n_refused > 0));
  cli_tear_down ();
}

static void
test_devices_are_not_replaced (void)
{
  set_up ("open");
  close_survey ();
  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      g_assert_cmpint (symlink ("/dev/full", cli_path (FORMATS[i])), ==, 0);

      g_autoptr (CliRun) run = export_to (FORMATS[i], NULL);

      cli_assert_refused (run, 1, FORMATS[i]);
      g_assert_true (g_file_test (cli_path (FORMATS[i]), G_FILE_TEST_IS_SYMLINK));
    }
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/export/wrong-usage", test_wrong_usage);
  g_test_add_func ("/cli/export/a-survey-that-is-not-closed-has-no-tables",
                   test_a_survey_that_is_not_closed_has_no_tables);
  g_test_add_func ("/cli/export/a-survey-that-protects-answers-has-no-rows",
                   test_a_survey_that_protects_answers_has_no_rows);
  g_test_add_func ("/cli/export/rows-need-the-passphrase-while-they-are-sealed",
                   test_rows_need_the_passphrase_while_they_are_sealed);
  g_test_add_func ("/cli/export/a-full-disk-leaves-the-old-file", test_a_full_disk_leaves_the_old_file);
  g_test_add_func ("/cli/export/a-workbook-never-loses-a-part", test_a_workbook_never_loses_a_part);
  g_test_add_func ("/cli/export/devices-are-not-replaced", test_devices_are_not_replaced);
  return g_test_run ();
}
