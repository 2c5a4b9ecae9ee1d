/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A condition in words that a person with a paper questionnaire can follow. */

#include "questionnaire/mok-condition.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

MokCondition *mok_condition_new_of_question (const MokQuestion *question, const MokGroup *outermost);
GPtrArray *mok_condition_list_clauses (const MokCondition *self,
                                       const MokQuestionnaire *form,
                                       const char *language,
                                       GPtrArray *notes,
                                       gboolean *is_never);
char *mok_condition_join_clauses (GPtrArray *clauses);

G_END_DECLS
