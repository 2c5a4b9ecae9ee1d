/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the law says about a question, to fold out. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_LAW_FOLD (mok_law_fold_get_type ())
G_DECLARE_FINAL_TYPE (MokLawFold, mok_law_fold, MOK, LAW_FOLD, AdwBin)

GtkWidget *mok_law_fold_new (const char *key, const char *law_date, const char *language);
void mok_law_fold_add (MokLawFold *self, const char *key, const char *law_date, const char *language);
void mok_law_fold_toggle (MokLawFold *self);

G_END_DECLS
