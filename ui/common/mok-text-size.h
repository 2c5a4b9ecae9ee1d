/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How large text is, for people who need it larger than the desktop's setting. */

#include <glib.h>

G_BEGIN_DECLS

void mok_text_size_step (int direction);
void mok_text_size_reset (void);
void mok_text_size_cycle (void);
int mok_text_size_get_percent (void);

G_END_DECLS
