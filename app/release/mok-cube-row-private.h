/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* From the counts of one group to a row of a table. */

#include "release/mok-cube-private.h"

G_BEGIN_DECLS

void mok_cube_fill_row (const MokVariable *variable,
                        const guint32 *counts,
                        const double *expected,
                        guint sub_row,
                        double rate,
                        gboolean exact,
                        double min_shown,
                        MokTableRow *row);

G_END_DECLS
