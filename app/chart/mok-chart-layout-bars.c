/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One line for each item: dots with intervals, ranked, or bars in the order of the form. Items are the answers of all
 * respondents, or one answer to several questions.
 * Must not paint.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define ROW_HEIGHT 36
#define DOT_SIZE 13
#define NARROW_DOT_SIZE 9
#define BAR_HEIGHT 20
#define WHISKER 3.4
#define CAP 10
#define LEAST_TICK 34

/* Where shares lie on the page. */
typedef struct
{
  MokDraft *draft;
  gboolean dots;
  gboolean bases; /* items have bases of their own */
  double x;
  double width;
  double end; /* share at the right end */
  double step;
  double label_width;
  double base_width;
} Plot;

static double
get_x (const Plot *plot, double share)
{
  return plot->x + plot->width * MIN (share / plot->end, 1);
}

/* The ends of the line that stands for what is known of a share; FALSE where nothing is. A limit is drawn to where it
 * is written. */
static gboolean
get_interval (MokDraft *self, const MokDraftItem *item, double *low, double *high)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, item->row)->cells[item->column];

  if (!mok_draft_has_interval (self, item->row, item->column))
    return FALSE;
  *low = CLAMP (cell->low, 0, 1);
  *high = CLAMP (cell->high, 0, 1);
  if (cell->bound == MOK_BOUND_AT_MOST)
    {
      *low = 0;
      *high = mok_draft_get_limit (cell);
    }
  else if (cell->bound == MOK_BOUND_AT_LEAST)
    {
      *low = mok_draft_get_limit (cell);
      *high = 1;
    }
  return TRUE;
}

static double
find_largest (MokDraft *self)
{
  double largest = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const MokDraftItem *item = mok_draft_get_item (self, i);
      double low, high;

      mok_draft_use_table (self, item->table);
      if (!mok_draft_is_shown (self, item->row))
        continue;
      largest = MAX (largest, mok_draft_get_bar_share (self, item->row, item->column));
      if (get_interval (self, item, &low, &high))
        largest = MAX (largest, high);
    }
  return largest;
}

static void
lay_out_ticks (const Plot *plot)
{
  MokDraft *self = plot->draft;
  double height = 0;
  const int n = (int) (plot->end / plot->step + 0.5);
  const int every = plot->width < LEAST_TICK * n ? n : 1;

  for (int i = 0; i <= n; i += every)
    {
      const int points = (int) (100 * plot->step * i + 0.5);
      g_autofree char *text = i == 0 || i == n ? mok_percent_to_string (points) : g_strdup_printf ("%d", points);
      const double halign = i == 0 && self->narrow ? 0 : 0.5;
      const cairo_rectangle_t box =
          mok_draft_put (self, text, MOK_FONT_SMALL, MOK_INK_MUTED, plot->x + plot->width * i / n, self->y, halign, 0);

      height = box.height;
    }
  if (plot->bases && !self->narrow)
    mok_draft_put (self, mok_draft_get_base_heading (self), MOK_FONT_SMALL, MOK_INK_MUTED, self->right, self->y, 1, 0);
  self->y += height + 4;
}

static void
lay_out_grid (const Plot *plot, double top, double bottom)
{
  const int n = (int) (plot->end / plot->step + 0.5);

  for (int i = 0; i <= n; i++)
    {
      const double x = plot->x + plot->width * i / n;

      mok_draft_line (plot->draft, x, top, x, bottom, !plot->dots && i == 0 ? MOK_INK_AXIS : MOK_INK_GRID, 1, FALSE);
    }
}

/* Of an extreme share only the interval is known: a line without a dot, and without a cap where it is open. */
static void
lay_out_interval (const Plot *plot, const MokDraftItem *item, double middle, double low, double high, guint ink)
{
  MokDraft *self = plot->draft;
  const MokBound bound = mok_table_get_row (self->table, item->row)->cells[item->column].bound;
  const double x1 = get_x (plot, low), x2 = get_x (plot, high), line = plot->dots ? WHISKER : 2.4;

  if (bound == MOK_BOUND_NONE)
    {
      mok_draft_whisker (self, x1, x2, middle, line, CAP, ink);
      return;
    }

  const double end = bound == MOK_BOUND_AT_MOST ? x2 : x1;

  mok_draft_line (self, x1, middle, x2, middle, ink, line, FALSE);
  mok_draft_line (self, end, middle - CAP / 2.0, end, middle + CAP / 2.0, ink, MIN (line, 2), FALSE);
}

/* A number beside its mark, on ground of its own: a grid line through it would make it hard to read. */
static cairo_rectangle_t
put_value (MokDraft *self, const char *value, double x, double middle)
{
  PangoLayout *text = mok_draft_create_text (self, value, MOK_FONT_HEADING, -1, 0);
  double width, height;

  mok_draft_measure (text, &width, &height);
  mok_draft_box (self, x - 3, middle - height / 2, width + 6, height, MOK_INK_SURFACE, MOK_INK_NONE, 0);
  return mok_draft_place (self, text, MOK_INK_TEXT, x, middle, 0, 0.5);
}

static void
lay_out_cell (const Plot *plot, const MokDraftItem *item, double middle)
{
  MokDraft *self = plot->draft;

  if (!mok_draft_is_shown (self, item->row))
    {
      mok_draft_too_few (self, item->row, plot->x, middle - BAR_HEIGHT / 2.0, plot->width, BAR_HEIGHT, TRUE);
      return;
    }

  const gboolean apart = mok_table_get_column (self->table, item->column)->not_applicable;
  const guint ink = apart ? MOK_INK_AXIS : MOK_INK_EMPHASIS;
  const double share = mok_draft_get_bar_share (self, item->row, item->column);
  double low = share, high = share;
  const gboolean interval = get_interval (self, item, &low, &high);
  const double x = get_x (plot, share);
  const double dot = self->narrow ? NARROW_DOT_SIZE : DOT_SIZE;
  double start = plot->x, end = MAX (x, get_x (plot, high));
  g_autofree char *value = mok_draft_dup_value (self, item->row, item->column);

  if (plot->dots)
    {
      start = get_x (plot, MIN (low, share)) - dot / 2 - 1.5;
      end = MAX (end, x + dot / 2);
      /* Up to the dot only: beyond it the line would be a minus before the number. */
      mok_draft_line (self, plot->x, middle, MAX (start, plot->x), middle, MOK_INK_GRID, 1, FALSE);
    }
  else
    mok_draft_bar (self, item->column, plot->x, middle - BAR_HEIGHT / 2.0, x - plot->x, BAR_HEIGHT);
  if (interval)
    lay_out_interval (plot, item, middle, low, high, ink);
  if (plot->dots && mok_table_get_row (self->table, item->row)->cells[item->column].bound == MOK_BOUND_NONE)
    mok_draft_marker (self, MOK_MARKER_CIRCLE, x, middle, dot, ink);

  const cairo_rectangle_t box = put_value (self, value, end + 9, middle);

  mok_draft_mark_cell (self, item->row, item->column, start, middle - 12, box.x + box.width + 2 - start, 24);
}

static gboolean
overlap (const MokDraft *self, guint i, guint j)
{
  const MokDraftItem *item = mok_draft_get_item (self, j);

  return mok_draft_is_item_shown (self, i) && mok_draft_is_item_shown (self, j)
         && !mok_draft_are_items_apart (self, i, j)
         && !mok_table_get_column (self->tables[item->table], item->column)->not_applicable;
}

/* Ranks whose order is not certain, as "2–4, 6–7". */
static char *
dup_uncertain_ranks (const MokDraft *self)
{
  g_autoptr (GString) ranks = g_string_new (NULL);

  for (guint first = 0, last; first < self->items->len; first = last + 1)
    {
      last = first;
      while (last + 1 < self->items->len && overlap (self, last, last + 1))
        last++;
      if (last > first)
        g_string_append_printf (ranks, "%s%u–%u", ranks->len > 0 ? ", " : "", first + 1, last + 1);
    }
  return g_string_free (g_steal_pointer (&ranks), FALSE);
}

static void
add_order_foot (MokDraft *self)
{
  g_autofree char *ranks = dup_uncertain_ranks (self);
  g_autofree char *sentence = NULL;

  if (ranks[0] == '\0')
    return;
  /* Translators: %s = "2–4, 6–7": places counted from the top */
  sentence = g_strdup_printf (_ ("Lines overlap at places %s: these may be in another order."), ranks);
  mok_draft_add_foot (self, sentence);
}

static void
find_columns (Plot *plot)
{
  MokDraft *self = plot->draft;
  const double value_width = mok_draft_measure_width (self, "≥\u202f100", MOK_FONT_HEADING) + 10;
  const double content = self->right - self->left;
  double label_width = 0;

  plot->x = self->left;
  plot->label_width = content;
  for (guint i = 0; i < self->items->len; i++)
    {
      const MokDraftItem *item = mok_draft_get_item (self, i);
      const double width = mok_draft_measure_width (self, mok_draft_get_item_label (self, item), MOK_FONT_LABEL) + 1;

      label_width = MAX (label_width, width);
      mok_draft_use_table (self, item->table);
      if (plot->bases)
        {
          g_autofree char *base =
              self->narrow ? mok_draft_dup_base (self, item->row) : mok_draft_dup_base_number (self, item->row);

          plot->base_width = MAX (plot->base_width, mok_draft_measure_width (self, base, MOK_FONT_SUBTITLE));
        }
    }
  if (plot->bases && self->narrow)
    plot->label_width -= plot->base_width + 10;
  else if (plot->bases)
    plot->base_width =
        MAX (plot->base_width, mok_draft_measure_width (self, mok_draft_get_base_heading (self), MOK_FONT_SMALL));
  if (!self->narrow)
    {
      plot->label_width = MIN (label_width, 0.36 * content);
      plot->x += plot->label_width + 12;
    }
  plot->width = self->right - value_width - plot->x - (plot->bases && !self->narrow ? plot->base_width + 8 : 0);
  plot->width = MAX (plot->width, 20);
  plot->end = mok_draft_find_scale (find_largest (self), &plot->step);
}

static void
lay_out_row (const Plot *plot, const MokDraftItem *item, PangoLayout *label, double label_height, double height)
{
  MokDraft *self = plot->draft;
  const double middle = self->narrow ? self->y + label_height + 17 : self->y + height / 2;

  mok_draft_use_table (self, item->table);
  if (self->narrow)
    {
      mok_draft_place (self, g_object_ref (label), MOK_INK_TEXT, self->left, self->y + 4, 0, 0);
      lay_out_grid (plot, middle - 12, middle + 12);
    }
  else
    mok_draft_place (self, g_object_ref (label), MOK_INK_TEXT, plot->x - 10, middle, 1, 0.5);
  if (plot->bases && mok_table_get_row (self->table, item->row)->shown)
    {
      g_autofree char *base =
          self->narrow ? mok_draft_dup_base (self, item->row) : mok_draft_dup_base_number (self, item->row);

      mok_draft_put (self, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, self->right, self->narrow ? self->y + 4 : middle, 1,
                     self->narrow ? 0 : 0.5);
    }
  lay_out_cell (plot, item, middle);
  self->y += height;
}

static void
lay_out_rows (MokDraft *self, gboolean dots)
{
  Plot plot = { .draft = self, .dots = dots, .bases = self->answer != NULL };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree double *label_heights = g_new0 (double, self->items->len + 1);
  g_autofree double *heights = g_new0 (double, self->items->len + 1);

  find_columns (&plot);
  lay_out_ticks (&plot);

  /* The grid lies under the marks, so its height has to be known first. */
  double bottom = self->y;

  for (guint i = 0; i < self->items->len; i++)
    {
      const char *text = mok_draft_get_item_label (self, mok_draft_get_item (self, i));
      PangoLayout *label = mok_draft_create_text (self, text, MOK_FONT_LABEL, plot.label_width, self->narrow ? 0 : 1);

      mok_draft_measure (label, NULL, &label_heights[i]);
      g_ptr_array_add (labels, label);
      heights[i] = self->narrow ? label_heights[i] + ROW_HEIGHT - 2 : MAX (ROW_HEIGHT, label_heights[i] + 10);
      bottom += heights[i];
    }
  if (!self->narrow)
    lay_out_grid (&plot, self->y, bottom);
  for (guint i = 0; i < self->items->len; i++)
    lay_out_row (&plot, mok_draft_get_item (self, i), g_ptr_array_index (labels, i), label_heights[i], heights[i]);
  if (dots)
    add_order_foot (self);
}

/**
 * mok_draft_lay_out_bars:
 *
 * All respondents. Answers without an order are ranked and drawn as dots, since bars would suggest that the order is
 * certain; answers with an order keep it and are drawn as bars, unless dots are wanted. One answer to several questions
 * is always ranked.
 */
void
mok_draft_lay_out_bars (MokDraft *self)
{
  if (self->answer != NULL)
    {
      mok_draft_rank_items (self);
      lay_out_rows (self, TRUE);
      mok_draft_missing_ranges (self);
      return;
    }
  if (!mok_draft_is_shown (self, 0))
    {
      mok_draft_too_few (self, 0, self->left, self->y, self->right - self->left, ROW_HEIGHT, TRUE);
      self->y += ROW_HEIGHT;
      return;
    }
  if (self->table->scale == MOK_SCALE_BANDS && self->chart->kind == MOK_CHART_BARS
      && mok_draft_columns_fit (self, self->right - self->left, MOK_FONT_LABEL))
    mok_draft_lay_out_columns (self);
  else
    lay_out_rows (self, self->chart->kind == MOK_CHART_DOTS || mok_draft_is_ranked (self));
  mok_draft_missing_foot (self);
}
