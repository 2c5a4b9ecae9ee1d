/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The exact test of a table whose margins are given. */

#include "base/mok-random.h"

G_BEGIN_DECLS

gboolean mok_exact_enumerate (const guint *counts, guint n_rows, guint n_columns, double *p);
double mok_exact_simulate (const guint *counts, guint n_rows, guint n_columns, guint n_draws, MokRandom *random);

G_END_DECLS
