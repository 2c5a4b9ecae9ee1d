/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The way of the arrow keys through the marks of a chart. */

#include "chart/mok-chart.h"

G_BEGIN_DECLS

int mok_chart_find_neighbour (const MokChart *chart, int from, int dx, int dy);

G_END_DECLS
