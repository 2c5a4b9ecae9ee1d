/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One open survey in the window: what is known about it, and its long work, one at a time and off the main thread. */

#include "organize/mok-job.h"
#include "release/mok-cube.h"
#include "release/mok-rehearsal.h"
#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

#define MOK_TYPE_SURVEY_SESSION (mok_survey_session_get_type ())
G_DECLARE_FINAL_TYPE (MokSurveySession, mok_survey_session, MOK, SURVEY_SESSION, GObject)

MokSurveySession *mok_survey_session_new (MokSurvey *survey);
MokManifest *mok_survey_session_get_manifest (MokSurveySession *self);
const MokSurveyStatus *mok_survey_session_get_status (MokSurveySession *self);
MokCube *mok_survey_session_get_cube (MokSurveySession *self);
MokReceipt *mok_survey_session_get_receipt (MokSurveySession *self);
gboolean mok_survey_session_has_review (MokSurveySession *self);
const char *mok_survey_session_get_summary (MokSurveySession *self);
GPtrArray *mok_survey_session_get_left (MokSurveySession *self);
const MokSurveyFigures *mok_survey_session_get_figures (MokSurveySession *self);
MokSurvey *mok_survey_session_get_survey (MokSurveySession *self);
gboolean mok_survey_session_is_busy (MokSurveySession *self);

void mok_survey_session_load_async (MokSurveySession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean mok_survey_session_load_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_merge_async (MokSurveySession *self,
                                     GPtrArray *files,
                                     MokJob *job,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void mok_survey_session_merge_news_async (MokSurveySession *self,
                                          GPtrArray *files,
                                          MokJob *job,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean mok_survey_session_merge_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_take_back_async (MokSurveySession *self,
                                         GFile *file,
                                         MokJob *job,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean mok_survey_session_take_back_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_make_box_async (MokSurveySession *self,
                                        const MokBoxOptions *options,
                                        GFile *target,
                                        GFile *slips,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean mok_survey_session_make_box_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_back_up_async (MokSurveySession *self,
                                       GFile *target,
                                       MokJob *job,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean mok_survey_session_back_up_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_unlock_async (MokSurveySession *self,
                                      const char *const *passphrases,
                                      guint n_passphrases,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
MokSecret *mok_survey_session_unlock_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_write_recovery_key_async (MokSurveySession *self,
                                                  const char *passphrase,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
MokSecret *mok_survey_session_write_recovery_key_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_recover_async (MokSurveySession *self,
                                       MokSecret *typed,
                                       const char *passphrase,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean mok_survey_session_recover_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_rehearse_async (MokSurveySession *self,
                                        MokSecret *key,
                                        MokJob *job,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
MokRehearsal *
mok_survey_session_rehearse_finish (MokSurveySession *self, GAsyncResult *result, char **refusal, GError **error);

void mok_survey_session_close_async (MokSurveySession *self,
                                     MokSecret *key,
                                     gboolean small,
                                     MokJob *job,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean mok_survey_session_close_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_open_review_async (MokSurveySession *self,
                                           const char *const *passphrases,
                                           guint n_passphrases,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *mok_survey_session_open_review_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

void mok_survey_session_finish_review_async (MokSurveySession *self,
                                             const char *summary,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean mok_survey_session_finish_review_finish (MokSurveySession *self, GAsyncResult *result, GError **error);

G_END_DECLS
