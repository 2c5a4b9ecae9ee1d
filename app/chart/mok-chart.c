/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A chart: a table laid out for one width. Frame, title, subtitle and small print are laid out here, what is between
 * them in one file for each kind. Immutable once made.
 * Must not paint, and must not compute statistics: the table has them.
 */

#include "config.h"

#include "chart/mok-chart.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define PADDING 20
#define NARROW 600
#define SMALLEST_WIDTH 200

static void
shape_clear (gpointer data)
{
  MokShape *shape = data;

  g_clear_object (&shape->text);
}

static void
mark_clear (gpointer data)
{
  MokChartMark *mark = data;

  g_clear_pointer (&mark->sentence, g_free);
}

static void
lay_out_heading (MokDraft *self)
{
  const double width = self->right - self->left;
  g_autofree char *subtitle = mok_draft_dup_subtitle (self);
  cairo_rectangle_t box;

  box = mok_draft_place (self, mok_draft_create_text (self, self->chart->title, MOK_FONT_TITLE, width, 0), MOK_INK_TEXT,
                         self->left, self->y, 0, 0);
  self->y += box.height + 3;
  box = mok_draft_place (self, mok_draft_create_text (self, subtitle, MOK_FONT_SUBTITLE, width, 0), MOK_INK_MUTED,
                         self->left, self->y, 0, 0);
  self->y += box.height + 12;
}

static void
lay_out_body (MokDraft *self)
{
  if (self->table->rows->len == 0 || self->table->columns->len == 0)
    {
      const cairo_rectangle_t box = mok_draft_put (self, _ ("There are no answers to show."), MOK_FONT_LABEL,
                                                   MOK_INK_TEXT, self->left, self->y, 0, 0);

      self->y += box.height;
      return;
    }

  switch (self->chart->kind)
    {
    case MOK_CHART_LIKERT:
      mok_draft_lay_out_likert (self);
      break;
    case MOK_CHART_STACKED:
      mok_draft_lay_out_stacked (self);
      break;
    case MOK_CHART_GROUPED:
      mok_draft_lay_out_grouped (self);
      break;
    case MOK_CHART_MULTIPLES:
      mok_draft_lay_out_multiples (self);
      break;
    case MOK_CHART_AUTO:
    case MOK_CHART_BARS:
      mok_draft_lay_out_bars (self);
      break;
    }
}

static void
lay_out_foot (MokDraft *self)
{
  if (self->has_dashes)
    mok_draft_add_foot (self, _ ("Dashed: too few people for a reliable figure."));
  if (!self->table->exact)
    mok_draft_add_foot (self,
                        _ ("Some answers were replaced at random before counting; the figures and intervals allow "
                           "for it. No single answer can be read from them with certainty."));
  if (self->table->open)
    mok_draft_add_foot (self, _ ("Open survey: answers are not protected."));
  if (self->table->synthetic)
    mok_draft_add_foot (self, _ ("Synthetic sample data."));
  if (self->foot->len == 0)
    return;
  self->y += 14;

  PangoLayout *text = mok_draft_create_text (self, self->foot->str, MOK_FONT_SMALL, self->right - self->left, 0);
  const cairo_rectangle_t box = mok_draft_place (self, text, MOK_INK_MUTED, self->left, self->y, 0, 0);

  self->y += box.height;
}

static int *
compute_points (const MokTable *table)
{
  const gsize n_columns = table->columns->len;
  int *points = g_new0 (int, n_columns * table->rows->len + 1);

  for (guint row = 0; row < table->rows->len && n_columns > 0; row++)
    mok_table_get_points (table, row, points + row * n_columns);
  return points;
}

/**
 * mok_chart_new:
 * @table: numbers and words
 * @options: kind, width, language and font
 *
 * Lays a table out. The height follows from the words: nothing is cut, labels wrap. Below 600 px labels stand above
 * their bars. Where the table does not allow the wanted kind (a two-sided scale of nine answers, four groups that are
 * twelve), the kind is chosen as for %MOK_CHART_AUTO.
 *
 * The words between the labels are in the language of mok_language_get(). A chart keeps its letters laid out in the
 * fonts of the calling thread: make and paint it in the same thread.
 *
 * Returns: (transfer full): the chart
 */
MokChart *
mok_chart_new (const MokTable *table, const MokChartOptions *options)
{
  g_return_val_if_fail (table != NULL && options != NULL && options->language != NULL, NULL);

  MokChart *self = g_new0 (MokChart, 1);
  const double padding = options->framed ? PADDING : 0;

  g_atomic_ref_count_init (&self->refs);
  self->kind = mok_chart_choose_kind (table, options->kind);
  self->width = isfinite (options->width) ? MAX (options->width, SMALLEST_WIDTH) : SMALLEST_WIDTH;
  self->framed = options->framed;
  self->synthetic = table->synthetic;
  self->shapes = g_array_new (FALSE, FALSE, sizeof (MokShape));
  g_array_set_clear_func (self->shapes, shape_clear);
  self->marks = g_array_new (FALSE, FALSE, sizeof (MokChartMark));
  g_array_set_clear_func (self->marks, mark_clear);

  MokDraft draft = {
    .chart = self,
    .table = table,
    .language = options->language,
    .narrow = self->width < NARROW,
    .left = padding,
    .right = self->width - padding,
    .y = options->framed ? PADDING - 3 : 0,
    .points = compute_points (table),
    .foot = g_string_new (NULL),
  };

  mok_draft_init_fonts (&draft, options->font_family);
  self->title = mok_draft_dup_title (&draft);
  lay_out_heading (&draft);
  lay_out_body (&draft);
  lay_out_foot (&draft);
  self->description = mok_draft_dup_description (&draft);
  self->height = ceil (draft.y + (options->framed ? PADDING - 4 : 2));

  mok_draft_clear_fonts (&draft);
  g_string_free (draft.foot, TRUE);
  g_free (draft.points);
  return self;
}

MokChart *
mok_chart_ref (MokChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_chart_unref (MokChart *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->shapes);
  g_array_unref (self->marks);
  g_free (self->title);
  g_free (self->description);
  g_free (self);
}

/**
 * mok_chart_get_kind:
 *
 * Returns: the kind that was drawn, never %MOK_CHART_AUTO
 */
MokChartKind
mok_chart_get_kind (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, MOK_CHART_AUTO);

  return self->kind;
}

double
mok_chart_get_width (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

double
mok_chart_get_height (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

guint
mok_chart_get_n_marks (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->marks->len;
}

/**
 * mok_chart_get_mark:
 *
 * Returns: (transfer none): a mark, in reading order
 */
const MokChartMark *
mok_chart_get_mark (const MokChart *self, guint mark)
{
  g_return_val_if_fail (self != NULL && mark < self->marks->len, NULL);

  return &g_array_index (self->marks, MokChartMark, mark);
}

/**
 * mok_chart_find_mark:
 * @x: px from the chart's left
 * @y: px from its top
 *
 * Returns: the mark at this point, the smallest where several lie over each other; -1 where there is none
 */
int
mok_chart_find_mark (const MokChart *self, double x, double y)
{
  g_return_val_if_fail (self != NULL, -1);

  int found = -1;
  double smallest = INFINITY;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const cairo_rectangle_t *box = &g_array_index (self->marks, MokChartMark, i).box;
      const double area = box->width * box->height;

      if (x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height && area < smallest)
        {
          smallest = area;
          found = (int) i;
        }
    }
  return found;
}

/**
 * mok_chart_dup_description:
 *
 * Returns: (transfer full): one paragraph that stands for the chart where it cannot be seen
 */
char *
mok_chart_dup_description (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup (self->description);
}

/**
 * mok_chart_get_title:
 *
 * Returns: (transfer none): the title as drawn
 */
const char *
mok_chart_get_title (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}
