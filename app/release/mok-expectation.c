/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What would be counted if every answer was replaced: Σ u of docs/release.md, "Numbers shown". u is the chance that a
 * replacement gives somebody a certain answer; it is estimated for each urn from its replaced rows, and for an outcome
 * besides for each different person of the urn as the law sees them. Class shares of the urn instead of that would be
 * wrong by 9 to 13 points for outcomes under five.
 *
 * Must see replaced answers only.
 */

#include "config.h"

#include <string.h>

#include "release/mok-expectation-private.h"
#include "release/mok-replacement-private.h"

static double
get_rate (const MokPlan *plan)
{
  return (double) plan->parameters.rate_numerator / plan->parameters.rate_denominator;
}

static void
begin_class_row (MokExpectation *self, guint block, guint class)
{
  mok_plan_begin_row (self->plan, &self->plan->blocks->blocks[block], self->table, self->urns->class_row[class],
                      self->row);
}

static void
make_dummies (MokExpectation *self, guint class)
{
  MokExpectationDummies *dummies = &self->dummies[class];

  dummies->questions = g_new0 (MokDummy *, self->n_questions + 1);
  dummies->outcomes = g_new0 (MokDummy *, self->n_outcomes + 1);
  for (guint i = 0; i < self->n_questions; i++)
    {
      begin_class_row (self, self->blocks[i], class);
      dummies->questions[i] = mok_dummy_new (self->plan, &self->plan->blocks->blocks[self->blocks[i]], self->row, 0,
                                             &self->questions[i], 1);
    }
  for (guint i = 0; i < self->n_outcomes; i++)
    {
      const MokExpectationOutcome *outcome = &self->outcomes[i];
      guint n;
      const guint *variables = mok_judge_get_variables (self->judge, outcome->protection, &n);

      begin_class_row (self, outcome->block, class);
      dummies->outcomes[i] =
          mok_dummy_new (self->plan, &self->plan->blocks->blocks[outcome->block], self->row, 0, variables, n);
    }
}

static void
free_dummies (MokExpectation *self, guint class)
{
  for (guint i = 0; i < self->n_questions; i++)
    mok_dummy_free (self->dummies[class].questions[i]);
  for (guint i = 0; i < self->n_outcomes; i++)
    mok_dummy_free (self->dummies[class].outcomes[i]);
  g_free (self->dummies[class].questions);
  g_free (self->dummies[class].outcomes);
}

/* Adds @weight to the slots that a value counts in. */
static void
add_value (const MokVariable *variable, const guint8 *cell, double weight, double *slots)
{
  slots[cell[0]] += weight;
  for (guint i = 0; i < variable->n_marks; i++)
    {
      if (cell[1 + i / 8] >> i % 8 & 1)
        slots[variable->n_states + i] += weight;
    }
}

/* Adds the answers of all members to the slots of a question. */
static void
add_members (const MokExpectation *self, guint index, const MokUrn *urn, double weight, double *slots)
{
  const guint v = self->questions[index];
  const MokVariable *variable = &self->plan->codebook->variables[v];
  const guint8 *column = mok_raw_table_get_column (self->table, v, 0);

  for (guint32 m = 0; m < urn->n_members; m++)
    slots[column[urn->members[m]]] += weight;
  for (guint i = 0; i < variable->n_marks; i++)
    {
      const guint8 *bits = mok_raw_table_get_column (self->table, v, 1 + i / 8);
      guint n = 0;

      for (guint32 m = 0; m < urn->n_members; m++)
        n += bits[urn->members[m]] >> i % 8 & 1;
      slots[variable->n_states + i] += n * weight;
    }
}

static void
read_cell (const MokExpectation *self, guint variable, guint32 row, guint8 *cell)
{
  for (guint k = 0; k < mok_raw_table_get_n_columns (self->table, variable); k++)
    cell[k] = mok_raw_table_get_column (self->table, variable, k)[row];
}

/* p and u of a share r of replaced rows, where dummies give it with chance delta. */
static double
get_u (double r, double delta, double rate, double mean_dummies, double dummies)
{
  const double p = (r - rate * mean_dummies * delta) / (1 - rate * mean_dummies);

  return (1 - dummies) * p + dummies * delta;
}

/* Routes the replaced row of a member as somebody of @class is routed, as the replacement would (give_routed() in
 * mok-replacement.c). Leaves in self->row what is certain.
 *
 * Returns: how many questions of the block that is; the rest is made up
 */
static guint
reroute (MokExpectation *self, guint block_index, guint class, guint32 member)
{
  const MokBlock *block = &self->plan->blocks->blocks[block_index];

  begin_class_row (self, block_index, class);
  for (guint i = 0; i < block->n_variables; i++)
    {
      const guint variable = block->variables[i];
      guint8 *cell = mok_row_get_value (self->row, variable);

      if (mok_routes_evaluate (self->plan->routes, variable, self->row) == MOK_ROUTE_NO)
        memset (cell, 0, MOK_CELL_SIZE);
      else if (mok_raw_table_get_column (self->table, variable, 0)[member] == MOK_SLOT_NOT_ASKED)
        return i;
      else
        read_cell (self, variable, member, cell);
      self->row->known[variable] = TRUE;
    }
  return block->n_variables;
}

/* Adds what a rerouted member gives to the shares of one question. */
static void
add_rerouted (MokExpectation *self, guint index, guint class, guint32 member, double weight, double *slots)
{
  const MokVariable *variable = &self->plan->codebook->variables[self->questions[index]];
  const MokBlock *block = &self->plan->blocks->blocks[self->blocks[index]];
  const guint n_given = reroute (self, self->blocks[index], class, member);
  g_autoptr (MokDummy) rest = NULL;

  if (self->row->known[self->questions[index]])
    {
      add_value (variable, mok_row_get_value (self->row, self->questions[index]), weight, slots);
      return;
    }
  rest = mok_dummy_new (self->plan, block, self->row, n_given, &self->questions[index], 1);
  for (guint i = 0; i < rest->n; i++)
    add_value (variable, mok_dummy_get_cell (rest, i, 0), weight * rest->probabilities[i], slots);
}

static void
find_shares (MokExpectation *self, const MokUrn *urn)
{
  const double rate = get_rate (self->plan);
  const double mean_dummies = mok_urns_get_mean_dummy_share (self->urns, urn, self->plan->parameters.lambda);
  const double dummies = (double) self->plan->parameters.lambda / (urn->n_members - 1 + self->plan->parameters.lambda);
  const double weight = 1.0 / urn->n_members;
  g_autofree double *deltas = g_new (double, 512);

  memset (self->shares, 0, self->n_slots * sizeof *self->shares);
  for (guint i = 0; i < self->n_questions; i++)
    {
      const MokVariable *variable = &self->plan->codebook->variables[self->questions[i]];
      const MokDummy *dummy = self->dummies[urn->class].questions[i];
      const guint n_slots = mok_variable_get_n_slots (variable);
      double *slots = self->shares + self->offsets[i];

      for (guint32 m = 0; m < urn->n_members && urn->is_rerouted; m++)
        add_rerouted (self, i, urn->class, urn->members[m], weight, slots);
      if (!urn->is_rerouted)
        add_members (self, i, urn, weight, slots);
      memset (deltas, 0, n_slots * sizeof *deltas);
      for (guint k = 0; k < dummy->n; k++)
        add_value (variable, mok_dummy_get_cell (dummy, k, 0), dummy->probabilities[k], deltas);
      for (guint s = 0; s < n_slots; s++)
        {
          slots[s] = get_u (slots[s], deltas[s], rate, mean_dummies, dummies);
          if (slots[s] <= 0.5 && s >= MOK_SLOT_FIRST_ANSWER)
            self->tally->largest_share = MAX (self->tally->largest_share, slots[s]);
        }
    }
}

static void
add_judgement (const MokExpectation *self,
               const MokExpectationOutcome *outcome,
               MokJudgement judgement,
               double weight,
               double *slots)
{
  const guint n_states = MOK_SLOT_FIRST_OUTCOME + MOK_N_OUTCOMES;

  slots[outcome->offset + judgement.state] += weight;
  for (guint i = 0; i < MOK_N_OUTCOME_MARKS; i++)
    {
      if (judgement.marks >> i & 1)
        slots[outcome->offset + n_states + i] += weight;
    }
  if (outcome->size_offset > 0)
    slots[outcome->size_offset + judgement.by_size] += weight;
}

static guint32
get_dummy_tuple (const MokExpectation *self, const MokExpectationOutcome *outcome, const MokDummy *dummy, guint i)
{
  const guint8 *cells[16];

  for (guint v = 0; v < dummy->n_variables; v++)
    cells[v] = mok_dummy_get_cell (dummy, i, v);
  return mok_judge_get_tuple (self->judge, outcome->protection, cells);
}

/* A rerouted member, seen as @facts see it. */
static void
add_rerouted_outcome (MokExpectation *self,
                      guint index,
                      guint class,
                      guint facts,
                      guint32 member,
                      double weight,
                      double *slots)
{
  const MokExpectationOutcome *outcome = &self->outcomes[index];
  guint n;
  const guint *variables = mok_judge_get_variables (self->judge, outcome->protection, &n);
  const guint n_given = reroute (self, outcome->block, class, member);
  g_autoptr (MokDummy) rest =
      mok_dummy_new (self->plan, &self->plan->blocks->blocks[outcome->block], self->row, n_given, variables, n);

  for (guint i = 0; i < rest->n; i++)
    add_judgement (self, outcome,
                   mok_judge_get (self->judge, outcome->protection, facts, get_dummy_tuple (self, outcome, rest, i)),
                   weight * rest->probabilities[i], slots);
}

/* How many members of an urn have each combination of answers that makes an outcome. */
static void
weigh_tuples (MokExpectation *self, const MokUrn *urn)
{
  for (guint i = 0; i < self->n_outcomes && !urn->is_rerouted; i++)
    {
      const MokExpectationOutcome *outcome = &self->outcomes[i];

      for (guint k = 0; k < self->seen[i]->len; k++)
        self->weights[i][g_array_index (self->seen[i], guint32, k)] = 0;
      g_array_set_size (self->seen[i], 0);
      for (guint32 m = 0; m < urn->n_members; m++)
        {
          const guint32 tuple = outcome->tuples[urn->members[m]];

          if (self->weights[i][tuple]++ == 0)
            g_array_append_val (self->seen[i], tuple);
        }
    }
}

static void
find_outcome_shares (MokExpectation *self, const MokUrn *urn, guint facts)
{
  const double rate = get_rate (self->plan);
  const double mean_dummies = mok_urns_get_mean_dummy_share (self->urns, urn, self->plan->parameters.lambda);
  const double dummies = (double) self->plan->parameters.lambda / (urn->n_members - 1 + self->plan->parameters.lambda);
  g_autofree double *deltas = g_new0 (double, self->n_outcome_slots + 1);
  double *slots = self->outcome_shares[facts];

  memset (slots, 0, self->n_outcome_slots * sizeof *slots);
  for (guint i = 0; i < self->n_outcomes; i++)
    {
      const MokExpectationOutcome *outcome = &self->outcomes[i];
      const MokDummy *dummy = self->dummies[urn->class].outcomes[i];

      for (guint k = 0; k < self->seen[i]->len && !urn->is_rerouted; k++)
        {
          const guint32 tuple = g_array_index (self->seen[i], guint32, k);

          add_judgement (self, outcome, mok_judge_get (self->judge, outcome->protection, facts, tuple),
                         (double) self->weights[i][tuple] / urn->n_members, slots);
        }
      for (guint32 m = 0; m < urn->n_members && urn->is_rerouted; m++)
        add_rerouted_outcome (self, i, urn->class, facts, urn->members[m], 1.0 / urn->n_members, slots);
      for (guint k = 0; k < dummy->n; k++)
        add_judgement (
            self, outcome,
            mok_judge_get (self->judge, outcome->protection, facts, get_dummy_tuple (self, outcome, dummy, k)),
            dummy->probabilities[k], deltas);
    }
  for (gsize s = 0; s < self->n_outcome_slots; s++)
    slots[s] = get_u (slots[s], deltas[s], rate, mean_dummies, dummies);
}

static void
run (MokExpectation *self)
{
  g_autoptr (MokExpectationSums) sums = mok_expectation_sums_new (self);

  for (guint c = 0; c < self->urns->n_classes; c++)
    make_dummies (self, c);
  for (guint u = 0; u < self->urns->n_urns; u++)
    {
      const MokUrn *urn = &self->urns->urns[u];
      guint n_facts;
      const guint *facts = mok_expectation_sums_begin (sums, urn, &n_facts);

      find_shares (self, urn);
      weigh_tuples (self, urn);
      for (guint f = 0; f < n_facts && self->n_outcomes > 0; f++)
        find_outcome_shares (self, urn, facts[f]);
      mok_expectation_sums_add (sums);
    }
  mok_expectation_sums_finish (sums);
  for (guint c = 0; c < self->urns->n_classes; c++)
    free_dummies (self, c);
}

static void
add_block (MokExpectation *self, guint block)
{
  const MokBlock *added = &self->plan->blocks->blocks[block];

  for (guint i = 0; i < added->n_variables; i++)
    {
      self->questions[self->n_questions] = added->variables[i];
      self->blocks[self->n_questions] = block;
      self->offsets[self->n_questions++] = self->n_slots;
      self->n_slots += mok_variable_get_n_slots (&self->plan->codebook->variables[added->variables[i]]);
    }
  for (guint p = 0; p < self->plan->codebook->protections->len; p++)
    {
      const MokCodebookProtection *coded = g_ptr_array_index (self->plan->codebook->protections, p);

      if (self->plan->blocks->block_of[coded->asked] != (int) block)
        continue;

      MokExpectationOutcome *outcome = &self->outcomes[self->n_outcomes++];

      outcome->protection = p;
      outcome->block = block;
      outcome->offset = self->n_outcome_slots;
      outcome->tuples = mok_judge_dup_tuples (self->judge, p, self->table);
      self->n_outcome_slots += mok_variable_get_n_slots (&self->plan->codebook->variables[coded->outcome]);
      if (coded->by_size < 0)
        continue;
      outcome->size_offset = self->n_outcome_slots;
      self->n_outcome_slots += self->plan->codebook->variables[coded->by_size].n_states;
    }
}

static void
run_structure (MokTally *tally,
               const MokPlan *plan,
               MokJudge *judge,
               const MokRawTable *table,
               MokRow *row,
               const MokUrns *urns,
               gboolean *done)
{
  const guint n_questions = plan->codebook->n_questions;
  const guint n_protections = plan->codebook->protections->len;
  const guint n_facts = mok_judge_get_n_facts (judge);
  MokExpectation work = { .tally = tally, .plan = plan, .judge = judge, .table = table, .urns = urns, .row = row };

  work.questions = g_new (guint, n_questions + 1);
  work.blocks = g_new (guint, n_questions + 1);
  work.offsets = g_new (gsize, n_questions + 1);
  work.outcomes = g_new0 (MokExpectationOutcome, n_protections + 1);
  for (guint b = 0; b < plan->blocks->n_blocks; b++)
    {
      if (plan->urns[b] != urns)
        continue;
      done[b] = TRUE;
      add_block (&work, b);
    }
  work.dummies = g_new0 (MokExpectationDummies, urns->n_classes + 1);
  work.shares = g_new0 (double, mok_expectation_pad (work.n_slots) + 1);
  work.outcome_shares = g_new0 (double *, n_facts + 1);
  for (guint f = 0; f < n_facts; f++)
    work.outcome_shares[f] = g_new0 (double, mok_expectation_pad (work.n_outcome_slots) + 1);
  work.weights = g_new0 (guint32 *, work.n_outcomes + 1);
  work.seen = g_new0 (GArray *, work.n_outcomes + 1);
  for (guint i = 0; i < work.n_outcomes; i++)
    {
      work.weights[i] = g_new0 (guint32, mok_judge_get_n_tuples (judge, work.outcomes[i].protection) + 1);
      work.seen[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
    }

  run (&work);

  for (guint i = 0; i < work.n_outcomes; i++)
    {
      g_free (work.weights[i]);
      g_array_unref (work.seen[i]);
      g_free (work.outcomes[i].tuples);
    }
  for (guint f = 0; f < n_facts; f++)
    g_free (work.outcome_shares[f]);
  g_free (work.weights);
  g_free (work.seen);
  g_free (work.outcome_shares);
  g_free (work.shares);
  g_free (work.dummies);
  g_free (work.outcomes);
  g_free (work.offsets);
  g_free (work.blocks);
  g_free (work.questions);
}

/**
 * mok_tally_add_expected:
 * @plan: how answers were replaced
 * @judge: the law
 * @table: the replaced answers that were counted
 *
 * Adds to every count, weighted or not, what it would be if all answers had been replaced.
 */
void
mok_tally_add_expected (MokTally *self, const MokPlan *plan, MokJudge *judge, const MokRawTable *table)
{
  g_return_if_fail (self != NULL && self->expected == NULL && plan != NULL && judge != NULL && table != NULL);

  g_autoptr (MokRow) row = mok_row_new (plan->codebook);
  g_autofree gboolean *done = g_new0 (gboolean, plan->blocks->n_blocks + 1);

  self->expected = g_new0 (double *, self->n_groupings + 1);
  for (guint i = 0; i < self->n_groupings; i++)
    self->expected[i] = g_new0 (double, self->groupings[i].n_groups * self->n_slots + 1);
  for (guint i = 0; i < mok_tally_get_n_weighted (self); i++)
    self->weighted[i].expected = g_new0 (double, self->groupings[i].n_groups * self->n_slots + 1);
  for (guint b = 0; b < plan->blocks->n_blocks; b++)
    {
      if (done[b] || !mok_urns_is_published (plan->urns[b], &plan->parameters))
        continue;
      run_structure (self, plan, judge, table, row, plan->urns[b], done);
    }
}
