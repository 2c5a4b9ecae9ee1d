/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A folder for files on their way in or out. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* The path of a folder that is removed with all it holds when the variable goes out of scope. */
typedef char TransitFolder;

TransitFolder *mok_transit_folder_new (const char *parent, GError **error);
void mok_transit_folder_remove (TransitFolder *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransitFolder, mok_transit_folder_remove)

G_END_DECLS
