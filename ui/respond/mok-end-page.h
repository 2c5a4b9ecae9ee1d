/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How a visit ends: sealed, erased, or not in the group that is asked. */

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  MOK_END_SEALED,
  MOK_END_HELD,
  MOK_END_ERASED,
  MOK_END_SCREENED_OUT,
} MokEnd;

#define MOK_TYPE_END_PAGE (mok_end_page_get_type ())
G_DECLARE_FINAL_TYPE (MokEndPage, mok_end_page, MOK, END_PAGE, AdwBin)

GtkWidget *mok_end_page_new (MokEnd end);
void mok_end_page_hide_leave (MokEndPage *self);
const char *mok_end_get_held_note (void);

G_END_DECLS
