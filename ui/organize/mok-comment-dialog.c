/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The passphrase, then the comments of each question in an order that says nothing, and a text to write about them.
 * Texts cannot be selected, nor copied. Must not keep a comment: the session destroys them for good at the end, and the
 * labels go with the dialog.
 */

#include "config.h"

#include "organize/mok-comment-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-covered.h"
#include "common/mok-private-entry.h"
#include "common/mok-resize-window.h"
#include "common/mok-words.h"
#include "compat/mok-alert.h"
#include "organize/mok-unlock-group.h"
#include "release/mok-review.h"

#define READING_WIDTH 640
#define READING_HEIGHT 720

struct _MokCommentDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  MokUnlockGroup *unlock;
  GtkWidget *open_button;
  GtkBox *groups;
  GtkTextView *summary;
  GtkWidget *later;
  GtkWidget *finish;

  MokSurveySession *session; /* (owned) */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (MokCommentDialog, mok_comment_dialog, ADW_TYPE_WINDOW)

static void
changed_cb (MokCommentDialog *self)
{
  g_assert (MOK_IS_COMMENT_DIALOG (self));

  gtk_widget_set_sensitive (self->open_button, mok_unlock_group_is_filled (self->unlock));
}

static char *
dup_summary (MokCommentDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->summary);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_strdup (g_strstrip (text));
}

static GtkWidget *
new_comment_row (const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.f, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  mok_words_keep (GTK_LABEL (label));
  gtk_widget_add_css_class (label, "mok-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

static void
add_group (MokCommentDialog *self, const MokReviewGroup *group)
{
  const char *title = mok_question_get_title (group->question, mok_language_get ());
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u comment", "%u comments", group->texts->len), group->texts->len);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.f, "wrap", TRUE, "hexpand", TRUE,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  GtkWidget *number = gtk_label_new (count);
  GtkWidget *list = gtk_list_box_new ();

  mok_words_keep (GTK_LABEL (heading));
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (number, "caption");
  gtk_widget_add_css_class (number, "dim-label");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (guint i = 0; i < group->texts->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_comment_row (g_ptr_array_index (group->texts, i)));

  gtk_box_append (GTK_BOX (line), heading);
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->groups, box);
}

/* Opening. */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCommentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = mok_survey_session_open_review_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (self->closed)
    return;

  mok_unlock_group_set_trying (self->unlock, FALSE);
  if (groups == NULL)
    {
      mok_unlock_group_complain (self->unlock, error->message);
      return;
    }

  mok_unlock_group_clear (self->unlock);
  for (guint i = 0; i < groups->len; i++)
    add_group (self, g_ptr_array_index (groups, i));
  gtk_stack_set_visible_child_name (self->stack, "read");
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  mok_resize_window (GTK_WINDOW (self), READING_WIDTH, READING_HEIGHT);
  gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD);
}

static void
open_clicked_cb (MokCommentDialog *self)
{
  g_assert (MOK_IS_COMMENT_DIALOG (self));

  const char *passphrases[2];
  guint n_passphrases = mok_unlock_group_get_passphrases (self->unlock, passphrases);

  mok_unlock_group_set_trying (self->unlock, TRUE);
  mok_survey_session_open_review_async (self->session, passphrases, n_passphrases, opened_cb, g_object_ref (self));
}

/* Finishing. */

static void
show_problem (MokCommentDialog *self, const char *heading, const char *message)
{
  static const MokAlertResponse close[] = { { "close", N_ ("_Close"), MOK_ALERT_PLAIN } };

  mok_alert_async (GTK_WINDOW (self), heading, message, close, G_N_ELEMENTS (close), NULL, NULL, NULL, NULL);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCommentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean finished = mok_survey_session_finish_review_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (self->closed)
    return;
  gtk_widget_set_sensitive (self->finish, TRUE);
  if (finished)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    show_problem (self, _ ("The review cannot be finished"), error->message);
}

static void
finish_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCommentDialog) self = user_data;
  g_autofree char *summary = NULL;

  if (g_strcmp0 (mok_alert_finish (result, NULL), "finish") != 0 || self->closed)
    return;

  summary = dup_summary (self);
  gtk_widget_set_sensitive (self->finish, FALSE);
  mok_survey_session_finish_review_async (self->session, summary, finished_cb, g_object_ref (self));
}

static void
finish_clicked_cb (MokCommentDialog *self)
{
  g_assert (MOK_IS_COMMENT_DIALOG (self));

  static const MokAlertResponse responses[] = {
    { "cancel", N_ ("_Cancel"), MOK_ALERT_PLAIN },
    { "finish", N_ ("_Destroy the Comments"), MOK_ALERT_DESTRUCTIVE },
  };
  g_autofree char *summary = dup_summary (self);
  const char *body = *summary != '\0' ? _ ("The comments are destroyed and cannot be read again. Your summary stays "
                                           "with the results, for everybody to read.")
                                      : _ ("The comments are destroyed and cannot be read again. There is no summary: "
                                           "nothing of what they say stays.");

  mok_alert_async (GTK_WINDOW (self), _ ("Finish the review?"), body, responses, G_N_ELEMENTS (responses), NULL, NULL,
                   finish_confirmed_cb, g_object_ref (self));
}

/* Leaving. */

static void
leave_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCommentDialog) self = user_data;

  if (g_strcmp0 (mok_alert_finish (result, NULL), "leave") == 0 && !self->closed)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
later_clicked_cb (MokCommentDialog *self)
{
  g_assert (MOK_IS_COMMENT_DIALOG (self));

  gtk_window_close (GTK_WINDOW (self));
}

/* What was written so far would be lost. */
static gboolean
mok_comment_dialog_close_request (GtkWindow *window)
{
  MokCommentDialog *self = MOK_COMMENT_DIALOG (window);
  g_autofree char *summary = dup_summary (self);
  static const MokAlertResponse responses[] = {
    { "stay", N_ ("_Keep Writing"), MOK_ALERT_PLAIN },
    { "leave", N_ ("_Leave"), MOK_ALERT_DESTRUCTIVE },
  };

  mok_unlock_group_clear (self->unlock);
  if (*summary == '\0')
    return GTK_WINDOW_CLASS (mok_comment_dialog_parent_class)->close_request (window);

  mok_alert_async (window, _ ("Leave without the summary?"),
                   _ ("What you wrote is not kept. The comments stay sealed and can be opened again."), responses,
                   G_N_ELEMENTS (responses), NULL, NULL, leave_confirmed_cb, g_object_ref (self));
  return TRUE;
}

static void
mok_comment_dialog_dispose (GObject *object)
{
  MokCommentDialog *self = MOK_COMMENT_DIALOG (object);

  self->closed = TRUE;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mok_comment_dialog_parent_class)->dispose (object);
}

static void
mok_comment_dialog_class_init (MokCommentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_comment_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mok_comment_dialog_close_request;

  g_type_ensure (MOK_TYPE_UNLOCK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-comment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokCommentDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MokCommentDialog, unlock);
  gtk_widget_class_bind_template_child (widget_class, MokCommentDialog, open_button);
  gtk_widget_class_bind_template_child (widget_class, MokCommentDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, MokCommentDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, MokCommentDialog, later);
  gtk_widget_class_bind_template_child (widget_class, MokCommentDialog, finish);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
mok_comment_dialog_init (MokCommentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A summary says what the comments said. */
  mok_private_entry_set_up (GTK_WIDGET (self->summary), GTK_INPUT_PURPOSE_FREE_FORM);
  mok_covered_hide (GTK_WIDGET (self->stack));
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_comment_dialog_new:
 * @parent: the window it belongs to
 * @session: a closed survey whose comments wait to be read
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWindow *
mok_comment_dialog_new (GtkWindow *parent, MokSurveySession *session)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (session), NULL);

  MokCommentDialog *self = g_object_new (MOK_TYPE_COMMENT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  mok_unlock_group_set_trustees (self->unlock, mok_survey_session_get_status (session)->has_trustees);

  return GTK_WINDOW (self);
}
