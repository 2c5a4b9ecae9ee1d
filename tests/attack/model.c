/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The likelihood of replaced answers, written down from docs/release.md once more: each is the true answer, or with the
 * published rate that of another one of the urn or of a slip, all independent given the truth. Must not call the code
 * that it is to judge.
 */

#include "config.h"

#include "model.h"

#include <math.h>
#include <string.h>

/* No answer is impossible for an attacker: it has at least this part of a person. */
#define LEAST_PEOPLE 0.25

#define MAX_UNKNOWN 3

/**
 * model_init:
 * @noisy: (array): slots, those of answers that say something first: blank is 1, answers begin at 2
 * @n_slots: below this
 * @n_substantive: answers that a slip can give
 */
void
model_init (Model *self, const MokPlan *plan, guint block, const guint8 *noisy, guint n_slots, guint n_substantive)
{
  *self = (Model){
    .urns = plan->urns[block],
    .noisy = noisy,
    .n_slots = n_slots,
    .rate = (double) plan->parameters.rate_numerator / plan->parameters.rate_denominator,
    .lambda = plan->parameters.lambda,
  };
  for (guint k = 0; k < n_substantive; k++)
    self->dummy[MOK_SLOT_FIRST_ANSWER + k] = 1.0 / n_substantive;
}

/**
 * model_get_log_likelihood:
 * @truth: (array): slots
 *
 * Returns: the logarithm of the chance of the noisy answers
 */
double
model_get_log_likelihood (const Model *self, const guint8 *truth)
{
  double sum = 0;

  for (guint u = 0; u < self->urns->n_urns; u++)
    {
      const MokUrn *urn = &self->urns->urns[u];
      double counts[MODEL_MAX_SLOTS] = { 0 };

      for (guint32 m = 0; m < urn->n_members; m++)
        counts[truth[urn->members[m]]]++;
      for (guint32 k = 0; k < urn->n_own; k++)
        {
          const guint8 own = truth[urn->own[k]], noisy = self->noisy[urn->own[k]];
          const double others = counts[noisy] - (own == noisy) + self->lambda * self->dummy[noisy];

          sum += log ((1 - self->rate) * (own == noisy) + self->rate * others / (urn->n_members - 1 + self->lambda));
        }
    }
  return sum;
}

/**
 * model_get_share:
 * @noisy_share: of the replaced answers
 * @dummy: how often a slip gives the answer
 * @n_others: others in the urn
 *
 * Returns: the share before the replacement, as a reader of the release computes it
 */
double
model_get_share (double noisy_share, double dummy, double rate, double lambda, double n_others)
{
  const double slips = lambda / (n_others + lambda);

  return (noisy_share - rate * slips * dummy) / (1 - rate * slips);
}

/**
 * model_get_prior:
 * @prior: (out caller-allocates) (array): the published overall share of each slot
 */
void
model_get_prior (const Model *self, double *prior)
{
  const double n = (double) self->urns->n_rows;
  double sum = 0;

  for (guint s = 0; s < self->n_slots; s++)
    {
      double count = 0;

      for (guint i = 0; i < self->urns->n_rows; i++)
        count += self->noisy[i] == s;
      prior[s] =
          s < MOK_SLOT_BLANK
              ? 0
              : MAX (LEAST_PEOPLE / n, model_get_share (count / n, self->dummy[s], self->rate, self->lambda, n - 1));
      sum += prior[s];
    }
  for (guint s = 0; s < self->n_slots; s++)
    prior[s] /= sum;
}

/**
 * model_get_posterior:
 * @truth: (array): slots; those of @unknown play no part
 * @unknown: (array length=n_unknown): respondents that the attacker does not know, at most 3
 * @prior: (array): of each slot
 * @posterior: (out caller-allocates) (array): of each unknown respondent, of each slot
 *
 * Goes through all answers that the unknown ones can have given.
 */
void
model_get_posterior (const Model *self,
                     const guint8 *truth,
                     const guint *unknown,
                     guint n_unknown,
                     const double *prior,
                     double *posterior)
{
  g_autofree guint8 *guess = g_memdup2 (truth, self->urns->n_rows);
  const guint n_answers = self->n_slots - MOK_SLOT_BLANK;
  guint n_cases = 1;
  double sum = 0, base = 0;

  g_return_if_fail (n_unknown <= MAX_UNKNOWN);

  for (guint k = 0; k < n_unknown; k++)
    n_cases *= n_answers;
  memset (posterior, 0, n_unknown * self->n_slots * sizeof *posterior);
  for (guint c = 0; c < n_cases; c++)
    {
      double weight = 0;

      for (guint k = 0, rest = c; k < n_unknown; k++, rest /= n_answers)
        {
          guess[unknown[k]] = (guint8) (MOK_SLOT_BLANK + rest % n_answers);
          weight += log (prior[guess[unknown[k]]]);
        }
      weight += model_get_log_likelihood (self, guess);
      if (c == 0)
        base = weight;
      weight = exp (weight - base);
      sum += weight;
      for (guint k = 0; k < n_unknown; k++)
        posterior[k * self->n_slots + guess[unknown[k]]] += weight;
    }
  for (guint k = 0; k < n_unknown * self->n_slots; k++)
    posterior[k] /= sum;
}

static double
log_choose (guint n, guint k)
{
  return lgamma (n + 1.0) - lgamma (k + 1.0) - lgamma (n - k + 1.0);
}

/**
 * model_urn_get_posterior:
 * @yes_if_yes: (out): the chance that somebody who is no colluder said yes, whose noisy answer is yes; NAN if
 *   there is nobody
 * @yes_if_no: (out): … whose noisy answer is no
 *
 * Sums over how many of those with a noisy yes, and with a noisy no, said yes.
 *
 * Returns: the logarithm of the chance of these noisy answers, person by person
 */
double
model_urn_get_posterior (const ModelUrn *self, double *yes_if_yes, double *yes_if_no)
{
  const double others = self->n - 1 + self->lambda;
  double sum = 0, sum_yes = 0, sum_no = 0, base = -INFINITY;
  g_autofree double *logs = g_new (double, (gsize) (self->n_yes + 1) * (self->n_no + 1));

  for (guint a = 0; a <= self->n_yes; a++)
    {
      for (guint b = 0; b <= self->n_no; b++)
        {
          const double total = a + b + self->known[1][0] + self->known[1][1];
          const double yes_of_yes = 1 - self->rate + self->rate * (total - 1 + self->lambda / 2) / others;
          const double yes_of_no = self->rate * (total + self->lambda / 2) / others;
          double value = log_choose (self->n_yes, a) + log_choose (self->n_no, b);

          value += (a + b) * log (self->prior) + (self->n_yes + self->n_no - a - b) * log (1 - self->prior);
          value += (a + self->known[1][1]) * log (yes_of_yes) + (b + self->known[1][0]) * log (1 - yes_of_yes);
          value += (self->n_yes - a + self->known[0][1]) * log (yes_of_no);
          value += (self->n_no - b + self->known[0][0]) * log (1 - yes_of_no);
          logs[a * (self->n_no + 1) + b] = value;
          base = MAX (base, value);
        }
    }
  for (guint a = 0; a <= self->n_yes; a++)
    {
      for (guint b = 0; b <= self->n_no; b++)
        {
          const double weight = exp (logs[a * (self->n_no + 1) + b] - base);

          sum += weight;
          sum_yes += weight * a;
          sum_no += weight * b;
        }
    }
  *yes_if_yes = self->n_yes > 0 ? sum_yes / sum / self->n_yes : NAN;
  *yes_if_no = self->n_no > 0 ? sum_no / sum / self->n_no : NAN;
  return base + log (sum);
}
