/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a questionnaire tells about who answers, as a group of rows. */

#include <adwaita.h>

#include "release/mok-singling.h"

G_BEGIN_DECLS

#define MOK_TYPE_SINGLING_GROUP (mok_singling_group_get_type ())
G_DECLARE_FINAL_TYPE (MokSinglingGroup, mok_singling_group, MOK, SINGLING_GROUP, AdwPreferencesGroup)

void mok_singling_group_show (MokSinglingGroup *self,
                              MokQuestionnaire *questionnaire,
                              guint headcount,
                              MokSinglingReader reader);

G_END_DECLS
