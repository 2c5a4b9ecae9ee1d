/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Boxes come back: figures, merging with its receipt, closing. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_COLLECT_VIEW (mok_collect_view_get_type ())
G_DECLARE_FINAL_TYPE (MokCollectView, mok_collect_view, MOK, COLLECT_VIEW, AdwBin)

void mok_collect_view_set_session (MokCollectView *self, MokSurveySession *session);
void mok_collect_view_set_narrow (MokCollectView *self, gboolean narrow);
void mok_collect_view_choose_files (MokCollectView *self);
void mok_collect_view_merge (MokCollectView *self, GPtrArray *files);
void mok_collect_view_choose_to_take_back (MokCollectView *self);
void mok_collect_view_take_back (MokCollectView *self, GFile *file);

G_END_DECLS
