/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The strongest reader: sees the replaced row and the backgrounds of everybody, and knows how common an answer is for
 * each gender and age. How sure is this reader of those at whom the replaced answers point, and how often right?
 */

#include "config.h"

#include <string.h>

#include "attack.h"
#include "population.h"
#include "release/mok-dummy-private.h"
#include "release/mok-replacement-private.h"
#include "report.h"
#include "synthetic.h"

#define SURE 0.9
#define MAX_BACKGROUND 16
#define N_ROUNDS 8

/* What the reader looks for: some answers of one question. */
typedef struct
{
  const char *name;
  const char *variable;
  const char *codes; /* between blanks */
  gboolean men_only;
  double limit; /* of people pointed at, above SURE, from n = 400; 0 = told without a goal */
} Event;

static const Event events[] = {
  { "pregnancy", "preg_3y", "1 2 3", FALSE, 0.005 },
  { "pregnancy loss", "preg_3y", "3", FALSE, 0 },
  { "fertility treatment", "care_3y", "2", FALSE, 0 },
  { "partner's birth (men)", "care_3y", "1", TRUE, 0 },
};

typedef struct
{
  const Event *event;
  guint variable;
  gboolean is_multiple;
  guint n_codes;
  guint8 slots[4];
  double prior[MAX_BACKGROUND][MAX_BACKGROUND]; /* by slots of gender and age */
} Aim;

typedef struct
{
  double n;
  double n_right;
  double n_sure;
  double n_sure_right;
  double predicted;
  double largest;
} Score;

static gboolean
has_event (const Aim *aim, const guint8 *cell)
{
  for (guint k = 0; k < aim->n_codes; k++)
    {
      if (aim->is_multiple ? cell[0] >= MOK_SLOT_SUBSTANTIVE && (cell[1 + aim->slots[k] / 8] >> aim->slots[k] % 8 & 1)
                           : cell[0] == aim->slots[k])
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_event_in_row (const Aim *aim, const MokRawTable *table, gsize row)
{
  guint8 cell[MOK_CELL_SIZE] = { 0 };

  for (guint k = 0; k < mok_raw_table_get_n_columns (table, aim->variable); k++)
    cell[k] = mok_raw_table_get_column (table, aim->variable, k)[row];
  return has_event (aim, cell);
}

static void
init_aim (Aim *aim, const Event *event, const Population *population)
{
  const guint8 *gender = mok_raw_table_get_column (population->table, population_find (population, "gender"), 0);
  const guint8 *age = mok_raw_table_get_column (population->table, population_find (population, "age_band"), 0);
  const guint8 man = population_get_slot (population, population_find (population, "gender"), "2");
  double n[MAX_BACKGROUND][MAX_BACKGROUND] = { { 0 } };
  g_auto (GStrv) codes = g_strsplit (event->codes, " ", -1);

  *aim = (Aim){ .event = event, .variable = population_find (population, event->variable) };
  aim->is_multiple = population->codebook->variables[aim->variable].is_multiple;
  for (guint k = 0; codes[k] != NULL; k++)
    aim->slots[aim->n_codes++] = population_get_slot (population, aim->variable, codes[k]);
  for (guint i = 0; i < population->n; i++)
    {
      n[gender[i]][age[i]]++;
      aim->prior[gender[i]][age[i]] += has_event_in_row (aim, population->table, i);
    }
  for (guint g = 0; g < MAX_BACKGROUND; g++)
    {
      for (guint a = 0; a < MAX_BACKGROUND; a++)
        aim->prior[g][a] = n[g][a] > 0 && (!event->men_only || g == man) ? MIN (aim->prior[g][a] / n[g][a], 0.99) : 0;
    }
}

/* How often a slip gives the event to somebody like @person. */
static double
get_dummy (const Aim *aim,
           const MokPlan *plan,
           const MokRawTable *table,
           const MokBlock *block,
           gsize person,
           MokRow *row)
{
  g_autoptr (MokDummy) dummy = NULL;
  double sum = 0;

  mok_plan_begin_row (plan, block, table, person, row);
  dummy = mok_dummy_new (plan, block, row, 0, &aim->variable, 1);
  for (guint i = 0; i < dummy->n; i++)
    sum += has_event (aim, mok_dummy_get_cell (dummy, i, 0)) ? dummy->probabilities[i] : 0;
  return sum;
}

/* How sure the reader is that a member of an urn has the event, if a replacement gives it with chance @u. */
static double
get_sureness (double prior, gboolean pointed_at, double u, double rate)
{
  const double yes = prior * (pointed_at ? 1 - rate + rate * u : rate * (1 - u));
  const double no = (1 - prior) * (pointed_at ? rate * u : 1 - rate * u);

  return yes > 0 ? yes / (yes + no) : 0;
}

/* Everybody of one urn at whom the replaced answers point. How many of the others have the event follows from what the
 * reader thinks of each of them, and that from how many have it: a few rounds settle it.
 */
static void
read_urn (const Aim *aim,
          const Sample *sample,
          const MokPlan *plan,
          const MokRawTable *table,
          const MokUrn *urn,
          double dummy,
          Score *score)
{
  const Population *population = sample->population;
  const guint8 *gender = mok_raw_table_get_column (table, population_find (population, "gender"), 0);
  const guint8 *age = mok_raw_table_get_column (table, population_find (population, "age_band"), 0);
  const double rate = (double) plan->parameters.rate_numerator / plan->parameters.rate_denominator;
  const double lambda = plan->parameters.lambda, n_others = urn->n_members - 1;
  g_autofree gboolean *pointed_at = g_new (gboolean, urn->n_members + 1);
  g_autofree double *sureness = g_new0 (double, urn->n_members + 1);
  double sum = 0;

  for (guint32 m = 0; m < urn->n_members; m++)
    {
      pointed_at[m] = has_event_in_row (aim, table, urn->members[m]);
      sureness[m] = aim->prior[gender[urn->members[m]]][age[urn->members[m]]];
      sum += sureness[m];
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double next = 0;

      for (guint32 m = 0; m < urn->n_members; m++)
        {
          const double u = (sum - sureness[m] + lambda * dummy) / (n_others + lambda);

          sureness[m] =
              get_sureness (aim->prior[gender[urn->members[m]]][age[urn->members[m]]], pointed_at[m], u, rate);
          next += sureness[m];
        }
      sum = next;
    }
  for (guint32 m = 0, k = 0; m < urn->n_members && k < urn->n_own; m++)
    {
      gboolean right;

      if (urn->members[m] != urn->own[k])
        continue;
      k++;
      if (!pointed_at[m] || sureness[m] <= 0)
        continue;
      right = has_event_in_row (aim, population->table, sample->people[urn->members[m]]);
      score->n++;
      score->n_right += right;
      score->predicted += sureness[m];
      score->largest = MAX (score->largest, sureness[m]);
      score->n_sure += sureness[m] > SURE;
      score->n_sure_right += sureness[m] > SURE && right;
    }
}

static void
read_survey (const Aim *aims, const Sample *sample, guint64 seed, Score *scores)
{
  const Population *population = sample->population;
  g_autoptr (MokRawTable) table = sample_make_table (sample);
  MokReleaseParameters parameters;
  g_autoptr (MokPlan) plan = NULL;
  g_autoptr (MokRow) row = NULL;

  mok_release_parameters_init (&parameters, sample->n);
  plan = mok_plan_new (table, population->protections, &parameters);
  row = mok_row_new (plan->codebook);
  synthetic_replace (plan, table, seed);
  for (gsize e = 0; e < G_N_ELEMENTS (events); e++)
    {
      const guint b = (guint) plan->blocks->block_of[aims[e].variable];
      const MokUrns *urns = plan->urns[b];

      for (guint u = 0; u < urns->n_urns; u++)
        read_urn (&aims[e], sample, plan, table, &urns->urns[u],
                  get_dummy (&aims[e], plan, table, &plan->blocks->blocks[b], urns->urns[u].own[0], row), &scores[e]);
    }
}

static void
report_score (const Event *event, guint n, const Score *score)
{
  g_autofree char *setting = g_strdup_printf ("n=%u, %s", n, event->name);

  report_plain ("reader", setting, "people pointed at", REPORT_COUNT, score->n);
  report_plain ("reader", setting, "right, of them", REPORT_PERCENT, score->n_right / score->n);
  report_plain ("reader", setting, "how sure the reader is on average", REPORT_PERCENT, score->predicted / score->n);
  if (event->limit > 0 && n >= 400)
    report_at_most ("reader", setting, "above .9, of those pointed at", REPORT_PERCENT, score->n_sure / score->n,
                    event->limit);
  else
    report_plain ("reader", setting, "above .9, of those pointed at", REPORT_PERCENT, score->n_sure / score->n);
  if (score->n_sure > 0)
    report_plain ("reader", setting, "right, of those above .9", REPORT_PERCENT, score->n_sure_right / score->n_sure);
  report_plain ("reader", setting, "surest", REPORT_NUMBER, score->largest);
}

void
attack_reader (AttackSize size)
{
  static const guint sizes[] = { 60, 150, 400, 1500 };
  const gboolean full = size == ATTACK_FULL;
  g_autoptr (Population) population = population_new (full ? 40000 : 6000, 1);
  Aim aims[G_N_ELEMENTS (events)];

  for (gsize e = 0; e < G_N_ELEMENTS (events); e++)
    init_aim (&aims[e], &events[e], population);
  for (gsize i = full ? 0 : 2; i < G_N_ELEMENTS (sizes); i++)
    {
      const guint n_surveys = (full ? 300000 : 40000) / MAX (sizes[i], 400);
      g_autoptr (MokRandom) random = mok_random_new_seeded (6000 + i);
      Score scores[G_N_ELEMENTS (events)] = { { 0 } };

      for (guint s = 0; s < n_surveys; s++)
        {
          g_autoptr (Sample) sample = sample_new (population, sizes[i], random);

          read_survey (aims, sample, s, scores);
        }
      for (gsize e = 0; e < G_N_ELEMENTS (events); e++)
        report_score (&events[e], sizes[i], &scores[e]);
    }
}
