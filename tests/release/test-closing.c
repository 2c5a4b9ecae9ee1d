/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: closing a survey of the built-in form, and every way in which it must stay open. */

#include "config.h"

#include <string.h>

#include <sqlite3.h>

#include "../store/support.h"
#include "closing-fixture.h"
#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"
#include "store/mok-survey-opening.h"

#define N_RESPONSES 40

/* Counts a single choice of the form answer by answer. */
static void
check_single (const ClosingFixture *self, const MokCube *cube, const char *variable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) table = mok_cube_get_table (cube, variable, NULL, NULL, NULL, &error);
  const MokQuestion *question = mok_questionnaire_find_question (mok_cube_get_questionnaire (cube), variable);

  g_assert_no_error (error);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const int choice = mok_choice_list_find (question->choices, mok_table_get_column (table, c)->code);
      guint wanted = 0;

      for (guint i = 0; i < self->respondents->len; i++)
        {
          const MokAnswer *answer = mok_answers_get (g_ptr_array_index (self->respondents, i), question->index);

          wanted += answer->state == MOK_ANSWER_GIVEN && answer->choice == (guint) choice;
        }
      g_assert_cmpint (mok_table_get_row (table, 0)->cells[c].count, ==, wanted);
    }
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_closing_counts_everybody (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, N_RESPONSES);
  g_autoptr (GError) error = NULL;
  double progress = 0;
  g_autoptr (MokCube) cube =
      mok_closing_run (fixture->survey, fixture->key, NULL, note_progress, &progress, NULL, &error);
  g_autoptr (GPtrArray) questions = NULL, breakdowns = NULL;

  g_assert_no_error (error);
  g_assert_cmpfloat (progress, ==, 1);
  g_assert_cmpuint (mok_cube_get_n_respondents (cube), ==, N_RESPONSES);
  g_assert_cmpuint (mok_cube_get_n_unreadable (cube), ==, 0);
  g_assert_true (mok_cube_is_open (cube) && mok_cube_is_exact (cube) && !mok_cube_is_synthetic (cube));
  questions = mok_cube_get_questions (cube);
  breakdowns = mok_cube_get_breakdowns (cube);
  g_assert_cmpuint (breakdowns->len, ==, 9);
  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);

      if (question->kind == MOK_QUESTION_SINGLE)
        check_single (fixture, cube, question->name);
    }
}

static void
test_results_stay_in_the_file (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, N_RESPONSES);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, fixture->key, NULL, NULL, NULL, NULL, &error);
  g_autoptr (MokCube) loaded = NULL;
  g_autoptr (GBytes) bytes = NULL, loaded_bytes = NULL;

  g_assert_no_error (error);
  g_object_unref (fixture->survey);
  fixture->survey = mok_survey_open (fixture->path, &error);
  g_assert_no_error (error);
  loaded = mok_closing_load_cube (fixture->survey, &error);
  g_assert_no_error (error);
  bytes = mok_cube_to_bytes (cube);
  loaded_bytes = mok_cube_to_bytes (loaded);
  g_assert_true (g_bytes_equal (bytes, loaded_bytes));
  check_single (fixture, loaded, "occ");
  g_assert_null (mok_closing_run (fixture->survey, fixture->key, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
}

static void
test_simulated_answers_say_so (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, 0);
  g_autoptr (MokRandom) random = mok_random_new_seeded (2);
  g_autoptr (GError) error = NULL;

  mok_survey_mark_synthetic (fixture->survey, &error);
  g_assert_no_error (error);
  closing_fixture_add (fixture, random);

  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, fixture->key, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (MokTable) table = mok_cube_get_table (cube, "occ", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (mok_cube_is_synthetic (cube) && table->synthetic);
}

static void
test_an_empty_survey_stays_open (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_closing_run (fixture->survey, fixture->key, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW);
  closing_fixture_assert_open (fixture, 0);
}

static void
test_another_key_changes_nothing (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, 3);
  g_autoptr (MokSecret) key = mok_secret_new (mok_secret_size (fixture->key));
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_closing_run (fixture->survey, key, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  closing_fixture_assert_open (fixture, 3);
}

typedef struct
{
  GCancellable *cancellable;
  double at;
} Stop;

static void
stop (double fraction, gpointer data)
{
  const Stop *self = data;

  if (fraction >= self->at)
    g_cancellable_cancel (self->cancellable);
}

static void
test_cancelling_changes_nothing (void)
{
  static const double stops[] = { 0, 0.4, 0.8, 0.9 };
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, N_RESPONSES);
  g_autoptr (GByteArray) before = support_read (fixture->path);

  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Stop data = { cancellable, stops[i] };

      g_assert_null (mok_closing_run (fixture->survey, fixture->key, NULL, stop, &data, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      g_autoptr (GByteArray) after = support_read (fixture->path);

      g_assert_cmpmem (after->data, after->len, before->data, before->len);
      closing_fixture_assert_open (fixture, N_RESPONSES);
    }

  g_autoptr (GError) error = NULL;
  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, fixture->key, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
}

static void
damage_a_response (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "UPDATE pool SET sealed = randomblob (length (sealed)) "
                                 "WHERE id = (SELECT min (id) FROM pool)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_a_damaged_response_is_left_out_and_counted (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, 5);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->survey);
  damage_a_response (fixture->path);
  fixture->survey = mok_survey_open (fixture->path, &error);
  g_assert_no_error (error);

  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, fixture->key, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mok_cube_get_n_respondents (cube), ==, 4);
  g_assert_cmpuint (mok_cube_get_n_unreadable (cube), ==, 1);
}

static void
test_a_damaged_release_names_the_file (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_OPEN, 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no cube at all", 14);

  mok_survey_begin_closing (fixture->survey, &error);
  g_assert_no_error (error);
  mok_survey_finish_closing (fixture->survey, fixture->key, bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (mok_closing_load_cube (fixture->survey, &error));
  g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "survey.moksori"));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/release/closing/counts-everybody", test_closing_counts_everybody);
  g_test_add_func ("/release/closing/results-stay-in-the-file", test_results_stay_in_the_file);
  g_test_add_func ("/release/closing/simulated-answers-say-so", test_simulated_answers_say_so);
  g_test_add_func ("/release/closing/an-empty-survey-stays-open", test_an_empty_survey_stays_open);
  g_test_add_func ("/release/closing/another-key-changes-nothing", test_another_key_changes_nothing);
  g_test_add_func ("/release/closing/cancelling-changes-nothing", test_cancelling_changes_nothing);
  g_test_add_func ("/release/closing/a-damaged-response-is-left-out-and-counted",
                   test_a_damaged_response_is_left_out_and_counted);
  g_test_add_func ("/release/closing/a-damaged-release-names-the-file", test_a_damaged_release_names_the_file);
  return g_test_run ();
}
