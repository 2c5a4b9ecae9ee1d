/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* All answers in a list, to look through and go back to. */

#include <adwaita.h>

#include "interview/mok-interview.h"

G_BEGIN_DECLS

#define MOK_TYPE_REVIEW_PAGE (mok_review_page_get_type ())
G_DECLARE_FINAL_TYPE (MokReviewPage, mok_review_page, MOK, REVIEW_PAGE, AdwBin)

GtkWidget *mok_review_page_new (MokInterview *interview, const char *language);

G_END_DECLS
