/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Asks for the passphrase that a recovery sheet takes. */

#include <adwaita.h>

#include "base/mok-secret.h"
#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_SHEET_DIALOG (mok_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokSheetDialog, mok_sheet_dialog, MOK, SHEET_DIALOG, AdwWindow)

void mok_sheet_dialog_ask_async (GtkWindow *parent,
                                 MokSurveySession *session,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MokSecret *mok_sheet_dialog_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
