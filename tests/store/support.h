/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the tests of store/ share: a folder that goes away, cheap hashes, and whole files as bytes. */

#include <glib.h>

G_BEGIN_DECLS

void support_init (int *argc, char ***argv);
char *support_make_folder (void);
void support_remove_folder (char *folder);
guint support_count_files (const char *folder);
GByteArray *support_read (const char *path);
void support_write (const char *path, const guint8 *data, gsize size);
void support_execute (const char *path, const char *sql);
gboolean support_contains (const char *path, const void *needle, gsize size);
gboolean support_run_unprivileged (const char *folder, gboolean (*func) (gpointer data), gpointer data);

typedef char SupportFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportFolder, support_remove_folder)

G_END_DECLS
