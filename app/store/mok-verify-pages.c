/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages of a database as they lie in the file (https://www.sqlite.org/fileformat2.html): what is left in free ones,
 * and which rows went over to pages of their own. SQLite tells neither. Must not look at what rows mean; nothing in the
 * file is trusted.
 */

#include "config.h"

#include "store/mok-verify-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

guint
mok_verify_read_u16 (const guint8 *bytes)
{
  return (guint) (bytes[0] << 8 | bytes[1]);
}

/* Pages are counted from 1. Returns: (nullable): %NULL when there is no such page */
const guint8 *
mok_verify_get_page (const MokVerify *self, guint number)
{
  if (number == 0 || number > self->size / self->page_size)
    return NULL;
  return self->data + (gsize) (number - 1) * self->page_size;
}

gboolean
mok_verify_is_zero (const guint8 *bytes, gsize size)
{
  return size == 0 || (bytes[0] == 0 && memcmp (bytes, bytes + 1, size - 1) == 0);
}

typedef struct
{
  guint n;              /* free pages seen */
  gboolean broken;      /* the list cannot be followed */
  gboolean left_behind; /* one of them is not empty */
} FreePages;

/* A trunk page lists free pages; behind those it lists are numbers of some that were free before, and no content. */
static void
look_at_trunk (MokVerify *self, const guint8 *trunk, FreePages *found)
{
  const guint n_pages = (guint) (self->size / self->page_size);
  const gsize room = self->page_size / 4 - 2;
  const gsize n_leaves = mok_verify_read_u32 (trunk + 4);

  if (n_leaves > room)
    {
      found->broken = TRUE;
      return;
    }
  for (gsize i = 0; i < room; i++)
    {
      const guint number = mok_verify_read_u32 (trunk + 8 + 4 * i);
      const guint8 *page = mok_verify_get_page (self, number);

      found->left_behind = found->left_behind || number > n_pages;
      if (i >= n_leaves)
        continue;
      found->n++;
      found->broken = found->broken || page == NULL;
      found->left_behind = found->left_behind || (page != NULL && !mok_verify_is_zero (page, self->page_size));
    }
}

static FreePages
find_free_pages (MokVerify *self)
{
  const guint n_pages = (guint) (self->size / self->page_size);
  FreePages found = { 0 };
  guint next = mok_verify_read_u32 (self->data + 32);

  while (next != 0 && !found.broken)
    {
      const guint8 *trunk = mok_verify_get_page (self, next);

      found.n++;
      found.broken = trunk == NULL || found.n > n_pages;
      if (found.broken)
        break;
      look_at_trunk (self, trunk, &found);
      next = mok_verify_read_u32 (trunk);
    }
  return found;
}

/* A box and what is left of a closed standard survey are written once and for all. In other surveys rows come and go,
 * and are filled with zeros then.
 */
gboolean
mok_verify_may_have_deleted (MokVerify *self)
{
  gint64 closed = 1;

  return !self->result->is_box
         && (self->result->is_open || (mok_verify_query (self, "SELECT closed FROM survey", &closed) && closed == 0));
}

void
mok_verify_free_pages (MokVerify *self)
{
  const FreePages found = find_free_pages (self);

  if (found.broken)
    mok_verify_fail (self, "free-pages", _ ("The list of free pages is damaged."));
  else if (found.left_behind)
    mok_verify_fail (self, "free-pages", _ ("Free pages still hold what was deleted."));
  else if (found.n > 0 && !mok_verify_may_have_deleted (self))
    mok_verify_fail (self, "free-pages",
                     g_dngettext (GETTEXT_PACKAGE, "There is %u free page where none can be: something was deleted.",
                                  "There are %u free pages where none can be: something was deleted.", found.n),
                     found.n);
  else
    mok_verify_pass (self, "free-pages", _ ("Nothing that was deleted is left in free pages."));
}

/* At most nine bytes. Returns: how many, 0 when the page ends before */
guint
mok_verify_read_varint (const guint8 *bytes, gsize left, guint64 *value)
{
  *value = 0;
  for (guint i = 0; i < 9 && i < left; i++)
    {
      if (i == 8)
        {
          *value = *value << 8 | bytes[i];
          return 9;
        }
      *value = *value << 7 | (bytes[i] & 0x7f);
      if (bytes[i] < 0x80)
        return i + 1;
    }
  return 0;
}

typedef struct
{
  MokVerify *verify;
  guint8 *seen;    /* one for each page */
  GArray *pending; /* (element-type guint): page numbers */
  guint n_overflowing;
} Walk;

static void
add_page (Walk *walk, guint number)
{
  if (mok_verify_get_page (walk->verify, number) == NULL || walk->seen[number - 1])
    return;
  walk->seen[number - 1] = TRUE;
  g_array_append_val (walk->pending, number);
}

static void
look_at_cell (Walk *walk, const guint8 *page, guint at, guint type)
{
  const gsize size = walk->verify->page_size;
  const guint64 most = type == MOK_VERIFY_LEAF_TABLE ? size - 35 : (size - 12) * 64 / 255 - 23;
  guint64 payload;

  if (type == MOK_VERIFY_INTERIOR_TABLE || type == MOK_VERIFY_INTERIOR_INDEX)
    {
      if (at + 4 > size)
        return;
      add_page (walk, mok_verify_read_u32 (page + at));
      at += 4;
    }
  if (type != MOK_VERIFY_INTERIOR_TABLE && mok_verify_read_varint (page + at, size - at, &payload) > 0)
    walk->n_overflowing += payload > most;
}

static void
look_at_page (Walk *walk, guint number)
{
  const gsize size = walk->verify->page_size;
  const guint8 *page = mok_verify_get_page (walk->verify, number);
  const guint head = number == 1 ? MOK_VERIFY_HEADER : 0;
  const guint type = page[head];
  const guint n_cells = mok_verify_read_u16 (page + head + 3);
  const gboolean interior = type == MOK_VERIFY_INTERIOR_TABLE || type == MOK_VERIFY_INTERIOR_INDEX;
  const guint pointers = head + (interior ? 12 : 8);

  if (!interior && type != MOK_VERIFY_LEAF_INDEX && type != MOK_VERIFY_LEAF_TABLE)
    return;
  if (interior)
    add_page (walk, mok_verify_read_u32 (page + head + 8));
  for (guint i = 0; i < n_cells && pointers + 2 * i + 2 <= size; i++)
    {
      const guint at = mok_verify_read_u16 (page + pointers + 2 * i);

      if (at < size)
        look_at_cell (walk, page, at, type);
    }
}

/* Returns: how many rows of the table do not fit into its tree */
static guint
count_overflowing (MokVerify *self, guint root)
{
  g_autofree guint8 *seen = g_malloc0 (self->size / self->page_size + 1);
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (guint));
  Walk walk = { self, seen, pending, 0 };

  add_page (&walk, root);
  while (pending->len > 0)
    {
      const guint number = g_array_index (pending, guint, pending->len - 1);

      g_array_set_size (pending, pending->len - 1);
      look_at_page (&walk, number);
    }
  return walk.n_overflowing;
}

/* @tables: whose rows have to stay in their tree: pages of their own are handed out in the order in which rows come */
void
mok_verify_overflow (MokVerify *self, const char *const *tables)
{
  for (gsize i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", tables[i]);
      gint64 root;

      if (!mok_verify_query (self, sql, &root))
        {
          mok_verify_blocked (self, "overflow-pages");
          return;
        }
      if (count_overflowing (self, (guint) root) > 0)
        {
          mok_verify_fail (
              self, "overflow-pages",
              _ ("Rows of table “%s” lie in pages of their own, which are in the order in which they came."),
              tables[i]);
          return;
        }
    }
  mok_verify_pass (self, "overflow-pages", _ ("Where rows lie in the file does not tell when they came."));
}
