/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One respondent's walk through a questionnaire. Pure logic: no widgets, no files. */

#include <glib-object.h>

#include "base/mok-random.h"
#include "interview/mok-answer.h"
#include "questionnaire/mok-matrix.h"

G_BEGIN_DECLS

#define MOK_INTERVIEW_ERROR (mok_interview_error_quark ())

typedef enum
{
  MOK_INTERVIEW_ERROR_INVALID,    /* the answer breaks a constraint or is not of the question's kind */
  MOK_INTERVIEW_ERROR_EVALUATION, /* the questionnaire cannot be evaluated */
} MokInterviewError;

typedef enum
{
  MOK_INTERVIEW_ASKING,       /* there is a current question */
  MOK_INTERVIEW_COMPLETE,     /* past the last question: ready to submit */
  MOK_INTERVIEW_SCREENED_OUT, /* a choice that ends the interview was chosen: nothing may be stored */
} MokInterviewState;

#define MOK_TYPE_INTERVIEW (mok_interview_get_type ())
G_DECLARE_FINAL_TYPE (MokInterview, mok_interview, MOK, INTERVIEW, GObject)

GQuark mok_interview_error_quark (void);

double mok_interview_get_local_time (void);
MokInterview *mok_interview_new (MokQuestionnaire *questionnaire, MokRandom *random, double now);
MokQuestionnaire *mok_interview_get_questionnaire (MokInterview *self);
double mok_interview_get_now (MokInterview *self);
MokInterviewState mok_interview_get_state (MokInterview *self);

/* The walk, question by question. */
int mok_interview_get_current (MokInterview *self);
gboolean mok_interview_next (MokInterview *self, GError **error);
gboolean mok_interview_can_go_back (MokInterview *self);
void mok_interview_back (MokInterview *self);
void mok_interview_go_to (MokInterview *self, guint question);
gboolean mok_interview_resume (MokInterview *self, GError **error);

/* The walk, page by page. */
const MokMatrix *mok_interview_get_matrix (MokInterview *self);
char *mok_interview_dup_matrix_label (MokInterview *self, const MokMatrix *matrix, const char *language);
gboolean mok_interview_next_page (MokInterview *self, GError **error);
gboolean mok_interview_resume_page (MokInterview *self, GError **error);
gboolean mok_interview_can_go_back_page (MokInterview *self);
void mok_interview_back_page (MokInterview *self);

/* Answers. */
const MokAnswer *mok_interview_get_answer (MokInterview *self, guint question);
gboolean mok_interview_set_answer (MokInterview *self, guint question, const MokAnswer *answer, GError **error);
gboolean mok_interview_choose (MokInterview *self, guint question, guint choice, GError **error);
gboolean mok_interview_toggle (MokInterview *self, guint question, guint choice, GError **error);
void mok_interview_leave_blank (MokInterview *self, guint question);
gboolean mok_interview_can_toggle (MokInterview *self, guint question, guint choice);
gboolean mok_interview_check_answer (MokInterview *self, guint question, GError **error);
gboolean mok_interview_is_relevant (MokInterview *self, guint question);
GArray *mok_interview_get_route (MokInterview *self);

/* What the page of a question shows. */
char *mok_interview_dup_label (MokInterview *self, guint question, const char *language);
GArray *mok_interview_get_choice_order (MokInterview *self, guint question);
void mok_interview_get_progress (MokInterview *self, guint *module, guint *n_modules);
void mok_interview_count (MokInterview *self, guint *answered, guint *blank, guint *refused);

/* The end. */
MokAnswers *mok_interview_dup_answers (MokInterview *self);
void mok_interview_wipe (MokInterview *self);

G_END_DECLS
