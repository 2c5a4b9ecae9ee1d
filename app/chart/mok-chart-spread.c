/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Labels beside the points that they name, pushed apart where points are close. A pure function of numbers.
 * Must not know letters, lines or colours.
 */

#include "config.h"

#include "chart/mok-chart-private.h"

/* Labels that touch, and stand together. */
typedef struct
{
  double centre; /* of the whole block */
  double height;
  double wanted; /* sum over the labels: where the block's top would have to be for each of them */
  guint n;
} Block;

static void
settle (Block *self, double top, double bottom)
{
  const double start = CLAMP (self->wanted / self->n, top, MAX (bottom - self->height, top));

  self->centre = start + self->height / 2;
}

/**
 * mok_spread:
 * @centres: (array length=n) (inout): where the middles of the labels want to be, ascending; where they go
 * @heights: (array length=n): of the labels, with the air between them
 * @n: how many
 * @top: no label goes above
 * @bottom: no label goes below, unless all of them together are higher than the room
 *
 * Moves labels as little as possible (least squares), keeping their order, so that none lies over another: labels that
 * would touch form a block that is placed as a whole. This is isotonic regression by pooling adjacent violators (M.
 * Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid & E. Silverman, Annals of Mathematical Statistics 26, 1955).
 *
 * Returns: the height of all labels
 */
double
mok_spread (double *centres, const double *heights, guint n, double top, double bottom)
{
  g_return_val_if_fail (n == 0 || (centres != NULL && heights != NULL), 0);

  g_autofree Block *blocks = g_new0 (Block, n + 1);
  guint n_blocks = 0, label = 0;
  double all = 0;

  for (guint i = 0; i < n; i++)
    {
      blocks[n_blocks] = (Block){ .height = heights[i], .wanted = centres[i] - heights[i] / 2, .n = 1 };
      settle (&blocks[n_blocks++], top, bottom);
      while (n_blocks > 1
             && blocks[n_blocks - 2].centre + blocks[n_blocks - 2].height / 2
                    > blocks[n_blocks - 1].centre - blocks[n_blocks - 1].height / 2)
        {
          Block *upper = &blocks[n_blocks - 2];
          const Block *lower = &blocks[n_blocks - 1];

          /* Seen from the top of the joint block, the lower labels begin below all of the upper ones. */
          upper->wanted += lower->wanted - lower->n * upper->height;
          upper->height += lower->height;
          upper->n += lower->n;
          settle (upper, top, bottom);
          n_blocks--;
        }
      all += heights[i];
    }
  for (guint b = 0; b < n_blocks; b++)
    {
      double y = blocks[b].centre - blocks[b].height / 2;

      for (guint i = 0; i < blocks[b].n; i++, label++)
        {
          centres[label] = y + heights[label] / 2;
          y += heights[label];
        }
    }
  return all;
}
