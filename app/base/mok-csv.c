/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A CSV reader that is fed in pieces and hands out whole rows. Must not know what the table means.
 *
 * The reader keeps the unfinished row in its own buffer and takes the quotation marks out in place: a cell that is not
 * quoted is never copied, and nothing is allocated per cell. Bytes are never moved behind the place they were read
 * from, so that the position of a cell in the buffer gives its column.
 */

#include "config.h"

#include "base/mok-csv.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* So that the last bytes can be looked at as a whole word. */
#define PADDING 8

typedef enum
{
  STATE_CELL_START,
  STATE_PLAIN,
  STATE_QUOTED,
  STATE_QUOTE_IN_QUOTED, /* closed, or the first of two */
} State;

struct _MokCsvReader
{
  MokCsvRowFunc func;
  gpointer data;

  char *buffer; /* PADDING bytes longer than its size says */
  gsize size;
  char *row_start;  /* of the unfinished row */
  char *at;         /* the next byte to look at */
  char *end;        /* behind the last byte that was fed; PADDING zero bytes stand there */
  char *line_start; /* of the line that `at` is in */
  char *write;      /* quoted cells: where the next byte of the text goes */
  State state;
  guint line;
  guint8 seen; /* all bytes of the row, or-ed: below 0x80 there is nothing to validate */
  gboolean after_return;
  gboolean started;

  MokCsvCell *cells;
  guint n_cells;
  guint n_allocated;
  MokCsvCell cell; /* the unfinished one */

  guint error_line;
  guint error_column;
};

G_DEFINE_QUARK (mok_csv_error, mok_csv_error)

/* What ends a run of ordinary bytes outside quotation marks, and inside them. */
static const guint8 stops_plain[256] = { ['\0'] = 1, [','] = 1, ['\n'] = 1, ['\r'] = 1 };
static const guint8 stops_quoted[256] = { ['\0'] = 1, ['"'] = 1, ['\n'] = 1, ['\r'] = 1 };

/**
 * mok_csv_reader_new:
 * @func: called for every row
 * @data: for @func
 *
 * Returns: (transfer full): a reader that has read nothing yet
 */
MokCsvReader *
mok_csv_reader_new (MokCsvRowFunc func, gpointer data)
{
  g_return_val_if_fail (func != NULL, NULL);

  MokCsvReader *self = g_new0 (MokCsvReader, 1);

  self->func = func;
  self->data = data;
  self->size = 4096;
  self->buffer = g_malloc (self->size + PADDING);
  self->row_start = self->at = self->end = self->line_start = self->write = self->buffer;
  self->cell.text = self->buffer;
  memset (self->end, 0, PADDING);
  self->line = 1;
  self->n_allocated = 64;
  self->cells = g_new (MokCsvCell, self->n_allocated);
  return self;
}

void
mok_csv_reader_free (MokCsvReader *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->buffer);
  g_free (self->cells);
  g_free (self);
}

static gboolean
fail (MokCsvReader *self, MokCsvError code, guint line, guint column, const char *message, GError **error)
{
  self->error_line = line;
  self->error_column = column;
  g_set_error_literal (error, MOK_CSV_ERROR, code, message);
  return FALSE;
}

/* How many characters fewer than bytes a line has up to the end of this text. */
static void
count_surplus (const char *text, gsize length, guint *surplus)
{
  for (gsize i = 0; i < length; i++)
    {
      *surplus += (text[i] & 0xC0) == 0x80;
      if (text[i] == '\n')
        *surplus = 0;
    }
}

/* The column of a place in the unfinished cell, whose text up to there ends at @text_end. */
static guint
column_of (MokCsvReader *self, const char *at, const char *text_end)
{
  guint surplus = 0;

  for (guint i = 0; i < self->n_cells; i++)
    count_surplus (self->cells[i].text, self->cells[i].length, &surplus);
  count_surplus (self->cell.text, (gsize) (text_end - self->cell.text), &surplus);
  return (guint) (at - self->line_start) + 1 - surplus;
}

/* Columns were counted in bytes; a row that is not ASCII has to be validated and its columns corrected. */
static gboolean
check_encoding (MokCsvReader *self, GError **error)
{
  guint surplus = 0;

  for (guint i = 0; i < self->n_cells; i++)
    {
      MokCsvCell *cell = &self->cells[i];

      cell->column -= surplus;
      if (!g_utf8_validate_len (cell->text, cell->length, NULL))
        return fail (self, MOK_CSV_ERROR_ENCODING, cell->line, cell->column,
                     _ ("This is not UTF-8 text. Save the file as “CSV UTF-8”."), error);
      count_surplus (cell->text, cell->length, &surplus);
    }
  return TRUE;
}

static gboolean
fail_too_large (MokCsvReader *self, GError **error)
{
  return fail (self, MOK_CSV_ERROR_TOO_LARGE, self->cell.line, self->cell.column,
               _ ("This row is too long to be one. Is a quotation mark before it not closed?"), error);
}

static inline MokCsvCell *
add_cell (MokCsvReader *self)
{
  if (G_UNLIKELY (self->n_cells == self->n_allocated))
    {
      self->n_allocated *= 2;
      self->cells = g_renew (MokCsvCell, self->cells, self->n_allocated);
    }
  return &self->cells[self->n_cells++];
}

static inline void
end_cell (MokCsvReader *self, char *end)
{
  self->cell.length = (guint) (end - self->cell.text);
  *end = '\0';
  *add_cell (self) = self->cell;
}

static inline gboolean
end_row (MokCsvReader *self, GError **error)
{
  if (G_UNLIKELY (self->at - self->row_start > MOK_CSV_MAX_ROW_SIZE))
    return fail_too_large (self, error);
  if (G_UNLIKELY (self->seen & 0x80) && !check_encoding (self, error))
    return FALSE;
  if (!self->func (self->cells, self->n_cells, self->data, error))
    {
      self->error_line = self->cells[0].line;
      self->error_column = 0;
      return FALSE;
    }
  self->n_cells = 0;
  self->seen = 0;
  self->state = STATE_CELL_START;
  self->row_start = self->at;
  return TRUE;
}

static inline void
start_cell (MokCsvReader *self, const char *at)
{
  self->cell.text = at;
  self->cell.line = self->line;
  self->cell.column = (guint) (at - self->line_start) + 1;
  self->cell.quoted = FALSE;
}

/* A byte that ends a cell: a comma or a line break. */
static inline gboolean
end_cell_at (MokCsvReader *self, char *text_end, char *at, GError **error)
{
  const char byte = *at;

  end_cell (self, text_end);
  self->at = at + 1;
  self->state = STATE_CELL_START;
  if (byte == ',')
    {
      start_cell (self, self->at);
      return TRUE;
    }
  self->after_return = byte == '\r';
  self->line++;
  self->line_start = self->at;
  return end_row (self, error);
}

/* The high bit of every byte of @word that is below 0x2D: the bytes that end a cell or begin a quoted one, a few
 * others (blanks, for one), and no letter or digit.
 */
static inline guint64
find_low_bytes (guint64 word)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 highs = ones << 7;

  return ~((word | highs) - 0x2D * ones) & ~word & highs;
}

/* Takes the cells up to the first byte that is neither part of a plain cell nor the comma behind one, eight bytes at a
 * time: most tables are nothing but such cells.
 */
static void
take_plain_cells (MokCsvReader *self)
{
  const char *start = self->cell.text;
  const char *line_start = self->line_start;
  const guint line = self->line;
  char *at = self->at;
  guint64 seen = 0;

  for (;;)
    {
      guint64 word;

      memcpy (&word, at, sizeof word);
      word = GUINT64_FROM_LE (word);
      seen |= word;
      for (guint64 low = find_low_bytes (word); low != 0; low &= low - 1)
        {
          char *byte = at + __builtin_ctzll (low) / 8;

          if (*byte == ',')
            {
              *add_cell (self) = (MokCsvCell){ .text = start,
                                               .length = (guint) (byte - start),
                                               .line = line,
                                               .column = (guint) (start - line_start) + 1 };
              *byte = '\0';
              start = byte + 1;
            }
          else if (*byte == '\n' || *byte == '\r' || *byte == '\0' || (*byte == '"' && byte == start))
            {
              start_cell (self, start);
              self->at = byte;
              self->seen |= (seen & G_GUINT64_CONSTANT (0x8080808080808080)) != 0 ? 0x80 : 0;
              return;
            }
        }
      at += sizeof word;
    }
}

static gboolean
scan_plain (MokCsvReader *self, GError **error)
{
  const guint8 *at = (const guint8 *) self->at;
  guint8 seen = self->seen;

  while (!stops_plain[*at])
    seen |= *at++;
  self->seen = seen;
  self->at = (char *) at;
  if (*at != '\0')
    return end_cell_at (self, self->at, self->at, error);
  if (self->at < self->end)
    return fail (self, MOK_CSV_ERROR_ENCODING, self->line, column_of (self, self->at, self->at),
                 _ ("This is not a text file: it contains a zero byte."), error);
  return TRUE;
}

static gboolean
scan_quoted (MokCsvReader *self, GError **error)
{
  char *at = self->at;
  guint8 seen = self->seen;

  for (;;)
    {
      const guint8 byte = (guint8) *at;

      if (!stops_quoted[byte])
        {
          seen |= byte;
          *self->write++ = *at++;
          continue;
        }
      if (byte == '"')
        {
          self->state = STATE_QUOTE_IN_QUOTED;
          at++;
          break;
        }
      if (byte == '\0')
        {
          if (at < self->end)
            return fail (self, MOK_CSV_ERROR_ENCODING, self->line, column_of (self, at, self->write),
                         _ ("This is not a text file: it contains a zero byte."), error);
          break;
        }
      *self->write++ = *at++;
      if (byte == '\n')
        {
          self->line++;
          self->line_start = at;
        }
    }
  self->seen = seen;
  self->at = at;
  return TRUE;
}

static gboolean
scan (MokCsvReader *self, GError **error)
{
  while (self->at < self->end)
    {
      switch (self->state)
        {
        case STATE_CELL_START:
          if (self->n_cells == 0)
            {
              if (self->after_return)
                {
                  self->after_return = FALSE;
                  if (*self->at == '\n')
                    {
                      self->row_start = self->line_start = ++self->at;
                      continue;
                    }
                }
              start_cell (self, self->at);
            }
          if (*self->at == '"')
            {
              self->state = STATE_QUOTED;
              self->write = ++self->at;
              self->cell.text = self->at;
              self->cell.quoted = TRUE;
              continue;
            }
          take_plain_cells (self);
          if (self->at == self->cell.text && (self->at == self->end || *self->at == '"'))
            continue;
          self->state = STATE_PLAIN;
          if (!scan_plain (self, error))
            return FALSE;
          break;
        case STATE_PLAIN:
          if (!scan_plain (self, error))
            return FALSE;
          break;
        case STATE_QUOTED:
          if (!scan_quoted (self, error))
            return FALSE;
          break;
        case STATE_QUOTE_IN_QUOTED:
          if (*self->at == '"')
            {
              *self->write++ = '"';
              self->at++;
              self->state = STATE_QUOTED;
            }
          else if (*self->at != '\0' && stops_plain[(guint8) *self->at])
            {
              if (!end_cell_at (self, self->write, self->at, error))
                return FALSE;
            }
          else
            return fail (self, MOK_CSV_ERROR_QUOTE, self->line, column_of (self, self->at, self->write),
                         _ ("Text follows a closing quotation mark. Inside quotation marks, a quotation mark is "
                            "written twice."),
                         error);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return TRUE;
}

/* Moves the unfinished row to the front and makes room behind it. */
static void
make_room (MokCsvReader *self, gsize length)
{
  const gsize used = (gsize) (self->end - self->row_start);
  const char *from = self->row_start;
  char *to = self->buffer;

  if (used + length > self->size)
    {
      while (used + length > self->size)
        self->size *= 2;
      to = g_malloc (self->size + PADDING);
    }
  memmove (to, from, used);

  for (guint i = 0; i < self->n_cells; i++)
    self->cells[i].text = to + (self->cells[i].text - from);
  /* Between rows these two may lie before the row; they are set anew before they are used. */
  self->cell.text = self->cell.text >= from ? to + (self->cell.text - from) : to;
  self->write = self->write >= from ? to + (self->write - from) : to;
  self->at = to + (self->at - from);
  self->line_start = to + (self->line_start - from);
  self->row_start = to;
  self->end = to + used;
  if (to != self->buffer)
    {
      g_free (self->buffer);
      self->buffer = to;
    }
}

/* A byte order mark, as spreadsheets write it, is no part of the first cell. */
static void
skip_byte_order_mark (MokCsvReader *self)
{
  self->started = TRUE;
  if (self->end - self->at >= 3 && memcmp (self->at, "\xEF\xBB\xBF", 3) == 0)
    self->row_start = self->line_start = self->at = self->at + 3;
}

/**
 * mok_csv_reader_feed:
 * @bytes: (array length=length): the next piece of the file, cut anywhere
 *
 * Calls the reader's function for every row that is complete.
 *
 * Returns: %FALSE with an error of %MOK_CSV_ERROR or of the function; the reader is of no use then
 */
gboolean
mok_csv_reader_feed (MokCsvReader *self, const char *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL && (bytes != NULL || length == 0), FALSE);

  if (length > (gsize) (self->buffer + self->size - self->end))
    make_room (self, length);
  if (length > 0)
    memcpy (self->end, bytes, length);
  self->end += length;
  memset (self->end, 0, PADDING);

  if (!self->started)
    {
      if (self->end - self->at < 3)
        return TRUE;
      skip_byte_order_mark (self);
    }
  if (!scan (self, error))
    return FALSE;
  if (self->end - self->row_start > MOK_CSV_MAX_ROW_SIZE)
    return fail_too_large (self, error);
  return TRUE;
}

/**
 * mok_csv_reader_finish:
 *
 * Says that the file ends here. A last line without a line break is a row; an empty file has none.
 *
 * Returns: %FALSE with an error of %MOK_CSV_ERROR or of the function
 */
gboolean
mok_csv_reader_finish (MokCsvReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->started)
    {
      skip_byte_order_mark (self);
      if (!scan (self, error))
        return FALSE;
    }
  if (self->state == STATE_QUOTED)
    {
      guint surplus = 0;

      for (guint i = 0; i < self->n_cells; i++)
        count_surplus (self->cells[i].text, self->cells[i].length, &surplus);
      return fail (self, MOK_CSV_ERROR_QUOTE, self->cell.line, self->cell.column - surplus,
                   _ ("This quotation mark is never closed."), error);
    }
  if (self->n_cells == 0 && self->state == STATE_CELL_START)
    return TRUE;
  end_cell (self, self->state == STATE_QUOTE_IN_QUOTED ? self->write : self->at);
  return end_row (self, error);
}

/**
 * mok_csv_reader_get_place:
 * @line: (out): 1-based line
 * @column: (out): 1-based character in it; 0 where the row as a whole is meant
 *
 * Says where reading failed.
 */
void
mok_csv_reader_get_place (const MokCsvReader *self, guint *line, guint *column)
{
  g_return_if_fail (self != NULL && line != NULL && column != NULL);

  *line = self->error_line;
  *column = self->error_column;
}

/**
 * mok_csv_read_file:
 * @file: a CSV file
 * @func: called for every row
 * @data: for @func
 * @cancellable: (nullable): a cancellable
 *
 * Returns: %FALSE with an error of %MOK_CSV_ERROR, whose message names file, line and column; of %G_IO_ERROR; or of
 *   the function, as it is
 */
gboolean
mok_csv_read_file (GFile *file, MokCsvRowFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file) && func != NULL, FALSE);

  const gsize chunk_size = 256 * 1024;
  g_autoptr (MokCsvReader) reader = mok_csv_reader_new (func, data);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *chunk = g_malloc (chunk_size);
  g_autoptr (GError) local_error = NULL;

  if (stream == NULL)
    return FALSE;
  for (;;)
    {
      const gssize n_read = g_input_stream_read (G_INPUT_STREAM (stream), chunk, chunk_size, cancellable, &local_error);

      if (n_read < 0)
        break;
      if (n_read == 0)
        {
          if (mok_csv_reader_finish (reader, &local_error))
            return TRUE;
          break;
        }
      if (!mok_csv_reader_feed (reader, chunk, (gsize) n_read, &local_error))
        break;
    }
  if (local_error->domain == MOK_CSV_ERROR)
    {
      g_autofree char *name = g_file_get_basename (file);

      g_prefix_error (&local_error, "%s:%u:%u: ", name, reader->error_line, reader->error_column);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
