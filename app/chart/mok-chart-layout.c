/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shapes that several kinds of chart share: boxes, lines, texts in place, intervals, legends, missing values.
 * Lengths are CSS pixels from the top left corner of the chart. Must not paint.
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define SWATCH_WIDTH 22
#define SWATCH_HEIGHT 14

static MokShape *
add_shape (MokDraft *self, MokShapeKind kind, double x, double y, double width, double height)
{
  MokShape shape = { .kind = kind, .box = { x, y, width, height } };

  g_array_append_val (self->chart->shapes, shape);
  return &g_array_index (self->chart->shapes, MokShape, self->chart->shapes->len - 1);
}

/**
 * mok_draft_box:
 * @fill: %MOK_INK_NONE for a hollow one
 * @stroke: %MOK_INK_NONE for one without outline; drawn inside the box
 */
void
mok_draft_box (MokDraft *self, double x, double y, double width, double height, guint fill, guint stroke, double line)
{
  MokShape *shape = add_shape (self, MOK_SHAPE_BOX, x, y, MAX (width, 0), MAX (height, 0));

  shape->fill = fill;
  shape->stroke = stroke;
  shape->line = line;
}

void
mok_draft_line (MokDraft *self, double x1, double y1, double x2, double y2, guint ink, double line, gboolean dashed)
{
  MokShape *shape = add_shape (self, MOK_SHAPE_LINE, x1, y1, x2 - x1, y2 - y1);

  shape->stroke = ink;
  shape->line = line;
  shape->dashed = dashed;
}

/**
 * mok_draft_marker:
 * @x: its centre
 * @y: its centre
 */
void
mok_draft_marker (MokDraft *self, MokMarker marker, double x, double y, double size, guint ink)
{
  MokShape *shape = add_shape (self, MOK_SHAPE_MARKER, x - size / 2, y - size / 2, size, size);

  shape->marker = marker;
  shape->fill = ink;
}

/**
 * mok_draft_place:
 * @layout: (transfer full): a text
 * @x: where the part of it that @halign names goes: its left edge (0), middle (.5) or right edge (1)
 * @y: likewise its top, middle or bottom
 *
 * Returns: what the text covers
 */
cairo_rectangle_t
mok_draft_place (MokDraft *self, PangoLayout *layout, guint ink, double x, double y, double halign, double valign)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);

  const double width = (double) logical.width / PANGO_SCALE, height = (double) logical.height / PANGO_SCALE;
  MokShape *shape = add_shape (self, MOK_SHAPE_TEXT, x - halign * width, y - valign * height, width, height);

  shape->fill = ink;
  shape->text = layout;
  shape->text_x = shape->box.x - (double) logical.x / PANGO_SCALE;
  shape->text_y = shape->box.y - (double) logical.y / PANGO_SCALE;
  return shape->box;
}

cairo_rectangle_t
mok_draft_put (MokDraft *self,
               const char *text,
               MokChartFont font,
               guint ink,
               double x,
               double y,
               double halign,
               double valign)
{
  return mok_draft_place (self, mok_draft_create_text (self, text, font, -1, 0), ink, x, y, halign, valign);
}

/**
 * mok_draft_mark:
 * @sentence: (transfer full): what it says
 *
 * Makes a part of the chart something that can be pointed at and focused.
 */
void
mok_draft_mark (MokDraft *self, guint row, int column, double x, double y, double width, double height, char *sentence)
{
  MokChartMark mark = { self->table_number, row, column, { x, y, MAX (width, 0), MAX (height, 0) }, sentence };

  g_array_append_val (self->chart->marks, mark);
}

void
mok_draft_mark_cell (MokDraft *self, guint row, guint column, double x, double y, double width, double height)
{
  mok_draft_mark (self, row, (int) column, x, y, width, height, mok_draft_dup_sentence (self, row, column));
}

/* An interval with caps. */
void
mok_draft_whisker (MokDraft *self, double x1, double x2, double y, double line, double cap, guint ink)
{
  mok_draft_line (self, x1, y, x2, y, ink, line, FALSE);
  mok_draft_line (self, x1, y - cap / 2, x1, y + cap / 2, ink, MIN (line, 2), FALSE);
  mok_draft_line (self, x2, y - cap / 2, x2, y + cap / 2, ink, MIN (line, 2), FALSE);
}

void
mok_draft_dashed_box (MokDraft *self, double x, double y, double width, double height, guint stroke)
{
  mok_draft_box (self, x, y, width, height, MOK_INK_NONE, stroke, 1);
  g_array_index (self->chart->shapes, MokShape, self->chart->shapes->len - 1).dashed = TRUE;
}

/* What stands where a chart would be. */
void
mok_draft_nothing (MokDraft *self)
{
  PangoLayout *text =
      mok_draft_create_text (self, _ ("There are no answers to show."), MOK_FONT_LABEL, self->right - self->left, 0);
  const cairo_rectangle_t box = mok_draft_place (self, text, MOK_INK_TEXT, self->left, self->y, 0, 0);

  self->y += box.height;
}

/**
 * mok_draft_empty_bar:
 * @words: whether to write the reason into it, if it has room
 *
 * An empty bar where there are no figures. Where the reason has no room there are two words or a dash without a bar,
 * which would look like one of some length; what the dash means is in the small print.
 *
 * Returns: its width
 */
double
mok_draft_empty_bar (MokDraft *self, double x, double y, double width, double height, gboolean words)
{
  g_autoptr (PangoLayout) text =
      mok_draft_create_text (self, mok_draft_get_too_few (), MOK_FONT_SMALL, MAX (width - 16, 1), 0);
  /* Translators: too few answers to show, where there is little room: Korean "응답 적음" */
  const char *brief = C_ ("chart", "too few");
  double text_height, brief_width;
  cairo_rectangle_t box;

  mok_draft_measure (text, NULL, &text_height);
  /* Empty of grid lines too. */
  if (words && text_height <= height - 2)
    {
      mok_draft_box (self, x, y, width, height, MOK_INK_SURFACE, MOK_INK_NONE, 0);
      mok_draft_place (self, g_object_ref (text), MOK_INK_MUTED, x + 8, y + height / 2, 0, 0.5);
      mok_draft_dashed_box (self, x, y, width, height, MOK_INK_AXIS);
      return width;
    }
  brief_width = mok_draft_measure_width (self, brief, MOK_FONT_SMALL);
  if (brief_width + 4 > width)
    {
      brief = "–";
      brief_width = mok_draft_measure_width (self, brief, MOK_FONT_SMALL);
      self->has_dashes = TRUE;
    }
  mok_draft_box (self, x + 1, y, brief_width + 6, height, MOK_INK_SURFACE, MOK_INK_NONE, 0);
  box = mok_draft_put (self, brief, MOK_FONT_SMALL, MOK_INK_MUTED, x + 4, y + height / 2, 0, 0.5);
  return box.x + box.width - x;
}

/**
 * mok_draft_too_few:
 * @words: whether to write the reason into it, if it has room
 *
 * The empty bar of a group without figures.
 */
void
mok_draft_too_few (MokDraft *self, guint row, double x, double y, double width, double height, gboolean words)
{
  mok_draft_mark_too_few (self, row, x, y, mok_draft_empty_bar (self, x, y, width, height, words), height);
}

/**
 * mok_draft_mark_too_few:
 *
 * The mark of a group without figures. However many bars or cells the group has, only the first is a mark: they all say
 * the same.
 */
void
mok_draft_mark_too_few (MokDraft *self, guint row, double x, double y, double width, double height)
{
  for (guint i = 0; i < self->chart->marks->len; i++)
    {
      const MokChartMark *mark = &g_array_index (self->chart->marks, MokChartMark, i);

      if (mark->table == self->table_number && mark->row == row)
        return;
    }

  g_autofree char *who = mok_draft_dup_who (self, row);

  /* Translators: 1 = a group, 2 = "Too few answers to show" */
  mok_draft_mark (self, row, 0, x, y, width, height, g_strdup_printf (_ ("%1$s: %2$s"), who, mok_draft_get_too_few ()));
}

/* A line of short facts, wrapped between whole facts. */
typedef struct
{
  double x;
  double width;
  double at;
  double height;
  gboolean first;
} Line;

static cairo_rectangle_t
append_fact (MokDraft *self, Line *line, const char *fact)
{
  const double fact_width = mok_draft_measure_width (self, fact, MOK_FONT_SMALL);
  const double gap = line->first ? 0 : 14;

  if (line->at > line->x && line->at + gap + fact_width > line->x + line->width)
    {
      line->at = line->x;
      self->y += line->height + 2;
      line->height = 0;
    }
  else if (!line->first)
    {
      mok_draft_put (self, "·", MOK_FONT_SMALL, MOK_INK_MUTED, line->at + gap / 2, self->y, 0.5, 0);
      line->at += gap;
    }

  PangoLayout *text = mok_draft_create_text (self, fact, MOK_FONT_SMALL, line->width, 0);
  const cairo_rectangle_t box = mok_draft_place (self, text, MOK_INK_MUTED, line->at, self->y, 0, 0);

  line->at += box.width;
  line->height = MAX (line->height, box.height);
  line->first = FALSE;
  return box;
}

/**
 * mok_draft_missing_line:
 * @heading: (nullable): what stands before
 * @outside: whether "did not apply" belongs to it, because the bars leave it out
 *
 * The missing kinds of one group as words and numbers.
 */
void
mok_draft_missing_line (MokDraft *self, guint row, const char *heading, gboolean outside)
{
  static const MokMissing kinds[] = { MOK_MISSING_NOT_SURE, MOK_MISSING_REFUSED, MOK_MISSING_BLANK };
  Line line = { self->left, self->right - self->left, self->left, 0, TRUE };

  if (heading != NULL)
    {
      const cairo_rectangle_t box = mok_draft_put (self, heading, MOK_FONT_SMALL, MOK_INK_MUTED, line.x, self->y, 0, 0);

      line.at += box.width + 6;
      line.height = box.height;
    }
  for (guint i = 0; i < self->table->columns->len && outside; i++)
    {
      if (!mok_table_get_column (self->table, i)->not_applicable)
        continue;

      g_autofree char *percent = mok_percent_to_string (mok_draft_get_points (self, row, i));
      g_autofree char *fact = g_strdup_printf (_ ("%1$s %2$s"), mok_draft_get_column_label (self, i), percent);
      const cairo_rectangle_t box = append_fact (self, &line, fact);

      mok_draft_mark_cell (self, row, i, box.x, box.y, box.width, box.height);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const double share = mok_draft_get_missing (self, row, kinds[i]);

      if (share <= 0)
        continue;

      g_autofree char *percent = mok_percent_to_string ((int) floor (100 * share + 0.5));
      /* Translators: a kind of missing answer and its share: "Not sure 7 %" */
      g_autofree char *fact = g_strdup_printf (_ ("%1$s %2$s"), mok_missing_get_label (kinds[i]), percent);
      const cairo_rectangle_t box = append_fact (self, &line, fact);

      mok_draft_mark (self, row, -1 - (int) kinds[i], box.x, box.y, box.width, box.height,
                      mok_draft_dup_missing_sentence (self, row, kinds[i]));
    }
  self->y += line.height;
}

/* The numbers of respondents of all groups, where they have no other place. */
void
mok_draft_base_line (MokDraft *self)
{
  Line line = { self->left, self->right - self->left, self->left, 0, TRUE };

  for (guint row = 1; row < self->table->rows->len; row++)
    {
      if (!mok_table_get_row (self->table, row)->shown)
        continue;

      g_autofree char *base = mok_draft_dup_base (self, row);
      g_autofree char *fact = g_strdup_printf (_ ("%1$s (%2$s)"), mok_draft_get_row_label (self, row), base);

      append_fact (self, &line, fact);
    }
  self->y += line.height;
}

/* What is missing among all respondents, under the bars; nothing where nothing is missing. */
void
mok_draft_missing_foot (MokDraft *self)
{
  for (int kind = MOK_MISSING_BLANK; kind < MOK_N_MISSING; kind++)
    {
      if (mok_draft_get_missing (self, 0, (MokMissing) kind) > 0)
        {
          g_autofree char *number = mok_draft_dup_asked (self, 0);
          /* Translators: starts a list of missing answers and their shares */
          g_autofree char *heading = g_strdup_printf (_ ("Of %s asked:"), number);

          self->y += 10;
          mok_draft_missing_line (self, 0, heading, FALSE);
          return;
        }
    }
}

/**
 * mok_draft_find_label_width:
 * @groups: the labels of the rows; else those of the columns
 * @limit: wider labels wrap
 *
 * Returns: the width of a column that holds the labels
 */
double
mok_draft_find_label_width (MokDraft *self, gboolean groups, MokChartFont font, double limit)
{
  const guint n = groups ? self->table->rows->len : self->table->columns->len;
  double width = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *label = groups ? mok_draft_get_row_label (self, i) : mok_draft_get_column_label (self, i);

      /* All respondents stand out in bold. */
      width = MAX (width, mok_draft_measure_width (self, label, groups && i == 0 ? MOK_FONT_HEADING : font));
    }
  return MIN (width + 1, limit);
}

static double
measure_entry (MokDraft *self, const MokLegendEntry *entry, double width, PangoLayout **layout)
{
  double text_width;

  *layout = mok_draft_create_text (self, entry->text, MOK_FONT_LABEL, MAX (width - SWATCH_WIDTH - 6, 20), 0);
  mok_draft_measure (*layout, &text_width, NULL);
  return SWATCH_WIDTH + 6 + text_width;
}

/**
 * mok_draft_legend_width:
 *
 * Returns: the width of the entries in one line
 */
double
mok_draft_legend_width (MokDraft *self, const MokLegendEntry *entries, guint n)
{
  double width = 0;

  for (guint i = 0; i < n; i++)
    width += SWATCH_WIDTH + 6 + mok_draft_measure_width (self, entries[i].text, MOK_FONT_LABEL) + (i > 0 ? 16 : 0);
  return width;
}

/**
 * mok_draft_legend:
 *
 * Swatches or markers with their words from @x on, in as many lines as they need. Moves down below them.
 */
void
mok_draft_legend (MokDraft *self, const MokLegendEntry *entries, guint n, double x, double width)
{
  double at = x, height = 0;

  for (guint i = 0; i < n; i++)
    {
      PangoLayout *layout;
      const double entry_width = measure_entry (self, &entries[i], width, &layout);
      double text_height;

      mok_draft_measure (layout, NULL, &text_height);
      if (at > x && at + entry_width > x + width + 0.5)
        {
          at = x;
          self->y += height + 4;
          height = 0;
        }

      /* The swatch stands beside the first line. */
      const double line_height = text_height / pango_layout_get_line_count (layout);
      const double middle = self->y + MAX (line_height, SWATCH_HEIGHT) / 2;

      if (entries[i].marker >= 0)
        {
          mok_draft_line (self, at, middle, at + SWATCH_WIDTH, middle, entries[i].fill, 5, FALSE);
          mok_draft_marker (self, (MokMarker) entries[i].marker, at + SWATCH_WIDTH / 2, middle, 12, entries[i].fill);
        }
      else
        mok_draft_box (self, at, middle - SWATCH_HEIGHT / 2, SWATCH_WIDTH, SWATCH_HEIGHT, entries[i].fill,
                       entries[i].stroke, entries[i].line);
      mok_draft_place (self, layout, MOK_INK_TEXT, at + SWATCH_WIDTH + 6, middle - line_height / 2, 0, 0);
      at += entry_width + 16;
      height = MAX (height, MAX (text_height, SWATCH_HEIGHT));
    }
  self->y += height;
}
