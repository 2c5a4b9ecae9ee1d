/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Breaking a column of blocks into pages. Pure numbers: nothing here knows what a block says. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * MokPageItem:
 *
 * One block. Lengths are in any unit, the same for all.
 */
typedef struct
{
  const double *rows; /* (array length=n_rows): heights of what can be set apart: lines of a text, rows of a table */
  guint n_rows;
  double header;           /* height of what stands above the rows, and again on each page that they go on to */
  double gap;              /* kept free above it, unless it begins a page */
  guint min_rows;          /* fewest rows that may be left behind or carried over; at least half of them = one piece */
  gboolean keep_with_next; /* never the last of a page: a heading */
  gboolean new_page;       /* begins a page */
  gboolean needs_foot;     /* small print stands at the foot of its page */
} MokPageItem;

/* What stands of a block on one page. */
typedef struct
{
  guint item;
  guint page; /* from 0 */
  guint first_row;
  guint n_rows;
  double y; /* of its header, from the top of the page's room */
  double height;
} MokPagePart;

GArray *
mok_pages_break (const MokPageItem *items, guint n_items, double page_height, double foot_height, guint *n_pages);

G_END_DECLS
