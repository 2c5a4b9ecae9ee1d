/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two waves: which lines are strong, where labels go, and what may be said. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-difference.h"
#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-cases.h"
#include "chart-samples.h"
#include "chart-shapes.h"

static MokTable *
create_wave (const double *points, double base)
{
  static const ChartWords columns[] = { { "Yes", "예" }, { "No", "아니요" }, { "Other", "그 밖" } };
  MokTable *table =
      chart_sample_table_new ("q", MOK_SCALE_NOMINAL, (ChartWords){ "Q?", "Q?" }, columns, G_N_ELEMENTS (columns));
  ChartGroup all = { .label = { "All", "전체" }, .base = base, .missing = { 2, 0, 0 } };

  memcpy (all.points, points, 3 * sizeof *points);
  chart_sample_add_group (table, &all);
  return table;
}

static MokChart *
lay_out (MokTable *earlier, MokTable *later, double width)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new (), second = g_ptr_array_new ();
  const MokChartWaves waves = { first, second, "2026", "2027", NULL };
  const MokChartOptions options = { .width = width, .language = "en", .framed = TRUE };

  g_ptr_array_add (first, earlier);
  g_ptr_array_add (second, later);
  return mok_chart_new_change (&waves, &options);
}

/* The line of a change: neither upright nor a connector of a label, which are short. */
static const MokShape *
find_line (const MokChart *chart, guint ink)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_LINE && shape->box.width > 60 && shape->stroke == ink)
        return shape;
    }
  return NULL;
}

static void
test_only_clear_changes_are_strong (void)
{
  static const double before[] = { 30, 50, 20 }, after[] = { 45, 36, 19 };
  g_autoptr (MokTable) earlier = create_wave (before, 600), later = create_wave (after, 700);
  g_autoptr (MokChart) chart = lay_out (earlier, later, 800);
  const MokShape *rise = find_line (chart, MOK_INK_EMPHASIS), *fall = find_line (chart, MOK_INK_REFERENCE);
  const MokShape *same = find_line (chart, MOK_INK_AXIS);
  g_autofree char *description = mok_chart_dup_description (chart);

  g_assert_nonnull (rise);
  g_assert_nonnull (fall);
  g_assert_nonnull (same);
  g_assert_cmpfloat (rise->box.height, <, 0);
  g_assert_cmpfloat (fall->box.height, >, 0);
  g_assert_cmpfloat (rise->line, >, same->line);
  /* Not by colour alone. */
  g_assert_false (rise->dashed);
  g_assert_true (fall->dashed);
  g_assert_false (same->dashed);
  /* 15 up, 14 down: one unit. */
  g_assert_cmpfloat_with_epsilon (rise->box.height / fall->box.height, -15.0 / 14, 0.02);
  g_assert_nonnull (chart_shape_find_text (chart, "+15\u00a0points"));
  g_assert_nonnull (chart_shape_find_text (chart, "−14\u00a0points"));
  g_assert_nonnull (chart_shape_find_text (chart, "−1\u00a0point (within the margin)"));
  g_assert_nonnull (chart_shape_find_text (chart, "bases 600 and 700"));
  g_assert_nonnull (chart_shape_find_text (chart, "Not sure 2\u202f%"));
  g_assert_nonnull (strstr (description, "Rose: Yes +15\u00a0points (95\u202f% interval +9 to +21)."));
  g_assert_nonnull (strstr (description, "Fell: No −14\u00a0points"));
  g_assert_nonnull (strstr (description, "No clear change: Other."));
}

/* The chart and `compare` decide by one function. */
static void
test_strong_is_what_the_difference_says (void)
{
  for (double points = 50; points < 62; points += 0.5)
    {
      const double before[] = { 50, 50, 0 }, after[] = { points, 100 - points, 0 };
      g_autoptr (MokTable) earlier = create_wave (before, 800), later = create_wave (after, 800);
      g_autoptr (MokChart) chart = lay_out (earlier, later, 800);
      MokDifference difference;

      g_assert_true (mok_table_get_change (earlier, later, 0, 0, &difference));
      g_assert_true ((difference.low > 0) == (find_line (chart, MOK_INK_EMPHASIS) != NULL));
    }
}

static void
test_what_a_wave_does_not_show_is_named (void)
{
  const MokChartOptions options = { .width = 800, .language = "en", .framed = TRUE };
  g_autoptr (MokChart) chart = chart_case_new ("change-groups", &options);
  static const double points[] = { 50, 50, 0 };
  g_autoptr (MokTable) earlier = create_wave (points, 10), later = create_wave (points, 700);
  g_autoptr (MokChart) nothing = lay_out (earlier, later, 800);

  g_assert_null (chart_shape_find_text (chart, "Not compared"));
  g_assert_nonnull (chart_shape_find_text (nothing, "Not compared, because one of the two surveys does not show it: "
                                                    "Yes, No, Other."));
  g_assert_nonnull (chart_shape_find_text (nothing, "There are no answers to show."));
  g_assert_cmpuint (mok_chart_get_n_marks (nothing), ==, 0);
}

/* What the law makes impossible in both waves has no change, however narrow its interval. */
static void
test_the_impossible_does_not_change (void)
{
  static const double points[] = { 40, 60, 0 };
  g_autoptr (MokTable) earlier = create_wave (points, 600), later = create_wave (points, 600);

  for (guint i = 0; i < 2; i++)
    {
      MokTable *table = i == 0 ? earlier : later;

      chart_sample_release (table);
      mok_table_get_row (table, 0)->cells[2].low = mok_table_get_row (table, 0)->cells[2].high = 0;
      mok_table_get_row (table, 0)->cells[2].bound = MOK_BOUND_NONE;
    }
  g_assert_false (mok_table_is_possible (earlier, 0, 2));
  g_assert_true (mok_table_is_possible (earlier, 0, 1));

  g_autoptr (MokChart) chart = lay_out (earlier, later, 800);
  const MokChartMark *last = mok_chart_get_mark (chart, mok_chart_get_n_marks (chart) - 1);

  g_assert_nonnull (strstr (last->sentence, "Other: 0\u202f%, then 0\u202f%; –, no clear change"));
}

static void
test_narrow_pages_have_a_list (void)
{
  const MokChartOptions options = { .width = 320, .language = "en", .framed = TRUE };
  g_autoptr (MokChart) chart = chart_case_new ("change", &options);

  g_assert_nonnull (chart_shape_find_text (chart, "I can take my breaks: +10\u00a0points"));
  g_assert_cmpuint (mok_chart_get_n_marks (chart), ==, 6);
}

static void
assert_spread (const double *wanted, const double *heights, guint n, double top, double bottom, const double *expected)
{
  double centres[8];

  memcpy (centres, wanted, n * sizeof *wanted);
  mok_spread (centres, heights, n, top, bottom);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (centres[i], expected[i], 1e-9);
}

static void
test_labels_move_as_little_as_possible (void)
{
  static const double heights[] = { 10, 10, 10, 10 };

  assert_spread ((double[]){ 20, 40, 80 }, heights, 3, 0, 100, (double[]){ 20, 40, 80 });
  /* Two at one place share the way. */
  assert_spread ((double[]){ 50, 50 }, heights, 2, 0, 100, (double[]){ 45, 55 });
  /* The third pushes both. */
  assert_spread ((double[]){ 50, 50, 56 }, heights, 3, 0, 100, (double[]){ 42, 52, 62 });
  /* Never over the edge. */
  assert_spread ((double[]){ 1, 2 }, heights, 2, 0, 100, (double[]){ 5, 15 });
  assert_spread ((double[]){ 99, 99, 99 }, heights, 3, 0, 100, (double[]){ 75, 85, 95 });
  assert_spread ((double[]){ 0, 99 }, heights, 2, 0, 20, (double[]){ 5, 15 });
}

/* Any wishes, any heights: order kept, nothing overlaps, nothing outside, and no single label could be nearer. */
static void
test_random_labels_stand_apart (void)
{
  GRand *random = g_rand_new_with_seed (11);

  for (guint round = 0; round < 2000; round++)
    {
      const guint n = (guint) g_rand_int_range (random, 1, 31);
      double centres[30], heights[30], wanted[30], sum = 0;

      for (guint i = 0; i < n; i++)
        {
          heights[i] = g_rand_double_range (random, 5, 60);
          wanted[i] = centres[i] = (i > 0 ? wanted[i - 1] : 0) + g_rand_double_range (random, 0, 40);
          sum += heights[i];
        }

      const double bottom = MAX (sum, wanted[n - 1]) + 1;

      g_assert_cmpfloat_with_epsilon (mok_spread (centres, heights, n, 0, bottom), sum, 1e-9);
      for (guint i = 0; i < n; i++)
        {
          const double above = i > 0 ? centres[i - 1] + heights[i - 1] / 2 : 0;
          const double below = i + 1 < n ? centres[i + 1] - heights[i + 1] / 2 : bottom;
          const double start = centres[i] - heights[i] / 2, end = centres[i] + heights[i] / 2;

          g_assert_cmpfloat (start, >=, above - 1e-6);
          g_assert_cmpfloat (end, <=, below + 1e-6);
          if (centres[i] > wanted[i] + 1e-6)
            g_assert_cmpfloat (start, <=, above + 1e-6);
          if (centres[i] < wanted[i] - 1e-6)
            g_assert_cmpfloat (end, >=, below - 1e-6);
        }
    }
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/change/only-clear-changes-are-strong", test_only_clear_changes_are_strong);
  g_test_add_func ("/chart/change/strong-is-what-the-difference-says", test_strong_is_what_the_difference_says);
  g_test_add_func ("/chart/change/what-a-wave-does-not-show-is-named", test_what_a_wave_does_not_show_is_named);
  g_test_add_func ("/chart/change/the-impossible-does-not-change", test_the_impossible_does_not_change);
  g_test_add_func ("/chart/change/narrow-pages-have-a-list", test_narrow_pages_have_a_list);
  g_test_add_func ("/chart/spread/labels-move-as-little-as-possible", test_labels_move_as_little_as_possible);
  g_test_add_func ("/chart/spread/random-labels-stand-apart", test_random_labels_stand_apart);
  return g_test_run ();
}
