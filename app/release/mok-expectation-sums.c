/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Adds the u of an urn to every group that its people are in, once for each person; with weights, in total and by each
 * background, once more by weight. Must not know where u comes from.
 */

#include "config.h"

#include <string.h>

#include "release/mok-expectation-private.h"

/* Arrays that are added have a whole number of these: four sums at a time keep the processor busy. */
#define LANES 4

/* Which people of an urn are the same for the law, and how many of them are in each group. */
struct _MokExpectationSums
{
  const MokExpectation *expectation;
  double **sums;     /* (owned): of each grouping, of each group: slots of questions, then of outcomes */
  double **weighted; /* (owned): likewise, of the groupings that are weighted */
  guint32 *counts;   /* (owned): of each different person */
  guint n_facts;
  guint *facts;       /* (owned): different persons that occur */
  guint32 *starts;    /* (owned): where the rows of each begin */
  guint32 *rows;      /* (owned): sorted by them */
  guint8 *levels;     /* (owned): of each row the level of each background */
  guint32 *in_group;  /* (owned): of a grouping */
  guint32 *in_urn;    /* (owned) */
  double *mass;       /* (owned): weights of those in a group */
  double *urn_mass;   /* (owned) */
  guint *touched;     /* (owned) */
  guint *urn_touched; /* (owned) */
};

/**
 * mok_expectation_pad:
 *
 * Returns: how many numbers an array of @n has that is added to another
 */
gsize
mok_expectation_pad (gsize n)
{
  return (n + LANES - 1) / LANES * LANES;
}

static guint
get_most_groups (const MokTally *tally)
{
  guint most = 1;

  for (guint i = 0; i < tally->n_groupings; i++)
    most = MAX (most, tally->groupings[i].n_groups);
  return most;
}

static double **
new_sums (const MokExpectation *expectation, guint n_groupings)
{
  const gsize n = mok_expectation_pad (expectation->n_slots) + mok_expectation_pad (expectation->n_outcome_slots);
  double **sums = g_new0 (double *, n_groupings + 1);

  for (guint i = 0; i < n_groupings; i++)
    sums[i] = g_new0 (double, expectation->tally->groupings[i].n_groups *n + 1);
  return sums;
}

MokExpectationSums *
mok_expectation_sums_new (const MokExpectation *expectation)
{
  MokExpectationSums *self = g_new0 (MokExpectationSums, 1);
  const guint most = get_most_groups (expectation->tally);
  const guint n_facts = mok_judge_get_n_facts (expectation->judge);
  const guint32 n_rows = expectation->urns->n_eligible;

  self->expectation = expectation;
  self->sums = new_sums (expectation, expectation->tally->n_groupings);
  self->weighted = new_sums (expectation, mok_tally_get_n_weighted (expectation->tally));
  self->counts = g_new0 (guint32, n_facts + 1);
  self->facts = g_new (guint, n_facts + 1);
  self->starts = g_new (guint32, n_facts + 2);
  self->rows = g_new (guint32, n_rows + 1);
  self->levels = g_new (guint8, n_rows * expectation->plan->codebook->n_backgrounds + 1);
  self->in_group = g_new0 (guint32, most);
  self->in_urn = g_new0 (guint32, most);
  self->mass = g_new0 (double, most);
  self->urn_mass = g_new0 (double, most);
  self->touched = g_new (guint, most);
  self->urn_touched = g_new (guint, most);
  return self;
}

void
mok_expectation_sums_free (MokExpectationSums *self)
{
  for (guint i = 0; i < self->expectation->tally->n_groupings; i++)
    g_free (self->sums[i]);
  for (guint i = 0; i < mok_tally_get_n_weighted (self->expectation->tally); i++)
    g_free (self->weighted[i]);
  g_free (self->sums);
  g_free (self->weighted);
  g_free (self->counts);
  g_free (self->facts);
  g_free (self->starts);
  g_free (self->rows);
  g_free (self->levels);
  g_free (self->in_group);
  g_free (self->in_urn);
  g_free (self->mass);
  g_free (self->urn_mass);
  g_free (self->touched);
  g_free (self->urn_touched);
  g_free (self);
}

/**
 * mok_expectation_sums_begin:
 * @urn: whose people are to be added
 * @n_facts: (out): their number
 *
 * Returns: (transfer none) (array length=n_facts): which different persons, as the law sees them, are in the urn
 */
const guint *
mok_expectation_sums_begin (MokExpectationSums *self, const MokUrn *urn, guint *n_facts)
{
  const guint16 *facts_of = mok_judge_get_facts (self->expectation->judge);
  const guint n_backgrounds = self->expectation->plan->codebook->n_backgrounds;

  self->n_facts = 0;
  for (guint32 i = 0; i < urn->n_own; i++)
    {
      if (self->counts[facts_of[urn->own[i]]]++ == 0)
        self->facts[self->n_facts++] = facts_of[urn->own[i]];
    }
  self->starts[0] = 0;
  for (guint f = 0; f < self->n_facts; f++)
    {
      self->starts[f + 1] = self->starts[f] + self->counts[self->facts[f]];
      self->counts[self->facts[f]] = self->starts[f];
    }
  for (guint32 i = 0; i < urn->n_own; i++)
    self->rows[self->counts[facts_of[urn->own[i]]]++] = urn->own[i];
  for (guint f = 0; f < self->n_facts; f++)
    self->counts[self->facts[f]] = 0;
  for (guint b = 0; b < n_backgrounds; b++)
    {
      const MokGroups *groups = self->expectation->tally->groupings[1 + b].groups;

      for (guint32 i = 0; i < urn->n_own; i++)
        self->levels[i * n_backgrounds + b] = groups->bytes[self->rows[i]];
    }
  *n_facts = self->n_facts;
  return self->facts;
}

static void
add_scaled (double *restrict sums, const double *restrict shares, gsize n, double factor)
{
  for (gsize i = 0; i < n; i += LANES)
    {
      sums[i] += factor * shares[i];
      sums[i + 1] += factor * shares[i + 1];
      sums[i + 2] += factor * shares[i + 2];
      sums[i + 3] += factor * shares[i + 3];
    }
}

/* The group of a member, or -1 for somebody without a level of one of the backgrounds. */
static inline int
get_group (const MokGrouping *grouping, const guint8 *levels)
{
  guint outer, inner;

  if (grouping->outer < 0)
    return 0;
  outer = levels[grouping->outer];
  if (grouping->inner < 0)
    return outer < grouping->n_outer ? (int) outer : -1;
  inner = levels[grouping->inner];
  return outer < grouping->n_outer && inner < grouping->n_inner ? (int) (outer * grouping->n_inner + inner) : -1;
}

/* Counts in which groups those are whom the law sees alike, and how much they weigh.
 *
 * Returns: how many groups were touched
 */
static guint
sort_into_groups (MokExpectationSums *self, const MokGrouping *grouping, guint f, const double *weights)
{
  const guint n_backgrounds = self->expectation->plan->codebook->n_backgrounds;
  guint n_touched = 0;

  for (guint32 i = self->starts[f]; i < self->starts[f + 1]; i++)
    {
      const int group = get_group (grouping, self->levels + i * n_backgrounds);

      if (group < 0)
        continue;
      if (self->in_group[group]++ == 0)
        self->touched[n_touched++] = (guint) group;
      if (weights != NULL)
        self->mass[group] += weights[self->rows[i]];
    }
  return n_touched;
}

static void
add_to_grouping (MokExpectationSums *self, guint index, const double *weights)
{
  const MokExpectation *expectation = self->expectation;
  const MokGrouping *grouping = &expectation->tally->groupings[index];
  const gsize n_slots = mok_expectation_pad (expectation->n_slots);
  const gsize n_outcome_slots = mok_expectation_pad (expectation->n_outcome_slots);
  double *sums = weights != NULL ? self->weighted[index] : self->sums[index];
  double *outcome_sums = sums + grouping->n_groups * n_slots;
  guint n_urn = 0;

  for (guint f = 0; f < self->n_facts; f++)
    {
      const guint n_touched = sort_into_groups (self, grouping, f, weights);

      for (guint k = 0; k < n_touched; k++)
        {
          const guint group = self->touched[k];
          const double mass = weights != NULL ? self->mass[group] : self->in_group[group];

          add_scaled (outcome_sums + group * n_outcome_slots, expectation->outcome_shares[self->facts[f]],
                      n_outcome_slots, mass);
          if (self->in_urn[group] == 0)
            self->urn_touched[n_urn++] = group;
          self->in_urn[group] += self->in_group[group];
          self->urn_mass[group] += mass;
          self->in_group[group] = 0;
          self->mass[group] = 0;
        }
    }
  for (guint k = 0; k < n_urn; k++)
    {
      const guint group = self->urn_touched[k];

      add_scaled (sums + group * n_slots, expectation->shares, n_slots, self->urn_mass[group]);
      self->in_urn[group] = 0;
      self->urn_mass[group] = 0;
    }
}

/**
 * mok_expectation_sums_add:
 *
 * Adds the shares of the urn that was begun.
 */
void
mok_expectation_sums_add (MokExpectationSums *self)
{
  const MokTally *tally = self->expectation->tally;

  for (guint i = 0; i < tally->n_groupings; i++)
    add_to_grouping (self, i, NULL);
  for (guint i = 0; i < mok_tally_get_n_weighted (tally); i++)
    add_to_grouping (self, i, tally->weights);
}

/* From the sums of this structure to the tally, where all variables lie in their own order. */
static void
hand_over (const MokExpectation *self, const double *sums, guint n_groups, double *all_expected)
{
  const MokTally *tally = self->tally;
  const MokCodebook *codebook = self->plan->codebook;
  const gsize n_slots = mok_expectation_pad (self->n_slots);
  const gsize n_outcome_slots = mok_expectation_pad (self->n_outcome_slots);

  for (guint g = 0; g < n_groups; g++)
    {
      double *expected = all_expected + g * tally->n_slots;
      const double *question_sums = sums + g * n_slots;
      const double *outcome_sums = sums + n_groups * n_slots + g * n_outcome_slots;

      for (guint i = 0; i < self->n_questions; i++)
        memcpy (expected + tally->offsets[self->questions[i]], question_sums + self->offsets[i],
                mok_variable_get_n_slots (&codebook->variables[self->questions[i]]) * sizeof *sums);
      for (guint i = 0; i < self->n_outcomes; i++)
        {
          const MokExpectationOutcome *outcome = &self->outcomes[i];
          const MokCodebookProtection *coded = g_ptr_array_index (codebook->protections, outcome->protection);

          memcpy (expected + tally->offsets[coded->outcome], outcome_sums + outcome->offset,
                  mok_variable_get_n_slots (&codebook->variables[coded->outcome]) * sizeof *sums);
          if (coded->by_size >= 0)
            memcpy (expected + tally->offsets[coded->by_size], outcome_sums + outcome->size_offset,
                    codebook->variables[coded->by_size].n_states * sizeof *sums);
        }
    }
}

/**
 * mok_expectation_sums_finish:
 *
 * Writes everything that was added into the tally.
 */
void
mok_expectation_sums_finish (MokExpectationSums *self)
{
  const MokTally *tally = self->expectation->tally;

  for (guint i = 0; i < tally->n_groupings; i++)
    hand_over (self->expectation, self->sums[i], tally->groupings[i].n_groups, tally->expected[i]);
  for (guint i = 0; i < mok_tally_get_n_weighted (tally); i++)
    hand_over (self->expectation, self->weighted[i], tally->groupings[i].n_groups, tally->weighted[i].expected);
}
