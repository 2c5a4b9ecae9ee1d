/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A container that knows whether it is narrow, for pages that arrange themselves in another way then.
 * Must not change anything while sizes are allocated: the property flips in an idle call.
 */

#include "config.h"

#include "common/mok-width-bin.h"

/**
 * MokWidthBin:
 *
 * Has one child and two properties: `threshold` (a width in pixels) and `narrow` (read only). Its own minimum width
 * is never more than what the child needs at 360 pixels, or else the window could not be made narrow enough for the
 * child to learn of it.
 */
struct _MokWidthBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int threshold;
  gboolean narrow;
  gboolean fitting; /* too narrow for its child is narrow, too */
  int needed;       /* what the child needed when it did not fit; 0 until then */
  guint flip;       /* source of the pending idle call */
};

typedef enum
{
  PROP_CHILD = 1,
  PROP_THRESHOLD,
  PROP_NARROW,
} MokWidthBinProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static GtkBuildableIface *parent_buildable;

static void mok_width_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MokWidthBin,
                               mok_width_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, mok_width_bin_buildable_init))

#define SMALLEST 340

static gboolean
flip_cb (gpointer data)
{
  MokWidthBin *self = data;

  self->flip = 0;
  self->narrow = !self->narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
mok_width_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mok_width_bin_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  MokWidthBin *self = MOK_WIDTH_BIN (widget);
  int child_minimum = 0;
  int child_natural = 0;

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    {
      if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
        {
          int width;

          gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
          for_size = MAX (for_size, width);
        }
      gtk_widget_measure (self->child, orientation, orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1,
                          &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->narrow)
        child_minimum = MIN (child_minimum, SMALLEST);
    }

  *minimum = child_minimum;
  *natural = MAX (child_natural, child_minimum);
}

static void
mok_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MokWidthBin *self = MOK_WIDTH_BIN (widget);
  const gboolean has_child = self->child != NULL && gtk_widget_should_layout (self->child);
  int least_width = 0;
  gboolean narrow;

  if (has_child)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  if (self->fitting && !self->narrow && least_width > width)
    self->needed = least_width;
  narrow = width < MAX (self->threshold, self->needed);

  if (narrow != self->narrow && self->flip == 0)
    self->flip = g_idle_add_full (G_PRIORITY_HIGH_IDLE, flip_cb, self, NULL);
  else if (narrow == self->narrow)
    g_clear_handle_id (&self->flip, g_source_remove);

  if (has_child)
    {
      int least_height;

      /* Too wide for one frame, until the idle call has run. */
      width = MAX (width, least_width);
      gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
      gtk_widget_allocate (self->child, width, MAX (height, least_height), baseline, NULL);
    }
}

/* Letters of another size need another width, which only trying tells. */
static void
mok_width_bin_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mok_width_bin_parent_class)->css_changed (widget, change);
  MOK_WIDTH_BIN (widget)->needed = 0;
}

static void
mok_width_bin_compute_expand (GtkWidget *widget, gboolean *hexpand, gboolean *vexpand)
{
  MokWidthBin *self = MOK_WIDTH_BIN (widget);

  *hexpand = self->child != NULL && gtk_widget_compute_expand (self->child, GTK_ORIENTATION_HORIZONTAL);
  *vexpand = self->child != NULL && gtk_widget_compute_expand (self->child, GTK_ORIENTATION_VERTICAL);
}

static void
mok_width_bin_dispose (GObject *object)
{
  MokWidthBin *self = MOK_WIDTH_BIN (object);

  g_clear_handle_id (&self->flip, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (mok_width_bin_parent_class)->dispose (object);
}

static void
mok_width_bin_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  MokWidthBin *self = MOK_WIDTH_BIN (object);

  switch ((MokWidthBinProperty) property_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
mok_width_bin_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  MokWidthBin *self = MOK_WIDTH_BIN (object);

  switch ((MokWidthBinProperty) property_id)
    {
    case PROP_CHILD:
      mok_width_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
mok_width_bin_class_init (MokWidthBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mok_width_bin_dispose;
  object_class->get_property = mok_width_bin_get_property;
  object_class->set_property = mok_width_bin_set_property;
  widget_class->get_request_mode = mok_width_bin_get_request_mode;
  widget_class->measure = mok_width_bin_measure;
  widget_class->size_allocate = mok_width_bin_size_allocate;
  widget_class->compute_expand = mok_width_bin_compute_expand;
  widget_class->css_changed = mok_width_bin_css_changed;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_THRESHOLD] =
      g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 500, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mok_width_bin_init (MokWidthBin *self)
{
  self->threshold = 500;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    mok_width_bin_set_child (MOK_WIDTH_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
mok_width_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

/**
 * mok_width_bin_new:
 * @threshold: below this width, in pixels, it is narrow
 *
 * Returns: (transfer floating): a container without child
 */
GtkWidget *
mok_width_bin_new (int threshold)
{
  return g_object_new (MOK_TYPE_WIDTH_BIN, "threshold", threshold, NULL);
}

/**
 * mok_width_bin_set_child:
 * @child: (nullable): the widget inside
 */
void
mok_width_bin_set_child (MokWidthBin *self, GtkWidget *child)
{
  g_return_if_fail (MOK_IS_WIDTH_BIN (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  if (child != NULL)
    {
      self->child = child;
      gtk_widget_set_parent (child, GTK_WIDGET (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * mok_width_bin_get_child:
 *
 * Returns: (transfer none) (nullable): the widget inside
 */
GtkWidget *
mok_width_bin_get_child (MokWidthBin *self)
{
  g_return_val_if_fail (MOK_IS_WIDTH_BIN (self), NULL);

  return self->child;
}

/**
 * mok_width_bin_set_fitting:
 * @fitting: whether it is narrow also where the child needs more room than there is
 */
void
mok_width_bin_set_fitting (MokWidthBin *self, gboolean fitting)
{
  g_return_if_fail (MOK_IS_WIDTH_BIN (self));

  self->fitting = fitting;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * mok_width_bin_get_narrow:
 *
 * Returns: whether the last allocated width was below the threshold
 */
gboolean
mok_width_bin_get_narrow (MokWidthBin *self)
{
  g_return_val_if_fail (MOK_IS_WIDTH_BIN (self), FALSE);

  return self->narrow;
}
