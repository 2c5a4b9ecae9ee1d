/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two waves: a line from the earlier share to the later one. A change whose interval excludes none is bold, a rise
 * solid with circles, a fall dashed with squares; everything else is thin and grey. Labels stand at both ends and are
 * pushed apart; where the page has no room for names the ends have numbers, which a list explains.
 * Must not paint.
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define LEAST_HEIGHT 240
#define LEAST_WITH_NAMES 460
#define LABEL_AIR 3
#define MARKER 11
#define MARKER_GAP 16
/* A label farther from its point than this is tied to it by a line. */
#define FAR 4

typedef struct
{
  const MokDraftItem *item;
  MokDraftChange change;
  guint number; /* from 1, in the order of the items */
  double from;  /* shares */
  double to;
  double y1; /* of the points */
  double y2;
  PangoLayout *left; /* (owned) until placed */
  PangoLayout *right;
  double left_y; /* middles of the labels */
  double right_y;
  double left_height;
  double right_height;
} Slope;

typedef struct
{
  MokDraft *draft;
  Slope *slopes; /* (owned) (array length=n): from the top of the right side */
  guint n;
  gboolean named;
  double x1;
  double x2;
  double left_width;
  double right_width;
} Change;

static double
get_share (MokDraft *draft, guint table, guint row, guint column)
{
  mok_draft_use_table (draft, table);
  return mok_draft_get_bar_share (draft, row, column);
}

/* Whether a reader who subtracts gets the difference that is told. */
static gboolean
is_difference_of_shown (MokDraft *draft, const Slope *slope)
{
  const MokDraftChange *change = &slope->change;
  int before, after;

  mok_draft_use_table (draft, slope->item->table + draft->n_tables / 2);
  before = mok_draft_get_points (draft, change->earlier_row, change->earlier_column);
  mok_draft_use_table (draft, slope->item->table);
  after = mok_draft_get_points (draft, slope->item->row, slope->item->column);
  return after - before == (int) round (100 * change->difference);
}

/* Numbers of lines that have no room for their names run down the page. */
static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const Slope *first = a, *second = b;

  return first->from != second->from ? (first->from > second->from ? -1 : 1)
                                     : (int) first->number - (int) second->number;
}

static void
number_slopes (Change *self)
{
  qsort (self->slopes, self->n, sizeof *self->slopes, compare_ends);
  for (guint i = 0; i < self->n; i++)
    self->slopes[i].number = i + 1;
}

static void
find_slopes (Change *self)
{
  MokDraft *draft = self->draft;
  g_autoptr (GString) left_out = g_string_new (NULL);
  gboolean rounding = FALSE;

  self->slopes = g_new0 (Slope, draft->items->len + 1);
  for (guint i = 0; i < draft->items->len; i++)
    {
      Slope *slope = &self->slopes[self->n];

      slope->item = mok_draft_get_item (draft, i);
      if (!mok_draft_get_change (draft, slope->item, &slope->change))
        {
          g_string_append_printf (left_out, "%s%s", left_out->len > 0 ? ", " : "",
                                  mok_draft_get_item_label (draft, slope->item));
          continue;
        }
      slope->number = ++self->n;
      slope->from = get_share (draft, slope->item->table + draft->n_tables / 2, slope->change.earlier_row,
                               slope->change.earlier_column);
      slope->to = get_share (draft, slope->item->table, slope->item->row, slope->item->column);
      rounding |= slope->change.known && !is_difference_of_shown (draft, slope);
    }
  if (rounding)
    mok_draft_add_foot (draft, _ ("Differences are computed before rounding."));
  if (left_out->len > 0)
    {
      /* Translators: a list of groups or questions */
      g_autofree char *sentence =
          g_strdup_printf (_ ("Not compared, because one of the two surveys does not show it: %s."), left_out->str);

      mok_draft_add_foot (draft, sentence);
    }
}

static char *
dup_value (MokDraft *draft, const Slope *slope, gboolean later)
{
  mok_draft_use_table (draft, slope->item->table + (later ? 0 : draft->n_tables / 2));
  return later ? mok_draft_dup_value (draft, slope->item->row, slope->item->column)
               : mok_draft_dup_value (draft, slope->change.earlier_row, slope->change.earlier_column);
}

static char *
dup_left (const Change *self, const Slope *slope)
{
  g_autofree char *value = dup_value (self->draft, slope, FALSE);

  if (!self->named)
    {
      g_autofree char *number = g_strdup_printf ("(%u)", slope->number);

      return mok_draft_dup_pair (self->draft, number, "\u00a0", value);
    }
  return mok_draft_dup_pair (self->draft, mok_draft_get_item_label (self->draft, slope->item), "\u00a0\u00a0", value);
}

static char *
dup_right (const Change *self, const Slope *slope)
{
  g_autofree char *value = dup_value (self->draft, slope, TRUE);
  g_autofree char *change = mok_draft_dup_change (self->draft, &slope->change, FALSE);

  if (!self->named)
    {
      g_autofree char *number = g_strdup_printf ("(%u)", slope->number);

      return mok_draft_dup_pair (self->draft, value, "\u00a0", number);
    }
  return mok_draft_dup_pair (self->draft, value, "\u00a0 ", change);
}

static MokChartFont
get_font (const Slope *slope)
{
  return slope->change.clear ? MOK_FONT_HEADING : MOK_FONT_LABEL;
}

static void
find_columns (Change *self)
{
  MokDraft *draft = self->draft;
  const double content = draft->right - draft->left;

  self->named = content >= LEAST_WITH_NAMES;
  if (!self->named)
    number_slopes (self);
  for (guint i = 0; i < self->n; i++)
    {
      const Slope *slope = &self->slopes[i];
      g_autofree char *left = dup_left (self, slope), *right = dup_right (self, slope);

      self->left_width = MAX (self->left_width, mok_draft_measure_width (draft, left, get_font (slope)) + 1);
      self->right_width = MAX (self->right_width, mok_draft_measure_width (draft, right, get_font (slope)) + 1);
    }
  if (self->named)
    {
      self->left_width = MIN (self->left_width, 0.36 * content);
      self->right_width = MIN (self->right_width, 0.28 * content);
    }
  self->x1 = draft->left + self->left_width + MARKER_GAP;
  self->x2 = draft->right - self->right_width - MARKER_GAP;
  for (guint i = 0; i < self->n; i++)
    {
      Slope *slope = &self->slopes[i];
      g_autofree char *left = dup_left (self, slope), *right = dup_right (self, slope);

      slope->left = mok_draft_create_text (draft, left, get_font (slope), self->left_width, 1);
      slope->right = mok_draft_create_text (draft, right, get_font (slope), self->right_width, 0);
      mok_draft_measure (slope->left, NULL, &slope->left_height);
      mok_draft_measure (slope->right, NULL, &slope->right_height);
    }
}

/* The names of the waves over their sides. */
static void
lay_out_names (const Change *self)
{
  MokDraft *draft = self->draft;
  const double middle = (draft->left + draft->right) / 2, width = middle - draft->left - 6;
  PangoLayout *earlier = mok_draft_create_text (draft, draft->waves->earlier_name, MOK_FONT_HEADING, width, 0.5);
  PangoLayout *later = mok_draft_create_text (draft, draft->waves->later_name, MOK_FONT_HEADING, width, 0.5);
  double earlier_width, later_width, earlier_height, later_height;

  mok_draft_measure (earlier, &earlier_width, &earlier_height);
  mok_draft_measure (later, &later_width, &later_height);

  const double height = MAX (earlier_height, later_height);

  mok_draft_place (draft, earlier, MOK_INK_TEXT,
                   CLAMP (self->x1 - earlier_width / 2, draft->left, MAX (middle - 6 - earlier_width, draft->left)),
                   draft->y + height, 0, 1);
  mok_draft_place (draft, later, MOK_INK_TEXT,
                   CLAMP (self->x2 - later_width / 2, middle + 6, MAX (draft->right - later_width, middle + 6)),
                   draft->y + height, 0, 1);
  draft->y += height + 8;
}

static int
compare_left (gconstpointer a, gconstpointer b)
{
  const Slope *first = *(Slope *const *) a, *second = *(Slope *const *) b;

  if (first->from != second->from)
    return first->from > second->from ? -1 : 1;
  return first->to != second->to ? (first->to > second->to ? -1 : 1) : (int) first->number - (int) second->number;
}

static int
compare_right (gconstpointer a, gconstpointer b)
{
  const Slope *first = *(Slope *const *) a, *second = *(Slope *const *) b;

  if (first->to != second->to)
    return first->to > second->to ? -1 : 1;
  return compare_left (a, b);
}

static void
spread_side (const Change *self, gboolean later, double top, double bottom)
{
  g_autofree Slope **order = g_new0 (Slope *, self->n + 1);
  g_autofree double *centres = g_new0 (double, self->n + 1), *heights = g_new0 (double, self->n + 1);

  for (guint i = 0; i < self->n; i++)
    order[i] = &self->slopes[i];
  qsort (order, self->n, sizeof *order, later ? compare_right : compare_left);
  for (guint i = 0; i < self->n; i++)
    {
      centres[i] = later ? order[i]->y2 : order[i]->y1;
      heights[i] = (later ? order[i]->right_height : order[i]->left_height) + LABEL_AIR;
    }
  mok_spread (centres, heights, self->n, top, bottom);
  for (guint i = 0; i < self->n; i++)
    {
      if (later)
        order[i]->right_y = centres[i];
      else
        order[i]->left_y = centres[i];
    }
}

/* Shares to heights: the scale holds all shares of both waves, not 0 to 100 %, since lines are compared by their slope.
 */
static double
lay_out_heights (const Change *self)
{
  const double top = self->draft->y;
  double left = 0, right = 0, least = 1, most = 0, first = 0, last = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const Slope *slope = &self->slopes[i];

      left += slope->left_height + LABEL_AIR;
      right += slope->right_height + LABEL_AIR;
      least = MIN (least, MIN (slope->from, slope->to));
      most = MAX (most, MAX (slope->from, slope->to));
      first = MAX (first, MAX (slope->left_height, slope->right_height));
    }
  last = first / 2;

  const double height = MAX (MAX (LEAST_HEIGHT, first * 2), MAX (left, right));
  const double range = MAX (most - least, 0.1), room = height - 2 * last;

  for (guint i = 0; i < self->n; i++)
    {
      Slope *slope = &self->slopes[i];

      slope->y1 = top + last + room * (most - slope->from) / range;
      slope->y2 = top + last + room * (most - slope->to) / range;
    }
  spread_side (self, FALSE, top, top + height);
  spread_side (self, TRUE, top, top + height);
  return top + height;
}

static void
lay_out_slope (const Change *self, Slope *slope)
{
  MokDraft *draft = self->draft;
  const gboolean fall = slope->change.difference < 0;
  const guint ink = !slope->change.clear ? MOK_INK_AXIS : fall ? MOK_INK_REFERENCE : MOK_INK_EMPHASIS;
  const MokMarker marker = slope->change.clear && fall ? MOK_MARKER_SQUARE : MOK_MARKER_CIRCLE;
  const guint text = slope->change.clear ? MOK_INK_TEXT : MOK_INK_MUTED;

  mok_draft_line (draft, self->x1, slope->y1, self->x2, slope->y2, ink, slope->change.clear ? 3 : 1.3,
                  slope->change.clear && fall);
  mok_draft_marker (draft, marker, self->x1, slope->y1, MARKER, ink);
  mok_draft_marker (draft, marker, self->x2, slope->y2, MARKER, ink);
  if (fabs (slope->left_y - slope->y1) > FAR)
    mok_draft_line (draft, self->x1 - MARKER_GAP + 2, slope->left_y, self->x1 - MARKER / 2.0, slope->y1, MOK_INK_AXIS,
                    1, FALSE);
  if (fabs (slope->right_y - slope->y2) > FAR)
    mok_draft_line (draft, self->x2 + MARKER / 2.0, slope->y2, self->x2 + MARKER_GAP - 2, slope->right_y, MOK_INK_AXIS,
                    1, FALSE);
  mok_draft_place (draft, slope->left, text, self->x1 - MARKER_GAP, slope->left_y, 1, 0.5);

  const cairo_rectangle_t box =
      mok_draft_place (draft, slope->right, text, self->x2 + MARKER_GAP, slope->right_y, 0, 0.5);
  char *sentence = mok_draft_dup_change_sentence (draft, slope->item, &slope->change);

  mok_draft_use_table (draft, slope->item->table);
  mok_draft_mark (draft, slope->item->row, (int) slope->item->column, box.x - 2, box.y, box.width + 2, box.height,
                  sentence);
}

static void
lay_out_list (const Change *self)
{
  MokDraft *draft = self->draft;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *change = mok_draft_dup_change (draft, &self->slopes[i].change, FALSE);

      /* Translators: 1 = what is compared, 2 = "+4 points (within the margin)" */
      g_ptr_array_add (
          names, g_strdup_printf (_ ("%1$s: %2$s"), mok_draft_get_item_label (draft, self->slopes[i].item), change));
    }
  draft->y += 10;
  mok_draft_key (draft, (const char *const *) names->pdata, names->len);
}

/**
 * mok_draft_lay_out_change:
 *
 * Lines of everything that both waves show; the small print names the rest.
 */
void
mok_draft_lay_out_change (MokDraft *draft)
{
  Change self = { .draft = draft };

  find_slopes (&self);
  if (self.n == 0)
    {
      mok_draft_nothing (draft);
      g_free (self.slopes);
      return;
    }
  find_columns (&self);
  lay_out_names (&self);

  const double top = draft->y, bottom = lay_out_heights (&self);

  mok_draft_line (draft, self.x1, top, self.x1, bottom, MOK_INK_GRID, 1, FALSE);
  mok_draft_line (draft, self.x2, top, self.x2, bottom, MOK_INK_GRID, 1, FALSE);
  /* Grey lines lie under the strong ones. */
  for (int clear = FALSE; clear <= TRUE; clear++)
    {
      for (guint i = 0; i < self.n; i++)
        {
          if (self.slopes[i].change.clear == clear)
            lay_out_slope (&self, &self.slopes[i]);
        }
    }
  draft->y = bottom;
  if (!self.named)
    lay_out_list (&self);
  mok_draft_missing_ranges (draft);
  if (draft->table->scale == MOK_SCALE_OUTCOME)
    mok_draft_add_foot (draft, _ ("As reported by respondents, not a legal finding."));
  mok_draft_add_foot (draft, _ ("Solid line with circles: rise. Dashed line with squares: fall. Thin line: no clear "
                                "change."));
  g_free (self.slopes);
}
