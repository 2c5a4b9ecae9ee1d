/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What is asked, of whom, and the boxes to answer in. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_PREPARE_VIEW (mok_prepare_view_get_type ())
G_DECLARE_FINAL_TYPE (MokPrepareView, mok_prepare_view, MOK, PREPARE_VIEW, AdwBin)

void mok_prepare_view_set_session (MokPrepareView *self, MokSurveySession *session);
void mok_prepare_view_set_narrow (MokPrepareView *self, gboolean narrow);

G_END_DECLS
