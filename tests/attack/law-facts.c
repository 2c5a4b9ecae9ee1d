/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What do the tables of outcomes tell of law facts? The reader has the file of the release and the backgrounds of
 * everybody. Contract hours: the paid weekly day off binds every workplace but not contracts of under 15 hours, so what
 * its outcome leaves out, set beside the table of the question itself, is the number of those contracts in each group
 * after the replacement. Days with five people: extra pay is owed from five people on, so that whoever is exempt is
 * under five. From the numbers of all groups follows who it is: what must be (a linear program), and what is most
 * likely (the flattest chances that agree with all groups).
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

/* How far a number can be off that is read of a group, and again for each person. */
#define SLACK 0.1

#define N_ROUNDS 100
#define SLIGHTLY 1e-6

/* Odds of the fact for people who probably do not have it. */
#define LOW_ODDS 0.1
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
  gboolean sizes; /* what is looked for: sizes or hours */
  guint outcome;  /* variables of the two tables */
  guint asked;
  int size5;
  guint8 **level_of;  /* (owned): of each background, of each respondent */
  gboolean *has_fact; /* (owned): the truth */
  gboolean *is_open;  /* (owned): whether the reader cannot tell from the backgrounds */
  gboolean *before;   /* (owned): what the reader would say without the release */
  GArray *known;      /* (owned) (element-type Known) */
} Reader;

/* Of people who are not what the reader would say without the release. */
typedef struct
{
  double n_groups;
  double n_exact;
  double n_different;
  double n_proven;
  double n_found;
  double n_wrong; /* found, but wrongly */
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
  g_free (self->before);
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
read_hours (const double *outcomes, const double *answers, guint8 not_applicable, double all)
{
  const double counting = all - answers[MOK_SLOT_NOT_ASKED] - answers[not_applicable];
  double applies = 0;

  for (guint c = MOK_OUTCOME_NOT_APPLICABLE + 1; c < MOK_N_OUTCOMES; c++)
    applies += outcomes[MOK_SLOT_FIRST_OUTCOME + c];
  return counting > 0 ? (counting - applies) / (counting / all) : NAN;
}

/* How many of a group are under five: whoever is expected to be exempt, over the chance of an answer that counts. */
static double
read_sizes (const double *outcomes, const double *answers, double all)
{
  double exempt = 0, counting = 0;

  exempt += outcomes[MOK_SLOT_FIRST_OUTCOME + MOK_OUTCOME_EXEMPT_RECEIVED];
  exempt += outcomes[MOK_SLOT_FIRST_OUTCOME + MOK_OUTCOME_EXEMPT_NOT_RECEIVED];
  for (guint k = 0; k < 4; k++)
    counting += answers[MOK_SLOT_FIRST_ANSWER + k];
  return counting > 0 ? exempt / (counting / all) : NAN;
}

static double
read_group (const Reader *self, const MokCubeBlock *outcomes, const MokCubeBlock *answers, guint group)
{
  const MokVariable *outcome_variable = &self->cube->codebook->variables[self->outcome];
  const MokVariable *asked_variable = &self->cube->codebook->variables[self->asked];
  const double *of_outcomes = outcomes->expected + group * mok_variable_get_n_slots (outcome_variable);
  const double *of_answers = answers->expected + group * mok_variable_get_n_slots (asked_variable);
  const double all = sum_states (asked_variable, of_answers);

  if (sum_states (outcome_variable, of_outcomes) <= 0 || all <= 0)
    return NAN;
  if (self->sizes)
    return read_sizes (of_outcomes, of_answers, all);
  return read_hours (of_outcomes, of_answers, population_get_slot (self->sample->population, self->asked, "6"), all);
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
read_all_groups (Reader *self, Score *score)
{
  const int n = (int) self->cube->codebook->n_backgrounds;

  for (int outer = -1; outer < n; outer++)
    {
      for (int inner = -1; inner < (outer < 0 ? 0 : n); inner++)
        {
          g_auto (MokCubeBlock) outcomes = { 0 };
          g_auto (MokCubeBlock) answers = { 0 };
          const guint n_inner = inner >= 0 ? self->cube->levels[inner].n_levels : 1;
          const guint n_groups = (outer >= 0 ? self->cube->levels[outer].n_levels : 1) * n_inner;

          if ((inner >= 0 && inner <= outer) || (self->sizes && (outer == self->size5 || inner == self->size5)))
            continue;
          outcomes = mok_cube_read (self->cube, self->outcome, outer, inner);
          answers = mok_cube_read (self->cube, self->asked, outer, inner);
          for (guint g = 0; outcomes.expected != NULL && answers.expected != NULL && g < n_groups; g++)
            {
              const double count = read_group (self, &outcomes, &answers, g);

              if (!isnan (count))
                add_group (self, outer, g / n_inner, inner, g % n_inner, count, score);
            }
        }
    }
}

/* Whoever must be different if the groups are right. Only those who are can be proven. */
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
      const double slack = SLACK * (1 + known->count);

      if (known->people->len > 0)
        program_add_row (program, (const guint *) known->people->data, known->people->len,
                         MAX (0, known->count - slack), known->count + slack);
    }
  for (guint i = 0; i < self->sample->n; i++)
    {
      double low, high;

      if (self->is_open[i] && self->has_fact[i] != self->before[i] && program_get_bounds (program, i, &low, &high))
        score->n_proven += self->before[i] ? high < 1 - SLIGHTLY : low > SLIGHTLY;
    }
}

/* Scales the odds of each group until its sum is right, again and again. */
static void
guess (const Reader *self, Score *score)
{
  g_autofree double *odds = g_new (double, self->sample->n + 1);

  for (guint i = 0; i < self->sample->n; i++)
    odds[i] = self->before[i] ? 1 / LOW_ODDS : LOW_ODDS;
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
      const double chance = odds[i] / (1 + odds[i]);
      const gboolean found = self->is_open[i] && (self->before[i] ? chance < 1 - SURE : chance > SURE);
      const gboolean different = self->is_open[i] && self->has_fact[i] != self->before[i];

      score->n_different += different;
      score->n_found += found && different;
      score->n_wrong += found && !different;
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
find_facts (Reader *self)
{
  self->has_fact = g_new0 (gboolean, self->sample->n + 1);
  self->is_open = g_new0 (gboolean, self->sample->n + 1);
  self->before = g_new0 (gboolean, self->sample->n + 1);
  for (guint i = 0; i < self->sample->n; i++)
    {
      const gboolean employed = has_code (self, i, "emp_status", "1") || has_code (self, i, "emp_status", "2")
                                || has_code (self, i, "emp_status", "3");

      if (self->sizes)
        {
          self->has_fact[i] =
              (employed || has_code (self, i, "emp_status", "4"))
              && get_column (self, MOK_SIZE5_NAME)[self->sample->people[i]] == MOK_SLOT_FIRST_ANSWER + MOK_SIZE5_UNDER;
          self->is_open[i] = (employed || has_code (self, i, "emp_status", "4")) && !is_known_not_under (self, i);
          self->before[i] = has_code (self, i, "size_band", "1");
          continue;
        }
      self->is_open[i] = employed;
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
  Reader self = { .sample = sample, .sizes = sizes, .known = g_array_new (FALSE, FALSE, sizeof (Known)) };

  mok_release_parameters_init (&parameters, sample->n);
  cube = mok_release_new_replaced (table, &sample->population->source, &parameters, noise, NULL, NULL, NULL, &error);
  if (cube == NULL)
    g_error ("%s", error->message);
  self.cube = cube;
  self.asked = population_find (sample->population, sizes ? "ot_pay" : "weekly_off");
  self.outcome =
      population_find (sample->population, sizes ? MOK_OUTCOME_PREFIX "ot_pay" : MOK_OUTCOME_PREFIX "weekly_off");
  self.size5 = mok_codebook_get_background (cube->codebook, (guint) cube->codebook->size5);
  find_levels (&self);
  find_facts (&self);
  read_all_groups (&self, score);
  guess (&self, score);
  if (program_is_available ())
    prove (&self, score);
  reader_clear (&self);
}

static void
run (const Population *population, guint n, gboolean sizes, guint n_surveys)
{
  g_autofree char *setting =
      g_strdup_printf ("n=%u, %s", n, sizes ? "size unlike its band" : "contract under 15 hours");
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
  report_plain ("law-facts", setting, "people who are not what backgrounds suggest", REPORT_COUNT, score.n_different);
  if (program_is_available ())
    report_plain ("law-facts", setting, "... proven to be", REPORT_PERCENT, score.n_proven / score.n_different);
  report_plain ("law-facts", setting, "... found, with more than .9", REPORT_PERCENT,
                score.n_found / score.n_different);
  report_plain ("law-facts", setting, "others taken for them", REPORT_COUNT, score.n_wrong);
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
