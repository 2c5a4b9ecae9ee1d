/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A heat map: a row of cells for each answer, or for the same answer to each question; a column for each group. Every
 * cell has its number, so that nothing is said by colour alone; what is not shown is hatched. Columns too narrow for
 * the names of their groups have numbers, and a page too narrow for all columns breaks each row into several lines.
 * Must not paint.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define CELL_HEIGHT 36
#define NARROW_CELL_HEIGHT 28
#define WIDEST_CELL 150
#define GAP 2
#define APART 6 /* between all respondents and their groups */
#define N_STEPS 7
#define STEP_WIDTH 24
#define STEP_HEIGHT 14

typedef struct
{
  MokDraft *draft;
  guint n; /* columns: the rows of the first table */
  guint per_line;
  gboolean above;    /* labels stand above their cells */
  gboolean numbered; /* headings are numbers */
  gboolean withheld; /* any cell is */
  double label_width;
  double base_width;
  double x;
  double slot;
  double end; /* share of the strongest colour */
} Heat;

/* The group of a column in another table; -1 where that has none. */
static int
find_row (const Heat *self, guint column)
{
  const char *code = mok_table_get_row (self->draft->tables[0], column)->code;

  return mok_table_find_row (self->draft->table, code);
}

/* Widest number, and largest share. */
static double
measure_cells (Heat *self)
{
  MokDraft *draft = self->draft;
  double width = mok_draft_measure_width (draft, "88", MOK_FONT_VALUE), largest = 0.1, step;

  for (guint i = 0; i < draft->items->len; i++)
    {
      const MokDraftItem *item = mok_draft_get_item (draft, i);

      mok_draft_use_table (draft, item->table);
      for (guint column = 0; column < self->n; column++)
        {
          const int row = find_row (self, column);

          if (row < 0 || !mok_draft_is_shown (draft, (guint) row))
            continue;

          g_autofree char *value = mok_draft_dup_value (draft, (guint) row, item->column);

          width = MAX (width, mok_draft_measure_width (draft, value, MOK_FONT_VALUE));
          largest = MAX (largest, mok_draft_get_share (draft, (guint) row, item->column));
        }
    }
  self->end = mok_draft_find_scale (largest, &step);
  return width + 10;
}

static gboolean
do_headings_fit (const Heat *self)
{
  mok_draft_use_table (self->draft, 0);
  for (guint column = 0; column < self->n; column++)
    {
      const char *label = mok_draft_get_row_label (self->draft, column);

      if (!mok_draft_text_fits (self->draft, label, MOK_FONT_SMALL, self->slot - 6, 4))
        return FALSE;
    }
  return TRUE;
}

static void
measure_labels (Heat *self)
{
  MokDraft *draft = self->draft;

  for (guint i = 0; i < draft->items->len; i++)
    {
      const MokDraftItem *item = mok_draft_get_item (draft, i);
      const char *label = mok_draft_get_item_label (draft, item);

      self->label_width = MAX (self->label_width, mok_draft_measure_width (draft, label, MOK_FONT_LABEL) + 1);
      if (draft->answer == NULL)
        continue;
      mok_draft_use_table (draft, item->table);

      g_autofree char *base = self->above ? mok_draft_dup_base (draft, 0) : mok_draft_dup_base_number (draft, 0);

      self->base_width = MAX (self->base_width, mok_draft_measure_width (draft, base, MOK_FONT_SUBTITLE));
    }
  if (draft->answer != NULL && !self->above)
    self->base_width =
        MAX (self->base_width, mok_draft_measure_width (draft, mok_draft_get_base_heading (draft), MOK_FONT_SMALL));
}

static void
find_columns (Heat *self)
{
  MokDraft *draft = self->draft;
  const double content = draft->right - draft->left, least = measure_cells (self);

  self->above = draft->narrow;
  if (!self->above)
    {
      measure_labels (self);
      self->label_width = MIN (self->label_width, 0.3 * content);
      self->x = draft->left + self->label_width + 14;

      const double room = draft->right - self->x - APART - (self->base_width > 0 ? self->base_width + 10 : 0);

      self->per_line = self->n;
      self->slot = MIN (room / self->n, WIDEST_CELL);
      self->above = self->slot < least;
    }
  if (self->above)
    {
      self->label_width = self->base_width = 0;
      measure_labels (self);
      self->label_width = content - (self->base_width > 0 ? self->base_width + 10 : 0);
      self->x = draft->left;

      const guint most = (guint) CLAMP ((content - APART) / least, 1, self->n);
      const guint n_lines = (self->n + most - 1) / most;

      self->per_line = (self->n + n_lines - 1) / n_lines;
      self->slot = MIN ((content - APART) / self->per_line, WIDEST_CELL);
    }
  self->numbered = self->per_line < self->n || !do_headings_fit (self);
}

static double
get_cell_x (const Heat *self, guint column)
{
  return self->x + (column % self->per_line) * self->slot + (column > 0 && column < self->per_line ? APART : 0);
}

/* What the numbers over the columns stand for, with the number of respondents of each group. */
static void
lay_out_key (const Heat *self)
{
  MokDraft *draft = self->draft;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  mok_draft_use_table (draft, 0);
  for (guint column = 0; column < self->n; column++)
    {
      const char *label = mok_draft_get_row_label (draft, column);
      g_autofree char *base = mok_draft_dup_base (draft, column);

      if (draft->answer == NULL && mok_table_get_row (draft->table, column)->shown)
        g_ptr_array_add (names, g_strdup_printf (_ ("%1$s (%2$s)"), label, base));
      else
        g_ptr_array_add (names, g_strdup (label));
    }
  mok_draft_key (draft, (const char *const *) names->pdata, names->len);
  draft->y += 8;
}

static void
lay_out_numbers (const Heat *self, guint first)
{
  MokDraft *draft = self->draft;
  double height = 0;

  for (guint column = first; column < MIN (first + self->per_line, self->n); column++)
    {
      g_autofree char *number = g_strdup_printf ("%u", column + 1);
      const cairo_rectangle_t box =
          mok_draft_put (draft, number, MOK_FONT_SMALL, MOK_INK_MUTED,
                         get_cell_x (self, column) + (self->slot - GAP) / 2, draft->y, 0.5, 0);

      height = box.height;
    }
  draft->y += height + 1;
}

/* Names of the groups, standing on one line, and below them their numbers of respondents. */
static void
lay_out_headings (const Heat *self)
{
  MokDraft *draft = self->draft;
  const gboolean bases = draft->answer == NULL;
  double height = 0, base_height = 0;

  mok_draft_use_table (draft, 0);
  for (guint column = 0; column < self->n; column++)
    {
      g_autoptr (PangoLayout) text =
          mok_draft_create_text (draft, mok_draft_get_row_label (draft, column), MOK_FONT_SMALL, self->slot - 6, 0.5);
      double text_height;

      mok_draft_measure (text, NULL, &text_height);
      height = MAX (height, text_height);
    }
  for (guint column = 0; column < self->n; column++)
    {
      const double middle = get_cell_x (self, column) + (self->slot - GAP) / 2;
      PangoLayout *text =
          mok_draft_create_text (draft, mok_draft_get_row_label (draft, column), MOK_FONT_SMALL, self->slot - 6, 0.5);

      mok_draft_place (draft, text, MOK_INK_TEXT, middle, draft->y + height, 0.5, 1);
      if (!bases || !mok_table_get_row (draft->table, column)->shown)
        continue;

      g_autofree char *base = mok_draft_dup_base_number (draft, column);
      const cairo_rectangle_t box =
          mok_draft_put (draft, base, MOK_FONT_SMALL, MOK_INK_MUTED, middle, draft->y + height + 1, 0.5, 0);

      base_height = box.height + 1;
    }
  if (bases && base_height > 0 && !self->above)
    mok_draft_put (draft, mok_draft_get_base_heading (draft), MOK_FONT_SMALL, MOK_INK_MUTED, self->x - 12,
                   draft->y + height + 1, 1, 0);
  draft->y += height + base_height + 4;
}

static void
lay_out_cell (Heat *self, guint item_column, guint column, double y, double height)
{
  MokDraft *draft = self->draft;
  const double x = get_cell_x (self, column), width = self->slot - GAP;
  const int row = find_row (self, column);

  if (row < 0 || !mok_draft_is_shown (draft, (guint) row))
    {
      self->withheld = TRUE;
      mok_draft_box (draft, x, y, width, height, MOK_INK_WITHHELD, MOK_INK_OUTLINE | MOK_INK_WITHHELD, 1);
      mok_draft_put (draft, "–", MOK_FONT_VALUE, MOK_INK_LABEL | MOK_INK_WITHHELD, x + width / 2, y + height / 2, 0.5,
                     0.5);
      if (row >= 0)
        mok_draft_mark_too_few (draft, (guint) row, x, y, width, height);
      return;
    }

  const double share = mok_draft_get_bar_share (draft, (guint) row, item_column);
  const guint step = (guint) CLAMP (N_STEPS * share / self->end, 0, N_STEPS - 1);
  const gboolean limit = mok_table_get_row (draft->table, (guint) row)->cells[item_column].bound != MOK_BOUND_NONE;
  const guint ink = MOK_INK_SEQUENTIAL + step;
  g_autofree char *value = mok_draft_dup_value (draft, (guint) row, item_column);

  /* Of a limit only the number is sure, not a shade. */
  mok_draft_box (draft, x, y, width, height, limit ? MOK_INK_NONE : ink, limit ? MOK_INK_AXIS : MOK_INK_CELL | ink, 1);
  mok_draft_put (draft, value, MOK_FONT_VALUE, limit ? MOK_INK_TEXT : MOK_INK_LABEL | ink, x + width / 2,
                 y + height / 2, 0.5, 0.5);
  mok_draft_mark_cell (draft, (guint) row, item_column, x, y, width, height);
}

static void
lay_out_base (const Heat *self, double y, double valign)
{
  MokDraft *draft = self->draft;

  if (draft->answer == NULL || !mok_table_get_row (draft->table, 0)->shown)
    return;

  g_autofree char *base = self->above ? mok_draft_dup_base (draft, 0) : mok_draft_dup_base_number (draft, 0);

  mok_draft_put (draft, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, draft->right, y, 1, valign);
}

static void
lay_out_item (Heat *self, const MokDraftItem *item)
{
  MokDraft *draft = self->draft;
  double label_height, height = self->above ? NARROW_CELL_HEIGHT : CELL_HEIGHT;
  PangoLayout *label =
      mok_draft_create_text (draft, mok_draft_get_item_label (draft, item), MOK_FONT_LABEL, self->label_width, 0);

  mok_draft_measure (label, NULL, &label_height);
  mok_draft_use_table (draft, item->table);
  if (self->above)
    {
      mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, draft->y, 0, 0);
      lay_out_base (self, draft->y, 0);
      draft->y += label_height + 2;
    }
  else
    {
      height = MAX (height, label_height + 6);
      mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, draft->y + height / 2, 0, 0.5);
      lay_out_base (self, draft->y + height / 2, 0.5);
    }
  for (guint first = 0; first < self->n; first += self->per_line)
    {
      if (self->above && self->numbered)
        lay_out_numbers (self, first);
      for (guint column = first; column < MIN (first + self->per_line, self->n); column++)
        lay_out_cell (self, item->column, column, draft->y, height);
      draft->y += height + GAP;
    }
  if (self->above)
    draft->y += 7;
}

/* What the colours and the hatching mean. */
static void
lay_out_legend (const Heat *self)
{
  MokDraft *draft = self->draft;
  const double step = MIN (STEP_WIDTH, (draft->right - draft->left) / N_STEPS);
  g_autofree char *start = mok_percent_to_string (0);
  g_autofree char *end = mok_percent_to_string ((int) (100 * self->end + 0.5));
  const MokLegendEntry withheld = { mok_draft_get_too_few (), MOK_INK_WITHHELD, MOK_INK_OUTLINE | MOK_INK_WITHHELD, 1,
                                    -1 };
  const double left = draft->left, right = left + N_STEPS * step;

  draft->y += 10;
  for (guint i = 0; i < N_STEPS; i++)
    mok_draft_box (draft, left + i * step, draft->y, step - 1, STEP_HEIGHT, MOK_INK_SEQUENTIAL + i,
                   MOK_INK_CELL | (MOK_INK_SEQUENTIAL + i), 1);

  mok_draft_put (draft, start, MOK_FONT_SMALL, MOK_INK_MUTED, left, draft->y + STEP_HEIGHT + 1, 0, 0);

  const cairo_rectangle_t box =
      mok_draft_put (draft, end, MOK_FONT_SMALL, MOK_INK_MUTED, right, draft->y + STEP_HEIGHT + 1, 1, 0);
  const double bottom = box.y + box.height;

  if (self->withheld && mok_draft_legend_width (draft, &withheld, 1) + 24 <= draft->right - right)
    mok_draft_legend (draft, &withheld, 1, right + 24, draft->right - right - 24);
  else if (self->withheld)
    {
      draft->y = bottom + 5;
      mok_draft_legend (draft, &withheld, 1, left, draft->right - left);
    }
  draft->y = MAX (draft->y, bottom);
}

/**
 * mok_draft_lay_out_heat:
 *
 * Shades run from 0 to the end of a scale that holds the largest share.
 */
void
mok_draft_lay_out_heat (MokDraft *draft)
{
  Heat self = { .draft = draft, .n = draft->tables[0]->rows->len };

  find_columns (&self);
  if (self.numbered)
    lay_out_key (&self);
  if (draft->answer != NULL && !self.above)
    mok_draft_put (draft, mok_draft_get_base_heading (draft), MOK_FONT_SMALL, MOK_INK_MUTED, draft->right, draft->y, 1,
                   0);
  if (!self.numbered)
    lay_out_headings (&self);
  else if (!self.above)
    lay_out_numbers (&self, 0);
  for (guint i = 0; i < draft->items->len; i++)
    lay_out_item (&self, mok_draft_get_item (draft, i));
  lay_out_legend (&self);
  mok_draft_use_table (draft, 0);
  if (draft->answer != NULL)
    mok_draft_missing_ranges (draft);
  else if (mok_draft_is_shown (draft, 0))
    mok_draft_missing_foot (draft);
}
