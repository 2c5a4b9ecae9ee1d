/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Saving a backup of a survey from its page. Must not save one without saying that it has to be destroyed.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "compat/mok-alert.h"
#include "compat/mok-file-dialog.h"
#include "organize/mok-organize-page-private.h"

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokOrganizePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = mok_survey_session_back_up_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (mok_organize_page_get_session (self) == NULL)
    return;
  mok_organize_page_end_work (self);
  if (saved)
    mok_organize_page_toast (self, mok_survey_session_get_status (mok_organize_page_get_session (self))->closed
                                       ? _ ("The backup is saved.")
                                       : _ ("The backup is saved. Destroy it once the survey is closed."));
  else
    mok_organize_page_report (self, _ ("The backup cannot be saved"), error);
}

static void
backup_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokOrganizePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_save_finish (result, &error);

  if (mok_organize_page_get_session (self) == NULL)
    return;
  if (file == NULL)
    {
      mok_organize_page_report (self, _ ("The backup cannot be saved"), error);
      return;
    }

  MokJob *job = mok_organize_page_start_work (self, _ ("Saving the backup"), NULL);
  mok_survey_session_back_up_async (mok_organize_page_get_session (self), file, job, backed_up_cb, g_object_ref (self));
}

static void
backup_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokOrganizePage) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (g_strcmp0 (mok_alert_finish (result, NULL), "save") != 0 || root == NULL
      || mok_organize_page_get_session (self) == NULL)
    return;

  const char *title = mok_manifest_get_title (mok_survey_session_get_manifest (mok_organize_page_get_session (self)));
  g_autofree char *name = g_strdup_printf ("%s.moksori", title);
  g_strdelimit (name, "/", '-');
  mok_file_save_async (GTK_WINDOW (root), _ ("Save a Backup"), name, MOK_FILE_SURVEY, G_N_ELEMENTS (MOK_FILE_SURVEY),
                       NULL, backup_chosen_cb, g_object_ref (self));
}

/**
 * mok_organize_page_back_up:
 *
 * Asks, tells what a backup is good for and what becomes of it, and saves one.
 */
void
mok_organize_page_back_up (MokOrganizePage *self)
{
  static const MokAlertResponse responses[] = {
    { "cancel", N_ ("_Cancel"), MOK_ALERT_PLAIN },
    { "save", N_ ("_Save…"), MOK_ALERT_SUGGESTED },
  };
  const char *body =
      mok_survey_session_get_status (mok_organize_page_get_session (self))->closed
          ? _ ("The backup holds the results of the closed survey.")
          : _ ("The backup holds all sealed responses and the locked key. Whoever has it and the passphrase can open "
               "them even after the survey is closed here: destroy every backup after closing.");

  mok_alert_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save a backup?"), body, responses,
                   G_N_ELEMENTS (responses), NULL, NULL, backup_confirmed_cb, g_object_ref (self));
}
