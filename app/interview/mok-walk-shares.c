/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How common the backgrounds of people who work in hospitals and clinics are, so that the sample data of the built-in
 * questionnaire looks like a workforce: many nurses, small clinics with few staff, residents who are employed as such.
 * Rough guesses for display; nothing may be concluded from them.
 */

#include "config.h"

#include "interview/mok-walk-private.h"

#include <string.h>

typedef struct
{
  const char *variable;
  const char *given;  /* (nullable): another variable, and one of its codes */
  const char *code;   /* (nullable) */
  const char *shares; /* code=weight, …; codes that are not here are not drawn */
} Share;

/* The first row that fits is used. */
static const Share table[] = {
  { "occ", NULL, NULL, "1=42 2=20 3=6 4=7 5=12 6=4 7=4 8=4 97=1" },
  { "age_band", "occ", "3", "1=55 2=43 3=2" },
  { "age_band", NULL, NULL, "1=26 2=36 3=23 4=15" },
  { "gender", "occ", "3", "1=38 2=61 3=1" },
  { "gender", "occ", "4", "1=30 2=69 3=1" },
  { "gender", NULL, NULL, "1=78 2=21 3=1" },
  { "region3", NULL, NULL, "1=52 2=20 3=28" },
  { "inst_type", "occ", "3", "1=94 2=6" },
  { "inst_type", NULL, NULL, "1=30 2=15 3=13 4=24 5=8 6=5 7=4 97=1" },
  { "unit_group", NULL, NULL, "1=10 2=8 3=10 4=12 5=34 6=20 7=6" },
  { "tenure", NULL, NULL, "1=10 2=12 3=28 4=33 5=17" },
  { "emp_status", "occ", "3", "4=97 1=3" },
  { "emp_status", "inst_type", "7", "5=55 1=30 2=15" },
  { "emp_status", NULL, NULL, "1=82 2=12 3=2 6=2 7=1 97=1" },
  { "contract_hours", NULL, NULL, "1=4 2=11 3=62 4=18 5=5" },
  { "size_band", "inst_type", "1", "4=6 5=22 6=72" },
  { "size_band", "inst_type", "2", "3=22 4=50 5=26 6=2" },
  { "size_band", "inst_type", "3", "3=25 4=55 5=20" },
  { "size_band", "inst_type", "4", "1=46 2=36 3=16 4=2" },
  { "size_band", "inst_type", "5", "1=50 2=34 3=14 4=2" },
  { "size_band", "inst_type", "6", "1=38 2=34 3=20 4=8" },
  { "size_band", NULL, NULL, "1=16 2=16 3=20 4=22 5=14 6=12" },
  { "size_days5", "size_band", "1", "1=6 2=10 3=18 4=66" },
  { "size_days5", "size_band", "2", "1=62 2=22 3=10 4=6" },
  { "multi_site", NULL, NULL, "1=14 2=86" },
  { "size_reason", "size_band", "1", "1=46 2=54" },
  { "size_reason", NULL, NULL, "1=9 2=91" },
  { "consent_health", NULL, NULL, "1=93 2=7" },
  { "preg_3y", "age_band", "3", "1=1 2=4 3=2 4=93" },
  { "preg_3y", "age_band", "4", "4=100" },
  { "preg_3y", NULL, NULL, "1=9 2=17 3=5 4=69" },
};

/* Whether the condition of @share holds for the answers so far. */
static gboolean
fits (const Share *share, MokInterview *interview)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (interview);
  const MokQuestion *given =
      share->given != NULL ? mok_questionnaire_find_question (questionnaire, share->given) : NULL;

  if (share->given == NULL)
    return TRUE;
  if (given == NULL || given->kind != MOK_QUESTION_SINGLE)
    return FALSE;

  const MokAnswer *answer = mok_interview_get_answer (interview, given->index);

  return answer->state == MOK_ANSWER_GIVEN
         && strcmp (mok_choice_list_get (given->choices, answer->choice)->code, share->code) == 0;
}

/**
 * mok_walk_find_shares:
 * @question: a single choice
 *
 * Returns: (transfer none) (nullable): how common its choices are for this respondent, as `code=weight` between
 *   blanks; %NULL if nothing is known
 */
const char *
mok_walk_find_shares (MokInterview *interview, const MokQuestion *question)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (strcmp (table[i].variable, question->name) == 0 && fits (&table[i], interview))
        return table[i].shares;
    }
  return NULL;
}

/**
 * mok_walk_get_share:
 * @shares: what mok_walk_find_shares() found
 * @code: the code of a choice
 *
 * Returns: its weight, 0 if it is not listed
 */
double
mok_walk_get_share (const char *shares, const char *code)
{
  const gsize length = strlen (code);

  for (const char *entry = shares; entry != NULL; entry = strchr (entry, ' '))
    {
      entry += *entry == ' ';
      if (strncmp (entry, code, length) == 0 && entry[length] == '=')
        return g_ascii_strtod (entry + length + 1, NULL);
    }
  return 0;
}
