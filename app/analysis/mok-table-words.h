/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the statistics of a table say, in sentences. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

const char *mok_table_get_noise_sentence (void);
const char *mok_table_get_unflagged_sentence (void);
char *mok_table_cell_dup_share (const MokTableCell *self, int points);
char *mok_table_cell_dup_interval (const MokTableCell *self);
char *mok_table_row_dup_missing_share (const MokTableRow *self, MokMissing kind);
char *mok_table_dup_missing_name (const MokTable *self, MokMissing kind);
char *mok_table_dup_test_sentence (const MokTable *self, const char *language);
char *mok_table_dup_middle_sentence (const MokTable *self, guint row);

G_END_DECLS
