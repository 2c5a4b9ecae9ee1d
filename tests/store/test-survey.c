/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Survey files: keys, rows, opening everything, closing. */

/* memmem() */
#define _GNU_SOURCE

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>
#include <sodium.h>

#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

typedef struct
{
  char *folder;
  MokSurvey *survey;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori",
                                         data != NULL ? MOK_DISCLOSURE_OPEN : MOK_DISCLOSURE_STANDARD);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  support_remove_folder (fixture->folder);
}

static MokSurveyStatus
get_status (MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;

  mok_survey_get_status (survey, &status, &error);
  g_assert_no_error (error);
  return status;
}

static char *
make_filled_box (Fixture *fixture, const char *name, guint from, guint to)
{
  char *path = support_make_box (fixture->survey, fixture->folder, name, NULL);

  support_submit_range (path, from, to);
  return path;
}

static void
test_wrong_passphrase (Fixture *fixture, gconstpointer data)
{
  const char *const wrong[] = { "something else", "altogether" };
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_survey_unlock (fixture->survey, wrong, 1, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_assert_null (mok_survey_unlock (fixture->survey, wrong, 2, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
}

static void
test_trustees (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autofree char *path = g_build_filename (folder, "t.moksori", NULL);
  g_autoptr (MokQuestionnaire) questionnaire = support_make_questionnaire ();
  const char *const passphrases[] = { "하나", "둘", "셋" };
  const char *const twice[] = { "하나", "둘", "하나" };
  MokSurveyOptions options = { .passphrases = twice, .n_passphrases = 3 };
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_survey_create (path, questionnaire, &options, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  options.passphrases = passphrases;

  g_autoptr (MokSurvey) survey = mok_survey_create (path, questionnaire, &options, &error);

  g_assert_no_error (error);
  g_assert_true (get_status (survey).has_trustees);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      {
        const char *const pair[] = { passphrases[i], passphrases[j] };
        g_autoptr (MokSecret) key = mok_survey_unlock (survey, pair, 2, NULL);

        g_assert_true ((key != NULL) == (i != j));
      }
  g_assert_null (mok_survey_unlock (survey, passphrases, 1, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  for (int i = 0; i < 3; i++)
    g_assert_false (support_contains (path, passphrases[i], strlen (passphrases[i])));
}

static void
test_never_replaces_a_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "survey.moksori", NULL);
  g_autoptr (MokQuestionnaire) questionnaire = support_make_questionnaire ();
  const char *const passphrases[] = { "p" };
  const MokSurveyOptions options = { .passphrases = passphrases, .n_passphrases = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_survey_create (path, questionnaire, &options, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS);
}

static void
add_rows (MokSurvey *survey, const guint8 *digest, guint from, guint to, GError **error)
{
  MokManifest *manifest = mok_survey_get_manifest (survey);
  g_autoptr (GByteArray) rows = g_byte_array_new ();

  for (guint i = from; i < to; i++)
    {
      g_autoptr (MokSecret) record = support_make_record (manifest, i);

      g_byte_array_append (rows, mok_secret_data (record), (guint) mok_secret_size (record));
    }
  mok_survey_add_rows (survey, digest, rows->data, to - from, error);
}

static void
test_rows_are_imported_once (Fixture *fixture, gconstpointer data)
{
  const guint8 one[32] = { 1 }, two[32] = { 2 };
  g_autoptr (GError) error = NULL;

  add_rows (fixture->survey, one, 0, 5000, &error);
  g_assert_no_error (error);
  add_rows (fixture->survey, one, 0, 5000, &error);
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_ALREADY_THERE);
  g_clear_error (&error);
  g_assert_cmpuint (get_status (fixture->survey).responses, ==, 5000);

  /* One source in several calls; then a second thought. */
  g_assert_true (mok_survey_begin (fixture->survey, NULL));
  add_rows (fixture->survey, two, 5000, 5010, &error);
  g_assert_no_error (error);
  add_rows (fixture->survey, two, 5010, 5020, &error);
  g_assert_no_error (error);
  mok_survey_roll_back (fixture->survey);
  g_assert_cmpuint (get_status (fixture->survey).responses, ==, 5000);
  g_assert_true (mok_survey_begin (fixture->survey, NULL));
  add_rows (fixture->survey, two, 5000, 5010, &error);
  g_assert_no_error (error);
  add_rows (fixture->survey, two, 5010, 5020, &error);
  g_assert_no_error (error);
  g_assert_true (mok_survey_commit (fixture->survey, NULL));
  support_assert_numbers (fixture->survey, 0, 5020);
}

static void
test_no_rows_where_answers_are_protected (Fixture *fixture, gconstpointer data)
{
  const guint8 digest[32] = { 1 };
  g_autoptr (GError) error = NULL;

  add_rows (fixture->survey, digest, 0, 1, &error);
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE);
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static gboolean
count_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  guint *count = data;

  (*count)++;
  return TRUE;
}

static gboolean
refuse_fiftieth (const guint8 *record, gsize size, gpointer data, GError **error)
{
  guint *count = data;

  if (++*count < 50)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL, "enough");
  return FALSE;
}

static void
cancel_at_once (double fraction, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_opening_many_on_all_cores (Fixture *fixture, gconstpointer data)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  const guint n = 6000;
  g_autoptr (MokSecret) comment = support_make_comment (manifest, 1);
  g_autoptr (GError) error = NULL;
  double last = 0;
  guint count = 0;

  g_assert_true (mok_survey_begin (fixture->survey, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MokSecret) record = support_make_record (manifest, i);

      g_assert_true (mok_survey_add_sealed (fixture->survey, record, comment, NULL));
    }
  g_assert_true (mok_survey_commit (fixture->survey, NULL));

  g_autoptr (MokSecret) key = mok_survey_unlock (fixture->survey, passphrases, 1, NULL);

  mok_survey_foreach_record (fixture->survey, key, count_record, &count, note_progress, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, n);
  g_assert_cmpfloat (last, ==, 1);
  support_assert_numbers (fixture->survey, 0, n);

  count = 0;
  g_assert_false (mok_survey_foreach_record (fixture->survey, key, refuse_fiftieth, &count, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL);
  g_assert_cmpuint (count, ==, 50);
  g_clear_error (&error);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_false (mok_survey_foreach_record (fixture->survey, key, count_record, &count, cancel_at_once, cancellable,
                                             cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (mok_survey_foreach_record (fixture->survey, NULL, count_record, &count, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
}

static gboolean
count_canary (const guint8 *comment, gsize size, gpointer data, GError **error)
{
  guint *count = data;

  *count += memmem (comment, size, "CANARY", 6) != NULL;
  return TRUE;
}

static void
test_closing_an_open_survey (Fixture *fixture, gconstpointer data)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  const guint8 digest[32] = { 1 };
  const gsize release_size = 20 * 1024 * 1024 + 7;
  g_autofree char *path = make_filled_box (fixture, "a.mokbox", 100, 130);
  g_autofree char *name = g_strdup (mok_survey_get_path (fixture->survey));
  g_autofree char *box = g_build_filename (fixture->folder, "late.mokbox", NULL);
  const MokBoxOptions options = { .label = "late" };
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint count = 0, comments = 0;
  guint8 *random_bytes = g_malloc (release_size);

  randombytes_buf_deterministic (random_bytes, release_size, digest);

  g_autoptr (GBytes) release = g_bytes_new_take (random_bytes, release_size);

  add_rows (fixture->survey, digest, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_null (mok_survey_load_release (fixture->survey, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_CLOSED);
  g_clear_error (&error);

  g_autoptr (MokSecret) key = mok_survey_unlock (fixture->survey, passphrases, 1, NULL);

  mok_survey_begin_closing (fixture->survey, &error);
  g_assert_no_error (error);
  mok_survey_foreach_record (fixture->survey, key, count_record, &count, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 130);
  mok_survey_finish_closing (fixture->survey, key, release, NULL, NULL, &error);
  g_assert_no_error (error);

  /* A second look, from outside. */
  g_clear_object (&fixture->survey);
  fixture->survey = mok_survey_open (name, &error);
  g_assert_no_error (error);
  g_assert_true (get_status (fixture->survey).closed);
  g_assert_cmpuint (get_status (fixture->survey).responses, ==, 130);

  g_autoptr (GBytes) stored = mok_survey_load_release (fixture->survey, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (stored, release));
  support_assert_numbers (fixture->survey, 0, 130);
  mok_survey_foreach_comment (fixture->survey, count_canary, &comments, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (comments, ==, 30);

  /* Closed is closed. */
  g_ptr_array_add (paths, path);
  g_assert_null (mok_survey_merge (fixture->survey, paths, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (mok_survey_begin_closing (fixture->survey, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (mok_survey_unlock (fixture->survey, passphrases, 1, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (mok_survey_make_box (fixture->survey, box, &options, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
  /* The magic of a wrapped key is nowhere in the file any more. */
  g_assert_false (support_contains (name, "MKW1", 4));
}

static void
test_closing_that_does_not_finish (Fixture *fixture, gconstpointer data)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autofree char *path = make_filled_box (fixture, "a.mokbox", 0, 30);
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);
  g_autoptr (GBytes) release = g_bytes_new_static ("release", 7);
  g_autoptr (MokSecret) key = mok_survey_unlock (fixture->survey, passphrases, 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_assert_false (mok_survey_finish_closing (fixture->survey, key, release, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  support_assert_numbers (fixture->survey, 0, 30);

  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_assert_false (mok_survey_finish_closing (fixture->survey, NULL, release, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  mok_survey_abandon_closing (fixture->survey);
  g_assert_false (get_status (fixture->survey).closed);

  /* Dropping the object in the middle is a crash as far as the file can tell. */
  g_autofree char *name = g_strdup (mok_survey_get_path (fixture->survey));

  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_clear_object (&fixture->survey);
  fixture->survey = mok_survey_open (name, &error);
  g_assert_no_error (error);
  support_assert_numbers (fixture->survey, 0, 30);
}

static void
test_closing_locks_everybody_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strdup (mok_survey_get_path (fixture->survey));
  g_autofree char *moved = g_build_filename (fixture->folder, "moved.moksori", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (name, moved), ==, 0);
  g_assert_false (mok_survey_begin_closing (fixture->survey, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
  g_assert_cmpint (g_rename (moved, name), ==, 0);
  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  mok_survey_abandon_closing (fixture->survey);
}

/* The organizer's file holds answers sealed only, and no clock time. */
static void
test_no_plaintext_in_a_standard_survey (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_filled_box (fixture, "a.mokbox", 0, 30);
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);
  struct stat about;

  g_assert_false (support_contains (mok_survey_get_path (fixture->survey), "CANARY", 6));
  g_assert_cmpint (stat (mok_survey_get_path (fixture->survey), &about), ==, 0);
  g_assert_cmpint (about.st_mtime % 86400, ==, 0);
}

#define ADD(name, func) g_test_add ("/store/survey/" name, Fixture, NULL, set_up, func, tear_down)
#define ADD_OPEN(name, func) g_test_add ("/store/survey/" name, Fixture, "open", set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("wrong-passphrase", test_wrong_passphrase);
  g_test_add_func ("/store/survey/trustees", test_trustees);
  ADD ("never-replaces-a-file", test_never_replaces_a_file);
  ADD_OPEN ("rows-are-imported-once", test_rows_are_imported_once);
  ADD ("no-rows-where-answers-are-protected", test_no_rows_where_answers_are_protected);
  ADD ("opening-many-on-all-cores", test_opening_many_on_all_cores);
  ADD_OPEN ("closing-an-open-survey", test_closing_an_open_survey);
  ADD_OPEN ("closing-that-does-not-finish", test_closing_that_does_not_finish);
  ADD_OPEN ("closing-locks-everybody-out", test_closing_locks_everybody_out);
  ADD ("no-plaintext-in-a-standard-survey", test_no_plaintext_in_a_standard_survey);
  return g_test_run ();
}
