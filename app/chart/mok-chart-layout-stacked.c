/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bars of 100 %, one for each group, for a scale with an order but without two sides, such as always … never.
 * Must not paint.
 */

#include "config.h"

#include "chart/mok-chart-private.h"

#define BAR_HEIGHT 26
#define ROW_HEIGHT 36
#define APART 3
#define MOST_SEGMENTS MOK_MOST_PARTS

typedef struct
{
  MokDraft *draft;
  guint columns[MOST_SEGMENTS]; /* in the order of the bar, "did not apply" last */
  guint inks[MOST_SEGMENTS];
  guint n;
  guint n_answers; /* without "did not apply" */
  double label_width;
  double base_width;
  double x;
  double width;
} Stack;

static void
choose_segments (Stack *self)
{
  /* What was received is blue, what was not is orange, what nobody missed is pale. Otherwise four answers are taken for
   * a frequency: two on the good side, two on the other; any other number is one hue, pale to strong, with steps that
   * are as far apart as the palettes allow.
   */
  static const guint received[5] = { MOK_INK_FREQUENCY, MOK_INK_FREQUENCY + 1, MOK_INK_FREQUENCY + 3,
                                     MOK_INK_FREQUENCY + 2, MOK_INK_SEQUENTIAL };
  static const guint steps[6][5] = { { 0 }, { 5 }, { 1, 5 }, { 0, 3, 6 }, { 0 }, { 0, 2, 4, 5, 6 } };
  const MokTable *table = self->draft->table;
  guint n_apart = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      if (!mok_table_get_column (table, i)->not_applicable && self->n_answers < 5)
        self->columns[self->n_answers++] = i;
    }
  for (guint i = 0; i < self->n_answers; i++)
    self->inks[i] = table->scale == MOK_SCALE_RECEIVED && self->n_answers == 5 ? received[i]
                    : self->n_answers == 4                                     ? MOK_INK_FREQUENCY + i
                                           : MOK_INK_SEQUENTIAL + steps[self->n_answers][i];
  for (guint i = 0; i < table->columns->len && self->n_answers + n_apart < MOST_SEGMENTS; i++)
    {
      if (mok_table_get_column (table, i)->not_applicable)
        {
          self->columns[self->n_answers + n_apart] = i;
          self->inks[self->n_answers + n_apart++] = MOK_INK_LIKERT + 2;
        }
    }
  self->n = self->n_answers + n_apart;
}

static void
lay_out_bar (Stack *self, guint row, double y)
{
  MokDraft *draft = self->draft;
  const double apart = self->n > self->n_answers ? APART : 0;
  double x = self->x, sum = 0;

  for (guint i = 0; i < self->n; i++)
    sum += mok_draft_get_share (draft, row, self->columns[i]);
  for (guint i = 0; i < self->n && sum > 0; i++)
    {
      const guint column = self->columns[i];
      const double width = (self->width - apart) * mok_draft_get_share (draft, row, column) / sum;
      g_autofree char *value = mok_draft_dup_value (draft, row, column);

      if (i == self->n_answers)
        x += apart;
      if (mok_draft_get_points (draft, row, column) > 0)
        mok_draft_box (draft, x, y, width, BAR_HEIGHT, self->inks[i], MOK_INK_OUTLINE | self->inks[i], 1);
      if (mok_draft_measure_width (draft, value, MOK_FONT_VALUE) + 7 <= width)
        mok_draft_put (draft, value, MOK_FONT_VALUE, MOK_INK_LABEL | self->inks[i], x + width / 2, y + BAR_HEIGHT / 2.0,
                       0.5, 0.5);
      mok_draft_mark_cell (draft, row, column, x, y, width, BAR_HEIGHT);
      x += width;
    }
}

static PangoLayout *
create_label (const Stack *self, guint row, double width, double *height)
{
  MokDraft *draft = self->draft;
  const MokChartFont font = row == 0 && draft->table->rows->len > 1 ? MOK_FONT_HEADING : MOK_FONT_LABEL;
  PangoLayout *label = mok_draft_create_text (draft, mok_draft_get_row_label (draft, row), font, width, 0);

  mok_draft_measure (label, NULL, height);
  return label;
}

/* Where labels stand beside the bars. */
static double
get_row_height (double label_height)
{
  return MAX (ROW_HEIGHT, label_height + 8);
}

static void
lay_out_row (Stack *self, guint row)
{
  MokDraft *draft = self->draft;
  const MokTableRow *group = mok_table_get_row (draft->table, row);
  g_autofree char *base = draft->narrow ? mok_draft_dup_base (draft, row) : mok_draft_dup_base_number (draft, row);
  const double base_width = mok_draft_measure_width (draft, base, MOK_FONT_SMALL);
  const double label_width = draft->narrow ? draft->right - draft->left - base_width - 10 : self->label_width;
  double label_height, height, y;
  PangoLayout *label = create_label (self, row, label_width, &label_height);

  if (draft->narrow)
    {
      y = draft->y + label_height + 3;
      height = label_height + 3 + BAR_HEIGHT + 10;
      mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, draft->y, 0, 0);
    }
  else
    {
      height = get_row_height (label_height);
      y = draft->y + (height - BAR_HEIGHT) / 2;
      mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, draft->y + height / 2, 0, 0.5);
    }

  if (mok_draft_is_shown (draft, row))
    lay_out_bar (self, row, y);
  else
    mok_draft_too_few (draft, row, self->x, y, self->width, BAR_HEIGHT, TRUE);
  if (group->shown && draft->narrow)
    mok_draft_put (draft, base, MOK_FONT_SMALL, MOK_INK_MUTED, draft->right, draft->y + 2, 1, 0);
  else if (group->shown)
    mok_draft_put (draft, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, draft->right, y + BAR_HEIGHT / 2.0, 1, 0.5);
  draft->y += height;
}

/* Returns: whether the answers are named above the first bar */
static gboolean
lay_out_names (Stack *self, double heading_height)
{
  MokDraft *draft = self->draft;
  const double apart = self->n > self->n_answers ? APART : 0;
  MokChartPart parts[MOST_SEGMENTS];
  double x = self->x, sum = 0, label_height;

  if (!mok_draft_is_shown (draft, 0))
    return FALSE;
  g_object_unref (create_label (self, 0, self->label_width, &label_height));
  for (guint i = 0; i < self->n; i++)
    sum += mok_draft_get_share (draft, 0, self->columns[i]);
  for (guint i = 0; i < self->n; i++)
    {
      const double share = sum > 0 ? mok_draft_get_share (draft, 0, self->columns[i]) / sum : 0;

      x += i == self->n_answers ? apart : 0;
      parts[i] =
          (MokChartPart){ mok_draft_get_column_label (draft, self->columns[i]), x, (self->width - apart) * share };
      x += parts[i].width;
    }
  return mok_draft_name_parts (draft, parts, self->n, self->x, self->x + self->width, heading_height,
                               (get_row_height (label_height) - BAR_HEIGHT) / 2);
}

static void
lay_out_legend (Stack *self)
{
  MokDraft *draft = self->draft;
  MokLegendEntry entries[MOST_SEGMENTS];

  for (guint i = 0; i < self->n; i++)
    entries[i] = (MokLegendEntry){ mok_draft_get_column_label (draft, self->columns[i]), self->inks[i],
                                   MOK_INK_OUTLINE | self->inks[i], 1, -1 };
  mok_draft_legend (draft, entries, self->n, draft->left, draft->right - draft->left);
  draft->y += 8;
}

/* What stands above the bars where labels stand beside them: the answers, and what the numbers at the right are. */
static void
lay_out_head (Stack *self)
{
  MokDraft *draft = self->draft;
  const double content = draft->right - draft->left;
  const char *heading = mok_draft_get_base_heading (draft);
  PangoLayout *layout = mok_draft_create_text (draft, heading, MOK_FONT_SMALL, -1, 0);
  double width, height;

  mok_draft_measure (layout, &width, &height);
  self->label_width = mok_draft_find_label_width (draft, TRUE, MOK_FONT_LABEL, 0.25 * content);
  self->base_width = MAX (width, 40);
  self->x = draft->left + self->label_width + 14;
  self->width = MAX (draft->right - self->base_width - 8 - self->x, 20);
  if (!lay_out_names (self, height))
    {
      lay_out_legend (self);
      draft->y += height - 4;
    }
  mok_draft_place (draft, layout, MOK_INK_MUTED, draft->right, draft->y, 1, 1);
}

/**
 * mok_draft_lay_out_stacked:
 *
 * Two to five answers with an order; "did not apply" follows after a gap, so that all segments add to 100 %.
 */
void
mok_draft_lay_out_stacked (MokDraft *draft)
{
  Stack self = { .draft = draft, .x = draft->left, .width = draft->right - draft->left };
  const guint n_rows = draft->table->rows->len;

  choose_segments (&self);
  if (draft->narrow)
    lay_out_legend (&self);
  else
    lay_out_head (&self);
  for (guint row = 0; row < n_rows; row++)
    {
      lay_out_row (&self, row);
      if (row == 0 && n_rows > 1)
        {
          mok_draft_line (draft, draft->left, draft->y + 3.5, draft->right, draft->y + 3.5, MOK_INK_GRID, 1, FALSE);
          draft->y += draft->narrow ? 14 : 8;
        }
    }
  if (mok_draft_is_shown (draft, 0))
    mok_draft_missing_foot (draft);
}
