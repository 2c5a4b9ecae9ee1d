/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Outcomes without the cases that are in doubt. */

#include "release/mok-cube-private.h"

G_BEGIN_DECLS

gboolean mok_cube_can_tell_flagged (const MokVariable *outcome,
                                    const guint32 *counts,
                                    const double *expected,
                                    double rate,
                                    double least);
void mok_cube_take_flagged_away (const MokVariable *outcome, gboolean exact, guint32 *counts, double *expected);
char *mok_cube_dup_refusal_of_unflagged (const MokCube *self, const MokCodebookProtection *protection, int by);

G_END_DECLS
