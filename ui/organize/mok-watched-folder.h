/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The synced folder of one survey: which one it is, and what arrives in it. */

#include <gio/gio.h>

G_BEGIN_DECLS

#define MOK_TYPE_WATCHED_FOLDER (mok_watched_folder_get_type ())
G_DECLARE_FINAL_TYPE (MokWatchedFolder, mok_watched_folder, MOK, WATCHED_FOLDER, GObject)

MokWatchedFolder *mok_watched_folder_new (const guint8 *survey_id);
GFile *mok_watched_folder_get (MokWatchedFolder *self);
gboolean mok_watched_folder_set (MokWatchedFolder *self, GFile *folder, GError **error);
void mok_watched_folder_look_async (MokWatchedFolder *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean mok_watched_folder_look_finish (MokWatchedFolder *self,
                                         GAsyncResult *result,
                                         GPtrArray **quiet,
                                         guint *n_waiting,
                                         GError **error);
void mok_watched_folder_take (MokWatchedFolder *self, GPtrArray *files);

G_END_DECLS
