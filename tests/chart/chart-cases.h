/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Every type of chart, laid out from made-up tables: for the gallery, and for what must hold of all of them. */

#include "chart/mok-chart.h"

typedef struct
{
  const char *name;
  MokChartKind kind; /* that must be drawn */
  MokChart *(*create) (const MokChartOptions *options);
} ChartCase;

extern const ChartCase chart_cases[];
extern const guint n_chart_cases;

MokChart *chart_case_new (const char *name, const MokChartOptions *options);
MokChart *chart_case_new_random (guint32 seed, const MokChartOptions *options);
