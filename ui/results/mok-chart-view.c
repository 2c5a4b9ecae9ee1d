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

#include <adwaita.h>

#include "base/mok-language.h"
#include "chart/mok-chart.h"
#include "results/mok-chart-neighbour.h"

/* What app/chart/ takes for a text of 11 pt. */
#define TEXT_PIXELS (11 * 96 / 72.0)
#define SMALLEST_WIDTH 200
#define NATURAL_WIDTH 720
/* How far the outline of a mark may reach over the edge. */
#define RING 6

/**
 * MokChartView:
 *
 * Shows a table as a chart of the kind that suits it, or several protections as the headline, as wide as there is room
 * and as high as its words need. It has the interface font, grows with the text size, and follows the dark and the
 * high-contrast style. Set the table again after the language has changed. The view has no ground and no padding of its
 * own: put it into a card with a padding of 20.
 *
 * ## Keys
 *
 * Left and Right go to the neighbour in the row, else to the one before or after; Up and Down to the nearest mark of
 * the next row; Home and End to the first and the last. The mark is outlined. Pointing at a mark, or touching it, does
 * the same.
 *
 * ## Properties
 *
 * `sentence` (read only): everything that the mark says, "" without one. Bind a label below the chart to it.
 *
 * ## Accessibility
 *
 * Role IMG; the label is the chart's title, the description its paragraph of text, or, while a mark is chosen, the
 * sentence of that mark. The owner puts a table with the same numbers beside it.
 */
struct _MokChartView
{
  GtkWidget parent_instance;

  MokTable *table;     /* (owned) (nullable) */
  GPtrArray *outcomes; /* (owned) (nullable) (element-type MokTable): shown instead of a table */

  MokChart *chart; /* (owned) (nullable): for the last width asked for */
  double scale;    /* widget pixels for one pixel of the chart */
  int width;

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

static char *
dup_font (MokChartView *self, double *pixels)
{
  g_autofree char *name = NULL;
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-font-name", &name, "gtk-xft-dpi", &dpi, NULL);

  PangoFontDescription *font = pango_font_description_from_string (name != NULL ? name : "");
  char *family = g_strdup (pango_font_description_get_family (font));
  const double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (size <= 0)
    *pixels = TEXT_PIXELS;
  else if (pango_font_description_get_size_is_absolute (font))
    *pixels = size;
  else
    *pixels = size * (dpi > 0 ? dpi / 1024.0 : 96) / 72;
  pango_font_description_free (font);
  return family;
}

static gboolean
is_empty (MokChartView *self)
{
  return self->table == NULL && self->outcomes == NULL;
}

static void
ensure_chart (MokChartView *self, int width)
{
  if (is_empty (self) || (self->chart != NULL && self->width == width))
    return;

  double pixels;
  g_autofree char *family = dup_font (self, &pixels);

  /* Large text on a very small screen: rather smaller than cut off. */
  self->scale = MIN (pixels / TEXT_PIXELS, MAX (width, 1) / (double) SMALLEST_WIDTH);
  self->width = width;

  const MokChartOptions options = {
    .width = width / self->scale,
    .language = mok_language_get (),
    .font_family = family,
  };

  g_clear_pointer (&self->chart, mok_chart_unref);
  self->chart = self->outcomes != NULL ? mok_chart_new_outcomes (self->outcomes, &options)
                                       : mok_chart_new (self->table, &options);
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
  g_autofree char *description = NULL;

  if (self->chart == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  if (*self->sentence != '\0')
    description = g_strdup (self->sentence);
  else
    description = mok_chart_dup_description (self->chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mok_chart_get_title (self->chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

/* Chooses a mark, -1 for none. */
static void
set_mark (MokChartView *self, int mark)
{
  const MokChartMark *chosen = mark >= 0 ? mok_chart_get_mark (self->chart, (guint) mark) : NULL;
  const char *sentence = chosen != NULL ? chosen->sentence : "";

  self->has_mark = chosen != NULL;
  if (chosen != NULL)
    {
      self->mark_table = chosen->table;
      self->mark_row = chosen->row;
      self->mark_column = chosen->column;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (strcmp (self->sentence, sentence) == 0)
    return;
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}

static void
forget_layout (MokChartView *self)
{
  g_clear_pointer (&self->chart, mok_chart_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
settings_changed_cb (MokChartView *self)
{
  g_assert (MOK_IS_CHART_VIEW (self));

  forget_layout (self);
}

static const MokPalette *
get_palette (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return mok_palette_get (dark ? MOK_PALETTE_CONTRAST_DARK : MOK_PALETTE_CONTRAST);
  return mok_palette_get (dark ? MOK_PALETTE_DARK : MOK_PALETTE_LIGHT);
}

static void
show_mark (MokChartView *self, int mark)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  const cairo_rectangle_t *box = &mok_chart_get_mark (self->chart, (guint) mark)->box;
  graphene_point_t top = GRAPHENE_POINT_INIT ((float) (box->x * self->scale), (float) (box->y * self->scale));

  if (window == NULL)
    return;

  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (window));
  GtkWidget *content = GTK_IS_VIEWPORT (viewport) ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;

  if (content == NULL || !gtk_widget_compute_point (GTK_WIDGET (self), content, &top, &top))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)), top.y - 12,
                             top.y + box->height * self->scale + 12);
}

static gboolean
move (MokChartView *self, int dx, int dy)
{
  const int from = get_mark (self);
  const int n = self->chart != NULL ? (int) mok_chart_get_n_marks (self->chart) : 0;
  int to;

  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  if (from < 0)
    to = dx < 0 || dy < 0 ? n - 1 : 0;
  else
    to = mok_chart_find_neighbour (self->chart, from, dx, dy);
  if (to < 0 && dy == 0)
    to = from + dx;
  if (to < 0 || to >= n)
    return GDK_EVENT_PROPAGATE;
  set_mark (self, to);
  show_mark (self, to);
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
  const int to = g_variant_get_boolean (arguments) ? n - 1 : 0;

  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  set_mark (self, to);
  show_mark (self, to);
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

  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
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
  if (is_empty (self))
    return;
  ensure_chart (self, for_size >= 0 ? for_size : NATURAL_WIDTH);
  *minimum = *natural = (int) ceil (mok_chart_get_height (self->chart) * self->scale);
}

static void
mok_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MokChartView *self = MOK_CHART_VIEW (widget);

  ensure_chart (self, width);
}

static void
mok_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MokChartView *self = MOK_CHART_VIEW (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (is_empty (self) || width <= 0 || height <= 0)
    return;
  /* A size may have been tried since the last allocation. */
  ensure_chart (self, width);

  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (-RING, -RING, width + 2 * RING, height + 2 * RING);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  const int mark = get_mark (self);

  cairo_save (cr);
  cairo_scale (cr, self->scale, self->scale);
  mok_chart_paint (self->chart, cr, get_palette (), mark);
  cairo_restore (cr);
  if (mark < 0 && gtk_widget_has_visible_focus (widget))
    mok_chart_paint_ring (cr, &(cairo_rectangle_t){ 0, 0, width, height }, get_palette ());
  cairo_destroy (cr);
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
mok_chart_view_finalize (GObject *object)
{
  MokChartView *self = MOK_CHART_VIEW (object);

  g_clear_pointer (&self->chart, mok_chart_unref);
  g_clear_pointer (&self->table, mok_table_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
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

  object_class->finalize = mok_chart_view_finalize;
  object_class->get_property = mok_chart_view_get_property;
  widget_class->get_request_mode = mok_chart_view_get_request_mode;
  widget_class->measure = mok_chart_view_measure;
  widget_class->size_allocate = mok_chart_view_size_allocate;
  widget_class->snapshot = mok_chart_view_snapshot;

  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, "",
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  add_keys (widget_class);
}

static void
mok_chart_view_init (MokChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_widget_get_settings (widget);

  self->sentence = g_strdup ("");
  self->scale = 1;
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

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
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

static void
show_content (MokChartView *self, MokTable *table, GPtrArray *outcomes)
{
  MokTable *old_table = self->table;
  GPtrArray *old_outcomes = self->outcomes;

  self->table = table != NULL ? mok_table_ref (table) : NULL;
  self->outcomes = outcomes != NULL ? g_ptr_array_ref (outcomes) : NULL;
  g_clear_pointer (&old_table, mok_table_unref);
  g_clear_pointer (&old_outcomes, g_ptr_array_unref);
  set_mark (self, -1);
  forget_layout (self);
  ensure_chart (self, MAX (gtk_widget_get_width (GTK_WIDGET (self)), SMALLEST_WIDTH));
  update_accessible (self);
}

/**
 * mok_chart_view_set_table:
 * @table: (nullable) (transfer none): what to show; it must not change any more
 *
 * Shows a table, in the language of mok_language_get(), instead of what was shown.
 */
void
mok_chart_view_set_table (MokChartView *self, MokTable *table)
{
  g_return_if_fail (MOK_IS_CHART_VIEW (self));

  show_content (self, table, NULL);
}

/**
 * mok_chart_view_set_outcomes:
 * @tables: (nullable) (transfer none) (element-type MokTable): protections as for mok_chart_new_outcomes(); neither the
 *   array nor its tables may change any more
 *
 * Shows the headline, in the language of mok_language_get(), instead of what was shown.
 */
void
mok_chart_view_set_outcomes (MokChartView *self, GPtrArray *tables)
{
  g_return_if_fail (MOK_IS_CHART_VIEW (self));

  show_content (self, NULL, tables);
}

/**
 * mok_chart_view_get_table:
 *
 * Returns: (transfer none) (nullable): the table that is shown; %NULL for the headline
 */
MokTable *
mok_chart_view_get_table (MokChartView *self)
{
  g_return_val_if_fail (MOK_IS_CHART_VIEW (self), NULL);

  return self->table;
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
