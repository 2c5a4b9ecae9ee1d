/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The organizer's side of the program, as the rest of the window sees it. */

#include "mok-window.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

GtkWidget *mok_survey_list_page_new (void);
GtkWidget *mok_organize_page_new (MokSurvey *survey);
void mok_sample_open (MokWindow *window);
gboolean mok_organize_open_file (MokWindow *window, GFile *file, GError **error);

G_END_DECLS
