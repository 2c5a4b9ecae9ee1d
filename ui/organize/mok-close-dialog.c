/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Says what closing does and asks for the passphrase; a wrong one is told in place. Its answer is the opening key.
 * Must not close the survey itself.
 */

#include "config.h"

#include "organize/mok-close-dialog.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"

struct _MokCloseDialog
{
  AdwWindow parent_instance;

  GtkLabel *boxes;
  GtkEditable *first;
  GtkEditable *second;
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkWidget *close_button;

  MokSurveySession *session; /* (owned) */
  GTask *task;               /* (owned) (nullable): until answered */
  gboolean trustees;
  gboolean unlocking;
};

G_DEFINE_FINAL_TYPE (MokCloseDialog, mok_close_dialog, ADW_TYPE_WINDOW)

static void
update_button (MokCloseDialog *self)
{
  gboolean filled = *gtk_editable_get_text (self->first) != '\0'
                    && (!self->trustees || *gtk_editable_get_text (self->second) != '\0');

  gtk_widget_set_sensitive (self->close_button, filled && !self->unlocking);
}

static void
changed_cb (MokCloseDialog *self)
{
  g_assert (MOK_IS_CLOSE_DIALOG (self));

  gtk_label_set_label (self->message, "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->first), "error");
  update_button (self);
}

static void
set_unlocking (MokCloseDialog *self, gboolean unlocking)
{
  self->unlocking = unlocking;
  /* Not insensitive: the keyboard stays where it is. */
  gtk_editable_set_editable (self->first, !unlocking);
  gtk_editable_set_editable (self->second, !unlocking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), unlocking);
  gtk_spinner_set_spinning (self->spinner, unlocking);
  update_button (self);
}

static void
complain (MokCloseDialog *self, const char *message)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->first), "error");
  gtk_label_set_label (self->message, message);
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
  gtk_editable_select_region (self->first, 0, -1);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCloseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_session_unlock_finish (MOK_SURVEY_SESSION (source), result, &error);

  /* The dialog was closed meanwhile. */
  if (self->task == NULL)
    return;

  set_unlocking (self, FALSE);
  if (key == NULL)
    {
      complain (self, error->message);
      return;
    }

  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  g_task_return_pointer (task, g_steal_pointer (&key), (GDestroyNotify) mok_secret_unref);
  gtk_window_close (GTK_WINDOW (self));
}

static void
close_clicked_cb (MokCloseDialog *self)
{
  g_assert (MOK_IS_CLOSE_DIALOG (self));

  const char *passphrases[] = { gtk_editable_get_text (self->first), gtk_editable_get_text (self->second) };

  changed_cb (self);
  set_unlocking (self, TRUE);
  gtk_label_set_label (self->message, _ ("Trying the passphrase…"));
  mok_survey_session_unlock_async (self->session, passphrases, self->trustees ? 2 : 1, unlocked_cb,
                                   g_object_ref (self));
}

static gboolean
mok_close_dialog_close_request (GtkWindow *window)
{
  MokCloseDialog *self = MOK_CLOSE_DIALOG (window);

  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
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

  G_OBJECT_CLASS (mok_close_dialog_parent_class)->dispose (object);
}

static void
mok_close_dialog_class_init (MokCloseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_close_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mok_close_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-close-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, boxes);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, first);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, second);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, message);
  gtk_widget_class_bind_template_child (widget_class, MokCloseDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
mok_close_dialog_init (MokCloseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
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
  guint out = status->boxes_made > status->boxes_returned ? status->boxes_made - status->boxes_returned : 0;

  self->session = g_object_ref (session);
  self->trustees = status->has_trustees;
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, mok_close_dialog_ask_async);

  gtk_widget_set_visible (GTK_WIDGET (self->second), self->trustees);
  if (self->trustees)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first), _ ("Passphrase of one trustee"));
  gtk_widget_set_visible (GTK_WIDGET (self->boxes), out > 0);
  if (out > 0)
    {
      g_autofree char *text =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u box has not come back. What is in it will not be counted.",
                                        "%u boxes have not come back. What is in them will not be counted.", out),
                           out);
      gtk_label_set_label (self->boxes, text);
    }

  gtk_window_present (GTK_WINDOW (self));
}

/**
 * mok_close_dialog_ask_finish:
 *
 * Returns: (transfer full): the opening key, or %NULL with `G_IO_ERROR_CANCELLED`
 */
MokSecret *
mok_close_dialog_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
