/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One mark of a chart, for the keyboard and the screen reader. */

#include <gtk/gtk.h>

#include "chart/mok-chart.h"

G_BEGIN_DECLS

#define MOK_TYPE_CHART_MARK_VIEW (mok_chart_mark_view_get_type ())
G_DECLARE_FINAL_TYPE (MokChartMarkView, mok_chart_mark_view, MOK, CHART_MARK_VIEW, GtkWidget)

GtkWidget *mok_chart_mark_view_new (const MokChartMark *mark);
gboolean mok_chart_mark_view_is_of (MokChartMarkView *self, const MokChartMark *mark);
void mok_chart_mark_view_set_chosen (MokChartMarkView *self, gboolean chosen);

G_END_DECLS
