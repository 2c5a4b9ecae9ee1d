/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Cubes of random answers to export, and a folder to export into. */

#include "release/mok-cube.h"

G_BEGIN_DECLS

MokCube *export_cubes_new_exact (guint n, guint64 seed);
MokCube *export_cubes_new_released (guint n, guint64 seed);

char *export_folder_new (void);
guint export_folder_count (const char *folder);
void export_folder_free (char *folder);

G_END_DECLS
