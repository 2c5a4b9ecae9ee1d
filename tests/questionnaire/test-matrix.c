/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: which groups are a matrix, and why others are none. */

#include "config.h"

#include "questionnaire/mok-matrix.h"
#include "support.h"

#define CHOICES                                                                                                        \
  "choices\n"                                                                                                          \
  ",list_name,name,label,mok_kind\n"                                                                                   \
  ",often,1,Always,\n"                                                                                                 \
  ",often,2,Sometimes,\n"                                                                                              \
  ",often,3,Never,\n"                                                                                                  \
  ",often,97,Does not apply,not-applicable\n"                                                                          \
  ",often,98,Not sure,not-sure\n"                                                                                      \
  ",often,99,Prefer not,refused\n"                                                                                     \
  ",yn,1,Yes,\n"                                                                                                       \
  ",yn,2,No,\n"                                                                                                        \
  ",end,1,Yes,\n"                                                                                                      \
  ",end,2,No,ends\n"                                                                                                   \
  ",one,1,Yes,\n"                                                                                                      \
  ",one,99,Prefer not,refused\n"                                                                                       \
  ",ten,1,A,\n,ten,2,B,\n,ten,3,C,\n,ten,4,D,\n,ten,5,E,\n,ten,6,F,\n,ten,7,G,\n,ten,8,H,\n,ten,9,I,\n,ten,10,J,\n"
#define SETTINGS                                                                                                       \
  "settings\n"                                                                                                         \
  ",form_id,version,namespaces\n"                                                                                      \
  ",f,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n"
#define HEADER "survey\n,type,name,label,appearance,parameters,relevant,bind::mok:period,bind::mok:role,hint\n"

static MokQuestionnaire *
read_rows (const char *rows, GPtrArray *diagnostics)
{
  g_autofree char *csv =
      g_strconcat (SETTINGS HEADER ",begin_group,m,Module,,,,,,\n", rows, ",end_group,,,,,,,,\n" CHOICES, NULL);

  return support_read (csv, diagnostics);
}

static MokQuestionnaire *
read_matrix (const char *rows)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  MokQuestionnaire *form = read_rows (rows, diagnostics);

  g_assert_nonnull (form);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      /* Lists of other cases are not used. */
      g_assert_cmpstr (diagnostic->code, ==, "unused-list");
    }
  return form;
}

static void
test_table_list (void)
{
  g_autoptr (MokQuestionnaire) form = read_matrix (",select_one yn,before,Before?,,,,,,\n"
                                                   ",begin_group,t,How often?,table-list,,,,,\n"
                                                   ",select_one often,a,Breaks,,,,3m,,Half an hour\n"
                                                   ",select_one often,b,Days off,,,${before} = 1,3m,,\n"
                                                   ",end_group,,,,,,,,\n"
                                                   ",select_one often,c,Alone,,,,3m,,\n");
  const MokQuestion *a = mok_questionnaire_find_question (form, "a");
  const MokMatrix *matrix = mok_matrix_of (a);

  g_assert_nonnull (matrix);
  g_assert_null (matrix->note);
  g_assert_cmpuint (matrix->first, ==, a->index);
  g_assert_cmpuint (matrix->n_rows, ==, 2);
  g_assert_cmpuint (mok_matrix_get_start (matrix), ==, a->index);
  g_assert_cmpuint (mok_matrix_get_end (matrix), ==, a->index + 2);
  g_assert_cmpstr (mok_text_get (mok_matrix_get_label (matrix), ""), ==, "How often?");
  g_assert_true (mok_matrix_of (mok_questionnaire_find_question (form, "b")) == matrix);
  g_assert_null (mok_matrix_of (mok_questionnaire_find_question (form, "before")));
  g_assert_null (mok_matrix_of (mok_questionnaire_find_question (form, "c")));
}

/* The pair that XLSForm has: nobody answers the first one. */
static void
test_label_and_list_nolabel (void)
{
  g_autoptr (MokQuestionnaire) form = read_matrix (",begin_group,t,Table,w1 field-list,,,,,\n"
                                                   ",select_one often,head,How often?,label,randomize=true,,,,\n"
                                                   ",select_one often,a,Breaks,list-nolabel,,,,,\n"
                                                   ",select_one often,b,Days off,list-nolabel,,,,,\n"
                                                   ",end_group,,,,,,,,\n");
  const MokQuestion *head = mok_questionnaire_find_question (form, "head");
  const MokMatrix *matrix = mok_matrix_of (head);

  g_assert_nonnull (matrix);
  g_assert_true (matrix->note == head);
  g_assert_cmpint (head->kind, ==, MOK_QUESTION_NOTE);
  g_assert_null (head->choices);
  g_assert_false (mok_question_is_stored (head));
  g_assert_cmpuint (matrix->first, ==, head->index + 1);
  g_assert_cmpuint (mok_matrix_get_start (matrix), ==, head->index);
  g_assert_cmpstr (mok_text_get (mok_matrix_get_label (matrix), ""), ==, "How often?");
}

/* The heading may be the group's, and the group a module. */
static void
test_heading_without_words (void)
{
  g_autofree char *csv = g_strconcat (SETTINGS HEADER ",begin_group,t,How often?,field-list,,,,,\n"
                                                      ",select_one yn,head,,label,,,,,\n"
                                                      ",select_one yn,a,Breaks,list-nolabel,,,,,\n"
                                                      ",select_one yn,b,Days off,list-nolabel,,,,,\n"
                                                      ",end_group,,,,,,,,\n"
                                                      "choices\n,list_name,name,label\n,yn,1,Yes\n,yn,2,No\n",
                                      NULL);
  g_autoptr (MokQuestionnaire) form = support_read_clean (csv);
  const MokMatrix *matrix = mok_matrix_of (mok_questionnaire_find_question (form, "a"));

  g_assert_nonnull (matrix);
  g_assert_cmpstr (mok_text_get (mok_matrix_get_label (matrix), ""), ==, "How often?");
}

/* What is sealed into a survey reads back as the same matrix, and the same bytes. */
static void
test_canonical (void)
{
  static const char *const forms[] = {
    ",begin_group,t,How often?,table-list,,,,,\n"
    ",select_one often,a,Breaks,,,,3m,,\n"
    ",select_one often,b,Days off,,,,3m,,\n"
    ",end_group,,,,,,,,\n",
    ",begin_group,t,Table,field-list,,,,,\n"
    ",select_one often,head,How often?,label,,,,,\n"
    ",select_one often,a,Breaks,list-nolabel,,,,,\n"
    ",select_one often,b,Days off,list-nolabel,,,,,\n"
    ",end_group,,,,,,,,\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (MokQuestionnaire) form = read_matrix (forms[i]);
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (MokQuestionnaire) again = mok_xlsform_read_csv ("again.csv", form->source, diagnostics);

      g_assert_nonnull (again);
      support_assert_equal (form, again);
      g_assert_true (g_bytes_equal (form->source, again->source));
      g_assert_nonnull (mok_matrix_of (mok_questionnaire_find_question (again, "b")));
    }
}

/* A form that does not ask is left alone, however alike its questions are. */
static void
test_nobody_asked (void)
{
  g_autoptr (MokQuestionnaire) form = read_matrix (",begin_group,t,How often?,,,,,,\n"
                                                   ",select_one often,a,Breaks,,,,,,\n"
                                                   ",select_one often,b,Days off,,,,,,\n"
                                                   ",end_group,,,,,,,,\n");
  const MokQuestion *a = mok_questionnaire_find_question (form, "a");
  MokMatrix matrix;

  g_assert_null (mok_matrix_of (a));
  g_assert_null (mok_matrix_get_stem (form, a));
  g_assert_cmpint (mok_matrix_find (form, a->group, &matrix), ==, MOK_MATRIX_FAULT_NONE);
  g_assert_cmpuint (matrix.n_rows, ==, 2);
}

#define TABLE ",begin_group,t,How often?,table-list,,,,,\n"
#define END ",end_group,,,,,,,,\n"

static const struct
{
  const char *name;
  const char *rows;
  MokMatrixFault fault;
} faults[] = {
  { "few-rows", TABLE ",select_one yn,a,A,,,,,,\n" END, MOK_MATRIX_FAULT_FEW_ROWS },
  { "another-kind", TABLE ",select_one yn,a,A,,,,,,\n,select_one yn,b,B,,,,,,\n,integer,c,C,,,,,,\n" END,
    MOK_MATRIX_FAULT_OTHERS },
  { "note-amid", TABLE ",select_one yn,a,A,,,,,,\n,note,n,N,,,,,,\n,select_one yn,b,B,,,,,,\n" END,
    MOK_MATRIX_FAULT_OTHERS },
  { "or-other", TABLE ",select_one yn or_other,a,A,,,,,,\n,select_one yn or_other,b,B,,,,,,\n" END,
    MOK_MATRIX_FAULT_OTHERS },
  { "group-inside",
    TABLE ",select_one yn,a,A,,,,,,\n,select_one yn,b,B,,,,,,\n,begin_group,u,U,,,,,,\n,integer,c,C,,,,,,\n" END END,
    MOK_MATRIX_FAULT_OTHERS },
  { "lists", TABLE ",select_one yn,a,A,,,,,,\n,select_one often,b,B,,,,,,\n" END, MOK_MATRIX_FAULT_LISTS },
  { "many-choices", TABLE ",select_one ten,a,A,,,,,,\n,select_one ten,b,B,,,,,,\n" END, MOK_MATRIX_FAULT_MANY_CHOICES },
  { "few-choices", TABLE ",select_one one,a,A,,,,,,\n,select_one one,b,B,,,,,,\n" END, MOK_MATRIX_FAULT_FEW_CHOICES },
  { "shuffled", TABLE ",select_one yn,a,A,,,,,,\n,select_one yn,b,B,,randomize=true,,,,\n" END,
    MOK_MATRIX_FAULT_SHUFFLED },
  { "screener", TABLE ",select_one end,a,A,,,,,screener,\n,select_one end,b,B,,,,,screener,\n" END,
    MOK_MATRIX_FAULT_SCREENER },
  { "periods", TABLE ",select_one yn,a,A,,,,3m,,\n,select_one yn,b,B,,,,,,\n" END, MOK_MATRIX_FAULT_PERIODS },
  { "heading", ",begin_group,t,,table-list,,,,,\n,select_one yn,a,A,,,,,,\n,select_one yn,b,B,,,,,,\n" END,
    MOK_MATRIX_FAULT_HEADING },
  { "condition", TABLE ",note,n,N,,,1 = 1,,,\n,select_one yn,a,A,,,,,,\n,select_one yn,b,B,,,,,,\n" END,
    MOK_MATRIX_FAULT_CONDITION },
};

static void
test_fault (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = read_rows (faults[i].rows, diagnostics);
  const MokQuestion *a;
  guint n_said = 0;
  MokMatrix matrix;

  g_assert_nonnull (form);
  a = mok_questionnaire_find_question (form, "a");
  g_assert_null (mok_matrix_of (a));
  g_assert_cmpint (mok_matrix_find (form, a->group, &matrix), ==, faults[i].fault);
  for (guint k = 0; k < diagnostics->len; k++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, k);

      g_assert_cmpint (diagnostic->severity, ==, MOK_SEVERITY_WARNING);
      if (g_strcmp0 (diagnostic->code, "no-matrix") != 0)
        continue;
      n_said++;
      g_assert_cmpuint (diagnostic->line, ==, a->group->line);
    }
  g_assert_cmpuint (n_said, ==, 1);
}

static void
test_many_rows (void)
{
  for (guint n = MOK_MATRIX_MAX_ROWS; n <= MOK_MATRIX_MAX_ROWS + 1; n++)
    {
      g_autoptr (GString) rows = g_string_new (TABLE);
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (MokQuestionnaire) form = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (rows, ",select_one yn,q%u,Q,,,,,,\n", i);
      g_string_append (rows, END);
      form = read_rows (rows->str, diagnostics);
      g_assert_true ((mok_matrix_of (mok_questionnaire_find_question (form, "q0")) != NULL)
                     == (n == MOK_MATRIX_MAX_ROWS));
    }
}

/* Asked one by one, a question says itself what the group's label says of all; a note has said it before. */
static void
test_stem (void)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) alone = read_rows (faults[5].rows, diagnostics);
  g_autoptr (MokQuestionnaire) noted = read_rows (faults[12].rows, diagnostics);
  const MokText *stem = mok_matrix_get_stem (alone, mok_questionnaire_find_question (alone, "b"));

  g_assert_nonnull (stem);
  g_assert_cmpstr (mok_text_get (stem, ""), ==, "How often?");
  g_assert_null (mok_matrix_get_stem (noted, mok_questionnaire_find_question (noted, "b")));
}

/* Above a chart a row stands alone. */
static void
test_wording_of_a_row_alone (void)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) alone = read_rows (faults[5].rows, diagnostics);
  g_autoptr (MokQuestionnaire) whole = read_matrix (",begin_group,t,How often?,table-list,,,,,\n"
                                                    ",select_one often,a,Breaks,,,,,,\n"
                                                    ",select_one often,b,Days off,,,,,,\n"
                                                    ",end_group,,,,,,,,\n"
                                                    ",select_one often,c,Alone,,,,,,\n");
  const MokQuestion *row = mok_questionnaire_find_question (whole, "b");
  const MokQuestion *apart = mok_questionnaire_find_question (whole, "c");
  const MokQuestion *single = mok_questionnaire_find_question (alone, "b");
  g_autoptr (MokText) of_row = mok_matrix_dup_wording (whole, row);
  g_autoptr (MokText) of_single = mok_matrix_dup_wording (alone, single);
  g_autoptr (MokText) of_apart = mok_matrix_dup_wording (whole, apart);

  g_assert_nonnull (mok_matrix_of (row));
  g_assert_cmpstr (mok_text_get (of_row, ""), ==, "How often? — Days off");
  g_assert_cmpstr (mok_text_get (of_apart, ""), ==, "Alone");
  g_assert_null (mok_matrix_of (single));
  g_assert_cmpstr (mok_text_get (of_single, ""), ==, "How often? — B");
}

/* "label" and "list-nolabel" mean something on one page only. */
static void
test_label_outside_a_field_list (void)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = read_rows (",select_one yn,head,How often?,label,,,,,\n"
                                                 ",select_one yn,a,A,list-nolabel,,,,,\n",
                                                 diagnostics);
  guint n_ignored = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    n_ignored +=
        g_strcmp0 (((const MokDiagnostic *) g_ptr_array_index (diagnostics, i))->code, "ignored-appearance") == 0;
  g_assert_cmpuint (n_ignored, ==, 2);
  g_assert_cmpint (mok_questionnaire_find_question (form, "head")->kind, ==, MOK_QUESTION_SINGLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/table-list", test_table_list);
  g_test_add_func ("/matrix/label-and-list-nolabel", test_label_and_list_nolabel);
  g_test_add_func ("/matrix/heading-without-words", test_heading_without_words);
  g_test_add_func ("/matrix/canonical", test_canonical);
  g_test_add_func ("/matrix/nobody-asked", test_nobody_asked);
  g_test_add_func ("/matrix/many-rows", test_many_rows);
  g_test_add_func ("/matrix/stem", test_stem);
  g_test_add_func ("/matrix/wording-of-a-row-alone", test_wording_of_a_row_alone);
  g_test_add_func ("/matrix/label-outside-a-field-list", test_label_outside_a_field_list);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/matrix/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  return g_test_run ();
}
