/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of a release is not shown is not kept either: groups with too few answers, tables of a question that is released
 * in total only, and breakdowns that would tell too much of a sensitive answer (docs/release.md, "Numbers shown" and
 * "Certificate"). Must not add anything.
 */

#include "config.h"

#include "release/mok-cube-flagged-private.h"

#include <string.h>

#include "analysis/mok-estimate.h"

/* A breakdown of a sensitive question that makes a reader surer than this of anybody's answer is left out. */
#define MAX_SENSITIVE_CERTAINTY 0.95

typedef struct
{
  MokTally *tally;
  const MokPlan *plan;
  double rate;
  GHashTable *withheld;
  MokCertificate *certificate;
} Hiding;

static guint32 *
counts_of (const Hiding *self, guint grouping, guint group, guint variable)
{
  return self->tally->counts[grouping] + group * self->tally->n_slots + self->tally->offsets[variable];
}

static double *
expected_of (const Hiding *self, guint grouping, guint group, guint variable)
{
  return self->tally->expected[grouping] + group * self->tally->n_slots + self->tally->offsets[variable];
}

static void
hide_slots (const Hiding *self, guint grouping, guint group, guint variable, guint from, guint n)
{
  memset (counts_of (self, grouping, group, variable) + from, 0, n * sizeof (guint32));
  memset (expected_of (self, grouping, group, variable) + from, 0, n * sizeof (double));
  if (grouping < mok_tally_get_n_weighted (self->tally))
    {
      const gsize at = group * self->tally->n_slots + self->tally->offsets[variable] + from;

      memset (self->tally->weighted[grouping].counts + at, 0, n * sizeof (double));
      memset (self->tally->weighted[grouping].expected + at, 0, n * sizeof (double));
    }
}

static void
hide_group (const Hiding *self, guint grouping, guint group, guint variable)
{
  hide_slots (self, grouping, group, variable, 0,
              mok_variable_get_n_slots (&self->tally->codebook->variables[variable]));
}

/* The question that a variable is, or is an outcome of. */
static const MokQuestion *
get_asked (const Hiding *self, guint variable)
{
  const MokVariable *counted = &self->tally->codebook->variables[variable];

  return counted->kind == MOK_VARIABLE_QUESTION || counted->kind == MOK_VARIABLE_SIZE5
             ? counted->question
             : self->tally->codebook->variables[counted->asked].question;
}

/* Whether a question may be broken down like this at all. */
static gboolean
is_offered (const Hiding *self, const MokQuestion *question, const MokGrouping *grouping)
{
  const int backgrounds[] = { grouping->outer, grouping->inner };

  for (gsize i = 0; i < G_N_ELEMENTS (backgrounds); i++)
    {
      const guint variable = backgrounds[i] >= 0 ? self->tally->codebook->backgrounds[backgrounds[i]] : 0;

      if (backgrounds[i] >= 0
          && (question->role == MOK_ROLE_SCREENER
              || !mok_question_is_released_by (question, self->tally->codebook->variables[variable].question->name)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_shown (const Hiding *self, guint grouping, guint group, guint variable, guint row)
{
  const guint least = MAX (self->plan->parameters.min_shown, mok_question_get_least_total (get_asked (self, variable)));
  double base, expected;

  mok_cube_sum_base (&self->tally->codebook->variables[variable], counts_of (self, grouping, group, variable),
                     expected_of (self, grouping, group, variable), row, &base, &expected);
  return base >= least && mok_estimate_count (self->rate, base, expected) >= least;
}

static void
hide_rows (const Hiding *self, guint grouping, guint group, guint variable)
{
  const MokVariable *counted = &self->tally->codebook->variables[variable];
  const guint n_rows = mok_cube_get_n_rows (counted);

  for (guint row = 0; row < n_rows; row++)
    {
      if (is_shown (self, grouping, group, variable, row))
        continue;
      if (n_rows == 1)
        hide_group (self, grouping, group, variable);
      else
        hide_slots (self, grouping, group, variable, mok_cube_get_row_offset (counted, row), MOK_N_OUTCOMES);
    }
}

/* Doubtful cases are told apart in total and by the size of the workplace only. */
static void
hide_flagged (const Hiding *self, guint grouping, guint group, guint variable)
{
  const MokVariable *outcome = &self->tally->codebook->variables[variable];
  const MokGrouping *hidden = &self->tally->groupings[grouping];
  const MokCodebook *codebook = self->tally->codebook;
  const gboolean offered =
      hidden->inner < 0 && (hidden->outer < 0 || (int) codebook->backgrounds[hidden->outer] == codebook->size5);

  if (outcome->kind != MOK_VARIABLE_OUTCOME)
    return;
  if (!offered || get_asked (self, variable)->sensitive
      || !mok_cube_can_tell_flagged (outcome, counts_of (self, grouping, group, variable),
                                     expected_of (self, grouping, group, variable), self->rate,
                                     self->plan->parameters.min_pair))
    hide_slots (self, grouping, group, variable, outcome->n_states + MOK_OUTCOME_MARK_FLAGGED, MOK_N_OUTCOMES);
}

/* Whether a slot counts those who gave a substantive answer, or have an outcome. */
static gboolean
is_answer (const MokVariable *variable, guint slot)
{
  switch (variable->kind)
    {
    case MOK_VARIABLE_OUTCOME:
      return slot > MOK_SLOT_FIRST_OUTCOME && slot < variable->n_states;
    case MOK_VARIABLE_OUTCOME_BY_SIZE:
      return slot >= MOK_SLOT_FIRST_OUTCOME
             && (slot - MOK_SLOT_FIRST_OUTCOME) % MOK_N_OUTCOMES != MOK_OUTCOME_NOT_APPLICABLE;
    case MOK_VARIABLE_QUESTION:
    case MOK_VARIABLE_SIZE5:
    default:
      break;
    }
  if (variable->is_multiple)
    return slot >= variable->n_states && mok_variable_is_substantive (variable, slot - variable->n_states);
  return slot >= MOK_SLOT_FIRST_ANSWER && mok_variable_is_substantive (variable, slot - MOK_SLOT_FIRST_ANSWER);
}

/* How sure a reader of this group can be at most, who believes its published shares (docs/release.md, "Certificate",
 * 2b): the largest over answers of at most one half, both shares being of those who can be asked.
 */
static double
get_certainty (const Hiding *self, guint grouping, guint group, guint variable)
{
  const MokVariable *counted = &self->tally->codebook->variables[variable];
  const guint32 *counts = counts_of (self, grouping, group, variable);
  const double *expected = expected_of (self, grouping, group, variable);
  double n = 0, largest = 0;

  for (guint s = 0; s < counted->n_states; s++)
    n += expected[s];
  for (guint s = 0; s < mok_variable_get_n_slots (counted) && n > 0; s++)
    {
      const double p = mok_estimate_count (self->rate, counts[s], expected[s]) / n;

      if (is_answer (counted, s) && p > 0 && p <= 0.5)
        largest = MAX (largest, mok_certificate_get_certainty (p, CLAMP (expected[s] / n, 0, 1), self->rate));
    }
  return largest;
}

static void
withhold (const Hiding *self, guint grouping, guint variable)
{
  const MokGrouping *hidden = &self->tally->groupings[grouping];
  const gsize block = mok_cube_get_block (self->tally->codebook, variable, hidden->outer, hidden->inner);

  for (guint g = 0; g < hidden->n_groups; g++)
    hide_group (self, grouping, g, variable);
  g_hash_table_add (self->withheld, GSIZE_TO_POINTER (block));
}

static void
check_certainty (const Hiding *self, guint grouping, guint variable)
{
  double largest = 0;

  for (guint g = 0; g < self->tally->groupings[grouping].n_groups; g++)
    largest = MAX (largest, get_certainty (self, grouping, g, variable));
  if (get_asked (self, variable)->sensitive && self->tally->groupings[grouping].outer >= 0
      && largest > MAX_SENSITIVE_CERTAINTY)
    {
      withhold (self, grouping, variable);
      return;
    }
  if (largest > self->certificate->group_certainty)
    {
      self->certificate->group_certainty = largest;
      self->certificate->group_question = variable;
    }
}

static void
hide_variable (const Hiding *self, guint grouping, guint variable)
{
  const MokGrouping *hidden = &self->tally->groupings[grouping];
  const gboolean replaced = mok_codebook_is_replaced (self->tally->codebook, variable);

  for (guint g = 0; g < hidden->n_groups; g++)
    {
      if (!is_offered (self, get_asked (self, variable), hidden)
          || (hidden->inner >= 0 && hidden->sizes[g] < self->plan->parameters.min_pair))
        hide_group (self, grouping, g, variable);
      else if (replaced)
        {
          hide_rows (self, grouping, g, variable);
          hide_flagged (self, grouping, g, variable);
        }
    }
  if (replaced)
    check_certainty (self, grouping, variable);
}

/**
 * mok_cube_hide:
 * @tally: counts and expected counts of replaced answers; what is not shown becomes 0
 * @withheld: (element-type gsize): gets the blocks that are left out
 * @certificate: (inout): gets the certainty of a reader who believes the published share of a group
 */
void
mok_cube_hide (MokTally *tally, const MokPlan *plan, GHashTable *withheld, MokCertificate *certificate)
{
  g_return_if_fail (tally != NULL && tally->expected != NULL && plan != NULL);

  const Hiding hiding = {
    .tally = tally,
    .plan = plan,
    .rate = (double) plan->parameters.rate_numerator / plan->parameters.rate_denominator,
    .withheld = withheld,
    .certificate = certificate,
  };

  certificate->group_certainty = 0;
  for (guint i = 0; i < tally->n_groupings; i++)
    {
      for (guint v = 0; v < tally->codebook->n_variables; v++)
        {
          if (mok_cube_has_block (tally->codebook, FALSE, v, tally->groupings[i].outer, tally->groupings[i].inner))
            hide_variable (&hiding, i, v);
        }
    }
  certificate->n_withheld = g_hash_table_size (withheld);
}
