/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A population is interviewed once; surveys are drawn from it with replacement, so that what is true of the population
 * and of each survey's respondents is known exactly. Outcomes are those of the real judge on true answers. Must not
 * see a replaced answer.
 */

#include "config.h"

#include "population.h"

#include <string.h>

#include "questionnaire/mok-xlsform.h"
#include "workforce.h"

#define LAW_DATE 20261122
#define NOW 20779 /* 2026-11-22, in days */

static void
add_respondent (Population *self, guint index, MokRandom *random)
{
  static const guint8 digest[MOK_RECORD_DIGEST_SIZE];
  g_autoptr (MokInterview) interview = mok_interview_new (self->form, random, NOW);
  g_autoptr (MokAnswers) answers = NULL;
  g_autoptr (MokSecret) record = NULL;

  workforce_answer (interview, random);
  if (mok_interview_get_state (interview) != MOK_INTERVIEW_COMPLETE)
    g_error ("an interview that does not end");
  answers = mok_interview_dup_answers (interview);
  record = mok_record_encode (self->layout, digest, answers);
  memcpy (self->records + index * self->record_size, mok_secret_data (record), self->record_size);
}

/* Outcomes and SIZE5 of everybody. */
static void
judge (Population *self)
{
  MokReleaseParameters parameters;
  g_autoptr (MokPlan) plan = NULL;
  g_autoptr (MokJudge) judge = NULL;

  mok_release_parameters_init (&parameters, self->n);
  plan = mok_plan_new (self->table, self->protections, &parameters);
  judge = mok_judge_new (plan, self->table);
  mok_judge_write (judge, self->table);
}

/**
 * population_new:
 *
 * Returns: (transfer full): @n people who answered the built-in questionnaire
 */
Population *
population_new (guint n, guint64 seed)
{
  Population *self = g_new0 (Population, 1);
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  g_autoptr (GError) error = NULL;

  self->form = mok_xlsform_load_builtin ("care-workforce", &error);
  if (self->form == NULL)
    g_error ("%s", error->message);
  self->layout = mok_record_layout_new (self->form);
  self->codebook = mok_codebook_new (self->form);
  self->protections = mok_judge_choose_protections (self->codebook, LAW_DATE);
  self->source =
      (MokReleaseSource){ .flags = MOK_CUBE_SYNTHETIC, .law_date = LAW_DATE, .protections = self->protections };
  self->n = n;
  self->record_size = mok_record_layout_get_record_size (self->layout);
  self->records = g_malloc (n * self->record_size);
  self->table = mok_raw_table_new (self->layout, self->codebook, n);
  for (guint i = 0; i < n; i++)
    {
      add_respondent (self, i, random);
      mok_raw_table_add_record (self->table, self->records + i * self->record_size, self->record_size);
    }
  mok_raw_table_finish (self->table);
  judge (self);
  return self;
}

void
population_free (Population *self)
{
  mok_raw_table_free (self->table);
  g_ptr_array_unref (self->protections);
  mok_codebook_unref (self->codebook);
  mok_record_layout_unref (self->layout);
  mok_questionnaire_unref (self->form);
  g_free (self->records);
  g_free (self);
}

/* The number of a variable of the codebook. */
guint
population_find (const Population *self, const char *variable)
{
  const int found = mok_codebook_find (self->codebook, variable);

  if (found < 0)
    g_error ("no variable %s", variable);
  return (guint) found;
}

/**
 * population_get_slot:
 *
 * Returns: the slot of an answer of a single choice; of a multiple one, the number of its bit
 */
guint8
population_get_slot (const Population *self, guint variable, const char *code)
{
  const MokVariable *coded = &self->codebook->variables[variable];

  for (guint i = 0; i < coded->n_answers; i++)
    {
      if (strcmp (mok_variable_get_code (coded, i), code) == 0)
        return (guint8) (coded->is_multiple ? i : MOK_SLOT_FIRST_ANSWER + i);
    }
  g_error ("no answer %s", code);
}

/**
 * population_find_level:
 * @code: of a level of a release, such as "1+2"
 * @is_in: (out caller-allocates) (array fixed-size=256): which slots of @background are in it
 *
 * Returns: whether it is one of answers
 */
gboolean
population_find_level (const Population *self, guint background, const char *code, gboolean *is_in)
{
  const MokVariable *variable = &self->codebook->variables[background];
  g_auto (GStrv) parts = g_strsplit (code, "+", -1);

  memset (is_in, 0, 256 * sizeof *is_in);
  for (guint k = 0; parts[k] != NULL; k++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < variable->n_answers; i++)
        {
          if (strcmp (mok_variable_get_code (variable, i), parts[k]) == 0)
            is_in[MOK_SLOT_FIRST_ANSWER + i] = found = TRUE;
        }
      if (!found)
        return FALSE;
    }
  return TRUE;
}

Sample *
sample_new (const Population *population, guint n, MokRandom *random)
{
  Sample *self = g_new0 (Sample, 1);

  self->population = population;
  self->n = n;
  self->people = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->people[i] = mok_random_uniform (random, population->n);
  return self;
}

void
sample_free (Sample *self)
{
  g_free (self->people);
  g_free (self);
}

/**
 * sample_make_table:
 *
 * Returns: (transfer full): the true answers of the respondents, as closing would hold them
 */
MokRawTable *
sample_make_table (const Sample *self)
{
  const Population *population = self->population;
  MokRawTable *table = mok_raw_table_new (population->layout, population->codebook, self->n);

  for (guint i = 0; i < self->n; i++)
    mok_raw_table_add_record (table, population->records + self->people[i] * population->record_size,
                              population->record_size);
  mok_raw_table_finish (table);
  return table;
}
