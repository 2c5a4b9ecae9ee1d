/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Saving what was made to a place that somebody chose. */

#include <gio/gio.h>

#include "store/mok-file-save.h"

G_BEGIN_DECLS

void
mok_save_file_async (GFile *file, GBytes *content, MokFileSaveFlags flags, GAsyncReadyCallback callback, gpointer data);
gboolean mok_save_file_finish (GAsyncResult *result, GError **error);

G_END_DECLS
