/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages whose text runs to the left. Must not turn anything that GTK turns by itself. */

#include "config.h"

#include "common/mok-direction.h"

/**
 * mok_direction_dup_number:
 * @widget: where it will stand
 * @text: digits and signs without any letter: "64 %", "3 / 12"
 *
 * Returns: (transfer full): the same, with a mark before it where @widget runs to the left: without letters it would be
 *   turned, too, and say "12 / 3"
 */
char *
mok_direction_dup_number (GtkWidget *widget, const char *text)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget) && text != NULL, NULL);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? g_strconcat ("\u200e", text, NULL) : g_strdup (text);
}
