/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looks into the layout of a chart, for tests. */

#include "config.h"

#include "chart-shapes.h"

#include <math.h>
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

static void
assert_box_inside (const MokChart *chart, const cairo_rectangle_t *box, gboolean is_line)
{
  const double slack = chart->framed ? 0 : 9;

  g_assert_true (isfinite (box->x) && isfinite (box->y) && isfinite (box->width) && isfinite (box->height));
  if (!is_line)
    {
      g_assert_cmpfloat (box->width, >=, 0);
      g_assert_cmpfloat (box->height, >=, 0);
    }
  g_assert_cmpfloat (MIN (box->x, box->x + box->width), >=, -slack);
  g_assert_cmpfloat (MAX (box->x, box->x + box->width), <=, chart->width + slack);
  g_assert_cmpfloat (MIN (box->y, box->y + box->height), >=, -slack);
  g_assert_cmpfloat (MAX (box->y, box->y + box->height), <=, chart->height + slack);
}

void
chart_assert_inside (const MokChart *chart)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    assert_box_inside (chart, &chart_shape_get (chart, i)->box, chart_shape_get (chart, i)->kind == MOK_SHAPE_LINE);
  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i);

      assert_box_inside (chart, &mark->box, FALSE);
      g_assert_cmpstr (mark->sentence, !=, "");
      g_assert_true (g_utf8_validate (mark->sentence, -1, NULL));
    }
}

/* @name says in a message which chart it is. */
void
chart_assert_texts_apart (const MokChart *chart, const char *name)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      if (chart_shape_get (chart, i)->kind != MOK_SHAPE_TEXT)
        continue;
      for (guint j = i + 1; j < chart->shapes->len; j++)
        {
          if (chart_shape_get (chart, j)->kind != MOK_SHAPE_TEXT)
            continue;

          const cairo_rectangle_t a = chart_shape_get_ink (chart_shape_get (chart, i)),
                                  b = chart_shape_get_ink (chart_shape_get (chart, j));

          if (chart_boxes_overlap (&a, &b))
            g_error ("%s, kind %d, at %.0f px: “%s” and “%s” overlap", name, chart->kind, chart->width,
                     pango_layout_get_text (chart_shape_get (chart, i)->text),
                     pango_layout_get_text (chart_shape_get (chart, j)->text));
        }
    }
}

/* Whether a box in the colour of the surface is painted over line @line before text @text. */
static gboolean
is_line_covered (const MokChart *chart, guint line, guint text, const cairo_rectangle_t *ink)
{
  for (guint i = line + 1; i < text; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_BOX && shape->fill == MOK_INK_SURFACE && shape->box.x <= ink->x
          && shape->box.x + shape->box.width >= ink->x + ink->width && shape->box.y <= ink->y
          && shape->box.y + shape->box.height >= ink->y + ink->height)
        return TRUE;
    }
  return FALSE;
}

/* Grid lines end before a number. */
void
chart_assert_texts_clear (const MokChart *chart, const char *name)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *text = chart_shape_get (chart, i);

      for (guint j = 0; text->kind == MOK_SHAPE_TEXT && j < i; j++)
        {
          const MokShape *line = chart_shape_get (chart, j);
          const cairo_rectangle_t ink = chart_shape_get_ink (text);
          const cairo_rectangle_t thick = { line->box.x - 1, line->box.y - 1, line->box.width + 2,
                                            line->box.height + 2 };

          if (line->kind == MOK_SHAPE_LINE && line->stroke == MOK_INK_GRID && chart_boxes_overlap (&ink, &thick)
              && !is_line_covered (chart, j, i, &ink))
            g_error ("%s, kind %d, at %.0f px: a grid line runs through “%s”", name, chart->kind, chart->width,
                     pango_layout_get_text (text->text));
        }
    }
}

/* Returns: (transfer full): the picture, one pixel for each of the layout */
cairo_surface_t *
chart_paint (const MokChart *chart, const MokPalette *palette, int focus)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) chart->width, (int) chart->height);
  cairo_t *cr = cairo_create (surface);

  mok_chart_paint (chart, cr, palette, focus);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Returns: the colour, without how opaque it is */
guint32
chart_get_pixel (cairo_surface_t *surface, double x, double y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 pixel;

  memcpy (&pixel, data + (gsize) y * cairo_image_surface_get_stride (surface) + (gsize) x * 4, sizeof pixel);
  return pixel & 0xffffff;
}
