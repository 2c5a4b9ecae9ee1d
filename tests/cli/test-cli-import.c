/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* import: rows of a CSV file, and everything that can be wrong with them. */

#include "config.h"

#include <string.h>

#include "support.h"

#define MAP                                                                                                            \
  "column,variable,value,code\n"                                                                                       \
  "When,-,,\n"                                                                                                         \
  "Size,size,small,1\n"                                                                                                \
  "Size,size,large,2\n"                                                                                                \
  "Leave,leave,yes,1\n"                                                                                                \
  "Leave,leave,no,2\n"                                                                                                 \
  "Leave,leave,NA,\n"                                                                                                  \
  "Hours,hours,*,=\n"

#define DATA                                                                                                           \
  "When,Size,Leave,Hours\n"                                                                                            \
  "2014-08-27,small,yes,40\n"                                                                                          \
  "2014-08-28,large,no,52\n"                                                                                           \
  "2014-08-29,large,NA,60\n"

static void
set_up (const char *disclosure)
{
  g_autoptr (CliRun) made = NULL;

  cli_set_up ();
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--disclosure", disclosure,
                  "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (made);
  cli_write ("map.csv", MAP);
  cli_write ("data.csv", DATA);
}

static CliRun *
import (const char *csv, const char *map, const char *option)
{
  return cli_run (NULL, "import", cli_path ("s.moksori"), "--csv", cli_path (csv), "--map", cli_path (map), "--json",
                  option, NULL);
}

static void
test_rows_come_in_and_are_counted (void)
{
  g_autoptr (CliRun) imported = NULL;
  g_autoptr (CliRun) closed = NULL;
  g_autoptr (CliRun) table = NULL;
  g_autoptr (JsonNode) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *row;

  set_up ("open");
  imported = import ("data.csv", "map.csv", NULL);
  cli_assert_done (imported);
  result = cli_json (imported);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (result), "rows"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (result), "bad_values"), ==, 0);
  closed = cli_run (NULL, "close", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (closed);
  table = cli_run (NULL, "table", cli_path ("s.moksori"), "--question", "leave", "--json", NULL);
  cli_assert_done (table);
  node = cli_json (table);
  row = json_array_get_object_element (json_object_get_array_member (json_node_get_object (node), "rows"), 0);
  g_assert_cmpfloat (json_object_get_double_member (row, "base"), ==, 2);
  cli_tear_down ();
}

static void
test_bad_data_is_named_and_nothing_comes_in (void)
{
  static const struct
  {
    const char *csv;
    const char *map;
    const char *place;
    const char *word;
  } FAULTS[] = {
    { "When,Size,Leave,Hours\nx,small,maybe,40\n", MAP, "bad.csv:2", "maybe" },
    { "When,Size,Leave,Hours\nx,small,yes,121\n", MAP, "bad.csv:2", "121" },
    { "When,Size,Leave\nx,small,yes\n", MAP, "bad", "Hours" },
    { "When,Size,Leave,Hours\nx,sm\xff"
      "all,yes,40\n",
      MAP, "bad.csv", "UTF-8" },
    { DATA, "column,variable,value,code\nSize,siz,*,=\n", "badmap.csv:2", "siz" },
    { DATA, "column,variable,value,code\nSize,size,small,7\n", "badmap.csv:2", "7" },
    { DATA, "column,variable,value\nSize,size,small\n", "badmap.csv", "code" },
    { "", MAP, "bad.csv", "" },
  };
  g_autoptr (GBytes) before = NULL;

  set_up ("open");
  before = cli_read ("s.moksori");
  for (gsize i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autoptr (CliRun) run = NULL;
      g_autoptr (GBytes) after = NULL;

      cli_write ("bad.csv", FAULTS[i].csv);
      cli_write ("badmap.csv", FAULTS[i].map);
      run = import ("bad.csv", "badmap.csv", NULL);
      cli_assert_refused (run, 1, FAULTS[i].place);
      cli_assert_refused (run, 1, FAULTS[i].word);
      after = cli_read ("s.moksori");
      g_assert_true (g_bytes_equal (before, after));
    }
  cli_tear_down ();
}

static void
test_bad_values_can_be_left_blank (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (JsonNode) result = NULL;

  set_up ("open");
  cli_write ("bad.csv", "When,Size,Leave,Hours\nx,small,maybe,40\nx,large,no,many\nx,large,no,50\n");
  run = import ("bad.csv", "map.csv", "--skip-bad");
  cli_assert_done (run);
  g_assert_nonnull (strstr (run->err, "bad.csv:2"));
  g_assert_nonnull (strstr (run->err, "bad.csv:3"));
  result = cli_json (run);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (result), "rows"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (result), "bad_values"), ==, 2);
  cli_tear_down ();
}

static void
test_a_protected_survey_takes_no_rows (void)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  set_up ("standard");
  before = cli_read ("s.moksori");
  run = import ("data.csv", "map.csv", NULL);
  cli_assert_refused (run, 1, "s.moksori");
  after = cli_read ("s.moksori");
  g_assert_true (g_bytes_equal (before, after));
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/import/rows-come-in-and-are-counted", test_rows_come_in_and_are_counted);
  g_test_add_func ("/cli/import/bad-data-is-named-and-nothing-comes-in", test_bad_data_is_named_and_nothing_comes_in);
  g_test_add_func ("/cli/import/bad-values-can-be-left-blank", test_bad_values_can_be_left_blank);
  g_test_add_func ("/cli/import/a-protected-survey-takes-no-rows", test_a_protected_survey_takes_no_rows);
  return g_test_run ();
}
