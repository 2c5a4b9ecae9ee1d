/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a question page holds between question and buttons: the place where the answer is given. */

#include <adwaita.h>

#include "interview/mok-interview.h"

G_BEGIN_DECLS

#define MOK_TYPE_ANSWER_VIEW (mok_answer_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (MokAnswerView, mok_answer_view, MOK, ANSWER_VIEW, AdwBin)

/**
 * MokAnswerViewClass:
 * @build: makes the widgets; called once, when interview and question are known
 * @press_digit: uses a digit from 0 to 9; returns whether it did
 * @commit: gives the interview what was typed; returns %FALSE with an error worded for the respondent
 * @set_narrow: leaves out what a narrow window has no room for
 * @set_problem: names what is wrong, or takes it back
 */
struct _MokAnswerViewClass
{
  AdwBinClass parent_class;

  void (*build) (MokAnswerView *self);
  gboolean (*press_digit) (MokAnswerView *self, guint digit);
  gboolean (*commit) (MokAnswerView *self, GError **error);
  void (*set_narrow) (MokAnswerView *self, gboolean narrow);
  void (*set_problem) (MokAnswerView *self, const char *text);
};

MokAnswerView *mok_answer_view_new (MokInterview *interview, guint question, const char *language, const char *name);
MokInterview *mok_answer_view_get_interview (MokAnswerView *self);
const MokQuestion *mok_answer_view_get_question (MokAnswerView *self);
const char *mok_answer_view_get_language (MokAnswerView *self);
const char *mok_answer_view_get_name (MokAnswerView *self);
const MokAnswer *mok_answer_view_get_answer (MokAnswerView *self);

gboolean mok_answer_view_press_digit (MokAnswerView *self, guint digit);
gboolean mok_answer_view_commit (MokAnswerView *self, GError **error);
void mok_answer_view_set_narrow (MokAnswerView *self, gboolean narrow);

/* For the kinds of views. */
GtkWidget *mok_answer_view_new_problem_line (GtkLabel **label);
GtkWidget *mok_answer_view_make_problem (MokAnswerView *self);
void mok_answer_view_set_problem (MokAnswerView *self, const char *text);
void mok_answer_view_emit_done (MokAnswerView *self);

G_END_DECLS
