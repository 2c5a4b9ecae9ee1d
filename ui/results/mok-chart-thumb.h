/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A small chart, to be opened. */

#include <gtk/gtk.h>

#include "results/mok-figure.h"

G_BEGIN_DECLS

#define MOK_TYPE_CHART_THUMB (mok_chart_thumb_get_type ())
G_DECLARE_FINAL_TYPE (MokChartThumb, mok_chart_thumb, MOK, CHART_THUMB, GtkWidget)

GtkWidget *mok_chart_thumb_new (MokFigure *figure);
const char *mok_chart_thumb_get_title (MokChartThumb *self);
char *mok_chart_thumb_dup_description (MokChartThumb *self);

G_END_DECLS
