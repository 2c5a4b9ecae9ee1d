/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The weighted part of a cube. */

#include "release/mok-cube-private.h"
#include "release/mok-varint-private.h"

G_BEGIN_DECLS

/* Weighted counts of one variable in some groups. */
typedef struct
{
  double *counts;   /* (owned) */
  double *expected; /* (owned) (nullable): of a release */
} MokCubeWeights;

void mok_cube_write_weights (GByteArray *bytes, const MokTally *tally, const MokCubeContents *contents);
gboolean mok_cube_take_weights (MokCube *self, MokByteReader *reader);
MokCubeWeights mok_cube_read_weights (const MokCube *self, guint variable, int by);
void mok_cube_weights_clear (MokCubeWeights *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokCubeWeights, mok_cube_weights_clear)

G_END_DECLS
