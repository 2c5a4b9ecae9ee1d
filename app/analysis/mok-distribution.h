/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Tails and quantiles of the distributions that tests and intervals use. Pure functions. */

#include <glib.h>

G_BEGIN_DECLS

/* The two-sided 95 % point of the normal distribution. */
#define MOK_Z95 1.959963984540054

double mok_normal_get_two_sided (double z);
double mok_chi_square_get_tail (double statistic, guint df);
double mok_student_get_two_sided (double t, double df);
double mok_student_get_quantile95 (double df);

G_END_DECLS
