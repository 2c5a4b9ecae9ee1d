/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What holds of every type of chart, whatever the words, the numbers, the width of the page and the size of the
 * letters: nothing is cut off, and no text lies over another.
 */

#include "config.h"

#include <math.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-cases.h"
#include "chart-shapes.h"

#define LEAST_WIDTH 320
#define MOST_WIDTH 1600
/* `-m slow` tries fifteen times as many. */
#define N_SEEDS 160
#define N_SLOW_SEEDS 2400

static const char *const languages[] = { "en", "ko", "he" };

/* Larger letters are the same layout on fewer pixels of its own: that is how a window enlarges a chart. */
static double
get_layout_width (double width, double text_scale)
{
  return MAX (width / text_scale, 160);
}

static void
test_random_charts_are_whole (void)
{
  GRand *random = g_rand_new_with_seed (7);
  const guint32 n = g_test_slow () ? N_SLOW_SEEDS : N_SEEDS;

  for (guint32 seed = 0; seed < n; seed++)
    {
      const double width = g_rand_double_range (random, LEAST_WIDTH, MOST_WIDTH);
      const double scale = exp (g_rand_double_range (random, log (0.8), log (2)));
      /* Every fifth chart stands on the narrowest page, with the largest letters. */
      const MokChartOptions options = { .width = seed % 5 == 0 ? 160 : get_layout_width (width, scale),
                                        .language = languages[seed % 2],
                                        .framed = seed % 3 > 0,
                                        .direction = g_rand_boolean (random) ? MOK_CHART_RIGHT_TO_LEFT
                                                                             : MOK_CHART_LEFT_TO_RIGHT };

      mok_language_set (options.language);

      g_autofree char *name = g_strdup_printf ("seed %u", seed);
      g_autoptr (MokChart) chart = chart_case_new_random (seed, &options);
      g_autofree char *description = mok_chart_dup_description (chart);

      g_assert_cmpint (mok_chart_get_kind (chart), !=, MOK_CHART_AUTO);
      g_assert_cmpfloat (mok_chart_get_height (chart), >, 0);
      g_assert_cmpstr (description, !=, "");
      g_assert_true (g_utf8_validate (description, -1, NULL));
      chart_assert_inside (chart);
      chart_assert_texts_apart (chart, name);
      chart_assert_texts_clear (chart, name);
    }
  g_rand_free (random);
}

static void
test_every_type_is_whole_at_every_width (void)
{
  static const double scales[] = { 0.8, 1, 2 };
  const double step = g_test_slow () ? 40 : 640;

  for (guint i = 0; i < n_chart_cases; i++)
    {
      for (double width = LEAST_WIDTH; width <= MOST_WIDTH; width += step)
        {
          for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
            {
              for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
                {
                  const MokChartOptions options = { .width = get_layout_width (width, scales[s]),
                                                    .language = languages[l],
                                                    .framed = TRUE };

                  mok_language_set (languages[l]);

                  g_autoptr (MokChart) chart = chart_cases[i].create (&options);

                  g_assert_cmpint (mok_chart_get_kind (chart), ==, chart_cases[i].kind);
                  chart_assert_inside (chart);
                  chart_assert_texts_apart (chart, chart_cases[i].name);
                  chart_assert_texts_clear (chart, chart_cases[i].name);
                }
            }
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The program's own words are Korean too. */
  g_autofree char *translations = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  g_setenv ("MOKSORI_LOCALEDIR", translations, TRUE);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_func ("/chart/random/charts-are-whole", test_random_charts_are_whole);
  g_test_add_func ("/chart/random/every-type-is-whole-at-every-width", test_every_type_is_whole_at_every_width);
  return g_test_run ();
}
