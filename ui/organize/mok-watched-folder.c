/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which folder a survey is fed from is a matter of this computer: it is kept in the program's own data folder, under
 * the id of the survey, and not in the survey file, which travels. The folder is used as it was chosen, because a
 * portal gives access to that file and to no other path to it. Must not merge.
 */

#include "config.h"

#include "organize/mok-watched-folder.h"

#include <glib/gi18n-lib.h>

#include "common/mok-folders.h"
#include "store/mok-folder-watch.h"
#include "store/mok-manifest.h"

#define GROUP "folders"

struct _MokWatchedFolder
{
  GObject parent_instance;

  char *key;             /* (owned): the survey's id in hexadecimal digits */
  GFile *folder;         /* (owned) (nullable) */
  MokFolderWatch *watch; /* (owned) (nullable): of @folder; of the looking thread alone while one runs */
  guint n_looking;
};

G_DEFINE_FINAL_TYPE (MokWatchedFolder, mok_watched_folder, G_TYPE_OBJECT)

static void
mok_watched_folder_finalize (GObject *object)
{
  MokWatchedFolder *self = MOK_WATCHED_FOLDER (object);

  g_free (self->key);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->watch, mok_folder_watch_free);

  G_OBJECT_CLASS (mok_watched_folder_parent_class)->finalize (object);
}

static void
mok_watched_folder_class_init (MokWatchedFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_watched_folder_finalize;
}

static void
mok_watched_folder_init (MokWatchedFolder *self)
{
}

/* Returns: (transfer full) (nullable): where it is kept */
static char *
get_path (GError **error)
{
  g_autofree char *folder = mok_folder_settings (error);

  return folder != NULL ? g_build_filename (folder, "watched-folders.ini", NULL) : NULL;
}

/**
 * mok_watched_folder_new:
 * @survey_id: (array fixed-size=16): id of a survey
 *
 * Returns: (transfer full): the folder of the survey, if it has one
 */
MokWatchedFolder *
mok_watched_folder_new (const guint8 *survey_id)
{
  g_return_val_if_fail (survey_id != NULL, NULL);

  MokWatchedFolder *self = g_object_new (MOK_TYPE_WATCHED_FOLDER, NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *path = get_path (NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *uri = NULL;

  for (guint i = 0; i < MOK_SURVEY_ID_SIZE; i++)
    g_string_append_printf (key, "%02x", survey_id[i]);
  self->key = g_string_free (g_steal_pointer (&key), FALSE);
  if (path != NULL && g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    uri = g_key_file_get_string (file, GROUP, self->key, NULL);
  if (uri != NULL)
    {
      self->folder = g_file_new_for_uri (uri);
      self->watch = mok_folder_watch_new (self->folder);
    }

  return self;
}

/**
 * mok_watched_folder_get:
 *
 * Returns: (transfer none) (nullable): the folder
 */
GFile *
mok_watched_folder_get (MokWatchedFolder *self)
{
  g_return_val_if_fail (MOK_IS_WATCHED_FOLDER (self), NULL);

  return self->folder;
}

static gboolean
save (MokWatchedFolder *self, GFile *folder, GError **error)
{
  g_autofree char *path = get_path (error);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL)
    return FALSE;
  /* Where there is none yet, or a broken one, a new one begins. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  if (folder != NULL)
    {
      g_autofree char *uri = g_file_get_uri (folder);

      g_key_file_set_string (file, GROUP, self->key, uri);
    }
  else
    g_key_file_remove_key (file, GROUP, self->key, NULL);
  return g_key_file_save_to_file (file, path, error);
}

/**
 * mok_watched_folder_set:
 * @folder: (nullable): the folder from now on; %NULL for none
 *
 * Remembers the folder. Not while a look is under way.
 *
 * Returns: %FALSE with @error (%G_IO_ERROR or %G_FILE_ERROR) set when it cannot be remembered; nothing changes then
 */
gboolean
mok_watched_folder_set (MokWatchedFolder *self, GFile *folder, GError **error)
{
  g_return_val_if_fail (MOK_IS_WATCHED_FOLDER (self), FALSE);
  g_return_val_if_fail (folder == NULL || G_IS_FILE (folder), FALSE);
  g_return_val_if_fail (self->n_looking == 0, FALSE);

  if (!save (self, folder, error))
    return FALSE;
  g_clear_pointer (&self->watch, mok_folder_watch_free);
  g_set_object (&self->folder, folder);
  if (folder != NULL)
    self->watch = mok_folder_watch_new (folder);
  return TRUE;
}

typedef struct
{
  GPtrArray *quiet;
  GPtrArray *waiting;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->quiet, g_ptr_array_unref);
  g_clear_pointer (&look->waiting, g_ptr_array_unref);
  g_free (look);
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MokWatchedFolder *self = source;
  Look *look = task_data;
  GError *error = NULL;

  if (mok_folder_watch_look (self->watch, g_get_monotonic_time (), &look->quiet, &look->waiting, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mok_watched_folder_look_async:
 *
 * Looks into the folder, in a thread; one look at a time, and only while there is a folder.
 */
void
mok_watched_folder_look_async (MokWatchedFolder *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (MOK_IS_WATCHED_FOLDER (self));
  g_return_if_fail (self->watch != NULL && self->n_looking == 0);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mok_watched_folder_look_async);
  g_task_set_task_data (task, g_new0 (Look, 1), look_free);
  self->n_looking++;
  g_task_run_in_thread (task, look_thread);
}

/**
 * mok_watched_folder_look_finish:
 * @quiet: (out) (transfer full) (element-type GFile): boxes to be merged
 * @n_waiting: (out): how many others are new or still being written
 *
 * Returns: %FALSE with @error (%G_IO_ERROR) set, for instance when the folder is gone
 */
gboolean
mok_watched_folder_look_finish (MokWatchedFolder *self,
                                GAsyncResult *result,
                                GPtrArray **quiet,
                                guint *n_waiting,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  Look *look = g_task_get_task_data (G_TASK (result));

  self->n_looking--;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *quiet = g_steal_pointer (&look->quiet);
  *n_waiting = look->waiting->len;
  return TRUE;
}

/**
 * mok_watched_folder_take:
 * @files: (element-type GFile): quiet ones of the last look, which were merged since
 */
void
mok_watched_folder_take (MokWatchedFolder *self, GPtrArray *files)
{
  g_return_if_fail (MOK_IS_WATCHED_FOLDER (self));
  g_return_if_fail (self->n_looking == 0);

  if (self->watch != NULL)
    mok_folder_watch_take (self->watch, files);
}
