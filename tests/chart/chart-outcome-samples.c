/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Protections by law with made-up figures for the tests and the gallery of charts. */

#include "config.h"

#include <math.h>

#include "analysis/mok-outcome.h"
#include "analysis/mok-statistics.h"
#include "chart-samples.h"

#define N_CLASSES (MOK_N_OUTCOMES - 1)

typedef struct
{
  ChartWords name;
  ChartWords article;
  gboolean binds_all;
  /* In the order of MokOutcome, per cent; then the base. */
  double under[N_CLASSES + 1];
  double over[N_CLASSES + 1];
} Protection;

static const ChartWords classes[N_CLASSES] = {
  { "Guaranteed, received", "보장됨, 받음" },
  { "Guaranteed, not asked for", "보장됨, 요청하지 않음" },
  { "Guaranteed, denied or only in part", "보장됨, 거부 또는 일부만" },
  { "Exempt, received anyway", "적용 제외, 그래도 받음" },
  { "Exempt, not received", "적용 제외, 받지 못함" },
  { "Undetermined", "판단할 수 없음" },
};
static const char *const codes[N_CLASSES] = { "guaranteed_received", "guaranteed_not_asked_for", "guaranteed_denied",
                                              "exempt_received",     "exempt_not_received",      "undetermined" };

static const Protection protections[] = {
  { { "Breaks", "휴게시간" },
    { "Labor Standards Act, art. 54", "근로기준법 54조" },
    TRUE,
    { 46, 0, 50, 0, 0, 4, 183 },
    { 63, 0, 35.5, 0, 0, 1.5, 1241 } },
  { { "Paid annual leave", "연차휴가" },
    { "Labor Standards Act, art. 60", "근로기준법 60조" },
    FALSE,
    { 0, 0, 0, 31, 61, 8, 176 },
    { 58, 11, 27, 0, 0, 4, 1188 } },
  { { "Paid weekly day off", "주휴일" },
    { "Labor Standards Act, art. 55(1)", "근로기준법 55조 1항" },
    TRUE,
    { 71, 0, 23, 0, 0, 6, 181 },
    { 88, 0, 9, 0, 0, 3, 1224 } },
  { { "Maternity leave", "출산전후휴가" },
    { "Labor Standards Act, art. 74(1)", "근로기준법 74조 1항" },
    TRUE,
    { 53, 13, 27, 0, 0, 7, 31 },
    { 84, 4, 9, 0, 0, 3, 166 } },
  { { "Shorter hours in pregnancy", "임신기 근로시간 단축" },
    { "Labor Standards Act, art. 74(7)", "근로기준법 74조 7항" },
    TRUE,
    { 20, 35, 38, 0, 0, 7, 41 },
    { 47, 26, 22, 0, 0, 5, 219 } },
  { { "Parental leave", "육아휴직" },
    { "Equal Employment Opportunity and Work-Family Balance Assistance Act, art. 19", "남녀고용평등법 19조" },
    TRUE,
    { 27, 33, 31, 0, 0, 9, 44 },
    { 61, 19, 15, 0, 0, 5, 311 } },
  { { "Extra pay for overtime, nights, days off", "연장·야간·휴일 가산 임금" },
    { "Labor Standards Act, art. 56", "근로기준법 56조" },
    FALSE,
    { 0, 0, 0, 24, 68, 8, 152 },
    { 55, 0, 39, 0, 0, 6, 1009 } },
  { { "Public holidays paid", "유급 공휴일" },
    { "Labor Standards Act, art. 55(2)", "근로기준법 55조 2항" },
    FALSE,
    { 0, 0, 0, 38, 55, 7, 179 },
    { 74, 0, 22, 0, 0, 4, 1218 } },
  { { "Menstrual leave", "생리휴가" },
    { "Labor Standards Act, art. 73", "근로기준법 73조" },
    FALSE,
    { 0, 0, 0, 9, 82, 9, 96 },
    { 28, 41, 26, 0, 0, 5, 642 } },
  { { "Time off for pregnancy check-ups", "태아 검진 시간" },
    { "Labor Standards Act, art. 74-2", "근로기준법 74조의2" },
    FALSE,
    { 0, 0, 0, 34, 57, 9, 34 },
    { 66, 12, 17, 0, 0, 5, 221 } },
  { { "Paid nursing time", "수유시간" },
    { "Labor Standards Act, art. 75", "근로기준법 75조" },
    FALSE,
    { 0, 0, 0, 0, 0, 0, 7 },
    { 17, 48, 28, 0, 0, 7, 144 } },
};

static MokTable *
table_new (const Protection *protection)
{
  MokTable *table = mok_table_new ("protection");

  table->scale = MOK_SCALE_OUTCOME;
  table->synthetic = TRUE;
  table->binds_all = protection->binds_all;
  mok_text_unref (table->title);
  table->title = chart_words_new_text (protection->name);
  table->article = chart_words_new_text (protection->article);
  for (guint i = 0; i < N_CLASSES; i++)
    {
      g_autoptr (MokText) label = chart_words_new_text (classes[i]);

      mok_table_add_column (table, codes[i], label);
    }
  return table;
}

static void
add_row (MokTable *table, const char *code, ChartWords words, const double *points)
{
  g_autoptr (MokText) label = chart_words_new_text (words);
  MokTableRow *row = mok_table_add_row (table, code, label);

  row->base = points[N_CLASSES];
  row->shown = row->base >= 10;
  for (guint i = 0; i < N_CLASSES && row->shown; i++)
    {
      MokTableCell *cell = &row->cells[i];

      cell->share = points[i] / 100;
      mok_wilson_interval (MIN (cell->share, 1) * (row->base / 1.5), row->base / 1.5, &cell->low, &cell->high);
      if (cell->share > 0 && cell->share * row->base <= 2)
        cell->bound = MOK_BOUND_AT_MOST;
    }
}

static MokTable *
create_table (const Protection *protection)
{
  MokTable *table = table_new (protection);
  double all[N_CLASSES + 1] = { 0 };

  for (guint i = 0; i < N_CLASSES; i++)
    all[i] = (protection->under[i] * protection->under[N_CLASSES] + protection->over[i] * protection->over[N_CLASSES])
             / (protection->under[N_CLASSES] + protection->over[N_CLASSES]);
  all[N_CLASSES] = protection->under[N_CLASSES] + protection->over[N_CLASSES] + 20;
  table->by = g_strdup ("size5");
  table->by_title = chart_words_new_text ((ChartWords){ "Workplace size", "사업장 규모" });
  add_row (table, "", (ChartWords){ "All respondents", "전체 응답자" }, all);
  add_row (table, "under", (ChartWords){ "Under 5 employees", "직원 1~4명" }, protection->under);
  add_row (table, "over", (ChartWords){ "5 or more employees", "직원 5명 이상" }, protection->over);
  return table;
}

MokTable *
chart_sample_create_outcome (void)
{
  return create_table (&protections[1]);
}

/* Groups of which each has people whom the law guarantees it and people whom it does not. */
MokTable *
chart_sample_create_outcome_groups (void)
{
  MokTable *table = table_new (&protections[8]);

  table->by = g_strdup ("occ");
  table->by_title = chart_words_new_text ((ChartWords){ "Occupation", "직종" });
  table->period = chart_words_new_text ((ChartWords){ "Last 12 months", "최근 12개월" });
  add_row (table, "", (ChartWords){ "All respondents", "전체 응답자" }, (double[]){ 24, 35, 22, 2, 11, 6, 743 });
  add_row (table, "2", (ChartWords){ "Nurse", "간호사" }, (double[]){ 31, 38, 24, 0.4, 2.6, 4, 412 });
  add_row (table, "3", (ChartWords){ "Nurse assistant", "간호조무사" }, (double[]){ 12, 30, 17, 6, 28, 7, 188 });
  add_row (table, "5", (ChartWords){ "Resident or intern in training", "전공의(인턴·레지던트)" },
           (double[]){ 0, 0, 0, 0, 0, 0, 8 });
  add_row (table, "6", (ChartWords){ "Administration or reception", "행정·접수" },
           (double[]){ 22, 20, 25, 3, 22, 8, 96 });
  return table;
}

/* Protections as a release has them; where more are wanted than there are, they come again. */
GPtrArray *
chart_sample_new_headline (guint n)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (tables, create_table (&protections[i % G_N_ELEMENTS (protections)]));
  return tables;
}

/* Takes the sizes away from a protection, as where a release does not offer them. */
void
chart_sample_refuse_sizes (MokTable *table, const char *refusal)
{
  g_clear_pointer (&table->by, g_free);
  g_clear_pointer (&table->by_title, mok_text_unref);
  g_ptr_array_set_size (table->rows, 1);
  table->by_refusal = g_strdup (refusal);
}

/* Any names, any shares, rows that are missing, not shown or of base 0, protections without sizes. */
GPtrArray *
chart_sample_new_random_headline (guint32 seed)
{
  static const ChartWords names[] = {
    { "Breaks", "휴게" },
    { "A protection whose name is so long that it has to wrap in every label column",
      "연장·야간·휴일근로에 대한 가산" },
    { "Supercalifragilisticprotectionword", "임산부야간휴일근로제한및시간외근로금지" },
    { "", "" },
  };
  GRand *random = g_rand_new_with_seed (seed);
  const guint n = (guint) g_rand_int_range (random, 0, 9);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  for (guint t = 0; t < n; t++)
    {
      const Protection protection = { .name = names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))],
                                      .article = names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))],
                                      .binds_all = g_rand_boolean (random) };
      MokTable *table = table_new (&protection);

      table->exact = g_rand_boolean (random);
      for (guint r = 0; r < 3; r++)
        {
          static const char *const rows[] = { "", "under", "over" };
          double points[N_CLASSES + 1], sum = 0;

          for (guint i = 0; i < N_CLASSES; i++)
            {
              points[i] = g_rand_int_range (random, 0, 3) == 0 ? 0 : pow (g_rand_double (random), 3);
              sum += points[i];
            }
          for (guint i = 0; i < N_CLASSES && sum > 0; i++)
            points[i] *= 100 / sum;
          points[N_CLASSES] = g_rand_int_range (random, 0, 4) == 0 ? 0 : g_rand_int_range (random, 10, 200000);
          if (g_rand_int_range (random, 0, 8) > 0)
            add_row (table, rows[r], names[g_rand_int_range (random, 0, 3)], points);
        }
      if (table->rows->len > 0 && mok_table_get_row (table, 0)->code[0] == '\0' && g_rand_int_range (random, 0, 3) == 0)
        chart_sample_refuse_sizes (table, names[g_rand_int_range (random, 0, 3)].ko);
      g_ptr_array_add (tables, table);
    }
  g_rand_free (random);
  return tables;
}
