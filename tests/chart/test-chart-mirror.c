/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Charts that are read from right to left: everything stands where a mirror would show it, in the same order of
 * reading, and letters run as they did.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-cases.h"
#include "chart-samples.h"
#include "chart-shapes.h"
#include "chart/mok-text-context.h"

#define N_SEEDS 40

static const double widths[] = { 320, 700, 1120 };

static void
assert_box_is (const cairo_rectangle_t *box, const cairo_rectangle_t *other, double x)
{
  const double close = 0.01;

  g_assert_cmpfloat_with_epsilon (box->x, x, close);
  g_assert_cmpfloat_with_epsilon (box->width, other->width, close);
}

static void
assert_line_is_mirrored (const MokChart *chart, const cairo_rectangle_t *box, const cairo_rectangle_t *other)
{
  assert_box_is (box, other, chart->width - other->x - other->width);
  /* The end that was at the left is at the right, as high as it was. */
  if (other->width != 0 && other->height != 0)
    {
      g_assert_cmpfloat (box->y, ==, other->y + other->height);
      g_assert_cmpfloat_with_epsilon (box->y + box->height, other->y, 1e-9);
    }
  else
    g_assert_cmpfloat (box->y, ==, other->y);
}

static void
assert_text_is_mirrored (const MokShape *text, const MokShape *other)
{
  PangoRectangle logical;

  pango_layout_get_extents (text->text, NULL, &logical);
  g_assert_cmpfloat_with_epsilon (text->text_x + (double) logical.x / PANGO_SCALE, text->box.x, 0.01);
  g_assert_cmpint (pango_layout_get_line_count (text->text), ==, pango_layout_get_line_count (other->text));
}

static void
assert_mirrored (const MokChart *chart, const MokChart *other)
{
  g_assert_cmpfloat (chart->height, ==, other->height);
  g_assert_cmpuint (chart->shapes->len, ==, other->shapes->len);
  g_assert_cmpuint (chart->marks->len, ==, other->marks->len);
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i), *was = chart_shape_get (other, i);

      g_assert_cmpint (shape->kind, ==, was->kind);
      g_assert_cmpuint (shape->fill, ==, was->fill);
      g_assert_cmpuint (shape->stroke, ==, was->stroke);
      if (shape->kind == MOK_SHAPE_LINE)
        assert_line_is_mirrored (chart, &shape->box, &was->box);
      else
        assert_box_is (&shape->box, &was->box, chart->width - was->box.x - was->box.width);
      if (shape->kind == MOK_SHAPE_TEXT)
        assert_text_is_mirrored (shape, was);
    }
  for (guint i = 0; i < chart->marks->len; i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i), *was = mok_chart_get_mark (other, i);

      g_assert_cmpstr (mark->sentence, ==, was->sentence);
      g_assert_cmpuint (mark->table, ==, was->table);
      g_assert_cmpuint (mark->row, ==, was->row);
      g_assert_cmpint (mark->column, ==, was->column);
      assert_box_is (&mark->box, &was->box, chart->width - was->box.x - was->box.width);
    }
}

/* Of a chart that was turned twice. */
static void
assert_same (const MokChart *chart, const GArray *shapes, const GArray *marks)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i), *was = &g_array_index (shapes, MokShape, i);

      g_assert_cmpfloat_with_epsilon (shape->box.x, was->box.x, 1e-9);
      g_assert_cmpfloat_with_epsilon (shape->box.y, was->box.y, 1e-9);
      g_assert_cmpfloat_with_epsilon (shape->box.height, was->box.height, 1e-9);
      g_assert_cmpfloat (shape->box.width, ==, was->box.width);
      g_assert_cmpfloat_with_epsilon (shape->text_x, was->text_x, 1e-9);
      g_assert_cmpfloat (shape->text_y, ==, was->text_y);
    }
  for (guint i = 0; i < chart->marks->len; i++)
    {
      const cairo_rectangle_t *box = &mok_chart_get_mark (chart, i)->box;

      g_assert_cmpfloat_with_epsilon (box->x, g_array_index (marks, MokChartMark, i).box.x, 1e-9);
    }
}

static void
assert_twice_is_as_before (MokChart *chart)
{
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (MokShape));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (MokChartMark));

  g_array_append_vals (shapes, chart->shapes->data, chart->shapes->len);
  if (chart->marks->len > 0)
    g_array_append_vals (marks, chart->marks->data, chart->marks->len);
  mok_chart_mirror (chart);
  mok_chart_mirror (chart);
  assert_same (chart, shapes, marks);
}

static void
check (MokChart *(*create) (gconstpointer what, const MokChartOptions *options), gconstpointer what, double width)
{
  MokChartOptions options = { .width = width, .language = "en", .framed = TRUE, .direction = MOK_CHART_LEFT_TO_RIGHT };
  g_autoptr (MokChart) plain = create (what, &options);

  options.direction = MOK_CHART_RIGHT_TO_LEFT;

  g_autoptr (MokChart) mirrored = create (what, &options);

  assert_mirrored (mirrored, plain);
  assert_twice_is_as_before (mirrored);
}

static MokChart *
create_case (gconstpointer what, const MokChartOptions *options)
{
  return ((const ChartCase *) what)->create (options);
}

static MokChart *
create_sample (gconstpointer what, const MokChartOptions *options)
{
  g_autoptr (MokTable) table = ((const ChartSample *) what)->create ();

  return mok_chart_new (table, options);
}

static MokChart *
create_random (gconstpointer what, const MokChartOptions *options)
{
  return chart_case_new_random (GPOINTER_TO_UINT (what), options);
}

static void
test_every_type_is_mirrored (void)
{
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      for (guint i = 0; i < n_chart_cases; i++)
        check (create_case, &chart_cases[i], widths[w]);
      for (guint i = 0; i < n_chart_samples; i++)
        check (create_sample, &chart_samples[i], widths[w]);
    }
}

static void
test_random_charts_are_mirrored (void)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    check (create_random, GUINT_TO_POINTER (seed), widths[seed % G_N_ELEMENTS (widths)]);
}

/* Files and paper: as the language that was chosen. */
static void
test_direction_follows_the_language (void)
{
  static const struct
  {
    const char *language;
    gboolean mirrored;
  } languages[] = { { "en", FALSE }, { "ko", FALSE }, { "he", TRUE }, { "ar", TRUE }, { "fa", TRUE }, { "zz", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const MokChartOptions options = { .width = 700, .language = languages[i].language, .framed = TRUE };
      g_autoptr (MokChart) chart = chart_case_new ("dots", &options);
      const MokShape *title = chart_shape_get (chart, 0);

      g_assert_cmpint (mok_text_context_is_right_to_left (languages[i].language), ==, languages[i].mirrored);
      if (languages[i].mirrored)
        g_assert_cmpfloat_with_epsilon (title->box.x + title->box.width, 680, 0.01);
      else
        g_assert_cmpfloat_with_epsilon (title->box.x, 20, 0.01);
    }
}

/* Wrapped labels of bars end at the axis with every line, whatever their own direction. */
static void
assert_lines_start_together (const MokShape *shape)
{
  g_autoptr (PangoLayoutIter) lines = pango_layout_get_iter (shape->text);

  do
    {
      PangoRectangle line;

      pango_layout_iter_get_line_extents (lines, NULL, &line);
      g_assert_cmpfloat_with_epsilon (shape->text_x + (double) line.x / PANGO_SCALE, shape->box.x, 0.05);
    }
  while (pango_layout_iter_next_line (lines));
}

static void
test_lines_of_labels_stand_at_their_side (void)
{
  static const char *const languages[] = { "en", "he" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const MokChartOptions options = {
        .width = 620, .language = languages[i], .framed = TRUE, .direction = MOK_CHART_RIGHT_TO_LEFT
      };
      g_autoptr (MokChart) chart = chart_case_new ("items", &options);
      guint n_wrapped = 0;

      /* After title and subtitle. */
      for (guint s = 2; s < chart->shapes->len; s++)
        {
          const MokShape *shape = chart_shape_get (chart, s);

          if (shape->kind == MOK_SHAPE_TEXT && shape->fill == MOK_INK_TEXT && shape->box.x > chart->width / 2
              && pango_layout_get_line_count (shape->text) > 1)
            {
              assert_lines_start_together (shape);
              n_wrapped++;
            }
        }
      g_assert_cmpuint (n_wrapped, >, 0);
    }
}

/* Whether the first digit stands at the left of the first letter. */
static gboolean
is_number_leftmost (PangoLayout *layout)
{
  PangoRectangle letter = { 0 }, digit = { 0 };
  const char *text = pango_layout_get_text (layout);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      PangoRectangle *place = g_unichar_isalpha (g_utf8_get_char (c)) ? &letter : g_ascii_isdigit (*c) ? &digit : NULL;

      if (place != NULL && place->height == 0)
        pango_layout_index_to_pos (layout, (int) (c - text), place);
    }
  return MIN (digit.x, digit.x + digit.width) < MIN (letter.x, letter.x + letter.width);
}

/* The later wave is at the left, and the numbers of both stand beside the line, whatever the direction of the names. */
static void
test_time_runs_to_the_left (void)
{
  static const char *const languages[] = { "en", "he" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const MokChartOptions options = {
        .width = 1200, .language = languages[i], .framed = TRUE, .direction = MOK_CHART_RIGHT_TO_LEFT
      };
      g_autoptr (MokChart) chart = chart_case_new ("change", &options);
      const MokShape *earlier = chart_shape_find_text (chart, "2026"), *later = chart_shape_find_text (chart, "2027");
      guint n = 0;

      g_assert_cmpfloat (later->box.x + later->box.width, <, earlier->box.x);
      for (guint s = 0; s < chart->shapes->len; s++)
        {
          const MokShape *shape = chart_shape_get (chart, s);

          if (shape->kind != MOK_SHAPE_TEXT || shape->box.x < chart->width / 2
              || strstr (pango_layout_get_text (shape->text), "\u00a0\u00a0") == NULL)
            continue;
          g_assert_true (is_number_leftmost (shape->text));
          n++;
        }
      g_assert_cmpuint (n, ==, 6);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/mirror/every-type-is-mirrored", test_every_type_is_mirrored);
  g_test_add_func ("/chart/mirror/random-charts-are-mirrored", test_random_charts_are_mirrored);
  g_test_add_func ("/chart/mirror/direction-follows-the-language", test_direction_follows_the_language);
  g_test_add_func ("/chart/mirror/lines-of-labels-stand-at-their-side", test_lines_of_labels_stand_at_their_side);
  g_test_add_func ("/chart/mirror/time-runs-to-the-left", test_time_runs_to_the_left);
  return g_test_run ();
}
