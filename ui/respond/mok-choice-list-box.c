/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list of choices that arrow keys walk through, and across two lists of one question.
 * Must not know what the choices mean.
 */

#include "config.h"

#include "respond/mok-choice-list-box.h"

/**
 * mok_choice_list_box_new:
 * @role: %GTK_ACCESSIBLE_ROLE_RADIO_GROUP, %GTK_ACCESSIBLE_ROLE_GROUP or %GTK_ACCESSIBLE_ROLE_LIST
 * @name: what a screen reader calls it
 * @card: whether it looks like a card; otherwise the rows stand on the page
 *
 * Returns: (transfer floating): an empty list whose rows are activated, never selected
 */
GtkListBox *
mok_choice_list_box_new (GtkAccessibleRole role, const char *name, gboolean card)
{
  GtkWidget *list =
      g_object_new (GTK_TYPE_LIST_BOX, "accessible-role", role, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (list, "mok-choices");
  gtk_widget_add_css_class (list, card ? "boxed-list" : "mok-below");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
find_end (GtkListBox *list, gboolean last)
{
  GtkWidget *row =
      last ? gtk_widget_get_last_child (GTK_WIDGET (list)) : gtk_widget_get_first_child (GTK_WIDGET (list));

  while (row != NULL && !gtk_widget_is_sensitive (row))
    row = last ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row);
  return row;
}

static gboolean
keynav_failed_cb (GtkListBox *list, GtkDirectionType direction, GtkListBox *other)
{
  const gboolean down = g_object_get_data (G_OBJECT (list), "mok-lower") == other;
  GtkWidget *row;

  if (direction != (down ? GTK_DIR_DOWN : GTK_DIR_UP))
    return FALSE;
  row = find_end (other, !down);
  return row != NULL && gtk_widget_grab_focus (row);
}

/**
 * mok_choice_list_box_join:
 * @upper: a list
 * @lower: the list below it
 *
 * Lets the arrow keys go from one list to the other.
 */
void
mok_choice_list_box_join (GtkListBox *upper, GtkListBox *lower)
{
  g_return_if_fail (GTK_IS_LIST_BOX (upper));
  g_return_if_fail (GTK_IS_LIST_BOX (lower));

  g_object_set_data (G_OBJECT (upper), "mok-lower", lower);
  g_signal_connect_object (upper, "keynav-failed", G_CALLBACK (keynav_failed_cb), lower, 0);
  g_signal_connect_object (lower, "keynav-failed", G_CALLBACK (keynav_failed_cb), upper, 0);
}
