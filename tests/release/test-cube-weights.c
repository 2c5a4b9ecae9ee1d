/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: weighted tables against weighing row by row, intervals where the headcount is known, and details of
 * outcomes.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "../store/support.h"
#include "analysis/mok-margins.h"
#include "analysis/mok-raking.h"
#include "analysis/mok-statistics.h"
#include "closing-fixture.h"
#include "interview/mok-record.h"
#include "release/mok-closing.h"
#include "release/mok-release-private.h"
#include "release/mok-weighting-private.h"
#include "release-survey.h"

#define N_PEOPLE 300

typedef enum
{
  EXACT,
  UNREPLACED, /* a release with a rate of 0 */
  REPLACED,
} Kind;

static MokCube *
make_cube (const ReleaseSurvey *survey, Kind kind, GPtrArray *margins, guint headcount)
{
  const MokReleaseSource source = {
    .law_date = RELEASE_SURVEY_LAW_DATE, .protections = survey->protections, .margins = margins, .headcount = headcount
  };
  const guint8 key[MOK_NOISE_KEY_SIZE] = { 5 };
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  MokReleaseParameters parameters;
  g_autoptr (GError) error = NULL;
  MokCube *cube;

  mok_release_parameters_init (&parameters, mok_raw_table_get_n_rows (survey->table));
  if (kind == UNREPLACED)
    parameters.rate_numerator = 0;
  if (kind == EXACT)
    cube = mok_release_new_exact (survey->table, &source, NULL, NULL, NULL, &error);
  else
    cube = mok_release_new_replaced (survey->table, &source, &parameters, noise, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return cube;
}

static guint
find (const ReleaseSurvey *survey, const char *name)
{
  const int variable = mok_codebook_find (survey->codebook, name);

  g_assert_cmpint (variable, >=, 0);
  return (guint) variable;
}

static gboolean
has_answer (const ReleaseSurvey *survey, guint variable, gsize row, guint answer)
{
  const MokVariable *coded = &survey->codebook->variables[variable];
  const guint first = coded->kind == MOK_VARIABLE_OUTCOME ? MOK_SLOT_FIRST_OUTCOME : MOK_SLOT_FIRST_ANSWER;
  const guint8 *column = mok_raw_table_get_column (survey->table, variable, 0);

  if (!coded->is_multiple)
    return column[row] == first + answer;
  column = mok_raw_table_get_column (survey->table, variable, 1 + answer / 8);
  return (column[row] >> answer % 8 & 1) != 0;
}

/* Shares of those who answer, tilted: the first code has the most. As they are in the sample where @tilt is 0. */
static MokMargin *
make_margin (const ReleaseSurvey *survey, const char *name, double tilt)
{
  const guint variable = find (survey, name);
  const MokVariable *coded = &survey->codebook->variables[variable];
  MokMargin *margin = mok_margin_new (name, 0);
  double shares[256] = { 0 }, sum = 0;

  for (guint k = 0; k < coded->n_answers; k++)
    {
      for (gsize i = 0; mok_variable_is_substantive (coded, k) && i < mok_raw_table_get_n_rows (survey->table); i++)
        shares[k] += has_answer (survey, variable, i, k);
      shares[k] *= 1 + tilt * (coded->n_answers - k);
      sum += shares[k];
    }
  for (guint k = 0; k < coded->n_answers; k++)
    {
      if (mok_variable_is_substantive (coded, k))
        mok_margin_add (margin, mok_variable_get_code (coded, k), shares[k] / sum, 0);
    }
  return margin;
}

static GPtrArray *
make_margins (const ReleaseSurvey *survey, double tilt)
{
  GPtrArray *margins = mok_margins_new ();

  g_ptr_array_add (margins, make_margin (survey, "occ", tilt));
  g_ptr_array_add (margins, make_margin (survey, "region3", tilt));
  return margins;
}

/* The weights, straight from the raking of two margins. */
static double *
dup_weights (const ReleaseSurvey *survey, GPtrArray *margins)
{
  const guint n = (guint) mok_raw_table_get_n_rows (survey->table);
  g_autofree guint *categories = g_new (guint, 2 * n);
  MokRakingMargin shares[2];
  g_autoptr (MokRaking) raking = NULL;

  for (guint m = 0; m < 2; m++)
    {
      const MokMargin *margin = g_ptr_array_index (margins, m);
      const guint variable = find (survey, margin->variable);

      shares[m] = (MokRakingMargin){ margin->variable, (const char *const *) margin->codes->pdata,
                                     (const double *) (gconstpointer) margin->shares->data, margin->codes->len };
      for (guint i = 0; i < n; i++)
        {
          categories[2 * i + m] = MOK_RAKING_UNKNOWN;
          for (guint c = 0; c < margin->codes->len; c++)
            {
              if (has_answer (survey, variable, i, c))
                categories[2 * i + m] = c;
            }
        }
    }
  raking = mok_raking_new (categories, n, shares, 2, MOK_RAKING_CAP, NULL, NULL);
  g_assert_nonnull (raking);
  return g_steal_pointer (&raking->weights);
}

/* Whether somebody is in a group, whose code may be of several answers put together. */
static gboolean
is_in_group (const ReleaseSurvey *survey, const char *by, const char *code, gsize row)
{
  g_auto (GStrv) codes = g_strsplit (code, "+", -1);
  const guint variable = by != NULL ? find (survey, by) : 0;

  for (guint k = 0; *code != '\0' && k < survey->codebook->variables[variable].n_answers; k++)
    {
      if (has_answer (survey, variable, row, k)
          && g_strv_contains ((const char *const *) codes,
                              mok_variable_get_code (&survey->codebook->variables[variable], k)))
        return TRUE;
    }
  return *code == '\0';
}

/* Weighs one row of a table again, respondent by respondent. @rounding: how far a stored number can be off. */
static void
check_row (const ReleaseSurvey *survey, const MokTable *table, guint index, const double *weights, double rounding)
{
  const guint variable = find (survey, table->question);
  const MokVariable *counted = &survey->codebook->variables[variable];
  const MokTableRow *row = mok_table_get_row (table, index);
  double base = 0, sum = 0, squares = 0;
  guint n = 0, n_base = 0;

  if (!row->shown || row->unknown || row->noisy_base <= 0)
    return;
  for (gsize i = 0; i < mok_raw_table_get_n_rows (survey->table); i++)
    {
      gboolean answers = FALSE;

      if (!is_in_group (survey, table->by, row->code, i))
        continue;
      for (guint k = 0; k < counted->n_answers; k++)
        answers = answers || (mok_variable_is_substantive (counted, k) && has_answer (survey, variable, i, k));
      n++;
      sum += weights[i];
      squares += weights[i] * weights[i];
      n_base += answers;
      base += answers ? weights[i] : 0;
    }
  g_assert_cmpfloat (row->base, ==, n_base);
  g_assert_cmpfloat_with_epsilon (row->noisy_base, n_base * sum * sum / squares / n, 0.004 * n_base);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const MokTableCell *cell = &row->cells[c];
      const double slack = rounding * (counted->n_answers + 1) / base + 1e-9;
      double wanted = 0, low, high;

      for (gsize i = 0; i < mok_raw_table_get_n_rows (survey->table); i++)
        {
          for (guint k = 0; k < counted->n_answers; k++)
            {
              if (mok_variable_is_substantive (counted, k) && has_answer (survey, variable, i, k)
                  && strcmp (mok_variable_get_code (counted, k), mok_table_get_column (table, c)->code) == 0
                  && is_in_group (survey, table->by, row->code, i))
                wanted += weights[i] / base;
            }
        }
      g_assert_cmpfloat_with_epsilon (cell->share, wanted, slack);
      mok_wilson_interval (MIN (cell->share, 1) * row->noisy_base, row->noisy_base, &low, &high);
      g_assert_cmpfloat_with_epsilon (cell->low, low, slack + 1e-9);
      g_assert_cmpfloat_with_epsilon (cell->high, high, slack + 1e-9);
    }
}

static void
check_weighted (Kind kind, double rounding)
{
  static const char *const questions[] = { "al", "menst", "why_not", "priorities", "outcome:al", "outcome:ml" };
  static const char *const breakdowns[] = { NULL, "occ", "gender", "region3", "size_band" };
  g_autoptr (ReleaseSurvey) survey = release_survey_new (N_PEOPLE, 11);
  g_autoptr (ReleaseSurvey) reference = release_survey_new (N_PEOPLE, 11);
  g_autoptr (GPtrArray) margins = make_margins (survey, 0.7);
  g_autofree double *weights = dup_weights (reference, margins);
  g_autoptr (MokCube) cube = make_cube (survey, kind, margins, 0);
  g_autoptr (MokCube) outcomes = make_cube (reference, EXACT, NULL, 0); /* fills in the outcomes of the reference */
  guint n_checked = 0;

  g_assert_true (mok_cube_has_weights (cube));
  g_assert_false (mok_cube_has_weights (outcomes));
  g_assert_cmpfloat (mok_cube_get_weighting (cube)->design_effect, >, 1.05);
  g_assert_cmpuint (mok_cube_get_weighting (cube)->margins->len, ==, 2);
  for (gsize q = 0; q < G_N_ELEMENTS (questions); q++)
    {
      for (gsize b = 0; b < G_N_ELEMENTS (breakdowns); b++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (MokTable) table = mok_cube_get_table_weighted (cube, questions[q], breakdowns[b], &error);

          if (g_error_matches (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED))
            continue;
          g_assert_no_error (error);
          g_assert_true (table->weighted);
          for (guint r = 0; r < table->rows->len; r++)
            {
              check_row (reference, table, r, weights, rounding);
              n_checked += mok_table_get_row (table, r)->shown;
            }
        }
    }
  g_assert_cmpuint (n_checked, >, 30);
}

static void
test_exact_tables_weigh_row_by_row (void)
{
  check_weighted (EXACT, 1.0 / 2048);
}

static void
test_releases_weigh_row_by_row (void)
{
  check_weighted (UNREPLACED, 1.0 / 16);
}

/* The weighted sample has the shares of the margins. */
static void
test_margins_are_met (void)
{
  g_autoptr (ReleaseSurvey) survey = release_survey_new (N_PEOPLE, 11);
  g_autoptr (GPtrArray) margins = make_margins (survey, 0.5);
  const MokMargin *margin = g_ptr_array_index (margins, 0);
  g_autoptr (MokCube) cube = make_cube (survey, EXACT, margins, 0);
  g_autoptr (MokTable) table = mok_cube_get_table_weighted (cube, "occ", NULL, NULL);

  g_assert_true (mok_cube_get_weighting (cube)->converged);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const int place = mok_margin_find (margin, mok_table_get_column (table, c)->code);

      g_assert_cmpint (place, >=, 0);
      g_assert_cmpfloat_with_epsilon (mok_table_get_row (table, 0)->cells[c].share,
                                      g_array_index (margin->shares, double, place), 1e-4);
    }
}

static void
test_margins_of_the_sample_change_nothing (void)
{
  for (int kind = EXACT; kind <= REPLACED; kind++)
    {
      const gboolean exact = kind == EXACT;
      g_autoptr (ReleaseSurvey) survey = release_survey_new (N_PEOPLE, 11);
      g_autoptr (GPtrArray) margins = make_margins (survey, 0);
      g_autoptr (MokCube) cube = make_cube (survey, (Kind) kind, margins, 0);
      g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);

      g_assert_cmpfloat_with_epsilon (mok_cube_get_weighting (cube)->design_effect, 1, 1e-9);
      for (guint q = 0; q < questions->len; q++)
        {
          const char *name = ((const MokQuestion *) g_ptr_array_index (questions, q))->name;
          const char *by = g_str_equal (name, "gender") ? NULL : "gender";
          g_autoptr (MokTable) plain = mok_cube_get_table (cube, name, by, NULL, NULL, NULL);
          g_autoptr (MokTable) weighted = mok_cube_get_table_weighted (cube, name, by, NULL);

          g_assert_cmpint (plain != NULL, ==, weighted != NULL);
          for (guint r = 0; plain != NULL && r < plain->rows->len; r++)
            {
              const MokTableRow *a = mok_table_get_row (plain, r), *b = mok_table_get_row (weighted, r);

              /* What is expected of replaced answers is rounded more coarsely: a fifth of a sixteenth for each. */
              const double slack = kind == REPLACED ? 0.05 * plain->columns->len / MAX (a->noisy_base, 1) : 1e-9;

              g_assert_cmpint (a->shown, ==, b->shown || (exact && a->base == 0));
              g_assert_cmpfloat (a->base, ==, b->base);
              for (guint c = 0; a->shown && a->noisy_base > 0 && c < plain->columns->len; c++)
                {
                  g_assert_cmpfloat_with_epsilon (a->cells[c].share, b->cells[c].share, slack);
                  g_assert_cmpfloat_with_epsilon (a->cells[c].low, b->cells[c].low, slack);
                  g_assert_cmpfloat_with_epsilon (a->cells[c].high, b->cells[c].high, slack);
                  g_assert_cmpint (a->cells[c].count, ==, b->cells[c].count);
                }
            }
        }
    }
}

static void
assert_margins_refused (const char *text, const char *message)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ReleaseSurvey) survey = release_survey_new (1, 11);
  g_autofree char *path = g_build_filename (folder, "m.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (mok_weighting_read_margins (file, survey->codebook, &error));
  g_assert_error (error, MOK_MARGINS_ERROR, MOK_MARGINS_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_margins_are_checked (void)
{
  assert_margins_refused ("variable,code,share\nal,1,1\n",
                          "m.csv:2: “al” is not a background of this survey, so nobody can be weighted by it.");
  assert_margins_refused ("variable,code,share\ngender,1,0.5\ngender,7,0.5\n",
                          "m.csv:3: “7” is not a code of “gender” that can be weighted, or it is there already.");
  assert_margins_refused ("variable,code,share\nsize5,under,0.5\nsize5,unknown,0.5\n",
                          "m.csv:3: “unknown” is not a code of “size5” that can be weighted, or it is there already.");
  assert_margins_refused ("variable,code,share\nsize5,under,0.5\nsize5,over+under,0.5\n",
                          "m.csv:3: “over+under” is not a code of “size5” that can be weighted, or it is there "
                          "already.");
  assert_margins_refused ("variable,code,share\nsize5,under,1\n",
                          "m.csv:2: The code “over” of “size5” has no line; its share may be 0.");
}

static void
test_wrong_margins_leave_a_survey_open (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, 25);
  g_autoptr (GByteArray) before = support_read (fixture->path);
  g_autofree char *path = g_build_filename (folder, "m.csv", NULL);
  const MokClosingOptions options = { .margins = path };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "variable,code,share\nal,1,1\n", -1, NULL));
  g_assert_null (mok_closing_run (fixture->survey, fixture->key, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_MARGINS_ERROR, MOK_MARGINS_ERROR_INVALID);

  g_autoptr (GByteArray) after = support_read (fixture->path);

  g_assert_cmpmem (after->data, after->len, before->data, before->len);
  closing_fixture_assert_open (fixture, 25);
}

static void
test_a_survey_closes_with_margins (void)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (ClosingFixture) fixture = closing_fixture_new (folder, MOK_DISCLOSURE_STANDARD, 60);
  g_autofree char *path = g_build_filename (folder, "m.csv", NULL);
  const MokClosingOptions options = { .margins = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (MokCube) stored = NULL;
  g_autoptr (MokTable) table = NULL;
  g_autofree char *csv = NULL;

  g_assert_true (g_file_set_contents (path, "variable,code,share\nsize5,under,30\nsize5,over,70\n", -1, NULL));
  cube = mok_closing_run (fixture->survey, fixture->key, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  stored = mok_closing_load_cube (fixture->survey, &error);
  g_assert_no_error (error);
  g_assert_true (mok_cube_has_weights (stored));
  g_assert_cmpfloat (mok_cube_get_weighting (stored)->n_effective, ==, mok_cube_get_weighting (cube)->n_effective);
  table = mok_cube_get_table_weighted (stored, "priorities", NULL, &error);
  g_assert_no_error (error);
  csv = mok_table_to_csv (table, "en");
  g_assert_nonnull (strstr (csv, ",yes,no\r\n"));
}

/* A weighted part that was altered is refused or harmless, even where the check sum is made right. */
static void
test_altered_weights_do_no_harm (void)
{
  g_autoptr (ReleaseSurvey) survey = release_survey_new (60, 11);
  g_autoptr (GPtrArray) margins = make_margins (survey, 0.5);
  g_autoptr (MokCube) cube = make_cube (survey, REPLACED, margins, 0);
  g_autoptr (GBytes) bytes = mok_cube_to_bytes (cube);
  guint n_refused = 0;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (guint k = 1; k < 400; k++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      const gsize body = size - MOK_CUBE_CHECK_SIZE;
      g_autoptr (GBytes) altered = NULL;
      g_autoptr (MokCube) other = NULL;
      g_autoptr (MokTable) table = NULL;

      copy[body - 17 * k % (body / 3) - 1] ^= (guint8) (0x55 + k);
      mok_hash (copy + body, MOK_CUBE_CHECK_SIZE, copy, body);
      altered = g_bytes_new_static (copy, size);
      other = mok_cube_new_from_bytes (altered, survey->form, NULL);
      n_refused += other == NULL;
      if (other != NULL)
        table = mok_cube_get_table_weighted (other, "al", "occ", NULL);
    }
  g_assert_cmpuint (n_refused, >, 100);
}

/* Where everybody who could answer did: only the replacement is left. */
static void
check_headcount (Kind kind)
{
  g_autoptr (ReleaseSurvey) survey = release_survey_new (N_PEOPLE, 11);
  g_autoptr (ReleaseSurvey) same = release_survey_new (N_PEOPLE, 11);
  g_autoptr (MokCube) known = make_cube (survey, kind, NULL, N_PEOPLE);
  g_autoptr (MokCube) unknown = make_cube (same, kind, NULL, 0);
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (known);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (known);
  guint n_narrow = 0;

  g_ptr_array_extend (questions, outcomes, NULL, NULL);
  for (guint q = 0; q < questions->len; q++)
    {
      const char *name = ((const MokQuestion *) g_ptr_array_index (questions, q))->name;
      const gboolean is_outcome = g_str_has_prefix (name, MOK_OUTCOME_PREFIX);
      g_autoptr (MokTable) a = mok_cube_get_table (known, name, is_outcome ? "gender" : NULL, NULL, NULL, NULL);
      g_autoptr (MokTable) b = mok_cube_get_table (unknown, name, is_outcome ? "gender" : NULL, NULL, NULL, NULL);
      const MokTableRow *row, *other;

      g_assert_cmpint (a == NULL, ==, b == NULL);
      if (a == NULL)
        continue;
      row = mok_table_get_row (a, 0);
      other = mok_table_get_row (b, 0);
      g_assert_cmpuint (a->headcount, ==, N_PEOPLE);
      g_assert_cmpuint (b->headcount, ==, 0);
      for (guint c = 0; row->shown && row->noisy_base > 0 && c < a->columns->len; c++)
        {
          const double width = row->cells[c].high - row->cells[c].low;
          const double wide = other->cells[c].high - other->cells[c].low;

          g_assert_cmpfloat (width, <=, wide + 1e-12);
          if (!is_outcome || wide < 0.01)
            continue;
          n_narrow++;
          if (kind == REPLACED)
            g_assert_true (width > 0.1 * wide && width < 0.95 * wide);
          else
            g_assert_cmpfloat_with_epsilon (width, 0, 1e-9);
        }
      for (guint r = 1; r < a->rows->len; r++)
        for (guint c = 0; mok_table_get_row (a, r)->noisy_base > 0 && c < a->columns->len; c++)
          g_assert_cmpfloat (mok_table_get_row (a, r)->cells[c].low, ==, mok_table_get_row (b, r)->cells[c].low);
    }
  g_assert_cmpuint (n_narrow, >, 20);
}

static void
test_everybody_asked_leaves_no_sampling (void)
{
  check_headcount (EXACT);
  check_headcount (UNREPLACED);
  check_headcount (REPLACED);
}

static void
test_too_small_a_headcount_is_not_used (void)
{
  g_autoptr (ReleaseSurvey) survey = release_survey_new (40, 11);
  g_autoptr (MokCube) cube = make_cube (survey, EXACT, NULL, 39);
  g_autoptr (MokTable) table = mok_cube_get_table (cube, "al", NULL, NULL, NULL, NULL);

  g_assert_cmpuint (table->headcount, ==, 0);
}

static double
count_code (const MokTable *table, guint row, const char *code)
{
  for (guint c = 0; c < table->columns->len; c++)
    {
      if (strcmp (mok_table_get_column (table, c)->code, code) == 0)
        return mok_table_get_row (table, row)->cells[c].noisy;
    }
  return -1;
}

static void
test_details_add_to_the_denied (void)
{
  g_autoptr (ReleaseSurvey) survey = release_survey_new (N_PEOPLE, 11);
  g_autoptr (MokCube) cube = make_cube (survey, EXACT, NULL, 0);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  guint n_split = 0, n_refused = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const char *name = ((const MokQuestion *) g_ptr_array_index (outcomes, i))->name;
      g_autoptr (GError) error = NULL;
      g_autoptr (MokTable) classes = mok_cube_get_table (cube, name, "region3", NULL, NULL, NULL);
      g_autoptr (MokTable) details = mok_cube_get_outcome_details (cube, name, "region3", NULL, NULL, &error);

      if (details == NULL)
        {
          g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED);
          n_refused++;
          continue;
        }
      g_assert_cmpint (details->scale, ==, MOK_SCALE_MULTIPLE);
      g_assert_cmpuint (details->rows->len, ==, classes->rows->len);
      for (guint r = 0; r < details->rows->len; r++)
        {
          g_assert_cmpfloat (mok_table_get_row (details, r)->base, ==, mok_table_get_row (classes, r)->base);
          if (count_code (details, r, "denied_refused") < 0)
            continue;
          g_assert_cmpfloat (count_code (details, r, "denied_refused") + count_code (details, r, "denied_partial"), ==,
                             count_code (classes, r, "guaranteed_denied"));
          n_split += mok_table_get_row (classes, r)->base > 0;
        }
    }
  g_assert_cmpuint (n_split, >, 20);
  g_assert_cmpuint (n_refused, >, 0);
}

static void
test_details_are_not_of_the_size_then (void)
{
  g_autoptr (ReleaseSurvey) survey = release_survey_new (N_PEOPLE, 11);
  g_autoptr (MokCube) cube = make_cube (survey, EXACT, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) today = mok_cube_get_outcome_details (cube, "outcome:al", MOK_SIZE5_NAME, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (today);
  g_assert_null (mok_cube_get_outcome_details (cube, "outcome:ml", MOK_SIZE5_NAME, NULL, NULL, &error));
  g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED);
  g_clear_error (&error);
  g_assert_null (mok_cube_get_outcome_details (cube, "al", NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
#define ADD(name, function) g_test_add_func ("/release/cube/" name, function)
  ADD ("exact-tables-weigh-row-by-row", test_exact_tables_weigh_row_by_row);
  ADD ("releases-weigh-row-by-row", test_releases_weigh_row_by_row);
  ADD ("margins-are-met", test_margins_are_met);
  ADD ("margins-of-the-sample-change-nothing", test_margins_of_the_sample_change_nothing);
  ADD ("margins-are-checked", test_margins_are_checked);
  ADD ("wrong-margins-leave-a-survey-open", test_wrong_margins_leave_a_survey_open);
  ADD ("a-survey-closes-with-margins", test_a_survey_closes_with_margins);
  ADD ("altered-weights-do-no-harm", test_altered_weights_do_no_harm);
  ADD ("everybody-asked-leaves-no-sampling", test_everybody_asked_leaves_no_sampling);
  ADD ("too-small-a-headcount-is-not-used", test_too_small_a_headcount_is_not_used);
  ADD ("details-add-to-the-denied", test_details_add_to_the_denied);
  ADD ("details-are-not-of-the-size-then", test_details_are_not_of_the_size_then);
  return g_test_run ();
}
