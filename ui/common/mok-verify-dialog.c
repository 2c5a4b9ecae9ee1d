/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The anonymity check of a file: the verdict, then what failed, what passed, and what no file can show.
 * Must not say how many responses a file holds, nor claim more than the check does.
 */

#include "config.h"

#include "common/mok-verify-dialog.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"
#include "store/mok-verify.h"

struct _MokVerifyDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *unreadable;
  GtkImage *mark;
  GtkLabel *heading;
  GtkLabel *subtitle;
  GtkLabel *verdict;
  GtkWidget *failed_box;
  GtkListBox *failed;
  GtkWidget *passed_box;
  GtkListBox *passed;
  GtkListBox *unknown;

  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (MokVerifyDialog, mok_verify_dialog, ADW_TYPE_WINDOW)

static const struct
{
  const char *icon;
  const char *style;
  const char *state;
} kinds[] = {
  [MOK_FINDING_PASSED] = { "object-select-symbolic", "success", N_ ("Passed") },
  [MOK_FINDING_FAILED] = { "dialog-error-symbolic", "error", N_ ("Failed") },
  [MOK_FINDING_UNKNOWN] = { "help-about-symbolic", "dim-label", N_ ("Cannot be known from the file") },
};

static GtkWidget *
make_row (const MokFinding *finding)
{
  const char *state = _ (kinds[finding->result].state);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "activatable", FALSE, NULL);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", kinds[finding->result].icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_IMG, NULL);
  g_autofree char *text = mok_words_to_markup (finding->text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (image, kinds[finding->result].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, state, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, finding->text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  return row;
}

static void
show (MokVerifyDialog *self, const MokVerification *verification)
{
  GtkListBox *lists[] = { self->passed, self->failed, self->unknown };
  const guint n_failed = mok_verification_count (verification, MOK_FINDING_FAILED);
  const MokFindingResult verdict = n_failed > 0 ? MOK_FINDING_FAILED : MOK_FINDING_PASSED;
  g_autofree char *text = mok_verification_dup_verdict (verification);

  gtk_image_set_from_icon_name (self->mark, kinds[verdict].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), kinds[verdict].style);
  gtk_label_set_label (self->heading, n_failed > 0 ? _ ("This file is not in order") : _ ("This file is in order"));
  gtk_label_set_label (self->verdict, text);
  for (guint i = 0; i < verification->findings->len; i++)
    {
      const MokFinding *finding = g_ptr_array_index (verification->findings, i);

      gtk_list_box_append (lists[finding->result], make_row (finding));
    }
  gtk_widget_set_visible (self->failed_box, n_failed > 0);
  gtk_widget_set_visible (self->passed_box, mok_verification_count (verification, MOK_FINDING_PASSED) > 0);
  mok_words_keep_below (GTK_WIDGET (self->stack));
  gtk_stack_set_visible_child_name (self->stack, "findings");
}

static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MokVerification *verification = mok_verify_file (data, cancellable, &error);

  if (verification != NULL)
    g_task_return_pointer (task, verification, (GDestroyNotify) mok_verification_free);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MokVerifyDialog *self = MOK_VERIFY_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokVerification) verification = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (verification != NULL)
    {
      show (self, verification);
      return;
    }

  g_autofree char *message = mok_words_to_markup (error->message);

  adw_status_page_set_description (self->unreadable, message);
  gtk_stack_set_visible_child_name (self->stack, "unreadable");
}

static void
start (MokVerifyDialog *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, checked_cb, NULL);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, check_in_thread);
}

static gboolean
mok_verify_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (MOK_VERIFY_DIALOG (window)->cancellable);

  return GTK_WINDOW_CLASS (mok_verify_dialog_parent_class)->close_request (window);
}

static void
mok_verify_dialog_finalize (GObject *object)
{
  g_clear_object (&MOK_VERIFY_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (mok_verify_dialog_parent_class)->finalize (object);
}

static void
mok_verify_dialog_class_init (MokVerifyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_verify_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = mok_verify_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-verify-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, unreadable);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, mark);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, subtitle);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, failed_box);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, passed_box);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, passed);
  gtk_widget_class_bind_template_child (widget_class, MokVerifyDialog, unknown);
}

static void
mok_verify_dialog_init (MokVerifyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_verify_dialog_new:
 * @parent: the window it belongs to
 * @path: a box or a survey file
 * @name: what the user knows it as
 *
 * Returns: (transfer none): the dialog, not shown yet; the check has begun in another thread
 */
GtkWindow *
mok_verify_dialog_new (GtkWindow *parent, const char *path, const char *name)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (path != NULL && name != NULL, NULL);

  MokVerifyDialog *self = g_object_new (MOK_TYPE_VERIFY_DIALOG, "transient-for", parent, NULL);

  gtk_label_set_label (self->subtitle, name);
  start (self, path);
  return GTK_WINDOW (self);
}
