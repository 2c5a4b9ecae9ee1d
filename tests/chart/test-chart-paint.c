/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is painted: pixels of every palette; and what is saved: PNG, SVG, PDF. */

#include "config.h"

#include <math.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-samples.h"
#include "chart-shapes.h"
#include "chart/mok-chart-private.h"
#include "store/mok-store-error.h"

static MokChart *
lay_out (const char *sample, double width)
{
  g_autoptr (MokTable) table = chart_sample_new (sample);
  const MokChartOptions options = { .width = width, .language = "en", .framed = TRUE };

  return mok_chart_new (table, &options);
}

static const MokChartMark *
find_cell (const MokChart *chart, guint row, int column)
{
  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i);

      if (mark->row == row && mark->column == column)
        return mark;
    }
  g_assert_not_reached ();
}

static void
test_every_palette_paints_its_colours (void)
{
  static const char *const names[] = { "light", "dark", "contrast", "contrast-dark", "print" };
  g_autoptr (MokChart) chart = lay_out ("staffing", 800);
  /* Left of the number in the first segment, which has no pattern in any palette. */
  const cairo_rectangle_t *box = &find_cell (chart, 0, 0)->box;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      MokPaletteId id = MOK_PALETTE_PRINT;

      g_assert_true (mok_palette_id_from_name (names[i], &id));
      g_assert_cmpint (id, ==, i);

      const MokPalette *palette = mok_palette_get (id);
      cairo_surface_t *surface = chart_paint (chart, mok_palette_get (id), -1);

      g_assert_cmphex (chart_get_pixel (surface, 2, 2), ==, palette->surface);
      g_assert_cmphex (chart_get_pixel (surface, box->x + 6, box->y + 6), ==, palette->frequency[0].fill);
      cairo_surface_destroy (surface);
    }

  MokPaletteId id = MOK_PALETTE_DARK;

  g_assert_false (mok_palette_id_from_name ("sepia", &id));
  g_assert_cmpint (id, ==, MOK_PALETTE_DARK);
}

static double
luminance (guint32 colour)
{
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      const double c = ((colour >> (16 - 8 * i)) & 0xff) / 255.0;

      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static double
contrast (guint32 a, guint32 b)
{
  const double x = luminance (a), y = luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

static guint
count_colour (cairo_surface_t *surface, const cairo_rectangle_t *box, guint32 colour)
{
  guint n = 0;

  for (double y = box->y + 2; y < box->y + box->height - 2; y++)
    {
      for (double x = box->x + 2; x < box->x + box->width - 2; x++)
        n += chart_get_pixel (surface, x, y) == colour;
    }
  return n;
}

/* Never by colour alone: on paper and in high contrast the negative side has a pattern too. */
static void
test_patterns_where_colour_may_be_missing (void)
{
  g_autoptr (MokChart) chart = lay_out ("freedom", 1120);
  const cairo_rectangle_t *negative = &find_cell (chart, 1, 1)->box, *positive = &find_cell (chart, 1, 3)->box;
  cairo_surface_t *light = chart_paint (chart, mok_palette_get (MOK_PALETTE_LIGHT), -1);
  cairo_surface_t *print = chart_paint (chart, mok_palette_get (MOK_PALETTE_PRINT), -1);
  const MokPalette *on_screen = mok_palette_get (MOK_PALETTE_LIGHT), *on_paper = mok_palette_get (MOK_PALETTE_PRINT);
  const double area = (negative->width - 4) * (negative->height - 4);

  g_assert_cmpfloat (count_colour (light, negative, on_screen->likert[1].fill), >, 0.75 * area);
  g_assert_cmpfloat (count_colour (print, negative, on_paper->likert[1].fill), <, 0.75 * area);
  g_assert_cmpfloat (count_colour (print, positive, on_paper->likert[3].fill), >,
                     0.75 * (positive->width - 4) * (positive->height - 4));
  cairo_surface_destroy (light);
  cairo_surface_destroy (print);
}

/* How many pixels look like their neighbour below and to the right (falling) or to the left (rising). */
static guint
count_slope (cairo_surface_t *surface, const cairo_rectangle_t *box, int step)
{
  guint n = 0;

  for (double y = box->y + 3; y < box->y + box->height - 4; y++)
    {
      for (double x = box->x + 4; x < box->x + box->width - 4; x++)
        n += chart_get_pixel (surface, x, y) == chart_get_pixel (surface, x + step, y + 1);
    }
  return n;
}

/* Blue and orange for received or not, and stripes for exempt, rising or falling, in every palette. */
static void
test_outcomes_have_colours_and_patterns (void)
{
  g_autoptr (MokChart) chart = lay_out ("outcome", 1120);

  for (int id = MOK_PALETTE_LIGHT; id <= MOK_PALETTE_PRINT; id++)
    {
      const MokPalette *palette = mok_palette_get ((MokPaletteId) id);
      cairo_surface_t *surface = chart_paint (chart, mok_palette_get ((MokPaletteId) id), -1);

      for (int column = 0; column < 6; column++)
        {
          const guint row = column == 3 || column == 4 ? 1 : 2;
          const cairo_rectangle_t *box = &find_cell (chart, row, column)->box;
          const cairo_rectangle_t left = { box->x, box->y, box->width / 2 - 14, box->height };
          const guint n = count_colour (surface, &left, palette->outcome[column].fill);
          const guint rising = count_slope (surface, &left, -1), falling = count_slope (surface, &left, 1);
          const double area = (left.width - 4) * (left.height - 4);

          g_assert_cmphex (mok_palette_get_colour (palette, MOK_INK_OUTLINE | (MOK_INK_OUTCOME + (guint) column)), ==,
                           palette->outcome[column].outline);
          switch (palette->outcome[column].pattern)
            {
            case MOK_PATTERN_NONE:
              g_assert_cmpfloat (n, >, 0.9 * area);
              break;
            case MOK_PATTERN_DOTS:
              g_assert_cmpfloat (n, >, 0.6 * area);
              g_assert_cmpfloat (n, <, 0.98 * area);
              break;
            case MOK_PATTERN_STRIPES_RISING:
              g_assert_cmpfloat (n, <, 0.75 * area);
              g_assert_cmpuint (rising, >, falling);
              break;
            case MOK_PATTERN_STRIPES_FALLING:
              g_assert_cmpfloat (n, <, 0.75 * area);
              g_assert_cmpuint (falling, >, rising);
              break;
            }
          g_assert_cmpfloat (contrast (palette->outcome[column].outline, palette->surface), >=, 4.4);
        }
      g_assert_cmpint (palette->outcome[3].pattern, ==, MOK_PATTERN_STRIPES_RISING);
      g_assert_cmpint (palette->outcome[4].pattern, ==, MOK_PATTERN_STRIPES_FALLING);
      g_assert_cmpint (palette->outcome[1].pattern, ==, MOK_PATTERN_DOTS);
      cairo_surface_destroy (surface);
    }
}

/* A page for one chart must stay a small file, and be searchable. */
static void
test_headline_is_cheap_on_paper (void)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (22);
  const MokChartOptions options = { .width = 800, .language = "en" };
  g_autoptr (MokChart) chart = mok_chart_new_outcomes (tables, &options);
  g_autoptr (GBytes) pdf = mok_chart_render (chart, "a.pdf", mok_palette_get (MOK_PALETTE_PRINT), 0.655, NULL);
  g_autoptr (GBytes) svg = mok_chart_render (chart, "a.svg", mok_palette_get (MOK_PALETTE_PRINT), 1, NULL);

  g_assert_cmpuint (g_bytes_get_size (pdf), <, 120 * 1024);
  g_assert_cmpuint (g_bytes_get_size (svg), <, 600 * 1024);
}

static void
test_focus_outlines_its_mark (void)
{
  g_autoptr (MokChart) chart = lay_out ("staffing", 800);
  const cairo_rectangle_t *box = &mok_chart_get_mark (chart, 6)->box;
  cairo_surface_t *plain = chart_paint (chart, mok_palette_get (MOK_PALETTE_LIGHT), -1);
  cairo_surface_t *focused = chart_paint (chart, mok_palette_get (MOK_PALETTE_LIGHT), 6);
  const double x = box->x + box->width / 2, y = box->y - 2;

  g_assert_cmphex (chart_get_pixel (plain, x, y), ==, mok_palette_get (MOK_PALETTE_LIGHT)->surface);
  g_assert_cmphex (chart_get_pixel (focused, x, y), !=, chart_get_pixel (plain, x, y));
  cairo_surface_destroy (plain);
  cairo_surface_destroy (focused);
}

static void
test_text_can_be_read_on_every_fill (void)
{
  for (int id = MOK_PALETTE_LIGHT; id <= MOK_PALETTE_PRINT; id++)
    {
      const MokPalette *palette = mok_palette_get ((MokPaletteId) id);

      g_assert_cmpfloat (contrast (palette->text, palette->surface), >=, palette->outlined ? 7 : 4.5);
      g_assert_cmpfloat (contrast (palette->muted, palette->surface), >=, palette->outlined ? 7 : 4.5);
      g_assert_cmpfloat (contrast (palette->emphasis, palette->surface), >=, 3);
      g_assert_cmpfloat (contrast (palette->reference, palette->surface), >=, 3);
      for (guint ink = MOK_INK_LIKERT; ink < MOK_N_INKS; ink++)
        {
          if (ink >= MOK_INK_GROUP && ink < MOK_INK_SEQUENTIAL)
            continue;

          const guint32 fill = mok_palette_get_colour (palette, ink);
          const guint32 label = mok_palette_get_colour (palette, ink | MOK_INK_LABEL);

          g_assert_cmpfloat (contrast (fill, label), >=, palette->outlined && ink >= MOK_INK_SEQUENTIAL ? 7 : 4.5);
        }
    }
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("mok-chart-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static char *
save (const MokChart *chart, const char *folder, const char *name, double scale)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (mok_chart_save (chart, path, mok_palette_get (MOK_PALETTE_PRINT), scale, &error));
  g_assert_no_error (error);
  return path;
}

static void
test_png_has_the_scaled_size (void)
{
  g_autoptr (MokChart) chart = lay_out ("hours", 400);
  g_autofree char *folder = make_folder ();
  g_autofree char *path = save (chart, folder, "chart.PNG", 2);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 800);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 2 * (int) chart->height);
  cairo_surface_destroy (surface);
  g_unlink (path);
  g_rmdir (folder);
}

static void
note_element (GMarkupParseContext *context,
              const char *element,
              const char **names,
              const char **values,
              gpointer user_data,
              GError **error)
{
  g_hash_table_add (user_data, g_strdup (element));
}

static void
test_svg_is_well_formed_and_has_words (void)
{
  const GMarkupParser parser = { .start_element = note_element };
  g_autoptr (GHashTable) elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, elements, NULL);
  g_autoptr (MokChart) chart = lay_out ("freedom", 800);
  g_autofree char *folder = make_folder ();
  g_autofree char *path = save (chart, folder, "chart.svg", 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *svg = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &svg, &length, &error));
  g_assert_true (g_markup_parse_context_parse (context, svg, (gssize) length, &error));
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_true (g_hash_table_contains (elements, "title"));
  g_assert_true (g_hash_table_contains (elements, "desc"));
  g_assert_nonnull (strstr (svg, "staff can decide freely when to become pregnant"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_pdf_has_its_text (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");

  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }

  g_autoptr (MokChart) chart = lay_out ("freedom", 800);
  g_autofree char *folder = make_folder ();
  g_autofree char *path = save (chart, folder, "chart.pdf", 0.655);
  const char *const arguments[] = { tool, "-layout", path, "-", NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (
      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (output, "At my workplace, staff can decide freely when to become pregnant."));
  g_assert_nonnull (strstr (output, "Strongly disagree"));
  g_assert_nonnull (strstr (output, "Synthetic sample data."));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_what_cannot_be_saved_is_named (void)
{
  g_autoptr (MokChart) chart = lay_out ("empty", 400);
  g_autofree char *folder = make_folder ();
  g_autofree char *odd = g_build_filename (folder, "chart.jpeg", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "chart.png", NULL);
  g_autofree char *huge = g_build_filename (folder, "huge.png", NULL);
  const MokPalette *palette = mok_palette_get (MOK_PALETTE_LIGHT);
  GError *error = NULL;

  g_assert_false (mok_chart_save (chart, odd, palette, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, odd));
  g_clear_error (&error);

  g_assert_false (mok_chart_save (chart, nowhere, palette, 1, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "chart.png"));
  g_assert_nonnull (strstr (error->message, "missing"));
  g_clear_error (&error);

  g_assert_false (mok_chart_save (chart, huge, palette, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, huge));
  g_clear_error (&error);
  g_assert_false (g_file_test (huge, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/paint/every-palette-paints-its-colours", test_every_palette_paints_its_colours);
  g_test_add_func ("/chart/paint/patterns-where-colour-may-be-missing", test_patterns_where_colour_may_be_missing);
  g_test_add_func ("/chart/paint/outcomes-have-colours-and-patterns", test_outcomes_have_colours_and_patterns);
  g_test_add_func ("/chart/paint/headline-is-cheap-on-paper", test_headline_is_cheap_on_paper);
  g_test_add_func ("/chart/paint/focus-outlines-its-mark", test_focus_outlines_its_mark);
  g_test_add_func ("/chart/paint/text-can-be-read-on-every-fill", test_text_can_be_read_on_every_fill);
  g_test_add_func ("/chart/save/png-has-the-scaled-size", test_png_has_the_scaled_size);
  g_test_add_func ("/chart/save/svg-is-well-formed-and-has-words", test_svg_is_well_formed_and_has_words);
  g_test_add_func ("/chart/save/pdf-has-its-text", test_pdf_has_its_text);
  g_test_add_func ("/chart/save/what-cannot-be-saved-is-named", test_what_cannot_be_saved_is_named);
  return g_test_run ();
}
