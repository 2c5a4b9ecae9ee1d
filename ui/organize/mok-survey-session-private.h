/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files of MokSurveySession share: one way to start and end work. */

#include "organize/mok-survey-session.h"
#include "organize/mok-survey-work-private.h"

G_BEGIN_DECLS

void mok_survey_session_start (MokSurveySession *self,
                               MokSurveyWork *work,
                               MokSurveyWorkFunc func,
                               gpointer tag,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean mok_survey_session_finish (MokSurveySession *self,
                                    GAsyncResult *result,
                                    gpointer tag,
                                    MokSurveyWork **work,
                                    GError **error);

G_END_DECLS
