/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Several answers each, counted by persons. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

/**
 * MokMentions:
 *
 * How many answers a group gave to a question that allows several; "did not apply" and "none of these" are none.
 */
typedef struct
{
  double persons;  /* who answered; in a release an estimate */
  double mentions; /* answers they gave together */
  double mean;     /* answers for each person; NAN without persons */
} MokMentions;

gboolean mok_table_get_mentions (const MokTable *self, guint row, MokMentions *result);

G_END_DECLS
