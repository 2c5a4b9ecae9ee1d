/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A tick that something was read. */

#include "config.h"

#include "respond/mok-acknowledge-view.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "respond/mok-choice-list-box.h"

struct _MokAcknowledgeView
{
  MokAnswerView parent_instance;

  MokChoiceRow *row;
};

G_DEFINE_FINAL_TYPE (MokAcknowledgeView, mok_acknowledge_view, MOK_TYPE_ANSWER_VIEW)

static void
update (MokAcknowledgeView *self)
{
  mok_choice_row_set_active (self->row, mok_answer_view_get_answer (MOK_ANSWER_VIEW (self))->state == MOK_ANSWER_GIVEN);
}

static void
toggle (MokAcknowledgeView *self)
{
  MokAnswerView *view = MOK_ANSWER_VIEW (self);
  const MokAnswer answer = { .state = mok_choice_row_get_active (self->row) ? MOK_ANSWER_BLANK : MOK_ANSWER_GIVEN,
                             .choice = 0 };
  g_autoptr (GError) error = NULL;

  if (mok_interview_set_answer (mok_answer_view_get_interview (view), mok_answer_view_get_question (view)->index,
                                &answer, &error))
    mok_answer_view_set_problem (view, NULL);
  else
    mok_answer_view_set_problem (view, error->message);
  update (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MokAcknowledgeView *self)
{
  toggle (self);
}

static gboolean
mok_acknowledge_view_press_digit (MokAnswerView *view, guint digit)
{
  if (digit != 1)
    return FALSE;
  toggle (MOK_ACKNOWLEDGE_VIEW (view));
  return TRUE;
}

static void
mok_acknowledge_view_set_narrow (MokAnswerView *view, gboolean narrow)
{
  mok_choice_row_set_narrow (MOK_ACKNOWLEDGE_VIEW (view)->row, narrow);
}

static gboolean
mok_acknowledge_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_ACKNOWLEDGE_VIEW (widget)->row));
}

static void
mok_acknowledge_view_build (MokAnswerView *view)
{
  MokAcknowledgeView *self = MOK_ACKNOWLEDGE_VIEW (view);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkListBox *list = mok_choice_list_box_new (GTK_ACCESSIBLE_ROLE_GROUP, mok_answer_view_get_name (view), TRUE);

  self->row = mok_choice_row_new (GTK_ACCESSIBLE_ROLE_CHECKBOX, 0, _ ("I have read this"), FALSE);
  mok_choice_row_set_key (self->row, 1);
  gtk_list_box_append (list, GTK_WIDGET (self->row));
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  gtk_box_append (GTK_BOX (box), mok_answer_view_make_problem (view));
  adw_bin_set_child (ADW_BIN (self), box);
  update (self);
}

static void
mok_acknowledge_view_class_init (MokAcknowledgeViewClass *klass)
{
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_acknowledge_view_grab_focus);
  MOK_ANSWER_VIEW_CLASS (klass)->build = mok_acknowledge_view_build;
  MOK_ANSWER_VIEW_CLASS (klass)->press_digit = mok_acknowledge_view_press_digit;
  MOK_ANSWER_VIEW_CLASS (klass)->set_narrow = mok_acknowledge_view_set_narrow;
}

static void
mok_acknowledge_view_init (MokAcknowledgeView *self)
{
}
