/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What one chart shows: one table, the protections of the headline, or what changed between two waves. */

#include <glib-object.h>

#include "chart/mok-chart.h"

G_BEGIN_DECLS

typedef struct _MokFigure MokFigure;

MokFigure *mok_figure_new (MokTable *table, MokChartKind kind);
MokFigure *mok_figure_new_outcomes (GPtrArray *tables);
MokFigure *mok_figure_new_change (MokTable *earlier, MokTable *later, const char *earlier_name, const char *later_name);
MokFigure *mok_figure_ref (MokFigure *self);
void mok_figure_unref (MokFigure *self);
MokTable *mok_figure_get_table (const MokFigure *self);
MokTable *mok_figure_get_earlier (const MokFigure *self);
GPtrArray *mok_figure_get_outcomes (const MokFigure *self);
MokTable *mok_figure_get_first_table (const MokFigure *self);
const char *mok_figure_get_name (const MokFigure *self);
MokChart *mok_figure_create_chart (const MokFigure *self, const MokChartOptions *options);
char *mok_figure_dup_csv (const MokFigure *self, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokFigure, mok_figure_unref)

G_END_DECLS
