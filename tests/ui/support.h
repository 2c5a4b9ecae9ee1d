/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What tests of widgets share. */

#include <adwaita.h>

#include "interview/mok-interview.h"
#include "mok-window.h"

G_BEGIN_DECLS

void test_ui_init (int *argc, char ***argv);
MokWindow *test_window_new (void);
void test_window_close (MokWindow *window);
void test_settle (void);
gboolean test_wait_for (gboolean (*condition) (gpointer data), gpointer data);
GtkWidget *test_find (GtkWidget *top, GType type, const char *label);
GtkEditable *test_find_entry (GtkWidget *top, const char *title);
guint test_count (GtkWidget *top, GType type);
guint test_count_private (GtkWidget *top);

/* A form with a question of every kind, in kinds.c. */
MokQuestionnaire *test_questionnaire_kinds (void);
MokQuestionnaire *test_questionnaire_short (void);
MokQuestionnaire *test_questionnaire_matrix (void);
MokInterview *test_interview_at (const char *name);

G_END_DECLS
