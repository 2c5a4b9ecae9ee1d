/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The inside of a release cube: its file format (docs/formats.md), shared by what writes and what reads it. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "release/mok-cube.h"
#include "release/mok-raw-table-private.h"

G_BEGIN_DECLS

#define MOK_CUBE_MAGIC "mokcube\n"
#define MOK_CUBE_MAGIC_SIZE 8
#define MOK_CUBE_VERSION 1
#define MOK_CUBE_CHECK_SIZE 16

typedef enum
{
  MOK_CUBE_EXACT = 1 << 0, /* counted, not estimated */
  MOK_CUBE_OPEN = 1 << 1,
  MOK_CUBE_SYNTHETIC = 1 << 2,
} MokCubeFlags;

/* The levels of a background that occur. */
typedef struct
{
  guint n_levels;
  guint8 slots[256]; /* of each level: which slot of the variable */
  GPtrArray *codes;  /* (owned) (element-type utf8) */
  GPtrArray *labels; /* (owned) (element-type MokText) (nullable element): NULL = left blank, not asked */
} MokCubeLevels;

struct _MokCube
{
  gatomicrefcount refs;
  MokCodebook *codebook;
  MokCubeFlags flags;
  guint64 n_respondents;
  guint64 n_unreadable;
  GBytes *bytes;
  MokCubeLevels *levels; /* (owned): of each background */
  gsize *offsets;        /* (owned): where each block of counts is in bytes; 0 = there is none */
};

MokCube *mok_cube_new_exact (const MokRawTable *table,
                             MokCubeFlags flags,
                             guint64 n_unreadable,
                             MokProgressFunc progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
guint mok_cube_order_levels (const MokVariable *variable, const guint32 *counts, guint8 *slots);
const char *mok_cube_get_label (const MokCubeLevels *levels, guint level, const char *language);
guint32 *mok_cube_read_total (const MokCube *self, guint variable);
guint32 *mok_cube_read_by (const MokCube *self, guint variable, guint background);
guint32 *mok_cube_read_crossed (const MokCube *self, guint variable, guint outer, guint inner);

G_END_DECLS
