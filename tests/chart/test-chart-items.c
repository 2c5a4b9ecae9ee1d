/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ranked dots, heat maps and distributions: layouts as numbers, sentences as words. Two waves are in
 * test-chart-change.c.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-cases.h"
#include "chart-samples.h"
#include "chart-shapes.h"

static MokChart *
lay_out (const char *name, double width)
{
  const MokChartOptions options = { .width = width, .language = "en", .framed = TRUE };

  return chart_case_new (name, &options);
}

static MokChart *
lay_out_table (const MokTable *table, MokChartKind kind, double width)
{
  const MokChartOptions options = { .kind = kind, .width = width, .language = "en", .framed = TRUE };

  return mok_chart_new (table, &options);
}

/* One group of answers "a", "b", "c" … with these percentages. */
static MokTable *
create_table (MokScale scale, const double *points, guint n, double base)
{
  static const ChartWords columns[] = { { "a", "a" }, { "b", "b" }, { "c", "c" }, { "d", "d" }, { "e", "e" } };
  MokTable *table = chart_sample_table_new ("q", scale, (ChartWords){ "Q?", "Q?" }, columns, n);
  ChartGroup all = { .label = { "All", "전체" }, .base = base };

  memcpy (all.points, points, n * sizeof *points);
  chart_sample_add_group (table, &all);
  return table;
}

static guint
count_markers (const MokChart *chart)
{
  guint n = 0;

  for (guint i = 0; i < chart->shapes->len; i++)
    n += chart_shape_get (chart, i)->kind == MOK_SHAPE_MARKER;
  return n;
}

static void
test_questions_are_ranked_with_their_bases (void)
{
  g_autoptr (MokChart) chart = lay_out ("items", 800);
  static const guint order[] = { 2, 5, 1, 4, 0, 3 };

  g_assert_cmpuint (mok_chart_get_n_marks (chart), ==, G_N_ELEMENTS (order));
  g_assert_cmpuint (count_markers (chart), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i);

      g_assert_cmpuint (mark->table, ==, order[i]);
      g_assert_cmpint (mark->column, ==, 2);
      g_assert_true (i == 0 || mark->box.y > mok_chart_get_mark (chart, i - 1)->box.y);
    }
  g_assert_cmpstr (
      mok_chart_get_mark (chart, 5)->sentence, ==,
      "Overtime is paid, All respondents: 21\u202f% Agree (95\u202f% interval 17 to 25), base about 1,120");
  g_assert_nonnull (chart_shape_find_text (chart, "1,120"));
  g_assert_nonnull (chart_shape_find_text (chart, "Not sure 2–7\u202f%"));
  g_assert_nonnull (chart_shape_find_text (chart, "Lines overlap at places "));
}

/* Only the first of them whose interval lies apart is called the most frequent. */
static void
test_words_never_rank_what_overlaps (void)
{
  static const double close[] = { 50, 48, 10 }, apart[] = { 60, 40, 10 }, many[] = { 50, 49, 48, 47, 46 };
  const double *const points[] = { close, apart, many };
  static const guint sizes[] = { 3, 3, 5 };
  static const char *const said[] = { "At the top, in no certain order: a 50\u202f%, b 48\u202f%.",
                                      "Most frequent: a 60\u202f%.",
                                      "At the top, in no certain order: a 50\u202f%, b 49\u202f%, c 48\u202f%, d "
                                      "47\u202f%, and 1 more." };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autoptr (MokTable) table = create_table (MOK_SCALE_MULTIPLE, points[i], sizes[i], 500);
      g_autoptr (MokChart) chart = lay_out_table (table, MOK_CHART_AUTO, 600);
      g_autofree char *description = mok_chart_dup_description (chart);

      g_assert_nonnull (strstr (description, said[i]));
      g_assert_true ((chart_shape_find_text (chart, "another order") != NULL) == (i != 1));
    }
}

static double
find_cap (const MokChart *chart, double x)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_LINE && shape->box.width == 0 && fabs (shape->box.height - 10) < 0.01
          && fabs (shape->box.x - x) < 0.01)
        return shape->box.x;
    }
  return -1;
}

/* "At most 5 %": no dot, a line from nothing to 5 %, with a cap at 5 % only. */
static void
test_a_limit_is_an_open_interval (void)
{
  static const double points[] = { 40, 1 };
  g_autoptr (MokTable) table = create_table (MOK_SCALE_MULTIPLE, points, 2, 200);
  MokTableCell *cell = &mok_table_get_row (table, 0)->cells[1];

  cell->bound = MOK_BOUND_AT_MOST;
  cell->high = 0.036;

  g_autoptr (MokChart) chart = lay_out_table (table, MOK_CHART_DOTS, 800);
  const MokShape *dot = NULL, *line = NULL;

  g_assert_cmpuint (count_markers (chart), ==, 1);
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_MARKER)
        dot = shape;
      else if (shape->kind == MOK_SHAPE_LINE && shape->box.height == 0 && shape->stroke == MOK_INK_EMPHASIS)
        line = shape;
    }
  g_assert_nonnull (dot);
  g_assert_nonnull (line);

  /* 40 % lies at the dot, 0 at the start of the line: so 5 % is an eighth of the way. */
  const double zero = line->box.x, whole = dot->box.x + dot->box.width / 2 - zero;

  g_assert_cmpfloat_with_epsilon (line->box.width, whole / 8, 0.01);
  g_assert_cmpfloat (find_cap (chart, zero + line->box.width), >, 0);
  g_assert_cmpfloat (find_cap (chart, zero), <, 0);
  g_assert_nonnull (chart_shape_find_text (chart, "≤\u202f5"));
}

static const MokShape *
find_box (const MokChart *chart, const cairo_rectangle_t *box)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_BOX && shape->box.x == box->x && shape->box.y == box->y
          && shape->box.width == box->width)
        return shape;
    }
  return NULL;
}

static gboolean
has_text (const MokChart *chart, const char *text)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_TEXT && strcmp (pango_layout_get_text (shape->text), text) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
assert_cells (const MokChart *chart)
{
  guint n_hatched = 0;

  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i);
      const MokShape *cell = mark->column >= 0 ? find_box (chart, &mark->box) : NULL;

      if (mark->column < 0)
        continue;
      g_assert_nonnull (cell);
      /* All cells of a chart have one size, and are large enough for their number. */
      g_assert_cmpfloat_with_epsilon (cell->box.width, mok_chart_get_mark (chart, 0)->box.width, 1e-9);
      g_assert_cmpfloat (cell->box.height, >=, 28);
      if (cell->fill == MOK_INK_WITHHELD)
        {
          n_hatched++;
          g_assert_nonnull (strstr (mark->sentence, "Too few answers to show"));
        }
      else
        g_assert_true (cell->fill >= MOK_INK_SEQUENTIAL && cell->fill < MOK_INK_SEQUENTIAL + 7);
    }
  g_assert_cmpuint (n_hatched, >, 0);
  g_assert_nonnull (chart_shape_find_text (chart, "Too few answers to show"));
}

static void
test_every_cell_has_a_shade_and_a_number (void)
{
  static const double widths[] = { 320, 500, 800, 1400 };

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr (MokTable) table = chart_sample_new ("occupations");
      g_autoptr (MokChart) chart = lay_out_table (table, MOK_CHART_HEAT, widths[w]);
      guint shades[7] = { 0 };

      assert_cells (chart);
      for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
        {
          const MokChartMark *mark = mok_chart_get_mark (chart, i);
          const MokShape *cell = find_box (chart, &mark->box);

          if (mark->column < 0 || cell->fill == MOK_INK_WITHHELD)
            continue;

          /* Seven equal steps from 0 to 80 %. */
          const double share = mok_table_get_row (table, mark->row)->cells[mark->column].share;

          g_assert_cmpuint (cell->fill - MOK_INK_SEQUENTIAL, ==, (guint) floor (7 * share / 0.8));
          shades[cell->fill - MOK_INK_SEQUENTIAL]++;
        }
      g_assert_cmpuint (shades[0], >, 0);
      g_assert_cmpuint (shades[5], >, 0);
      g_assert_nonnull (chart_shape_find_text (chart, "80\u202f%"));
      g_assert_nonnull (chart_shape_find_text (chart, "300"));
    }
}

static void
test_questions_by_groups (void)
{
  g_autoptr (MokChart) chart = lay_out ("heat-items", 1400);
  g_autoptr (MokChart) narrow = lay_out ("heat-items", 320);

  assert_cells (chart);
  assert_cells (narrow);
  /* A question has its own base, and its cells tell theirs. */
  g_assert_nonnull (chart_shape_find_text (chart, "1,040"));
  g_assert_cmpstr (mok_chart_get_mark (chart, 1)->sentence, ==,
                   "I can take my breaks, Nurse: 41\u202f% Agree (95\u202f% interval 34 to 48), base about 480");
  /* Wide columns have the names of their groups, narrow ones a number that a list explains. */
  g_assert_false (has_text (chart, "2"));
  g_assert_true (has_text (narrow, "2"));
  g_assert_nonnull (chart_shape_find_text (narrow, "Technologist or therapist"));
}

static void
test_ridges_stand_on_one_scale (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("hours-by-occupation");
  g_autoptr (MokChart) chart = lay_out_table (table, MOK_CHART_RIDGE, 900);
  double unit = 0;

  g_assert_cmpint (mok_chart_get_kind (chart), ==, MOK_CHART_RIDGE);
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind != MOK_SHAPE_BOX || shape->fill != MOK_INK_EMPHASIS)
        continue;

      const int mark = mok_chart_find_mark (chart, shape->box.x + 1, shape->box.y + shape->box.height);

      g_assert_cmpint (mark, >=, 0);

      const MokChartMark *cell = mok_chart_get_mark (chart, (guint) mark);
      const double share = mok_table_get_row (table, cell->row)->cells[cell->column].share;

      if (unit == 0)
        unit = shape->box.height / share;
      g_assert_cmpfloat_with_epsilon (shape->box.height, unit * share, 1e-6);
    }
  g_assert_cmpfloat (unit, >, 0);

  /* A ridge needs a number and groups. */
  g_autoptr (MokTable) other = chart_sample_new ("staffing");
  g_autoptr (MokChart) stacked = lay_out_table (other, MOK_CHART_RIDGE, 900);

  g_assert_cmpint (mok_chart_get_kind (stacked), ==, MOK_CHART_STACKED);
}

/* Bars of one baseline from left to right, with the smallest gap between them. */
static double
find_gap (const MokChart *chart)
{
  double end = 0, gap = INFINITY;

  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind != MOK_SHAPE_BOX)
        continue;
      if (end > 0)
        gap = MIN (gap, shape->box.x - end);
      end = shape->box.x + shape->box.width;
    }
  return gap;
}

/* Columns touch only where bands have two ends and one width: else a gap says that the axis is no ruler. */
static void
test_columns_touch_where_bands_are_even (void)
{
  g_autoptr (MokTable) even = chart_sample_new ("scale"), open = chart_sample_new ("hours");
  g_autoptr (MokChart) touching = lay_out_table (even, MOK_CHART_AUTO, 800);
  g_autoptr (MokChart) apart = lay_out_table (open, MOK_CHART_AUTO, 800);

  g_assert_cmpfloat_with_epsilon (find_gap (touching), 1, 1e-6);
  g_assert_cmpfloat (find_gap (apart), >, 6);
  mok_table_get_column (even, 5)->high = 99.5;

  g_autoptr (MokChart) uneven = lay_out_table (even, MOK_CHART_AUTO, 800);

  g_assert_cmpfloat (find_gap (uneven), >, 6);
}

static void
test_kinds_have_names (void)
{
  MokChartKind kind = MOK_CHART_AUTO;

  g_assert_true (mok_chart_kind_from_name ("heat", &kind));
  g_assert_cmpint (kind, ==, MOK_CHART_HEAT);
  g_assert_true (mok_chart_kind_from_name ("dots", &kind));
  g_assert_cmpint (kind, ==, MOK_CHART_DOTS);
  g_assert_false (mok_chart_kind_from_name ("pie", &kind));
  g_assert_false (mok_chart_kind_from_name ("", &kind));
  g_assert_cmpint (kind, ==, MOK_CHART_DOTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/dots/questions-are-ranked-with-their-bases", test_questions_are_ranked_with_their_bases);
  g_test_add_func ("/chart/dots/words-never-rank-what-overlaps", test_words_never_rank_what_overlaps);
  g_test_add_func ("/chart/dots/a-limit-is-an-open-interval", test_a_limit_is_an_open_interval);
  g_test_add_func ("/chart/heat/every-cell-has-a-shade-and-a-number", test_every_cell_has_a_shade_and_a_number);
  g_test_add_func ("/chart/heat/questions-by-groups", test_questions_by_groups);
  g_test_add_func ("/chart/ridge/ridges-stand-on-one-scale", test_ridges_stand_on_one_scale);
  g_test_add_func ("/chart/columns/touch-where-bands-are-even", test_columns_touch_where_bands_are_even);
  g_test_add_func ("/chart/kinds-have-names", test_kinds_have_names);
  return g_test_run ();
}
