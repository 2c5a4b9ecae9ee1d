/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One group of respondents: ranked dots with intervals, bars in the order of the form, or columns for bands of a
 * number. Must not paint.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define ROW_HEIGHT 36
#define DOT_SIZE 13
#define BAR_HEIGHT 20
#define WHISKER 3.4
#define CAP 10
#define COLUMN_HEIGHT 150
#define WIDEST_SLOT 220

/* Where shares lie on the page. */
typedef struct
{
  double x;
  double width;
  double end; /* share at the right end */
  double step;
} Plot;

static double
get_x (const Plot *plot, double share)
{
  return plot->x + plot->width * MIN (share / plot->end, 1);
}

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

static void
lay_out_ticks (MokDraft *self, const Plot *plot)
{
  double height = 0;
  const int n = (int) (plot->end / plot->step + 0.5);

  for (int i = 0; i <= n; i++)
    {
      const int points = (int) (100 * plot->step * i + 0.5);
      g_autofree char *text = i == 0 || i == n ? mok_percent_to_string (points) : g_strdup_printf ("%d", points);
      const double halign = i == 0 && self->narrow ? 0 : 0.5;
      const cairo_rectangle_t box =
          mok_draft_put (self, text, MOK_FONT_SMALL, MOK_INK_MUTED, plot->x + plot->width * i / n, self->y, halign, 0);

      height = box.height;
    }
  self->y += height + 4;
}

static void
lay_out_grid (MokDraft *self, const Plot *plot, double top, double bottom, gboolean axis)
{
  const int n = (int) (plot->end / plot->step + 0.5);

  for (int i = 0; i <= n; i++)
    {
      const double x = plot->x + plot->width * i / n;

      mok_draft_line (self, x, top, x, bottom, axis && i == 0 ? MOK_INK_AXIS : MOK_INK_GRID, 1, FALSE);
    }
}

/* A bar is pale where an interval lies on it, and grey for "did not apply". */
static void
add_bar (MokDraft *self, guint column, double x, double y, double width, double height)
{
  const guint grey = MOK_INK_LIKERT + 2;

  if (mok_table_get_column (self->table, column)->not_applicable)
    mok_draft_box (self, x, y, width, height, grey, MOK_INK_OUTLINE | grey, 1);
  else
    mok_draft_box (self, x, y, width, height,
                   mok_draft_has_interval (self, 0, column) ? MOK_INK_PALE : MOK_INK_EMPHASIS, MOK_INK_EMPHASIS, 1);
}

static void
lay_out_cell (MokDraft *self, const Plot *plot, guint column, double middle, gboolean dots)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, 0)->cells[column];
  const gboolean apart = mok_table_get_column (self->table, column)->not_applicable;
  const gboolean interval = mok_draft_has_interval (self, 0, column);
  const guint ink = apart ? MOK_INK_AXIS : MOK_INK_EMPHASIS;
  const double share = mok_draft_get_bar_share (self, 0, column);
  const double low = interval ? CLAMP (cell->low, 0, 1) : share, high = interval ? CLAMP (cell->high, 0, 1) : share;
  const double x = get_x (plot, share);
  double start = plot->x, end = MAX (x, get_x (plot, high));
  g_autofree char *value = mok_draft_dup_value (self, 0, column);

  if (dots)
    {
      mok_draft_line (self, plot->x, middle, plot->x + plot->width, middle, MOK_INK_GRID, 1, FALSE);
      start = get_x (plot, MIN (low, share)) - DOT_SIZE / 2.0 - 2;
      end = MAX (end, x + DOT_SIZE / 2.0);
    }
  else
    add_bar (self, column, plot->x, middle - BAR_HEIGHT / 2.0, x - plot->x, BAR_HEIGHT);
  if (interval)
    mok_draft_whisker (self, get_x (plot, low), get_x (plot, high), middle, dots ? WHISKER : 2.4, CAP, ink);
  /* Of an extreme share only the interval is known. */
  if (dots && cell->bound == MOK_BOUND_NONE)
    mok_draft_marker (self, MOK_MARKER_CIRCLE, x, middle, DOT_SIZE, ink);

  const cairo_rectangle_t box = mok_draft_put (self, value, MOK_FONT_HEADING, MOK_INK_TEXT, end + 9, middle, 0, 0.5);

  mok_draft_mark_cell (self, 0, column, start, middle - 12, box.x + box.width + 2 - start, 24);
}

static gboolean
neighbours_overlap (const MokDraft *self, const guint *order, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      const MokTableCell *cells = mok_table_get_row (self->table, 0)->cells;

      if (mok_draft_has_interval (self, 0, order[i - 1]) && mok_draft_has_interval (self, 0, order[i])
          && cells[order[i]].high > cells[order[i - 1]].low
          && !mok_table_get_column (self->table, order[i])->not_applicable)
        return TRUE;
    }
  return FALSE;
}

static void
lay_out_rows (MokDraft *self, gboolean dots)
{
  const double value_width = mok_draft_measure_width (self, "≥\u202f100", MOK_FONT_HEADING) + 10;
  const double content = self->right - self->left;
  const double label_width =
      self->narrow ? content : mok_draft_find_label_width (self, FALSE, MOK_FONT_LABEL, 0.36 * content);
  Plot plot = { .x = self->narrow ? self->left : self->left + label_width + 12 };
  guint n;
  g_autofree guint *order = mok_draft_dup_order (self, &n);

  plot.width = MAX (self->right - value_width - plot.x, 20);
  plot.end = mok_draft_find_scale (find_largest (self), &plot.step);
  lay_out_ticks (self, &plot);

  /* The grid lies under the marks, so its height has to be known first. */
  const double top = self->y;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree double *heights = g_new0 (double, n + 1);
  double bottom = top;

  for (guint i = 0; i < n; i++)
    {
      PangoLayout *label = mok_draft_create_text (self, mok_draft_get_column_label (self, order[i]), MOK_FONT_LABEL,
                                                  label_width, self->narrow ? 0 : 1);

      mok_draft_measure (label, NULL, &heights[i]);
      g_ptr_array_add (labels, label);
      bottom += self->narrow ? heights[i] + ROW_HEIGHT - 2 : MAX (ROW_HEIGHT, heights[i] + 10);
    }
  if (!self->narrow)
    lay_out_grid (self, &plot, top, bottom, !dots);

  for (guint i = 0; i < n; i++)
    {
      PangoLayout *label = g_object_ref (g_ptr_array_index (labels, i));

      if (self->narrow)
        {
          const double bar = self->y + 4 + heights[i];

          mok_draft_place (self, label, MOK_INK_TEXT, self->left, self->y + 4, 0, 0);
          lay_out_grid (self, &plot, bar + 1, bar + 25, !dots);
          lay_out_cell (self, &plot, order[i], bar + 13, dots);
          self->y += heights[i] + ROW_HEIGHT - 2;
        }
      else
        {
          const double height = MAX (ROW_HEIGHT, heights[i] + 10);

          mok_draft_place (self, label, MOK_INK_TEXT, plot.x - 10, self->y + height / 2, 1, 0.5);
          lay_out_cell (self, &plot, order[i], self->y + height / 2, dots);
          self->y += height;
        }
    }
  if (dots && neighbours_overlap (self, order, n))
    mok_draft_add_foot (self, _ ("Neighbours whose lines overlap may be in either order."));
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

  if (n == 0 || n > 8)
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

  add_bar (self, column, x, top, width, height);
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
  const double gap = MIN (0.1 * slot, 12);
  const double largest = find_largest (self);
  const double scale = largest > 0 ? COLUMN_HEIGHT / largest : 0;
  const double bottom = self->y + 22 + COLUMN_HEIGHT;
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

/**
 * mok_draft_lay_out_bars:
 *
 * All respondents. Answers without an order are ranked and drawn as dots, since bars would suggest that the order is
 * certain; answers with an order keep it and are drawn as bars.
 */
void
mok_draft_lay_out_bars (MokDraft *self)
{
  if (!mok_draft_is_shown (self, 0))
    {
      mok_draft_too_few (self, 0, self->left, self->y, self->right - self->left, ROW_HEIGHT, TRUE);
      self->y += ROW_HEIGHT;
      return;
    }
  if (self->table->scale == MOK_SCALE_BANDS && mok_draft_columns_fit (self, self->right - self->left, MOK_FONT_LABEL))
    mok_draft_lay_out_columns (self);
  else
    lay_out_rows (self, mok_draft_is_ranked (self));
  mok_draft_missing_foot (self);
}
