/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A digest as words that people can compare. Only for store/. */

#include <glib.h>

G_BEGIN_DECLS

char **mok_words_from_digest (const guint8 *digest, guint n_words, const char *language);

G_END_DECLS
