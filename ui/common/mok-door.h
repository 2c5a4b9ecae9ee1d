/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A large button that leads somewhere. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOK_TYPE_DOOR (mok_door_get_type ())
G_DECLARE_FINAL_TYPE (MokDoor, mok_door, MOK, DOOR, GtkButton)

void mok_door_set_narrow (MokDoor *self, gboolean narrow);

G_END_DECLS
