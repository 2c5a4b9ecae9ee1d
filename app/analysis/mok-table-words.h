/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the statistics of a table say, in sentences. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

char *mok_table_dup_test_sentence (const MokTable *self, const char *language);
char *mok_table_dup_middle_sentence (const MokTable *self, guint row);

G_END_DECLS
