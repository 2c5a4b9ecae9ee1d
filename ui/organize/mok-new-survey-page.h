/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Making a survey: questionnaire, title, kind of disclosure, passphrase. */

#include <adwaita.h>

#include "store/mok-manifest.h"

G_BEGIN_DECLS

#define MOK_TYPE_NEW_SURVEY_PAGE (mok_new_survey_page_get_type ())
G_DECLARE_FINAL_TYPE (MokNewSurveyPage, mok_new_survey_page, MOK, NEW_SURVEY_PAGE, GtkBox)

GtkWidget *mok_new_survey_page_new (void);
void mok_new_survey_page_begin_like (MokNewSurveyPage *self, MokManifest *manifest, gboolean trustees);
void mok_new_survey_page_read (MokNewSurveyPage *self, GFile *file);

G_END_DECLS
