/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A list of choices that arrow keys walk through. */

#include "respond/mok-choice-row.h"

G_BEGIN_DECLS

GtkListBox *mok_choice_list_box_new (GtkAccessibleRole role, const char *name, gboolean card);
void mok_choice_list_box_join (GtkListBox *upper, GtkListBox *lower);

G_END_DECLS
