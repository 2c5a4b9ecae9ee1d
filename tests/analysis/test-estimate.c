/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* analysis/: the estimator of the release against every estimate of the worked example, computed by another program. */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "analysis/mok-estimate.h"
#include "analysis/mok-statistics.h"
#include "base/mok-init.h"
#include "base/mok-random.h"

#define RATE 0.2
/* The example is printed to six places. */
#define PRINTED 1.01e-6
/* Its intervals use 1.96, ours 1.959963984540054; the counts are printed. */
#define INTERVAL 2e-5

static guint n_checked;

static double
get (JsonObject *object, const char *name)
{
  return json_object_get_double_member (object, name);
}

static double
element (JsonObject *object, const char *name, guint i)
{
  return json_array_get_double_element (json_object_get_array_member (object, name), i);
}

static void
check_interval (double noisy, double base, double phi, double q, JsonArray *wanted)
{
  double low, high;

  mok_estimate_interval (noisy, base, phi, q, &low, &high);
  g_assert_cmpfloat_with_epsilon (low, json_array_get_double_element (wanted, 0), INTERVAL);
  g_assert_cmpfloat_with_epsilon (high, json_array_get_double_element (wanted, 1), INTERVAL);
}

/* One answer each: the cells are one base. */
static void
check_single (JsonObject *entry)
{
  const guint n = json_array_get_length (json_object_get_array_member (entry, "noisy_counts"));
  const double base = get (entry, "noisy_base");
  g_autofree double *shares = g_new0 (double, n);
  g_autofree int *points = g_new0 (int, n);
  double expected_base = 0, sum = 0;

  for (guint i = 0; i < n; i++)
    expected_base += element (entry, "urn_expected", i);

  const double phi = mok_estimate_phi (RATE, base, expected_base);

  g_assert_cmpfloat_with_epsilon (phi, get (entry, "phi"), PRINTED);
  g_assert_cmpfloat_with_epsilon (mok_estimate_count (RATE, base, expected_base), get (entry, "corrected_base"),
                                  n * PRINTED);
  for (guint i = 0; i < n; i++)
    {
      const double noisy = element (entry, "noisy_counts", i), expected = element (entry, "urn_expected", i);
      const double q = expected_base > 0 ? expected / expected_base : 0;

      shares[i] = mok_estimate_share (noisy, base, phi, q);
      sum += shares[i];
      g_assert_cmpfloat_with_epsilon (mok_estimate_count (RATE, noisy, expected),
                                      element (entry, "corrected_counts", i), PRINTED);
      g_assert_cmpfloat_with_epsilon (shares[i], element (entry, "share_unprojected", i), PRINTED);
      check_interval (noisy, base, phi, q,
                      json_array_get_array_element (json_object_get_array_member (entry, "interval95"), i));
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
  mok_estimate_project (shares, n);
  mok_largest_remainder (shares, points, n, 100);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (shares[i], element (entry, "share_projected", i), PRINTED);
      g_assert_cmpint (points[i], ==, (int) element (entry, "whole_points", i));
    }
  n_checked++;
}

/* Several answers: each choice is an event of its own within the people asked. */
static void
check_choice (JsonObject *entry)
{
  const double noisy = get (entry, "noisy_counts"), base = get (entry, "noisy_base");
  const double expected = get (entry, "urn_expected");
  const double expected_base = (base - (1 - RATE) * get (entry, "corrected_base")) / RATE;
  const double phi = mok_estimate_phi (RATE, base, expected_base);
  const double q = expected / expected_base;
  const double share = mok_estimate_share (noisy, base, phi, q);

  g_assert_cmpfloat_with_epsilon (phi, get (entry, "phi"), PRINTED);
  g_assert_cmpfloat_with_epsilon (mok_estimate_count (RATE, noisy, expected), get (entry, "corrected_counts"), PRINTED);
  g_assert_cmpfloat_with_epsilon (share, get (entry, "share_unprojected"), PRINTED);
  g_assert_cmpfloat_with_epsilon (CLAMP (share, 0, 1), get (entry, "share_projected"), PRINTED);
  g_assert_cmpint ((int) floor (100 * CLAMP (share, 0, 1) + 0.5), ==, (int) get (entry, "whole_points"));
  check_interval (noisy, base, phi, q, json_object_get_array_member (entry, "interval95"));
  n_checked++;
}

static void
check_group (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  JsonObject *entry = NULL;
  g_autoptr (GList) members = NULL;

  (void) object;
  (void) name;
  (void) data;
  /* Nobody in the group was counted. */
  if (JSON_NODE_HOLDS_NULL (node))
    return;
  entry = json_node_get_object (node);
  if (json_object_has_member (entry, "cells"))
    {
      check_single (entry);
      return;
    }
  members = json_object_get_values (entry);
  for (GList *at = members; at != NULL; at = at->next)
    {
      if (JSON_NODE_HOLDS_OBJECT (at->data))
        check_choice (json_node_get_object (at->data));
    }
}

static void
check_question (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  (void) object;
  (void) name;
  json_object_foreach_member (json_node_get_object (node), check_group, data);
}

static void
test_every_estimate_of_the_example (void)
{
  static const char *const variants[] = { "rule_same_route", "rule_same_route_lambda8" };
  static const char *const sections[] = { "estimates", "protections_by_size" };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests", "fixtures", "release/fixture.json", NULL);

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  for (gsize v = 0; v < G_N_ELEMENTS (variants); v++)
    {
      JsonObject *variant =
          json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), variants[v]);

      for (gsize s = 0; s < G_N_ELEMENTS (sections); s++)
        json_object_foreach_member (json_object_get_object_member (variant, sections[s]), check_question, NULL);
    }
  /* So that a fixture of another shape cannot pass unread. */
  g_assert_cmpuint (n_checked, ==, 160);
}

static void
test_without_replacement_nothing_changes (void)
{
  g_assert_cmpfloat (mok_estimate_count (0, 7, 3), ==, 7);
  g_assert_cmpfloat (mok_estimate_phi (0, 20, 20), ==, 0);
  g_assert_cmpfloat (mok_estimate_phi (.2, 0, 4), ==, 0);
  g_assert_cmpfloat (mok_estimate_phi (.2, 2, 9), ==, MOK_ESTIMATE_MAX_PHI);
  g_assert_cmpfloat (mok_estimate_share (7, 20, 0, NAN), ==, .35);
  g_assert_true (isnan (mok_estimate_share (0, 0, 0, 0)));
  for (int k = 0; k <= 20; k++)
    {
      double low, high, wilson_low, wilson_high;

      mok_estimate_interval (k, 20, 0, NAN, &low, &high);
      mok_wilson_interval (k, 20, &wilson_low, &wilson_high);
      g_assert_cmpfloat (low, ==, wilson_low);
      g_assert_cmpfloat (high, ==, wilson_high);
    }
}

/* The projection by halving: shares less a shift that leaves a sum of 1. */
static void
project_slowly (const double *shares, double *wanted, guint n)
{
  double under = -100, over = 100;

  for (int round = 0; round < 200; round++)
    {
      const double shift = (under + over) / 2;
      double sum = 0;

      for (guint i = 0; i < n; i++)
        sum += wanted[i] = MAX (0, shares[i] - shift);
      if (sum > 1)
        under = shift;
      else
        over = shift;
    }
}

static void
test_projection_is_the_nearest_point (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (3);

  for (int round = 0; round < 5000; round++)
    {
      const guint n = 1 + mok_random_uniform (random, 9);
      double shares[9], wanted[9];

      for (guint i = 0; i < n; i++)
        shares[i] = 2 * mok_random_double (random) - 0.7;
      project_slowly (shares, wanted, n);
      mok_estimate_project (shares, n);
      for (guint i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (shares[i], wanted[i], 1e-9);
    }
}

static void
test_extremes_are_bounds (void)
{
  g_assert_cmpint (mok_estimate_get_bound (0, 30), ==, MOK_BOUND_AT_MOST);
  g_assert_cmpint (mok_estimate_get_bound (2, 30), ==, MOK_BOUND_AT_MOST);
  g_assert_cmpint (mok_estimate_get_bound (3, 30), ==, MOK_BOUND_NONE);
  g_assert_cmpint (mok_estimate_get_bound (27, 30), ==, MOK_BOUND_NONE);
  g_assert_cmpint (mok_estimate_get_bound (28, 30), ==, MOK_BOUND_AT_LEAST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/analysis/estimate/every-estimate-of-the-example", test_every_estimate_of_the_example);
  g_test_add_func ("/analysis/estimate/without-replacement-nothing-changes", test_without_replacement_nothing_changes);
  g_test_add_func ("/analysis/estimate/projection-is-the-nearest-point", test_projection_is_the_nearest_point);
  g_test_add_func ("/analysis/estimate/extremes-are-bounds", test_extremes_are_bounds);
  return g_test_run ();
}
