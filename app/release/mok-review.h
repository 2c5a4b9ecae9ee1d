/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The one review of the comments of a closed survey. Texts are shuffled, apart for each question, and belong to no
 * group of respondents.
 */

#include <gio/gio.h>

#include "questionnaire/mok-questionnaire.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

typedef struct
{
  const MokQuestion *question; /* of the survey's questionnaire */
  GPtrArray *texts;            /* (owned) (element-type utf8): wiped when freed */
} MokReviewGroup;

GPtrArray *mok_review_open (MokSurvey *survey, const char *const *passphrases, guint n_passphrases, GError **error);
gboolean mok_review_finish (MokSurvey *survey, const char *summary, GError **error);

G_END_DECLS
