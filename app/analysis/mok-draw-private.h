/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Random counts, for tests by simulation. */

#include "base/mok-random.h"

G_BEGIN_DECLS

double mok_log_factorial (guint n);
guint mok_draw_binomial (MokRandom *random, guint n, double share);
guint mok_draw_hypergeometric (MokRandom *random, guint n_drawn, guint n_marked, guint n_all);
void mok_draw_multinomial (MokRandom *random, guint n, const double *shares, double *counts, guint n_counts);
void mok_draw_margins (MokRandom *random,
                       const guint *rows,
                       guint n_rows,
                       const guint *columns,
                       guint n_columns,
                       guint *counts);

G_END_DECLS
