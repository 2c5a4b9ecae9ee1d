/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The inside of a box, for the files that share it and for merging. Only for store/. */

#include "interview/mok-record.h"
#include "store/mok-box-row.h"
#include "store/mok-box.h"
#include "store/mok-slots.h"

G_BEGIN_DECLS

struct _MokBox
{
  GObject parent_instance;

  GRecMutex lock;
  MokSqlite *file;
  MokManifest *manifest;
  MokRecordLayout *layout;
  MokBoxRow row; /* as last read */
  gboolean needs_code;
  gsize response_cell_size;
  gsize comment_cell_size;
};

extern const MokSqliteFormat mok_box_format;

/* What was made, for the survey that makes it. */
typedef struct
{
  MokBoxRow row;
  GStrv codes; /* (owned) (nullable): as printed; wiped */
  guint n_codes;
  guint8 code_list[MOK_CODE_LIST_SIZE]; /* digest of the hashes of all codes, ascending */
} MokBoxMade;

void mok_box_made_clear (MokBoxMade *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokBoxMade, mok_box_made_clear)

gboolean mok_box_create_full (const char *path,
                              MokManifest *manifest,
                              const MokBoxOptions *options,
                              gboolean synthetic,
                              MokBoxMade *made,
                              GError **error);
MokBox *mok_box_open_image (GBytes *image, const char *path, MokManifest *known, GError **error);
gboolean mok_box_check_usable (MokBox *self, GError **error);
gboolean mok_box_refresh (MokBox *self, GError **error);
gboolean mok_box_count_taken (MokBox *self, guint *taken, GError **error);
char *mok_box_dup_hex_id (MokBox *self);

gboolean mok_box_make_codes (MokSqlite *file, MokManifest *manifest, guint n_codes, MokBoxMade *made, GError **error);
gboolean mok_box_find_code (MokBox *self, const guint8 *hash, GError **error);
void mok_box_set_unknown_code (GError **error);
gboolean mok_box_hash_code (MokBox *self, const char *code, guint8 *hash, GError **error);
gboolean mok_box_set_end_code (MokBoxRow *row, const char *end_code, GError **error);

G_END_DECLS
