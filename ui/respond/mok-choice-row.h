/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One choice in a list: mark, label, key. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOK_TYPE_CHOICE_ROW (mok_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (MokChoiceRow, mok_choice_row, MOK, CHOICE_ROW, GtkListBoxRow)

MokChoiceRow *mok_choice_row_new (GtkAccessibleRole role, guint choice, const char *label, gboolean quiet);
guint mok_choice_row_get_choice (MokChoiceRow *self);
void mok_choice_row_set_key (MokChoiceRow *self, int digit);
int mok_choice_row_get_key (MokChoiceRow *self);
void mok_choice_row_set_active (MokChoiceRow *self, gboolean active);
gboolean mok_choice_row_get_active (MokChoiceRow *self);
void mok_choice_row_set_badge (MokChoiceRow *self, guint number);
void mok_choice_row_set_narrow (MokChoiceRow *self, gboolean narrow);

G_END_DECLS
