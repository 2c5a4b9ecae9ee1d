/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The notice that hangs beside the computer on which people answer. */

#include "report/mok-paper.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

MokPaper *mok_notice_new (MokManifest *manifest, const char *language);

G_END_DECLS
