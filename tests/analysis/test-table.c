/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: tables and what is written of them. */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "analysis/mok-table.h"
#include "analysis/mok-text-grid-private.h"
#include "base/mok-csv.h"
#include "base/mok-init.h"

static MokText *
text_of (const char *english, const char *korean)
{
  MokText *text = mok_text_new ();

  mok_text_set (text, "en", english);
  mok_text_set (text, "ko", korean);
  return text;
}

static void
fill (MokTableRow *row, const gint64 *counts, guint n)
{
  for (guint i = 0; i < n; i++)
    row->base += (double) counts[i];
  for (guint i = 0; i < n; i++)
    {
      row->cells[i].count = counts[i];
      row->cells[i].share = (double) counts[i] / row->base;
      row->cells[i].low = row->cells[i].share * 0.9;
      row->cells[i].high = MIN (1, row->cells[i].share * 1.1);
    }
}

static MokTable *
make_table (void)
{
  g_autoptr (MokTable) table = mok_table_new ("leave");
  g_autoptr (MokText) easy = text_of ("=Very easy", "매우 쉬움");
  g_autoptr (MokText) hard =
      text_of ("Very \"difficult\",\nor not possible at all in the last twelve months", "어려움");
  g_autoptr (MokText) never = text_of ("Never", "없음");
  g_autoptr (MokText) all = text_of ("All", "전체");
  g_autoptr (MokText) small = text_of ("1-5", "1-5명");
  g_autoptr (MokText) none = text_of ("None", "없음");
  const gint64 counts[3] = { 1, 1, 1 };
  const gint64 small_counts[3] = { 1, 3, 4 };

  mok_text_set (table->wording, "en", "How easy is it to take leave?");
  mok_table_add_column (table, "1", easy);
  mok_table_add_column (table, "2", hard);
  mok_table_add_column (table, "3", never);
  table->exact = TRUE;
  table->by = g_strdup ("size");
  table->by_title = text_of ("Size", "규모");
  fill (mok_table_add_row (table, "", all), counts, 3);
  fill (mok_table_add_row (table, "1", small), small_counts, 3);
  mok_table_add_row (table, "2", none);
  mok_table_get_row (table, 0)->missing[MOK_MISSING_NOT_ASKED] = 7;
  mok_table_get_row (table, 0)->missing[MOK_MISSING_BLANK] = 1;
  mok_table_get_row (table, 0)->missing[MOK_MISSING_NOT_SURE] = 4;
  mok_table_get_row (table, 0)->missing[MOK_MISSING_REFUSED] = 2;
  return g_steal_pointer (&table);
}

static void
test_asked_leaves_out_not_asked (void)
{
  g_autoptr (MokTable) table = make_table ();

  g_assert_cmpfloat (mok_table_row_get_asked (mok_table_get_row (table, 0)), ==, 10);
}

static void
test_points_add_to_100_or_stand_alone (void)
{
  g_autoptr (MokTable) table = make_table ();
  int points[3];

  mok_table_get_points (table, 0, points);
  g_assert_cmpint (points[0] + points[1] + points[2], ==, 100);
  mok_table_get_points (table, 2, points);
  g_assert_cmpint (points[0], ==, -1);
  table->scale = MOK_SCALE_MULTIPLE;
  mok_table_get_row (table, 0)->cells[0].share = 1;
  mok_table_get_row (table, 0)->cells[1].share = 0.995;
  mok_table_get_points (table, 0, points);
  g_assert_cmpint (points[0], ==, 100);
  g_assert_cmpint (points[1], ==, 100);
}

static void
test_json_has_the_promised_shape (void)
{
  g_autoptr (MokTable) table = make_table ();
  g_autofree char *json = mok_table_to_json (table, "en");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);

  JsonObject *root = json_node_get_object (json_parser_get_root (parser));

  g_assert_cmpstr (json_object_get_string_member (root, "question"), ==, "leave");
  g_assert_cmpint (json_object_get_int_member (root, "base"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (root, "by"), ==, "size");
  g_assert_true (json_object_get_null_member (root, "filter"));
  g_assert_true (json_object_get_boolean_member (root, "exact"));
  g_assert_false (json_object_get_boolean_member (root, "synthetic"));

  JsonArray *rows = json_object_get_array_member (root, "rows");
  JsonObject *row = json_array_get_object_element (rows, 1);
  JsonArray *cells = json_object_get_array_member (row, "cells");
  JsonObject *cell = json_array_get_object_element (cells, 1);

  g_assert_cmpuint (json_array_get_length (rows), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (row, "group"), ==, "1");
  g_assert_cmpint (json_object_get_int_member (row, "base"), ==, 8);
  g_assert_cmpstr (json_object_get_string_member (cell, "code"), ==, "2");
  g_assert_cmpstr (json_object_get_string_member (cell, "label"), ==,
                   "Very \"difficult\",\nor not possible at all in the last twelve months");
  g_assert_cmpint (json_object_get_int_member (cell, "count"), ==, 3);
  g_assert_cmpfloat (json_object_get_double_member (cell, "share"), ==, 0.375);
  g_assert_true (json_object_get_null_member (cell, "bound"));

  JsonObject *missing = json_object_get_object_member (json_array_get_object_element (rows, 0), "missing");

  g_assert_cmpint (json_object_get_int_member (missing, "not_asked"), ==, 7);
  g_assert_cmpint (json_object_get_int_member (missing, "blank"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (missing, "not_sure"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (missing, "refused"), ==, 2);

  JsonArray *empty = json_object_get_array_member (json_array_get_object_element (rows, 2), "cells");

  g_assert_true (json_object_get_null_member (json_array_get_object_element (empty, 0), "share"));
}

/* What a release holds: estimates, and the noisy counts they are made of. */
static MokTable *
make_release (void)
{
  MokTable *table = make_table ();

  table->exact = FALSE;
  table->rate = 0.2;
  for (guint r = 0; r < 2; r++)
    {
      MokTableRow *row = mok_table_get_row (table, r);

      row->base = 37.4;
      row->noisy_base = 38;
      row->expected_base = 40.4;
      for (guint c = 0; c < 3; c++)
        {
          row->cells[c].count = -1;
          row->cells[c].noisy = 12 + c;
          row->cells[c].expected = 13.5;
          row->cells[c].low = 0.121;
          row->cells[c].high = 0.562;
        }
    }
  mok_table_get_row (table, 0)->missing[MOK_MISSING_BLANK] = -0.3;
  return table;
}

static void
test_json_of_estimates_has_no_counts (void)
{
  g_autoptr (MokTable) table = make_release ();

  table->filter = g_strdup ("region");
  table->filter_code = g_strdup ("1+2");
  mok_table_get_row (table, 1)->shown = FALSE;
  mok_table_get_row (table, 0)->cells[0].bound = MOK_BOUND_AT_MOST;

  g_autofree char *json = mok_table_to_json (table, "ko");

  g_assert_nonnull (strstr (json, "\"count\": null, \"noisy\": 12, \"expected\": 13.5, "));
  g_assert_nonnull (strstr (json, "\"rate\": 0.2,"));
  g_assert_nonnull (strstr (json, "\"base\": 35, \"noisy_base\": 38, \"expected_base\": 40.4,"));
  g_assert_nonnull (strstr (json, "{\"not_asked\": 5, \"blank\": 0, \"not_sure\": 5, \"refused\": 0}"));
  g_assert_nonnull (strstr (json, "\"filter\": \"region=1+2\""));
  g_assert_nonnull (strstr (json, "매우 쉬움"));
  g_assert_nonnull (strstr (json, "\"bound\": \"at_most\""));
  g_assert_nonnull (strstr (json, "\"base\": null, \"noisy_base\": null, \"expected_base\": null, \"cells\": [],"));
}

static void
test_csv_of_estimates_has_no_counts (void)
{
  g_autoptr (MokTable) table = make_release ();
  g_autofree char *csv = mok_table_to_csv (table, "en");

  g_assert_nonnull (strstr (csv, ",35,answer,1,'=Very easy,,0.3333,0.1210,0.5620,,no,no,no\r\n"));
  g_assert_nonnull (strstr (csv, ",45,missing,not_sure,Not sure,,0.0928,,,,no,no,no\r\n"));
  g_assert_nonnull (strstr (csv, ",45,missing,blank,Left blank,,0.0000,,,,no,no,no\r\n"));
  g_assert_nonnull (strstr (csv, ",45,missing,not_asked,Not asked,5,,,,,no,no,no\r\n"));
}

static void
test_text_of_estimates_is_rounded (void)
{
  g_autoptr (MokTable) table = make_release ();

  mok_table_get_row (table, 0)->cells[0].bound = MOK_BOUND_AT_MOST;
  mok_table_get_row (table, 0)->cells[2].bound = MOK_BOUND_AT_LEAST;

  g_autofree char *groups = mok_table_to_text (table, "en");

  g_assert_true (g_regex_match_simple ("^=Very easy +≤ 60\u202f% ", groups, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Never +≥ 10\u202f% ", groups, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Base .answers counted. +≈ 35 +≈ 35 +≈ 0", groups, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Not asked +≈ 5 ", groups, G_REGEX_MULTILINE, 0));

  g_ptr_array_set_size (table->rows, 1);
  g_clear_pointer (&table->by, g_free);

  g_autofree char *single = mok_table_to_text (table, "en");

  g_assert_true (g_regex_match_simple ("^Left blank, of those asked +0\u202f%", single, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Base .answers counted. +≈ 35$", single, G_REGEX_MULTILINE, 0));
}

static MokTable *
make_grouped (MokScale scale, const gint64 *first, const gint64 *second)
{
  MokTable *table = make_table ();
  const gint64 all[3] = { first[0] + second[0], first[1] + second[1], first[2] + second[2] };

  table->scale = scale;
  for (guint r = 0; r < 3; r++)
    {
      mok_table_get_row (table, r)->base = 0;
      fill (mok_table_get_row (table, r), r == 0 ? all : r == 1 ? first : second, 3);
    }
  return table;
}

static void
test_text_says_whether_groups_differ (void)
{
  g_autoptr (MokTable) apart =
      make_grouped (MOK_SCALE_ORDINAL, (const gint64[]){ 40, 20, 10 }, (const gint64[]){ 10, 20, 40 });
  g_autoptr (MokTable) alike =
      make_grouped (MOK_SCALE_NOMINAL, (const gint64[]){ 40, 20, 10 }, (const gint64[]){ 38, 22, 10 });
  g_autoptr (MokTable) several =
      make_grouped (MOK_SCALE_MULTIPLE, (const gint64[]){ 20, 60, 20 }, (const gint64[]){ 20, 20, 60 });
  g_autofree char *text = mok_table_to_text (apart, "en");

  g_assert_nonnull (strstr (text, "\nGroups differ: χ² = 36.0, df = 2, p < 0.001, Cramér’s V = 0.51.\n"));
  g_assert_true (g_regex_match_simple ("^Median, of 1 to 3 +2 +1 +3$", text, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Mean, of 1 to 3 +2.00 +1.57 +2.43$", text, G_REGEX_MULTILINE, 0));
  g_free (text);
  text = mok_table_to_text (alike, "en");
  g_assert_nonnull (strstr (text, "\nNo clear difference between the groups: χ² = 0.1, df = 2, p = 0.929, "));
  g_assert_null (strstr (text, "Median"));
  g_free (text);
  text = mok_table_to_text (several, "en");
  g_assert_nonnull (strstr (text, "\nGroups differ, most of all in “Very \"difficult\","));
  g_assert_nonnull (strstr (text, "p < 0.001, corrected for 3 comparisons, Cramér’s V = "));
  g_free (text);
  mok_table_get_row (alike, 2)->shown = FALSE;
  text = mok_table_to_text (alike, "en");
  g_assert_null (strstr (text, "groups"));
}

static void
test_json_has_test_and_middle (void)
{
  g_autoptr (MokTable) table =
      make_grouped (MOK_SCALE_ORDINAL, (const gint64[]){ 40, 20, 10 }, (const gint64[]){ 10, 20, 40 });
  g_autofree char *json = mok_table_to_json (table, "en");

  g_assert_nonnull (strstr (json, "\"test\": {\"method\": \"chi-square\", \"chi_square\": 36, \"df\": 2, \"p\": 0, "));
  g_assert_nonnull (strstr (json, "\"median\": 3, \"median_low\": 2, \"median_high\": 3, \"mean\": 2.428571, "));
  g_free (json);
  table->scale = MOK_SCALE_MULTIPLE;
  json = mok_table_to_json (table, "en");
  g_assert_nonnull (strstr (json, "\"mentions\": 70, \"mean_mentions\": 1,"));
  g_free (json);
  g_clear_pointer (&table->by, g_free);
  json = mok_table_to_json (table, "en");
  g_assert_null (strstr (json, "\"test\""));
}

static void
test_csv_is_quoted_and_harmless (void)
{
  g_autoptr (MokTable) table = make_table ();
  g_autofree char *csv = mok_table_to_csv (table, "en");

  g_assert_true (g_str_has_prefix (csv, "question,by,filter,filter_code,group,group_label,base,kind,code,label,"));
  g_assert_nonnull (strstr (csv, ",'=Very easy,1,0.3333,0.3000,0.3667,,no,no,no\r\n"));
  g_assert_nonnull (strstr (csv, "\"Very \"\"difficult\"\",\nor not possible at all"));
  g_assert_nonnull (strstr (csv, ",10,missing,not_sure,Not sure,4,0.4000,,,,no,no,no\r\n"));
  g_assert_nonnull (strstr (csv, ",10,missing,not_asked,Not asked,7,,,,,no,no,no\r\n"));
}

static gboolean
keep_cells (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  for (guint i = 0; i < n_cells; i++)
    g_ptr_array_add (data, g_strdup (cells[i].text));
  g_assert_cmpuint (n_cells, ==, 18);
  return TRUE;
}

static void
test_csv_never_starts_a_formula (void)
{
  static const char *const starts[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", NULL };

  for (gsize i = 0; starts[i] != NULL; i++)
    {
      g_autoptr (MokTable) table = mok_table_new (starts[i]);
      g_autoptr (MokText) label = text_of (starts[i], starts[i]);

      mok_table_add_column (table, starts[i], label);
      mok_table_add_row (table, starts[i], label);

      g_autofree char *csv = mok_table_to_csv (table, "en");
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (MokCsvReader) reader = mok_csv_reader_new (keep_cells, cells);
      guint n_guarded = 0;

      g_assert_true (mok_csv_reader_feed (reader, csv, strlen (csv), NULL) && mok_csv_reader_finish (reader, NULL));
      for (guint k = 0; k < cells->len; k++)
        {
          const char *cell = g_ptr_array_index (cells, k);

          g_assert_false (g_str_has_prefix (cell, starts[i]));
          n_guarded += *cell == '\'' && strcmp (cell + 1, starts[i]) == 0;
        }
      /* Question, group and its label, code and label of the answer; the first three again for each kind of missing. */
      g_assert_cmpuint (n_guarded, ==, 5 + 3 * MOK_N_MISSING);
    }
}

static void
test_text_aligns_wide_letters (void)
{
  g_autoptr (MokTable) table = make_table ();
  g_autofree char *text = mok_table_to_text (table, "ko");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint width = 0, seen = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "---"))
        width = mok_text_grid_measure (lines[i]);
      if (g_str_has_prefix (lines[i], "매우 쉬움") || g_str_has_prefix (lines[i], "어려움"))
        {
          g_assert_cmpuint (mok_text_grid_measure (lines[i]), ==, width);
          seen++;
        }
    }
  g_assert_cmpuint (seen, ==, 2);
}

static void
test_text_tells_kinds_of_missing_apart (void)
{
  g_autoptr (MokTable) table = make_table ();

  table->synthetic = TRUE;
  g_ptr_array_set_size (table->rows, 1);
  g_clear_pointer (&table->by, g_free);

  g_autofree char *text = mok_table_to_text (table, "en");

  g_assert_nonnull (strstr (text, "How easy is it to take leave?\n"));
  g_assert_nonnull (strstr (text, "Synthetic sample data."));
  g_assert_nonnull (strstr (text, "34\u202f%"));
  g_assert_true (g_regex_match_simple ("^Left blank, of those asked +10\u202f% +1$", text, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Not sure, of those asked +40\u202f% +4$", text, G_REGEX_MULTILINE, 0));
  g_assert_true (
      g_regex_match_simple ("^Prefer not to answer, of those asked +20\u202f% +2$", text, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Not asked +7$", text, G_REGEX_MULTILINE, 0));
}

static void
test_text_stays_within_the_line (void)
{
  g_autoptr (MokTable) table = make_table ();
  g_autoptr (MokText) label = text_of ("A group with a rather long name\033[31m", "긴이름을가진아주아주아주긴집단");

  for (int i = 0; i < 20; i++)
    mok_table_add_row (table, "9", label);
  for (int k = 0; k < 2; k++)
    {
      g_autofree char *text = mok_table_to_text (table, k == 0 ? "en" : "ko");
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_null (strchr (text, '\033'));
      for (gsize i = 0; lines[i] != NULL; i++)
        g_assert_cmpuint (mok_text_grid_measure (lines[i]), <=, 100);
    }
}

static void
test_wrap_breaks_words_and_long_words (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  mok_text_grid_wrap ("  one  two 가나다라마", 6, lines);
  g_assert_cmpuint (lines->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (lines, 0), ==, "one");
  g_assert_cmpstr (g_ptr_array_index (lines, 1), ==, "two");
  g_assert_cmpstr (g_ptr_array_index (lines, 2), ==, "가나다");
  g_assert_cmpstr (g_ptr_array_index (lines, 3), ==, "라마");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/analysis/table/asked-leaves-out-not-asked", test_asked_leaves_out_not_asked);
  g_test_add_func ("/analysis/table/points-add-to-100-or-stand-alone", test_points_add_to_100_or_stand_alone);
  g_test_add_func ("/analysis/table/json-has-the-promised-shape", test_json_has_the_promised_shape);
  g_test_add_func ("/analysis/table/json-of-estimates-has-no-counts", test_json_of_estimates_has_no_counts);
  g_test_add_func ("/analysis/table/json-has-test-and-middle", test_json_has_test_and_middle);
  g_test_add_func ("/analysis/table/csv-is-quoted-and-harmless", test_csv_is_quoted_and_harmless);
  g_test_add_func ("/analysis/table/csv-of-estimates-has-no-counts", test_csv_of_estimates_has_no_counts);
  g_test_add_func ("/analysis/table/text-of-estimates-is-rounded", test_text_of_estimates_is_rounded);
  g_test_add_func ("/analysis/table/text-says-whether-groups-differ", test_text_says_whether_groups_differ);
  g_test_add_func ("/analysis/table/csv-never-starts-a-formula", test_csv_never_starts_a_formula);
  g_test_add_func ("/analysis/table/text-aligns-wide-letters", test_text_aligns_wide_letters);
  g_test_add_func ("/analysis/table/text-tells-kinds-of-missing-apart", test_text_tells_kinds_of_missing_apart);
  g_test_add_func ("/analysis/table/text-stays-within-the-line", test_text_stays_within_the_line);
  g_test_add_func ("/analysis/table/wrap-breaks-words-and-long-words", test_wrap_breaks_words_and_long_words);
  return g_test_run ();
}
