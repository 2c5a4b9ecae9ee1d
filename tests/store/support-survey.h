/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A small questionnaire, and responses that can be told apart by their number. */

#include "store/mok-box.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

#define SUPPORT_PASSPHRASE "six words that nobody guesses"

/* A survey that protects answers, in a folder of its own. */
typedef struct
{
  char *folder;
  MokSurvey *survey;
} SupportFixture;

void support_set_up (SupportFixture *fixture, gconstpointer data);
void support_tear_down (SupportFixture *fixture, gconstpointer data);
MokQuestionnaire *support_make_questionnaire (void);
MokSurvey *support_make_survey (const char *folder, const char *name, MokDisclosure disclosure);
MokSurvey *support_make_bare_survey (const char *folder, const char *name);
char *support_make_box (MokSurvey *survey, const char *folder, const char *name, const MokBoxOptions *options);
MokSecret *support_make_record (MokManifest *manifest, guint number);
MokSecret *support_make_comment (MokManifest *manifest, guint number);
gboolean support_submit (MokBox *box, guint number, const char *code, GError **error);
void support_submit_range (const char *path, guint from, guint to);
guint support_get_number (MokManifest *manifest, const guint8 *record, gsize size);
GArray *support_get_numbers (MokSurvey *survey, MokSecret *key);
void support_assert_numbers (MokSurvey *survey, guint from, guint to);
MokReceipt *support_merge (MokSurvey *survey, ...) G_GNUC_NULL_TERMINATED;
GPtrArray *support_query (const char *path, const char *sql);

G_END_DECLS
