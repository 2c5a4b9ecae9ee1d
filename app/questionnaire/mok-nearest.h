/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What somebody may have meant by a word that does not exist. */

#include <glib.h>

G_BEGIN_DECLS

const char *mok_nearest_name (const char *wanted, const char *const *candidates, gsize n_candidates);

G_END_DECLS
