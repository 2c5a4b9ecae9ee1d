/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Patches onto a seed that a fuzz target makes itself. */

#include <glib.h>

G_BEGIN_DECLS

/* A patch: what to do (1), where (4, little-endian), how many bytes (1), then the bytes. */
#define FUZZ_PATCH_HEADER 6

enum
{
  FUZZ_PATCH_BYTES,       /* at an offset from the beginning */
  FUZZ_PATCH_BYTES_BEGIN, /* at an offset in the first page, where the header and the schema are */
  FUZZ_PATCH_CUT,         /* the file ends here */
  FUZZ_PATCH_APPEND,
  FUZZ_PATCH_ADD, /* to the byte */
  FUZZ_PATCH_COPY_PAGE,
  FUZZ_PATCH_VALUE, /* of a database: "where" is table, column, row, what to do (fuzz-rows.h) */
  N_FUZZ_PATCHES,
};

GByteArray *fuzz_patch (const guint8 *seed, gsize seed_size, gsize page, const guint8 *patches, gsize size);

G_END_DECLS
