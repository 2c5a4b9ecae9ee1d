/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files that make up MokInterview share. */

#include "interview/mok-interview.h"
#include "interview/mok-routing.h"

G_BEGIN_DECLS

struct _MokInterview
{
  GObject parent_instance;

  MokQuestionnaire *questionnaire; /* (owned) */
  MokRandom *random;               /* (owned): asked once per respondent, for the key */
  double now;
  guint8 key[MOK_ROUTING_KEY_SIZE]; /* of this respondent: wordings, orders and random() follow from it */

  MokAnswers *answers; /* (owned): also those that skip logic leaves out now and may want again */
  MokRouting *routing; /* (owned) */

  MokInterviewState state;
  guint current;   /* while asking; the question that ended the interview when screened out */
  gboolean *shown; /* (owned) (array): which questions the respondent has been at */
};

gboolean mok_interview_is_page (MokInterview *self, guint question);
void mok_interview_enter (MokInterview *self, guint question);
gboolean mok_interview_enter_from (MokInterview *self, guint question, gboolean only_new);
gboolean mok_interview_finish (MokInterview *self, GError **error);
int mok_interview_find_before (MokInterview *self, guint end);
gboolean mok_interview_answer_changed (MokInterview *self, guint question, GError **error);

G_END_DECLS
