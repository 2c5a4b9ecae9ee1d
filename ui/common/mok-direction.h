/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Pages whose text runs to the left. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *mok_direction_dup_number (GtkWidget *widget, const char *text);

G_END_DECLS
