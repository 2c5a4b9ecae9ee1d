/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A synced folder is looked at again and again, because notifications do not arrive through portals and from servers.
 * A box is ready when it looks the same in two looks: until then a program may still be writing it. Must not judge what
 * is in a file, nor change anything in the folder: merging does the one, nobody the other.
 */

#include "config.h"

#include "store/mok-folder-watch.h"

#include <string.h>

#include "base/mok-secret.h"

#define SUFFIX ".mokbox"
#define DIGEST_SIZE 32
#define CHUNK_SIZE (256 * 1024)

#define ATTRIBUTES                                                                                                     \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE                 \
                                 "," G_FILE_ATTRIBUTE_TIME_CHANGED "," G_FILE_ATTRIBUTE_TIME_CHANGED_USEC

/* What a file looks like. */
typedef struct
{
  goffset size;
  guint64 changed; /* microseconds; 0 where the file system does not tell */
  gboolean readable;
  guint8 digest[DIGEST_SIZE]; /* 0 unless readable */
} Look;

typedef struct
{
  Look look;
  gint64 since; /* when it looked like this for the first time */
  gboolean taken;
  guint round; /* the last one in which it was there */
} Entry;

struct _MokFolderWatch
{
  GFile *folder;
  GHashTable *entries; /* name -> Entry */
  guint round;
};

/**
 * mok_folder_watch_new:
 * @folder: as it was chosen: a portal gives access to this file and to no other path to it
 *
 * Returns: (transfer full): a watch that has not looked yet
 */
MokFolderWatch *
mok_folder_watch_new (GFile *folder)
{
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  MokFolderWatch *self = g_new0 (MokFolderWatch, 1);

  self->folder = g_object_ref (folder);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
mok_folder_watch_free (MokFolderWatch *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->folder);
  g_hash_table_unref (self->entries);
  g_free (self);
}

/* The digest of each piece is made of the digest before it and of the piece, so that no file has to fit into memory. It
 * is read, not mapped: a file that shrinks under a mapping ends the program.
 */
static gboolean
digest_file (GFile *file, Look *look, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree guint8 *piece = NULL;
  gsize n_read = CHUNK_SIZE;

  if (stream == NULL)
    return FALSE;
  piece = g_malloc (DIGEST_SIZE + CHUNK_SIZE);
  look->size = 0;
  while (n_read == CHUNK_SIZE)
    {
      memcpy (piece, look->digest, DIGEST_SIZE);
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), piece + DIGEST_SIZE, CHUNK_SIZE, &n_read, cancellable,
                                    error))
        return FALSE;
      mok_hash (look->digest, DIGEST_SIZE, piece, DIGEST_SIZE + n_read);
      look->size += (goffset) n_read;
    }
  look->readable = TRUE;
  return TRUE;
}

static gboolean
looks_equal (const Look *a, const Look *b)
{
  return a->size == b->size && a->readable == b->readable && memcmp (a->digest, b->digest, DIGEST_SIZE) == 0;
}

/* What was taken and has not been touched since is not read again: it may be many files on a slow server. */
static gboolean
is_untouched (const Entry *entry, const Look *look)
{
  return entry->taken && entry->look.readable && look->changed != 0 && look->changed == entry->look.changed
         && look->size == entry->look.size;
}

static Look
glance (GFileInfo *info)
{
  Look look = { .size = g_file_info_get_size (info) };

  look.changed = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CHANGED) * G_USEC_PER_SEC
                 + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_CHANGED_USEC);
  return look;
}

/* Looks at one file of the folder. What is no file, or cannot be read, has a look too: merging says what is wrong.
 *
 * Returns: %FALSE with @error set only when it was cancelled
 */
static gboolean
look_at (MokFolderWatch *self, GFileInfo *info, gint64 now, GCancellable *cancellable, GError **error)
{
  const char *name = g_file_info_get_name (info);
  Entry *entry = g_hash_table_lookup (self->entries, name);
  Look look = glance (info);

  if (entry == NULL || !is_untouched (entry, &look))
    {
      g_autoptr (GFile) file = g_file_get_child (self->folder, name);
      g_autoptr (GError) problem = NULL;

      /* Opening a pipe would wait for somebody to write into it. */
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && !digest_file (file, &look, cancellable, &problem))
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
            return TRUE;
          memset (look.digest, 0, DIGEST_SIZE);
          look.size = g_file_info_get_size (info);
        }
      if (entry == NULL)
        {
          entry = g_new0 (Entry, 1);
          entry->since = now;
          g_hash_table_insert (self->entries, g_strdup (name), entry);
        }
      else if (!looks_equal (&entry->look, &look))
        {
          entry->since = now;
          entry->taken = FALSE;
        }
      entry->look = look;
    }
  entry->round = self->round;
  return TRUE;
}

static gboolean
look_at_all (MokFolderWatch *self, gint64 now, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) files =
      g_file_enumerate_children (self->folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (files == NULL)
    return FALSE;
  for (;;)
    {
      GFileInfo *info;

      if (!g_file_enumerator_iterate (files, &info, NULL, cancellable, error))
        return FALSE;
      if (info == NULL)
        return TRUE;

      const char *name = g_file_info_get_name (info);

      /* Programs that sync write under a hidden name first. */
      if (*name != '.' && g_str_has_suffix (name, SUFFIX) && !look_at (self, info, now, cancellable, error))
        return FALSE;
    }
}

static gboolean
is_gone (gpointer name, gpointer value, gpointer data)
{
  const MokFolderWatch *self = data;
  const Entry *entry = value;

  return entry->round != self->round;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * mok_folder_watch_look:
 * @now: monotonic time in microseconds
 * @quiet: (out) (transfer full) (element-type GFile): boxes that are not being written and were not taken as they are
 *   now, sorted by name
 * @waiting: (out) (transfer full) (element-type GFile): boxes that were not seen before, or look different from before
 *
 * Reads the folder, but no folder in it. Names that begin with a dot are left out. What cannot be read at all becomes
 * quiet like everything else, so that the merge can say why. May take as long as reading all files does.
 *
 * Returns: %FALSE with @error (%G_IO_ERROR) set, for instance when the folder is gone; what was known before stays
 */
gboolean
mok_folder_watch_look (MokFolderWatch *self,
                       gint64 now,
                       GPtrArray **quiet,
                       GPtrArray **waiting,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && quiet != NULL && waiting != NULL, FALSE);

  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  self->round++;
  if (!look_at_all (self, now, cancellable, error))
    return FALSE;
  g_hash_table_foreach_remove (self->entries, is_gone, self);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);

  *quiet = g_ptr_array_new_with_free_func (g_object_unref);
  *waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < names->len; i++)
    {
      const Entry *entry = g_hash_table_lookup (self->entries, g_ptr_array_index (names, i));
      GPtrArray *list = now - entry->since >= MOK_FOLDER_WATCH_PAUSE ? *quiet : *waiting;

      if (!entry->taken)
        g_ptr_array_add (list, g_file_get_child (self->folder, g_ptr_array_index (names, i)));
    }
  return TRUE;
}

/**
 * mok_folder_watch_take:
 * @files: (element-type GFile): quiet ones of the last look
 *
 * They were merged, or refused: they are left alone until they look different.
 */
void
mok_folder_watch_take (MokFolderWatch *self, GPtrArray *files)
{
  g_return_if_fail (self != NULL && files != NULL);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_file_get_basename (g_ptr_array_index (files, i));
      Entry *entry = g_hash_table_lookup (self->entries, name);

      if (entry != NULL)
        entry->taken = TRUE;
    }
}
