/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What was checked when a survey was closed, and what is left to destroy. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_CERTIFICATE_DIALOG (mok_certificate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokCertificateDialog, mok_certificate_dialog, MOK, CERTIFICATE_DIALOG, AdwWindow)

GtkWindow *mok_certificate_dialog_new (GtkWindow *parent, MokSurveySession *session, gboolean just_closed);

G_END_DECLS
