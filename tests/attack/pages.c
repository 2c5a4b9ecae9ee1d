/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A reader of SQLite's file format, written from https://www.sqlite.org/fileformat2.html. It tells where in the file
 * each row lies, which SQLite itself does not. Must not use SQLite, or it would see what SQLite wants to show.
 */

#include "config.h"

#include "pages.h"

#include <string.h>

#define FILE_HEADER 100
#define MAXIMUM_DEPTH 20
#define MAXIMUM_COLUMNS 16

enum
{
  INDEX_INTERIOR = 2,
  TABLE_INTERIOR = 5,
  INDEX_LEAF = 10,
  TABLE_LEAF = 13,
};

typedef struct
{
  const guint8 *data;
  gsize size;
  guint32 page_size;
} File;

typedef struct
{
  const guint8 *bytes; /* of the page */
  guint head;          /* where its header starts: only the first page has the file's before it */
  guint8 type;
  guint n_cells;
  guint cells_at; /* the array of offsets */
  guint content;  /* where the cells begin */
} Page;

typedef struct
{
  gint64 type; /* serial type of the format */
  const guint8 *bytes;
  gsize size;
} Column;

static guint32
read_u16 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 8 | bytes[1];
}

static guint32
read_u32 (const guint8 *bytes)
{
  return read_u16 (bytes) << 16 | read_u16 (bytes + 2);
}

/* Returns: where it ends; @end when it does not fit */
static const guint8 *
read_varint (const guint8 *at, const guint8 *end, gint64 *value)
{
  guint64 sum = 0;

  for (guint i = 0; i < 9 && at < end; i++, at++)
    {
      if (i == 8)
        sum = sum << 8 | *at;
      else
        sum = sum << 7 | (*at & 0x7f);
      if (i == 8 || (*at & 0x80) == 0)
        {
          *value = (gint64) sum;
          return at + 1;
        }
    }
  *value = 0;
  return end;
}

static gboolean
open_file (File *file, const guint8 *data, gsize size)
{
  if (size < FILE_HEADER || memcmp (data, "SQLite format 3", 16) != 0)
    return FALSE;
  file->data = data;
  file->size = size;
  file->page_size = read_u16 (data + 16) == 1 ? 65536 : read_u16 (data + 16);
  return file->page_size >= 512 && size >= file->page_size;
}

static gboolean
open_page (const File *file, guint32 number, Page *page)
{
  if (number == 0 || (gsize) number * file->page_size > file->size)
    return FALSE;
  page->bytes = file->data + (gsize) (number - 1) * file->page_size;
  page->head = number == 1 ? FILE_HEADER : 0;
  page->type = page->bytes[page->head];
  page->n_cells = read_u16 (page->bytes + page->head + 3);
  page->content = read_u16 (page->bytes + page->head + 5);
  if (page->content == 0)
    page->content = 65536;
  page->cells_at = page->head + (page->type == INDEX_INTERIOR || page->type == TABLE_INTERIOR ? 12 : 8);
  return page->cells_at + 2 * page->n_cells <= file->page_size;
}

/* How much of a row of @size bytes lies in its own page; the rest is in a chain of pages. */
static gsize
count_local (const File *file, gboolean in_table, gsize size)
{
  const gsize usable = file->page_size - file->data[20];
  const gsize maximum = in_table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  const gsize minimum = (usable - 12) * 32 / 255 - 23;

  if (size <= maximum)
    return size;

  const gsize fitting = minimum + (size - minimum) % (usable - 4);

  return fitting <= maximum ? fitting : minimum;
}

static void
follow_chain (const File *file, guint32 first, GByteArray *row, gsize size, PagesCell *cell)
{
  cell->first_overflow = first;
  for (guint32 number = first; number != 0 && row->len < size;)
    {
      if ((gsize) number * file->page_size > file->size)
        return;

      const guint8 *page = file->data + (gsize) (number - 1) * file->page_size;

      cell->last_overflow = number;
      g_byte_array_append (row, page + 4, (guint) MIN (file->page_size - 4, size - row->len));
      number = read_u32 (page);
    }
}

static guint
split_row (const guint8 *row, gsize size, Column *columns)
{
  static const guint8 number_sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };
  const guint8 *end = row + size;
  gint64 header_size;
  const guint8 *at = read_varint (row, end, &header_size);
  const guint8 *value;
  guint n = 0;

  if (header_size < 1 || (gsize) header_size > size)
    return 0;
  value = row + header_size;
  while (at < row + header_size && n < MAXIMUM_COLUMNS)
    {
      Column *column = &columns[n];

      at = read_varint (at, row + header_size, &column->type);
      column->size = column->type >= 12 ? (gsize) (column->type - 12) / 2
                     : column->type < 0 ? 0
                                        : number_sizes[MIN (column->type, 9)];
      column->bytes = value;
      if (column->size > (gsize) (end - value))
        return n;
      value += column->size;
      n++;
    }
  return n;
}

/* @func: gets each row of the tree with its place. */
typedef void (*RowFunc) (const guint8 *row, gsize size, const PagesCell *place, gpointer data);

static void
read_row (const File *file, const Page *page, guint32 number, guint index, RowFunc func, gpointer data)
{
  PagesCell place = { .page = number, .index = index, .offset = read_u16 (page->bytes + page->cells_at + 2 * index) };
  const guint8 *end = page->bytes + file->page_size;
  const guint8 *at = page->bytes + MIN (place.offset, file->page_size);
  const gboolean in_table = page->type == TABLE_LEAF;
  g_autoptr (GByteArray) row = g_byte_array_new ();
  gint64 size;

  if (page->type == INDEX_INTERIOR)
    at = MIN (at + 4, end);
  at = read_varint (at, end, &size);
  if (in_table)
    at = read_varint (at, end, &place.rowid);
  if (size < 0 || (gsize) size > file->size)
    return;

  const gsize local = MIN (count_local (file, in_table, (gsize) size), (gsize) (end - at));

  g_byte_array_append (row, at, (guint) local);
  if (local < (gsize) size && at + local + 4 <= end)
    follow_chain (file, read_u32 (at + local), row, (gsize) size, &place);
  func (row->data, row->len, &place, data);
}

static void
walk (const File *file, guint32 number, guint depth, RowFunc func, gpointer data)
{
  Page page;

  if (depth > MAXIMUM_DEPTH || !open_page (file, number, &page))
    return;
  for (guint i = 0; i < page.n_cells; i++)
    {
      const guint at = read_u16 (page.bytes + page.cells_at + 2 * i);

      if ((page.type == TABLE_INTERIOR || page.type == INDEX_INTERIOR) && at + 4 <= file->page_size)
        walk (file, read_u32 (page.bytes + at), depth + 1, func, data);
      if (page.type != TABLE_INTERIOR)
        read_row (file, &page, number, i, func, data);
    }
  if (page.type == TABLE_INTERIOR || page.type == INDEX_INTERIOR)
    walk (file, read_u32 (page.bytes + page.head + 8), depth + 1, func, data);
}

typedef struct
{
  const char *table;
  guint32 root;
} Search;

static void
match_table (const guint8 *row, gsize size, const PagesCell *place, gpointer data)
{
  Search *search = data;
  Column columns[MAXIMUM_COLUMNS];

  /* type, name, tbl_name, rootpage, sql */
  if (split_row (row, size, columns) < 5 || columns[0].size != 5 || memcmp (columns[0].bytes, "table", 5) != 0
      || columns[1].size != strlen (search->table) || memcmp (columns[1].bytes, search->table, columns[1].size) != 0)
    return;
  search->root = 0;
  for (gsize i = 0; i < columns[3].size; i++)
    search->root = search->root << 8 | columns[3].bytes[i];
}

static void
add_cell (const guint8 *row, gsize size, const PagesCell *place, gpointer data)
{
  GPtrArray *cells = data;
  Column columns[MAXIMUM_COLUMNS];
  const guint n = split_row (row, size, columns);
  const Column *longest = NULL;

  for (guint i = 0; i < n; i++)
    if (columns[i].type >= 12 && columns[i].type % 2 == 0 && (longest == NULL || columns[i].size > longest->size))
      longest = &columns[i];
  if (longest == NULL)
    return;

  PagesCell *cell = g_new (PagesCell, 1);

  *cell = *place;
  cell->value = g_bytes_new (longest->bytes, longest->size);
  g_ptr_array_add (cells, cell);
}

static void
free_cell (gpointer data)
{
  PagesCell *cell = data;

  g_bytes_unref (cell->value);
  g_free (cell);
}

/**
 * pages_read_table:
 *
 * Returns: (transfer full) (element-type PagesCell): all rows of the table that hold a blob, in the order of the tree
 */
GPtrArray *
pages_read_table (const guint8 *data, gsize size, const char *table)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (free_cell);
  Search search = { .table = table };
  File file;

  if (open_file (&file, data, size))
    {
      walk (&file, 1, 0, match_table, &search);
      if (search.root > 1)
        walk (&file, search.root, 0, add_cell, cells);
    }
  return cells;
}

static void
add_page_traces (const File *file, const Page *page, PagesTraces *traces)
{
  guint at = read_u16 (page->bytes + page->head + 1);

  traces->n_fragment_bytes += page->bytes[page->head + 7];
  for (guint i = page->cells_at + 2 * page->n_cells; i < MIN (page->content, file->page_size); i++)
    traces->n_stale_bytes += page->bytes[i] != 0;
  while (at != 0 && at + 4 <= file->page_size)
    {
      const guint next = read_u16 (page->bytes + at);
      const guint end = MIN (at + read_u16 (page->bytes + at + 2), file->page_size);

      traces->n_free_blocks++;
      for (guint i = at + 4; i < end; i++)
        traces->n_stale_bytes += page->bytes[i] != 0;
      if (next <= at)
        return;
      at = next;
    }
}

/**
 * pages_read_traces:
 * @traces: (out caller-allocates): what the file tells beside its rows
 *
 * Takes every page that looks like one of a tree for one; in files without chains of pages that is right.
 *
 * Returns: whether it is a SQLite file
 */
gboolean
pages_read_traces (const guint8 *data, gsize size, PagesTraces *traces)
{
  File file;
  Page page;

  memset (traces, 0, sizeof *traces);
  if (!open_file (&file, data, size))
    return FALSE;
  traces->change_counter = read_u32 (data + 24);
  traces->n_pages = read_u32 (data + 28);
  traces->n_free_pages = read_u32 (data + 36);
  for (guint32 number = 1; (gsize) number * file.page_size <= size; number++)
    if (open_page (&file, number, &page)
        && (page.type == INDEX_INTERIOR || page.type == TABLE_INTERIOR || page.type == INDEX_LEAF
            || page.type == TABLE_LEAF))
      add_page_traces (&file, &page, traces);
  return TRUE;
}
