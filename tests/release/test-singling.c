/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: what a questionnaire tells about who answers, against going through all sets of people, and its words. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-note.h"
#include "release/mok-singling.h"

#define HEAD                                                                                                           \
  "survey\n"                                                                                                           \
  ",type,name,label::English (en),label::한국어 (ko),appearance,bind::mok:role\n"

/* @questions: lines of the form, of lists with as many choices as their names say; a further choice is a refusal */
static MokQuestionnaire *
make (const char *questions)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GBytes) bytes = NULL;

  g_string_append (text, questions);
  g_string_append (text, "choices\n,list_name,name,label::English (en),label::한국어 (ko),mok_kind\n");
  for (guint n = 1; n <= 9; n++)
    {
      for (guint i = 1; i <= n; i++)
        g_string_append_printf (text, ",of%u,%u,a%u,가%u,\n", n, i, i, i);
      g_string_append_printf (text, ",of%u,99,no,아니요,refused\n", n);
    }
  g_string_append (text, "settings\n,form_title,form_id,version,default_language,namespaces\n"
                         ",Short,short,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n");
  bytes = g_bytes_new (text->str, text->len);

  MokQuestionnaire *questionnaire = mok_xlsform_read ("form.csv", bytes, diagnostics);

  for (guint i = 0; questionnaire == NULL && i < diagnostics->len; i++)
    g_test_message ("%s", ((MokDiagnostic *) g_ptr_array_index (diagnostics, i))->message);
  g_assert_nonnull (questionnaire);
  return questionnaire;
}

static MokQuestionnaire *
make_backgrounds (guint first, guint second)
{
  g_autofree char *lines = g_strdup_printf (",select_one of%u,one,First,첫째,,background\n"
                                            ",select_one of%u,two,Second,둘째,,background\n"
                                            ",select_one of9,else,Else,다른 것,,\n",
                                            first, second);

  return make (lines);
}

/* Everybody's combination, as digits of a number in base @n_combinations; how many have one of their own. */
static guint
count_alone (guint64 everybody, guint n_people, guint n_combinations)
{
  guint counts[9] = { 0 };
  guint n = 0;

  for (guint i = 0; i < n_people; i++, everybody /= n_combinations)
    counts[everybody % n_combinations]++;
  for (guint i = 0; i < n_combinations; i++)
    n += counts[i] == 1;
  return n;
}

static void
test_alone (void)
{
  for (guint first = 1; first <= 3; first++)
    for (guint second = 1; second <= 3; second++)
      for (guint people = 1; people <= 5; people++)
        {
          g_autoptr (MokQuestionnaire) questionnaire = make_backgrounds (first, second);
          g_autoptr (MokSingling) singling = mok_singling_new (questionnaire, people);
          const guint combinations = first * second;
          const double n_sets = pow (combinations, people);
          double alone = 0;

          for (guint64 everybody = 0; everybody < (guint64) n_sets; everybody++)
            alone += count_alone (everybody, people, combinations);
          g_assert_cmpfloat (singling->n_combinations, ==, combinations);
          g_assert_cmpfloat_with_epsilon (singling->alone, alone / n_sets / people, 1e-12);
        }
}

static void
test_questions_that_are_enough (void)
{
  g_autoptr (MokQuestionnaire) questionnaire = make_backgrounds (3, 8);

  for (guint people = 1; people <= 30; people++)
    {
      g_autoptr (MokSingling) singling = mok_singling_new (questionnaire, people);
      const MokSinglingQuestion *most = &g_array_index (singling->questions, MokSinglingQuestion, 0);

      g_assert_cmpuint (singling->questions->len, ==, 2);
      g_assert_cmpstr (most->question->name, ==, "two");
      g_assert_cmpuint (most->n_answers, ==, 8);
      g_assert_cmpuint (singling->n_enough, ==, people <= 8 ? 1 : people <= 24 ? 2 : 0);
    }
}

/* Groups of a small survey need ten people, of others twenty. */
static void
test_small_groups (void)
{
  g_autoptr (MokQuestionnaire) questionnaire = make_backgrounds (3, 8);
  static const struct
  {
    guint people;
    gboolean is_small[2]; /* 8 answers, 3 answers */
  } cases[] = { { 0, { FALSE, FALSE } },
                { 29, { TRUE, TRUE } },
                { 30, { TRUE, FALSE } },
                { 159, { TRUE, FALSE } },
                { 160, { FALSE, FALSE } } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MokSingling) singling = mok_singling_new (questionnaire, cases[i].people);

      for (guint k = 0; k < 2; k++)
        g_assert_cmpint (g_array_index (singling->questions, MokSinglingQuestion, k).is_small, ==,
                         cases[i].is_small[k]);
    }
}

static gboolean
says (GPtrArray *notes, MokNoteKind kind, const char *words)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      if (note->kind == kind && (strstr (note->text, words) != NULL || strstr (note->title, words) != NULL))
        return TRUE;
    }
  return FALSE;
}

static void
test_questions_that_name_people (void)
{
  static const struct
  {
    const char *line;
    gboolean names;
  } cases[] = {
    { ",text,q,What is your name?,무엇입니까?,,free-text\n", TRUE },
    { ",text,q,What is it?,성명을 적어 주십시오.,,free-text\n", TRUE },
    { ",integer,q,Your EMPLOYEE NUMBER,번호,,\n", TRUE },
    { ",date,q,Date of birth,날짜,,\n", TRUE },
    { ",text,q,What is wrong?,무엇이 문제입니까?,,free-text\n", FALSE },
    { ",text,q,\"Anything else? Leave out your name.\",\"이름은 적지 마십시오.\",multiline,free-text\n", FALSE },
    { ",select_one of2,q,Did you give your name?,이름을 알렸습니까?,,\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MokQuestionnaire) questionnaire = make (cases[i].line);
      g_autoptr (MokSingling) singling = mok_singling_new (questionnaire, 0);
      g_autoptr (GPtrArray) notes = mok_singling_list_notes (singling, MOK_SINGLING_TRUSTEES);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (singling->naming->len > 0, ==, cases[i].names);
      g_assert_cmpint (says (notes, MOK_NOTE_WARNING, "names a person"), ==, cases[i].names);
      g_assert_true (says (notes, MOK_NOTE_GOOD, "Nothing is asked"));
    }
}

static void
test_words (void)
{
  g_autoptr (MokQuestionnaire) questionnaire = make_backgrounds (3, 8);
  g_autoptr (MokSingling) unknown = mok_singling_new (questionnaire, 0);
  g_autoptr (MokSingling) few = mok_singling_new (questionnaire, 12);
  g_autoptr (MokSingling) many = mok_singling_new (questionnaire, 200);
  g_autoptr (GPtrArray) of_unknown = mok_singling_list_notes (unknown, MOK_SINGLING_SEALED);
  g_autoptr (GPtrArray) of_few = mok_singling_list_notes (few, MOK_SINGLING_SEALED);
  g_autoptr (GPtrArray) open = mok_singling_list_notes (few, MOK_SINGLING_OPEN);

  g_assert_true (says (of_unknown, MOK_NOTE_PLAIN, "is not known"));
  g_assert_true (says (of_few, MOK_NOTE_WARNING, "Few people"));
  g_assert_true (says (of_few, MOK_NOTE_WARNING, "24 combinations"));
  g_assert_true (says (of_few, MOK_NOTE_WARNING, "up to 63\u202f%"));
  g_assert_true (says (of_few, MOK_NOTE_PLAIN, "Second (8), First (3)"));
  g_assert_true (says (open, MOK_NOTE_WARNING, "reads the rows"));
  g_assert_false (says (open, MOK_NOTE_WARNING, "Few people"));
  g_autoptr (MokSingling) middle = mok_singling_new (questionnaire, 40);
  g_autoptr (GPtrArray) trustees = mok_singling_list_notes (middle, MOK_SINGLING_TRUSTEES);

  g_assert_true (says (trustees, MOK_NOTE_PLAIN, "no trustee"));
  g_assert_false (says (trustees, MOK_NOTE_WARNING, ""));

  /* 200 people in 24 combinations: hardly anybody. */
  g_autoptr (GPtrArray) of_many = mok_singling_list_notes (many, MOK_SINGLING_SEALED);

  g_assert_true (says (of_many, MOK_NOTE_PLAIN, "up to 1\u202f%"));
  g_assert_false (says (of_many, MOK_NOTE_WARNING, ""));
}

static void
test_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokQuestionnaire) questionnaire = mok_xlsform_load_builtin ("care-workforce", &error);

  g_assert_no_error (error);

  g_autoptr (MokSingling) singling = mok_singling_new (questionnaire, 100000);

  g_assert_cmpuint (singling->naming->len, ==, 0);
  g_assert_cmpuint (singling->questions->len, >=, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/release/singling/alone", test_alone);
  g_test_add_func ("/release/singling/questions-that-are-enough", test_questions_that_are_enough);
  g_test_add_func ("/release/singling/small-groups", test_small_groups);
  g_test_add_func ("/release/singling/questions-that-name-people", test_questions_that_name_people);
  g_test_add_func ("/release/singling/words", test_words);
  g_test_add_func ("/release/singling/builtin", test_builtin);
  return g_test_run ();
}
