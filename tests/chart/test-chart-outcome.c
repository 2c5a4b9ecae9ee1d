/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Charts of protections by law as numbers and words: the headline, one protection, and what a release adds to them. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-outcome.h"
#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-samples.h"
#include "chart-shapes.h"
#include "chart/mok-chart-private.h"

#define N_CLASSES (MOK_N_OUTCOMES - 1)
#define UNDETERMINED (MOK_OUTCOME_UNDETERMINED - 1)

static const double widths[] = { 200, 240, 280, 320, 360, 599, 600, 800, 1120, 1200 };
static const char *const languages[] = { "en", "ko" };

static MokChart *
lay_out (GPtrArray *tables, double width, const char *language)
{
  const MokChartOptions options = { .width = width, .language = language, .framed = TRUE };

  return mok_chart_new_outcomes (tables, &options);
}

static MokChart *
lay_out_table (const MokTable *table, MokChartKind kind, double width)
{
  const MokChartOptions options = { .kind = kind, .width = width, .language = "en", .framed = TRUE };

  return mok_chart_new (table, &options);
}

static const MokChartMark *
find_mark (const MokChart *chart, guint table, guint row, int column)
{
  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i);

      if (mark->table == table && mark->row == row && mark->column == column)
        return mark;
    }
  return NULL;
}

static gboolean
is_outcome_fill (guint ink)
{
  return ink >= MOK_INK_OUTCOME && ink < MOK_INK_OUTCOME + N_CLASSES;
}

/* A number in a bar, by the colour that only those have. */
static gboolean
is_number_in_bar (const MokShape *shape)
{
  return shape->kind == MOK_SHAPE_TEXT && (shape->fill & MOK_INK_LABEL)
         && is_outcome_fill (shape->fill & ~(guint) MOK_INK_LABEL);
}

static gboolean
contains (const cairo_rectangle_t *outer, const cairo_rectangle_t *inner, double air)
{
  return inner->x >= outer->x + air && inner->x + inner->width <= outer->x + outer->width - air && inner->y >= outer->y
         && inner->y + inner->height <= outer->y + outer->height;
}

static void
assert_inside (const MokChart *chart, const cairo_rectangle_t *box)
{
  const double padding = chart->width < 300 ? 8 : 20;

  g_assert_cmpfloat (MIN (box->x, box->x + box->width), >=, padding - 0.01);
  g_assert_cmpfloat (MAX (box->x, box->x + box->width), <=, chart->width - padding + 0.01);
  g_assert_cmpfloat (MIN (box->y, box->y + box->height), >=, 0);
  g_assert_cmpfloat (MAX (box->y, box->y + box->height), <=, chart->height);
}

static void
assert_texts_apart (const MokChart *chart)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      for (guint j = i + 1; j < chart->shapes->len; j++)
        {
          const MokShape *a = chart_shape_get (chart, i), *b = chart_shape_get (chart, j);

          if (a->kind != MOK_SHAPE_TEXT || b->kind != MOK_SHAPE_TEXT)
            continue;

          const cairo_rectangle_t ink_a = chart_shape_get_ink (a), ink_b = chart_shape_get_ink (b);

          if (chart_boxes_overlap (&ink_a, &ink_b))
            g_error ("at %.0f px “%s” and “%s” overlap", chart->width, pango_layout_get_text (a->text),
                     pango_layout_get_text (b->text));
        }
    }
}

/* Boxes of bars lie apart from each other, and every number stands inside one of them with air at both sides. */
static void
assert_bars_sound (const MokChart *chart)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    {
      const MokShape *shape = chart_shape_get (chart, i);
      gboolean held = FALSE;

      for (guint j = 0; j < chart->shapes->len; j++)
        {
          const MokShape *other = chart_shape_get (chart, j);

          if (other->kind != MOK_SHAPE_BOX || !is_outcome_fill (other->fill))
            continue;
          if (i < j && shape->kind == MOK_SHAPE_BOX && is_outcome_fill (shape->fill))
            g_assert_false (chart_boxes_overlap (&shape->box, &other->box));
          if (is_number_in_bar (shape) && other->fill == (shape->fill & ~(guint) MOK_INK_LABEL))
            held |= contains (&other->box, &shape->box, 3.5 - 0.01);
        }
      if (is_number_in_bar (shape))
        g_assert_true (held);
    }
}

/* Common zero, common edge, one unit: for each bar of each table. */
static void
assert_bars_comparable (const MokChart *chart, GPtrArray *tables)
{
  double zero = NAN, edge = NAN, unit = NAN;

  for (guint t = 0; t < tables->len; t++)
    {
      MokTable *table = g_ptr_array_index (tables, t);

      for (guint row = 0; row < table->rows->len; row++)
        {
          double length = 0, first = INFINITY;

          for (int column = 0; column < N_CLASSES; column++)
            {
              const MokChartMark *mark = find_mark (chart, t, row, column);
              const double share = mok_table_get_row (table, row)->cells[column].share;

              if (mark == NULL || !mok_table_get_row (table, row)->shown || mok_table_get_row (table, row)->base <= 0)
                continue;
              if (isnan (unit))
                unit = mark->box.width / share;
              g_assert_cmpfloat_with_epsilon (mark->box.width, unit * share, 1e-6);
              length += mark->box.width;
              first = MIN (first, mark->box.x);
              if (column == UNDETERMINED)
                {
                  if (isnan (edge))
                    edge = mark->box.x + mark->box.width;
                  g_assert_cmpfloat_with_epsilon (mark->box.x + mark->box.width, edge, 1e-6);
                }
            }
          if (length == 0)
            continue;
          g_assert_cmpfloat_with_epsilon (length, unit, 1e-6);
          if (find_mark (chart, t, row, UNDETERMINED) != NULL
              && find_mark (chart, t, row, UNDETERMINED)->box.width > length - 1e-6)
            continue;
          if (isnan (zero))
            zero = first;
          g_assert_cmpfloat_with_epsilon (first, zero, 1e-6);
        }
    }
  if (!isnan (zero) && !isnan (edge))
    g_assert_cmpfloat_with_epsilon (edge - zero, unit + 3, 1e-6);
}

static void
assert_sound (const MokChart *chart, GPtrArray *tables)
{
  for (guint i = 0; i < chart->shapes->len; i++)
    assert_inside (chart, &chart_shape_get (chart, i)->box);
  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (chart, i);

      assert_inside (chart, &mark->box);
      g_assert_cmpuint (mark->table, <, MAX (tables->len, 1));
      g_assert_cmpstr (mark->sentence, !=, "");
    }
  assert_texts_apart (chart);
  assert_bars_sound (chart);
  assert_bars_comparable (chart, tables);
}

static void
test_headline_is_sound_at_every_width (void)
{
  static const guint sizes[] = { 1, 11, 22 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (GPtrArray) tables = chart_sample_new_headline (sizes[s]);

      for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
        {
          for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
            {
              g_autoptr (MokChart) chart = lay_out (tables, widths[w], languages[l]);

              g_assert_cmpint (mok_chart_get_kind (chart), ==, MOK_CHART_OUTCOME);
              assert_sound (chart, tables);
            }
        }
    }
}

static void
test_random_headlines_are_sound (void)
{
  for (guint32 seed = 0; seed < 150; seed++)
    {
      g_autoptr (GPtrArray) tables = chart_sample_new_random_headline (seed);
      g_autoptr (MokChart) chart = lay_out (tables, 240 + seed * 53 % 960, languages[seed % 2]);
      g_autofree char *description = mok_chart_dup_description (chart);

      assert_sound (chart, tables);
      g_assert_true (g_utf8_validate (description, -1, NULL));
    }
}

static void
test_one_protection_is_sound_at_every_width (void)
{
  MokTable *samples[] = { chart_sample_create_outcome (), chart_sample_create_outcome_groups () };

  for (guint s = 0; s < G_N_ELEMENTS (samples); s++)
    {
      g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

      g_ptr_array_add (tables, samples[s]);
      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          g_autoptr (MokChart) chart = lay_out_table (samples[s], MOK_CHART_AUTO, widths[w]);

          assert_sound (chart, tables);
        }
    }
}

static void
test_outcomes_have_a_kind_of_their_own (void)
{
  static const MokChartKind wishes[] = { MOK_CHART_AUTO,      MOK_CHART_BARS,    MOK_CHART_LIKERT, MOK_CHART_GROUPED,
                                         MOK_CHART_MULTIPLES, MOK_CHART_STACKED, MOK_CHART_OUTCOME };
  g_autoptr (MokTable) outcome = chart_sample_create_outcome_groups ();
  g_autoptr (MokTable) other = chart_sample_new ("staffing");

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (MokChart) chart = lay_out_table (outcome, wishes[i], 800);
      g_autoptr (MokChart) no_outcome = lay_out_table (other, wishes[i], 800);

      g_assert_cmpint (mok_chart_get_kind (chart), ==, MOK_CHART_OUTCOME);
      g_assert_cmpint (mok_chart_get_kind (no_outcome), !=, MOK_CHART_OUTCOME);
    }
}

/* What was received comes first, guaranteed or not; what is undetermined last and apart. */
static void
test_classes_stand_in_their_order (void)
{
  static const MokOutcome order[] = { MOK_OUTCOME_RECEIVED, MOK_OUTCOME_EXEMPT_RECEIVED,     MOK_OUTCOME_NOT_ASKED_FOR,
                                      MOK_OUTCOME_DENIED,   MOK_OUTCOME_EXEMPT_NOT_RECEIVED, MOK_OUTCOME_UNDETERMINED };
  g_autoptr (MokTable) table = chart_sample_create_outcome_groups ();
  g_autoptr (MokChart) chart = lay_out_table (table, MOK_CHART_AUTO, 800);

  for (guint row = 0; row < table->rows->len; row++)
    {
      if (!mok_table_get_row (table, row)->shown)
        continue;
      for (guint i = 1; i < G_N_ELEMENTS (order); i++)
        {
          const cairo_rectangle_t *before = &find_mark (chart, 0, row, order[i - 1] - 1)->box;
          const cairo_rectangle_t *box = &find_mark (chart, 0, row, order[i] - 1)->box;

          g_assert_cmpfloat_with_epsilon (box->x, before->x + before->width + (i == 5 ? 3 : 0), 1e-6);
        }
    }
}

static void
test_sections_follow_whom_the_law_binds (void)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (11);
  g_autoptr (MokChart) chart = lay_out (tables, 1120, "en");
  const double every = chart_shape_find_text (chart, "Binds every workplace")->box.y;
  const double five = chart_shape_find_text (chart, "Binds only workplaces of five or more")->box.y;

  g_assert_cmpfloat (every, <, five);
  for (guint t = 0; t < tables->len; t++)
    {
      MokTable *table = g_ptr_array_index (tables, t);
      const double y = chart_shape_find_text (chart, mok_text_get (table->title, "en"))->box.y;

      g_assert_cmpfloat (y, >, table->binds_all ? every : five);
      if (table->binds_all)
        g_assert_cmpfloat (y, <, five);
      /* Under five above five or more, and both right of the name. */
      g_assert_cmpfloat (find_mark (chart, t, 2, UNDETERMINED)->box.y, >, y - 10);
    }
  g_assert_cmpfloat (find_mark (chart, 0, 1, 0)->box.y, <, find_mark (chart, 0, 2, 0)->box.y);

  /* Where every protection binds everybody there are no stripes to explain. */
  g_ptr_array_set_size (tables, 1);

  g_autoptr (MokChart) all = lay_out (tables, 1120, "en");

  g_assert_null (chart_shape_find_text (all, "Binds only"));
  g_assert_null (chart_shape_find_text (all, "Law exempts this size"));
  g_assert_nonnull (chart_shape_find_text (chart, "Law exempts this size"));
}

static void
test_numbers_stand_only_where_they_fit (void)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (1);
  g_autoptr (MokChart) wide = lay_out (tables, 1120, "en");
  guint n_wide = 0;

  /* Breaks: 46 50 4, and 63 36 1: all but the last fit. */
  for (guint i = 0; i < wide->shapes->len; i++)
    n_wide += is_number_in_bar (chart_shape_get (wide, i));
  g_assert_cmpuint (n_wide, ==, 5);
  g_assert_cmpuint (mok_chart_get_n_marks (wide), ==, 6);
}

static void
test_marks_name_protection_and_size (void)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (11);
  g_autoptr (MokChart) chart = lay_out (tables, 800, "en");

  g_assert_true (g_str_has_prefix (find_mark (chart, 1, 1, MOK_OUTCOME_EXEMPT_NOT_RECEIVED - 1)->sentence,
                                   "Paid annual leave, Under 5 employees: 61\u202f% Exempt, not received (95\u202f% "
                                   "interval 5"));
  g_assert_true (
      g_str_has_suffix (find_mark (chart, 1, 1, MOK_OUTCOME_EXEMPT_NOT_RECEIVED - 1)->sentence, ", base about 175"));
  g_assert_cmpstr (find_mark (chart, 10, 1, 0)->sentence, ==,
                   "Paid nursing time, Under 5 employees: Too few answers to show");
  g_assert_nonnull (chart_shape_find_text (chart, "Too few answers to show"));

  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const cairo_rectangle_t *box = &mok_chart_get_mark (chart, i)->box;

      if (box->width >= 1)
        g_assert_cmpint (mok_chart_find_mark (chart, box->x + box->width / 2, box->y + box->height / 2), ==, i);
    }
}

static void
test_description_stands_for_the_headline (void)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (11);
  g_autoptr (MokChart) chart = lay_out (tables, 800, "en");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (MokChart) empty = lay_out (none, 800, "en");
  g_autofree char *description = mok_chart_dup_description (chart);
  g_autofree char *nothing = mok_chart_dup_description (empty);

  g_assert_true (g_str_has_prefix (description, mok_chart_get_title (chart)));
  g_assert_nonnull (strstr (description, "Breaks 46\u202f%, 63\u202f%; Paid weekly day off 71\u202f%, 88\u202f%"));
  g_assert_nonnull (strstr (description, "Paid annual leave 31\u202f%, 58\u202f%"));
  g_assert_nonnull (strstr (description, "Paid nursing time too few, 17\u202f%."));
  g_assert_nonnull (strstr (description, "not a legal finding."));
  g_assert_nonnull (strstr (nothing, "There are no answers to show."));
  g_assert_cmpuint (mok_chart_get_n_marks (empty), ==, 0);
}

/* A picture of some respondents must not pass for one of all. */
static void
test_headline_tells_its_filter (void)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (3);
  g_autoptr (MokChart) all = lay_out (tables, 800, "en");
  g_autoptr (MokChart) women = NULL;
  g_autofree char *description = NULL;

  for (guint i = 0; i < tables->len; i++)
    {
      MokTable *table = g_ptr_array_index (tables, i);

      table->filter = g_strdup ("gender");
      table->filter_code = g_strdup ("1");
      table->filter_title = mok_text_new ();
      mok_text_set (table->filter_title, "", "Gender");
      table->filter_label = mok_text_new ();
      mok_text_set (table->filter_label, "", "Woman");
    }
  women = lay_out (tables, 800, "en");
  description = mok_chart_dup_description (women);

  g_assert_null (chart_shape_find_text (all, "only Gender"));
  g_assert_nonnull (chart_shape_find_text (women, "only Gender: Woman"));
  g_assert_nonnull (strstr (description, "only Gender: Woman"));
}

static void
test_received_adds_what_was_received_anyway (void)
{
  g_autoptr (MokTable) table = chart_sample_create_outcome_groups ();
  g_autoptr (MokChart) chart = lay_out_table (table, MOK_CHART_AUTO, 800);
  g_autofree char *description = mok_chart_dup_description (chart);

  /* Nurse assistants: 12 guaranteed and 6 not. */
  g_assert_nonnull (strstr (description, "Nurse assistant 18\u202f%"));
  g_assert_nonnull (strstr (description, "Resident or intern in training too few"));
  g_assert_nonnull (chart_shape_find_text (chart, "Labor Standards Act, art. 73"));
  g_assert_nonnull (chart_shape_find_text (chart, "Last 12 months"));
}

static void
test_small_print_says_what_to_believe (void)
{
  static const char *const release = "Shown values are estimates with the effect of the replaced answers taken out; "
                                     "for a group of 20 usually within 5 points, rarely 30. No single answer can be "
                                     "read from them with certainty: whoever seems to be pointed at may be the wrong "
                                     "person — about one time in four. What a whole group says does show.";
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (3);
  g_autoptr (MokChart) released = lay_out (tables, 800, "en");

  g_assert_nonnull (chart_shape_find_text (released, "As reported by respondents, not a legal finding."));
  g_assert_nonnull (
      chart_shape_find_text (released, "Respondents whose workplace size is unknown are in neither bar."));
  g_assert_nonnull (chart_shape_find_text (released, release));
  g_assert_nonnull (chart_shape_find_text (released, "bases rounded to 5"));
  g_assert_nonnull (chart_shape_find_text (released, "185"));
  g_assert_null (chart_shape_find_text (released, "183"));

  for (guint i = 0; i < tables->len; i++)
    {
      MokTable *table = g_ptr_array_index (tables, i);

      table->exact = table->open = TRUE;
      table->synthetic = FALSE;
    }

  g_autoptr (MokChart) open = lay_out (tables, 800, "en");

  g_assert_nonnull (chart_shape_find_text (open, "Open survey: answers are not protected."));
  g_assert_null (chart_shape_find_text (open, "estimates"));
  g_assert_null (chart_shape_find_text (open, "rounded"));
  g_assert_null (chart_shape_find_text (open, "Synthetic"));
  g_assert_nonnull (chart_shape_find_text (open, "183"));
}

/* Bases to the nearest 5 with a word, limits to 5 points, bars inside their intervals. */
static void
test_releases_show_estimates_as_such (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("reasons-released");
  MokTableRow *row = mok_table_get_row (table, 1);

  row->base = 47.3;
  row->cells[0].bound = MOK_BOUND_AT_LEAST;
  row->cells[0].low = 0.83;
  row->cells[0].high = 0.99;
  row->cells[0].share = 1;
  row->cells[1].bound = MOK_BOUND_AT_MOST;
  row->cells[1].low = 0;
  row->cells[1].high = 0.11;
  row->cells[1].share = 0.02;

  g_autoptr (MokChart) chart = lay_out_table (table, MOK_CHART_GROUPED, 800);

  g_assert_nonnull (chart_shape_find_text (chart, "Under 5 employees (n\u202f≈\u202f45)"));
  g_assert_nonnull (chart_shape_find_text (chart, "≥\u202f80"));
  g_assert_nonnull (chart_shape_find_text (chart, "≤\u202f15"));
  g_assert_cmpstr (find_mark (chart, 0, 1, 1)->sentence, ==,
                   "Under 5 employees: at most 15\u202f% Told it does not apply because of the number of employees, "
                   "base about 45");
  g_assert_nonnull (chart_shape_find_text (chart, "base\u00a0about 775"));

  MokDraft draft = { .table = table };

  g_assert_cmpfloat (mok_draft_get_bar_share (&draft, 1, 0), ==, 0.99);
  g_assert_cmpfloat (mok_draft_get_bar_share (&draft, 1, 1), ==, 0.02);

  /* With an interval the number stands right of that, else right of the bar. */
  table->exact = TRUE;

  g_autoptr (MokChart) exact = lay_out_table (table, MOK_CHART_GROUPED, 800);
  const double x = find_mark (chart, 0, 1, 1)->box.x,
               unit = (chart_shape_find_text (exact, "≤\u202f15")->box.x - 7 - x) / 0.02;

  g_assert_cmpfloat_with_epsilon (chart_shape_find_text (chart, "≤\u202f15")->box.x, x + 0.11 * unit + 7, 0.01);
  g_assert_nonnull (chart_shape_find_text (chart, "line = 95\u202f% interval"));
  g_assert_null (chart_shape_find_text (exact, "interval"));
}

/* Where a release does not tell the sizes apart, there is one bar for all, and the reason. */
static void
test_headline_tells_why_sizes_are_missing (void)
{
  static const char *const why = "Not offered: this would tell too much about single answers.";
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (3);

  chart_sample_refuse_sizes (g_ptr_array_index (tables, 1), why);
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr (MokChart) chart = lay_out (tables, widths[w], "en");
      const cairo_rectangle_t *bar = &find_mark (chart, 1, 0, 0)->box;
      const MokShape *reason = chart_shape_find_text (chart, why);
      g_autofree char *description = mok_chart_dup_description (chart);

      assert_sound (chart, tables);
      g_assert_cmpfloat (reason->box.y, >=, bar->y + bar->height);
      g_assert_null (find_mark (chart, 1, 1, 0));
      g_assert_null (chart_shape_find_text (chart, "Too few"));
      g_assert_nonnull (strstr (description, "Paid annual leave 55\u202f% at all sizes together"));
    }
}

/* A page says once what is true of all its charts; what is true of this one alone stays with it. */
static void
test_page_takes_over_what_all_charts_say (void)
{
  const MokChartOptions options = { .width = 800, .language = "en", .on_page = TRUE };
  g_autoptr (MokTable) table = chart_sample_create_outcome_groups ();

  table->weighted = table->unflagged = TRUE;

  g_autoptr (MokChart) chart = mok_chart_new (table, &options);

  g_assert_null (chart_shape_find_text (chart, "Synthetic sample data."));
  g_assert_nonnull (chart_shape_find_text (chart, "Weighted to known shares of backgrounds."));
  g_assert_nonnull (chart_shape_find_text (chart, "Without people whose number of employees is in doubt"));
}

static void
test_too_few_everywhere_is_still_a_chart (void)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (11);

  for (guint t = 0; t < tables->len; t++)
    {
      MokTable *table = g_ptr_array_index (tables, t);

      for (guint row = 0; row < table->rows->len; row++)
        mok_table_get_row (table, row)->shown = FALSE;
    }

  g_autoptr (MokChart) chart = lay_out (tables, 360, "ko");

  assert_sound (chart, tables);
  g_assert_cmpuint (mok_chart_get_n_marks (chart), ==, 22);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/outcome/headline-is-sound-at-every-width", test_headline_is_sound_at_every_width);
  g_test_add_func ("/chart/outcome/random-headlines-are-sound", test_random_headlines_are_sound);
  g_test_add_func ("/chart/outcome/one-protection-is-sound-at-every-width",
                   test_one_protection_is_sound_at_every_width);
  g_test_add_func ("/chart/outcome/outcomes-have-a-kind-of-their-own", test_outcomes_have_a_kind_of_their_own);
  g_test_add_func ("/chart/outcome/classes-stand-in-their-order", test_classes_stand_in_their_order);
  g_test_add_func ("/chart/outcome/sections-follow-whom-the-law-binds", test_sections_follow_whom_the_law_binds);
  g_test_add_func ("/chart/outcome/numbers-stand-only-where-they-fit", test_numbers_stand_only_where_they_fit);
  g_test_add_func ("/chart/outcome/marks-name-protection-and-size", test_marks_name_protection_and_size);
  g_test_add_func ("/chart/outcome/description-stands-for-the-headline", test_description_stands_for_the_headline);
  g_test_add_func ("/chart/outcome/headline-tells-its-filter", test_headline_tells_its_filter);
  g_test_add_func ("/chart/outcome/received-adds-what-was-received-anyway",
                   test_received_adds_what_was_received_anyway);
  g_test_add_func ("/chart/outcome/small-print-says-what-to-believe", test_small_print_says_what_to_believe);
  g_test_add_func ("/chart/outcome/releases-show-estimates-as-such", test_releases_show_estimates_as_such);
  g_test_add_func ("/chart/outcome/headline-tells-why-sizes-are-missing", test_headline_tells_why_sizes_are_missing);
  g_test_add_func ("/chart/outcome/page-takes-over-what-all-charts-say", test_page_takes_over_what_all_charts_say);
  g_test_add_func ("/chart/outcome/too-few-everywhere-is-still-a-chart", test_too_few_everywhere_is_still_a_chart);
  return g_test_run ();
}
