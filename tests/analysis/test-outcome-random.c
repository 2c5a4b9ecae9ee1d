/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: the law layer against a second, literal one, on people drawn at random. */

#include "config.h"

#include <string.h>

#include "analysis/mok-outcome.h"
#include "base/mok-init.h"
#include "base/mok-random.h"
#include "outcome-reference.h"
#include "questionnaire/mok-xlsform.h"

#define TODAY 20261122
#define MAX_VARIABLES 6

/* "" is left blank, NULL is not asked; several choices have blanks between them. */
static MokLawCode
to_code (const char *text, gboolean several)
{
  g_auto (GStrv) words = NULL;
  MokLawCode mask = 0;

  if (text == NULL)
    return MOK_LAW_CODE_NOT_ASKED;
  if (*text == '\0')
    return MOK_LAW_CODE_BLANK;
  if (!several)
    return g_ascii_strtoll (text, NULL, 10);
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    mask |= MOK_LAW_BIT (g_ascii_strtoll (words[i], NULL, 10));
  return mask;
}

static const char *
draw (MokRandom *random, const char *const *pool, guint n)
{
  return pool[mok_random_uniform (random, n)];
}
#define DRAW(...)                                                                                                      \
  draw (random, (const char *const[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })))

static void
draw_person (MokRandom *random, const MokProtection *protection, ReferencePerson *person)
{
  *person = (ReferencePerson){
    .variable = mok_protection_get_question (protection)->name,
    .own = DRAW ("1", "2", "3", "4", "5", "6", "1", "2", "3", "4", "7", "98", "99", "", NULL),
    .occ = DRAW ("1", "2", "3", "4", "8", "97", "99", "", NULL),
    .tenure = DRAW ("1", "2", "3", "4", "5", "99", "", NULL),
    .emp_status = DRAW ("1", "1", "2", "3", "4", "4", "5", "6", "7", "97", "99", "", NULL),
    .contract_hours = DRAW ("1", "2", "3", "4", "5", "98", "99", "", NULL),
    .size_band = DRAW ("1", "1", "2", "2", "3", "4", "5", "6", "98", "99", "", NULL),
    .size_days5 = DRAW ("1", "2", "3", "4", "98", "99", "", NULL),
    .preg_size = DRAW ("1", "1", "2", "3", "4", "99", "", NULL),
    .preg_period = DRAW ("1", "2", "3", "98", "99", "", NULL),
    .preg_nightask = DRAW ("1", "2", "3", "98", "99", "", NULL),
    .care_3y = DRAW ("3", "4", "3 4", "1 4", "1 2", "5", "99", "", NULL),
    .harass = DRAW ("1", "1 3", "2", "5", "6", "99", "", NULL),
  };
  if (mok_protection_get_question (protection)->kind == MOK_QUESTION_MULTIPLE)
    person->own = DRAW ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "99", "", NULL, "1 4", "1 2", "2 3", "3 8",
                        "4 7 8", "5 6 7", "7 8", "1 4 7", "8 9");
}

static const char *
get_answer (const ReferencePerson *person, const char *variable)
{
  const struct
  {
    const char *variable;
    const char *answer;
  } answers[] = { { person->variable, person->own },      { "preg_size", person->preg_size },
                  { "preg_period", person->preg_period }, { "preg_nightask", person->preg_nightask },
                  { "care_3y", person->care_3y },         { "harass", person->harass } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (strcmp (answers[i].variable, variable) == 0)
        return answers[i].answer;
    }
  g_assert_not_reached ();
}

static void
compare (const MokProtection *protection, const ReferencePerson *person, guint law_date)
{
  const char *const texts[MOK_N_LAW_INPUTS] = { person->occ,        person->tenure,
                                                person->emp_status, person->contract_hours,
                                                person->size_band,  person->size_days5 };
  MokLawCode inputs[MOK_N_LAW_INPUTS];
  MokLawCode answers[MAX_VARIABLES];
  MokLawFacts facts;
  MokOutcomeResult result;
  const char *outcome;
  guint flags;
  char size5;

  for (guint i = 0; i < MOK_N_LAW_INPUTS; i++)
    inputs[i] = to_code (texts[i], FALSE);
  for (guint i = 0; i < mok_protection_get_n_variables (protection); i++)
    {
      const MokQuestion *question = mok_protection_get_variable (protection, i);

      answers[i] = to_code (get_answer (person, question->name), question->kind == MOK_QUESTION_MULTIPLE);
    }
  mok_law_facts_init (&facts, inputs);
  result = mok_protection_classify (protection, &facts, answers);
  outcome = reference_classify (person, law_date, &flags, &size5);
  if (strcmp (mok_outcome_get_code (result.outcome), outcome) != 0 || result.flags != flags
      || "01?"[result.size5] != size5)
    g_error ("%s=%s on %u: %s %x %d, wanted %s %x %c (occ %s tenure %s emp %s hours %s band %s days %s preg %s %s %s "
             "care %s harass %s)",
             person->variable, person->own, law_date, mok_outcome_get_code (result.outcome), result.flags, result.size5,
             outcome, flags, size5, person->occ, person->tenure, person->emp_status, person->contract_hours,
             person->size_band, person->size_days5, person->preg_size, person->preg_period, person->preg_nightask,
             person->care_3y, person->harass);
}

static void
test_agrees_with_a_literal_one (void)
{
  static const guint days_of_change[] = { 20261122, 20250222, 20250223, 20250620, 20250621,
                                          20260220, 20260221, 20260621, 20260917, 20260918,
                                          20261127, 20280222, 20280223, 20290220, 20290221 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokQuestionnaire) form = mok_xlsform_load_builtin ("care-workforce", &error);
  g_autoptr (MokRandom) random = mok_random_new_seeded (2026);

  g_assert_no_error (error);
  for (guint round = 0; round < 200; round++)
    {
      const guint law_date =
          round % 3 == 0   ? TODAY
          : round % 3 == 1 ? days_of_change[mok_random_uniform (random, G_N_ELEMENTS (days_of_change))]
                           : (2019 + mok_random_uniform (random, 12)) * 10000
                                 + (1 + mok_random_uniform (random, 12)) * 100 + 1 + mok_random_uniform (random, 28);
      g_autoptr (GPtrArray) protections = mok_protections_new (form, law_date);

      for (guint i = 0; i < 1000; i++)
        {
          const MokProtection *protection =
              g_ptr_array_index (protections, mok_random_uniform (random, protections->len));
          ReferencePerson person;

          draw_person (random, protection, &person);
          compare (protection, &person, law_date);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/analysis/outcome-random/agrees-with-a-literal-one", test_agrees_with_a_literal_one);
  return g_test_run ();
}
