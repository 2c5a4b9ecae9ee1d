/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Altered rows of a database in memory, with right digests. */

#include <glib.h>

G_BEGIN_DECLS

/* What to do with a value; anything else alters bytes of it in place. */
enum
{
  FUZZ_ROWS_BYTES,
  FUZZ_ROWS_NUMBER,
  FUZZ_ROWS_TEXT,
  FUZZ_ROWS_LENGTH,
  FUZZ_ROWS_DELETE,
  FUZZ_ROWS_IN_PLACE,
  N_FUZZ_ROWS,
};

/* Beside what to do: digests stay as they were. */
#define FUZZ_ROWS_KEEP_DIGESTS 0x80

/* How many bytes say which value: table, column, row, what to do */
#define FUZZ_ROWS_WHICH 4

typedef struct _FuzzRows FuzzRows;

FuzzRows *fuzz_rows_open (const guint8 *file, gsize size);
void fuzz_rows_alter (FuzzRows *self, const guint8 *which, const guint8 *bytes, gsize n);
void fuzz_rows_close (FuzzRows *self, GByteArray *file);

G_END_DECLS
