/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asks for the passphrase; a wrong one is told in place. Of a survey that protects answers it then shows what closing
 * would give, before anybody decides. Its answer is the opening key.
 * Must not close the survey itself.
 */

#include "config.h"

#include "organize/mok-close-dialog.h"

#include <glib/gi18n-lib.h>

#include "common/mok-covered.h"
#include "common/mok-resize-window.h"
#include "common/mok-words.h"
#include "organize/mok-note-row.h"
#include "organize/mok-organize-paper.h"
#include "organize/mok-progress-view.h"
#include "organize/mok-unlock-group.h"

/* What the notes of a rehearsal need to be read. */
#define REHEARSAL_WIDTH 560
#define REHEARSAL_HEIGHT 680

struct _MokCloseDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *body;
  GtkLabel *boxes;
  MokUnlockGroup *unlock;
  GtkWidget *next_button;
  MokProgressView *progress;
  GtkListBox *notes;
  GtkCheckButton *small;
  GtkWidget *refusal;
  GtkWidget *undone;
  GtkWidget *close_button;

  MokSurveySession *session; /* (owned) */
  GTask *task;               /* (owned) (nullable): until answered */
  MokJob *job;               /* (owned) (nullable): while it rehearses */
  MokSecret *key;            /* (owned) (nullable): the opening key, once the passphrase was right */
};

G_DEFINE_FINAL_TYPE (MokCloseDialog, mok_close_dialog, ADW_TYPE_WINDOW)

static gboolean
protects_answers (MokCloseDialog *self)
{
  return mok_manifest_get_disclosure (mok_survey_session_get_manifest (self->session)) != MOK_DISCLOSURE_OPEN;
}

static void
changed_cb (MokCloseDialog *self)
{
  g_assert (MOK_IS_CLOSE_DIALOG (self));

  gtk_widget_set_sensitive (self->next_button, mok_unlock_group_is_filled (self->unlock));
}

static void
answer (MokCloseDialog *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_task_set_task_data (task, GINT_TO_POINTER (gtk_check_button_get_active (self->small)), NULL);
  g_task_return_pointer (task, g_steal_pointer (&self->key), (GDestroyNotify) mok_secret_unref);
  gtk_window_close (GTK_WINDOW (self));
}

static void
close_clicked_cb (MokCloseDialog *self)
{
  g_assert (MOK_IS_CLOSE_DIALOG (self));

  answer (self);
}

/* Rehearsing. */

static void
show_rehearsal (MokCloseDialog *self, const MokRehearsal *rehearsal, const char *refusal)
{
  g_autoptr (GPtrArray) notes = mok_rehearsal_list_notes (rehearsal);
  gboolean can_close = rehearsal->can_close && refusal == NULL;

  if (refusal != NULL)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Boxes of small workplaces"), g_strdup (refusal));
  mok_note_rows_fill (self->notes, notes, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->small), can_close && rehearsal->is_small);
  gtk_widget_set_visible (self->refusal, !can_close);
  gtk_widget_set_visible (self->undone, can_close);
  gtk_widget_set_sensitive (self->close_button, can_close && !rehearsal->is_small);
  gtk_stack_set_visible_child_name (self->stack, "rehearsal");
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  mok_resize_window (GTK_WINDOW (self), REHEARSAL_WIDTH, REHEARSAL_HEIGHT);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->notes, 0)));
}

static void
small_toggled_cb (MokCloseDialog *self)
{
  g_assert (MOK_IS_CLOSE_DIALOG (self));

  gtk_widget_set_sensitive (self->close_button, gtk_check_button_get_active (self->small));
}

static void
rehearsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCloseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *refusal = NULL;
  g_autoptr (MokRehearsal) rehearsal =
      mok_survey_session_rehearse_finish (MOK_SURVEY_SESSION (source), result, &refusal, &error);

  g_clear_object (&self->job);
  /* The dialog was closed meanwhile. */
  if (self->task == NULL)
    return;

  mok_progress_view_stop (self->progress);
  if (rehearsal != NULL)
    {
      show_rehearsal (self, rehearsal, refusal);
      return;
    }
  g_clear_pointer (&self->key, mok_secret_unref);
  gtk_stack_set_visible_child_name (self->stack, "ask");
  mok_unlock_group_complain (self->unlock, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                               ? _ ("Stopped. Nothing was changed.")
                                               : error->message);
}

static void
rehearse (MokCloseDialog *self)
{
  self->job = mok_job_new ();
  gtk_stack_set_visible_child_name (self->stack, "work");
  mok_progress_view_start (self->progress, _ ("Looking at what closing would give"),
                           _ ("Opens the responses in memory and looks at backgrounds only."), self->job);
  mok_survey_session_rehearse_async (self->session, self->key, self->job, rehearsed_cb, g_object_ref (self));
}

/* The passphrase. */

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCloseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_session_unlock_finish (MOK_SURVEY_SESSION (source), result, &error);

  /* The dialog was closed meanwhile. */
  if (self->task == NULL)
    return;

  mok_unlock_group_set_trying (self->unlock, FALSE);
  if (key == NULL)
    {
      mok_unlock_group_complain (self->unlock, error->message);
      if (g_error_matches (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE))
        mok_unlock_group_offer_recovery (self->unlock);
      return;
    }

  self->key = g_steal_pointer (&key);
  mok_unlock_group_clear (self->unlock);
  if (protects_answers (self))
    rehearse (self);
  else
    answer (self);
}

static void
next_clicked_cb (MokCloseDialog *self)
{
  g_assert (MOK_IS_CLOSE_DIALOG (self));

  const char *passphrases[2];
  guint n_passphrases = mok_unlock_group_get_passphrases (self->unlock, passphrases);

  mok_unlock_group_set_trying (self->unlock, TRUE);
  mok_survey_session_unlock_async (self->session, passphrases, n_passphrases, unlocked_cb, g_object_ref (self));
}

static void
recover_cb (MokCloseDialog *self)
{
  g_assert (MOK_IS_CLOSE_DIALOG (self));

  g_autoptr (MokSurveySession) session = g_object_ref (self->session);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  mok_organize_paper_recover (parent, session);
}

static gboolean
mok_close_dialog_close_request (GtkWindow *window)
{
  MokCloseDialog *self = MOK_CLOSE_DIALOG (window);

  mok_unlock_group_clear (self->unlock);
  g_clear_pointer (&self->key, mok_secret_unref);
  if (self->job != NULL)
    mok_job_cancel (self->job);
  if (self->task != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->task);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
    }

  return GTK_WINDOW_CLASS (mok_close_dialog_parent_class)->close_request (window);
}

static void
mok_close_dialog_dispose (GObject *object)
{
  MokCloseDialog *self = MOK_CLOSE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->job);
  g_clear_pointer (&self->key, mok_secret_unref);

  G_OBJECT_CLASS (mok_close_dialog_parent_class)->dispose (object);
}

static void
mok_close_dialog_class_init (MokCloseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_close_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mok_close_dialog_close_request;

  g_type_ensure (MOK_TYPE_PROGRESS_VIEW);
  g_type_ensure (MOK_TYPE_UNLOCK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-close-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, body);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, boxes);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, unlock);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, small);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, undone);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_bind_template_callback (widget_class, small_toggled_cb);
}

static void
mok_close_dialog_init (MokCloseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_covered_hide (GTK_WIDGET (self->stack));
  mok_words_keep_below (GTK_WIDGET (self));
}

static void
show_boxes_out (MokCloseDialog *self, const MokSurveyStatus *status)
{
  guint out = status->boxes_made > status->boxes_returned ? status->boxes_made - status->boxes_returned : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->boxes), out > 0);
  if (out == 0)
    return;

  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u box has not come back. What is in it will not be counted.",
                                    "%u boxes have not come back. What is in them will not be counted.", out),
                       out);
  gtk_label_set_label (self->boxes, text);
}

/* The button that ends an open survey's dialog is the one that closes it. */
static void
set_open (MokCloseDialog *self, gboolean open)
{
  gtk_widget_add_css_class (self->next_button, open ? "destructive-action" : "suggested-action");
  if (open)
    return;

  gtk_button_set_label (GTK_BUTTON (self->next_button), _ ("_Continue"));
  gtk_label_set_label (self->body, _ ("First you see what the results will be able to show. Nothing is closed before "
                                      "you confirm it there."));
}

/**
 * mok_close_dialog_ask_async:
 * @parent: the window that asks
 * @session: a survey that can be closed
 *
 * Asks whether to close the survey, and for what opens it.
 */
void
mok_close_dialog_ask_async (GtkWindow *parent,
                            MokSurveySession *session,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));

  MokCloseDialog *self = g_object_new (MOK_TYPE_CLOSE_DIALOG, "transient-for", parent, NULL);
  const MokSurveyStatus *status = mok_survey_session_get_status (session);

  self->session = g_object_ref (session);
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, mok_close_dialog_ask_async);

  set_open (self, !protects_answers (self));
  mok_unlock_group_set_trustees (self->unlock, status->has_trustees);
  show_boxes_out (self, status);

  gtk_window_present (GTK_WINDOW (self));
}

/**
 * mok_close_dialog_ask_finish:
 * @small: (out): whether it shall be closed with 10 to 19 responses, too
 *
 * Returns: (transfer full): the opening key, or %NULL with `G_IO_ERROR_CANCELLED`
 */
MokSecret *
mok_close_dialog_ask_finish (GAsyncResult *result, gboolean *small, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (small != NULL, NULL);

  *small = GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_pointer (G_TASK (result), error);
}
