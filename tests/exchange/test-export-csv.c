/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* exchange/: an export as CSV against the tables of the cube, and what becomes of a file that cannot be written. */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/mok-csv.h"
#include "base/mok-init.h"
#include "exchange/mok-export.h"
#include "export-cubes.h"
#include "store/mok-store-error.h"

enum
{
  QUESTION,
  TITLE,
  WORDING,
  BY,
  BY_TITLE,
  FILTER,
  FILTER_CODE,
  FILTER_LABEL,
  GROUP,
  GROUP_LABEL,
  BASE,
  KIND,
  CODE,
  LABEL,
  COUNT,
  SHARE,
  LOW,
  HIGH,
  BOUND,
  PERCENT,
  WEIGHTED,
  SYNTHETIC,
  N_COLUMNS,
};

/* A file of figures, and for each table how many of its figures were found right. */
typedef struct
{
  const MokCube *cube;
  guint n_rows;
  GHashTable *seen; /* (owned) (element-type utf8): lines, without figures */
  MokTable *table;  /* (owned) (nullable): of the last line */
} Reading;

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

/* A text without the apostrophe that keeps it from being a formula. */
static const char *
get_text (const MokCsvCell *cell)
{
  return *cell->text == '\'' && strchr ("=+-@", cell->text[1]) != NULL ? cell->text + 1 : cell->text;
}

static void
load_table (Reading *self, const MokCsvCell *cells)
{
  const char *by = or_null (cells[BY].text), *filter = or_null (cells[FILTER].text);
  g_autoptr (GError) error = NULL;

  if (self->table != NULL && strcmp (self->table->question, cells[QUESTION].text) == 0
      && g_strcmp0 (self->table->by, by) == 0 && g_strcmp0 (self->table->filter, filter) == 0
      && g_strcmp0 (self->table->filter_code, or_null (cells[FILTER_CODE].text)) == 0
      && (strcmp (cells[KIND].text, "missing") == 0
          || (self->table->article != NULL && self->table->scale == MOK_SCALE_MULTIPLE)
                 == (strcmp (cells[KIND].text, "detail") == 0)))
    return;
  g_clear_pointer (&self->table, mok_table_unref);
  self->table = strcmp (cells[KIND].text, "detail") == 0
                    ? mok_cube_get_outcome_details (self->cube, cells[QUESTION].text, by, filter,
                                                    or_null (cells[FILTER_CODE].text), &error)
                    : mok_cube_get_table (self->cube, cells[QUESTION].text, by, filter,
                                          or_null (cells[FILTER_CODE].text), &error);
  g_assert_no_error (error);
}

static void
assert_number (const MokCsvCell *cell, double wanted, double epsilon)
{
  if (isnan (wanted))
    g_assert_cmpstr (cell->text, ==, "");
  else
    {
      g_assert_cmpstr (cell->text, !=, "");
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell->text, NULL), wanted, epsilon + 1e-9);
    }
}

static guint
find_row (const MokTable *table, const char *code)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      if (strcmp (mok_table_get_row (table, i)->code, code) == 0)
        return i;
    }
  g_assert_not_reached ();
}

static void
check_answer (const MokTable *table, guint number, const MokCsvCell *cells)
{
  const MokTableRow *row = mok_table_get_row (table, number);
  g_autofree int *points = g_new0 (int, table->columns->len + 1);
  guint column = 0;

  while (strcmp (mok_table_get_column (table, column)->code, get_text (&cells[CODE])) != 0)
    g_assert_cmpuint (++column, <, table->columns->len);

  const MokTableCell *cell = &row->cells[column];

  g_assert_cmpstr (get_text (&cells[LABEL]), ==, mok_text_get (mok_table_get_column (table, column)->label, "ko"));
  if (!row->shown)
    {
      g_assert_cmpstr (cells[BOUND].text, ==, "not_shown");
      for (guint i = COUNT; i < BOUND; i++)
        g_assert_cmpstr (cells[i].text, ==, "");
      g_assert_cmpstr (cells[BASE].text, ==, "");
      g_assert_cmpstr (cells[PERCENT].text, ==, "");
      return;
    }
  mok_table_get_points (table, number, points);
  assert_number (&cells[BASE], mok_table_get_shown_base (table, number), 0);
  assert_number (&cells[COUNT], table->exact ? (double) cell->count : (double) NAN, 0);
  assert_number (&cells[SHARE], cell->share, 0.00005001);
  assert_number (&cells[LOW], cell->low, 0.00005001);
  assert_number (&cells[HIGH], cell->high, 0.00005001);
  g_assert_cmpstr (cells[BOUND].text, ==, cell->bound != MOK_BOUND_NONE ? mok_bound_get_name (cell->bound) : "");
  assert_number (&cells[PERCENT],
                 cell->bound != MOK_BOUND_NONE ? mok_table_cell_get_bound_points (cell)
                 : points[column] < 0          ? (double) NAN
                                               : points[column],
                 0);
}

static void
check_missing (const MokTable *table, guint number, const MokCsvCell *cells)
{
  const MokTableRow *row = mok_table_get_row (table, number);
  MokMissing missing = MOK_MISSING_NOT_ASKED;

  while (strcmp (mok_missing_get_name (missing), cells[CODE].text) != 0)
    g_assert_cmpint (++missing, <, MOK_N_MISSING);
  g_assert_true (row->shown);
  assert_number (&cells[BASE], mok_table_get_shown_people (table, mok_table_row_get_asked (row)), 0);
  assert_number (&cells[SHARE],
                 missing == MOK_MISSING_NOT_ASKED ? (double) NAN : mok_table_row_get_missing_share (row, missing),
                 0.00005001);
  assert_number (&cells[COUNT],
                 table->exact || missing == MOK_MISSING_NOT_ASKED
                     ? mok_table_get_shown_people (table, row->missing[missing])
                     : (double) NAN,
                 0);
}

static gboolean
check_line (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reading *self = data;
  g_autofree char *place = NULL;

  g_assert_cmpuint (n_cells, ==, N_COLUMNS);
  if (self->n_rows++ == 0)
    {
      g_assert_cmpstr (cells[QUESTION].text, ==, "question");
      g_assert_cmpstr (cells[SYNTHETIC].text, ==, "synthetic");
      return TRUE;
    }
  place = g_strjoin ("|", cells[QUESTION].text, cells[BY].text, cells[FILTER].text, cells[FILTER_CODE].text,
                     cells[GROUP].text, cells[KIND].text, cells[CODE].text, NULL);
  /* “Missing” of an outcome stands below its classes and below its details. */
  if (!g_hash_table_add (self->seen, g_strdup (place)))
    g_assert_cmpstr (cells[KIND].text, ==, "missing");
  load_table (self, cells);

  const guint row = find_row (self->table, cells[GROUP].text);

  g_assert_cmpstr (cells[TITLE].text, ==, mok_text_get (self->table->title, "ko"));
  g_assert_cmpstr (get_text (&cells[GROUP_LABEL]), ==,
                   mok_text_get (mok_table_get_row (self->table, row)->label, "ko"));
  g_assert_cmpstr (cells[SYNTHETIC].text, ==, mok_cube_is_synthetic (self->cube) ? "yes" : "no");
  if (strcmp (cells[KIND].text, "missing") == 0)
    check_missing (self->table, row, cells);
  else
    check_answer (self->table, row, cells);
  return TRUE;
}

/* How many figures of answers the cube offers, in total and by each background. */
static guint
count_answers (const MokCube *cube)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    for (int b = -1; b < (int) breakdowns->len; b++)
      {
        const MokQuestion *question = g_ptr_array_index (questions, i);
        const MokQuestion *by = b >= 0 ? g_ptr_array_index (breakdowns, (guint) b) : NULL;
        g_autoptr (MokTable) table =
            mok_cube_get_table (cube, question->name, by != NULL ? by->name : NULL, NULL, NULL, NULL);

        n += table != NULL ? table->rows->len * table->columns->len : 0;
      }
  return n;
}

static guint
count_found (GHashTable *seen)
{
  GHashTableIter iter;
  gpointer key;
  guint n = 0;

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    n += strstr (key, "|||") != NULL && !g_str_has_prefix (key, "outcome:") && strstr (key, "|answer|") != NULL;
  return n;
}

static void
check_cube (MokCube *cube, gboolean filters)
{
  char *folder = export_folder_new ();
  g_autofree char *path = g_build_filename (folder, "표.CSV", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Reading reading = { .cube = cube, .seen = seen };

  g_assert_true (mok_export_tables (cube, path, &(MokExportOptions){ .language = "ko", .filters = filters }, NULL, NULL,
                                    NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBFquestion,"));
  g_assert_true (mok_csv_read_file (file, check_line, &reading, NULL, &error));
  g_assert_no_error (error);
  if (!filters)
    g_assert_cmpuint (count_found (seen), ==, count_answers (cube));
  g_assert_cmpuint (export_folder_count (folder), ==, 1);
  g_clear_pointer (&reading.table, mok_table_unref);
  export_folder_free (folder);
}

static void
test_exact_figures_are_those_of_the_tables (void)
{
  for (guint64 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (MokCube) cube = export_cubes_new_exact (20 + 40 * (guint) seed, seed);

      check_cube (cube, seed == 1);
    }
}

static void
test_released_figures_are_those_of_the_tables (void)
{
  for (guint64 seed = 1; seed <= 2; seed++)
    {
      g_autoptr (MokCube) cube = export_cubes_new_released (150 * (guint) seed, seed);

      check_cube (cube, seed == 1);
    }
}

typedef struct
{
  GCancellable *cancellable;
  guint n_calls;
} Progress;

static void
cancel_later (double fraction, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  if (++progress->n_calls == 5)
    g_cancellable_cancel (progress->cancellable);
}

/* Whatever stops an export: the file that was there is there still, and nothing else. */
static void
test_a_cancelled_export_leaves_the_old_file (void)
{
  static const char *const names[] = { "a.csv", "a.xlsx", "a.sav", "a.json" };
  g_autoptr (MokCube) cube = export_cubes_new_exact (30, 1);
  char *folder = export_folder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *kept = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Progress progress = { cancellable, 0 };

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_false (mok_export_tables (cube, path, &(MokExportOptions){ .language = "en" }, cancel_later, &progress,
                                         cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, "old");
      g_assert_cmpuint (export_folder_count (folder), ==, i + 1);
    }
  export_folder_free (folder);
}

static void
assert_refused (const MokCube *cube, const char *path, GQuark domain, int code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_export_tables (cube, path, &(MokExportOptions){ .language = "en" }, NULL, NULL, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_bad_places_are_named (void)
{
  g_autoptr (MokCube) cube = export_cubes_new_exact (30, 1);
  char *folder = export_folder_new ();
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "a.csv", NULL);
  g_autofree char *no_ending = g_build_filename (folder, "a.txt", NULL);
  g_autofree char *device = g_build_filename (folder, "full.csv", NULL);
  g_autofree char *place = g_build_filename (folder, "folder.json", NULL);

  assert_refused (cube, nowhere, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, "a.csv");
  assert_refused (cube, no_ending, MOK_EXPORT_ERROR, MOK_EXPORT_ERROR_NAME, "a.txt");
  g_assert_cmpint (symlink ("/dev/full", device), ==, 0);
  assert_refused (cube, device, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, "full.csv");
  g_assert_true (g_file_test ("/dev/full", G_FILE_TEST_EXISTS) && !g_file_test ("/dev/full", G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  assert_refused (cube, place, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, "folder.json");
  g_assert_cmpuint (export_folder_count (folder), ==, 2);
  export_folder_free (folder);
}

/* A link stays a link: the file that it leads to is replaced. */
static void
test_links_are_followed (void)
{
  g_autoptr (MokCube) cube = export_cubes_new_exact (30, 1);
  char *folder = export_folder_new ();
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autofree char *link = g_build_filename (folder, "link.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (target, "old", -1, NULL));
  g_assert_cmpint (symlink ("target", link), ==, 0);
  g_assert_true (mok_export_tables (cube, link, &(MokExportOptions){ .language = "en" }, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpuint (strlen (text), >, 100);
  export_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  mok_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/export/exact-figures-are-those-of-the-tables",
                   test_exact_figures_are_those_of_the_tables);
  g_test_add_func ("/exchange/export/released-figures-are-those-of-the-tables",
                   test_released_figures_are_those_of_the_tables);
  g_test_add_func ("/exchange/export/a-cancelled-export-leaves-the-old-file",
                   test_a_cancelled_export_leaves_the_old_file);
  g_test_add_func ("/exchange/export/bad-places-are-named", test_bad_places_are_named);
  g_test_add_func ("/exchange/export/links-are-followed", test_links_are_followed);
  return g_test_run ();
}
