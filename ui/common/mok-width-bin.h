/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A container that knows whether it is narrow. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOK_TYPE_WIDTH_BIN (mok_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (MokWidthBin, mok_width_bin, MOK, WIDTH_BIN, GtkWidget)

GtkWidget *mok_width_bin_new (int threshold);
void mok_width_bin_set_child (MokWidthBin *self, GtkWidget *child);
GtkWidget *mok_width_bin_get_child (MokWidthBin *self);
void mok_width_bin_set_fitting (MokWidthBin *self, gboolean fitting);
gboolean mok_width_bin_get_narrow (MokWidthBin *self);

G_END_DECLS
