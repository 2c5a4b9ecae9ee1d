/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Text in aligned columns for a terminal. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MokTextGrid MokTextGrid;

MokTextGrid *mok_text_grid_new (guint n_columns);
void mok_text_grid_free (MokTextGrid *self);
void mok_text_grid_add_row (MokTextGrid *self, const char *const *cells);
void mok_text_grid_add_rule (MokTextGrid *self);
void mok_text_grid_write (const MokTextGrid *self, guint width, GString *output);

guint mok_text_grid_measure (const char *text);
void mok_text_grid_wrap (const char *text, guint width, GPtrArray *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokTextGrid, mok_text_grid_free)

G_END_DECLS
