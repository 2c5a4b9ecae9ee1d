/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Keys of a page that hold wherever the keyboard is in its window. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MokPageKey:
 * @trigger: as gtk_shortcut_trigger_parse_string() reads it
 * @action: an action of the page
 * @target: (nullable): its parameter, a string
 */
typedef struct
{
  const char *trigger;
  const char *action;
  const char *target;
} MokPageKey;

void mok_page_keys_add (GtkWidget *page, const MokPageKey *keys, guint n_keys);

G_END_DECLS
