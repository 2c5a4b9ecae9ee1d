/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Memory for answers and keys: locked where the system allows it, guarded, and wiped when released.
 * Wraps libsodium's memory, randomness and hashing. Must not seal anything: keys and sealing are in store/.
 */

#include "config.h"

#include "base/mok-secret.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <sodium.h>

struct _MokSecret
{
  gatomicrefcount refs;
  gsize size;
  guint8 *data;
};

/**
 * mok_secret_new:
 * @size: bytes, at least 1
 *
 * Returns: (transfer full): @size bytes of zeroed secret memory
 */
MokSecret *
mok_secret_new (gsize size)
{
  g_return_val_if_fail (size > 0, NULL);

  MokSecret *self = g_new0 (MokSecret, 1);

  g_atomic_ref_count_init (&self->refs);
  self->size = size;
  self->data = sodium_malloc (size);
  if (self->data == NULL)
    g_error ("out of secret memory");
  sodium_memzero (self->data, size);
  return self;
}

MokSecret *
mok_secret_ref (MokSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_secret_unref (MokSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  sodium_free (self->data);
  g_free (self);
}

guint8 *
mok_secret_data (MokSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

gsize
mok_secret_size (const MokSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

void
mok_secret_wipe (MokSecret *self)
{
  g_return_if_fail (self != NULL);

  sodium_memzero (self->data, self->size);
}

/**
 * mok_memory_wipe:
 *
 * Overwrites @size bytes with zeros in a way that the compiler cannot leave out.
 */
void
mok_memory_wipe (gpointer data, gsize size)
{
  if (size > 0)
    sodium_memzero (data, size);
}

typedef struct
{
  guint8 *data;
  gsize size;
} Taken;

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  mok_memory_wipe (taken->data, taken->size);
  g_free (taken->data);
  g_free (taken);
}

/**
 * mok_memory_take:
 * @data: (transfer full) (array length=size): from g_malloc()
 *
 * Returns: (transfer full): @data, wiped when nobody uses it any more
 */
GBytes *
mok_memory_take (guint8 *data, gsize size)
{
  Taken *taken = g_new (Taken, 1);

  *taken = (Taken){ data, size };
  return g_bytes_new_with_free_func (data, size, taken_free, taken);
}

/**
 * mok_memory_forbid_dumps:
 *
 * Keeps this process from leaving a core dump or being read by a debugger of the same user.
 */
void
mok_memory_forbid_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void
mok_random_bytes (gpointer data, gsize size)
{
  randombytes_buf (data, size);
}

/**
 * mok_hash:
 * @digest: (out caller-allocates) (array length=digest_size): where the digest goes
 * @digest_size: 16 to 64 bytes
 *
 * BLAKE2b (RFC 7693) of @size bytes at @data.
 */
void
mok_hash (guint8 *digest, gsize digest_size, gconstpointer data, gsize size)
{
  g_return_if_fail (digest_size >= crypto_generichash_BYTES_MIN && digest_size <= crypto_generichash_BYTES_MAX);

  crypto_generichash (digest, digest_size, data, size, NULL, 0);
}

/**
 * mok_hash_keyed:
 * @key: 16 to 64 bytes
 * @digest_size: 16 to 64 bytes
 *
 * Keyed BLAKE2b (RFC 7693) of @size bytes at @data.
 *
 * Returns: (transfer full): the digest, as secret as the key
 */
MokSecret *
mok_hash_keyed (MokSecret *key, gsize digest_size, gconstpointer data, gsize size)
{
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (key->size >= crypto_generichash_KEYBYTES_MIN && key->size <= crypto_generichash_KEYBYTES_MAX,
                        NULL);
  g_return_val_if_fail (digest_size >= crypto_generichash_BYTES_MIN && digest_size <= crypto_generichash_BYTES_MAX,
                        NULL);

  MokSecret *digest = mok_secret_new (digest_size);

  crypto_generichash (digest->data, digest_size, data, size, key->data, key->size);
  return digest;
}
