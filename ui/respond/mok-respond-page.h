/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One box being answered: from the promise to the end, and over again for the next respondent. */

#include <adwaita.h>

#include "interview/mok-interview.h"
#include "respond/mok-promise-page.h"
#include "respond/mok-shared-link.h"
#include "store/mok-box.h"

G_BEGIN_DECLS

#define MOK_TYPE_RESPOND_PAGE (mok_respond_page_get_type ())
G_DECLARE_FINAL_TYPE (MokRespondPage, mok_respond_page, MOK, RESPOND_PAGE, AdwBin)

GtkWidget *mok_respond_page_new (MokBox *box, const MokPromiseFacts *facts);
GtkWidget *mok_respond_page_new_shared (MokBox *box, const MokPromiseFacts *facts, MokSharedLink *link);
GtkWidget *mok_respond_page_get_place (MokRespondPage *self);
MokInterview *mok_respond_page_get_interview (MokRespondPage *self);
gboolean mok_respond_page_holds_window (MokRespondPage *self);
gboolean mok_respond_page_press_key (MokRespondPage *self, guint keyval, GdkModifierType state);
gboolean mok_respond_page_press_escape (MokRespondPage *self);

G_END_DECLS
