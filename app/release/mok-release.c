/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A release from first to last (docs/release.md): coarsen backgrounds, replace answers, count, correct, check, hide.
 * Everything after the replacement sees replaced answers only. Must not write a file.
 */

#include "config.h"

#include "release/mok-release-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "release/mok-coarsening-private.h"
#include "release/mok-consistency-private.h"
#include "release/mok-replacement-private.h"
#include "release/mok-weighting-private.h"

/* Below this there are totals only. */
#define MIN_FOR_BREAKDOWNS 40

/* A generator that is further off than this has failed: chance 6 in ten million. */
#define MAX_DEVIATIONS 5

/* Shares of the way: the rest is counting. */
#define SHARE_OF_REPLACING 0.5

typedef struct
{
  MokProgressFunc progress;
  gpointer data;
  double from;
  double to;
} Part;

static void
report (double fraction, gpointer data)
{
  const Part *part = data;

  if (part->progress != NULL)
    part->progress (part->from + (part->to - part->from) * fraction, part->data);
}

/* Levels of SIZE5 are never merged: there are both or none. */
static void
coarsen_size5 (const guint32 *counts, const MokReleaseParameters *parameters, MokLevels *coarsening)
{
  const guint32 *answers = counts + MOK_SLOT_FIRST_ANSWER;

  if (answers[MOK_SIZE5_UNDER] < parameters->min_size5 || answers[MOK_SIZE5_OVER] < parameters->min_size5)
    return;
  coarsening->n_levels = 2;
  coarsening->level_of[MOK_SIZE5_UNDER] = 0;
  coarsening->level_of[MOK_SIZE5_OVER] = 1;
  coarsening->none = answers[MOK_SIZE5_UNKNOWN] >= parameters->min_group;
}

static void
coarsen_background (const MokVariable *variable,
                    const guint32 *counts,
                    const MokReleaseParameters *parameters,
                    MokLevels *coarsening)
{
  guint32 substantive[256] = { 0 };
  guint32 n_none = counts[MOK_SLOT_NOT_ASKED] + counts[MOK_SLOT_BLANK];
  MokCoarsening merged;

  for (guint k = 0; k < variable->n_answers; k++)
    {
      if (mok_variable_is_substantive (variable, k))
        substantive[k] = counts[MOK_SLOT_FIRST_ANSWER + k];
      else
        n_none += counts[MOK_SLOT_FIRST_ANSWER + k];
    }
  mok_coarsening_run (&merged, substantive, variable->n_answers, variable->question->ordered || variable->is_number,
                      parameters->min_group);
  if (merged.n_levels < 2)
    return;
  memcpy (coarsening->level_of, merged.level_of, variable->n_answers);
  coarsening->n_levels = merged.n_levels;
  coarsening->none = n_none >= parameters->min_group;
}

/**
 * mok_release_coarsen:
 * @table: of which only backgrounds are looked at; with the column of SIZE5
 * @coarsenings: (out caller-allocates) (array): one for each background
 *
 * Puts the answers of each background together until every level has enough people.
 */
void
mok_release_coarsen (const MokRawTable *table, const MokReleaseParameters *parameters, MokLevels *coarsenings)
{
  const MokCodebook *codebook = mok_raw_table_get_codebook (table);

  for (guint b = 0; b < codebook->n_backgrounds; b++)
    {
      const MokVariable *variable = &codebook->variables[codebook->backgrounds[b]];
      g_autofree guint32 *counts = g_new (guint32, mok_variable_get_n_slots (variable) + 1);

      coarsenings[b] = (MokLevels){ .n_raw = variable->n_answers };
      memset (coarsenings[b].level_of, MOK_LEVEL_NONE, sizeof coarsenings[b].level_of);
      if (mok_raw_table_get_n_rows (table) < MIN_FOR_BREAKDOWNS)
        continue;
      mok_raw_table_count (table, codebook->backgrounds[b], NULL, counts);
      if (variable->kind == MOK_VARIABLE_SIZE5)
        coarsen_size5 (counts, parameters, &coarsenings[b]);
      else
        coarsen_background (variable, counts, parameters, &coarsenings[b]);
    }
}

/* Weights are made from backgrounds, which are the true ones to the end. */
static gboolean
add_weights (MokTally *tally,
             const MokRawTable *table,
             const MokReleaseSource *source,
             MokWeighting **weighting,
             GCancellable *cancellable,
             GError **error)
{
  double *weights;

  if (source->margins == NULL)
    return TRUE;
  weights = mok_weighting_rake (source->margins, table, weighting, cancellable, error);
  if (weights == NULL)
    return FALSE;
  mok_tally_add_weights (tally, table, weights);
  return TRUE;
}

/**
 * mok_release_new_exact:
 * @table: a finished table
 * @source: what to say of the data; %MOK_CUBE_EXACT is added
 * @progress: (nullable): called with 0 to 1
 * @error: return location for %G_IO_ERROR_CANCELLED, %MOK_RAKING_ERROR or %MOK_MARGINS_ERROR
 *
 * Counts everything there is to count, exactly: for open surveys only.
 *
 * Returns: (transfer full) (nullable): the cube
 */
MokCube *
mok_release_new_exact (MokRawTable *table,
                       const MokReleaseSource *source,
                       MokProgressFunc progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (table != NULL && source != NULL, NULL);

  MokReleaseParameters parameters;
  MokCodebook *codebook = mok_raw_table_get_codebook (table);
  MokCubeContents contents = { .flags = source->flags | MOK_CUBE_EXACT,
                               .n_unreadable = source->n_unreadable,
                               .headcount = source->headcount };
  g_autoptr (MokWeighting) weighting = NULL;
  g_autoptr (MokPlan) plan = NULL;
  g_autoptr (MokJudge) judge = NULL;
  g_autoptr (MokTally) tally = NULL;
  g_autoptr (GHashTable) withheld = g_hash_table_new (NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;

  mok_release_parameters_init (&parameters, mok_raw_table_get_n_rows (table));
  parameters.min_class = 0;
  plan = mok_plan_new (table, source->protections, &parameters);
  judge = mok_judge_new (plan, table);
  mok_judge_write (judge, table);
  tally = mok_tally_new (table, NULL, progress, data, cancellable, error);
  if (tally == NULL || !add_weights (tally, table, source, &weighting, cancellable, error))
    return NULL;
  contents.weighting = weighting;
  bytes = mok_cube_write (tally, &contents, withheld);

  /* The reader checks every sum: what it takes is a cube. */
  return mok_cube_new_from_bytes (bytes, codebook->questionnaire, error);
}

static gboolean
set_failed (GError **error)
{
  g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_CERTIFIED,
                       _ ("A check of the protected results failed. The survey stays open and nothing was changed; "
                          "please report this."));
  return FALSE;
}

/* Whether every grouping counts everybody once, and the levels of a breakdown no more than all. */
static gboolean
adds_up (const MokTally *tally)
{
  for (guint i = 0; i < tally->n_groupings; i++)
    {
      const MokGrouping *grouping = &tally->groupings[i];

      for (guint v = 0; v < tally->codebook->n_variables; v++)
        {
          const MokVariable *variable = &tally->codebook->variables[v];

          for (guint g = 0; g < grouping->n_groups; g++)
            {
              const guint32 *counts = tally->counts[i] + g * tally->n_slots + tally->offsets[v];
              guint64 n = 0;

              for (guint s = 0; s < variable->n_states; s++)
                n += counts[s];
              if (n != grouping->sizes[g])
                return FALSE;
            }
        }
    }
  return TRUE;
}

/* Respondents of one urn beside each other: by backgrounds, then by the order in which they came. */
static void
sort_rows (MokRawTable *table)
{
  guint n;
  g_autofree guint *variables = mok_urns_list_split_variables (mok_raw_table_get_codebook (table), &n);

  mok_raw_table_sort (table, variables, n);
}

static gboolean
certify (const MokPlan *plan, const MokReplacement *replacement, const MokTally *tally, MokCertificate *certificate)
{
  const MokReleaseParameters *parameters = &plan->parameters;
  const double rate = (double) parameters->rate_numerator / parameters->rate_denominator;
  const double expected = rate * replacement->n_drawn;
  const double deviation = sqrt (rate * (1 - rate) * replacement->n_drawn);

  certificate->n_respondents = plan->n_rows;
  certificate->rate_numerator = parameters->rate_numerator;
  certificate->rate_denominator = parameters->rate_denominator;
  certificate->lambda = parameters->lambda;
  certificate->min_group = parameters->min_group;
  certificate->min_pair = parameters->min_pair;
  certificate->n_blocks = plan->blocks->n_blocks;
  certificate->n_drawn = replacement->n_drawn;
  certificate->n_replaced = replacement->n_replaced;
  certificate->share_certainty = 1 - rate * (1 - tally->largest_share);
  certificate->row_certainty = mok_certificate_get_row_certainty (rate);
  certificate->smallest_urn = G_MAXUINT32;
  for (guint b = 0; b < plan->blocks->n_blocks; b++)
    {
      certificate->largest_block = MAX (certificate->largest_block, plan->blocks->blocks[b].n_variables);
      if (mok_urns_is_published (plan->urns[b], parameters))
        certificate->smallest_urn = MIN (certificate->smallest_urn, mok_urns_get_smallest (plan->urns[b]));
      else
        certificate->n_unpublished += plan->blocks->blocks[b].n_variables;
    }
  if (certificate->smallest_urn == G_MAXUINT32)
    certificate->smallest_urn = 0;
  return replacement->is_routed && adds_up (tally)
         && (certificate->smallest_urn >= parameters->min_class || certificate->n_drawn == 0)
         && fabs (replacement->n_replaced - expected) <= MAX_DEVIATIONS * deviation + 1e-9;
}

/**
 * mok_release_new_replaced:
 * @table: a finished table of true answers, which are replaced and gone afterwards, whatever happens
 * @source: what to say of the data
 * @parameters: as of mok_release_parameters_init()
 * @noise: the stream
 * @progress: (nullable): called with 0 to 1
 * @error: return location for %G_IO_ERROR_CANCELLED, %MOK_CUBE_ERROR_NOT_CERTIFIED, %MOK_RAKING_ERROR or
 *   %MOK_MARGINS_ERROR
 *
 * Computes the one release of a survey that protects its answers.
 *
 * Returns: (transfer full) (nullable): the cube with its certificate
 */
MokCube *
mok_release_new_replaced (MokRawTable *table,
                          const MokReleaseSource *source,
                          const MokReleaseParameters *parameters,
                          MokNoise *noise,
                          MokProgressFunc progress,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (table != NULL && source != NULL && parameters != NULL && noise != NULL, NULL);

  MokCodebook *codebook = mok_raw_table_get_codebook (table);
  MokCertificate certificate = { .law_date = source->law_date };
  MokCubeContents contents = { .flags = source->flags, .headcount = source->headcount, .certificate = &certificate };
  g_autoptr (MokWeighting) weighting = NULL;
  Part replacing = { progress, data, 0, SHARE_OF_REPLACING };
  Part counting = { progress, data, SHARE_OF_REPLACING, 1 };
  MokReplacement replacement;
  g_autofree MokLevels *coarsenings = g_new0 (MokLevels, codebook->n_backgrounds + 1);
  g_autoptr (MokPlan) plan = NULL;
  g_autoptr (MokJudge) judge = NULL;
  g_autoptr (MokTally) tally = NULL;
  g_autoptr (GHashTable) withheld = g_hash_table_new (NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  guint n_removed;

  sort_rows (table);
  plan = mok_consistency_make_plan (table, source->protections, parameters, &n_removed);
  contents.n_unreadable = source->n_unreadable + n_removed;
  contents.plan = plan;
  contents.coarsenings = coarsenings;
  if (!mok_replacement_run (&replacement, plan, table, noise, report, &replacing, cancellable, error))
    return NULL;

  judge = mok_judge_new (plan, table);
  mok_judge_write (judge, table);
  mok_release_coarsen (table, parameters, coarsenings);
  tally = mok_tally_new (table, coarsenings, report, &counting, cancellable, error);
  if (tally == NULL || !add_weights (tally, table, source, &weighting, cancellable, error))
    return NULL;
  contents.weighting = weighting;
  mok_tally_add_expected (tally, plan, judge, table);
  certificate.n_unreadable = contents.n_unreadable;
  if (!certify (plan, &replacement, tally, &certificate))
    {
      set_failed (error);
      return NULL;
    }
  mok_cube_hide (tally, plan, withheld, &certificate);
  bytes = mok_cube_write (tally, &contents, withheld);
  return mok_cube_new_from_bytes (bytes, codebook->questionnaire, error);
}
