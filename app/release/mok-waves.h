/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Whether two closed surveys can be compared, and what is to be thought of when they are. */

#include "release/mok-cube.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

gboolean mok_waves_are_same_survey (MokManifest *a, MokManifest *b);
gboolean mok_waves_have_same_question (const MokCube *a, const MokCube *b, const char *name);
char *mok_waves_dup_name (MokManifest *manifest);
GPtrArray *mok_waves_list_remarks (MokManifest *earlier,
                                   MokManifest *later,
                                   const MokTable *earlier_table,
                                   const MokTable *later_table,
                                   const char *language);

G_END_DECLS
