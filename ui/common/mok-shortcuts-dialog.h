/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The keyboard map, to be read. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWindow *mok_shortcuts_dialog_new (GtkWindow *parent);

G_END_DECLS
