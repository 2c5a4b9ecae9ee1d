/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* After sealing: the rights that the law grants, by the size of the workplace. */

#include <adwaita.h>

#include "store/mok-manifest.h"

G_BEGIN_DECLS

#define MOK_TYPE_RIGHTS_PAGE (mok_rights_page_get_type ())
G_DECLARE_FINAL_TYPE (MokRightsPage, mok_rights_page, MOK, RIGHTS_PAGE, AdwBin)

gboolean mok_rights_page_has_any (MokManifest *manifest);
GtkWidget *mok_rights_page_new (MokManifest *manifest, const char *language);
void mok_rights_page_set_stored (MokRightsPage *self, const char *text);

G_END_DECLS
