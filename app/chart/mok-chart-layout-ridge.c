/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The distribution of a number in each group, one below the other over the same bands, so that its shape can be
 * followed down the page. Steps, not curves: of a number only its band is known.
 * Must not paint.
 */

#include "config.h"

#include "chart/mok-chart-private.h"

#define COLUMN_HEIGHT 44
#define VALUE_SPACE 17
#define ROW_GAP 8
#define NARROW_ROW_GAP 16
#define EMPTY_HEIGHT 30

typedef struct
{
  MokDraft *draft;
  guint n;
  gboolean numbered; /* the names of the bands have no room under their columns */
  gboolean values;   /* the numbers have room above them */
  double label_width;
  double x;
  double slot;
  double largest;
} Ridge;

static double
find_largest (const MokDraft *draft)
{
  double largest = 0.05;

  for (guint row = 0; row < draft->table->rows->len; row++)
    {
      for (guint column = 0; column < draft->table->columns->len && mok_draft_is_shown (draft, row); column++)
        largest = MAX (largest, mok_draft_get_bar_share (draft, row, column));
    }
  return largest;
}

static void
find_columns (Ridge *self)
{
  MokDraft *draft = self->draft;
  const double content = draft->right - draft->left;
  double base_width = 0, value_width = 0;

  self->x = draft->left;
  self->label_width = content;
  for (guint row = 0; row < draft->table->rows->len; row++)
    {
      g_autofree char *base = mok_draft_dup_base_number (draft, row);

      base_width = MAX (base_width, mok_draft_measure_width (draft, base, MOK_FONT_SUBTITLE));
      for (guint column = 0; column < self->n && mok_draft_is_shown (draft, row); column++)
        {
          g_autofree char *value = mok_draft_dup_value (draft, row, column);

          value_width = MAX (value_width, mok_draft_measure_width (draft, value, MOK_FONT_VALUE));
        }
    }
  if (!draft->narrow)
    {
      base_width =
          MAX (base_width, mok_draft_measure_width (draft, mok_draft_get_base_heading (draft), MOK_FONT_SMALL));
      self->label_width = mok_draft_find_label_width (draft, TRUE, MOK_FONT_LABEL, 0.28 * content);
      self->x = draft->left + self->label_width + 16;
    }
  self->slot = MAX (draft->right - self->x - (draft->narrow ? 0 : base_width + 14), 20) / self->n;
  self->values = value_width + 2 <= self->slot;
  for (guint column = 0; column < self->n; column++)
    self->numbered |=
        !mok_draft_text_fits (draft, mok_draft_get_column_label (draft, column), MOK_FONT_SMALL, self->slot - 6, 2);
  self->largest = find_largest (draft);
}

/* Whether the columns are wide enough to be numbered. */
static gboolean
has_room (const Ridge *self)
{
  g_autofree char *last = g_strdup_printf ("%u", self->n);

  return mok_draft_measure_width (self->draft, last, MOK_FONT_SMALL) + 6 <= self->slot;
}

/* A column, and what it is in all respondents. */
static void
lay_out_column (const Ridge *self, guint row, guint column, double bottom)
{
  MokDraft *draft = self->draft;
  const gboolean all = mok_draft_is_shown (draft, 0);
  const double slot = self->x + column * self->slot, gap = all ? MIN (0.1 * self->slot, 6) : 0.5;
  const double top = mok_draft_column (draft, row, column, slot + gap, self->slot - 2 * gap, bottom,
                                       COLUMN_HEIGHT / self->largest, all && row > 0, gap, self->values);

  mok_draft_mark_cell (draft, row, column, slot, top - 1, self->slot, bottom - top + 2);
}

static void
lay_out_group (const Ridge *self, guint row)
{
  MokDraft *draft = self->draft;
  const gboolean shown = mok_draft_is_shown (draft, row);
  const MokChartFont font = row == 0 ? MOK_FONT_HEADING : MOK_FONT_LABEL;
  g_autofree char *base = draft->narrow ? mok_draft_dup_base (draft, row) : mok_draft_dup_base_number (draft, row);
  const double base_width = mok_draft_measure_width (draft, base, MOK_FONT_SUBTITLE) + 10;
  const double room = draft->narrow ? self->label_width - base_width : self->label_width;
  PangoLayout *label = mok_draft_create_text (draft, mok_draft_get_row_label (draft, row), font, room, 0);
  const double columns = !shown ? EMPTY_HEIGHT : COLUMN_HEIGHT + (self->values ? VALUE_SPACE : 4);
  double label_height, top = draft->y;

  mok_draft_measure (label, NULL, &label_height);
  if (draft->narrow)
    top += label_height + 2;

  const double height = draft->narrow ? columns : MAX (columns, label_height), bottom = top + height;

  /* The name stands on the baseline of its columns. */
  if (draft->narrow)
    mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, draft->y, 0, 0);
  else
    mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, bottom, 0, 1);
  if (mok_table_get_row (draft->table, row)->shown)
    mok_draft_put (draft, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, draft->right, draft->narrow ? draft->y : bottom, 1,
                   draft->narrow ? 0 : 1);
  if (shown)
    {
      for (guint column = 0; column < self->n; column++)
        lay_out_column (self, row, column, bottom);
      mok_draft_line (draft, self->x, bottom, self->x + self->slot * self->n, bottom, MOK_INK_AXIS, 1, FALSE);
    }
  else
    mok_draft_too_few (draft, row, self->x, bottom - EMPTY_HEIGHT + 2, self->slot * self->n, EMPTY_HEIGHT - 2, TRUE);
  draft->y = bottom + (draft->narrow ? NARROW_ROW_GAP : ROW_GAP);
}

static void
lay_out_bands (const Ridge *self)
{
  MokDraft *draft = self->draft;
  const double top = draft->y - (draft->narrow ? NARROW_ROW_GAP : ROW_GAP) + 4;
  double height = 0;

  for (guint column = 0; column < self->n; column++)
    {
      g_autofree char *number = g_strdup_printf ("%u", column + 1);
      const char *label = self->numbered ? number : mok_draft_get_column_label (draft, column);
      PangoLayout *text = mok_draft_create_text (draft, label, MOK_FONT_SMALL, MAX (self->slot - 6, 4), 0.5);
      const cairo_rectangle_t box =
          mok_draft_place (draft, text, MOK_INK_MUTED, self->x + (column + 0.5) * self->slot, top, 0.5, 0);

      height = MAX (height, box.height);
    }
  draft->y = top + height;
}

/**
 * mok_draft_lay_out_ridge:
 *
 * All respondents first, whose columns are marked on those of every group. A page too narrow for the bands has small
 * multiples instead.
 */
void
mok_draft_lay_out_ridge (MokDraft *draft)
{
  Ridge self = { .draft = draft, .n = draft->table->columns->len };

  find_columns (&self);
  if (!has_room (&self))
    {
      mok_draft_lay_out_multiples (draft);
      return;
    }
  if (!draft->narrow)
    {
      const cairo_rectangle_t box = mok_draft_put (draft, mok_draft_get_base_heading (draft), MOK_FONT_SMALL,
                                                   MOK_INK_MUTED, draft->right, draft->y - 6, 1, 0);

      draft->y += box.height - 6;
    }
  if (self.numbered)
    {
      g_autofree const char **names = g_new0 (const char *, self.n + 1);

      for (guint column = 0; column < self.n; column++)
        names[column] = mok_draft_get_column_label (draft, column);
      mok_draft_key (draft, names, self.n);
      draft->y += 6;
    }
  for (guint row = 0; row < draft->table->rows->len; row++)
    lay_out_group (&self, row);
  lay_out_bands (&self);
  if (mok_draft_is_shown (draft, 0))
    mok_draft_missing_foot (draft);
}
