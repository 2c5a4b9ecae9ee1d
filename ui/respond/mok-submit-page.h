/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The last page before the answers are sealed. */

#include <adwaita.h>

#include "interview/mok-interview.h"

G_BEGIN_DECLS

#define MOK_TYPE_SUBMIT_PAGE (mok_submit_page_get_type ())
G_DECLARE_FINAL_TYPE (MokSubmitPage, mok_submit_page, MOK, SUBMIT_PAGE, AdwBin)

GtkWidget *mok_submit_page_new (MokInterview *interview);
void mok_submit_page_set_open (MokSubmitPage *self, gboolean open);
void mok_submit_page_set_busy (MokSubmitPage *self, gboolean busy);
void mok_submit_page_show_problem (MokSubmitPage *self, const char *text);

G_END_DECLS
