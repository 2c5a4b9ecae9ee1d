/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The change between two waves, cell by cell. */

#include "analysis/mok-difference.h"

G_BEGIN_DECLS

gboolean mok_change_have_same_answers (const MokTable *a, const MokTable *b);
int mok_change_find_row (const MokTable *earlier, const MokTable *later, guint row);
MokDifference
mok_change_get (const MokTable *earlier, const MokTable *later, guint earlier_row, guint row, guint column);
GString *mok_change_new_csv (void);
void mok_change_append_csv (GString *csv, const MokTable *earlier, const MokTable *later, const char *language);

G_END_DECLS
