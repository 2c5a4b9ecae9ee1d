/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GTK 4.8 reads out every page of a stack, whichever is shown.
 * Must not change what is shown.
 */

#include "config.h"

#include "common/mok-covered.h"

static void
visible_child_changed_cb (GtkWidget *stack)
{
  g_autoptr (GtkWidget) visible = NULL;

  g_object_get (stack, "visible-child", &visible, NULL);
  for (GtkWidget *page = gtk_widget_get_first_child (stack); page != NULL; page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, page != visible, -1);
}

/**
 * mok_covered_hide:
 * @stack: a GtkStack or AdwViewStack with all its pages
 *
 * Hides the pages that are not shown from screen readers, now and whenever another one is.
 */
void
mok_covered_hide (GtkWidget *stack)
{
  g_return_if_fail (GTK_IS_WIDGET (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (visible_child_changed_cb), NULL);
  visible_child_changed_cb (stack);
}
