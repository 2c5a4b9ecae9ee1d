/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How libFuzzer alters lists of patches: mostly one whole patch at a time, with numbers that files may hold, because
 * an inserted byte makes other patches of all that follow. Must be linked with libFuzzer only.
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "fuzz-patch.h"
#include "fuzz-rows.h"

#define MAXIMUM_BYTES 24
#define MAXIMUM_PATCHES 64
/* Of the first byte: which seed. The rest says what is done with the file. */
#define SEED_BITS 2

size_t LLVMFuzzerMutate (guint8 *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator (guint8 *data, size_t size, size_t max_size, unsigned int seed);

/* Most of the time one thing, and rather a late one than an early one: the first is the slowest, the last is none. Now
 * and then all.
 */
static guint8
choose_steps (GRand *random, guint8 first)
{
  const gint32 a = g_rand_int_range (random, 0, 8 - SEED_BITS), b = g_rand_int_range (random, 0, 8 - SEED_BITS);
  const guint8 seed = first & ((1 << SEED_BITS) - 1);

  return g_rand_int_range (random, 0, 20) == 0 ? seed : (guint8) (seed | 1 << (SEED_BITS + MAX (a, b)));
}

static guint
append_value (GRand *random, guint8 *patch)
{
  static const gint64 numbers[] = { 0, 1, 2, 3, 9, 255, 256, 1000, 65535, G_MAXINT32, G_MAXUINT32, G_MAXINT64, -1 };
  gint64 number = numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (numbers))];

  switch (patch[4] % N_FUZZ_ROWS)
    {
    case FUZZ_ROWS_NUMBER:
      number = GINT64_TO_LE (number);
      memcpy (patch + FUZZ_PATCH_HEADER, &number, sizeof number);
      return sizeof number;
    case FUZZ_ROWS_LENGTH:
      patch[FUZZ_PATCH_HEADER] = (guint8) number;
      patch[FUZZ_PATCH_HEADER + 1] = (guint8) (number >> 8);
      return 2;
    case FUZZ_ROWS_DELETE:
      return 0;
    default:
      return (guint) g_rand_int_range (random, 0, MAXIMUM_BYTES);
    }
}

static guint
make_patch (GRand *random, guint8 *patch)
{
  guint n = (guint) g_rand_int_range (random, 0, MAXIMUM_BYTES);

  for (guint i = 0; i < FUZZ_PATCH_HEADER + MAXIMUM_BYTES; i++)
    patch[i] = (guint8) g_rand_int (random);
  /* Values are what reaches deepest. */
  patch[0] =
      (guint8) (g_rand_int_range (random, 0, 2) == 0 ? FUZZ_PATCH_VALUE : g_rand_int_range (random, 0, N_FUZZ_PATCHES));
  if (patch[0] == FUZZ_PATCH_VALUE)
    {
      patch[4] = (guint8) (g_rand_int_range (random, 0, N_FUZZ_ROWS)
                           + (g_rand_int_range (random, 0, 8) == 0 ? FUZZ_ROWS_KEEP_DIGESTS : 0));
      n = append_value (random, patch);
    }
  patch[5] = (guint8) n;
  return FUZZ_PATCH_HEADER + n;
}

/* @starts: (out): where each patch begins, and where the last one ends */
static guint
find_patches (const guint8 *data, size_t size, size_t *starts)
{
  guint n = 0;
  size_t at = 1;

  while (at + FUZZ_PATCH_HEADER <= size && n < MAXIMUM_PATCHES)
    {
      starts[n++] = at;
      at += FUZZ_PATCH_HEADER + data[at + 5];
    }
  starts[n] = MIN (at, size);
  return n;
}

static size_t
replace (guint8 *data, size_t size, size_t max_size, size_t from, size_t to, const guint8 *patch, guint length)
{
  if (size - (to - from) + length > max_size)
    return size;
  memmove (data + from + length, data + to, size - to);
  memcpy (data + from, patch, length);
  return size - (to - from) + length;
}

size_t
LLVMFuzzerCustomMutator (guint8 *data, size_t size, size_t max_size, unsigned int seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 patch[FUZZ_PATCH_HEADER + MAXIMUM_BYTES];
  size_t starts[MAXIMUM_PATCHES + 1];

  if (size == 0 || g_rand_int_range (random, 0, 3) == 0)
    size = LLVMFuzzerMutate (data, size, max_size);
  else
    {
      const guint n = find_patches (data, size, starts);
      const guint which = (guint) g_rand_int_range (random, 0, (gint32) n + 1);
      const size_t from = starts[which], to = which < n ? starts[which + 1] : from;

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0: /* away with one */
          size = replace (data, size, max_size, from, to, patch, 0);
          break;
        case 1: /* another one instead */
          size = replace (data, size, max_size, from, to, patch, make_patch (random, patch));
          break;
        default: /* one more */
          size = replace (data, size, max_size, from, from, patch, make_patch (random, patch));
          break;
        }
    }
  if (size > 0)
    data[0] = choose_steps (random, data[0]);
  return size;
}
