/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Layouts as numbers, sentences as words. What is painted and saved is in test-chart-paint.c. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-samples.h"
#include "chart-shapes.h"
#include "chart/mok-chart-private.h"

static const double widths[] = { 360, 600, 800, 1120 };
static const char *const languages[] = { "en", "ko" };

static MokChart *
lay_out (const MokTable *table, MokChartKind kind, double width, const char *language, gboolean framed)
{
  const MokChartOptions options = { .kind = kind, .width = width, .language = language, .framed = framed };

  return mok_chart_new (table, &options);
}

static MokChart *
lay_out_sample (const char *name, double width)
{
  g_autoptr (MokTable) table = chart_sample_new (name);

  return lay_out (table, MOK_CHART_AUTO, width, "en", TRUE);
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
  return NULL;
}

static void
test_everything_stays_inside_and_apart (void)
{
  for (guint s = 0; s < n_chart_samples; s++)
    {
      g_autoptr (MokTable) table = chart_samples[s].create ();

      for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
        {
          for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
            {
              g_autoptr (MokChart) framed = lay_out (table, MOK_CHART_AUTO, widths[w], languages[l], TRUE);
              g_autoptr (MokChart) bare = lay_out (table, MOK_CHART_AUTO, widths[w], languages[l], FALSE);

              g_assert_cmpfloat (mok_chart_get_width (framed), ==, widths[w]);
              chart_assert_inside (framed);
              chart_assert_inside (bare);
              chart_assert_texts_apart (framed, chart_samples[s].name);
              chart_assert_texts_apart (bare, chart_samples[s].name);
            }
        }
    }
}

static void
test_every_mark_is_found_at_its_centre (void)
{
  for (guint s = 0; s < n_chart_samples; s++)
    {
      g_autoptr (MokChart) chart = lay_out_sample (chart_samples[s].name, 800);

      for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
        {
          const cairo_rectangle_t *box = &mok_chart_get_mark (chart, i)->box;

          /* Row and column name a mark, whatever the width. */
          g_assert_true (find_cell (chart, mok_chart_get_mark (chart, i)->row, mok_chart_get_mark (chart, i)->column)
                         == mok_chart_get_mark (chart, i));
          if (box->width < 1)
            continue;
          g_assert_cmpint (mok_chart_find_mark (chart, box->x + box->width / 2, box->y + box->height / 2), ==, i);
        }
      g_assert_cmpint (mok_chart_find_mark (chart, -5, -5), ==, -1);
      g_assert_cmpint (mok_chart_find_mark (chart, 3, 3), ==, -1);
    }
}

static void
test_kind_follows_the_table (void)
{
  static const struct
  {
    const char *sample;
    MokChartKind wanted;
    MokChartKind drawn;
  } cases[] = {
    { "priorities", MOK_CHART_AUTO, MOK_CHART_BARS },
    { "hours", MOK_CHART_AUTO, MOK_CHART_BARS },
    { "reasons", MOK_CHART_AUTO, MOK_CHART_GROUPED },
    { "ages", MOK_CHART_AUTO, MOK_CHART_GROUPED },
    { "occupations", MOK_CHART_AUTO, MOK_CHART_MULTIPLES },
    { "hours-by-occupation", MOK_CHART_AUTO, MOK_CHART_MULTIPLES },
    { "freedom", MOK_CHART_AUTO, MOK_CHART_LIKERT },
    { "opinion", MOK_CHART_AUTO, MOK_CHART_LIKERT },
    { "staffing", MOK_CHART_AUTO, MOK_CHART_STACKED },
    { "staffing-all", MOK_CHART_AUTO, MOK_CHART_BARS },
    { "empty", MOK_CHART_AUTO, MOK_CHART_BARS },
    /* A wish that the table cannot fulfil: several answers each have no 100 %, six groups are not four. */
    { "reasons", MOK_CHART_LIKERT, MOK_CHART_GROUPED },
    { "reasons", MOK_CHART_STACKED, MOK_CHART_GROUPED },
    { "occupations", MOK_CHART_GROUPED, MOK_CHART_MULTIPLES },
    { "freedom", MOK_CHART_BARS, MOK_CHART_BARS },
    { "freedom", MOK_CHART_STACKED, MOK_CHART_STACKED },
    { "tenure", MOK_CHART_GROUPED, MOK_CHART_GROUPED },
    { "tenure", MOK_CHART_MULTIPLES, MOK_CHART_MULTIPLES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MokTable) table = chart_sample_new (cases[i].sample);
      g_autoptr (MokChart) chart = lay_out (table, cases[i].wanted, 800, "en", TRUE);

      g_assert_cmpint (mok_chart_get_kind (chart), ==, cases[i].drawn);
    }
}

static void
test_answers_without_order_are_ranked (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("priorities");
  g_autoptr (MokChart) chart = lay_out (table, MOK_CHART_AUTO, 800, "en", TRUE);
  const MokTableCell *cells = mok_table_get_row (table, 0)->cells;
  double y = 0, share = 1;
  guint n_answers = 0;

  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i);

      if (mark->column < 0)
        continue;
      g_assert_cmpfloat (mark->box.y, >, y);
      g_assert_cmpfloat (cells[mark->column].share, <=, share);
      y = mark->box.y;
      share = cells[mark->column].share;
      n_answers++;
    }
  g_assert_cmpuint (n_answers, ==, table->columns->len);
}

static void
test_what_did_not_apply_is_never_ranked (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("leave");
  g_autoptr (MokChart) chart = lay_out (table, MOK_CHART_AUTO, 800, "en", TRUE);
  const MokChartMark *last = find_cell (chart, 0, 5);

  /* 10 %, more than two other answers. */
  for (int column = 0; column < 5; column++)
    g_assert_cmpfloat (find_cell (chart, 0, column)->box.y, <, last->box.y);
}

static void
test_answers_with_an_order_keep_it (void)
{
  g_autoptr (MokChart) chart = lay_out_sample ("staffing-all", 800);

  for (int column = 1; column < 5; column++)
    g_assert_cmpfloat (find_cell (chart, 0, column - 1)->box.y, <, find_cell (chart, 0, column)->box.y);
}

/* Lengths in proportion to shares: on both sides of the zero line, and for the middle answer, one unit. */
static void
test_likert_segments_are_in_proportion (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("freedom");

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr (MokChart) chart = lay_out (table, MOK_CHART_AUTO, widths[w], "ko", TRUE);
      const double unit = find_cell (chart, 0, 0)->box.width / mok_table_get_row (table, 0)->cells[0].share;
      const double zero = find_cell (chart, 0, 3)->box.x;

      g_assert_cmpfloat (unit, >, 50);
      for (guint row = 0; row < table->rows->len; row++)
        {
          if (!mok_table_get_row (table, row)->shown)
            continue;
          for (int column = 0; column < 5; column++)
            {
              const cairo_rectangle_t *box = &find_cell (chart, row, column)->box;

              if (column != 2)
                g_assert_cmpfloat_with_epsilon (box->width / unit, mok_table_get_row (table, row)->cells[column].share,
                                                1e-9);
            }
          g_assert_cmpfloat_with_epsilon (find_cell (chart, row, 3)->box.x, zero, 1e-9);
          g_assert_cmpfloat_with_epsilon (find_cell (chart, row, 1)->box.x + find_cell (chart, row, 1)->box.width, zero,
                                          1e-9);
          g_assert_cmpfloat_with_epsilon (find_cell (chart, row, 2)->box.x, find_cell (chart, 0, 2)->box.x, 1e-9);
        }
    }
}

static void
test_stacked_bars_have_one_length (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("staffing");
  g_autoptr (MokChart) chart = lay_out (table, MOK_CHART_AUTO, 800, "en", TRUE);
  const double start = find_cell (chart, 0, 0)->box.x;
  const double end = find_cell (chart, 0, 4)->box.x + find_cell (chart, 0, 4)->box.width;

  for (guint row = 0; row < table->rows->len; row++)
    {
      if (!mok_table_get_row (table, row)->shown)
        continue;
      g_assert_cmpfloat_with_epsilon (find_cell (chart, row, 0)->box.x, start, 1e-9);
      g_assert_cmpfloat_with_epsilon (find_cell (chart, row, 4)->box.x + find_cell (chart, row, 4)->box.width, end,
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (
          find_cell (chart, row, 1)->box.width / find_cell (chart, row, 0)->box.width,
          mok_table_get_row (table, row)->cells[1].share / mok_table_get_row (table, row)->cells[0].share, 1e-9);
    }
}

static guint
count_swatches (const MokChart *chart, guint ink)
{
  guint n = 0;

  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      n += shape->kind == MOK_SHAPE_BOX && shape->fill == ink && shape->box.width < 30 && shape->box.height < 20;
    }
  return n;
}

static const MokShape *
find_whole_text (const MokChart *chart, const char *text)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind == MOK_SHAPE_TEXT && strcmp (pango_layout_get_text (shape->text), text) == 0)
        return shape;
    }
  return NULL;
}

/* Each above its own part of the first bar; where one cannot be, there is a legend for all. */
static void
test_answers_are_named_above_the_first_bar (void)
{
  static const struct
  {
    const char *sample;
    double width;
    guint first_ink;
    gboolean named;
  } cases[] = {
    { "tenure", 800, MOK_INK_SEQUENTIAL, TRUE },   { "tenure", 360, MOK_INK_SEQUENTIAL, FALSE },
    { "opinion", 800, MOK_INK_LIKERT, TRUE },      { "freedom", 1120, MOK_INK_LIKERT, TRUE },
    { "staffing", 800, MOK_INK_FREQUENCY, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MokTable) table = chart_sample_new (cases[i].sample);
      g_autoptr (MokChart) chart = lay_out (table, MOK_CHART_AUTO, cases[i].width, "ko", TRUE);

      g_assert_cmpuint (count_swatches (chart, cases[i].first_ink), ==, cases[i].named ? 0 : 1);
      for (guint column = 0; cases[i].named && column < table->columns->len; column++)
        {
          const char *name = mok_text_get (mok_table_get_column (table, column)->label, "ko");
          const MokShape *text = find_whole_text (chart, name);
          const cairo_rectangle_t *part = &find_cell (chart, 0, (int) column)->box;
          const double middle = part->x + part->width / 2;

          g_assert_nonnull (text);
          g_assert_cmpfloat (text->box.y + text->box.height, <, part->y);
          /* The middle answer has a heading where its bars begin. */
          if (mok_chart_get_kind (chart) == MOK_CHART_LIKERT && column == 2 && table->columns->len == 5)
            continue;
          g_assert_cmpfloat (text->box.x, <, middle);
          g_assert_cmpfloat (text->box.x + text->box.width, >, middle);
        }
    }
}

static void
test_narrow_labels_stand_above (void)
{
  g_autoptr (MokChart) wide = lay_out_sample ("priorities", 800);
  g_autoptr (MokChart) narrow = lay_out_sample ("priorities", 360);

  g_assert_cmpfloat (mok_chart_get_height (narrow), >, mok_chart_get_height (wide));
  for (guint i = 0; i < narrow->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (narrow, i);

      if (shape->kind == MOK_SHAPE_TEXT && strcmp (pango_layout_get_text (shape->text), "Continuing education") == 0)
        {
          g_assert_cmpfloat (shape->box.x, ==, 20);
          g_assert_cmpfloat (shape->box.y + shape->box.height, <, find_cell (narrow, 0, 4)->box.y + 2);
          return;
        }
    }
  g_assert_not_reached ();
}

/* A number belongs to the bar below it, not to the line that marks all respondents; a share of which only a limit is
 * known is an outline up to it.
 */
static void
test_numbers_stand_on_their_columns (void)
{
  static const MokChartKind kinds[] = { MOK_CHART_RIDGE, MOK_CHART_MULTIPLES };
  g_autoptr (MokTable) table = chart_sample_new ("hours-released");

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (MokChart) chart = lay_out (table, kinds[k], 1120, "en", TRUE);
      const MokShape *column = NULL;
      guint n_solid = 0, n_hollow = 0;

      for (guint i = 0; i < chart->shapes->len; i++)
        {
          const MokShape *shape = chart_shape_get (chart, i);
          const gboolean hollow = shape->fill == MOK_INK_NONE && shape->stroke == MOK_INK_EMPHASIS;

          if (shape->kind == MOK_SHAPE_BOX && (hollow || shape->fill == MOK_INK_EMPHASIS))
            column = shape;
          if (shape->kind != MOK_SHAPE_TEXT || column == NULL)
            continue;

          const char *value = pango_layout_get_text (shape->text);
          const double above = column->box.y - shape->box.y - shape->box.height;
          const gboolean limit = column->fill == MOK_INK_NONE;

          g_assert_true (g_str_has_prefix (value, "≤") == limit);
          g_assert_cmpfloat (above, >=, -1);
          g_assert_cmpfloat (above, <=, 24);
          n_solid += !limit;
          n_hollow += limit;
          column = NULL;
        }
      g_assert_cmpuint (n_solid, >=, 20);
      g_assert_cmpuint (n_hollow, >=, 3);
      g_assert_nonnull (chart_shape_find_text (chart, "≤ and ≥ stand before the end of an interval"));
    }
}

static void
test_small_groups_say_why_they_are_empty (void)
{
  static const char *const samples[] = { "freedom", "staffing", "hours-by-occupation", "few" };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (MokChart) chart = lay_out_sample (samples[i], 1120);

      g_assert_nonnull (chart_shape_find_text (chart, "Too few answers to show"));
    }

  /* Where the bars are too thin for the sentence there are two words of it, and the mark has the rest. */
  g_autoptr (MokChart) thin = lay_out_sample ("ages", 800);

  g_assert_nonnull (chart_shape_find_text (thin, "too few"));
  g_assert_cmpstr (find_cell (thin, 3, 0)->sentence, ==, "40–49: Too few answers to show");
  g_assert_null (find_cell (thin, 3, 1));
}

/* Panels that repeat the groups tell once how many people each has. */
static void
test_panels_tell_their_bases (void)
{
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr (MokChart) chart = lay_out_sample ("occupations", widths[w]);

      g_assert_nonnull (chart_shape_find_text (chart, "Nurse (n\u202f=\u202f300)"));
      g_assert_nonnull (chart_shape_find_text (chart, "Other (n\u202f=\u202f60)"));
    }
}

static void
test_marks_say_whole_sentences (void)
{
  g_autoptr (MokChart) likert = lay_out_sample ("freedom", 800);
  g_autoptr (MokChart) hours = lay_out_sample ("hours", 800);

  g_assert_cmpstr (find_cell (likert, 1, 3)->sentence, ==,
                   "Nurse: 22\u202f% Agree (95\u202f% interval 18 to 26), 114 of 520");
  g_assert_cmpstr (find_cell (likert, 1, -1 - MOK_MISSING_NOT_SURE)->sentence, ==,
                   "Nurse: 5\u202f% Not sure, of 572 asked");
  g_assert_cmpstr (find_cell (hours, 0, 4)->sentence, ==,
                   "All respondents: at most 5\u202f% Over 80 hours, base about 1,360");
}

static void
test_points_are_those_of_the_table (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("staffing");
  MokTableRow *row = mok_table_get_row (table, 0);

  /* Thirds: 33.3 each, and one of them gets the point that is left. */
  for (guint i = 0; i < 5; i++)
    row->cells[i].share = i < 3 ? 1.0 / 3 : 0;

  g_autoptr (MokChart) chart = lay_out (table, MOK_CHART_AUTO, 800, "en", TRUE);

  g_assert_true (g_str_has_prefix (find_cell (chart, 0, 0)->sentence, "All respondents: 34\u202f%"));
  g_assert_true (g_str_has_prefix (find_cell (chart, 0, 1)->sentence, "All respondents: 33\u202f%"));
}

static void
test_description_says_title_base_and_finding (void)
{
  g_autoptr (MokChart) chart = lay_out_sample ("priorities", 800);
  g_autoptr (MokChart) likert = lay_out_sample ("freedom", 800);
  g_autofree char *description = mok_chart_dup_description (chart);
  g_autofree char *by_group = mok_chart_dup_description (likert);

  g_assert_nonnull (strstr (description, mok_chart_get_title (chart)));
  g_assert_nonnull (strstr (description, "base\u00a01,405"));
  g_assert_nonnull (strstr (
      description, "in no certain order: Number of staff per shift 54\u202f%, Working hours and pay 49\u202f%."));
  g_assert_nonnull (strstr (description, "Synthetic sample data."));
  g_assert_nonnull (strstr (by_group, "“Agree” by group: Nurse 22\u202f%"));
  g_assert_cmpstr (mok_chart_get_title (likert), ==,
                   "“At my workplace, staff can decide freely when to become pregnant.”");
}

static void
test_marks_of_trust_are_printed (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("hours");
  g_autoptr (MokChart) noisy = lay_out (table, MOK_CHART_AUTO, 800, "en", TRUE);
  g_autoptr (MokChart) open = lay_out_sample ("opinion", 800);

  g_assert_nonnull (chart_shape_find_text (noisy, "Shown values are estimates"));
  g_assert_nonnull (chart_shape_find_text (noisy, "Synthetic sample data."));
  g_assert_nonnull (chart_shape_find_text (open, "Open survey: answers are not protected."));
  g_assert_null (chart_shape_find_text (open, "estimates"));
  table->synthetic = FALSE;

  g_autoptr (MokChart) real = lay_out (table, MOK_CHART_AUTO, 800, "en", TRUE);

  g_assert_null (chart_shape_find_text (real, "Synthetic sample data."));
}

static void
test_korean_words_stay_whole (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("leave");
  g_autoptr (MokChart) chart = lay_out (table, MOK_CHART_AUTO, 600, "ko", TRUE);
  guint n_lines = 0;

  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);

      if (shape->kind != MOK_SHAPE_TEXT)
        continue;

      const char *text = pango_layout_get_text (shape->text);

      for (int line = 1; line < pango_layout_get_line_count (shape->text); line++)
        {
          const char *start = text + pango_layout_get_line_readonly (shape->text, line)->start_index;
          const gunichar before = g_utf8_get_char (g_utf8_prev_char (start));

          g_assert_true (before == ' ' || *start == '(');
          n_lines++;
        }
    }
  g_assert_cmpuint (n_lines, >, 2);
}

static void
test_scale_ends_at_round_ticks (void)
{
  static const struct
  {
    double largest, end, step;
  } cases[] = { { 0.565, 0.6, 0.2 },  { 0.38, 0.4, 0.1 }, { 0.95, 1, 0.25 }, { 1, 1, 0.25 },
                { 0.03, 0.04, 0.02 }, { 0, 0.04, 0.02 },  { 0.81, 1, 0.25 }, { 0.8, 0.8, 0.2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double step;
      const double end = mok_draft_find_scale (cases[i].largest, &step);

      g_assert_cmpfloat_with_epsilon (end, cases[i].end, 1e-9);
      g_assert_cmpfloat_with_epsilon (step, cases[i].step, 1e-9);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/everything-stays-inside-and-apart", test_everything_stays_inside_and_apart);
  g_test_add_func ("/chart/every-mark-is-found-at-its-centre", test_every_mark_is_found_at_its_centre);
  g_test_add_func ("/chart/kind-follows-the-table", test_kind_follows_the_table);
  g_test_add_func ("/chart/bars/answers-without-order-are-ranked", test_answers_without_order_are_ranked);
  g_test_add_func ("/chart/bars/what-did-not-apply-is-never-ranked", test_what_did_not_apply_is_never_ranked);
  g_test_add_func ("/chart/bars/answers-with-an-order-keep-it", test_answers_with_an_order_keep_it);
  g_test_add_func ("/chart/bars/scale-ends-at-round-ticks", test_scale_ends_at_round_ticks);
  g_test_add_func ("/chart/likert/segments-are-in-proportion", test_likert_segments_are_in_proportion);
  g_test_add_func ("/chart/stacked/bars-have-one-length", test_stacked_bars_have_one_length);
  g_test_add_func ("/chart/answers-are-named-above-the-first-bar", test_answers_are_named_above_the_first_bar);
  g_test_add_func ("/chart/narrow-labels-stand-above", test_narrow_labels_stand_above);
  g_test_add_func ("/chart/small-groups-say-why-they-are-empty", test_small_groups_say_why_they_are_empty);
  g_test_add_func ("/chart/numbers-stand-on-their-columns", test_numbers_stand_on_their_columns);
  g_test_add_func ("/chart/multiples/panels-tell-their-bases", test_panels_tell_their_bases);
  g_test_add_func ("/chart/marks-say-whole-sentences", test_marks_say_whole_sentences);
  g_test_add_func ("/chart/points-are-those-of-the-table", test_points_are_those_of_the_table);
  g_test_add_func ("/chart/description-says-title-base-and-finding", test_description_says_title_base_and_finding);
  g_test_add_func ("/chart/marks-of-trust-are-printed", test_marks_of_trust_are_printed);
  g_test_add_func ("/chart/korean-words-stay-whole", test_korean_words_stay_whole);
  return g_test_run ();
}
