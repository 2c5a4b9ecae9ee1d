/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Choices in order of preference: they get their places in the order in which they are chosen, and lose them when
 * chosen again.
 */

#include "config.h"

#include "respond/mok-rank-view.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-words.h"
#include "respond/mok-choice-list-box.h"

struct _MokRankView
{
  MokAnswerView parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MokRankView, mok_rank_view, MOK_TYPE_ANSWER_VIEW)

static MokChoiceRow *
get_row (MokRankView *self, int index)
{
  return (MokChoiceRow *) gtk_list_box_get_row_at_index (self->list, index);
}

static void
update (MokRankView *self)
{
  const MokAnswer *answer = mok_answer_view_get_answer (MOK_ANSWER_VIEW (self));
  MokChoiceRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    mok_choice_row_set_badge (row,
                              answer->state == MOK_ANSWER_GIVEN ? answer->rank[mok_choice_row_get_choice (row)] : 0);
}

static void
rank (MokRankView *self, MokChoiceRow *row)
{
  MokAnswerView *view = MOK_ANSWER_VIEW (self);
  const MokAnswer *before = mok_answer_view_get_answer (view);
  const guint choice = mok_choice_row_get_choice (row);
  MokAnswer answer = { .state = MOK_ANSWER_GIVEN };
  g_autoptr (GError) error = NULL;
  guint last = 0;

  if (before->state == MOK_ANSWER_GIVEN)
    answer = *before;
  for (guint i = 0; i < G_N_ELEMENTS (answer.rank); i++)
    last = MAX (last, answer.rank[i]);

  if (answer.rank[choice] == 0)
    answer.rank[choice] = (guint8) (last + 1);
  else
    {
      const guint place = answer.rank[choice];

      answer.rank[choice] = 0;
      for (guint i = 0; i < G_N_ELEMENTS (answer.rank); i++)
        if (answer.rank[i] > place)
          answer.rank[i]--;
    }

  if (!mok_interview_set_answer (mok_answer_view_get_interview (view), mok_answer_view_get_question (view)->index,
                                 &answer, &error))
    mok_answer_view_set_problem (view, error->message);
  else
    mok_answer_view_set_problem (view, NULL);
  update (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MokRankView *self)
{
  rank (self, MOK_CHOICE_ROW (row));
}

static gboolean
mok_rank_view_press_digit (MokAnswerView *view, guint digit)
{
  MokRankView *self = MOK_RANK_VIEW (view);
  MokChoiceRow *row = digit > 0 ? get_row (self, (int) digit - 1) : NULL;

  if (row == NULL)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  rank (self, row);
  return TRUE;
}

static void
mok_rank_view_set_narrow (MokAnswerView *view, gboolean narrow)
{
  MokChoiceRow *row;

  for (int i = 0; (row = get_row (MOK_RANK_VIEW (view), i)) != NULL; i++)
    mok_choice_row_set_narrow (row, narrow);
}

static gboolean
mok_rank_view_grab_focus (GtkWidget *widget)
{
  MokChoiceRow *row = get_row (MOK_RANK_VIEW (widget), 0);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
mok_rank_view_build (MokAnswerView *view)
{
  MokRankView *self = MOK_RANK_VIEW (view);
  const MokQuestion *question = mok_answer_view_get_question (view);
  g_autoptr (GArray) order = mok_interview_get_choice_order (mok_answer_view_get_interview (view), question->index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *how =
      gtk_label_new (_ ("Choose in order, the most important first. Choosing again takes the place back."));

  gtk_label_set_wrap (GTK_LABEL (how), TRUE);
  gtk_label_set_xalign (GTK_LABEL (how), 0);
  gtk_widget_add_css_class (how, "dim-label");
  mok_words_keep (GTK_LABEL (how));

  self->list = mok_choice_list_box_new (GTK_ACCESSIBLE_ROLE_LIST, mok_answer_view_get_name (view), TRUE);
  for (guint i = 0; i < order->len; i++)
    {
      const guint index = g_array_index (order, guint, i);
      const char *label =
          mok_text_get (mok_choice_list_get (question->choices, index)->label, mok_answer_view_get_language (view));
      MokChoiceRow *row = mok_choice_row_new (GTK_ACCESSIBLE_ROLE_BUTTON, index, label, FALSE);

      if (i < 9)
        mok_choice_row_set_key (row, (int) i + 1);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_box_append (GTK_BOX (box), how);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), mok_answer_view_make_problem (view));
  adw_bin_set_child (ADW_BIN (self), box);
  update (self);
}

static void
mok_rank_view_class_init (MokRankViewClass *klass)
{
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_rank_view_grab_focus);
  MOK_ANSWER_VIEW_CLASS (klass)->build = mok_rank_view_build;
  MOK_ANSWER_VIEW_CLASS (klass)->press_digit = mok_rank_view_press_digit;
  MOK_ANSWER_VIEW_CLASS (klass)->set_narrow = mok_rank_view_set_narrow;
}

static void
mok_rank_view_init (MokRankView *self)
{
}
