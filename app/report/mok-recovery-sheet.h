/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The key of a survey on paper. */

#include "report/mok-paper.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

MokPaper *mok_recovery_sheet_new (MokManifest *manifest, const char *key, const char *language);

G_END_DECLS
