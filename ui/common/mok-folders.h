/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Where the program keeps its boxes and survey files. */

#include <glib.h>

G_BEGIN_DECLS

char *mok_folder_boxes (GError **error);
char *mok_folder_surveys (GError **error);
char *mok_folder_settings (GError **error);
GPtrArray *mok_folder_list (const char *folder, const char *suffix);

G_END_DECLS
