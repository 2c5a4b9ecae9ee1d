/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Private folders inside the data folder: files from elsewhere are looked at in one, and what leaves is made in one.
 * Must not remove anything but what it made.
 */

#include "config.h"

#include "organize/mok-transit-private.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/**
 * mok_transit_folder_new:
 * @parent: a folder of the program's own
 *
 * Returns: (transfer full): the path of a new folder in @parent that only its owner can read, or %NULL with a
 *   `G_IO_ERROR`; mok_transit_folder_remove()
 */
TransitFolder *
mok_transit_folder_new (const char *parent, GError **error)
{
  g_return_val_if_fail (parent != NULL, NULL);

  g_autofree char *folder = g_build_filename (parent, ".transit-XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      int saved_errno = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("%s cannot be written: %s"), parent,
                   g_strerror (saved_errno));
      return NULL;
    }

  return g_steal_pointer (&folder);
}

/**
 * mok_transit_folder_remove:
 * @folder: (transfer full): of mok_transit_folder_new()
 *
 * Removes the folder and what is in it.
 */
void
mok_transit_folder_remove (TransitFolder *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        mok_transit_folder_remove (g_steal_pointer (&path));
      else
        g_unlink (path);
    }

  g_rmdir (folder);
  g_free (folder);
}
