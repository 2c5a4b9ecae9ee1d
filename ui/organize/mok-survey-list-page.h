/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* All surveys that are organized on this computer. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_SURVEY_LIST_PAGE (mok_survey_list_page_get_type ())
G_DECLARE_FINAL_TYPE (MokSurveyListPage, mok_survey_list_page, MOK, SURVEY_LIST_PAGE, GtkBox)

G_END_DECLS
