/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The head of a table: titles, scale and columns of a variable. */

#include "release/mok-cube-private.h"

G_BEGIN_DECLS

MokText *mok_cube_dup_title (const MokQuestion *question);
const MokCodebookProtection *mok_cube_find_protection (const MokCube *self, guint outcome);
MokTable *mok_cube_make_table (const MokCube *self, guint index, gboolean details);

G_END_DECLS
