/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: roles and blocks of the built-in form, coarsening, urns and dummies against slow and obvious references,
 * and what holds for every stream.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "release/mok-coarsening-private.h"
#include "release/mok-consistency-private.h"
#include "release/mok-dummy-private.h"
#include "release/mok-release-private.h"
#include "release/mok-replacement-private.h"
#include "release-survey.h"

/* A survey with the plan of its release. */
typedef struct
{
  ReleaseSurvey *made;
  MokQuestionnaire *form; /* of what was made */
  MokCodebook *codebook;
  GPtrArray *protections;
  MokRawTable *table;
  MokReleaseParameters parameters;
  MokPlan *plan;
} Survey;

static Survey *
survey_new (guint n, guint64 seed)
{
  Survey *self = g_new0 (Survey, 1);

  self->made = release_survey_new (n, seed);
  self->form = self->made->form;
  self->codebook = self->made->codebook;
  self->protections = self->made->protections;
  self->table = self->made->table;
  mok_release_parameters_init (&self->parameters, n);
  self->plan = mok_plan_new (self->table, self->protections, &self->parameters);
  return self;
}

static void
survey_free (Survey *self)
{
  mok_plan_free (self->plan);
  release_survey_free (self->made);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Survey, survey_free)

static void
test_blocks_of_the_built_in_form (void)
{
  static const char *const large[] = { "al",          "menst",     "famcare",    "consent_health", "preg_3y",
                                       "preg_period", "preg_size", "ml",         "misc",           "preg_short",
                                       "preg_check",  "preg_ot",   "preg_night", "preg_nightask",  "preg_light",
                                       "pp_ot",       "nursing",   "care_3y",    "sp_leave",       "fert",
                                       "pl",          "cc_short",  "why_not" };
  g_autoptr (Survey) survey = survey_new (30, 1);
  const MokBlocks *blocks = survey->plan->blocks;
  guint n_large = 0, n_pairs = 0, n_single = 0;

  for (guint b = 0; b < blocks->n_blocks; b++)
    {
      n_large += blocks->blocks[b].n_variables == G_N_ELEMENTS (large);
      n_pairs += blocks->blocks[b].n_variables == 2;
      n_single += blocks->blocks[b].n_variables == 1;
    }
  g_assert_cmpuint (n_large, ==, 1);
  g_assert_cmpuint (n_pairs, ==, 1);
  g_assert_cmpuint (n_large + n_pairs + n_single, ==, blocks->n_blocks);
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    g_assert_cmpint (blocks->block_of[mok_codebook_find (survey->codebook, large[i])], ==,
                     blocks->block_of[mok_codebook_find (survey->codebook, "al")]);
  g_assert_cmpint (blocks->block_of[mok_codebook_find (survey->codebook, "harass")], ==,
                   blocks->block_of[mok_codebook_find (survey->codebook, "harass_resp")]);
}

static void
test_roles_of_the_built_in_form (void)
{
  g_autoptr (Survey) survey = survey_new (1, 1);
  g_autoptr (GString) backgrounds = g_string_new (NULL);
  g_autoptr (GString) facts = g_string_new (NULL);

  for (guint b = 0; b < survey->codebook->n_backgrounds; b++)
    g_string_append_printf (backgrounds, "%s ",
                            survey->codebook->variables[survey->codebook->backgrounds[b]].question->name);
  for (guint v = 0; v < survey->codebook->n_questions; v++)
    {
      if (survey->codebook->variables[v].question->role == MOK_ROLE_LAW_FACT)
        g_string_append_printf (facts, "%s ", survey->codebook->variables[v].question->name);
    }
  g_assert_cmpstr (backgrounds->str, ==, "occ age_band gender region3 inst_type tenure emp_status size_band size5 ");
  g_assert_cmpstr (facts->str, ==, "contract_hours size_days5 ");
  g_assert_cmpuint (survey->protections->len, ==, 22);
}

static void
check_coarsening (const char *text, gboolean ordered, guint32 least, const char *expected)
{
  g_auto (GStrv) numbers = g_strsplit (text, " ", -1);
  g_autoptr (GString) levels = g_string_new (NULL);
  guint32 counts[256] = { 0 };
  const guint n = g_strv_length (numbers);
  MokCoarsening coarsening;

  for (guint i = 0; i < n; i++)
    counts[i] = (guint32) g_ascii_strtoull (numbers[i], NULL, 10);
  mok_coarsening_run (&coarsening, counts, n, ordered, least);
  for (guint i = 0; i < n; i++)
    {
      if (coarsening.level_of[i] == MOK_LEVEL_NONE)
        g_string_append_c (levels, '-');
      else
        g_string_append_c (levels, (char) ('a' + coarsening.level_of[i]));
    }
  g_assert_cmpstr (levels->str, ==, expected);
}

/* By hand, from the words of docs/release.md. */
static void
test_coarsening_by_hand (void)
{
  check_coarsening ("20 20 20", FALSE, 20, "abc");
  check_coarsening ("19 20 20", FALSE, 20, "aab"); /* tie of the next smallest: lowest code */
  check_coarsening ("40 5 30 8", FALSE, 10, "abcb");
  check_coarsening ("40 5 30 8", TRUE, 10, "abbb"); /* 5 joins 30, the smaller neighbour; then 8 */
  check_coarsening ("5 40 30", TRUE, 10, "aab");
  check_coarsening ("12 3 12 50", TRUE, 10, "aabc"); /* equal neighbours: the lower code */
  check_coarsening ("50 0 3 40", FALSE, 10, "a-bb");
  check_coarsening ("50 0 3 40", TRUE, 10, "a-bb");
  check_coarsening ("3 4", FALSE, 10, "aa");
  check_coarsening ("0 0", TRUE, 10, "--");
  check_coarsening ("9 9 9 9", FALSE, 10, "aabb");
}

static void
test_urns_hold_everybody_once (void)
{
  static const guint sizes[] = { 12, 35, 150, 700 };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (Survey) survey = survey_new (sizes[k], k + 5);

      for (guint b = 0; b < survey->plan->blocks->n_blocks; b++)
        {
          const MokUrns *urns = survey->plan->urns[b];
          guint32 n_own = 0;

          for (guint u = 0; u < urns->n_urns; u++)
            {
              const MokUrn *urn = &urns->urns[u];

              n_own += urn->n_own;
              for (guint32 i = 0; i < urn->n_own; i++)
                {
                  g_assert_cmpuint (urns->urn_of[urn->own[i]], ==, u);
                  g_assert_cmpuint (urn->members[urns->place_of[urn->own[i]]], ==, urn->own[i]);
                }
              for (guint32 i = 1; i < urn->n_members; i++)
                g_assert_cmpuint (urn->members[i - 1], <, urn->members[i]);
              for (guint32 i = 0; i < urn->n_members && !urn->is_rerouted; i++)
                g_assert_cmpuint (urns->class_of[urn->members[i]], ==, urn->class);
              if (urns->n_eligible >= 10)
                g_assert_cmpuint (urn->n_members, >=, 10);
            }
          g_assert_cmpuint (n_own, ==, urns->n_eligible);
        }
    }
}

/* Urns and levels depend on backgrounds alone: with other answers to everything else they are the same. */
static void
test_urns_know_no_answers (void)
{
  g_autoptr (Survey) survey = survey_new (300, 11);
  MokLevels before[16], after[16];
  g_autoptr (MokPlan) plan = NULL;
  g_autoptr (MokJudge) judge = mok_judge_new (survey->plan, survey->table);

  mok_judge_write_size5 (judge, survey->table);
  mok_release_coarsen (survey->table, &survey->parameters, before);
  for (guint v = 0; v < survey->codebook->n_questions; v++)
    {
      guint8 *column = mok_raw_table_get_column (survey->table, v, 0);

      if (survey->plan->blocks->block_of[v] >= 0 && survey->plan->law_facts[v] == NULL)
        for (gsize i = 0; i < 150; i++)
          {
            const guint8 swapped = column[i];

            column[i] = column[299 - i];
            column[299 - i] = swapped;
          }
    }
  plan = mok_plan_new (survey->table, survey->protections, &survey->parameters);
  mok_release_coarsen (survey->table, &survey->parameters, after);
  g_assert_cmpmem (before, sizeof *before * survey->codebook->n_backgrounds, after,
                   sizeof *after * survey->codebook->n_backgrounds);
  for (guint b = 0; b < plan->blocks->n_blocks; b++)
    {
      g_assert_cmpmem (plan->urns[b]->urn_of, 300 * sizeof (guint32), survey->plan->urns[b]->urn_of,
                       300 * sizeof (guint32));
      g_assert_cmpmem (plan->urns[b]->place_of, 300 * sizeof (guint32), survey->plan->urns[b]->place_of,
                       300 * sizeof (guint32));
    }
}

/* What is true of one replaced row, whatever was drawn. */
static void
check_row (const Survey *survey, gsize person, MokRow *row)
{
  const MokCodebook *codebook = survey->codebook;
  const guint8 gender =
      mok_raw_table_get_column (survey->table, (guint) mok_codebook_find (codebook, "gender"), 0)[person];
  const guint8 menst =
      mok_raw_table_get_column (survey->table, (guint) mok_codebook_find (codebook, "menst"), 0)[person];
  const guint8 preg =
      mok_raw_table_get_column (survey->table, (guint) mok_codebook_find (codebook, "preg_3y"), 0)[person];
  const guint8 ml = mok_raw_table_get_column (survey->table, (guint) mok_codebook_find (codebook, "ml"), 0)[person];

  g_assert_true (mok_consistency_check (survey->plan, survey->plan->routes, survey->table, person, row));
  if (gender == MOK_SLOT_FIRST_ANSWER + 1)
    {
      g_assert_cmpuint (menst, ==, MOK_SLOT_NOT_ASKED);
      g_assert_cmpuint (preg, ==, MOK_SLOT_NOT_ASKED);
    }
  g_assert_cmpint (ml != MOK_SLOT_NOT_ASKED, ==, preg == MOK_SLOT_FIRST_ANSWER + 1);
}

static void
test_replaced_rows_are_possible (void)
{
  for (guint seed = 1; seed <= 12; seed++)
    {
      g_autoptr (Survey) survey = survey_new (seed % 2 == 0 ? 80 : 24, seed);
      guint8 key[MOK_NOISE_KEY_SIZE] = { (guint8) seed };
      g_autoptr (MokNoise) noise = mok_noise_new (key);
      g_autoptr (MokRow) row = mok_row_new (survey->codebook);
      MokReplacement replacement;

      for (gsize i = 0; i < mok_raw_table_get_n_rows (survey->table); i++)
        g_assert_true (mok_consistency_check (survey->plan, survey->plan->routes, survey->table, i, row));
      /* Everybody is replaced, so that every way of doing it occurs. */
      survey->plan->parameters.rate_numerator = survey->plan->parameters.rate_denominator;
      g_assert_true (mok_replacement_run (&replacement, survey->plan, survey->table, noise, NULL, NULL, NULL, NULL));
      g_assert_true (replacement.is_routed);
      g_assert_cmpuint (replacement.n_replaced, ==, replacement.n_drawn);
      for (gsize i = 0; i < mok_raw_table_get_n_rows (survey->table); i++)
        {
          gboolean complete = TRUE;

          /* A block of too few people is not asked of anybody any more: then rows are not whole. */
          for (guint b = 0; b < survey->plan->blocks->n_blocks; b++)
            complete = complete && mok_urns_is_published (survey->plan->urns[b], &survey->parameters);
          if (complete)
            check_row (survey, i, row);
        }
    }
}

static void
test_without_a_rate_nothing_changes (void)
{
  g_autoptr (Survey) survey = survey_new (100, 3);
  g_autoptr (Survey) untouched = survey_new (100, 3);
  const guint8 key[MOK_NOISE_KEY_SIZE] = { 1 };
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  MokReplacement replacement;

  survey->plan->parameters.rate_numerator = 0;
  mok_replacement_run (&replacement, survey->plan, survey->table, noise, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (replacement.n_replaced, ==, 0);
  for (guint v = 0; v < survey->codebook->n_questions; v++)
    {
      const int block = survey->plan->blocks->block_of[v];

      for (guint k = 0; k < mok_raw_table_get_n_columns (survey->table, v); k++)
        if (block < 0 || mok_urns_is_published (survey->plan->urns[block], &survey->parameters))
          g_assert_cmpmem (mok_raw_table_get_column (survey->table, v, k), 100,
                           mok_raw_table_get_column (untouched->table, v, k), 100);
    }
}

/* Of a column of outcomes. */
static guint
count_applying (const guint8 *outcomes, gsize n)
{
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    count += outcomes[i] > MOK_SLOT_FIRST_OUTCOME + MOK_OUTCOME_NOT_APPLICABLE
             && outcomes[i] < MOK_SLOT_FIRST_OUTCOME + MOK_OUTCOME_UNDETERMINED;
  return count;
}

/* Outcomes take contract hours from the replaced table, but sizes as they truly are. */
static void
test_outcomes_know_no_contract (void)
{
  static const char *names[] = { "contract_hours", "size_days5" };
  g_autoptr (Survey) survey = survey_new (200, 5);
  const guint outcome = (guint) mok_codebook_find (survey->codebook, MOK_OUTCOME_PREFIX "weekly_off");
  guint8 *outcomes = mok_raw_table_get_column (survey->table, outcome, 0);
  g_autoptr (MokJudge) truly = NULL;
  g_autofree guint8 *before = NULL;

  /* Of residents the law does not ask for hours. */
  memset (mok_raw_table_get_column (survey->table, (guint) mok_codebook_find (survey->codebook, "emp_status"), 0),
          MOK_SLOT_FIRST_ANSWER, 200);
  truly = mok_judge_new (survey->plan, survey->table);
  mok_judge_write (truly, survey->table);
  g_assert_cmpuint (count_applying (outcomes, 200), >, 0);
  before = g_memdup2 (outcomes, 200);
  for (guint k = 2; k-- > 0;)
    {
      guint8 *column =
          mok_raw_table_get_column (survey->table, (guint) mok_codebook_find (survey->codebook, names[k]), 0);
      g_autoptr (MokJudge) judge = NULL;

      memset (column, MOK_SLOT_FIRST_ANSWER, 200);
      judge = mok_judge_new (survey->plan, survey->table);
      mok_judge_write (judge, survey->table);
      if (k == 1)
        g_assert_cmpmem (outcomes, 200, before, 200);
    }
  g_assert_cmpuint (count_applying (outcomes, 200), ==, 0);
}

/* A dummy drawn many times against its exact distribution. */
static void
test_dummies_by_drawing (void)
{
  const guint n_draws = 40000;
  g_autoptr (Survey) survey = survey_new (400, 8);
  const MokCodebook *codebook = survey->codebook;
  const guint v = (guint) mok_codebook_find (codebook, "why_not");
  const guint b = (guint) survey->plan->blocks->block_of[v];
  const MokBlock *block = &survey->plan->blocks->blocks[b];
  g_autoptr (MokRow) row = mok_row_new (codebook);
  g_autoptr (MokRandom) random = mok_random_new_seeded (4);
  g_autoptr (MokDummy) dummy = NULL;
  g_autofree double *expected = g_new0 (double, mok_variable_get_n_slots (&codebook->variables[v]));
  guint n_asked = 0;
  double asked = 0;

  mok_plan_begin_row (survey->plan, block, survey->table, survey->plan->urns[b]->class_row[0], row);
  dummy = mok_dummy_new (survey->plan, block, row, 0, &v, 1);
  for (guint i = 0; i < dummy->n; i++)
    {
      if (mok_dummy_get_cell (dummy, i, 0)[0] != MOK_SLOT_NOT_ASKED)
        asked += dummy->probabilities[i];
    }
  for (guint d = 0; d < n_draws; d++)
    {
      mok_plan_begin_row (survey->plan, block, survey->table, survey->plan->urns[b]->class_row[0], row);
      for (guint i = 0; i < block->n_variables; i++)
        {
          const guint q = block->variables[i];
          guint8 options[256];
          const guint n = mok_replacement_get_options (&codebook->variables[q], options);
          guint8 *cell = mok_row_get_value (row, q);

          if (mok_routes_evaluate (survey->plan->routes, q, row) == MOK_ROUTE_NO)
            memset (cell, 0, MOK_CELL_SIZE);
          else
            mok_replacement_set_option (&codebook->variables[q], options[mok_random_uniform (random, n)], cell);
          row->known[q] = TRUE;
        }
      n_asked += mok_row_get_value (row, v)[0] != MOK_SLOT_NOT_ASKED;
    }
  g_assert_cmpfloat_with_epsilon ((double) n_asked / n_draws, asked, 4 * sqrt (asked * (1 - asked) / n_draws) + 1e-9);
}

static MokCube *
make_cube (const Survey *survey, guint8 seed)
{
  const guint8 key[MOK_NOISE_KEY_SIZE] = { seed };
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  const MokReleaseSource source = { .law_date = RELEASE_SURVEY_LAW_DATE, .protections = survey->protections };
  g_autoptr (GError) error = NULL;
  MokCube *cube =
      mok_release_new_replaced (survey->table, &source, &survey->parameters, noise, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return cube;
}

/* A cube that was altered anywhere is refused, and never more than that. */
static void
test_altered_bytes_are_refused (void)
{
  g_autoptr (Survey) survey = survey_new (60, 4);
  g_autoptr (MokCube) cube = make_cube (survey, 1);
  g_autoptr (GBytes) bytes = mok_cube_to_bytes (cube);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size; at += 1 + size / 997)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) altered = NULL;
      g_autoptr (GError) error = NULL;

      copy[at] ^= 0x41;
      altered = g_bytes_new_static (copy, size);
      g_assert_null (mok_cube_new_from_bytes (altered, survey->form, &error));
      g_assert_nonnull (error);
    }
}

/* What is not shown is not in the file: no group of a release has fewer than ten. */
static void
test_small_groups_are_not_kept (void)
{
  g_autoptr (Survey) survey = survey_new (130, 6);
  g_autoptr (MokCube) cube = make_cube (survey, 2);
  const int n = (int) cube->codebook->n_backgrounds;

  for (guint v = 0; v < cube->codebook->n_variables; v++)
    {
      const MokVariable *variable = &cube->codebook->variables[v];

      if (!mok_codebook_is_replaced (cube->codebook, v) || variable->kind == MOK_VARIABLE_OUTCOME_BY_SIZE)
        continue;
      for (int outer = 0; outer < n; outer++)
        {
          for (int inner = -1; inner < n; inner++)
            {
              g_auto (MokCubeBlock) block = { 0 };
              const guint n_groups = cube->levels[outer].n_levels * (inner > outer ? cube->levels[inner].n_levels : 1);

              if (inner >= 0 && inner <= outer)
                continue;
              block = mok_cube_read (cube, v, outer, inner);
              for (guint g = 0; g < n_groups && block.counts != NULL; g++)
                {
                  double base, expected;

                  mok_cube_sum_base (variable, block.counts + g * mok_variable_get_n_slots (variable), NULL, 0, &base,
                                     &expected);
                  g_assert_true (base == 0 || base >= 10);
                }
            }
        }
    }
}

int
main (int argc, char *argv[])
{
  mok_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/release/plan/blocks-of-the-built-in-form", test_blocks_of_the_built_in_form);
  g_test_add_func ("/release/plan/roles-of-the-built-in-form", test_roles_of_the_built_in_form);
  g_test_add_func ("/release/plan/coarsening-by-hand", test_coarsening_by_hand);
  g_test_add_func ("/release/plan/urns-hold-everybody-once", test_urns_hold_everybody_once);
  g_test_add_func ("/release/plan/urns-know-no-answers", test_urns_know_no_answers);
  g_test_add_func ("/release/replacement/rows-are-possible", test_replaced_rows_are_possible);
  g_test_add_func ("/release/replacement/without-a-rate-nothing-changes", test_without_a_rate_nothing_changes);
  g_test_add_func ("/release/replacement/outcomes-know-no-contract", test_outcomes_know_no_contract);
  g_test_add_func ("/release/replacement/dummies-by-drawing", test_dummies_by_drawing);
  g_test_add_func ("/release/cube/altered-bytes-are-refused", test_altered_bytes_are_refused);
  g_test_add_func ("/release/cube/small-groups-are-not-kept", test_small_groups_are_not_kept);
  return g_test_run ();
}
