/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The language in which the program speaks. */

#include <glib.h>

G_BEGIN_DECLS

void mok_language_init (void);
void mok_language_set (const char *language);
const char *mok_language_get (void);

G_END_DECLS
