/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: the law layer against cases worked out by hand (tests/fixtures/outcomes.csv). */

#include "config.h"

#include <string.h>

#include "analysis/mok-outcome.h"
#include "base/mok-csv.h"
#include "base/mok-day.h"
#include "base/mok-init.h"
#include "questionnaire/mok-law.h"
#include "questionnaire/mok-xlsform.h"

#define TODAY 20261122
#define MAX_VARIABLES 6

/* Someone about whom there is nothing special. */
static const MokLawCode ordinary[MOK_N_LAW_INPUTS] = { 8, 3, 1, 3, 3, MOK_LAW_CODE_NOT_ASKED };

static MokQuestionnaire *
load (void)
{
  g_autoptr (GError) error = NULL;
  MokQuestionnaire *form = mok_xlsform_load_builtin ("care-workforce", &error);

  g_assert_no_error (error);
  return form;
}

/* A code as people write it: 3, 1+3 of several choices, - left blank, x not asked, o no number. */
static MokLawCode
parse_code (const char *text, gboolean several)
{
  g_auto (GStrv) words = NULL;
  MokLawCode mask = 0;

  if (strcmp (text, "x") == 0)
    return MOK_LAW_CODE_NOT_ASKED;
  if (strcmp (text, "-") == 0)
    return MOK_LAW_CODE_BLANK;
  if (strcmp (text, "o") == 0)
    return MOK_LAW_CODE_OTHER;
  if (!several)
    return g_ascii_strtoll (text, NULL, 10);
  words = g_strsplit (text, "+", -1);
  for (guint i = 0; words[i] != NULL; i++)
    mask |= MOK_LAW_BIT (g_ascii_strtoll (words[i], NULL, 10));
  return mask;
}

static const MokProtection *
find_protection (GPtrArray *protections, const char *variable)
{
  for (guint i = 0; i < protections->len; i++)
    {
      const MokProtection *protection = g_ptr_array_index (protections, i);

      if (strcmp (mok_protection_get_question (protection)->name, variable) == 0)
        return protection;
    }
  g_assert_not_reached ();
}

/* "menst=3 preg_size=1"; what is not mentioned was not asked. */
static void
parse_answers (const MokProtection *protection, const char *text, MokLawCode *answers)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_assert_cmpuint (mok_protection_get_n_variables (protection), <=, MAX_VARIABLES);
  for (guint i = 0; i < mok_protection_get_n_variables (protection); i++)
    {
      const MokQuestion *question = mok_protection_get_variable (protection, i);

      answers[i] = MOK_LAW_CODE_NOT_ASKED;
      for (guint k = 0; words[k] != NULL; k++)
        {
          if (g_str_has_prefix (words[k], question->name) && words[k][strlen (question->name)] == '=')
            answers[i] = parse_code (words[k] + strlen (question->name) + 1, question->kind == MOK_QUESTION_MULTIPLE);
        }
    }
}

static MokOutcomeResult
classify (GPtrArray *protections, const char *variable, const MokLawCode *inputs, const char *text)
{
  const MokProtection *protection = find_protection (protections, variable);
  MokLawCode answers[MAX_VARIABLES];
  MokLawFacts facts;

  mok_law_facts_init (&facts, inputs);
  parse_answers (protection, text, answers);
  return mok_protection_classify (protection, &facts, answers);
}

static char *
dup_flags (guint flags)
{
  static const char *const words[] = { "refused", "partial", "sequence", "pressure", "remedy", "changed" };
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if ((flags & (1u << i)) != 0)
        g_ptr_array_add (found, (gpointer) words[i]);
    }
  g_ptr_array_add (found, NULL);
  return g_strjoinv (" ", (char **) found->pdata);
}

typedef enum
{
  CELL_WHY,
  CELL_PROTECTION,
  CELL_LAW_DATE,
  CELL_INPUTS,
  CELL_ANSWERS = CELL_INPUTS + MOK_N_LAW_INPUTS,
  CELL_OUTCOME,
  CELL_FLAGS,
  CELL_SIZE5,
  N_CELLS,
} Cell;

typedef struct
{
  MokQuestionnaire *form;
  guint n_cases;
  guint n_of_outcome[MOK_N_OUTCOMES];
} Cases;

static gboolean
check_case (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  static const char *const sizes[MOK_N_SIZE5] = { "under", "over", "unknown" };
  Cases *cases = data;
  MokLawCode inputs[MOK_N_LAW_INPUTS];
  g_autoptr (GPtrArray) protections = NULL;
  g_autofree char *flags = NULL;
  MokOutcomeResult result;

  g_assert_cmpuint (n_cells, ==, N_CELLS);
  for (guint i = 0; i < MOK_N_LAW_INPUTS; i++)
    {
      if (cells[0].line == 1)
        g_assert_cmpstr (cells[CELL_INPUTS + i].text, ==, mok_law_input_get_variable ((MokLawInput) i));
      inputs[i] = cells[CELL_INPUTS + i].length > 0 ? parse_code (cells[CELL_INPUTS + i].text, FALSE) : ordinary[i];
    }
  if (cells[0].line == 1)
    return TRUE;

  g_test_message ("%s", cells[CELL_WHY].text);
  protections = mok_protections_new (
      cases->form, cells[CELL_LAW_DATE].length > 0 ? mok_day_parse (cells[CELL_LAW_DATE].text) : TODAY);
  result = classify (protections, cells[CELL_PROTECTION].text, inputs, cells[CELL_ANSWERS].text);
  flags = dup_flags (result.flags);
  g_assert_cmpstr (mok_outcome_get_code (result.outcome), ==, cells[CELL_OUTCOME].text);
  g_assert_cmpstr (flags, ==, cells[CELL_FLAGS].text);
  g_assert_cmpstr (sizes[result.size5], ==, cells[CELL_SIZE5].text);
  cases->n_cases++;
  cases->n_of_outcome[result.outcome]++;
  return TRUE;
}

static void
test_cases_worked_out_by_hand (void)
{
  g_autoptr (MokQuestionnaire) form = load ();
  g_autoptr (GFile) file =
      g_file_new_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests", "fixtures", "outcomes.csv", NULL);
  g_autoptr (GError) error = NULL;
  Cases cases = { form, 0, { 0 } };

  mok_csv_read_file (file, check_case, &cases, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases.n_cases, >=, 200);
  for (guint i = 0; i < MOK_N_OUTCOMES; i++)
    g_assert_cmpuint (cases.n_of_outcome[i], >, 0);
}

/* One row for each size band, one character for each answer on the days. */
static void
test_sizes_by_band_and_days (void)
{
  static const char *const bands[] = { "1", "2", "3", "4", "5", "6", "98", "99", "-", "x" };
  static const char *const days[] = { "1", "2", "3", "4", "98", "99", "-", "x" };
  static const char *const size5[] = { "11000000", "11001111", "11111111", "11111111", "11111111",
                                       "11111111", "1100????", "????????", "????????", "????????" };
  static const char *const all_year[] = { "1?000000", "1?00????", "11111111", "11111111", "11111111",
                                          "11111111", "1?00????", "????????", "????????", "????????" };
  static const char *const boundary[] = { "11000000", "00110000", "00110000", "00110000", "00110000",
                                          "00110000", "00000000", "00000000", "00000000", "00000000" };

  for (guint b = 0; b < G_N_ELEMENTS (bands); b++)
    {
      for (guint d = 0; d < G_N_ELEMENTS (days); d++)
        {
          MokLawCode inputs[MOK_N_LAW_INPUTS];
          MokLawFacts facts;

          memcpy (inputs, ordinary, sizeof ordinary);
          inputs[MOK_LAW_INPUT_SIZE_BAND] = parse_code (bands[b], FALSE);
          inputs[MOK_LAW_INPUT_SIZE_DAYS5] = parse_code (days[d], FALSE);
          mok_law_facts_init (&facts, inputs);
          g_test_message ("size_band %s, size_days5 %s", bands[b], days[d]);
          g_assert_cmpint ("01?"[facts.size5], ==, size5[b][d]);
          g_assert_cmpint ("01?"[facts.five_all_year], ==, all_year[b][d]);
          g_assert_cmpint (facts.size_boundary, ==, boundary[b][d] == '1');
        }
    }
}

static void
test_people_by_work (void)
{
  static const struct
  {
    MokLawInput input;
    const char *code;
    const char *facts; /* employee, 15 hours, six months, nurse, resident, agency */
  } people[] = {
    { MOK_LAW_INPUT_EMP_STATUS, "1", "111000" },
    { MOK_LAW_INPUT_EMP_STATUS, "2", "111000" },
    { MOK_LAW_INPUT_EMP_STATUS, "3", "111001" },
    { MOK_LAW_INPUT_EMP_STATUS, "4", "111010" },
    { MOK_LAW_INPUT_EMP_STATUS, "5", "011000" },
    { MOK_LAW_INPUT_EMP_STATUS, "6", "011000" },
    { MOK_LAW_INPUT_EMP_STATUS, "7", "?11000" },
    { MOK_LAW_INPUT_EMP_STATUS, "97", "?11000" },
    { MOK_LAW_INPUT_EMP_STATUS, "99", "?110?0" },
    { MOK_LAW_INPUT_EMP_STATUS, "-", "?110?0" },
    { MOK_LAW_INPUT_EMP_STATUS, "o", "?110?0" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "1", "101000" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "2", "111000" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "4", "111000" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "5", "1?1000" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "98", "1?1000" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "99", "1?1000" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "-", "1?1000" },
    { MOK_LAW_INPUT_CONTRACT_HOURS, "x", "1?1000" },
    { MOK_LAW_INPUT_TENURE, "1", "110000" },
    { MOK_LAW_INPUT_TENURE, "2", "111000" },
    { MOK_LAW_INPUT_TENURE, "5", "111000" },
    { MOK_LAW_INPUT_TENURE, "99", "11?000" },
    { MOK_LAW_INPUT_TENURE, "-", "11?000" },
    { MOK_LAW_INPUT_OCC, "1", "111100" },
    { MOK_LAW_INPUT_OCC, "2", "111100" },
    { MOK_LAW_INPUT_OCC, "3", "111010" },
    { MOK_LAW_INPUT_OCC, "4", "111000" },
    { MOK_LAW_INPUT_OCC, "97", "111000" },
    { MOK_LAW_INPUT_OCC, "99", "111??0" },
    { MOK_LAW_INPUT_OCC, "-", "111??0" },
    { MOK_LAW_INPUT_OCC, "x", "111??0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      MokLawCode inputs[MOK_N_LAW_INPUTS];
      MokLawFacts facts;

      memcpy (inputs, ordinary, sizeof ordinary);
      inputs[people[i].input] = parse_code (people[i].code, FALSE);
      mok_law_facts_init (&facts, inputs);
      g_test_message ("%s %s", mok_law_input_get_variable (people[i].input), people[i].code);
      g_assert_cmpint ("01?"[facts.employee], ==, people[i].facts[0]);
      g_assert_cmpint ("01?"[facts.fifteen_hours], ==, people[i].facts[1]);
      g_assert_cmpint ("01?"[facts.six_months], ==, people[i].facts[2]);
      g_assert_cmpint ("01?"[facts.nurse], ==, people[i].facts[3]);
      g_assert_cmpint ("01?"[facts.resident], ==, people[i].facts[4]);
      g_assert_cmpint ("01"[facts.agency], ==, people[i].facts[5]);
    }
}

static void
test_keys_tell_people_apart (void)
{
  g_autofree gboolean *seen = g_new0 (gboolean, 8748);
  MokLawFacts facts;

  for (guint i = 0; i < 8748; i++)
    {
      guint rest = i;
      guint8 *threes[] = { &facts.size5,      &facts.five_all_year, &facts.employee, &facts.fifteen_hours,
                           &facts.six_months, &facts.nurse,         &facts.resident };
      guint key;

      for (gsize k = 0; k < G_N_ELEMENTS (threes); k++, rest /= 3)
        *threes[k] = (guint8) (rest % 3);
      facts.size_boundary = rest % 2;
      facts.agency = rest / 2 % 2;
      key = mok_law_facts_get_key (&facts);
      g_assert_cmpuint (key, <, 8748);
      g_assert_false (seen[key]);
      seen[key] = TRUE;
    }
}

static void
test_protections_of_the_builtin_form (void)
{
  static const struct
  {
    const char *variables;
    gboolean at_that_time;
    gboolean binds_all;
  } expected[] = {
    { "break_ok", FALSE, TRUE },
    { "weekly_off", FALSE, TRUE },
    { "ot_pay", FALSE, FALSE },
    { "ph_paid", FALSE, FALSE },
    { "al", FALSE, FALSE },
    { "menst", FALSE, FALSE },
    { "famcare", FALSE, TRUE },
    { "ml preg_size", TRUE, TRUE },
    { "misc preg_size", TRUE, TRUE },
    { "preg_short preg_size", TRUE, TRUE },
    { "preg_check preg_size preg_period", TRUE, FALSE },
    { "preg_ot preg_size", TRUE, TRUE },
    { "preg_night preg_size preg_nightask", TRUE, TRUE },
    { "preg_light preg_size", TRUE, TRUE },
    { "pp_ot preg_size", TRUE, TRUE },
    { "nursing preg_size", TRUE, FALSE },
    { "sp_leave", FALSE, TRUE },
    { "fert", FALSE, TRUE },
    { "pl", FALSE, TRUE },
    { "cc_short care_3y", FALSE, TRUE },
    { "adverse", FALSE, TRUE },
    { "harass_resp harass", FALSE, FALSE },
  };
  g_autoptr (MokQuestionnaire) form = load ();
  g_autoptr (GPtrArray) protections = mok_protections_new (form, TODAY);

  g_assert_cmpuint (protections->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < protections->len; i++)
    {
      const MokProtection *protection = g_ptr_array_index (protections, i);
      const MokLaw *law = mok_law_find (mok_protection_get_question (protection)->law, TODAY);
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint k = 0; k < mok_protection_get_n_variables (protection); k++)
        g_string_append_printf (names, "%s%s", k > 0 ? " " : "", mok_protection_get_variable (protection, k)->name);
      g_assert_cmpstr (names->str, ==, expected[i].variables);
      g_assert_cmpint (mok_protection_is_at_that_time (protection), ==, expected[i].at_that_time);
      g_assert_cmpint (mok_protection_binds_all (protection), ==, expected[i].binds_all);
      g_assert_true (mok_protection_get_title (protection) == law->title);
      g_assert_true (mok_protection_get_article (protection) == law->article);
      g_assert_true (mok_protection_get_text (protection) == law->text);
      g_assert_true (mok_protection_get_doubt (protection) == law->doubt);
    }
}

static void
test_texts_are_those_of_the_day (void)
{
  g_autoptr (MokQuestionnaire) form = load ();
  g_autoptr (GPtrArray) before = mok_protections_new (form, 20261230);
  g_autoptr (GPtrArray) after = mok_protections_new (form, 20261231);
  g_autoptr (GPtrArray) ancient = mok_protections_new (form, 19500101);

  g_assert_null (strstr (mok_text_get (mok_protection_get_article (find_protection (before, "adverse")), "en"), "8-3"));
  g_assert_nonnull (
      strstr (mok_text_get (mok_protection_get_article (find_protection (after, "adverse")), "en"), "8-3"));
  /* Nothing is known of that time: there is a title, but no coverage. */
  g_assert_cmpstr (mok_text_get (mok_protection_get_title (find_protection (ancient, "menst")), "en"), ==,
                   "Menstrual leave");
  g_assert_cmpint (classify (ancient, "menst", ordinary, "menst=1").outcome, ==, MOK_OUTCOME_UNDETERMINED);
}

#define HEADER "survey\n,type,name,label::English (en),bind::mok:role,bind::mok:rule,bind::mok:law,bind::mok:period\n"
#define FOOTER                                                                                                         \
  "choices\n,list_name,name,label::English (en)\n,l,1,One\n,l,2,Two\n,l,3,Three\nsettings\n"                           \
  ",form_id,namespaces\n,f,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n"

static MokQuestionnaire *
read_form (const char *csv)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  MokQuestionnaire *form = mok_xlsform_read ("form.csv", bytes, diagnostics);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", text);
    }
  g_assert_nonnull (form);
  return form;
}

/* A form of one's own need not ask for the workplace of that time, nor for anything else besides. */
static void
test_forms_without_the_other_questions (void)
{
  g_autoptr (MokQuestionnaire) form =
      read_form (HEADER ",select_one l,leave,L,protection,exp,maternity-leave,3y\n"
                        ",select_one l,checks,C,protection,exp,check-ups,3y\n"
                        ",select_one l,night,N,protection,dutynight,pregnancy-night,3y\n"
                        ",select_one l,hours,H,protection,exp,childcare-hours,\n"
                        ",select_one l,told,T,protection,harass,harassment,12m\n"
                        ",select_multiple l,odd,O,protection,exp,menstrual-leave,12m\n"
                        ",select_one l,odder,O,protection,adverse,adverse-treatment,3y\n" FOOTER);
  g_autoptr (GPtrArray) protections = mok_protections_new (form, TODAY);
  MokLawCode small[MOK_N_LAW_INPUTS];

  memcpy (small, ordinary, sizeof small);
  small[MOK_LAW_INPUT_SIZE_BAND] = 1;
  g_assert_cmpuint (protections->len, ==, 5);
  for (guint i = 0; i < protections->len; i++)
    {
      g_assert_cmpuint (mok_protection_get_n_variables (g_ptr_array_index (protections, i)), ==, 1);
      g_assert_false (mok_protection_is_at_that_time (g_ptr_array_index (protections, i)));
    }
  g_assert_cmpint (classify (protections, "leave", small, "leave=1").size5, ==, MOK_SIZE5_UNDER);
  g_assert_cmpint (classify (protections, "leave", small, "leave=1").outcome, ==, MOK_OUTCOME_RECEIVED);
  g_assert_cmpint (classify (protections, "checks", small, "checks=3").outcome, ==, MOK_OUTCOME_EXEMPT_NOT_RECEIVED);
  g_assert_cmpint (classify (protections, "night", small, "night=2").outcome, ==, MOK_OUTCOME_UNDETERMINED);
  g_assert_cmpint (classify (protections, "hours", small, "hours=1").outcome, ==, MOK_OUTCOME_UNDETERMINED);
  g_assert_cmpint (classify (protections, "told", small, "told=3").outcome, ==, MOK_OUTCOME_EXEMPT_NOT_RECEIVED);
}

static void
test_codes_and_labels (void)
{
  static const char *const codes[MOK_N_OUTCOMES] = {
    "not_applicable",      "guaranteed_received", "guaranteed_not_asked_for", "guaranteed_denied", "exempt_received",
    "exempt_not_received", "undetermined"
  };

  for (guint i = 0; i < MOK_N_OUTCOMES; i++)
    {
      g_assert_cmpstr (mok_outcome_get_code ((MokOutcome) i), ==, codes[i]);
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (mok_outcome_get_label ((MokOutcome) i), !=, mok_outcome_get_label ((MokOutcome) k));
    }
}

/* The bits of several choices: no code stands for two. */
static void
test_bits_of_several_choices (void)
{
  g_assert_cmphex (MOK_LAW_BIT (0), ==, 1);
  g_assert_cmphex (MOK_LAW_BIT (10), ==, 1024);
  g_assert_cmphex (MOK_LAW_BIT (57), ==, G_GINT64_CONSTANT (1) << 57);
  g_assert_cmphex (MOK_LAW_BIT (97), ==, G_GINT64_CONSTANT (1) << 58);
  g_assert_cmphex (MOK_LAW_BIT (98), ==, G_GINT64_CONSTANT (1) << 60);
  g_assert_cmphex (MOK_LAW_BIT (99), ==, G_GINT64_CONSTANT (1) << 61);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/analysis/outcome/cases-worked-out-by-hand", test_cases_worked_out_by_hand);
  g_test_add_func ("/analysis/outcome/sizes-by-band-and-days", test_sizes_by_band_and_days);
  g_test_add_func ("/analysis/outcome/people-by-work", test_people_by_work);
  g_test_add_func ("/analysis/outcome/keys-tell-people-apart", test_keys_tell_people_apart);
  g_test_add_func ("/analysis/outcome/protections-of-the-builtin-form", test_protections_of_the_builtin_form);
  g_test_add_func ("/analysis/outcome/texts-are-those-of-the-day", test_texts_are_those_of_the_day);
  g_test_add_func ("/analysis/outcome/forms-without-the-other-questions", test_forms_without_the_other_questions);
  g_test_add_func ("/analysis/outcome/codes-and-labels", test_codes_and_labels);
  g_test_add_func ("/analysis/outcome/bits-of-several-choices", test_bits_of_several_choices);
  return g_test_run ();
}
