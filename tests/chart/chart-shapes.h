/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Looks into the layout of a chart, for tests. */

#include "chart/mok-chart-private.h"

const MokShape *chart_shape_get (const MokChart *chart, guint i);
const MokShape *chart_shape_find_text (const MokChart *chart, const char *text);
cairo_rectangle_t chart_shape_get_ink (const MokShape *shape);
gboolean chart_boxes_overlap (const cairo_rectangle_t *a, const cairo_rectangle_t *b);
void chart_assert_inside (const MokChart *chart);
void chart_assert_texts_apart (const MokChart *chart, const char *name);
void chart_assert_texts_clear (const MokChart *chart, const char *name);
cairo_surface_t *chart_paint (const MokChart *chart, const MokPalette *palette, int focus);
guint32 chart_get_pixel (cairo_surface_t *surface, double x, double y);
