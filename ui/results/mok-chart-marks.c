/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keeps the widgets that stand for the marks of a chart in step with its layouts, which differ from width to width.
 * Must not lay out anything: where a mark is says the chart.
 */

#include "config.h"

#include "results/mok-chart-marks.h"

#include <math.h>

struct _MokChartMarks
{
  GtkWidget *owner;
  GPtrArray *views; /* (owned) (element-type MokChartMarkView): children of the owner, in the order of reading */
};

static GPtrArray *
new_views (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
}

/**
 * mok_chart_marks_new:
 * @owner: (transfer none): frees this before it goes
 *
 * Returns: (transfer full): no marks yet
 */
MokChartMarks *
mok_chart_marks_new (GtkWidget *owner)
{
  g_return_val_if_fail (GTK_IS_WIDGET (owner), NULL);

  MokChartMarks *self = g_new0 (MokChartMarks, 1);

  self->owner = owner;
  self->views = new_views ();
  return self;
}

void
mok_chart_marks_free (MokChartMarks *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_free (self);
}

/**
 * mok_chart_marks_set_chart:
 * @chart: (nullable): of which all marks get a child; not to be called in the middle of an allocation
 */
void
mok_chart_marks_set_chart (MokChartMarks *self, const MokChart *chart)
{
  g_return_if_fail (self != NULL);

  /* One that goes may take the focus with it, and whoever hears of that looks for marks. */
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->views);

  self->views = new_views ();
  g_ptr_array_set_size (old, 0);
  for (guint i = 0; chart != NULL && i < mok_chart_get_n_marks (chart); i++)
    {
      GtkWidget *view = mok_chart_mark_view_new (mok_chart_get_mark (chart, i));

      gtk_widget_set_parent (view, self->owner);
      g_ptr_array_add (self->views, view);
    }
}

/**
 * mok_chart_marks_find:
 * @chart: a layout of the same figure
 * @number: of a mark of @chart; -1 for none
 *
 * Returns: (transfer none) (nullable): what stands for the mark
 */
MokChartMarkView *
mok_chart_marks_find (MokChartMarks *self, const MokChart *chart, int number)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (chart == NULL || number < 0)
    return NULL;

  const MokChartMark *mark = mok_chart_get_mark (chart, (guint) number);

  /* It has the same number in most layouts. */
  if ((guint) number < self->views->len
      && mok_chart_mark_view_is_of (g_ptr_array_index (self->views, (guint) number), mark))
    return g_ptr_array_index (self->views, (guint) number);
  for (guint i = 0; i < self->views->len; i++)
    {
      if (mok_chart_mark_view_is_of (g_ptr_array_index (self->views, i), mark))
        return g_ptr_array_index (self->views, i);
    }
  return NULL;
}

/**
 * mok_chart_marks_place:
 * @chart: as it is drawn
 * @scale: pixels of the owner for one of the chart
 *
 * Puts every child where its mark is drawn, and hides those whose mark is not drawn. For the allocation of the owner.
 *
 * Returns: %FALSE if a mark has no child, or the children are not in the order in which this layout is read
 */
gboolean
mok_chart_marks_place (MokChartMarks *self, const MokChart *chart, double scale)
{
  g_return_val_if_fail (self != NULL && chart != NULL, FALSE);

  gboolean complete = self->views->len == mok_chart_get_n_marks (chart);

  for (guint i = 0; i < self->views->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->views, i), FALSE);
  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const cairo_rectangle_t *box = &mok_chart_get_mark (chart, i)->box;
      MokChartMarkView *view = mok_chart_marks_find (self, chart, (int) i);
      GtkAllocation allocation = {
        .x = (int) floor (box->x * scale),
        .y = (int) floor (box->y * scale),
        .width = MAX ((int) ceil (box->width * scale), 1),
        .height = MAX ((int) ceil (box->height * scale), 1),
      };

      complete = complete && i < self->views->len && view == g_ptr_array_index (self->views, i);
      if (view == NULL)
        continue;
      gtk_widget_set_child_visible (GTK_WIDGET (view), TRUE);
      gtk_widget_size_allocate (GTK_WIDGET (view), &allocation, -1);
    }
  return complete;
}
