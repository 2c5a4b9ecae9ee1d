/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Survey files as a whole, with the real program: duplicated, backed up, deleted; and boxes from a synced folder. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support.h"

static void
make_survey (void)
{
  g_autoptr (CliRun) made =
      cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--disclosure", "open", "--title",
               "Two wards", "--headcount", "40", "--passphrase-file", cli_path ("pass"), NULL);
  g_autoptr (CliRun) box =
      cli_run (NULL, "box", cli_path ("s.moksori"), "-o", cli_path ("b.mokbox"), "--label", "Ward", NULL);
  g_autoptr (CliRun) filled = cli_run (NULL, "simulate", cli_path ("b.mokbox"), "-n", "12", "--seed", "1", NULL);
  g_autoptr (CliRun) handed = NULL;

  cli_assert_done (made);
  cli_assert_done (box);
  cli_assert_done (filled);
  g_assert_cmpint (g_mkdir (cli_path ("synced"), 0755), ==, 0);
  handed = cli_run (NULL, "hand-over", cli_path ("b.mokbox"), "-o", cli_path ("synced/one.mokbox"), NULL);
  cli_assert_done (handed);
}

static JsonObject *
get_status (JsonNode **node, const char *name)
{
  return cli_get_json (node, cli_run (NULL, "status", cli_path (name), "--json", NULL));
}

static gint64
count_responses (const char *name)
{
  g_autoptr (JsonNode) node = NULL;

  return json_object_get_int_member (get_status (&node, name), "responses");
}

static void
test_duplicate_has_a_key_of_its_own (void)
{
  g_autoptr (CliRun) copy = NULL, merged = NULL, again = NULL;
  g_autoptr (JsonNode) one = NULL, two = NULL;
  JsonObject *original, *duplicate;

  cli_set_up ();
  make_survey ();
  copy = cli_run (NULL, "duplicate", cli_path ("s.moksori"), cli_path ("t.moksori"), "--passphrase-file",
                  cli_path ("pass2"), NULL);
  cli_assert_done (copy);
  original = get_status (&one, "s.moksori");
  duplicate = get_status (&two, "t.moksori");
  g_assert_cmpstr (json_object_get_string_member (duplicate, "title"), ==, "Two wards");
  g_assert_cmpstr (json_object_get_string_member (duplicate, "disclosure"), ==, "open");
  g_assert_cmpstr (json_object_get_string_member (duplicate, "fingerprint"), !=,
                   json_object_get_string_member (original, "fingerprint"));
  g_assert_cmpint (json_object_get_int_member (duplicate, "responses"), ==, 0);

  /* The box of one is nothing to the other. */
  merged = cli_run (NULL, "merge", cli_path ("t.moksori"), cli_path ("synced/one.mokbox"), NULL);
  cli_assert_refused (merged, 1, "another survey");
  again = cli_run (NULL, "duplicate", cli_path ("s.moksori"), cli_path ("t.moksori"), "--passphrase-file",
                   cli_path ("pass2"), NULL);
  cli_assert_refused (again, 1, "t.moksori");
  cli_tear_down ();
}

static void
test_duplicate_with_a_corrected_form (void)
{
  g_autoptr (CliRun) copy = NULL, bad = NULL;
  g_autoptr (JsonNode) node = NULL;

  cli_set_up ();
  make_survey ();
  copy = cli_run (NULL, "duplicate", cli_path ("s.moksori"), cli_path ("t.moksori"), "--form", "care-workforce",
                  "--title", "Three wards", "--passphrase-file", cli_path ("pass2"), NULL);
  cli_assert_done (copy);
  g_assert_cmpstr (json_object_get_string_member (get_status (&node, "t.moksori"), "title"), ==, "Three wards");
  cli_write ("bad.csv", "survey,,\n,type,name,label\n,hologram,h,Which?\nsettings,,\n,form_id,form_title\n,b,B\n");
  bad = cli_run (NULL, "duplicate", cli_path ("s.moksori"), cli_path ("u.moksori"), "--form", cli_path ("bad.csv"),
                 "--passphrase-file", cli_path ("pass2"), NULL);
  cli_assert_refused (bad, 1, "bad.csv:3");
  g_assert_false (g_file_test (cli_path ("u.moksori"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

static void
test_backup_is_a_copy_and_never_replaces (void)
{
  g_autoptr (CliRun) saved = NULL, again = NULL;
  g_autoptr (GBytes) original = NULL, copy = NULL;

  cli_set_up ();
  make_survey ();
  saved = cli_run (NULL, "backup", cli_path ("s.moksori"), "-o", cli_path ("copy.moksori"), NULL);
  cli_assert_done (saved);
  g_assert_nonnull (strstr (saved->err, "Destroy it once the survey is closed."));
  original = cli_read ("s.moksori");
  copy = cli_read ("copy.moksori");
  g_assert_true (g_bytes_equal (original, copy));
  again = cli_run (NULL, "backup", cli_path ("s.moksori"), "-o", cli_path ("copy.moksori"), NULL);
  cli_assert_refused (again, 1, "copy.moksori");
  cli_tear_down ();
}

static void
test_delete_wants_to_be_meant_and_names_boxes (void)
{
  g_autoptr (CliRun) unsure = NULL, done = NULL, again = NULL, box = NULL;

  cli_set_up ();
  make_survey ();
  unsure = cli_run (NULL, "delete", cli_path ("s.moksori"), NULL);
  cli_assert_refused (unsure, 2, "--yes");
  g_assert_cmpint (count_responses ("s.moksori"), ==, 0);
  box = cli_run (NULL, "delete", cli_path ("b.mokbox"), "--yes", NULL);
  cli_assert_refused (box, 1, "b.mokbox");
  g_assert_true (g_file_test (cli_path ("b.mokbox"), G_FILE_TEST_EXISTS));
  done = cli_run (NULL, "delete", cli_path ("s.moksori"), "--yes", NULL);
  cli_assert_done (done);
  g_assert_nonnull (strstr (done->err, "“Ward”"));
  g_assert_false (g_file_test (cli_path ("s.moksori"), G_FILE_TEST_EXISTS));
  again = cli_run (NULL, "delete", cli_path ("s.moksori"), "--yes", NULL);
  cli_assert_refused (again, 1, "s.moksori");
  cli_tear_down ();
}

static void
test_synced_folder_is_merged (void)
{
  g_autoptr (CliRun) merged = NULL, gone = NULL;

  cli_set_up ();
  make_survey ();
  cli_copy ("synced/one.mokbox", "synced/renamed.mokbox", G_MAXSIZE);
  cli_copy ("synced/one.mokbox", "synced/half.mokbox", 50000);
  cli_write ("synced/.one.mokbox", "what a program that syncs has not finished");
  cli_write ("synced/notes.txt", "no box");
  merged = cli_run (NULL, "merge", cli_path ("s.moksori"), "--folder", cli_path ("synced"), NULL);
  cli_assert_refused (merged, 1, "half.mokbox");
  g_assert_null (strstr (merged->out, "notes"));
  g_assert_null (strstr (merged->out, ".one"));
  g_assert_cmpint (count_responses ("s.moksori"), ==, 12);
  gone = cli_run (NULL, "merge", cli_path ("s.moksori"), "--folder", cli_path ("nowhere"), NULL);
  cli_assert_refused (gone, 1, "nowhere");
  cli_tear_down ();
}

static void
test_box_is_taken_back (void)
{
  g_autoptr (CliRun) merged = NULL, removed = NULL, wrong = NULL;

  cli_set_up ();
  make_survey ();
  merged = cli_run (NULL, "merge", cli_path ("s.moksori"), cli_path ("synced/one.mokbox"), NULL);
  cli_assert_done (merged);
  wrong = cli_run (NULL, "merge", cli_path ("s.moksori"), "--remove", cli_path ("form.csv"), NULL);
  cli_assert_refused (wrong, 1, "form.csv");
  g_assert_cmpint (count_responses ("s.moksori"), ==, 12);
  /* The box itself has the same responses as the copy that was merged. */
  removed = cli_run (NULL, "merge", cli_path ("s.moksori"), "--remove", cli_path ("b.mokbox"), NULL);
  cli_assert_done (removed);
  g_assert_cmpint (count_responses ("s.moksori"), ==, 0);
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-file/duplicate-has-a-key-of-its-own", test_duplicate_has_a_key_of_its_own);
  g_test_add_func ("/cli-file/duplicate-with-a-corrected-form", test_duplicate_with_a_corrected_form);
  g_test_add_func ("/cli-file/backup-is-a-copy-and-never-replaces", test_backup_is_a_copy_and_never_replaces);
  g_test_add_func ("/cli-file/delete-wants-to-be-meant-and-names-boxes", test_delete_wants_to_be_meant_and_names_boxes);
  g_test_add_func ("/cli-file/synced-folder-is-merged", test_synced_folder_is_merged);
  g_test_add_func ("/cli-file/box-is-taken-back", test_box_is_taken_back);
  return g_test_run ();
}
