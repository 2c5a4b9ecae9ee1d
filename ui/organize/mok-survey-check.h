/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The anonymity check of a survey that is open in the window. */

#include <gtk/gtk.h>

#include "organize/mok-survey-session.h"

G_BEGIN_DECLS

void mok_survey_check_show (GtkWidget *above, MokSurveySession *session);

G_END_DECLS
