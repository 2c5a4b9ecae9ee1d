/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the fuzz targets of files share.
 *
 * A mutated database is nearly always refused at its first page, so the fuzzer's bytes are a list of patches onto a
 * seed file instead, and the seed is made here: the same in every run, from numbers that are not random at all. So an
 * input that crashes once crashes again. Must not test anything itself.
 */

#include "config.h"

#include "fuzz-store.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/mok-init.h"
#include "store/mok-key-private.h"

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

static guint64 counter;
static char *folder;

static const char *
get_name (void)
{
  return "counter";
}

static void
make_bytes (void *data, size_t size)
{
  static const guint8 key[crypto_stream_chacha20_KEYBYTES];
  guint8 nonce[crypto_stream_chacha20_NONCEBYTES] = { 0 };

  counter++;
  memcpy (nonce, &counter, sizeof nonce);
  crypto_stream_chacha20 (data, size, nonce, key);
}

static guint32
make_number (void)
{
  guint32 number;

  make_bytes (&number, sizeof number);
  return number;
}

static void
clean_up (void)
{
  support_remove_folder (folder);
}

void
fuzz_store_init (void)
{
  static randombytes_implementation implementation = {
    .implementation_name = get_name,
    .random = make_number,
    .buf = make_bytes,
  };
  const MokHashCost cheap = { .operations = 1, .kibibytes = 8 };

  randombytes_set_implementation (&implementation);
  mok_init ();
  mok_key_set_cost_for_tests (&cheap);
  folder = support_make_folder ();
  atexit (clean_up);
}

/* To be called for every input, so that it does not depend on those before. */
void
fuzz_store_rewind (void)
{
  counter = G_GUINT64_CONSTANT (1) << 32;
}

const char *
fuzz_store_get_folder (void)
{
  return folder;
}

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
fuzz_store_patch (const guint8 *seed, gsize seed_size, gsize page, const guint8 *patches, gsize size)
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
