/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bars of groups, as small multiples and ridges have them: upright and level, solid or hollow, with the share of all
 * respondents marked on them. Must not paint.
 */

#include "config.h"

#include <math.h>

#include "chart/mok-chart-private.h"

#define REFERENCE 2.4

/**
 * mok_draft_reference:
 * @x1: where the bar begins across the tick, which is level where @y1 is @y2, else upright
 * @inside: whether the bar reaches over the tick
 * @overhang: px by which it sticks out on either side of the bar
 *
 * The share of all respondents on the bar of a group: two strong stubs beside the bar and a hairline across it. A
 * strong line across would cut the bar in two, and hide its end where both are near.
 */
void
mok_draft_reference (MokDraft *self, double x1, double y1, double x2, double y2, gboolean inside, double overhang)
{
  const gboolean level = y1 == y2;
  const double dx = level ? overhang : 0, dy = level ? 0 : overhang;

  mok_draft_line (self, x1, y1, x2, y2, inside ? MOK_INK_SURFACE : MOK_INK_REFERENCE, 1, FALSE);
  mok_draft_line (self, x1 - dx, y1 - dy, x1, y1, MOK_INK_REFERENCE, REFERENCE, FALSE);
  mok_draft_line (self, x2, y2, x2 + dx, y2 + dy, MOK_INK_REFERENCE, REFERENCE, FALSE);
}

/**
 * mok_draft_get_reach:
 * @hollow: (out): whether only a limit is known of the share, so that the bar is an outline up to it
 *
 * Returns: how far the bar of a group reaches, 0 to 1
 */
double
mok_draft_get_reach (const MokDraft *self, guint row, guint column, gboolean *hollow)
{
  const MokTableCell *cell = &mok_table_get_row (self->table, row)->cells[column];

  *hollow = cell->bound == MOK_BOUND_AT_MOST;
  return *hollow ? mok_draft_get_limit (cell) : mok_draft_get_bar_share (self, row, column);
}

/**
 * mok_draft_group_bar:
 *
 * The bar itself, solid or hollow, grey for "did not apply".
 */
void
mok_draft_group_bar (MokDraft *self, guint column, gboolean hollow, double x, double y, double width, double height)
{
  const guint ink = mok_table_get_column (self->table, column)->not_applicable ? MOK_INK_AXIS : MOK_INK_EMPHASIS;

  mok_draft_box (self, x, y, width, height, hollow ? MOK_INK_NONE : ink, hollow ? ink : MOK_INK_NONE, hollow ? 1 : 0);
}

/**
 * mok_draft_column:
 * @scale: px of a share of 1
 * @tick: whether the share of all respondents is marked
 * @overhang: px by which that sticks out
 * @value: whether the number stands over the column
 *
 * An upright bar of one answer in one group.
 *
 * Returns: where its highest part is
 */
double
mok_draft_column (MokDraft *self,
                  guint row,
                  guint column,
                  double x,
                  double width,
                  double bottom,
                  double scale,
                  gboolean tick,
                  double overhang,
                  gboolean value)
{
  gboolean hollow;
  const double top = bottom - scale * mok_draft_get_reach (self, row, column, &hollow);
  const double reference = bottom - scale * mok_draft_get_bar_share (self, 0, column);
  double highest = top, text_y = top - 2, text_height;

  mok_draft_group_bar (self, column, hollow, x, top, width, bottom - top);
  if (tick)
    {
      mok_draft_reference (self, x, reference, x + width, reference, !hollow && reference > top + 1, overhang);
      highest = MIN (highest, reference - REFERENCE / 2);
    }
  if (value)
    {
      g_autofree char *number = mok_draft_dup_value (self, row, column);
      PangoLayout *text = mok_draft_create_text (self, number, MOK_FONT_VALUE, -1, 0);

      mok_draft_measure (text, NULL, &text_height);
      /* The number moves above a tick that would run through it. */
      if (tick && reference - REFERENCE < text_y + 1 && reference + REFERENCE > text_y - text_height)
        text_y = reference - REFERENCE;

      const cairo_rectangle_t box = mok_draft_place (self, text, MOK_INK_TEXT, x + width / 2, text_y, 0.5, 1);

      highest = MIN (highest, box.y);
    }
  return highest;
}
