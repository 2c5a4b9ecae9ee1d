/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts true outcomes of some people of the population. What is about another time stands in the row of the size then.
 * Must not see a replaced answer.
 */

#include "config.h"

#include "outcome-truth.h"

static const MokCodebookProtection *
get_protection (const OutcomeTruth *self, guint protection)
{
  return g_ptr_array_index (self->population->codebook->protections, protection);
}

static void
count (OutcomeTruth *self, guint protection, const guint *people, guint n)
{
  const Population *population = self->population;
  const MokCodebookProtection *coded = get_protection (self, protection);
  const guint8 *outcomes = mok_raw_table_get_column (population->table, coded->outcome, 0);
  const guint8 *sizes = mok_raw_table_get_column (population->table, (guint) population->codebook->size5, 0);
  const guint8 *by_size =
      coded->by_size >= 0 ? mok_raw_table_get_column (population->table, (guint) coded->by_size, 0) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const guint person = people != NULL ? people[i] : i;
      guint size = sizes[person] - MOK_SLOT_FIRST_ANSWER, outcome;

      if (outcomes[person] < MOK_SLOT_FIRST_OUTCOME)
        continue;
      outcome = outcomes[person] - MOK_SLOT_FIRST_OUTCOME;
      if (by_size != NULL)
        size = (by_size[person] - MOK_SLOT_FIRST_OUTCOME) / MOK_N_OUTCOMES;
      self->counts[outcome_truth_get_index (protection, OUTCOME_ROW_ALL, outcome)]++;
      if (size == MOK_SIZE5_UNDER)
        self->counts[outcome_truth_get_index (protection, OUTCOME_ROW_UNDER, outcome)]++;
      else if (size == MOK_SIZE5_OVER)
        self->counts[outcome_truth_get_index (protection, OUTCOME_ROW_OVER, outcome)]++;
    }
}

/**
 * outcome_truth_new:
 * @people: (nullable) (array length=n): of the population; %NULL = the first @n
 */
OutcomeTruth *
outcome_truth_new (const Population *population, const guint *people, guint n)
{
  OutcomeTruth *self = g_new0 (OutcomeTruth, 1);

  self->population = population;
  self->n_protections = population->codebook->protections->len;
  self->counts = g_new0 (double, outcome_truth_get_n_cells (self));
  for (guint p = 0; p < self->n_protections; p++)
    count (self, p, people, n);
  return self;
}

void
outcome_truth_free (OutcomeTruth *self)
{
  g_free (self->counts);
  g_free (self);
}

/* The protection whose outcome has this name. */
guint
outcome_truth_find (const OutcomeTruth *self, const char *outcome)
{
  const guint variable = population_find (self->population, outcome);

  for (guint p = 0; p < self->n_protections; p++)
    {
      if (get_protection (self, p)->outcome == variable)
        return p;
    }
  g_error ("no protection has the outcome %s", outcome);
}

const char *
outcome_truth_get_name (const OutcomeTruth *self, guint protection)
{
  return self->population->codebook->variables[get_protection (self, protection)->asked].question->name;
}

guint
outcome_truth_get_index (guint protection, guint row, guint outcome)
{
  return (protection * OUTCOME_N_ROWS + row) * MOK_N_OUTCOMES + outcome;
}

guint
outcome_truth_get_n_cells (const OutcomeTruth *self)
{
  return self->n_protections * OUTCOME_N_ROWS * MOK_N_OUTCOMES;
}

/* Those to whom the protection applies. */
double
outcome_truth_get_base (const OutcomeTruth *self, guint protection, guint row)
{
  double base = 0;

  for (guint c = MOK_OUTCOME_NOT_APPLICABLE + 1; c < MOK_N_OUTCOMES; c++)
    base += self->counts[outcome_truth_get_index (protection, row, c)];
  return base;
}

double
outcome_truth_get_share (const OutcomeTruth *self, guint protection, guint row, guint outcome)
{
  return self->counts[outcome_truth_get_index (protection, row, outcome)]
         / outcome_truth_get_base (self, protection, row);
}
