/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a question page holds between question and buttons. Each kind of question has a view of its own; here is what
 * they share, and the choice of the right one.
 * Must not know the page around it.
 */

#include "config.h"

#include "respond/mok-answer-view.h"

#include "common/mok-words.h"
#include "respond/mok-acknowledge-view.h"
#include "respond/mok-choice-view.h"
#include "respond/mok-date-view.h"
#include "respond/mok-matrix-view.h"
#include "respond/mok-number-view.h"
#include "respond/mok-rank-view.h"
#include "respond/mok-text-view.h"

/**
 * MokAnswerView:
 *
 * Emits `done` when the respondent has pressed Enter in an entry, after an input method has had its turn.
 */
typedef struct
{
  MokInterview *interview; /* (owned) */
  guint question;
  char *language; /* (owned) */
  char *name;     /* (owned): what a screen reader calls the place of the answer */
  GtkLabel *problem;
  GtkWidget *problem_box;
} MokAnswerViewPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (MokAnswerView, mok_answer_view, ADW_TYPE_BIN)

static guint done_signal;

static MokAnswerViewPrivate *
get_private (MokAnswerView *self)
{
  return mok_answer_view_get_instance_private (self);
}

static gboolean
press_no_digit (MokAnswerView *self, guint digit)
{
  return FALSE;
}

static gboolean
commit_nothing (MokAnswerView *self, GError **error)
{
  return TRUE;
}

static void
set_narrow_nothing (MokAnswerView *self, gboolean narrow)
{
}

static void
set_problem (MokAnswerView *self, const char *text)
{
  MokAnswerViewPrivate *private = get_private (self);

  if (private->problem == NULL)
    return;
  gtk_label_set_text (private->problem, text != NULL ? text : "");
  gtk_widget_set_opacity (private->problem_box, text != NULL ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (private->problem_box), GTK_ACCESSIBLE_STATE_HIDDEN, text == NULL, -1);
}

static void
mok_answer_view_dispose (GObject *object)
{
  MokAnswerViewPrivate *private = get_private (MOK_ANSWER_VIEW (object));

  g_clear_object (&private->interview);
  private->problem = NULL;
  private->problem_box = NULL;
  G_OBJECT_CLASS (mok_answer_view_parent_class)->dispose (object);
}

static void
mok_answer_view_finalize (GObject *object)
{
  MokAnswerViewPrivate *private = get_private (MOK_ANSWER_VIEW (object));

  g_free (private->language);
  g_free (private->name);
  G_OBJECT_CLASS (mok_answer_view_parent_class)->finalize (object);
}

static void
mok_answer_view_class_init (MokAnswerViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mok_answer_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mok_answer_view_finalize;
  klass->press_digit = press_no_digit;
  klass->commit = commit_nothing;
  klass->set_narrow = set_narrow_nothing;
  klass->set_problem = set_problem;

  done_signal = g_signal_new ("done", MOK_TYPE_ANSWER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mok_answer_view_init (MokAnswerView *self)
{
}

static GType
get_type_for (const MokQuestion *question)
{
  if (mok_matrix_of (question) != NULL)
    return MOK_TYPE_MATRIX_VIEW;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
    case MOK_QUESTION_MULTIPLE:
      return MOK_TYPE_CHOICE_VIEW;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return MOK_TYPE_NUMBER_VIEW;
    case MOK_QUESTION_DATE:
      return MOK_TYPE_DATE_VIEW;
    case MOK_QUESTION_TEXT:
      return MOK_TYPE_TEXT_VIEW;
    case MOK_QUESTION_RANK:
      return MOK_TYPE_RANK_VIEW;
    case MOK_QUESTION_ACKNOWLEDGE:
      return MOK_TYPE_ACKNOWLEDGE_VIEW;
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return G_TYPE_NONE;
    }
}

/**
 * mok_answer_view_new:
 * @interview: the interview
 * @question: index of a question; of any row of a matrix
 * @language: the language of its texts
 * @name: what a screen reader calls the place of the answer: period and question
 *
 * Returns: (transfer floating) (nullable): the view for this kind of question, or for the matrix that it belongs to;
 *   %NULL where nothing is answered
 */
MokAnswerView *
mok_answer_view_new (MokInterview *interview, guint question, const char *language, const char *name)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (language != NULL && name != NULL, NULL);

  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (interview);
  const GType type = get_type_for (mok_questionnaire_get_question (questionnaire, question));

  if (type == G_TYPE_NONE)
    return NULL;

  MokAnswerView *self = g_object_new (type, NULL);
  MokAnswerViewPrivate *private = get_private (self);

  private->interview = g_object_ref (interview);
  private->question = question;
  private->language = g_strdup (language);
  private->name = g_strdup (name);
  MOK_ANSWER_VIEW_GET_CLASS (self)->build (self);
  return self;
}

/**
 * mok_answer_view_get_interview:
 *
 * Returns: (transfer none): the interview
 */
MokInterview *
mok_answer_view_get_interview (MokAnswerView *self)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), NULL);

  return get_private (self)->interview;
}

/**
 * mok_answer_view_get_question:
 *
 * Returns: (transfer none): the question that is answered here
 */
const MokQuestion *
mok_answer_view_get_question (MokAnswerView *self)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), NULL);

  MokAnswerViewPrivate *private = get_private (self);

  return mok_questionnaire_get_question (mok_interview_get_questionnaire (private->interview), private->question);
}

/**
 * mok_answer_view_get_language:
 *
 * Returns: (transfer none): the language of the questionnaire's texts
 */
const char *
mok_answer_view_get_language (MokAnswerView *self)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), NULL);

  return get_private (self)->language;
}

/**
 * mok_answer_view_get_name:
 *
 * Returns: (transfer none): what a screen reader calls the place of the answer
 */
const char *
mok_answer_view_get_name (MokAnswerView *self)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), NULL);

  return get_private (self)->name;
}

/**
 * mok_answer_view_get_answer:
 *
 * Returns: (transfer none): the answer that the interview holds
 */
const MokAnswer *
mok_answer_view_get_answer (MokAnswerView *self)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), NULL);

  return mok_interview_get_answer (get_private (self)->interview, get_private (self)->question);
}

/**
 * mok_answer_view_press_digit:
 * @digit: 0 to 9
 *
 * Returns: whether the digit meant something here
 */
gboolean
mok_answer_view_press_digit (MokAnswerView *self, guint digit)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), FALSE);
  g_return_val_if_fail (digit <= 9, FALSE);

  return MOK_ANSWER_VIEW_GET_CLASS (self)->press_digit (self, digit);
}

/**
 * mok_answer_view_commit:
 * @error: return location for an error worded for the respondent
 *
 * Gives the interview what was typed here. An answer that cannot stand is named in place as well.
 *
 * Returns: whether the answer can stand
 */
gboolean
mok_answer_view_commit (MokAnswerView *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), FALSE);

  MokAnswerViewPrivate *private = get_private (self);
  g_autoptr (GError) problem = NULL;

  /* Screened out: the answer was taken, and there is nothing left to check. */
  if (mok_interview_get_state (private->interview) == MOK_INTERVIEW_SCREENED_OUT)
    return TRUE;

  if (MOK_ANSWER_VIEW_GET_CLASS (self)->commit (self, &problem)
      && mok_interview_check_answer (private->interview, private->question, &problem))
    {
      mok_answer_view_set_problem (self, NULL);
      return TRUE;
    }
  mok_answer_view_set_problem (self, problem->message);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * mok_answer_view_set_narrow:
 * @narrow: whether the window is narrow
 */
void
mok_answer_view_set_narrow (MokAnswerView *self, gboolean narrow)
{
  g_return_if_fail (MOK_IS_ANSWER_VIEW (self));

  MOK_ANSWER_VIEW_GET_CLASS (self)->set_narrow (self, narrow);
}

/**
 * mok_answer_view_new_problem_line:
 * @label: (out) (transfer none): for what is wrong
 *
 * Returns: (transfer floating): an icon and a label
 */
GtkWidget *
mok_answer_view_new_problem_line (GtkLabel **label)
{
  g_return_val_if_fail (label != NULL, NULL);

  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "spacing", 8, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (*label, TRUE);
  gtk_label_set_xalign (*label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (*label), TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (line, "error");
  mok_words_keep (*label);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (*label));
  return line;
}

/**
 * mok_answer_view_make_problem:
 *
 * For the kinds of views, once each: the place where an answer that cannot stand is named. Its height is kept free, so
 * that nothing jumps when it appears.
 *
 * Returns: (transfer floating): an icon and a label
 */
GtkWidget *
mok_answer_view_make_problem (MokAnswerView *self)
{
  g_return_val_if_fail (MOK_IS_ANSWER_VIEW (self), NULL);

  MokAnswerViewPrivate *private = get_private (self);

  private->problem_box = mok_answer_view_new_problem_line (&private->problem);
  mok_answer_view_set_problem (self, NULL);
  return private->problem_box;
}

/**
 * mok_answer_view_set_problem:
 * @text: (nullable): what is wrong, translated; %NULL if nothing is
 */
void
mok_answer_view_set_problem (MokAnswerView *self, const char *text)
{
  g_return_if_fail (MOK_IS_ANSWER_VIEW (self));

  MOK_ANSWER_VIEW_GET_CLASS (self)->set_problem (self, text);
}

/**
 * mok_answer_view_emit_done:
 *
 * For the kinds of views: Enter was pressed in an entry.
 */
void
mok_answer_view_emit_done (MokAnswerView *self)
{
  g_return_if_fail (MOK_IS_ANSWER_VIEW (self));

  g_signal_emit (self, done_signal, 0);
}
