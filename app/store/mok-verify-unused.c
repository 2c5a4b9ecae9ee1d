/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bytes that no row uses: between the rows of a page, and behind the end of a row that goes on in pages of its own
 * (https://www.sqlite.org/fileformat2.html). SQLite does not look at them, and whoever reads the file does not see
 * them: a good place to hide something. Must not look at what rows mean; nothing in the file is trusted.
 *
 * They are zero where rows were only added behind each other: in the places of a box and in the release of a closed
 * survey. Where rows are deleted, or sorted in, so that pages split, what was in them is overwritten, but SQLite leaves
 * numbers behind: positions of rows, right behind those that are in use; place and size of gaps, four bytes where one
 * began; and numbers of pages in one that listed free ones. Only such numbers may be there.
 */

#include "config.h"

#include "store/mok-verify-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define NUMBERS_OF_A_GAP 4
/* No row of ours is shorter, so two gaps do not begin nearer to each other. */
#define SHORTEST_ROW 16
#define LEAST_CELL 4

typedef struct
{
  MokVerify *verify;
  gboolean only_added;
  guint8 *seen;    /* one for each page */
  GArray *pending; /* (element-type guint): page numbers */
  guint8 *used;    /* one for each byte of the page that is looked at */
  guint cell_size; /* of all rows of the page, 0 when they differ */
  gboolean broken; /* rows lie where none can be */
  guint n_odd;     /* pages with something in them */
} Unused;

static void
mark (Unused *self, gsize from, gsize size)
{
  const gsize page_size = self->verify->page_size;

  if (from > page_size || size > page_size - from)
    self->broken = TRUE;
  else
    memset (self->used + from, 1, size);
}

static void
add_page (Unused *self, guint number)
{
  if (mok_verify_get_page (self->verify, number) == NULL || self->seen[number - 1])
    {
      self->broken = TRUE;
      return;
    }
  self->seen[number - 1] = TRUE;
  g_array_append_val (self->pending, number);
}

/* What lists free pages is not wiped before a row goes on there. */
static gboolean
is_left_by_a_list (Unused *self, const guint8 *page, gsize from)
{
  const gsize size = self->verify->page_size;
  const guint n_pages = (guint) (self->verify->size / size);

  for (gsize at = (from + 3) & ~(gsize) 3; at < size; at += 4)
    if (mok_verify_read_u32 (page + at) > n_pages)
      return FALSE;
  return TRUE;
}

/* The pages that a row goes on in, from @number, with @left bytes in them. */
static void
look_at_overflow (Unused *self, guint number, guint64 left)
{
  const gsize size = self->verify->page_size;

  while (left > 0)
    {
      const guint8 *page = mok_verify_get_page (self->verify, number);
      const gsize here = MIN (left, size - 4);

      if (page == NULL || self->seen[number - 1])
        {
          self->broken = TRUE;
          return;
        }
      self->seen[number - 1] = TRUE;
      if (!mok_verify_is_zero (page + 4 + here, size - 4 - here)
          && (self->only_added || !is_left_by_a_list (self, page, 4 + here)))
        self->n_odd++;
      left -= here;
      number = mok_verify_read_u32 (page);
    }
}

/* Returns: how many of the bytes of a row lie in the tree */
static gsize
count_local (gsize page_size, guint type, guint64 payload)
{
  const gsize most = type == MOK_VERIFY_LEAF_TABLE ? page_size - 35 : (page_size - 12) * 64 / 255 - 23;
  const gsize least = (page_size - 12) * 32 / 255 - 23;

  if (payload <= most)
    return (gsize) payload;

  const gsize local = least + (gsize) ((payload - least) % (page_size - 4));

  return local <= most ? local : least;
}

/* Returns: its size */
static guint
look_at_cell (Unused *self, const guint8 *page, guint start, guint type)
{
  const gsize size = self->verify->page_size;
  gsize at = start;
  guint64 payload = 0, row;
  gsize local = 0;

  if (at + LEAST_CELL > size)
    {
      self->broken = TRUE;
      return 0;
    }
  if (type == MOK_VERIFY_INTERIOR_TABLE || type == MOK_VERIFY_INTERIOR_INDEX)
    {
      add_page (self, mok_verify_read_u32 (page + at));
      at += 4;
    }
  if (type != MOK_VERIFY_INTERIOR_TABLE)
    {
      at += mok_verify_read_varint (page + at, size - at, &payload);
      local = count_local (size, type, payload);
    }
  if (type == MOK_VERIFY_INTERIOR_TABLE || type == MOK_VERIFY_LEAF_TABLE)
    at += mok_verify_read_varint (page + at, size - at, &row);
  at += local;
  if (payload > local && at + 4 <= size)
    {
      look_at_overflow (self, mok_verify_read_u32 (page + at), payload - local);
      at += 4;
    }
  at = MAX (at, (gsize) start + LEAST_CELL);
  mark (self, start, at - start);
  return (guint) (at - start);
}

/* Gaps between rows are a list; each begins with the place of the next one and its own size. */
static void
mark_gaps (Unused *self, const guint8 *page, guint first)
{
  guint at = first;

  while (at != 0 && !self->broken)
    {
      guint next;

      mark (self, at, NUMBERS_OF_A_GAP);
      if (self->broken)
        return;
      next = mok_verify_read_u16 (page + at);
      self->broken = next != 0 && next < at + NUMBERS_OF_A_GAP;
      at = next;
    }
}

/* Rows of one size lie behind each other from the end of the page, each four bytes longer while a page below it hangs
 * on it. Other positions than those that come out so were never that of a row.
 */
static gboolean
may_have_been_a_position (Unused *self, guint position)
{
  const gsize size = self->verify->page_size;

  if (position == 0 || position > size - LEAST_CELL)
    return FALSE;
  if (self->cell_size == 0)
    return TRUE;

  const gsize from_end = size - position;
  const gsize least = from_end / (self->cell_size + 4), most = from_end / (self->cell_size - MIN (4, self->cell_size));

  for (gsize n = MAX (least, 1); n <= most; n++)
    {
      const gsize smallest = n * (self->cell_size - MIN (4, self->cell_size));

      if (from_end >= smallest && from_end - smallest <= 8 * n && (from_end - smallest) % 4 == 0)
        return TRUE;
    }
  return FALSE;
}

/* Returns: where what may have been positions of rows ends */
static gsize
skip_positions (Unused *self, const guint8 *page, gsize from)
{
  const gsize size = self->verify->page_size;

  while (from + 2 <= size && !self->used[from] && !self->used[from + 1]
         && may_have_been_a_position (self, mok_verify_read_u16 (page + from)))
    from += 2;
  return from;
}

static gboolean
is_odd (Unused *self, const guint8 *page, gsize from, gboolean strict)
{
  const gsize size = self->verify->page_size;
  gsize quiet_until = 0, mark_until = 0;

  for (gsize i = strict ? from : skip_positions (self, page, from); i < size; i++)
    {
      if (self->used[i] || page[i] == 0 || i < mark_until)
        continue;
      if (strict || i < quiet_until)
        return TRUE;
      mark_until = i + NUMBERS_OF_A_GAP;
      /* The first byte of the numbers may be zero, up to three of them. */
      quiet_until = i + SHORTEST_ROW - (NUMBERS_OF_A_GAP - 1);
    }
  return FALSE;
}

static void
look_at_page (Unused *self, guint number)
{
  const gsize size = self->verify->page_size;
  const guint8 *page = mok_verify_get_page (self->verify, number);
  const guint head = number == 1 ? MOK_VERIFY_HEADER : 0;
  const guint type = page[head];
  const guint n_cells = mok_verify_read_u16 (page + head + 3);
  const gboolean interior = type == MOK_VERIFY_INTERIOR_TABLE || type == MOK_VERIFY_INTERIOR_INDEX;
  const gboolean is_table = type == MOK_VERIFY_INTERIOR_TABLE || type == MOK_VERIFY_LEAF_TABLE;
  const gsize pointers = head + (interior ? 12 : 8);
  const gsize end = pointers + 2 * (gsize) n_cells;

  if ((!interior && type != MOK_VERIFY_LEAF_INDEX && type != MOK_VERIFY_LEAF_TABLE) || end > size)
    {
      self->broken = TRUE;
      return;
    }
  memset (self->used, 0, size);
  mark (self, 0, end);
  self->cell_size = 0;
  if (interior)
    add_page (self, mok_verify_read_u32 (page + head + 8));
  for (guint i = 0; i < n_cells && !self->broken; i++)
    {
      const guint cell_size = look_at_cell (self, page, mok_verify_read_u16 (page + pointers + 2 * i), type);

      self->cell_size = i == 0 || cell_size == self->cell_size ? cell_size : 0;
    }
  mark_gaps (self, page, mok_verify_read_u16 (page + head + 1));
  if (!self->broken)
    self->n_odd += is_odd (self, page, end, self->only_added && is_table);
}

static gboolean
add_roots (Unused *self)
{
  g_autoptr (sqlite3_stmt) roots =
      self->verify->file != NULL
          ? mok_sqlite_prepare (self->verify->file, "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0", NULL)
          : NULL;
  gboolean has_row = FALSE;

  if (roots == NULL)
    return FALSE;
  add_page (self, 1);
  for (;;)
    {
      if (!mok_sqlite_step (self->verify->file, roots, &has_row, NULL))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_page (self, (guint) sqlite3_column_int64 (roots, 0));
    }
}

void
mok_verify_unused_bytes (MokVerify *self)
{
  g_autofree guint8 *seen = g_malloc0 (self->size / self->page_size + 1);
  g_autofree guint8 *used = g_malloc (self->page_size);
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (guint));
  Unused unused = {
    .verify = self, .only_added = !mok_verify_may_have_deleted (self), .seen = seen, .pending = pending, .used = used
  };

  unused.broken = !add_roots (&unused) || unused.broken;
  while (pending->len > 0 && !unused.broken && !g_cancellable_is_cancelled (self->cancellable))
    {
      const guint number = g_array_index (pending, guint, pending->len - 1);

      g_array_set_size (pending, pending->len - 1);
      look_at_page (&unused, number);
    }
  if (unused.broken)
    mok_verify_blocked (self, "unused-bytes");
  else if (unused.n_odd > 0)
    mok_verify_fail (
        self, "unused-bytes",
        g_dngettext (GETTEXT_PACKAGE, "On %u page there is something where no row is: Moksori leaves nothing there.",
                     "On %u pages there is something where no row is: Moksori leaves nothing there.", unused.n_odd),
        unused.n_odd);
  else
    mok_verify_pass (self, "unused-bytes", _ ("Nothing is hidden in the places of the file that no row uses."));
}
