/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Asks whatever helps with typing to learn nothing. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mok_private_entry_set_up (GtkWidget *field, GtkInputPurpose purpose);

G_END_DECLS
