/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The release cube: every question by each background, and by one filter. All that remains of a closed survey. */

#include <glib.h>

#include "analysis/mok-table.h"
#include "questionnaire/mok-questionnaire.h"
#include "release/mok-certificate.h"
#include "release/mok-weighting.h"

G_BEGIN_DECLS

#define MOK_CUBE_ERROR (mok_cube_error_quark ())

typedef enum
{
  MOK_CUBE_ERROR_DAMAGED, /* bytes that are not a cube */
  MOK_CUBE_ERROR_NEWER,
  MOK_CUBE_ERROR_UNKNOWN,       /* no such question, breakdown, filter or level */
  MOK_CUBE_ERROR_NOT_OFFERED,   /* it exists, but a release does not show it */
  MOK_CUBE_ERROR_NOT_CERTIFIED, /* a check of a release failed */
} MokCubeError;

typedef struct _MokCube MokCube;

GQuark mok_cube_error_quark (void);

MokCube *mok_cube_ref (MokCube *self);
void mok_cube_unref (MokCube *self);
GBytes *mok_cube_to_bytes (const MokCube *self);
MokCube *mok_cube_new_from_bytes (GBytes *bytes, MokQuestionnaire *questionnaire, GError **error);

MokQuestionnaire *mok_cube_get_questionnaire (const MokCube *self);
guint64 mok_cube_get_n_respondents (const MokCube *self);
guint64 mok_cube_get_n_unreadable (const MokCube *self); /* responses left out, because they were damaged */
gboolean mok_cube_is_exact (const MokCube *self);
gboolean mok_cube_is_synthetic (const MokCube *self);
gboolean mok_cube_is_open (const MokCube *self);
GPtrArray *
mok_cube_get_questions (const MokCube *self); /* (transfer container) MokQuestion: tabulated ones, form order */
GPtrArray *mok_cube_get_outcomes (const MokCube *self);   /* (transfer container) MokQuestion: stand for protections */
GPtrArray *mok_cube_get_breakdowns (const MokCube *self); /* (transfer container) MokQuestion: offered or not */
const MokCertificate *mok_cube_get_certificate (const MokCube *self);
const MokQuestion *mok_cube_get_certificate_question (const MokCube *self);
guint mok_cube_get_n_levels (const MokCube *self, const MokQuestion *background);
const char *mok_cube_get_level_code (const MokCube *self, const MokQuestion *background, guint level);
const char *
mok_cube_get_level_label (const MokCube *self, const MokQuestion *background, guint level, const char *language);
char *mok_cube_dup_refusal (const MokCube *self, const char *question, const char *by, const char *filter);
gboolean mok_cube_offers_level (const MokCube *self, const char *by, const char *filter, const char *filter_code);
MokTable *mok_cube_get_table (const MokCube *self,
                              const char *question,
                              const char *by,
                              const char *filter,
                              const char *filter_code,
                              GError **error);
GPtrArray *
mok_cube_get_outcome_tables (const MokCube *self, const char *filter, const char *filter_code, GError **error);
MokTable *mok_cube_get_outcome_details (const MokCube *self,
                                        const char *outcome,
                                        const char *by,
                                        const char *filter,
                                        const char *filter_code,
                                        GError **error);
gboolean mok_cube_has_weights (const MokCube *self);
const MokWeighting *mok_cube_get_weighting (const MokCube *self);
MokTable *mok_cube_get_table_weighted (const MokCube *self, const char *question, const char *by, GError **error);
GPtrArray *mok_cube_get_outcome_tables_weighted (const MokCube *self, GError **error);
MokTable *mok_cube_get_outcome_unflagged (const MokCube *self, const char *outcome, const char *by, GError **error);
char *mok_cube_dup_unflagged_refusal (const MokCube *self, const char *outcome, const char *by);
GPtrArray *mok_cube_get_outcome_tables_unflagged (const MokCube *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokCube, mok_cube_unref)

G_END_DECLS
