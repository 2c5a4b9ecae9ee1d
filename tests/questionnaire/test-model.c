/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: the model itself. */

#include "config.h"

#include "base/mok-init.h"
#include "questionnaire/mok-diagnostic.h"
#include "questionnaire/mok-nearest.h"
#include "questionnaire/mok-period.h"
#include "questionnaire/mok-questionnaire.h"

static void
test_bands_hold_their_ends (void)
{
  g_autoptr (MokQuestion) question = mok_question_new ("hours", MOK_QUESTION_INTEGER);
  const struct
  {
    double value;
    guint band;
  } values[] = { { -5, 0 }, { 0, 0 },  { 40, 0 }, { 40.5, 1 }, { 41, 1 },
                 { 52, 1 }, { 53, 2 }, { 60, 2 }, { 61, 3 },   { 1e9, 3 } };
  const double bands[] = { 40, 52, 60 };

  g_assert_cmpuint (mok_question_get_n_bands (question), ==, 0);
  question->bands = g_memdup2 (bands, sizeof bands);
  question->n_bands = G_N_ELEMENTS (bands);
  g_assert_cmpuint (mok_question_get_n_bands (question), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpuint (mok_question_get_band (question, values[i].value), ==, values[i].band);
}

static void
test_bands_are_named_by_their_numbers (void)
{
  g_autoptr (MokQuestion) question = mok_question_new ("hours", MOK_QUESTION_INTEGER);
  const double bands[] = { 40, 52, 53, 60.5 };
  const struct
  {
    MokQuestionKind kind;
    guint band;
    const char *language;
    const char *expected;
  } labels[] = {
    { MOK_QUESTION_INTEGER, 0, "en", "≤ 40" },    { MOK_QUESTION_INTEGER, 1, "en", "41–52" },
    { MOK_QUESTION_INTEGER, 1, "ko", "41~52" },   { MOK_QUESTION_INTEGER, 1, "ko_KR", "41~52" },
    { MOK_QUESTION_INTEGER, 2, "en", "53" },      { MOK_QUESTION_INTEGER, 3, "en", "54–60" },
    { MOK_QUESTION_INTEGER, 4, "en", "> 60.5" },  { MOK_QUESTION_DECIMAL, 1, "en", "40–52" },
    { MOK_QUESTION_DECIMAL, 3, "ko", "53~60.5" },
  };

  question->bands = g_memdup2 (bands, sizeof bands);
  question->n_bands = G_N_ELEMENTS (bands);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = NULL;

      question->kind = labels[i].kind;
      label = mok_question_dup_band_label (question, labels[i].band, labels[i].language);
      g_assert_cmpstr (label, ==, labels[i].expected);
    }
}

static void
test_what_is_asked_stored_and_counted (void)
{
  const struct
  {
    MokQuestionKind kind;
    MokRole role;
    gboolean asked, stored, substantive;
  } cases[] = {
    { MOK_QUESTION_SINGLE, MOK_ROLE_QUESTION, TRUE, TRUE, TRUE },
    { MOK_QUESTION_SINGLE, MOK_ROLE_BACKGROUND, TRUE, TRUE, TRUE },
    { MOK_QUESTION_SINGLE, MOK_ROLE_SCREENER, TRUE, TRUE, TRUE },
    { MOK_QUESTION_TEXT, MOK_ROLE_FREE_TEXT, TRUE, TRUE, FALSE },
    { MOK_QUESTION_RANK, MOK_ROLE_QUESTION, TRUE, TRUE, TRUE },
    { MOK_QUESTION_NOTE, MOK_ROLE_QUESTION, TRUE, FALSE, FALSE },
    { MOK_QUESTION_ACKNOWLEDGE, MOK_ROLE_QUESTION, TRUE, FALSE, FALSE },
    { MOK_QUESTION_CALCULATE, MOK_ROLE_QUESTION, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MokQuestion) question = mok_question_new ("q", cases[i].kind);

      question->role = cases[i].role;
      g_assert_cmpint (mok_question_is_asked (question), ==, cases[i].asked);
      g_assert_cmpint (mok_question_is_stored (question), ==, cases[i].stored);
      g_assert_cmpint (mok_question_is_substantive (question), ==, cases[i].substantive);
    }
}

static void
test_a_screener_that_turns_away_is_not_stored (void)
{
  g_autoptr (MokChoiceList) list = mok_choice_list_new ("consent");
  g_autoptr (MokQuestion) question = mok_question_new ("consent", MOK_QUESTION_SINGLE);

  g_ptr_array_add (list->choices, mok_choice_new ("1"));
  g_ptr_array_add (list->choices, mok_choice_new ("2"));
  question->role = MOK_ROLE_SCREENER;
  question->choices = list;
  g_assert_true (mok_question_is_stored (question));
  g_assert_false (mok_question_is_numbered (question));
  mok_choice_list_get (list, 1)->kind = MOK_CHOICE_ENDS;
  g_assert_false (mok_question_is_stored (question));
  g_assert_true (mok_question_is_asked (question));
}

static void
test_periods_have_captions (void)
{
  const struct
  {
    const char *code;
    const char *caption; /* NULL: valid, without a caption */
  } valid[] = {
    { "now", NULL },
    { "12m", "Last 12 months" },
    { "1m", "Last 1 month" },
    { "30d", "Last 30 days" },
    { "4w", "Last 4 weeks" },
    { "3y", "Last 3 years" },
    { "+12m", "Next 12 months" },
    { "+1y", "Next 1 year" },
    { "+2w", "Next 2 weeks" },
    { "+7d", "Next 7 days" },
    { "usual-week-3m", "A usual week, last 3 months" },
    { "2024-02..2025-08", "February 2024 to August 2025" },
    { "2024-12..2024-12", "December 2024 to December 2024" },
  };
  static const char *const invalid[] = { "",
                                         "m",
                                         "0m",
                                         "12",
                                         "12x",
                                         "12mm",
                                         "1000m",
                                         "-3m",
                                         "+now",
                                         " 12m",
                                         "12 m",
                                         "2024-02",
                                         "2024-13..2025-01",
                                         "2025-01..2024-12",
                                         "2024-02..2025-0x",
                                         "usual-week-3w",
                                         "usual-week-",
                                         "0000-01..2024-01" };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      g_autofree char *caption = mok_period_dup_caption (valid[i].code);
      g_autoptr (MokQuestion) question = mok_question_new ("q", MOK_QUESTION_INTEGER);
      g_autofree char *of_question = NULL;

      g_assert_true (mok_period_is_valid (valid[i].code));
      g_assert_cmpstr (caption, ==, valid[i].caption);
      question->period = g_strdup (valid[i].code);
      of_question = mok_question_dup_period_caption (question);
      g_assert_cmpstr (of_question, ==, valid[i].caption);
    }
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_assert_false (mok_period_is_valid (invalid[i]));
      g_assert_null (mok_period_dup_caption (invalid[i]));
    }
}

static void
test_periods_are_stretches_of_days (void)
{
  static const struct
  {
    const char *code;
    guint date;
    guint from;
    guint to;
  } cases[] = {
    { "now", 20261122, 20261122, 20261122 },
    { "30d", 20261122, 20261023, 20261122 },
    { "4w", 20261122, 20261025, 20261122 },
    { "3m", 20261122, 20260822, 20261122 },
    { "3m", 20260531, 20260228, 20260531 },
    { "12m", 20261122, 20251122, 20261122 },
    { "3y", 20261122, 20231122, 20261122 },
    { "1y", 20240229, 20230228, 20240229 },
    { "usual-week-3m", 20260115, 20251015, 20260115 },
    { "+12m", 20261122, 20261122, 20271122 },
    { "+2w", 20261225, 20261225, 20270108 },
    { "2024-02..2025-08", 20261122, 20240201, 20250831 },
    { "2023-11..2024-02", 20261122, 20231101, 20240229 },
  };
  guint from, to;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s on %u", cases[i].code, cases[i].date);
      g_assert_true (mok_period_get_window (cases[i].code, cases[i].date, &from, &to));
      g_assert_cmpuint (from, ==, cases[i].from);
      g_assert_cmpuint (to, ==, cases[i].to);
    }
  g_assert_false (mok_period_get_window ("12x", 20261122, &from, &to));
}

static MokGroup *
add_group (MokQuestionnaire *form, const char *name, MokGroup *parent)
{
  MokGroup *group = mok_group_new (name);

  group->parent = parent;
  mok_questionnaire_add_group (form, group);
  return group;
}

static MokQuestion *
add_question (MokQuestionnaire *form, const char *name, MokGroup *group)
{
  MokQuestion *question = mok_question_new (name, MOK_QUESTION_INTEGER);

  question->group = group;
  mok_questionnaire_add_question (form, question);
  return question;
}

static void
test_modules_are_the_outermost_groups (void)
{
  g_autoptr (MokQuestionnaire) form = mok_questionnaire_new ("f");
  MokGroup *first = add_group (form, "first", NULL);
  MokGroup *inner = add_group (form, "inner", first);
  MokGroup *second = add_group (form, "second", NULL);
  const MokQuestion *outside = add_question (form, "outside", NULL);
  const MokQuestion *deep = add_question (form, "deep", inner);
  const MokQuestion *flat = add_question (form, "flat", second);

  g_assert_cmpuint (mok_questionnaire_get_n_modules (form), ==, 2);
  g_assert_true (mok_questionnaire_get_module (form, 0) == first);
  g_assert_true (mok_questionnaire_get_module (form, 1) == second);
  g_assert_null (mok_questionnaire_get_module (form, 2));
  g_assert_cmpint (mok_questionnaire_get_module_of (form, outside), ==, -1);
  g_assert_cmpint (mok_questionnaire_get_module_of (form, deep), ==, 0);
  g_assert_cmpint (mok_questionnaire_get_module_of (form, flat), ==, 1);
  g_assert_true (mok_questionnaire_find_question (form, "flat") == flat);
  g_assert_null (mok_questionnaire_find_question (form, "none"));
  g_assert_null (mok_questionnaire_find_list (form, "none"));
}

static void
test_languages_match_by_their_primary_part (void)
{
  g_autoptr (MokQuestionnaire) form = mok_questionnaire_new ("f");
  const struct
  {
    const char *wanted;
    const char *expected;
  } cases[] = {
    { "ko", "ko" },       { "KO", "ko" },       { "ko_KR.UTF-8", "ko" }, { "ko-KR", "ko" },
    { "pt-BR", "pt-BR" }, { "pt_PT", "pt-BR" }, { "pt", "pt-BR" },       { "kok", "en" },
    { "k", "en" },        { "", "en" },         { NULL, "en" },          { "de", "en" },
  };

  g_ptr_array_add (form->languages, g_strdup ("en"));
  g_ptr_array_add (form->languages, g_strdup ("ko"));
  g_ptr_array_add (form->languages, g_strdup ("pt-BR"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (mok_questionnaire_match_language (form, cases[i].wanted), ==, cases[i].expected);
}

static void
test_titles_fall_back_to_labels (void)
{
  g_autoptr (MokQuestion) question = mok_question_new ("q", MOK_QUESTION_INTEGER);

  mok_text_set (question->label, "en", "How long?");
  g_assert_cmpstr (mok_question_get_title (question, "ko"), ==, "How long?");
  question->short_title = mok_text_new ();
  g_assert_cmpstr (mok_question_get_title (question, "en"), ==, "How long?");
  mok_text_set (question->short_title, "en", "Length");
  g_assert_cmpstr (mok_question_get_title (question, "en"), ==, "Length");
}

static void
test_codes_are_texts (void)
{
  g_autoptr (MokChoiceList) list = mok_choice_list_new ("l");

  g_ptr_array_add (list->choices, mok_choice_new ("5"));
  g_ptr_array_add (list->choices, mok_choice_new ("05"));
  g_assert_cmpint (mok_choice_list_find (list, "05"), ==, 1);
  g_assert_cmpint (mok_choice_list_find (list, "5"), ==, 0);
  g_assert_cmpint (mok_choice_list_find (list, "5.0"), ==, -1);
  g_assert_false (mok_choice_is_missing (mok_choice_list_get (list, 0)));
  mok_choice_list_get (list, 0)->kind = MOK_CHOICE_NOT_APPLICABLE | MOK_CHOICE_EXCLUSIVE;
  g_assert_false (mok_choice_is_missing (mok_choice_list_get (list, 0)));
  mok_choice_list_get (list, 0)->kind = MOK_CHOICE_REFUSED;
  g_assert_true (mok_choice_is_missing (mok_choice_list_get (list, 0)));
}

static void
test_diagnostics_name_their_place (void)
{
  const struct
  {
    MokSeverity severity;
    guint line, column;
    const char *expected;
  } cases[] = {
    { MOK_SEVERITY_ERROR, 3, 7, "f.csv:3:7: error: Oh." },
    { MOK_SEVERITY_WARNING, 3, 0, "f.csv:3: warning: Oh." },
    { MOK_SEVERITY_ERROR, 0, 0, "f.csv: error: Oh." },
  };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MokDiagnostic *diagnostic =
          mok_diagnostic_new (cases[i].severity, "f.csv", cases[i].line, cases[i].column, "oh", "Oh.");
      g_autofree char *text = mok_diagnostic_to_string (diagnostic);

      g_assert_cmpstr (text, ==, cases[i].expected);
      g_ptr_array_add (all, diagnostic);
    }
  g_assert_cmpuint (mok_diagnostics_count (all, MOK_SEVERITY_ERROR), ==, 2);
  g_assert_cmpuint (mok_diagnostics_count (all, MOK_SEVERITY_WARNING), ==, 1);
}

static void
test_suggests_only_what_is_near (void)
{
  static const char *const names[] = { "integer", "decimal", "select_one", "date", "a" };
  const struct
  {
    const char *wanted;
    const char *nearest;
  } cases[] = {
    { "integr", "integer" },
    { "itneger", "integer" },
    { "INTEGER", "integer" },
    { "select_on", "select_one" },
    { "dat", "date" },
    { "dtae", "date" },
    { "selection", "select_one" },
    { "question", NULL },
    { "xyz", NULL },
    { "", NULL },
    { "b", NULL },
    { "A", "a" },
  };
  g_autofree char *long_word = g_strnfill (1000, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (mok_nearest_name (cases[i].wanted, names, G_N_ELEMENTS (names)), ==, cases[i].nearest);
  g_assert_null (mok_nearest_name (long_word, names, G_N_ELEMENTS (names)));
  g_assert_null (mok_nearest_name ("integer", NULL, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/questionnaire/model/bands-hold-their-ends", test_bands_hold_their_ends);
  g_test_add_func ("/questionnaire/model/bands-are-named-by-their-numbers", test_bands_are_named_by_their_numbers);
  g_test_add_func ("/questionnaire/model/what-is-asked-stored-and-counted", test_what_is_asked_stored_and_counted);
  g_test_add_func ("/questionnaire/model/a-screener-that-turns-away-is-not-stored",
                   test_a_screener_that_turns_away_is_not_stored);
  g_test_add_func ("/questionnaire/model/periods-have-captions", test_periods_have_captions);
  g_test_add_func ("/questionnaire/model/periods-are-stretches-of-days", test_periods_are_stretches_of_days);
  g_test_add_func ("/questionnaire/model/modules-are-the-outermost-groups", test_modules_are_the_outermost_groups);
  g_test_add_func ("/questionnaire/model/languages-match-by-their-primary-part",
                   test_languages_match_by_their_primary_part);
  g_test_add_func ("/questionnaire/model/titles-fall-back-to-labels", test_titles_fall_back_to_labels);
  g_test_add_func ("/questionnaire/model/codes-are-texts", test_codes_are_texts);
  g_test_add_func ("/questionnaire/model/diagnostics-name-their-place", test_diagnostics_name_their_place);
  g_test_add_func ("/questionnaire/model/suggests-only-what-is-near", test_suggests_only_what_is_near);
  return g_test_run ();
}
