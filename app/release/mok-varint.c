/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers as few bytes: seven bits a byte, the lowest first, the high bit set on all but the last; runs of zeros as
 * a zero and their length. Each number has one form only, and the reader takes no other: a file is not to be trusted.
 */

#include "config.h"

#include "release/mok-varint-private.h"

#include <string.h>

void
mok_varint_write (GByteArray *bytes, guint64 value)
{
  guint8 buffer[10];
  guint n = 0;

  do
    {
      buffer[n++] = (guint8) ((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
      value >>= 7;
    }
  while (value > 0);
  g_byte_array_append (bytes, buffer, n);
}

void
mok_varint_write_double (GByteArray *bytes, double value)
{
  guint64 little;

  memcpy (&little, &value, sizeof little);
  little = GUINT64_TO_LE (little);
  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

/**
 * mok_varint_write_counts:
 * @counts: (array length=n): numbers of which many may be 0
 */
void
mok_varint_write_counts (GByteArray *bytes, const guint32 *counts, gsize n)
{
  for (gsize i = 0; i < n;)
    {
      gsize zeros = 0;

      mok_varint_write (bytes, counts[i]);
      if (counts[i++] != 0)
        continue;
      while (i < n && counts[i] == 0)
        {
          zeros++;
          i++;
        }
      mok_varint_write (bytes, zeros);
    }
}

gboolean
mok_byte_reader_read (MokByteReader *self, guint8 *bytes, gsize n)
{
  if (self->size - self->at < n)
    return FALSE;
  memcpy (bytes, self->bytes + self->at, n);
  self->at += n;
  return TRUE;
}

gboolean
mok_byte_reader_read_varint (MokByteReader *self, guint64 *value)
{
  *value = 0;
  for (guint shift = 0; shift < 64 && self->at < self->size; shift += 7)
    {
      const guint8 byte = self->bytes[self->at++];

      if (shift == 63 && byte > 1)
        return FALSE;
      *value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return byte != 0 || shift == 0;
    }
  return FALSE;
}

gboolean
mok_byte_reader_read_double (MokByteReader *self, double *value)
{
  guint64 little;

  if (!mok_byte_reader_read (self, (guint8 *) &little, sizeof little))
    return FALSE;
  little = GUINT64_FROM_LE (little);
  memcpy (value, &little, sizeof little);
  return TRUE;
}

/**
 * mok_byte_reader_read_counts:
 * @counts: (out caller-allocates) (array length=n): exactly so many numbers
 *
 * Returns: whether there were @n numbers, written as mok_varint_write_counts() writes them
 */
gboolean
mok_byte_reader_read_counts (MokByteReader *self, guint32 *counts, gsize n)
{
  gboolean after_run = FALSE;

  for (gsize i = 0; i < n;)
    {
      guint64 value, zeros;

      if (!mok_byte_reader_read_varint (self, &value) || value > G_MAXUINT32 || (value == 0 && after_run))
        return FALSE;
      counts[i++] = (guint32) value;
      after_run = value == 0;
      if (value != 0)
        continue;
      if (!mok_byte_reader_read_varint (self, &zeros) || zeros > n - i)
        return FALSE;
      memset (counts + i, 0, zeros * sizeof *counts);
      i += zeros;
    }
  return TRUE;
}
