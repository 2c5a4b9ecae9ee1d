/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The names of answers right above the parts of the first bar, in place of a legend: nobody has to look a colour up.
 * Only where each name stands over its own part and none is without one. Must not paint.
 */

#include "config.h"

#include "chart/mok-chart-private.h"

#define GAP 14
/* How far inside a name the middle of its part has to be. */
#define INSIDE 3
#define NARROW_NAME 92

typedef struct
{
  PangoLayout *layouts[MOK_MOST_PARTS]; /* (owned) until placed */
  double widths[MOK_MOST_PARTS];
  double centres[MOK_MOST_PARTS];
  double height;
} Names;

static void
clear_names (Names *self)
{
  for (guint i = 0; i < MOK_MOST_PARTS; i++)
    g_clear_object (&self->layouts[i]);
}

/* Returns: whether all names have a place; in lines as wide as @width, or in one line where it is negative */
static gboolean
try_names (MokDraft *draft, const MokChartPart *parts, guint n, double left, double right, double width, Names *self)
{
  double spaces[MOK_MOST_PARTS] = { 0 }, all = 0;

  self->height = 0;
  for (guint i = 0; i < n; i++)
    {
      double height;

      /* A word in two parts is no name to read in passing. */
      if (width >= 0 && !mok_draft_text_fits (draft, parts[i].name, MOK_FONT_LABEL, width, 2))
        return FALSE;
      self->layouts[i] = mok_draft_create_text (draft, parts[i].name, MOK_FONT_LABEL, width, 0.5);
      mok_draft_measure (self->layouts[i], &self->widths[i], &height);
      self->height = MAX (self->height, height);
      self->centres[i] = parts[i].x + parts[i].width / 2;
      spaces[i] = self->widths[i] + GAP;
      all += spaces[i];
    }
  if (all - GAP > right - left)
    return FALSE;
  mok_spread (self->centres, spaces, n, left - GAP / 2.0, right + GAP / 2.0);
  for (guint i = 0; i < n; i++)
    {
      const double apart = self->centres[i] - (parts[i].x + parts[i].width / 2);

      if (ABS (apart) > self->widths[i] / 2 - INSIDE)
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_draft_name_parts:
 * @parts: (array length=n): of the first bar, from left to right
 * @n: at most %MOK_MOST_PARTS
 * @left: no name begins before
 * @right: no name ends behind
 * @height: at least so much room is taken, for what else stands in that line
 * @gap: from where it moves to down to the bar
 *
 * Names the parts of the bar that begins below, with a line from each name to the middle of its part. Moves down below
 * them.
 *
 * Returns: %FALSE where there is no room, or a part has no width: nothing was changed then
 */
gboolean
mok_draft_name_parts (MokDraft *self,
                      const MokChartPart *parts,
                      guint n,
                      double left,
                      double right,
                      double height,
                      double gap)
{
  g_return_val_if_fail (n <= MOK_MOST_PARTS, FALSE);

  Names names = { 0 };

  for (guint i = 0; i < n; i++)
    {
      if (parts[i].width < 1)
        return FALSE;
    }
  if (!try_names (self, parts, n, left, right, -1, &names))
    {
      clear_names (&names);
      if (!try_names (self, parts, n, left, right, NARROW_NAME, &names))
        {
          clear_names (&names);
          return FALSE;
        }
    }
  self->y += MAX (names.height, height);
  for (guint i = 0; i < n; i++)
    {
      const double middle = parts[i].x + parts[i].width / 2;

      mok_draft_place (self, g_steal_pointer (&names.layouts[i]), MOK_INK_TEXT, names.centres[i], self->y, 0.5, 1);
      mok_draft_line (self, middle, self->y + 1, middle, self->y + MOK_NAME_TICK + gap - 1, MOK_INK_AXIS, 1, FALSE);
    }
  self->y += MOK_NAME_TICK;
  return TRUE;
}
