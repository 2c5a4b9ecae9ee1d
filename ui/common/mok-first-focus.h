/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Where the keyboard begins on a page, without keeping it there. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mok_first_focus_set (GtkWidgetClass *klass, gboolean (*grab) (GtkWidget *widget));

G_END_DECLS
