/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Boxes as a whole: submitting, codes, adopting, handing over. */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "store/mok-box-private.h"

#include "support-survey.h"
#include "support.h"

typedef struct
{
  char *folder;
  MokSurvey *survey;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  fixture->path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

static MokBox *
open_box (const char *path)
{
  g_autoptr (GError) error = NULL;
  MokBox *box = mok_box_open (path, &error);

  g_assert_no_error (error);
  return box;
}

static MokBoxStatus
get_status (const char *path)
{
  g_autoptr (MokBox) box = open_box (path);
  g_autoptr (GError) error = NULL;
  MokBoxStatus status;

  mok_box_get_status (box, &status, &error);
  g_assert_no_error (error);
  return status;
}

static void
test_manifest_is_the_survey_s (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokBox) box = open_box (fixture->path);
  MokManifest *own = mok_box_get_manifest (box);
  MokManifest *survey = mok_survey_get_manifest (fixture->survey);
  g_auto (GStrv) words = mok_manifest_dup_words (own, "ko");

  g_assert_true (g_bytes_equal (mok_manifest_get_bytes (own), mok_manifest_get_bytes (survey)));
  g_assert_cmpstr (mok_manifest_get_title (own), ==, "A small form");
  g_assert_cmpuint (g_strv_length (words), ==, MOK_FINGERPRINT_WORDS);
}

/* Cut short, or one byte altered anywhere: refused, or another survey; never taken for the same. */
static void
test_manifest_is_parsed_strictly (Fixture *fixture, gconstpointer data)
{
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (mok_manifest_get_bytes (manifest), &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size + 1);
      g_autoptr (GBytes) cut = g_bytes_new (bytes, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (mok_manifest_new_from_bytes (cut, &error));
      g_assert_nonnull (error);

      copy[i] ^= 1;

      g_autoptr (GBytes) altered = g_bytes_new (copy, size);
      g_autoptr (MokManifest) parsed = mok_manifest_new_from_bytes (altered, NULL);

      if (parsed != NULL)
        {
          g_assert_true (g_bytes_equal (mok_manifest_get_bytes (parsed), altered));
          g_assert_cmpint (memcmp (mok_manifest_get_digest (parsed), mok_manifest_get_digest (manifest), 32), !=, 0);
        }
    }

  g_autofree guint8 *longer = g_malloc0 (size + 1);

  memcpy (longer, bytes, size);

  g_autoptr (GBytes) trailing = g_bytes_new (longer, size + 1);

  g_assert_null (mok_manifest_new_from_bytes (trailing, NULL));
  longer[4] = 2;

  g_autoptr (GBytes) newer = g_bytes_new (longer, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_manifest_new_from_bytes (newer, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NEWER);
}

static void
test_status_of_a_new_box (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .label = "  응급실  ", .site = MOK_SITE_SMALL, .n_slots = 300 };
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "b.mokbox", &options);
  const MokBoxStatus first = get_status (fixture->path);
  const MokBoxStatus second = get_status (path);

  g_assert_cmpuint (first.capacity, ==, MOK_BOX_MINIMUM_SLOTS);
  g_assert_cmpuint (first.taken, ==, 0);
  g_assert_false (first.has_end_code || first.needs_code || first.synthetic || first.is_copy);
  g_assert_cmpuint (second.capacity, ==, 300);
  g_assert_cmpstr (second.label, ==, "응급실");
  g_assert_cmpint (second.site, ==, MOK_SITE_SMALL);
  g_assert_cmpint (memcmp (first.id, second.id, sizeof first.id), !=, 0);
}

static void
test_submitting_leaves_no_trace_but_the_answer (Fixture *fixture, gconstpointer data)
{
  struct stat before, after;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_cmpint (stat (fixture->path, &before), ==, 0);
  support_submit_range (fixture->path, 0, 20);
  g_assert_cmpint (stat (fixture->path, &after), ==, 0);
  g_assert_cmpuint (get_status (fixture->path).taken, ==, 20);
  g_assert_cmpint (after.st_size, ==, before.st_size);
  g_assert_cmpint (after.st_mtime % 86400, ==, 0);
  g_assert_cmpint (after.st_atime % 86400, ==, 0);
  g_assert_false (support_contains (fixture->path, "CANARY", 6));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_true (g_str_has_suffix (name, ".mokbox") || g_str_has_suffix (name, ".moksori"));
}

static void
test_refuses_a_record_that_nobody_could_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurvey) other = support_make_survey (fixture->folder, "other.moksori", MOK_DISCLOSURE_STANDARD);
  g_autoptr (MokBox) box = open_box (fixture->path);
  g_autoptr (MokSecret) record = support_make_record (mok_survey_get_manifest (other), 1);
  g_autoptr (MokSecret) comment = support_make_comment (mok_survey_get_manifest (other), 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_box_submit (box, record, comment, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (get_status (fixture->path).taken, ==, 0);
}

static void
test_access_codes_are_used_once (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .n_access_codes = 40 };
  g_autofree char *path = g_build_filename (fixture->folder, "codes.mokbox", NULL);
  g_auto (GStrv) codes = NULL;
  g_autoptr (GError) error = NULL;

  mok_survey_make_box (fixture->survey, path, &options, &codes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (codes), ==, 40);

  g_autoptr (MokBox) box = open_box (path);
  g_autoptr (MokBox) second = open_box (path);

  g_assert_false (mok_box_check_code (box, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE);
  g_clear_error (&error);
  g_assert_false (support_submit (box, 0, "ABCDE-FGHJ-KMN0", &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE);
  g_clear_error (&error);
  g_assert_cmpuint (get_status (path).taken, ==, 0);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *typed = g_ascii_strdown (codes[i], -1);

      g_assert_true (mok_box_check_code (i % 2 ? box : second, typed, NULL));
      support_submit (i % 2 ? box : second, i, typed, &error);
      g_assert_no_error (error);
      g_assert_false (support_submit (i % 2 ? second : box, i, codes[i], &error));
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE);
      g_clear_error (&error);
    }

  const MokBoxStatus status = get_status (path);

  g_assert_true (status.needs_code);
  g_assert_cmpuint (status.taken, ==, 40);
  g_assert_cmpuint (status.codes_printed, ==, 40);
  g_assert_cmpuint (status.codes_burned, ==, 40);
  for (guint i = 0; i < 40; i++)
    g_assert_false (support_contains (path, codes[i], 5));
}

/* The table of codes is the only one without rowid: its page is of SQLite's type 10. Which codes were used is there to
 * see, in which order is not.
 */
static void
test_burning_a_code_changes_one_byte (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .n_access_codes = 100 };
  g_autofree char *path = g_build_filename (fixture->folder, "codes.mokbox", NULL);
  g_auto (GStrv) codes = NULL;

  g_assert_true (mok_survey_make_box (fixture->survey, path, &options, &codes, NULL));

  g_autoptr (MokBox) box = open_box (path);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GByteArray) before = support_read (path);
      guint n_changed = 0;

      g_assert_true (support_submit (box, i, codes[i], NULL));

      g_autoptr (GByteArray) after = support_read (path);

      g_assert_cmpuint (before->len, ==, after->len);
      for (gsize page = 8192; page < after->len; page += 8192)
        for (gsize k = 0; k < 8192 && after->data[page] == 10; k++)
          n_changed += before->data[page + k] != after->data[page + k];
      g_assert_cmpuint (n_changed, ==, 1);
    }
}

static void
test_end_code (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .end_code = "1234 5678" };
  const MokBoxOptions wrong = { .end_code = "123" };
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "b.mokbox", &options);
  g_autofree char *none = g_build_filename (fixture->folder, "none.mokbox", NULL);
  g_autoptr (MokBox) box = open_box (path);
  g_autoptr (MokBox) open = open_box (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (get_status (path).has_end_code);
  g_assert_true (mok_box_check_end_code (box, "12345678", NULL));
  g_assert_false (mok_box_check_end_code (box, "12345679", &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_assert_false (mok_box_check_end_code (box, "", NULL));
  g_assert_true (mok_box_check_end_code (open, "", NULL));
  g_clear_error (&error);
  g_assert_false (mok_survey_make_box (fixture->survey, none, &wrong, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
}

static void
test_real_answers_stay_real (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = support_make_box (fixture->survey, fixture->folder, "b.mokbox", NULL);
  g_autoptr (MokBox) real = open_box (fixture->path);
  g_autoptr (MokBox) simulated = open_box (other);
  g_autoptr (GError) error = NULL;

  g_assert_true (support_submit (real, 1, NULL, NULL));
  g_assert_false (mok_box_mark_synthetic (real, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_SYNTHETIC);
  g_assert_true (mok_box_mark_synthetic (simulated, NULL));
  g_assert_true (support_submit (simulated, 1, NULL, NULL));
  g_assert_true (mok_box_mark_synthetic (simulated, NULL));
  g_assert_false (get_status (fixture->path).synthetic);
  g_assert_true (get_status (other).synthetic);
}

static void
test_adopting_keeps_what_is_there (Fixture *fixture, gconstpointer data)
{
  g_autofree char *home = g_build_filename (fixture->folder, "home", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *adopted = mok_box_adopt (source, home, &error);
  struct stat about;

  g_assert_no_error (error);
  g_assert_cmpint (stat (adopted, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  support_submit_range (adopted, 0, 3);

  g_autofree char *again = mok_box_adopt (source, home, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, adopted);
  g_assert_cmpuint (get_status (adopted).taken, ==, 3);
  g_assert_cmpuint (get_status (fixture->path).taken, ==, 0);
}

static void
assert_not_adopted (const char *path, const char *home, MokStoreError code)
{
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_box_adopt (source, home, &error));
  g_assert_error (error, MOK_STORE_ERROR, (int) code);
}

/* A box of the same number that says something else about the survey must not slip in beside the adopted one. */
static void
test_adopting_a_changed_box (Fixture *fixture, gconstpointer data)
{
  g_autofree char *home = g_build_filename (fixture->folder, "home", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "changed.mokbox", NULL);
  g_autofree char *adopted = NULL;
  g_autoptr (GFile) source = g_file_new_for_path (fixture->path);
  g_autoptr (MokBox) box = open_box (fixture->path);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (mok_manifest_get_bytes (box->manifest), &size);
  guint8 *changed = g_memdup2 (bytes, size);
  const MokBoxOptions options = { .label = "3병동" };

  adopted = mok_box_adopt (source, home, NULL);
  g_assert_nonnull (adopted);
  /* The headcount is last. */
  changed[size - 4] = 77;
  {
    g_autoptr (GBytes) manifest_bytes = g_bytes_new_take (changed, size);
    g_autoptr (MokManifest) manifest = mok_manifest_new_from_bytes (manifest_bytes, NULL);
    g_autoptr (MokBox) other = NULL;

    g_assert_true (mok_box_create (path, manifest, &options, NULL, NULL));
    other = open_box (path);
    memcpy (other->row.id, box->row.id, sizeof other->row.id);
    g_assert_true (mok_sqlite_begin (other->file, NULL));
    g_assert_true (mok_box_row_update (&other->row, other->manifest, other->file, NULL));
    g_assert_true (mok_sqlite_commit (other->file, NULL));
  }
  assert_not_adopted (path, home, MOK_STORE_ERROR_CHANGED);
}

static void
test_adopting_refuses_copies_and_strangers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *home = g_build_filename (fixture->folder, "home", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_autoptr (MokBox) box = open_box (fixture->path);
  g_autoptr (GError) error = NULL;

  support_submit_range (fixture->path, 0, 10);
  mok_box_hand_over (box, copy, FALSE, &error);
  g_assert_no_error (error);
  assert_not_adopted (copy, home, MOK_STORE_ERROR_HANDED_OVER);
  assert_not_adopted (mok_survey_get_path (fixture->survey), home, MOK_STORE_ERROR_NOT_OURS);
}

/* As on a full disk, writing beyond the limit fails. */
static gboolean
make_beyond_limit (gpointer data)
{
  Fixture *fixture = data;
  const struct rlimit limit = { 100000, 100000 };
  const MokBoxOptions options = { .n_slots = 5000 };
  g_autofree char *path = g_build_filename (fixture->folder, "big.mokbox", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_autofree char *name = g_path_get_basename (fixture->path);
  g_autoptr (GFile) source = g_file_new_for_path (fixture->path);
  g_autoptr (MokBox) box = mok_box_open (fixture->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy_error = NULL;
  g_autoptr (GError) adopt_error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  return !mok_box_create (path, mok_survey_get_manifest (fixture->survey), &options, NULL, &error)
         && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE)
         && !g_file_test (path, G_FILE_TEST_EXISTS) && !mok_box_hand_over (box, copy, TRUE, &copy_error)
         && g_error_matches (copy_error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE)
         && !g_file_test (copy, G_FILE_TEST_EXISTS) && mok_box_adopt (source, fixture->folder, &adopt_error) == NULL
         && g_error_matches (adopt_error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE)
         && strstr (adopt_error->message, name) != NULL;
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  g_assert_cmpint (chmod (fixture->path, 0666), ==, 0);
  support_submit_range (fixture->path, 0, 3);
  g_assert_true (support_run_unprivileged (fixture->folder, make_beyond_limit, fixture));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  /* Survey and box: no half-made file is left. */
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (get_status (fixture->path).taken, ==, 3);
}

static gboolean
submit_read_only (gpointer data)
{
  g_autoptr (MokBox) box = mok_box_open (data, NULL);
  g_autoptr (GError) error = NULL;

  return box != NULL && !support_submit (box, 1, NULL, &error)
         && g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_READ_ONLY);
}

static void
test_read_only_box (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (chmod (fixture->path, 0444), ==, 0);
  g_assert_true (support_run_unprivileged (fixture->folder, submit_read_only, fixture->path));
  g_assert_cmpuint (get_status (fixture->path).taken, ==, 0);
}

#define ADD(name, func) g_test_add ("/store/box/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("manifest-is-the-survey-s", test_manifest_is_the_survey_s);
  ADD ("manifest-is-parsed-strictly", test_manifest_is_parsed_strictly);
  ADD ("status-of-a-new-box", test_status_of_a_new_box);
  ADD ("submitting-leaves-no-trace-but-the-answer", test_submitting_leaves_no_trace_but_the_answer);
  ADD ("refuses-a-record-that-nobody-could-open", test_refuses_a_record_that_nobody_could_open);
  ADD ("access-codes-are-used-once", test_access_codes_are_used_once);
  ADD ("burning-a-code-changes-one-byte", test_burning_a_code_changes_one_byte);
  ADD ("end-code", test_end_code);
  ADD ("real-answers-stay-real", test_real_answers_stay_real);
  ADD ("adopting-keeps-what-is-there", test_adopting_keeps_what_is_there);
  ADD ("adopting-refuses-copies-and-strangers", test_adopting_refuses_copies_and_strangers);
  ADD ("adopting-a-changed-box", test_adopting_a_changed_box);
  ADD ("full-disk", test_full_disk);
  ADD ("read-only-box", test_read_only_box);
  return g_test_run ();
}
