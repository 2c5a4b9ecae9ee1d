/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables made of counts, and reference values read from a fixture: tests/fixtures/statistics says what made them. */

#include "config.h"

#include "support.h"

#include "analysis/mok-statistics.h"
#include "base/mok-csv.h"

struct _SupportReference
{
  GHashTable *values; /* (owned): "case,what,row,column" → double */
};

/* A path of tests/fixtures. */
char *
support_get_fixture (const char *name)
{
  return g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests", "fixtures", name, NULL);
}

static gboolean
read_value (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  SupportReference *self = data;
  double *value = g_new (double, 1);

  (void) error;
  g_assert_cmpuint (n_cells, ==, 5);
  *value = g_ascii_strtod (cells[4].text, NULL);
  g_hash_table_insert (
      self->values, g_strdup_printf ("%s,%s,%s,%s", cells[0].text, cells[1].text, cells[2].text, cells[3].text), value);
  return TRUE;
}

SupportReference *
support_reference_load (void)
{
  SupportReference *self = g_new0 (SupportReference, 1);
  g_autofree char *path = support_get_fixture ("statistics/reference.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  mok_csv_read_file (file, read_value, self, NULL, &error);
  g_assert_no_error (error);
  return self;
}

void
support_reference_free (SupportReference *self)
{
  g_hash_table_unref (self->values);
  g_free (self);
}

static const double *
find (const SupportReference *self, const char *key, const char *what, guint row, guint column)
{
  g_autofree char *name = g_strdup_printf ("%s,%s,%u,%u", key, what, row, column);

  return g_hash_table_lookup (self->values, name);
}

gboolean
support_reference_has (const SupportReference *self, const char *key, const char *what, guint row, guint column)
{
  return find (self, key, what, row, column) != NULL;
}

double
support_reference_get (const SupportReference *self, const char *key, const char *what, guint row, guint column)
{
  const double *value = find (self, key, what, row, column);

  g_assert_nonnull (value);
  return *value;
}

/* An exact table without counts: all respondents, then the groups 1, 2, … with the answers 1, 2, … */
MokTable *
support_make_table (MokScale scale, guint n_groups, guint n_answers)
{
  MokTable *table = mok_table_new ("question");

  table->scale = scale;
  table->exact = TRUE;
  table->by = g_strdup ("group");
  for (guint i = 1; i <= n_answers; i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", i);

      mok_table_add_column (table, code, NULL);
    }
  for (guint i = 0; i <= n_groups; i++)
    {
      g_autofree char *code = i == 0 ? g_strdup ("") : g_strdup_printf ("%u", i);

      mok_table_add_row (table, code, NULL);
    }
  return table;
}

void
support_set_counts (MokTable *table, guint row, const double *counts)
{
  MokTableRow *group = mok_table_get_row (table, row);

  group->base = 0;
  for (guint i = 0; i < table->columns->len; i++)
    group->base += counts[i];
  group->noisy_base = group->base;
  for (guint i = 0; i < table->columns->len; i++)
    {
      MokTableCell *cell = &group->cells[i];

      cell->count = (gint64) counts[i];
      cell->noisy = counts[i];
      cell->share = counts[i] / group->base;
      mok_wilson_interval (counts[i], group->base, &cell->low, &cell->high);
    }
}

/* The counts of a case of the reference values, and their sum as all respondents. */
MokTable *
support_make_reference_table (const SupportReference *reference, const char *key, MokScale scale)
{
  guint n_groups = 0, n_answers = 0;

  while (support_reference_has (reference, key, "count", n_groups + 1, 1))
    n_groups++;
  while (support_reference_has (reference, key, "count", 1, n_answers + 1))
    n_answers++;

  MokTable *table = support_make_table (scale, n_groups, n_answers);
  g_autofree double *all = g_new0 (double, n_answers), *counts = g_new0 (double, n_answers);

  for (guint r = 1; r <= n_groups; r++)
    {
      for (guint c = 0; c < n_answers; c++)
        all[c] += counts[c] = support_reference_get (reference, key, "count", r, c + 1);
      support_set_counts (table, r, counts);
    }
  support_set_counts (table, 0, all);
  return table;
}
