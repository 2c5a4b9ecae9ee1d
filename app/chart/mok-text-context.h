/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Letters whose lengths are the same on every screen and on paper. */

#include <pango/pango.h>

G_BEGIN_DECLS

PangoContext *mok_text_context_new (const char *language);
gboolean mok_text_context_is_right_to_left (const char *language);
PangoFontDescription *mok_text_context_create_font (const char *family, double size, PangoWeight weight);

G_END_DECLS
