/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the fuzz targets of files share: a folder, and numbers that are the same in every run. */

#include <glib.h>

#include "../store/support-survey.h"
#include "../store/support.h"

G_BEGIN_DECLS

void fuzz_store_init (void);
void fuzz_store_rewind (void);
const char *fuzz_store_get_folder (void);

G_END_DECLS
