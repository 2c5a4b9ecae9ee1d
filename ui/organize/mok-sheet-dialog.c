/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Says what a recovery sheet is, and asks for the passphrase of the survey; a wrong one is told in place. Its answer is
 * the key as text. Must not write the sheet itself.
 */

#include "config.h"

#include "organize/mok-sheet-dialog.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"
#include "organize/mok-unlock-group.h"

struct _MokSheetDialog
{
  AdwWindow parent_instance;

  MokUnlockGroup *unlock;
  GtkWidget *save_button;

  MokSurveySession *session; /* (owned) */
  GTask *task;               /* (owned) (nullable): until answered */
};

G_DEFINE_FINAL_TYPE (MokSheetDialog, mok_sheet_dialog, ADW_TYPE_WINDOW)

static void
changed_cb (MokSheetDialog *self)
{
  g_assert (MOK_IS_SHEET_DIALOG (self));

  gtk_widget_set_sensitive (self->save_button, mok_unlock_group_is_filled (self->unlock));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSheetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key =
      mok_survey_session_write_recovery_key_finish (MOK_SURVEY_SESSION (source), result, &error);
  g_autoptr (GTask) task = NULL;

  /* The dialog was closed meanwhile. */
  if (self->task == NULL)
    return;

  mok_unlock_group_set_trying (self->unlock, FALSE);
  if (key == NULL)
    {
      mok_unlock_group_complain (self->unlock, error->message);
      return;
    }
  task = g_steal_pointer (&self->task);
  gtk_window_close (GTK_WINDOW (self));
  g_task_return_pointer (task, g_steal_pointer (&key), (GDestroyNotify) mok_secret_unref);
}

static void
save_clicked_cb (MokSheetDialog *self)
{
  g_assert (MOK_IS_SHEET_DIALOG (self));

  const char *passphrases[2];

  mok_unlock_group_get_passphrases (self->unlock, passphrases);
  mok_unlock_group_set_trying (self->unlock, TRUE);
  mok_survey_session_write_recovery_key_async (self->session, passphrases[0], written_cb, g_object_ref (self));
}

static gboolean
mok_sheet_dialog_close_request (GtkWindow *window)
{
  MokSheetDialog *self = MOK_SHEET_DIALOG (window);

  mok_unlock_group_clear (self->unlock);
  if (self->task != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->task);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
    }

  return GTK_WINDOW_CLASS (mok_sheet_dialog_parent_class)->close_request (window);
}

static void
mok_sheet_dialog_dispose (GObject *object)
{
  g_clear_object (&MOK_SHEET_DIALOG (object)->session);

  G_OBJECT_CLASS (mok_sheet_dialog_parent_class)->dispose (object);
}

static void
mok_sheet_dialog_class_init (MokSheetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_sheet_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mok_sheet_dialog_close_request;

  g_type_ensure (MOK_TYPE_UNLOCK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-sheet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokSheetDialog, unlock);
  gtk_widget_class_bind_template_child (widget_class, MokSheetDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
mok_sheet_dialog_init (MokSheetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_sheet_dialog_ask_async:
 * @parent: the window that asks
 * @session: a survey that can have a recovery sheet
 *
 * Asks for the passphrase, and finds the key with it.
 */
void
mok_sheet_dialog_ask_async (GtkWindow *parent,
                            MokSurveySession *session,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));

  MokSheetDialog *self = g_object_new (MOK_TYPE_SHEET_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, mok_sheet_dialog_ask_async);

  gtk_window_present (GTK_WINDOW (self));
}

/**
 * mok_sheet_dialog_ask_finish:
 *
 * Returns: (transfer full): the key in groups, zero-terminated; or %NULL with `G_IO_ERROR_CANCELLED`
 */
MokSecret *
mok_sheet_dialog_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
