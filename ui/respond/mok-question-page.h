/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One question: the page that a respondent sees. */

#include <adwaita.h>

#include "interview/mok-interview.h"

G_BEGIN_DECLS

#define MOK_TYPE_QUESTION_PAGE (mok_question_page_get_type ())
G_DECLARE_FINAL_TYPE (MokQuestionPage, mok_question_page, MOK, QUESTION_PAGE, AdwBin)

GtkWidget *mok_question_page_new (MokInterview *interview, guint question, const char *language);
gboolean mok_question_page_has_question (MokQuestionPage *self, int question);
void mok_question_page_set_open (MokQuestionPage *self, gboolean open);
void mok_question_page_set_law_date (MokQuestionPage *self, const char *law_date);
gboolean mok_question_page_commit (MokQuestionPage *self);
void mok_question_page_show_problem (MokQuestionPage *self, const char *text);
gboolean mok_question_page_press_key (MokQuestionPage *self, guint keyval, GdkModifierType state);

G_END_DECLS
