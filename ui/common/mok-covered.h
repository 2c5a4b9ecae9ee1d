/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Pages of a stack that are not shown, for screen readers. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mok_covered_hide (GtkWidget *stack);

G_END_DECLS
