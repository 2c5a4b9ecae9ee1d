/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The Bayesian attacker: what the tables of a release say of one person's answer to somebody who knows the algorithm,
 * the published overall share, and perhaps the answers of two colluders. In one urn and with that prior all data sets
 * with as many yes are alike, so that a posterior follows from how often a replaced answer is yes among all replaced
 * data sets with the published tables: all counted, at n = 14 a second time by looking at each of the
 * data sets that there could be.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "attack.h"
#include "fibre.h"
#include "model.h"
#include "report.h"
#include "tables.h"

#define N_EXACT 14
#define N_COLLUDERS 2
#define SURE 0.9

/* The bound holds for a reader who takes the others for an urn with the prior's share; what they said moves it a
 * little.
 */
#define MAX_EXCESS 0.03

static const guint three_backgrounds[] = { 2, 2, 3 };

/* The largest posterior of an answer that is at most half of all. */
typedef struct
{
  double n;
  double largest;
  double excess; /* over 1 − RHO + RHO × prior */
  double n_sure;
  double least; /* chance of any answer of anybody */
} Score;

static void
add_posterior (Score *score, double yes, double prior, double rate)
{
  const double chance = prior <= 0.5 ? yes : 1 - yes;
  const double minority = MIN (prior, 1 - prior);

  if (isnan (yes))
    return;
  score->n++;
  score->largest = MAX (score->largest, chance);
  score->excess = MAX (score->excess, chance - (1 - rate + rate * minority));
  score->n_sure += chance > SURE;
  score->least = MIN (score->least, MIN (yes, 1 - yes));
}

/* Replaced answers of the colluders, as bits, and what follows from them. */
typedef struct
{
  double log_weight;
  double yes_if_yes;
  double yes_if_no;
} Case;

static void
make_cases (guint n, guint n_yes, const guint8 *truth, guint n_colluders, double prior, Case *cases)
{
  for (guint c = 0; c < 1u << n_colluders; c++)
    {
      ModelUrn urn = { .n = n, .prior = prior, .rate = 0.2, .lambda = 8 };
      guint colluders_yes = 0;

      for (guint k = 0; k < n_colluders; k++)
        {
          urn.known[truth[k] == MOK_SLOT_FIRST_ANSWER][c >> k & 1]++;
          colluders_yes += c >> k & 1;
        }
      cases[c] = (Case){ .log_weight = -INFINITY };
      if (colluders_yes > n_yes || n_yes - colluders_yes > n - n_colluders)
        continue;
      urn.n_yes = n_yes - colluders_yes;
      urn.n_no = n - n_colluders - urn.n_yes;
      cases[c].log_weight = model_urn_get_posterior (&urn, &cases[c].yes_if_yes, &cases[c].yes_if_no);
    }
}

/* The posterior of everybody, from how often each is yes in each case; the colluders are the first respondents. */
static void
weigh (const FibreCounts *counts, guint n, const Case *cases, guint n_colluders, double *posterior)
{
  double sum = 0, base = -INFINITY;

  for (guint c = 0; c < 1u << n_colluders; c++)
    base = MAX (base, cases[c].log_weight);
  memset (posterior, 0, n * sizeof *posterior);
  for (guint c = 0; c < 1u << n_colluders; c++)
    {
      const double weight = exp (cases[c].log_weight - base);

      sum += weight * counts->n[c];
      for (guint i = n_colluders; i < n; i++)
        {
          const double yes = counts->yes[c][i];

          if (yes > 0)
            posterior[i] += weight * yes * cases[c].yes_if_yes;
          if (counts->n[c] > yes)
            posterior[i] += weight * (counts->n[c] - yes) * cases[c].yes_if_no;
        }
    }
  for (guint i = n_colluders; i < n; i++)
    posterior[i] /= sum;
}

static double
find_prior (const guint8 *noisy, guint n)
{
  double n_yes = 0;

  for (guint i = 0; i < n; i++)
    n_yes += noisy[i] == MOK_SLOT_FIRST_ANSWER;
  return CLAMP (model_get_share (n_yes / n, 0.5, 0.2, 8, n - 1), 0.5 / n, 1 - 0.5 / n);
}

static guint
count_yes (const guint8 *noisy, guint n)
{
  guint n_yes = 0;

  for (guint i = 0; i < n; i++)
    n_yes += noisy[i] == MOK_SLOT_FIRST_ANSWER;
  return n_yes;
}

static void
replace (const Synthetic *survey, MokRawTable *table, guint64 seed)
{
  MokReleaseParameters parameters;
  g_autoptr (MokPlan) plan = NULL;

  mok_release_parameters_init (&parameters, survey->n_rows);
  plan = synthetic_make_plan (table, &parameters);
  if (plan->urns[0]->n_urns != 1)
    g_error ("more than one urn");
  synthetic_replace (plan, table, seed);
}

/* The chance of a replaced data set (bits: yes) if that is the truth, straight from the definition. */
static double
get_chance (guint truth, guint noisy)
{
  const double total = __builtin_popcount (truth);
  double chance = 1;

  for (guint i = 0; i < N_EXACT; i++)
    {
      const guint own = truth >> i & 1;
      const double yes = 0.8 * own + 0.2 * (total - own + 4) / (N_EXACT - 1 + 8);

      chance *= noisy >> i & 1 ? yes : 1 - yes;
    }
  return chance;
}

/* Every truth against every replaced data set with these tables. */
static void
enumerate (const guint *alike, guint n_alike, double prior, guint known, guint n_known, double *posterior)
{
  double sum = 0;

  memset (posterior, 0, N_EXACT * sizeof *posterior);
  for (guint truth = 0; truth < 1u << N_EXACT; truth++)
    {
      const int n_yes = __builtin_popcount (truth);
      double chance = 0;

      if ((truth & ((1u << n_known) - 1)) != known)
        continue;
      for (guint k = 0; k < n_alike; k++)
        chance += get_chance (truth, alike[k]);
      chance *= pow (prior, n_yes) * pow (1 - prior, N_EXACT - n_yes);
      sum += chance;
      for (guint i = 0; i < N_EXACT; i++)
        posterior[i] += truth >> i & 1 ? chance : 0;
    }
  for (guint i = 0; i < N_EXACT; i++)
    posterior[i] /= sum;
}

/* All replaced data sets with the tables of @noisy. */
static guint
find_alike (const Tables *tables, const guint8 *noisy, guint *alike)
{
  g_autofree int *wanted = g_new (int, tables->n_cells + 1);
  g_autofree int *counts = g_new (int, tables->n_cells + 1);
  guint n = 0;

  tables_count (tables, noisy, MOK_SLOT_FIRST_ANSWER, wanted);
  for (guint other = 0; other < 1u << N_EXACT; other++)
    {
      guint8 column[N_EXACT];

      for (guint i = 0; i < N_EXACT; i++)
        column[i] = other >> i & 1 ? MOK_SLOT_FIRST_ANSWER : MOK_SLOT_FIRST_ANSWER + 1;
      tables_count (tables, column, MOK_SLOT_FIRST_ANSWER, counts);
      if (memcmp (counts, wanted, tables->n_cells * sizeof *counts) == 0)
        alike[n++] = other;
    }
  return n;
}

static void
run_exact (guint n_colluders, guint n_seeds)
{
  g_autofree char *setting = g_strdup_printf ("n=%u, every data set, c=%u", N_EXACT, n_colluders);
  Score score = { .excess = -1, .least = 1 };
  double error = 0;

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (MokRandom) random = mok_random_new_seeded (4000 + seed);
      g_autoptr (Synthetic) survey = synthetic_new (three_backgrounds, 3, ",select_one yn,q1,Question,,\n", N_EXACT);
      g_autofree guint *alike = g_new (guint, 1u << N_EXACT);
      double posterior[N_EXACT], counted[N_EXACT];
      g_auto (FibreCounts) counts = { 0 };
      Case cases[1 << N_COLLUDERS];
      guint known = 0;

      for (guint i = 0; i < N_EXACT; i++)
        {
          for (guint b = 0; b < 3; b++)
            survey->cells[b][i] = (guint8) (MOK_SLOT_FIRST_ANSWER + mok_random_uniform (random, three_backgrounds[b]));
          survey->cells[3][i] = MOK_SLOT_FIRST_ANSWER + (mok_random_uniform (random, 10) >= 3);
        }

      const TablesRule rule = { 0, 0, FALSE, 0 };
      g_autoptr (Tables) tables = tables_new (survey, &rule);
      g_autoptr (MokRawTable) table = synthetic_make_table (survey);
      const guint8 *noisy = mok_raw_table_get_column (table, 3, 0);

      replace (survey, table, seed);

      const double prior = find_prior (noisy, N_EXACT);

      for (guint k = 0; k < n_colluders; k++)
        known |= (guint) (survey->cells[3][k] == MOK_SLOT_FIRST_ANSWER) << k;
      enumerate (alike, find_alike (tables, noisy, alike), prior, known, n_colluders, posterior);
      make_cases (N_EXACT, count_yes (noisy, N_EXACT), survey->cells[3], n_colluders, prior, cases);
      fibre_count (tables, noisy, n_colluders, &counts);
      weigh (&counts, N_EXACT, cases, n_colluders, counted);
      for (guint i = n_colluders; i < N_EXACT; i++)
        {
          add_posterior (&score, posterior[i], prior, 0.2);
          error = MAX (error, fabs (posterior[i] - counted[i]));
        }
    }
  report_plain ("posterior", setting, "tables: surest of a minority answer", REPORT_NUMBER, score.largest);
  report_at_most ("posterior", setting, "tables: excess over .8 + .2 prior", REPORT_NUMBER, score.excess, MAX_EXCESS);
  report_at_most ("posterior", setting, "counting against it: largest error", REPORT_NUMBER, error, 1e-9);
}

/* Of each number of colluders. */
typedef struct
{
  Score tables;
  Score rows;
} Scores;

/* The same data sets, whatever the colluders say. */
static void
merge_cases (const FibreCounts *apart, guint n, FibreCounts *merged)
{
  merged->yes[0] = g_new0 (double, n);
  for (gsize c = 0; c < G_N_ELEMENTS (apart->n); c++)
    {
      merged->n[0] += apart->n[c];
      for (guint i = 0; i < n; i++)
        merged->yes[0][i] += apart->yes[c][i];
    }
}

static void
judge (const Synthetic *survey, const guint8 *noisy, const FibreCounts *counts, guint n_colluders, Scores *scores)
{
  const guint n = (guint) survey->n_rows;
  const double prior = find_prior (noisy, n);
  g_autofree double *posterior = g_new (double, n);
  Case cases[1 << N_COLLUDERS];

  make_cases (n, count_yes (noisy, n), survey->cells[SYNTHETIC_N_BACKGROUNDS], n_colluders, prior, cases);
  for (guint c = 0; c < 1u << n_colluders; c++)
    {
      if (!isfinite (cases[c].log_weight))
        continue;
      add_posterior (&scores->rows, cases[c].yes_if_yes, prior, 0.2);
      add_posterior (&scores->rows, cases[c].yes_if_no, prior, 0.2);
    }
  weigh (counts, n, cases, n_colluders, posterior);
  for (guint i = n_colluders; i < n; i++)
    add_posterior (&scores->tables, posterior[i], prior, 0.2);
}

static void
print_scores (const char *setting, const Scores *scores)
{
  const Score *tables = &scores->tables, *rows = &scores->rows;

  report_plain ("posterior", setting, "tables: surest of a minority answer", REPORT_NUMBER, tables->largest);
  report_plain ("posterior", setting, "tables: respondents with one above .9", REPORT_PERCENT,
                tables->n_sure / tables->n);
  report_at_most ("posterior", setting, "tables: excess over .8 + .2 prior", REPORT_NUMBER, tables->excess, MAX_EXCESS);
  report_plain ("posterior", setting, "replaced column: surest of a minority answer", REPORT_NUMBER, rows->largest);
  report_at_most ("posterior", setting, "replaced column: excess over .8 + .2 prior", REPORT_NUMBER, rows->excess,
                  MAX_EXCESS);
  report_at_least ("posterior", setting, "replaced column: least chance of any answer", REPORT_NUMBER, rows->least,
                   0.001);
}

/* The fewer replaced columns have the tables, the more the tables tell of them; none tells more than the column does.
 */
static void
run_counted (guint n, double rate, guint n_seeds)
{
  Scores scores[] = {
    { { .excess = -1, .least = 1 }, { .excess = -1, .least = 1 } },
    { { .excess = -1, .least = 1 }, { .excess = -1, .least = 1 } },
  };
  g_autofree char *seeds = g_strdup_printf ("n=%u, %.0f %% yes, %u surveys", n, 100 * rate, n_seeds);
  double fewest = INFINITY, most = 0;

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (MokRandom) random = mok_random_new_seeded (5000 + seed);
      g_autoptr (Synthetic) survey = synthetic_new_study (1, n, rate, 0, random);
      const TablesRule rule = { n >= 60 ? 20 : 10, 10, TRUE, 20 };
      g_autoptr (Tables) tables = tables_new (survey, &rule);
      g_autoptr (MokRawTable) table = synthetic_make_table (survey);
      const guint8 *noisy = mok_raw_table_get_column (table, SYNTHETIC_N_BACKGROUNDS, 0);
      g_auto (FibreCounts) apart = { 0 };
      g_auto (FibreCounts) merged = { 0 };

      replace (survey, table, seed);
      fibre_count (tables, noisy, N_COLLUDERS, &apart);
      merge_cases (&apart, n, &merged);
      judge (survey, noisy, &merged, 0, &scores[0]);
      judge (survey, noisy, &apart, N_COLLUDERS, &scores[1]);
      fewest = MIN (fewest, merged.n[0]);
      most = MAX (most, merged.n[0]);
    }
  report_plain ("posterior", seeds, "columns with the same tables: fewest", REPORT_COUNT, fewest);
  report_plain ("posterior", seeds, "columns with the same tables: most", REPORT_COUNT, most);
  for (gsize s = 0; s < G_N_ELEMENTS (scores); s++)
    {
      g_autofree char *setting =
          g_strdup_printf ("n=%u, %.0f %% yes, counted, c=%u", n, 100 * rate, s > 0 ? N_COLLUDERS : 0);

      print_scores (setting, &scores[s]);
    }
}

void
attack_posterior (AttackSize size)
{
  static const guint sizes[] = { 30, 60 };
  static const double rates[] = { 0.05, 0.3, 0.8 };
  const gboolean full = size == ATTACK_FULL;

  for (guint c = 0; c <= N_COLLUDERS; c += N_COLLUDERS)
    run_exact (c, full ? 10 : 4);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      for (gsize r = 0; r < G_N_ELEMENTS (rates); r++)
        run_counted (sizes[i], rates[r], full ? 20 : 5);
    }
}
