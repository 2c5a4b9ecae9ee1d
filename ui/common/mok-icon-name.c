/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a widget without words does, said to everybody. Must not be used where words can be read.
 */

#include "config.h"

#include "common/mok-icon-name.h"

/**
 * mok_icon_name_set:
 * @widget: a button that shows an icon only
 * @name: what it does
 *
 * Makes @name its tooltip and its name for screen readers: of a tooltip alone GTK 4.8 makes a description, and the name
 * stays that of the icon.
 */
void
mok_icon_name_set (GtkWidget *widget, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);

  gtk_widget_set_tooltip_text (widget, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
