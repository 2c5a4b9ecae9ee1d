/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The day whose law a survey explains, as people read it. */

#include <glib.h>

G_BEGIN_DECLS

char *mok_law_date_dup_text (const char *law_date);
char *mok_law_date_dup_note (const char *law_date);

G_END_DECLS
