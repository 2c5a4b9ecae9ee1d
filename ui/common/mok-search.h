/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Whether a text holds what somebody is typing. */

#include <glib.h>

G_BEGIN_DECLS

char *mok_search_fold (const char *text);
gboolean mok_search_matches (const char *text, const char *needle);

G_END_DECLS
