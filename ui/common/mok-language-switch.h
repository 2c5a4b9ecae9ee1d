/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Korean or English, as two linked buttons. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_LANGUAGE_SWITCH (mok_language_switch_get_type ())
G_DECLARE_FINAL_TYPE (MokLanguageSwitch, mok_language_switch, MOK, LANGUAGE_SWITCH, AdwBin)

GtkWidget *mok_language_switch_new (void);
void mok_language_switch_set_languages (MokLanguageSwitch *self,
                                        const char *const *codes,
                                        const char *const *names,
                                        guint n_languages);
void mok_language_switch_set_active (MokLanguageSwitch *self, const char *code);

G_END_DECLS
