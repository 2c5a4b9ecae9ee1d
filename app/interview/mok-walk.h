/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A random respondent: valid answers along the whole route, for simulations and tests. */

#include "base/mok-random.h"
#include "interview/mok-interview.h"

G_BEGIN_DECLS

void mok_walk_run (MokInterview *interview, MokRandom *random, gboolean refuse_screeners);

G_END_DECLS
