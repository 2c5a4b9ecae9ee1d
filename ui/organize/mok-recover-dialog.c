/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fourteen short entries with the numbers of the sheet, and a new passphrase. What is typed can be seen, so that it can
 * be compared with the sheet, but lies in memory of the kind that password entries have. Must not keep it.
 */

#include "config.h"

#include "organize/mok-recover-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "common/mok-private-entry.h"
#include "common/mok-words.h"
#include "organize/mok-passphrase-group.h"

/* As on the sheet. */
#define N_GROUPS 14
#define GROUP_LENGTH 5

/* A character of four bytes each, and what separates groups. */
#define MAX_GROUP (4 * GROUP_LENGTH + 1)

struct _MokRecoverDialog
{
  AdwWindow parent_instance;

  GtkFlowBox *groups;
  MokPassphraseGroup *passphrase;
  GtkLabel *message;
  GtkSpinner *spinner;
  GtkWidget *recover_button;
  GtkEditable *entries[N_GROUPS];

  MokSurveySession *session; /* (owned) */
  GTask *task;               /* (owned) (nullable): until answered */
};

G_DEFINE_FINAL_TYPE (MokRecoverDialog, mok_recover_dialog, ADW_TYPE_WINDOW)

static void
say (MokRecoverDialog *self, const char *text, gboolean is_problem)
{
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  gtk_label_set_label (self->message, text);
}

/* A full group moves the keyboard to the next one. */
static void
group_changed_cb (MokRecoverDialog *self, GtkEditable *entry)
{
  say (self, "", FALSE);
  if (g_utf8_strlen (gtk_editable_get_text (entry), -1) < GROUP_LENGTH
      || gtk_editable_get_position (entry) + 1 < GROUP_LENGTH)
    return;
  for (guint i = 0; i + 1 < N_GROUPS; i++)
    if (self->entries[i] == entry)
      gtk_widget_grab_focus (GTK_WIDGET (self->entries[i + 1]));
}

static GtkWidget *
new_group (MokRecoverDialog *self, guint number)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strdup_printf (_ ("Group %u"), number);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *entry = gtk_entry_new_with_buffer (buffer);

  gtk_entry_set_max_length (GTK_ENTRY (entry), GROUP_LENGTH);
  mok_private_entry_set_up (entry, GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_entry_set_input_hints (GTK_ENTRY (entry),
                             gtk_entry_get_input_hints (GTK_ENTRY (entry)) | GTK_INPUT_HINT_UPPERCASE_CHARS);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), GROUP_LENGTH + 1);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), GROUP_LENGTH + 1);
  gtk_widget_add_css_class (entry, "monospace");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (group_changed_cb), self);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 2);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  self->entries[number - 1] = GTK_EDITABLE (entry);
  return box;
}

static MokSecret *
collect_key (MokRecoverDialog *self)
{
  MokSecret *key = mok_secret_new (N_GROUPS * MAX_GROUP + 1);
  char *to = (char *) mok_secret_data (key);

  for (guint i = 0; i < N_GROUPS; i++)
    {
      const char *text = gtk_editable_get_text (self->entries[i]);
      const gsize length = MIN (strlen (text), (gsize) MAX_GROUP - 1);

      memcpy (to, text, length);
      to += length;
      *to++ = '-';
    }
  *to = '\0';
  return key;
}

static void
clear (MokRecoverDialog *self)
{
  for (guint i = 0; i < N_GROUPS; i++)
    gtk_editable_set_text (self->entries[i], "");
  mok_passphrase_group_clear (self->passphrase);
}

static void
set_trying (MokRecoverDialog *self, gboolean trying)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), trying);
  gtk_spinner_set_spinning (self->spinner, trying);
  gtk_widget_set_sensitive (self->recover_button, !trying);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokRecoverDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recovered = mok_survey_session_recover_finish (MOK_SURVEY_SESSION (source), result, &error);
  g_autoptr (GTask) task = NULL;

  /* The dialog was closed meanwhile. */
  if (self->task == NULL)
    return;

  set_trying (self, FALSE);
  if (!recovered)
    {
      say (self, error->message, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->entries[0]));
      return;
    }
  task = g_steal_pointer (&self->task);
  gtk_window_close (GTK_WINDOW (self));
  g_task_return_boolean (task, TRUE);
}

static void
recover_clicked_cb (MokRecoverDialog *self)
{
  g_assert (MOK_IS_RECOVER_DIALOG (self));

  const char *problem = mok_passphrase_group_get_problem (self->passphrase);
  g_autoptr (MokSecret) key = NULL;

  if (problem != NULL)
    {
      say (self, problem, TRUE);
      mok_passphrase_group_focus_problem (self->passphrase);
      return;
    }
  key = collect_key (self);
  set_trying (self, TRUE);
  say (self, _ ("The key is being put under the new passphrase…"), FALSE);
  mok_survey_session_recover_async (self->session, key, mok_passphrase_group_get_passphrase (self->passphrase),
                                    recovered_cb, g_object_ref (self));
}

static gboolean
mok_recover_dialog_close_request (GtkWindow *window)
{
  MokRecoverDialog *self = MOK_RECOVER_DIALOG (window);

  clear (self);
  if (self->task != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->task);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
    }

  return GTK_WINDOW_CLASS (mok_recover_dialog_parent_class)->close_request (window);
}

static void
mok_recover_dialog_dispose (GObject *object)
{
  g_clear_object (&MOK_RECOVER_DIALOG (object)->session);

  G_OBJECT_CLASS (mok_recover_dialog_parent_class)->dispose (object);
}

static void
mok_recover_dialog_class_init (MokRecoverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_recover_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mok_recover_dialog_close_request;

  g_type_ensure (MOK_TYPE_PASSPHRASE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-recover-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokRecoverDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, MokRecoverDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, MokRecoverDialog, message);
  gtk_widget_class_bind_template_child (widget_class, MokRecoverDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, MokRecoverDialog, recover_button);
  gtk_widget_class_bind_template_callback (widget_class, recover_clicked_cb);
}

static void
mok_recover_dialog_init (MokRecoverDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
  for (guint i = 0; i < N_GROUPS; i++)
    {
      GtkWidget *group = new_group (self, i + 1);

      gtk_flow_box_insert (self->groups, group, -1);
      /* Tab goes from entry to entry. */
      gtk_widget_set_focusable (gtk_widget_get_parent (group), FALSE);
    }
}

/**
 * mok_recover_dialog_run_async:
 * @parent: the window that asks
 * @session: a survey that can have a recovery sheet
 *
 * Gives the survey a new passphrase, with all questions that this takes.
 */
void
mok_recover_dialog_run_async (GtkWindow *parent,
                              MokSurveySession *session,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));

  MokRecoverDialog *self = g_object_new (MOK_TYPE_RECOVER_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, mok_recover_dialog_run_async);

  gtk_widget_grab_focus (GTK_WIDGET (self->entries[0]));
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * mok_recover_dialog_run_finish:
 *
 * Returns: whether the survey has a new passphrase; %FALSE with `G_IO_ERROR_CANCELLED` when the user gave up
 */
gboolean
mok_recover_dialog_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
