/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What shows while the sample survey is made. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_SAMPLE_PAGE (mok_sample_page_get_type ())
G_DECLARE_FINAL_TYPE (MokSamplePage, mok_sample_page, MOK, SAMPLE_PAGE, GtkBox)

G_END_DECLS
