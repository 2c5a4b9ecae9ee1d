/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files of the made-up respondents share. */

#include "interview/mok-interview.h"

G_BEGIN_DECLS

const char *mok_walk_find_shares (MokInterview *interview, const MokQuestion *question);
double mok_walk_get_share (const char *shares, const char *code);

G_END_DECLS
