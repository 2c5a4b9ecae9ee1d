/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The counts of a table by groups and answers, as statistics need them. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

/**
 * MokCross:
 *
 * Only groups and answers that anybody was counted in. Numbers lie row by row, a row for each group.
 */
typedef struct
{
  double rate; /* with what chance an answer was replaced; 0 in exact tables */
  guint n_groups;
  guint n_answers;
  double *noisy;         /* (owned) (array length=n_groups * n_answers): as counted */
  double *expected;      /* (owned): … if all answers were replaced */
  double *base;          /* (owned) (array length=n_groups): sums of noisy */
  double *expected_base; /* (owned): sums of expected */
  double *phi;           /* (owned): mok_estimate_phi() of the group */
} MokCross;

MokCross *mok_cross_new (const MokTable *table);
MokCross *mok_cross_new_for_choice (const MokTable *table, guint column);
void mok_cross_free (MokCross *self);
double mok_cross_get_q (const MokCross *self, guint group, guint answer);
void mok_cross_get_pooled (const MokCross *self, const double *noisy, double *shares);
void mok_cross_get_expected (const MokCross *self, const double *shares, double *counts);
double mok_cross_get_statistic (const MokCross *self, const double *noisy, const double *counts);

double mok_table_get_noisy (const MokTable *table, guint row, guint column);
double mok_table_get_noisy_base (const MokTable *table, guint row);
double mok_table_get_rate (const MokTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokCross, mok_cross_free)

G_END_DECLS
