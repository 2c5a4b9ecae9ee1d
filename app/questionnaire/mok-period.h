/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The stretch of time that a question asks about, from the column `bind::mok:period`. */

#include <glib.h>

G_BEGIN_DECLS

gboolean mok_period_is_valid (const char *code);
char *mok_period_dup_caption (const char *code);
gboolean mok_period_get_window (const char *code, guint date, guint *from, guint *to);

G_END_DECLS
