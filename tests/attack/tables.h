/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Published tables of a synthetic survey: in which cells each respondent is counted. */

#include "synthetic.h"

G_BEGIN_DECLS

/* Which tables are published. */
typedef struct
{
  guint min_group; /* levels are merged until each has so many; 0 = as they are */
  guint min_base;  /* cells with fewer people are hidden */
  gboolean pairs;  /* besides every pair of backgrounds */
  guint min_pair;  /* a cell of a pair with fewer people is hidden */
} TablesRule;

typedef struct
{
  guint n_rows;
  guint n_cells;
  GArray **cells_of; /* (owned) (element-type guint): of each respondent */
} Tables;

Tables *tables_new (const Synthetic *survey, const TablesRule *rule);
void tables_free (Tables *self);
void tables_count (const Tables *self, const guint8 *column, guint8 slot, int *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tables, tables_free)

G_END_DECLS
