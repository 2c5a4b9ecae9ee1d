/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One window: a pile of pages, each with its own header bar, the start page at the bottom. */

#include <adwaita.h>

#include "mok-application.h"

G_BEGIN_DECLS

#define MOK_TYPE_WINDOW (mok_window_get_type ())
G_DECLARE_FINAL_TYPE (MokWindow, mok_window, MOK, WINDOW, AdwApplicationWindow)

MokWindow *mok_window_new (MokApplication *application);
MokWindow *mok_window_of (GtkWidget *widget);
void mok_window_push (MokWindow *self, GtkWidget *page);
void mok_window_pop (MokWindow *self);
void mok_window_go_home (MokWindow *self);
GtkWidget *mok_window_get_page (MokWindow *self);
void mok_window_toast (MokWindow *self, const char *text);
void mok_window_report (MokWindow *self, const char *heading, const GError *error);
void mok_window_open_file (MokWindow *self, GFile *file);

G_END_DECLS
