/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: on exact counts of a published survey our statistics are those of R and PSPP. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-difference.h"
#include "analysis/mok-distribution.h"
#include "analysis/mok-estimate.h"
#include "analysis/mok-exact-private.h"
#include "analysis/mok-independence.h"
#include "analysis/mok-ordinal.h"
#include "analysis/mok-raking.h"
#include "analysis/mok-statistics.h"
#include "base/mok-init.h"
#include "support.h"

static SupportReference *reference;

/* To @digits significant digits. */
static void
assert_close (double value, const char *key, const char *what, guint row, guint column, double digits)
{
  const double wanted = support_reference_get (reference, key, what, row, column);

  if (fabs (value - wanted) > fabs (wanted) * pow (10, -digits))
    g_error ("%s, %s, %u, %u: %.12g is not %.12g", key, what, row, column, value, wanted);
}

static void
check_shares (const MokTable *table, const char *key)
{
  for (guint r = 1; r < table->rows->len; r++)
    {
      const MokTableRow *row = mok_table_get_row (table, r);

      for (guint c = 0; c < table->columns->len; c++)
        {
          double low, high;

          mok_estimate_interval (row->cells[c].noisy, row->noisy_base, 0, 0, &low, &high);
          assert_close (mok_estimate_share (row->cells[c].noisy, row->noisy_base, 0, 0), key, "share", r, c + 1, 10);
          assert_close (low, key, "low", r, c + 1, 8);
          assert_close (high, key, "high", r, c + 1, 8);
        }
    }
}

static void
check_test (const MokTable *table, const char *key)
{
  MokIndependence found;

  g_assert_true (mok_table_test_independence (table, &found));
  g_assert_cmpint (found.method, ==, MOK_TEST_CHI_SQUARE);
  assert_close (found.statistic, key, "chi-square", 0, 0, 10);
  assert_close (found.df, key, "df", 0, 0, 12);
  assert_close (found.p, key, "p", 0, 0, 8);
  assert_close (found.cramers_v, key, "v", 0, 0, 10);
}

static void
test_cross_tables (void)
{
  static const char *const keys[] = { "leave-by-size", "interfere-by-size" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (MokTable) table = support_make_reference_table (reference, keys[i], MOK_SCALE_ORDINAL);

      check_shares (table, keys[i]);
      check_test (table, keys[i]);
    }
}

static void
test_medians_and_means (void)
{
  static const char *const keys[] = { "leave-by-size", "interfere-by-size" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (MokTable) table = support_make_reference_table (reference, keys[i], MOK_SCALE_ORDINAL);

      for (guint r = 1; r < table->rows->len; r++)
        {
          MokOrdinal found;

          g_assert_true (mok_table_get_ordinal (table, r, &found));
          assert_close (found.median, keys[i], "median", r, 0, 12);
          assert_close (found.median_low, keys[i], "median-low", r, 0, 12);
          assert_close (found.median_high, keys[i], "median-high", r, 0, 12);
          assert_close (found.mean, keys[i], "mean", r, 0, 10);
          assert_close (found.mean_low, keys[i], "mean-low", r, 0, 9);
          assert_close (found.mean_high, keys[i], "mean-high", r, 0, 9);
        }
    }
}

static void
test_median_inside_bands (void)
{
  static const double edges[] = { -INFINITY, 24.5, 29.5, 34.5, 39.5, 49.5, INFINITY };
  g_autoptr (MokTable) table = support_make_reference_table (reference, "age", MOK_SCALE_BANDS);
  MokOrdinal found;

  for (guint c = 0; c < table->columns->len; c++)
    {
      mok_table_get_column (table, c)->low = edges[c];
      mok_table_get_column (table, c)->high = edges[c + 1];
    }
  g_assert_true (mok_table_get_ordinal (table, 1, &found));
  assert_close (found.median, "age", "median", 0, 0, 10);
  g_assert_cmpfloat (found.median_low, <, found.median);
  g_assert_cmpfloat (found.median_high, >, found.median);
  g_assert_true (isnan (found.mean));
  mok_table_get_column (table, 2)->low = NAN;
  g_assert_true (mok_table_get_ordinal (table, 1, &found));
  g_assert_true (isnan (found.median));
}

static void
test_two_by_two (void)
{
  const char *key = "treatment-by-family";
  g_autoptr (MokTable) table = support_make_reference_table (reference, key, MOK_SCALE_NOMINAL);
  MokDifference found;

  check_test (table, key);
  g_assert_true (mok_table_compare (table, 1, table, 2, 0, &found));
  assert_close (found.difference, key, "difference", 0, 0, 10);
  assert_close (found.low, key, "difference-low", 0, 0, 8);
  assert_close (found.high, key, "difference-high", 0, 0, 8);
  assert_close (found.p, key, "difference-p", 0, 0, 8);
}

static void
test_newcombe_published_values (void)
{
  /* R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10. */
  static const struct
  {
    double k1, n1, k2, n2, low, high;
  } cases[] = {
    { 56, 70, 48, 80, .0524, .3339 }, { 9, 10, 3, 10, .1705, .8090 },   { 5, 56, 0, 29, -.0381, .1926 },
    { 0, 10, 0, 20, -.1611, .2775 },  { 10, 10, 0, 10, .6075, 1.0000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double first[3] = { cases[i].k1 / cases[i].n1 }, second[3] = { cases[i].k2 / cases[i].n2 }, low, high;

      mok_wilson_interval (cases[i].k1, cases[i].n1, &first[1], &first[2]);
      mok_wilson_interval (cases[i].k2, cases[i].n2, &second[1], &second[2]);
      mok_newcombe_interval (first, second, &low, &high);
      g_assert_cmpfloat_with_epsilon (low, cases[i].low, 5.1e-5);
      g_assert_cmpfloat_with_epsilon (high, cases[i].high, 5.1e-5);
    }
}

static void
test_small_counts (void)
{
  static const char *const keys[] = { "tea", "jobs", "leave-in-canada" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (MokTable) table = support_make_reference_table (reference, keys[i], MOK_SCALE_NOMINAL);
      MokIndependence found;

      g_assert_true (mok_table_test_independence (table, &found));
      if (found.method == MOK_TEST_EXACT)
        assert_close (found.p, keys[i], "fisher", 0, 0, 7);
      else
        g_assert_cmpfloat_with_epsilon (found.p, support_reference_get (reference, keys[i], "fisher", 0, 0), .02);
    }
}

/* Whatever the sizes: the enumeration itself. */
static void
test_enumeration (void)
{
  static const char *const keys[] = { "tea", "twins", "leave-in-canada", "treatment-by-family" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (MokTable) table = support_make_reference_table (reference, keys[i], MOK_SCALE_NOMINAL);
      const guint n_rows = table->rows->len - 1, n_columns = table->columns->len;
      g_autofree guint *counts = g_new0 (guint, n_rows * n_columns);
      double p;

      for (guint k = 0; k < n_rows * n_columns; k++)
        counts[k] = (guint) mok_table_get_row (table, 1 + k / n_columns)->cells[k % n_columns].count;
      g_assert_true (mok_exact_enumerate (counts, n_rows, n_columns, &p));
      assert_close (p, keys[i], "fisher", 0, 0, 7);
    }
}

static void
test_simulated (void)
{
  g_autoptr (MokTable) table = support_make_reference_table (reference, "leave-by-country", MOK_SCALE_NOMINAL);
  MokIndependence found, again;

  g_assert_true (mok_table_test_independence (table, &found));
  g_assert_cmpint (found.method, ==, MOK_TEST_SIMULATED);
  /* Five standard errors of 10,000 draws. */
  g_assert_cmpfloat_with_epsilon (found.p, support_reference_get (reference, "leave-by-country", "simulated", 0, 0),
                                  .0082);
  g_assert_true (mok_table_test_independence (table, &again));
  g_assert_cmpfloat (again.p, ==, found.p);
}

static void
test_finite_population (void)
{
  const double n = support_reference_get (reference, "finite", "n", 0, 0);
  const double headcount = support_reference_get (reference, "finite", "headcount", 0, 0);
  const double factor = mok_finite_population_get_factor (n, headcount);
  double low, high, finite_low, finite_high;

  assert_close (factor, "finite", "factor", 0, 0, 10);
  mok_estimate_interval (300, n, 0, 0, &low, &high);
  mok_estimate_interval_finite (300, n, 0, 0, headcount, &finite_low, &finite_high);
  g_assert_cmpfloat_with_epsilon (finite_high - finite_low, factor * (high - low), 1e-12);
  mok_estimate_interval_finite (300, n, 0, 0, n, &finite_low, &finite_high);
  g_assert_cmpfloat_with_epsilon (finite_low, 300 / n, 1e-12);
  g_assert_cmpfloat_with_epsilon (finite_high, 300 / n, 1e-12);
  /* What was replaced is not known, even of everybody. */
  mok_estimate_interval_finite (300, n, .2, .25, n, &finite_low, &finite_high);
  mok_estimate_interval (300, n, .2, .25, &low, &high);
  g_assert_cmpfloat (finite_high - finite_low, >, .3 * (high - low));
  g_assert_cmpfloat (finite_high - finite_low, <, .9 * (high - low));
}

typedef struct
{
  guint *categories;
  double *yes;
  double *weights;
  guint n;
} People;

/* Cells of people with the same categories and the same weight. */
static void
read_people (People *self, const char *key)
{
  self->n = 0;
  self->categories = g_new0 (guint, 3 * 2000);
  self->yes = g_new0 (double, 2000);
  self->weights = g_new0 (double, 2000);
  for (guint cell = 1; support_reference_has (reference, key, "persons", cell, 0); cell++)
    {
      const guint persons = (guint) support_reference_get (reference, key, "persons", cell, 0);
      const guint yes = (guint) support_reference_get (reference, key, "yes", cell, 0);

      for (guint i = 0; i < persons; i++, self->n++)
        {
          for (guint m = 0; m < 3; m++)
            self->categories[3 * self->n + m] =
                (guint) support_reference_get (reference, key, "category", cell, m + 1) - 1;
          self->yes[self->n] = i < yes;
          self->weights[self->n] = support_reference_get (reference, key, "weight", cell, 0);
        }
    }
}

static void
people_clear (People *self)
{
  g_free (self->categories);
  g_free (self->yes);
  g_free (self->weights);
}

static void
check_raking (const char *key, double cap)
{
  static const char *const codes[] = { "1", "2", "3", "4", "5", "6" };
  People people;
  MokRakingMargin margins[3];
  double shares[3][6], sum = 0;
  g_autoptr (GError) error = NULL;

  for (guint m = 0; m < 3; m++)
    {
      margins[m] = (MokRakingMargin){ .name = "margin", .codes = codes, .shares = shares[m] };
      while (support_reference_has (reference, "rake", "target", m + 1, margins[m].n_categories + 1))
        {
          shares[m][margins[m].n_categories] =
              support_reference_get (reference, "rake", "target", m + 1, margins[m].n_categories + 1);
          margins[m].n_categories++;
        }
    }
  read_people (&people, key);
  g_assert_cmpuint (people.n, ==, 1259);

  g_autoptr (MokRaking) raking = mok_raking_new (people.categories, people.n, margins, 3, cap, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (raking->converged);
  for (guint i = 0; i < people.n; i++)
    {
      g_assert_cmpfloat_with_epsilon (raking->weights[i] / people.weights[i], 1, 1e-6);
      sum += raking->weights[i] * people.yes[i] / people.n;
    }
  assert_close (raking->effective_n, key, "effective-n", 0, 0, 6);
  assert_close (raking->design_effect, key, "design-effect", 0, 0, 6);
  assert_close (sum, key, "weighted-share", 0, 0, 6);
  people_clear (&people);
}

static void
test_raking (void)
{
  check_raking ("rake", INFINITY);
  check_raking ("rake-trimmed", MOK_RAKING_CAP);
}

static void
test_distributions (void)
{
  static const guint chi[] = { 1, 2, 5, 15, 80 };
  static const double at[] = { .1, 1, 4, 10, 30, 120 };
  static const guint student[] = { 1, 2, 5, 30, 400 };

  for (gsize i = 0; i < G_N_ELEMENTS (chi); i++)
    {
      g_autofree char *key = g_strdup_printf ("chi-%u", chi[i]);

      for (gsize k = 0; k < G_N_ELEMENTS (at); k++)
        assert_close (mok_chi_square_get_tail (at[k], chi[i]), key, "tail", chi[i], (guint) (10 * at[k] + .5), 9);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (student); i++)
    assert_close (mok_student_get_quantile95 (student[i]), "student", "quantile", student[i], 0, 9);
  for (guint i = 1; i <= 6; i++)
    assert_close (mok_normal_get_two_sided (i / 2.0), "normal", "two-sided", i, 0, 9);
}

/* PSPP prints few places: what we print in the same way stands in its output. */
static void
test_pspp_prints_the_same (void)
{
  g_autofree char *path = support_get_fixture ("statistics/reference-pspp.csv");
  g_autofree char *output = NULL;
  static const char *const keys[] = { "leave-by-size", "treatment-by-family" };
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &output, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (MokTable) table = support_make_reference_table (reference, keys[i], MOK_SCALE_ORDINAL);
      MokIndependence found;

      g_assert_true (mok_table_test_independence (table, &found));

      g_autofree char *p = g_strdup_printf ("%.3f", found.p);
      g_autofree char *chi = g_strdup_printf ("Pearson Chi-Square,%.2f,%u,%s", found.statistic, found.df, p + 1);
      g_autofree char *v = g_strdup_printf ("%.2f", found.cramers_v);
      g_autofree char *cramer = g_strdup_printf ("Cramer's V,%s\n", v + 1);

      g_assert_nonnull (strstr (output, chi));
      g_assert_nonnull (strstr (output, cramer));
      if (i == 0)
        {
          MokOrdinal all;

          g_assert_true (mok_table_get_ordinal (table, 0, &all));

          g_autofree char *mean = g_strdup_printf ("Mean,,%.2f\n", all.mean);
          g_autofree char *median = g_strdup_printf ("Median,,%.2f\n", all.median);

          g_assert_nonnull (strstr (output, mean));
          g_assert_nonnull (strstr (output, median));
        }
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  reference = support_reference_load ();
  g_test_add_func ("/analysis/reference/distributions", test_distributions);
  g_test_add_func ("/analysis/reference/cross-tables", test_cross_tables);
  g_test_add_func ("/analysis/reference/medians-and-means", test_medians_and_means);
  g_test_add_func ("/analysis/reference/median-inside-bands", test_median_inside_bands);
  g_test_add_func ("/analysis/reference/two-by-two", test_two_by_two);
  g_test_add_func ("/analysis/reference/newcombe-published-values", test_newcombe_published_values);
  g_test_add_func ("/analysis/reference/small-counts", test_small_counts);
  g_test_add_func ("/analysis/reference/enumeration", test_enumeration);
  g_test_add_func ("/analysis/reference/simulated", test_simulated);
  g_test_add_func ("/analysis/reference/finite-population", test_finite_population);
  g_test_add_func ("/analysis/reference/raking", test_raking);
  g_test_add_func ("/analysis/reference/pspp-prints-the-same", test_pspp_prints_the_same);
  status = g_test_run ();
  support_reference_free (reference);
  return status;
}
