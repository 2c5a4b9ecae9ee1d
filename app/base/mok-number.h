/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Numbers as people read them. */

#include <glib.h>

G_BEGIN_DECLS

char *mok_number_dup (double number);

G_END_DECLS
