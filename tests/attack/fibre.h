/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* All data sets of yes and no that have given tables. */

#include "tables.h"

G_BEGIN_DECLS

#define FIBRE_MAX_COLLUDERS 2

/* What there is, apart for each combination of the first respondents' answers (bits: yes). */
typedef struct
{
  double n[1 << FIBRE_MAX_COLLUDERS];    /* data sets */
  double *yes[1 << FIBRE_MAX_COLLUDERS]; /* (owned): of each respondent, in how many of them yes */
} FibreCounts;

void fibre_count (const Tables *tables, const guint8 *column, guint n_colluders, FibreCounts *counts);
void fibre_counts_clear (FibreCounts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FibreCounts, fibre_counts_clear)

G_END_DECLS
