/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small picture of a key, as a hint for people who use the keyboard.
 * Must not be read by a screen reader, which would repeat it after every choice.
 */

#include "config.h"

#include "common/mok-keycap.h"

/**
 * mok_keycap_new:
 * @key: what is written on the key
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
mok_keycap_new (const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return g_object_new (GTK_TYPE_LABEL, "label", key, "valign", GTK_ALIGN_CENTER, "halign", GTK_ALIGN_CENTER,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                       (const char *[]){ "mok-digit", "numeric", NULL }, NULL);
}
