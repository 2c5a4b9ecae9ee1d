/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stands behind the organizer's pages: words, files and work in threads. */

#include "config.h"

#include <glib/gstdio.h>

#include "common/mok-folders.h"
#include "organize-samples.h"
#include "base/mok-number.h"
#include "organize/mok-figures.h"
#include "organize/mok-passphrase-strength.h"
#include "organize/mok-sample-private.h"
#include "organize/mok-survey-session.h"
#include "organize/mok-surveys.h"
#include "release/mok-closing.h"

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

/* Runs the main loop until the call that was given keep_result_cb() and @result has ended. */
static void
wait_for_result (GAsyncResult **result)
{
  g_assert_true (test_wait_long (has_result, result));
}

static void
test_job_of_several_parts_never_runs_backwards (void)
{
  g_autoptr (MokJob) job = mok_job_new ();
  double before = 0;

  g_assert_cmpfloat (mok_job_get_fraction (job), ==, 0);
  for (guint part = 0; part < 4; part++)
    {
      mok_job_set_part (job, part / 4., (part + 1) / 4.);
      for (guint i = 0; i <= 10; i++)
        {
          mok_job_report (i / 10., job);
          g_assert_cmpfloat (mok_job_get_fraction (job), >=, before);
          before = mok_job_get_fraction (job);
        }
    }
  g_assert_cmpfloat (before, ==, 1);
  /* What a worker reports by mistake stays inside its part. */
  mok_job_report (7, job);
  g_assert_cmpfloat (mok_job_get_fraction (job), ==, 1);

  g_assert_false (g_cancellable_is_cancelled (mok_job_get_cancellable (job)));
  mok_job_cancel (job);
  g_assert_true (g_cancellable_is_cancelled (mok_job_get_cancellable (job)));
}

static void
test_passphrases_are_rated_by_what_they_are_made_of (void)
{
  static const struct
  {
    const char *passphrase;
    MokPassphraseStrength strength;
  } cases[] = {
    { "", MOK_PASSPHRASE_EMPTY },
    { "hunter2", MOK_PASSPHRASE_SHORT },
    { "password", MOK_PASSPHRASE_WEAK },
    { "12345678901234567890", MOK_PASSPHRASE_WEAK },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", MOK_PASSPHRASE_WEAK },
    { "hospital2026", MOK_PASSPHRASE_WEAK },
    { "correct horse battery", MOK_PASSPHRASE_FAIR },
    { TEST_PASSPHRASE, MOK_PASSPHRASE_STRONG },
    { "고양이 우산", MOK_PASSPHRASE_SHORT },
    { "고양이 우산 병동", MOK_PASSPHRASE_FAIR },
    { "고양이 우산 병동 사다리 바다", MOK_PASSPHRASE_STRONG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].passphrase);
      g_assert_cmpint (mok_passphrase_rate (cases[i].passphrase), ==, cases[i].strength);
      g_assert_cmpstr (mok_passphrase_strength_get_hint (cases[i].strength), !=, "");
    }
}

static void
assert_number (double number, const char *expected)
{
  g_autofree char *text = mok_number_dup (number);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers_have_a_comma_every_three_digits (void)
{
  assert_number (0, "0");
  assert_number (999, "999");
  assert_number (1000, "1,000");
  assert_number (123456, "123,456");
  assert_number (1234567, "1,234,567");
}

/* Who watches the number after each visitor must not learn who answered. */
static void
test_count_moves_by_ten_until_the_survey_is_closed (void)
{
  g_autofree char *previous = mok_figures_dup_responses (10, FALSE);
  guint changes = 0;

  for (guint n = 10; n <= 110; n++)
    {
      g_autofree char *text = mok_figures_dup_responses (n, FALSE);

      if (g_strcmp0 (text, previous) != 0)
        changes++;
      g_free (previous);
      previous = g_steal_pointer (&text);
    }
  g_assert_cmpuint (changes, ==, 10);
  g_assert_cmpstr (previous, ==, "about 110");

  g_autofree char *few = mok_figures_dup_responses (3, FALSE);
  g_autofree char *closed = mok_figures_dup_responses (1423, TRUE);
  g_autofree char *share = mok_figures_dup_share (1425, 2000);
  g_assert_cmpstr (few, ==, "under 10");
  g_assert_cmpstr (closed, ==, "1,423");
  g_assert_cmpstr (share, ==, "≈ 71\u202f%");
  g_assert_null (mok_figures_dup_share (1425, 0));
}

static void
test_closing_says_why_it_has_to_wait (void)
{
  MokSurveyStatus status = { 0 };
  g_autofree char *none = mok_figures_dup_why_not_close (&status, MOK_DISCLOSURE_OPEN);
  g_autofree char *few = mok_figures_dup_why_not_close (&status, MOK_DISCLOSURE_STANDARD);

  g_assert_cmpstr (none, ==, "There are no responses yet.");
  g_assert_true (g_str_has_prefix (few, "Fewer than 10 responses so far. Closing needs at least 20"));

  /* A very small survey says so, and asks once more. */
  status.responses = 10;
  g_autofree char *some = mok_figures_dup_why_not_close (&status, MOK_DISCLOSURE_STANDARD);
  g_assert_true (g_str_has_prefix (some, "About 10 responses so far. Closing needs at least 20"));
  g_assert_true (mok_figures_can_close (&status, MOK_DISCLOSURE_STANDARD));
  g_assert_null (mok_figures_dup_why_not_close (&status, MOK_DISCLOSURE_OPEN));
  status.responses = 9;
  g_assert_false (mok_figures_can_close (&status, MOK_DISCLOSURE_STANDARD));
  g_assert_true (mok_figures_can_close (&status, MOK_DISCLOSURE_OPEN));

  status.responses = 20;
  g_assert_null (mok_figures_dup_why_not_close (&status, MOK_DISCLOSURE_STANDARD));
  g_assert_true (mok_figures_can_close (&status, MOK_DISCLOSURE_STANDARD));
}

static GPtrArray *
list_surveys (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mok_surveys_list_async (NULL, keep_result_cb, &result);
  wait_for_result (&result);
  GPtrArray *entries = mok_surveys_list_finish (result, &error);
  g_assert_no_error (error);
  return entries;
}

static MokSurvey *
adopt (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  mok_surveys_adopt_async (file, keep_result_cb, &result);
  wait_for_result (&result);
  return mok_surveys_adopt_finish (result, error);
}

static void
test_surveys_are_listed_with_their_state_and_damage (void)
{
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_OPEN, "Listed");
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.moksori", NULL);
  g_autofree char *other = g_build_filename (folder, "notes.txt", NULL);

  g_assert_true (g_file_set_contents (bad, "not a survey", -1, NULL));
  g_assert_true (g_file_set_contents (other, "x", -1, NULL));

  g_autoptr (GPtrArray) entries = list_surveys ();
  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < entries->len; i++)
    {
      const MokSurveyEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->title, "Listed") == 0)
        {
          g_assert_no_error (entry->error);
          g_assert_cmpint (entry->disclosure, ==, MOK_DISCLOSURE_OPEN);
          g_assert_false (entry->status.closed);
        }
      else
        {
          g_assert_cmpstr (entry->title, ==, "bad.moksori");
          g_assert_error (entry->error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS);
        }
    }

  g_unlink (bad);
  g_unlink (other);
  g_unlink (mok_survey_get_path (survey));
}

static void
test_survey_from_outside_is_taken_in_once (void)
{
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Travelled");
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_autoptr (TestFolder) outside = test_folder_new ();
  g_autofree char *home = g_strdup (mok_survey_get_path (survey));
  g_autofree char *path = g_build_filename (outside, "from mail.moksori", NULL);
  g_autofree char *text = g_build_filename (outside, "text.moksori", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&survey);
  g_assert_cmpint (g_rename (home, path), ==, 0);
  g_assert_cmpuint (test_folder_count (folder), ==, 0);

  g_autoptr (MokSurvey) first = adopt (path, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (mok_survey_get_path (first), folder));
  g_autoptr (MokSurvey) again = adopt (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mok_survey_get_path (again), ==, mok_survey_get_path (first));
  g_autoptr (MokSurvey) inside = adopt (mok_survey_get_path (first), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mok_survey_get_path (inside), ==, mok_survey_get_path (first));
  g_assert_cmpuint (test_folder_count (folder), ==, 1);

  /* What is no survey leaves nothing behind. */
  g_assert_true (g_file_set_contents (text, "hello", -1, NULL));
  g_assert_null (adopt (text, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS);
  g_assert_cmpuint (test_folder_count (folder), ==, 1);

  g_unlink (mok_survey_get_path (first));
}

static void
count_cb (gpointer data)
{
  ++*(guint *) data;
}

static void
load (MokSurveySession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mok_survey_session_load_async (session, keep_result_cb, &result);
  wait_for_result (&result);
  mok_survey_session_load_finish (session, result, &error);
  g_assert_no_error (error);
}

static gboolean
make_box (MokSurveySession *session, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (path);
  const MokBoxOptions options = { .label = "Ward 3", .end_code = "12345678" };

  mok_survey_session_make_box_async (session, &options, target, NULL, keep_result_cb, &result);
  wait_for_result (&result);
  return mok_survey_session_make_box_finish (session, result, error);
}

static gboolean
make_box_with_slips (MokSurveySession *session, const char *path, const char *slips_path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GFile) slips = g_file_new_for_path (slips_path);
  const MokBoxOptions options = { .label = "Ward 3", .n_access_codes = 3 };

  mok_survey_session_make_box_async (session, &options, target, slips, keep_result_cb, &result);
  wait_for_result (&result);
  return mok_survey_session_make_box_finish (session, result, error);
}

static gboolean
merge (MokSurveySession *session, MokJob *job, GError **error, char **paths)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  mok_survey_session_merge_async (session, files, job, keep_result_cb, &result);
  g_assert_true (mok_survey_session_is_busy (session));
  wait_for_result (&result);
  gboolean merged = mok_survey_session_merge_finish (session, result, error);
  g_assert_false (mok_survey_session_is_busy (session));
  return merged;
}

static MokSecret *
unlock (MokSurveySession *session, const char *passphrase, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mok_survey_session_unlock_async (session, &passphrase, 1, keep_result_cb, &result);
  wait_for_result (&result);
  return mok_survey_session_unlock_finish (session, result, error);
}

static gboolean
close_survey (MokSurveySession *session, MokSecret *key, gboolean small, MokJob *job, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mok_survey_session_close_async (session, key, small, job, keep_result_cb, &result);
  wait_for_result (&result);
  return mok_survey_session_close_finish (session, result, error);
}

static void
test_box_that_cannot_be_saved_is_not_counted (void)
{
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Boxes");
  g_autoptr (MokSurveySession) session = mok_survey_session_new (survey);
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_autoptr (TestFolder) outside = test_folder_new ();
  g_autofree char *good = g_build_filename (outside, "ward.mokbox", NULL);
  g_autofree char *nowhere = g_build_filename (outside, "missing", "ward.mokbox", NULL);
  g_autoptr (GError) error = NULL;

  load (session);
  g_assert_false (make_box (session, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  load (session);
  g_assert_cmpuint (mok_survey_session_get_status (session)->boxes_made, ==, 0);

  g_assert_true (make_box (session, good, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mok_survey_session_get_status (session)->boxes_made, ==, 1);
  g_autoptr (MokBox) box = mok_box_open (good, &error);
  g_assert_no_error (error);
  g_assert_true (mok_box_check_end_code (box, "12345678", NULL));

  /* Only the survey is left in the data folder. */
  g_assert_cmpuint (test_folder_count (folder), ==, 1);
  g_unlink (mok_survey_get_path (survey));
}

static void
assert_boxes (MokSurveySession *session, guint boxes, guint codes)
{
  load (session);
  g_assert_cmpuint (mok_survey_session_get_status (session)->boxes_made, ==, boxes);
  g_assert_cmpuint (mok_survey_session_get_status (session)->codes.printed, ==, codes);
}

static void
test_box_and_its_slips_are_saved_both_or_not_at_all (void)
{
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Slips");
  g_autoptr (MokSurveySession) session = mok_survey_session_new (survey);
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_autoptr (TestFolder) outside = test_folder_new ();
  g_autofree char *path = g_build_filename (outside, "ward.mokbox", NULL);
  g_autofree char *slips = g_build_filename (outside, "ward.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (outside, "missing", "ward.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  load (session);
  g_assert_false (make_box_with_slips (session, path, nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_boxes (session, 0, 0);
  g_assert_false (make_box_with_slips (session, path, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_boxes (session, 0, 0);
  g_assert_cmpuint (test_folder_count (outside), ==, 0);

  g_assert_true (make_box_with_slips (session, path, slips, &error));
  g_assert_no_error (error);
  assert_boxes (session, 1, 3);
  g_assert_cmpint (g_stat (slips, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (slips, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_autoptr (MokBox) box = mok_box_open (path, &error);
  g_assert_no_error (error);
  g_assert_false (mok_box_check_code (box, "ABCDE-FGHJ-KMN0", NULL));

  /* Only the survey is left in the data folder. */
  g_assert_cmpuint (test_folder_count (folder), ==, 1);
  g_unlink (mok_survey_get_path (survey));
}

static void
test_merge_reports_every_file_in_order_and_closing_counts_them (void)
{
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_OPEN, "Merged");
  g_autoptr (TestFolder) outside = test_folder_new ();
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_autofree char *first = test_box_fill (survey, outside, "first", 12, 1);
  g_autofree char *second = test_box_fill (survey, outside, "second", 5, 2);
  g_autofree char *missing = g_build_filename (outside, "missing.mokbox", NULL);
  g_autofree char *text = g_build_filename (outside, "text.mokbox", NULL);
  g_autofree char *backup = g_build_filename (outside, "backup.moksori", NULL);
  g_autoptr (MokSurveySession) session = mok_survey_session_new (survey);
  g_autoptr (MokJob) job = mok_job_new ();
  g_autoptr (GError) error = NULL;
  guint changes = 0;

  g_assert_true (g_file_set_contents (text, "hello", -1, NULL));
  load (session);
  g_signal_connect_swapped (session, "changed", G_CALLBACK (count_cb), &changes);

  /* Stopped before it began: nothing is added. */
  g_autoptr (MokJob) stopped = mok_job_new ();
  mok_job_cancel (stopped);
  g_assert_false (merge (session, stopped, &error, (char *[]){ first, NULL }));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (changes, ==, 1);
  load (session);
  g_assert_cmpuint (mok_survey_session_get_status (session)->responses, ==, 0);

  g_assert_true (merge (session, job, &error, (char *[]){ missing, first, text, second, NULL }));
  g_assert_no_error (error);
  const MokReceipt *receipt = mok_survey_session_get_receipt (session);
  static const char *const names[] = { "missing.mokbox", "first.mokbox", "text.mokbox", "second.mokbox" };
  static const guint added[] = { 0, 12, 0, 5 };
  g_assert_cmpuint (receipt->entries->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, i);
      g_assert_cmpstr (entry->name, ==, names[i]);
      g_assert_cmpuint (entry->added, ==, added[i]);
      g_assert_true ((entry->refused != NULL) == (added[i] == 0));
    }
  g_assert_cmpuint (mok_survey_session_get_status (session)->responses, ==, 17);
  g_assert_cmpfloat (mok_job_get_fraction (job), ==, 1);
  g_assert_cmpuint (test_folder_count (folder), ==, 1);

  /* While one thing runs, another one is turned away, and the first goes on. */
  g_autoptr (GAsyncResult) running = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (backup);
  mok_survey_session_back_up_async (session, target, NULL, keep_result_cb, &running);
  mok_survey_session_load_async (session, keep_result_cb, &refused);
  wait_for_result (&running);
  wait_for_result (&refused);
  g_assert_false (mok_survey_session_load_finish (session, refused, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);
  g_assert_true (mok_survey_session_is_busy (session));
  g_assert_true (mok_survey_session_back_up_finish (session, running, &error));
  g_assert_no_error (error);
  g_autoptr (MokSurvey) copy = mok_survey_open (backup, &error);
  g_assert_no_error (error);
  MokSurveyStatus status;
  g_assert_true (mok_survey_get_status (copy, &status, NULL));
  g_assert_cmpuint (status.responses, ==, 17);

  g_assert_null (unlock (session, "not the passphrase", &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_autoptr (MokSecret) key = unlock (session, TEST_PASSPHRASE, &error);
  g_assert_no_error (error);

  g_autoptr (MokJob) given_up = mok_job_new ();
  mok_job_cancel (given_up);
  g_assert_false (close_survey (session, key, FALSE, given_up, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (mok_survey_session_get_cube (session));

  g_assert_true (close_survey (session, key, FALSE, job, &error));
  g_assert_no_error (error);
  g_assert_true (mok_survey_session_get_status (session)->closed);
  g_assert_cmpuint (mok_cube_get_n_respondents (mok_survey_session_get_cube (session)), ==, 17);

  g_unlink (mok_survey_get_path (survey));
}

static void
test_sample_is_synthetic_protects_answers_and_leaves_nothing (void)
{
  g_autoptr (MokJob) job = mok_job_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_sample_make (40, job, &error);
  MokSurveyStatus status;

  g_assert_no_error (error);
  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  g_assert_true (status.synthetic && status.closed);
  g_assert_cmpuint (status.responses, ==, 40);
  g_assert_cmpfloat (mok_job_get_fraction (job), ==, 1);

  g_autoptr (MokCube) cube = mok_closing_load_cube (survey, &error);
  g_assert_no_error (error);
  g_assert_true (mok_cube_is_synthetic (cube));
  /* It looks as a real one does, so it protects answers. */
  g_assert_false (mok_cube_is_exact (cube) || mok_cube_is_open (cube));
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  g_assert_cmpuint (outcomes->len, >, 0);

  g_autofree char *folder = g_path_get_dirname (mok_survey_get_path (survey));
  GStatBuf about;
  g_assert_cmpint (g_stat (folder, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
  g_clear_object (&survey);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  mok_job_cancel (job);
  g_assert_null (mok_sample_make (40, job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/organize/job-of-several-parts-never-runs-backwards",
                   test_job_of_several_parts_never_runs_backwards);
  g_test_add_func ("/organize/passphrases-are-rated-by-what-they-are-made-of",
                   test_passphrases_are_rated_by_what_they_are_made_of);
  g_test_add_func ("/organize/numbers-have-a-comma-every-three-digits", test_numbers_have_a_comma_every_three_digits);
  g_test_add_func ("/organize/count-moves-by-ten-until-the-survey-is-closed",
                   test_count_moves_by_ten_until_the_survey_is_closed);
  g_test_add_func ("/organize/closing-says-why-it-has-to-wait", test_closing_says_why_it_has_to_wait);
  g_test_add_func ("/organize/surveys-are-listed-with-their-state-and-damage",
                   test_surveys_are_listed_with_their_state_and_damage);
  g_test_add_func ("/organize/survey-from-outside-is-taken-in-once", test_survey_from_outside_is_taken_in_once);
  g_test_add_func ("/organize/box-that-cannot-be-saved-is-not-counted", test_box_that_cannot_be_saved_is_not_counted);
  g_test_add_func ("/organize/box-and-its-slips-are-saved-both-or-not-at-all",
                   test_box_and_its_slips_are_saved_both_or_not_at_all);
  g_test_add_func ("/organize/merge-reports-every-file-in-order-and-closing-counts-them",
                   test_merge_reports_every_file_in_order_and_closing_counts_them);
  g_test_add_func ("/organize/sample-is-synthetic-protects-answers-and-leaves-nothing",
                   test_sample_is_synthetic_protects_answers_and_leaves_nothing);

  return g_test_run ();
}
