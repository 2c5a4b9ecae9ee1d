/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All answers in a list by topic, to look through and go back to. Only on the screen.
 * Must not change an answer.
 */

#include "config.h"

#include "respond/mok-review-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-words.h"
#include "common/mok-icon-name.h"
#include "respond/mok-answer-wording.h"

/**
 * MokReviewPage:
 *
 * Emits `back`, and `chosen` with the index of the question to go to.
 */
struct _MokReviewPage
{
  AdwBin parent_instance;

  GtkWidget *back;
  GtkBox *content;
  GtkWidget *first;
};

G_DEFINE_FINAL_TYPE (MokReviewPage, mok_review_page, ADW_TYPE_BIN)

static guint back_signal;
static guint chosen_signal;

#define QUESTION "mok-question"

static void
back_cb (MokReviewPage *self)
{
  g_signal_emit (self, back_signal, 0);
}

static void
activated_cb (MokReviewPage *self, AdwActionRow *row)
{
  g_signal_emit (self, chosen_signal, 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), QUESTION)));
}

static gboolean
mok_review_page_grab_focus (GtkWidget *widget)
{
  MokReviewPage *self = MOK_REVIEW_PAGE (widget);

  return gtk_widget_grab_focus (self->first != NULL ? self->first : self->back);
}

static void
mok_review_page_class_init (MokReviewPageClass *klass)
{
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_review_page_grab_focus);

  back_signal = g_signal_new ("back", MOK_TYPE_REVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  chosen_signal = g_signal_new ("chosen", MOK_TYPE_REVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_UINT);
}

static void
mok_review_page_init (MokReviewPage *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  mok_icon_name_set (self->back, _ ("Back"));
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_ ("My answers"), NULL));

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_set_margin_top (GTK_WIDGET (self->content), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->content), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (self->content), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->content), 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 664);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 664);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);

  gtk_box_append (GTK_BOX (page), header);
  gtk_box_append (GTK_BOX (page), scrolled);
  adw_bin_set_child (ADW_BIN (self), page);
}

static GtkWidget *
make_row (MokReviewPage *self, MokInterview *interview, guint question, const char *language)
{
  const MokQuestion *asked = mok_questionnaire_get_question (mok_interview_get_questionnaire (interview), question);
  g_autofree char *label = mok_interview_dup_label (interview, question, language);
  g_autofree char *wording = mok_answer_dup_wording (interview, question, language);
  g_autofree char *title =
      mok_words_to_markup (asked->short_title != NULL ? mok_question_get_title (asked, language) : label);
  g_autofree char *subtitle = mok_words_to_markup (wording);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), QUESTION, GUINT_TO_POINTER (question));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (activated_cb), self);
  if (self->first == NULL)
    self->first = row;
  return row;
}

/* What is asked in all rows of a matrix, above the first of them. */
static GtkWidget *
make_heading (MokInterview *interview, const MokMatrix *matrix, const char *language)
{
  g_autofree char *text = mok_interview_dup_matrix_label (interview, matrix, language);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "mok-row");
  mok_words_keep (GTK_LABEL (label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkListBox *
add_list (MokReviewPage *self, const char *heading)
{
  GtkWidget *list = gtk_list_box_new ();

  if (heading != NULL && *heading != '\0')
    {
      GtkWidget *label = gtk_label_new (heading);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_margin_top (label, self->first != NULL ? 14 : 0);
      mok_words_keep (GTK_LABEL (label));
      gtk_box_append (self->content, label);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (self->content, list);
  return GTK_LIST_BOX (list);
}

/**
 * mok_review_page_new:
 * @interview: the interview
 * @language: the language of the questionnaire's texts
 *
 * Returns: (transfer floating): a page with every question that was asked, notes left out
 */
GtkWidget *
mok_review_page_new (MokInterview *interview, const char *language)
{
  MokReviewPage *self;
  MokQuestionnaire *questionnaire;
  g_autoptr (GArray) route = NULL;
  GtkListBox *list = NULL;
  const MokMatrix *matrix = NULL;
  int module = G_MININT;

  g_return_val_if_fail (MOK_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_object_new (MOK_TYPE_REVIEW_PAGE, NULL);
  questionnaire = mok_interview_get_questionnaire (interview);
  route = mok_interview_get_route (interview);
  for (guint i = 0; i < route->len; i++)
    {
      const guint question = g_array_index (route, guint, i);
      const MokQuestion *asked = mok_questionnaire_get_question (questionnaire, question);
      const int its_module = mok_questionnaire_get_module_of (questionnaire, asked);

      if (asked->kind == MOK_QUESTION_NOTE)
        continue;
      if (list == NULL || its_module != module)
        list =
            add_list (self, its_module < 0
                                ? NULL
                                : mok_text_get (mok_questionnaire_get_module (questionnaire, (guint) its_module)->label,
                                                language));
      module = its_module;
      if (mok_matrix_of (asked) != NULL && mok_matrix_of (asked) != matrix)
        gtk_list_box_append (list, make_heading (interview, mok_matrix_of (asked), language));
      matrix = mok_matrix_of (asked);
      gtk_list_box_append (list, make_row (self, interview, question, language));
    }
  return GTK_WIDGET (self);
}
