/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A spool against sorting in memory: any number of cells, any room. */

#include "config.h"

#include <string.h>

#include "base/mok-random.h"
#include "store/mok-slots.h"
#include "store/mok-spool.h"
#include "store/mok-store-error.h"

#include "support.h"

#define SEALED 70

typedef struct
{
  guint8 id[MOK_CELL_ID_SIZE];
  guint source;
  guint8 sealed[SEALED];
} Cell;

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *x = a, *y = b;
  const int order = memcmp (x->id, y->id, sizeof x->id);

  return order != 0 ? order : x->source < y->source ? -1 : x->source > y->source;
}

/* Every third one has the id of an earlier one, as in a copy of the same box. */
static GArray *
make_cells (MokRandom *random, guint n)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Cell));

  for (guint i = 0; i < n; i++)
    {
      Cell cell = { .source = i };

      for (guint k = 0; k < SEALED; k++)
        cell.sealed[k] = (guint8) mok_random_uniform (random, 256);
      for (guint k = 0; k < sizeof cell.id; k++)
        cell.id[k] = (guint8) mok_random_uniform (random, 256);
      if (i % 3 == 2)
        {
          const Cell *twin = &g_array_index (cells, Cell, mok_random_uniform (random, i));

          memcpy (cell.id, twin->id, sizeof cell.id);
        }
      g_array_append_val (cells, cell);
    }
  return cells;
}

typedef struct
{
  const GArray *expected;
  guint at;
} Check;

static gboolean
check (const guint8 *id, const guint8 *sealed, guint source, gpointer data, GError **error)
{
  Check *checking = data;
  const Cell *cell = &g_array_index (checking->expected, Cell, checking->at);

  g_assert_cmpuint (checking->at++, <, checking->expected->len);
  g_assert_cmpmem (id, MOK_CELL_ID_SIZE, cell->id, sizeof cell->id);
  g_assert_cmpmem (sealed, SEALED, cell->sealed, SEALED);
  g_assert_cmpuint (source, ==, cell->source);
  return TRUE;
}

static void
test_order_is_that_of_sorting (void)
{
  /* From everything in memory to one cell at a time. */
  static const gsize memories[] = { 1 << 20, 20000, 3000, 1 };
  static const guint sizes[] = { 0, 1, 2, 300, 5000 };
  g_autoptr (MokRandom) random = mok_random_new_seeded (3);
  char *folder = support_make_folder ();
  g_autofree char *path = g_build_filename (folder, "survey.moksori", NULL);

  for (guint m = 0; m < G_N_ELEMENTS (memories); m++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autoptr (GArray) cells = make_cells (random, sizes[s]);
        g_autoptr (MokSpool) spool = mok_spool_new (path, SEALED, memories[m]);
        g_autoptr (GError) error = NULL;
        Check checking = { cells, 0 };

        for (guint i = 0; i < cells->len; i++)
          {
            const Cell *cell = &g_array_index (cells, Cell, i);

            g_assert_true (mok_spool_add (spool, cell->id, cell->sealed, cell->source, &error));
          }
        g_assert_cmpuint (support_count_files (folder), ==, 0);
        g_assert_cmpuint (mok_spool_get_n_items (spool), ==, cells->len);
        g_array_sort (cells, compare_cells);
        g_assert_true (mok_spool_foreach (spool, check, &checking, &error));
        g_assert_cmpuint (checking.at, ==, cells->len);
      }
  support_remove_folder (folder);
}

static gboolean
stop (const guint8 *id, const guint8 *sealed, guint source, gpointer data, GError **error)
{
  guint *n = data;

  if (++*n < 10)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL, "enough");
  return FALSE;
}

static void
test_errors_are_handed_on (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (4);
  g_autoptr (GArray) cells = make_cells (random, 100);
  char *folder = support_make_folder ();
  g_autofree char *path = g_build_filename (folder, "survey.moksori", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "gone", "survey.moksori", NULL);
  g_autoptr (MokSpool) spool = mok_spool_new (path, SEALED, 1000);
  g_autoptr (MokSpool) lost = mok_spool_new (nowhere, SEALED, 1);
  g_autoptr (GError) error = NULL;
  const Cell *first = &g_array_index (cells, Cell, 0);
  guint n = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      g_assert_true (mok_spool_add (spool, cell->id, cell->sealed, cell->source, NULL));
    }
  g_assert_false (mok_spool_foreach (spool, stop, &n, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL);
  g_assert_cmpuint (n, ==, 10);
  g_clear_error (&error);

  g_assert_false (mok_spool_add (lost, first->id, first->sealed, 0, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "survey.moksori"));
  support_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/store/spool/order-is-that-of-sorting", test_order_is_that_of_sorting);
  g_test_add_func ("/store/spool/errors-are-handed-on", test_errors_are_handed_on);
  return g_test_run ();
}
