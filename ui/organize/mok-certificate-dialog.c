/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two lists: what people have to destroy themselves, to be ticked while one goes through it, and the certificate.
 * Must not store anything, nor claim more than the certificate does.
 */

#include "config.h"

#include "organize/mok-certificate-dialog.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"
#include "organize/mok-note-row.h"
#include "release/mok-closing.h"

struct _MokCertificateDialog
{
  AdwWindow parent_instance;

  GtkLabel *heading;
  GtkLabel *subtitle;
  GtkListBox *left;
  GtkListBox *certificate;
  GtkWidget *done;
};

G_DEFINE_FINAL_TYPE (MokCertificateDialog, mok_certificate_dialog, ADW_TYPE_WINDOW)

static void
mok_certificate_dialog_class_init (MokCertificateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-certificate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokCertificateDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, MokCertificateDialog, subtitle);
  gtk_widget_class_bind_template_child (widget_class, MokCertificateDialog, left);
  gtk_widget_class_bind_template_child (widget_class, MokCertificateDialog, certificate);
  gtk_widget_class_bind_template_child (widget_class, MokCertificateDialog, done);
}

static void
mok_certificate_dialog_init (MokCertificateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_certificate_dialog_new:
 * @parent: the window it belongs to
 * @session: a closed survey that protects answers
 * @just_closed: whether it was closed a moment ago, so that the way on leads to the results
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWindow *
mok_certificate_dialog_new (GtkWindow *parent, MokSurveySession *session, gboolean just_closed)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (session), NULL);

  MokCertificateDialog *self = g_object_new (MOK_TYPE_CERTIFICATE_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GPtrArray) certificate = mok_closing_list_certificate (mok_survey_session_get_cube (session));

  mok_note_rows_fill (self->certificate, certificate, FALSE);
  mok_note_rows_fill (self->left, mok_survey_session_get_left (session), TRUE);
  if (just_closed)
    gtk_label_set_label (self->heading, _ ("The survey is closed"));
  gtk_label_set_label (self->subtitle, mok_manifest_get_title (mok_survey_session_get_manifest (session)));
  gtk_widget_set_visible (self->done, just_closed);

  return GTK_WINDOW (self);
}
