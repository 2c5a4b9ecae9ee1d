/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a protection by law fared: bars of 100 %. What was received starts at a common zero, guaranteed or not, what was
 * not received follows, and what cannot be decided ends at a common edge. Blue is received, orange is not; solid is
 * guaranteed by law, stripes are exempt.
 * Must not paint.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-outcome.h"
#include "chart/mok-chart-private.h"

#define BAR_HEIGHT 21
#define ROW_GAP 11
#define APART 3
/* Between segments, taken from the left one: pale neighbours must not run into each other. */
#define SEAM 1
#define AIR 7
#define N_CLASSES (MOK_N_OUTCOMES - 1)

static const MokOutcome drawn[N_CLASSES] = {
  MOK_OUTCOME_RECEIVED, MOK_OUTCOME_EXEMPT_RECEIVED,     MOK_OUTCOME_NOT_ASKED_FOR,
  MOK_OUTCOME_DENIED,   MOK_OUTCOME_EXEMPT_NOT_RECEIVED, MOK_OUTCOME_UNDETERMINED,
};

static guint
get_ink (MokOutcome outcome)
{
  return MOK_INK_OUTCOME + (guint) outcome - MOK_OUTCOME_RECEIVED;
}

static MokLegendEntry
create_entry (MokOutcome outcome, const char *text)
{
  const guint ink = get_ink (outcome);

  return (MokLegendEntry){ text, ink, MOK_INK_OUTLINE | ink, 1, -1 };
}

/* Whether any bar may have stripes. */
static gboolean
has_exempt (const MokDraft *self)
{
  for (guint i = 0; i < self->n_tables; i++)
    {
      if (!self->tables[i]->binds_all)
        return TRUE;
      for (guint row = 0; row < self->tables[i]->rows->len; row++)
        {
          const MokTableCell *cells = mok_table_get_row (self->tables[i], row)->cells;

          if (cells[MOK_OUTCOME_EXEMPT_RECEIVED - 1].share > 0 || cells[MOK_OUTCOME_EXEMPT_NOT_RECEIVED - 1].share > 0)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_exempt (MokOutcome outcome)
{
  return outcome == MOK_OUTCOME_EXEMPT_RECEIVED || outcome == MOK_OUTCOME_EXEMPT_NOT_RECEIVED;
}

static void
lay_out_legend_list (MokDraft *self, gboolean exempt)
{
  for (int outcome = MOK_OUTCOME_RECEIVED; outcome < MOK_N_OUTCOMES; outcome++)
    {
      if (!exempt && is_exempt ((MokOutcome) outcome))
        continue;

      const MokLegendEntry entry =
          create_entry ((MokOutcome) outcome, mok_draft_get_column_label (self, (guint) outcome - 1));

      mok_draft_legend (self, &entry, 1, self->left, self->right - self->left);
      self->y += 3;
    }
}

static void
lay_out_legend_lines (MokDraft *self, gboolean exempt)
{
  /* Translators: legend of protection outcomes: this line's answers are of people to whom the law guarantees it */
  const char *const headings[] = { _ ("Law guarantees it"), _ ("Law exempts this size") };
  const MokLegendEntry guaranteed[] = {
    create_entry (MOK_OUTCOME_RECEIVED, C_ ("outcome", "received")),
    create_entry (MOK_OUTCOME_NOT_ASKED_FOR, C_ ("outcome", "not asked for")),
    create_entry (MOK_OUTCOME_DENIED, C_ ("outcome", "denied or only in part")),
    create_entry (MOK_OUTCOME_UNDETERMINED, C_ ("outcome", "undetermined")),
  };
  const MokLegendEntry exempted[] = {
    create_entry (MOK_OUTCOME_EXEMPT_RECEIVED, C_ ("outcome", "received anyway")),
    create_entry (MOK_OUTCOME_EXEMPT_NOT_RECEIVED, C_ ("outcome", "not received")),
  };
  const double x = self->left + 16
                   + MAX (mok_draft_measure_width (self, headings[0], MOK_FONT_HEADING),
                          exempt ? mok_draft_measure_width (self, headings[1], MOK_FONT_HEADING) : 0);

  mok_draft_put (self, headings[0], MOK_FONT_HEADING, MOK_INK_TEXT, self->left, self->y, 0, 0);
  mok_draft_legend (self, guaranteed, G_N_ELEMENTS (guaranteed), x, self->right - x);
  if (!exempt)
    return;
  self->y += 5;
  mok_draft_put (self, headings[1], MOK_FONT_HEADING, MOK_INK_TEXT, self->left, self->y, 0, 0);
  mok_draft_legend (self, exempted, G_N_ELEMENTS (exempted), x, self->right - x);
}

/**
 * mok_draft_outcome_legend:
 *
 * The classes in two lines, by what the law says; on a narrow page a list. Moves down below it.
 */
void
mok_draft_outcome_legend (MokDraft *self)
{
  const gboolean exempt = has_exempt (self);

  if (self->narrow)
    lay_out_legend_list (self, exempt);
  else
    lay_out_legend_lines (self, exempt);
}

/**
 * mok_draft_outcome_ticks:
 * @x: where the bars start
 * @width: of the bars
 *
 * Percentages over the bars, and the heading over the numbers of respondents. Moves down below them.
 */
void
mok_draft_outcome_ticks (MokDraft *self, double x, double width)
{
  const int step = width >= 160 ? 25 : width >= 90 ? 50 : width >= 60 ? 100 : 101;
  double height = 0;

  for (int points = 0; points <= 100; points += step)
    {
      const gboolean end = points == 0 || points == 100;
      g_autofree char *text = end ? mok_percent_to_string (points) : g_strdup_printf ("%d", points);
      /* Where every pixel counts the last one must not reach into the next column. */
      const double halign = !self->narrow ? 0.5 : points / 100.0;
      const cairo_rectangle_t box =
          mok_draft_put (self, text, MOK_FONT_SMALL, MOK_INK_MUTED, x + width * points / 100, self->y, halign, 0);

      height = box.height;
    }

  const cairo_rectangle_t box = mok_draft_put (self, mok_draft_get_base_heading (self), MOK_FONT_SMALL, MOK_INK_MUTED,
                                               self->right, self->y, 1, 0);

  self->y += MAX (height, box.height);
}

/**
 * mok_draft_outcome_bar:
 *
 * The bar of one group. One unit in every bar of a chart: where nothing is undetermined it ends before the common edge.
 */
void
mok_draft_outcome_bar (MokDraft *self, guint row, double x, double y, double width, double height)
{
  const double end = x + width;
  double sum = 0;

  for (guint i = 0; i < N_CLASSES; i++)
    sum += mok_draft_get_share (self, row, i);
  for (guint i = 0; i < N_CLASSES && sum > 0; i++)
    {
      const guint column = drawn[i] - MOK_OUTCOME_RECEIVED, ink = get_ink (drawn[i]);
      const gboolean last = drawn[i] == MOK_OUTCOME_UNDETERMINED;
      const double length = (width - APART) * mok_draft_get_share (self, row, column) / sum;
      const double shown = last || length < 3 * SEAM ? length : length - SEAM;
      g_autofree char *value = mok_draft_dup_value (self, row, column);
      const MokChartFont font = last ? MOK_FONT_VALUE_PLAIN : MOK_FONT_VALUE;

      if (length <= 0)
        continue;
      if (last)
        x = end - length;
      /* What rounds to 0 would be a second outline. */
      if (mok_draft_get_points (self, row, column) > 0)
        mok_draft_box (self, x, y, shown, height, ink, MOK_INK_OUTLINE | ink, 1);
      if (mok_draft_measure_width (self, value, font) + AIR <= shown)
        mok_draft_put (self, value, font, MOK_INK_LABEL | ink, x + shown / 2, y + height / 2, 0.5, 0.5);
      mok_draft_mark_cell (self, row, column, x, y, length, height);
      x += length;
    }
}

typedef struct
{
  MokDraft *draft;
  double label_width;
  double x;
  double width;
} Outcome;

static void
lay_out_row (Outcome *self, guint row)
{
  MokDraft *draft = self->draft;
  const gboolean shown = mok_draft_is_shown (draft, row);
  g_autofree char *base = !shown          ? g_strdup ("–")
                          : draft->narrow ? mok_draft_dup_base (draft, row)
                                          : mok_draft_dup_base_number (draft, row);
  const double base_width = mok_draft_measure_width (draft, base, MOK_FONT_SUBTITLE);
  const double label_width = draft->narrow ? draft->right - draft->left - base_width - 10 : self->label_width;
  const MokChartFont font = row == 0 && draft->table->rows->len > 1 ? MOK_FONT_HEADING : MOK_FONT_LABEL;
  PangoLayout *label = mok_draft_create_text (draft, mok_draft_get_row_label (draft, row), font, label_width, 0);
  const double top = draft->y;
  double label_height, bar_y;

  mok_draft_measure (label, NULL, &label_height);
  if (draft->narrow)
    {
      mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, top, 0, 0);
      mok_draft_put (draft, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, draft->right, top, 1, 0);
      bar_y = top + label_height + 3;
      draft->y = bar_y + BAR_HEIGHT + ROW_GAP;
    }
  else
    {
      const double height = MAX (BAR_HEIGHT, label_height);

      mok_draft_place (draft, label, MOK_INK_TEXT, draft->left, top + height / 2, 0, 0.5);
      mok_draft_put (draft, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, draft->right, top + height / 2, 1, 0.5);
      bar_y = top + (height - BAR_HEIGHT) / 2;
      draft->y = top + height + ROW_GAP;
    }
  if (shown)
    mok_draft_outcome_bar (draft, row, self->x, bar_y, self->width, BAR_HEIGHT);
  else
    mok_draft_too_few (draft, row, self->x, bar_y, self->width, BAR_HEIGHT, TRUE);
}

/**
 * mok_draft_lay_out_outcome:
 *
 * One protection: a bar for all respondents and for each group.
 */
void
mok_draft_lay_out_outcome (MokDraft *draft)
{
  Outcome self = { .draft = draft, .x = draft->left, .width = draft->right - draft->left };
  const guint n_rows = draft->table->rows->len;

  mok_draft_outcome_legend (draft);
  draft->y += 10;
  if (!draft->narrow)
    {
      double base_width = mok_draft_measure_width (draft, mok_draft_get_base_heading (draft), MOK_FONT_SMALL);

      for (guint row = 0; row < n_rows; row++)
        {
          g_autofree char *base = mok_draft_dup_base_number (draft, row);

          base_width = MAX (base_width, mok_draft_measure_width (draft, base, MOK_FONT_SUBTITLE));
        }
      self.label_width = mok_draft_find_label_width (draft, TRUE, MOK_FONT_LABEL, 0.25 * self.width);
      self.x = draft->left + self.label_width + 14;
      self.width = MAX (draft->right - MAX (base_width, 40) - MOK_TICK_AIR - self.x, 20);
      mok_draft_outcome_ticks (draft, self.x, self.width);
      draft->y += 6;
    }
  for (guint row = 0; row < n_rows; row++)
    {
      lay_out_row (&self, row);
      if (row == 0 && n_rows > 1)
        {
          mok_draft_line (draft, draft->left, draft->y - 2, draft->right, draft->y - 2, MOK_INK_GRID, 1, FALSE);
          draft->y += 8;
        }
    }
  draft->y -= ROW_GAP;
  mok_draft_outcome_foot (draft);
}

/**
 * mok_draft_outcome_foot:
 *
 * What every chart of protections says in its small print.
 */
void
mok_draft_outcome_foot (MokDraft *self)
{
  mok_draft_add_foot (self, _ ("As reported by respondents, not a legal finding."));
  /* Missing answers are in the bars here, not below them. */
  mok_draft_add_foot (self, _ ("Undetermined: not sure, not answered, or too little is known to say what the law "
                               "guarantees."));
  if (g_strcmp0 (self->table->by, "size5") == 0
      && (self->headline
          || (mok_table_find_row (self->table, "unknown") < 0 && mok_table_find_row (self->table, "none") < 0)))
    mok_draft_add_foot (self, _ ("Respondents whose workplace size is unknown are in neither bar."));
}
