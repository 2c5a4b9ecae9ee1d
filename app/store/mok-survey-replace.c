/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Putting a new file in the place of a survey file, so that what is not copied is gone: the key and the sealed
 * responses at closing, the comments when their review is finished. Deleting rows would leave them in the rollback
 * journal.
 *
 * The new file is complete and flushed before it gets the name, and the name is flushed before the old content is
 * overwritten: whenever the program dies, the path leads to one of the two, whole. All of it under the exclusive lock
 * on the old file. Must not know what is kept.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <unistd.h>

#include "store/mok-file.h"
#include "store/mok-manifest-table.h"

/**
 * mok_survey_copy_table:
 * @select: reads rows from the survey file
 * @insert: takes the columns of @select as its parameters
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_copy_table (MokSurvey *self, MokSqlite *to, const char *select, const char *insert, GError **error)
{
  g_autoptr (sqlite3_stmt) reading = mok_sqlite_prepare (self->file, select, error);
  g_autoptr (sqlite3_stmt) writing = reading != NULL ? mok_sqlite_prepare (to, insert, error) : NULL;
  gboolean has_row;

  if (writing == NULL)
    return FALSE;
  for (;;)
    {
      if (!mok_sqlite_step (self->file, reading, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      for (int i = 0; i < sqlite3_column_count (reading); i++)
        sqlite3_bind_value (writing, i + 1, sqlite3_column_value (reading, i));
      if (!mok_sqlite_run (to, writing, error))
        return FALSE;
    }
}

/* Boxes that are still out must have a name after closing. No response is named here. */
static gboolean
copy_boxes (MokSurvey *self, MokSqlite *to, GError **error)
{
  return mok_survey_copy_table (self, to, "SELECT id, label, site FROM box_made ORDER BY id",
                                "INSERT INTO box_made (id, label, site) VALUES (?1, ?2, ?3)", error)
         && mok_survey_copy_table (self, to,
                                   "SELECT box, label, site, responses, largest, day FROM merge_log ORDER BY box",
                                   "INSERT INTO merge_log (box, label, site, responses, largest, day)"
                                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                   error)
         && mok_survey_copy_table (self, to, "SELECT box, printed, list, burned, uncoded FROM box_codes ORDER BY box",
                                   "INSERT INTO box_codes (box, printed, list, burned, uncoded)"
                                   " VALUES (?1, ?2, ?3, ?4, ?5)",
                                   error);
}

static gboolean
write_successor (MokSurvey *self, MokSurveyFillFunc fill, gpointer data, GError **error)
{
  g_autoptr (MokSqlite) to = mok_sqlite_create (self->successor, self->file->path, &mok_survey_format, error);

  return to != NULL && mok_sqlite_begin (to, error) && mok_manifest_save (self->manifest, to, error)
         && copy_boxes (self, to, error) && fill (self, to, data, error) && mok_sqlite_commit (to, error);
}

/**
 * mok_survey_begin_replacing:
 *
 * To be called with the exclusive lock held. Makes the empty file that mok_survey_replace() will fill, so that a folder
 * in which that cannot be done is found out before the long work. mok_survey_abandon_closing() takes it away again.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_begin_replacing (MokSurvey *self, GError **error)
{
  self->successor = mok_file_make_successor (mok_sqlite_get_filename (self->file), error);
  return self->successor != NULL;
}

/**
 * mok_survey_replace:
 * @fill: (scope call): writes what the new file holds besides manifest, boxes and merge log
 *
 * After mok_survey_begin_replacing(): puts the new file in the place of the old one and destroys the content of the old
 * one. When that fails or is cancelled, the survey is as it was, and still locked.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR, %G_IO_ERROR_CANCELLED or that of @fill) set
 */
gboolean
mok_survey_replace (MokSurvey *self, MokSurveyFillFunc fill, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean durable;

  if (!write_successor (self, fill, data, error) || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !mok_file_replace (self->successor, mok_sqlite_get_filename (self->file), &durable, error))
    return FALSE;
  /* From here on the new file is the survey: nothing below can undo that, and nothing below may fail it. */
  g_clear_pointer (&self->successor, g_free);
  if (durable && !mok_sqlite_overwrite (self->file))
    g_info ("what the survey file held before could not be overwritten");
  mok_sqlite_roll_back (self->file);
  mok_survey_follow (self);
  return TRUE;
}
