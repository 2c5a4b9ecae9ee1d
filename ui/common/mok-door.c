/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A large button that leads somewhere: icon, title and a line of explanation, as a card or, when narrow, as a row. */

#include "config.h"

#include "common/mok-door.h"

struct _MokDoor
{
  GtkButton parent_instance;

  GtkBox *box;
  GtkBox *texts;
  GtkImage *icon;
  GtkImage *arrow;
  GtkLabel *title;
  GtkLabel *subtitle;
};

typedef enum
{
  PROP_SYMBOL = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
} MokDoorProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

G_DEFINE_FINAL_TYPE (MokDoor, mok_door, GTK_TYPE_BUTTON)

static void
mok_door_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  MokDoor *self = MOK_DOOR (object);

  switch ((MokDoorProperty) property_id)
    {
    case PROP_SYMBOL:
      gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
      break;
    case PROP_TITLE:
      gtk_label_set_text (self->title, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value),
                                      -1);
      break;
    case PROP_SUBTITLE:
      gtk_label_set_text (self->subtitle, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      g_value_get_string (value), -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
mok_door_class_init (MokDoorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = mok_door_set_property;

  properties[PROP_SYMBOL] = g_param_spec_string ("symbol", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mok_door_init (MokDoor *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->texts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->arrow = GTK_IMAGE (gtk_image_new_from_icon_name ("go-next-symbolic"));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));

  gtk_image_set_pixel_size (self->icon, 40);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "accent");
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap (self->subtitle, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->texts), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->texts), TRUE);

  gtk_box_append (self->texts, GTK_WIDGET (self->title));
  gtk_box_append (self->texts, GTK_WIDGET (self->subtitle));
  gtk_box_append (self->box, GTK_WIDGET (self->icon));
  gtk_box_append (self->box, GTK_WIDGET (self->texts));
  gtk_box_append (self->box, GTK_WIDGET (self->arrow));
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->box));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "mok-door");
  mok_door_set_narrow (self, FALSE);
}

/**
 * mok_door_set_narrow:
 * @self: a door
 * @narrow: whether it is shown as a row with icon on the left and an arrow on the right
 */
void
mok_door_set_narrow (MokDoor *self, gboolean narrow)
{
  GtkJustification justification = narrow ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER;

  g_return_if_fail (MOK_IS_DOOR (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (self->box, narrow ? 16 : 12);
  gtk_widget_set_valign (GTK_WIDGET (self->box), narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), narrow);
  gtk_label_set_justify (self->title, justification);
  gtk_label_set_justify (self->subtitle, justification);
  gtk_label_set_xalign (self->title, narrow ? 0 : 0.5);
  gtk_label_set_xalign (self->subtitle, narrow ? 0 : 0.5);
  gtk_widget_set_css_classes (GTK_WIDGET (self->title), (const char *[]){ narrow ? "heading" : "title-3", NULL });
  gtk_widget_set_css_classes (GTK_WIDGET (self->subtitle), narrow ? (const char *[]){ "caption", "dim-label", NULL }
                                                                  : (const char *[]){ "body", "dim-label", NULL });
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "mok-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "mok-narrow");
}
