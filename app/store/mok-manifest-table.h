/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The manifest inside a file. Only for store/. */

#include "store/mok-manifest.h"
#include "store/mok-sqlite.h"

G_BEGIN_DECLS

#define MOK_MANIFEST_TABLE "CREATE TABLE manifest(bytes BLOB NOT NULL, digest BLOB NOT NULL);"

gboolean mok_manifest_save (MokManifest *self, MokSqlite *file, GError **error);
MokManifest *mok_manifest_load (MokSqlite *file, MokManifest *known, GError **error);

G_END_DECLS
