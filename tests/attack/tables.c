/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tables that an attacker has: the total, each background, and pairs of them, raw or merged by the real coarsening.
 * Must not look at answers before it counts.
 */

#include "config.h"

#include "tables.h"

#include <string.h>

#include "release/mok-coarsening-private.h"

#define MAX_LEVELS 16

typedef struct
{
  guint n_levels;
  guint8 *level_of; /* of each respondent */
} Breakdown;

static Breakdown
make_breakdown (const Synthetic *survey, guint background, guint min_group)
{
  const guint8 *column = survey->cells[background];
  guint32 counts[MAX_LEVELS] = { 0 };
  Breakdown self = { .level_of = g_new (guint8, survey->n_rows + 1) };
  MokCoarsening merged;

  for (guint i = 0; i < survey->n_rows; i++)
    counts[column[i] - MOK_SLOT_FIRST_ANSWER]++;
  mok_coarsening_run (&merged, counts, MAX_LEVELS, FALSE, min_group);
  self.n_levels = merged.n_levels;
  for (guint i = 0; i < survey->n_rows; i++)
    self.level_of[i] = merged.level_of[column[i] - MOK_SLOT_FIRST_ANSWER];
  return self;
}

/* Adds the cells of one table; of a background alone @inner is %NULL. */
static void
add_table (Tables *self, const Breakdown *outer, const Breakdown *inner, guint min_base)
{
  const guint n_inner = inner != NULL ? inner->n_levels : 1;
  const guint n = outer->n_levels * n_inner;
  g_autofree guint *sizes = g_new0 (guint, n + 1);
  g_autofree int *cells = g_new (int, n + 1);

  for (guint i = 0; i < self->n_rows; i++)
    sizes[outer->level_of[i] * n_inner + (inner != NULL ? inner->level_of[i] : 0)]++;
  for (guint c = 0; c < n; c++)
    cells[c] = sizes[c] > 0 && sizes[c] >= min_base ? (int) self->n_cells++ : -1;
  for (guint i = 0; i < self->n_rows; i++)
    {
      const int cell = cells[outer->level_of[i] * n_inner + (inner != NULL ? inner->level_of[i] : 0)];

      if (cell >= 0)
        g_array_append_val (self->cells_of[i], cell);
    }
}

/**
 * tables_new:
 *
 * Returns: (transfer full): the cells of all published tables; the first is the total
 */
Tables *
tables_new (const Synthetic *survey, const TablesRule *rule)
{
  Tables *self = g_new0 (Tables, 1);
  g_autofree Breakdown *breakdowns = g_new0 (Breakdown, survey->n_backgrounds + 1);
  Breakdown total = { .n_levels = 1, .level_of = g_new0 (guint8, survey->n_rows + 1) };

  self->n_rows = survey->n_rows;
  self->cells_of = g_new (GArray *, survey->n_rows + 1);
  for (guint i = 0; i < survey->n_rows; i++)
    self->cells_of[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  add_table (self, &total, NULL, 0);
  for (guint b = 0; b < survey->n_backgrounds; b++)
    {
      breakdowns[b] = make_breakdown (survey, b, rule->min_group);
      if (breakdowns[b].n_levels > 1)
        add_table (self, &breakdowns[b], NULL, rule->min_base);
    }
  for (guint b = 0; rule->pairs && b < survey->n_backgrounds; b++)
    {
      for (guint c = b + 1; c < survey->n_backgrounds; c++)
        {
          if (breakdowns[b].n_levels > 1 && breakdowns[c].n_levels > 1)
            add_table (self, &breakdowns[b], &breakdowns[c], rule->min_pair);
        }
    }
  for (guint b = 0; b < survey->n_backgrounds; b++)
    g_free (breakdowns[b].level_of);
  g_free (total.level_of);
  return self;
}

void
tables_free (Tables *self)
{
  for (guint i = 0; i < self->n_rows; i++)
    g_array_unref (self->cells_of[i]);
  g_free (self->cells_of);
  g_free (self);
}

/**
 * tables_count:
 * @column: (array): a slot for each respondent
 * @counts: (out caller-allocates) (array length=n_cells): how many of each cell have @slot
 */
void
tables_count (const Tables *self, const guint8 *column, guint8 slot, int *counts)
{
  memset (counts, 0, self->n_cells * sizeof *counts);
  for (guint i = 0; i < self->n_rows; i++)
    {
      for (guint k = 0; k < self->cells_of[i]->len && column[i] == slot; k++)
        counts[g_array_index (self->cells_of[i], guint, k)]++;
    }
}
