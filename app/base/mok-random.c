/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random numbers from ChaCha20, keyed by the system or by a seed: the same seed gives the same numbers on every
 * machine. Must not be used for keys: those come from mok_random_bytes().
 */

#include "config.h"

#include "base/mok-random.h"

#include <string.h>

#include <sodium.h>

#define BLOCK 1024

struct _MokRandom
{
  gatomicrefcount refs;
  guint8 key[crypto_stream_chacha20_KEYBYTES];
  guint64 block;
  gsize used;
  guint8 bytes[BLOCK];
};

/**
 * mok_random_new_keyed:
 * @key: (array fixed-size=32): the key of the stream
 *
 * Returns: (transfer full): the stream of ChaCha20 under @key; block number as nonce
 */
MokRandom *
mok_random_new_keyed (const guint8 *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  MokRandom *self = g_new0 (MokRandom, 1);

  g_atomic_ref_count_init (&self->refs);
  memcpy (self->key, key, sizeof self->key);
  self->used = BLOCK;
  return self;
}

/**
 * mok_random_new:
 *
 * Returns: (transfer full): a source that nobody can foresee
 */
MokRandom *
mok_random_new (void)
{
  guint8 key[crypto_stream_chacha20_KEYBYTES];

  randombytes_buf (key, sizeof key);
  MokRandom *self = mok_random_new_keyed (key);
  sodium_memzero (key, sizeof key);
  return self;
}

/**
 * mok_random_new_seeded:
 *
 * Returns: (transfer full): a source that gives the same numbers for the same @seed, for simulations and tests
 */
MokRandom *
mok_random_new_seeded (guint64 seed)
{
  guint8 key[crypto_stream_chacha20_KEYBYTES] = { 0 };
  const guint64 little = GUINT64_TO_LE (seed);

  memcpy (key, &little, sizeof little);
  return mok_random_new_keyed (key);
}

MokRandom *
mok_random_ref (MokRandom *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_random_unref (MokRandom *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

static guint32
next (MokRandom *self)
{
  if (self->used + sizeof (guint32) > BLOCK)
    {
      const guint64 little = GUINT64_TO_LE (self->block);
      guint8 nonce[crypto_stream_chacha20_NONCEBYTES];

      G_STATIC_ASSERT (sizeof nonce == sizeof little);
      memcpy (nonce, &little, sizeof nonce);
      crypto_stream_chacha20 (self->bytes, BLOCK, nonce, self->key);
      self->block++;
      self->used = 0;
    }

  guint32 value;

  memcpy (&value, self->bytes + self->used, sizeof value);
  self->used += sizeof value;
  return GUINT32_FROM_LE (value);
}

/**
 * mok_random_uniform:
 * @bound: at least 1
 *
 * Returns: a number from 0 to @bound - 1, every one equally likely (by rejection)
 */
guint32
mok_random_uniform (MokRandom *self, guint32 bound)
{
  g_return_val_if_fail (self != NULL && bound > 0, 0);

  const guint32 reject_below = (guint32) -bound % bound;
  guint32 value;

  do
    value = next (self);
  while (value < reject_below);
  return value % bound;
}

/**
 * mok_random_double:
 *
 * Returns: a number in [0, 1) with 32 random bits
 */
double
mok_random_double (MokRandom *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return next (self) / 4294967296.0;
}

/**
 * mok_random_shuffle:
 * @items: (array length=n_items) (inout): numbers to put into random order
 *
 * Fisher and Yates' shuffle.
 */
void
mok_random_shuffle (MokRandom *self, guint *items, gsize n_items)
{
  g_return_if_fail (self != NULL && (items != NULL || n_items == 0));

  for (gsize i = n_items; i > 1; i--)
    {
      const gsize j = mok_random_uniform (self, (guint32) i);
      const guint swapped = items[i - 1];

      items[i - 1] = items[j];
      items[j] = swapped;
    }
}
