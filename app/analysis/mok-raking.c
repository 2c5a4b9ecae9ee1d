/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Raking, also iterative proportional fitting (W. E. Deming & F. F. Stephan, "On a least squares adjustment of a
 * sampled frequency table when the expected marginal totals are known", Annals of Mathematical Statistics 11, 1940),
 * with trimmed weights. A pure function of arrays; must not know questionnaires, nor where margins come from.
 */

#include "config.h"

#include "analysis/mok-raking.h"

#include <math.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

/* What counts as met; and where a run stops, so that what is left does not add up over the runs. */
#define CONVERGED 1e-6
#define DONE 1e-9
/* Rounds of one run; runs, because trimmed weights are raked again. */
#define MAX_ROUNDS 50
#define MAX_RUNS 200
/* So near to the cap is at the cap: runs come closer and closer to it. */
#define AT_CAP 1e-3

G_DEFINE_QUARK (mok_raking_error, mok_raking_error)

typedef struct
{
  const guint *categories;
  guint n_persons;
  const MokRakingMargin *margins;
  guint n_margins;
  double *sums; /* (owned): of weights, for the categories of one margin */
} Sample;

static guint
get_category (const Sample *sample, guint person, guint margin)
{
  return sample->categories[(gsize) person * sample->n_margins + margin];
}

/* Sums of weights by category, and of everybody whose category is known. */
static double
add_up (const Sample *sample, const double *weights, guint margin)
{
  double known = 0;

  for (guint c = 0; c < sample->margins[margin].n_categories; c++)
    sample->sums[c] = 0;
  for (guint i = 0; i < sample->n_persons; i++)
    {
      const guint category = get_category (sample, i, margin);

      if (category == MOK_RAKING_UNKNOWN)
        continue;
      sample->sums[category] += weights[i];
      known += weights[i];
    }
  return known;
}

static double
get_error (const Sample *sample, const double *weights)
{
  double worst = 0;

  for (guint m = 0; m < sample->n_margins; m++)
    {
      const double known = add_up (sample, weights, m);

      for (guint c = 0; known > 0 && c < sample->margins[m].n_categories; c++)
        worst = MAX (worst, fabs (sample->sums[c] / known - sample->margins[m].shares[c]));
    }
  return worst;
}

/* One margin after the other until all hold. Those whose category is not known keep their weight. */
static gboolean
run (const Sample *sample, MokRaking *self, GCancellable *cancellable, GError **error)
{
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint m = 0; m < sample->n_margins; m++)
        {
          const double known = add_up (sample, self->weights, m);

          for (guint i = 0; i < sample->n_persons; i++)
            {
              const guint category = get_category (sample, i, m);

              if (category != MOK_RAKING_UNKNOWN && sample->sums[category] > 0)
                self->weights[i] *= sample->margins[m].shares[category] * known / sample->sums[category];
            }
        }
      self->rounds++;
      self->error = get_error (sample, self->weights);
      if (self->error < DONE)
        break;
    }
  return TRUE;
}

static int
compare_weights (const void *a, const void *b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second ? 1 : 0;
}

static double
get_median (const double *weights, guint n)
{
  g_autofree double *sorted = g_memdup2 (weights, n * sizeof *weights);

  qsort (sorted, n, sizeof *sorted, compare_weights);
  return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

/* Returns: whether any weight was above the cap, and now is not. */
static gboolean
trim (MokRaking *self, double cap)
{
  const double most = cap * get_median (self->weights, self->n_persons);
  gboolean any = FALSE;

  self->n_trimmed = 0;
  for (guint i = 0; i < self->n_persons; i++)
    {
      any = any || self->weights[i] > most * (1 + AT_CAP);
      self->n_trimmed += self->weights[i] > most * (1 - AT_CAP);
    }
  for (guint i = 0; any && i < self->n_persons; i++)
    self->weights[i] = MIN (self->weights[i], most);
  return any;
}

/* L. Kish, "Survey sampling", 1965, section 11.7: (Σw)² / Σw², and how many times fewer that is than persons. */
static void
finish (MokRaking *self)
{
  double sum = 0, squares = 0;

  for (guint i = 0; i < self->n_persons; i++)
    {
      sum += self->weights[i];
      squares += self->weights[i] * self->weights[i];
    }
  /* Everybody is in some category of share 0: nothing can be weighted. */
  if (sum <= 0)
    {
      self->converged = FALSE;
      return;
    }
  for (guint i = 0; i < self->n_persons; i++)
    self->weights[i] *= self->n_persons / sum;
  self->effective_n = sum * sum / squares;
  self->design_effect = self->n_persons / self->effective_n;
}

static gboolean
check (const Sample *sample, const double *weights, GError **error)
{
  for (guint m = 0; m < sample->n_margins; m++)
    {
      add_up (sample, weights, m);
      for (guint c = 0; c < sample->margins[m].n_categories; c++)
        {
          if (sample->margins[m].shares[c] <= 0 || sample->sums[c] > 0)
            continue;
          g_set_error (error, MOK_RAKING_ERROR, MOK_RAKING_ERROR_EMPTY_CATEGORY,
                       _ ("Nobody in the sample has the code “%2$s” of “%1$s”, so no weight can give it its share."),
                       sample->margins[m].name, sample->margins[m].codes[c]);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * mok_raking_new:
 * @categories: (array): for each person, one after the other, the category in each margin, from 0; or
 *   %MOK_RAKING_UNKNOWN
 * @n_persons: at least 1
 * @margins: (array length=n_margins): the known shares
 * @n_margins: at least 1
 * @cap: no weight is more than this many times the median, usually %MOK_RAKING_CAP; INFINITY for no limit
 * @cancellable: (nullable): a cancellable: margins that cannot hold together take every round
 * @error: return location for %MOK_RAKING_ERROR_EMPTY_CATEGORY or %G_IO_ERROR_CANCELLED
 *
 * Rakes until every margin holds, within 1e-6 or better, at most 50 rounds; cuts the weights above the cap and rakes
 * again, until none is by more than a thousandth. Where the margins and the cap cannot both hold, the cap does. A
 * margin is that of the persons whose category is known. A category of share 0 gets the weight 0.
 *
 * Returns: (transfer full) (nullable): the weights
 */
MokRaking *
mok_raking_new (const guint *categories,
                guint n_persons,
                const MokRakingMargin *margins,
                guint n_margins,
                double cap,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (categories != NULL && n_persons > 0 && margins != NULL && n_margins > 0, NULL);
  g_return_val_if_fail (cap > 1, NULL);

  guint most = 0;

  for (guint m = 0; m < n_margins; m++)
    most = MAX (most, margins[m].n_categories);

  g_autofree double *sums = g_new0 (double, most + 1);
  const Sample sample = { categories, n_persons, margins, n_margins, sums };
  g_autoptr (MokRaking) self = g_new0 (MokRaking, 1);
  gboolean above = TRUE;

  self->n_persons = n_persons;
  self->weights = g_new (double, n_persons);
  for (guint i = 0; i < n_persons; i++)
    self->weights[i] = 1;
  if (!check (&sample, self->weights, error))
    return NULL;
  for (guint i = 0; above && i < MAX_RUNS; i++)
    {
      if (!run (&sample, self, cancellable, error))
        return NULL;
      above = isfinite (cap) && trim (self, cap);
    }
  self->error = get_error (&sample, self->weights);
  self->converged = !above && self->error < CONVERGED;
  finish (self);
  return g_steal_pointer (&self);
}

void
mok_raking_free (MokRaking *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->weights);
  g_free (self);
}
