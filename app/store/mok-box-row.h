/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a box says of itself: the one row of its table. Only for store/. */

#include "store/mok-box.h"
#include "store/mok-key.h"
#include "store/mok-sqlite.h"

G_BEGIN_DECLS

#define MOK_BOX_ID_SIZE 16
#define MOK_CODE_LIST_SIZE 32

#define MOK_BOX_ROW_TABLE                                                                                              \
  "CREATE TABLE box(id BLOB NOT NULL, label TEXT NOT NULL, site INTEGER NOT NULL, slots INTEGER NOT NULL,"             \
  " synthetic INTEGER NOT NULL, copy INTEGER NOT NULL, handed_over INTEGER NOT NULL,"                                  \
  " code_operations INTEGER NOT NULL, code_kibibytes INTEGER NOT NULL,"                                                \
  " end_operations INTEGER NOT NULL, end_kibibytes INTEGER NOT NULL,"                                                  \
  " end_salt BLOB NOT NULL, end_hash BLOB NOT NULL, idle_minutes INTEGER NOT NULL, digest BLOB NOT NULL);"

typedef struct
{
  guint8 id[MOK_BOX_ID_SIZE];
  char label[128];
  MokSite site;
  guint n_slots;
  gboolean synthetic;
  gboolean copy;
  guint handed_over;
  MokHashCost code_cost;
  MokHashCost end_cost; /* 0 operations: no end code */
  guint8 end_salt[MOK_PASSWORD_SALT_SIZE];
  guint8 end_hash[MOK_PASSWORD_HASH_SIZE];
  guint idle_minutes;
} MokBoxRow;

gboolean mok_box_row_insert (const MokBoxRow *self, MokManifest *manifest, MokSqlite *file, GError **error);
gboolean mok_box_row_update (const MokBoxRow *self, MokManifest *manifest, MokSqlite *file, GError **error);
gboolean mok_box_row_load (MokBoxRow *self, MokManifest *manifest, MokSqlite *file, GError **error);

G_END_DECLS
