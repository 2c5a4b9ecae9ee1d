/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: a workbook is the same questionnaire as the CSV file with the same cells; that of a spreadsheet
 * program is read; and no bytes at all bring the reader down.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/mok-csv.h"
#include "base/mok-init.h"
#include "random-form.h"
#include "support.h"

/* Sheets are arrays of rows; the first row holds the name. */
static gboolean
take_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  GPtrArray *sheets = data;
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  if (cells[0].length > 0)
    {
      GPtrArray *sheet = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

      g_strv_builder_add (row, cells[0].text);
      g_ptr_array_add (sheet, g_strv_builder_end (row));
      g_ptr_array_add (sheets, sheet);
    }
  if (n_cells < 2)
    return TRUE;
  for (guint i = 1; i < n_cells; i++)
    g_strv_builder_add (row, cells[i].text);
  g_ptr_array_add (g_ptr_array_index (sheets, sheets->len - 1), g_strv_builder_end (row));
  return TRUE;
}

static GPtrArray *
split_sheets (const char *csv)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (MokCsvReader) reader = mok_csv_reader_new (take_row, sheets);

  g_assert_true (mok_csv_reader_feed (reader, csv, strlen (csv), NULL));
  g_assert_true (mok_csv_reader_finish (reader, NULL));
  return sheets;
}

/* Whether a spreadsheet would give this text back if it were typed as a number. */
static gboolean
is_number (const char *text, double *number)
{
  char again[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  *number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0')
    return FALSE;
  g_ascii_formatd (again, sizeof again, "%.15g", *number);
  return strcmp (again, text) == 0 && strchr (again, 'e') == NULL;
}

static void
write_in_two_formats (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *bold)
{
  const char *middle = g_utf8_offset_to_pointer (text, g_utf8_strlen (text, -1) / 2);
  g_autofree char *first = g_strndup (text, (gsize) (middle - text));
  g_autofree char *second = g_strdup (middle);
  lxw_rich_string_tuple one = { NULL, first };
  lxw_rich_string_tuple two = { bold, second };
  lxw_rich_string_tuple *both[] = { &one, &two, NULL };

  g_assert_cmpint (worksheet_write_rich_string (sheet, row, column, both, NULL), ==, LXW_NO_ERROR);
}

/* The same cell in one of the ways in which it can have come about. */
static void
write_cell (lxw_worksheet *sheet,
            lxw_row_t row,
            lxw_col_t column,
            const char *text,
            lxw_format *bold,
            MokRandom *random)
{
  double number;

  if (*text == '\0' && mok_random_uniform (random, 4) == 0)
    worksheet_write_blank (sheet, row, column, bold);
  else if (*text == '\0')
    return;
  else if (is_number (text, &number) && mok_random_uniform (random, 4) != 0)
    worksheet_write_number (sheet, row, column, number, mok_random_uniform (random, 2) == 0 ? bold : NULL);
  else if (g_utf8_strlen (text, -1) > 1 && mok_random_uniform (random, 4) == 0)
    write_in_two_formats (sheet, row, column, text, bold);
  else if (mok_random_uniform (random, 8) == 0)
    worksheet_write_formula_str (sheet, row, column, "=A1&\"\"", NULL, text);
  else
    g_assert_cmpint (worksheet_write_string (sheet, row, column, text, NULL), ==, LXW_NO_ERROR);
}

static void
write_sheet (lxw_workbook *book, const GPtrArray *rows, guint index, MokRandom *random)
{
  const char *name = ((char **) g_ptr_array_index (rows, 0))[0];
  g_autofree char *loud = g_ascii_strup (name, -1);
  lxw_worksheet *sheet = workbook_add_worksheet (book, mok_random_uniform (random, 3) == 0 ? loud : name);
  lxw_format *bold = workbook_add_format (book);
  const guint left = mok_random_uniform (random, 3);
  lxw_row_t at = mok_random_uniform (random, 3);

  format_set_bold (bold);
  for (guint i = 1; i < rows->len; i++, at++)
    {
      char **cells = g_ptr_array_index (rows, i);
      guint k;

      if (mok_random_uniform (random, 6) == 0)
        at += 1 + mok_random_uniform (random, 40);
      for (k = 0; cells[k] != NULL; k++)
        write_cell (sheet, at, (lxw_col_t) (left + k), cells[k], bold, random);
      if (mok_random_uniform (random, 6) == 0)
        worksheet_write_blank (sheet, at, (lxw_col_t) (left + k + 300), bold);
    }
  worksheet_write_blank (sheet, at + 1000, 0, bold);
  /* One that is shown has to be left. */
  if (index > 0 && mok_random_uniform (random, 2) == 0)
    worksheet_hide (sheet);
}

/* A workbook with the cells of a CSV file. */
static GBytes *
write_workbook (const char *csv, MokRandom *random)
{
  g_autoptr (GPtrArray) sheets = split_sheets (csv);
  g_autofree char *folder = g_dir_make_tmp ("moksori-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "form.xlsx", NULL);
  /* Row by row it writes texts into the cells, otherwise into a table of texts. */
  lxw_workbook_options options = { .constant_memory = (guint8) mok_random_uniform (random, 2) };
  lxw_workbook *book = workbook_new_opt (path, &options);
  const guint first = mok_random_uniform (random, sheets->len);
  char *contents;
  gsize length;

  for (guint i = 0; i < sheets->len; i++)
    write_sheet (book, g_ptr_array_index (sheets, (i + first) % sheets->len), i, random);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_unlink (path);
  g_rmdir (folder);
  return g_bytes_new_take (contents, length);
}

static char *
dup_codes (GPtrArray *diagnostics)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    g_string_append_printf (codes, "%s ", ((MokDiagnostic *) g_ptr_array_index (diagnostics, i))->code);
  return g_string_free (codes, FALSE);
}

/* Returns: whether it could be read at all */
static gboolean
assert_same_questionnaire (const char *csv, MokRandom *random)
{
  g_autoptr (GBytes) bytes = write_workbook (csv, random);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = support_read (csv, expected);
  g_autoptr (MokQuestionnaire) other = mok_xlsform_read ("form.xlsx", bytes, said);
  g_autofree char *said_codes = dup_codes (said);
  g_autofree char *expected_codes = dup_codes (expected);

  g_assert_cmpstr (said_codes, ==, expected_codes);
  for (guint i = 0; i < said->len; i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (said, i);

      g_assert_nonnull (diagnostic->sheet);
    }
  if (form == NULL)
    {
      g_assert_null (other);
      return FALSE;
    }
  support_assert_equal (form, other);
  g_assert_cmpmem (g_bytes_get_data (form->source, NULL), g_bytes_get_size (form->source),
                   g_bytes_get_data (other->source, NULL), g_bytes_get_size (other->source));
  return TRUE;
}

static void
test_our_forms_are_the_same (void)
{
  static const char *const paths[] = { "resources/questionnaires/care-workforce.csv", "tests/fixtures/osmi/form.csv" };
  g_autoptr (MokRandom) random = mok_random_new_seeded (7);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = support_dup_path (paths[i / 2]);
      g_autofree char *csv = NULL;

      g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
      g_assert_true (assert_same_questionnaire (csv, random));
    }
}

static void
test_random_forms_are_the_same (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (2026);
  const guint n = g_getenv ("MOKSORI_SLOW") != NULL ? 3000 : 150;
  guint n_read = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *form = random_form_dup (random);
      g_auto (GStrv) lines = g_strsplit (form, "\r\n", -1);
      /* XML knows one kind of line end. */
      g_autofree char *csv = g_strjoinv ("\n", lines);

      n_read += assert_same_questionnaire (csv, random);
    }
  g_assert_cmpuint (n_read, >, n * 9 / 10);
}

/* tests/fixtures/workbook/README.md says how it was made. */
static void
test_what_calc_writes_is_read (void)
{
  g_autofree char *path = support_dup_path ("tests/fixtures/workbook/calc.xlsx");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokQuestionnaire) form = mok_xlsform_read_file (file, diagnostics, &error);
  g_autofree char *source = NULL;
  g_autofree char *codes = dup_codes (diagnostics);
  gsize size;
  const char *data;

  g_assert_no_error (error);
  g_assert_cmpstr (codes, ==, "unknown-sheet date-cell ");
  data = g_bytes_get_data (form->source, &size);
  source = g_strndup (data, size);
  g_assert_cmpstr (source, ==,
                   "survey\n"
                   ",type,name,label::English (en),label::한국어 (ko),relevant\n"
                   ",select_one share,nights,How many of your shifts are night shifts?,"
                   "근무 가운데 야간 근무는 얼마나 됩니까?,\n"
                   ",text,why,\"Why?\nIn two lines.\",왜 그렇습니까?,${nights} = '02'\n"
                   "choices\n"
                   ",list_name,name,label::English (en),label::한국어 (ko)\n"
                   ",share,1,50%,절반\n"
                   ",share,02,TRUE,예\n"
                   ",share,3,Less & less,더 적음\n"
                   "settings\n"
                   ",form_title,form_id,version,default_language,namespaces\n"
                   ",Shifts in our ward,shifts,2026-05-01,한국어 (ko),"
                   "\"mok=\"\"https://moksori.org/xlsform\"\"\"\n");
}

/* Changes bytes, and cuts: every result is read or refused, with a message. */
static void
test_damaged_files_are_read_or_refused (void)
{
  g_autofree char *path = support_dup_path ("tests/fixtures/workbook/calc.xlsx");
  g_autofree char *contents = NULL;
  g_autoptr (MokRandom) random = mok_random_new_seeded (12);
  const guint n = g_getenv ("MOKSORI_SLOW") != NULL ? 100000 : 600;
  guint n_refused = 0;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint round = 0; round < n; round++)
    {
      const gsize size =
          mok_random_uniform (random, 8) == 0 ? 5 + mok_random_uniform (random, (guint32) length - 5) : length;
      char *damaged = g_memdup2 (contents, size);
      g_autoptr (GBytes) bytes = g_bytes_new_take (damaged, size);
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (MokQuestionnaire) form = NULL;
      const guint n_bytes = 1 + mok_random_uniform (random, 4);

      for (guint i = 0; i < n_bytes; i++)
        damaged[4 + mok_random_uniform (random, (guint32) size - 4)] = (char) mok_random_uniform (random, 256);
      form = mok_xlsform_read ("damaged.xlsx", bytes, diagnostics);
      g_assert_cmpint (form == NULL, ==, mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR) > 0);
      n_refused += form == NULL;
    }
  g_assert_cmpuint (n_refused, >, n / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/questionnaire/workbook/our-forms-are-the-same", test_our_forms_are_the_same);
  g_test_add_func ("/questionnaire/workbook/random-forms-are-the-same", test_random_forms_are_the_same);
  g_test_add_func ("/questionnaire/workbook/what-calc-writes-is-read", test_what_calc_writes_is_read);
  g_test_add_func ("/questionnaire/workbook/damaged-files-are-read-or-refused", test_damaged_files_are_read_or_refused);
  return g_test_run ();
}
