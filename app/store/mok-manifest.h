/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a survey is, identical in the survey file and in each of its boxes. */

#include <glib.h>

#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_DISCLOSURE_STANDARD,
  MOK_DISCLOSURE_OPEN,
} MokDisclosure;

#define MOK_SURVEY_ID_SIZE 16
#define MOK_PUBLIC_KEY_SIZE 32
#define MOK_FINGERPRINT_WORDS 6

typedef struct _MokManifest MokManifest;

MokManifest *mok_manifest_new (MokQuestionnaire *questionnaire,
                               const char *title,
                               MokDisclosure disclosure,
                               const guint8 *public_key,
                               const char *law_date,
                               guint headcount);
MokManifest *mok_manifest_new_from_bytes (GBytes *bytes, GError **error);
MokManifest *mok_manifest_ref (MokManifest *self);
void mok_manifest_unref (MokManifest *self);
GBytes *mok_manifest_get_bytes (MokManifest *self);
const guint8 *mok_manifest_get_digest (MokManifest *self); /* 32 bytes; records carry the first 16 */
const guint8 *mok_manifest_get_survey_id (MokManifest *self);
const guint8 *mok_manifest_get_public_key (MokManifest *self);
const char *mok_manifest_get_title (MokManifest *self);
MokDisclosure mok_manifest_get_disclosure (MokManifest *self);
const char *mok_manifest_get_law_date (MokManifest *self); /* YYYY-MM-DD */
guint mok_manifest_get_headcount (MokManifest *self);      /* 0 = not given */
MokQuestionnaire *mok_manifest_get_questionnaire (MokManifest *self);
gsize mok_manifest_get_record_size (MokManifest *self);
gsize mok_manifest_get_comment_size (MokManifest *self);
char **mok_manifest_dup_words (MokManifest *self, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokManifest, mok_manifest_unref)

G_END_DECLS
