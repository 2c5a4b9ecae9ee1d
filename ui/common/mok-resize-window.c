/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A window that is on the screen grows to the right and down, beyond the edge. Shown anew it takes the size it is told
 * as far as the screen has room, and its place over the window it belongs to.
 * Must not be used for windows that people have moved.
 */

#include "config.h"

#include "common/mok-resize-window.h"

/**
 * mok_resize_window:
 * @window: a dialog
 * @width: wanted, in pixels
 * @height: wanted, in pixels
 *
 * Gives a dialog that shows another size.
 */
void
mok_resize_window (GtkWindow *window, int width, int height)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  gtk_window_set_default_size (window, width, height);
  gtk_window_present (window);
}
