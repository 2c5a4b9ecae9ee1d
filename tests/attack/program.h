/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Linear programs: between which bounds must each unknown lie? */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Program Program;

gboolean program_is_available (void);
Program *program_new (guint n_unknowns, const double *most);
void program_free (Program *self);
void program_add_row (Program *self, const guint *unknowns, guint n, double low, double high);
gboolean program_get_bounds (Program *self, guint unknown, double *low, double *high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Program, program_free)

G_END_DECLS
