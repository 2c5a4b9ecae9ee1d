/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Law facts are never replaced: what do the tables of outcomes tell of them? The reader has the file of the release and
 * the backgrounds of everybody. Contract hours: the paid weekly day off binds every workplace but not contracts of
 * under 15 hours, so what its outcome leaves out, set beside the table of the question itself, is the number of those
 * contracts in each group. Days with five people: the groups by SIZE5 are counted as they are. From
 * the numbers of all groups follows who it is: what must be (a linear program), and what is most likely (the flattest
 * chances that agree with all groups).
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "attack.h"
#include "population.h"
#include "program.h"
#include "release/mok-cube-private.h"
#include "report.h"
#include "synthetic.h"

#define SURE 0.9
#define SLACK 0.35
#define N_ROUNDS 100
#define SLIGHTLY 1e-6
#define NO_LEVEL 0xff

/* How many of these people have the fact. */
typedef struct
{
  GArray *people; /* (owned) (element-type guint) */
  double count;
} Known;

typedef struct
{
  const Sample *sample;
  const MokCube *cube;
  guint8 **level_of;  /* (owned): of each background, of each respondent */
  gboolean *has_fact; /* (owned): the truth */
  gboolean *is_open;  /* (owned): whether the reader cannot tell from the backgrounds */
  GArray *known;      /* (owned) (element-type Known) */
} Reader;

typedef struct
{
  double n_groups;
  double n_exact;
  double n_facts;
  double n_proven;
  double n_named;
  double n_named_right;
} Score;

static const guint8 *
get_column (const Reader *self, const char *variable)
{
  return mok_raw_table_get_column (self->sample->population->table,
                                   population_find (self->sample->population, variable), 0);
}

static gboolean
has_code (const Reader *self, guint person, const char *variable, const char *code)
{
  const Population *population = self->sample->population;

  return get_column (self, variable)[self->sample->people[person]]
         == population_get_slot (population, population_find (population, variable), code);
}

static void
find_levels (Reader *self)
{
  const MokCodebook *codebook = self->sample->population->codebook;

  self->level_of = g_new0 (guint8 *, codebook->n_backgrounds + 1);
  for (guint b = 0; b < codebook->n_backgrounds; b++)
    {
      const guint8 *column = mok_raw_table_get_column (self->sample->population->table, codebook->backgrounds[b], 0);

      self->level_of[b] = g_malloc (self->sample->n + 1);
      memset (self->level_of[b], NO_LEVEL, self->sample->n);
      for (guint level = 0; level < self->cube->levels[b].n_levels; level++)
        {
          gboolean is_in[256];

          if (!population_find_level (self->sample->population, codebook->backgrounds[b],
                                      mok_cube_get_code (self->cube, b, level), is_in))
            continue;
          for (guint i = 0; i < self->sample->n; i++)
            {
              if (is_in[column[self->sample->people[i]]])
                self->level_of[b][i] = (guint8) level;
            }
        }
    }
}

static void
reader_clear (Reader *self)
{
  for (guint b = 0; b < self->sample->population->codebook->n_backgrounds; b++)
    g_free (self->level_of[b]);
  for (guint k = 0; k < self->known->len; k++)
    g_array_unref (g_array_index (self->known, Known, k).people);
  g_array_unref (self->known);
  g_free (self->level_of);
  g_free (self->has_fact);
  g_free (self->is_open);
}

static double
sum_states (const MokVariable *variable, const double *slots)
{
  double sum = 0;

  for (guint s = 0; s < variable->n_states; s++)
    sum += slots[s];
  return sum;
}

/* How many contracts of under 15 hours a group has. Of everybody who is asked the outcome applies to all who do not say
 * that the question did not apply to them, but for these: what the one table expects less than the other, over the
 * chance of an answer that counts.
 */
static double
read_hours (const Reader *self, const MokCubeBlock *outcomes, const MokCubeBlock *answers, guint group)
{
  const guint outcome = population_find (self->sample->population, MOK_OUTCOME_PREFIX "weekly_off");
  const guint asked = population_find (self->sample->population, "weekly_off");
  const MokVariable *outcome_variable = &self->cube->codebook->variables[outcome];
  const MokVariable *asked_variable = &self->cube->codebook->variables[asked];
  const double *of_outcomes = outcomes->expected + group * mok_variable_get_n_slots (outcome_variable);
  const double *of_answers = answers->expected + group * mok_variable_get_n_slots (asked_variable);
  const double all = sum_states (asked_variable, of_answers);
  const double counting =
      all - of_answers[MOK_SLOT_NOT_ASKED] - of_answers[population_get_slot (self->sample->population, asked, "6")];
  double applies = 0;

  for (guint c = MOK_OUTCOME_NOT_APPLICABLE + 1; c < MOK_N_OUTCOMES; c++)
    applies += of_outcomes[MOK_SLOT_FIRST_OUTCOME + c];
  return applies > 0 && counting > 0 ? (counting - applies) / (counting / all) : NAN;
}

/* The people of a group as the reader knows them, and what was read of it. */
static void
add_group (Reader *self, int outer, guint outer_level, int inner, guint inner_level, double count, Score *score)
{
  Known known = { .people = g_array_new (FALSE, FALSE, sizeof (guint)), .count = count };
  double truth = 0;

  for (guint i = 0; i < self->sample->n; i++)
    {
      if ((outer >= 0 && self->level_of[outer][i] != outer_level)
          || (inner >= 0 && self->level_of[inner][i] != inner_level))
        continue;
      truth += self->has_fact[i];
      if (self->is_open[i])
        g_array_append_val (known.people, i);
    }
  score->n_groups++;
  score->n_exact += fabs (count - truth) < 0.5;
  known.count = CLAMP (count, 0, known.people->len);
  g_array_append_val (self->known, known);
}

static void
read_hours_of_all_groups (Reader *self, Score *score)
{
  const guint outcome = population_find (self->sample->population, MOK_OUTCOME_PREFIX "weekly_off");
  const guint asked = population_find (self->sample->population, "weekly_off");
  const int n = (int) self->cube->codebook->n_backgrounds;

  for (int outer = -1; outer < n; outer++)
    {
      for (int inner = -1; inner < (outer < 0 ? 0 : n); inner++)
        {
          g_auto (MokCubeBlock) outcomes = { 0 };
          g_auto (MokCubeBlock) answers = { 0 };
          const guint n_inner = inner >= 0 ? self->cube->levels[inner].n_levels : 1;
          const guint n_groups = (outer >= 0 ? self->cube->levels[outer].n_levels : 1) * n_inner;

          if (inner >= 0 && inner <= outer)
            continue;
          outcomes = mok_cube_read (self->cube, outcome, outer, inner);
          answers = mok_cube_read (self->cube, asked, outer, inner);
          for (guint g = 0; outcomes.expected != NULL && answers.expected != NULL && g < n_groups; g++)
            {
              const double count = read_hours (self, &outcomes, &answers, g);

              if (!isnan (count))
                add_group (self, outer, g / n_inner, inner, g % n_inner, count, score);
            }
        }
    }
}

/* Of the pair of a background and SIZE5, how many of each level are under five. */
static void
read_sizes (Reader *self, int background, guint under, Score *score)
{
  const MokCodebook *codebook = self->cube->codebook;
  const int size5 = mok_codebook_get_background (codebook, (guint) codebook->size5);
  const guint asked = population_find (self->sample->population, "leave_intent");
  const MokVariable *variable = &codebook->variables[asked];
  const gboolean first = background < size5;
  const guint n_levels = self->cube->levels[background].n_levels, n_sizes = self->cube->levels[size5].n_levels;
  g_auto (MokCubeBlock) block = mok_cube_read (self->cube, asked, MIN (background, size5), MAX (background, size5));

  for (guint level = 0; block.counts != NULL && level < n_levels; level++)
    {
      const guint group = first ? level * n_sizes + under : under * n_levels + level;
      double count = 0;

      for (guint s = 0; s < variable->n_states; s++)
        count += block.counts[group * mok_variable_get_n_slots (variable) + s];
      if (count > 0)
        add_group (self, background, level, -1, 0, count, score);
    }
}

static void
read_sizes_of_all_groups (Reader *self, Score *score)
{
  const MokCodebook *codebook = self->cube->codebook;
  const int size5 = mok_codebook_get_background (codebook, (guint) codebook->size5);

  for (guint under = 0; under < self->cube->levels[size5].n_levels; under++)
    {
      if (strcmp (mok_cube_get_code (self->cube, (guint) size5, under), "under") != 0)
        continue;
      for (int b = 0; b < (int) codebook->n_backgrounds; b++)
        {
          if (b != size5)
            read_sizes (self, b, under, score);
        }
    }
}

/* Whoever must have the fact if the groups are right. Only those who do are looked at: nobody else can be proven. */
static void
prove (const Reader *self, Score *score)
{
  g_autofree double *most = g_new0 (double, self->sample->n + 1);
  g_autoptr (Program) program = NULL;

  for (guint i = 0; i < self->sample->n; i++)
    most[i] = self->is_open[i];
  program = program_new (self->sample->n, most);
  for (guint k = 0; k < self->known->len; k++)
    {
      const Known *known = &g_array_index (self->known, Known, k);

      if (known->people->len > 0)
        program_add_row (program, (const guint *) known->people->data, known->people->len,
                         MAX (0, known->count - SLACK), known->count + SLACK);
    }
  for (guint i = 0; i < self->sample->n; i++)
    {
      double low, high;

      if (self->has_fact[i] && self->is_open[i] && program_get_bounds (program, i, &low, &high))
        score->n_proven += low > SLIGHTLY;
    }
}

/* Scales the odds of each group until its sum is right, again and again. */
static void
guess (const Reader *self, Score *score)
{
  g_autofree double *odds = g_new (double, self->sample->n + 1);

  for (guint i = 0; i < self->sample->n; i++)
    odds[i] = 0.1;
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint k = 0; k < self->known->len; k++)
        {
          const Known *known = &g_array_index (self->known, Known, k);
          double sum = 0, factor;

          for (guint p = 0; p < known->people->len; p++)
            {
              const double chance = odds[g_array_index (known->people, guint, p)];

              sum += chance / (1 + chance);
            }
          factor = CLAMP ((known->count + 0.01) / (sum + 0.01), 0.2, 5);
          for (guint p = 0; p < known->people->len; p++)
            odds[g_array_index (known->people, guint, p)] *= factor;
        }
    }
  for (guint i = 0; i < self->sample->n; i++)
    {
      const gboolean named = self->is_open[i] && odds[i] / (1 + odds[i]) > SURE;

      score->n_named += named;
      score->n_named_right += named && self->has_fact[i];
      score->n_facts += self->is_open[i] && self->has_fact[i];
    }
}

static gboolean
is_known_not_under (const Reader *self, guint person)
{
  static const char *const bands[] = { "3", "4", "5", "6" };

  for (gsize k = 0; k < G_N_ELEMENTS (bands); k++)
    {
      if (has_code (self, person, "size_band", bands[k]))
        return TRUE;
    }
  return FALSE;
}

static void
find_facts (Reader *self, gboolean sizes)
{
  self->has_fact = g_new0 (gboolean, self->sample->n + 1);
  self->is_open = g_new0 (gboolean, self->sample->n + 1);
  for (guint i = 0; i < self->sample->n; i++)
    {
      if (sizes)
        {
          self->has_fact[i] =
              get_column (self, MOK_SIZE5_NAME)[self->sample->people[i]] == MOK_SLOT_FIRST_ANSWER + MOK_SIZE5_UNDER;
          self->is_open[i] = !is_known_not_under (self, i);
          continue;
        }
      self->is_open[i] = has_code (self, i, "emp_status", "1") || has_code (self, i, "emp_status", "2")
                         || has_code (self, i, "emp_status", "3");
      self->has_fact[i] = self->is_open[i] && has_code (self, i, "contract_hours", "1");
    }
}

static void
read_release (const Sample *sample, guint64 seed, gboolean sizes, Score *score)
{
  g_autoptr (MokRawTable) table = sample_make_table (sample);
  g_autoptr (MokNoise) noise = synthetic_make_noise (seed);
  MokReleaseParameters parameters;
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (GError) error = NULL;
  Reader self = { .sample = sample, .known = g_array_new (FALSE, FALSE, sizeof (Known)) };

  mok_release_parameters_init (&parameters, sample->n);
  cube = mok_release_new_replaced (table, &sample->population->source, &parameters, noise, NULL, NULL, NULL, &error);
  if (cube == NULL)
    g_error ("%s", error->message);
  self.cube = cube;
  find_levels (&self);
  find_facts (&self, sizes);
  if (sizes)
    read_sizes_of_all_groups (&self, score);
  else
    read_hours_of_all_groups (&self, score);
  guess (&self, score);
  if (program_is_available ())
    prove (&self, score);
  reader_clear (&self);
}

static void
run (const Population *population, guint n, gboolean sizes, guint n_surveys)
{
  g_autofree char *setting = g_strdup_printf ("n=%u, %s", n, sizes ? "under five" : "contract under 15 hours");
  g_autoptr (MokRandom) random = mok_random_new_seeded (9000 + n);
  Score score = { 0 };

  for (guint s = 0; s < n_surveys; s++)
    {
      g_autoptr (Sample) sample = sample_new (population, n, random);

      read_release (sample, s, sizes, &score);
    }
  if (score.n_groups == 0)
    {
      report_plain ("law-facts", setting, "groups that can be read", REPORT_COUNT, 0);
      return;
    }
  report_plain ("law-facts", setting, "groups of which the number is read exactly", REPORT_PERCENT,
                score.n_exact / score.n_groups);
  report_plain ("law-facts", setting, "people with the fact, whom backgrounds do not tell", REPORT_COUNT,
                score.n_facts);
  if (program_is_available ())
    report_plain ("law-facts", setting, "... proven to have it", REPORT_PERCENT, score.n_proven / score.n_facts);
  report_plain ("law-facts", setting, "... named with more than .9, and right", REPORT_PERCENT,
                score.n_named_right / score.n_facts);
  if (score.n_named > 0)
    report_plain ("law-facts", setting, "right, of everybody named with more than .9", REPORT_PERCENT,
                  score.n_named_right / score.n_named);
}

void
attack_law_facts (AttackSize size)
{
  static const guint sizes[] = { 60, 150, 400 };
  const gboolean full = size == ATTACK_FULL;
  g_autoptr (Population) population = population_new (full ? 40000 : 6000, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      run (population, sizes[i], FALSE, full ? 20 : 4);
      run (population, sizes[i], TRUE, full ? 20 : 4);
    }
}
