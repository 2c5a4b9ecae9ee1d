/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Noticing that another program closed the survey while it was open here. Closing puts a new file in the place of the
 * old one and destroys the old content, so what this program holds open is then garbage under an old name. Must not go
 * over to a file that is anything but this very survey, closed.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"
#include "store/mok-manifest-table.h"

/**
 * mok_survey_follow:
 *
 * Where the survey was closed into a new file, goes over to that one. Does nothing inside a transaction.
 *
 * Returns: whether it went over to another file
 */
gboolean
mok_survey_follow (MokSurvey *self)
{
  g_autoptr (MokSqlite) file = NULL;
  g_autoptr (MokManifest) manifest = NULL;
  gint64 closed;

  if (!sqlite3_get_autocommit (self->file->db) || !mok_sqlite_has_moved (self->file))
    return FALSE;
  file = mok_sqlite_open (self->file->path, &mok_survey_format, NULL);
  if (file == NULL)
    return FALSE;
  manifest = mok_manifest_load (file, self->manifest, NULL);
  if (manifest != self->manifest || !mok_sqlite_query_int (file, "SELECT closed FROM survey", &closed, NULL) || !closed)
    return FALSE;
  mok_sqlite_close (self->file);
  self->file = g_steal_pointer (&file);
  return TRUE;
}

gboolean
mok_survey_query_closed (MokSurvey *self, gboolean *closed, GError **error)
{
  const char *const sql = "SELECT closed FROM survey";
  g_autoptr (GError) local = NULL;
  gint64 value;

  mok_survey_follow (self);
  if (!mok_sqlite_query_int (self->file, sql, &value, &local))
    {
      /* While this waited for the lock, the survey may have been closed. */
      if (!mok_survey_follow (self))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!mok_sqlite_query_int (self->file, sql, &value, error))
        return FALSE;
    }
  *closed = value != 0;
  return TRUE;
}

static void
set_closed (MokSurvey *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->file->path);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED,
               _ ("The survey “%s” is closed. It takes no more responses and its key is gone."), name);
}

gboolean
mok_survey_check_not_closed (MokSurvey *self, GError **error)
{
  gboolean closed;

  if (!mok_survey_query_closed (self, &closed, error))
    return FALSE;
  if (closed)
    set_closed (self, error);
  return !closed;
}

/**
 * mok_survey_begin_writing:
 *
 * mok_sqlite_begin(), which may wait while another program closes the survey. Nothing of what the caller meant to write
 * is then written or lost.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR_CLOSED or another) set
 */
gboolean
mok_survey_begin_writing (MokSurvey *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  mok_survey_follow (self);
  if (mok_sqlite_begin (self->file, &local))
    {
      mok_file_remove_successor (mok_sqlite_get_filename (self->file));
      return TRUE;
    }
  if (mok_survey_follow (self))
    set_closed (self, error);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mok_survey_begin_exclusive:
 *
 * mok_sqlite_begin_exclusive(), on the file that the path leads to when the wait is over.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_begin_exclusive (MokSurvey *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  mok_survey_follow (self);
  if (mok_sqlite_begin_exclusive (self->file, &local))
    return TRUE;
  if (mok_survey_follow (self))
    return mok_sqlite_begin_exclusive (self->file, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
