/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* From the counts of one group to a row of a table. */

#include "release/mok-cube-private.h"

G_BEGIN_DECLS

/**
 * MokCubeGroup:
 * @sub_row: of mok_cube_get_n_rows()
 * @details: of an outcome: bits of what is told beside its classes, in place of these; 0 = the classes
 * @weighted: slots of the group, sums of weights; %NULL = not weighted
 * @effect: how many of the group are worth one without weights
 * @reach: how many of those who could have answered did; 0 = not known
 * @rate: with what chance answers were replaced; 0 = exact
 * @exact: whether counts may be shown
 * @min_shown: a base below this is not shown
 */
typedef struct
{
  const MokVariable *variable;
  guint sub_row;
  guint details;
  const guint32 *counts;
  const double *expected;          /* (nullable) */
  const double *weighted;          /* (nullable) */
  const double *weighted_expected; /* (nullable) */
  double effect;
  double reach;
  double rate;
  gboolean exact;
  double min_shown;
} MokCubeGroup;

void mok_cube_fill_row (const MokCubeGroup *group, MokTableRow *row);

G_END_DECLS
