/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Making a box of a survey: the box, the survey's note of it, and whatever is handed out with it, all of it or nothing.
 * Must not keep an access code.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <unistd.h>

#include "store/mok-access-code.h"
#include "store/mok-box-private.h"

static gboolean
insert_box (MokSurvey *self, const MokBoxRow *made, GError **error)
{
  g_autoptr (sqlite3_stmt) insert =
      mok_sqlite_prepare (self->file, "INSERT INTO box_made (id, label, site) VALUES (?1, ?2, ?3)", error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_blob (insert, 1, made->id, sizeof made->id, SQLITE_STATIC);
  sqlite3_bind_text (insert, 2, made->label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 3, made->site);
  return mok_sqlite_run (self->file, insert, error);
}

static gboolean
note_box (MokSurvey *self, const MokBoxMade *made, GError **error)
{
  return mok_survey_check_not_closed (self, error) && insert_box (self, &made->row, error)
         && (made->n_codes == 0 || mok_survey_note_codes (self, made->row.id, made->n_codes, made->code_list, error));
}

/* The survey is told last, for good: whatever fails before that leaves it as it was. */
static gboolean
hand_out (MokSurvey *self,
          const char *path,
          const MokBoxMade *made,
          MokSurveyDeliverFunc deliver,
          gpointer data,
          GError **error)
{
  if (!mok_survey_begin_writing (self, error))
    return FALSE;
  if (!note_box (self, made, error) || !deliver (path, (const char *const *) made->codes, data, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  return mok_sqlite_commit (self->file, error);
}

/**
 * mok_survey_deliver_box:
 * @path: the new box; nothing may be there yet
 * @options: what the box shall be like
 * @deliver: (scope call): called once, when the box is complete and before the survey knows of it for good
 *
 * Makes a box for this survey and hands out its access codes, which are kept nowhere and wiped. A box of a survey with
 * simulated responses is for simulated responses. When this fails, there is no box, and the survey is as it was; what
 * @deliver wrote is for the caller to take back, in the rare case that the survey could not be written after it.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR, or that of @deliver) set
 */
gboolean
mok_survey_deliver_box (MokSurvey *self,
                        const char *path,
                        const MokBoxOptions *options,
                        MokSurveyDeliverFunc deliver,
                        gpointer data,
                        GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && path != NULL && options != NULL && deliver != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_auto (MokBoxMade) made = { 0 };
  gboolean synthetic;

  if (!mok_survey_check_not_closed (self, error) || !mok_sqlite_check_writable (self->file, error)
      || !mok_survey_is_synthetic (self, &synthetic, error)
      || !mok_box_create_full (path, self->manifest, options, synthetic, &made, error))
    return FALSE;
  if (hand_out (self, path, &made, deliver, data, error))
    return TRUE;
  /* Nobody has it yet. */
  unlink (path);
  return FALSE;
}

static gboolean
keep_codes (const char *box, const char *const *access_codes, gpointer data, GError **error)
{
  GStrv *kept = data;

  *kept = g_strdupv ((GStrv) access_codes);
  return TRUE;
}

/**
 * mok_survey_make_box:
 * @path: the new box; nothing may be there yet
 * @options: what the box shall be like
 * @access_codes: (out) (optional) (transfer full): the codes to print; empty when the box needs none. To be wiped
 *
 * As mok_survey_deliver_box(), for who prints the codes later or needs none.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_make_box (MokSurvey *self,
                     const char *path,
                     const MokBoxOptions *options,
                     GStrv *access_codes,
                     GError **error)
{
  GStrv codes = NULL;
  const gboolean made = mok_survey_deliver_box (self, path, options, keep_codes, &codes, error);

  if (made && access_codes != NULL)
    *access_codes = g_steal_pointer (&codes);
  mok_access_codes_free (codes);
  return made;
}
