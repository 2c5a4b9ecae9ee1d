/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* base/: text in several languages, secret memory, replayable random numbers, values as JSON. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-day.h"
#include "base/mok-init.h"
#include "base/mok-json.h"
#include "base/mok-random.h"
#include "base/mok-secret.h"
#include "base/mok-text.h"

static void
test_text_falls_back (void)
{
  g_autoptr (MokText) text = mok_text_new ();

  g_assert_true (mok_text_is_empty (text));
  g_assert_cmpstr (mok_text_get (text, "ko"), ==, "");
  mok_text_set (text, "en", "Leave");
  g_assert_cmpstr (mok_text_get (text, "ko"), ==, "Leave");
  g_assert_null (mok_text_peek (text, "ko"));
  mok_text_set (text, "ko", "휴가");
  g_assert_cmpstr (mok_text_get (text, "ko"), ==, "휴가");
  mok_text_set (text, "ko", "");
  g_assert_cmpstr (mok_text_get (text, "ko"), ==, "Leave");
  g_assert_cmpstr (mok_text_get (NULL, "ko"), ==, "");
}

static void
test_secret_starts_empty_and_is_wiped (void)
{
  g_autoptr (MokSecret) secret = mok_secret_new (33);
  const guint8 zeros[33] = { 0 };

  g_assert_cmpmem (mok_secret_data (secret), mok_secret_size (secret), zeros, sizeof zeros);
  memset (mok_secret_data (secret), 7, 33);
  mok_secret_wipe (secret);
  g_assert_cmpmem (mok_secret_data (secret), mok_secret_size (secret), zeros, sizeof zeros);
}

static void
test_random_replays (void)
{
  g_autoptr (MokRandom) a = mok_random_new_seeded (42);
  g_autoptr (MokRandom) b = mok_random_new_seeded (42);
  g_autoptr (MokRandom) c = mok_random_new_seeded (43);
  gboolean differs = FALSE;

  for (int i = 0; i < 2000; i++)
    {
      const guint32 x = mok_random_uniform (a, 1000);

      g_assert_cmpuint (x, <, 1000);
      g_assert_cmpuint (x, ==, mok_random_uniform (b, 1000));
      differs |= x != mok_random_uniform (c, 1000);
    }
  g_assert_true (differs);
}

static void
test_random_is_uniform (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);
  guint counts[7] = { 0 };
  double chi2 = 0;

  for (int i = 0; i < 70000; i++)
    counts[mok_random_uniform (random, 7)]++;
  for (int i = 0; i < 7; i++)
    chi2 += (counts[i] - 10000.0) * (counts[i] - 10000.0) / 10000.0;
  /* 6 degrees of freedom: beyond 22.5 with probability .001. */
  g_assert_cmpfloat (chi2, <, 22.5);
}

static void
test_shuffle_keeps_every_item (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (5);
  guint items[20], seen[20] = { 0 };

  for (guint i = 0; i < 20; i++)
    items[i] = i;
  mok_random_shuffle (random, items, 20);
  for (guint i = 0; i < 20; i++)
    seen[items[i]]++;
  for (guint i = 0; i < 20; i++)
    g_assert_cmpuint (seen[i], ==, 1);
}

static void
test_days_are_numbers (void)
{
  GDate gdate;

  g_assert_cmpuint (mok_day_parse ("2025-02-23"), ==, 20250223);
  g_assert_cmpuint (mok_day_parse ("2024-02-29"), ==, 20240229);
  g_assert_cmpuint (mok_day_parse ("2025-02-29"), ==, 0);
  g_assert_cmpuint (mok_day_parse ("2025-2-23"), ==, 0);
  g_assert_cmpuint (mok_day_parse ("2025-02-23 "), ==, 0);
  g_assert_cmpuint (mok_day_parse ("2025-02"), ==, 0);
  g_assert_cmpuint (mok_day_parse (""), ==, 0);
  g_assert_cmpuint (mok_day_get_next (20250222), ==, 20250223);
  g_assert_cmpuint (mok_day_get_next (20250228), ==, 20250301);
  g_assert_cmpuint (mok_day_get_next (20240228), ==, 20240229);
  g_assert_cmpuint (mok_day_get_next (20251231), ==, 20260101);
  mok_day_to_gdate (20261122, &gdate);
  g_assert_cmpuint (g_date_get_julian (&gdate), ==, 719163 + 20779);
  g_assert_cmpuint (mok_day_from_gdate (&gdate), ==, 20261122);
}

/* Whatever is written is read back as the same number, and no longer than that needs. */
static void
test_json_numbers_come_back (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (8);
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    {
      const double number = (mok_random_double (random) - 0.5) * pow (10, (double) (i % 30) - 15);

      g_string_truncate (json, 0);
      mok_json_append_double (json, number);
      g_assert_cmpfloat (g_ascii_strtod (json->str, NULL), ==, number);
    }
  g_string_truncate (json, 0);
  mok_json_append_double (json, 0.2);
  g_string_append_c (json, ' ');
  mok_json_append_double (json, NAN);
  g_string_append_c (json, ' ');
  mok_json_append_double (json, -INFINITY);
  g_string_append_c (json, ' ');
  mok_json_append_string (json, "\"\\\n\x7f휴가");
  mok_json_append_string (json, NULL);
  g_assert_cmpstr (json->str, ==, "0.2 null null \"\\\"\\\\\\u000a\\u007f휴가\"null");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/base/text/falls-back", test_text_falls_back);
  g_test_add_func ("/base/secret/starts-empty-and-is-wiped", test_secret_starts_empty_and_is_wiped);
  g_test_add_func ("/base/random/replays", test_random_replays);
  g_test_add_func ("/base/random/is-uniform", test_random_is_uniform);
  g_test_add_func ("/base/random/shuffle-keeps-every-item", test_shuffle_keeps_every_item);
  g_test_add_func ("/base/day/is-a-number", test_days_are_numbers);
  g_test_add_func ("/base/json/numbers-come-back", test_json_numbers_come_back);
  return g_test_run ();
}
