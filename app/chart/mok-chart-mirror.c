/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages that are read from right to left: a finished layout as it would be seen in a mirror. Every kind of chart is
 * laid out once, from left to right, and turned here; painter, pointer, keyboard and screen reader take what comes out.
 * Must not know what a shape stands for, and must not turn letters: texts are laid out for their side of the page by
 * mok-chart-text.c.
 */

#include "config.h"

#include "chart/mok-chart-private.h"

static void
mirror_box (const MokChart *self, cairo_rectangle_t *box)
{
  box->x = self->width - box->x - box->width;
}

static void
mirror_shape (const MokChart *self, MokShape *shape)
{
  const double x = shape->box.x;

  mirror_box (self, &shape->box);
  /* What rose falls. A line is kept as one that goes to the right. */
  if (shape->kind == MOK_SHAPE_LINE && shape->box.width != 0 && shape->box.height != 0)
    {
      shape->box.y += shape->box.height;
      shape->box.height = -shape->box.height;
    }
  shape->text_x += shape->box.x - x;
}

/**
 * mok_chart_mirror:
 *
 * Turns a chart round the middle of its width. Twice is as before.
 */
void
mok_chart_mirror (MokChart *self)
{
  for (guint i = 0; i < self->shapes->len; i++)
    mirror_shape (self, &g_array_index (self->shapes, MokShape, i));
  for (guint i = 0; i < self->marks->len; i++)
    mirror_box (self, &g_array_index (self->marks, MokChartMark, i).box);
}
