/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Names for widgets that show an icon and no words. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mok_icon_name_set (GtkWidget *widget, const char *name);

G_END_DECLS
