/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fisher's exact test (R. A. Fisher, "The logic of inductive inference", JRSS 98, 1935) and its extension to larger
 * tables (G. H. Freeman & J. H. Halton, Biometrika 38, 1951): of all tables with the margins of the one that was
 * counted, the chance of those that are no more likely than it. By enumeration where there are few tables, else by
 * drawing some. Pure functions of counts.
 */

#include "config.h"

#include "analysis/mok-exact-private.h"

#include <math.h>

#include "analysis/mok-draw-private.h"

/* A fraction of a second. */
#define MAX_STEPS 3000000
/* Tables whose chances differ by less are equally likely (as R's fisher.test()). */
#define SAME 1e-7

typedef struct
{
  guint n_rows;
  guint n_columns;
  guint *rows;       /* (owned): what is left of each row total */
  guint *columns;    /* (owned): column totals */
  double *factorial; /* (owned): logarithms */
  double limit;      /* logarithm of the chance of the table that was counted */
  double sum;        /* of the chances of those no more likely */
  guint steps;
} Search;

static void
search_clear (Search *self)
{
  g_free (self->rows);
  g_free (self->columns);
  g_free (self->factorial);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
search_init (Search *self, const guint *counts, guint n_rows, guint n_columns)
{
  guint n = 0;

  *self = (Search){ .n_rows = n_rows, .n_columns = n_columns };
  self->rows = g_new0 (guint, n_rows);
  self->columns = g_new0 (guint, n_columns);
  for (guint i = 0; i < n_rows * n_columns; i++)
    {
      self->rows[i / n_columns] += counts[i];
      self->columns[i % n_columns] += counts[i];
      n += counts[i];
    }
  self->factorial = g_new0 (double, n + 1);
  for (guint i = 1; i <= n; i++)
    self->factorial[i] = mok_log_factorial (i);
}

/* The logarithm of Π rows! Π columns! / n!, of which Π cells! is taken off for the chance of a table. */
static double
get_constant (const Search *self)
{
  double constant = 0;
  guint n = 0;

  for (guint i = 0; i < self->n_rows; i++)
    {
      constant += self->factorial[self->rows[i]];
      n += self->rows[i];
    }
  for (guint i = 0; i < self->n_columns; i++)
    constant += self->factorial[self->columns[i]];
  return constant - self->factorial[n];
}

static double
get_cells (const Search *self, const guint *counts)
{
  double sum = 0;

  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    sum += self->factorial[counts[i]];
  return sum;
}

/* Fills column after column, from the first row down; the last row and the last column follow from the rest. */
static gboolean
search (Search *self, guint row, guint column, guint left, double chance)
{
  if (++self->steps > MAX_STEPS)
    return FALSE;
  if (column + 1 == self->n_columns)
    {
      for (guint i = 0; i < self->n_rows; i++)
        chance -= self->factorial[self->rows[i]];
      if (chance <= self->limit + SAME)
        self->sum += exp (chance);
      return TRUE;
    }
  if (row + 1 == self->n_rows)
    {
      if (left > self->rows[row])
        return TRUE;
      self->rows[row] -= left;

      const gboolean done = search (self, 0, column + 1, self->columns[column + 1], chance - self->factorial[left]);

      self->rows[row] += left;
      return done;
    }

  const guint most = MIN (left, self->rows[row]);

  for (guint count = 0; count <= most; count++)
    {
      self->rows[row] -= count;

      const gboolean done = search (self, row + 1, column, left - count, chance - self->factorial[count]);

      self->rows[row] += count;
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_exact_enumerate:
 * @counts: (array): table row by row
 * @n_rows: at least 2
 * @n_columns: at least 2
 * @p: (out): the exact p-value, two-sided
 *
 * Returns: %FALSE if there are too many tables to go through
 */
gboolean
mok_exact_enumerate (const guint *counts, guint n_rows, guint n_columns, double *p)
{
  g_return_val_if_fail (counts != NULL && p != NULL && n_rows > 1 && n_columns > 1, FALSE);

  g_auto (Search) self = { 0 };

  search_init (&self, counts, n_rows, n_columns);

  const double constant = get_constant (&self);

  self.limit = constant - get_cells (&self, counts);
  if (!search (&self, 0, 0, self.columns[0], constant))
    return FALSE;
  *p = MIN (1, self.sum);
  return TRUE;
}

/**
 * mok_exact_simulate:
 * @counts: (array): table row by row
 * @n_draws: how many tables to draw
 * @random: where from
 *
 * Returns: (b + 1) / (@n_draws + 1), b of the tables drawn being no more likely than @counts (B. Phipson & G. K. Smyth,
 *   "Permutation p-values should never be zero", Statistical Applications in Genetics and Molecular Biology 9, 2010)
 */
double
mok_exact_simulate (const guint *counts, guint n_rows, guint n_columns, guint n_draws, MokRandom *random)
{
  g_return_val_if_fail (counts != NULL && random != NULL && n_rows > 1 && n_columns > 1, NAN);

  g_auto (Search) self = { 0 };
  g_autofree guint *drawn = g_new0 (guint, (gsize) n_rows * n_columns);
  guint as_rare = 0;

  search_init (&self, counts, n_rows, n_columns);

  const double limit = get_cells (&self, counts);

  for (guint i = 0; i < n_draws; i++)
    {
      mok_draw_margins (random, self.rows, n_rows, self.columns, n_columns, drawn);
      as_rare += get_cells (&self, drawn) >= limit - SAME;
    }
  return (as_rare + 1.0) / (n_draws + 1.0);
}
