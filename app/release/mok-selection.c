/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds the figures that are wanted in a cube. Must not decide what may be shown: the cube does.
 */

#include "config.h"

#include "release/mok-selection.h"

/**
 * mok_selection_get_table:
 * @error: return location for %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable): the table of one question
 */
MokTable *
mok_selection_get_table (const MokSelection *self, const MokCube *cube, GError **error)
{
  g_return_val_if_fail (self != NULL && self->question != NULL && cube != NULL, NULL);

  if (self->details)
    return mok_cube_get_outcome_details (cube, self->question, self->by, self->filter, self->filter_code, error);
  if (self->unflagged)
    return mok_cube_get_outcome_unflagged (cube, self->question, self->by, error);
  if (self->weighted)
    return mok_cube_get_table_weighted (cube, self->question, self->by, error);
  return mok_cube_get_table (cube, self->question, self->by, self->filter, self->filter_code, error);
}

/**
 * mok_selection_get_headline:
 * @error: return location for %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type MokTable): all protections by the size of the workplace, none where
 *   the survey is about no protection
 */
GPtrArray *
mok_selection_get_headline (const MokSelection *self, const MokCube *cube, GError **error)
{
  g_return_val_if_fail (self != NULL && cube != NULL, NULL);

  if (self->unflagged)
    return mok_cube_get_outcome_tables_unflagged (cube, error);
  if (self->weighted)
    return mok_cube_get_outcome_tables_weighted (cube, error);
  return mok_cube_get_outcome_tables (cube, self->filter, self->filter_code, error);
}
