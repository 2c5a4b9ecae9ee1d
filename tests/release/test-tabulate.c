/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: counting columns of bytes and writing counts, against the obvious way. */

#include "config.h"

#include <math.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "release/mok-codebook-private.h"
#include "release/mok-tabulate-private.h"
#include "release/mok-varint-private.h"

static guint8 *
random_column (MokRandom *random, gsize n, guint n_values)
{
  guint8 *column = g_new (guint8, n + 1);

  for (gsize i = 0; i < n; i++)
    column[i] = (guint8) mok_random_uniform (random, n_values);
  return column;
}

static void
test_frequencies (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);

  for (gsize n = 0; n < 300; n += 1 + n / 7)
    {
      g_autofree guint8 *column = random_column (random, n, 256);
      guint32 counts[256] = { 0 }, wanted[256] = { 0 };

      for (gsize i = 0; i < n; i++)
        wanted[column[i]]++;
      mok_tabulate (column, n, counts);
      g_assert_cmpmem (counts, sizeof counts, wanted, sizeof wanted);
    }
}

/* Few groups share a byte with the value, more have counters of their own, many have wide keys. */
static void
test_groups_of_every_size (void)
{
  static const struct
  {
    guint n_outer, n_inner, n_values;
  } cases[] = {
    { 1, 1, 1 },    { 6, 1, 8 },     { 5, 6, 8 },   { 7, 9, 4 },     { 12, 12, 9 },
    { 13, 3, 256 }, { 12, 12, 255 }, { 17, 16, 7 }, { 100, 200, 3 }, { 1, 256, 256 },
  };
  g_autoptr (MokRandom) random = mok_random_new_seeded (2);

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      const gsize n = 1000 + c;
      const guint shift = mok_tabulate_get_shift (cases[c].n_values);
      guint8 levels[256];
      g_autofree guint8 *a = random_column (random, n, cases[c].n_outer);
      g_autofree guint8 *b = random_column (random, n, cases[c].n_inner);
      g_autofree guint8 *column = random_column (random, n, cases[c].n_values);

      for (guint i = 0; i < 256; i++)
        levels[i] = (guint8) i;

      g_autoptr (MokGroups) outer = mok_groups_new (a, levels, cases[c].n_outer, n);
      g_autoptr (MokGroups) inner = mok_groups_new (b, levels, cases[c].n_inner, n);
      g_autoptr (MokGroups) crossed = mok_groups_new_crossed (outer, inner);
      const gsize n_counters = (gsize) crossed->n_groups << shift;
      g_autofree guint32 *counts = g_new0 (guint32, n_counters);
      g_autofree guint32 *wanted = g_new0 (guint32, n_counters);

      g_assert_cmpuint (1u << shift, >=, cases[c].n_values);
      for (gsize i = 0; i < n; i++)
        wanted[(gsize) (a[i] * cases[c].n_inner + b[i]) << shift | column[i]]++;
      mok_tabulate_groups (column, crossed, shift, counts);
      for (gsize i = 0; i < n_counters; i++)
        g_assert_cmpuint (counts[i], ==, wanted[i]);
    }
}

static void
test_counts_come_back (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (3);

  for (guint round = 0; round < 500; round++)
    {
      const gsize n = mok_random_uniform (random, 40);
      g_autofree guint32 *counts = g_new0 (guint32, n + 1);
      g_autofree guint32 *read = g_new0 (guint32, n + 1);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      for (gsize i = 0; i < n; i++)
        {
          if (mok_random_uniform (random, 3) == 0)
            counts[i] = G_MAXUINT32 >> mok_random_uniform (random, 32);
        }
      mok_varint_write_counts (bytes, counts, n);

      MokByteReader reader = { bytes->data, bytes->len, 0 };

      g_assert_true (mok_byte_reader_read_counts (&reader, read, n));
      g_assert_cmpuint (reader.at, ==, bytes->len);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpuint (read[i], ==, counts[i]);
      for (gsize size = 0; size < bytes->len; size++)
        {
          MokByteReader shorter = { bytes->data, size, 0 };

          g_assert_false (mok_byte_reader_read_counts (&shorter, read, n));
        }
    }
}

static void
test_other_ways_to_write_are_refused (void)
{
  static const struct
  {
    guint8 bytes[12];
    gsize size;
  } cases[] = {
    { { 0x80, 0x00 }, 2 },                                                        /* 0 in two bytes */
    { { 0x85, 0x80, 0x00 }, 3 },                                                  /* 5 in three */
    { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02 }, 10 },       /* above 64 bits */
    { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 }, 11 }, /* longer still */
    { { 0x80 }, 1 },                                                              /* cut off */
  };
  guint64 value;
  guint32 counts[4];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MokByteReader reader = { cases[i].bytes, cases[i].size, 0 };

      g_assert_false (mok_byte_reader_read_varint (&reader, &value));
    }

  const guint8 largest[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 };
  const guint8 two_runs[] = { 0, 1, 0, 1 };
  const guint8 long_run[] = { 0, 4 };
  const guint8 wide[] = { 0xff, 0xff, 0xff, 0xff, 0x1f };
  MokByteReader reader = { largest, sizeof largest, 0 };

  g_assert_true (mok_byte_reader_read_varint (&reader, &value));
  g_assert_cmpuint (value, ==, G_MAXUINT64);
  reader = (MokByteReader){ two_runs, sizeof two_runs, 0 };
  g_assert_false (mok_byte_reader_read_counts (&reader, counts, 4));
  reader = (MokByteReader){ long_run, sizeof long_run, 0 };
  g_assert_false (mok_byte_reader_read_counts (&reader, counts, 4));
  reader = (MokByteReader){ wide, sizeof wide, 0 };
  g_assert_false (mok_byte_reader_read_counts (&reader, counts, 1));
}

static void
test_bands_are_round (void)
{
  static const struct
  {
    MokQuestionKind kind;
    double lowest, highest;
    const char *labels;
  } cases[] = {
    { MOK_QUESTION_INTEGER, 0, 5, "0 1 2 3 4 5" },
    { MOK_QUESTION_INTEGER, 0, 10, "0 1 2 3 4 5 6 7 8 9 10" },
    { MOK_QUESTION_INTEGER, 18, 72, "10–19 20–29 30–39 40–49 50–59 60–69 70–79" },
    { MOK_QUESTION_INTEGER, -3, 11, "-4–-3 -2–-1 0–1 2–3 4–5 6–7 8–9 10–11" },
    { MOK_QUESTION_INTEGER, 7, 7, "7" },
    { MOK_QUESTION_INTEGER, -1, 3, "-1 0 1 2 3" },
    { MOK_QUESTION_DECIMAL, 0.1, 0.7, "0.1–0.2 0.2–0.3 0.3–0.4 0.4–0.5 0.5–0.6 0.6–0.7" },
    { MOK_QUESTION_DECIMAL, -2, 5, "-2–-1 -1–0 0–1 1–2 2–3 3–4 4–5" },
    { MOK_QUESTION_DECIMAL, 2.5, 2.5, "2.5" },
    { MOK_QUESTION_DATE, 16071, 16801, "2014 2015 2016" }, /* 2014-01-01 to 2016-01-01 */
    { MOK_QUESTION_DATE, 0, 16071, "1970–1979 1980–1989 1990–1999 2000–2009 2010–2019" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double edges[MOK_VARIABLE_MAX_DERIVED_BANDS + 1];
      const guint n = mok_bands_derive (cases[i].kind, cases[i].lowest, cases[i].highest, edges);
      g_autoptr (GString) labels = g_string_new (NULL);

      g_assert_true (mok_bands_check (edges, n));
      for (guint k = 0; k + 1 < n; k++)
        {
          g_autofree char *label = mok_bands_dup_label (cases[i].kind, edges[k], edges[k + 1], "en");

          g_string_append_printf (labels, "%s%s", k > 0 ? " " : "", label);
        }
      g_assert_cmpstr (labels->str, ==, cases[i].labels);
    }
}

static void
test_bands_of_any_numbers_are_sound (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (4);
  static const MokQuestionKind kinds[] = { MOK_QUESTION_INTEGER, MOK_QUESTION_DECIMAL, MOK_QUESTION_RANGE,
                                           MOK_QUESTION_DATE };

  for (guint round = 0; round < 40000; round++)
    {
      const MokQuestionKind kind = kinds[mok_random_uniform (random, G_N_ELEMENTS (kinds))];
      double ends[2], edges[MOK_VARIABLE_MAX_DERIVED_BANDS + 1];

      for (int e = 0; e < 2; e++)
        {
          const int exponent = (int) mok_random_uniform (random, kind == MOK_QUESTION_DECIMAL ? 2040 : 32);

          if (kind == MOK_QUESTION_DECIMAL)
            ends[e] = ldexp (mok_random_double (random) - 0.5, exponent - 1020);
          else
            ends[e] = floor (ldexp (mok_random_double (random) - 0.5, exponent));
        }

      const double lowest = MIN (ends[0], ends[1]), highest = MAX (ends[0], ends[1]);
      const guint n = mok_bands_derive (kind, lowest, highest, edges);

      g_assert_true (mok_bands_check (edges, n));
      g_assert_cmpuint (n, >=, 2);
      g_assert_cmpfloat (edges[0], <=, lowest);
      g_assert_cmpfloat (edges[n - 1], >=, highest);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mok_init ();
  g_test_add_func ("/release/tabulate/frequencies", test_frequencies);
  g_test_add_func ("/release/tabulate/groups-of-every-size", test_groups_of_every_size);
  g_test_add_func ("/release/varint/counts-come-back", test_counts_come_back);
  g_test_add_func ("/release/varint/other-ways-to-write-are-refused", test_other_ways_to_write_are_refused);
  g_test_add_func ("/release/bands/are-round", test_bands_are_round);
  g_test_add_func ("/release/bands/of-any-numbers-are-sound", test_bands_of_any_numbers_are_sound);
  return g_test_run ();
}
