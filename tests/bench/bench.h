/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the benchmarks of surveys share. */

#include "store/mok-survey.h"

G_BEGIN_DECLS

double bench_seconds_since (gint64 start);
double bench_time_opening (gsize record_size, guint n);
guint bench_get_size (guint usual);
MokQuestionnaire *bench_make_form (guint n_questions);
MokSurvey *bench_make_survey (const char *folder, MokQuestionnaire *form, MokDisclosure disclosure);
MokSecret *bench_unlock (MokSurvey *survey);

G_END_DECLS
