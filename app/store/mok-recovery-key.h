/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The secret key of a survey as people type it from paper. */

#include <glib.h>

#include "base/mok-secret.h"

G_BEGIN_DECLS

#define MOK_RECOVERY_KEY_N_GROUPS 14
#define MOK_RECOVERY_KEY_GROUP_LENGTH 5

/* The groups with a dash between them, and a zero. */
#define MOK_RECOVERY_KEY_SIZE (MOK_RECOVERY_KEY_N_GROUPS * (MOK_RECOVERY_KEY_GROUP_LENGTH + 1))

MokSecret *mok_recovery_key_write (MokSecret *key);
MokSecret *mok_recovery_key_read (const char *typed, GError **error);

G_END_DECLS
