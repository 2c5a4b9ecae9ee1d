/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Draws data sets of yes and no that have given tables, each equally likely. */

#include "tables.h"

G_BEGIN_DECLS

#define SAMPLER_MAX_COLLUDERS 2

/* What was seen, apart for each combination of the first respondents' answers (bits: yes). */
typedef struct
{
  double n[1 << SAMPLER_MAX_COLLUDERS];    /* data sets */
  double *yes[1 << SAMPLER_MAX_COLLUDERS]; /* (owned): of each respondent, in how many of them yes */
} SamplerCounts;

void sampler_run (const Tables *tables,
                  const guint8 *column,
                  guint n_colluders,
                  gboolean random_start,
                  guint n_steps,
                  guint64 seed,
                  SamplerCounts *counts);
void sampler_counts_clear (SamplerCounts *self);

G_END_DECLS
