/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever has the public key can seal anything. A row that skip logic does not allow was not made by this program: it
 * is left out before anything is replaced, so that it can neither stop a closing nor tell anything. Looks at true
 * answers, so it must not be used after the replacement but by tests.
 */

#include "config.h"

#include "release/mok-consistency-private.h"

/**
 * mok_consistency_check:
 * @routes: of the codebook of @plan; used by one thread at a time
 * @row: for use inside
 *
 * Returns: whether the row of @person is one that the questionnaire allows
 */
gboolean
mok_consistency_check (const MokPlan *plan,
                       const MokRoutes *routes,
                       const MokRawTable *table,
                       gsize person,
                       MokRow *row)
{
  mok_plan_fill_row (plan, table, person, row);
  for (guint v = 0; v < plan->codebook->n_questions; v++)
    {
      guint8 *cell = mok_row_get_value (row, v);
      MokRoute route;

      if (!row->known[v])
        {
          const guint n = mok_raw_table_get_n_columns (table, v);

          for (guint k = 0; k < n; k++)
            cell[k] = mok_raw_table_get_column (table, v, k)[person];
        }
      route = mok_routes_check (routes, v, row);
      if (route != MOK_ROUTE_UNKNOWN && (cell[0] != MOK_SLOT_NOT_ASKED) != (route == MOK_ROUTE_YES))
        return FALSE;
      row->known[v] = TRUE;
    }
  return TRUE;
}

/* A part of the rows, for one thread. */
typedef struct
{
  const MokPlan *plan;
  const MokRawTable *table;
  gboolean *keep;
  gsize from;
  gsize to;
  guint n_removed;
} Part;

static gpointer
check_part (gpointer data)
{
  Part *part = data;
  g_autoptr (MokRoutes) routes = mok_routes_new (part->plan->codebook);
  g_autoptr (MokRow) row = mok_row_new (part->plan->codebook);

  for (gsize i = part->from; i < part->to; i++)
    {
      part->keep[i] = mok_consistency_check (part->plan, routes, part->table, i, row);
      part->n_removed += !part->keep[i];
    }
  mok_memory_wipe (row->values, (gsize) part->plan->codebook->n_variables * MOK_CELL_SIZE);
  return NULL;
}

/* Returns how many rows were left out. */
static guint
remove_impossible (MokRawTable *table, const MokPlan *plan)
{
  const gsize n_rows = mok_raw_table_get_n_rows (table);
  const guint n_threads = g_get_num_processors ();
  g_autofree gboolean *keep = g_new (gboolean, n_rows + 1);
  g_autofree Part *parts = g_new0 (Part, n_threads);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);
  guint n_removed = 0;

  for (guint t = 0; t < n_threads; t++)
    {
      parts[t] = (Part){ plan, table, keep, n_rows * t / n_threads, n_rows * (t + 1) / n_threads, 0 };
      threads[t] = g_thread_new ("moksori-check", check_part, &parts[t]);
    }
  for (guint t = 0; t < n_threads; t++)
    {
      g_thread_join (threads[t]);
      n_removed += parts[t].n_removed;
    }
  if (n_removed > 0)
    mok_raw_table_keep (table, keep);
  return n_removed;
}

/**
 * mok_consistency_make_plan:
 * @table: loses the rows that nobody can have given in the program
 * @protections: as of mok_plan_new()
 * @n_removed: (out): how many these were
 *
 * Returns: (transfer full): the plan of a release of what remains
 */
MokPlan *
mok_consistency_make_plan (MokRawTable *table,
                           GPtrArray *protections,
                           const MokReleaseParameters *parameters,
                           guint *n_removed)
{
  g_return_val_if_fail (table != NULL && n_removed != NULL, NULL);

  g_autoptr (MokPlan) plan = mok_plan_new (table, protections, parameters);

  *n_removed = remove_impossible (table, plan);
  return *n_removed == 0 ? g_steal_pointer (&plan) : mok_plan_new (table, protections, parameters);
}
