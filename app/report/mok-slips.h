/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Slips with access codes, to be cut apart and drawn from a bag. */

#include "report/mok-paper.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

MokPaper *mok_slips_new (MokManifest *manifest, const char *label, const char *const *codes);

G_END_DECLS
