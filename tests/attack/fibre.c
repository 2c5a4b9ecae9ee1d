/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts every data set with the same tables (in algebraic statistics a fibre: Diaconis and Sturmfels, "Algebraic
 * algorithms for sampling from conditional distributions", 1998), by trying both answers of one respondent after the
 * other. Most never have to be tried: of a cell that lacks as many yes as it has open answers, or none, all open
 * answers follow. Tables of a small survey leave so little room that this ends in seconds, where walking at random did
 * not find its way from one data set to the next. Must not know what the answers mean.
 */

#include "config.h"

#include "fibre.h"

#include <math.h>
#include <string.h>

#define OPEN 2
#define SMALL 0.01

typedef struct
{
  const Tables *tables;
  GArray **members;    /* (owned) (element-type guint): respondents of each cell */
  guint *n_lacking;    /* (owned): of each cell: yes that are still to come */
  guint *n_open;       /* (owned): of each cell: answers that are still open */
  double *log_ways;    /* (owned): of each cell: of choosing the lacking among the open */
  const double *log_n; /* logarithms of the factorials */
  guint8 *answers;     /* (owned): of each respondent: whether yes, or OPEN */
  guint *settled;      /* (owned): respondents, in the order in which they were settled */
  guint n_settled;
  guint n_colluders;
  FibreCounts *counts;
} Search;

static void
update_ways (Search *self, guint cell)
{
  const guint open = self->n_open[cell], lacking = self->n_lacking[cell];

  self->log_ways[cell] = self->log_n[open] - self->log_n[lacking] - self->log_n[open - lacking];
}

/* Returns: whether all cells still can come out right */
static gboolean
settle_one (Search *self, guint person, guint8 yes)
{
  const GArray *cells = self->tables->cells_of[person];

  for (guint k = 0; k < cells->len; k++)
    {
      const guint cell = g_array_index (cells, guint, k);

      if (yes ? self->n_lacking[cell] == 0 : self->n_lacking[cell] == self->n_open[cell])
        return FALSE;
    }
  for (guint k = 0; k < cells->len; k++)
    {
      const guint cell = g_array_index (cells, guint, k);

      self->n_open[cell]--;
      self->n_lacking[cell] -= yes;
      update_ways (self, cell);
    }
  self->answers[person] = yes;
  self->settled[self->n_settled++] = person;
  return TRUE;
}

/* Settles whoever has no choice left in @cell. */
static gboolean
settle_rest (Search *self, guint cell)
{
  const guint8 yes = self->n_lacking[cell] > 0;

  if (self->n_open[cell] == 0 || (yes && self->n_lacking[cell] < self->n_open[cell]))
    return TRUE;
  for (guint j = 0; j < self->members[cell]->len; j++)
    {
      const guint person = g_array_index (self->members[cell], guint, j);

      if (self->answers[person] == OPEN && !settle_one (self, person, yes))
        return FALSE;
    }
  return TRUE;
}

/* Settles @person and everybody whose answer follows from that. */
static gboolean
settle (Search *self, guint person, guint8 yes)
{
  guint next = self->n_settled;

  if (!settle_one (self, person, yes))
    return FALSE;
  for (; next < self->n_settled; next++)
    {
      const GArray *cells = self->tables->cells_of[self->settled[next]];

      for (guint k = 0; k < cells->len; k++)
        {
          if (!settle_rest (self, g_array_index (cells, guint, k)))
            return FALSE;
        }
    }
  return TRUE;
}

static void
reopen (Search *self, guint n_settled)
{
  while (self->n_settled > n_settled)
    {
      const guint person = self->settled[--self->n_settled];
      const GArray *cells = self->tables->cells_of[person];

      for (guint k = 0; k < cells->len; k++)
        {
          const guint cell = g_array_index (cells, guint, k);

          self->n_open[cell]++;
          self->n_lacking[cell] += self->answers[person];
          update_ways (self, cell);
        }
      self->answers[person] = OPEN;
    }
}

/* The respondent whose answer decides most: in the cell with the fewest ways left, the one who is in most such cells.
 */
static guint
choose (const Search *self)
{
  int narrowest = -1, best = -1;
  double most = -1;

  for (guint c = 0; c < self->tables->n_cells; c++)
    {
      if (self->n_open[c] > 0 && (narrowest < 0 || self->log_ways[c] < self->log_ways[narrowest]))
        narrowest = (int) c;
    }
  for (guint j = 0; j < self->members[narrowest]->len; j++)
    {
      const guint person = g_array_index (self->members[narrowest], guint, j);
      const GArray *cells = self->tables->cells_of[person];
      double narrow = 0;

      if (self->answers[person] != OPEN)
        continue;
      for (guint k = 0; k < cells->len; k++)
        narrow += 1 / (SMALL + self->log_ways[g_array_index (cells, guint, k)]);
      if (narrow > most)
        {
          most = narrow;
          best = (int) person;
        }
    }
  return (guint) best;
}

static void
count_one (Search *self)
{
  guint known = 0;

  for (guint k = 0; k < self->n_colluders; k++)
    known |= (guint) self->answers[k] << k;
  self->counts->n[known]++;
  for (guint i = 0; i < self->tables->n_rows; i++)
    self->counts->yes[known][i] += self->answers[i];
}

static void
search (Search *self)
{
  const guint n_settled = self->n_settled;
  guint person;

  if (n_settled == self->tables->n_rows)
    {
      count_one (self);
      return;
    }
  person = choose (self);
  for (guint8 yes = 0; yes < 2; yes++)
    {
      if (settle (self, person, yes))
        search (self);
      reopen (self, n_settled);
    }
}

/**
 * fibre_count:
 * @tables: whose first cell is that of all respondents
 * @column: (array): slots of a data set that has the tables
 * @n_colluders: of the first so many respondents
 * @counts: (out caller-allocates): all data sets that have them
 */
void
fibre_count (const Tables *tables, const guint8 *column, guint n_colluders, FibreCounts *counts)
{
  g_autofree double *log_n = g_new0 (double, tables->n_rows + 1);
  g_autofree guint *n_lacking = g_new0 (guint, tables->n_cells + 1);
  g_autofree guint *n_open = g_new0 (guint, tables->n_cells + 1);
  g_autofree double *log_ways = g_new0 (double, tables->n_cells + 1);
  g_autofree guint8 *answers = g_new (guint8, tables->n_rows + 1);
  g_autofree guint *settled = g_new (guint, tables->n_rows + 1);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Search self = { .tables = tables, .n_colluders = n_colluders, .counts = counts };

  for (guint i = 2; i <= tables->n_rows; i++)
    log_n[i] = log_n[i - 1] + log (i);
  for (guint c = 0; c < tables->n_cells; c++)
    g_ptr_array_add (members, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < tables->n_rows; i++)
    {
      for (guint k = 0; k < tables->cells_of[i]->len; k++)
        {
          const guint cell = g_array_index (tables->cells_of[i], guint, k);

          n_open[cell]++;
          n_lacking[cell] += column[i] == MOK_SLOT_FIRST_ANSWER;
          g_array_append_val ((GArray *) g_ptr_array_index (members, cell), i);
        }
    }
  memset (answers, OPEN, tables->n_rows);
  for (guint c = 0; c < G_N_ELEMENTS (counts->n); c++)
    {
      counts->n[c] = 0;
      counts->yes[c] = g_new0 (double, tables->n_rows + 1);
    }
  self.members = (GArray **) members->pdata;
  self.n_lacking = n_lacking;
  self.n_open = n_open;
  self.log_ways = log_ways;
  self.log_n = log_n;
  self.answers = answers;
  self.settled = settled;
  for (guint c = 0; c < tables->n_cells; c++)
    update_ways (&self, c);
  search (&self);
}

void
fibre_counts_clear (FibreCounts *self)
{
  for (guint c = 0; c < G_N_ELEMENTS (self->yes); c++)
    g_clear_pointer (&self->yes[c], g_free);
}
