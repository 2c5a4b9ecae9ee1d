/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A copy of a whole survey file, in one state, whatever other programs do to the survey meanwhile. Must not change a
 * byte: a backup is the survey, key and all.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <errno.h>
#include <sys/stat.h>

#include "store/mok-file-save.h"
#include "store/mok-file.h"

static gboolean
copy (MokSurvey *self,
      GFile *target,
      gboolean replace,
      GFileProgressCallback progress,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  const char *path = mok_sqlite_get_filename (self->file);
  const MokFileSaveFlags flags = MOK_FILE_SAVE_PRIVATE | (replace ? 0 : MOK_FILE_SAVE_NEW);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) content = g_file_read (file, cancellable, error);
  struct stat about;

  if (content == NULL)
    return FALSE;
  if (stat (path, &about) < 0)
    {
      mok_file_set_error (error, errno, path);
      return FALSE;
    }
  if (!mok_file_save (target, G_INPUT_STREAM (content), about.st_size, flags, progress, data, cancellable, error))
    return FALSE;
  if (g_file_peek_path (target) != NULL)
    mok_file_round_times (g_file_peek_path (target));
  return TRUE;
}

/**
 * mok_survey_back_up:
 * @target: where the copy goes, also where only GIO reaches
 * @replace: whether a file there may be replaced
 * @progress: (scope call) (nullable): told how far it is
 *
 * Writes a copy of the survey file. While it is read nobody writes to the survey. Of a survey that is not closed, the
 * copy holds all sealed responses and the locked key: it must be destroyed after closing.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR, or %G_IO_ERROR where the file itself cannot be read) set
 */
gboolean
mok_survey_back_up (MokSurvey *self,
                    GFile *target,
                    gboolean replace,
                    GFileProgressCallback progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && G_IS_FILE (target), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gboolean copied, closed;

  /* Reading in a transaction keeps writers out until its end; where the survey was closed meanwhile, the closed one is
   * what there is to copy.
   */
  if (!mok_survey_query_closed (self, &closed, error) || !mok_sqlite_exec (self->file, "BEGIN", error))
    return FALSE;
  copied = mok_survey_query_closed (self, &closed, error)
           && copy (self, target, replace, progress, data, cancellable, error);
  mok_sqlite_roll_back (self->file);
  return copied;
}
