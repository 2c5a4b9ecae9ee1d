/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The anonymity check of a survey that is open in the window. Must not change the survey. */

#include "config.h"

#include "organize/mok-survey-check.h"

#include "common/mok-verify-dialog.h"

/**
 * mok_survey_check_show:
 * @above: a widget of the window that asks
 * @session: the survey
 *
 * Shows what the check of the survey's file finds.
 */
void
mok_survey_check_show (GtkWidget *above, MokSurveySession *session)
{
  g_return_if_fail (GTK_IS_WIDGET (above));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));

  const char *path = mok_survey_get_path (mok_survey_session_get_survey (session));
  const char *title = mok_manifest_get_title (mok_survey_session_get_manifest (session));

  gtk_window_present (mok_verify_dialog_new (GTK_WINDOW (gtk_widget_get_root (above)), path, title));
}
