/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What stands on printed sheets in both languages at once, whatever the program speaks. */

#include "base/mok-text.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

MokText *mok_paper_find_words (const char *id);
const char *mok_paper_find_title (MokManifest *manifest, const char *language);
char *mok_paper_dup_fingerprint (MokManifest *manifest, const char *language);

G_END_DECLS
