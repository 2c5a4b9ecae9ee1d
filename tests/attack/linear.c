/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The attacker with a linear program: who can, and who cannot, have said yes if these tables are true? Exact tables
 * must fall, or the attacker is of no use. The tables of a release are true of the replaced answers, so what the
 * program proves of them is wrong of people.
 */

#include "config.h"

#include "attack.h"
#include "program.h"
#include "report.h"
#include "tables.h"

#define N_QUESTIONS 3
#define MISSING 0.04
#define SLIGHTLY 1e-6

typedef struct
{
  double n;          /* answers of people */
  double determined; /* proven to be yes, or not yes */
  double yes;        /* proven to be yes … */
  double yes_wrong;  /* … of somebody who did not say so */
  double wrong;      /* all that is proven and false */
} Score;

/* People whom the tables do not tell apart are one unknown. */
static guint
find_alike (const Tables *tables, guint *alike)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  guint n = 0;

  for (guint i = 0; i < tables->n_rows; i++)
    {
      GBytes *key = g_bytes_new (tables->cells_of[i]->data, tables->cells_of[i]->len * sizeof (guint));
      gpointer known;

      if (g_hash_table_lookup_extended (seen, key, NULL, &known))
        {
          alike[i] = GPOINTER_TO_UINT (known);
          g_bytes_unref (key);
          continue;
        }
      alike[i] = n;
      g_hash_table_insert (seen, key, GUINT_TO_POINTER (n++));
    }
  return n;
}

static Program *
make_program (const Tables *tables, const guint *alike, guint n_alike, const double *sizes, const int *counts)
{
  Program *program = program_new (n_alike, sizes);
  g_autofree guint *unknowns = g_new (guint, n_alike + 1);

  for (guint c = 0; c < tables->n_cells; c++)
    {
      g_autofree gboolean *listed = g_new0 (gboolean, n_alike + 1);
      guint n = 0;

      for (guint i = 0; i < tables->n_rows; i++)
        {
          for (guint k = 0; k < tables->cells_of[i]->len && !listed[alike[i]]; k++)
            {
              if (g_array_index (tables->cells_of[i], guint, k) != c)
                continue;
              listed[alike[i]] = TRUE;
              unknowns[n++] = alike[i];
            }
        }
      program_add_row (program, unknowns, n, counts[c], counts[c]);
    }
  return program;
}

/* Tables were counted from @published; the attacker wants to know @truth. */
static void
try_tables (const Tables *tables, const guint8 *published, const guint8 *truth, Score *score)
{
  g_autofree guint *alike = g_new (guint, tables->n_rows + 1);
  g_autofree int *counts = g_new (int, tables->n_cells + 1);
  const guint n_alike = find_alike (tables, alike);
  g_autofree double *sizes = g_new0 (double, n_alike + 1);
  g_autofree double *low = g_new (double, n_alike + 1);
  g_autofree double *high = g_new (double, n_alike + 1);
  g_autoptr (Program) program = NULL;

  for (guint i = 0; i < tables->n_rows; i++)
    sizes[alike[i]]++;
  tables_count (tables, published, MOK_SLOT_FIRST_ANSWER, counts);
  program = make_program (tables, alike, n_alike, sizes, counts);
  for (guint k = 0; k < n_alike; k++)
    {
      if (!program_get_bounds (program, k, &low[k], &high[k]))
        g_error ("the tables contradict each other");
    }
  for (guint i = 0; i < tables->n_rows; i++)
    {
      const gboolean no = high[alike[i]] < 1 - SLIGHTLY;
      const gboolean yes = low[alike[i]] > sizes[alike[i]] - 1 + SLIGHTLY;
      const gboolean said_yes = truth[i] == MOK_SLOT_FIRST_ANSWER;

      score->n++;
      score->determined += no || yes;
      score->yes += yes;
      score->yes_wrong += yes && !said_yes;
      score->wrong += (yes && !said_yes) || (no && said_yes);
    }
}

static Score
run (guint n_rows, double rate, const TablesRule *rule, gboolean is_release, guint n_seeds)
{
  Score score = { 0 };

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (MokRandom) random = mok_random_new_seeded (1000 + seed);
      g_autoptr (Synthetic) survey = synthetic_new_study (N_QUESTIONS, n_rows, rate, MISSING, random);
      g_autoptr (Tables) tables = tables_new (survey, rule);
      g_autoptr (MokRawTable) table = synthetic_make_table (survey);

      if (is_release)
        {
          MokReleaseParameters parameters;
          g_autoptr (MokPlan) plan = NULL;

          mok_release_parameters_init (&parameters, n_rows);
          plan = synthetic_make_plan (table, &parameters);
          synthetic_replace (plan, table, seed);
        }
      for (guint q = SYNTHETIC_N_BACKGROUNDS; q < survey->n_variables; q++)
        try_tables (tables, mok_raw_table_get_column (table, q, 0), survey->cells[q], &score);
    }
  return score;
}

static void
try_exact (guint n_rows, double rate, const char *name, const TablesRule *rule, double goal, guint n_seeds)
{
  const Score score = run (n_rows, rate, rule, FALSE, n_seeds);
  g_autofree char *setting = g_strdup_printf ("n=%u, %.0f %% yes", n_rows, 100 * rate);
  g_autofree char *figure = g_strdup_printf ("%s: determined%s", name, goal > 0 ? ", must fail" : "");

  if (score.wrong > 0)
    g_error ("exact tables prove something false");
  if (goal > 0)
    report_at_least ("linear", setting, figure, REPORT_PERCENT, score.determined / score.n, goal);
  else
    report_plain ("linear", setting, figure, REPORT_PERCENT, score.determined / score.n);
}

static void
try_release (guint n_rows, double rate, guint n_seeds)
{
  MokReleaseParameters parameters;

  mok_release_parameters_init (&parameters, n_rows);

  const TablesRule rule = { parameters.min_group, parameters.min_group, TRUE, parameters.min_pair };
  const Score score = run (n_rows, rate, &rule, TRUE, n_seeds);
  g_autofree char *setting = g_strdup_printf ("n=%u, %.0f %% yes", n_rows, 100 * rate);

  report_plain ("linear", setting, "release: proven of the replaced answers", REPORT_PERCENT,
                score.determined / score.n);
  report_plain ("linear", setting, "release: people named as yes by the proof", REPORT_COUNT, score.yes);
  if (score.yes > 0)
    report_at_least ("linear", setting, "release: of those, never said yes", REPORT_PERCENT,
                     score.yes_wrong / score.yes, 0.1);
}

void
attack_linear (AttackSize size)
{
  const guint n_seeds = size == ATTACK_FULL ? 20 : 4;
  const TablesRule raw = { 0, 0, FALSE, 0 };
  const TablesRule hidden = { 0, 5, FALSE, 0 };
  const TablesRule pairs = { 0, 5, TRUE, 5 };
  const TablesRule merged = { 10, 10, FALSE, 0 };

  if (!program_is_available ())
    {
      g_print ("linear: skipped, this build has no GLPK\n");
      return;
    }
  try_exact (60, 0.05, "raw one-way", &raw, 0.9, n_seeds);
  try_exact (60, 0.3, "raw one-way", &raw, 0, n_seeds);
  try_exact (60, 0.05, "one-way, under 5 hidden", &hidden, 0.5, n_seeds);
  try_exact (60, 0.3, "one-way, under 5 hidden", &hidden, 0, n_seeds);
  try_exact (60, 0.05, "one-way, merged to 10", &merged, 0.5, n_seeds);
  try_exact (60, 0.3, "one-way, merged to 10", &merged, 0, n_seeds);
  try_exact (60, 0.05, "all pairs, under 5 hidden", &pairs, 0.9, n_seeds);
  try_exact (60, 0.3, "all pairs, under 5 hidden", &pairs, 0.9, MAX (1, n_seeds / 2));
  try_release (60, 0.05, 10 * n_seeds);
  try_release (60, 0.3, 10 * n_seeds);
}
