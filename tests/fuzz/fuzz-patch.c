/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Patches onto a seed.
 *
 * A mutated file is nearly always refused at its beginning, or for a digest of which form it belongs to. So the
 * fuzzer's bytes are a list of patches onto a seed that the target makes. Must not know what the seed is.
 */

#include "config.h"

#include "fuzz-patch.h"

#include <string.h>

#include "fuzz-rows.h"

/* How a database begins, the zero at the end included. */
#define DATABASE "SQLite format 3"

static void
apply_bytes (GByteArray *file, gsize page, const guint8 *header, const guint8 *bytes, gsize n)
{
  const gsize offset = header[1] | (gsize) header[2] << 8 | (gsize) header[3] << 16 | (gsize) header[4] << 24;
  const gsize at = file->len > 0 ? offset % file->len : 0;

  switch (header[0] % N_FUZZ_PATCHES)
    {
    case FUZZ_PATCH_BYTES:
      memcpy (file->data + at, bytes, MIN (n, file->len - at));
      break;
    case FUZZ_PATCH_BYTES_BEGIN:
      if (file->len >= page)
        memcpy (file->data + offset % page, bytes, MIN (n, page - offset % page));
      break;
    case FUZZ_PATCH_CUT:
      g_byte_array_set_size (file, n % 2 == 0 ? at / page * page : at);
      break;
    case FUZZ_PATCH_APPEND:
      g_byte_array_append (file, bytes, n);
      break;
    case FUZZ_PATCH_ADD:
      for (gsize i = 0; i < n && at + i < file->len; i++)
        file->data[at + i] += bytes[i];
      break;
    case FUZZ_PATCH_COPY_PAGE:
    default:
      if (n > 0 && file->len >= page)
        memcpy (file->data + at / page * page, file->data + bytes[0] % (file->len / page) * page,
                MIN (page, file->len - at / page * page));
      break;
    }
}

/* Values that are altered one after the other are altered in one go. */
static void
apply (GByteArray *file, FuzzRows **rows, gsize page, const guint8 *header, const guint8 *bytes, gsize n)
{
  if (header[0] % N_FUZZ_PATCHES != FUZZ_PATCH_VALUE)
    {
      if (*rows != NULL)
        fuzz_rows_close (g_steal_pointer (rows), file);
      apply_bytes (file, page, header, bytes, n);
      return;
    }
  if (*rows == NULL && file->len > sizeof DATABASE && memcmp (file->data, DATABASE, sizeof DATABASE) == 0)
    *rows = fuzz_rows_open (file->data, file->len);
  if (*rows != NULL)
    fuzz_rows_alter (*rows, header + 1, bytes, n);
}

/* Returns: @seed with the patches that @patches are taken for */
GByteArray *
fuzz_patch (const guint8 *seed, gsize seed_size, gsize page, const guint8 *patches, gsize size)
{
  GByteArray *file = g_byte_array_sized_new ((guint) seed_size);
  FuzzRows *rows = NULL;

  g_byte_array_append (file, seed, seed_size);
  while (size >= FUZZ_PATCH_HEADER)
    {
      const gsize n = MIN (patches[5], size - FUZZ_PATCH_HEADER);

      apply (file, &rows, page, patches, patches + FUZZ_PATCH_HEADER, n);
      patches += FUZZ_PATCH_HEADER + n;
      size -= FUZZ_PATCH_HEADER + n;
    }
  if (rows != NULL)
    fuzz_rows_close (rows, file);
  return file;
}
