/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Many groups: small panels on one scale, with a tick for all respondents on each bar. Short answers in an order make
 * one panel of columns for each group, so that its distribution has a shape; other answers make one panel for each
 * answer with the groups below each other, so that groups can be compared and labels need not be repeated.
 * Must not paint.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define PANEL_GAP 26
#define LEAST_PANEL 245
#define COLUMN_HEIGHT 84
#define VALUE_SPACE 22
#define BAR_HEIGHT 13
#define BAR_ROW 24

typedef struct
{
  MokDraft *draft;
  guint per_line;
  double width; /* of a panel */
  double largest;
} Multiples;

static double
find_largest (const MokDraft *draft)
{
  double largest = 0.05;

  for (guint row = 0; row < draft->table->rows->len; row++)
    {
      for (guint column = 0; column < draft->table->columns->len; column++)
        {
          if (mok_draft_is_shown (draft, row))
            largest = MAX (largest, mok_draft_get_bar_share (draft, row, column));
        }
    }
  return largest;
}

static double
get_panel_x (const Multiples *self, guint i)
{
  return self->draft->left + (i % self->per_line) * (self->width + PANEL_GAP);
}

static double
lay_out_group_panel (Multiples *self, guint row, double x, double y, double heading_height)
{
  MokDraft *draft = self->draft;
  const guint n = draft->table->columns->len;
  const MokTableRow *group = mok_table_get_row (draft->table, row);
  g_autofree char *base = mok_draft_dup_base (draft, row);
  const double base_width = group->shown ? mok_draft_measure_width (draft, base, MOK_FONT_SMALL) + 8 : 0;
  const double bottom = y + heading_height + VALUE_SPACE + COLUMN_HEIGHT;
  const double slot = self->width / n, gap = MIN (0.24 * slot, 12);
  double deepest = bottom;

  mok_draft_place (draft,
                   mok_draft_create_text (draft, mok_draft_get_row_label (draft, row), MOK_FONT_HEADING,
                                          self->width - base_width, 0),
                   MOK_INK_TEXT, x, y, 0, 0);
  if (group->shown)
    mok_draft_put (draft, base, MOK_FONT_SMALL, MOK_INK_MUTED, x + self->width, y + 2, 1, 0);
  if (!mok_draft_is_shown (draft, row))
    mok_draft_too_few (draft, row, x, bottom - 40, self->width, 40, TRUE);
  else
    {
      for (guint i = 0; i < n; i++)
        {
          const double column_x = x + slot * i + gap / 2, width = slot - gap;
          const double top = mok_draft_column (draft, row, i, column_x, width, bottom, COLUMN_HEIGHT / self->largest,
                                               mok_draft_is_shown (draft, 0), gap / 2, TRUE);

          mok_draft_mark_cell (draft, row, i, column_x, top, width, bottom - top);
        }
      mok_draft_line (draft, x, bottom, x + self->width, bottom, MOK_INK_AXIS, 1, FALSE);
    }
  for (guint i = 0; i < n && mok_draft_is_shown (draft, row); i++)
    {
      PangoLayout *label =
          mok_draft_create_text (draft, mok_draft_get_column_label (draft, i), MOK_FONT_SMALL, slot - 8, 0.5);
      const cairo_rectangle_t box =
          mok_draft_place (draft, label, MOK_INK_MUTED, x + slot * (i + 0.5), bottom + 4, 0.5, 0);

      deepest = MAX (deepest, box.y + box.height);
    }
  return deepest;
}

static double
measure_heading (MokDraft *draft, const char *label, double width)
{
  g_autoptr (PangoLayout) text = mok_draft_create_text (draft, label, MOK_FONT_HEADING, width, 0);
  double height;

  mok_draft_measure (text, NULL, &height);
  return height;
}

static void
lay_out_group_panels (Multiples *self)
{
  MokDraft *draft = self->draft;
  const guint n = draft->table->rows->len - 1;

  for (guint i = 0; i < n; i += self->per_line)
    {
      double heading = 0, deepest = draft->y;

      for (guint j = i; j < MIN (i + self->per_line, n); j++)
        heading = MAX (heading, measure_heading (draft, mok_draft_get_row_label (draft, j + 1), self->width - 70));
      for (guint j = i; j < MIN (i + self->per_line, n); j++)
        {
          const double bottom = lay_out_group_panel (self, j + 1, get_panel_x (self, j), draft->y, heading);

          deepest = MAX (deepest, bottom);
        }
      draft->y = deepest + 20;
    }
  draft->y -= 20;
}

/* A bar of one group in the panel of an answer. Returns its height with its label. */
static double
lay_out_bar (Multiples *self, guint row, guint column, double x, double y, double label_width)
{
  MokDraft *draft = self->draft;
  const double bar_x = x + label_width + 10;
  const double value_width = mok_draft_measure_width (draft, "≥\u202f100", MOK_FONT_VALUE) + 8;
  const double bar_width = MAX (self->width - label_width - 10 - value_width, 10);
  PangoLayout *label =
      mok_draft_create_text (draft, mok_draft_get_row_label (draft, row), MOK_FONT_SUBTITLE, label_width, 0);
  double label_height;

  mok_draft_measure (label, NULL, &label_height);

  const double height = MAX (BAR_ROW, label_height + 6), middle = y + height / 2;

  mok_draft_place (draft, label, MOK_INK_TEXT, x, middle, 0, 0.5);
  if (!mok_draft_is_shown (draft, row))
    {
      mok_draft_too_few (draft, row, bar_x, middle - 7, self->width - label_width - 10, 14, FALSE);
      return height;
    }

  gboolean hollow;
  const double width = bar_width * MIN (mok_draft_get_reach (draft, row, column, &hollow) / self->largest, 1);
  g_autofree char *value = mok_draft_dup_value (draft, row, column);
  double end = bar_x + width;

  mok_draft_group_bar (draft, column, hollow, bar_x, middle - BAR_HEIGHT / 2.0, width, BAR_HEIGHT);
  if (mok_draft_is_shown (draft, 0))
    {
      const double tick = bar_x + bar_width * mok_draft_get_bar_share (draft, 0, column) / self->largest;
      const double text_end = end + 6 + mok_draft_measure_width (draft, value, MOK_FONT_VALUE);

      mok_draft_reference (draft, tick, middle - BAR_HEIGHT / 2.0, tick, middle + BAR_HEIGHT / 2.0,
                           !hollow && tick < end - 1, 4);
      /* The number moves beyond a tick that would run through it. */
      if (tick > end - 4 && tick < text_end + 3)
        end = tick;
    }

  const cairo_rectangle_t box = mok_draft_put (draft, value, MOK_FONT_VALUE, MOK_INK_TEXT, end + 6, middle, 0, 0.5);

  mok_draft_mark_cell (draft, row, column, bar_x, middle - 10, box.x + box.width - bar_x, 20);
  return height;
}

static double
lay_out_answer_panel (Multiples *self, guint column, double x, double y, double heading_height)
{
  MokDraft *draft = self->draft;
  const double label_width = mok_draft_find_label_width (draft, TRUE, MOK_FONT_SUBTITLE, 0.42 * self->width);
  const double top = y + heading_height + 4;
  double at = top;

  mok_draft_place (
      draft,
      mok_draft_create_text (draft, mok_draft_get_column_label (draft, column), MOK_FONT_HEADING, self->width, 0),
      MOK_INK_TEXT, x, y, 0, 0);
  for (guint row = 1; row < draft->table->rows->len; row++)
    at += lay_out_bar (self, row, column, x, at, label_width);
  mok_draft_line (draft, x + label_width + 10, top, x + label_width + 10, at, MOK_INK_AXIS, 1, FALSE);
  return at;
}

static void
lay_out_answer_panels (Multiples *self)
{
  MokDraft *draft = self->draft;
  guint n;
  g_autofree guint *order = mok_draft_dup_order (draft, &n);

  mok_draft_base_line (draft);
  draft->y += 12;
  for (guint i = 0; i < n; i += self->per_line)
    {
      double heading = 0, deepest = draft->y;

      for (guint j = i; j < MIN (i + self->per_line, n); j++)
        heading = MAX (heading, measure_heading (draft, mok_draft_get_column_label (draft, order[j]), self->width));
      for (guint j = i; j < MIN (i + self->per_line, n); j++)
        {
          const double bottom = lay_out_answer_panel (self, order[j], get_panel_x (self, j), draft->y, heading);

          deepest = MAX (deepest, bottom);
        }
      draft->y = deepest + 18;
    }
  if (n > 0)
    draft->y -= 18;
}

static guint
get_most_per_line (const MokDraft *draft)
{
  return (guint) MAX ((draft->right - draft->left + PANEL_GAP) / (LEAST_PANEL + PANEL_GAP), 1);
}

/* As few lines as there can be, with as few empty places as so many lines can have. */
static void
choose_panels (Multiples *self, guint n, guint most_per_line)
{
  const guint lines = (MAX (n, 1) + most_per_line - 1) / most_per_line;

  self->per_line = (MAX (n, 1) + lines - 1) / lines;
  self->width = (self->draft->right - self->draft->left - (self->per_line - 1) * PANEL_GAP) / self->per_line;
}

/* One panel less in a line, if that gives the answers the room to stand below their columns. */
static gboolean
choose_group_panels (Multiples *self)
{
  MokDraft *draft = self->draft;
  const guint most = get_most_per_line (draft);

  if (mok_draft_is_ranked (draft))
    return FALSE;
  for (guint per_line = most; per_line > 0 && per_line + 1 >= most; per_line--)
    {
      choose_panels (self, draft->table->rows->len - 1, per_line);
      if (mok_draft_columns_fit (draft, self->width, MOK_FONT_SMALL))
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_draft_lay_out_multiples:
 *
 * Panels side by side, one below the other on a narrow page.
 */
void
mok_draft_lay_out_multiples (MokDraft *draft)
{
  Multiples self = { .draft = draft, .largest = find_largest (draft) };

  if (choose_group_panels (&self))
    lay_out_group_panels (&self);
  else
    {
      choose_panels (&self, draft->table->columns->len, get_most_per_line (draft));
      lay_out_answer_panels (&self);
    }
  if (mok_draft_is_shown (draft, 0))
    mok_draft_missing_foot (draft);
  mok_draft_add_foot (draft, _ ("Same scale in every panel."));
}
