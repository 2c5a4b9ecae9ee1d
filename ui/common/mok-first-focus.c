/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the keyboard begins on a page, without keeping it there. When Tab leaves the last child of a widget, GTK gives
 * the keyboard to the widget itself before it goes on: one that passes it to its first child would never let it out.
 * Must not know which widget is the first.
 */

#include "config.h"

#include "common/mok-first-focus.h"

typedef struct
{
  gboolean (*grab) (GtkWidget *widget);
  gboolean (*focus) (GtkWidget *widget, GtkDirectionType direction); /* of the parent class */
} FirstFocus;

/* How many widgets Tab or an arrow key is leading through at the moment. */
static guint moving;

static const FirstFocus *
find_first_focus (GtkWidget *widget)
{
  const GQuark quark = g_quark_from_static_string ("mok-first-focus");
  const FirstFocus *found = NULL;

  for (GType type = G_OBJECT_TYPE (widget); found == NULL && type != 0; type = g_type_parent (type))
    found = g_type_get_qdata (type, quark);
  return found;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return moving == 0 && find_first_focus (widget)->grab (widget);
}

static gboolean
move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean moved;

  moving++;
  moved = find_first_focus (widget)->focus (widget, direction);
  moving--;
  return moved;
}

/**
 * mok_first_focus_set:
 * @klass: a class of widgets that contain others
 * @grab: gives the keyboard to one of them; returns whether it took it
 *
 * To be called in the class's initialization. gtk_widget_grab_focus() on such a widget calls @grab; Tab and the arrow
 * keys lead through it as through any other.
 */
void
mok_first_focus_set (GtkWidgetClass *klass, gboolean (*grab) (GtkWidget *widget))
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (klass));
  g_return_if_fail (grab != NULL);

  /* Kept as long as the class, which is for good. */
  FirstFocus *self = g_new (FirstFocus, 1);

  self->grab = grab;
  self->focus = klass->focus;
  g_type_set_qdata (G_TYPE_FROM_CLASS (klass), g_quark_from_static_string ("mok-first-focus"), self);
  klass->grab_focus = grab_focus;
  klass->focus = move_focus;
}
