/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* From margins and true backgrounds to weights. */

#include <gio/gio.h>

#include "release/mok-raw-table-private.h"
#include "release/mok-weighting.h"

G_BEGIN_DECLS

GPtrArray *mok_weighting_read_margins (GFile *file, const MokCodebook *codebook, GError **error);
double *mok_weighting_rake (GPtrArray *margins,
                            const MokRawTable *table,
                            MokWeighting **weighting,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
