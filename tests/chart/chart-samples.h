/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Tables with made-up figures, one for each situation that a chart has to master. */

#include "analysis/mok-table.h"

#define CHART_MOST_COLUMNS 9

typedef struct
{
  const char *en;
  const char *ko;
} ChartWords;

typedef struct
{
  ChartWords label;
  double base;
  double points[CHART_MOST_COLUMNS];
  double missing[3]; /* not sure, prefer not, blank: per cent of those asked */
} ChartGroup;

typedef struct
{
  const char *name;
  MokTable *(*create) (void);
} ChartSample;

extern const ChartSample chart_samples[];
extern const guint n_chart_samples;

MokText *chart_words_new_text (ChartWords words);
MokTable *
chart_sample_table_new (const char *name, MokScale scale, ChartWords wording, const ChartWords *columns, guint n);
void chart_sample_add_group (MokTable *table, const ChartGroup *group);
void chart_sample_set_by (MokTable *table, const char *by, ChartWords title);
MokTable *chart_sample_release (MokTable *table);
MokTable *chart_sample_new (const char *name);
MokTable *chart_sample_new_random (guint32 seed, guint most_columns, guint most_rows);
GPtrArray *chart_sample_new_headline (guint n);
GPtrArray *chart_sample_new_random_headline (guint32 seed);
void chart_sample_refuse_sizes (MokTable *table, const char *refusal);
MokTable *chart_sample_create_outcome (void);
MokTable *chart_sample_create_outcome_groups (void);
