/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The About window, with the widget of the libadwaita that is there.
 * Must not tell anything of the computer or the surveys on it: versions only.
 */

#include "config.h"

#include "compat/mok-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

/**
 * mok_about_show:
 * @parent: (nullable): the window in front of which it appears
 *
 * Shows name, version, licence and the versions of the libraries in use.
 */
void
mok_about_show (GtkWindow *parent)
{
  g_autofree char *debug = g_strdup_printf (
      "Moksori %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n", PACKAGE_VERSION, gtk_get_major_version (),
      gtk_get_minor_version (), gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (),
      adw_get_micro_version (), glib_major_version, glib_minor_version, glib_micro_version);
#if ADW_CHECK_VERSION(1, 5, 0)
  GType type = ADW_TYPE_ABOUT_DIALOG;
#else
  GType type = ADW_TYPE_ABOUT_WINDOW;
#endif
  GObject *about = g_object_new (
      type, "application-name", _ ("Moksori"), "application-icon", APP_ID, "version", PACKAGE_VERSION, "comments",
      _ ("Anonymous surveys of working conditions in hospitals and clinics"), "developer-name", "The Moksori authors",
      "license-type", GTK_LICENSE_GPL_3_0, "debug-info", debug, NULL);

#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (about), GTK_WIDGET (parent));
#else
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_present (GTK_WINDOW (about));
#endif
}

G_GNUC_END_IGNORE_DEPRECATIONS
