/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key, closing, and the one review of the comments, off the main thread.
 * Must not keep the key, nor a comment: whoever asked for them has them, and wipes them.
 */

#include "config.h"

#include "organize/mok-survey-session-private.h"

static MokSurveyWork *
new_work_with_passphrases (MokSurveySession *self, const char *const *passphrases, guint n_passphrases)
{
  MokSurveyWork *work = mok_survey_work_new (mok_survey_session_get_survey (self), NULL);

  work->passphrases = g_new0 (char *, n_passphrases + 1);
  for (guint i = 0; i < n_passphrases; i++)
    work->passphrases[i] = g_strdup (passphrases[i]);
  return work;
}

static MokSurveyWork *
new_work_with_key (MokSurveySession *self, MokSecret *key, MokJob *job)
{
  MokSurveyWork *work = mok_survey_work_new (mok_survey_session_get_survey (self), job);

  work->key = mok_secret_ref (key);
  return work;
}

/**
 * mok_survey_session_unlock_async:
 * @passphrases: (array length=n_passphrases): one, or those of two trustees; copied and wiped
 *
 * Finds the opening key.
 */
void
mok_survey_session_unlock_async (MokSurveySession *self,
                                 const char *const *passphrases,
                                 guint n_passphrases,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (passphrases != NULL && n_passphrases > 0);

  mok_survey_session_start (self, new_work_with_passphrases (self, passphrases, n_passphrases), mok_survey_work_unlock,
                            mok_survey_session_unlock_async, callback, user_data);
}

/**
 * mok_survey_session_unlock_finish:
 *
 * Returns: (transfer full): the opening key, or %NULL with an error: #MOK_STORE_ERROR_PASSPHRASE when it is not the
 *   passphrase of this survey
 */
MokSecret *
mok_survey_session_unlock_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  MokSurveyWork *work;

  if (!mok_survey_session_finish (self, result, mok_survey_session_unlock_async, &work, error))
    return NULL;

  return g_steal_pointer (&work->key);
}

/**
 * mok_survey_session_write_recovery_key_async:
 * @passphrase: copied and wiped
 *
 * Finds the key as text, for the recovery sheet.
 */
void
mok_survey_session_write_recovery_key_async (MokSurveySession *self,
                                             const char *passphrase,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (passphrase != NULL);

  mok_survey_session_start (self, new_work_with_passphrases (self, &passphrase, 1), mok_survey_work_write_recovery_key,
                            mok_survey_session_write_recovery_key_async, callback, user_data);
}

/**
 * mok_survey_session_write_recovery_key_finish:
 *
 * Returns: (transfer full): the groups of the key, zero-terminated; %NULL with an error
 */
MokSecret *
mok_survey_session_write_recovery_key_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  MokSurveyWork *work;

  if (!mok_survey_session_finish (self, result, mok_survey_session_write_recovery_key_async, &work, error))
    return NULL;

  return g_steal_pointer (&work->key);
}

/**
 * mok_survey_session_recover_async:
 * @typed: the key as it was typed from the recovery sheet, zero-terminated
 * @passphrase: what will open the survey; copied and wiped
 *
 * Gives the survey a new passphrase.
 */
void
mok_survey_session_recover_async (MokSurveySession *self,
                                  MokSecret *typed,
                                  const char *passphrase,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (typed != NULL && passphrase != NULL);

  MokSurveyWork *work = new_work_with_passphrases (self, &passphrase, 1);

  work->key = mok_secret_ref (typed);
  mok_survey_session_start (self, work, mok_survey_work_recover, mok_survey_session_recover_async, callback, user_data);
}

/**
 * mok_survey_session_recover_finish:
 *
 * Returns: whether the survey has a new passphrase; else an error says what is wrong with the key
 */
gboolean
mok_survey_session_recover_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_recover_async, NULL, error);
}

/**
 * mok_survey_session_rehearse_async:
 * @key: the opening key
 * @job: progress and cancelling
 *
 * Finds out what closing would give. Changes nothing.
 */
void
mok_survey_session_rehearse_async (MokSurveySession *self,
                                   MokSecret *key,
                                   MokJob *job,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (key != NULL);

  mok_survey_session_start (self, new_work_with_key (self, key, job), mok_survey_work_rehearse,
                            mok_survey_session_rehearse_async, callback, user_data);
}

/**
 * mok_survey_session_rehearse_finish:
 * @refusal: (out) (optional) (transfer full) (nullable): why the survey cannot be closed however many responded
 *
 * Returns: (transfer full) (nullable): what closing would give
 */
MokRehearsal *
mok_survey_session_rehearse_finish (MokSurveySession *self, GAsyncResult *result, char **refusal, GError **error)
{
  MokSurveyWork *work;

  if (!mok_survey_session_finish (self, result, mok_survey_session_rehearse_async, &work, error))
    return NULL;

  if (refusal != NULL)
    *refusal = g_steal_pointer (&work->refusal);
  return g_steal_pointer (&work->rehearsal);
}

/**
 * mok_survey_session_close_async:
 * @key: the opening key
 * @small: whether to close with 10 to 19 responses, too
 * @job: progress and cancelling
 *
 * Closes the survey. Cancelled or failed, it stays open as it was.
 */
void
mok_survey_session_close_async (MokSurveySession *self,
                                MokSecret *key,
                                gboolean small,
                                MokJob *job,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (key != NULL);

  MokSurveyWork *work = new_work_with_key (self, key, job);
  work->small = small;
  mok_survey_session_start (self, work, mok_survey_work_close, mok_survey_session_close_async, callback, user_data);
}

gboolean
mok_survey_session_close_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_close_async, NULL, error);
}

/**
 * mok_survey_session_open_review_async:
 * @passphrases: (array length=n_passphrases): those that closed the survey; copied and wiped
 *
 * Opens the comments of a closed survey.
 */
void
mok_survey_session_open_review_async (MokSurveySession *self,
                                      const char *const *passphrases,
                                      guint n_passphrases,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (passphrases != NULL && n_passphrases > 0);

  mok_survey_session_start (self, new_work_with_passphrases (self, passphrases, n_passphrases),
                            mok_survey_work_open_review, mok_survey_session_open_review_async, callback, user_data);
}

/**
 * mok_survey_session_open_review_finish:
 *
 * Returns: (transfer full) (nullable) (element-type MokReviewGroup): the comments of each question, which are wiped
 *   when freed
 */
GPtrArray *
mok_survey_session_open_review_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  MokSurveyWork *work;

  if (!mok_survey_session_finish (self, result, mok_survey_session_open_review_async, &work, error))
    return NULL;

  return g_steal_pointer (&work->comments);
}

/**
 * mok_survey_session_finish_review_async:
 * @summary: what the organizer wrote about the comments; may be empty
 *
 * Keeps the summary and destroys the comments.
 */
void
mok_survey_session_finish_review_async (MokSurveySession *self,
                                        const char *summary,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (summary != NULL);

  MokSurveyWork *work = mok_survey_work_new (mok_survey_session_get_survey (self), NULL);
  MokCube *cube = mok_survey_session_get_cube (self);

  work->summary = g_strdup (summary);
  /* The results stay the same ones: who looks at them is not sent back to the first. */
  work->cube = cube != NULL ? mok_cube_ref (cube) : NULL;
  mok_survey_session_start (self, work, mok_survey_work_finish_review, mok_survey_session_finish_review_async, callback,
                            user_data);
}

gboolean
mok_survey_session_finish_review_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_finish_review_async, NULL, error);
}
