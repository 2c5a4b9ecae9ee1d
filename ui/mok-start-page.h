/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the program shows first: two doors and a quiet third. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_START_PAGE (mok_start_page_get_type ())
G_DECLARE_FINAL_TYPE (MokStartPage, mok_start_page, MOK, START_PAGE, AdwBin)

GtkWidget *mok_start_page_new (void);

G_END_DECLS
