/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sentences from tables made by hand: none may say more than the intervals allow. */

#include "config.h"

#include <string.h>

#include "analysis/mok-outcome.h"
#include "base/mok-init.h"
#include "report/mok-report-private.h"
#include "report/mok-report-words.h"

static MokText *
text_new (const char *text)
{
  MokText *self = mok_text_new ();

  mok_text_set (self, "en", text);
  return self;
}

static MokTable *
table_new (MokScale scale, gboolean exact)
{
  MokTable *table = mok_table_new ("q");

  mok_text_unref (table->title);
  table->title = text_new ("Pay");
  table->scale = scale;
  table->exact = exact;
  return table;
}

static void
add_columns (MokTable *table, const char *const *labels)
{
  for (guint i = 0; labels[i] != NULL; i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", i + 1);
      g_autoptr (MokText) label = text_new (labels[i]);

      mok_table_add_column (table, code, label);
    }
}

static MokTableRow *
add_row (MokTable *table, const char *code, double base)
{
  g_autoptr (MokText) label = text_new (*code == '\0' ? "All" : code);
  MokTableRow *row = mok_table_add_row (table, code, label);

  row->base = base;
  row->shown = TRUE;
  return row;
}

static void
set_cell (MokTableRow *row, guint column, double share, double low, double high)
{
  row->cells[column].share = share;
  row->cells[column].low = low;
  row->cells[column].high = high;
}

static void
assert_sentence (const char *sentence, const char *wanted)
{
  g_assert_cmpstr (sentence, ==, wanted);
}

static void
test_a_clear_answer_is_named (void)
{
  g_autoptr (MokTable) table = table_new (MOK_SCALE_NOMINAL, TRUE);
  MokTableRow *row;

  add_columns (table, (const char *[]){ "Good", "Bad", NULL });
  row = add_row (table, "", 1240);
  set_cell (row, 0, .66, .6301, .6899);
  set_cell (row, 1, .34, .31, .37);

  g_autofree char *sentence = mok_report_dup_finding (table, "en");

  assert_sentence (sentence, "Pay: most often “Good”, 66\u202f% (63 to 69). Base 1,240.");
}

/* 36 stands before 39 in the form, and their intervals overlap: both are named, and neither is first. */
static void
test_overlapping_answers_have_no_order (void)
{
  g_autoptr (MokTable) table = table_new (MOK_SCALE_NOMINAL, FALSE);
  MokTableRow *row;

  add_columns (table, (const char *[]){ "Staff", "Pay", "Leave", NULL });
  row = add_row (table, "", 203);
  set_cell (row, 0, .36, .30, .42);
  set_cell (row, 1, .39, .33, .45);
  set_cell (row, 2, .25, .20, .31);

  g_autofree char *sentence = mok_report_dup_finding (table, "en");

  assert_sentence (sentence, "Pay: most often “Staff” 36\u202f% (30 to 42), “Pay” 39\u202f% (33 to 45). The intervals "
                             "overlap, so their order is not certain. Base about 205.");
}

static void
test_many_overlapping_answers_are_no_finding (void)
{
  g_autoptr (MokTable) table = table_new (MOK_SCALE_NOMINAL, TRUE);
  MokTableRow *row;

  add_columns (table, (const char *[]){ "A", "B", "C", "D", NULL });
  row = add_row (table, "", 80);
  for (guint i = 0; i < 4; i++)
    set_cell (row, i, .25, .16, .36);

  g_autofree char *sentence = mok_report_dup_finding (table, "en");

  assert_sentence (sentence, "Pay: no answer stands out; the intervals of the most frequent ones overlap. Base 80.");
}

static void
test_a_limit_is_told_as_such (void)
{
  g_autoptr (MokTable) table = table_new (MOK_SCALE_NOMINAL, FALSE);
  MokTableRow *row;

  add_columns (table, (const char *[]){ "No", "Yes", NULL });
  row = add_row (table, "", 60);
  set_cell (row, 0, 1, .93, 1);
  set_cell (row, 1, 0, 0, .07);
  row->cells[0].bound = MOK_BOUND_AT_LEAST;
  row->cells[1].bound = MOK_BOUND_AT_MOST;

  g_autofree char *sentence = mok_report_dup_finding (table, "en");
  g_autofree char *most = mok_report_dup_figure (table, 0, 1);

  assert_sentence (sentence, "Pay: most often “No”, at least 90\u202f%. Base about 60.");
  assert_sentence (most, "at most 10\u202f%");
}

/* Nine people: the interval is half of the scale, and there is nothing to say. Nor where a group is not shown. */
static void
test_a_tiny_base_says_nothing (void)
{
  g_autoptr (MokTable) table = table_new (MOK_SCALE_NOMINAL, TRUE);
  MokTableRow *row;

  add_columns (table, (const char *[]){ "No", "Yes", NULL });
  row = add_row (table, "", 9);
  set_cell (row, 0, .78, .45, .94);
  set_cell (row, 1, .22, .06, .55);

  g_assert_null (mok_report_dup_finding (table, "en"));
  set_cell (row, 0, .78, .75, .81);
  row->shown = FALSE;
  g_assert_null (mok_report_dup_finding (table, "en"));
}

static MokTable *
protection_new (const char *title, gboolean binds_all)
{
  MokTable *table = mok_table_new ("outcome:q");

  mok_text_unref (table->title);
  table->title = text_new (title);
  table->scale = MOK_SCALE_OUTCOME;
  table->binds_all = binds_all;
  for (guint i = MOK_OUTCOME_RECEIVED; i < MOK_N_OUTCOMES; i++)
    {
      g_autoptr (MokText) label = text_new (mok_outcome_get_label (i));

      mok_table_add_column (table, mok_outcome_get_code (i), label);
    }
  add_row (table, "", 300);
  add_row (table, "under", 100);
  add_row (table, "over", 200);
  return table;
}

static void
set_sizes (MokTable *table, MokOutcome outcome, double under_low, double under_high, double over_low, double over_high)
{
  const guint column = outcome - MOK_OUTCOME_RECEIVED;

  set_cell (mok_table_get_row (table, 0), column, (under_low + over_high) / 2, under_low, over_high);
  set_cell (mok_table_get_row (table, 1), column, (under_low + under_high) / 2, under_low, under_high);
  set_cell (mok_table_get_row (table, 2), column, (over_low + over_high) / 2, over_low, over_high);
}

/* Sizes are put in order only where their intervals do not meet. */
static void
test_sizes (void)
{
  g_autoptr (MokTable) less = protection_new ("Breaks", TRUE);
  g_autoptr (MokTable) unclear = protection_new ("Maternity leave", TRUE);
  g_autoptr (MokTable) exempt = protection_new ("Annual leave", FALSE);
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  set_sizes (less, MOK_OUTCOME_RECEIVED, .30, .40, .41, .50);
  set_sizes (unclear, MOK_OUTCOME_RECEIVED, .30, .41, .41, .50);
  set_sizes (exempt, MOK_OUTCOME_EXEMPT_NOT_RECEIVED, .50, .60, 0, 0);
  g_assert_cmpint (mok_report_compare_sizes (less), ==, MOK_SIZES_LESS_OFTEN_UNDER);
  g_assert_cmpint (mok_report_compare_sizes (unclear), ==, MOK_SIZES_UNCLEAR);
  g_ptr_array_add (tables, unclear);

  g_autofree char *none = mok_report_dup_sizes_sentence (tables, "en");

  assert_sentence (none,
                   "Of the protections that bind every workplace none was received clearly more often at one size: "
                   "the intervals overlap, or there are too few answers.");
  g_ptr_array_add (tables, less);
  g_ptr_array_add (tables, exempt);

  g_autofree char *some = mok_report_dup_sizes_sentence (tables, "en");
  g_autofree char *without = mok_report_dup_exempt_sentence (tables, "en");

  assert_sentence (
      some, "Guaranteed at every workplace, but received clearly less often at workplaces under five: Breaks. For "
            "the other protections that bind every workplace the figures show no difference between the sizes: "
            "the intervals overlap, or there are too few answers.");
  g_assert_nonnull (strstr (without, "Annual leave"));
  g_assert_null (strstr (without, "Breaks"));

  mok_table_get_row (less, 1)->shown = FALSE;
  g_assert_cmpint (mok_report_compare_sizes (less), ==, MOK_SIZES_UNKNOWN);
  set_sizes (exempt, MOK_OUTCOME_EXEMPT_NOT_RECEIVED, .20, .60, 0, 0);
  g_assert_null (mok_report_dup_exempt_sentence (tables, "en"));
}

/* A figure of which no group can be shown is named at the end of its section, once, and has no page of its own. */
static void
test_figures_without_figures (void)
{
  static const char *const labels[] = { "Yes", "No", NULL };
  MokReport report = { .blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_report_block_free) };
  g_autoptr (GPtrArray) too_few = g_ptr_array_new_with_free_func (g_free);
  MokReportDraft draft = { .report = &report, .too_few = too_few };
  g_autoptr (MokTable) table = table_new (MOK_SCALE_NOMINAL, FALSE);
  MokTableRow *row;

  add_columns (table, labels);
  row = add_row (table, "", 8);
  g_assert_false (mok_report_hold_back (&draft, table, "Pay"));
  mok_report_add_held_back (&draft);
  g_assert_cmpuint (report.blocks->len, ==, 0);

  row->shown = FALSE;
  g_assert_true (mok_report_hold_back (&draft, table, "Pay"));
  g_assert_true (mok_report_hold_back (&draft, table, "Leave"));
  mok_report_add_held_back (&draft);
  mok_report_add_held_back (&draft);
  g_assert_cmpuint (report.blocks->len, ==, 1);
  g_assert_cmpstr (((MokReportBlock *) g_ptr_array_index (report.blocks, 0))->text, ==,
                   "Too few answers to show\nPay · Leave");
  g_ptr_array_unref (report.blocks);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();

  g_test_add_func ("/report/words/a-clear-answer-is-named", test_a_clear_answer_is_named);
  g_test_add_func ("/report/words/overlapping-answers-have-no-order", test_overlapping_answers_have_no_order);
  g_test_add_func ("/report/words/many-overlapping-answers-are-no-finding",
                   test_many_overlapping_answers_are_no_finding);
  g_test_add_func ("/report/words/a-limit-is-told-as-such", test_a_limit_is_told_as_such);
  g_test_add_func ("/report/words/a-tiny-base-says-nothing", test_a_tiny_base_says_nothing);
  g_test_add_func ("/report/words/sizes", test_sizes);
  g_test_add_func ("/report/words/figures-without-figures", test_figures_without_figures);
  return g_test_run ();
}
