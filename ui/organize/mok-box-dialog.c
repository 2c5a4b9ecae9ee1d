/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asks for what a box needs, then where to put it and its slips, then has the session make them.
 * Must not keep the end code once the box is made, and never sees an access code.
 */

#include "config.h"

#include "organize/mok-box-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-random.h"
#include "base/mok-number.h"
#include "common/mok-private-entry.h"
#include "common/mok-words.h"
#include "compat/mok-alert.h"
#include "compat/mok-file-dialog.h"
#include "organize/mok-figures.h"

#define END_CODE_DIGITS 8
#define LABEL_MAX 60

struct _MokBoxDialog
{
  AdwWindow parent_instance;

  GtkWidget *cancel;
  GtkWidget *make;
  GtkWidget *form;
  GtkEditable *label_row;
  AdwComboRow *site_row;
  GtkEditable *code_row;
  GtkEditable *n_codes_row;
  GtkSpinButton *idle;
  GtkSpinner *spinner;
  GtkLabel *message;

  MokSurveySession *session; /* (owned) */
  GTask *task;               /* (owned) (nullable): until answered */
  GFile *target;             /* (owned) (nullable): where the box goes, while it is asked where the slips go */
  guint n_codes;             /* as last asked for */
  gboolean making;
};

G_DEFINE_FINAL_TYPE (MokBoxDialog, mok_box_dialog, ADW_TYPE_WINDOW)

/* In the order of the list in the template. */
static const MokSite sites[] = { MOK_SITE_UNKNOWN, MOK_SITE_SMALL, MOK_SITE_SEVERAL };

static void
changed_cb (MokBoxDialog *self)
{
  g_assert (MOK_IS_BOX_DIALOG (self));

  gtk_label_set_label (self->message, "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

static void
complain (MokBoxDialog *self, const char *message, GtkEditable *where)
{
  gtk_label_set_label (self->message, message);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_grab_focus (GTK_WIDGET (where));
}

static void
make_up_clicked_cb (MokBoxDialog *self)
{
  g_assert (MOK_IS_BOX_DIALOG (self));

  g_autoptr (MokRandom) random = mok_random_new ();
  char code[END_CODE_DIGITS + 1];

  g_snprintf (code, sizeof code, "%08u", mok_random_uniform (random, 100000000));
  gtk_editable_set_text (self->code_row, code);
  mok_memory_wipe (code, sizeof code);
}

/* Returns: %FALSE with a complaint made */
static gboolean
read_n_codes (MokBoxDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->n_codes_row)));
  guint64 number = 0;

  self->n_codes = 0;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, MOK_BOX_MAXIMUM_CODES, &number, NULL))
    {
      g_autofree char *most = mok_number_dup (MOK_BOX_MAXIMUM_CODES);
      g_autofree char *message = g_strdup_printf (_ ("The number of access codes is from 1 to %s, or empty."), most);
      complain (self, message, self->n_codes_row);
      return FALSE;
    }
  self->n_codes = (guint) number;
  return TRUE;
}

static void
set_making (MokBoxDialog *self, gboolean making)
{
  self->making = making;
  /* An entry must not become insensitive while it has the keyboard. */
  if (making)
    gtk_widget_grab_focus (self->cancel);
  gtk_widget_set_sensitive (self->make, !making);
  gtk_widget_set_sensitive (self->form, !making);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), making);
  gtk_spinner_set_spinning (self->spinner, making);
  gtk_label_set_label (self->message, making ? _ ("Making the box…") : "");
}

/* More than a toast: what is said here must not be missed. */
static void
tell_about_slips (MokBoxDialog *self)
{
  static const MokAlertResponse responses[] = { { "close", N_ ("_Close"), MOK_ALERT_PLAIN } };

  mok_alert_async (gtk_window_get_transient_for (GTK_WINDOW (self)), _ ("Print the slips, then destroy the file"),
                   _ ("The box and its slips are saved. Whoever has the file of the slips can answer with every code "
                      "that is not used yet. The codes are kept nowhere else: lost slips cannot be printed again."),
                   responses, G_N_ELEMENTS (responses), NULL, NULL, NULL, NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokBoxDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = mok_survey_session_make_box_finish (MOK_SURVEY_SESSION (source), result, &error);

  set_making (self, FALSE);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  if (task != NULL && made)
    g_task_return_boolean (task, TRUE);
  else if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  if (made && self->n_codes > 0)
    tell_about_slips (self);
  gtk_window_close (GTK_WINDOW (self));
}

static void
make_box (MokBoxDialog *self, GFile *target, GFile *slips)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->label_row)));
  const char *code = gtk_editable_get_text (self->code_row);
  MokBoxOptions options = {
    .label = *label != '\0' ? label : NULL,
    .site = sites[MIN (adw_combo_row_get_selected (self->site_row), G_N_ELEMENTS (sites) - 1)],
    .end_code = *code != '\0' ? code : NULL,
    .n_access_codes = self->n_codes,
    .idle_minutes = (guint) gtk_spin_button_get_value_as_int (self->idle),
  };

  set_making (self, TRUE);
  mok_survey_session_make_box_async (self->session, &options, target, slips, made_cb, g_object_ref (self));
}

static void
slips_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokBoxDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) slips = mok_file_save_finish (result, &error);
  g_autoptr (GFile) target = g_steal_pointer (&self->target);

  if (self->task == NULL || self->making || target == NULL)
    return;
  if (slips != NULL)
    make_box (self, target, slips);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain (self, error->message, self->label_row);
}

static char *
build_name (MokBoxDialog *self, const char *without_label, const char *suffix)
{
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->label_row)));
  char *name =
      *label != '\0' ? g_strdup_printf ("%s%s", label, suffix) : g_strdup_printf ("%s%s", without_label, suffix);

  return g_strdelimit (name, "/", '-');
}

static void
ask_for_slips (MokBoxDialog *self)
{
  static const MokFileKind kinds[] = { { N_ ("PDF documents"), { "*.pdf" } } };
  /* Translators: end of a file name, behind the label of a box */
  g_autofree char *suffix = g_strdup_printf ("%s.pdf", _ ("-slips"));
  g_autofree char *name = build_name (self, _ ("box"), suffix);

  mok_file_save_async (GTK_WINDOW (self), _ ("Save the Slips"), name, kinds, G_N_ELEMENTS (kinds), NULL,
                       slips_chosen_cb, g_object_ref (self));
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokBoxDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) target = mok_file_save_finish (result, &error);

  if (self->task == NULL || self->making)
    return;
  if (target == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        complain (self, error->message, self->label_row);
      return;
    }

  if (self->n_codes == 0)
    {
      make_box (self, target, NULL);
      return;
    }
  g_set_object (&self->target, target);
  ask_for_slips (self);
}

static void
make_clicked_cb (MokBoxDialog *self)
{
  g_assert (MOK_IS_BOX_DIALOG (self));

  const char *code = gtk_editable_get_text (self->code_row);
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->label_row)));

  changed_cb (self);
  if (g_utf8_strlen (label, -1) > LABEL_MAX)
    {
      complain (self, _ ("The label is too long."), self->label_row);
      return;
    }
  if (*code != '\0' && (strlen (code) != END_CODE_DIGITS || strspn (code, "0123456789") != END_CODE_DIGITS))
    {
      complain (self, _ ("The end code needs exactly 8 digits."), self->code_row);
      return;
    }
  if (!read_n_codes (self))
    return;

  g_autofree char *name = build_name (self, _ ("box"), ".mokbox");
  mok_file_save_async (GTK_WINDOW (self), _ ("Save the Box"), name, MOK_FILE_BOX, G_N_ELEMENTS (MOK_FILE_BOX), NULL,
                       target_chosen_cb, g_object_ref (self));
}

static gboolean
mok_box_dialog_close_request (GtkWindow *window)
{
  MokBoxDialog *self = MOK_BOX_DIALOG (window);

  /* A box that is half made cannot be called back: wait for it. */
  if (self->making)
    return TRUE;

  gtk_editable_set_text (self->code_row, "");
  if (self->task != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->task);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
    }

  return GTK_WINDOW_CLASS (mok_box_dialog_parent_class)->close_request (window);
}

static void
mok_box_dialog_dispose (GObject *object)
{
  MokBoxDialog *self = MOK_BOX_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->target);

  G_OBJECT_CLASS (mok_box_dialog_parent_class)->dispose (object);
}

static void
mok_box_dialog_class_init (MokBoxDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_box_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mok_box_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-box-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, make);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, form);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, label_row);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, site_row);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, n_codes_row);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, idle);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, MokBoxDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_up_clicked_cb);
}

static void
mok_box_dialog_init (MokBoxDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_private_entry_set_up (GTK_WIDGET (self->code_row), GTK_INPUT_PURPOSE_DIGITS);
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_box_dialog_run_async:
 * @parent: the window that asks
 * @session: a survey that still collects
 *
 * Makes one box, with all questions that this takes.
 */
void
mok_box_dialog_run_async (GtkWindow *parent,
                          MokSurveySession *session,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));

  MokBoxDialog *self = g_object_new (MOK_TYPE_BOX_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, mok_box_dialog_run_async);

  gtk_widget_grab_focus (GTK_WIDGET (self->label_row));
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * mok_box_dialog_run_finish:
 *
 * Returns: whether a box was made; %FALSE with `G_IO_ERROR_CANCELLED` when the user gave up
 */
gboolean
mok_box_dialog_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
