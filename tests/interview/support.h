/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Questionnaires made by hand, without the reader of forms, and comments read back into answers. */

#include "interview/mok-interview.h"
#include "interview/mok-record.h"

G_BEGIN_DECLS

/* 2026-11-22, a quarter past midnight. */
#define TEST_NOW 20779.01

MokQuestion *test_add (MokQuestionnaire *questionnaire, MokQuestionKind kind, const char *name, const char *choices);
MokGroup *test_add_group (MokQuestionnaire *questionnaire, const char *name, MokGroup *parent);
MokExpr *test_parse (MokQuestionnaire *questionnaire, const char *source);
void test_set_bounds (MokQuestion *question, double minimum, double maximum, double step);

MokQuestionnaire *test_make_clinic (void);
MokQuestionnaire *test_make_every_kind (void);

guint test_find (MokQuestionnaire *questionnaire, const char *name);
MokInterview *test_start_clinic (guint64 seed);
guint test_find_in (MokInterview *interview, const char *name);
gboolean test_set_integer (MokInterview *interview, const char *name, int value, GError **error);
void test_choose (MokInterview *interview, const char *name, const char *code);
void test_next (MokInterview *interview);
char *test_dup_route (MokInterview *interview);
gboolean
test_read_comment (MokRecordLayout *layout, const guint8 *comment, gsize size, MokAnswers *answers, GError **error);

G_END_DECLS
