/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The survey files in the program's own data folder. */

#include "store/mok-survey.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;  /* (owned) */
  char *title; /* (owned): of the survey, or the file's name when it cannot be read */
  MokDisclosure disclosure;
  MokSurveyStatus status;
  GPtrArray *boxes_out; /* (owned) (element-type utf8): labels of boxes that did not come back */
  GError *error;        /* (owned) (nullable): why it cannot be read */
} MokSurveyEntry;

void mok_survey_entry_free (MokSurveyEntry *self);

void mok_surveys_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *mok_surveys_list_finish (GAsyncResult *result, GError **error);
void mok_surveys_open_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
MokSurvey *mok_surveys_open_finish (GAsyncResult *result, GError **error);
void mok_surveys_adopt_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data);
MokSurvey *mok_surveys_adopt_finish (GAsyncResult *result, GError **error);
void mok_surveys_create_async (MokQuestionnaire *questionnaire,
                               const MokSurveyOptions *options,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
MokSurvey *mok_surveys_create_finish (GAsyncResult *result, GError **error);
void mok_surveys_delete_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean mok_surveys_delete_finish (GAsyncResult *result, GError **error);

G_END_DECLS
