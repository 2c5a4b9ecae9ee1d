/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The passphrase of a survey, or those of two trustees. */

#include "organize/mok-survey-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_UNLOCK_GROUP (mok_unlock_group_get_type ())
G_DECLARE_FINAL_TYPE (MokUnlockGroup, mok_unlock_group, MOK, UNLOCK_GROUP, AdwBin)

void mok_unlock_group_set_trustees (MokUnlockGroup *self, gboolean trustees);
gboolean mok_unlock_group_is_filled (MokUnlockGroup *self);
guint mok_unlock_group_get_passphrases (MokUnlockGroup *self, const char *passphrases[2]);
void mok_unlock_group_set_trying (MokUnlockGroup *self, gboolean trying);
void mok_unlock_group_complain (MokUnlockGroup *self, const char *message);
void mok_unlock_group_offer_recovery (MokUnlockGroup *self);
void mok_unlock_group_clear (MokUnlockGroup *self);

G_END_DECLS
