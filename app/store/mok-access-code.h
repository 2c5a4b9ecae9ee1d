/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Access codes and end codes as people type them. Only for store/. */

#include <glib.h>

#include "store/mok-key.h"

G_BEGIN_DECLS

#define MOK_ACCESS_CODE_LENGTH 13
#define MOK_END_CODE_LENGTH 8

char *mok_access_code_new (void);
void mok_access_codes_free (GStrv codes);
gboolean mok_access_code_read (const char *typed, char code[MOK_ACCESS_CODE_LENGTH + 1]);
gboolean mok_access_code_hash (guint8 *hash,
                               const char code[MOK_ACCESS_CODE_LENGTH + 1],
                               const guint8 *survey_id,
                               const MokHashCost *cost);
gboolean mok_end_code_read (const char *typed, char code[MOK_END_CODE_LENGTH + 1]);

G_END_DECLS
