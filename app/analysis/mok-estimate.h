/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a release says once the replaced answers are taken out by calculation. Pure functions. */

#include <glib.h>

#include "analysis/mok-table.h"

G_BEGIN_DECLS

/* A base in which more was replaced than this says too little for more correction. */
#define MOK_ESTIMATE_MAX_PHI 0.6

double mok_estimate_count (double rate, double noisy, double expected);
double mok_estimate_phi (double rate, double noisy_base, double expected_base);
double mok_estimate_share (double noisy, double noisy_base, double phi, double q);
void mok_estimate_interval (double noisy, double noisy_base, double phi, double q, double *low, double *high);
void mok_estimate_interval_finite (double noisy,
                                   double noisy_base,
                                   double phi,
                                   double q,
                                   double headcount,
                                   double *low,
                                   double *high);
void mok_estimate_project (double *shares, guint n);
MokBound mok_estimate_get_bound (double noisy, double noisy_base);

G_END_DECLS
