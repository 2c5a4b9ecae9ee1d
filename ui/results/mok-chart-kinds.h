/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The types of chart that can be chosen for a table, as a menu. */

#include <gio/gio.h>

#include "chart/mok-chart.h"

G_BEGIN_DECLS

/* The target of what suits the table best. */
#define MOK_CHART_KINDS_AUTO "auto"

void mok_chart_kinds_fill (GMenu *menu, const MokTable *table, const char *action);
const char *mok_chart_kinds_get_target (MokChartKind kind);
MokChartKind mok_chart_kinds_parse (const char *target);

G_END_DECLS
