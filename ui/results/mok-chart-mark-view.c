/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A bar, a dot or a number of a chart stands where its mark is, says what the mark says, and takes the keyboard focus.
 * Nothing else can tell a screen reader of a part of a widget before GTK 4.10. Must not draw: the painter of app/chart/
 * has drawn the mark and outlines the chosen one.
 */

#include "config.h"

#include "results/mok-chart-mark-view.h"

struct _MokChartMarkView
{
  GtkWidget parent_instance;

  guint table; /* a mark by what it means: its number depends on the width of the chart */
  guint row;
  int column;
};

G_DEFINE_FINAL_TYPE (MokChartMarkView, mok_chart_mark_view, GTK_TYPE_WIDGET)

static void
mok_chart_mark_view_class_init (MokChartMarkViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
mok_chart_mark_view_init (MokChartMarkView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* The pointer is the chart's: marks may be smaller than what it counts as pointing at them. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * mok_chart_mark_view_new:
 * @mark: what it stands for; its place is up to the owner
 *
 * Returns: (transfer floating): a list item that says the sentence of the mark
 */
GtkWidget *
mok_chart_mark_view_new (const MokChartMark *mark)
{
  g_return_val_if_fail (mark != NULL, NULL);

  MokChartMarkView *self = g_object_new (MOK_TYPE_CHART_MARK_VIEW, NULL);

  self->table = mark->table;
  self->row = mark->row;
  self->column = mark->column;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, mark->sentence, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
  return GTK_WIDGET (self);
}

/**
 * mok_chart_mark_view_is_of:
 * @mark: a mark of the same figure in any layout
 *
 * Returns: whether this stands for @mark
 */
gboolean
mok_chart_mark_view_is_of (MokChartMarkView *self, const MokChartMark *mark)
{
  g_return_val_if_fail (MOK_IS_CHART_MARK_VIEW (self) && mark != NULL, FALSE);

  return self->table == mark->table && self->row == mark->row && self->column == mark->column;
}

void
mok_chart_mark_view_set_chosen (MokChartMarkView *self, gboolean chosen)
{
  g_return_if_fail (MOK_IS_CHART_MARK_VIEW (self));

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
}
