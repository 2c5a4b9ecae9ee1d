/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The distribution of a number, of which only bands are known: columns on one baseline with an interval each. Where
 * all bands have two ends and one width the columns touch; else they stand side by side.
 * Must not paint, and must not smooth: nothing is known of where in its band a number lies.
 */

#include "config.h"

#include <math.h>

#include "chart/mok-chart-private.h"

#define CAP 10.0
#define LOWEST_COLUMNS 150.0
#define HIGHEST_COLUMNS 260.0
#define WIDEST_SLOT 220
#define MOST_COLUMNS 12

static double
find_largest (const MokDraft *self)
{
  double largest = 0;

  for (guint i = 0; i < self->table->columns->len; i++)
    {
      const MokTableCell *cell = &mok_table_get_row (self->table, 0)->cells[i];

      largest = MAX (largest, mok_draft_get_bar_share (self, 0, i));
      if (mok_draft_has_interval (self, 0, i))
        largest = MAX (largest, CLAMP (cell->high, 0, 1));
    }
  return largest;
}

/* A bar is pale where an interval lies on it, and grey for "did not apply". */
void
mok_draft_bar (MokDraft *self, guint column, double x, double y, double width, double height)
{
  const guint grey = MOK_INK_LIKERT + 2;

  if (mok_table_get_column (self->table, column)->not_applicable)
    mok_draft_box (self, x, y, width, height, grey, MOK_INK_OUTLINE | grey, 1);
  else
    mok_draft_box (self, x, y, width, height,
                   mok_draft_has_interval (self, 0, column) ? MOK_INK_PALE : MOK_INK_EMPHASIS, MOK_INK_EMPHASIS, 1);
}

/**
 * mok_draft_columns_fit:
 * @width: for all columns
 *
 * Returns: whether the answers are few and short enough to stand side by side
 */
gboolean
mok_draft_columns_fit (MokDraft *self, double width, MokChartFont font)
{
  const guint n = self->table->columns->len;

  if (n == 0 || n > MOST_COLUMNS || width / n < mok_draft_measure_width (self, "≥\u202f95", MOK_FONT_HEADING) + 2)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!mok_draft_text_fits (self, mok_draft_get_column_label (self, i), font, width / n - 8, 2))
        return FALSE;
    }
  return TRUE;
}

static void
lay_out_column (MokDraft *self, guint column, double x, double width, double bottom, double scale)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, 0)->cells[column];
  const gboolean apart = mok_table_get_column (self->table, column)->not_applicable;
  const gboolean interval = mok_draft_has_interval (self, 0, column);
  const double height = scale * mok_draft_get_bar_share (self, 0, column);
  double top = bottom - height;
  g_autofree char *value = mok_draft_dup_value (self, 0, column);

  mok_draft_bar (self, column, x, top, width, height);
  if (interval)
    {
      const double middle = x + width / 2, y1 = bottom - scale * CLAMP (cell->low, 0, 1),
                   y2 = bottom - scale * CLAMP (cell->high, 0, 1);
      const guint ink = apart ? MOK_INK_AXIS : MOK_INK_EMPHASIS;

      mok_draft_line (self, middle, y1, middle, y2, ink, 2.4, FALSE);
      mok_draft_line (self, middle - CAP / 2, y1, middle + CAP / 2, y1, ink, 2, FALSE);
      mok_draft_line (self, middle - CAP / 2, y2, middle + CAP / 2, y2, ink, 2, FALSE);
      top = MIN (top, y2);
    }

  const cairo_rectangle_t box =
      mok_draft_put (self, value, MOK_FONT_HEADING, MOK_INK_TEXT, x + width / 2, top - 3, 0.5, 1);

  mok_draft_mark_cell (self, 0, column, x, box.y, width, bottom - box.y);
}

/* Whether all bands have two ends and the same width, so that columns may touch: the height of a column is its share,
 * and over unequal widths it would look like something else. */
static gboolean
are_bands_even (const MokDraft *self)
{
  const MokTableColumn *first = mok_table_get_column (self->table, 0);
  const double width = first->high - first->low;
  double edge = first->low;

  for (guint i = 0; i < self->table->columns->len; i++)
    {
      const MokTableColumn *band = mok_table_get_column (self->table, i);

      if (!isfinite (band->low) || !isfinite (band->high) || band->not_applicable || fabs (band->low - edge) > 1e-9
          || fabs (band->high - band->low - width) > 0.05 * width)
        return FALSE;
      edge = band->high;
    }
  return TRUE;
}

/**
 * mok_draft_lay_out_columns:
 *
 * Bands of a number as columns on one baseline, with an interval each.
 */
void
mok_draft_lay_out_columns (MokDraft *self)
{
  const guint n = self->table->columns->len;
  const double slot = MIN ((self->right - self->left) / n, WIDEST_SLOT);
  const double gap = are_bands_even (self) ? 1 : MIN (0.1 * slot, 12);
  const double largest = find_largest (self);
  /* On a wide page columns of one height would look flat. */
  const double tallest = CLAMP (0.25 * slot * n, LOWEST_COLUMNS, HIGHEST_COLUMNS);
  const double scale = largest > 0 ? tallest / largest : 0;
  const double bottom = self->y + 22 + tallest;
  double deepest = bottom;

  for (guint i = 0; i < n; i++)
    {
      const double x = self->left + slot * i;
      PangoLayout *label =
          mok_draft_create_text (self, mok_draft_get_column_label (self, i), MOK_FONT_LABEL, slot - 8, 0.5);
      const cairo_rectangle_t box = mok_draft_place (self, label, MOK_INK_TEXT, x + slot / 2, bottom + 6, 0.5, 0);

      lay_out_column (self, i, x + gap / 2, slot - gap, bottom, scale);
      deepest = MAX (deepest, box.y + box.height);
    }
  mok_draft_line (self, self->left, bottom, self->left + slot * n, bottom, MOK_INK_AXIS, 1, FALSE);
  self->y = deepest;
}
