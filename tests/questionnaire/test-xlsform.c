/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: what the XLSForm reader makes of a form, and what it says about a bad one. */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "support.h"

#define SETTINGS "settings\n,form_id,version,namespaces\n,f,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n"

/* "refused: E unknown-type 6:2; W …" */
static char *
dup_verdict (const char *csv)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = support_read (csv, diagnostics);
  GString *verdict = g_string_new (form != NULL ? "read:" : "refused:");

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpstr (diagnostic->file, ==, "form.csv");
      g_assert_cmpstr (diagnostic->message, !=, "");
      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
      g_string_append_printf (verdict, "%s %c %s %u:%u", i > 0 ? ";" : "",
                              diagnostic->severity == MOK_SEVERITY_ERROR ? 'E' : 'W', diagnostic->code,
                              diagnostic->line, diagnostic->column);
    }
  /* A form is refused if and only if there is an error. */
  g_assert_cmpint (form == NULL, ==, mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR) > 0);
  return g_string_free (verdict, FALSE);
}

static void
test_names_every_fault_and_its_place (void)
{
  g_autofree char *path = support_dup_path ("tests/fixtures/xlsform/diagnostics.txt");
  g_autofree char *contents = NULL;
  g_auto (GStrv) cases = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  cases = g_strsplit (contents, "\n=== ", -1);
  g_assert_cmpuint (g_strv_length (cases), >, 100);
  for (guint i = 1; cases[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i], "\n", 3);
      const gboolean has_settings = g_str_has_prefix (parts[2], "(settings)\n");
      g_autofree char *csv =
          g_strconcat (has_settings ? SETTINGS : "", parts[2] + (has_settings ? strlen ("(settings)\n") : 0), NULL);
      g_autofree char *verdict = dup_verdict (csv);

      g_test_message ("%s", parts[0]);
      g_assert_true (g_str_has_prefix (parts[1], "--- "));
      g_assert_cmpstr (verdict, ==, parts[1] + strlen ("--- "));
    }
}

static void
append_times (GString *csv, const char *text, guint times)
{
  for (guint i = 0; i < times; i++)
    g_string_append (csv, text);
}

static void
test_refuses_what_is_too_large (void)
{
  g_autoptr (GString) csv = g_string_new (SETTINGS "survey\n,type,name,label,relevant\n");
  const gsize start = csv->len;
  g_autofree char *verdict = NULL;

  append_times (csv, ",begin_group,", 1);
  for (guint i = 0; i < 17; i++)
    g_string_append_printf (csv, "%sg%u,G,\n", i > 0 ? ",begin_group," : "", i);
  append_times (csv, ",integer,a,A,\n", 1);
  append_times (csv, ",end_group,,,\n", 17);
  verdict = dup_verdict (csv->str);
  g_assert_cmpstr (verdict, ==, "refused: E too-deep 22:2");

  g_free (verdict);
  g_string_truncate (csv, start);
  g_string_append (csv, ",integer,");
  append_times (csv, "n", 64);
  g_string_append (csv, ",A,\n,integer,");
  append_times (csv, "n", 65);
  g_string_append (csv, ",A,\n,integer,가나,A,\n");
  verdict = dup_verdict (csv->str);
  g_assert_cmpstr (verdict, ==, "refused: E bad-name 7:10");

  g_free (verdict);
  g_string_truncate (csv, start);
  g_string_append (csv, ",integer,a,A,\n,integer,b,B,");
  append_times (csv, "(", 70);
  g_string_append (csv, "1");
  append_times (csv, ")", 70);
  verdict = dup_verdict (csv->str);
  g_assert_cmpstr (verdict, ==, "refused: E expression-too-large 7:78");

  g_free (verdict);
  g_string_truncate (csv, start);
  for (guint i = 0; i < 5001; i++)
    g_string_append_printf (csv, ",integer,q%u,Q,\n", i);
  verdict = dup_verdict (csv->str);
  g_assert_cmpstr (verdict, ==, "refused: E too-many-questions 5006:2");

  g_free (verdict);
  g_string_assign (csv, SETTINGS "survey\n,type,name,label\n,integer,a,A\nchoices\n,list_name,name,label\n");
  for (guint i = 0; i < 5001; i++)
    g_string_append_printf (csv, ",l%u,1,A\n", i);
  verdict = dup_verdict (csv->str);
  g_assert_nonnull (strstr (verdict, "E too-many-lists 5009:2"));

  g_free (verdict);
  g_string_assign (csv, SETTINGS "survey\n,type,name");
  for (guint i = 0; i < 31; i++)
    g_string_append_printf (csv, ",label::L (l%02u)", i);
  g_string_append (csv, "\n,integer,a,A\n");
  verdict = dup_verdict (csv->str);
  g_assert_nonnull (strstr (verdict, "E too-many-languages 5:462"));

  g_free (verdict);
  g_string_assign (csv, SETTINGS "survey\n,type,name,label");
  append_times (csv, ",", 247);
  g_string_append (csv, "\n,integer,a,A\n");
  verdict = dup_verdict (csv->str);
  g_assert_cmpstr (verdict, ==, "read:");
  g_free (verdict);
  g_string_insert (csv, (gssize) strlen (SETTINGS "survey\n"), ",");
  verdict = dup_verdict (csv->str);
  g_assert_cmpstr (verdict, ==, "refused: E too-many-columns 5:0; E missing-column 5:0");

  g_free (verdict);
  g_string_truncate (csv, 0);
  append_times (csv, "#", 8 * 1024 * 1024 + 1);
  verdict = dup_verdict (csv->str);
  g_assert_cmpstr (verdict, ==, "refused: E too-large 0:0");
}

static char *
dup_backgrounds (guint n_backgrounds, guint n_choices, const char *kind)
{
  GString *csv = g_string_new (SETTINGS "survey\n,type,name,label,bind::mok:role\n");

  for (guint i = 0; i < n_backgrounds; i++)
    g_string_append_printf (csv, ",select_one l,b%u,B,background\n", i);
  g_string_append (csv, "choices\n,list_name,name,label,mok_kind\n");
  for (guint i = 0; i < n_choices; i++)
    g_string_append_printf (csv, ",l,%u,L,\n", i);
  g_string_append_printf (csv, ",l,last,L,%s\n", kind);
  return g_string_free (csv, FALSE);
}

static void
test_limits_backgrounds_and_choices (void)
{
  const struct
  {
    guint n_backgrounds;
    guint n_choices;
    const char *kind;
    const char *expected;
  } limits[] = {
    { 10, 11, "", "read:" },
    { 11, 11, "", "refused: E too-many-backgrounds 16:0" },
    { 1, 12, "", "refused: E too-many-levels 6:0" },
    { 1, 12, "refused", "read:" },
    { 0, 249, "", "refused: E no-questions 4:0" },
    { 0, 250, "", "refused: E too-many-choices 258:4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *csv = dup_backgrounds (limits[i].n_backgrounds, limits[i].n_choices, limits[i].kind);
      g_autofree char *verdict = dup_verdict (csv);

      g_assert_cmpstr (verdict, ==, limits[i].expected);
    }
}

static void
test_stops_after_fifty_diagnostics (void)
{
  g_autoptr (GString) csv = g_string_new (SETTINGS "survey\n,type,name,label\n");
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (csv, ",select_one list%u,q%u,Q\n", i, i);
  g_assert_null (support_read (csv->str, diagnostics));
  g_assert_cmpuint (diagnostics->len, ==, 50);

  g_assert_cmpuint (mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR), ==, 50);

  /* Warnings alone refuse nothing, however many there are. */
  g_string_assign (csv, SETTINGS "survey\n,type,name,label,constraint\n");
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (csv, ",integer,q%u,Q,. > 0\n", i);
  g_ptr_array_set_size (diagnostics, 0);
  g_autoptr (MokQuestionnaire) form = support_read (csv->str, diagnostics);

  g_assert_cmpuint (diagnostics->len, ==, 50);
  g_assert_nonnull (form);
  g_assert_cmpuint (mok_questionnaire_get_n_questions (form), ==, 200);

  /* And they leave room for an error. */
  g_string_append (csv, ",integer,last,Q,. >\n");
  g_ptr_array_set_size (diagnostics, 0);
  g_assert_null (support_read (csv->str, diagnostics));
  g_assert_cmpuint (diagnostics->len, ==, 50);
  g_assert_cmpuint (mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR), ==, 1);
}

static void
test_refuses_other_kinds_of_files (void)
{
  const struct
  {
    const char *bytes;
    gsize length;
    const char *code;
  } files[] = {
    { "PK\003\004....", 8, "bad-workbook" },
    { "\xD0\xCF\x11\xE0....", 8, "other-format" },
    { "survey\n,type\0", 13, "bad-csv" },
    { "survey\n,\xFF\xFE\n", 11, "bad-csv" },
    { "", 0, "missing-sheet" },
    { "\xEF\xBB\xBF", 3, "missing-sheet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].bytes, files[i].length);
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

      g_assert_null (mok_xlsform_read ("file", bytes, diagnostics));
      g_assert_cmpuint (diagnostics->len, ==, 1);
      g_assert_cmpstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, 0))->code, ==, files[i].code);
    }
}

static void
test_reads_all_kinds_of_questions (void)
{
  g_autoptr (MokQuestionnaire) form = support_read_clean (
      SETTINGS
      "survey\n"
      ",type,name,label,relevant,constraint,constraint_message,calculation,appearance,parameters,"
      "bind::mok:role,bind::mok:ordered,bind::mok:bands,bind::mok:period,bind::mok:release,required\n"
      ",begin group,g,G,,,,,,,,,,,,\n"
      ",select_one yn,one,A,,,,,likert,,screener,,,,,yes\n"
      ",begin_group,inner,I,${one} = '1',,,,,,,,,,,\n"
      ",select multiple from yn,many,A,,count-selected(.) <= 1,One,,,randomize=true seed=42,sensitive,,,,total-30,\n"
      ",end_group,inner,,,,,,,,,,,,,\n"
      ",int,whole,A,,. >= 0 and . <= 120,Number,,,,,,40; 52;60,3m,,\n"
      ",end group,,,,,,,,,,,,,,\n"
      ",decimal,part,A,,,,,,,,,,,,\n"
      ",range,scale,A,,,,,,start=0 end=1 step=0.25,,,,,,\n"
      ",date,day,A,,,,,,,,,,,,\n"
      ",text,words,A,,string-length(.) <= 20,Short,,multiline,,free-text,,,,,\n"
      ",rank yn,order,A,,,,,,,,,,,,\n"
      ",note,remark,You work ${whole} hours,,,,,,,,,,,,\n"
      ",acknowledge,ok,A,,,,,,,,,,,,\n"
      ",calculate,twice,,,,,${whole} * 2,,,,,,,,\n"
      ",select_one yn or_other,which,A,,,,,,,,,,,,\n"
      "choices\n"
      ",list_name,name,label,mok_kind\n"
      ",yn,1,Yes,\n"
      ",yn,2,No,not-applicable exclusive\n"
      ",yn,98,?,not-sure\n"
      ",yn,99,-,refused\n");
  const MokQuestion *one = mok_questionnaire_find_question (form, "one");
  const MokQuestion *many = mok_questionnaire_find_question (form, "many");
  const MokQuestion *whole = mok_questionnaire_find_question (form, "whole");
  const MokQuestion *scale = mok_questionnaire_find_question (form, "scale");
  const MokQuestion *words = mok_questionnaire_find_question (form, "words");
  const MokQuestion *which = mok_questionnaire_find_question (form, "which");
  const MokQuestion *other = mok_questionnaire_find_question (form, "which_other");

  g_assert_cmpstr (form->id, ==, "f");
  g_assert_cmpstr (form->version, ==, "1");
  g_assert_cmpstr (mok_text_get (form->title, "ko"), ==, "f");
  g_assert_cmpuint (mok_questionnaire_get_n_modules (form), ==, 1);
  g_assert_cmpint (mok_questionnaire_get_module_of (form, many), ==, 0);
  g_assert_cmpint (mok_questionnaire_get_module_of (form, words), ==, -1);
  g_assert_cmpstr (many->group->name, ==, "inner");
  g_assert_cmpstr (mok_expr_get_source (many->group->relevant), ==, "${one} = '1'");

  g_assert_cmpint (one->kind, ==, MOK_QUESTION_SINGLE);
  g_assert_cmpint (one->role, ==, MOK_ROLE_SCREENER);
  g_assert_true (one->likert && one->required);
  g_assert_cmpint (many->kind, ==, MOK_QUESTION_MULTIPLE);
  g_assert_cmpint (many->role, ==, MOK_ROLE_SENSITIVE);
  g_assert_true (many->randomize && many->sensitive);
  g_assert_cmpuint (many->max_selected, ==, 1);
  g_assert_cmpstr (many->release, ==, "total-30");
  g_assert_cmpfloat (whole->minimum, ==, 0);
  g_assert_cmpfloat (whole->maximum, ==, 120);
  g_assert_cmpuint (mok_question_get_n_bands (whole), ==, 4);
  g_assert_cmpstr (whole->period, ==, "3m");
  g_assert_cmpfloat (scale->minimum, ==, 0);
  g_assert_cmpfloat (scale->maximum, ==, 1);
  g_assert_cmpfloat (scale->step, ==, 0.25);
  g_assert_cmpuint (words->max_length, ==, 20);
  g_assert_true (words->multiline);
  g_assert_cmpint (mok_questionnaire_find_question (form, "part")->kind, ==, MOK_QUESTION_DECIMAL);
  g_assert_true (isinf (mok_questionnaire_find_question (form, "part")->minimum));
  g_assert_cmpint (mok_questionnaire_find_question (form, "day")->kind, ==, MOK_QUESTION_DATE);
  g_assert_cmpint (mok_questionnaire_find_question (form, "order")->kind, ==, MOK_QUESTION_RANK);
  g_assert_cmpint (mok_questionnaire_find_question (form, "remark")->kind, ==, MOK_QUESTION_NOTE);
  g_assert_cmpint (mok_questionnaire_find_question (form, "ok")->kind, ==, MOK_QUESTION_ACKNOWLEDGE);
  g_assert_cmpstr (mok_expr_get_source (mok_questionnaire_find_question (form, "twice")->calculate), ==,
                   "${whole} * 2");

  /* "or other": one more choice, in a list of its own, and a question after it. */
  g_assert_cmpstr (which->choices->name, ==, "yn_or_other");
  g_assert_cmpuint (which->choices->choices->len, ==, 5);
  g_assert_cmpuint (one->choices->choices->len, ==, 4);
  g_assert_cmpint (other->index, ==, which->index + 1);
  g_assert_cmpint (other->role, ==, MOK_ROLE_FREE_TEXT);
  g_assert_cmpuint (other->max_length, ==, 100);
  g_assert_cmpstr (mok_expr_get_source (other->relevant), ==, "selected(${which}, 'other')");

  g_assert_cmpint (mok_choice_list_get (one->choices, 1)->kind, ==, MOK_CHOICE_NOT_APPLICABLE | MOK_CHOICE_EXCLUSIVE);
  g_assert_cmpint (mok_choice_list_get (one->choices, 2)->kind, ==, MOK_CHOICE_NOT_SURE | MOK_CHOICE_EXCLUSIVE);
  g_assert_cmpint (mok_choice_list_get (one->choices, 3)->kind, ==, MOK_CHOICE_REFUSED | MOK_CHOICE_EXCLUSIVE);
}

static void
test_reads_languages (void)
{
  g_autoptr (MokQuestionnaire) form =
      support_read_clean ("survey\n"
                          ",type,name,label::English (en),label::한국어 (ko),bind::m:short::한국어 (ko),"
                          "bind::m:short::English (en)\n"
                          ",integer,a,Hours,시간,시,H\n"
                          "settings\n"
                          ",form_title,mok_title::English (en),mok_title::한국어 (ko),form_id,version,"
                          "default_language,namespaces\n"
                          ",T,Title,제목,f,1,한국어 (ko),\"odk='http://x' m='https://moksori.org/xlsform'\"\n");
  const MokQuestion *a = mok_questionnaire_find_question (form, "a");

  g_assert_cmpuint (form->languages->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (form->languages, 0), ==, "en");
  g_assert_cmpstr (g_ptr_array_index (form->language_names, 1), ==, "한국어");
  g_assert_cmpstr (form->default_language, ==, "ko");
  g_assert_cmpstr (mok_text_get (a->label, "ko"), ==, "시간");
  g_assert_cmpstr (mok_question_get_title (a, "en"), ==, "H");
  g_assert_cmpstr (mok_question_get_title (a, "ko"), ==, "시");
  g_assert_cmpstr (mok_text_get (form->title, "ko"), ==, "제목");
  g_assert_cmpstr (mok_text_get (form->title, "fr"), ==, "T");
}

/* Columns without a language are in the default one. */
static void
test_reads_forms_without_languages (void)
{
  g_autoptr (MokQuestionnaire) plain = support_read_clean (SETTINGS "survey\n,type,name,label\n,integer,a,A\n");
  g_autoptr (MokQuestionnaire) named =
      support_read_clean ("settings\n,form_id,version,default_language\n,f,1,한국어 (ko)\n"
                          "survey\n,type,name,label,label::English (en)\n,integer,a,가,A\n");

  g_assert_cmpuint (plain->languages->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (plain->languages, 0), ==, "");
  g_assert_cmpstr (plain->default_language, ==, "");
  g_assert_cmpstr (mok_text_get (mok_questionnaire_find_question (plain, "a")->label, "ko"), ==, "A");

  g_assert_cmpuint (named->languages->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (named->languages, 0), ==, "ko");
  g_assert_cmpstr (g_ptr_array_index (named->language_names, 0), ==, "한국어");
  g_assert_cmpstr (named->default_language, ==, "ko");
  g_assert_cmpstr (mok_text_get (mok_questionnaire_find_question (named, "a")->label, "ko"), ==, "가");
}

/* As spreadsheets save it: sheet name and header in one line, blank rows, carriage returns, curly quotation marks. */
static void
test_reads_what_spreadsheets_write (void)
{
  g_autoptr (MokQuestionnaire) form = support_read_clean ("\xEF\xBB\xBFsurvey,type,name,label,relevant\r\n"
                                                          ",,,,\r\n"
                                                          ", select_one yn , a ,\" A \",\r\n"
                                                          ",integer,b,B,\"selected(${a}, ‘1’)\"\r\n"
                                                          "choices,,,,\r\n"
                                                          ",list_name,name,label,\r\n"
                                                          ",yn,1,Yes,\r\n"
                                                          "settings,,,,\r\n"
                                                          ",form_id,version,,\r\n"
                                                          ",f,1,,\r\n");
  const MokQuestion *a = mok_questionnaire_find_question (form, "a");
  const MokQuestion *b = mok_questionnaire_find_question (form, "b");

  g_assert_cmpstr (mok_text_get (a->label, ""), ==, "A");
  g_assert_cmpstr (mok_expr_get_source (b->relevant), ==, "selected(${a}, '1')");
}

static void
test_errors_of_files_are_told_apart (void)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autofree char *folder = g_dir_make_tmp ("moksori-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "설문.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_xlsform_read_file (file, diagnostics, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "survey\n,type,name,label\n,integr,a,A\n", -1, NULL));
  g_assert_null (mok_xlsform_read_file (file, diagnostics, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "설문.csv"));
  g_assert_cmpuint (mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR), ==, 1);
  g_clear_error (&error);

  g_ptr_array_set_size (diagnostics, 0);
  g_assert_true (g_file_set_contents (path, "survey\n,type,name,label\n,integer,a,A\n", -1, NULL));
  g_autoptr (MokQuestionnaire) form = mok_xlsform_read_file (file, diagnostics, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (form->id, ==, "설문");
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  g_assert_null (mok_xlsform_load_builtin ("no-such-form", &error));
  g_assert_error (error, G_RESOURCE_ERROR, G_RESOURCE_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/questionnaire/xlsform/names-every-fault-and-its-place", test_names_every_fault_and_its_place);
  g_test_add_func ("/questionnaire/xlsform/refuses-what-is-too-large", test_refuses_what_is_too_large);
  g_test_add_func ("/questionnaire/xlsform/limits-backgrounds-and-choices", test_limits_backgrounds_and_choices);
  g_test_add_func ("/questionnaire/xlsform/stops-after-fifty-diagnostics", test_stops_after_fifty_diagnostics);
  g_test_add_func ("/questionnaire/xlsform/refuses-other-kinds-of-files", test_refuses_other_kinds_of_files);
  g_test_add_func ("/questionnaire/xlsform/reads-all-kinds-of-questions", test_reads_all_kinds_of_questions);
  g_test_add_func ("/questionnaire/xlsform/reads-languages", test_reads_languages);
  g_test_add_func ("/questionnaire/xlsform/reads-forms-without-languages", test_reads_forms_without_languages);
  g_test_add_func ("/questionnaire/xlsform/reads-what-spreadsheets-write", test_reads_what_spreadsheets_write);
  g_test_add_func ("/questionnaire/xlsform/errors-of-files-are-told-apart", test_errors_of_files_are_told_apart);
  return g_test_run ();
}
