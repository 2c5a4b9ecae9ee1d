/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several answers counted as one, with the interval of their sum: the ends of two intervals do not add. Must not be
 * used for questions with several answers each, of which one person may have given both.
 */

#include "config.h"

#include "analysis/mok-joined.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-cross-private.h"
#include "analysis/mok-estimate.h"

/* The answers with these codes, in the order of the codes; NULL if one is not known. */
static GArray *
find_columns (const MokTable *self, const char *codes)
{
  g_auto (GStrv) parts = g_strsplit (codes, ",", -1);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const int found = mok_table_find_column (self, parts[i]);
      const guint column = (guint) found;

      if (found < 0)
        return NULL;
      for (guint j = 0; j < columns->len; j++)
        {
          if (g_array_index (columns, guint, j) == column)
            return NULL;
        }
      g_array_append_val (columns, column);
    }
  return columns->len > 0 ? g_steal_pointer (&columns) : NULL;
}

static MokText *
join_labels (const MokTable *self, const GArray *columns)
{
  static const char *const languages[] = { "", "en", "ko" };
  MokText *label = mok_text_new ();

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint i = 0; i < columns->len; i++)
        {
          const MokTableColumn *column = mok_table_get_column (self, g_array_index (columns, guint, i));

          g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", mok_text_get (column->label, languages[l]));
        }
      mok_text_set (label, languages[l], joined->str);
    }
  return label;
}

static void
join_cells (const MokTable *self, guint number, const GArray *columns, MokTableCell *joined)
{
  const MokTableRow *row = mok_table_get_row (self, number);
  const double base = mok_table_get_noisy_base (self, number);
  g_autofree int *points = g_new0 (int, self->columns->len + 1);
  int sum = 0;

  mok_table_get_points (self, number, points);
  joined->count = self->exact ? 0 : -1;
  for (guint i = 0; i < columns->len; i++)
    {
      const guint column = g_array_index (columns, guint, i);
      const MokTableCell *cell = &row->cells[column];

      sum += points[column];
      joined->noisy += mok_table_get_noisy (self, number, column);
      joined->expected += cell->expected;
      if (joined->count >= 0)
        joined->count = cell->count >= 0 ? joined->count + cell->count : -1;
    }
  if (base <= 0 || isnan (row->cells[0].share))
    return;

  const double phi = mok_estimate_phi (mok_table_get_rate (self), base, self->exact ? 0 : row->expected_base);
  const double q = row->expected_base > 0 ? joined->expected / row->expected_base : 0;

  joined->noisy = MIN (joined->noisy, base);
  mok_estimate_interval (joined->noisy, base, phi, q, &joined->low, &joined->high);
  joined->share = sum / 100.0;
  if (!self->exact)
    joined->bound = mok_estimate_get_bound (joined->noisy, base);
}

static void
copy_frame (MokTable *to, const MokTable *from)
{
  mok_text_unref (to->title);
  to->title = mok_text_ref (from->title);
  mok_text_unref (to->wording);
  to->wording = mok_text_ref (from->wording);
  to->period = from->period != NULL ? mok_text_ref (from->period) : NULL;
  to->by = g_strdup (from->by);
  to->by_title = from->by_title != NULL ? mok_text_ref (from->by_title) : NULL;
  to->filter = g_strdup (from->filter);
  to->filter_code = g_strdup (from->filter_code);
  to->filter_title = from->filter_title != NULL ? mok_text_ref (from->filter_title) : NULL;
  to->filter_label = from->filter_label != NULL ? mok_text_ref (from->filter_label) : NULL;
  to->article = from->article != NULL ? mok_text_ref (from->article) : NULL;
  to->binds_all = from->binds_all;
  to->exact = from->exact;
  to->rate = from->rate;
  to->weighted = from->weighted;
  to->synthetic = from->synthetic;
  to->open = from->open;
  /* Its one share does not add to 100 with anything, as those of several answers each do not. */
  to->scale = MOK_SCALE_MULTIPLE;
}

/**
 * mok_table_new_joined:
 * @self: a table of one answer each
 * @codes: codes of answers, by commas
 *
 * A table of the same groups with one answer, whose code is @codes: whoever gave any of these. Its share is the sum of
 * the whole points that tables and charts show of them, so that figures agree everywhere; its interval is that of the
 * sum, as in mok_estimate_interval(). A known headcount does not narrow it.
 *
 * Returns: (transfer full) (nullable): the table; %NULL if the question has several answers each, or does not have
 * these
 */
MokTable *
mok_table_new_joined (const MokTable *self, const char *codes)
{
  g_return_val_if_fail (self != NULL && codes != NULL, NULL);

  g_autoptr (GArray) columns = self->scale != MOK_SCALE_MULTIPLE ? find_columns (self, codes) : NULL;

  if (columns == NULL)
    return NULL;

  MokTable *joined = mok_table_new (self->question);
  g_autoptr (MokText) label = join_labels (self, columns);

  copy_frame (joined, self);
  mok_table_add_column (joined, codes, label);
  for (guint r = 0; r < self->rows->len; r++)
    {
      const MokTableRow *from = mok_table_get_row (self, r);
      MokTableRow *row = mok_table_add_row (joined, from->code, from->label);

      row->base = from->base;
      row->noisy_base = from->noisy_base;
      row->expected_base = from->expected_base;
      row->shown = from->shown;
      row->unknown = from->unknown;
      memcpy (row->missing, from->missing, sizeof row->missing);
      join_cells (self, r, columns, &row->cells[0]);
    }
  return joined;
}
