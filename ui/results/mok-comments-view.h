/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What became of the comments: they wait to be read, or a summary of them. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_COMMENTS_VIEW (mok_comments_view_get_type ())
G_DECLARE_FINAL_TYPE (MokCommentsView, mok_comments_view, MOK, COMMENTS_VIEW, AdwBin)

GtkWidget *mok_comments_view_new (void);
void mok_comments_view_set_state (MokCommentsView *self, gboolean has_review, const char *summary);

G_END_DECLS
