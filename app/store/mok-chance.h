/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How likely chance alone makes something at least as odd: natural logarithms of probabilities. */

#include <glib.h>

G_BEGIN_DECLS

double mok_chance_span (guint n, guint k, guint span);
double mok_chance_mean (guint n, guint k, double mean);
double mok_chance_runs (guint n, guint k, guint runs);
double mok_chance_overlap (guint n, guint k, guint drawn, guint overlap);
double mok_chance_frequency (guint n, double p, guint count);

G_END_DECLS
