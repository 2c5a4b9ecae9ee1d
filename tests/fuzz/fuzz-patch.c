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

/* A patch: what to do (1), where (4, little-endian), how many bytes (1), then the bytes. */
#define PATCH_HEADER 6

enum
{
  PATCH_BYTES,       /* at an offset from the beginning */
  PATCH_BYTES_BEGIN, /* at an offset in the first page, where the header and the schema are */
  PATCH_CUT,         /* the file ends here */
  PATCH_APPEND,
  PATCH_ADD, /* to the byte */
  PATCH_COPY_PAGE,
  N_PATCHES,
};

static void
apply (GByteArray *file, gsize page, const guint8 *header, const guint8 *bytes, gsize n)
{
  const gsize offset = header[1] | (gsize) header[2] << 8 | (gsize) header[3] << 16 | (gsize) header[4] << 24;
  const gsize at = file->len > 0 ? offset % file->len : 0;

  switch (header[0] % N_PATCHES)
    {
    case PATCH_BYTES:
      memcpy (file->data + at, bytes, MIN (n, file->len - at));
      break;
    case PATCH_BYTES_BEGIN:
      if (file->len >= page)
        memcpy (file->data + offset % page, bytes, MIN (n, page - offset % page));
      break;
    case PATCH_CUT:
      g_byte_array_set_size (file, n % 2 == 0 ? at / page * page : at);
      break;
    case PATCH_APPEND:
      g_byte_array_append (file, bytes, n);
      break;
    case PATCH_ADD:
      for (gsize i = 0; i < n && at + i < file->len; i++)
        file->data[at + i] += bytes[i];
      break;
    case PATCH_COPY_PAGE:
    default:
      if (n > 0 && file->len >= page)
        memcpy (file->data + at / page * page, file->data + bytes[0] % (file->len / page) * page,
                MIN (page, file->len - at / page * page));
      break;
    }
}

/* Returns: @seed with the patches that @patches are taken for */
GByteArray *
fuzz_patch (const guint8 *seed, gsize seed_size, gsize page, const guint8 *patches, gsize size)
{
  GByteArray *file = g_byte_array_sized_new (seed_size);

  g_byte_array_append (file, seed, seed_size);
  while (size >= PATCH_HEADER)
    {
      const gsize n = MIN (patches[5], size - PATCH_HEADER);

      apply (file, page, patches, patches + PATCH_HEADER, n);
      patches += PATCH_HEADER + n;
      size -= PATCH_HEADER + n;
    }
  return file;
}
