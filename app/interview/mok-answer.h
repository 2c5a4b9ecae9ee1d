/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One answer to one question, and the answers of one respondent. */

#include <glib.h>

#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

/**
 * MokAnswerState:
 * @MOK_ANSWER_NOT_ASKED: skip logic left the question out
 * @MOK_ANSWER_BLANK: asked, and left blank
 * @MOK_ANSWER_GIVEN: answered; "not sure" and "prefer not to answer" are answers too
 */
typedef enum
{
  MOK_ANSWER_NOT_ASKED = 0,
  MOK_ANSWER_BLANK = 1,
  MOK_ANSWER_GIVEN = 2,
} MokAnswerState;

#define MOK_ANSWER_MAX_CHOICES 250

/**
 * MokAnswer:
 *
 * Which member holds the answer follows from the kind of the question.
 */
typedef struct
{
  MokAnswerState state;
  union
  {
    guint choice;                                  /* single: index into the list */
    guint8 bits[(MOK_ANSWER_MAX_CHOICES + 7) / 8]; /* multiple: bit k of byte k / 8 = choice k */
    guint8 rank[MOK_ANSWER_MAX_CHOICES];           /* rank: 1-based place of choice k, 0 = not ranked */
    gint32 integer;                                /* integer, and range with whole steps */
    double decimal;                                /* decimal, and other ranges */
    gint32 date;                                   /* days since 1970-01-01 */
    char *text;                                    /* (owned): text */
  };
} MokAnswer;

typedef struct _MokAnswers MokAnswers;

MokAnswers *mok_answers_new (MokQuestionnaire *questionnaire);
MokAnswers *mok_answers_copy (const MokAnswers *self);
void mok_answers_free (MokAnswers *self);
MokQuestionnaire *mok_answers_get_questionnaire (const MokAnswers *self);
const MokAnswer *mok_answers_get (const MokAnswers *self, guint question);
void mok_answers_set (MokAnswers *self, guint question, const MokAnswer *answer);
void mok_answers_clear (MokAnswers *self, guint question, MokAnswerState state);
gboolean mok_answers_equal (const MokAnswers *a, const MokAnswers *b);
void mok_answers_wipe (MokAnswers *self);

gboolean mok_answer_has_choice (const MokAnswer *answer, guint choice);
void mok_answer_set_choice (MokAnswer *answer, guint choice, gboolean chosen);
guint mok_answer_count_choices (const MokAnswer *answer);
gboolean mok_answer_is_whole (const MokQuestion *question);
double mok_answer_get_number (const MokQuestion *question, const MokAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokAnswers, mok_answers_free)

G_END_DECLS
