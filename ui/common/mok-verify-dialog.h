/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The anonymity check of a file, for people. */

#include <adwaita.h>

G_BEGIN_DECLS

#define MOK_TYPE_VERIFY_DIALOG (mok_verify_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokVerifyDialog, mok_verify_dialog, MOK, VERIFY_DIALOG, AdwWindow)

GtkWindow *mok_verify_dialog_new (GtkWindow *parent, const char *path, const char *name);

G_END_DECLS
