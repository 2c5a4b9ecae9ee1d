/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* For tests only. */

#include "store/mok-key.h"

G_BEGIN_DECLS

void mok_key_set_cost_for_tests (const MokHashCost *cost);

G_END_DECLS
