/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A chart in the window: the layouts and the painter of app/chart/ with a pointer, a keyboard and a screen reader.
 * Must not lay out or paint anything itself but the ring of the keyboard focus.
 */

#include "config.h"

#include "results/mok-chart-view.h"

#include <math.h>
#include <string.h>

#include "results/mok-chart-marks.h"
#include "results/mok-chart-neighbour.h"
#include "results/mok-chart-style.h"

#define SMALLEST_WIDTH 200
#define NATURAL_WIDTH 720
/* How far the outline of a mark may reach over the edge. */
#define RING 6

/**
 * MokChartView:
 *
 * Shows a figure as a chart of the kind that suits it, as wide as there is room and as high as its words need. It has
 * the interface font, grows with the text size, and follows the dark and the high-contrast style. Set the figure again
 * after the language has changed. The view has no ground and no padding of its own: put it into a card with a padding
 * of 20.
 *
 * ## Keys
 *
 * One stop for Tab. Left and Right go to the neighbour in the row, else to the one before or after, as the text runs;
 * Up and Down to the nearest mark of the next row; Home and End to the first and the last. The mark is outlined.
 * Pointing at a mark, or touching it, does the same.
 *
 * ## Properties
 *
 * `sentence` (read only): everything that the mark says, "" without one. Bind a label below the chart to it.
 *
 * ## Accessibility
 *
 * Role LIST; the label is the chart's title, the description its paragraph of text. Each mark is a list item in the
 * order of reading that says its sentence, has the extents of the mark and takes the focus. The owner puts a table with
 * the same numbers beside it.
 */
struct _MokChartView
{
  GtkWidget parent_instance;

  MokFigure *figure; /* (owned) (nullable) */
  double zoom;

  MokChart *chart; /* (owned) (nullable): for the last width asked for */
  double scale;    /* widget pixels for one pixel of the chart */
  int width;

  MokChartMarks *marks; /* (owned): the children */
  guint adding;         /* of more of them, as a source */

  gboolean has_mark;
  guint mark_table; /* a mark by what it means, since its number depends on the width */
  guint mark_row;
  int mark_column;
  char *sentence; /* (owned) */

  double pointer_x; /* where in the window the pointer was last */
  double pointer_y;
};

typedef enum
{
  PROP_SENTENCE = 1,
} MokChartViewProperty;

static GParamSpec *properties[PROP_SENTENCE + 1];

G_DEFINE_FINAL_TYPE (MokChartView, mok_chart_view, GTK_TYPE_WIDGET)

static void
ensure_chart (MokChartView *self, int width)
{
  if (self->figure == NULL || (self->chart != NULL && self->width == width))
    return;

  g_clear_pointer (&self->chart, mok_chart_unref);
  self->width = width;
  self->chart =
      mok_chart_style_create_chart (GTK_WIDGET (self), self->figure, self->zoom, width, SMALLEST_WIDTH, &self->scale);
}

static gboolean
has_focus_inside (MokChartView *self)
{
  return gtk_widget_has_focus (GTK_WIDGET (self)) || gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

static int
get_mark (MokChartView *self)
{
  if (!self->has_mark || self->chart == NULL)
    return -1;
  for (guint i = 0; i < mok_chart_get_n_marks (self->chart); i++)
    {
      const MokChartMark *mark = mok_chart_get_mark (self->chart, i);

      if (mark->table == self->mark_table && mark->row == self->mark_row && mark->column == self->mark_column)
        return (int) i;
    }
  return -1;
}

static void
update_accessible (MokChartView *self)
{
  if (self->chart == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }

  g_autofree char *description = mok_chart_dup_description (self->chart);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mok_chart_get_title (self->chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static void
set_chosen (MokChartView *self, gboolean chosen)
{
  const int mark = get_mark (self);
  MokChartMarkView *view =
      self->marks != NULL && mark >= 0 ? mok_chart_marks_find (self->marks, self->chart, mark) : NULL;

  if (view != NULL)
    mok_chart_mark_view_set_chosen (view, chosen);
}

/* Chooses a mark, -1 for none. */
static void
set_mark (MokChartView *self, int mark)
{
  const MokChartMark *chosen = mark >= 0 ? mok_chart_get_mark (self->chart, (guint) mark) : NULL;
  const char *sentence = chosen != NULL ? chosen->sentence : "";

  set_chosen (self, FALSE);
  self->has_mark = chosen != NULL;
  if (chosen != NULL)
    {
      self->mark_table = chosen->table;
      self->mark_row = chosen->row;
      self->mark_column = chosen->column;
    }
  set_chosen (self, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (strcmp (self->sentence, sentence) == 0)
    return;
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}

static void
forget_layout (MokChartView *self)
{
  g_clear_pointer (&self->chart, mok_chart_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* As the keyboard does: the focus goes along, and the page scrolls to it. */
static void
go_to_mark (MokChartView *self, int mark)
{
  MokChartMarkView *view = mok_chart_marks_find (self->marks, self->chart, mark);

  set_mark (self, mark);
  if (view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (view));
}

static void
add_marks (MokChartView *self)
{
  const gboolean focused = has_focus_inside (self);
  const int mark = get_mark (self);

  g_clear_handle_id (&self->adding, g_source_remove);
  mok_chart_marks_set_chart (self->marks, self->chart);
  if (focused && mark >= 0)
    go_to_mark (self, mark);
  else if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
add_marks_cb (gpointer data)
{
  ((MokChartView *) data)->adding = 0;
  add_marks (data);
  return G_SOURCE_REMOVE;
}

static gboolean
move (MokChartView *self, int dx, int dy)
{
  const int from = get_mark (self);
  const int n = self->chart != NULL ? (int) mok_chart_get_n_marks (self->chart) : 0;
  const int onward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -dx : dx;
  int to;

  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  if (from < 0)
    to = onward < 0 || dy < 0 ? n - 1 : 0;
  else
    to = mok_chart_find_neighbour (self->chart, from, dx, dy);
  if (to < 0 && dy == 0)
    to = from + onward;
  if (to < 0 || to >= n)
    return GDK_EVENT_PROPAGATE;
  go_to_mark (self, to);
  return GDK_EVENT_STOP;
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  int dx, dy;

  g_variant_get (arguments, "(ii)", &dx, &dy);
  return move (MOK_CHART_VIEW (widget), dx, dy);
}

static gboolean
move_to_end_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MokChartView *self = MOK_CHART_VIEW (widget);
  const int n = self->chart != NULL ? (int) mok_chart_get_n_marks (self->chart) : 0;

  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  go_to_mark (self, g_variant_get_boolean (arguments) ? n - 1 : 0);
  return GDK_EVENT_STOP;
}

static void
point_at (MokChartView *self, double x, double y)
{
  if (self->chart != NULL)
    set_mark (self, mok_chart_find_mark (self->chart, x / self->scale, y / self->scale));
}

/* Whether it is the pointer that moved: GTK also tells of it when the page moves below one that rests, and that must
 * not take the mark from the keyboard.
 */
static gboolean
pointer_moved (MokChartView *self, GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  double x, y;

  if (event == NULL || !gdk_event_get_position (event, &x, &y))
    return TRUE;
  if (fabs (x - self->pointer_x) < 1 && fabs (y - self->pointer_y) < 1)
    return FALSE;
  self->pointer_x = x;
  self->pointer_y = y;
  return TRUE;
}

static void
motion_cb (MokChartView *self, double x, double y, GtkEventController *controller)
{
  g_assert (MOK_IS_CHART_VIEW (self));

  if (pointer_moved (self, controller))
    point_at (self, x, y);
}

static void
leave_cb (MokChartView *self)
{
  g_assert (MOK_IS_CHART_VIEW (self));

  if (!has_focus_inside (self))
    set_mark (self, -1);
}

static void
pressed_cb (MokChartView *self, int n_press, double x, double y)
{
  g_assert (MOK_IS_CHART_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  point_at (self, x, y);
}

static void
focus_left_cb (MokChartView *self)
{
  g_assert (MOK_IS_CHART_VIEW (self));

  set_mark (self, -1);
}

static gboolean
query_tooltip_cb (MokChartView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const int number = self->chart == NULL ? -1
                     : keyboard          ? get_mark (self)
                                         : mok_chart_find_mark (self->chart, x / self->scale, y / self->scale);
  MokChartMarkView *mark = mok_chart_marks_find (self->marks, self->chart, number);
  graphene_rect_t place;

  g_assert (MOK_IS_CHART_VIEW (self));

  if (mark == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (mark), GTK_WIDGET (self), &place))
    return FALSE;
  gtk_tooltip_set_text (tooltip, mok_chart_get_mark (self->chart, (guint) number)->sentence);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) place.origin.x, (int) place.origin.y,
                                                      (int) place.size.width, (int) place.size.height });
  return TRUE;
}

/* One stop: the arrow keys lead from mark to mark. */
static gboolean
mok_chart_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (has_focus_inside (MOK_CHART_VIEW (widget)))
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static GtkSizeRequestMode
mok_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mok_chart_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  MokChartView *self = MOK_CHART_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = SMALLEST_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  *minimum = *natural = 0;
  if (self->figure == NULL)
    return;
  ensure_chart (self, for_size >= 0 ? for_size : NATURAL_WIDTH);
  *minimum = *natural = (int) ceil (mok_chart_get_height (self->chart) * self->scale);
}

static void
mok_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MokChartView *self = MOK_CHART_VIEW (widget);

  ensure_chart (self, width);
  /* A layout that is read in another order than the one before gets new children a little later. */
  if (self->chart != NULL && !mok_chart_marks_place (self->marks, self->chart, self->scale) && self->adding == 0)
    self->adding = g_idle_add (add_marks_cb, self);
}

static void
mok_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MokChartView *self = MOK_CHART_VIEW (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->figure == NULL || width <= 0 || height <= 0)
    return;
  /* A size may have been tried since the last allocation. */
  ensure_chart (self, width);

  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (-RING, -RING, width + 2 * RING, height + 2 * RING);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  const int mark = get_mark (self);

  cairo_save (cr);
  cairo_scale (cr, self->scale, self->scale);
  mok_chart_paint (self->chart, cr, mok_chart_style_get_palette (), mark);
  cairo_restore (cr);
  if (mark < 0 && gtk_widget_has_visible_focus (widget))
    mok_chart_paint_ring (cr, &(cairo_rectangle_t){ 0, 0, width, height }, mok_chart_style_get_palette ());
  cairo_destroy (cr);
}

static void
mok_chart_view_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  forget_layout (MOK_CHART_VIEW (widget));
  GTK_WIDGET_CLASS (mok_chart_view_parent_class)->direction_changed (widget, before);
}

static void
mok_chart_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  MokChartView *self = MOK_CHART_VIEW (object);

  switch ((MokChartViewProperty) property_id)
    {
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
mok_chart_view_dispose (GObject *object)
{
  MokChartView *self = MOK_CHART_VIEW (object);

  g_clear_handle_id (&self->adding, g_source_remove);
  g_clear_pointer (&self->marks, mok_chart_marks_free);
  G_OBJECT_CLASS (mok_chart_view_parent_class)->dispose (object);
}

static void
mok_chart_view_finalize (GObject *object)
{
  MokChartView *self = MOK_CHART_VIEW (object);

  g_clear_pointer (&self->chart, mok_chart_unref);
  g_clear_pointer (&self->figure, mok_figure_unref);
  g_clear_pointer (&self->sentence, g_free);
  G_OBJECT_CLASS (mok_chart_view_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    int dx, dy;
  } moves[] = {
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, -1, 0 },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, 1, 0 },
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, 0, -1 },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      for (guint key = 0; key < 2; key++)
        gtk_widget_class_add_binding (widget_class, moves[i].keys[key], 0, move_cb, "(ii)", moves[i].dx, moves[i].dy);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_to_end_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Home, 0, move_to_end_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_to_end_cb, "b", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_End, 0, move_to_end_cb, "b", TRUE);
}

static void
mok_chart_view_class_init (MokChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mok_chart_view_dispose;
  object_class->finalize = mok_chart_view_finalize;
  object_class->get_property = mok_chart_view_get_property;
  widget_class->focus = mok_chart_view_focus;
  widget_class->get_request_mode = mok_chart_view_get_request_mode;
  widget_class->measure = mok_chart_view_measure;
  widget_class->size_allocate = mok_chart_view_size_allocate;
  widget_class->snapshot = mok_chart_view_snapshot;
  widget_class->direction_changed = mok_chart_view_direction_changed;

  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, "",
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  add_keys (widget_class);
}

static void
mok_chart_view_init (MokChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = mok_chart_marks_new (widget);
  self->sentence = g_strdup ("");
  self->scale = self->zoom = 1;
  self->pointer_x = self->pointer_y = -1;
  gtk_widget_set_focusable (widget, TRUE);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (widget, focus);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  mok_chart_style_watch (widget, G_CALLBACK (gtk_widget_queue_draw), G_CALLBACK (forget_layout));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_widget_set_has_tooltip (widget, TRUE);
}

/**
 * mok_chart_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing yet
 */
GtkWidget *
mok_chart_view_new (void)
{
  return g_object_new (MOK_TYPE_CHART_VIEW, NULL);
}

/**
 * mok_chart_view_set_figure:
 * @figure: (nullable) (transfer none): what to show
 *
 * Shows a figure, in the language of mok_language_get(), instead of what was shown.
 */
void
mok_chart_view_set_figure (MokChartView *self, MokFigure *figure)
{
  g_return_if_fail (MOK_IS_CHART_VIEW (self));

  MokFigure *old = self->figure;

  self->figure = figure != NULL ? mok_figure_ref (figure) : NULL;
  g_clear_pointer (&old, mok_figure_unref);
  set_mark (self, -1);
  forget_layout (self);
  ensure_chart (self, MAX (gtk_widget_get_width (GTK_WIDGET (self)), SMALLEST_WIDTH));
  add_marks (self);
  update_accessible (self);
}

/**
 * mok_chart_view_set_zoom:
 * @zoom: how many times larger than the text of the window the chart is drawn, more than 0
 */
void
mok_chart_view_set_zoom (MokChartView *self, double zoom)
{
  g_return_if_fail (MOK_IS_CHART_VIEW (self) && zoom > 0);

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  forget_layout (self);
}

/**
 * mok_chart_view_get_figure:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
MokFigure *
mok_chart_view_get_figure (MokChartView *self)
{
  g_return_val_if_fail (MOK_IS_CHART_VIEW (self), NULL);
  return self->figure;
}

/**
 * mok_chart_view_get_sentence:
 *
 * Returns: (transfer none): what the chosen mark says; "" where none is chosen
 */
const char *
mok_chart_view_get_sentence (MokChartView *self)
{
  g_return_val_if_fail (MOK_IS_CHART_VIEW (self), NULL);
  return self->sentence;
}
