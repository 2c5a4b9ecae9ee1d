/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A questionnaire with every kind of question, and random answers to it: for tests and benchmarks. */

#include "base/mok-random.h"
#include "interview/mok-record.h"

G_BEGIN_DECLS

extern const guint8 random_survey_digest[MOK_RECORD_DIGEST_SIZE];

MokQuestionnaire *random_survey_new_questionnaire (void);
MokQuestionnaire *random_survey_new_wide (guint n_questions, guint n_choices);
void random_survey_fill (MokAnswers *answers, MokRandom *random);

G_END_DECLS
