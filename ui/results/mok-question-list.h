/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The questions of a survey that have results, with search. */

#include <adwaita.h>

#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

/* What the page of a module is called, before the number of the module. */
#define MOK_QUESTION_LIST_MODULE "module:"

#define MOK_TYPE_QUESTION_LIST (mok_question_list_get_type ())
G_DECLARE_FINAL_TYPE (MokQuestionList, mok_question_list, MOK, QUESTION_LIST, AdwBin)

void mok_question_list_set_questions (MokQuestionList *self, MokQuestionnaire *questionnaire, GPtrArray *questions);
void mok_question_list_set_page (MokQuestionList *self, const char *id, const char *title, const char *icon);
const char *mok_question_list_get_page (MokQuestionList *self);
const char *mok_question_list_get_title (MokQuestionList *self);
const MokQuestion *mok_question_list_get_selected (MokQuestionList *self);
void mok_question_list_select (MokQuestionList *self, const MokQuestion *question);
void mok_question_list_select_page (MokQuestionList *self, const char *id);
gboolean mok_question_list_step (MokQuestionList *self, int step);
void mok_question_list_search (MokQuestionList *self);
void mok_question_list_focus_selected (MokQuestionList *self);

G_END_DECLS
