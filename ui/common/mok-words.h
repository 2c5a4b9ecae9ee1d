/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Keeping Korean words whole when a line breaks. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

PangoAttrList *mok_words_get_attributes (const char *text);
char *mok_words_to_markup (const char *text);
void mok_words_keep (GtkLabel *label);
void mok_words_keep_below (GtkWidget *widget);

G_END_DECLS
