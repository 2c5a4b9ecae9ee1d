/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a workbook is whole. The library that writes it does not notice when the disk is full while it collects a
 * sheet: that sheet would just end. So every part is unpacked once more, and has to end its outermost element (format
 * of the archive: APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16). Only for files that were just written
 * here.
 */

#include "config.h"

#include "exchange/mok-export-book-private.h"

#include <string.h>

#define END_SIZE 22
#define ENTRY_SIZE 46
#define HEADER_SIZE 30
#define TAIL_SIZE 64

static guint32
get_number (const guint8 *bytes, guint size)
{
  guint32 number = 0;

  for (guint i = size; i-- > 0;)
    number = number << 8 | bytes[i];
  return number;
}

/* The last bytes of a part. */
static gboolean
unpack_tail (const guint8 *packed, gsize size, gboolean stored, guint8 *tail)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autofree guint8 *buffer = g_malloc (65536 + TAIL_SIZE);
  gsize n_read, n_written, at = 0;
  GConverterResult result = G_CONVERTER_CONVERTED;

  memset (tail, 0, TAIL_SIZE);
  if (stored)
    {
      memcpy (tail + TAIL_SIZE - MIN (size, TAIL_SIZE), packed + size - MIN (size, TAIL_SIZE), MIN (size, TAIL_SIZE));
      return TRUE;
    }
  while (result == G_CONVERTER_CONVERTED)
    {
      memcpy (buffer, tail, TAIL_SIZE);
      result = g_converter_convert (converter, packed + at, size - at, buffer + TAIL_SIZE, 65536,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        return FALSE;
      at += n_read;
      memcpy (tail, buffer + n_written, TAIL_SIZE);
    }
  return TRUE;
}

/* Ends with `</name>`, or with an element that has nothing in it. */
static gboolean
is_ended (const guint8 *tail)
{
  gsize size = TAIL_SIZE;
  const char *text = (const char *) tail;

  while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r'))
    size--;
  for (gsize i = size; i-- > 1;)
    {
      if (text[i - 1] == '<')
        return text[size - 1] == '>' && text[i] == '/';
    }
  return FALSE;
}

static gboolean
check_entry (const guint8 *bytes, gsize size, const guint8 *entry)
{
  const gsize packed = get_number (entry + 20, 4);
  const gsize at = get_number (entry + 42, 4);
  guint8 tail[TAIL_SIZE];
  gsize data;

  if (at > size || size - at < HEADER_SIZE || memcmp (bytes + at, "PK\3\4", 4) != 0)
    return FALSE;
  data = at + HEADER_SIZE + get_number (bytes + at + 26, 2) + get_number (bytes + at + 28, 2);
  return data <= size && packed <= size - data
         && unpack_tail (bytes + data, packed, get_number (entry + 10, 2) == 0, tail) && is_ended (tail);
}

/**
 * mok_xlsx_check:
 * @path: a workbook that was just written
 *
 * Returns: whether every part of it is there to the end
 */
gboolean
mok_xlsx_check (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const guint8 *bytes = file != NULL ? (const guint8 *) g_mapped_file_get_contents (file) : NULL;
  const gsize size = file != NULL ? g_mapped_file_get_length (file) : 0;
  gsize at;
  guint n;

  if (size < END_SIZE || memcmp (bytes + size - END_SIZE, "PK\5\6", 4) != 0)
    return FALSE;
  n = get_number (bytes + size - END_SIZE + 10, 2);
  at = get_number (bytes + size - END_SIZE + 16, 4);
  for (guint i = 0; i < n; i++)
    {
      if (at > size || size - at < ENTRY_SIZE || memcmp (bytes + at, "PK\1\2", 4) != 0
          || !check_entry (bytes, size, bytes + at))
        return FALSE;
      at += ENTRY_SIZE + get_number (bytes + at + 28, 2) + get_number (bytes + at + 30, 2)
            + get_number (bytes + at + 32, 2);
    }
  return n > 0;
}
