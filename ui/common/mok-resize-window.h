/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A dialog that goes on to a larger page. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mok_resize_window (GtkWindow *window, int width, int height);

G_END_DECLS
