/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* base/: the CSV reader and writer. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/mok-csv.h"
#include "base/mok-init.h"
#include "base/mok-random.h"

/* Writes what the callbacks got as "line:column=text|" and a "/" behind each row. */
static gboolean
collect (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  GString *out = data;

  for (guint i = 0; i < n_cells; i++)
    {
      g_assert_cmpuint (strlen (cells[i].text), ==, cells[i].length);
      g_string_append_printf (out, "%u:%u=%s|", cells[i].line, cells[i].column, cells[i].text);
    }
  g_string_append_c (out, '/');
  return TRUE;
}

/* Reads @bytes in pieces of @piece. */
static char *
read_pieces (const char *bytes, gsize length, gsize piece, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (MokCsvReader) reader = mok_csv_reader_new (collect, out);
  GError *local_error = NULL;
  gboolean ok = TRUE;

  for (gsize at = 0; ok && at < length; at += piece)
    {
      /* A copy of its own, so that reading behind the piece is caught. */
      g_autofree char *copy = g_memdup2 (bytes + at, MIN (piece, length - at));

      ok = mok_csv_reader_feed (reader, copy, MIN (piece, length - at), &local_error);
    }
  if (ok)
    ok = mok_csv_reader_finish (reader, &local_error);
  if (!ok)
    {
      guint line, column;

      mok_csv_reader_get_place (reader, &line, &column);
      g_string_append_printf (out, "!%u:%u", line, column);
      g_propagate_error (error, local_error);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

typedef struct
{
  const char *csv;
  const char *expected;
} Case;

static const Case cases[] = {
  { "", "" },
  { "\n", "1:1=|/" },
  { "a", "1:1=a|/" },
  { "a\n", "1:1=a|/" },
  { "a,b\nc,d\n", "1:1=a|1:3=b|/2:1=c|2:3=d|/" },
  { "a,b\r\nc,d\r\n", "1:1=a|1:3=b|/2:1=c|2:3=d|/" },
  { "a\rb\r", "1:1=a|/2:1=b|/" },
  { "a\r\rb", "1:1=a|/2:1=|/3:1=b|/" },
  { "a,\n", "1:1=a|1:3=|/" },
  { "a,", "1:1=a|1:3=|/" },
  { ",,", "1:1=|1:2=|1:3=|/" },
  { "\"a\"", "1:1=a|/" },
  { "\"\"", "1:1=|/" },
  { "\"\",\"\"\n", "1:1=|1:4=|/" },
  { "\"a,b\",c", "1:1=a,b|1:7=c|/" },
  { "\"a\"\"b\",c", "1:1=a\"b|1:8=c|/" },
  { "\"\"\"\"", "1:1=\"|/" },
  { "\"a\nb\",c\nd", "1:1=a\nb|2:4=c|/3:1=d|/" },
  { "\"a\r\nb\",c\r\nd", "1:1=a\r\nb|2:4=c|/3:1=d|/" },
  { "a\"b\",c", "1:1=a\"b\"|1:6=c|/" },
  { " a , b ", "1:1= a |1:5= b |/" },
  { "가나,다\n라,마", "1:1=가나|1:4=다|/2:1=라|2:3=마|/" },
  { "\"가\"\"나\",다", "1:1=가\"나|1:8=다|/" },
  { "\"가\n나\",다,라", "1:1=가\n나|2:4=다|2:6=라|/" },
  { "\xEF\xBB\xBF"
    "a,b",
    "1:1=a|1:3=b|/" },
  { "\xEF\xBB\xBF\"a\",b", "1:1=a|1:5=b|/" },
  { "a\n\nb", "1:1=a|/2:1=|/3:1=b|/" },
};

static void
test_reads_what_rfc_4180_says (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize length = strlen (cases[i].csv);

      for (gsize piece = 1; piece <= length + 1; piece++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *got = read_pieces (cases[i].csv, length, piece, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (got, ==, cases[i].expected);
        }
    }
}

typedef struct
{
  const char *csv;
  gsize length;
  MokCsvError code;
  const char *expected;
} BadCase;

static const BadCase bad_cases[] = {
  { "a,b\nc,\"d\n\n", 10, MOK_CSV_ERROR_QUOTE, "1:1=a|1:3=b|/!2:3" },
  { "가,\"d", 6, MOK_CSV_ERROR_QUOTE, "!1:3" },
  { "\"가\"\"나\"x", 11, MOK_CSV_ERROR_QUOTE, "!1:7" },
  { "a\n\"b\" ,c", 8, MOK_CSV_ERROR_QUOTE, "1:1=a|/!2:4" },
  { "a\nb,\xFF\n", 6, MOK_CSV_ERROR_ENCODING, "1:1=a|/!2:3" },
  { "가,\xC0\x80\n", 7, MOK_CSV_ERROR_ENCODING, "!1:3" },
  { "a,b\0c\n", 6, MOK_CSV_ERROR_ENCODING, "!1:4" },
  { "\"a\0\"\n", 5, MOK_CSV_ERROR_ENCODING, "!1:3" },
};

static void
test_names_the_place_of_what_it_refuses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      for (gsize piece = 1; piece <= bad_cases[i].length; piece++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *got = read_pieces (bad_cases[i].csv, bad_cases[i].length, piece, &error);

          g_assert_error (error, MOK_CSV_ERROR, (int) bad_cases[i].code);
          g_assert_cmpstr (got, ==, bad_cases[i].expected);
        }
    }
}

static void
test_refuses_a_row_without_end (void)
{
  const gsize length = MOK_CSV_MAX_ROW_SIZE + 100;
  g_autofree char *bytes = g_malloc (length);
  const gsize pieces[] = { 100000, length };

  memset (bytes, 'x', length);
  memcpy (bytes, "a\nb,\"", 5);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *got = read_pieces (bytes, length, pieces[i], &error);

      g_assert_error (error, MOK_CSV_ERROR, MOK_CSV_ERROR_TOO_LARGE);
      g_assert_cmpstr (got, ==, "1:1=a|/!2:3");
    }
}

static gboolean
stop_at_second (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  if (cells[0].line == 1)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
  return FALSE;
}

static void
test_stops_when_told (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokCsvReader) reader = mok_csv_reader_new (stop_at_second, NULL);

  g_assert_false (mok_csv_reader_feed (reader, "a\nb\nc\n", 6, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_error_of_a_file_names_it (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *folder = g_dir_make_tmp ("moksori-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bad.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "a\n\"b", -1, &error));
  g_assert_false (mok_csv_read_file (file, collect, out, NULL, &error));
  g_assert_error (error, MOK_CSV_ERROR, MOK_CSV_ERROR_QUOTE);
  g_assert_true (g_str_has_prefix (error->message, "bad.csv:2:1: "));

  g_clear_error (&error);
  g_string_truncate (out, 0);
  g_assert_true (g_file_set_contents (path, "a,b\n", -1, &error));
  g_assert_true (mok_csv_read_file (file, collect, out, NULL, &error));
  g_assert_cmpstr (out->str, ==, "1:1=a|1:3=b|/");

  g_assert_true (g_file_delete (file, NULL, &error));
  g_assert_false (mok_csv_read_file (file, collect, out, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A random table from an alphabet of everything that means something to CSV. */
static void
test_written_tables_read_back (void)
{
  static const char *const alphabet[] = { "a", "b",  ",", "\"", "\n", "\r",           "\r\n",
                                          " ", "가", "é", "𝄞",  ";",  "\xEF\xBB\xBF", "0" };
  g_autoptr (MokRandom) random = mok_random_new_seeded (4180);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) csv = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autoptr (GString) got = g_string_new (NULL);
      g_autoptr (MokCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      const guint n_rows = mok_random_uniform (random, 8);
      const guint n_columns = 1 + mok_random_uniform (random, 6);

      for (guint r = 0; r < n_rows; r++)
        {
          g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

          for (guint c = 0; c < n_columns; c++)
            {
              GString *cell = g_string_new (NULL);
              const guint n = mok_random_uniform (random, 7);

              for (guint k = 0; k < n; k++)
                g_string_append (cell, alphabet[mok_random_uniform (random, G_N_ELEMENTS (alphabet))]);
              g_string_append_printf (expected, "%s|", cell->str);
              g_ptr_array_add (cells, g_string_free (cell, FALSE));
            }
          g_string_append_c (expected, '/');
          mok_csv_write_row (csv, (const char *const *) cells->pdata, cells->len);
        }

      reader = mok_csv_reader_new (collect, got);
      for (gsize at = 0; at < csv->len;)
        {
          const gsize wanted = 1 + mok_random_uniform (random, 40);
          const gsize piece = MIN (csv->len - at, wanted);

          mok_csv_reader_feed (reader, csv->str + at, piece, &error);
          g_assert_no_error (error);
          at += piece;
        }
      mok_csv_reader_finish (reader, &error);
      g_assert_no_error (error);

      /* The places are checked elsewhere: take "line:column=" out of what was read. */
      g_autoptr (GRegex) place = g_regex_new ("(?<=[|/]|^)\\d+:\\d+=", G_REGEX_DEFAULT, 0, NULL);
      g_autofree char *bare = g_regex_replace_literal (place, got->str, -1, 0, "", 0, NULL);

      g_assert_cmpstr (bare, ==, expected->str);
    }
}

/* Any bytes at all: an answer or an error, and the same one however they are cut. */
static void
test_any_bytes_are_read_or_refused_alike_in_all_pieces (void)
{
  static const char bytes[] = { 'a',    ',',    '"',    '\n',   '\r',   '\0',   '\xEA',
                                '\xB0', '\x80', '\xEF', '\xBB', '\xBF', '\xFF', ' ' };
  g_autoptr (MokRandom) random = mok_random_new_seeded (7);

  for (guint round = 0; round < 5000; round++)
    {
      char csv[24];
      const gsize length = mok_random_uniform (random, sizeof csv);
      g_autofree char *whole = NULL;

      for (gsize i = 0; i < length; i++)
        csv[i] = bytes[mok_random_uniform (random, sizeof bytes - (round % 2 == 0 ? 0 : 9))];
      whole = read_pieces (csv, length, sizeof csv, NULL);
      for (gsize piece = 1; piece < 6; piece++)
        {
          g_autofree char *cut = read_pieces (csv, length, piece, NULL);

          g_assert_cmpstr (cut, ==, whole);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/base/csv/reads-what-rfc-4180-says", test_reads_what_rfc_4180_says);
  g_test_add_func ("/base/csv/names-the-place-of-what-it-refuses", test_names_the_place_of_what_it_refuses);
  g_test_add_func ("/base/csv/refuses-a-row-without-end", test_refuses_a_row_without_end);
  g_test_add_func ("/base/csv/stops-when-told", test_stops_when_told);
  g_test_add_func ("/base/csv/error-of-a-file-names-it", test_error_of_a_file_names_it);
  g_test_add_func ("/base/csv/written-tables-read-back", test_written_tables_read_back);
  g_test_add_func ("/base/csv/any-bytes-are-read-or-refused-alike-in-all-pieces",
                   test_any_bytes_are_read_or_refused_alike_in_all_pieces);
  return g_test_run ();
}
