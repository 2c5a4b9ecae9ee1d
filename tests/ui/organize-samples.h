/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Surveys and boxes for tests of the organizer's pages. */

#include "base/mok-random.h"
#include "store/mok-survey.h"
#include "support.h"

G_BEGIN_DECLS

#define TEST_PASSPHRASE "seven quiet wards at night"

MokSurvey *test_survey_new (MokDisclosure disclosure, const char *title);
MokSurvey *test_survey_new_short_closed (MokDisclosure disclosure, const char *title, guint n_responses);
MokSurvey *test_survey_new_closed_with (MokQuestionnaire *questionnaire,
                                        MokDisclosure disclosure,
                                        const char *title,
                                        guint n_responses);
MokSurvey *test_survey_new_closed (MokDisclosure disclosure, const char *title, guint n_responses);
MokSurvey *
test_survey_new_weighted (MokDisclosure disclosure, const char *title, guint n_responses, const char *margins);
void test_box_answer (MokBox *box, const char *code, MokRandom *random);
char *test_box_fill (MokSurvey *survey, const char *folder, const char *name, guint n_responses, guint64 seed);
char *test_box_fill_at (MokSurvey *survey,
                        const char *folder,
                        const char *name,
                        MokSite site,
                        guint n_responses,
                        guint64 seed);
void test_surveys_remove (void);
char *test_folder_new (void);
void test_folder_remove (char *folder);
guint test_folder_count (const char *folder);
gboolean test_wait_long (gboolean (*condition) (gpointer data), gpointer data);

typedef char TestFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_remove)

G_END_DECLS
