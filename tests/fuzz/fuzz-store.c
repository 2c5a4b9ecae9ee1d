/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the fuzz targets of files share.
 *
 * Seeds are made from numbers that are not random at all, the same in every run, so that an input that crashes once
 * crashes again. Must not test anything itself.
 */

#include "config.h"

#include "fuzz-store.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/mok-init.h"
#include "store/mok-key-private.h"

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
