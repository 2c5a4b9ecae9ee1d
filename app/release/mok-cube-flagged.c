/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Outcomes with and without the cases that are in doubt: whose workplace has another size by its band than by its days,
 * and who was sent by an agency (docs/release.md, "Outcomes"). Who left those out and saw both would know the outcomes
 * of the doubtful ones, so that these are a group like any other: a release tells them apart in total and by the size
 * of the workplace, where both parts are large enough, and never of a sensitive question. Must not know who they are.
 */

#include "config.h"

#include "release/mok-cube-columns-private.h"
#include "release/mok-cube-flagged-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-estimate.h"

static guint
get_slot (const MokVariable *outcome, guint class)
{
  return outcome->n_states + MOK_OUTCOME_MARK_FLAGGED + class;
}

static gboolean
is_enough (double rate, double base, double expected, double least)
{
  return base >= least && mok_estimate_count (rate, base, expected) >= least;
}

/**
 * mok_cube_can_tell_flagged:
 * @counts: slots of one group
 * @expected: likewise
 * @rate: with what chance answers were replaced
 * @least: people
 *
 * Returns: whether both the doubtful cases to whom the protection applies and the others are @least, as counted and as
 *   estimated
 */
gboolean
mok_cube_can_tell_flagged (const MokVariable *outcome,
                           const guint32 *counts,
                           const double *expected,
                           double rate,
                           double least)
{
  double base, expected_base, flagged = 0, expected_flagged = 0;

  mok_cube_sum_base (outcome, counts, expected, 0, &base, &expected_base);
  for (guint class = MOK_OUTCOME_NOT_APPLICABLE + 1; class < MOK_N_OUTCOMES; class ++)
    {
      flagged += counts[get_slot (outcome, class)];
      expected_flagged += expected[get_slot (outcome, class)];
    }
  return is_enough (rate, flagged, expected_flagged, least)
         && is_enough (rate, base - flagged, expected_base - expected_flagged, least);
}

/**
 * mok_cube_take_flagged_away:
 * @exact: whether everything was counted that there is
 * @counts: (inout): slots of one group; what is told beside the classes stays
 * @expected: (inout) (nullable): likewise
 *
 * Takes the doubtful cases out of the classes. Of a release that does not tell them apart nothing is left.
 */
void
mok_cube_take_flagged_away (const MokVariable *outcome, gboolean exact, guint32 *counts, double *expected)
{
  guint64 n_flagged = 0;

  for (guint class = 0; class < MOK_N_OUTCOMES; class ++)
    {
      const guint slot = MOK_SLOT_FIRST_OUTCOME + class, flagged = get_slot (outcome, class);

      n_flagged += counts[flagged];
      counts[slot] -= MIN (counts[slot], counts[flagged]);
      if (expected != NULL)
        expected[slot] = MAX (0, expected[slot] - expected[flagged]);
    }
  if (!exact && n_flagged == 0)
    memset (counts, 0, outcome->n_states * sizeof *counts);
}

/**
 * mok_cube_dup_refusal_of_unflagged:
 * @protection: (nullable): whose outcome is asked for
 * @by: number of a background, or -1
 *
 * Returns: (transfer full) (nullable): why doubtful cases cannot be left out here; %NULL where they can
 */
char *
mok_cube_dup_refusal_of_unflagged (const MokCube *self, const MokCodebookProtection *protection, int by)
{
  const gboolean by_size5 = by >= 0 && (int) self->codebook->backgrounds[by] == self->codebook->size5;

  if (!mok_cube_is_exact (self) && self->codebook->variables[protection->asked].question->sensitive)
    return g_strdup (_ ("Not offered: this would tell too much about single answers."));
  if (by_size5 && protection->by_size >= 0)
    return g_strdup (_ ("Not offered: this is about the size of the workplace at that time."));
  if (!mok_cube_is_exact (self) && by >= 0 && !by_size5)
    return g_strdup (_ ("Not offered: doubtful cases are left out in total and by the size of the workplace only."));
  return NULL;
}

/**
 * mok_cube_dup_unflagged_refusal:
 * @outcome: variable of an outcome
 * @by: (nullable): variable of a background to break it down by
 *
 * Returns: (transfer full) (nullable): why mok_cube_get_outcome_unflagged() does not offer this, in a sentence for
 *   everybody to read; %NULL when it does. Single groups may still have too few answers
 */
char *
mok_cube_dup_unflagged_refusal (const MokCube *self, const char *outcome, const char *by)
{
  g_return_val_if_fail (self != NULL && outcome != NULL, NULL);

  const int variable = mok_codebook_find (self->codebook, outcome);
  const int background = by != NULL ? mok_codebook_find (self->codebook, by) : -1;
  const MokCodebookProtection *protection = variable >= 0 ? mok_cube_find_protection (self, (guint) variable) : NULL;
  char *refusal;

  if (protection == NULL || (by != NULL && background < 0))
    return g_strdup (_ ("This survey has nothing of that name."));
  refusal = mok_cube_dup_refusal_of_unflagged (
      self, protection, background >= 0 ? mok_codebook_get_background (self->codebook, (guint) background) : -1);
  return refusal != NULL ? refusal : mok_cube_dup_refusal (self, outcome, by, NULL);
}
