/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Tables made of counts, and reference values read from a fixture. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

typedef struct _SupportReference SupportReference;

SupportReference *support_reference_load (void);
void support_reference_free (SupportReference *self);
gboolean
support_reference_has (const SupportReference *self, const char *key, const char *what, guint row, guint column);
double support_reference_get (const SupportReference *self, const char *key, const char *what, guint row, guint column);

char *support_get_fixture (const char *name);
MokTable *support_make_table (MokScale scale, guint n_groups, guint n_answers);
void support_set_counts (MokTable *table, guint row, const double *counts);
MokTable *support_make_reference_table (const SupportReference *reference, const char *key, MokScale scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportReference, support_reference_free)

G_END_DECLS
