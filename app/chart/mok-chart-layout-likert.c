/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Diverging bars of a two-sided scale. The middle answer has its own zero line at the right, because half a middle on
 * either side can be compared with nothing; then come the missing kinds as numbers, outside the 100 %.
 * Must not paint.
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define BAR_HEIGHT 26
#define LABEL_GAP 7
#define ROW_HEIGHT 39
#define RULE_GAP 9
#define SUM_WIDTH 32
#define NUMBER_WIDTH 54
#define SHORTEST_WITH_NUMBER 20
/* Below this the labels had better stand above the bars. */
#define LEAST_UNIT 200
/* Before the heading of the middle answer. */
#define MIDDLE_AIR 36

/* A number at the right: a missing kind, or "did not apply". */
typedef struct
{
  int column; /* -1 - kind, or a column of the table */
  const char *heading;
} Extra;

typedef struct
{
  MokDraft *draft;
  guint answers[5]; /* columns of the table, negative first */
  guint inks[5];
  guint n;
  int middle; /* index into answers; -1 = none */
  Extra extras[MOK_N_MISSING + 3];
  guint n_extras;
  PangoLayout *headings[1 + MOK_N_MISSING + 3]; /* (owned) until placed: the middle answer, then the extras */
  double label_width;
  double zero;
  double middle_zero;
  double extras_x;
  double unit; /* px of the whole */
} Likert;

static gboolean
is_negative (const Likert *self, guint i)
{
  return i < self->n / 2;
}

static void
choose_answers (Likert *self)
{
  static const guint inks[6][5] = { { 0 }, { 0 }, { 0, 4 }, { 0, 2, 4 }, { 0, 1, 3, 4 }, { 0, 1, 2, 3, 4 } };
  const MokTable *table = self->draft->table;

  for (guint i = 0; i < table->columns->len; i++)
    {
      if (!mok_table_get_column (table, i)->not_applicable)
        self->answers[self->n++] = i;
      else if (self->n_extras < 3)
        self->extras[self->n_extras++] = (Extra){ (int) i, mok_draft_get_column_label (self->draft, i) };
    }
  for (guint i = 0; i < self->n; i++)
    self->inks[i] = MOK_INK_LIKERT + inks[self->n][i];
  self->middle = self->n % 2 == 1 ? (int) (self->n / 2) : -1;
}

static void
choose_missing (Likert *self)
{
  static const MokMissing kinds[] = { MOK_MISSING_NOT_SURE, MOK_MISSING_REFUSED, MOK_MISSING_BLANK };
  /* Translators: headings over narrow columns of numbers: not sure, prefer not to answer, left blank */
  const char *const headings[] = { C_ ("column", "Not sure"), C_ ("column", "Prefer not"), C_ ("column", "Blank") };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean any = FALSE;

      for (guint row = 0; row < self->draft->table->rows->len && !any; row++)
        any = mok_draft_is_shown (self->draft, row) && mok_draft_get_missing (self->draft, row, kinds[i]) > 0;
      if (any)
        self->extras[self->n_extras++] = (Extra){ -1 - (int) kinds[i], headings[i] };
    }
}

static double
add_side (const Likert *self, guint row, gboolean negative)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    {
      if ((int) i != self->middle && is_negative (self, i) == negative)
        sum += mok_draft_get_share (self->draft, row, self->answers[i]);
    }
  return sum;
}

/* One unit for both sides and for the middle, so that lengths can be compared everywhere in the chart. */
static void
find_unit (Likert *self)
{
  MokDraft *draft = self->draft;
  double negative = 0, positive = 0, middle = 0;
  double free_width = draft->right - draft->left - 2 * SUM_WIDTH;

  for (guint row = 0; row < draft->table->rows->len; row++)
    {
      if (!mok_draft_is_shown (draft, row))
        continue;
      negative = MAX (negative, add_side (self, row, TRUE));
      positive = MAX (positive, add_side (self, row, FALSE));
      if (self->middle >= 0)
        middle = MAX (middle, mok_draft_get_share (draft, row, self->answers[self->middle]));
    }
  if (!draft->narrow)
    {
      self->label_width = mok_draft_find_label_width (draft, TRUE, MOK_FONT_LABEL, 0.22 * (draft->right - draft->left));
      for (guint row = 0; row < draft->table->rows->len; row++)
        {
          g_autofree char *base = NULL;

          if (!mok_draft_is_shown (draft, row))
            continue;
          base = mok_draft_dup_base (draft, row);
          self->label_width = MAX (self->label_width, mok_draft_measure_width (draft, base, MOK_FONT_SMALL));
        }
      free_width -= self->label_width + 14;
      if (self->n_extras > 0)
        free_width -= self->n_extras * NUMBER_WIDTH + 14;
    }

  const double value_width = self->middle >= 0 ? 26 : 0, middle_gap = self->middle >= 0 ? (draft->narrow ? 8 : 24) : 0;
  const double least_middle = self->middle >= 0 ? (draft->narrow ? 48 : 76) : 0;
  const double total = negative + positive + middle;

  self->unit = MAX (free_width - value_width - middle_gap, 20) / MAX (total, 0.01);
  if (self->unit * middle + value_width < least_middle)
    self->unit = MAX (free_width - least_middle - middle_gap, 20) / MAX (negative + positive, 0.01);
  self->zero = draft->left + (draft->narrow ? 0 : self->label_width + 14) + SUM_WIDTH + self->unit * negative;
  self->middle_zero = self->zero + self->unit * positive + SUM_WIDTH + middle_gap;
  self->extras_x = draft->right - self->n_extras * NUMBER_WIDTH;
}

static void
lay_out_segment (Likert *self, guint row, guint i, double x, double width, double y)
{
  MokDraft *draft = self->draft;
  const guint ink = self->inks[i];

  mok_draft_box (draft, x, y, width, BAR_HEIGHT, ink, MOK_INK_OUTLINE | ink, 1);
  if (width >= SHORTEST_WITH_NUMBER)
    {
      g_autofree char *value = mok_draft_dup_value (draft, row, self->answers[i]);

      if (mok_draft_measure_width (draft, value, MOK_FONT_VALUE) + 7 <= width)
        mok_draft_put (draft, value, MOK_FONT_VALUE, MOK_INK_LABEL | ink, x + width / 2, y + BAR_HEIGHT / 2.0, 0.5,
                       0.5);
    }
}

static void
lay_out_sides (Likert *self, guint row, double y)
{
  MokDraft *draft = self->draft;
  const double middle_y = y + BAR_HEIGHT / 2.0;
  double left = self->zero - self->unit * add_side (self, row, TRUE), right = self->zero;
  int sums[2] = { 0, 0 };

  double x = left;

  for (guint i = 0; i < self->n; i++)
    {
      const double width = self->unit * mok_draft_get_share (draft, row, self->answers[i]);

      if ((int) i == self->middle)
        continue;
      lay_out_segment (self, row, i, x, width, y);
      sums[is_negative (self, i) ? 0 : 1] += mok_draft_get_points (draft, row, self->answers[i]);
      x += width;
      right = x;
    }
  for (int side = 0; side < 2; side++)
    {
      g_autofree char *sum = g_strdup_printf ("%d", sums[side]);

      mok_draft_put (draft, sum, MOK_FONT_SUM, MOK_INK_TEXT, side == 0 ? left - 7 : right + 7, middle_y,
                     side == 0 ? 1 : 0, 0.5);
    }

  /* Marks come in reading order, the middle answer after both sides as on the page. */
  x = left;
  for (guint i = 0; i < self->n; i++)
    {
      const double width = self->unit * mok_draft_get_share (draft, row, self->answers[i]);

      if ((int) i == self->middle)
        continue;
      mok_draft_mark_cell (draft, row, self->answers[i], x, y, width, BAR_HEIGHT);
      x += width;
    }
}

static void
lay_out_middle (Likert *self, guint row, double y)
{
  MokDraft *draft = self->draft;
  const guint column = self->answers[self->middle];
  const double width = self->unit * mok_draft_get_share (draft, row, column);
  g_autofree char *value = mok_draft_dup_value (draft, row, column);
  const guint ink = self->inks[self->middle];

  mok_draft_box (draft, self->middle_zero, y, width, BAR_HEIGHT, ink, MOK_INK_OUTLINE | ink, 1);

  const cairo_rectangle_t box = mok_draft_put (draft, value, MOK_FONT_VALUE_PLAIN, MOK_INK_TEXT,
                                               self->middle_zero + width + 6, y + BAR_HEIGHT / 2.0, 0, 0.5);

  mok_draft_mark_cell (draft, row, column, self->middle_zero, y, box.x + box.width - self->middle_zero, BAR_HEIGHT);
}

static void
lay_out_extras (Likert *self, guint row, double y)
{
  MokDraft *draft = self->draft;

  for (guint i = 0; i < self->n_extras; i++)
    {
      const int column = self->extras[i].column;
      const double x = self->extras_x + NUMBER_WIDTH * (i + 0.5);
      g_autofree char *value = NULL;
      char *sentence;

      if (column >= 0)
        {
          value = mok_draft_dup_value (draft, row, (guint) column);
          sentence = mok_draft_dup_sentence (draft, row, (guint) column);
        }
      else
        {
          const MokMissing kind = (MokMissing) (-1 - column);

          value = g_strdup_printf ("%.0f", floor (100 * mok_draft_get_missing (draft, row, kind) + 0.5));
          sentence = mok_draft_dup_missing_sentence (draft, row, kind);
        }
      mok_draft_put (draft, value, MOK_FONT_SUBTITLE, MOK_INK_MUTED, x, y + BAR_HEIGHT / 2.0, 0.5, 0.5);
      mok_draft_mark (draft, row, column, x - 20, y + 1, 40, BAR_HEIGHT - 2, sentence);
    }
}

static PangoLayout *
create_label (const Likert *self, guint row, double width, double *height)
{
  MokDraft *draft = self->draft;
  PangoLayout *label = mok_draft_create_text (draft, mok_draft_get_row_label (draft, row),
                                              row == 0 ? MOK_FONT_HEADING : MOK_FONT_LABEL, width, 0);

  mok_draft_measure (label, NULL, height);
  return label;
}

/* The size of a group, below its name. It has no height where the group is too small to have a size. */
static PangoLayout *
create_base (const Likert *self, guint row, double *height)
{
  MokDraft *draft = self->draft;
  g_autofree char *base = mok_draft_dup_base (draft, row);
  PangoLayout *layout = mok_draft_create_text (draft, base, MOK_FONT_SMALL, -1, 0);

  *height = 0;
  if (mok_table_get_row (draft->table, row)->shown)
    mok_draft_measure (layout, NULL, height);
  return layout;
}

/* Where labels stand beside the bars. */
static double
get_row_height (double label_height, double base_height)
{
  return MAX (ROW_HEIGHT, label_height + base_height + 5);
}

/* What stands over the middle answer and the numbers at the right. Returns its height. */
static double
create_headings (Likert *self)
{
  MokDraft *draft = self->draft;
  double height = 18;

  if (self->middle >= 0)
    {
      const double end = draft->narrow || self->n_extras == 0 ? draft->right : self->extras_x - 14;

      self->headings[0] = mok_draft_create_text (draft, mok_draft_get_column_label (draft, self->answers[self->middle]),
                                                 MOK_FONT_LABEL, end - self->middle_zero, 0);
    }
  for (guint i = 0; i < self->n_extras && !draft->narrow; i++)
    self->headings[i + 1] = mok_draft_create_text (draft, self->extras[i].heading, MOK_FONT_SMALL, NUMBER_WIDTH, 0.5);
  for (guint i = 0; i < G_N_ELEMENTS (self->headings); i++)
    {
      double own = 0;

      if (self->headings[i] != NULL)
        mok_draft_measure (self->headings[i], NULL, &own);
      height = MAX (height, own);
    }
  return height;
}

/* Above the bar of all respondents, where labels stand beside the bars. */
static gboolean
lay_out_names (Likert *self, double end, double height)
{
  MokDraft *draft = self->draft;
  MokChartPart parts[5];
  guint n = 0;
  double x, label_height, base_height;

  if (draft->narrow || !mok_draft_is_shown (draft, 0))
    return FALSE;
  g_object_unref (create_label (self, 0, self->label_width, &label_height));
  g_object_unref (create_base (self, 0, &base_height));
  x = self->zero - self->unit * add_side (self, 0, TRUE);
  for (guint i = 0; i < self->n; i++)
    {
      const double width = self->unit * mok_draft_get_share (draft, 0, self->answers[i]);

      if ((int) i == self->middle)
        continue;
      parts[n++] = (MokChartPart){ mok_draft_get_column_label (draft, self->answers[i]), x, width };
      x += width;
    }
  return mok_draft_name_parts (draft, parts, n, draft->left, end - MIDDLE_AIR, height,
                               (get_row_height (label_height, base_height) - BAR_HEIGHT) / 2);
}

/* Answers of each side stand at their side of the zero line where there is room, else all in lines from the left. */
static void
lay_out_legend (Likert *self, double end, double height)
{
  MokDraft *draft = self->draft;
  MokLegendEntry entries[5];
  guint n_negative = 0, n = 0;

  for (guint i = 0; i < self->n; i++)
    {
      if ((int) i == self->middle)
        continue;
      n_negative += is_negative (self, i);
      entries[n++] = (MokLegendEntry){ mok_draft_get_column_label (draft, self->answers[i]), self->inks[i],
                                       MOK_INK_OUTLINE | self->inks[i], 1, -1 };
    }

  const double negative = mok_draft_legend_width (draft, entries, n_negative);
  const double positive = mok_draft_legend_width (draft, entries + n_negative, n - n_negative);

  if (!draft->narrow && self->zero - 10 - negative >= draft->left && self->zero + 10 + positive <= end - MIDDLE_AIR)
    {
      const double top = draft->y;

      draft->y = top + height - 18;
      mok_draft_legend (draft, entries, n_negative, self->zero - 10 - negative, negative);
      draft->y = top + height - 18;
      mok_draft_legend (draft, entries + n_negative, n - n_negative, self->zero + 10, positive);
      draft->y = top + height;
    }
  else
    {
      mok_draft_legend (draft, entries, n, draft->left, draft->right - draft->left);
      draft->y += 8 + (self->middle >= 0 || (self->n_extras > 0 && !draft->narrow) ? height : 0);
    }
}

/* Answers are named above the first bar where there is room, else in a legend. All headings end on one line. */
static void
lay_out_head (Likert *self)
{
  MokDraft *draft = self->draft;
  const double height = create_headings (self);
  const double end = self->middle >= 0 ? self->middle_zero : (self->n_extras > 0 ? self->extras_x : draft->right);
  const gboolean named = lay_out_names (self, end, height);

  if (!named)
    lay_out_legend (self, end, height);

  const double bottom = named ? draft->y - MOK_NAME_TICK : draft->y;

  if (self->headings[0] != NULL)
    mok_draft_place (draft, self->headings[0], MOK_INK_TEXT, self->middle_zero, bottom, 0, 1);
  for (guint i = 0; i < self->n_extras && !draft->narrow; i++)
    mok_draft_place (draft, self->headings[i + 1], MOK_INK_MUTED, self->extras_x + NUMBER_WIDTH * (i + 0.5), bottom,
                     0.5, 1);
  if (!named)
    draft->y += 6;
}

/* Name and size of the group. Returns where its bar starts. */
static double
lay_out_label (Likert *self, guint row, double *height)
{
  MokDraft *draft = self->draft;
  const MokTableRow *group = mok_table_get_row (draft->table, row);
  double label_height, base_height, base_width;
  PangoLayout *base = create_base (self, row, &base_height);
  PangoLayout *label;

  mok_draft_measure (base, &base_width, NULL);
  label = create_label (self, row, draft->narrow ? draft->right - draft->left - base_width - 10 : self->label_width,
                        &label_height);
  *height = draft->narrow ? label_height + LABEL_GAP + BAR_HEIGHT : get_row_height (label_height, base_height);

  const double top = draft->narrow ? draft->y : draft->y + (*height - label_height - base_height) / 2;

  mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, top, 0, 0);
  if (!group->shown)
    g_object_unref (base);
  else if (draft->narrow)
    mok_draft_place (draft, base, MOK_INK_MUTED, draft->right, top + 2, 1, 0);
  else
    mok_draft_place (draft, base, MOK_INK_MUTED, draft->left, top + label_height, 0, 0);
  return draft->narrow ? top + label_height + LABEL_GAP : draft->y + (*height - BAR_HEIGHT) / 2;
}

static void
lay_out_row (Likert *self, guint row)
{
  MokDraft *draft = self->draft;
  double height;
  const double y = lay_out_label (self, row, &height);

  if (!mok_draft_is_shown (draft, row))
    {
      const double x = draft->left + (draft->narrow ? 0 : self->label_width + 14);

      mok_draft_too_few (draft, row, x, y, draft->right - x, BAR_HEIGHT, TRUE);
      draft->y += height;
      return;
    }
  lay_out_sides (self, row, y);
  if (self->middle >= 0)
    lay_out_middle (self, row, y);
  if (!draft->narrow)
    lay_out_extras (self, row, y);

  const gboolean ruled = row == 0 && draft->table->rows->len > 1;

  /* Over the segments: the zero lines go through every row, and over the rule after the first. */
  const double top = draft->narrow ? y - LABEL_GAP + 3 : draft->y;
  const double bottom = draft->narrow ? y + BAR_HEIGHT + 4 : draft->y + height + (ruled ? RULE_GAP : 0);

  mok_draft_line (draft, self->zero, top, self->zero, bottom, MOK_INK_TEXT, 1.4, FALSE);
  if (self->middle >= 0)
    mok_draft_line (draft, self->middle_zero, top, self->middle_zero, bottom, MOK_INK_AXIS, 1.4, FALSE);
  draft->y += height;
  if (draft->narrow && self->n_extras > 0)
    {
      draft->y += 7;
      mok_draft_missing_line (draft, row, NULL, TRUE);
    }
}

/**
 * mok_draft_lay_out_likert:
 *
 * Two to five answers from one side to the other, in the order of the form.
 */
void
mok_draft_lay_out_likert (MokDraft *draft)
{
  Likert self = { .draft = draft };
  const guint n_rows = draft->table->rows->len;

  choose_answers (&self);
  choose_missing (&self);
  find_unit (&self);
  if (!draft->narrow && self.unit < LEAST_UNIT)
    {
      draft->narrow = TRUE;
      find_unit (&self);
    }
  lay_out_head (&self);

  const double top = draft->y;

  for (guint row = 0; row < n_rows; row++)
    {
      lay_out_row (&self, row);
      if (row == 0 && n_rows > 1)
        {
          const double gap = draft->narrow ? 20 : RULE_GAP;

          mok_draft_line (draft, draft->left, draft->y + gap / 2, draft->right, draft->y + gap / 2, MOK_INK_GRID, 1,
                          FALSE);
          draft->y += gap;
        }
      else if (draft->narrow)
        draft->y += 12;
    }
  if (self.n_extras > 0 && !draft->narrow)
    mok_draft_line (draft, self.extras_x - 6, top - 20, self.extras_x - 6, draft->y, MOK_INK_GRID, 1, TRUE);
  mok_draft_add_foot (draft, _ ("Bold figures add the answers of a side."));
  if (self.middle >= 0)
    {
      /* Translators: %s is the middle answer, e.g. "Neither" */
      g_autofree char *middle = g_strdup_printf (_ ("“%s” starts from its own zero line, so it can be compared too."),
                                                 mok_draft_get_column_label (draft, self.answers[self.middle]));

      mok_draft_add_foot (draft, middle);
    }
}
