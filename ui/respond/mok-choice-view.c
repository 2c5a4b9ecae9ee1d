/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Single and multiple choice: a card of rows, and below it those that stand alone.
 * Must not keep an answer of its own: rows show what the interview holds.
 */

#include "config.h"

#include "respond/mok-choice-view.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-words.h"
#include "respond/mok-choice-list-box.h"

struct _MokChoiceView
{
  MokAnswerView parent_instance;

  GtkListBox *card;
  GtkListBox *below;
  GtkLabel *counter;
  GPtrArray *rows; /* (element-type MokChoiceRow): all, in the order in which they are seen */
};

G_DEFINE_FINAL_TYPE (MokChoiceView, mok_choice_view, MOK_TYPE_ANSWER_VIEW)

static gboolean
is_multiple (MokChoiceView *self)
{
  return mok_answer_view_get_question (MOK_ANSWER_VIEW (self))->kind == MOK_QUESTION_MULTIPLE;
}

/* "None of these" and "prefer not to answer" stand apart from what they exclude. */
static gboolean
belongs_below (MokChoiceView *self, const MokChoice *choice)
{
  if ((choice->kind & MOK_CHOICE_REFUSED) != 0)
    return TRUE;
  return is_multiple (self) && (choice->kind & MOK_CHOICE_EXCLUSIVE) != 0 && (choice->kind & MOK_CHOICE_NOT_SURE) == 0;
}

static void
update_counter (MokChoiceView *self, guint n_chosen)
{
  const guint most = mok_answer_view_get_question (MOK_ANSWER_VIEW (self))->max_selected;
  g_autofree char *text = NULL;

  if (self->counter == NULL)
    return;
  if (n_chosen < most)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Choose up to %1$u. Chosen so far: %2$u",
                                         "Choose up to %1$u. Chosen so far: %2$u", most),
                            most, n_chosen);
  else
    text = g_strdup_printf (_ ("%u chosen, no more can be added. To choose another, take one back first."), n_chosen);
  gtk_label_set_text (self->counter, text);
}

static void
update (MokChoiceView *self)
{
  MokAnswerView *view = MOK_ANSWER_VIEW (self);
  MokInterview *interview = mok_answer_view_get_interview (view);
  const MokQuestion *question = mok_answer_view_get_question (view);
  const MokAnswer *answer = mok_answer_view_get_answer (view);
  guint n_counted = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      MokChoiceRow *row = g_ptr_array_index (self->rows, i);
      const guint choice = mok_choice_row_get_choice (row);
      gboolean active = FALSE;

      if (answer->state == MOK_ANSWER_GIVEN)
        active = is_multiple (self) ? mok_answer_has_choice (answer, choice) : answer->choice == choice;
      mok_choice_row_set_active (row, active);
      if (!is_multiple (self))
        continue;
      if (active && (mok_choice_list_get (question->choices, choice)->kind & MOK_CHOICE_EXCLUSIVE) == 0)
        n_counted++;
      gtk_widget_set_sensitive (GTK_WIDGET (row), mok_interview_can_toggle (interview, question->index, choice));
    }
  update_counter (self, n_counted);
}

static void
choose (MokChoiceView *self, MokChoiceRow *row)
{
  MokAnswerView *view = MOK_ANSWER_VIEW (self);
  MokInterview *interview = mok_answer_view_get_interview (view);
  const MokQuestion *question = mok_answer_view_get_question (view);
  const guint choice = mok_choice_row_get_choice (row);
  g_autoptr (GError) error = NULL;
  gboolean taken;

  /* The choice that ended the interview can be taken back as long as the page is there. */
  if (mok_interview_get_state (interview) == MOK_INTERVIEW_SCREENED_OUT)
    mok_interview_back (interview);

  if (is_multiple (self))
    taken = mok_interview_toggle (interview, question->index, choice, &error);
  else
    taken = mok_interview_choose (interview, question->index, choice, &error);

  mok_answer_view_set_problem (view, taken ? NULL : error->message);
  update (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MokChoiceView *self)
{
  g_assert (MOK_IS_CHOICE_VIEW (self));

  choose (self, MOK_CHOICE_ROW (row));
}

static gboolean
mok_choice_view_press_digit (MokAnswerView *view, guint digit)
{
  MokChoiceView *self = MOK_CHOICE_VIEW (view);

  for (guint i = 0; i < self->rows->len; i++)
    {
      MokChoiceRow *row = g_ptr_array_index (self->rows, i);

      if (mok_choice_row_get_key (row) != (int) digit)
        continue;
      if (gtk_widget_is_sensitive (GTK_WIDGET (row)))
        {
          gtk_widget_grab_focus (GTK_WIDGET (row));
          choose (self, row);
        }
      return TRUE;
    }
  return FALSE;
}

static void
mok_choice_view_set_narrow (MokAnswerView *view, gboolean narrow)
{
  MokChoiceView *self = MOK_CHOICE_VIEW (view);

  for (guint i = 0; i < self->rows->len; i++)
    mok_choice_row_set_narrow (g_ptr_array_index (self->rows, i), narrow);
}

static gboolean
mok_choice_view_grab_focus (GtkWidget *widget)
{
  MokChoiceView *self = MOK_CHOICE_VIEW (widget);

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_grab_focus (g_ptr_array_index (self->rows, i)))
      return TRUE;
  return FALSE;
}

static void
add_rows (MokChoiceView *self, GArray *order, gboolean below, int *key)
{
  MokAnswerView *view = MOK_ANSWER_VIEW (self);
  const MokQuestion *question = mok_answer_view_get_question (view);
  const GtkAccessibleRole role = is_multiple (self) ? GTK_ACCESSIBLE_ROLE_CHECKBOX : GTK_ACCESSIBLE_ROLE_RADIO;

  for (guint i = 0; i < order->len; i++)
    {
      const guint index = g_array_index (order, guint, i);
      const MokChoice *choice = mok_choice_list_get (question->choices, index);
      const gboolean refused = (choice->kind & MOK_CHOICE_REFUSED) != 0;
      const gboolean quiet = refused || (choice->kind & MOK_CHOICE_NOT_SURE) != 0;
      MokChoiceRow *row;

      if (belongs_below (self, choice) != below)
        continue;
      row = mok_choice_row_new (role, index, mok_text_get (choice->label, mok_answer_view_get_language (view)), quiet);
      if (refused)
        mok_choice_row_set_key (row, 0);
      else if (*key <= 9)
        mok_choice_row_set_key (row, (*key)++);
      g_ptr_array_add (self->rows, row);
      gtk_list_box_append (below ? self->below : self->card, GTK_WIDGET (row));
    }
}

static void
mok_choice_view_build (MokAnswerView *view)
{
  MokChoiceView *self = MOK_CHOICE_VIEW (view);
  const MokQuestion *question = mok_answer_view_get_question (view);
  g_autoptr (GArray) order = mok_interview_get_choice_order (mok_answer_view_get_interview (view), question->index);
  const GtkAccessibleRole role = is_multiple (self) ? GTK_ACCESSIBLE_ROLE_GROUP : GTK_ACCESSIBLE_ROLE_RADIO_GROUP;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *problem = mok_answer_view_make_problem (view);
  int key = 1;

  self->card = mok_choice_list_box_new (role, mok_answer_view_get_name (view), TRUE);
  self->below = mok_choice_list_box_new (role, mok_answer_view_get_name (view), FALSE);
  g_signal_connect (self->card, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->below, "row-activated", G_CALLBACK (row_activated_cb), self);
  mok_choice_list_box_join (self->card, self->below);

  if (is_multiple (self) && question->max_selected > 0)
    {
      self->counter = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_wrap (self->counter, TRUE);
      gtk_label_set_xalign (self->counter, 0);
      gtk_widget_set_margin_bottom (GTK_WIDGET (self->counter), 8);
      gtk_widget_add_css_class (GTK_WIDGET (self->counter), "dim-label");
      mok_words_keep (self->counter);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counter));
    }

  add_rows (self, order, FALSE, &key);
  add_rows (self, order, TRUE, &key);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->below));
  gtk_widget_set_visible (GTK_WIDGET (self->below), gtk_widget_get_first_child (GTK_WIDGET (self->below)) != NULL);
  gtk_box_append (GTK_BOX (box), problem);
  adw_bin_set_child (ADW_BIN (self), box);
  update (self);
}

static void
mok_choice_view_finalize (GObject *object)
{
  g_ptr_array_unref (MOK_CHOICE_VIEW (object)->rows);
  G_OBJECT_CLASS (mok_choice_view_parent_class)->finalize (object);
}

static void
mok_choice_view_class_init (MokChoiceViewClass *klass)
{
  MokAnswerViewClass *view_class = MOK_ANSWER_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_choice_view_finalize;
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_choice_view_grab_focus);
  view_class->build = mok_choice_view_build;
  view_class->press_digit = mok_choice_view_press_digit;
  view_class->set_narrow = mok_choice_view_set_narrow;
}

static void
mok_choice_view_init (MokChoiceView *self)
{
  self->rows = g_ptr_array_new ();
}
