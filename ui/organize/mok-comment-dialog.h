/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The one review of the comments of a closed survey. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_COMMENT_DIALOG (mok_comment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokCommentDialog, mok_comment_dialog, MOK, COMMENT_DIALOG, AdwWindow)

GtkWindow *mok_comment_dialog_new (GtkWindow *parent, MokSurveySession *session);

G_END_DECLS
