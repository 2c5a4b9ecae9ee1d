/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A chart in the window. */

#include <gtk/gtk.h>

#include "results/mok-figure.h"

G_BEGIN_DECLS

#define MOK_TYPE_CHART_VIEW (mok_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (MokChartView, mok_chart_view, MOK, CHART_VIEW, GtkWidget)

GtkWidget *mok_chart_view_new (void);
void mok_chart_view_set_figure (MokChartView *self, MokFigure *figure);
void mok_chart_view_set_zoom (MokChartView *self, double zoom);
MokFigure *mok_chart_view_get_figure (MokChartView *self);
const char *mok_chart_view_get_sentence (MokChartView *self);

G_END_DECLS
