/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: closing a survey that protects its answers: when it is refused, what it leaves, and that it gives the same
 * release whenever it is done.
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "../store/support.h"
#include "closing-fixture.h"
#include "interview/mok-record.h"
#include "release/mok-closing.h"
#include "release/mok-review.h"

#define N_RESPONSES 70

static void
assert_refused (guint n_responses, gboolean small, int code)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, n_responses);
  g_autoptr (GByteArray) before = support_read (fixture->path);
  const MokClosingOptions options = { .small = small };
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_closing_run (fixture->survey, fixture->key, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, code);

  g_autoptr (GByteArray) after = support_read (fixture->path);

  g_assert_cmpmem (after->data, after->len, before->data, before->len);
  closing_fixture_assert_open (fixture, n_responses);
}

static void
test_too_few_stay_open (void)
{
  assert_refused (9, TRUE, MOK_STORE_ERROR_TOO_FEW);
  assert_refused (10, FALSE, MOK_STORE_ERROR_TOO_FEW);
  assert_refused (19, FALSE, MOK_STORE_ERROR_TOO_FEW);
}

static MokCube *
close_with (ClosingFixture *fixture, gboolean small)
{
  const MokClosingOptions options = { .small = small };
  g_autoptr (GError) error = NULL;
  MokCube *cube = mok_closing_run (fixture->survey, fixture->key, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return cube;
}

static void
test_few_are_shown_in_total_only (void)
{
  static const struct
  {
    guint n;
    gboolean small;
  } sizes[] = { { 10, TRUE }, { 20, FALSE }, { 39, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SupportFolder) folder = support_make_folder ();
      g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, sizes[i].n);
      g_autoptr (MokCube) cube = close_with (fixture, sizes[i].small);
      g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);
      g_autoptr (MokTable) table = mok_cube_get_table (cube, "priorities", NULL, NULL, NULL, NULL);

      for (guint b = 0; b < breakdowns->len; b++)
        {
          const MokQuestion *background = g_ptr_array_index (breakdowns, b);
          g_autofree char *refusal = mok_cube_dup_refusal (cube, "priorities", background->name, NULL);

          g_assert_cmpuint (mok_cube_get_n_levels (cube, background), ==, 0);
          g_assert_nonnull (refusal);
        }
      g_assert_nonnull (table);
    }
}

/* Whole percentage points add to 100, lie inside the interval that is shown, and nothing is counted exactly. */
static void
check_row (const MokTable *table, guint index)
{
  const MokTableRow *row = mok_table_get_row (table, index);
  g_autofree int *points = g_new0 (int, table->columns->len + 1);
  int sum = 0;

  if (!row->shown)
    return;
  g_assert_cmpfloat (row->base, >=, 10);
  mok_table_get_points (table, index, points);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const MokTableCell *cell = &row->cells[c];

      g_assert_cmpint (cell->count, ==, -1);
      g_assert_cmpfloat (cell->low, <=, cell->share);
      g_assert_cmpfloat (cell->share, <=, cell->high);
      g_assert_cmpfloat (points[c], <=, 100 * cell->high + 1);
      g_assert_cmpfloat (points[c], >=, 100 * cell->low - 1);
      sum += points[c];
    }
  if (table->scale != MOK_SCALE_MULTIPLE)
    g_assert_cmpint (sum, ==, 100);
}

static void
check_tables (const MokCube *cube, const char *question)
{
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);

  for (guint b = 0; b <= breakdowns->len; b++)
    {
      const MokQuestion *by = b < breakdowns->len ? g_ptr_array_index (breakdowns, b) : NULL;
      g_autofree char *refusal = mok_cube_dup_refusal (cube, question, by != NULL ? by->name : NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (MokTable) table =
          mok_cube_get_table (cube, question, by != NULL ? by->name : NULL, NULL, NULL, &error);

      g_assert_cmpint (table == NULL, ==, refusal != NULL);
      if (table == NULL)
        {
          g_assert_true (error->domain == MOK_CUBE_ERROR
                         && (error->code == MOK_CUBE_ERROR_NOT_OFFERED || g_str_equal (by->name, question)));
          continue;
        }
      g_assert_false (table->exact);
      for (guint r = 0; r < table->rows->len; r++)
        check_row (table, r);
    }
}

static void
test_a_release_replaces_the_answers (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, 150);
  g_autoptr (MokCube) cube = close_with (fixture, FALSE);
  const MokCertificate *certificate = mok_cube_get_certificate (cube);
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  g_autoptr (GPtrArray) notes = mok_closing_list_certificate (cube);
  MokSurveyStatus status;

  g_assert_true (!mok_cube_is_exact (cube) && !mok_cube_is_open (cube));
  g_assert_cmpuint (mok_cube_get_n_respondents (cube), ==, 150);
  g_assert_nonnull (certificate);
  g_assert_cmpuint (certificate->smallest_urn, >=, 10);
  g_assert_cmpuint (certificate->largest_block, ==, 23);
  g_assert_cmpfloat (certificate->share_certainty, <=, 0.9 + 1e-9);
  g_assert_cmpuint (notes->len, >=, 6);
  g_assert_cmpuint (outcomes->len, ==, 22);
  for (guint i = 0; i < questions->len; i++)
    check_tables (cube, ((const MokQuestion *) g_ptr_array_index (questions, i))->name);
  for (guint i = 0; i < outcomes->len; i++)
    check_tables (cube, ((const MokQuestion *) g_ptr_array_index (outcomes, i))->name);
  mok_survey_get_status (fixture->survey, &status, NULL);
  g_assert_true (status.closed);
}

static GBytes *
dup_release (const char *folder, const char *name, const char *source)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GByteArray) bytes = support_read (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (MokCube) cube = NULL;

  support_write (path, bytes->data, bytes->len);
  survey = mok_survey_open (path, &error);
  g_assert_no_error (error);
  key = mok_survey_unlock (survey, closing_passphrases, 1, &error);
  g_assert_no_error (error);
  cube = mok_closing_run (survey, key, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return mok_cube_to_bytes (cube);
}

static void
cancel (double fraction, gpointer data)
{
  if (fraction > 0.5)
    g_cancellable_cancel (data);
}

static void
test_the_same_answers_give_the_same_release (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, N_RESPONSES);
  g_autoptr (GBytes) first = dup_release (folder, "first.moksori", fixture->path);
  g_autoptr (GBytes) second = dup_release (folder, "second.moksori", fixture->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_bytes_equal (first, second));

  /* Also after a closing that was broken off. */
  g_assert_null (mok_closing_run (fixture->survey, fixture->key, NULL, cancel, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  closing_fixture_assert_open (fixture, N_RESPONSES);

  g_autoptr (MokCube) cube = close_with (fixture, FALSE);
  g_autoptr (GBytes) third = mok_cube_to_bytes (cube);

  g_assert_true (g_bytes_equal (first, third));
}

static void
test_results_need_no_passphrase (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, N_RESPONSES);
  g_autoptr (MokCube) cube = close_with (fixture, FALSE);
  g_autoptr (GError) error = NULL;

  closing_fixture_reopen (fixture);

  g_autoptr (MokCube) loaded = mok_closing_load_cube (fixture->survey, &error);
  g_autoptr (GPtrArray) left = NULL;

  g_assert_no_error (error);

  g_autoptr (GBytes) bytes = mok_cube_to_bytes (cube);
  g_autoptr (GBytes) loaded_bytes = mok_cube_to_bytes (loaded);

  g_assert_true (g_bytes_equal (bytes, loaded_bytes));
  left = mok_closing_list_left (fixture->survey, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (left->len, >=, 3);
  g_assert_null (mok_survey_unlock (fixture->survey, closing_passphrases, 1, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
}

static void
test_a_rehearsal_changes_nothing (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, N_RESPONSES);
  g_autoptr (GByteArray) before = support_read (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokRehearsal) rehearsal = mok_closing_rehearse (fixture->survey, fixture->key, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (GByteArray) after = support_read (fixture->path);
  g_autoptr (GPtrArray) notes = mok_rehearsal_list_notes (rehearsal);
  g_autoptr (MokCube) cube = NULL;

  g_assert_cmpmem (after->data, after->len, before->data, before->len);
  g_assert_cmpuint (rehearsal->n_respondents, ==, N_RESPONSES);
  g_assert_true (rehearsal->can_close && !rehearsal->is_small);
  g_assert_cmpuint (rehearsal->breakdowns->len, ==, 9);
  g_assert_cmpuint (notes->len, >=, 10);

  /* It tells what closing then gives. */
  cube = close_with (fixture, FALSE);
  for (guint i = 0; i < rehearsal->breakdowns->len; i++)
    {
      const MokRehearsalBreakdown *breakdown = g_ptr_array_index (rehearsal->breakdowns, i);
      g_autoptr (GPtrArray) offered = mok_cube_get_breakdowns (cube);

      g_assert_cmpstr (((const MokQuestion *) g_ptr_array_index (offered, i))->name, ==, breakdown->variable);
      g_assert_cmpuint (mok_cube_get_n_levels (cube, g_ptr_array_index (offered, i)), ==, breakdown->n_levels);
    }
}

static void
add_comments (ClosingFixture *fixture, guint n)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (9);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("the canteen closes at %u", i);

      closing_fixture_add_comment (fixture, random, text);
    }
}

static void
test_comments_wait_for_one_review (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, 20);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  gboolean has = FALSE;

  add_comments (fixture, 12);

  g_autoptr (MokCube) cube = close_with (fixture, FALSE);

  closing_fixture_reopen (fixture);
  g_assert_true (mok_survey_has_review (fixture->survey, &has, &error) && has);
  g_assert_false (support_contains (fixture->path, "canteen", strlen ("canteen")));

  g_autoptr (GPtrArray) groups = mok_review_open (fixture->survey, closing_passphrases, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, 1);

  const MokReviewGroup *group = g_ptr_array_index (groups, 0);

  g_assert_cmpstr (group->question->name, ==, "comment");
  for (guint i = 0; i < group->texts->len; i++)
    g_hash_table_add (seen, g_strdup (g_ptr_array_index (group->texts, i)));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 12);
  g_assert_true (mok_review_finish (fixture->survey, "Some write about the canteen's hours.", &error));
  g_assert_null (mok_review_open (fixture->survey, closing_passphrases, 1, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_REVIEW);
}

static void
test_few_comments_are_destroyed_unread (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, 20);
  gboolean has = TRUE;

  add_comments (fixture, 9);

  g_autoptr (MokCube) cube = close_with (fixture, FALSE);

  g_assert_true (mok_survey_has_review (fixture->survey, &has, NULL));
  g_assert_false (has);
}

/* Anybody can seal a record of a man on menstrual leave. It counts nothing and stops nobody. */
static void
test_impossible_rows_are_left_out (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, 40);
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  MokQuestionnaire *form = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokAnswers) answers = mok_answers_new (form);
  const MokAnswer man = { .state = MOK_ANSWER_GIVEN, .choice = 1 };
  const MokAnswer received = { .state = MOK_ANSWER_GIVEN, .choice = 0 };
  g_autoptr (GError) error = NULL;

  mok_answers_set (answers, mok_questionnaire_find_question (form, "gender")->index, &man);
  mok_answers_set (answers, mok_questionnaire_find_question (form, "menst")->index, &received);

  g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  g_autoptr (MokSecret) comment = mok_comment_encode (layout, answers);

  mok_survey_begin (fixture->survey, &error);
  mok_survey_add_sealed (fixture->survey, record, comment, &error);
  mok_survey_commit (fixture->survey, &error);
  g_assert_no_error (error);

  g_autoptr (MokCube) cube = close_with (fixture, FALSE);

  g_assert_cmpuint (mok_cube_get_n_respondents (cube), ==, 40);
  g_assert_cmpuint (mok_cube_get_n_unreadable (cube), ==, 1);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/release/closing-release/too-few-stay-open", test_too_few_stay_open);
  g_test_add_func ("/release/closing-release/few-are-shown-in-total-only", test_few_are_shown_in_total_only);
  g_test_add_func ("/release/closing-release/a-release-replaces-the-answers", test_a_release_replaces_the_answers);
  g_test_add_func ("/release/closing-release/the-same-answers-give-the-same-release",
                   test_the_same_answers_give_the_same_release);
  g_test_add_func ("/release/closing-release/results-need-no-passphrase", test_results_need_no_passphrase);
  g_test_add_func ("/release/closing-release/a-rehearsal-changes-nothing", test_a_rehearsal_changes_nothing);
  g_test_add_func ("/release/closing-release/comments-wait-for-one-review", test_comments_wait_for_one_review);
  g_test_add_func ("/release/closing-release/few-comments-are-destroyed-unread",
                   test_few_comments_are_destroyed_unread);
  g_test_add_func ("/release/closing-release/impossible-rows-are-left-out", test_impossible_rows_are_left_out);
  return g_test_run ();
}
