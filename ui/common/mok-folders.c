/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the program keeps its boxes and survey files: in its own data folder, which nobody else may read.
 * Must not open the files.
 */

#include "config.h"

#include "common/mok-folders.h"

#include <errno.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static char *
make_folder (const char *name, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "moksori", name, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("The folder “%s” cannot be made: %s"), folder,
                   g_strerror (code));
      return NULL;
    }
  return g_steal_pointer (&folder);
}

/**
 * mok_folder_boxes:
 * @error: return location for a `G_IO_ERROR`
 *
 * Returns: (transfer full) (nullable): the folder of adopted boxes; it exists and is open to its owner only
 */
char *
mok_folder_boxes (GError **error)
{
  return make_folder ("boxes", error);
}

/**
 * mok_folder_surveys:
 * @error: return location for a `G_IO_ERROR`
 *
 * Returns: (transfer full) (nullable): the folder of survey files; it exists and is open to its owner only
 */
char *
mok_folder_surveys (GError **error)
{
  return make_folder ("surveys", error);
}

/**
 * mok_folder_settings:
 * @error: return location for a `G_IO_ERROR`
 *
 * Returns: (transfer full) (nullable): the folder of what the program remembers for this computer alone; it exists and
 *   is open to its owner only
 */
char *
mok_folder_settings (GError **error)
{
  return make_folder ("settings", error);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * mok_folder_list:
 * @folder: a folder
 * @suffix: how the names of the wanted files end, e.g. `.mokbox`
 *
 * Returns: (transfer full) (element-type filename): paths, sorted; empty when the folder cannot be read
 */
GPtrArray *
mok_folder_list (const char *folder, const char *suffix)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (suffix != NULL, NULL);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, suffix))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return g_steal_pointer (&paths);
}
