/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small route classes: few men among women, where a follow-up is asked of women only. Fewer than ten draw from
 * everybody, ten or more from each other. The reader has the replaced answer of each person, and believes that men
 * answer like all, or knows how men answer. "own" is what the release does not do: even fewer than ten draw from each
 * other and the slips.
 */

#include "config.h"

#include <math.h>

#include "attack.h"
#include "report.h"
#include "synthetic.h"

#define N_WOMEN 60
#define SURE 0.9

static const guint one_background[] = { 2 };

/* Noisy answers of one class, and what the reader believes of it. */
typedef struct
{
  guint n_yes;
  guint n_no;
  double prior;
} Class;

static double
log_choose (guint n, guint k)
{
  return lgamma (n + 1.0) - lgamma (k + 1.0) - lgamma (n - k + 1.0);
}

/* @a of the noisy yes, and @b of the noisy no, said yes; @others others in the urn, which holds @yes in all. */
static double
get_log (const Class *class, guint a, guint b, double others, double yes, double rate, double lambda)
{
  const double yes_of_yes = 1 - rate + rate * (yes - 1 + lambda / 2) / (others + lambda);
  const double yes_of_no = rate * (yes + lambda / 2) / (others + lambda);
  double value = log_choose (class->n_yes, a) + log_choose (class->n_no, b);

  value += (a + b) * log (class->prior) + (class->n_yes + class->n_no - a - b) * log (1 - class->prior);
  value += a * log (yes_of_yes) + b * log (1 - yes_of_yes);
  return value + (class->n_yes - a) * log (yes_of_no) + (class->n_no - b) * log (1 - yes_of_no);
}

/* Weights of the true answers that men can have given, if @log_others is the weight of everything else. */
typedef struct
{
  double base;
  double sum;
  double sum_yes;
} Weights;

static void
add_men (Weights *self,
         const Class *men,
         double others,
         double yes_besides,
         double log_others,
         double rate,
         double lambda)
{
  for (guint a = 0; a <= men->n_yes; a++)
    {
      for (guint b = 0; b <= men->n_no; b++)
        {
          const double value = log_others + get_log (men, a, b, others, yes_besides + a + b, rate, lambda);

          self->base = isnan (self->base) ? value : self->base;
          self->sum += exp (value - self->base);
          self->sum_yes += exp (value - self->base) * a;
        }
    }
}

/* The chance that a man whose replaced answer is yes said yes: sums over all counts of true answers. */
static double
get_posterior (const Class *men, const Class *women, gboolean from_everybody, double rate, double lambda)
{
  const double n_men = men->n_yes + men->n_no, n_women = women->n_yes + women->n_no;
  Weights weights = { .base = NAN };

  if (!from_everybody)
    add_men (&weights, men, n_men - 1, 0, 0, rate, lambda);
  for (guint a = 0; from_everybody && a <= women->n_yes; a++)
    {
      for (guint b = 0; b <= women->n_no; b++)
        add_men (&weights, men, n_men + n_women - 1, a + b, get_log (women, a, b, n_women - 1, a + b, rate, lambda),
                 rate, lambda);
    }
  return weights.sum_yes / weights.sum / men->n_yes;
}

typedef struct
{
  double n;
  double n_right;
  double largest[2];
  double n_sure[2];
} Score;

static void
add_survey (const Synthetic *survey,
            const guint8 *noisy,
            guint n_men,
            double men_rate,
            const MokPlan *plan,
            Score *score)
{
  const double rate = (double) plan->parameters.rate_numerator / plan->parameters.rate_denominator;
  const double lambda = plan->parameters.lambda;
  const gboolean from_everybody = n_men < plan->parameters.min_class;
  Class men = { 0 }, women = { 0 };
  double overall;

  for (guint i = 0; i < survey->n_rows; i++)
    {
      Class *class = i < n_men ? &men : &women;

      class->n_yes += noisy[i] == MOK_SLOT_FIRST_ANSWER;
      class->n_no += noisy[i] != MOK_SLOT_FIRST_ANSWER;
    }
  if (men.n_yes == 0)
    return;
  overall = CLAMP ((double) (men.n_yes + women.n_yes) / survey->n_rows, 0.01, 0.99);
  for (guint i = 0; i < n_men; i++)
    {
      score->n += noisy[i] == MOK_SLOT_FIRST_ANSWER;
      score->n_right += noisy[i] == MOK_SLOT_FIRST_ANSWER && survey->cells[1][i] == MOK_SLOT_FIRST_ANSWER;
    }
  for (guint informed = 0; informed < 2; informed++)
    {
      double posterior;

      men.prior = informed ? men_rate : overall;
      women.prior = overall;
      posterior = get_posterior (&men, &women, from_everybody, rate, lambda);
      score->largest[informed] = MAX (score->largest[informed], posterior);
      score->n_sure[informed] += posterior > SURE ? men.n_yes : 0;
    }
}

static void
run (guint n_men, double men_rate, double women_rate, gboolean own_class, guint n_seeds)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (3000);
  g_autoptr (Synthetic) survey = synthetic_new (
      one_background, 1,
      ",select_one yn,q1,Question,,\n,select_one yn,q2,Follow-up,${q1} = '1' and not(${b1} = '2'),\n", N_WOMEN + n_men);
  g_autofree char *setting = g_strdup_printf ("%u men %.0f %%, %u women %.0f %%%s", n_men, 100 * men_rate, N_WOMEN,
                                              100 * women_rate, own_class ? ", own" : "");
  MokReleaseParameters parameters;
  Score score = { 0 };

  mok_release_parameters_init (&parameters, survey->n_rows);
  if (own_class)
    parameters.min_class = 0;
  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (MokRawTable) table = NULL;
      g_autoptr (MokPlan) plan = NULL;

      for (guint i = 0; i < survey->n_rows; i++)
        {
          const gboolean man = i < n_men;
          const gboolean yes = mok_random_double (random) < (man ? men_rate : women_rate);

          survey->cells[0][i] = MOK_SLOT_FIRST_ANSWER + man;
          survey->cells[1][i] = MOK_SLOT_FIRST_ANSWER + !yes;
          survey->cells[2][i] =
              yes && !man ? (guint8) (MOK_SLOT_FIRST_ANSWER + mok_random_uniform (random, 2)) : MOK_SLOT_NOT_ASKED;
        }
      table = synthetic_make_table (survey);
      plan = synthetic_make_plan (table, &parameters);
      synthetic_replace (plan, table, seed);
      add_survey (survey, mok_raw_table_get_column (table, 1, 0), n_men, men_rate, plan, &score);
    }
  report_plain ("fallback", setting, "right, of men pointed at", REPORT_PERCENT, score.n_right / score.n);
  report_plain ("fallback", setting, "surest: reader believes men are like all", REPORT_NUMBER, score.largest[0]);
  report_plain ("fallback", setting, "surest: reader knows how men answer", REPORT_NUMBER, score.largest[1]);
  report_plain ("fallback", setting, "... above .9, of men pointed at", REPORT_PERCENT, score.n_sure[1] / score.n);
}

void
attack_fallback (AttackSize size)
{
  const guint n_seeds = size == ATTACK_FULL ? 500 : 60;

  run (5, 0.3, 0.3, FALSE, n_seeds);
  run (5, 0.3, 0.02, FALSE, n_seeds);
  run (5, 0.1, 0.01, FALSE, n_seeds);
  run (5, 0.05, 0.3, FALSE, n_seeds);
  run (12, 0.3, 0.3, FALSE, n_seeds);
  run (12, 0.3, 0.02, FALSE, n_seeds);
  run (5, 0.3, 0.02, TRUE, n_seeds);
  run (5, 0.1, 0.01, TRUE, n_seeds);
}
