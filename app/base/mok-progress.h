/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How long work tells how far it is. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * MokProgressFunc:
 * @fraction: 0 to 1
 * @data: user data
 *
 * Called now and then from the thread that does the work.
 */
typedef void (*MokProgressFunc) (double fraction, gpointer data);

G_END_DECLS
