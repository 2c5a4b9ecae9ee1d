/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Asking for files to open and places to save, through the portal where there is one. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MokFileKind:
 * @name: what the filter is called, untranslated, marked with N_()
 * @patterns: (array zero-terminated=1): file name patterns such as `*.mokbox`
 */
typedef struct
{
  const char *name;
  const char *patterns[6];
} MokFileKind;

extern const MokFileKind MOK_FILE_BOX[1];
extern const MokFileKind MOK_FILE_SURVEY[1];

void mok_file_open_async (GtkWindow *parent,
                          const char *title,
                          const MokFileKind *kinds,
                          guint n_kinds,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
GFile *mok_file_open_finish (GAsyncResult *result, GError **error);
void mok_file_open_several_async (GtkWindow *parent,
                                  const char *title,
                                  const MokFileKind *kinds,
                                  guint n_kinds,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GListModel *mok_file_open_several_finish (GAsyncResult *result, GError **error);
void mok_file_save_async (GtkWindow *parent,
                          const char *title,
                          const char *name,
                          const MokFileKind *kinds,
                          guint n_kinds,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
GFile *mok_file_save_finish (GAsyncResult *result, GError **error);
void mok_folder_open_async (GtkWindow *parent,
                            const char *title,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
GFile *mok_folder_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
