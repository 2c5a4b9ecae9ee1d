/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A synced folder in which boxes arrive: which of them have finished arriving. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that looks the same for so long, in microseconds, is not being written. */
#define MOK_FOLDER_WATCH_PAUSE G_USEC_PER_SEC

typedef struct _MokFolderWatch MokFolderWatch;

MokFolderWatch *mok_folder_watch_new (GFile *folder);
void mok_folder_watch_free (MokFolderWatch *self);
gboolean mok_folder_watch_look (MokFolderWatch *self,
                                gint64 now,
                                GPtrArray **quiet,
                                GPtrArray **waiting,
                                GCancellable *cancellable,
                                GError **error);
void mok_folder_watch_take (MokFolderWatch *self, GPtrArray *files);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokFolderWatch, mok_folder_watch_free)

G_END_DECLS
