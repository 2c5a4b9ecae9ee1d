/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The random stream of the replacement: ChaCha20, or in tests a generator that a fixture names. Must not be used for
 * anything else: the same key gives the same release.
 */

#include "config.h"

#include "release/mok-noise-private.h"

#include <string.h>

#include <sodium.h>

#define BUFFER_SIZE 4096

struct _MokNoise
{
  MokNoiseFunc func; /* (nullable): instead of the stream */
  gpointer data;
  guint8 key[MOK_NOISE_KEY_SIZE];
  guint64 n_buffers;
  gsize used;
  guint8 buffer[BUFFER_SIZE];
};

/**
 * mok_noise_new:
 * @key: (array fixed-size=32): a key that dies with the survey
 *
 * Returns: (transfer full): the ChaCha20 stream under @key; the number of each buffer of 4,096 bytes is its nonce
 */
MokNoise *
mok_noise_new (const guint8 *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  MokNoise *self = g_new0 (MokNoise, 1);

  G_STATIC_ASSERT (MOK_NOISE_KEY_SIZE == crypto_stream_chacha20_KEYBYTES);
  memcpy (self->key, key, sizeof self->key);
  self->used = BUFFER_SIZE;
  return self;
}

/**
 * mok_noise_new_with_func:
 * @func: (scope notified): another generator, for tests that replay one
 *
 * Returns: (transfer full): a stream of what @func gives
 */
MokNoise *
mok_noise_new_with_func (MokNoiseFunc func, gpointer data)
{
  g_return_val_if_fail (func != NULL, NULL);

  MokNoise *self = g_new0 (MokNoise, 1);

  self->func = func;
  self->data = data;
  return self;
}

void
mok_noise_free (MokNoise *self)
{
  g_return_if_fail (self != NULL);

  mok_memory_wipe (self, sizeof *self);
  g_free (self);
}

static guint64
next (MokNoise *self)
{
  guint64 value;

  if (self->func != NULL)
    return self->func (self->data);
  if (self->used == BUFFER_SIZE)
    {
      const guint64 nonce = GUINT64_TO_LE (self->n_buffers);

      G_STATIC_ASSERT (sizeof nonce == crypto_stream_chacha20_NONCEBYTES);
      crypto_stream_chacha20 (self->buffer, BUFFER_SIZE, (const guint8 *) &nonce, self->key);
      self->n_buffers++;
      self->used = 0;
    }
  memcpy (&value, self->buffer + self->used, sizeof value);
  self->used += sizeof value;
  return GUINT64_FROM_LE (value);
}

/**
 * mok_noise_bounded:
 * @bound: at least 1
 *
 * Returns: a number below @bound, every one equally likely: of 64 bits those below (2⁶⁴ − bound) mod bound are drawn
 *   again
 */
guint64
mok_noise_bounded (MokNoise *self, guint64 bound)
{
  g_return_val_if_fail (self != NULL && bound > 0, 0);

  guint64 value = next (self);

  /* What must be drawn again is below the bound itself: nearly always this one comparison is all. */
  if (value < bound)
    {
      const guint64 reject_below = -bound % bound;

      while (value < reject_below)
        value = next (self);
    }
  return value % bound;
}
