/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Files that people choose a place for: all there, or what was there before. */

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MokFileSaveFlags:
 * @MOK_FILE_SAVE_PRIVATE: only its owner can read a new file
 * @MOK_FILE_SAVE_NEW: a file that is there already is not replaced
 */
typedef enum
{
  MOK_FILE_SAVE_PLAIN = 0,
  MOK_FILE_SAVE_PRIVATE = 1 << 0,
  MOK_FILE_SAVE_NEW = 1 << 1,
} MokFileSaveFlags;

void mok_file_set_save_error (GError **error, const GError *cause, GFile *target);
gboolean mok_file_save (GFile *target,
                        GInputStream *content,
                        gint64 size,
                        MokFileSaveFlags flags,
                        GFileProgressCallback progress,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error);
gboolean mok_file_save_bytes (GFile *target, GBytes *content, MokFileSaveFlags flags, GError **error);

G_END_DECLS
