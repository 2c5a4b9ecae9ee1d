/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pins and notes beside a release: they come back as they were, and nothing else of the file changes. */

#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "store/mok-survey-figures.h"
#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

#define N_RESPONSES 12

typedef struct
{
  char *folder;
  char *path;
  MokSurvey *survey;
} Fixture;

static const char *const one[] = { SUPPORT_PASSPHRASE };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const MokDisclosure disclosure = data != NULL ? MOK_DISCLOSURE_OPEN : MOK_DISCLOSURE_STANDARD;

  fixture->folder = support_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "survey.moksori", NULL);
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", disclosure);
  for (guint i = 0; i < N_RESPONSES; i++)
    {
      g_autoptr (MokSecret) record = support_make_record (mok_survey_get_manifest (fixture->survey), i);
      g_autoptr (MokSecret) comment = support_make_comment (mok_survey_get_manifest (fixture->survey), i);

      g_assert_true (mok_survey_add_sealed (fixture->survey, record, comment, NULL));
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

static void
close_survey (Fixture *fixture, GBytes *review)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_unlock (fixture->survey, one, 1, &error);
  g_autoptr (GBytes) release = g_bytes_new_static ("THE RELEASE", 11);

  g_assert_no_error (error);
  g_assert_true (mok_survey_begin_closing (fixture->survey, &error));
  g_assert_no_error (error);
  g_assert_true (mok_survey_finish_closing (fixture->survey, key, release, review, NULL, &error));
  g_assert_no_error (error);
}

static MokSurveyFigures *
make_figures (void)
{
  MokSurveyFigures *figures = mok_survey_figures_new ();
  const MokPin pins[] = {
    { .question = (char *) "outcome:al", .by = (char *) "size5", .weighted = TRUE },
    { .question = (char *) "al", .filter = (char *) "occ", .filter_code = (char *) "1+2" },
    { .question = (char *) "protections" },
    { .question = (char *) "outcome:al", .details = TRUE },
    { .question = (char *) "outcome:al", .by = (char *) "size5", .weighted = TRUE, .chart = (char *) "heat" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pins); i++)
    g_ptr_array_add (figures->pins, mok_pin_copy (&pins[i]));
  mok_survey_figures_set_note (figures, "al", "  연차는 인력이 있어야 씁니다.\n둘째 줄 ");
  mok_survey_figures_set_note (figures, "protections", "See chapter 2.");
  return figures;
}

static void
assert_same (const MokSurveyFigures *a, const MokSurveyFigures *b)
{
  GHashTableIter iter;
  gpointer question, text;

  g_assert_cmpuint (a->pins->len, ==, b->pins->len);
  for (guint i = 0; i < a->pins->len; i++)
    {
      g_assert_true (mok_pin_equal (g_ptr_array_index (a->pins, i), g_ptr_array_index (b->pins, i)));
      g_assert_cmpint (mok_pin_equal (g_ptr_array_index (a->pins, 0), g_ptr_array_index (b->pins, i)), ==, i == 0);
    }
  g_assert_cmpuint (g_hash_table_size (a->notes), ==, g_hash_table_size (b->notes));
  g_hash_table_iter_init (&iter, a->notes);
  while (g_hash_table_iter_next (&iter, &question, &text))
    g_assert_cmpstr (g_hash_table_lookup (b->notes, question), ==, text);
}

static void
assert_kept (Fixture *fixture, const MokSurveyFigures *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurveyFigures) here = mok_survey_load_figures (fixture->survey, &error);

  g_assert_no_error (error);
  assert_same (expected, here);

  g_autoptr (MokSurvey) again = mok_survey_open (fixture->path, &error);
  g_autoptr (MokSurveyFigures) there = again != NULL ? mok_survey_load_figures (again, &error) : NULL;

  g_assert_no_error (error);
  assert_same (expected, there);
}

/* All but pins and notes, as text. */
static char *
dump_rest (const char *path)
{
  static const char *const sql[] = {
    "SELECT hex(bytes) FROM manifest",
    "SELECT synthetic || ' ' || closed || ' ' || responses FROM survey",
    "SELECT hex(part) || hex(digest) FROM release ORDER BY i",
    "SELECT hex(bytes) FROM review_wrap",
    "SELECT hex(sealed) FROM review ORDER BY i",
    "SELECT text FROM summary",
    "SELECT hex(id) || label || site FROM box_made ORDER BY id",
    "SELECT hex(records) FROM row_chunk ORDER BY id",
    "SELECT hex(records) FROM comment_chunk ORDER BY id",
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (GPtrArray) rows = support_query (path, sql[i]);

      for (guint row = 0; row < rows->len; row++)
        {
          gsize size;
          const char *text = g_bytes_get_data (g_ptr_array_index (rows, row), &size);

          g_string_append_len (all, text, (gssize) size);
          g_string_append_c (all, '\n');
        }
      g_string_append (all, "--\n");
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_come_back_and_change_nothing_else (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurveyFigures) figures = make_figures ();
  g_autoptr (MokSurveyFigures) none = mok_survey_figures_new ();
  g_autoptr (GBytes) review = data == NULL ? g_bytes_new_static ("COMMENTS", 8) : NULL;
  g_autoptr (GError) error = NULL;
  struct stat about;

  close_survey (fixture, review);
  g_autofree char *before = dump_rest (fixture->path);

  assert_kept (fixture, none);
  g_assert_true (mok_survey_save_figures (fixture->survey, figures, &error));
  g_assert_no_error (error);
  assert_kept (fixture, figures);
  g_autofree char *after = dump_rest (fixture->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (stat (fixture->path, &about), ==, 0);
  g_assert_cmpint (about.st_mtime % 86400, ==, 0);
  g_autoptr (GBytes) release = mok_survey_load_release (fixture->survey, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (release, NULL), g_bytes_get_size (release), "THE RELEASE", 11);

  g_ptr_array_remove_index (figures->pins, 0);
  mok_survey_figures_set_note (figures, "al", " \n");
  g_assert_null (g_hash_table_lookup (figures->notes, "al"));
  g_assert_true (mok_survey_save_figures (fixture->survey, figures, &error));
  assert_kept (fixture, figures);
}

static void
test_stay_when_the_review_is_finished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurveyFigures) figures = make_figures ();
  g_autoptr (GBytes) review = g_bytes_new_static ("COMMENTS", 8);
  g_autoptr (GError) error = NULL;

  close_survey (fixture, review);
  g_assert_true (mok_survey_save_figures (fixture->survey, figures, &error));
  g_autoptr (MokSecret) opened = mok_survey_open_review (fixture->survey, one, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (mok_secret_data (opened), 8, "COMMENTS", 8);
  g_assert_true (mok_survey_finish_review (fixture->survey, "Pay comes late.", &error));
  g_assert_no_error (error);
  assert_kept (fixture, figures);
}

/* How many there were is a number in the file like any other. */
static void
test_impossible_number_of_responses (Fixture *fixture, gconstpointer data)
{
  /* As long as a survey is open to responses they are all there, and the number is none. */
  static const char *const numbers[] = { "9223372036854775807", "-1", "2147483648", "2147483647", "1" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE survey SET responses = %s", numbers[i]);
      g_autoptr (GError) error = NULL;
      MokSurveyStatus status;

      support_execute (fixture->path, sql);
      g_assert_false (mok_survey_get_status (fixture->survey, &status, &error));
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED);
    }
}

static void
test_wait_for_the_release (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurveyFigures) figures = make_figures ();
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_survey_save_figures (fixture->survey, figures, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_CLOSED);
}

static void
test_note_is_cut_at_a_character (void)
{
  g_autoptr (MokSurveyFigures) figures = mok_survey_figures_new ();
  g_autoptr (GString) text = g_string_new ("a");

  while (text->len <= MOK_SURVEY_NOTE_SIZE)
    g_string_append (text, "가");
  mok_survey_figures_set_note (figures, "al", text->str);

  const char *note = g_hash_table_lookup (figures->notes, "al");

  g_assert_true (g_utf8_validate (note, -1, NULL));
  g_assert_cmpuint (strlen (note), <=, MOK_SURVEY_NOTE_SIZE);
  g_assert_cmpuint (strlen (note), >, MOK_SURVEY_NOTE_SIZE - 3);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add ("/store/figures/standard/come-back-and-change-nothing-else", Fixture, NULL, set_up,
              test_come_back_and_change_nothing_else, tear_down);
  g_test_add ("/store/figures/open/come-back-and-change-nothing-else", Fixture, "open", set_up,
              test_come_back_and_change_nothing_else, tear_down);
  g_test_add ("/store/figures/stay-when-the-review-is-finished", Fixture, NULL, set_up,
              test_stay_when_the_review_is_finished, tear_down);
  g_test_add ("/store/figures/impossible-number-of-responses", Fixture, NULL, set_up,
              test_impossible_number_of_responses, tear_down);
  g_test_add ("/store/figures/wait-for-the-release", Fixture, NULL, set_up, test_wait_for_the_release, tear_down);
  g_test_add_func ("/store/figures/note-is-cut-at-a-character", test_note_is_cut_at_a_character);
  return g_test_run ();
}
