/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* interview/: a matrix is one page, and what is sealed afterwards is what single questions would have given. */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "questionnaire/mok-xlsform.h"
#include "support.h"

static const guint8 digest[MOK_RECORD_DIGEST_SIZE] = "0123456789abcdef";

#define HEADER "survey\n,type,name,label,appearance,relevant,constraint,constraint_message\n"
#define CHOICES                                                                                                        \
  "choices\n"                                                                                                          \
  ",list_name,name,label,mok_kind\n"                                                                                   \
  ",often,1,Always,\n"                                                                                                 \
  ",often,2,Sometimes,\n"                                                                                              \
  ",often,3,Never,\n"                                                                                                  \
  ",often,98,Not sure,not-sure\n"                                                                                      \
  ",often,99,Prefer not,refused\n"                                                                                     \
  "settings\n"                                                                                                         \
  ",form_id,version,namespaces\n"                                                                                      \
  ",f,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n"

static MokInterview *
start (const char *rows)
{
  g_autofree char *csv = g_strconcat (HEADER, rows, CHOICES, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = mok_xlsform_read_csv ("form.csv", bytes, diagnostics);
  g_autoptr (MokRandom) random = mok_random_new_seeded (3);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", text);
    }
  g_assert_nonnull (form);
  return mok_interview_new (form, random, TEST_NOW);
}

static const char *
get_current (MokInterview *self)
{
  const int current = mok_interview_get_current (self);

  return current >= 0 ? mok_questionnaire_get_question (mok_interview_get_questionnaire (self), (guint) current)->name
                      : "-";
}

static void
next (MokInterview *self)
{
  g_autoptr (GError) error = NULL;

  mok_interview_next_page (self, &error);
  g_assert_no_error (error);
}

static const char table[] = ",select_one often,before,Before?,,,,\n"
                            ",begin_group,t,Table,field-list,${before} != 3,,\n"
                            ",select_one often,head,How often?,label,,,\n"
                            ",select_one often,a,A,list-nolabel,,,\n"
                            ",select_one often,b,B,list-nolabel,${a} = 1,. != 2,Not that one.\n"
                            ",select_one often,c,C,list-nolabel,,,\n"
                            ",end_group,,,,,,\n"
                            ",select_one often,after,After?,,,,\n";

static void
test_a_matrix_is_one_page (void)
{
  g_autoptr (MokInterview) self = start (table);
  const MokMatrix *matrix;

  g_assert_null (mok_interview_get_matrix (self));
  g_assert_false (mok_interview_can_go_back_page (self));
  next (self);
  matrix = mok_interview_get_matrix (self);
  g_assert_nonnull (matrix);
  g_assert_cmpuint (matrix->n_rows, ==, 3);
  next (self);
  g_assert_cmpstr (get_current (self), ==, "after");
  mok_interview_back_page (self);
  g_assert_true (mok_interview_get_matrix (self) == matrix);
  g_assert_cmpstr (get_current (self), ==, "head");
  g_assert_true (mok_interview_can_go_back_page (self));
  mok_interview_back_page (self);
  g_assert_cmpstr (get_current (self), ==, "before");
}

static void
test_answers_stay_back_and_forth (void)
{
  g_autoptr (MokInterview) self = start (table);

  next (self);
  test_choose (self, "a", "1");
  test_choose (self, "b", "98");
  mok_interview_back_page (self);
  next (self);
  g_assert_cmpuint (mok_interview_get_answer (self, test_find_in (self, "b"))->choice, ==, 3);
  /* Gone with the row, and there again with it. */
  test_choose (self, "a", "2");
  g_assert_cmpint (mok_interview_get_answer (self, test_find_in (self, "b"))->state, ==, MOK_ANSWER_NOT_ASKED);
  test_choose (self, "a", "1");
  g_assert_cmpuint (mok_interview_get_answer (self, test_find_in (self, "b"))->choice, ==, 3);
}

static void
test_a_row_that_cannot_stand_holds_the_page (void)
{
  g_autoptr (MokInterview) self = start (table);
  g_autoptr (GError) error = NULL;

  next (self);
  test_choose (self, "a", "1");
  test_choose (self, "b", "2");
  g_assert_false (mok_interview_next_page (self, &error));
  g_assert_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Not that one.");
  g_assert_cmpstr (get_current (self), ==, "b");
  test_choose (self, "b", "3");
  next (self);
  g_assert_cmpstr (get_current (self), ==, "after");
}

/* What its condition takes away is no page, heading included. */
static void
test_no_row_no_page (void)
{
  g_autoptr (MokInterview) self = start (",select_one often,before,Before?,,,,\n"
                                         ",begin_group,t,Table,field-list,,,\n"
                                         ",select_one often,head,How often?,label,,,\n"
                                         ",select_one often,a,A,list-nolabel,${before} = 1,,\n"
                                         ",select_one often,b,B,list-nolabel,${before} = 1,,\n"
                                         ",end_group,,,,,,\n"
                                         ",select_one often,after,After?,,,,\n");
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  test_choose (self, "before", "2");
  without = test_dup_route (self);
  g_assert_cmpstr (without, ==, "before after");
  next (self);
  g_assert_cmpstr (get_current (self), ==, "after");
  mok_interview_back_page (self);
  test_choose (self, "before", "1");
  with = test_dup_route (self);
  g_assert_cmpstr (with, ==, "before head a b after");
  next (self);
  g_assert_nonnull (mok_interview_get_matrix (self));
}

/* A row that a later answer calls for is shown before the end, on its page. */
static void
test_a_row_that_came_later (void)
{
  g_autoptr (MokInterview) self = start (",begin_group,t,How often?,table-list,,,\n"
                                         ",select_one often,a,A,,,,\n"
                                         ",select_one often,b,B,,${after} = 1,,\n"
                                         ",end_group,,,,,,\n"
                                         ",select_one often,after,After?,,,,\n");

  next (self);
  g_assert_cmpstr (get_current (self), ==, "after");
  test_choose (self, "after", "1");
  next (self);
  g_assert_cmpstr (get_current (self), ==, "b");
  g_assert_nonnull (mok_interview_get_matrix (self));
  g_assert_true (mok_interview_resume_page (self, NULL));
  g_assert_cmpint (mok_interview_get_state (self), ==, MOK_INTERVIEW_COMPLETE);
  /* From the end back to the last page, and from a list of answers to any row. */
  mok_interview_back_page (self);
  g_assert_cmpstr (get_current (self), ==, "after");
  mok_interview_go_to (self, test_find_in (self, "b"));
  g_assert_nonnull (mok_interview_get_matrix (self));
  g_assert_true (mok_interview_resume_page (self, NULL));
  g_assert_cmpint (mok_interview_get_state (self), ==, MOK_INTERVIEW_COMPLETE);
}

/* --- One by one or together: the same bytes. */

static void
add_condition (GString *rows, MokRandom *random, guint n)
{
  if (n > 0 && mok_random_uniform (random, 3) == 0)
    g_string_append_printf (rows, ",${q%u} %s %u", mok_random_uniform (random, n),
                            mok_random_uniform (random, 2) == 0 ? "=" : "!=", 1 + mok_random_uniform (random, 3));
  else
    g_string_append (rows, ",");
}

static void
add_question (GString *rows, MokRandom *random, guint *n, const char *appearance)
{
  g_string_append_printf (rows, ",select_one often,q%u,Q%u,%s", *n, *n, appearance);
  add_condition (rows, random, *n);
  g_string_append (rows, mok_random_uniform (random, 4) == 0 ? ",. != 2,No.\n" : ",,\n");
  ++*n;
}

/* Returns: (transfer full): questions and matrices of both kinds, with conditions on anything before */
static char *
make_random_rows (MokRandom *random)
{
  GString *rows = g_string_new (NULL);
  guint n = 0;

  for (guint part = 0; part < 5; part++)
    {
      const guint kind = mok_random_uniform (random, 3);
      const guint n_rows = kind == 0 ? 1 : 2 + mok_random_uniform (random, 4);

      if (kind > 0)
        {
          g_string_append_printf (rows, ",begin_group,g%u,How often?,%s", part,
                                  kind == 1 ? "table-list" : "field-list");
          add_condition (rows, random, n);
          g_string_append (rows, ",,\n");
        }
      if (kind == 2)
        g_string_append_printf (rows, ",select_one often,h%u,How often?,label,,,\n", part);
      for (guint i = 0; i < n_rows; i++)
        add_question (rows, random, &n, kind == 2 ? "list-nolabel" : "");
      if (kind > 0)
        g_string_append (rows, ",end_group,,,,,,\n");
    }
  return g_string_free (rows, FALSE);
}

/* What this respondent would answer, whichever way it is asked; never what a constraint forbids: that is 1. */
static void
answer (MokInterview *self, guint question, const guint8 *wishes)
{
  const MokQuestion *asked = mok_questionnaire_get_question (mok_interview_get_questionnaire (self), question);
  const guint wish = wishes[question];

  if (asked->kind == MOK_QUESTION_SINGLE && wish < 5 && !(wish == 1 && asked->constraint != NULL)
      && mok_interview_is_relevant (self, question))
    g_assert_true (mok_interview_choose (self, question, wish, NULL));
}

static MokSecret *
seal (MokInterview *self)
{
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (mok_interview_get_questionnaire (self));
  g_autoptr (MokAnswers) answers = mok_interview_dup_answers (self);

  g_assert_nonnull (answers);
  return mok_record_encode (layout, digest, answers);
}

static MokSecret *
answer_one_by_one (MokInterview *self, const guint8 *wishes)
{
  while (mok_interview_get_state (self) == MOK_INTERVIEW_ASKING)
    {
      answer (self, (guint) mok_interview_get_current (self), wishes);
      test_next (self);
    }
  return seal (self);
}

/* Rows in any order, some pages twice; rows that appear are answered, too. */
static MokSecret *
answer_by_page (MokInterview *self, const guint8 *wishes, MokRandom *random, guint *n_matrices)
{
  guint n_steps = 0;

  while (mok_interview_get_state (self) == MOK_INTERVIEW_ASKING)
    {
      const MokMatrix *matrix = mok_interview_get_matrix (self);
      const guint n = matrix != NULL ? matrix->n_rows : 1;

      *n_matrices += matrix != NULL ? 1 : 0;
      for (guint round = 0; round < n; round++)
        {
          const guint begin = mok_random_uniform (random, n);

          for (guint i = 0; i < n; i++)
            answer (self, matrix != NULL ? matrix->first + (begin + i) % n : (guint) mok_interview_get_current (self),
                    wishes);
        }
      if (n_steps++ < 100 && mok_random_uniform (random, 4) == 0)
        mok_interview_back_page (self);
      else
        next (self);
    }
  return seal (self);
}

static void
test_same_bytes (void)
{
  const guint n_forms = g_getenv ("MOKSORI_SLOW") != NULL ? 4000 : 200;
  g_autoptr (MokRandom) random = mok_random_new_seeded (11);
  guint n_matrices = 0;

  for (guint i = 0; i < n_forms; i++)
    {
      g_autofree char *rows = make_random_rows (random);
      g_autoptr (MokInterview) single = start (rows);
      g_autoptr (MokInterview) paged = start (rows);
      g_autofree guint8 *wishes =
          g_new (guint8, mok_questionnaire_get_n_questions (mok_interview_get_questionnaire (single)));
      g_autoptr (MokSecret) one = NULL;
      g_autoptr (MokSecret) other = NULL;

      for (guint k = 0; k < mok_questionnaire_get_n_questions (mok_interview_get_questionnaire (single)); k++)
        wishes[k] = (guint8) mok_random_uniform (random, 6);
      one = answer_one_by_one (single, wishes);
      other = answer_by_page (paged, wishes, random, &n_matrices);
      g_assert_cmpmem (mok_secret_data (one), mok_secret_size (one), mok_secret_data (other), mok_secret_size (other));
    }
  g_assert_cmpuint (n_matrices, >, n_forms);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/interview-matrix/one-page", test_a_matrix_is_one_page);
  g_test_add_func ("/interview-matrix/back-and-forth", test_answers_stay_back_and_forth);
  g_test_add_func ("/interview-matrix/row-that-cannot-stand", test_a_row_that_cannot_stand_holds_the_page);
  g_test_add_func ("/interview-matrix/no-row-no-page", test_no_row_no_page);
  g_test_add_func ("/interview-matrix/row-that-came-later", test_a_row_that_came_later);
  g_test_add_func ("/interview-matrix/same-bytes", test_same_bytes);
  return g_test_run ();
}
