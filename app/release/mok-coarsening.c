/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Merging levels (docs/release.md, "Coarsening"). Must not see an answer: what is merged tells nothing but how many
 * people have which background.
 */

#include "config.h"

#include "release/mok-coarsening-private.h"

#include <string.h>

static guint
find_smallest (const guint32 *levels, guint n, int except)
{
  guint found = except == 0 ? 1 : 0;

  for (guint i = found + 1; i < n; i++)
    {
      if ((int) i != except && levels[i] < levels[found])
        found = i;
    }
  return found;
}

/* The neighbour on the side with fewer people; on equal sides the lower one. */
static guint
find_neighbour (const guint32 *levels, guint n, guint level)
{
  if (level == 0)
    return 1;
  if (level == n - 1 || levels[level - 1] <= levels[level + 1])
    return level - 1;
  return level + 1;
}

/**
 * mok_coarsening_run:
 * @counts: (array length=n_raw): people of each raw level, in the order of the codes
 * @n_raw: at most 255
 * @ordered: whether levels have an order: then only neighbours merge
 * @min_group: what each level must have
 *
 * While the smallest level has fewer than @min_group people, it is merged: with the smaller neighbour if levels are
 * ordered, else with the next smallest; ties go to the lowest code. Raw levels that nobody has are in no level. When
 * one level is left there is nothing to break down by.
 */
void
mok_coarsening_run (MokCoarsening *self, const guint32 *counts, guint n_raw, gboolean ordered, guint32 min_group)
{
  g_return_if_fail (self != NULL && counts != NULL && n_raw < MOK_LEVEL_NONE);

  guint32 levels[256];
  guint n = 0;

  self->n_raw = n_raw;
  memset (self->level_of, MOK_LEVEL_NONE, sizeof self->level_of);
  for (guint i = 0; i < n_raw; i++)
    {
      if (counts[i] == 0)
        continue;
      self->level_of[i] = (guint8) n;
      levels[n++] = counts[i];
    }
  while (n > 1)
    {
      const guint smallest = find_smallest (levels, n, -1);

      if (levels[smallest] >= min_group)
        break;

      const guint other = ordered ? find_neighbour (levels, n, smallest) : find_smallest (levels, n, (int) smallest);
      const guint into = MIN (smallest, other);
      const guint from = MAX (smallest, other);

      levels[into] += levels[from];
      memmove (levels + from, levels + from + 1, (n - from - 1) * sizeof *levels);
      n--;
      for (guint i = 0; i < n_raw; i++)
        {
          if (self->level_of[i] == MOK_LEVEL_NONE)
            continue;
          if (self->level_of[i] == from)
            self->level_of[i] = (guint8) into;
          else if (self->level_of[i] > from)
            self->level_of[i]--;
        }
    }
  self->n_levels = n;
}
