/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables with made-up figures for the tests and the gallery of charts. */

#include "config.h"

#include "chart-samples.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-statistics.h"

/* Not Hebrew, but letters that run as it does, in words as long as the English ones. */
static char *
dup_hebrew (const char *english)
{
  static const char *const letters[] = { "א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט", "י", "כ", "ל", "מ",
                                         "נ", "ס", "ע", "פ", "צ", "ק", "ר", "ש", "ת", "ם", "ן", "ף", "ץ" };
  GString *hebrew = g_string_new (NULL);

  for (const char *c = english; *c != '\0'; c++)
    {
      if (g_ascii_isalpha (*c))
        g_string_append (hebrew, letters[g_ascii_tolower (*c) - 'a']);
      else
        g_string_append_c (hebrew, *c);
    }
  return g_string_free (hebrew, FALSE);
}

/* In English, Korean, and a language that is read from right to left. */
MokText *
chart_words_new_text (ChartWords words)
{
  MokText *text = mok_text_new ();
  g_autofree char *hebrew = dup_hebrew (words.en);

  mok_text_set (text, "en", words.en);
  mok_text_set (text, "ko", words.ko);
  mok_text_set (text, "he", hebrew);
  return text;
}

static void
set_text (MokText **field, ChartWords words)
{
  g_clear_pointer (field, mok_text_unref);
  *field = chart_words_new_text (words);
}

MokTable *
chart_sample_table_new (const char *name, MokScale scale, ChartWords wording, const ChartWords *columns, guint n)
{
  MokTable *table = mok_table_new (name);

  table->scale = scale;
  table->exact = TRUE;
  table->synthetic = TRUE;
  set_text (&table->title, wording);
  set_text (&table->wording, wording);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MokText) label = chart_words_new_text (columns[i]);
      g_autofree char *code = g_strdup_printf ("%u", i + 1);

      mok_table_add_column (table, code, label);
    }
  return table;
}

void
chart_sample_add_group (MokTable *table, const ChartGroup *group)
{
  g_autoptr (MokText) label = chart_words_new_text (group->label);
  MokTableRow *row = mok_table_add_row (table, table->rows->len == 0 ? "" : group->label.en, label);
  const double missing = (group->missing[0] + group->missing[1] + group->missing[2]) / 100;
  const double asked = group->base / (1 - missing);

  row->base = group->base;
  row->shown = group->base >= 20;
  row->missing[MOK_MISSING_NOT_SURE] = round (asked * group->missing[0] / 100);
  row->missing[MOK_MISSING_REFUSED] = round (asked * group->missing[1] / 100);
  row->missing[MOK_MISSING_BLANK] = round (asked * group->missing[2] / 100);
  for (guint i = 0; i < table->columns->len && row->shown; i++)
    {
      MokTableCell *cell = &row->cells[i];

      cell->count = (gint64) round (group->base * group->points[i] / 100);
      cell->share = group->points[i] / 100;
      cell->noisy = (double) cell->count;
      mok_wilson_interval (cell->count, group->base, &cell->low, &cell->high);
    }
  row->noisy_base = group->base;
}

void
chart_sample_set_by (MokTable *table, const char *by, ChartWords title)
{
  table->by = g_strdup (by);
  table->by_title = chart_words_new_text (title);
}

static MokTable *
create_priorities (void)
{
  static const ChartWords columns[] = {
    { "Which labour-law rules apply to small clinics", "소규모 의료기관에 적용되는 노동법 범위" },
    { "Pregnancy, childbirth and parental protections", "임신·출산·육아 보호" },
    { "Leave that can be used when needed", "필요할 때 쓸 수 있는 휴가" },
    { "Meals, rest areas and health check-ups", "식사·휴게 공간·건강검진" },
    { "Continuing education", "보수교육" },
    { "Number of staff per shift", "근무조별 인력" },
    { "Working hours and pay", "근로시간과 임금" },
    { "Support for employers with the cost", "사용자 비용 지원" },
  };
  static const ChartGroup all = {
    { "All respondents", "전체 응답자" }, 1405, { 37, 35, 43, 21, 9, 54, 49, 7 }, { 3, 4, 1 }
  };
  MokTable *table = chart_sample_table_new (
      "priorities", MOK_SCALE_MULTIPLE,
      (ChartWords){ "If employers, staff and government sat down to talk, what would matter most?",
                    "사용자·직원·정부가 대화한다면 무엇이 가장 중요합니까?" },
      columns, G_N_ELEMENTS (columns));

  table->max_selected = 3;
  chart_sample_add_group (table, &all);
  return table;
}

static const ChartWords reasons[] = {
  { "No one to cover my work", "대신할 사람이 없음" },
  { "Told it does not apply because of the number of employees", "직원 수 때문에 적용되지 않는다고 들음" },
  { "Did not want to add to colleagues' work", "동료의 일이 늘까 봐" },
  { "Concerned about evaluation, promotion or renewal", "평가·승진·재계약이 걱정되어" },
  { "Did not know I could ask", "요청할 수 있는지 몰라서" },
  { "Could not afford the loss of income", "소득이 줄어서" },
};
static const ChartWords reasons_wording = { "Why did you not receive, or not ask for, a leave or protection?",
                                            "휴가나 보호 제도를 받지 못했거나 요청하지 않은 이유는 무엇입니까?" };

static MokTable *
create_reasons (void)
{
  static const ChartGroup groups[] = {
    { { "All respondents", "전체 응답자" }, 775, { 56, 17, 45, 32, 20, 16 }, { 2, 3, 2 } },
    { { "Under 5 employees", "직원 1~4명" }, 120, { 62, 47, 41, 23, 29, 19 }, { 2, 3, 2 } },
    { { "5 or more employees", "직원 5명 이상" }, 655, { 55, 12, 46, 34, 18, 15 }, { 2, 3, 2 } },
  };
  MokTable *table =
      chart_sample_table_new ("why_not", MOK_SCALE_MULTIPLE, reasons_wording, reasons, G_N_ELEMENTS (reasons));

  set_text (&table->period, (ChartWords){ "Last 12 months", "최근 12개월" });
  chart_sample_set_by (table, "size5", (ChartWords){ "Workplace size", "사업장 규모" });
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    chart_sample_add_group (table, &groups[i]);
  return table;
}

static MokTable *
create_ages (void)
{
  static const ChartGroup groups[] = {
    { { "All respondents", "전체 응답자" }, 775, { 56, 17, 45, 32, 20, 16 }, { 2, 3, 2 } },
    { { "Under 30", "30세 미만" }, 180, { 62, 20, 51, 23, 29, 19 }, { 2, 3, 2 } },
    { { "30–39", "30대" }, 265, { 55, 12, 46, 34, 18, 15 }, { 2, 3, 2 } },
    { { "40–49", "40대" }, 12, { 0 }, { 0 } },
    { { "50 or over", "50세 이상" }, 130, { 41, 22, 30, 38, 11, 12 }, { 2, 3, 2 } },
  };
  MokTable *table =
      chart_sample_table_new ("why_not", MOK_SCALE_MULTIPLE, reasons_wording, reasons, G_N_ELEMENTS (reasons));

  chart_sample_set_by (table, "age_band", (ChartWords){ "Age", "연령대" });
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    chart_sample_add_group (table, &groups[i]);
  return table;
}

static const ChartWords occupations_title = { "Occupation", "직종" };

static MokTable *
create_occupations (void)
{
  static const ChartGroup groups[] = {
    { { "All respondents", "전체 응답자" }, 775, { 56, 17, 45, 32, 20, 16 }, { 2, 3, 2 } },
    { { "Nurse", "간호사" }, 300, { 62, 20, 51, 23, 29, 19 }, { 2, 3, 2 } },
    { { "Nurse assistant", "간호조무사" }, 165, { 55, 32, 46, 34, 18, 15 }, { 2, 3, 2 } },
    { { "Resident or intern in training", "전공의(인턴·레지던트)" }, 12, { 0 }, { 0 } },
    { { "Technologist or therapist (lab, imaging, physical therapy)",
        "의료기사 등(임상병리사·방사선사·물리치료사·치과위생사 등)" },
      130,
      { 41, 22, 30, 38, 11, 12 },
      { 2, 3, 2 } },
    { { "Administration or reception", "행정·접수" }, 90, { 37, 8, 33, 18, 14, 19 }, { 2, 3, 2 } },
    { { "Other", "그 밖의 직종" }, 60, { 30, 16, 20, 28, 10, 22 }, { 2, 3, 2 } },
  };
  MokTable *table =
      chart_sample_table_new ("why_not", MOK_SCALE_MULTIPLE, reasons_wording, reasons, G_N_ELEMENTS (reasons));

  chart_sample_set_by (table, "occ", occupations_title);
  table->filter = g_strdup ("gender");
  table->filter_code = g_strdup ("1");
  table->filter_title = chart_words_new_text ((ChartWords){ "Gender", "성별" });
  table->filter_label = chart_words_new_text ((ChartWords){ "Woman", "여성" });
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    chart_sample_add_group (table, &groups[i]);
  return table;
}

static const ChartWords hours[] = {
  { "Up to 40 hours", "40시간 이하" }, { "41–52 hours", "41~52시간" },     { "53–60 hours", "53~60시간" },
  { "61–80 hours", "61~80시간" },      { "Over 80 hours", "80시간 초과" },
};
static const ChartWords hours_wording = { "In a usual week, how many hours do you actually work?",
                                          "보통 일주일에 실제로 몇 시간 일합니까?" };

static MokTable *
create_hours (void)
{
  static const ChartGroup all = { { "All respondents", "전체 응답자" }, 1360, { 40, 38, 12, 8, 2 }, { 0, 0, 3 } };
  MokTable *table = chart_sample_table_new ("hours_week", MOK_SCALE_BANDS, hours_wording, hours, G_N_ELEMENTS (hours));

  table->exact = FALSE;
  set_text (&table->period, (ChartWords){ "Usual week, last 3 months", "보통의 한 주, 최근 3개월" });
  chart_sample_add_group (table, &all);
  mok_table_get_row (table, 0)->cells[4].bound = MOK_BOUND_AT_MOST;
  mok_table_get_row (table, 0)->cells[4].low = 0;
  mok_table_get_row (table, 0)->cells[4].high = 0.042;
  return table;
}

static MokTable *
create_hours_by_occupation (void)
{
  static const ChartGroup groups[] = {
    { { "All respondents", "전체 응답자" }, 1360, { 40, 38, 12, 8, 2 }, { 0, 0, 3 } },
    { { "Nurse", "간호사" }, 520, { 38, 44, 12, 5, 1 }, { 0 } },
    { { "Nurse assistant", "간호조무사" }, 275, { 46, 40, 9, 4, 1 }, { 0 } },
    { { "Resident or intern", "전공의(인턴·레지던트)" }, 85, { 2, 7, 14, 58, 19 }, { 0 } },
    { { "Technologist", "의료기사 등" }, 205, { 49, 38, 9, 3, 1 }, { 0 } },
    { { "Other doctor, dentist or Korean medicine doctor", "그 밖의 의사·치과의사·한의사" },
      90,
      { 27, 38, 20, 13, 2 },
      { 0 } },
    { { "Pharmacy", "약사" }, 9, { 0 }, { 0 } },
    { { "Administration", "행정·접수" }, 125, { 61, 33, 5, 1, 0 }, { 0 } },
  };
  MokTable *table = chart_sample_table_new ("hours_week", MOK_SCALE_BANDS, hours_wording, hours, G_N_ELEMENTS (hours));

  chart_sample_set_by (table, "occ", occupations_title);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    chart_sample_add_group (table, &groups[i]);
  return table;
}

static const ChartWords agreement[] = {
  { "Strongly disagree", "전혀 그렇지 않다" },
  { "Disagree", "그렇지 않다" },
  { "Neither", "보통이다" },
  { "Agree", "그렇다" },
  { "Strongly agree", "매우 그렇다" },
};
static const ChartWords freedom_wording = { "At my workplace, staff can decide freely when to become pregnant.",
                                            "우리 직장에서는 직원이 임신 시기를 자유롭게 정할 수 있다." };

static MokTable *
create_freedom (void)
{
  static const ChartGroup groups[] = {
    { { "All", "전체" }, 1310, { 16, 23, 18, 26, 17 }, { 7, 3, 1 } },
    { { "Nurse", "간호사" }, 520, { 22, 27, 16, 22, 13 }, { 5, 3, 1 } },
    { { "Nurse assistant", "간호조무사" }, 275, { 18, 25, 19, 24, 14 }, { 9, 3, 2 } },
    { { "Technologist or therapist", "의료기사 등" }, 205, { 11, 20, 20, 31, 18 }, { 7, 4, 1 } },
    { { "Resident or intern", "전공의(인턴·레지던트)" }, 85, { 28, 26, 14, 20, 12 }, { 4, 5, 0 } },
    { { "Pharmacist", "약사" }, 11, { 0 }, { 0 } },
    { { "Administration or reception", "행정·접수" }, 125, { 8, 15, 22, 33, 22 }, { 10, 2, 2 } },
  };
  MokTable *table =
      chart_sample_table_new ("preg_free", MOK_SCALE_LIKERT, freedom_wording, agreement, G_N_ELEMENTS (agreement));

  chart_sample_set_by (table, "occ", occupations_title);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    chart_sample_add_group (table, &groups[i]);
  return table;
}

static MokTable *
create_opinion (void)
{
  static const ChartWords columns[] = { { "Oppose", "반대한다" },
                                        { "Rather oppose", "반대하는 편이다" },
                                        { "Rather support", "찬성하는 편이다" },
                                        { "Support", "찬성한다" } };
  static const ChartGroup all = { { "All", "전체" }, 640, { 7, 12, 38, 43 }, { 6, 3, 2 } };
  MokTable *table = chart_sample_table_new ("law_all", MOK_SCALE_LIKERT,
                                            (ChartWords){ "The Labour Standards Act should apply to every workplace.",
                                                          "근로기준법은 모든 사업장에 적용되어야 한다." },
                                            columns, G_N_ELEMENTS (columns));

  table->open = TRUE;
  chart_sample_add_group (table, &all);
  return table;
}

static const ChartWords frequency[] = {
  { "Always or nearly always", "항상 또는 거의 항상" },
  { "More than half of the time", "절반 넘게" },
  { "Half of the time or less", "절반 이하" },
  { "Never or almost never", "전혀 또는 거의 없음" },
  { "Did not apply to my situation", "제 상황에는 해당하지 않았습니다" },
};
static const ChartWords staffing_wording = {
  "How often were there enough staff on your shift to care for patients safely?",
  "근무 중 환자를 안전하게 돌볼 만큼 인력이 충분했던 때는 얼마나 됩니까?"
};

static MokTable *
create_staffing (void)
{
  static const ChartGroup groups[] = {
    { { "All respondents", "전체 응답자" }, 1180, { 22, 33, 27, 14, 4 }, { 4, 2, 1 } },
    { { "Tertiary or general hospital", "상급종합·종합병원" }, 430, { 17, 33, 30, 16, 4 }, { 4, 2, 1 } },
    { { "Hospital", "병원" }, 205, { 20, 36, 27, 14, 3 }, { 4, 2, 1 } },
    { { "Long-term care or psychiatric hospital", "요양병원·정신병원" }, 125, { 15, 29, 34, 19, 3 }, { 4, 2, 1 } },
    { { "Clinic", "의원" }, 240, { 34, 34, 18, 8, 6 }, { 4, 2, 1 } },
    { { "Dental", "치과" }, 105, { 40, 33, 15, 7, 5 }, { 4, 2, 1 } },
    { { "Korean medicine", "한의원·한방병원" }, 17, { 0 }, { 0 } },
  };
  MokTable *table =
      chart_sample_table_new ("staff_ok", MOK_SCALE_ORDINAL, staffing_wording, frequency, G_N_ELEMENTS (frequency));

  mok_table_get_column (table, 4)->not_applicable = TRUE;
  set_text (&table->period, (ChartWords){ "Last 4 weeks", "최근 4주" });
  chart_sample_set_by (table, "inst_type", (ChartWords){ "Kind of institution", "기관 종류" });
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    chart_sample_add_group (table, &groups[i]);
  return table;
}

static MokTable *
create_staffing_all (void)
{
  static const ChartGroup all = { { "All respondents", "전체 응답자" }, 1180, { 22, 33, 27, 14, 4 }, { 4, 2, 1 } };
  MokTable *table =
      chart_sample_table_new ("staff_ok", MOK_SCALE_ORDINAL, staffing_wording, frequency, G_N_ELEMENTS (frequency));

  mok_table_get_column (table, 4)->not_applicable = TRUE;
  chart_sample_add_group (table, &all);
  return table;
}

static MokTable *
create_tenure (void)
{
  static const ChartWords columns[] = { { "Less than 6 months", "6개월 미만" },
                                        { "6 months to less than 1 year", "6개월 이상 1년 미만" },
                                        { "1 to less than 3 years", "1년 이상 3년 미만" },
                                        { "3 to less than 10 years", "3년 이상 10년 미만" },
                                        { "10 years or more", "10년 이상" } };
  static const ChartGroup groups[] = {
    { { "All respondents", "전체 응답자" }, 900, { 9, 13, 29, 34, 15 }, { 0, 2, 1 } },
    { { "Under 5 employees", "직원 1~4명" }, 220, { 14, 19, 33, 26, 8 }, { 0, 2, 1 } },
    { { "5 or more employees", "직원 5명 이상" }, 680, { 7, 11, 28, 37, 17 }, { 0, 2, 1 } },
  };
  MokTable *table = chart_sample_table_new (
      "tenure", MOK_SCALE_ORDINAL,
      (ChartWords){ "How long have you worked at your current workplace?", "현재 직장에서 일한 기간은 얼마나 됩니까?" },
      columns, G_N_ELEMENTS (columns));

  chart_sample_set_by (table, "size5", (ChartWords){ "Workplace size", "사업장 규모" });
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    chart_sample_add_group (table, &groups[i]);
  return table;
}

static MokTable *
create_leave (void)
{
  static const ChartWords columns[] = {
    { "Received as much as I needed", "필요한 만큼 받았습니다" },
    { "Received only in part (fewer days or hours, later, or without pay that was due)",
      "일부만 받았습니다(일수·시간이 적거나, 늦거나, 유급인데 무급 처리됨)" },
    { "Asked, but did not receive it", "요청했지만 받지 못했습니다" },
    { "Needed it, but did not ask", "필요했지만 요청하지 않았습니다" },
    { "Did not need or want it", "필요하지 않았거나 원하지 않았습니다" },
    { "Did not apply to my situation", "제 상황에는 해당하지 않았습니다" },
  };
  static const ChartGroup all = { { "All respondents", "전체 응답자" }, 870, { 38, 21, 9, 17, 5, 10 }, { 4, 3, 2 } };
  MokTable *table = chart_sample_table_new (
      "al", MOK_SCALE_NOMINAL,
      (ChartWords){ "In the last 12 months, what happened when it came to paid annual leave at this "
                    "workplace?",
                    "최근 12개월 동안 이 직장에서 유급 연차휴가는 어떠했습니까?" },
      columns, G_N_ELEMENTS (columns));

  mok_table_get_column (table, 5)->not_applicable = TRUE;
  table->exact = FALSE;
  chart_sample_add_group (table, &all);
  return table;
}

/* The same as a release shows it: estimates, wider intervals, limits instead of extreme shares. */
MokTable *
chart_sample_release (MokTable *table)
{
  table->exact = FALSE;
  for (guint r = 0; r < table->rows->len; r++)
    {
      MokTableRow *row = mok_table_get_row (table, r);

      row->base += 1.7;
      for (guint i = 0; i < table->columns->len && row->shown; i++)
        {
          MokTableCell *cell = &row->cells[i];

          cell->count = -1;
          mok_wilson_interval (cell->share * row->base / 2, row->base / 2, &cell->low, &cell->high);
          if (cell->share * row->base < 6)
            cell->bound = MOK_BOUND_AT_MOST;
        }
    }
  return table;
}

static MokTable *
create_reasons_released (void)
{
  return chart_sample_release (create_reasons ());
}

static MokTable *
create_hours_released (void)
{
  return chart_sample_release (create_hours_by_occupation ());
}

static MokTable *
create_freedom_released (void)
{
  return chart_sample_release (create_freedom ());
}

static MokTable *
create_staffing_released (void)
{
  return chart_sample_release (create_staffing ());
}

/* What an open survey shows of a number for which its form names no bands: even ones, all with two ends. */
static MokTable *
create_scale (void)
{
  static const ChartWords columns[] = { { "20–29", "20~29" }, { "30–39", "30~39" }, { "40–49", "40~49" },
                                        { "50–59", "50~59" }, { "60–69", "60~69" }, { "70–79", "70~79" } };
  static const ChartGroup all = {
    { "All respondents", "전체 응답자" }, 1251, { 41, 35, 16, 6, 1.5, 0.5 }, { 0, 0, 1 }
  };
  MokTable *table = chart_sample_table_new ("age", MOK_SCALE_BANDS, (ChartWords){ "How old are you?", "몇 살입니까?" },
                                            columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      mok_table_get_column (table, i)->low = 19.5 + 10 * i;
      mok_table_get_column (table, i)->high = 29.5 + 10 * i;
    }
  table->open = TRUE;
  table->synthetic = FALSE;
  chart_sample_add_group (table, &all);
  return table;
}

static MokTable *
create_few (void)
{
  static const ChartGroup all = { { "All respondents", "전체 응답자" }, 8, { 0 }, { 0 } };
  MokTable *table = chart_sample_table_new ("hours_week", MOK_SCALE_BANDS, hours_wording, hours, G_N_ELEMENTS (hours));

  chart_sample_add_group (table, &all);
  return table;
}

static MokTable *
create_empty (void)
{
  return mok_table_new ("nothing");
}

const ChartSample chart_samples[] = {
  { "priorities", create_priorities },
  { "leave", create_leave },
  { "reasons", create_reasons },
  { "ages", create_ages },
  { "occupations", create_occupations },
  { "hours", create_hours },
  { "hours-by-occupation", create_hours_by_occupation },
  { "freedom", create_freedom },
  { "opinion", create_opinion },
  { "staffing", create_staffing },
  { "staffing-all", create_staffing_all },
  { "tenure", create_tenure },
  { "reasons-released", create_reasons_released },
  { "hours-released", create_hours_released },
  { "freedom-released", create_freedom_released },
  { "staffing-released", create_staffing_released },
  { "scale", create_scale },
  { "outcome", chart_sample_create_outcome },
  { "outcome-groups", chart_sample_create_outcome_groups },
  { "few", create_few },
  { "empty", create_empty },
};
const guint n_chart_samples = G_N_ELEMENTS (chart_samples);

MokTable *
chart_sample_new (const char *name)
{
  for (guint i = 0; i < n_chart_samples; i++)
    {
      if (strcmp (chart_samples[i].name, name) == 0)
        return chart_samples[i].create ();
    }
  g_assert_not_reached ();
}
