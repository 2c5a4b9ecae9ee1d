/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person as the law sees them: how many work at the workplace, whether the person is an employee, for how long and
 * for how many hours. Must not know what the person received.
 */

#include "config.h"

#include "analysis/mok-outcome.h"

/* Codes of the built-in form. */
enum
{
  OCC_NURSE = 1,
  OCC_NURSE_ASSISTANT = 2,
  OCC_RESIDENT = 3,
  EMP_OPEN_ENDED = 1,
  EMP_AGENCY = 3,
  EMP_RESIDENT = 4,
  EMP_PUBLIC = 5,
  EMP_OWNER = 6,
  BAND_1_TO_4 = 1,
  BAND_5_TO_9 = 2,
  BAND_10_TO_29 = 3,
  BAND_300 = 6,
  DAYS_ALL = 1,
  DAYS_MOST = 2,
  DAYS_HALF = 3,
  DAYS_NONE = 4,
  NOT_SURE = 98,
  REFUSED = 99,
};

/**
 * mok_law_input_get_variable:
 *
 * Returns: the question of a questionnaire that @input is the answer to
 */
const char *
mok_law_input_get_variable (MokLawInput input)
{
  static const char *const variables[MOK_N_LAW_INPUTS] = { "occ",       "tenure",    "emp_status", "contract_hours",
                                                           "size_band", "size_days5" };

  g_return_val_if_fail (input < MOK_N_LAW_INPUTS, NULL);

  return variables[input];
}

static gboolean
is_answer (MokLawCode code)
{
  return code >= 0 && code != NOT_SURE && code != REFUSED && code != MOK_LAW_CODE_OTHER;
}

/* Labor Standards Act, Enforcement Decree art. 7-2: with days under five on half of the days or more, a workplace
 * counts as under five, and the other way round.
 */
static MokSize5
get_size5 (MokLawCode band, MokLawCode days)
{
  const gboolean often = days == DAYS_ALL || days == DAYS_MOST;
  const gboolean seldom = days == DAYS_HALF || days == DAYS_NONE;

  if (band >= BAND_10_TO_29 && band <= BAND_300)
    return MOK_SIZE5_OVER;
  if (band == BAND_1_TO_4)
    return often ? MOK_SIZE5_OVER : MOK_SIZE5_UNDER;
  if (band == BAND_5_TO_9)
    return seldom ? MOK_SIZE5_UNDER : MOK_SIZE5_OVER;
  if (band == NOT_SURE)
    return often ? MOK_SIZE5_OVER : seldom ? MOK_SIZE5_UNDER : MOK_SIZE5_UNKNOWN;
  return MOK_SIZE5_UNKNOWN;
}

/* Five or more in every month of the year is certain only from ten people on, or with five or more on all days. */
static MokTruth
get_five_all_year (MokSize5 size5, MokLawCode band, MokLawCode days)
{
  if (size5 == MOK_SIZE5_UNDER)
    return MOK_TRUTH_NO;
  if (size5 == MOK_SIZE5_OVER && (days == DAYS_ALL || (band >= BAND_10_TO_29 && band <= BAND_300)))
    return MOK_TRUTH_YES;
  return MOK_TRUTH_UNKNOWN;
}

static MokTruth
get_employee (MokLawCode status)
{
  if (status >= EMP_OPEN_ENDED && status <= EMP_RESIDENT)
    return MOK_TRUTH_YES;
  return status == EMP_PUBLIC || status == EMP_OWNER ? MOK_TRUTH_NO : MOK_TRUTH_UNKNOWN;
}

/* Residents are not asked: their hours are those of the Residents Act. */
static MokTruth
get_fifteen_hours (MokLawCode status, MokLawCode hours)
{
  if (status == EMP_RESIDENT || (hours >= 2 && hours <= 4))
    return MOK_TRUTH_YES;
  return hours == 1 ? MOK_TRUTH_NO : MOK_TRUTH_UNKNOWN;
}

static MokTruth
get_six_months (MokLawCode tenure)
{
  if (tenure >= 2 && tenure <= 5)
    return MOK_TRUTH_YES;
  return tenure == 1 ? MOK_TRUTH_NO : MOK_TRUTH_UNKNOWN;
}

static MokTruth
get_nurse (MokLawCode occ)
{
  if (occ == OCC_NURSE || occ == OCC_NURSE_ASSISTANT)
    return MOK_TRUTH_YES;
  return is_answer (occ) ? MOK_TRUTH_NO : MOK_TRUTH_UNKNOWN;
}

/* The same people who get the questions for residents. */
static MokTruth
get_resident (MokLawCode occ, MokLawCode status)
{
  if (occ == OCC_RESIDENT || status == EMP_RESIDENT)
    return MOK_TRUTH_YES;
  return is_answer (occ) && is_answer (status) ? MOK_TRUTH_NO : MOK_TRUTH_UNKNOWN;
}

/**
 * mok_law_facts_init:
 * @facts: (out caller-allocates): the person
 * @inputs: (array fixed-size=6): the codes of the answers, by #MokLawInput
 *
 * What cannot be told from the answers stays unknown: nobody is taken for an employee, or for someone at a workplace of
 * five or more, for want of an answer.
 */
void
mok_law_facts_init (MokLawFacts *facts, const MokLawCode *inputs)
{
  g_return_if_fail (facts != NULL && inputs != NULL);

  const MokLawCode occ = inputs[MOK_LAW_INPUT_OCC];
  const MokLawCode status = inputs[MOK_LAW_INPUT_EMP_STATUS];
  const MokLawCode band = inputs[MOK_LAW_INPUT_SIZE_BAND];
  const MokLawCode days = inputs[MOK_LAW_INPUT_SIZE_DAYS5];
  const MokSize5 size5 = get_size5 (band, days);

  *facts = (MokLawFacts){
    .size5 = size5,
    .five_all_year = get_five_all_year (size5, band, days),
    .employee = get_employee (status),
    .fifteen_hours = get_fifteen_hours (status, inputs[MOK_LAW_INPUT_CONTRACT_HOURS]),
    .six_months = get_six_months (inputs[MOK_LAW_INPUT_TENURE]),
    .nurse = get_nurse (occ),
    .resident = get_resident (occ, status),
    .size_boundary = (band == BAND_1_TO_4 && (days == DAYS_ALL || days == DAYS_MOST))
                     || (band >= BAND_5_TO_9 && band <= BAND_300 && (days == DAYS_HALF || days == DAYS_NONE)),
    .agency = status == EMP_AGENCY,
  };
}

/**
 * mok_law_facts_get_key:
 *
 * Returns: a number below 8748, another one for each different person
 */
guint
mok_law_facts_get_key (const MokLawFacts *facts)
{
  const guint8 threes[] = { facts->size5,      facts->five_all_year, facts->employee, facts->fifteen_hours,
                            facts->six_months, facts->nurse,         facts->resident };
  guint key = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (threes); i++)
    key = key * 3 + threes[i];
  return key * 4 + facts->size_boundary * 2u + facts->agency;
}
