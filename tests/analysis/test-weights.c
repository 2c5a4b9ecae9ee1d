/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: margins out of a file, and weights that meet them. */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "analysis/mok-margins.h"
#include "analysis/mok-raking.h"
#include "base/mok-csv.h"
#include "base/mok-init.h"
#include "base/mok-random.h"

static GPtrArray *
read_text (const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("moksori-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "margins.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GPtrArray *margins;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  margins = mok_margins_read_file (file, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return margins;
}

static double
get_share (const MokMargin *margin, const char *code)
{
  const int at = mok_margin_find (margin, code);

  g_assert_cmpint (at, >=, 0);
  return g_array_index (margin->shares, double, at);
}

static void
test_margins_in_any_unit_and_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) margins = read_text ("share,variable,note,code\r\n"
                                             "0.8,gender,,1\r\n"
                                             "33.3,size,\"a, b\",1\r\n"
                                             "33.3,size,,2+3\r\n"
                                             "\r\n"
                                             "0.2,gender,,2\r\n"
                                             "33.3,size,,4\r\n",
                                             &error);

  g_assert_no_error (error);
  g_assert_cmpuint (margins->len, ==, 2);

  const MokMargin *gender = g_ptr_array_index (margins, 0), *size = g_ptr_array_index (margins, 1);

  g_assert_cmpstr (gender->variable, ==, "gender");
  g_assert_cmpfloat_with_epsilon (get_share (gender, "1"), .8, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_share (gender, "2"), .2, 1e-12);
  g_assert_cmpint (mok_margin_find (gender, "3"), ==, -1);
  g_assert_cmpuint (size->line, ==, 3);
  g_assert_cmpuint (size->codes->len, ==, 3);
  g_assert_cmpfloat_with_epsilon (get_share (size, "2+3"), 1 / 3.0, 1e-12);
}

static void
test_margins_name_file_and_line (void)
{
  static const struct
  {
    const char *text;
    const char *place;
    const char *words;
  } cases[] = {
    { "variable,code,part\ngender,1,100\n", "margins.csv:1: ", "“share”" },
    { "variable,code,share\n", "margins.csv:1: ", "no margins" },
    { "", "margins.csv:1: ", "no margins" },
    { "variable,code,share\ngender,1,half\n", "margins.csv:2: ", "“half”" },
    { "variable,code,share\ngender,1,-1\n", "margins.csv:2: ", "“-1”" },
    { "variable,code,share\ngender,1,nan\n", "margins.csv:2: ", "“nan”" },
    { "variable,code,share\ngender,1,50 %\n", "margins.csv:2: ", "“50 %”" },
    { "variable,code,share\ngender,1,50\ngender,,50\n", "margins.csv:3: ", "“code”" },
    { "variable,code,share\ngender,1\n", "margins.csv:2: ", "“share”" },
    { "variable,code,share\ngender,1,50\ngender,2,40\ngender,1,10\n", "margins.csv:4: ", "“1”" },
    { "variable,code,share\nsize,1,100\ngender,1,50\ngender,2,40\n", "margins.csv:3: ", "add to 90" },
    { "variable,code,share\ngender,1,.5\ngender,2,.4\n", "margins.csv:2: ", "add to 0.9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) margins = read_text (cases[i].text, &error);

      g_assert_null (margins);
      g_assert_error (error, MOK_MARGINS_ERROR, MOK_MARGINS_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, cases[i].place));
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }

  g_autoptr (GError) error = NULL;

  g_assert_null (read_text ("variable,code,share\ngender,\"1,100\n", &error));
  g_assert_error (error, MOK_CSV_ERROR, MOK_CSV_ERROR_QUOTE);
  g_assert_true (g_str_has_prefix (error->message, "margins.csv:"));
}

static const char *const codes[] = { "1", "2", "3", "4" };

static void
test_one_margin_is_a_plain_ratio (void)
{
  const guint categories[] = { 0, 0, 0, 1, MOK_RAKING_UNKNOWN };
  const double shares[] = { .5, .5 };
  const MokRakingMargin margin = { "gender", codes, shares, 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokRaking) raking = mok_raking_new (categories, 5, &margin, 1, INFINITY, NULL, &error);
  const double wanted[] = { 2 / 3.0, 2 / 3.0, 2 / 3.0, 2, 1 };

  g_assert_no_error (error);
  g_assert_true (raking->converged);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (raking->weights[i], wanted[i], 1e-12);
  g_assert_cmpfloat_with_epsilon (raking->effective_n, 25 / (3 * 4 / 9.0 + 4 + 1), 1e-9);
  g_assert_cmpfloat_with_epsilon (raking->design_effect, 5 / raking->effective_n, 1e-12);
}

/* Any sample that has all categories: margins hold, no weight is above the cap, the mean is 1. */
static void
test_margins_hold (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (31);
  guint n_converged = 0;

  for (guint round = 0; round < 200; round++)
    {
      const guint n = 60 + mok_random_uniform (random, 300);
      g_autofree guint *categories = g_new (guint, 2 * n);
      double shares[2][4], sums[2] = { 0, 0 }, mean = 0, most = 0;
      const MokRakingMargin margins[2] = { { "first", codes, shares[0], 3 }, { "second", codes, shares[1], 4 } };

      for (guint m = 0; m < 2; m++)
        {
          for (guint c = 0; c < margins[m].n_categories; c++)
            sums[m] += shares[m][c] = .5 + mok_random_double (random);
          for (guint c = 0; c < margins[m].n_categories; c++)
            shares[m][c] /= sums[m];
        }
      for (guint i = 0; i < n; i++)
        {
          categories[2 * i] = i < 3 ? i : mok_random_uniform (random, 3);
          categories[2 * i + 1] = i < 4 ? i : mok_random_uniform (random, 4);
        }

      g_autoptr (MokRaking) raking = mok_raking_new (categories, n, margins, 2, MOK_RAKING_CAP, NULL, NULL);

      n_converged += raking->converged;
      for (guint m = 0; m < 2 && raking->converged; m++)
        {
          double got[4] = { 0 };

          for (guint i = 0; i < n; i++)
            got[categories[2 * i + m]] += raking->weights[i] / n;
          for (guint c = 0; c < margins[m].n_categories; c++)
            g_assert_cmpfloat_with_epsilon (got[c], shares[m][c], 1e-6);
        }
      for (guint i = 0; i < n; i++)
        {
          mean += raking->weights[i] / n;
          most = MAX (most, raking->weights[i]);
        }
      g_assert_cmpfloat_with_epsilon (mean, 1, 1e-9);
      g_assert_cmpfloat (raking->effective_n, <=, n * (1 + 1e-9));
      g_assert_cmpfloat (raking->effective_n, >, n / 5.0);
      g_assert_cmpfloat (most, <, 10);
    }
  g_assert_cmpuint (n_converged, ==, 200);
}

static void
test_cap_before_margins (void)
{
  /* One of a hundred is to stand for half. */
  guint categories[100] = { 1 };
  const double shares[] = { .5, .5 };
  const MokRakingMargin margin = { "gender", codes, shares, 2 };
  g_autoptr (MokRaking) raking = mok_raking_new (categories, 100, &margin, 1, MOK_RAKING_CAP, NULL, NULL);

  g_assert_false (raking->converged);
  g_assert_cmpfloat (raking->error, >, .4);
  g_assert_cmpuint (raking->n_trimmed, ==, 1);
  g_assert_cmpfloat_with_epsilon (raking->weights[0] / raking->weights[1], 5, 1e-9);
}

static void
test_raking_can_be_cancelled (void)
{
  const guint categories[] = { 0, 0, 1 };
  const double shares[] = { .5, .5 };
  const MokRakingMargin margin = { "gender", codes, shares, 2 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mok_raking_new (categories, 3, &margin, 1, MOK_RAKING_CAP, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_empty_category_is_named (void)
{
  const guint categories[] = { 0, 0, 1 };
  const double shares[] = { .5, .3, .2 }, fitting[] = { .5, .5, 0 };
  MokRakingMargin margin = { "size_band", codes, shares, 3 };
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_raking_new (categories, 3, &margin, 1, MOK_RAKING_CAP, NULL, &error));
  g_assert_error (error, MOK_RAKING_ERROR, MOK_RAKING_ERROR_EMPTY_CATEGORY);
  g_assert_nonnull (strstr (error->message, "“3” of “size_band”"));
  margin.shares = fitting;

  g_autoptr (MokRaking) raking = mok_raking_new (categories, 3, &margin, 1, MOK_RAKING_CAP, NULL, NULL);

  g_assert_true (raking->converged);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/analysis/margins/in-any-unit-and-order", test_margins_in_any_unit_and_order);
  g_test_add_func ("/analysis/margins/name-file-and-line", test_margins_name_file_and_line);
  g_test_add_func ("/analysis/raking/one-margin-is-a-plain-ratio", test_one_margin_is_a_plain_ratio);
  g_test_add_func ("/analysis/raking/margins-hold", test_margins_hold);
  g_test_add_func ("/analysis/raking/cap-before-margins", test_cap_before_margins);
  g_test_add_func ("/analysis/raking/empty-category-is-named", test_empty_category_is_named);
  g_test_add_func ("/analysis/raking/can-be-cancelled", test_raking_can_be_cancelled);
  return g_test_run ();
}
