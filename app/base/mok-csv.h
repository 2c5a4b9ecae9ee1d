/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Reading and writing tables as CSV (RFC 4180, UTF-8). */

#include <gio/gio.h>

G_BEGIN_DECLS

#define MOK_CSV_ERROR (mok_csv_error_quark ())

typedef enum
{
  MOK_CSV_ERROR_ENCODING,  /* not UTF-8, or a NUL byte */
  MOK_CSV_ERROR_QUOTE,     /* a quotation mark that is not closed, or text behind the closing one */
  MOK_CSV_ERROR_TOO_LARGE, /* a row above MOK_CSV_MAX_ROW_SIZE */
} MokCsvError;

/* A row of more bytes than this is no table but a quotation mark that somebody forgot to close. */
#define MOK_CSV_MAX_ROW_SIZE (16 * 1024 * 1024)

/**
 * MokCsvCell:
 *
 * One cell of the row that a callback gets; valid until the callback returns.
 */
typedef struct
{
  const char *text; /* valid UTF-8, NUL-terminated, without the quotation marks around it */
  guint length;     /* bytes */
  guint line;       /* where it begins, 1-based; line breaks inside quotation marks count */
  guint column;     /* 1-based character in that line, quotation mark included */
  gboolean quoted;  /* whether it stood in quotation marks */
} MokCsvCell;

/**
 * MokCsvRowFunc:
 * @cells: (array length=n_cells): the row; a blank line is one empty cell
 * @n_cells: at least 1
 * @data: user data
 * @error: return location
 *
 * Returns: %FALSE with @error set to stop reading
 */
typedef gboolean (*MokCsvRowFunc) (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error);

typedef struct _MokCsvReader MokCsvReader;

GQuark mok_csv_error_quark (void);

MokCsvReader *mok_csv_reader_new (MokCsvRowFunc func, gpointer data);
void mok_csv_reader_free (MokCsvReader *self);
gboolean mok_csv_reader_feed (MokCsvReader *self, const char *bytes, gsize length, GError **error);
gboolean mok_csv_reader_finish (MokCsvReader *self, GError **error);
void mok_csv_reader_get_place (const MokCsvReader *self, guint *line, guint *column);

gboolean mok_csv_read_file (GFile *file, MokCsvRowFunc func, gpointer data, GCancellable *cancellable, GError **error);

void mok_csv_write_cell (GString *out, const char *text);
void mok_csv_write_text (GString *out, const char *text);
void mok_csv_add_text (GString *out, const char *text);
void mok_csv_add_number (GString *out, double number, const char *format);
void mok_csv_write_row (GString *out, const char *const *cells, gsize n_cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokCsvReader, mok_csv_reader_free)

G_END_DECLS
