/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Merging the levels of a background until each has enough people. Looks at backgrounds only, never at answers. */

#include <glib.h>

#include "release/mok-codebook-private.h"

G_BEGIN_DECLS

/**
 * MokCoarsening:
 *
 * Which released level each raw level is in. Levels are numbered by their first raw level.
 */
typedef struct
{
  guint n_raw;
  guint n_levels;
  guint8 level_of[256]; /* of each raw level, or %MOK_LEVEL_NONE: nobody has it */
} MokCoarsening;

void mok_coarsening_run (MokCoarsening *self, const guint32 *counts, guint n_raw, gboolean ordered, guint32 min_group);

G_END_DECLS
