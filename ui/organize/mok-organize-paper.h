/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What is printed for a survey, and the key that is typed back from paper. */

#include <gtk/gtk.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

void mok_organize_paper_install (GtkWidgetClass *page_class);
void mok_organize_paper_watch (GtkWidget *page, MokSurveySession *session);
void mok_organize_paper_save_recovery_sheet (GtkWindow *parent, MokSurveySession *session);
void mok_organize_paper_recover (GtkWindow *parent, MokSurveySession *session);

G_END_DECLS
