/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How far two shares are apart: two groups, or two waves. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

/**
 * MokDifference:
 *
 * One share less another, −1 to 1.
 */
typedef struct
{
  double difference;
  double low; /* 95 % interval */
  double high;
  double p; /* of the hypothesis that there is no difference; NAN where it cannot be told */
} MokDifference;

void mok_newcombe_interval (const double *first, const double *second, double *low, double *high);
gboolean mok_table_compare (const MokTable *self,
                            guint row,
                            const MokTable *other,
                            guint other_row,
                            guint column,
                            MokDifference *result);
gboolean
mok_table_get_change (const MokTable *earlier, const MokTable *later, guint row, guint column, MokDifference *result);

G_END_DECLS
