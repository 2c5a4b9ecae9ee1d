/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Patches onto a seed that a fuzz target makes itself. */

#include <glib.h>

G_BEGIN_DECLS

GByteArray *fuzz_patch (const guint8 *seed, gsize seed_size, gsize page, const guint8 *patches, gsize size);

G_END_DECLS
