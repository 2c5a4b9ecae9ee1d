/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the fuzz targets of files share: a folder, and numbers that are the same in every run. */

#include <glib.h>

#include "../store/support-survey.h"
#include "../store/support.h"

G_BEGIN_DECLS

/* Of the first byte of an input: which seed it is about. The rest of it says what is done. */
#define FUZZ_STORE_SEED_BITS 2

void fuzz_store_init (void);
void fuzz_store_rewind (void);
const char *fuzz_store_get_folder (void);
MokSurvey *fuzz_store_make_survey (const char *name, MokDisclosure disclosure);
gboolean fuzz_store_wants (guint8 first, guint step);

G_END_DECLS
