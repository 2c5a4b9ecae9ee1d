/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes beside the file that is meant and renames at the end: who reads it finds the old one or the whole new one.
 * Must not know what is written.
 */

#include "config.h"

#include "exchange/mok-export-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "store/mok-file-save.h"

static gboolean
set_errno_error (const MokExportFile *self, int number, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->given);
  g_autoptr (GError) cause = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (number), g_strerror (number));

  mok_file_set_save_error (error, cause, file);
  return FALSE;
}

/* A device, a pipe or a folder is not replaced by a file. */
static gboolean
check_target (const MokExportFile *self, GError **error)
{
  struct stat found;

  if (stat (self->path, &found) != 0 || S_ISREG (found.st_mode))
    return TRUE;
  /* What GIO says of all that is no ordinary file. */
  return set_errno_error (self, EISDIR, error);
}

/**
 * mok_export_file_new:
 * @path: a file that is made or replaced
 * @error: return location for an error of %MOK_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): an empty file; it takes the place of @path with mok_export_file_finish() only
 */
MokExportFile *
mok_export_file_new (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (MokExportFile) self = g_new0 (MokExportFile, 1);
  char *resolved = realpath (path, NULL);
  g_autofree char *folder = NULL, *pattern = NULL;

  self->descriptor = -1;
  self->path = g_strdup (resolved != NULL ? resolved : path);
  free (resolved);
  self->given = g_strdup (path);
  self->shown = g_filename_display_name (path);
  self->waiting = g_string_new (NULL);
  if (!check_target (self, error))
    return NULL;
  folder = g_path_get_dirname (self->path);
  pattern = g_build_filename (folder, ".moksori-export-XXXXXX", NULL);
  self->descriptor = g_mkstemp_full (pattern, O_RDWR | O_CLOEXEC, 0666);
  if (self->descriptor < 0)
    {
      set_errno_error (self, errno, error);
      return NULL;
    }
  self->temporary = g_steal_pointer (&pattern);
  return g_steal_pointer (&self);
}

/**
 * mok_export_file_write:
 *
 * Returns: whether all @size bytes were written; else @error is of %MOK_STORE_ERROR and names the file
 */
gboolean
mok_export_file_write (MokExportFile *self, const void *bytes, gsize size, GError **error)
{
  const guint8 *at = bytes;

  g_return_val_if_fail (self != NULL, FALSE);

  while (size > 0)
    {
      const gssize n = write (self->descriptor, at, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return set_errno_error (self, n < 0 ? errno : ENOSPC, error);
      at += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/**
 * mok_export_file_flush:
 * @limit: how many bytes may go on waiting
 *
 * Writes what was appended to the member `waiting`, if that is more than @limit.
 *
 * Returns: as of mok_export_file_write()
 */
gboolean
mok_export_file_flush (MokExportFile *self, gsize limit, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->waiting->len <= limit)
    return TRUE;
  if (!mok_export_file_write (self, self->waiting->str, self->waiting->len, error))
    return FALSE;
  g_string_truncate (self->waiting, 0);
  return TRUE;
}

/**
 * mok_export_file_finish:
 *
 * Flushes everything to the disk and puts the file in its place.
 *
 * Returns: as of mok_export_file_write()
 */
gboolean
mok_export_file_finish (MokExportFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->temporary != NULL, FALSE);

  if (!mok_export_file_flush (self, 0, error))
    return FALSE;
  if (fsync (self->descriptor) != 0 || g_rename (self->temporary, self->path) != 0)
    return set_errno_error (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

/**
 * mok_export_file_free:
 *
 * What was not finished is removed.
 */
void
mok_export_file_free (MokExportFile *self)
{
  g_return_if_fail (self != NULL);

  if (self->descriptor >= 0)
    close (self->descriptor);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self->given);
  g_free (self->shown);
  g_string_free (self->waiting, TRUE);
  g_free (self);
}
