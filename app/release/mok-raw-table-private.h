/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Raw answers in columns of bytes: in memory only, while a survey is closed. */

#include <glib.h>

#include "interview/mok-record.h"
#include "release/mok-codebook-private.h"
#include "release/mok-tabulate-private.h"

G_BEGIN_DECLS

typedef struct _MokRawTable MokRawTable;

MokRawTable *mok_raw_table_new (MokRecordLayout *layout, MokCodebook *codebook, gsize n_expected);
void mok_raw_table_free (MokRawTable *self);
gboolean mok_raw_table_add_record (MokRawTable *self, const guint8 *record, gsize size);
void mok_raw_table_finish (MokRawTable *self);
gsize mok_raw_table_get_n_rows (const MokRawTable *self);
MokCodebook *mok_raw_table_get_codebook (const MokRawTable *self);
guint mok_raw_table_get_n_columns (const MokRawTable *self, guint variable);
guint8 *mok_raw_table_get_column (const MokRawTable *self, guint variable, guint column);
void mok_raw_table_keep (MokRawTable *self, const gboolean *keep);
void mok_raw_table_sort (MokRawTable *self, const guint *variables, guint n_variables);
void mok_raw_table_recode (MokRawTable *self, guint variable, const guint8 *slots);
MokGroups *mok_raw_table_make_groups (const MokRawTable *self, guint variable, const guint8 *levels, guint n_levels);
void mok_raw_table_count (const MokRawTable *self, guint variable, const MokGroups *groups, guint32 *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRawTable, mok_raw_table_free)

G_END_DECLS
