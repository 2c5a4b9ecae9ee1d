/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The children of a chart in the window, one for each mark. */

#include "results/mok-chart-mark-view.h"

G_BEGIN_DECLS

typedef struct _MokChartMarks MokChartMarks;

MokChartMarks *mok_chart_marks_new (GtkWidget *owner);
void mok_chart_marks_free (MokChartMarks *self);
void mok_chart_marks_set_chart (MokChartMarks *self, const MokChart *chart);
MokChartMarkView *mok_chart_marks_find (MokChartMarks *self, const MokChart *chart, int number);
gboolean mok_chart_marks_place (MokChartMarks *self, const MokChart *chart, double scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokChartMarks, mok_chart_marks_free)

G_END_DECLS
