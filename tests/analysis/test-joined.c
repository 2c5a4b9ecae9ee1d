/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several answers counted as one. */

#include "config.h"

#include <math.h>

#include "analysis/mok-estimate.h"
#include "analysis/mok-joined.h"
#include "analysis/mok-statistics.h"
#include "base/mok-init.h"

static MokTable *
create_table (gboolean exact)
{
  static const double counts[] = { 11, 23, 40, 26 };
  static const char *const codes[] = { "1", "2", "3", "4" };
  MokTable *table = mok_table_new ("q");

  table->exact = exact;
  table->rate = exact ? 0 : 0.25;
  table->scale = MOK_SCALE_LIKERT;
  mok_text_set (table->title, "en", "Title");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (MokText) label = mok_text_new ();

      mok_text_set (label, "en", codes[i]);
      mok_table_add_column (table, codes[i], label);
    }

  MokTableRow *row = mok_table_add_row (table, "", NULL);

  row->base = row->noisy_base = 100;
  row->expected_base = exact ? 0 : 100;
  row->missing[MOK_MISSING_BLANK] = 7;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      row->cells[i].count = exact ? (gint64) counts[i] : -1;
      row->cells[i].noisy = counts[i];
      row->cells[i].expected = exact ? 0 : 25;
      row->cells[i].share = counts[i] / 100 + (i == 2 ? 0.004 : i == 3 ? -0.004 : 0);
    }
  return table;
}

static void
test_counts_add_and_the_interval_is_of_the_sum (void)
{
  g_autoptr (MokTable) table = create_table (TRUE);
  g_autoptr (MokTable) joined = mok_table_new_joined (table, "3,4");
  const MokTableCell *cell = &mok_table_get_row (joined, 0)->cells[0];
  double low, high;
  int points;

  mok_wilson_interval (66, 100, &low, &high);
  g_assert_cmpuint (joined->columns->len, ==, 1);
  g_assert_cmpint (mok_table_find_column (joined, "3,4"), ==, 0);
  g_assert_cmpint (cell->count, ==, 66);
  g_assert_cmpfloat_with_epsilon (cell->low, low, 1e-12);
  g_assert_cmpfloat_with_epsilon (cell->high, high, 1e-12);
  g_assert_cmpfloat (mok_table_get_row (joined, 0)->base, ==, 100);
  g_assert_cmpfloat (mok_table_get_row (joined, 0)->missing[MOK_MISSING_BLANK], ==, 7);
  g_assert_cmpstr (mok_text_get (mok_table_get_column (joined, 0)->label, "en"), ==, "3, 4");
  /* The whole points that the table shows: 40 and 26. */
  mok_table_get_points (joined, 0, &points);
  g_assert_cmpint (points, ==, 66);
}

static void
test_a_release_is_corrected (void)
{
  g_autoptr (MokTable) table = create_table (FALSE);
  g_autoptr (MokTable) joined = mok_table_new_joined (table, "1,2");
  const MokTableCell *cell = &mok_table_get_row (joined, 0)->cells[0];
  double low, high;

  mok_estimate_interval (34, 100, mok_estimate_phi (0.25, 100, 100), 0.5, &low, &high);
  g_assert_cmpint (cell->count, ==, -1);
  g_assert_cmpfloat_with_epsilon (cell->low, low, 1e-12);
  g_assert_cmpfloat_with_epsilon (cell->high, high, 1e-12);
  g_assert_cmpint (cell->bound, ==, MOK_BOUND_NONE);

  g_autoptr (MokTable) all = mok_table_new_joined (table, "1,2,3,4");

  g_assert_cmpint (mok_table_get_row (all, 0)->cells[0].bound, ==, MOK_BOUND_AT_LEAST);
}

static void
test_what_cannot_be_joined_is_not (void)
{
  static const char *const codes[] = { "", "5", "1,5", "1,1", "1,", ",", "3 4" };
  g_autoptr (MokTable) table = create_table (TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (MokTable) joined = mok_table_new_joined (table, codes[i]);

      g_assert_null (joined);
    }
  /* One person may have given both. */
  table->scale = MOK_SCALE_MULTIPLE;

  g_autoptr (MokTable) several = mok_table_new_joined (table, "1,2");

  g_assert_null (several);
}

static void
test_an_empty_group_stays_empty (void)
{
  g_autoptr (MokTable) table = create_table (TRUE);
  MokTableRow *row = mok_table_add_row (table, "g", NULL);

  row->shown = FALSE;

  g_autoptr (MokTable) joined = mok_table_new_joined (table, "1,2");

  g_assert_false (mok_table_get_row (joined, 1)->shown);
  g_assert_true (isnan (mok_table_get_row (joined, 1)->cells[0].share));
  g_assert_true (isnan (mok_table_get_row (joined, 1)->cells[0].low));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/joined/counts-add-and-the-interval-is-of-the-sum", test_counts_add_and_the_interval_is_of_the_sum);
  g_test_add_func ("/joined/a-release-is-corrected", test_a_release_is_corrected);
  g_test_add_func ("/joined/what-cannot-be-joined-is-not", test_what_cannot_be_joined_is_not);
  g_test_add_func ("/joined/an-empty-group-stays-empty", test_an_empty_group_stays_empty);
  return g_test_run ();
}
