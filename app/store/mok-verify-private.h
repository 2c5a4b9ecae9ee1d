/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the checks of a file share. Only for store/. */

#include <sys/stat.h>

#include "store/mok-box-row.h"
#include "store/mok-sqlite.h"
#include "store/mok-verify.h"

G_BEGIN_DECLS

#define MOK_VERIFY_HEADER 100

/* Kinds of pages. */
#define MOK_VERIFY_INTERIOR_INDEX 2
#define MOK_VERIFY_INTERIOR_TABLE 5
#define MOK_VERIFY_LEAF_INDEX 10
#define MOK_VERIFY_LEAF_TABLE 13

/**
 * MokVerify:
 * @about: as it was before the file was read
 * @data: (array length=size): the whole content
 * @page_size: as the file says, or as it should be where that makes no sense
 * @file: (nullable): the content as a database
 * @manifest: (nullable): once it was found right
 * @row: once @row_is_right
 */
typedef struct
{
  const char *path;
  char *name; /* (owned): for messages */
  struct stat about;
  GBytes *image; /* (owned) */
  const guint8 *data;
  gsize size;
  gsize page_size;
  const MokSqliteFormat *format;
  MokSqlite *file;       /* (owned) */
  MokManifest *manifest; /* (owned) */
  MokBoxRow row;
  gboolean row_is_right;
  MokVerification *result;
  GCancellable *cancellable;
} MokVerify;

void mok_verify_pass (MokVerify *self, const char *check, const char *text);
void mok_verify_fail (MokVerify *self, const char *check, const char *format, ...) G_GNUC_PRINTF (3, 4);
void mok_verify_cannot_know (MokVerify *self, const char *check, const char *text);
void mok_verify_blocked (MokVerify *self, const char *check);
guint32 mok_verify_read_u32 (const guint8 *bytes);
guint mok_verify_read_u16 (const guint8 *bytes);
guint mok_verify_read_varint (const guint8 *bytes, gsize left, guint64 *value);
gboolean mok_verify_is_zero (const guint8 *bytes, gsize size);
const guint8 *mok_verify_get_page (const MokVerify *self, guint number);
gboolean mok_verify_may_have_deleted (MokVerify *self);
gboolean mok_verify_query (MokVerify *self, const char *sql, gint64 *value);

GBytes *mok_verify_read (const char *path, GError **error);
void mok_verify_outside (MokVerify *self);
void mok_verify_times (MokVerify *self);
void mok_verify_limits (MokVerify *self);
void mok_verify_header (MokVerify *self);
void mok_verify_schema (MokVerify *self);
void mok_verify_structure (MokVerify *self);
void mok_verify_free_pages (MokVerify *self);
void mok_verify_unused_bytes (MokVerify *self);
void mok_verify_overflow (MokVerify *self, const char *const *tables);
void mok_verify_manifest (MokVerify *self);
void mok_verify_box (MokVerify *self);
void mok_verify_survey (MokVerify *self);

G_END_DECLS
