/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A passphrase typed twice, with a hint how hard it is to guess. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_PASSPHRASE_GROUP (mok_passphrase_group_get_type ())
G_DECLARE_FINAL_TYPE (MokPassphraseGroup, mok_passphrase_group, MOK, PASSPHRASE_GROUP, AdwPreferencesGroup)

GtkWidget *mok_passphrase_group_new (void);
const char *mok_passphrase_group_get_passphrase (MokPassphraseGroup *self);
const char *mok_passphrase_group_get_problem (MokPassphraseGroup *self);
void mok_passphrase_group_focus_problem (MokPassphraseGroup *self);
void mok_passphrase_group_clear (MokPassphraseGroup *self);

G_END_DECLS
