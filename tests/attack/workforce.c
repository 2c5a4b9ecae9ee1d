/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How people who work in hospitals and clinics would answer the built-in questionnaire: backgrounds that go together, a
 * quarter in workplaces of one to four, published rates where there are some (union surveys of 2024 and 2025: 42 % had
 * shorter hours in pregnancy, 79 % could not move to light work, 93 % had no nursing time, 39 % worked overtime and
 * 19 % at night while pregnant), pregnancies of one woman under 40 in ten, and four ways of not answering. Answers go
 * through the interview, so that skip logic is the real one. Must not be taken for data.
 */

#include "config.h"

#include "workforce.h"

#include <math.h>
#include <string.h>

#define CHANCE_BLANK 0.03
#define CHANCE_NOT_SURE 0.05
#define CHANCE_REFUSED 0.025
#define CHANCE_BACKGROUND_MISSING 0.012

/* How strongly what is received follows how a person is treated. */
#define TILT 0.5

typedef struct
{
  const char *variable;
  const char *given; /* (nullable): "variable=code", or two of them between blanks */
  const char *shares;
} Share;

/* The first row that fits is used. Multiple choices have chances in percent instead of shares. */
static const Share table[] = {
  { "occ", NULL, "1=40 2=18 3=5 4=8 5=13 6=4 7=4 8=7 97=1" },
  { "age_band", "occ=3", "1=55 2=43 3=2" },
  { "age_band", "occ=7", "1=5 2=10 3=25 4=60" },
  { "age_band", NULL, "1=27 2=34 3=24 4=15" },
  { "gender", "occ=3", "1=40 2=59 3=1" },
  { "gender", "occ=4", "1=30 2=69 3=1" },
  { "gender", "occ=1", "1=92 2=7 3=1" },
  { "gender", "occ=2", "1=95 2=5" },
  { "gender", NULL, "1=66 2=33 3=1" },
  { "region3", NULL, "1=52 2=20 3=28" },
  { "inst_type", "occ=3", "1=92 2=8" },
  { "inst_type", "occ=2", "1=8 2=14 3=18 4=42 5=4 6=10 7=3 97=1" },
  { "inst_type", "occ=1", "1=52 2=15 3=10 4=16 6=2 7=4 97=1" },
  { "inst_type", NULL, "1=22 2=12 3=8 4=31 5=14 6=7 7=5 97=1" },
  { "tenure", "age_band=1", "1=18 2=20 3=40 4=22" },
  { "tenure", NULL, "1=9 2=11 3=26 4=35 5=19" },
  { "emp_status", "occ=3", "4=97 1=3" },
  { "emp_status", "inst_type=7", "5=45 1=35 2=20" },
  { "emp_status", "occ=4 inst_type=4", "1=30 2=10 6=55 7=5" },
  { "emp_status", NULL, "1=82 2=13 3=2 7=2 97=1" },
  { "contract_hours", "inst_type=1", "1=1 2=5 3=72 4=16 5=6" },
  { "contract_hours", NULL, "1=5 2=15 3=56 4=16 5=8" },
  { "size_band", "inst_type=1", "4=6 5=22 6=72" },
  { "size_band", "inst_type=2", "3=22 4=50 5=26 6=2" },
  { "size_band", "inst_type=3", "3=25 4=55 5=20" },
  { "size_band", "inst_type=4", "1=64 2=24 3=11 4=1" },
  { "size_band", "inst_type=5", "1=60 2=28 3=11 4=1" },
  { "size_band", "inst_type=6", "1=52 2=28 3=15 4=5" },
  { "size_band", NULL, "1=20 2=16 3=20 4=22 5=14 6=8" },
  { "size_days5", "size_band=1", "1=4 2=6 3=12 4=78" },
  { "size_days5", "size_band=2", "1=66 2=20 3=9 4=5" },
  { "multi_site", NULL, "1=14 2=86" },
  { "size_reason", "size_band=1", "1=46 2=54" },
  { "size_reason", NULL, "1=7 2=93" },
  { "break_ok", "size_band=1", "1=30 2=18 3=20 4=27 6=5" },
  { "weekly_off", "size_band=1", "1=62 2=10 3=8 4=12 6=8" },
  { "weekly_off", NULL, "1=78 2=8 3=4 4=5 6=5" },
  { "ot_pay", "size_band=1", "1=15 2=10 3=15 4=40 6=20" },
  { "ph_paid", "size_band=1", "1=32 2=12 3=12 4=36 6=8" },
  { "al", "size_band=1", "1=18 2=20 3=10 4=32 5=10 6=10" },
  { "al", NULL, "1=46 2=27 3=5 4=12 5=7 6=3" },
  { "menst", "size_band=1", "1=6 2=4 3=10 4=45 5=30 6=5" },
  { "menst", NULL, "1=17 2=8 3=6 4=40 5=26 6=3" },
  { "famcare", "size_band=1", "1=8 2=6 3=7 4=24 5=35 6=20" },
  { "famcare", NULL, "1=14 2=8 3=5 4=20 5=36 6=17" },
  { "consent_health", NULL, "1=89 2=11" },
  { "preg_3y", "age_band=1", "1=2 2=6 3=1.5 4=90.5" },
  { "preg_3y", "age_band=2", "1=2.5 2=8 3=2 4=87.5" },
  { "preg_3y", "age_band=3", "1=0.3 2=1 3=0.7 4=98" },
  { "preg_3y", "age_band=4", "4=100" },
  { "preg_3y", NULL, "1=1 2=3 3=1 4=95" },
  { "preg_period", NULL, "1=40 2=52 3=8" },
  { "preg_size", NULL, "1=70 2=10 3=16 4=4" },
  { "ml", "size_band=1", "1=45 2=14 3=12 4=24 5=3 6=2" },
  { "ml", NULL, "1=78 2=9 3=3 4=7 5=2 6=1" },
  { "preg_short", "size_band=1", "1=20 2=10 3=12 4=48 5=10" },
  { "preg_short", NULL, "1=34 2=10 3=8 4=40 5=8" },
  { "preg_check", "size_band=1", "1=45 2=15 3=8 4=24 5=8" },
  { "preg_check", NULL, "1=64 2=12 3=4 4=14 5=6" },
  { "preg_ot", NULL, "1=61 2=15 3=10 4=14" },
  { "preg_night", "inst_type=4", "1=90 2=6 3=2 4=2" },
  { "preg_night", NULL, "1=78 2=8 3=8 4=6" },
  { "preg_nightask", NULL, "1=12 2=38 3=50" },
  { "preg_light", NULL, "1=12 2=7 3=11 4=55 5=15" },
  { "pp_ot", NULL, "1=58 2=16 3=8 4=8 6=10" },
  { "nursing", NULL, "1=3 2=3 3=7 4=62 5=25" },
  { "care_3y", "gender=2 age_band=1", "1=6 2=1 3=4 4=0" },
  { "care_3y", "gender=2 age_band=2", "1=16 2=2 3=32 4=8" },
  { "care_3y", "gender=2 age_band=3", "1=6 2=1 3=26 4=24" },
  { "care_3y", "gender=2", "1=1 2=0 3=3 4=6" },
  { "care_3y", "age_band=1", "1=0.5 2=1.5 3=5 4=0" },
  { "care_3y", "age_band=2", "1=1 2=5 3=30 4=9" },
  { "care_3y", "age_band=3", "1=0.5 2=2 3=24 4=24" },
  { "care_3y", NULL, "1=0.5 2=0.5 3=3 4=6" },
  { "sp_leave", NULL, "1=52 2=20 3=6 4=16 5=6" },
  { "fert", NULL, "1=18 2=15 3=12 4=45 5=10" },
  { "pl", "size_band=1", "1=26 2=12 3=16 4=36 5=10" },
  { "pl", NULL, "1=50 2=14 3=6 4=22 5=8" },
  { "cc_short", NULL, "1=16 2=10 3=10 4=44 5=20" },
  { "why_not", "size_band=1", "1=40 2=15 3=40 4=30 5=15 6=20 7=18 8=30 97=3" },
  { "why_not", NULL, "1=5 2=12 3=42 4=34 5=24 6=14 7=27 8=21 97=3" },
  { "preg_turn", "inst_type=1", "1=6 2=12 3=82" },
  { "preg_turn", NULL, "1=3 2=6 3=91" },
  { "adverse", NULL, "1=2 2=0.5 3=0.5 4=1 5=2 6=3 7=4 8=6" },
  { "harass", NULL, "1=24 2=12 3=14 4=7 5=6" },
  { "harass", "inst_type=4", "1=18 2=10 3=8 4=6 5=12" },
  { "res_hours", NULL, "1=45 2=30 3=17 4=8" },
  { "res_cont", NULL, "1=40 2=25 3=20 4=15" },
  { "gap_effect", "occ=3", "1=10 2=5 3=3 4=5 5=4 6=70" },
  { "gap_effect", NULL, "1=20 2=10 3=8 4=16 5=8 6=0" },
};

typedef struct
{
  MokInterview *interview;
  MokRandom *random;
  double luck; /* how well this person is treated */
} Respondent;

static const MokChoice *
get_choice (const Respondent *self, const char *variable, gsize length)
{
  MokQuestionnaire *form = mok_interview_get_questionnaire (self->interview);
  g_autofree char *name = g_strndup (variable, length);
  const MokQuestion *question = mok_questionnaire_find_question (form, name);
  const MokAnswer *answer = question != NULL ? mok_interview_get_answer (self->interview, question->index) : NULL;

  return answer != NULL && answer->state == MOK_ANSWER_GIVEN ? mok_choice_list_get (question->choices, answer->choice)
                                                             : NULL;
}

static gboolean
fits (const Respondent *self, const char *given)
{
  while (given != NULL)
    {
      const char *code = strchr (given, '=') + 1;
      const char *end = strchr (code, ' ');
      const MokChoice *choice = get_choice (self, given, (gsize) (code - given) - 1);
      const gsize length = end != NULL ? (gsize) (end - code) : strlen (code);

      if (choice == NULL || strlen (choice->code) != length || strncmp (choice->code, code, length) != 0)
        return FALSE;
      given = end != NULL ? end + 1 : NULL;
    }
  return TRUE;
}

static const char *
find_shares (const Respondent *self, const MokQuestion *question)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (strcmp (table[i].variable, question->name) == 0 && fits (self, table[i].given))
        return table[i].shares;
    }
  return NULL;
}

static double
get_share (const char *shares, const char *code)
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

static gboolean
happens (const Respondent *self, double chance)
{
  return mok_random_double (self->random) < chance;
}

static int
find_kind (const MokQuestion *question, guint kind)
{
  for (guint i = 0; i < question->choices->choices->len; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);

      if ((choice->kind & kind) != 0 && (choice->kind & MOK_CHOICE_ENDS) == 0)
        return (int) i;
    }
  return -1;
}

/* Returns: "not sure" or "prefer not to answer", where they are offered and drawn, or -1 */
static int
draw_missing (const Respondent *self, const MokQuestion *question)
{
  const gboolean background = question->role == MOK_ROLE_BACKGROUND;
  const double patience = background ? CHANCE_BACKGROUND_MISSING / CHANCE_REFUSED : 1;

  if (happens (self, CHANCE_REFUSED * patience))
    return find_kind (question, MOK_CHOICE_REFUSED);
  if (happens (self, CHANCE_NOT_SURE * patience))
    return find_kind (question, MOK_CHOICE_NOT_SURE);
  return -1;
}

/* Codes of what was received, or always kept, are the first of each list. */
static double
get_tilt (const Respondent *self, const MokQuestion *question, guint choice)
{
  if (question->role != MOK_ROLE_PROTECTION || question->rule == NULL)
    return 1;
  return exp (TILT * self->luck * (choice < 2 ? 1 : choice < 4 ? -1 : 0));
}

static void
answer_single (const Respondent *self, const MokQuestion *question)
{
  const guint n = question->choices->choices->len;
  const char *shares = find_shares (self, question);
  double weights[MOK_ANSWER_MAX_CHOICES] = { 0 }, sum = 0, left;
  int missing = question->required ? -1 : draw_missing (self, question);

  if (missing >= 0)
    {
      mok_interview_choose (self->interview, question->index, (guint) missing, NULL);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);

      if ((choice->kind & (MOK_CHOICE_ENDS | MOK_CHOICE_REFUSED | MOK_CHOICE_NOT_SURE)) != 0)
        continue;
      weights[i] = shares != NULL ? get_share (shares, choice->code) : pow (0.7, i);
      weights[i] *= get_tilt (self, question, i);
      sum += weights[i];
    }
  left = mok_random_double (self->random) * sum;
  for (guint i = 0; i < n; i++)
    {
      left -= weights[i];
      if (left >= 0 || weights[i] <= 0)
        continue;
      mok_interview_choose (self->interview, question->index, i, NULL);
      return;
    }
}

static void
answer_multiple (const Respondent *self, const MokQuestion *question)
{
  const guint n = question->choices->choices->len;
  const char *shares = find_shares (self, question);
  const MokChoice *pregnancy = get_choice (self, "preg_3y", strlen ("preg_3y"));
  const gboolean has_born = pregnancy != NULL && strcmp (pregnancy->code, "2") == 0;
  const int missing = draw_missing (self, question), none = find_kind (question, MOK_CHOICE_EXCLUSIVE);
  gboolean any = FALSE;

  if (missing >= 0)
    {
      mok_interview_toggle (self->interview, question->index, (guint) missing, NULL);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);
      double chance = shares != NULL ? get_share (shares, choice->code) / 100 : 0.3;

      if ((choice->kind & (MOK_CHOICE_EXCLUSIVE | MOK_CHOICE_REFUSED | MOK_CHOICE_NOT_SURE)) != 0)
        continue;
      if (has_born && strcmp (question->name, "care_3y") == 0 && strcmp (choice->code, "3") == 0)
        chance = 1;
      if (happens (self, chance) && mok_interview_can_toggle (self->interview, question->index, i))
        any = mok_interview_toggle (self->interview, question->index, i, NULL) || any;
    }
  if (!any)
    mok_interview_toggle (self->interview, question->index,
                          none >= 0 ? (guint) none : mok_random_uniform (self->random, 4), NULL);
}

static void
answer_number (const Respondent *self, const MokQuestion *question)
{
  MokAnswer answer = { .state = MOK_ANSWER_GIVEN };
  double sum = 0;

  for (guint i = 0; i < 4; i++)
    sum += mok_random_double (self->random);
  answer.integer = (gint32) (20 + 12.5 * sum);
  mok_interview_set_answer (self->interview, question->index, &answer, NULL);
}

static void
answer_question (const Respondent *self, const MokQuestion *question)
{
  const gboolean background = question->role == MOK_ROLE_BACKGROUND;

  if (!question->required && happens (self, background ? CHANCE_BACKGROUND_MISSING : CHANCE_BLANK))
    return;
  if (question->kind == MOK_QUESTION_SINGLE)
    answer_single (self, question);
  else if (question->kind == MOK_QUESTION_MULTIPLE)
    answer_multiple (self, question);
  else if (question->kind == MOK_QUESTION_INTEGER)
    answer_number (self, question);
}

/**
 * workforce_answer:
 * @interview: an interview of the built-in questionnaire at its first question; complete afterwards
 */
void
workforce_answer (MokInterview *interview, MokRandom *random)
{
  MokQuestionnaire *form = mok_interview_get_questionnaire (interview);
  Respondent self = { .interview = interview, .random = random };

  for (guint i = 0; i < 4; i++)
    self.luck += mok_random_double (random) - 0.5;
  self.luck *= sqrt (3);
  while (mok_interview_get_state (interview) == MOK_INTERVIEW_ASKING)
    {
      g_autoptr (GError) error = NULL;

      answer_question (&self, mok_questionnaire_get_question (form, (guint) mok_interview_get_current (interview)));
      if (!mok_interview_next (interview, &error))
        g_error ("%s", error->message);
    }
}
