/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The painter: shapes and a palette onto any Cairo surface. Widget, pictures and paper use this one.
 * Must not move anything: where things are was decided by the layouts.
 */

#include "config.h"

#include <math.h>

#include <pango/pangocairo.h>

#include "chart/mok-chart-private.h"

#define STRIPE_DISTANCE 7.5 /* along a side of the box */
#define STRIPE_WIDTH 1.8
#define DOT_RADIUS 0.9
#define DOT_DISTANCE 7.0
#define DOT_LINES 4.5

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
set_dashes (cairo_t *cr, gboolean dashed)
{
  const double dashes[] = { 4, 3 };

  cairo_set_dash (cr, dashes, dashed ? 2 : 0, 0);
}

/* Lines that end at the box, rather than a picture or lines under a clip: paper gets few and clean strokes. */
static void
paint_stripes (cairo_t *cr, const cairo_rectangle_t *box, gboolean rising)
{
  const double inset = STRIPE_WIDTH / 2 / G_SQRT2;
  const double left = box->x + inset, right = box->x + box->width - inset;
  const double top = box->y + inset, bottom = box->y + box->height - inset;

  set_dashes (cr, FALSE);
  cairo_set_line_width (cr, STRIPE_WIDTH);
  /* Every line starts at (x, top) or (x, bottom) and goes to the right at 45 degrees. */
  for (double x = left - (bottom - top); x < right; x += STRIPE_DISTANCE)
    {
      const double start = MAX (x, left), end = MIN (x + bottom - top, right);

      if (start >= end)
        continue;
      cairo_move_to (cr, start, rising ? bottom - (start - x) : top + (start - x));
      cairo_line_to (cr, end, rising ? bottom - (end - x) : top + (end - x));
    }
  cairo_stroke (cr);
}

/* A line of dots is one dashed line whose dashes have no length but round ends: some hundred bytes, not as many arcs.
 */
static void
paint_dots (cairo_t *cr, const cairo_rectangle_t *box)
{
  const double dashes[] = { 0, DOT_DISTANCE };
  gboolean odd = FALSE;

  cairo_set_line_width (cr, 2 * DOT_RADIUS);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dashes, 2, 0);
  for (double y = box->y + DOT_LINES / 2; y < box->y + box->height - DOT_RADIUS; y += DOT_LINES, odd = !odd)
    {
      const double start = box->x + (odd ? DOT_DISTANCE : DOT_DISTANCE / 2);

      if (start >= box->x + box->width - DOT_RADIUS)
        continue;
      cairo_move_to (cr, start, y);
      cairo_line_to (cr, box->x + box->width - DOT_RADIUS, y);
    }
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
}

static void
fill_box (cairo_t *cr, double x, double y, double width, double height, guint32 colour)
{
  set_colour (cr, colour);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
paint_pattern (cairo_t *cr, const cairo_rectangle_t *box, guint ink, const MokPalette *palette)
{
  guint32 pattern_ink;
  const MokPattern pattern = mok_palette_get_pattern (palette, ink, &pattern_ink);

  if (pattern == MOK_PATTERN_NONE)
    return;
  set_colour (cr, pattern_ink);
  if (pattern == MOK_PATTERN_DOTS)
    paint_dots (cr, box);
  else
    paint_stripes (cr, box, pattern == MOK_PATTERN_STRIPES_RISING);
}

/* The outline lies inside the box, so that it does not make a bar longer. It is painted as a larger box under the fill:
 * on paper that costs half of a stroked outline.
 */
static void
paint_box (cairo_t *cr, const MokShape *shape, const MokPalette *palette)
{
  const cairo_rectangle_t *box = &shape->box;
  const double line = shape->stroke == MOK_INK_NONE ? 0 : MIN (shape->line, MIN (box->width, box->height) / 2);

  if (box->width <= 0 || box->height <= 0)
    return;
  if (shape->fill == MOK_INK_NONE)
    {
      set_colour (cr, mok_palette_get_colour (palette, shape->stroke));
      set_dashes (cr, shape->dashed);
      cairo_set_line_width (cr, line);
      cairo_rectangle (cr, box->x + line / 2, box->y + line / 2, box->width - line, box->height - line);
      cairo_stroke (cr);
      return;
    }

  const guint32 fill = mok_palette_get_colour (palette, shape->fill);
  const guint32 stroke = line > 0 ? mok_palette_get_colour (palette, shape->stroke) : fill;
  const cairo_rectangle_t inner = { box->x + line, box->y + line, box->width - 2 * line, box->height - 2 * line };

  fill_box (cr, box->x, box->y, box->width, box->height, stroke);
  if (stroke != fill)
    fill_box (cr, inner.x, inner.y, inner.width, inner.height, fill);
  paint_pattern (cr, &inner, shape->fill, palette);
}

static void
paint_line (cairo_t *cr, const MokShape *shape, const MokPalette *palette)
{
  const cairo_rectangle_t *box = &shape->box;
  const guint32 colour = mok_palette_get_colour (palette, shape->stroke);

  if (!shape->dashed && box->width == 0)
    {
      fill_box (cr, box->x - shape->line / 2, box->y, shape->line, box->height, colour);
      return;
    }
  if (!shape->dashed && box->height == 0)
    {
      fill_box (cr, box->x, box->y - shape->line / 2, box->width, shape->line, colour);
      return;
    }
  set_colour (cr, colour);
  set_dashes (cr, shape->dashed);
  cairo_set_line_width (cr, shape->line);
  cairo_move_to (cr, box->x, box->y);
  cairo_line_to (cr, box->x + box->width, box->y + box->height);
  cairo_stroke (cr);
}

static void
paint_marker (cairo_t *cr, const MokShape *shape, const MokPalette *palette)
{
  const double x = shape->box.x + shape->box.width / 2, y = shape->box.y + shape->box.height / 2;
  const double r = shape->box.width / 2;

  cairo_new_path (cr);
  switch (shape->marker)
    {
    case MOK_MARKER_CIRCLE:
      cairo_arc (cr, x, y, r - 0.5, 0, 2 * G_PI);
      break;
    case MOK_MARKER_SQUARE:
      cairo_rectangle (cr, x - 0.84 * r, y - 0.84 * r, 1.68 * r, 1.68 * r);
      break;
    case MOK_MARKER_DIAMOND:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y);
      cairo_line_to (cr, x, y + r);
      cairo_line_to (cr, x - r, y);
      break;
    case MOK_MARKER_TRIANGLE:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y + 0.8 * r);
      cairo_line_to (cr, x - r, y + 0.8 * r);
      break;
    }
  cairo_close_path (cr);
  set_colour (cr, mok_palette_get_colour (palette, shape->fill));
  cairo_fill_preserve (cr);
  /* A rim in the colour of the surface keeps markers that touch apart. */
  set_colour (cr, palette->surface);
  set_dashes (cr, FALSE);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* Before 1.17.4 Cairo puts glyphs on whole pixels: letters at exact places would stagger. Drawn as outlines they do
 * not. Paper and SVG keep their text.
 */
static gboolean
snaps_glyphs (cairo_t *cr)
{
  const cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return cairo_version () < CAIRO_VERSION_ENCODE (1, 17, 4) && type != CAIRO_SURFACE_TYPE_PDF
         && type != CAIRO_SURFACE_TYPE_SVG && type != CAIRO_SURFACE_TYPE_PS;
}

static void
paint_text (cairo_t *cr, const MokShape *shape, const MokPalette *palette)
{
  if (shape->fill & MOK_INK_LABEL)
    {
      const guint role = shape->fill & ~(guint) MOK_INK_LABEL;
      guint32 pattern_ink;

      if (mok_palette_get_pattern (palette, role, &pattern_ink) != MOK_PATTERN_NONE)
        {
          /* A patch of the plain fill: digits cannot be read over stripes. */
          set_colour (cr, mok_palette_get_colour (palette, role));
          cairo_rectangle (cr, shape->box.x - 2.5, shape->box.y + 1, shape->box.width + 5, shape->box.height - 2);
          cairo_fill (cr);
        }
    }
  set_colour (cr, mok_palette_get_colour (palette, shape->fill));
  cairo_move_to (cr, shape->text_x, shape->text_y);
  if (snaps_glyphs (cr))
    {
      pango_cairo_layout_path (cr, shape->text);
      cairo_fill (cr);
    }
  else
    pango_cairo_show_layout (cr, shape->text);
}

/**
 * mok_chart_paint_ring:
 * @box: what is outlined
 *
 * The outline of what has the keyboard focus: seen on every colour, since it has a rim in the colour of the surface.
 * Reaches 5 px over the box.
 */
void
mok_chart_paint_ring (cairo_t *cr, const cairo_rectangle_t *box, const MokPalette *palette)
{
  const double widths[] = { 4.5, 2 };
  const guint32 colours[] = { palette->surface, palette->text };

  g_return_if_fail (cr != NULL && box != NULL && palette != NULL);

  set_dashes (cr, FALSE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      set_colour (cr, colours[i]);
      cairo_set_line_width (cr, widths[i]);
      cairo_rectangle (cr, box->x - 2, box->y - 2, box->width + 4, box->height + 4);
      cairo_stroke (cr);
    }
}

/**
 * mok_chart_paint:
 * @cr: where; one unit is a CSS pixel, the origin the chart's top left corner
 * @palette: the colours
 * @focused_mark: the mark to outline; -1 for none
 *
 * Paints the chart. Only in the thread that made it.
 */
void
mok_chart_paint (const MokChart *self, cairo_t *cr, const MokPalette *palette, int focused_mark)
{
  g_return_if_fail (self != NULL && cr != NULL && palette != NULL);

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (self->framed)
    {
      set_colour (cr, palette->surface);
      cairo_rectangle (cr, 0, 0, self->width, self->height);
      cairo_fill (cr);
    }
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const MokShape *shape = &g_array_index (self->shapes, MokShape, i);

      if (shape->kind == MOK_SHAPE_BOX)
        paint_box (cr, shape, palette);
      else if (shape->kind == MOK_SHAPE_LINE)
        paint_line (cr, shape, palette);
      else if (shape->kind == MOK_SHAPE_MARKER)
        paint_marker (cr, shape, palette);
    }
  /* Words lie over everything, and in one go, which keeps files small. */
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const MokShape *shape = &g_array_index (self->shapes, MokShape, i);

      if (shape->kind == MOK_SHAPE_TEXT)
        paint_text (cr, shape, palette);
    }
  if (focused_mark >= 0 && (guint) focused_mark < self->marks->len)
    mok_chart_paint_ring (cr, &g_array_index (self->marks, MokChartMark, focused_mark).box, palette);
  cairo_restore (cr);
}
