/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opens a survey file that came from outside the program.
 * Must not open it where it is: it is checked and copied into the data folder first.
 */

#include "config.h"

#include "organize/mok-organize.h"

#include <glib/gi18n-lib.h>

#include "organize/mok-surveys.h"

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_surveys_adopt_finish (result, &error);

  if (!gtk_widget_get_realized (GTK_WIDGET (window)))
    return;
  if (survey != NULL)
    mok_window_push (window, mok_organize_page_new (survey));
  else
    mok_window_report (window, _ ("The survey cannot be opened"), error);
}

/**
 * mok_organize_open_file:
 * @window: where to show it
 * @file: a survey file from anywhere
 *
 * Takes a survey file in and shows it. Checking and copying go on after this function has returned; what goes wrong
 * then is told in the window.
 *
 * Returns: %FALSE with a `G_IO_ERROR` when there is nothing to take in
 */
gboolean
mok_organize_open_file (MokWindow *window, GFile *file, GError **error)
{
  g_return_val_if_fail (MOK_IS_WINDOW (window), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (g_file_is_native (file) && !g_file_query_exists (file, NULL))
    {
      g_autofree char *name = g_file_get_parse_name (file);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s does not exist."), name);
      return FALSE;
    }

  mok_surveys_adopt_async (file, adopted_cb, g_object_ref (window));

  return TRUE;
}
