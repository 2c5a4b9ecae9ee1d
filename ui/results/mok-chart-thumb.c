/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A chart without its small print: the page that shows many of them says once for all what the small print would. Says
 * nothing to a screen reader by itself; the button around it does. Must not be the only place of a figure.
 */

#include "config.h"

#include "results/mok-chart-thumb.h"

#include <math.h>

#include "results/mok-chart-style.h"

/* Of the size of text in a large chart. */
#define SMALLER 0.85
#define SMALLEST_WIDTH 230
#define NATURAL_WIDTH 330
/* Below the last mark. */
#define AIR 6

struct _MokChartThumb
{
  GtkWidget parent_instance;

  MokFigure *figure; /* (owned) */
  MokChart *chart;   /* (owned) (nullable): for the last width asked for */
  double scale;
  int width;
};

G_DEFINE_FINAL_TYPE (MokChartThumb, mok_chart_thumb, GTK_TYPE_WIDGET)

static void
ensure_chart (MokChartThumb *self, int width)
{
  if (self->chart != NULL && self->width == width)
    return;

  g_clear_pointer (&self->chart, mok_chart_unref);
  self->width = width;
  self->chart =
      mok_chart_style_create_chart (GTK_WIDGET (self), self->figure, SMALLER, width, SMALLEST_WIDTH, &self->scale);
}

/* Down to the last mark; a chart without any is shown whole: it says why. */
static double
get_height (MokChartThumb *self)
{
  const guint n = mok_chart_get_n_marks (self->chart);
  double bottom = 0;

  for (guint i = 0; i < n; i++)
    {
      const cairo_rectangle_t *box = &mok_chart_get_mark (self->chart, i)->box;

      bottom = MAX (bottom, box->y + box->height);
    }
  return ceil ((n > 0 ? bottom + AIR : mok_chart_get_height (self->chart)) * self->scale);
}

static GtkSizeRequestMode
mok_chart_thumb_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mok_chart_thumb_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  MokChartThumb *self = MOK_CHART_THUMB (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = SMALLEST_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  ensure_chart (self, for_size >= 0 ? for_size : NATURAL_WIDTH);
  *minimum = *natural = (int) get_height (self);
}

static void
mok_chart_thumb_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MokChartThumb *self = MOK_CHART_THUMB (widget);
  const int width = gtk_widget_get_width (widget);

  if (width <= 0)
    return;
  ensure_chart (self, width);

  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, (float) get_height (self));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_scale (cr, self->scale, self->scale);
  mok_chart_paint (self->chart, cr, mok_chart_style_get_palette (), -1);
  cairo_destroy (cr);
}

static void
mok_chart_thumb_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  g_clear_pointer (&MOK_CHART_THUMB (widget)->chart, mok_chart_unref);
  GTK_WIDGET_CLASS (mok_chart_thumb_parent_class)->direction_changed (widget, before);
}

static void
mok_chart_thumb_finalize (GObject *object)
{
  MokChartThumb *self = MOK_CHART_THUMB (object);

  g_clear_pointer (&self->chart, mok_chart_unref);
  g_clear_pointer (&self->figure, mok_figure_unref);
  G_OBJECT_CLASS (mok_chart_thumb_parent_class)->finalize (object);
}

static void
mok_chart_thumb_class_init (MokChartThumbClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_chart_thumb_finalize;
  widget_class->get_request_mode = mok_chart_thumb_get_request_mode;
  widget_class->measure = mok_chart_thumb_measure;
  widget_class->snapshot = mok_chart_thumb_snapshot;
  widget_class->direction_changed = mok_chart_thumb_direction_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
text_changed_cb (MokChartThumb *self)
{
  g_clear_pointer (&self->chart, mok_chart_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
mok_chart_thumb_init (MokChartThumb *self)
{
  mok_chart_style_watch (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw), G_CALLBACK (text_changed_cb));
}

/**
 * mok_chart_thumb_new:
 * @figure: (transfer none): what to show
 *
 * Returns: (transfer floating): a small chart in the language of mok_language_get()
 */
GtkWidget *
mok_chart_thumb_new (MokFigure *figure)
{
  g_return_val_if_fail (figure != NULL, NULL);

  MokChartThumb *self = g_object_new (MOK_TYPE_CHART_THUMB, NULL);

  self->figure = mok_figure_ref (figure);
  ensure_chart (self, NATURAL_WIDTH);
  return GTK_WIDGET (self);
}

/**
 * mok_chart_thumb_get_title:
 *
 * Returns: (transfer none): the title of the chart, as of its last layout
 */
const char *
mok_chart_thumb_get_title (MokChartThumb *self)
{
  g_return_val_if_fail (MOK_IS_CHART_THUMB (self), NULL);

  return mok_chart_get_title (self->chart);
}

/**
 * mok_chart_thumb_dup_description:
 *
 * Returns: (transfer full): a paragraph that stands for the chart where it cannot be seen
 */
char *
mok_chart_thumb_dup_description (MokChartThumb *self)
{
  g_return_val_if_fail (MOK_IS_CHART_THUMB (self), NULL);

  return mok_chart_dup_description (self->chart);
}
