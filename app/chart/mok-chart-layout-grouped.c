/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two to four groups beside each other, answer by answer. Two groups are hollow and solid bars of one colour; three and
 * four have colours, and a marker at the end of each bar that tells them apart without colour.
 * Must not paint.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define MOST_GROUPS 4
#define ROW_GAP 14
#define WHISKER 1.6
#define CAP 8.0
#define RIM 2.4

typedef struct
{
  MokDraft *draft;
  guint n; /* groups: rows 1 to n of the table */
  double bar;
  double gap;
  double x;
  double width;
  double largest;
} Grouped;

static void
lay_out_legend (Grouped *self)
{
  MokDraft *draft = self->draft;
  MokLegendEntry entries[MOST_GROUPS];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n; i++)
    {
      const MokTableRow *row = mok_table_get_row (draft->table, i + 1);
      g_autofree char *base = mok_draft_dup_base (draft, i + 1);
      /* Translators: a group and its number of respondents: "5 or more employees (n = 655)" */
      char *text = row->shown ? g_strdup_printf (_ ("%1$s (%2$s)"), mok_draft_get_row_label (draft, i + 1), base)
                              : g_strdup (mok_draft_get_row_label (draft, i + 1));

      g_ptr_array_add (texts, text);
      if (self->n == 2)
        entries[i] = (MokLegendEntry){ text, i == 0 ? MOK_INK_SURFACE : MOK_INK_EMPHASIS, MOK_INK_EMPHASIS, 2, -1 };
      else
        entries[i] = (MokLegendEntry){ text, MOK_INK_GROUP + i, MOK_INK_NONE, 0, (int) i };
    }
  mok_draft_legend (draft, entries, self->n, draft->left, draft->right - draft->left);
  draft->y += 10;
}

/* The interval of an estimate, with a rim where its bar is not hollow. Returns its right end. */
static double
lay_out_whisker (Grouped *self, guint row, guint column, double middle, gboolean hollow)
{
  const MokTableCell *cell = &mok_table_get_row (self->draft->table, row)->cells[column];
  const double low = self->x + self->width * CLAMP (cell->low, 0, 1) / self->largest;
  const double high = self->x + self->width * CLAMP (cell->high, 0, 1) / self->largest;

  if (!hollow)
    {
      mok_draft_line (self->draft, low, middle, high, middle, MOK_INK_SURFACE, WHISKER + RIM, FALSE);
      mok_draft_line (self->draft, low, middle - CAP / 2 - 1, low, middle + CAP / 2 + 1, MOK_INK_SURFACE, WHISKER + RIM,
                      FALSE);
    }
  mok_draft_whisker (self->draft, low, high, middle, WHISKER, CAP, MOK_INK_TEXT);
  return high;
}

static void
lay_out_bar (Grouped *self, guint group, guint column, gboolean words)
{
  MokDraft *draft = self->draft;
  const guint row = group + 1;
  const double y = draft->y, middle = y + self->bar / 2;

  if (!mok_draft_is_shown (draft, row))
    {
      mok_draft_too_few (draft, row, self->x, y, self->width, self->bar, words);
      return;
    }

  const double width = self->width * mok_draft_get_bar_share (draft, row, column) / self->largest;
  g_autofree char *value = mok_draft_dup_value (draft, row, column);
  const gboolean interval = mok_draft_has_whisker (draft, row, column);
  double end = self->x + width + 7;

  if (self->n == 2)
    {
      mok_draft_box (draft, self->x, y, width, self->bar, group == 0 ? MOK_INK_SURFACE : MOK_INK_EMPHASIS,
                     MOK_INK_EMPHASIS, 2);
      if (interval)
        end = lay_out_whisker (self, row, column, middle, group == 0) + 7;
    }
  else
    {
      mok_draft_box (draft, self->x, y + 2, width, self->bar - 4, MOK_INK_GROUP + group, MOK_INK_NONE, 0);
      if (interval)
        end = lay_out_whisker (self, row, column, middle, FALSE) + 7;
      mok_draft_marker (draft, (MokMarker) group, self->x + width, middle, self->bar, MOK_INK_GROUP + group);
      end = MAX (end, self->x + width + self->bar / 2 + 6);
    }

  const MokChartFont font = self->n == 2 && group == 0 ? MOK_FONT_VALUE : MOK_FONT_VALUE_PLAIN;
  const cairo_rectangle_t box = mok_draft_put (draft, value, font, MOK_INK_TEXT, end, middle, 0, 0.5);

  mok_draft_mark_cell (draft, row, column, self->x, y, box.x + box.width + 3 - self->x, self->bar);
}

static double
find_largest (const Grouped *self)
{
  double largest = 0.05;

  for (guint group = 0; group < self->n; group++)
    {
      for (guint column = 0; column < self->draft->table->columns->len; column++)
        {
          if (!mok_draft_is_shown (self->draft, group + 1))
            continue;
          largest = MAX (largest, mok_draft_get_bar_share (self->draft, group + 1, column));
          if (mok_draft_has_whisker (self->draft, group + 1, column))
            largest = MAX (largest, mok_table_get_row (self->draft->table, group + 1)->cells[column].high);
        }
    }
  return MIN (largest, 1);
}

/**
 * mok_draft_lay_out_grouped:
 *
 * Rows are the answers, the most frequent of all respondents first where answers have no order.
 */
void
mok_draft_lay_out_grouped (MokDraft *draft)
{
  Grouped self = { .draft = draft, .n = MIN (draft->table->rows->len - 1, MOST_GROUPS) };
  const double content = draft->right - draft->left;
  const double label_width =
      draft->narrow ? content : mok_draft_find_label_width (draft, FALSE, MOK_FONT_LABEL, 0.32 * content);
  guint n;
  g_autofree guint *order = mok_draft_dup_order (draft, &n);

  self.bar = self.n == 2 ? 16 : 13;
  self.gap = self.n == 2 ? 3 : 2;
  self.x = draft->narrow ? draft->left + (self.n > 2 ? 7 : 0) : draft->left + label_width + 16;
  self.width = MAX (draft->right - self.x - mok_draft_measure_width (draft, "≥\u202f100", MOK_FONT_VALUE) - 14, 20);
  self.largest = find_largest (&self);
  lay_out_legend (&self);

  for (guint i = 0; i < n; i++)
    {
      const double bars = self.n * self.bar + (self.n - 1) * self.gap;
      PangoLayout *label =
          mok_draft_create_text (draft, mok_draft_get_column_label (draft, order[i]), MOK_FONT_LABEL, label_width, 0);
      double label_height, height = bars;

      mok_draft_measure (label, NULL, &label_height);
      if (draft->narrow)
        {
          mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, draft->y, 0, 0);
          draft->y += label_height + 3;
        }
      else
        {
          height = MAX (bars, label_height);
          mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, draft->y + height / 2, 0, 0.5);
        }

      const double top = draft->y;

      draft->y += (height - bars) / 2;

      const double first = draft->y;

      for (guint group = 0; group < self.n; group++)
        {
          lay_out_bar (&self, group, order[i], i == 0);
          draft->y += self.bar + self.gap;
        }
      mok_draft_line (draft, self.x, draft->narrow ? first - 3 : top - ROW_GAP / 2.0, self.x,
                      draft->narrow ? first + bars + 3 : top + height + ROW_GAP / 2.0, MOK_INK_AXIS, 1, FALSE);
      draft->y = top + height + ROW_GAP;
    }
  if (n > 0)
    draft->y -= ROW_GAP / 2.0;
  if (mok_draft_is_shown (draft, 0))
    mok_draft_missing_foot (draft);
}
