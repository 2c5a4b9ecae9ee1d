/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The outcomes of all protections at once, for the headline chart: by the size of the workplace where that is offered,
 * and where it is not, why. Must not look into counts.
 */

#include "config.h"

#include "release/mok-cube-columns-private.h"

#include <glib/gi18n-lib.h>

static GPtrArray *
get_outcome_tables (const MokCube *self, const char *filter, const char *filter_code, gboolean weighted, GError **error)
{
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (self);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const char *outcome = ((const MokQuestion *) g_ptr_array_index (outcomes, i))->name;
      const char *by = self->codebook->size5 >= 0 ? MOK_SIZE5_NAME : NULL;
      g_autofree char *refusal = by != NULL ? mok_cube_dup_refusal (self, outcome, by, filter) : NULL;
      MokTable *table;

      if (refusal != NULL)
        by = NULL;
      table = weighted ? mok_cube_get_table_weighted (self, outcome, by, error)
                       : mok_cube_get_table (self, outcome, by, filter, filter_code, error);
      if (table == NULL)
        return NULL;
      table->by_refusal = g_steal_pointer (&refusal);
      g_ptr_array_add (tables, table);
    }
  return g_steal_pointer (&tables);
}

/**
 * mok_cube_get_outcome_tables:
 * @filter: (nullable): variable of a background
 * @filter_code: (nullable): the level of @filter that is counted
 * @error: return location for %MOK_CUBE_ERROR
 *
 * The outcomes of all protections by the size of the workplace, for the headline chart. Where that breakdown is not
 * offered they have one row each, and tell why.
 *
 * Returns: (transfer full) (nullable) (element-type MokTable): a table for each protection, in the order of the form
 */
GPtrArray *
mok_cube_get_outcome_tables (const MokCube *self, const char *filter, const char *filter_code, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_outcome_tables (self, filter, filter_code, FALSE, error);
}

/**
 * mok_cube_get_outcome_tables_weighted:
 *
 * Returns: (transfer full) (nullable) (element-type MokTable): likewise, weighted
 */
GPtrArray *
mok_cube_get_outcome_tables_weighted (const MokCube *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_outcome_tables (self, NULL, NULL, TRUE, error);
}

/* A protection of which there is nothing to show, and why. */
static MokTable *
make_empty_table (const MokCube *self, const MokCodebookProtection *protection, const char *refusal)
{
  MokTable *table = mok_cube_make_table (self, protection->outcome, FALSE);
  g_autoptr (MokText) all = mok_text_new ();

  mok_text_set (all, "", _ ("All"));
  mok_table_add_row (table, "", all);
  table->unflagged = TRUE;
  table->by_refusal = g_strdup (refusal);
  return table;
}

/**
 * mok_cube_get_outcome_tables_unflagged:
 * @error: return location for %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type MokTable): likewise, without doubtful cases
 */
GPtrArray *
mok_cube_get_outcome_tables_unflagged (const MokCube *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_table_unref);

  for (guint i = 0; i < self->codebook->protections->len; i++)
    {
      const MokCodebookProtection *protection = g_ptr_array_index (self->codebook->protections, i);
      const char *outcome = self->codebook->variables[protection->outcome].question->name;
      const char *by = self->codebook->size5 >= 0 ? MOK_SIZE5_NAME : NULL;
      g_autofree char *refusal_of_all = mok_cube_dup_unflagged_refusal (self, outcome, NULL);
      g_autofree char *refusal = by != NULL ? mok_cube_dup_unflagged_refusal (self, outcome, by) : NULL;
      MokTable *table;

      if (refusal_of_all != NULL)
        {
          g_ptr_array_add (tables, make_empty_table (self, protection, refusal_of_all));
          continue;
        }
      table = mok_cube_get_outcome_unflagged (self, outcome, refusal == NULL ? by : NULL, error);
      if (table == NULL)
        return NULL;
      table->by_refusal = g_steal_pointer (&refusal);
      g_ptr_array_add (tables, table);
    }
  return g_steal_pointer (&tables);
}
