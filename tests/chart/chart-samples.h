/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Tables with made-up figures, one for each situation that a chart has to master. */

#include "analysis/mok-table.h"

typedef struct
{
  const char *name;
  MokTable *(*create) (void);
} ChartSample;

extern const ChartSample chart_samples[];
extern const guint n_chart_samples;

MokTable *chart_sample_new (const char *name);
MokTable *chart_sample_new_random (guint32 seed);
GPtrArray *chart_sample_new_headline (guint n);
GPtrArray *chart_sample_new_random_headline (guint32 seed);
void chart_sample_refuse_sizes (MokTable *table, const char *refusal);
MokTable *chart_sample_create_outcome (void);
MokTable *chart_sample_create_outcome_groups (void);
