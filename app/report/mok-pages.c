/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages: from heights to places. Keeps headings with what follows, charts whole, and a few lines together where a text
 * or a table goes on. Must not measure anything, and must not change the order.
 */

#include "config.h"

#include "report/mok-pages.h"

/* Sums of many heights may miss the page's height by a rounding error. */
#define TOLERANCE 1e-6

typedef struct
{
  const MokPageItem *items;
  guint n_items;
  double page_height;
  double foot_height;
  GArray *parts; /* (element-type MokPagePart) */
  guint page;
  double y;
  gboolean has_foot; /* what stands on the page so far needs one */
} Breaker;

static double
sum_rows (const MokPageItem *item, guint first, guint n)
{
  double sum = item->header;

  for (guint i = first; i < first + n; i++)
    sum += item->rows[i];
  return sum;
}

/* What must stay together from this row on: all that is left, where it is too short to be set apart. */
static guint
get_piece (const MokPageItem *item, guint first)
{
  const guint left = item->n_rows - first;
  const guint least = MAX (item->min_rows, 1);

  return left < 2 * least ? left : least;
}

/* Where the page ends for something more. */
static double
get_end (const Breaker *self, gboolean needs_foot)
{
  return self->page_height + (self->has_foot || needs_foot ? 0 : self->foot_height) + TOLERANCE;
}

/* The room that a block needs to begin: itself and all it is kept with, of the last one the first piece. */
static double
measure_chain (const Breaker *self, guint start, gboolean *needs_foot)
{
  double height = 0;

  *needs_foot = FALSE;
  for (guint i = start; i < self->n_items; i++)
    {
      const MokPageItem *item = &self->items[i];

      *needs_foot = *needs_foot || item->needs_foot;
      if (i > start)
        height += item->gap;
      if (!item->keep_with_next || i + 1 == self->n_items || self->items[i + 1].new_page)
        return height + sum_rows (item, 0, get_piece (item, 0));
      height += sum_rows (item, 0, item->n_rows);
    }
  return height;
}

static void
turn_page (Breaker *self)
{
  self->page++;
  self->y = 0;
  self->has_foot = FALSE;
}

/* How many rows from @first on go on this page; 0 where not even the least piece fits. */
static guint
count_rows (const Breaker *self, const MokPageItem *item, guint first)
{
  const double room = get_end (self, item->needs_foot) - self->y;
  const guint left = item->n_rows - first;
  const guint least = MAX (item->min_rows, 1);
  guint n = 0;

  while (n < left && sum_rows (item, first, n + 1) <= room)
    n++;
  if (n == left)
    return n;
  if (left < 2 * least || n < least)
    return 0;
  return MIN (n, left - least);
}

static void
place (Breaker *self, guint index)
{
  const MokPageItem *item = &self->items[index];
  guint first = 0;
  gboolean needs_foot;
  const double chain = measure_chain (self, index, &needs_foot);

  if (self->y > 0 && (item->new_page || self->y + item->gap + chain > get_end (self, needs_foot)))
    turn_page (self);
  if (self->y > 0)
    self->y += item->gap;
  do
    {
      guint n = count_rows (self, item, first);

      if (n == 0 && item->n_rows > 0 && self->y > 0)
        {
          turn_page (self);
          n = count_rows (self, item, first);
        }
      /* Higher than a page: whoever asks for that gets it whole. */
      if (n == 0)
        n = get_piece (item, first);

      const MokPagePart part = { index, self->page, first, n, self->y, sum_rows (item, first, n) };

      g_array_append_val (self->parts, part);
      self->y += part.height;
      self->has_foot = self->has_foot || item->needs_foot;
      first += n;
      if (first < item->n_rows)
        turn_page (self);
    }
  while (first < item->n_rows);
}

/**
 * mok_pages_break:
 * @items: (array length=n_items): the blocks, in reading order
 * @page_height: the room of a page that has a foot
 * @foot_height: how much more there is on a page of which nothing needs a foot
 * @n_pages: (out): how many pages, at least 1
 *
 * Sets blocks below each other. A block whose rows do not fit goes on the next page where its @min_rows allow that.
 * No part reaches beyond the room of its page unless a piece that must stay together is higher than a page.
 *
 * Returns: (transfer full) (element-type MokPagePart): the parts in reading order
 */
GArray *
mok_pages_break (const MokPageItem *items, guint n_items, double page_height, double foot_height, guint *n_pages)
{
  g_return_val_if_fail ((items != NULL || n_items == 0) && page_height > 0 && foot_height >= 0 && n_pages != NULL,
                        NULL);

  Breaker self = {
    .items = items,
    .n_items = n_items,
    .page_height = page_height,
    .foot_height = foot_height,
    .parts = g_array_new (FALSE, FALSE, sizeof (MokPagePart)),
  };

  for (guint i = 0; i < n_items; i++)
    place (&self, i);
  *n_pages = self.page + 1;
  return self.parts;
}
