/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Making one box: its label, its kind of place, its end code, its access codes. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_BOX_DIALOG (mok_box_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokBoxDialog, mok_box_dialog, MOK, BOX_DIALOG, AdwWindow)

void mok_box_dialog_run_async (GtkWindow *parent,
                               MokSurveySession *session,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean mok_box_dialog_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
