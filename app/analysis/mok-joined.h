/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Several answers counted as one: "agree" and "strongly agree". */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

MokTable *mok_table_new_joined (const MokTable *self, const char *codes);

G_END_DECLS
