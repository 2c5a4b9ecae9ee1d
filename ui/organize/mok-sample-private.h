/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Made-up responses to look around in. */

#include "organize/mok-job.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

#define MOK_SAMPLE_RESPONSES 600

MokSurvey *mok_sample_make (guint n_responses, MokJob *job, GError **error);

G_END_DECLS
