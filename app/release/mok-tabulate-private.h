/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Counting columns of bytes, by groups of respondents. */

#include <glib.h>

G_BEGIN_DECLS

/* In which group each respondent is. */
typedef struct
{
  gsize n_rows;
  guint n_groups;
  guint8 *bytes;  /* (owned) (nullable): up to 256 groups */
  guint32 *words; /* (owned) (nullable): more */
} MokGroups;

MokGroups *mok_groups_new (const guint8 *column, const guint8 *levels, guint n_levels, gsize n_rows);
MokGroups *mok_groups_new_crossed (const MokGroups *outer, const MokGroups *inner);
void mok_groups_free (MokGroups *self);

guint mok_tabulate_get_shift (guint n_values);
void mok_tabulate (const guint8 *column, gsize n_rows, guint32 *counts);
void mok_tabulate_groups (const guint8 *column, const MokGroups *groups, guint shift, guint32 *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokGroups, mok_groups_free)

G_END_DECLS
