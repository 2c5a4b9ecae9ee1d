/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Gives a survey a new passphrase with the key from its recovery sheet. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_RECOVER_DIALOG (mok_recover_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokRecoverDialog, mok_recover_dialog, MOK, RECOVER_DIALOG, AdwWindow)

void mok_recover_dialog_run_async (GtkWindow *parent,
                                   MokSurveySession *session,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean mok_recover_dialog_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
