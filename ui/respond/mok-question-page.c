/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question, or one matrix: period, wording, place of the answer, what the law says, Back and Next.
 * Must not decide which question comes next: it says that the respondent wants to go on or back.
 */

#include "config.h"

#include "respond/mok-question-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-text-size.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "respond/mok-answer-view.h"
#include "respond/mok-law-fold.h"

/* Margins included. */
#define QUESTION_WIDTH 664
#define MATRIX_WIDTH 984

/**
 * MokQuestionPage:
 *
 * Emits `next`, `back` and `stop`.
 */
struct _MokQuestionPage
{
  AdwBin parent_instance;

  MokWidthBin *width;
  AdwWindowTitle *title;
  GtkProgressBar *progress;
  GtkWidget *open_mark;
  GtkScrolledWindow *scrolled;
  AdwClamp *clamp;
  AdwClamp *bar_clamp;
  GtkBox *content;
  GtkLabel *stem;
  GtkLabel *period;
  GtkLabel *label;
  GtkLabel *hint;
  AdwBin *place;
  GtkButton *larger;
  GtkButton *larger_narrow;
  GtkButton *back;
  GtkButton *next;
  GtkWidget *enter;

  MokInterview *interview; /* (owned) */
  guint question;
  char *language;      /* (owned) */
  GtkWidget *law;      /* (nullable) */
  MokAnswerView *view; /* (nullable): a note has none */
};

G_DEFINE_FINAL_TYPE (MokQuestionPage, mok_question_page, ADW_TYPE_BIN)

static guint next_signal;
static guint back_signal;
static guint stop_signal;

static void
next_cb (MokQuestionPage *self)
{
  g_assert (MOK_IS_QUESTION_PAGE (self));

  g_signal_emit (self, next_signal, 0);
}

static void
back_cb (MokQuestionPage *self)
{
  g_assert (MOK_IS_QUESTION_PAGE (self));

  g_signal_emit (self, back_signal, 0);
}

static void
stop_cb (MokQuestionPage *self)
{
  g_assert (MOK_IS_QUESTION_PAGE (self));

  g_signal_emit (self, stop_signal, 0);
}

static void
larger_cb (MokQuestionPage *self)
{
  mok_text_size_cycle ();
}

static void
narrow_cb (MokQuestionPage *self)
{
  const gboolean narrow = mok_width_bin_get_narrow (self->width);
  const int margin = narrow ? 12 : 24;

  g_assert (MOK_IS_QUESTION_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->larger), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->larger_narrow), narrow);
  gtk_widget_set_visible (self->enter, !narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->next), narrow);
  gtk_widget_set_margin_top (GTK_WIDGET (self->content), margin);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->content), margin);
  if (self->view != NULL)
    mok_answer_view_set_narrow (self->view, narrow);
}

static void
mok_question_page_dispose (GObject *object)
{
  MokQuestionPage *self = MOK_QUESTION_PAGE (object);

  self->view = NULL;
  g_clear_object (&self->interview);
  G_OBJECT_CLASS (mok_question_page_parent_class)->dispose (object);
}

static void
mok_question_page_finalize (GObject *object)
{
  g_free (MOK_QUESTION_PAGE (object)->language);
  G_OBJECT_CLASS (mok_question_page_parent_class)->finalize (object);
}

static gboolean
mok_question_page_grab_focus (GtkWidget *widget)
{
  MokQuestionPage *self = MOK_QUESTION_PAGE (widget);

  if (self->view != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->view)))
    return TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static void
mok_question_page_class_init (MokQuestionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = MOK_TYPE_QUESTION_PAGE;

  G_OBJECT_CLASS (klass)->dispose = mok_question_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mok_question_page_finalize;
  mok_first_focus_set (widget_class, mok_question_page_grab_focus);

  next_signal = g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  back_signal = g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  stop_signal = g_signal_new ("stop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MOK_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-question-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, back);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, bar_clamp);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, content);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, enter);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, hint);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, label);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, larger);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, larger_narrow);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, next);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, open_mark);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, period);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, place);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, stem);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, title);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionPage, width);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, larger_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
mok_question_page_init (MokQuestionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self->content));
}

static void
show_module (MokQuestionPage *self, const MokQuestion *question)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (self->interview);
  const int module = mok_questionnaire_get_module_of (questionnaire, question);
  const guint n_modules = mok_questionnaire_get_n_modules (questionnaire);
  guint reached;
  guint total;

  if (module >= 0)
    {
      const MokGroup *group = mok_questionnaire_get_module (questionnaire, (guint) module);
      g_autofree char *place = g_strdup_printf (_ ("Topic %1$d of %2$u"), module + 1, n_modules);

      adw_window_title_set_title (self->title, mok_text_get (group->label, self->language));
      adw_window_title_set_subtitle (self->title, place);
    }
  else
    adw_window_title_set_title (self->title, mok_text_get (questionnaire->title, self->language));

  mok_interview_get_progress (self->interview, &reached, &total);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? MIN (1.0, (double) reached / total) : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), total > 0);
}

static void
set_width (MokQuestionPage *self, int width)
{
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  adw_clamp_set_maximum_size (self->bar_clamp, width);
  adw_clamp_set_tightening_threshold (self->bar_clamp, width);
}

static const MokQuestion *
get_asked (MokQuestionPage *self)
{
  return mok_questionnaire_get_question (mok_interview_get_questionnaire (self->interview), self->question);
}

/* What is asked: of a matrix what is above all its rows. */
static char *
dup_label (MokQuestionPage *self, const MokMatrix *matrix)
{
  return matrix != NULL ? mok_interview_dup_matrix_label (self->interview, matrix, self->language)
                        : mok_interview_dup_label (self->interview, self->question, self->language);
}

static const char *
get_hint (MokQuestionPage *self, const MokMatrix *matrix)
{
  if (matrix == NULL)
    return mok_text_get (get_asked (self)->hint, self->language);
  return matrix->note != NULL ? mok_text_get (matrix->note->hint, self->language) : "";
}

/* The rows of a matrix have the same period. */
static char *
dup_period (MokQuestionPage *self, const MokMatrix *matrix)
{
  const MokQuestion *question =
      matrix != NULL ? mok_questionnaire_get_question (mok_interview_get_questionnaire (self->interview), matrix->first)
                     : get_asked (self);

  return mok_question_dup_period_caption (question);
}

static void
show_question (MokQuestionPage *self)
{
  const MokQuestion *question = get_asked (self);
  const MokMatrix *matrix = mok_matrix_of (question);
  const MokText *stem =
      matrix == NULL ? mok_matrix_get_stem (mok_interview_get_questionnaire (self->interview), question) : NULL;
  g_autofree char *label = dup_label (self, matrix);
  g_autofree char *period = dup_period (self, matrix);
  const char *hint = get_hint (self, matrix);
  g_autofree char *name = NULL;

  set_width (self, matrix != NULL ? MATRIX_WIDTH : QUESTION_WIDTH);
  gtk_label_set_text (self->stem, mok_text_get (stem, self->language));
  gtk_widget_set_visible (GTK_WIDGET (self->stem), stem != NULL);
  gtk_label_set_text (self->label, label);
  gtk_label_set_text (self->period, period != NULL ? period : "");
  gtk_widget_set_visible (GTK_WIDGET (self->period), period != NULL);
  gtk_label_set_text (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  show_module (self, question);

  /* A screen reader reads the question first, because the place of the answer is called by it. */
  name = g_strconcat (period != NULL ? period : "", period != NULL ? " " : "", mok_text_get (stem, self->language),
                      stem != NULL ? " " : "", label, NULL);
  self->view = mok_answer_view_new (self->interview, self->question, self->language, name);
  if (self->view != NULL)
    {
      adw_bin_set_child (self->place, GTK_WIDGET (self->view));
      g_signal_connect_object (self->view, "done", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), mok_interview_can_go_back_page (self->interview));
}

/**
 * mok_question_page_new:
 * @interview: the interview
 * @question: index of a question that is asked
 * @language: the language of its texts
 *
 * Returns: (transfer floating): a page for this question, or for the whole matrix that it belongs to
 */
GtkWidget *
mok_question_page_new (MokInterview *interview, guint question, const char *language)
{
  MokQuestionPage *self;

  g_return_val_if_fail (MOK_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_object_new (MOK_TYPE_QUESTION_PAGE, NULL);
  self->interview = g_object_ref (interview);
  self->question = question;
  self->language = g_strdup (language);
  show_question (self);
  return GTK_WIDGET (self);
}

/**
 * mok_question_page_has_question:
 * @question: index of a question, or -1
 *
 * Returns: whether it shows this question, alone or in a matrix
 */
gboolean
mok_question_page_has_question (MokQuestionPage *self, int question)
{
  g_return_val_if_fail (MOK_IS_QUESTION_PAGE (self), FALSE);

  const MokMatrix *matrix = mok_matrix_of (get_asked (self));

  if (matrix == NULL)
    return question == (int) self->question;
  return question >= (int) mok_matrix_get_start (matrix) && question < (int) mok_matrix_get_end (matrix);
}

/**
 * mok_question_page_set_open:
 * @open: whether the survey does not protect answers, which every page has to say
 */
void
mok_question_page_set_open (MokQuestionPage *self, gboolean open)
{
  g_return_if_fail (MOK_IS_QUESTION_PAGE (self));

  gtk_widget_set_visible (self->open_mark, open);
}

/**
 * mok_question_page_set_law_date:
 * @law_date: the survey's reference date, such as `2026-11-22`
 *
 * Adds what the law says about the question, or about all rows of a matrix, if it is about a right.
 */
void
mok_question_page_set_law_date (MokQuestionPage *self, const char *law_date)
{
  g_return_if_fail (MOK_IS_QUESTION_PAGE (self));

  MokQuestionnaire *form = mok_interview_get_questionnaire (self->interview);
  const MokMatrix *matrix = mok_matrix_of (get_asked (self));
  const guint first = matrix != NULL ? matrix->first : self->question;
  const guint end = matrix != NULL ? mok_matrix_get_end (matrix) : self->question + 1;
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->law != NULL)
    return;
  for (guint i = first; i < end; i++)
    {
      const char *key = mok_questionnaire_get_question (form, i)->law;

      if (key == NULL || !g_hash_table_add (said, (gpointer) key))
        continue;
      if (self->law != NULL)
        mok_law_fold_add (MOK_LAW_FOLD (self->law), key, law_date, self->language);
      else
        self->law = mok_law_fold_new (key, law_date, self->language);
    }
  if (self->law == NULL)
    return;
  gtk_widget_set_margin_top (self->law, 12);
  gtk_box_append (self->content, self->law);
}

/**
 * mok_question_page_commit:
 *
 * Gives the interview what was typed, and says in place what is wrong with it.
 *
 * Returns: whether the respondent can go on
 */
gboolean
mok_question_page_commit (MokQuestionPage *self)
{
  g_return_val_if_fail (MOK_IS_QUESTION_PAGE (self), FALSE);

  if (self->view == NULL || mok_answer_view_commit (self->view, NULL))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return FALSE;
}

/**
 * mok_question_page_show_problem:
 * @text: what is wrong, translated
 */
void
mok_question_page_show_problem (MokQuestionPage *self, const char *text)
{
  g_return_if_fail (MOK_IS_QUESTION_PAGE (self));

  if (self->view != NULL)
    mok_answer_view_set_problem (self->view, text);
}

static int
get_digit (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  return -1;
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* The key that points to where the page came from. */
static gboolean
is_back (MokQuestionPage *self, guint keyval)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;
  return keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
}

/**
 * mok_question_page_press_key:
 * @keyval: a key, before the focused widget has seen it
 * @state: the modifiers that are held
 *
 * Uses the keys that answer and move on. Where text is typed, keys belong to the text; Enter comes from there when the
 * input method has finished with it.
 *
 * Returns: whether the key was used
 */
gboolean
mok_question_page_press_key (MokQuestionPage *self, guint keyval, GdkModifierType state)
{
  g_return_val_if_fail (MOK_IS_QUESTION_PAGE (self), FALSE);

  const GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean typing = focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
  const int digit = get_digit (keyval);

  if (held == GDK_ALT_MASK && is_back (self, keyval))
    {
      if (gtk_widget_get_sensitive (GTK_WIDGET (self->back)))
        back_cb (self);
      return TRUE;
    }
  if (held == GDK_ALT_MASK && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    {
      if (self->law != NULL)
        mok_law_fold_toggle (MOK_LAW_FOLD (self->law));
      return self->law != NULL;
    }
  if (held == GDK_CONTROL_MASK && is_enter (keyval))
    {
      next_cb (self);
      return TRUE;
    }
  if (held != 0 || typing)
    return FALSE;
  if (digit >= 0)
    return self->view != NULL && mok_answer_view_press_digit (self->view, (guint) digit);
  /* On a button Enter presses the button; everywhere else it goes on. */
  if (is_enter (keyval) && (focus == NULL || GTK_IS_CHECK_BUTTON (focus) || !GTK_IS_BUTTON (focus)))
    {
      next_cb (self);
      return TRUE;
    }
  return FALSE;
}
