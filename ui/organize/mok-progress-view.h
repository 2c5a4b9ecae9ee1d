/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a page shows while long work runs. */

#include <adwaita.h>

#include "organize/mok-job.h"

G_BEGIN_DECLS

#define MOK_TYPE_PROGRESS_VIEW (mok_progress_view_get_type ())
G_DECLARE_FINAL_TYPE (MokProgressView, mok_progress_view, MOK, PROGRESS_VIEW, AdwBin)

GtkWidget *mok_progress_view_new (void);
void mok_progress_view_start (MokProgressView *self, const char *title, const char *description, MokJob *job);
void mok_progress_view_stop (MokProgressView *self);

G_END_DECLS
