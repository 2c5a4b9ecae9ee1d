/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* exchange/: what a mapping may say, and values as bytes of a record. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "exchange/mok-import-private.h"
#include "questionnaire/mok-xlsform.h"

static const char form_text[] = "survey\n"
                                ",type,name,label::English (en),constraint,bind::mok:role\n"
                                ",select_one door,consent,Consent?,,screener\n"
                                ",select_one yn,tea,Tea?,,\n"
                                ",select_multiple drinks,drinks,Which drinks?,count-selected(.) <= 2,\n"
                                ",integer,cups,How many cups?,. >= 0 and . <= 20,\n"
                                ",decimal,sugar,How much sugar?,. >= 0,\n"
                                ",date,since,Since when?,,\n"
                                ",text,why,Why?,,free-text\n"
                                ",rank yn,order,In which order?,,\n"
                                "choices\n"
                                ",list_name,name,label::English (en),mok_kind\n"
                                ",door,1,Yes,\n"
                                ",door,2,No,ends\n"
                                ",yn,1,Yes,\n"
                                ",yn,2,No,\n"
                                ",yn,98,Not sure,not-sure\n"
                                ",drinks,a,Tea,\n"
                                ",drinks,b,Coffee,\n"
                                ",drinks,c,Water,\n"
                                ",drinks,none,None,exclusive\n"
                                ",drinks,99,Prefer not to answer,refused\n"
                                "settings\n"
                                ",form_title,form_id,version,default_language,namespaces\n"
                                ",Drinks,drinks,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";

static MokQuestionnaire *
load_form (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (form_text, strlen (form_text));
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  MokQuestionnaire *form = mok_xlsform_read ("drinks.csv", bytes, diagnostics);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *line = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", line);
    }
  g_assert_cmpuint (mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR), ==, 0);
  g_assert_nonnull (form);
  return form;
}

static MokImportMap *
read_map (const char *text, MokQuestionnaire *form, GPtrArray *diagnostics)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "map.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  MokImportMap *map = mok_import_map_read (file, form, diagnostics, NULL, &error);

  g_assert_no_error (error);
  return map;
}

static void
test_values_of_each_kind (void)
{
  static const struct
  {
    const char *variable, *text;
    gboolean good;
  } cases[] = {
    { "tea", "1", TRUE },
    { "tea", "98", TRUE },
    { "tea", "", TRUE },
    { "tea", "3", FALSE },
    { "tea", "1 2", FALSE },
    { "drinks", "a", TRUE },
    { "drinks", "a c", TRUE },
    { "drinks", "a d", FALSE },
    { "drinks", "a  c", FALSE },
    { "cups", "0", TRUE },
    { "cups", "20", TRUE },
    { "cups", "7.0", TRUE },
    { "cups", "1e1", TRUE },
    { "cups", "21", FALSE },
    { "cups", "-1", FALSE },
    { "cups", "7.5", FALSE },
    { "cups", "99999999999", FALSE },
    { "cups", " 7", FALSE },
    { "cups", "7 ", FALSE },
    { "cups", "0x7", FALSE },
    { "cups", "seven", FALSE },
    { "cups", "nan", FALSE },
    { "cups", "7,5", FALSE },
    { "sugar", "0.25", TRUE },
    { "sugar", ".5", TRUE },
    { "sugar", "-0.25", FALSE },
    { "sugar", "inf", FALSE },
    { "sugar", "1e999", FALSE },
    { "since", "2014-08-27", TRUE },
    { "since", "0001-01-01", TRUE },
    { "since", "9999-12-31", TRUE },
    { "since", "2016-02-29", TRUE },
    { "since", "2015-02-29", FALSE },
    { "since", "27-08-2014", FALSE },
    { "since", "2014-8-27", FALSE },
    { "since", "2014-08-27 11:29", FALSE },
    { "since", "0000-01-01", FALSE },
    { "since", "2014-13-01", FALSE },
  };
  g_autoptr (MokQuestionnaire) form = load_form ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokAnswers) answers = mok_answers_new (form);
  const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MokQuestion *question = mok_questionnaire_find_question (form, cases[i].variable);
      g_autoptr (MokSecret) record = mok_record_encode (layout, digest, answers);
      guint8 *field = mok_secret_data (record) + mok_record_layout_get_offset (layout, question->index);
      g_autoptr (GError) error = NULL;
      MokImportValue value;

      g_test_message ("%s “%s”", cases[i].variable, cases[i].text);
      g_assert_cmpint (mok_import_value_parse (question, cases[i].text, &value), ==, cases[i].good);
      if (!cases[i].good)
        continue;
      memcpy (field, value.bytes, value.size);
      mok_record_decode (layout, digest, mok_secret_data (record), mok_secret_size (record), answers, &error);
      g_assert_no_error (error);
      mok_answers_clear (answers, question->index, MOK_ANSWER_NOT_ASKED);
    }
}

static void
test_values_mean_what_they_say (void)
{
  g_autoptr (MokQuestionnaire) form = load_form ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokAnswers) answers = mok_answers_new (form);
  const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 7 };
  g_autoptr (MokSecret) record = mok_record_encode (layout, digest, answers);
  static const char *const values[][2] = {
    { "tea", "2" }, { "drinks", "c a" }, { "cups", "12" }, { "sugar", "2.5" }, { "since", "1970-01-03" }
  };
  const MokAnswer *given[G_N_ELEMENTS (values)];

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const MokQuestion *question = mok_questionnaire_find_question (form, values[i][0]);
      MokImportValue value;

      g_assert_true (mok_import_value_parse (question, values[i][1], &value));
      memcpy (mok_secret_data (record) + mok_record_layout_get_offset (layout, question->index), value.bytes,
              value.size);
      given[i] = mok_answers_get (answers, question->index);
    }
  g_assert_true (mok_record_decode (layout, digest, mok_secret_data (record), mok_secret_size (record), answers, NULL));
  g_assert_cmpuint (given[0]->choice, ==, 1);
  g_assert_true (mok_answer_has_choice (given[1], 0) && !mok_answer_has_choice (given[1], 1)
                 && mok_answer_has_choice (given[1], 2));
  g_assert_cmpint (given[2]->integer, ==, 12);
  g_assert_cmpfloat (given[3]->decimal, ==, 2.5);
  g_assert_cmpint (given[4]->date, ==, 2);
}

static void
test_choices_that_cannot_stand_together (void)
{
  static const struct
  {
    const char *codes;
    gboolean together;
  } cases[] = { { "a b", TRUE }, { "a b c", FALSE },   { "none", TRUE },  { "none a", FALSE },
                { "99", TRUE },  { "99 none", FALSE }, { "b 99", FALSE }, { "c", TRUE } };
  g_autoptr (MokQuestionnaire) form = load_form ();
  const MokQuestion *question = mok_questionnaire_find_question (form, "drinks");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MokImportValue value;

      g_assert_true (mok_import_value_parse (question, cases[i].codes, &value));
      g_assert_cmpint (mok_import_value_is_together (question, value.bytes), ==, cases[i].together);
    }
}

static void
test_mistakes_in_a_mapping_are_named (void)
{
  static const struct
  {
    const char *text, *code;
    guint line;
  } cases[] = {
    { "column,variable,value,code\nTea,tee,1,1\n", "unknown-variable", 2 },
    { "column,variable,value,code\nTea,tea,yes,1\nTea,tea,no,3\n", "bad-code", 3 },
    { "column,variable,value,code\nTea,tea,yes,1\nTea,tea,yes,2\n", "value-twice", 3 },
    { "column,variable,value,code\nTea,tea,*,\nTea,tea,*,2\n", "value-twice", 3 },
    { "column,variable,value,code\nTea,tea,yes,1\nTee,tea,yes,1\n", "two-columns", 3 },
    { "column,variable,value,code\nTea,tea,yes,1\nTea,-,,\n", "dropped-and-used", 3 },
    { "column,variable,value,code\nTea,-,,\nTea,tea,yes,1\n", "dropped-and-used", 3 },
    { "column,variable,value,code\nWhy,why,*,=\n", "not-importable", 2 },
    { "column,variable,value,code\nOrder,order,*,=\n", "not-importable", 2 },
    { "column,variable,value,code\nConsent,consent,yes,1\n", "not-importable", 2 },
    { "column,variable,value,code\nTea,tea,yes\n", "bad-row", 2 },
    { "column,variable,value\nTea,tea,yes\n", "bad-header", 1 },
    { "column,variable,value,code,note\nTea,tea,yes,1,\n", "bad-header", 1 },
    { "column,value,value,code\n", "bad-header", 1 },
    { "column,variable,value,code\nCups,cups,many,21\n", "bad-code", 2 },
    { "column,variable,value,code\nCups,cups,many,=\n", "bad-code", 2 },
    { "column,variable,value,code\n", "empty", 0 },
    { "", "empty", 0 },
  };
  g_autoptr (MokQuestionnaire) form = load_form ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (MokImportMap) map = read_map (cases[i].text, form, diagnostics);

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (map);
      g_assert_cmpuint (diagnostics->len, >=, 1);

      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, 0);

      g_assert_cmpstr (diagnostic->code, ==, cases[i].code);
      g_assert_cmpuint (diagnostic->line, ==, cases[i].line);
      g_assert_cmpstr (diagnostic->file, ==, "map.csv");
    }
}

static void
test_a_column_finds_its_values (void)
{
  g_autoptr (MokQuestionnaire) form = load_form ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autofree char *longer = g_strnfill (200, 'x');
  g_autofree char *text =
      g_strdup_printf ("\xEF\xBB\xBFvariable,column,code,value\ntea,T,1,yes\ntea,T,2,no\ntea,T,,\ntea,T,98,%s\n"
                       "cups,C,=,*\ncups,C,,NA\ncups,C,20,many\n-,D,,\n",
                       longer);
  g_autoptr (MokImportMap) map = read_map (text, form, diagnostics);
  const MokCsvCell header[] = { { "C", 1, 1, 1 }, { "D", 1, 1, 3 }, { "T", 1, 1, 5 } };

  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_cmpuint (mok_import_map_bind (map, layout, "data.csv", header, 3, diagnostics), ==, 0);

  MokImportColumn *tea = g_ptr_array_index (map->columns, 0);
  MokImportColumn *cups = g_ptr_array_index (map->columns, 1);

  g_assert_cmpuint (tea->cell, ==, 2);
  g_assert_cmpuint (cups->cell, ==, 0);
  for (int pass = 0; pass < 2; pass++)
    {
      g_assert_cmpuint (mok_import_column_find (tea, "yes", 3)->bytes[0], ==, 2);
      g_assert_cmpuint (mok_import_column_find (tea, "no", 2)->bytes[0], ==, 3);
      g_assert_cmpuint (mok_import_column_find (tea, "", 0)->bytes[0], ==, MOK_ANSWER_BLANK);
      g_assert_false (mok_import_column_find (tea, "", 0)->bad);
      g_assert_cmpuint (mok_import_column_find (tea, longer, 200)->bytes[0], ==, 4);
      g_assert_true (mok_import_column_find (tea, "Yes", 3)->bad);
      g_assert_true (mok_import_column_find (tea, "ye", 2)->bad);
      g_assert_cmpuint (mok_import_column_find (cups, "7", 1)->bytes[1], ==, 7);
      g_assert_cmpuint (mok_import_column_find (cups, "many", 4)->bytes[1], ==, 20);
      g_assert_cmpuint (mok_import_column_find (cups, "NA", 2)->bytes[0], ==, MOK_ANSWER_BLANK);
      g_assert_true (mok_import_column_find (cups, "99", 2)->bad);
      g_assert_true (mok_import_column_find (cups, "", 0)->bad == FALSE);
    }
}

static void
test_columns_must_match_both_ways (void)
{
  g_autoptr (MokQuestionnaire) form = load_form ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokImportMap) map =
      read_map ("column,variable,value,code\nT,tea,yes,1\nGone,cups,*,=\n", form, diagnostics);
  const MokCsvCell header[] = { { "T", 1, 1, 1 }, { "New", 3, 1, 3 }, { "T", 1, 1, 7 } };
  static const char *const codes[] = { "unmapped-column", "column-twice", "missing-column" };

  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_cmpuint (mok_import_map_bind (map, layout, "data.csv", header, 3, diagnostics), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, i))->code, ==, codes[i]);
  g_assert_nonnull (strstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, 0))->message, "New"));
  g_assert_nonnull (strstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, 2))->message, "Gone"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/exchange/value/of-each-kind", test_values_of_each_kind);
  g_test_add_func ("/exchange/value/mean-what-they-say", test_values_mean_what_they_say);
  g_test_add_func ("/exchange/value/choices-that-cannot-stand-together", test_choices_that_cannot_stand_together);
  g_test_add_func ("/exchange/map/mistakes-are-named", test_mistakes_in_a_mapping_are_named);
  g_test_add_func ("/exchange/map/a-column-finds-its-values", test_a_column_finds_its_values);
  g_test_add_func ("/exchange/map/columns-must-match-both-ways", test_columns_must_match_both_ways);
  return g_test_run ();
}
