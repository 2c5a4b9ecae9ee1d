/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Questions that hang together: each person's answers to one block are replaced together, or not at all. */

#include <glib.h>

#include "release/mok-routes-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_variables;
  guint *variables; /* (owned): in the order of the form */
  guint n_outer;
  guint *outer; /* (owned): backgrounds and law facts that decide about its routes */
} MokBlock;

typedef struct
{
  guint n_blocks;
  MokBlock *blocks; /* (owned): in the order of their first question */
  int *block_of;    /* (owned): of each question variable; -1 = a background, never replaced */
} MokBlocks;

MokBlocks *mok_blocks_new (const MokCodebook *codebook, const MokRoutes *routes, GPtrArray *protections);
void mok_blocks_free (MokBlocks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokBlocks, mok_blocks_free)

G_END_DECLS
