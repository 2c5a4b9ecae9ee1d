/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A button that says what is chosen, with a list to choose from. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_OPTION_BUTTON (mok_option_button_get_type ())
G_DECLARE_FINAL_TYPE (MokOptionButton, mok_option_button, MOK, OPTION_BUTTON, AdwBin)

void mok_option_button_set_caption (MokOptionButton *self, const char *caption);
void mok_option_button_clear (MokOptionButton *self);
void mok_option_button_add (MokOptionButton *self, const char *id, const char *label, const char *note);
void mok_option_button_add_locked (MokOptionButton *self, const char *label, const char *reason);
void mok_option_button_begin_group (MokOptionButton *self, const char *label, const char *note);
void mok_option_button_end_group (MokOptionButton *self);
void mok_option_button_select (MokOptionButton *self, const char *id, const char *text);
void mok_option_button_open (MokOptionButton *self);

G_END_DECLS
