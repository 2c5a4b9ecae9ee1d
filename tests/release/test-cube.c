/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: the cube against counting answer by answer, and what it makes of bytes that are no cube. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-statistics.h"
#include "base/mok-init.h"
#include "random-survey.h"
#include "release/mok-release-private.h"

typedef struct
{
  MokQuestionnaire *form;
  MokCube *cube;
  GPtrArray *respondents; /* (element-type MokAnswers) */
} Survey;

static Survey *
make_survey (MokQuestionnaire *form, guint n, guint64 seed)
{
  Survey *self = g_new0 (Survey, 1);
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokRawTable) table = mok_raw_table_new (layout, NULL, 10);
  g_autoptr (GError) error = NULL;

  self->form = form;
  self->respondents = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_answers_free);
  for (guint i = 0; i < n; i++)
    {
      MokAnswers *answers = mok_answers_new (form);

      random_survey_fill (answers, random);

      g_autoptr (MokSecret) record = mok_record_encode (layout, random_survey_digest, answers);

      g_assert_true (mok_raw_table_add_record (table, mok_secret_data (record), mok_secret_size (record)));
      g_ptr_array_add (self->respondents, answers);
    }
  mok_raw_table_finish (table);
  self->cube = mok_release_new_exact (table, &(MokReleaseSource){ .flags = MOK_CUBE_OPEN, .n_unreadable = 3 }, NULL,
                                      NULL, NULL, &error);
  g_assert_no_error (error);
  return self;
}

static void
survey_free (Survey *self)
{
  mok_cube_unref (self->cube);
  g_ptr_array_unref (self->respondents);
  mok_questionnaire_unref (self->form);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Survey, survey_free)

/* Whether a number is in the band with this label, read off the label itself. */
static gboolean
is_in_band (const MokQuestion *question, double value, const char *label, gboolean is_first)
{
  const gboolean whole = question->kind == MOK_QUESTION_INTEGER;
  g_auto (GStrv) ends = g_strsplit (label, "–", 2);
  double low, high;

  if (g_str_has_prefix (label, "≤ "))
    return value <= g_ascii_strtod (label + strlen ("≤ "), NULL);
  if (g_str_has_prefix (label, "> "))
    return value > g_ascii_strtod (label + 2, NULL);
  low = g_ascii_strtod (ends[0], NULL);
  high = ends[1] != NULL ? g_ascii_strtod (ends[1], NULL) : low;
  if (question->kind == MOK_QUESTION_DATE)
    {
      g_autoptr (GDateTime) epoch = g_date_time_new_utc (1970, 1, 1, 0, 0, 0);
      g_autoptr (GDateTime) day = g_date_time_add_days (epoch, (int) value);

      value = g_date_time_get_year (day);
    }
  if (whole || question->kind == MOK_QUESTION_DATE)
    return value >= low && value <= high;
  if (low == high) /* one value, which the label rounds */
    return fabs (value - low) < 1e-9;
  return (value > low || (is_first && value == low)) && value <= high;
}

static gboolean
is_number (const MokQuestion *question)
{
  return question->choices == NULL;
}

/* Whether a respondent has the answer of a column or level. */
static gboolean
has_answer (const MokAnswers *answers,
            const MokQuestion *question,
            const char *code,
            const char *label,
            gboolean is_first)
{
  const MokAnswer *answer = mok_answers_get (answers, question->index);

  if (answer->state != MOK_ANSWER_GIVEN)
    return g_str_equal (code, answer->state == MOK_ANSWER_BLANK ? "blank" : "not-asked");
  if (g_str_equal (code, "blank") || g_str_equal (code, "not-asked"))
    return FALSE;
  if (is_number (question))
    return is_in_band (question, mok_answer_get_number (question, answer), label, is_first);

  const int choice = mok_choice_list_find (question->choices, code);

  g_assert_cmpint (choice, >=, 0);
  if (question->kind == MOK_QUESTION_SINGLE)
    return answer->choice == (guint) choice;
  if (question->kind == MOK_QUESTION_RANK)
    return answer->rank[choice] == 1;
  return mok_answer_has_choice (answer, (guint) choice);
}

/* Which kind of missing, or MOK_N_MISSING for a substantive answer. */
static MokMissing
missing_of (const MokAnswers *answers, const MokQuestion *question)
{
  const MokAnswer *answer = mok_answers_get (answers, question->index);

  if (answer->state != MOK_ANSWER_GIVEN)
    return answer->state == MOK_ANSWER_BLANK ? MOK_MISSING_BLANK : MOK_MISSING_NOT_ASKED;
  if (!is_number (question) && has_answer (answers, question, "98", "", FALSE))
    return MOK_MISSING_NOT_SURE;
  if (!is_number (question) && has_answer (answers, question, "99", "", FALSE))
    return MOK_MISSING_REFUSED;
  return MOK_N_MISSING;
}

static const MokQuestion *
find (const Survey *self, const char *name)
{
  const MokQuestion *question = mok_questionnaire_find_question (self->form, name);

  g_assert_nonnull (question);
  return question;
}

/* Counts one row again, answer by answer. */
static void
check_row (const Survey *self, const MokTable *table, guint index, gboolean first_filter)
{
  const MokQuestion *question = find (self, table->question);
  const MokTableRow *row = mok_table_get_row (table, index);
  g_autofree gint64 *counts = g_new0 (gint64, table->columns->len + 1);
  guint missing[MOK_N_MISSING + 1] = { 0 };

  for (guint i = 0; i < self->respondents->len; i++)
    {
      const MokAnswers *answers = g_ptr_array_index (self->respondents, i);

      if (table->filter != NULL
          && !has_answer (answers, find (self, table->filter), table->filter_code,
                          mok_text_get (table->filter_label, "en"), first_filter))
        continue;
      if (index > 0
          && !has_answer (answers, find (self, table->by), row->code, mok_text_get (row->label, "en"), index == 1))
        continue;
      missing[missing_of (answers, question)]++;
      for (guint c = 0; c < table->columns->len; c++)
        {
          const MokTableColumn *column = mok_table_get_column (table, c);

          counts[c] += has_answer (answers, question, column->code, mok_text_get (column->label, "en"), c == 0);
        }
    }
  g_assert_cmpfloat (row->base, ==, missing[MOK_N_MISSING]);
  for (int kind = 0; kind < MOK_N_MISSING; kind++)
    g_assert_cmpfloat (row->missing[kind], ==, missing[kind]);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const MokTableCell *cell = &row->cells[c];

      g_assert_cmpint (cell->count, ==, counts[c]);
      if (row->base == 0)
        {
          g_assert_true (isnan (cell->share) && isnan (cell->low) && isnan (cell->high));
          continue;
        }

      double low, high;

      mok_wilson_interval ((double) counts[c], row->base, &low, &high);
      g_assert_cmpfloat (cell->share, ==, (double) counts[c] / row->base);
      g_assert_cmpfloat (cell->low, ==, low);
      g_assert_cmpfloat (cell->high, ==, high);
    }
}

static void
check_table (const Survey *self,
             const MokQuestion *question,
             const MokQuestion *by,
             const MokQuestion *filter,
             guint level)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) table = mok_cube_get_table (
      self->cube, question->name, by != NULL ? by->name : NULL, filter != NULL ? filter->name : NULL,
      filter != NULL ? mok_cube_get_level_code (self->cube, filter, level) : NULL, &error);

  g_assert_no_error (error);
  g_assert_true (table->exact && table->open && !table->synthetic);
  g_assert_cmpuint (table->rows->len, ==, 1 + (by != NULL ? mok_cube_get_n_levels (self->cube, by) : 0));
  for (guint i = 0; i < table->rows->len; i++)
    check_row (self, table, i, level == 0);
}

/* Every question, by each background, with each level of each other background as filter. */
static guint
check_everything (const Survey *self)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (self->cube);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (self->cube);
  guint n_tables = 0;

  for (guint q = 0; q < questions->len; q++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, q);

      for (guint b = 0; b <= breakdowns->len; b++)
        {
          const MokQuestion *by = b < breakdowns->len ? g_ptr_array_index (breakdowns, b) : NULL;

          if (by == question)
            continue;
          check_table (self, question, by, NULL, 0);
          n_tables++;
          for (guint f = 0; f < breakdowns->len; f++)
            {
              const MokQuestion *filter = g_ptr_array_index (breakdowns, f);

              if (filter == question || filter == by)
                continue;
              for (guint level = 0; level < mok_cube_get_n_levels (self->cube, filter); level++)
                {
                  check_table (self, question, by, filter, level);
                  n_tables++;
                }
            }
        }
    }
  return n_tables;
}

static void
test_every_table_matches_counting_by_hand (void)
{
  static const guint sizes[] = { 1, 7, 150 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), sizes[i], 100 + i);
      const guint n_tables = check_everything (survey);

      g_assert_cmpuint (n_tables, >, 100);
      g_assert_cmpuint (mok_cube_get_n_respondents (survey->cube), ==, sizes[i]);
      g_assert_cmpuint (mok_cube_get_n_unreadable (survey->cube), ==, 3);
    }
}

static void
test_nobody_is_a_survey_too (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 0, 1);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (survey->cube);
  g_autoptr (MokTable) table = mok_cube_get_table (survey->cube, "leave", NULL, NULL, NULL, NULL);

  for (guint i = 0; i < breakdowns->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (breakdowns, i);
      g_autofree char *refusal = mok_cube_dup_refusal (survey->cube, "leave", background->name, NULL);

      g_assert_cmpuint (mok_cube_get_n_levels (survey->cube, background), ==, 0);
      g_assert_nonnull (refusal);
    }
  g_assert_cmpfloat (mok_table_get_row (table, 0)->base, ==, 0);
}

static void
test_what_is_tabulated (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 60, 2);
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (survey->cube);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (survey->cube);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    g_string_append_printf (names, "%s ", ((MokQuestion *) g_ptr_array_index (questions, i))->name);
  g_string_append (names, "/");
  for (guint i = 0; i < breakdowns->len; i++)
    g_string_append_printf (names, " %s", ((MokQuestion *) g_ptr_array_index (breakdowns, i))->name);
  g_assert_cmpstr (names->str, ==,
                   "gender region hours age shifts leave agree reasons children pay since order half "
                   "/ gender region hours age");
}

static MokScale
scale_of (const Survey *survey, const char *question)
{
  g_autoptr (MokTable) table = mok_cube_get_table (survey->cube, question, NULL, NULL, NULL, NULL);

  return table->scale;
}

static void
test_scales (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 20, 3);

  g_assert_cmpint (scale_of (survey, "gender"), ==, MOK_SCALE_NOMINAL);
  g_assert_cmpint (scale_of (survey, "region"), ==, MOK_SCALE_ORDINAL);
  g_assert_cmpint (scale_of (survey, "leave"), ==, MOK_SCALE_RECEIVED);
  g_assert_cmpint (scale_of (survey, "agree"), ==, MOK_SCALE_LIKERT);
  g_assert_cmpint (scale_of (survey, "reasons"), ==, MOK_SCALE_MULTIPLE);
  g_assert_cmpint (scale_of (survey, "hours"), ==, MOK_SCALE_BANDS);
  g_assert_cmpint (scale_of (survey, "order"), ==, MOK_SCALE_NOMINAL);
}

static void
test_columns_are_the_substantive_answers (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 20, 4);
  g_autoptr (MokTable) table = mok_cube_get_table (survey->cube, "leave", NULL, NULL, NULL, NULL);

  g_assert_cmpuint (table->columns->len, ==, 5);
  g_assert_cmpstr (mok_table_get_column (table, 0)->code, ==, "c1");
  g_assert_cmpstr (mok_table_get_column (table, 4)->code, ==, "6");
  g_assert_true (mok_table_get_column (table, 4)->not_applicable);
  g_assert_false (mok_table_get_column (table, 0)->not_applicable);
}

static void
test_missing_levels_come_last (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 300, 5);
  const MokQuestion *region = find (survey, "region");
  static const char *const codes[] = { "c1", "c2", "c3", "c4", "6", "98", "99", "blank", "not-asked" };

  g_assert_cmpuint (mok_cube_get_n_levels (survey->cube, region), ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpstr (mok_cube_get_level_code (survey->cube, region, i), ==, codes[i]);
  g_assert_cmpstr (mok_cube_get_level_label (survey->cube, region, 5, "en"), ==, "Not sure");
  g_assert_cmpstr (mok_cube_get_level_label (survey->cube, region, 7, "en"), ==, "Left blank");
  g_assert_cmpstr (mok_cube_get_level_label (survey->cube, region, 8, "en"), ==, "Not asked");
  g_assert_cmpuint (mok_cube_get_n_levels (survey->cube, find (survey, "leave")), ==, 0);
}

static void
test_unknown_names_are_errors (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 30, 6);
  static const char *const requests[][4] = {
    { "nothing", NULL, NULL, NULL },    { "why", NULL, NULL, NULL },           { "consent", NULL, NULL, NULL },
    { "leave", "agree", NULL, NULL },   { "leave", "shifts", NULL, NULL },     { "leave", "leave", NULL, NULL },
    { "gender", "gender", NULL, NULL }, { "leave", "gender", "gender", "c1" }, { "gender", NULL, "gender", "c1" },
    { "leave", NULL, "gender", "c9" },  { "leave", "region", "agree", "c1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          mok_cube_get_table (survey->cube, requests[i][0], requests[i][1], requests[i][2], requests[i][3], &error));
      g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN);
    }
}

static void
test_bytes_come_back (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 80, 7);
  g_autoptr (GBytes) bytes = mok_cube_to_bytes (survey->cube);
  g_autoptr (GError) error = NULL;

  mok_cube_unref (survey->cube);
  survey->cube = mok_cube_new_from_bytes (bytes, survey->form, &error);
  g_assert_no_error (error);
  check_everything (survey);
}

static MokCube *
read_changed (const Survey *survey, GByteArray *bytes, gboolean fix_check, GError **error)
{
  g_autoptr (GBytes) copy = NULL;

  if (fix_check && bytes->len >= MOK_CUBE_CHECK_SIZE)
    mok_hash (bytes->data + bytes->len - MOK_CUBE_CHECK_SIZE, MOK_CUBE_CHECK_SIZE, bytes->data,
              bytes->len - MOK_CUBE_CHECK_SIZE);
  copy = g_bytes_new (bytes->data, bytes->len);
  return mok_cube_new_from_bytes (copy, survey->form, error);
}

/* With the check sum as it was every change is found; with a new one the sums have to agree. */
static void
test_damaged_bytes_are_refused (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 12, 8);
  g_autoptr (GBytes) bytes = mok_cube_to_bytes (survey->cube);
  g_autoptr (MokRandom) random = mok_random_new_seeded (9);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint n_read = 0;

  for (gsize i = 0; i < size; i++)
    {
      const guint8 mask = (guint8) (1 + mok_random_uniform (random, 255));

      for (int fix_check = 0; fix_check < 2; fix_check++)
        {
          g_autoptr (GByteArray) changed = g_byte_array_new ();
          g_autoptr (GError) error = NULL;

          g_byte_array_append (changed, data, (guint) size);
          changed->data[i] ^= mask;

          g_autoptr (MokCube) cube = read_changed (survey, changed, fix_check, &error);

          if (cube == NULL)
            g_assert_true (g_error_matches (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_DAMAGED)
                           || g_error_matches (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NEWER));
          else if (fix_check)
            n_read++;
          g_assert_true (cube == NULL || fix_check);
        }
    }
  /* Flags, the number left out, edges of bands, choices below the limit, and the check sum itself can be changed. */
  g_assert_cmpuint (n_read, <, size / 3);
}

static void
test_every_shorter_and_longer_file_is_refused (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 4, 8);
  g_autoptr (GBytes) bytes = mok_cube_to_bytes (survey->cube);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize length = 0; length <= size + 1; length++)
    {
      g_autoptr (GByteArray) changed = g_byte_array_new ();
      g_autoptr (GError) error = NULL;

      if (length == size)
        continue;
      g_byte_array_append (changed, data, (guint) MIN (length, size));
      g_byte_array_set_size (changed, (guint) length);
      g_assert_null (read_changed (survey, changed, TRUE, &error));
      g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_DAMAGED);
    }
}

static void
test_another_questionnaire_is_refused (void)
{
  g_autoptr (Survey) survey = make_survey (random_survey_new_questionnaire (), 12, 8);
  g_autoptr (MokQuestionnaire) other = random_survey_new_wide (3, 5);
  g_autoptr (GBytes) bytes = mok_cube_to_bytes (survey->cube);
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_cube_new_from_bytes (bytes, other, &error));
  g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_DAMAGED);
}

static void
test_a_bad_record_adds_no_row (void)
{
  g_autoptr (MokQuestionnaire) form = random_survey_new_questionnaire ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokRawTable) table = mok_raw_table_new (layout, NULL, 1);
  g_autoptr (MokAnswers) answers = mok_answers_new (form);
  static const struct
  {
    const char *variable;
    guint at;
    guint8 byte;
  } cases[] = { { "gender", 0, 7 }, { "reasons", 0, 3 }, { "reasons", 3, 0x10 }, { "pay", 0, 9 }, { "order", 0, 255 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MokQuestion *question = mok_questionnaire_find_question (form, cases[i].variable);
      g_autoptr (MokSecret) record = mok_record_encode (layout, random_survey_digest, answers);

      mok_secret_data (record)[mok_record_layout_get_offset (layout, question->index) + cases[i].at] = cases[i].byte;
      g_assert_false (mok_raw_table_add_record (table, mok_secret_data (record), mok_secret_size (record)));
      g_assert_cmpuint (mok_raw_table_get_n_rows (table), ==, 0);
    }
}

static void
test_building_can_be_cancelled (void)
{
  g_autoptr (MokQuestionnaire) form = random_survey_new_questionnaire ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokRawTable) table = mok_raw_table_new (layout, NULL, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  mok_raw_table_finish (table);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      mok_release_new_exact (table, &(MokReleaseSource){ .flags = MOK_CUBE_OPEN }, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/release/cube/every-table-matches-counting-by-hand", test_every_table_matches_counting_by_hand);
  g_test_add_func ("/release/cube/nobody-is-a-survey-too", test_nobody_is_a_survey_too);
  g_test_add_func ("/release/cube/what-is-tabulated", test_what_is_tabulated);
  g_test_add_func ("/release/cube/scales", test_scales);
  g_test_add_func ("/release/cube/columns-are-the-substantive-answers", test_columns_are_the_substantive_answers);
  g_test_add_func ("/release/cube/missing-levels-come-last", test_missing_levels_come_last);
  g_test_add_func ("/release/cube/unknown-names-are-errors", test_unknown_names_are_errors);
  g_test_add_func ("/release/cube/bytes-come-back", test_bytes_come_back);
  g_test_add_func ("/release/cube/damaged-bytes-are-refused", test_damaged_bytes_are_refused);
  g_test_add_func ("/release/cube/every-shorter-and-longer-file-is-refused",
                   test_every_shorter_and_longer_file_is_refused);
  g_test_add_func ("/release/cube/another-questionnaire-is-refused", test_another_questionnaire_is_refused);
  g_test_add_func ("/release/raw-table/a-bad-record-adds-no-row", test_a_bad_record_adds_no_row);
  g_test_add_func ("/release/cube/building-can-be-cancelled", test_building_can_be_cancelled);
  return g_test_run ();
}
