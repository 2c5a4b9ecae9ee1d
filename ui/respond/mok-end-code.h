/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Asking for the code that ends a shared computer's use of a box. */

#include <gtk/gtk.h>

#include "respond/mok-shared-link.h"
#include "store/mok-box.h"

G_BEGIN_DECLS

void mok_end_code_ask_async (GtkWindow *parent,
                             MokBox *box,
                             MokSharedLink *link,
                             gboolean end,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean mok_end_code_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
