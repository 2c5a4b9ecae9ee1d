/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Values as JSON text (RFC 8259), for files too large to be built in memory first. */

#include <glib.h>

G_BEGIN_DECLS

void mok_json_append_string (GString *json, const char *text);
void mok_json_append_double (GString *json, double number);

G_END_DECLS
