/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds the name nearest to a misspelt one. Must not know what the names are for. */

#include "config.h"

#include "questionnaire/mok-nearest.h"

#include <string.h>

/* Longer words are compared up to here: enough to tell names apart, and bounded work on any input. */
#define MAX_LENGTH 64

/* Damerau's distance with adjacent swaps (optimal string alignment), letters without case. */
static guint
distance (const char *a, gsize a_length, const char *b, gsize b_length)
{
  guint rows[3][MAX_LENGTH + 1];

  for (gsize j = 0; j <= b_length; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= a_length; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *above2 = rows[(i + 1) % 3];

      row[0] = (guint) i;
      for (gsize j = 1; j <= b_length; j++)
        {
          const char x = g_ascii_tolower (a[i - 1]);
          const char y = g_ascii_tolower (b[j - 1]);
          guint best = above[j - 1] + (x != y);

          best = MIN (best, above[j] + 1);
          best = MIN (best, row[j - 1] + 1);
          if (i > 1 && j > 1 && x == g_ascii_tolower (b[j - 2]) && y == g_ascii_tolower (a[i - 2]))
            best = MIN (best, above2[j - 2] + 1);
          row[j] = best;
        }
    }
  return rows[a_length % 3][b_length];
}

/**
 * mok_nearest_name:
 * @wanted: a word that is none of the candidates
 * @candidates: (array length=n_candidates): the words there are
 *
 * Returns: (transfer none) (nullable): the first candidate that needs the fewest changes to become @wanted; %NULL when
 *   even that one needs more than one change for every three letters
 */
const char *
mok_nearest_name (const char *wanted, const char *const *candidates, gsize n_candidates)
{
  g_return_val_if_fail (wanted != NULL, NULL);

  const gsize length = MIN (strlen (wanted), MAX_LENGTH);
  /* A word of one letter is near to nothing but its other case. */
  guint best = length <= 1 ? 1 : (guint) MAX (1, length / 3) + 1;
  const char *nearest = NULL;

  for (gsize i = 0; i < n_candidates; i++)
    {
      const gsize candidate_length = MIN (strlen (candidates[i]), MAX_LENGTH);
      const guint d = distance (wanted, length, candidates[i], candidate_length);

      if (d < best)
        {
          best = d;
          nearest = candidates[i];
        }
    }
  return nearest;
}
