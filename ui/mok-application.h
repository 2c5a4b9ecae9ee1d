/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The program: its windows, the files it opens, the keys that hold everywhere. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_APPLICATION (mok_application_get_type ())
G_DECLARE_FINAL_TYPE (MokApplication, mok_application, MOK, APPLICATION, AdwApplication)

MokApplication *mok_application_new (void);
void mok_application_share (MokApplication *self, const char *path, gboolean hold);
void mok_application_go_on (MokApplication *self);

G_END_DECLS
