/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One chart on the whole screen, as large as it fits, with its own small print. Left and Right lead from question to
 * question, Escape and F5 back to the window. Must not show anything that the page behind it does not: it is given
 * whole figures and draws nothing else.
 */

#include "config.h"

#include "results/mok-presentation.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-page-keys.h"
#include "common/mok-words.h"
#include "results/mok-chart-style.h"
#include "results/mok-chart-view.h"

#define MARGIN 36
/* Larger, a short chart would be no easier to read; smaller, nobody in the last row could. */
#define LARGEST_ZOOM 3.0
#define SMALLEST_ZOOM 1.0
#define N_TRIES 10

struct _MokPresentation
{
  GtkWindow parent_instance;

  GtkWidget *scroller;
  MokChartView *chart;
  GtkLabel *sentence;

  MokPresentationFunc func; /* (nullable) */
  gpointer data;
  guint fitting; /* as a source */
};

G_DEFINE_FINAL_TYPE (MokPresentation, mok_presentation, GTK_TYPE_WINDOW)

/**
 * mok_presentation_find_zoom:
 * @width: of the room, pixels
 * @height: of the room, pixels
 * @text: by how much the text of the window is larger than charts are made for
 * @font: (nullable): family of the interface font
 *
 * Returns: the largest zoom, 1 to 3, with which the figure is not higher than the room; 1 where it always is
 */
double
mok_presentation_find_zoom (const MokFigure *figure, double width, double height, double text, const char *font)
{
  g_return_val_if_fail (figure != NULL && width > 0 && text > 0, SMALLEST_ZOOM);

  double fits = SMALLEST_ZOOM, too_large = LARGEST_ZOOM;

  for (guint i = 0; i < N_TRIES; i++)
    {
      const double zoom = i == 0 ? LARGEST_ZOOM : (fits + too_large) / 2;
      const MokChartOptions options = {
        .width = width / (zoom * text),
        .language = mok_language_get (),
        .font_family = font,
      };
      g_autoptr (MokChart) chart = mok_figure_create_chart (figure, &options);

      if (mok_chart_get_height (chart) * zoom * text > height)
        too_large = zoom;
      else if (i == 0)
        return zoom;
      else
        fits = zoom;
    }
  return fits;
}

static gboolean
fit_cb (gpointer data)
{
  MokPresentation *self = data;
  MokFigure *figure = mok_chart_view_get_figure (self->chart);
  const double width = gtk_widget_get_width (self->scroller) - 2 * MARGIN;
  const double height = gtk_widget_get_height (self->scroller) - 2 * MARGIN;
  double text;
  g_autofree char *font = mok_chart_style_dup_font (gtk_widget_get_settings (GTK_WIDGET (self)), &text);

  self->fitting = 0;
  if (figure != NULL && width > 0)
    mok_chart_view_set_zoom (self->chart, mok_presentation_find_zoom (figure, width, height, text, font));
  return G_SOURCE_REMOVE;
}

/* A layout cannot be changed in the middle of an allocation. */
static void
fit_soon (MokPresentation *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
show_figure (MokPresentation *self, MokFigure *figure)
{
  MokTable *table = mok_figure_get_first_table (figure);
  const gboolean headline = mok_figure_get_table (figure) == NULL;

  mok_chart_view_set_figure (self->chart, figure);
  gtk_window_set_title (GTK_WINDOW (self), headline ? _ ("Protections by workplace size")
                                                    : mok_text_get (table->title, mok_language_get ()));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  fit_soon (self);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokPresentation *self = MOK_PRESENTATION (widget);
  const int step = g_str_equal (name, "presentation.next") ? 1 : -1;
  g_autoptr (MokFigure) figure = self->func != NULL ? self->func (step, self->data) : NULL;

  if (figure != NULL)
    show_figure (self, figure);
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* They win over the arrow keys of the chart: people who present change the question more often than the mark. */
static void
add_keys (MokPresentation *self)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const struct
  {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "Page_Down|space", "presentation.next" },
    { "Page_Up|BackSpace", "presentation.previous" },
    { "Right|KP_Right", mirrored ? "presentation.previous" : "presentation.next" },
    { "Left|KP_Left", mirrored ? "presentation.next" : "presentation.previous" },
    { "Escape|F5|F11", "presentation.leave" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
mok_presentation_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const int before = gtk_widget_get_width (MOK_PRESENTATION (widget)->scroller);

  GTK_WIDGET_CLASS (mok_presentation_parent_class)->size_allocate (widget, width, height, baseline);
  if (gtk_widget_get_width (MOK_PRESENTATION (widget)->scroller) != before)
    fit_soon (MOK_PRESENTATION (widget));
}

static void
mok_presentation_dispose (GObject *object)
{
  g_clear_handle_id (&MOK_PRESENTATION (object)->fitting, g_source_remove);
  G_OBJECT_CLASS (mok_presentation_parent_class)->dispose (object);
}

static void
mok_presentation_class_init (MokPresentationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_presentation_dispose;
  widget_class->size_allocate = mok_presentation_size_allocate;
  gtk_widget_class_install_action (widget_class, "presentation.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "presentation.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "presentation.leave", NULL, leave_action);
}

static void
mok_presentation_init (MokPresentation *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *chart = mok_chart_view_new ();
  GtkWidget *sentence = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.f, "margin-start", MARGIN, "margin-end",
                                      MARGIN, "margin-bottom", MARGIN / 3, NULL);

  self->chart = MOK_CHART_VIEW (chart);
  /* The sentence below says the same, and covers nothing. */
  gtk_widget_set_has_tooltip (chart, FALSE);
  self->sentence = GTK_LABEL (sentence);
  self->scroller =
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  g_object_set (chart, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", MARGIN, "margin-bottom", MARGIN,
                NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), chart);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), sentence);
  gtk_window_set_child (GTK_WINDOW (self), box);
  mok_words_keep (self->sentence);
  g_object_bind_property (chart, "sentence", sentence, "label", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "mok-presentation");
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 720);
  add_keys (self);
}

/**
 * mok_presentation_new:
 * @parent: the window that the figure is shown in
 * @figure: what to begin with
 *
 * Returns: (transfer none): a window; to be presented and made full-screen
 */
GtkWidget *
mok_presentation_new (GtkWindow *parent, MokFigure *figure)
{
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (figure != NULL, NULL);

  MokPresentation *self = g_object_new (MOK_TYPE_PRESENTATION, NULL);

  /* No dialog of the parent: window managers do not let those fill the screen. */
  if (parent != NULL)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  show_figure (self, figure);
  return GTK_WIDGET (self);
}

/**
 * mok_presentation_set_steps:
 * @func: (scope forever): what Left and Right do; called while the window is there
 */
void
mok_presentation_set_steps (MokPresentation *self, MokPresentationFunc func, gpointer data)
{
  g_return_if_fail (MOK_IS_PRESENTATION (self));

  self->func = func;
  self->data = data;
}

/**
 * mok_presentation_get_figure:
 *
 * Returns: (transfer none): what fills the screen
 */
MokFigure *
mok_presentation_get_figure (MokPresentation *self)
{
  g_return_val_if_fail (MOK_IS_PRESENTATION (self), NULL);

  return mok_chart_view_get_figure (self->chart);
}
