/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Start-up that every program of the project needs, with or without a window. */

#include <glib.h>

G_BEGIN_DECLS

void mok_init (void);

G_END_DECLS
