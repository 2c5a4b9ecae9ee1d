/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The About window. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mok_about_show (GtkWindow *parent);

G_END_DECLS
