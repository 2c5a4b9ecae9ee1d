/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Forms made up at random. */

#include "base/mok-random.h"

G_BEGIN_DECLS

char *random_form_dup (MokRandom *random);

G_END_DECLS
