/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What every type of chart looks like once it is painted. Letters differ between machines, so pictures are compared by
 * structure: which colour is where, and where there is ink at all.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-cases.h"
#include "chart-samples.h"
#include "chart-shapes.h"

/* Pixels at an edge are mixed from two colours. */
#define EDGE 2

/* The share of pixels of a box that have exactly this colour. */
static double
get_coverage (cairo_surface_t *surface, const cairo_rectangle_t *box, guint32 colour)
{
  guint n = 0, all = 0;

  for (int y = (int) box->y + EDGE; y < box->y + box->height - EDGE; y++)
    {
      for (int x = (int) box->x + EDGE; x < box->x + box->width - EDGE; x++, all++)
        n += chart_get_pixel (surface, x, y) == colour;
    }
  return all > 0 ? (double) n / all : 0;
}

static MokChart *
lay_out (const char *name, double width)
{
  const MokChartOptions options = { .width = width, .language = "en", .framed = TRUE };

  return chart_case_new (name, &options);
}

static void
test_cells_have_the_colour_of_their_share (void)
{
  g_autoptr (MokChart) chart = lay_out ("heat-items", 900);

  for (int id = MOK_PALETTE_LIGHT; id <= MOK_PALETTE_PRINT; id++)
    {
      const MokPalette *palette = mok_palette_get ((MokPaletteId) id);
      cairo_surface_t *surface = chart_paint (chart, palette, -1);
      guint n = 0, n_hatched = 0;

      for (guint i = 0; i < chart->shapes->len; i++)
        {
          const MokShape *shape = chart_shape_get (chart, i);
          /* Left of the number. */
          const cairo_rectangle_t left = { shape->box.x, shape->box.y, shape->box.width / 4, shape->box.height };

          if (shape->kind != MOK_SHAPE_BOX || shape->box.width < 30)
            continue;
          if (shape->fill == MOK_INK_WITHHELD)
            {
              /* Hatched: neither empty nor full. */
              const double plain = get_coverage (surface, &left, palette->withheld.fill);

              g_assert_cmpfloat (plain, >, 0.3);
              g_assert_cmpfloat (plain, <, 0.9);
              n_hatched++;
            }
          else if (shape->fill >= MOK_INK_SEQUENTIAL && shape->fill < MOK_INK_WITHHELD)
            {
              g_assert_cmpfloat (get_coverage (surface, &left, palette->sequential[shape->fill - MOK_INK_SEQUENTIAL]),
                                 >, 0.95);
              n++;
            }
        }
      g_assert_cmpuint (n, >=, 25);
      g_assert_cmpuint (n_hatched, >=, 6);
      cairo_surface_destroy (surface);
    }
}

/* Shades rise or fall in lightness all the way, or "more" could not be seen without colours. */
static void
test_shades_are_in_order_without_colour (void)
{
  for (int id = MOK_PALETTE_LIGHT; id <= MOK_PALETTE_PRINT; id++)
    {
      const MokPalette *palette = mok_palette_get ((MokPaletteId) id);
      double before = 0;

      for (guint i = 0; i < G_N_ELEMENTS (palette->sequential); i++)
        {
          const guint32 colour = palette->sequential[i];
          const double light = 0.2126 * (colour >> 16) + 0.7152 * ((colour >> 8) & 0xff) + 0.0722 * (colour & 0xff);
          const gboolean dark = id == MOK_PALETTE_DARK || id == MOK_PALETTE_CONTRAST_DARK;

          if (i > 0)
            g_assert_cmpfloat ((light - before) * (dark ? 1 : -1), >, 8);
          before = light;
        }
    }
}

/* Ink along a line, in tenths of its length: a solid one has it everywhere, a dashed one has gaps. */
static double
get_line_coverage (cairo_surface_t *surface, const MokShape *line, guint32 colour)
{
  guint n = 0;
  const guint steps = (guint) line->box.width;

  for (guint i = 0; i < steps; i++)
    {
      const double t = (i + 0.5) / steps;

      n += chart_get_pixel (surface, (int) (line->box.x + t * line->box.width),
                            (int) (line->box.y + t * line->box.height))
           == colour;
    }
  return (double) n / steps;
}

static void
test_a_fall_has_gaps_and_a_rise_has_none (void)
{
  g_autoptr (MokChart) chart = lay_out ("change", 800);
  guint n_rises = 0, n_falls = 0;

  for (int id = MOK_PALETTE_LIGHT; id <= MOK_PALETTE_PRINT; id++)
    {
      const MokPalette *palette = mok_palette_get ((MokPaletteId) id);
      cairo_surface_t *surface = chart_paint (chart, palette, -1);

      for (guint i = 0; i < chart->shapes->len; i++)
        {
          const MokShape *shape = chart_shape_get (chart, i);

          if (shape->kind != MOK_SHAPE_LINE || shape->line != 3)
            continue;

          const double inked = get_line_coverage (surface, shape, mok_palette_get_colour (palette, shape->stroke));

          if (shape->dashed)
            {
              g_assert_cmpfloat (inked, <, 0.8);
              n_falls++;
            }
          else
            {
              g_assert_cmpfloat (inked, >, 0.8);
              n_rises++;
            }
          g_assert_cmpfloat (inked, >, 0.2);
        }
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (n_rises, >=, 10);
  g_assert_cmpuint (n_falls, >=, 10);
}

static gboolean
has_ink (cairo_surface_t *surface, const cairo_rectangle_t *box)
{
  const guint32 first = chart_get_pixel (surface, (int) box->x, (int) box->y);

  for (int y = (int) box->y; y < box->y + box->height; y++)
    {
      for (int x = (int) box->x; x < box->x + box->width; x++)
        {
          if (chart_get_pixel (surface, x, y) != first)
            return TRUE;
        }
    }
  return FALSE;
}

/* In every type and palette each text leaves ink where the layout says, and the frame around the chart stays clean. */
static void
test_every_type_is_painted_where_it_was_laid_out (void)
{
  for (guint c = 0; c < n_chart_cases; c++)
    {
      g_autoptr (MokChart) chart = lay_out (chart_cases[c].name, 640);

      for (int id = MOK_PALETTE_LIGHT; id <= MOK_PALETTE_PRINT; id++)
        {
          const MokPalette *palette = mok_palette_get ((MokPaletteId) id);
          cairo_surface_t *surface = chart_paint (chart, palette, -1);
          const cairo_rectangle_t edges[] = { { 0, 0, 640, 8 },
                                              { 0, chart->height - 8, 640, 8 },
                                              { 0, 0, 10, chart->height },
                                              { 630, 0, 10, chart->height } };

          for (guint e = 0; e < G_N_ELEMENTS (edges); e++)
            g_assert_cmpfloat (get_coverage (surface, &edges[e], palette->surface), ==, 1);
          for (guint i = 0; i < chart->shapes->len; i++)
            {
              const MokShape *shape = chart_shape_get (chart, i);
              const cairo_rectangle_t ink =
                  shape->kind == MOK_SHAPE_TEXT ? chart_shape_get_ink (shape) : (cairo_rectangle_t){ 0 };

              if (ink.width >= 2)
                g_assert_true (has_ink (surface, &ink));
            }
          cairo_surface_destroy (surface);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/pixels/cells-have-the-colour-of-their-share", test_cells_have_the_colour_of_their_share);
  g_test_add_func ("/chart/pixels/shades-are-in-order-without-colour", test_shades_are_in_order_without_colour);
  g_test_add_func ("/chart/pixels/a-fall-has-gaps-and-a-rise-has-none", test_a_fall_has_gaps_and_a_rise_has_none);
  g_test_add_func ("/chart/pixels/every-type-is-painted-where-it-was-laid-out",
                   test_every_type_is_painted_where_it_was_laid_out);
  return g_test_run ();
}
