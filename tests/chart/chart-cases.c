/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every type of chart, beyond what its table alone would choose: several questions, two waves, kinds that are wished
 * for.
 */

#include "config.h"

#include "chart-cases.h"

#include <math.h>
#include <string.h>

#include "chart-samples.h"

#define SAMPLE(function, sample, wanted)                                                                               \
  static MokChart *function (const MokChartOptions *options) { return lay_out (sample, wanted, options); }

static MokChart *
lay_out (const char *sample, MokChartKind kind, const MokChartOptions *options)
{
  g_autoptr (MokTable) table = chart_sample_new (sample);
  MokChartOptions wanted = *options;

  wanted.kind = kind;
  return mok_chart_new (table, &wanted);
}

SAMPLE (lay_out_dots, "staffing-all", MOK_CHART_DOTS)
SAMPLE (lay_out_heat, "occupations", MOK_CHART_HEAT)
SAMPLE (lay_out_heat_bands, "hours-by-occupation", MOK_CHART_HEAT)
SAMPLE (lay_out_heat_released, "staffing-released", MOK_CHART_HEAT)
SAMPLE (lay_out_histogram, "scale", MOK_CHART_AUTO)
SAMPLE (lay_out_ridge, "hours-by-occupation", MOK_CHART_RIDGE)
SAMPLE (lay_out_ridge_released, "hours-released", MOK_CHART_RIDGE)
SAMPLE (lay_out_multiples, "tenure", MOK_CHART_MULTIPLES)

static MokChart *
lay_out_headline (const MokChartOptions *options)
{
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (11);

  return mok_chart_new_outcomes (tables, options);
}

/* The same answers to several statements, by occupation. */
static const ChartWords agreement[] = {
  { "Disagree", "그렇지 않다" },
  { "Neither", "보통이다" },
  { "Agree", "그렇다" },
};
static const ChartWords statements[] = {
  { "I can take my breaks", "휴게시간을 쓸 수 있다" },
  { "I can take annual leave when I need it", "필요할 때 연차휴가를 쓸 수 있다" },
  { "Colleagues who are pregnant are relieved of night work", "임신한 동료는 야간근로에서 제외된다" },
  { "Overtime is paid", "연장근로수당을 받는다" },
  { "Staff are heard before rosters change", "근무표가 바뀌기 전에 직원의 의견을 듣는다" },
  { "I know whom to turn to if I am treated badly", "부당한 대우를 받으면 누구에게 말할지 안다" },
};
static const ChartWords people[] = {
  { "All respondents", "전체 응답자" },
  { "Nurse", "간호사" },
  { "Nurse assistant", "간호조무사" },
  { "Resident or intern in training", "전공의(인턴·레지던트)" },
  { "Technologist or therapist", "의료기사 등" },
  { "Administration or reception", "행정·접수" },
};
static const double agree[G_N_ELEMENTS (statements)][G_N_ELEMENTS (people)] = {
  { 46, 41, 55, 24, 72, 86 }, { 49, 47, 53, 31, 55, 71 }, { 62, 55, 57, 12, 68, 80 },
  { 21, 18, 16, 4, 29, 40 },  { 47, 44, 50, 22, 51, 60 }, { 60, 58, 61, 38, 66, 71 },
};
static const double bases[G_N_ELEMENTS (people)] = { 1240, 480, 260, 64, 210, 130 };

/* A later wave is @shift points better in the first statements and worse in the last. */
static GPtrArray *
create_battery (double shift, gboolean by)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  for (guint t = 0; t < G_N_ELEMENTS (statements); t++)
    {
      g_autofree char *name = g_strdup_printf ("s%u", t + 1);
      MokTable *table =
          chart_sample_table_new (name, MOK_SCALE_LIKERT, statements[t], agreement, G_N_ELEMENTS (agreement));

      for (guint g = 0; g < (by ? G_N_ELEMENTS (people) : 1); g++)
        {
          const double points = CLAMP (agree[t][g] + shift * (2.5 - t), 1, 84);
          ChartGroup group = { .label = people[g],
                               .base = t == 2 && g == 3 ? 9 : bases[g] - 40 * t,
                               .points = { 85 - points, 15, points },
                               .missing = { 2 + t, 1, 1 } };

          if (t == 4 && g == 3)
            group.base = 0;
          chart_sample_add_group (table, &group);
        }
      if (by)
        chart_sample_set_by (table, "occ", (ChartWords){ "Occupation", "직종" });
      chart_sample_release (table);
      g_ptr_array_add (tables, table);
    }
  return tables;
}

static MokChart *
lay_out_items (const MokChartOptions *options)
{
  g_autoptr (GPtrArray) tables = create_battery (0, FALSE);

  return mok_chart_new_items (tables, "3", options);
}

static MokChart *
lay_out_items_heat (const MokChartOptions *options)
{
  g_autoptr (GPtrArray) tables = create_battery (0, TRUE);
  MokChartOptions wanted = *options;

  wanted.kind = MOK_CHART_HEAT;
  return mok_chart_new_items (tables, "3", &wanted);
}

static MokChart *
lay_out_waves (GPtrArray *earlier, GPtrArray *later, const char *answer, const MokChartOptions *options)
{
  const MokChartWaves waves = { earlier, later, "2026", "2027", answer };

  return mok_chart_new_change (&waves, options);
}

static MokChart *
lay_out_change (const MokChartOptions *options)
{
  g_autoptr (GPtrArray) earlier = create_battery (0, FALSE), later = create_battery (4, FALSE);

  return lay_out_waves (earlier, later, "3", options);
}

static MokChart *
lay_out_change_groups (const MokChartOptions *options)
{
  g_autoptr (GPtrArray) earlier = create_battery (0, TRUE), later = create_battery (4, TRUE);

  g_ptr_array_set_size (earlier, 1);
  g_ptr_array_set_size (later, 1);
  return lay_out_waves (earlier, later, "3", options);
}

static MokChart *
lay_out_change_answers (const MokChartOptions *options)
{
  g_autoptr (GPtrArray) earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);
  MokTable *table = chart_sample_new ("reasons");

  g_ptr_array_add (later, chart_sample_new ("reasons"));
  g_ptr_array_add (earlier, table);
  for (guint i = 0; i < table->columns->len; i++)
    {
      MokTableCell *cell = &mok_table_get_row (table, 0)->cells[i];

      const double before = CLAMP (cell->share + (i % 3 == 0 ? -0.09 : 0.02), 0, 1);

      cell->low = MAX (cell->low + before - cell->share, 0);
      cell->high = MIN (cell->high + before - cell->share, 1);
      cell->share = before;
      cell->count = (gint64) round (cell->share * mok_table_get_row (table, 0)->base);
    }
  return lay_out_waves (earlier, later, NULL, options);
}

const ChartCase chart_cases[] = {
  { "dots", MOK_CHART_DOTS, lay_out_dots },
  { "items", MOK_CHART_DOTS, lay_out_items },
  { "heat", MOK_CHART_HEAT, lay_out_heat },
  { "heat-bands", MOK_CHART_HEAT, lay_out_heat_bands },
  { "heat-released", MOK_CHART_HEAT, lay_out_heat_released },
  { "heat-items", MOK_CHART_HEAT, lay_out_items_heat },
  { "histogram", MOK_CHART_BARS, lay_out_histogram },
  { "ridge", MOK_CHART_RIDGE, lay_out_ridge },
  { "ridge-released", MOK_CHART_RIDGE, lay_out_ridge_released },
  { "multiples-ordered", MOK_CHART_MULTIPLES, lay_out_multiples },
  { "change", MOK_CHART_CHANGE, lay_out_change },
  { "change-groups", MOK_CHART_CHANGE, lay_out_change_groups },
  { "change-answers", MOK_CHART_CHANGE, lay_out_change_answers },
  { "headline", MOK_CHART_OUTCOME, lay_out_headline },
};
const guint n_chart_cases = G_N_ELEMENTS (chart_cases);

MokChart *
chart_case_new (const char *name, const MokChartOptions *options)
{
  for (guint i = 0; i < n_chart_cases; i++)
    {
      if (strcmp (chart_cases[i].name, name) == 0)
        return chart_cases[i].create (options);
    }
  g_assert_not_reached ();
}

static GPtrArray *
create_random_tables (guint32 seed, guint n)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (tables, chart_sample_new_random (seed + 1000 * i, 5, 12));
  return tables;
}

/* Of one table, of up to thirty questions, of up to thirty questions in two waves, or of protections. */
MokChart *
chart_case_new_random (guint32 seed, const MokChartOptions *options)
{
  static const MokChartKind kinds[] = { MOK_CHART_AUTO,    MOK_CHART_BARS,      MOK_CHART_LIKERT,
                                        MOK_CHART_GROUPED, MOK_CHART_MULTIPLES, MOK_CHART_STACKED,
                                        MOK_CHART_DOTS,    MOK_CHART_HEAT,      MOK_CHART_RIDGE };
  MokChartOptions wanted = *options;
  const guint n = 1 + seed / 4 % 30;

  wanted.kind = kinds[seed / 4 % G_N_ELEMENTS (kinds)];
  if (seed % 4 == 0)
    {
      g_autoptr (GPtrArray) tables = create_random_tables (seed, n);

      wanted.kind = seed % 8 == 0 ? MOK_CHART_DOTS : MOK_CHART_HEAT;
      return mok_chart_new_items (tables, "c0", &wanted);
    }
  if (seed % 16 == 1)
    {
      g_autoptr (GPtrArray) tables = chart_sample_new_random_headline (seed);

      return mok_chart_new_outcomes (tables, options);
    }
  if (seed % 4 == 1)
    {
      g_autoptr (GPtrArray) earlier = create_random_tables (seed, seed % 8 == 1 ? 1 : n);
      g_autoptr (GPtrArray) later = create_random_tables (seed + 500, earlier->len);

      return lay_out_waves (earlier, later, earlier->len > 1 || seed % 3 > 0 ? "c0" : NULL, options);
    }

  const gboolean few = wanted.kind == MOK_CHART_LIKERT || wanted.kind == MOK_CHART_STACKED || seed % 3 == 0;
  g_autoptr (MokTable) table = chart_sample_new_random (seed, few ? 5 : 30, 12);

  /* Most tables allow what is wished for. */
  if (wanted.kind == MOK_CHART_RIDGE)
    table->scale = MOK_SCALE_BANDS;
  else if (few)
    table->scale = MOK_SCALE_ORDINAL;

  return mok_chart_new (table, &wanted);
}
