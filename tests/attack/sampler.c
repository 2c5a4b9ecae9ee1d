/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parallel tempering (C. J. Geyer, "Markov chain Monte Carlo maximum likelihood", 1991) over data sets with the right
 * number of yes: chains differ in how much they mind wrong tables, neighbours are exchanged, and of the coldest those
 * data sets count whose tables are right. Must not know what the answers mean.
 */

#include "config.h"

#include "sampler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_CHAINS 10
#define COLDEST 3.0
#define HOTTEST 0.15
#define EXCHANGE_EVERY 10
#define BURN_IN 0.2

typedef struct
{
  guint8 *yes;  /* (owned): of each respondent */
  guint *order; /* (owned): those with yes first */
  int *surplus; /* (owned): of each cell, how many too many */
  int energy;   /* how wrong the tables are */
  double mind;
} Chain;

static void
count_in (const Tables *tables, Chain *chain, guint person, int change)
{
  const GArray *cells = tables->cells_of[person];

  for (guint k = 0; k < cells->len; k++)
    {
      int *surplus = &chain->surplus[g_array_index (cells, guint, k)];

      chain->energy -= abs (*surplus);
      *surplus += change;
      chain->energy += abs (*surplus);
    }
}

static void
step (const Tables *tables, Chain *chain, guint n_yes, MokRandom *random)
{
  const guint a = mok_random_uniform (random, n_yes);
  const guint b = n_yes + mok_random_uniform (random, tables->n_rows - n_yes);
  const guint leaves = chain->order[a], enters = chain->order[b];
  const int before = chain->energy;

  count_in (tables, chain, leaves, -1);
  count_in (tables, chain, enters, 1);
  if (chain->energy > before && mok_random_double (random) >= exp (chain->mind * (before - chain->energy)))
    {
      count_in (tables, chain, enters, -1);
      count_in (tables, chain, leaves, 1);
      return;
    }
  chain->yes[leaves] = FALSE;
  chain->yes[enters] = TRUE;
  chain->order[a] = enters;
  chain->order[b] = leaves;
}

static void
exchange (Chain *a, Chain *b, MokRandom *random)
{
  const double gain = (a->mind - b->mind) * (a->energy - b->energy);
  const double colder = a->mind, warmer = b->mind;
  const Chain chain = *a;

  if (gain < 0 && mok_random_double (random) >= exp (gain))
    return;
  *a = *b;
  *b = chain;
  a->mind = colder;
  b->mind = warmer;
}

static void
begin (const Tables *tables, const guint8 *column, Chain *chain, gboolean random_start, MokRandom *random)
{
  g_autofree guint *people = g_new (guint, tables->n_rows + 1);
  guint n_yes = 0, n_no = 0;

  chain->yes = g_new0 (guint8, tables->n_rows + 1);
  chain->order = g_new (guint, tables->n_rows + 1);
  chain->surplus = g_new0 (int, tables->n_cells + 1);
  for (guint i = 0; i < tables->n_rows; i++)
    {
      people[i] = i;
      n_yes += column[i] == MOK_SLOT_FIRST_ANSWER;
    }
  if (random_start)
    mok_random_shuffle (random, people, tables->n_rows);
  for (guint i = 0, place = 0; i < tables->n_rows; i++)
    {
      const gboolean yes = random_start ? i < n_yes : column[i] == MOK_SLOT_FIRST_ANSWER;

      chain->yes[people[i]] = yes;
      chain->order[yes ? place++ : n_yes + n_no++] = people[i];
    }
  for (guint i = 0; i < tables->n_rows; i++)
    {
      if (column[i] == MOK_SLOT_FIRST_ANSWER)
        count_in (tables, chain, i, -1);
    }
  for (guint i = 0; i < tables->n_rows; i++)
    {
      if (chain->yes[i])
        count_in (tables, chain, i, 1);
    }
}

static void
add_sample (const Tables *tables, const Chain *chain, guint n_colluders, SamplerCounts *counts)
{
  guint known = 0;

  for (guint k = 0; k < n_colluders; k++)
    known |= (guint) chain->yes[k] << k;
  counts->n[known]++;
  for (guint i = 0; i < tables->n_rows; i++)
    counts->yes[known][i] += chain->yes[i];
}

/**
 * sampler_run:
 * @column: (array): slots of a data set that has the tables
 * @n_colluders: of the first so many respondents
 * @random_start: whether to begin anywhere instead of at @column
 * @n_steps: of each chain
 * @counts: (out caller-allocates): what was seen
 */
void
sampler_run (const Tables *tables,
             const guint8 *column,
             guint n_colluders,
             gboolean random_start,
             guint n_steps,
             guint64 seed,
             SamplerCounts *counts)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  Chain chains[N_CHAINS] = { 0 };
  guint n_yes = 0;

  for (guint i = 0; i < tables->n_rows; i++)
    n_yes += column[i] == MOK_SLOT_FIRST_ANSWER;
  for (guint c = 0; c < G_N_ELEMENTS (counts->n); c++)
    {
      counts->n[c] = 0;
      counts->yes[c] = g_new0 (double, tables->n_rows + 1);
    }
  for (guint k = 0; k < N_CHAINS; k++)
    {
      chains[k].mind = COLDEST * pow (HOTTEST / COLDEST, (double) k / (N_CHAINS - 1));
      begin (tables, column, &chains[k], random_start, random);
    }
  for (guint s = 0; s < n_steps; s++)
    {
      for (guint k = 0; k < N_CHAINS && n_yes > 0 && n_yes < tables->n_rows; k++)
        step (tables, &chains[k], n_yes, random);
      if (s % EXCHANGE_EVERY != 0)
        continue;
      for (guint k = N_CHAINS - 1; k > 0; k--)
        exchange (&chains[k - 1], &chains[k], random);
      if (s >= BURN_IN * n_steps && chains[0].energy == 0)
        add_sample (tables, &chains[0], n_colluders, counts);
    }
  for (guint k = 0; k < N_CHAINS; k++)
    {
      g_free (chains[k].yes);
      g_free (chains[k].order);
      g_free (chains[k].surplus);
    }
}

void
sampler_counts_clear (SamplerCounts *self)
{
  for (guint c = 0; c < G_N_ELEMENTS (self->yes); c++)
    g_free (self->yes[c]);
}
