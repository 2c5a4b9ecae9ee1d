/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Everything that is counted of a table: each variable in total, by each breakdown, and by each pair of them. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "release/mok-judge-private.h"
#include "release/mok-raw-table-private.h"

G_BEGIN_DECLS

/* How the answers of a background are put together for a release. */
typedef struct
{
  guint n_raw;          /* answers */
  guint8 level_of[256]; /* of each answer, or MOK_LEVEL_NONE */
  guint n_levels;
  gboolean none; /* those without an answer are a level of their own, behind the others */
} MokLevels;

/* One way of putting respondents into groups. */
typedef struct
{
  int outer; /* background, or -1: all respondents together */
  int inner; /* a background of a higher number, or -1 */
  guint n_outer;
  guint n_inner;     /* levels; 1 where there is no background */
  guint n_groups;    /* n_outer × n_inner, row-major, of those in a level of each … */
  MokGroups *groups; /* (owned) (nullable): … and groups of those who are not, in between */
  guint32 *sizes;    /* (owned) (array length=n_groups): respondents */
} MokGrouping;

/* One grouping, weighted. */
typedef struct
{
  double *counts;   /* (owned): n_groups × n_slots: sums of weights */
  double *expected; /* (owned) (nullable): likewise */
  double *effects;  /* (owned): of each group how many people are worth one: n Σw² / (Σw)²; 0 without weight */
} MokWeightedCounts;

typedef struct
{
  MokCodebook *codebook; /* (owned) */
  gsize n_rows;
  guint n_groupings;
  MokGrouping *groupings;      /* (owned): total, by each background, by each pair */
  gsize *offsets;              /* (owned): where the slots of each variable begin */
  gsize n_slots;               /* of all variables */
  guint32 **counts;            /* (owned): of each grouping, n_groups × n_slots, row-major */
  double largest_share;        /* the largest share of an answer in an urn that is at most one half */
  double **expected;           /* (owned) (nullable): likewise: sums of u, release.md, "Numbers shown" */
  double *weights;             /* (owned) (nullable): of each row */
  MokWeightedCounts *weighted; /* (owned) (nullable): of the total and of each background */
} MokTally;

MokTally *mok_tally_new (const MokRawTable *table,
                         const MokLevels *levels,
                         MokProgressFunc progress,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);
void mok_tally_free (MokTally *self);
void mok_tally_add_weights (MokTally *self, const MokRawTable *table, double *weights);
guint mok_tally_get_n_weighted (const MokTally *self);
void mok_tally_clear_weights (MokTally *self);
void mok_tally_add_expected (MokTally *self, const MokPlan *plan, MokJudge *judge, const MokRawTable *table);
guint mok_tally_find_grouping (const MokTally *self, int outer, int inner);
guint mok_tally_order_levels (const MokVariable *variable, const guint32 *counts, guint8 *slots);
void mok_levels_map (const MokLevels *self, guint8 other, guint8 *level_of_slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokTally, mok_tally_free)

G_END_DECLS
