/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The small print below a chart and its table. */

#include "analysis/mok-table.h"
#include "release/mok-weighting.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_RESULTS_CHART = 1 << 0,
  MOK_RESULTS_TABLE = 1 << 1,
} MokResultsShown;

char *mok_results_dup_foot (const MokTable *table, MokResultsShown shown, guint n_unreadable);
char *mok_results_dup_change_foot (const MokTable *earlier, const MokTable *later, MokResultsShown shown);
char *mok_results_dup_weighting (const MokWeighting *weighting);

G_END_DECLS
