/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The error domain of everything that keeps answers in files. Messages are made where the error is found,
 * but for what is found in several places.
 */

#include "config.h"

#include "store/mok-store-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (mok_store_error, mok_store_error)

/**
 * mok_store_error_is_version:
 * @error: (nullable): any error
 *
 * Returns: whether it says that another version of the program made a file: what is in it is unknown, not wrong
 */
gboolean
mok_store_error_is_version (const GError *error)
{
  return g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NEWER)
         || g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OLDER);
}

/**
 * mok_store_error_set_version:
 * @error: (out): set to @code
 * @code: %MOK_STORE_ERROR_NEWER or %MOK_STORE_ERROR_OLDER
 * @path: the file
 *
 * Says that another version of the program made a file.
 */
void
mok_store_error_set_version (GError **error, MokStoreError code, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_return_if_fail (code == MOK_STORE_ERROR_NEWER || code == MOK_STORE_ERROR_OLDER);

  if (code == MOK_STORE_ERROR_NEWER)
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NEWER,
                 _ ("“%s” was made by a newer version of this program. Update the program to open it."), name);
  else
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OLDER,
                 _ ("“%s” was made by an older version of this program, and this one cannot read it. Open it with the "
                    "version it was made with."),
                 name);
}
