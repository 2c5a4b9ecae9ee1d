/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Keeping Korean words whole at the end of a line, on charts and in reports. */

#include <pango/pango.h>

G_BEGIN_DECLS

PangoAttrList *mok_line_breaks_new (const char *text);

G_END_DECLS
