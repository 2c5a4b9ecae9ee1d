/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Respondents who put their own answers together until one, two or three are left. They are given more than any table:
 * the replaced answer of every person. Half of the coalitions aim at somebody with the rare answer.
 */

#include "config.h"

#include <math.h>

#include "attack.h"
#include "model.h"
#include "report.h"
#include "synthetic.h"

#define MISSING 0.04
#define N_SLOTS (MOK_SLOT_FIRST_ANSWER + 2)
#define N_COALITIONS 12
#define SURE 0.9

/* Of yes and no, which a slip can give, and of "left blank", which it cannot. */
typedef struct
{
  double n;
  double largest[2];
  double n_sure[2];
} Score;

/* Somebody who is not chosen yet; with the answer yes, if wanted and possible. */
static guint
choose (const Synthetic *survey, const guint8 *truth, const guint *chosen, guint n, gboolean aim, MokRandom *random)
{
  for (guint tries = 0;; tries++)
    {
      const guint person = mok_random_uniform (random, survey->n_rows);
      gboolean fits = !aim || truth[person] == MOK_SLOT_FIRST_ANSWER || tries > 100000;

      for (guint k = 0; k < n; k++)
        fits = fits && chosen[k] != person;
      if (fits)
        return person;
    }
}

static void
try_coalition (const Model *model, const guint8 *truth, const guint *unknown, guint n_unknown, Score *score)
{
  double prior[MODEL_MAX_SLOTS], posterior[3 * MODEL_MAX_SLOTS];

  model_get_prior (model, prior);
  model_get_posterior (model, truth, unknown, n_unknown, prior, posterior);
  for (guint k = 0; k < n_unknown; k++)
    {
      score->n++;
      for (guint s = MOK_SLOT_BLANK; s < N_SLOTS; s++)
        {
          const double chance = posterior[k * N_SLOTS + s];
          const guint blank = s == MOK_SLOT_BLANK;

          if (prior[s] > 0.5)
            continue;
          score->largest[blank] = MAX (score->largest[blank], chance);
          score->n_sure[blank] += chance > SURE;
        }
    }
}

static Score
run (guint n_rows, double rate, guint n_unknown, guint n_seeds)
{
  Score score = { 0 };

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (MokRandom) random = mok_random_new_seeded (2000 + seed);
      g_autoptr (Synthetic) survey = synthetic_new_study (1, n_rows, rate, MISSING, random);
      g_autoptr (MokRawTable) table = synthetic_make_table (survey);
      const guint8 *truth = survey->cells[SYNTHETIC_N_BACKGROUNDS];
      MokReleaseParameters parameters;
      g_autoptr (MokPlan) plan = NULL;
      Model model;

      mok_release_parameters_init (&parameters, n_rows);
      plan = synthetic_make_plan (table, &parameters);
      synthetic_replace (plan, table, seed);
      model_init (&model, plan, 0, mok_raw_table_get_column (table, SYNTHETIC_N_BACKGROUNDS, 0), N_SLOTS, 2);
      for (guint c = 0; c < N_COALITIONS; c++)
        {
          guint unknown[3];

          for (guint k = 0; k < n_unknown; k++)
            unknown[k] = choose (survey, truth, unknown, k, c % 2 == 0 && k == 0, random);
          try_coalition (&model, truth, unknown, n_unknown, &score);
        }
    }
  return score;
}

static void
report_score (const char *setting, const Score *score)
{
  report_plain ("coalition", setting, "surest of a minority yes or no", REPORT_NUMBER, score->largest[0]);
  report_plain ("coalition", setting, "unknown ones with it above .9", REPORT_PERCENT, score->n_sure[0] / score->n);
  report_plain ("coalition", setting, "surest of left blank", REPORT_NUMBER, score->largest[1]);
}

void
attack_coalition (AttackSize size)
{
  static const guint sizes[] = { 30, 60, 150 };
  static const double rates[] = { 0.05, 0.3 };
  const guint n_seeds = size == ATTACK_FULL ? 400 : 40;

  for (gsize r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          for (guint n_unknown = 1; n_unknown <= 3; n_unknown++)
            {
              const Score score = run (sizes[i], rates[r], n_unknown, n_seeds);
              g_autofree char *setting =
                  g_strdup_printf ("n=%u, n-%u known, %.0f %% yes", sizes[i], n_unknown, 100 * rates[r]);

              report_score (setting, &score);
            }
        }
    }
}
