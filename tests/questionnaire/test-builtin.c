/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: the form and the law table that the program carries inside. */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "questionnaire/mok-law.h"
#include "support.h"

static MokQuestionnaire *
load (void)
{
  g_autoptr (GError) error = NULL;
  MokQuestionnaire *form = mok_xlsform_load_builtin ("care-workforce", &error);

  g_assert_no_error (error);
  return form;
}

/* The names of all questions of a role, with blanks between them. */
static char *
dup_names (const MokQuestionnaire *form, MokRole role)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < mok_questionnaire_get_n_questions (form); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (form, i);

      if (question->role == role && question->kind != MOK_QUESTION_NOTE)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", question->name);
    }
  return g_string_free (names, FALSE);
}

static void
test_has_55_questions_in_9_modules (void)
{
  g_autoptr (MokQuestionnaire) form = load ();
  guint n_questions = 0;
  guint n_notes = 0;
  guint n_in_module[9] = { 0 };
  const guint expected[9] = { 7, 7, 5, 4, 13, 6, 5, 5, 3 };

  for (guint i = 0; i < mok_questionnaire_get_n_questions (form); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (form, i);

      if (mok_question_is_numbered (question))
        {
          n_questions++;
          n_in_module[mok_questionnaire_get_module_of (form, question)]++;
        }
      n_notes += question->kind == MOK_QUESTION_NOTE;
    }
  g_assert_cmpuint (n_questions, ==, 55);
  /* Who refuses consent or was never in a hospital leaves nothing; who skips the questions on health stays. */
  g_assert_false (mok_question_is_stored (mok_questionnaire_find_question (form, "consent")));
  g_assert_false (mok_question_is_stored (mok_questionnaire_find_question (form, "elig")));
  g_assert_true (mok_question_is_stored (mok_questionnaire_find_question (form, "consent_health")));
  g_assert_cmpuint (n_notes, ==, 1);
  g_assert_cmpuint (mok_questionnaire_get_n_modules (form), ==, 9);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpuint (n_in_module[i], ==, expected[i]);
}

static void
test_roles_are_those_of_the_release (void)
{
  const struct
  {
    MokRole role;
    const char *names;
  } roles[] = {
    { MOK_ROLE_SCREENER, "consent elig consent_health" },
    { MOK_ROLE_BACKGROUND, "occ age_band gender region3 inst_type tenure emp_status size_band" },
    { MOK_ROLE_LAW_FACT, "contract_hours size_days5" },
    { MOK_ROLE_PROTECTION, "break_ok weekly_off ot_pay ph_paid al menst famcare ml misc preg_short preg_check preg_ot "
                           "preg_night preg_light pp_ot nursing sp_leave fert pl cc_short adverse harass_resp" },
    { MOK_ROLE_SENSITIVE, "preg_3y preg_period preg_size preg_nightask care_3y" },
    { MOK_ROLE_FREE_TEXT, "comment" },
    { MOK_ROLE_QUESTION, "unit_group multi_site size_reason docs hours_week welfare why_not preg_turn preg_free harass "
                         "res_hours res_cont gap_effect staff_safe ess_view leave_intent priorities" },
  };
  g_autoptr (MokQuestionnaire) form = load ();

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *names = dup_names (form, roles[i].role);

      g_assert_cmpstr (names, ==, roles[i].names);
    }
}

static void
test_pregnancy_and_family_are_sensitive (void)
{
  g_autoptr (MokQuestionnaire) form = load ();
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < mok_questionnaire_get_n_questions (form); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (form, i);

      if (question->sensitive)
        g_string_append_printf (names, " %s", question->name);
    }
  g_assert_cmpstr (names->str, ==,
                   " preg_3y preg_period preg_size ml misc preg_short preg_check preg_ot preg_night preg_nightask "
                   "preg_light pp_ot nursing care_3y sp_leave fert pl cc_short adverse");
}

static void
test_every_text_is_in_both_languages (void)
{
  static const char *const languages[] = { "en", "ko" };
  g_autoptr (MokQuestionnaire) form = load ();

  g_assert_cmpuint (form->languages->len, ==, 2);
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      const char *language = languages[l];

      g_assert_cmpstr (g_ptr_array_index (form->languages, l), ==, language);
      g_assert_nonnull (mok_text_peek (form->title, language));
      for (guint i = 0; i < form->groups->len; i++)
        g_assert_nonnull (mok_text_peek (((MokGroup *) g_ptr_array_index (form->groups, i))->label, language));
      for (guint i = 0; i < mok_questionnaire_get_n_questions (form); i++)
        {
          const MokQuestion *question = mok_questionnaire_get_question (form, i);

          g_assert_nonnull (mok_text_peek (question->label, language));
          if (question->kind != MOK_QUESTION_NOTE)
            g_assert_nonnull (mok_text_peek (question->short_title, language));
          if (question->constraint != NULL)
            g_assert_nonnull (mok_text_peek (question->constraint_message, language));
          for (guint k = 0; question->choices != NULL && k < question->choices->choices->len; k++)
            g_assert_nonnull (mok_text_peek (mok_choice_list_get (question->choices, k)->label, language));
        }
    }
  g_assert_nonnull (mok_text_peek (mok_questionnaire_find_question (form, "ess_view")->alternate_label, "en"));
  g_assert_nonnull (mok_text_peek (mok_questionnaire_find_question (form, "ess_view")->alternate_label, "ko"));
}

static guint
kind_of (const MokQuestionnaire *form, const char *variable, const char *code)
{
  const MokQuestion *question = mok_questionnaire_find_question (form, variable);

  return mok_choice_list_get (question->choices, (guint) mok_choice_list_find (question->choices, code))->kind;
}

static void
test_kinds_of_choices (void)
{
  static const char *const exclusive[][2] = { { "docs", "5" },       { "welfare", "7" },    { "care_3y", "5" },
                                              { "adverse", "9" },    { "adverse", "10" },   { "harass", "6" },
                                              { "gap_effect", "7" }, { "gap_effect", "8" }, { "priorities", "9" } };
  g_autoptr (MokQuestionnaire) form = load ();

  for (guint i = 0; i < mok_questionnaire_get_n_questions (form); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (form, i);

      for (guint k = 0; question->choices != NULL && k < question->choices->choices->len; k++)
        {
          const MokChoice *choice = mok_choice_list_get (question->choices, k);
          gboolean listed = FALSE;

          for (guint e = 0; e < G_N_ELEMENTS (exclusive); e++)
            listed = listed
                     || (strcmp (exclusive[e][0], question->name) == 0 && strcmp (exclusive[e][1], choice->code) == 0);
          g_assert_cmpint ((choice->kind & MOK_CHOICE_NOT_SURE) != 0, ==, strcmp (choice->code, "98") == 0);
          g_assert_cmpint ((choice->kind & MOK_CHOICE_REFUSED) != 0, ==, strcmp (choice->code, "99") == 0);
          g_assert_cmpint ((choice->kind & MOK_CHOICE_EXCLUSIVE) != 0, ==, listed || mok_choice_is_missing (choice));
          if (question->role == MOK_ROLE_PROTECTION
              && (strcmp (question->rule, "exp") == 0 || strcmp (question->rule, "kept") == 0))
            g_assert_cmpint ((choice->kind & MOK_CHOICE_NOT_APPLICABLE) != 0, ==, strcmp (choice->code, "6") == 0);
        }
      /* Nobody has to answer: only the screeners lack "prefer not to answer". */
      if (question->choices != NULL)
        g_assert_cmpint (mok_choice_list_find (question->choices, "99") >= 0, ==, question->role != MOK_ROLE_SCREENER);
    }
  g_assert_cmpuint (kind_of (form, "consent", "2"), ==, MOK_CHOICE_ENDS);
  g_assert_cmpuint (kind_of (form, "elig", "2"), ==, MOK_CHOICE_ENDS);
  g_assert_cmpuint (kind_of (form, "consent_health", "2"), ==, MOK_CHOICE_ORDINARY);
}

static void
test_bounds_and_flags (void)
{
  g_autoptr (MokQuestionnaire) form = load ();
  const MokQuestion *hours = mok_questionnaire_find_question (form, "hours_week");

  g_assert_cmpfloat (hours->minimum, ==, 0);
  g_assert_cmpfloat (hours->maximum, ==, 120);
  g_assert_cmpuint (mok_question_get_n_bands (hours), ==, 5);
  g_assert_cmpfloat (hours->bands[3], ==, 80);
  g_assert_cmpstr (hours->period, ==, "usual-week-3m");
  g_assert_cmpuint (mok_questionnaire_find_question (form, "priorities")->max_selected, ==, 3);
  g_assert_true (mok_questionnaire_find_question (form, "priorities")->randomize);
  g_assert_true (mok_questionnaire_find_question (form, "why_not")->randomize);
  g_assert_cmpuint (mok_questionnaire_find_question (form, "comment")->max_length, ==, 500);
  g_assert_true (mok_questionnaire_find_question (form, "comment")->multiline);
  g_assert_true (mok_questionnaire_find_question (form, "preg_free")->likert);
  g_assert_true (mok_questionnaire_find_question (form, "ess_view")->likert);
  g_assert_true (mok_questionnaire_find_question (form, "size_band")->ordered);
  g_assert_true (mok_questionnaire_find_question (form, "age_band")->ordered);
  g_assert_true (mok_questionnaire_find_question (form, "tenure")->ordered);
  g_assert_false (mok_questionnaire_find_question (form, "occ")->ordered);
  g_assert_true (mok_questionnaire_find_question (form, "consent")->required);
  g_assert_true (mok_questionnaire_find_question (form, "elig")->required);
  g_assert_cmpstr (mok_questionnaire_find_question (form, "gap_effect")->release, ==, "total-30");
  g_assert_cmpuint (mok_question_get_least_total (mok_questionnaire_find_question (form, "gap_effect")), ==, 30);
  g_assert_false (mok_question_is_released_by (mok_questionnaire_find_question (form, "unit_group"), "occ"));
  g_assert_true (mok_question_is_released_by (mok_questionnaire_find_question (form, "unit_group"), "region3"));
}

static void
test_file_is_canonical (void)
{
  g_autoptr (MokQuestionnaire) form = load ();
  g_autofree char *path = support_dup_path ("resources/questionnaires/care-workforce.csv");
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, g_bytes_get_data (form->source, NULL), g_bytes_get_size (form->source));
}

/* The scope today of every protection, as the law layer counts on it. */
static void
test_law_covers_the_protections (void)
{
  const struct
  {
    const char *variable;
    MokLawMoment moment;
    MokLawScope scope;
    guint conditions;
  } expected[] = {
    { "break_ok", MOK_LAW_MOMENT_NOW, MOK_LAW_ALL, 0 },
    { "weekly_off", MOK_LAW_MOMENT_NOW, MOK_LAW_ALL, MOK_LAW_HOURS15 },
    { "ot_pay", MOK_LAW_MOMENT_NOW, MOK_LAW_FIVE, 0 },
    { "ph_paid", MOK_LAW_MOMENT_NOW, MOK_LAW_FIVE, MOK_LAW_HOURS15 },
    { "al", MOK_LAW_MOMENT_NOW, MOK_LAW_FIVE_12_MONTHS, MOK_LAW_HOURS15 },
    { "menst", MOK_LAW_MOMENT_NOW, MOK_LAW_FIVE, 0 },
    { "famcare", MOK_LAW_MOMENT_NOW, MOK_LAW_ALL, 0 },
    { "ml", MOK_LAW_MOMENT_PREGNANCY, MOK_LAW_ALL, 0 },
    { "misc", MOK_LAW_MOMENT_PREGNANCY, MOK_LAW_ALL, 0 },
    { "preg_short", MOK_LAW_MOMENT_PREGNANCY, MOK_LAW_ALL, 0 },
    { "preg_check", MOK_LAW_MOMENT_PREGNANCY, MOK_LAW_FIVE_OR_RESIDENT, 0 },
    { "preg_ot", MOK_LAW_MOMENT_PREGNANCY, MOK_LAW_ALL, 0 },
    { "preg_night", MOK_LAW_MOMENT_PREGNANCY, MOK_LAW_ALL, 0 },
    { "preg_light", MOK_LAW_MOMENT_PREGNANCY, MOK_LAW_ALL, 0 },
    { "pp_ot", MOK_LAW_MOMENT_AFTER_BIRTH, MOK_LAW_ALL, 0 },
    { "nursing", MOK_LAW_MOMENT_AFTER_BIRTH, MOK_LAW_FIVE, 0 },
    { "sp_leave", MOK_LAW_MOMENT_NOW, MOK_LAW_ALL, 0 },
    { "fert", MOK_LAW_MOMENT_NOW, MOK_LAW_ALL, 0 },
    { "pl", MOK_LAW_MOMENT_NOW, MOK_LAW_ALL, MOK_LAW_TENURE6 },
    { "cc_short", MOK_LAW_MOMENT_NOW, MOK_LAW_ALL, MOK_LAW_TENURE6 | MOK_LAW_CHILD12 },
    { "harass_resp", MOK_LAW_MOMENT_NOW, MOK_LAW_FIVE_OR_NURSE, 0 },
    { "adverse", MOK_LAW_MOMENT_NOW, MOK_LAW_PART, 0 },
  };
  g_autoptr (MokQuestionnaire) form = load ();
  gsize n_keys;

  mok_law_get_keys (&n_keys);
  g_assert_cmpuint (n_keys, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const MokQuestion *question = mok_questionnaire_find_question (form, expected[i].variable);
      const MokLaw *law = mok_law_find (question->law, 20261122);

      g_assert_nonnull (law);
      g_assert_cmpstr (law->variable, ==, question->name);
      g_assert_cmpint (law->scope, ==, expected[i].scope);
      g_assert_cmpint (law->moment, ==, expected[i].moment);
      g_assert_cmpuint (law->conditions, ==, expected[i].conditions);
      /* Three years back, as far as a question asks, there is a version for every day. */
      g_assert_nonnull (mok_law_find (question->law, 20231122));
    }
}

static void
test_law_changes_with_the_date (void)
{
  const struct
  {
    const char *key;
    guint before;
    guint after;
  } changes[] = {
    { "maternity-leave", 20250222, 20250223 }, { "loss-leave", 20250222, 20250223 },
    { "pregnancy-hours", 20250222, 20250223 }, { "partner-leave", 20250222, 20250223 },
    { "partner-leave", 20260917, 20260918 },   { "fertility-leave", 20261126, 20261127 },
    { "break", 20261209, 20261210 },           { "check-ups", 20260220, 20260221 },
    { "childcare-hours", 20250222, 20250223 }, { "parental-leave", 20260819, 20260820 },
    { "childcare-hours", 20260917, 20260918 }, { "parental-leave", 20260917, 20260918 },
    { "break", 20260220, 20260221 },           { "extra-pay", 20260220, 20260221 },
    { "annual-leave", 20270609, 20270610 },    { "adverse-treatment", 20261230, 20261231 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const MokLaw *before = mok_law_find (changes[i].key, changes[i].before);
      const MokLaw *after = mok_law_find (changes[i].key, changes[i].after);

      g_assert_nonnull (before);
      g_assert_nonnull (after);
      g_assert_true (before != after);
      g_assert_cmpstr (mok_text_get (before->text, "ko"), !=, mok_text_get (after->text, "ko"));
    }
  /* 2026-11-22 is day 20779. */
  g_assert_true (mok_law_find_on ("fertility-leave", 20779) == mok_law_find ("fertility-leave", 20261122));
  g_assert_true (mok_law_find_on ("fertility-leave", 20784) == mok_law_find ("fertility-leave", 20261127));
  g_assert_null (mok_law_find ("fertility-leave", 20000101));
  g_assert_null (mok_law_find ("no-such-law", 20261122));
  g_assert_null (mok_law_find_on ("fertility-leave", G_MININT32));
  g_assert_false (mok_law_has_key ("no-such-law"));
}

/* Both languages say the same about whom it binds. */
static void
test_law_texts_name_whom_they_bind (void)
{
  GPtrArray *table = mok_law_get_table ();

  for (guint i = 0; i < table->len; i++)
    {
      const MokLaw *law = g_ptr_array_index (table, i);
      const char *english = mok_text_get (law->text, "en");
      const char *korean = mok_text_get (law->text, "ko");
      const gboolean all = law->scope == MOK_LAW_ALL;

      g_test_message ("%s from %u", law->key, law->from);
      g_assert_cmpint (strstr (english, "This applies at every workplace, also with four or fewer") != NULL, ==, all);
      g_assert_cmpint (strstr (korean, "4명 이하를 포함한 모든 사업장에 적용됩니다") != NULL, ==, all);
      g_assert_cmpint (strstr (english, "five or more") != NULL, ==, !all);
      g_assert_cmpint (strstr (korean, "5명 이상") != NULL, ==, !all);
      g_assert_true (g_str_has_suffix (english, "."));
      g_assert_true (g_str_has_suffix (korean, "."));
    }
}

/* General knowledge is marked as such, and what nobody could check decides nothing. */
static void
test_law_says_what_is_not_checked (void)
{
  GPtrArray *table = mok_law_get_table ();
  const MokLaw *childcare = mok_law_find ("childcare-hours", 20261122);
  guint n_doubts = 0;

  for (guint i = 0; i < table->len; i++)
    {
      const MokLaw *law = g_ptr_array_index (table, i);

      g_test_message ("%s from %u", law->key, law->from);
      g_assert_cmpint (strstr (law->source, "general knowledge") != NULL, ==, law->status == MOK_LAW_FROM_MEMORY);
      g_assert_cmpint (law->doubt != NULL, ==, law->status != MOK_LAW_VERIFIED);
      if (law->doubt == NULL)
        continue;
      n_doubts++;
      g_assert_nonnull (strstr (mok_text_get (law->doubt, "en"), "not been checked"));
      g_assert_nonnull (strstr (mok_text_get (law->doubt, "ko"), "확인하지 않았습니다"));
    }
  g_assert_cmpuint (n_doubts, ==, 12);

  g_assert_cmpint (childcare->status, ==, MOK_LAW_UNVERIFIED);
  g_assert_cmpuint (childcare->doubtful, ==, MOK_LAW_TENURE6);
  g_assert_cmpuint (mok_law_find ("childcare-hours", 20260917)->doubtful, ==, 0);
  g_assert_cmpint (mok_law_find ("partner-leave", 20250222)->status, ==, MOK_LAW_FROM_MEMORY);
  g_assert_cmpint (mok_law_find ("partner-leave", 20250223)->status, ==, MOK_LAW_VERIFIED);
  g_assert_cmpint (mok_law_find ("harassment", 20261122)->status, ==, MOK_LAW_FROM_MEMORY);
}

static void
test_law_refuses_wrong_rows (void)
{
#define HEADER                                                                                                         \
  "key,variable,moment,scope,condition,effective_from,effective_to,title::en,title::ko,summary::en,summary::ko,"       \
  "article::en,article::ko,text::en,text::ko,source,status,doubt::en,doubt::ko\n"
#define TEXTS ",T,T,S,S,A,A,X,X,Act,"
#define REST TEXTS "verified,,\n"
  const struct
  {
    const char *csv;
    const char *code;
    guint line;
    guint column;
  } bad[] = {
    { "", "law-header", 1, 0 },
    { "key,variable\n", "law-header", 1, 0 },
    { "key,variables,moment\n", "law-header", 1, 5 },
    { HEADER "a,b,now,five,,2025-02-23,\n", "law-cells", 2, 0 },
    { HEADER "a,b,then,five,,2025-02-23," REST, "law-moment", 2, 5 },
    { HEADER "a,b,,five,,2025-02-23," REST, "law-empty", 2, 5 },
    { HEADER "a,b,now,six,,2025-02-23," REST, "law-scope", 2, 9 },
    { HEADER "a,b,now,,,2025-02-23," REST, "law-empty", 2, 9 },
    { HEADER "a,b,now,five,hours16,2025-02-23," REST, "law-condition", 2, 14 },
    { HEADER "a,b,now,five,?,2025-02-23," TEXTS "unverified,D,D\n", "law-condition", 2, 14 },
    { HEADER "a,b,now,five,hours15  tenure6,2025-02-23," REST, "law-condition", 2, 14 },
    { HEADER "a,b,now,five,,," REST, "law-empty", 2, 15 },
    { HEADER "a,b,now,five,,2025-02-30," REST, "law-date", 2, 15 },
    { HEADER "a,b,now,five,,2025-2-3," REST, "law-date", 2, 15 },
    { HEADER "a,b,now,five,,2025-02-23,2025-02-22" REST, "law-date", 2, 26 },
    { HEADER "a,b,now,five,,2025-02-23,soon" REST, "law-date", 2, 26 },
    { HEADER "a,b,now,five,,2025-02-23,,T,,S,S,A,A,X,X,Act,verified,,\n", "law-empty", 2, 29 },
    { HEADER "a,b,now,five,,2025-02-23,,T,T,S,S,,A,X,X,Act,verified,,\n", "law-empty", 2, 35 },
    { HEADER "a,b,now,five,,2025-02-23,,T,T,S,S,A,,X,X,Act,verified,,\n", "law-empty", 2, 37 },
    { HEADER "a,b,now,five,,2025-02-23,,T,T,S,S,A,A,X,X,,verified,,\n", "law-empty", 2, 43 },
    { HEADER "a,b,now,five,,2025-02-23," TEXTS ",,\n", "law-empty", 2, 47 },
    { HEADER "a,b,now,five,,2025-02-23," TEXTS "perhaps,,\n", "law-status", 2, 47 },
    { HEADER "a,b,now,five,,2025-02-23," TEXTS "verified,D,\n", "law-doubt", 2, 56 },
    { HEADER "a,b,now,five,,2025-02-23," TEXTS "from-memory,,D\n", "law-doubt", 2, 59 },
    { HEADER "a,b,now,five,,2025-02-23," TEXTS "unverified,D,\n", "law-doubt", 2, 60 },
    { HEADER "a,b,now,five,tenure6?,2025-02-23," REST, "law-status", 2, 55 },
    { HEADER "a,b,now,five,tenure6?,2025-02-23," TEXTS "from-memory,D,D\n", "law-status", 2, 55 },
    { HEADER "a,b,now,five,,2020-01-01,2021-01-01" REST "a,b,now,five,,2021-01-03," REST, "law-gap", 3, 15 },
    { HEADER "a,b,now,five,,2020-01-01," REST "a,b,now,five,,2021-01-03," REST, "law-gap", 3, 15 },
    { HEADER "a,b,now,five,,2020-01-01,2021-01-02" REST "a,c,now,five,,2021-01-03," REST, "law-variable", 3, 3 },
    { HEADER "a,b,now,five,,2020-01-01,2021-01-02" REST "a,b,pregnancy,five,,2021-01-03," REST, "law-moment", 3, 5 },
    { HEADER "a,b,now,five,,2020-01-01," REST "c,d,now,all,,2020-01-01," REST "a,b,now,five,,2021-01-03," REST,
      "law-key", 4, 1 },
    { HEADER "\"a", "bad-csv", 2, 1 },
  };
  const char *good = HEADER "a,b,now,five,tenure6? hours15,2025-02-23," TEXTS "unverified,D,D\n";
  g_autoptr (GBytes) good_bytes = g_bytes_new_static (good, strlen (good));
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GPtrArray) laws = mok_law_read ("law.csv", good_bytes, none);

  g_assert_nonnull (laws);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bad[i].csv, strlen (bad[i].csv));
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      const MokDiagnostic *first;

      g_assert_null (mok_law_read ("law.csv", bytes, diagnostics));
      g_assert_cmpuint (diagnostics->len, >=, 1);
      first = g_ptr_array_index (diagnostics, 0);
      g_assert_cmpstr (first->code, ==, bad[i].code);
      g_assert_cmpuint (first->line, ==, bad[i].line);
      g_assert_cmpuint (first->column, ==, bad[i].column);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/questionnaire/builtin/has-55-questions-in-9-modules", test_has_55_questions_in_9_modules);
  g_test_add_func ("/questionnaire/builtin/roles-are-those-of-the-release", test_roles_are_those_of_the_release);
  g_test_add_func ("/questionnaire/builtin/pregnancy-and-family-are-sensitive",
                   test_pregnancy_and_family_are_sensitive);
  g_test_add_func ("/questionnaire/builtin/every-text-is-in-both-languages", test_every_text_is_in_both_languages);
  g_test_add_func ("/questionnaire/builtin/kinds-of-choices", test_kinds_of_choices);
  g_test_add_func ("/questionnaire/builtin/bounds-and-flags", test_bounds_and_flags);
  g_test_add_func ("/questionnaire/builtin/file-is-canonical", test_file_is_canonical);
  g_test_add_func ("/questionnaire/law/covers-the-protections", test_law_covers_the_protections);
  g_test_add_func ("/questionnaire/law/changes-with-the-date", test_law_changes_with_the_date);
  g_test_add_func ("/questionnaire/law/texts-name-whom-they-bind", test_law_texts_name_whom_they_bind);
  g_test_add_func ("/questionnaire/law/says-what-is-not-checked", test_law_says_what_is_not_checked);
  g_test_add_func ("/questionnaire/law/refuses-wrong-rows", test_law_refuses_wrong_rows);
  return g_test_run ();
}
