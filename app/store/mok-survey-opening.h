/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Opening what is sealed in a survey, and closing it. Only for release/: nobody else may see an opened response. A test
 * reads the #include lines.
 */

#include "store/mok-survey.h"

G_BEGIN_DECLS

/* Everything, once. */
gboolean mok_survey_foreach_record (MokSurvey *self,
                                    MokSecret *key,
                                    MokSurveyRecordFunc func,
                                    gpointer func_data,
                                    MokProgressFunc progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GError **error);
guint mok_survey_get_n_unreadable (MokSurvey *self);
gboolean mok_survey_foreach_sealed_comment (MokSurvey *self,
                                            MokSecret *key,
                                            MokSurveyRecordFunc func,
                                            gpointer func_data,
                                            GCancellable *cancellable,
                                            GError **error);

/* What the noise is drawn from. */
#define MOK_POOL_DIGEST_SIZE 32

gboolean mok_survey_get_pool_digest (MokSurvey *self, guint8 *digest, GError **error);
gboolean mok_survey_derive_noise_key (MokSurvey *self, MokSecret *key, MokSecret **noise_key, GError **error);

/* Closing. */
gboolean mok_survey_begin_closing (MokSurvey *self, GError **error);
gboolean mok_survey_finish_closing (MokSurvey *self,
                                    MokSecret *key,
                                    GBytes *release,
                                    GBytes *review,
                                    GCancellable *cancellable,
                                    GError **error);
void mok_survey_abandon_closing (MokSurvey *self);

/* The one review. */
MokSecret *
mok_survey_open_review (MokSurvey *self, const char *const *passphrases, guint n_passphrases, GError **error);

G_END_DECLS
