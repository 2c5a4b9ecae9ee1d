/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One survey of the organizer: Prepare, Collect, Results. */

#include <adwaita.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

#define MOK_TYPE_ORGANIZE_PAGE (mok_organize_page_get_type ())
G_DECLARE_FINAL_TYPE (MokOrganizePage, mok_organize_page, MOK, ORGANIZE_PAGE, GtkBox)

MokSurveySession *mok_organize_page_get_session (MokOrganizePage *self);
void mok_organize_page_show_view (MokOrganizePage *self, const char *name);

G_END_DECLS
