/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* From a table of true answers to a cube: exact for an open survey, replaced and certified for one that protects. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "release/mok-cube-private.h"
#include "release/mok-noise-private.h"

G_BEGIN_DECLS

/* What a cube is to say of the data. */
typedef struct
{
  MokCubeFlags flags;
  guint64 n_unreadable;
  guint law_date;         /* as 20261122 */
  GPtrArray *protections; /* (nullable) (element-type MokProtection): as of mok_judge_choose_protections() */
  GPtrArray *margins;     /* (nullable) (element-type MokMargin): as of mok_weighting_read_margins() */
  guint headcount;        /* who could have answered; 0 = not known */
} MokReleaseSource;

MokCube *mok_release_new_exact (MokRawTable *table,
                                const MokReleaseSource *source,
                                MokProgressFunc progress,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);
MokCube *mok_release_new_replaced (MokRawTable *table,
                                   const MokReleaseSource *source,
                                   const MokReleaseParameters *parameters,
                                   MokNoise *noise,
                                   MokProgressFunc progress,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);
void mok_release_coarsen (const MokRawTable *table, const MokReleaseParameters *parameters, MokLevels *coarsenings);

G_END_DECLS
