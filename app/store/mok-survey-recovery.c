/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The recovery sheet: giving out the secret key of a survey as people can type it, and putting it under a new
 * passphrase once it was typed back. With trustees there is neither: a sheet would open alone what two have to open.
 * Must not write the key to any file, nor keep it.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <errno.h>

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"
#include "store/mok-recovery-key.h"

static gboolean
check_no_trustees (MokSurvey *self, GError **error)
{
  MokSurveyStatus status;

  if (!mok_survey_get_status (self, &status, error))
    return FALSE;
  if (!status.has_trustees)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TRUSTEES,
                       _ ("This survey has trustees, so there is no recovery sheet: whoever held it could open every "
                          "answer alone. If one trustee's passphrase is lost, the other two open the survey."));
  return FALSE;
}

/**
 * mok_survey_check_recovery:
 *
 * Whether there can be a recovery sheet: the survey is not closed and has no trustees.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR_CLOSED, %MOK_STORE_ERROR_TRUSTEES or another) set
 */
gboolean
mok_survey_check_recovery (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);

  return mok_survey_check_not_closed (self, error) && check_no_trustees (self, error);
}

/**
 * mok_survey_write_recovery_key:
 * @passphrase: the organizer's
 *
 * Whoever has the result can open every response, as long as the sealed files exist. Takes about a second.
 *
 * Returns: (transfer full): the secret key as text in groups, zero-terminated; %NULL with @error
 *   (%MOK_STORE_ERROR_PASSPHRASE, %MOK_STORE_ERROR_TRUSTEES, %MOK_STORE_ERROR_CLOSED or another) set
 */
MokSecret *
mok_survey_write_recovery_key (MokSurvey *self, const char *passphrase, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && passphrase != NULL, NULL);

  g_autoptr (MokSecret) key = NULL;

  if (!mok_survey_check_recovery (self, error))
    return NULL;
  key = mok_survey_unlock (self, &passphrase, 1, error);
  return key != NULL ? mok_recovery_key_write (key) : NULL;
}

/* The sheet was typed without a mistake, so it is one of another survey, or the survey is not the one it was. */
static void
set_other_key (MokSurvey *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->file->path);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OTHER_SURVEY,
               _ ("This recovery key belongs to another survey than “%s”. Compare the check words on the sheet with "
                  "those of the survey."),
               name);
}

static MokSecret *
read_key (MokSurvey *self, const char *typed, GError **error)
{
  g_autoptr (MokSecret) key = mok_recovery_key_read (typed, error);

  if (key == NULL)
    return NULL;
  if (mok_key_matches (key, mok_manifest_get_public_key (self->manifest)))
    return g_steal_pointer (&key);
  set_other_key (self, error);
  return NULL;
}

/**
 * mok_survey_check_recovery_key:
 * @typed: the recovery key as somebody typed it
 *
 * Returns: %TRUE when it is the key of this survey; %FALSE with @error (%MOK_STORE_ERROR_RECOVERY_KEY,
 *   %MOK_STORE_ERROR_OTHER_SURVEY or another) set
 */
gboolean
mok_survey_check_recovery_key (MokSurvey *self, const char *typed, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && typed != NULL, FALSE);

  g_autoptr (MokSecret) key = mok_survey_check_recovery (self, error) ? read_key (self, typed, error) : NULL;

  return key != NULL;
}

/* One commit: a program that dies on the way leaves the old wrap, whole. */
static gboolean
replace_wrap (MokSurvey *self, GPtrArray *wraps, GError **error)
{
  if (!mok_survey_begin_writing (self, error))
    return FALSE;
  if (!mok_survey_check_not_closed (self, error) || !mok_sqlite_exec (self->file, "DELETE FROM wrap", error)
      || !mok_survey_save_wraps (self->file, wraps, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  return mok_sqlite_commit (self->file, error);
}

/**
 * mok_survey_recover:
 * @typed: the recovery key as somebody typed it: UTF-8
 * @passphrase: what opens the survey from now on
 *
 * Puts the key under a new passphrase, in one durable step; the old passphrase no longer opens this file. Older copies
 * of the file still open with it. Takes about a second.
 *
 * Returns: %FALSE with @error set, and everything as it was: %MOK_STORE_ERROR_RECOVERY_KEY names the groups that are
 *   not typed right, %MOK_STORE_ERROR_OTHER_SURVEY says that the sheet is another survey's
 */
gboolean
mok_survey_recover (MokSurvey *self, const char *typed, const char *passphrase, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && typed != NULL && passphrase != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (GPtrArray) wraps = NULL;

  if (!mok_survey_check_recovery (self, error) || !mok_survey_check_passphrases (&passphrase, 1, error))
    return FALSE;
  key = read_key (self, typed, error);
  if (key == NULL)
    return FALSE;
  wraps = mok_key_wrap (key, &passphrase, 1);
  if (wraps == NULL)
    {
      mok_file_set_error (error, ENOMEM, self->file->path);
      return FALSE;
    }
  if (!replace_wrap (self, wraps, error))
    return FALSE;
  /* Of the old passphrase. */
  g_clear_pointer (&self->wrapper, mok_key_wrapper_free);
  return TRUE;
}
