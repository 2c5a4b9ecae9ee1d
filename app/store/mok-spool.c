/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sealed cells of any number, put in the order of their ids.
 *
 * A tree of a database that takes rows in the order of their keys writes each page once; one that takes them as they
 * come writes most of its pages again and again. So cells are sorted into parts by the first byte of their id, which is
 * a digest and falls everywhere alike; parts that outgrow the memory go to a file without a name, and one stretch of
 * parts after the other is read back and sorted. Must not leave a file behind, whatever happens.
 */

#include "config.h"

#include "store/mok-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/mok-file.h"
#include "store/mok-slots.h"

#define N_PARTS 256
#define HEAD_SIZE (MOK_CELL_ID_SIZE + sizeof (guint))

typedef struct
{
  goffset at;
  gsize size;
} Chunk;

typedef struct
{
  GByteArray *items; /* in memory */
  GArray *chunks;    /* (element-type Chunk): in the file */
  gsize size;        /* of both */
} Part;

struct _MokSpool
{
  char *path; /* beside which the file lies; for messages, too */
  gsize item_size;
  gsize memory;
  gsize in_memory;
  gsize n_items;
  Part parts[N_PARTS];
  int fd; /* -1 until memory is full */
  goffset end;
};

/**
 * mok_spool_new:
 * @path: the file that the cells are for: what does not fit into memory is written beside it
 * @sealed_size: bytes of what is sealed, the same for all
 * @memory: bytes to keep in memory; as many again are needed to put them in order
 *
 * Returns: (transfer full): an empty spool
 */
MokSpool *
mok_spool_new (const char *path, gsize sealed_size, gsize memory)
{
  g_return_val_if_fail (path != NULL, NULL);

  MokSpool *self = g_new0 (MokSpool, 1);

  self->path = g_strdup (path);
  self->item_size = HEAD_SIZE + sealed_size;
  self->memory = memory;
  self->fd = -1;
  for (guint i = 0; i < N_PARTS; i++)
    {
      self->parts[i].items = g_byte_array_new ();
      self->parts[i].chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
    }
  return self;
}

void
mok_spool_free (MokSpool *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < N_PARTS; i++)
    {
      g_byte_array_unref (self->parts[i].items);
      g_array_unref (self->parts[i].chunks);
    }
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

static gboolean
fail (MokSpool *self, int problem, GError **error)
{
  mok_file_set_error (error, problem, self->path);
  return FALSE;
}

/* It has lost its name before its first byte. */
static gboolean
make_file (MokSpool *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_build_filename (folder, ".moksori-XXXXXX", NULL);

  self->fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    return fail (self, errno, error);
  unlink (name);
  return TRUE;
}

static gboolean
write_part (MokSpool *self, Part *part, GError **error)
{
  const Chunk chunk = { self->end, part->items->len };

  for (gsize done = 0; done < chunk.size;)
    {
      const gssize n = pwrite (self->fd, part->items->data + done, chunk.size - done, chunk.at + (goffset) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, errno, error);
      done += (gsize) n;
    }
  self->end += (goffset) chunk.size;
  if (chunk.size > 0)
    g_array_append_val (part->chunks, chunk);
  g_byte_array_set_size (part->items, 0);
  return TRUE;
}

static gboolean
make_room (MokSpool *self, GError **error)
{
  if (self->fd < 0 && !make_file (self, error))
    return FALSE;
  for (guint i = 0; i < N_PARTS; i++)
    if (!write_part (self, &self->parts[i], error))
      return FALSE;
  self->in_memory = 0;
  return TRUE;
}

/**
 * mok_spool_add:
 * @id: (array fixed-size=16): of the cell, a digest
 * @sealed: its sealed bytes
 * @source: of two cells with the same id, the one with the lower number comes first
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set when the disk does not take it
 */
gboolean
mok_spool_add (MokSpool *self, const guint8 *id, const guint8 *sealed, guint source, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL && sealed != NULL, FALSE);

  Part *part = &self->parts[id[0]];

  if (self->in_memory + self->item_size > self->memory && !make_room (self, error))
    return FALSE;
  g_byte_array_append (part->items, id, MOK_CELL_ID_SIZE);
  g_byte_array_append (part->items, (const guint8 *) &source, sizeof source);
  g_byte_array_append (part->items, sealed, (guint) (self->item_size - HEAD_SIZE));
  part->size += self->item_size;
  self->in_memory += self->item_size;
  self->n_items++;
  return TRUE;
}

gsize
mok_spool_get_n_items (const MokSpool *self)
{
  return self->n_items;
}

static guint
get_source (const guint8 *item)
{
  guint source;

  memcpy (&source, item + MOK_CELL_ID_SIZE, sizeof source);
  return source;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const guint8 *const x = *(const guint8 *const *) a, *const y = *(const guint8 *const *) b;
  const int order = memcmp (x, y, MOK_CELL_ID_SIZE);

  if (order != 0)
    return order;
  return get_source (x) < get_source (y) ? -1 : get_source (x) > get_source (y);
}

static gboolean
read_part (MokSpool *self, const Part *part, guint8 *to, GError **error)
{
  for (guint i = 0; i < part->chunks->len; i++)
    {
      const Chunk *chunk = &g_array_index (part->chunks, Chunk, i);

      for (gsize done = 0; done < chunk->size;)
        {
          const gssize n = pread (self->fd, to + done, chunk->size - done, chunk->at + (goffset) done);

          if (n < 0 && errno == EINTR)
            continue;
          if (n <= 0)
            return fail (self, n < 0 ? errno : EIO, error);
          done += (gsize) n;
        }
      to += chunk->size;
    }
  if (part->items->len > 0)
    memcpy (to, part->items->data, part->items->len);
  return TRUE;
}

/* The parts from @from on that fit into memory together, at least one. @size: (out): of them */
static guint
find_stretch (const MokSpool *self, guint from, gsize *size)
{
  guint to = from;

  *size = 0;
  while (to < N_PARTS && (to == from || *size + self->parts[to].size <= self->memory))
    *size += self->parts[to++].size;
  return to;
}

/**
 * mok_spool_foreach:
 * @func: (scope call): called for each cell, in the order of the ids, then of the sources
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR or that of @func) set
 */
gboolean
mok_spool_foreach (MokSpool *self, MokSpoolFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (self != NULL && func != NULL, FALSE);

  gsize size;

  for (guint from = 0, to; from < N_PARTS; from = to)
    {
      g_autofree guint8 *bytes = NULL;
      g_autofree const guint8 **items = NULL;
      gsize n, at = 0;

      to = find_stretch (self, from, &size);
      if (size == 0)
        continue;
      n = size / self->item_size;
      bytes = g_malloc (size);
      items = g_new (const guint8 *, n);
      for (guint i = from; i < to; i++)
        {
          if (!read_part (self, &self->parts[i], bytes + at, error))
            return FALSE;
          at += self->parts[i].size;
        }
      for (gsize i = 0; i < n; i++)
        items[i] = bytes + i * self->item_size;
      qsort (items, n, sizeof *items, compare_items);
      for (gsize i = 0; i < n; i++)
        if (!func (items[i], items[i] + HEAD_SIZE, get_source (items[i]), data, error))
          return FALSE;
    }
  return TRUE;
}
