/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What conditions say on paper, by a table; that the words mean what the expression does, by trying all answers to
 * random conditions; and the numbers that questions have.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "questionnaire/mok-condition-words.h"
#include "questionnaire/mok-fact-private.h"
#include "questionnaire/mok-numbering.h"

#include "support.h"

#define FORM_BEGIN                                                                                                     \
  "survey\n"                                                                                                           \
  ",type,name,label::English (en),label::한국어 (ko),required,relevant,calculation,bind::mok:role\n"                \
  ",select_one screen,agree,Do you agree?,동의합니까?,yes,,,screener\n"                                           \
  ",select_one screen,elig,Do you work here?,여기서 일합니까?,yes,${agree} = '1',,screener\n"                   \
  ",select_one yn,health,May we ask about health?,건강에 관해 물어도 됩니까?,yes,,,screener\n"              \
  ",select_one job,job,Your job?,직종은?,,,,\n"                                                                     \
  ",select_one yn,leave,Leave?,휴가를 받았습니까?,,,,\n"                                                       \
  ",select_one yn,breaks,Breaks?,휴게시간이 있습니까?,,,,\n"                                                  \
  ",select_one yn,pay,Extra pay?,가산 임금을 받습니까?,,,,\n"                                                 \
  ",select_multiple why,why,Why?,이유는?,,,,\n"                                                                     \
  ",integer,hours,Hours?,몇 시간?,,,,\n"                                                                            \
  ",text,place,Where?,어디?,,,,\n"                                                                                   \
  ",calculate,score,,,,,${hours} * 2 + ${bonus},\n"                                                                    \
  ",calculate,bonus,,,,,count-selected(${why}),\n"                                                                     \
  ",note,target,Here,여기,,"

#define FORM_END                                                                                                       \
  ",,\n"                                                                                                               \
  "choices\n"                                                                                                          \
  ",list_name,name,label::English (en),label::한국어 (ko),mok_kind\n"                                               \
  ",screen,1,Yes,예,\n,screen,2,No,아니요,ends\n"                                                                  \
  ",yn,1,Yes,예,\n,yn,2,No,아니요,\n,yn,98,Not sure,모름,not-sure\n"                                             \
  ",job,1,Nurse,간호사,\n,job,2,Doctor (in training),의사(수련 중),\n,job,3,Doctor (other),의사(기타),\n"  \
  ",job,4,Other staff (desk),그 밖(접수),\n"                                                                       \
  ",why,a,No cover,대신할 사람 없음,\n,why,b,Asked not to,만류,\n,why,c,Other,기타,\n"                      \
  "settings\n,form_title,form_id,version,default_language,namespaces\n"                                                \
  ",Words,words,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n"

typedef struct
{
  const char *expression; /* without quotation marks */
  const char *en;         /* NULL: always, "": never */
  const char *ko;         /* NULL where only the English is looked at */
} Case;

static const Case CASES[] = {
  /* Whoever is still there has agreed. */
  { "${agree} = '1'", NULL, NULL },
  { "${elig} = '1'", NULL, NULL },
  { "${elig} != '2'", NULL, NULL },
  { "${elig} = '2'", "", NULL },
  { "not(${elig} = '1')", "", NULL },
  { "true()", NULL, NULL },
  { "false()", "", NULL },
  { "1 = 2 or ${elig} = '1'", NULL, NULL },
  /* A screener that sends nobody away is an answer like any other, with a letter. */
  { "${health} = '1'", "you answered ‘Yes’ to question C", "C번의 답이 ‘예’인 사람" },
  /* One question. */
  { "${leave} = '1'", "you answered ‘Yes’ to question 2", "2번의 답이 ‘예’인 사람" },
  { "'1' = ${leave}", "you answered ‘Yes’ to question 2", NULL },
  { "${leave} = 1", "you answered ‘Yes’ to question 2", NULL },
  { "selected(${leave}, '1')", "you answered ‘Yes’ to question 2", NULL },
  { "${elig} = '1' and ${leave} = '1'", "you answered ‘Yes’ to question 2", NULL },
  { "${leave} = '1' or ${leave} = '98'", "you answered ‘Yes’ or ‘Not sure’ to question 2",
    "2번의 답이 ‘예’ 또는 ‘모름’인 사람" },
  { "${leave} < 3", "you answered ‘Yes’ or ‘No’ to question 2", NULL },
  { "${leave} = '1' or ${leave} = '2' or ${leave} = '98'", "you answered question 2", "2번에 답한 사람" },
  { "${leave} != ''", "you answered question 2", NULL },
  { "${leave} = ''", "you left question 2 blank", "2번을 비워 둔 사람" },
  { "${leave}", "you answered question 2", NULL },
  { "${leave} = '1' and ${leave} = '2'", "", NULL },
  { "${leave} = '1' or ${leave} != '1'", NULL, NULL },
  { "${leave} = '7'", "", NULL },
  /* What is left blank is not that answer. */
  { "${leave} != '1'", "you did not answer ‘Yes’ to question 2", "2번에 ‘예’ 외의 답을 했거나 답하지 않은 사람" },
  { "not(${leave} = '1')", "you did not answer ‘Yes’ to question 2", NULL },
  { "not(${leave} = '1' or ${leave} = '2')", "you did not answer ‘Yes’ or ‘No’ to question 2", NULL },
  { "${leave} != '1' and ${leave} != ''", "you answered ‘No’ or ‘Not sure’ to question 2", NULL },
  { "if(${leave} = '1', 'x', 'y') = 'x'", "you answered ‘Yes’ to question 2", NULL },
  /* Labels without brackets, where that says which. */
  { "${job} = '4'", "you answered ‘Other staff’ to question 1", "1번의 답이 ‘그 밖’인 사람" },
  { "${job} = '2'", "you answered ‘Doctor (in training)’ to question 1", "1번의 답이 ‘의사(수련 중)’인 사람" },
  /* Several questions. */
  { "${leave} = '1' and ${job} != '1'", "you answered ‘Yes’ to question 2 and you did not answer ‘Nurse’ to question 1",
    "2번의 답이 ‘예’인 사람 중 1번에 ‘간호사’ 외의 답을 했거나 답하지 않은 사람" },
  { "${leave} = '1' or ${job} = '1'", "you answered ‘Yes’ to question 2 or you answered ‘Nurse’ to question 1",
    "2번의 답이 ‘예’인 사람 또는 1번의 답이 ‘간호사’인 사람" },
  { "${leave} = '1' or ${breaks} = '1' or ${pay} = '1'", "you answered ‘Yes’ to at least one of the questions 2–4",
    "2~4번 중 한 문항이라도 답이 ‘예’인 사람" },
  { "${leave} = '1' or ${pay} = '1' or ${leave} = '2' or ${pay} = '2'",
    "you answered ‘Yes’ or ‘No’ to at least one of the questions 2, 4", NULL },
  { "${leave} != '1' and ${breaks} != '1'", "you did not answer ‘Yes’ to any of the questions 2, 3",
    "2, 3번 어디에서도 ‘예’에 표시하지 않은 사람" },
  { "(${leave} = '1' or ${job} = '1') and ${pay} = '2'",
    "(you answered ‘Yes’ to question 2 or you answered ‘Nurse’ to question 1) and you answered ‘No’ to question 4",
    NULL },
  { "not(${leave} = '1' and ${job} = '1')",
    "you did not answer ‘Yes’ to question 2 or you did not answer ‘Nurse’ to question 1", NULL },
  /* Several answers to one. */
  { "selected(${why}, 'a')", "you answered ‘No cover’ to question 5", NULL },
  { "selected(${why}, 'a') or selected(${why}, 'c')", "you answered ‘No cover’ or ‘Other’ to question 5", NULL },
  { "selected(${why}, 'a') and selected(${why}, 'c')",
    "you answered ‘No cover’ to question 5 and you answered ‘Other’ to question 5", NULL },
  { "not(selected(${why}, 'a'))", "you did not answer ‘No cover’ to question 5", NULL },
  { "count-selected(${why}) >= 2", "you marked at least 2 of the answers to question 5",
    "5번에서 2개 이상을 고른 사람" },
  { "count-selected(${why}) < 2", "you marked at most 1 of the answers to question 5", NULL },
  { "not(count-selected(${why}) > 1)", "you marked at most 1 of the answers to question 5", NULL },
  { "count-selected(${why}) > 0", "you answered question 5", NULL },
  /* Numbers and words. */
  { "${hours} > 40", "your answer to question 6 is more than 40", "6번의 답이 40보다 큰 사람" },
  { "40 < ${hours}", "your answer to question 6 is more than 40", NULL },
  { "${hours} >= 40 and ${hours} < 52",
    "your answer to question 6 is 40 or more and your answer to question 6 is less than 52", NULL },
  { "not(${hours} > 40)", "your answer to question 6 is 40 or less, or blank", "6번의 답이 40 이하이거나 빈칸인 사람" },
  { "${hours} = 40", "you answered ‘40’ to question 6", NULL },
  { "${hours} != ''", "you answered question 6", NULL },
  { "${place} = 'Ward'", "you answered ‘Ward’ to question 7", NULL },
  /* What has no simple words. */
  { "${hours} * 2 > 40", "your answers to the questions 6 are as note 1 at the end says",
    "6번의 답이 끝의 참고 1에 해당하는 사람" },
  { "${score} > 40", "your answers to the questions 5, 6 are as note 1 at the end says", NULL },
  { "today() > '2026-01-01'", "what note 1 at the end says is so", NULL },
  { "${leave} = ${pay}", "your answers to the questions 2, 4 are as note 1 at the end says", NULL },
};

static MokQuestionnaire *
make_form (const char *expression)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autofree char *csv = g_strdup_printf (FORM_BEGIN "\"%s\"" FORM_END, expression);
  MokQuestionnaire *form = support_read (csv, diagnostics);

  for (guint i = 0; form == NULL && i < diagnostics->len; i++)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", text);
    }
  g_assert_nonnull (form);
  return form;
}

/* NULL: always, "": never */
static char *
dup_words (MokQuestionnaire *form, const char *language, GPtrArray *notes)
{
  g_autoptr (MokCondition) condition =
      mok_condition_new_of_question (mok_questionnaire_find_question (form, "target"), NULL);
  gboolean is_never;
  g_autoptr (GPtrArray) clauses = mok_condition_list_clauses (condition, form, language, notes, &is_never);

  if (is_never)
    return g_strdup ("");
  return clauses->len > 0 ? mok_condition_join_clauses (clauses) : NULL;
}

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (MokQuestionnaire) form = make_form (CASES[i].expression);
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *en = dup_words (form, "en", notes);
      g_autofree char *ko = NULL;

      g_test_message ("%s", CASES[i].expression);
      g_assert_cmpstr (en, ==, CASES[i].en);
      if (CASES[i].ko == NULL)
        continue;
      mok_language_set ("ko");
      ko = dup_words (form, "ko", notes);
      mok_language_set ("en");
      g_assert_cmpstr (ko, ==, CASES[i].ko);
    }
}

/* A note has the expression with the numbers of questions, and the calculations behind it. */
static void
test_notes (void)
{
  g_autoptr (MokQuestionnaire) form = make_form ("${score} > 40 and ${leave} = '1'");
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = dup_words (form, "en", notes);
  g_autofree char *again = dup_words (form, "en", notes);

  g_assert_cmpstr (
      words, ==,
      "your answers to the questions 2, 5, 6 are as note 1 at the end says and you answered ‘Yes’ to question 2");
  g_assert_cmpstr (words, ==, again);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (notes, 0), ==,
                   "[score] > 40 and [2] = '1'\n[score] = [6] * 2 + [bonus]\n[bonus] = count-selected([5])");
}

static void
test_numbers (void)
{
  static const char *const EXPECTED[] = { "A", "B", "C", "1", "2", "3", "4", "5", "6", "7", NULL, NULL, NULL };
  g_autoptr (MokQuestionnaire) form = make_form ("true()");

  g_assert_cmpuint (mok_questionnaire_get_n_questions (form), ==, G_N_ELEMENTS (EXPECTED));
  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    {
      g_autofree char *number = mok_numbering_dup (form, mok_questionnaire_get_question (form, i));

      g_assert_cmpstr (number, ==, EXPECTED[i]);
    }
}

/* Answers by question, as codes; "" is blank. */
typedef struct
{
  const char *values[16];
} Answers;

static void
get_answer (gpointer data, guint variable, MokValue *value)
{
  const Answers *answers = data;

  mok_value_set_string (value, answers->values[variable] != NULL ? answers->values[variable] : "");
}

static gboolean
has_code (const MokFact *fact, const char *codes)
{
  g_auto (GStrv) all = g_strsplit (codes, " ", -1);

  for (gsize i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0' && g_ptr_array_find_with_equal_func (fact->texts, all[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* What the fact says of these answers, read as the words are. */
static gboolean
holds (const MokFact *fact, const Answers *answers)
{
  gboolean is_any = FALSE;
  guint n = 0;

  switch (fact->kind)
    {
    case MOK_FACT_ALWAYS:
    case MOK_FACT_NEVER:
      return fact->kind == MOK_FACT_ALWAYS;
    case MOK_FACT_ALL:
    case MOK_FACT_ANY:
      for (guint i = 0; i < fact->children->len; i++)
        n += holds (g_ptr_array_index (fact->children, i), answers) ? 1 : 0;
      return fact->kind == MOK_FACT_ALL ? n == fact->children->len : n > 0;
    case MOK_FACT_CHOSEN:
      for (guint i = 0; i < fact->questions->len; i++)
        is_any |= has_code (fact, answers->values[g_array_index (fact->questions, guint, i)]);
      return is_any != fact->is_negated;
    case MOK_FACT_BLANK:
      return (*answers->values[g_array_index (fact->questions, guint, 0)] == '\0') != fact->is_negated;
    case MOK_FACT_COUNT:
      {
        const char *codes = answers->values[g_array_index (fact->questions, guint, 0)];
        g_auto (GStrv) all = g_strsplit (codes, " ", -1);

        n = *codes == '\0' ? 0 : g_strv_length (all);
        return (n >= fact->number) != fact->is_negated;
      }
    case MOK_FACT_NUMBER:
    case MOK_FACT_UNCLEAR:
    default:
      g_assert_not_reached ();
    }
}

static char *
make_random (GRand *random, guint depth)
{
  static const char *const PARTS[] = {
    "${leave} = '1'",        "${leave} != '2'",
    "${leave} = ''",         "${breaks} = '1'",
    "${breaks} = '2'",       "${pay} = '1'",
    "${pay} != '98'",        "${job} > 2",
    "${job} = '1'",          "selected(${why}, 'a')",
    "selected(${why}, 'b')", "${elig} = '1'",
    "${agree} = '2'",        "count-selected(${why}) > 1",
    "${why} != ''",          "${health} = '1'",
    "not(${leave} = '98')",  "${breaks} = '98'",
  };
  g_autofree char *left = NULL, *right = NULL;
  const guint kind = (guint) g_rand_int_range (random, 0, 5);

  if (depth == 0 || kind == 0)
    return g_strdup (PARTS[g_rand_int_range (random, 0, G_N_ELEMENTS (PARTS))]);
  left = make_random (random, depth - 1);
  if (kind == 1)
    return g_strdup_printf ("not(%s)", left);
  right = make_random (random, depth - 1);
  return g_strdup_printf ("(%s %s %s)", left, kind < 4 ? "or" : "and", right);
}

static void
test_random_conditions_mean_the_same (void)
{
  static const char *const YES_NO[] = { "", "1", "2", "98" };
  static const char *const JOBS[] = { "", "1", "2", "3", "4" };
  static const char *const REASONS[] = { "", "a", "b", "c", "a b", "a c", "b c", "a b c" };
  const int n_forms = g_getenv ("MOKSORI_SLOW") != NULL ? 20000 : 400;
  g_autoptr (GRand) random = g_rand_new_with_seed (29112026);

  for (int i = 0; i < n_forms; i++)
    {
      g_autofree char *expression = make_random (random, 4);
      g_autoptr (MokQuestionnaire) form = make_form (expression);
      const MokQuestion *target = mok_questionnaire_find_question (form, "target");
      g_autoptr (MokCondition) condition = mok_condition_new_of_question (target, NULL);
      g_autoptr (MokFact) fact = mok_fact_new (condition, form, FALSE);

      for (guint j = 0; j < 60; j++)
        {
          /* In the order of the form; nobody who is still there has refused. */
          const Answers answers = { { "1", "1", YES_NO[g_rand_int_range (random, 1, 4)],
                                      JOBS[g_rand_int_range (random, 0, 5)], YES_NO[g_rand_int_range (random, 0, 4)],
                                      YES_NO[g_rand_int_range (random, 0, 4)], YES_NO[g_rand_int_range (random, 0, 4)],
                                      REASONS[g_rand_int_range (random, 0, 8)] } };
          const MokExprContext context = { .data = (gpointer) &answers, .get_variable = get_answer };
          gboolean truth;

          g_assert_true (mok_expr_evaluate_boolean (target->relevant, &context, &truth, NULL));
          if (truth != holds (fact, &answers))
            {
              g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
              g_autofree char *words = dup_words (form, "en", notes);

              g_error ("“%s” is not “%s”", expression, words);
            }
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The program's own words are Korean too. */
  g_autofree char *translations = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  g_setenv ("MOKSORI_LOCALEDIR", translations, TRUE);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/condition-words/words", test_words);
  g_test_add_func ("/condition-words/notes", test_notes);
  g_test_add_func ("/condition-words/numbers", test_numbers);
  g_test_add_func ("/condition-words/random-conditions-mean-the-same", test_random_conditions_mean_the_same);
  return g_test_run ();
}
