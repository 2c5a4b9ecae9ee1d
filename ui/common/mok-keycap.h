/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A small picture of a key. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *mok_keycap_new (const char *key);

G_END_DECLS
