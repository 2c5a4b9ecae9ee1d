/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Multiple response. The percentages of a table are of persons, because each choice is a question of its own; here is
 * what they add to.
 */

#include "config.h"

#include "analysis/mok-mentions.h"

#include <math.h>

#include "analysis/mok-cross-private.h"
#include "analysis/mok-estimate.h"

/**
 * mok_table_get_mentions:
 * @self: a table of several answers each
 * @row: a group of it
 * @result: (out caller-allocates): persons and mentions; corrected counts, in a release
 *
 * Returns: %FALSE if the table is of one answer each, or the group is not shown
 */
gboolean
mok_table_get_mentions (const MokTable *self, guint row, MokMentions *result)
{
  g_return_val_if_fail (self != NULL && result != NULL && row < self->rows->len, FALSE);

  const MokTableRow *group = mok_table_get_row (self, row);
  const double rate = mok_table_get_rate (self);

  if (self->scale != MOK_SCALE_MULTIPLE || !group->shown)
    return FALSE;
  *result = (MokMentions){
    .persons = mok_estimate_count (rate, mok_table_get_noisy_base (self, row), self->exact ? 0 : group->expected_base),
  };
  for (guint c = 0; c < self->columns->len; c++)
    {
      const MokTableColumn *column = mok_table_get_column (self, c);

      if (!column->not_applicable && !column->exclusive)
        result->mentions +=
            mok_estimate_count (rate, mok_table_get_noisy (self, row, c), self->exact ? 0 : group->cells[c].expected);
    }
  result->mean = result->persons > 0 ? result->mentions / result->persons : NAN;
  return TRUE;
}
