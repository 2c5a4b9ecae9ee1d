/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Many small charts on one page: those of a module, or those pinned for the report. */

#include <adwaita.h>

#include "results/mok-figure.h"

G_BEGIN_DECLS

#define MOK_TYPE_MODULE_VIEW (mok_module_view_get_type ())
G_DECLARE_FINAL_TYPE (MokModuleView, mok_module_view, MOK, MODULE_VIEW, AdwBin)

GtkWidget *mok_module_view_new (void);
void mok_module_view_set_figures (MokModuleView *self, const char *title, GPtrArray *figures);

G_END_DECLS
