/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counting columns of bytes, by groups of respondents: eight rows a load, four histograms in turn, so that equal
 * neighbours do not wait for each other's increment. Must not know what the bytes mean.
 */

#include "config.h"

#include "release/mok-tabulate-private.h"

#include <string.h>

#include "base/mok-secret.h"

#define LANES 4

/* Four histograms of more counters than this fall out of the first cache: then one is faster. */
#define MAX_COUNTERS_FOR_LANES 4096

/**
 * mok_groups_new:
 * @column: (array length=n_rows): a value of each respondent
 * @levels: (array fixed-size=256): the group of each value, below @n_levels
 * @n_levels: how many groups, at most 256
 *
 * Returns: (transfer full): the groups
 */
MokGroups *
mok_groups_new (const guint8 *column, const guint8 *levels, guint n_levels, gsize n_rows)
{
  g_return_val_if_fail ((column != NULL || n_rows == 0) && levels != NULL && n_levels <= 256, NULL);

  MokGroups *self = g_new0 (MokGroups, 1);

  self->n_rows = n_rows;
  self->n_groups = n_levels;
  self->bytes = g_new (guint8, n_rows + 1);
  for (gsize i = 0; i < n_rows; i++)
    self->bytes[i] = levels[column[i]];
  return self;
}

/**
 * mok_groups_new_crossed:
 * @outer: groups of at most 256
 * @inner: groups of the same respondents, at most 256
 *
 * Returns: (transfer full): a group for each pair, numbered outer × all inner + inner
 */
MokGroups *
mok_groups_new_crossed (const MokGroups *outer, const MokGroups *inner)
{
  g_return_val_if_fail (outer != NULL && inner != NULL && outer->n_rows == inner->n_rows, NULL);
  g_return_val_if_fail (outer->bytes != NULL && inner->bytes != NULL, NULL);

  MokGroups *self = g_new0 (MokGroups, 1);

  self->n_rows = outer->n_rows;
  self->n_groups = outer->n_groups * inner->n_groups;
  if (self->n_groups <= 256)
    {
      self->bytes = g_new (guint8, self->n_rows + 1);
      for (gsize i = 0; i < self->n_rows; i++)
        self->bytes[i] = (guint8) (outer->bytes[i] * inner->n_groups + inner->bytes[i]);
    }
  else
    {
      self->words = g_new (guint32, self->n_rows + 1);
      for (gsize i = 0; i < self->n_rows; i++)
        self->words[i] = outer->bytes[i] * inner->n_groups + inner->bytes[i];
    }
  return self;
}

void
mok_groups_free (MokGroups *self)
{
  g_return_if_fail (self != NULL);

  if (self->bytes != NULL)
    mok_memory_wipe (self->bytes, self->n_rows);
  if (self->words != NULL)
    mok_memory_wipe (self->words, self->n_rows * sizeof *self->words);
  g_free (self->bytes);
  g_free (self->words);
  g_free (self);
}

/**
 * mok_tabulate_get_shift:
 * @n_values: at least 1
 *
 * Returns: the smallest shift with @n_values ≤ 1 << shift
 */
guint
mok_tabulate_get_shift (guint n_values)
{
  guint shift = 0;

  g_return_val_if_fail (n_values > 0, 0);

  while (1u << shift < n_values)
    shift++;
  return shift;
}

static void
add_lanes (guint32 *counts, const guint32 *lanes, gsize n_counters)
{
  for (gsize i = 0; i < n_counters; i++)
    counts[i] += lanes[i] + lanes[n_counters + i] + lanes[2 * n_counters + i] + lanes[3 * n_counters + i];
}

/* Eight keys of one byte each. */
static inline void
count_eight (guint64 keys, guint32 *a, guint32 *b, guint32 *c, guint32 *d)
{
  a[keys & 0xff]++;
  b[keys >> 8 & 0xff]++;
  c[keys >> 16 & 0xff]++;
  d[keys >> 24 & 0xff]++;
  a[keys >> 32 & 0xff]++;
  b[keys >> 40 & 0xff]++;
  c[keys >> 48 & 0xff]++;
  d[keys >> 56]++;
}

/**
 * mok_tabulate:
 * @column: (array length=n_rows): a value of each respondent
 * @counts: (inout) (array fixed-size=256): how many have each value is added here
 */
void
mok_tabulate (const guint8 *column, gsize n_rows, guint32 *counts)
{
  g_return_if_fail ((column != NULL || n_rows == 0) && counts != NULL && n_rows <= G_MAXUINT32);

  guint32 lanes[LANES][256] = { 0 };
  gsize i = 0;

  for (; i + 8 <= n_rows; i += 8)
    {
      guint64 values;

      memcpy (&values, column + i, sizeof values);
      count_eight (values, lanes[0], lanes[1], lanes[2], lanes[3]);
    }
  for (; i < n_rows; i++)
    lanes[0][column[i]]++;
  add_lanes (counts, lanes[0], 256);
}

/* Group and value together fit into a byte: eight keys are made by one shift and one addition. */
static void
count_packed (const guint8 *column, const guint8 *groups, gsize n_rows, guint shift, guint32 *counts, gsize n_counters)
{
  guint32 lanes[LANES][256] = { 0 };
  gsize i = 0;

  for (; i + 8 <= n_rows; i += 8)
    {
      guint64 values, high;

      memcpy (&values, column + i, sizeof values);
      memcpy (&high, groups + i, sizeof high);
      count_eight (high << shift | values, lanes[0], lanes[1], lanes[2], lanes[3]);
    }
  for (; i < n_rows; i++)
    lanes[0][groups[i] << shift | column[i]]++;
  for (gsize k = 0; k < n_counters; k++)
    counts[k] += lanes[0][k] + lanes[1][k] + lanes[2][k] + lanes[3][k];
}

static void
count_in_lanes (const guint8 *column,
                const guint8 *groups,
                gsize n_rows,
                guint shift,
                guint32 *counts,
                gsize n_counters)
{
  g_autofree guint32 *lanes = g_new0 (guint32, LANES * n_counters);
  guint32 *a = lanes, *b = a + n_counters, *c = b + n_counters, *d = c + n_counters;
  gsize i = 0;

  for (; i + 8 <= n_rows; i += 8)
    {
      guint64 values, high;

      memcpy (&values, column + i, sizeof values);
      memcpy (&high, groups + i, sizeof high);
      a[(high & 0xff) << shift | (values & 0xff)]++;
      b[(high >> 8 & 0xff) << shift | (values >> 8 & 0xff)]++;
      c[(high >> 16 & 0xff) << shift | (values >> 16 & 0xff)]++;
      d[(high >> 24 & 0xff) << shift | (values >> 24 & 0xff)]++;
      a[(high >> 32 & 0xff) << shift | (values >> 32 & 0xff)]++;
      b[(high >> 40 & 0xff) << shift | (values >> 40 & 0xff)]++;
      c[(high >> 48 & 0xff) << shift | (values >> 48 & 0xff)]++;
      d[high >> 56 << shift | values >> 56]++;
    }
  for (; i < n_rows; i++)
    a[(guint32) groups[i] << shift | column[i]]++;
  add_lanes (counts, lanes, n_counters);
}

/**
 * mok_tabulate_groups:
 * @column: a value of each respondent, below 1 << @shift
 * @groups: in which group each respondent is
 * @shift: at most 8
 * @counts: (inout) (array): `counts[group << shift | value]`, to which is added
 *
 * The frequencies of the whole column are the sums over the groups: no second pass is needed for them.
 */
void
mok_tabulate_groups (const guint8 *column, const MokGroups *groups, guint shift, guint32 *counts)
{
  g_return_if_fail (groups != NULL && counts != NULL && shift <= 8 && groups->n_rows <= G_MAXUINT32);
  g_return_if_fail (column != NULL || groups->n_rows == 0);

  const gsize n_counters = (gsize) groups->n_groups << shift;

  if (groups->bytes != NULL && n_counters <= 256)
    count_packed (column, groups->bytes, groups->n_rows, shift, counts, n_counters);
  else if (groups->bytes != NULL && n_counters <= MAX_COUNTERS_FOR_LANES)
    count_in_lanes (column, groups->bytes, groups->n_rows, shift, counts, n_counters);
  else if (groups->bytes != NULL)
    for (gsize i = 0; i < groups->n_rows; i++)
      counts[(gsize) groups->bytes[i] << shift | column[i]]++;
  else
    for (gsize i = 0; i < groups->n_rows; i++)
      counts[(gsize) groups->words[i] << shift | column[i]]++;
}
