/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The question before a survey is closed. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_CLOSE_DIALOG (mok_close_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokCloseDialog, mok_close_dialog, MOK, CLOSE_DIALOG, AdwWindow)

void mok_close_dialog_ask_async (GtkWindow *parent,
                                 MokSurveySession *session,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MokSecret *mok_close_dialog_ask_finish (GAsyncResult *result, gboolean *small, GError **error);

G_END_DECLS
