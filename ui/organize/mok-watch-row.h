/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A row that feeds a survey from a synced folder. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_WATCH_ROW (mok_watch_row_get_type ())
G_DECLARE_FINAL_TYPE (MokWatchRow, mok_watch_row, MOK, WATCH_ROW, AdwActionRow)

void mok_watch_row_set_session (MokWatchRow *self, MokSurveySession *session);
void mok_watch_row_set_folder (MokWatchRow *self, GFile *folder);
gboolean mok_watch_row_is_watching (MokWatchRow *self);

G_END_DECLS
