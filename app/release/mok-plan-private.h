/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a release does before it draws a single number: blocks, routes and urns. Made from backgrounds only. */

#include <glib.h>

#include "release/mok-urns-private.h"

G_BEGIN_DECLS

typedef struct
{
  MokCodebook *codebook; /* (owned) */
  MokReleaseParameters parameters;
  GPtrArray *protections; /* (nullable) (owned) (element-type MokProtection): those of the codebook, in its order */
  MokRoutes *routes;      /* (owned) */
  MokBlocks *blocks;      /* (owned) */
  MokUrns **urns;         /* (owned): of each block; blocks whose urns are the same share them */
  gsize n_rows;
  guint8 **law_facts; /* (owned): of each variable its true column, or NULL */
} MokPlan;

MokPlan *mok_plan_new (const MokRawTable *table, GPtrArray *protections, const MokReleaseParameters *parameters);
void mok_plan_free (MokPlan *self);
void mok_plan_fill_row (const MokPlan *self, const MokRawTable *table, gsize person, MokRow *row);
void
mok_plan_begin_row (const MokPlan *self, const MokBlock *block, const MokRawTable *table, gsize person, MokRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokPlan, mok_plan_free)

G_END_DECLS
