/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Numbers as few bytes: the writing and strict reading of a cube. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *bytes;
  gsize size;
  gsize at;
} MokByteReader;

void mok_varint_write (GByteArray *bytes, guint64 value);
void mok_varint_write_double (GByteArray *bytes, double value);
void mok_varint_write_counts (GByteArray *bytes, const guint32 *counts, gsize n);

gboolean mok_byte_reader_read (MokByteReader *self, guint8 *bytes, gsize n);
gboolean mok_byte_reader_read_varint (MokByteReader *self, guint64 *value);
gboolean mok_byte_reader_read_double (MokByteReader *self, double *value);
gboolean mok_byte_reader_read_counts (MokByteReader *self, guint32 *counts, gsize n);

G_END_DECLS
