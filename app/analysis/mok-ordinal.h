/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Median and mean of answers that have an order. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

/**
 * MokOrdinal:
 *
 * The middle of the answers of one group, in scores; without those that say the question does not apply.
 */
typedef struct
{
  double base;  /* people; in a release an estimate */
  double least; /* the first score and the last; NAN for bands of numbers, which have none */
  double most;
  double median;
  double median_low; /* 95 % interval */
  double median_high;
  double mean; /* NAN, and so is its interval, for bands of numbers */
  double mean_low;
  double mean_high;
} MokOrdinal;

gboolean mok_table_has_order (const MokTable *self);
gboolean mok_table_get_ordinal (const MokTable *self, guint row, MokOrdinal *result);

G_END_DECLS
