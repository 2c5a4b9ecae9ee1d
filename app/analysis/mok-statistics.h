/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Statistics of counts. Pure functions. */

#include <glib.h>

G_BEGIN_DECLS

void mok_wilson_interval (double successes, double trials, double *low, double *high);
double mok_finite_population_get_factor (double n, double headcount);
void mok_largest_remainder (const double *shares, int *points, guint n, int total);

G_END_DECLS
