/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Reading what stands before the counts of a cube. */

#include "release/mok-cube-private.h"
#include "release/mok-varint-private.h"

G_BEGIN_DECLS

char *mok_cube_take_text (MokByteReader *reader);
gboolean mok_cube_take_number (MokByteReader *reader, guint *number);
gboolean mok_cube_take_edges (MokCube *self, MokByteReader *reader);
gboolean mok_cube_take_protections (MokCube *self, MokByteReader *reader);
gboolean mok_cube_take_release (MokCube *self, MokByteReader *reader);

G_END_DECLS
