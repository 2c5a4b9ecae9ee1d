/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A shared computer's supervising process. */

#include <gio/gio.h>

G_BEGIN_DECLS

int mok_shared_host_run (GFile *file, gboolean hold);

G_END_DECLS
