/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looks into the layout of a chart, for tests. */

#include "config.h"

#include "chart-shapes.h"

#include <string.h>

const MokShape *
chart_shape_get (const MokChart *chart, guint i)
{
  return &g_array_index (chart->shapes, MokShape, i);
}

/* The first text that contains @text. */
const MokShape *
chart_shape_find_text (const MokChart *chart, const char *text)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_TEXT && strstr (pango_layout_get_text (shape->text), text) != NULL)
        return shape;
    }
  return NULL;
}

/* Ink, not line height: lines of different fonts may come close. */
cairo_rectangle_t
chart_shape_get_ink (const MokShape *shape)
{
  PangoRectangle ink;

  pango_layout_get_extents (shape->text, &ink, NULL);
  return (cairo_rectangle_t){ shape->text_x + (double) ink.x / PANGO_SCALE,
                              shape->text_y + (double) ink.y / PANGO_SCALE, (double) ink.width / PANGO_SCALE,
                              (double) ink.height / PANGO_SCALE };
}

gboolean
chart_boxes_overlap (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  const double air = 0.5;

  return a->x + air < b->x + b->width && b->x + air < a->x + a->width && a->y + air < b->y + b->height
         && b->y + air < a->y + a->height;
}
