/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* exchange/: a release as JSON, analysed again from what its figures are made of: nothing of the program's own
 * arithmetic is used, only the formulas of docs/release.md, "Numbers shown".
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "base/mok-init.h"
#include "exchange/mok-export.h"
#include "export-cubes.h"

#define Z 1.959963984540054

static JsonNode *
export_cube (const MokCube *cube)
{
  char *folder = export_folder_new ();
  g_autofree char *path = g_build_filename (folder, "release.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_true (mok_export_tables (cube, path, &(MokExportOptions){ .title = "A \"title\"\n", .language = "en" }, NULL,
                                    NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "title"), ==, "A \"title\"\n");
  export_folder_free (folder);
  return node;
}

static double
get_cell (JsonObject *row, const char *name, guint i)
{
  return json_array_get_double_element (json_object_get_array_member (row, name), i);
}

/* Wilson's interval as a root of its equation (p − s)² = z² s (1 − s) / n. */
static void
get_wilson (double k, double n, double *low, double *high)
{
  const double p = k / n, a = 1 + Z * Z / n, b = -(2 * p + Z * Z / n), c = p * p;
  const double root = sqrt (b * b - 4 * a * c);

  *low = MAX (0, (-b - root) / (2 * a));
  *high = MIN (1, (-b + root) / (2 * a));
}

/* Shares that are not negative and add to 1, by halving the interval in which the shift lies. */
static void
project (double *shares, guint n)
{
  double low = -2, high = 2;

  for (guint step = 0; step < 200; step++)
    {
      const double shift = (low + high) / 2;
      double sum = 0;

      for (guint i = 0; i < n; i++)
        sum += MAX (0, shares[i] - shift);
      if (sum > 1)
        low = shift;
      else
        high = shift;
    }
  for (guint i = 0; i < n; i++)
    shares[i] = MAX (0, shares[i] - low);
}

/* Whole points that add to 100. */
static void
get_points (const double *shares, guint n, int *points)
{
  int left = 100;

  for (guint i = 0; i < n; i++)
    left -= points[i] = (int) floor (100 * shares[i] + 1e-9);
  for (; left > 0; left--)
    {
      guint best = 0;

      for (guint i = 1; i < n; i++)
        if (100 * shares[i] - points[i] > 100 * shares[best] - points[best] + 1e-9)
          best = i;
      points[best]++;
    }
}

/* What a row shows, from k, Σu and the rate alone. */
static void
check_row (JsonObject *row, double rate, gboolean several, guint n)
{
  const double base = json_object_get_double_member (row, "noisy_base");
  const double expected_base = json_object_get_double_member (row, "expected_base");
  const double phi = MIN (0.6, rate * expected_base / base);
  g_autofree double *shares = g_new0 (double, n + 1);
  g_autofree int *points = g_new0 (int, n + 1);

  g_assert_cmpfloat (base, >=, 10);
  g_assert_cmpfloat (json_object_get_double_member (row, "base"), >=, 10);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (row, "base"),
                                  (base - rate * expected_base) / (1 - rate), 1e-9);
  for (guint i = 0; i < n; i++)
    {
      const double q = expected_base > 0 ? get_cell (row, "expected", i) / expected_base : 0;

      shares[i] = (get_cell (row, "noisy", i) / base - phi * q) / (1 - phi);
    }
  if (!several)
    project (shares, n);
  for (guint i = 0; i < n; i++)
    shares[i] = CLAMP (shares[i], 0, 1);
  if (!several)
    get_points (shares, n, points);
  for (guint i = 0; i < n; i++)
    {
      const double noisy = get_cell (row, "noisy", i), expected = get_cell (row, "expected", i);
      const double q = expected_base > 0 ? expected / expected_base : 0;
      const gboolean nobody = noisy == 0 && expected == 0;
      JsonNode *bound = json_array_get_element (json_object_get_array_member (row, "bound"), i);
      const int shown = (int) get_cell (row, "percent", i);
      double low, high;

      get_wilson (noisy, base, &low, &high);
      low = MIN (CLAMP ((low - phi * q) / (1 - phi), 0, 1), shares[i]);
      high = MAX (CLAMP ((high - phi * q) / (1 - phi), 0, 1), shares[i]);
      g_assert_cmpfloat_with_epsilon (get_cell (row, "share", i), shares[i], 1e-6);
      /* What nobody of a group can have has no interval; elsewhere it is the same. */
      if (nobody && get_cell (row, "high", i) == 0)
        high = 0;
      g_assert_cmpfloat_with_epsilon (get_cell (row, "low", i), low, 1e-6);
      g_assert_cmpfloat_with_epsilon (get_cell (row, "high", i), high, 1e-6);
      if (JSON_NODE_HOLDS_NULL (bound))
        g_assert_cmpint (shown, ==, several ? (int) floor (100 * shares[i] + 0.5) : points[i]);
      else if (noisy <= 2)
        {
          g_assert_cmpstr (json_node_get_string (bound), ==, "at_most");
          g_assert_cmpint (shown, ==, 5 * (int) ceil (20 * high - 1e-9));
        }
      else
        {
          g_assert_cmpfloat (base - noisy, <=, 2);
          g_assert_cmpstr (json_node_get_string (bound), ==, "at_least");
          g_assert_cmpint (shown, ==, 5 * (int) floor (20 * low + 1e-9));
        }
    }
}

/* A group that is not shown has a name, and nothing more. */
static void
check_hidden (JsonObject *row)
{
  g_autoptr (GList) members = json_object_get_members (row);

  g_assert_cmpuint (g_list_length (members), ==, 3);
  g_assert_true (json_object_has_member (row, "group"));
  g_assert_true (json_object_has_member (row, "label"));
}

typedef struct
{
  guint shown;
  guint hidden;
} Found;

static void
check_tables (JsonObject *question, Found *found)
{
  JsonArray *tables = json_object_get_array_member (question, "tables");
  const char *scale = json_object_get_string_member (question, "scale");
  const guint n = json_array_get_length (json_object_get_array_member (question, "answers"));

  for (guint t = 0; t < json_array_get_length (tables); t++)
    {
      JsonObject *table = json_array_get_object_element (tables, t);
      JsonArray *rows = json_object_get_array_member (table, "rows");

      for (guint r = 0; r < json_array_get_length (rows); r++)
        {
          JsonObject *row = json_array_get_object_element (rows, r);

          if (json_object_get_boolean_member (row, "shown"))
            {
              check_row (row, json_object_get_double_member (table, "rate"), strcmp (scale, "multiple") == 0, n);
              found->shown++;
            }
          else
            {
              check_hidden (row);
              found->hidden++;
            }
        }
    }
}

static void
check_reasons (JsonObject *question)
{
  JsonArray *withheld = json_object_get_array_member (question, "withheld");

  for (guint i = 0; i < json_array_get_length (withheld); i++)
    {
      const char *reason = json_object_get_string_member (json_array_get_object_element (withheld, i), "reason");

      g_assert_cmpstr (reason, !=, "");
    }
}

static void
test_a_release_can_be_analysed_again (void)
{
  Found found = { 0, 0 };

  for (guint64 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (MokCube) cube = export_cubes_new_released (100 * (guint) seed, seed);
      g_autoptr (JsonNode) node = export_cube (cube);
      JsonObject *release = json_node_get_object (node);
      JsonArray *questions = json_object_get_array_member (release, "questions");

      g_assert_cmpstr (json_object_get_string_member (release, "disclosure"), ==, "standard");
      g_assert_false (json_object_get_boolean_member (release, "exact"));
      g_assert_true (json_object_get_boolean_member (release, "synthetic"));
      g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (release, "certificate"), "rate"),
                         ==, 0.2);
      g_assert_cmpuint (json_array_get_length (questions), >, 50);
      for (guint i = 0; i < json_array_get_length (questions); i++)
        {
          JsonObject *question = json_array_get_object_element (questions, i);

          check_reasons (question);
          /* A question that too few were asked has no tables, and so no answers. */
          if (json_object_has_member (question, "scale"))
            check_tables (question, &found);
          else
            g_assert_cmpuint (json_array_get_length (json_object_get_array_member (question, "tables")), ==, 0);
        }
    }
  g_assert_cmpuint (found.shown, >, 1000);
  g_assert_cmpuint (found.hidden, >, 10);
}

/* Of an open survey there is nothing to correct, and nothing is said of it. */
static void
test_an_open_survey_has_counts_only (void)
{
  static const char *const words[] = { "\"noisy", "\"expected", "\"rate\"", "\"certificate\"", "replaced", "estimate" };
  g_autoptr (MokCube) cube = export_cubes_new_exact (80, 5);
  g_autoptr (JsonNode) node = export_cube (cube);
  g_autofree char *text = json_to_string (node, FALSE);
  JsonObject *release = json_node_get_object (node);
  JsonArray *questions = json_object_get_array_member (release, "questions");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (strstr (text, words[i]));
  g_assert_cmpstr (json_object_get_string_member (release, "disclosure"), ==, "open");
  for (guint i = 0; i < json_array_get_length (questions); i++)
    {
      JsonObject *question = json_array_get_object_element (questions, i);
      const char *name = json_object_get_string_member (question, "variable");
      JsonObject *first = json_array_get_object_element (json_object_get_array_member (question, "tables"), 0);
      JsonObject *row = json_array_get_object_element (json_object_get_array_member (first, "rows"), 0);
      g_autoptr (MokTable) table = mok_cube_get_table (cube, name, NULL, NULL, NULL, NULL);

      for (guint k = 0; k < table->columns->len; k++)
        {
          const MokTableCell *cell = &mok_table_get_row (table, 0)->cells[k];

          g_assert_cmpfloat (get_cell (row, "count", k), ==, (double) cell->count);
          /* To the last bit. */
          if (!isnan (cell->share))
            g_assert_cmpfloat (get_cell (row, "share", k), ==, cell->share);
        }
    }
}

int
main (int argc, char *argv[])
{
  mok_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/export/a-release-can-be-analysed-again", test_a_release_can_be_analysed_again);
  g_test_add_func ("/exchange/export/an-open-survey-has-counts-only", test_an_open_survey_has_counts_only);
  return g_test_run ();
}
