/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Differences between groups: of the corrected shares they are as large as the true ones, of the replaced answers a
 * fifth smaller. The correction with the shares of outcome classes in the urn, which the release does not use, must be
 * caught as wrong.
 */

#include "config.h"

#include "contrast.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-estimate.h"
#include "outcome-truth.h"
#include "report.h"
#include "synthetic.h"

static const char *const compared[] = { "break_ok", "weekly_off", "al", "ph_paid", "preg_turn", "size_reason" };
static const char *const breakdowns[] = { "size5", "inst_type", "occ", "age_band" };

/* True shares of the respondents in one level, or of all. */
static double
get_true_shares (const Sample *sample, guint question, guint background, const gboolean *is_in, double *shares)
{
  const MokVariable *variable = &sample->population->codebook->variables[question];
  const guint8 *answers = mok_raw_table_get_column (sample->population->table, question, 0);
  const guint8 *levels = mok_raw_table_get_column (sample->population->table, background, 0);
  double base = 0;

  memset (shares, 0, variable->n_answers * sizeof *shares);
  for (guint i = 0; i < sample->n; i++)
    {
      const guint person = sample->people[i];
      const guint answer = answers[person] - MOK_SLOT_FIRST_ANSWER;

      if ((is_in != NULL && !is_in[levels[person]]) || answers[person] < MOK_SLOT_FIRST_ANSWER
          || !mok_variable_is_substantive (variable, answer))
        continue;
      shares[answer]++;
      base++;
    }
  for (guint i = 0; i < variable->n_answers; i++)
    shares[i] /= MAX (base, 1);
  return base;
}

static double
get_corrected (const MokTable *table, const MokTableRow *row, guint column)
{
  const double phi = mok_estimate_phi (table->rate, row->noisy_base, row->expected_base);

  return mok_estimate_share (row->cells[column].noisy, row->noisy_base, phi,
                             row->cells[column].expected / row->expected_base);
}

static double
get_raw (const MokTableRow *row, guint column)
{
  return row->cells[column].noisy / row->noisy_base;
}

static void
add_table (Contrast *self, const MokTable *table, const Sample *sample)
{
  const guint question = population_find (sample->population, table->question);
  const guint background = population_find (sample->population, table->by);
  const MokTableRow *all = mok_table_get_row (table, 0);
  gboolean is_in[256];
  double total[256], group[256];

  get_true_shares (sample, question, background, NULL, total);
  for (guint r = 1; r < table->rows->len && all->shown; r++)
    {
      const MokTableRow *row = mok_table_get_row (table, r);
      double base;

      if (!row->shown || !population_find_level (sample->population, background, row->code, is_in))
        continue;
      base = get_true_shares (sample, question, background, is_in, group);
      for (guint c = 0; c < table->columns->len; c++)
        {
          const double truth = group[c] - total[c];
          const double corrected = get_corrected (table, row, c) - get_corrected (table, all, c);

          self->squares += base * truth * truth;
          self->corrected += base * truth * corrected;
          self->raw += base * truth * (get_raw (row, c) - get_raw (all, c));
        }
    }
}

/**
 * contrast_add:
 *
 * Adds the groups of some tables, all answers of each. Substantive answers come first in their lists.
 */
void
contrast_add (Contrast *self, const MokCube *cube, const Sample *sample)
{
  const double before = self->corrected - self->squares;

  for (gsize q = 0; q < G_N_ELEMENTS (compared); q++)
    {
      for (gsize b = 0; b < G_N_ELEMENTS (breakdowns); b++)
        {
          g_autoptr (MokTable) table = mok_cube_get_table (cube, compared[q], breakdowns[b], NULL, NULL, NULL);

          if (table != NULL)
            add_table (self, table, sample);
        }
    }
  self->error += pow (self->corrected - self->squares - before, 2);
}

void
contrast_report (const Contrast *self, const char *setting)
{
  if (self->squares <= 0)
    return;
  report_between ("accuracy", setting, "differences of groups: slope, corrected", REPORT_NUMBER,
                  self->corrected / self->squares, 0.97, 1.03);
  report_plain ("accuracy", setting, "... its Monte-Carlo error", REPORT_NUMBER, sqrt (self->error) / self->squares);
  report_plain ("accuracy", setting, "... slope of the replaced answers", REPORT_NUMBER, self->raw / self->squares);
}

/* What an urn's replaced answers say of each class: the wrong u. */
static void
add_class_shares (const MokUrns *urns, const guint8 *outcomes, const gboolean *is_under, double *expected)
{
  for (guint u = 0; u < urns->n_urns; u++)
    {
      const MokUrn *urn = &urns->urns[u];
      double shares[MOK_N_OUTCOMES] = { 0 }, n_under = 0;

      for (guint32 m = 0; m < urn->n_members; m++)
        shares[outcomes[urn->members[m]] - MOK_SLOT_FIRST_OUTCOME] += 1.0 / urn->n_members;
      for (guint32 k = 0; k < urn->n_own; k++)
        n_under += is_under[urn->own[k]];
      for (guint c = 0; c < MOK_N_OUTCOMES; c++)
        expected[c] += n_under * shares[c];
    }
}

/* Shares of one protection under five, corrected with them; what is true is taken off. */
static void
add_wrong (const MokPlan *plan,
           const MokRawTable *table,
           guint protection,
           const OutcomeTruth *truth,
           const gboolean *is_under,
           double *sums)
{
  const MokCodebookProtection *coded = g_ptr_array_index (plan->codebook->protections, protection);
  const guint8 *outcomes = mok_raw_table_get_column (table, coded->outcome, 0);
  const MokUrns *urns = plan->urns[plan->blocks->block_of[coded->asked]];
  double counts[MOK_N_OUTCOMES] = { 0 }, expected[MOK_N_OUTCOMES] = { 0 }, base = 0, expected_base = 0;

  add_class_shares (urns, outcomes, is_under, expected);
  for (gsize i = 0; i < plan->n_rows; i++)
    {
      if (is_under[i] && outcomes[i] >= MOK_SLOT_FIRST_OUTCOME)
        counts[outcomes[i] - MOK_SLOT_FIRST_OUTCOME]++;
    }
  for (guint c = 1; c < MOK_N_OUTCOMES; c++)
    {
      base += counts[c];
      expected_base += expected[c];
    }
  for (guint c = 1; c < MOK_N_OUTCOMES; c++)
    sums[c] +=
        mok_estimate_share (counts[c], base, mok_estimate_phi (0.2, base, expected_base), expected[c] / expected_base)
        - outcome_truth_get_share (truth, protection, OUTCOME_ROW_UNDER, c);
}

/**
 * class_shares_run:
 *
 * The must-fail of the correction: the largest bias under five of the protections that everybody employed is asked of.
 */
void
class_shares_run (const Population *population, guint n_surveys)
{
  static const char *const asked[] = { "al", "ot_pay", "ph_paid" };
  const guint n = 1500;
  g_autofree char *setting = g_strdup_printf ("n=%u, %u surveys", n, n_surveys);
  g_autoptr (MokRandom) random = mok_random_new_seeded (8000);
  double sums[G_N_ELEMENTS (asked)][MOK_N_OUTCOMES] = { { 0 } }, largest = 0;

  for (guint s = 0; s < n_surveys; s++)
    {
      g_autoptr (Sample) sample = sample_new (population, n, random);
      g_autoptr (OutcomeTruth) truth = outcome_truth_new (population, sample->people, n);
      g_autoptr (MokRawTable) table = sample_make_table (sample);
      g_autofree gboolean *is_under = g_new (gboolean, n);
      MokReleaseParameters parameters;
      g_autoptr (MokPlan) plan = NULL;
      g_autoptr (MokJudge) judge = NULL;

      mok_release_parameters_init (&parameters, n);
      plan = mok_plan_new (table, population->protections, &parameters);
      judge = mok_judge_new (plan, table);
      synthetic_replace (plan, table, s);
      mok_judge_write (judge, table);
      for (guint i = 0; i < n; i++)
        is_under[i] = mok_raw_table_get_column (table, (guint) population->codebook->size5, 0)[i]
                      == MOK_SLOT_FIRST_ANSWER + MOK_SIZE5_UNDER;
      for (gsize a = 0; a < G_N_ELEMENTS (asked); a++)
        {
          g_autofree char *outcome = g_strconcat (MOK_OUTCOME_PREFIX, asked[a], NULL);

          add_wrong (plan, table, outcome_truth_find (truth, outcome), truth, is_under, sums[a]);
        }
    }
  for (gsize a = 0; a < G_N_ELEMENTS (asked); a++)
    {
      for (guint c = 1; c < MOK_N_OUTCOMES; c++)
        largest = MAX (largest, fabs (sums[a][c] / n_surveys));
    }
  report_at_least ("accuracy", setting, "under five, class shares as u: bias, must fail", REPORT_POINTS, largest, 0.05);
}
