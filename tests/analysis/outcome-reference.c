/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The classification of the questionnaire's blueprint, rule by rule in its own words, and the dates of the law in a
 * list. Must not use the law layer or the law table: it is what they are compared with.
 */

#include "config.h"

#include "outcome-reference.h"

#include <string.h>

#define NURSES "5+; nurses and nurse assistants all sizes"

static const struct
{
  const char *variable;
  const char *size;
  const char *condition;
  const char *rule;
  guint months; /* recall */
  guint first;  /* the first day of which the law is known */
} protections[] = {
  { "break_ok", "all", "", "kept", 3, 20180629 },
  { "weekly_off", "all", "15h", "kept", 3, 20180629 },
  { "ot_pay", "5+", "", "kept", 3, 20180629 },
  { "ph_paid", "5+", "15h", "kept", 12, 20220101 },
  { "al", "5+ (12 months, size_days5=1)", "15h", "exp", 12, 20180629 },
  { "menst", "5+", "", "exp", 12, 20180629 },
  { "famcare", "all", "", "exp", 12, 20200101 },
  { "ml", "all", "", "exp", 36, 20180629 },
  { "misc", "all", "", "exp", 36, 20180629 },
  { "preg_short", "all", "", "exp", 36, 20180629 },
  { "preg_check", "5+; residents all", "", "exp", 36, 20180629 },
  { "preg_ot", "all", "", "dutynever", 36, 20180629 },
  { "preg_night", "all", "", "dutynight", 36, 20180629 },
  { "preg_light", "all", "", "exp", 36, 20180629 },
  { "pp_ot", "all", "", "dutynever", 36, 20180629 },
  { "nursing", "5+", "", "exp", 36, 20180629 },
  { "sp_leave", "all", "", "exp", 36, 20191001 },
  { "fert", "all", "", "exp", 36, 20180529 },
  { "pl", "all", "6 months", "exp", 36, 20180629 },
  { "cc_short", "all", "6 months and child", "exp", 36, 20180629 },
  { "harass_resp", NURSES, "", "harass", 12, 20211014 },
  { "adverse", "part", "", "adverse", 36, 20180629 },
};

/* The last day of an old law and the first of a new one. */
static const guint turns[] = { 20250222, 20250223, 20250620, 20250621, 20260220, 20260221,
                               20260819, 20260820, 20260917, 20260918, 20261126, 20261127 };

static gboolean
in (const char *code, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  return code != NULL && *code != '\0' && g_strv_contains ((const char *const *) words, code);
}

static gboolean
blank (const char *code)
{
  return code == NULL || *code == '\0';
}

/* Several choices: whether any of @list is among them. */
static gboolean
any (const char *codes, const char *list)
{
  g_auto (GStrv) words = g_strsplit (codes != NULL ? codes : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (in (words[i], list))
        return TRUE;
    }
  return FALSE;
}

static char
get_size5_now (const ReferencePerson *p)
{
  if (in (p->size_band, "3 4 5 6"))
    return '1';
  if (in (p->size_band, "2") && (in (p->size_days5, "1 2 98 99") || blank (p->size_days5)))
    return '1';
  if (in (p->size_band, "1 98") && in (p->size_days5, "1 2"))
    return '1';
  if (in (p->size_band, "1") && (in (p->size_days5, "3 4 98 99") || blank (p->size_days5)))
    return '0';
  if (in (p->size_band, "2 98") && in (p->size_days5, "3 4"))
    return '0';
  return '?';
}

static gboolean
is_in_module_5 (const ReferencePerson *p)
{
  return in (p->variable, "ml misc preg_short preg_check preg_ot preg_night preg_light pp_ot nursing");
}

static char
get_size5 (const ReferencePerson *p)
{
  if (!is_in_module_5 (p) || p->preg_size == NULL || in (p->preg_size, "1"))
    return get_size5_now (p);
  return in (p->preg_size, "2") ? '0' : in (p->preg_size, "3") ? '1' : '?';
}

static char
get_emp (const ReferencePerson *p)
{
  return in (p->emp_status, "1 2 3 4") ? '1' : in (p->emp_status, "5 6") ? '0' : '?';
}

static char
or_all_sizes (char size, char special)
{
  return size == '1' || special == '1' ? '1' : size == '0' && special == '0' ? '0' : '?';
}

static char
get_size_scope (const ReferencePerson *p, const char *scope, guint day)
{
  const char size = get_size5 (p);

  if (g_str_equal (scope, "all") || g_str_equal (scope, "part"))
    return '1';
  if (g_str_has_prefix (scope, "5+ (12 months"))
    {
      if (size != '1')
        return size;
      return in (p->size_band, "3 4 5 6") || in (p->size_days5, "1") ? '1' : '?';
    }
  if (g_str_equal (scope, "5+; residents all") && day >= 20260221)
    {
      const gboolean known =
          !blank (p->occ) && !in (p->occ, "99") && !blank (p->emp_status) && !in (p->emp_status, "99");

      return or_all_sizes (size, in (p->occ, "3") || in (p->emp_status, "4") ? '1' : known ? '0' : '?');
    }
  if (g_str_equal (scope, NURSES) && day >= 20250621)
    return or_all_sizes (size, in (p->occ, "1 2") ? '1' : blank (p->occ) || in (p->occ, "99") ? '?' : '0');
  return size;
}

static char
get_hours (const ReferencePerson *p)
{
  if (in (p->emp_status, "4") || in (p->contract_hours, "2 3 4"))
    return '1';
  return in (p->contract_hours, "1") ? '0' : '?';
}

static char
get_tenure (const ReferencePerson *p)
{
  return in (p->tenure, "2 3 4 5") ? '1' : in (p->tenure, "1") ? '0' : '?';
}

static char
get_child (const ReferencePerson *p, guint day)
{
  if (any (p->care_3y, "3"))
    return '1';
  if (any (p->care_3y, "4"))
    return day >= 20250223 ? '1' : '0';
  return any (p->care_3y, "1 2 5") ? '0' : '?';
}

/* '1', '0' for fewer than five, 'N' for another reason, '?', 'u' for a day of which the law is not known */
static char
get_cov (const ReferencePerson *p, guint row, guint day)
{
  const char *condition = protections[row].condition;
  char met[3] = "111";
  const char size = get_size_scope (p, protections[row].size, day);

  if (get_emp (p) == '?')
    return '?';
  if (g_str_equal (protections[row].rule, "harass") && p->harass != NULL && g_str_equal (p->harass, "1"))
    return 'N';
  if (day < protections[row].first)
    return 'u';
  if (strstr (condition, "15h") != NULL)
    met[0] = get_hours (p);
  if (strstr (condition, "6 months") != NULL)
    met[1] = get_tenure (p);
  /* The decree of autumn 2026 has not been seen. */
  if (strstr (condition, "child") != NULL && day >= 20260918 && met[1] == '0')
    met[1] = '?';
  if (strstr (condition, "child") != NULL)
    met[2] = get_child (p, day);
  if (memchr (met, '0', 3) != NULL)
    return 'N';
  if (memchr (met, '?', 3) != NULL || size == '?')
    return '?';
  return size;
}

static guint
months_before (guint date, guint months)
{
  const guint month = date / 10000 * 12 + date / 100 % 100 - 1 - months;

  return month / 12 * 10000 + (month % 12 + 1) * 100 + date % 100;
}

/* 'c' where the law changed in between */
static char
get_cov_over_time (const ReferencePerson *p, guint row, guint law_date)
{
  guint from = months_before (law_date, protections[row].months);
  guint to = law_date;
  char cov;

  if (is_in_module_5 (p) && !in (p->variable, "pp_ot nursing"))
    {
      const guint begin = in (p->preg_period, "3") ? 20260918 : in (p->preg_period, "2") ? 20250223 : 0;
      const guint end = in (p->preg_period, "1") ? 20250222 : in (p->preg_period, "2") ? 20260917 : 99999999;

      from = CLAMP (from, begin, end);
      to = CLAMP (to, begin, end);
    }
  cov = get_cov (p, row, from);
  if (cov == 'u')
    return '?';
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      if (turns[i] > from && turns[i] < to && get_cov (p, row, turns[i]) != cov)
        return 'c';
    }
  return get_cov (p, row, to) == cov ? cov : 'c';
}

static const char *
get_rcv (const ReferencePerson *p, const char *rule, guint *flags)
{
  if (p->own == NULL)
    return "not-applicable";
  if (g_str_equal (rule, "exp"))
    return in (p->own, "1")     ? "received"
           : in (p->own, "2")   ? "partly"
           : in (p->own, "3")   ? "refused"
           : in (p->own, "4")   ? "not asked"
           : in (p->own, "5 6") ? "not-applicable"
                                : "?";
  if (g_str_equal (rule, "kept"))
    return in (p->own, "1")     ? "received"
           : in (p->own, "2")   ? "partly"
           : in (p->own, "3 4") ? "refused"
           : in (p->own, "6")   ? "not-applicable"
                                : "?";
  if (g_str_equal (rule, "dutynever"))
    return in (p->own, "1") ? "received" : in (p->own, "2 3 4") ? "refused" : in (p->own, "6") ? "not-applicable" : "?";
  if (g_str_equal (rule, "dutynight"))
    return in (p->own, "1") ? "received" : in (p->own, "2 3 4") && in (p->preg_nightask, "2 3") ? "refused" : "?";
  if (g_str_equal (rule, "harass"))
    return in (p->own, "1") ? "received" : in (p->own, "2 3") ? "refused" : in (p->own, "4") ? "not asked" : "?";

  if (any (p->own, "2"))
    return "refused";
  if (any (p->own, "3 5 6"))
    {
      *flags |= MOK_OUTCOME_SEQUENCE_ONLY;
      return "refused";
    }
  if (any (p->own, "1 4 7"))
    {
      *flags |= MOK_OUTCOME_PRESSURE;
      return "?";
    }
  return any (p->own, "8 9") ? "received" : any (p->own, "10") ? "not-applicable" : "?";
}

/* Returns: the stable word of the class */
const char *
reference_classify (const ReferencePerson *p, guint law_date, guint *flags, char *size5)
{
  guint row = 0;
  guint kinds = 0;
  const char *rcv;
  char cov;

  while (!g_str_equal (protections[row].variable, p->variable))
    row++;
  rcv = get_rcv (p, protections[row].rule, &kinds);
  cov = get_cov_over_time (p, row, law_date);
  *size5 = get_size5 (p);
  *flags = 0;

  if (g_str_equal (rcv, "not-applicable") || get_emp (p) == '0' || cov == 'N')
    return "not_applicable";
  if (g_str_equal (rcv, "?"))
    {
      *flags = kinds & MOK_OUTCOME_PRESSURE;
      return "undetermined";
    }
  if (cov == '?' || cov == 'c')
    {
      *flags = cov == 'c' ? MOK_OUTCOME_LAW_CHANGED : 0;
      return "undetermined";
    }
  if (g_str_equal (rcv, "refused"))
    kinds |= MOK_OUTCOME_REFUSED;
  if (g_str_equal (rcv, "partly"))
    kinds |= MOK_OUTCOME_PARTIAL;
  *flags = kinds;
  if (cov == '0')
    return g_str_equal (rcv, "received") || g_str_equal (rcv, "partly") ? "exempt_received" : "exempt_not_received";
  if (g_str_equal (rcv, "received"))
    return "guaranteed_received";
  if (g_str_equal (rcv, "not asked"))
    return "guaranteed_not_asked_for";
  if (g_str_equal (protections[row].rule, "adverse") && *size5 == '0')
    *flags |= MOK_OUTCOME_NO_REMEDY;
  return "guaranteed_denied";
}
