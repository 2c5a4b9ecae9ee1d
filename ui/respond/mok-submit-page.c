/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The last page before the answers are sealed: three figures, a way to look through the answers, Submit.
 * Must not store anything: it says that the respondent wants to.
 */

#include "config.h"

#include "respond/mok-submit-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-words.h"

/**
 * MokSubmitPage:
 *
 * Emits `submit`, `back`, `review` and `erase`.
 */
struct _MokSubmitPage
{
  AdwBin parent_instance;

  GtkWidget *open_mark;
  GtkLabel *answered;
  GtkLabel *answered_label;
  GtkLabel *blank;
  GtkLabel *blank_label;
  GtkLabel *refused;
  GtkLabel *refused_label;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkButton *back;
  GtkButton *submit;
  GtkWidget *review;
  GtkButton *erase;
  GtkSpinner *spinner;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (MokSubmitPage, mok_submit_page, ADW_TYPE_BIN)

typedef enum
{
  SUBMIT,
  BACK,
  REVIEW,
  ERASE,
  N_SIGNALS,
} MokSubmitPageSignal;

static guint signals[N_SIGNALS];

static void
submit_cb (MokSubmitPage *self)
{
  g_signal_emit (self, signals[SUBMIT], 0);
}

static void
back_cb (MokSubmitPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
review_cb (MokSubmitPage *self)
{
  g_signal_emit (self, signals[REVIEW], 0);
}

static void
erase_cb (MokSubmitPage *self)
{
  g_signal_emit (self, signals[ERASE], 0);
}

static gboolean
mok_submit_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_SUBMIT_PAGE (widget)->submit));
}

static void
mok_submit_page_class_init (MokSubmitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "submit", "back", "review", "erase" };

  mok_first_focus_set (widget_class, mok_submit_page_grab_focus);

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], MOK_TYPE_SUBMIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-submit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, answered);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, answered_label);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, back);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, blank);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, blank_label);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, content);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, erase);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, open_mark);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, problem);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, refused);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, refused_label);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, review);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MokSubmitPage, submit);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
}

static void
mok_submit_page_init (MokSubmitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self->content));
}

static void
show_figure (GtkLabel *figure, GtkLabel *label, guint count, const char *name)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_text (figure, text);
  gtk_label_set_text (label, name);
}

/**
 * mok_submit_page_new:
 * @interview: a complete interview
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
mok_submit_page_new (MokInterview *interview)
{
  MokSubmitPage *self;
  guint answered;
  guint blank;
  guint refused;

  g_return_val_if_fail (MOK_IS_INTERVIEW (interview), NULL);

  self = g_object_new (MOK_TYPE_SUBMIT_PAGE, NULL);
  mok_interview_count (interview, &answered, &blank, &refused);
  show_figure (self->answered, self->answered_label, answered, _ ("answered"));
  show_figure (self->blank, self->blank_label, blank, _ ("left blank"));
  show_figure (self->refused, self->refused_label, refused, _ ("prefer not"));
  return GTK_WIDGET (self);
}

/**
 * mok_submit_page_set_open:
 * @open: whether the survey does not protect answers, which every page has to say
 */
void
mok_submit_page_set_open (MokSubmitPage *self, gboolean open)
{
  g_return_if_fail (MOK_IS_SUBMIT_PAGE (self));

  gtk_widget_set_visible (self->open_mark, open);
}

/**
 * mok_submit_page_set_busy:
 * @busy: whether the response is on its way to the disk, so that nothing can be pressed
 */
void
mok_submit_page_set_busy (MokSubmitPage *self, gboolean busy)
{
  g_return_if_fail (MOK_IS_SUBMIT_PAGE (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->back), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), !busy);
  gtk_widget_set_sensitive (self->review, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->erase), !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  if (busy)
    gtk_widget_set_visible (self->problem_box, FALSE);
}

/**
 * mok_submit_page_show_problem:
 * @text: why the response is not stored, translated
 *
 * Says so in place; the answers are still there, so that one can try again.
 */
void
mok_submit_page_show_problem (MokSubmitPage *self, const char *text)
{
  g_return_if_fail (MOK_IS_SUBMIT_PAGE (self));

  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (self->problem_box, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->submit));
}
