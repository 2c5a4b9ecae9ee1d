/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The built-in form, answered at random along all routes: true answers, ready to be released. */

#include "release/mok-release-private.h"

G_BEGIN_DECLS

#define RELEASE_SURVEY_LAW_DATE 20261122

typedef struct
{
  MokQuestionnaire *form;
  MokCodebook *codebook;
  GPtrArray *protections;
  MokRawTable *table;
} ReleaseSurvey;

ReleaseSurvey *release_survey_new (guint n, guint64 seed);
void release_survey_free (ReleaseSurvey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReleaseSurvey, release_survey_free)

G_END_DECLS
