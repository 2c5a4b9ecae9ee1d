/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Asking for an access code before the first question. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_CODE_PAGE (mok_code_page_get_type ())
G_DECLARE_FINAL_TYPE (MokCodePage, mok_code_page, MOK, CODE_PAGE, AdwBin)

GtkWidget *mok_code_page_new (const char *label);
void mok_code_page_show_problem (MokCodePage *self, const char *text);

G_END_DECLS
