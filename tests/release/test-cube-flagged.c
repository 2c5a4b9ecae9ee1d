/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Outcomes without doubtful cases, against counting respondent by respondent. */

#include "config.h"

#include <string.h>

#include "../store/support.h"
#include "release-survey.h"
#include "release/mok-cube-private.h"
#include "release/mok-urns-private.h"

#define N_PEOPLE 1500

static MokCube *
make_cube (ReleaseSurvey *survey, gboolean exact)
{
  const MokReleaseSource source = { .law_date = RELEASE_SURVEY_LAW_DATE, .protections = survey->protections };
  const guint8 key[MOK_NOISE_KEY_SIZE] = { 7 };
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  g_autoptr (GError) error = NULL;
  MokReleaseParameters parameters;
  MokCube *cube;

  mok_release_parameters_init (&parameters, mok_raw_table_get_n_rows (survey->table));
  cube = exact ? mok_release_new_exact (survey->table, &source, NULL, NULL, NULL, &error)
               : mok_release_new_replaced (survey->table, &source, &parameters, noise, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return cube;
}

/* The code of a single answer; 0 where there is none. */
static int
get_code (const ReleaseSurvey *survey, const char *name, gsize row)
{
  const guint variable = (guint) mok_codebook_find (survey->codebook, name);
  const guint8 slot = mok_raw_table_get_column (survey->table, variable, 0)[row];

  if (slot < MOK_SLOT_FIRST_ANSWER)
    return 0;
  return atoi (mok_variable_get_code (&survey->codebook->variables[variable], slot - MOK_SLOT_FIRST_ANSWER));
}

/* size_band 1 = up to four, 2 to 6 = more; size_days5 1 and 2 = five or more on most days, 3 and 4 = on fewer;
 * emp_status 3 = sent by an agency.
 */
static gboolean
is_flagged (const ReleaseSurvey *survey, gsize row)
{
  const int band = get_code (survey, "size_band", row), days = get_code (survey, "size_days5", row);

  return (band == 1 && (days == 1 || days == 2)) || (band >= 2 && band <= 6 && (days == 3 || days == 4))
         || get_code (survey, "emp_status", row) == 3;
}

/* A closed survey: closing sorts respondents and replaces answers, so that who is flagged must be known in between. */
typedef struct
{
  ReleaseSurvey *survey;
  MokCube *cube;
  gboolean *flagged;
} Closed;

static Closed *
closed_new (guint n, gboolean exact)
{
  Closed *self = g_new0 (Closed, 1);
  g_autofree guint *variables = NULL;
  guint n_variables;

  self->survey = release_survey_new (n, 3);
  variables = mok_urns_list_split_variables (self->survey->codebook, &n_variables);
  mok_raw_table_sort (self->survey->table, variables, n_variables);
  self->flagged = g_new (gboolean, n);
  for (gsize i = 0; i < n; i++)
    self->flagged[i] = is_flagged (self->survey, i);
  self->cube = make_cube (self->survey, exact);
  g_assert_cmpuint (mok_raw_table_get_n_rows (self->survey->table), ==, n);
  return self;
}

static void
closed_free (Closed *self)
{
  mok_cube_unref (self->cube);
  release_survey_free (self->survey);
  g_free (self->flagged);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Closed, closed_free)

static const char *
get_size5 (const ReleaseSurvey *survey, gsize row)
{
  const guint8 slot = mok_raw_table_get_column (survey->table, (guint) survey->codebook->size5, 0)[row];

  return mok_variable_get_code (&survey->codebook->variables[survey->codebook->size5], slot - MOK_SLOT_FIRST_ANSWER);
}

static gboolean
is_in_row (const ReleaseSurvey *survey, const MokTable *table, const MokTableRow *counted, gsize row)
{
  if (*counted->code == '\0')
    return TRUE;
  if (strcmp (table->by, MOK_SIZE5_NAME) == 0)
    return strcmp (counted->code, get_size5 (survey, row)) == 0;
  return atoi (counted->code) == get_code (survey, table->by, row);
}

/* How many have an outcome; of @flagged only these, or only the others. */
static guint
count (const Closed *closed, const MokTable *table, const MokTableRow *counted, guint class, gboolean flagged)
{
  const guint variable = (guint) mok_codebook_find (closed->survey->codebook, table->question);
  const guint8 *column = mok_raw_table_get_column (closed->survey->table, variable, 0);
  guint n = 0;

  for (gsize i = 0; i < mok_raw_table_get_n_rows (closed->survey->table); i++)
    n += column[i] == MOK_SLOT_FIRST_OUTCOME + class && closed->flagged[i] == flagged
         && is_in_row (closed->survey, table, counted, i);
  return n;
}

static guint
count_base (const Closed *closed, const MokTable *table, const MokTableRow *counted, gboolean flagged)
{
  guint n = 0;

  for (guint class = MOK_OUTCOME_NOT_APPLICABLE + 1; class < MOK_N_OUTCOMES; class ++)
    n += count (closed, table, counted, class, flagged);
  return n;
}

static guint
check_row (const Closed *closed, const MokTable *table, guint index)
{
  const MokTableRow *row = mok_table_get_row (table, index);

  if (!row->shown)
    return 0;
  g_assert_cmpfloat (row->noisy_base, ==, count_base (closed, table, row, FALSE));
  for (guint c = 0; c < table->columns->len; c++)
    g_assert_cmpfloat (row->cells[c].noisy, ==, count (closed, table, row, MOK_OUTCOME_NOT_APPLICABLE + 1 + c, FALSE));
  return 1;
}

static void
test_exact_tables_leave_them_out (void)
{
  static const char *const breakdowns[] = { NULL, MOK_SIZE5_NAME, "gender" };
  g_autoptr (Closed) closed = closed_new (300, TRUE);
  const MokCube *cube = closed->cube;
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  g_autoptr (GError) error = NULL;
  guint n_checked = 0, n_refused = 0, n_flagged = 0;

  for (gsize i = 0; i < mok_raw_table_get_n_rows (closed->survey->table); i++)
    n_flagged += closed->flagged[i];
  g_assert_cmpuint (n_flagged, >, 10);
  for (guint i = 0; i < outcomes->len; i++)
    {
      for (gsize b = 0; b < G_N_ELEMENTS (breakdowns); b++)
        {
          const char *name = ((const MokQuestion *) g_ptr_array_index (outcomes, i))->name;
          g_autoptr (MokTable) table = mok_cube_get_outcome_unflagged (cube, name, breakdowns[b], &error);

          if (table == NULL)
            {
              g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED);
              g_assert_cmpstr (breakdowns[b], ==, MOK_SIZE5_NAME);
              g_clear_error (&error);
              n_refused++;
              continue;
            }
          g_assert_true (table->unflagged && table->exact);
          for (guint r = 0; r < table->rows->len; r++)
            n_checked += check_row (closed, table, r);
        }
    }
  g_assert_cmpuint (n_checked, >, 150);
  g_assert_cmpuint (n_refused, >, 0);
}

/* Whether the smaller of both parts is large enough; the estimates can still be smaller than what was counted. */
static gboolean
are_enough (const Closed *closed, const MokTable *table, const MokTableRow *row, guint least)
{
  return count_base (closed, table, row, FALSE) >= least && count_base (closed, table, row, TRUE) >= least;
}

static void
test_releases_tell_only_large_parts_apart (void)
{
  g_autoptr (Closed) closed = closed_new (N_PEOPLE, FALSE);
  const MokCube *cube = closed->cube;
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  const guint least = mok_cube_get_certificate (cube)->min_pair;
  g_autoptr (GError) error = NULL;
  guint n_checked = 0, n_hidden = 0, n_sensitive = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const MokQuestion *outcome = g_ptr_array_index (outcomes, i);
      g_autoptr (MokTable) table = NULL;

      g_assert_null (mok_cube_get_outcome_unflagged (cube, outcome->name, "gender", &error));
      g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED);
      g_clear_error (&error);
      table = mok_cube_get_outcome_unflagged (cube, outcome->name, MOK_SIZE5_NAME, &error);
      if (table == NULL)
        {
          g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED);
          g_clear_error (&error);
          n_sensitive += outcome->sensitive;
          continue;
        }
      g_assert_false (outcome->sensitive);
      for (guint r = 0; r < table->rows->len; r++)
        {
          const MokTableRow *row = mok_table_get_row (table, r);

          if (!are_enough (closed, table, row, least))
            g_assert_false (row->shown);
          n_hidden += !row->shown;
          n_checked += check_row (closed, table, r);
        }
    }
  g_assert_cmpuint (n_checked, >, 5);
  g_assert_cmpuint (n_hidden, >, 0);
  g_assert_cmpuint (n_sensitive, >, 5);
}

/* What is not offered is not in the file either. */
static void
test_nothing_else_is_kept_of_them (void)
{
  g_autoptr (Closed) closed = closed_new (N_PEOPLE, FALSE);
  const MokCube *cube = closed->cube;
  const MokCodebook *codebook = closed->survey->codebook;
  const int size5 = mok_codebook_get_background (codebook, (guint) codebook->size5);
  guint n_kept = 0;

  for (guint p = 0; p < codebook->protections->len; p++)
    {
      const guint outcome = ((const MokCodebookProtection *) g_ptr_array_index (codebook->protections, p))->outcome;
      const MokVariable *variable = &codebook->variables[outcome];

      for (int b = -1; b < (int) codebook->n_backgrounds; b++)
        {
          g_auto (MokCubeBlock) block = mok_cube_read (cube, outcome, b, -1);
          const guint n_groups = b >= 0 ? cube->levels[b].n_levels : 1;

          for (guint g = 0; block.counts != NULL && g < n_groups; g++)
            {
              const guint32 *slots = block.counts + g * mok_variable_get_n_slots (variable);
              guint n = 0;

              for (guint c = 0; c < MOK_N_OUTCOMES; c++)
                n += slots[variable->n_states + MOK_OUTCOME_MARK_FLAGGED + c];
              if ((b >= 0 && b != size5) || variable->question->sensitive)
                g_assert_cmpuint (n, ==, 0);
              n_kept += n > 0;
            }
        }
    }
  g_assert_cmpuint (n_kept, >, 5);
}

static void
test_the_headline_has_every_protection (void)
{
  g_autoptr (Closed) closed = closed_new (N_PEOPLE, FALSE);
  const MokCube *cube = closed->cube;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = mok_cube_get_outcome_tables_unflagged (cube, &error);
  guint n_refused = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, closed->survey->protections->len);
  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);

      g_assert_true (table->unflagged);
      if (table->by_refusal == NULL)
        g_assert_cmpstr (table->by, ==, MOK_SIZE5_NAME);
      else
        g_assert_cmpuint (table->rows->len, ==, 1);
      n_refused += table->by_refusal != NULL;
    }
  g_assert_cmpuint (n_refused, >, 0);
  g_assert_cmpuint (n_refused, <, tables->len);
  g_assert_null (mok_cube_get_outcome_unflagged (cube, "al", NULL, &error));
  g_assert_error (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
#define ADD(name, function) g_test_add_func ("/release/flagged/" name, function)
  ADD ("exact-tables-leave-them-out", test_exact_tables_leave_them_out);
  ADD ("releases-tell-only-large-parts-apart", test_releases_tell_only_large_parts_apart);
  ADD ("nothing-else-is-kept-of-them", test_nothing_else_is_kept_of_them);
  ADD ("the-headline-has-every-protection", test_the_headline_has_every_protection);
  return g_test_run ();
}
