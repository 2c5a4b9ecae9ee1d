/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The boxes that were opened on this computer before. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_BOX_LIST_PAGE (mok_box_list_page_get_type ())
G_DECLARE_FINAL_TYPE (MokBoxListPage, mok_box_list_page, MOK, BOX_LIST_PAGE, AdwBin)

GtkWidget *mok_box_list_page_new (GPtrArray *paths);

G_END_DECLS
