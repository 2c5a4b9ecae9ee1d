/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One box being answered: promise, questions, submit, end, and over again for the next respondent. The respondent's
 * answers live in the interview only, and the interview lives no longer than the visit.
 */

#include "config.h"

#include "respond/mok-respond-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "base/mok-secret.h"
#include "common/mok-first-focus.h"
#include "common/mok-text-size.h"
#include "common/mok-words.h"
#include "compat/mok-alert.h"
#include "mok-window.h"
#include "respond/mok-code-page.h"
#include "respond/mok-end-page.h"
#include "respond/mok-question-page.h"
#include "respond/mok-respond-page-private.h"
#include "respond/mok-respond.h"
#include "respond/mok-review-page.h"
#include "respond/mok-rights-page.h"
#include "respond/mok-submit-page.h"

G_DEFINE_FINAL_TYPE (MokRespondPage, mok_respond_page, ADW_TYPE_BIN)

static void show_current (MokRespondPage *self);

static gboolean
is_open_survey (MokRespondPage *self)
{
  return mok_manifest_get_disclosure (mok_box_get_manifest (self->box)) == MOK_DISCLOSURE_OPEN;
}

static void
show (MokRespondPage *self, GtkWidget *page)
{
  adw_bin_set_child (self->place, page);
  gtk_widget_grab_focus (page);
}

/* What was copied out of a comment must not be there for the next one. */
static void
clear_clipboard (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

static void
forget_respondent (MokRespondPage *self)
{
  if (self->interview != NULL)
    mok_interview_wipe (self->interview);
  g_clear_object (&self->interview);
  if (self->code != NULL)
    mok_memory_wipe (self->code, strlen (self->code));
  g_clear_pointer (&self->code, g_free);
  self->reviewing = FALSE;
  mok_idle_watch_stop (self->idle);
  mok_respond_page_hide_notice (self);
  mok_text_size_reset ();
  clear_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  clear_clipboard (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
}

/* --- The end. */

void
mok_respond_page_show_end (MokRespondPage *self, MokEnd end)
{
  MokManifest *manifest = mok_box_get_manifest (self->box);
  const gboolean stored = end == MOK_END_SEALED || end == MOK_END_HELD;
  GtkWidget *page = stored && mok_rights_page_has_any (manifest) ? mok_rights_page_new (manifest, self->language)
                                                                 : mok_end_page_new (end);

  if (MOK_IS_RIGHTS_PAGE (page) && end == MOK_END_HELD)
    mok_rights_page_set_stored (MOK_RIGHTS_PAGE (page), mok_end_get_held_note ());
  if (self->link != NULL && MOK_IS_END_PAGE (page))
    mok_end_page_hide_leave (MOK_END_PAGE (page));

  g_signal_connect_object (page, "again", G_CALLBACK (mok_respond_page_start_over), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "leave",
                           G_CALLBACK (self->link != NULL ? mok_respond_page_start_over : mok_respond_page_leave), self,
                           G_CONNECT_SWAPPED);
  show (self, page);
  mok_respond_page_end_shared_visit (self, end);
}

void
mok_respond_page_erase (MokRespondPage *self, gboolean screened_out)
{
  /* The page goes first, so that nothing on it outlives the answers. */
  mok_respond_page_show_end (self, screened_out ? MOK_END_SCREENED_OUT : MOK_END_ERASED);
  forget_respondent (self);
}

static void
stop_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MokRespondPage) self = data;

  if (mok_alert_finish (result, NULL) != NULL && self->interview != NULL && !self->submitting)
    mok_respond_page_erase (self, FALSE);
}

static void
stop_cb (MokRespondPage *self)
{
  static const MokAlertResponse responses[] = {
    { "stay", N_ ("_Go On Answering"), MOK_ALERT_PLAIN },
    { "erase", N_ ("_Erase and Stop"), MOK_ALERT_DESTRUCTIVE },
  };

  mok_alert_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Erase all answers?"),
                   _ ("Nothing is stored then."), responses, G_N_ELEMENTS (responses), NULL, NULL, stop_answered_cb,
                   g_object_ref (self));
}

/* --- Submitting. */

void
mok_respond_page_submitted (MokRespondPage *self, const GError *error)
{
  GtkWidget *page = mok_respond_page_get_place (self);

  if (error == NULL)
    {
      mok_respond_page_show_end (self, self->held ? MOK_END_HELD : MOK_END_SEALED);
      forget_respondent (self);
      return;
    }
  mok_idle_watch_start (self->idle);
  if (!MOK_IS_SUBMIT_PAGE (page))
    return;
  mok_submit_page_set_busy (MOK_SUBMIT_PAGE (page), FALSE);
  mok_submit_page_show_problem (MOK_SUBMIT_PAGE (page), error->message);
}

static void
submit_cb (MokRespondPage *self)
{
  mok_submit_page_set_busy (MOK_SUBMIT_PAGE (mok_respond_page_get_place (self)), TRUE);
  mok_idle_watch_stop (self->idle);
  mok_respond_page_submit (self);
}

/* --- The walk. */

static void
back_cb (MokRespondPage *self)
{
  GtkWidget *page = mok_respond_page_get_place (self);

  /* What was typed is kept when it can be, and never in the way. */
  if (MOK_IS_QUESTION_PAGE (page))
    mok_question_page_commit (MOK_QUESTION_PAGE (page));
  self->reviewing = FALSE;
  mok_interview_back_page (self->interview);
  show_current (self);
}

static void
next_cb (MokRespondPage *self)
{
  MokQuestionPage *page = MOK_QUESTION_PAGE (mok_respond_page_get_place (self));
  g_autoptr (GError) error = NULL;
  gboolean went_on;

  if (!mok_question_page_commit (page))
    return;
  if (mok_interview_get_state (self->interview) == MOK_INTERVIEW_SCREENED_OUT)
    {
      mok_respond_page_erase (self, TRUE);
      return;
    }
  went_on = self->reviewing ? mok_interview_resume_page (self->interview, &error)
                            : mok_interview_next_page (self->interview, &error);
  if (went_on || !mok_question_page_has_question (page, mok_interview_get_current (self->interview)))
    show_current (self);
  /* An answer further up may no longer hold: then its page is the one that is shown now. */
  if (!went_on)
    mok_question_page_show_problem (MOK_QUESTION_PAGE (mok_respond_page_get_place (self)), error->message);
}

static void
chosen_cb (MokRespondPage *self, guint question)
{
  self->reviewing = TRUE;
  mok_interview_go_to (self->interview, question);
  show_current (self);
}

static void
review_cb (MokRespondPage *self)
{
  GtkWidget *page = mok_review_page_new (self->interview, self->language);

  g_signal_connect_object (page, "back", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  show (self, page);
}

static void
show_submit (MokRespondPage *self)
{
  GtkWidget *page = mok_submit_page_new (self->interview);

  self->reviewing = FALSE;
  mok_submit_page_set_open (MOK_SUBMIT_PAGE (page), is_open_survey (self));
  g_signal_connect_object (page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "review", G_CALLBACK (review_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "submit", G_CALLBACK (submit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "erase", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  show (self, page);
}

static void
show_question (MokRespondPage *self)
{
  GtkWidget *page =
      mok_question_page_new (self->interview, (guint) mok_interview_get_current (self->interview), self->language);

  mok_question_page_set_open (MOK_QUESTION_PAGE (page), is_open_survey (self));
  mok_question_page_set_law_date (MOK_QUESTION_PAGE (page),
                                  mok_manifest_get_law_date (mok_box_get_manifest (self->box)));
  g_signal_connect_object (page, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "stop", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  show (self, page);
}

static void
show_current (MokRespondPage *self)
{
  switch (mok_interview_get_state (self->interview))
    {
    case MOK_INTERVIEW_ASKING:
      show_question (self);
      break;
    case MOK_INTERVIEW_COMPLETE:
      show_submit (self);
      break;
    case MOK_INTERVIEW_SCREENED_OUT:
    default:
      mok_respond_page_erase (self, TRUE);
      break;
    }
}

static void
start_interview (MokRespondPage *self)
{
  g_set_object (&self->interview, NULL);
  self->used = TRUE;
  self->interview = mok_interview_new (mok_manifest_get_questionnaire (mok_box_get_manifest (self->box)), NULL,
                                       mok_interview_get_local_time ());
  mok_idle_watch_stop (self->rest);
  mok_idle_watch_start (self->idle);
  show_current (self);
}

/* --- Before the first question. */

static void
code_entered_cb (MokRespondPage *self, const char *code, MokCodePage *page)
{
  g_autoptr (GError) error = NULL;

  if (!mok_box_check_code (self->box, code, &error))
    {
      mok_code_page_show_problem (page, error->message);
      return;
    }
  self->code = g_strdup (code);
  start_interview (self);
}

static void
begin_cb (MokRespondPage *self)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  MokBoxStatus status;
  GtkWidget *page;

  if (self->link != NULL && mok_shared_link_is_over (self->link))
    return;
  /* A box that is full or cannot be written says so before anybody has answered fifty questions. */
  if (!mok_box_get_status (self->box, &status, &error))
    {
      mok_window_report (window, _ ("The box cannot be used"), error);
      return;
    }
  if (status.taken >= status.capacity)
    {
      error = g_error_new_literal (MOK_STORE_ERROR, MOK_STORE_ERROR_FULL,
                                   _ ("It has no room for another response. Please ask the organizer for a new box."));
      mok_window_report (window, _ ("This box is full"), error);
      return;
    }
  if (!status.needs_code)
    {
      start_interview (self);
      return;
    }
  self->used = TRUE;
  page = mok_code_page_new (status.label);
  g_signal_connect_object (page, "entered", G_CALLBACK (code_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "back", G_CALLBACK (mok_respond_page_start_over), self, G_CONNECT_SWAPPED);
  show (self, page);
}

/* Of the questionnaire's languages the one that comes closest to the language in use. */
void
mok_respond_page_match_language (MokRespondPage *self)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (mok_box_get_manifest (self->box));

  g_free (self->language);
  self->language = g_strdup (mok_questionnaire_match_language (questionnaire, mok_language_get ()));
}

static void
language_cb (MokRespondPage *self, const char *language)
{
  g_free (self->language);
  self->language = g_strdup (language);
  mok_respond_page_show_promise (self);
}

void
mok_respond_page_show_promise (MokRespondPage *self)
{
  GtkWidget *page = mok_promise_page_new (mok_box_get_manifest (self->box), self->language, &self->facts);

  mok_idle_watch_stop (self->rest);
  self->resting = TRUE;

  g_signal_connect_object (page, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "language", G_CALLBACK (language_cb), self, G_CONNECT_SWAPPED);
  show (self, page);
}

/* --- The widget. */

static void
leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_respond_page_leave (MOK_RESPOND_PAGE (widget));
}

static void
hand_over (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_hand_over_start (mok_window_of (widget), MOK_RESPOND_PAGE (widget)->box, MOK_RESPOND_PAGE (widget)->link);
}

static void
share (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_share_start (mok_window_of (widget), MOK_RESPOND_PAGE (widget)->box);
}

static void
notice_clicked_cb (MokRespondPage *self)
{
  mok_idle_watch_touch (self->idle);
  mok_respond_page_hide_notice (self);
}

static gboolean
mok_respond_page_grab_focus (GtkWidget *widget)
{
  GtkWidget *page = mok_respond_page_get_place (MOK_RESPOND_PAGE (widget));

  return page != NULL && gtk_widget_grab_focus (page);
}

static void
mok_respond_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mok_respond_page_parent_class)->root (widget);
  mok_respond_page_attach (MOK_RESPOND_PAGE (widget));
  mok_respond_page_attach_shared (MOK_RESPOND_PAGE (widget));
}

static void
mok_respond_page_unroot (GtkWidget *widget)
{
  mok_respond_page_detach (MOK_RESPOND_PAGE (widget));
  GTK_WIDGET_CLASS (mok_respond_page_parent_class)->unroot (widget);
}

static void
mok_respond_page_dispose (GObject *object)
{
  MokRespondPage *self = MOK_RESPOND_PAGE (object);

  if (self->idle != NULL)
    forget_respondent (self);
  g_clear_object (&self->idle);
  g_clear_object (&self->rest);
  g_clear_handle_id (&self->escape, g_source_remove);
  g_clear_object (&self->box);
  g_clear_object (&self->link);
  g_clear_pointer (&self->facts.sealed, g_bytes_unref);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->usual_language, g_free);
  G_OBJECT_CLASS (mok_respond_page_parent_class)->dispose (object);
}

static void
mok_respond_page_class_init (MokRespondPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_respond_page_dispose;
  mok_first_focus_set (widget_class, mok_respond_page_grab_focus);
  widget_class->root = mok_respond_page_root;
  widget_class->unroot = mok_respond_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-respond-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokRespondPage, notice);
  gtk_widget_class_bind_template_child (widget_class, MokRespondPage, notice_button);
  gtk_widget_class_bind_template_child (widget_class, MokRespondPage, notice_text);
  gtk_widget_class_bind_template_child (widget_class, MokRespondPage, place);
  gtk_widget_class_bind_template_callback (widget_class, notice_clicked_cb);
  gtk_widget_class_install_action (widget_class, "respond.leave", NULL, leave);
  gtk_widget_class_install_action (widget_class, "respond.end-shared", NULL, leave);
  gtk_widget_class_install_action (widget_class, "respond.hand-over", NULL, hand_over);
  gtk_widget_class_install_action (widget_class, "respond.share", NULL, share);
}

static void
mok_respond_page_init (MokRespondPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep (self->notice_text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "respond.end-shared", FALSE);
}

static MokRespondPage *
new_page (MokBox *box, const MokPromiseFacts *facts)
{
  MokRespondPage *self = g_object_new (MOK_TYPE_RESPOND_PAGE, NULL);
  MokBoxStatus status;

  self->box = g_object_ref (box);
  self->facts = *facts;
  if (self->facts.sealed != NULL)
    g_bytes_ref (self->facts.sealed);
  mok_respond_page_match_language (self);
  mok_respond_page_init_keys (self, mok_box_get_status (box, &status, NULL) ? status.idle_minutes
                                                                            : MOK_BOX_USUAL_IDLE_MINUTES);
  return self;
}

/**
 * mok_respond_page_new:
 * @box: where the responses go
 * @facts: what is special about this box on this computer
 *
 * Returns: (transfer floating): a page that begins with the promise
 */
GtkWidget *
mok_respond_page_new (MokBox *box, const MokPromiseFacts *facts)
{
  MokRespondPage *self;

  g_return_val_if_fail (MOK_IS_BOX (box), NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  self = new_page (box, facts);
  mok_respond_page_show_promise (self);
  return GTK_WIDGET (self);
}

/**
 * mok_respond_page_new_shared:
 * @box: where the responses go, by way of the host
 * @facts: what is special about this box on this computer
 * @link: the host
 *
 * Returns: (transfer floating): a page for one visit, which begins as @link says
 */
GtkWidget *
mok_respond_page_new_shared (MokBox *box, const MokPromiseFacts *facts, MokSharedLink *link)
{
  MokRespondPage *self;

  g_return_val_if_fail (MOK_IS_BOX (box), NULL);
  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (MOK_IS_SHARED_LINK (link), NULL);

  self = new_page (box, facts);
  self->link = g_object_ref (link);
  self->facts.held = mok_shared_link_holds (link);
  mok_respond_page_begin_shared (self);
  return GTK_WIDGET (self);
}

/**
 * mok_respond_page_get_place:
 *
 * Returns: (transfer none): the page that the respondent sees
 */
GtkWidget *
mok_respond_page_get_place (MokRespondPage *self)
{
  g_return_val_if_fail (MOK_IS_RESPOND_PAGE (self), NULL);

  return adw_bin_get_child (self->place);
}

/**
 * mok_respond_page_get_interview:
 *
 * Returns: (transfer none) (nullable): the interview, while somebody answers
 */
MokInterview *
mok_respond_page_get_interview (MokRespondPage *self)
{
  g_return_val_if_fail (MOK_IS_RESPOND_PAGE (self), NULL);

  return self->interview;
}

/**
 * mok_respond_page_holds_window:
 *
 * Returns: whether nothing else may be opened in this window now: somebody answers, or the computer is shared
 */
gboolean
mok_respond_page_holds_window (MokRespondPage *self)
{
  g_return_val_if_fail (MOK_IS_RESPOND_PAGE (self), FALSE);

  return self->interview != NULL || self->link != NULL;
}
