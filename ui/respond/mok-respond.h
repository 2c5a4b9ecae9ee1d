/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Opening boxes and answering in them, as the rest of the window sees it. */

#include "mok-window.h"
#include "respond/mok-shared-link.h"
#include "store/mok-box.h"

G_BEGIN_DECLS

void mok_respond_open_file (MokWindow *window, GFile *file);
void mok_respond_open_path (MokWindow *window, const char *path);
gboolean mok_respond_open_shared (MokWindow *window, MokSharedLink *link, GError **error);
void mok_hand_over_start (MokWindow *window, MokBox *box, MokSharedLink *link);
void mok_share_start (MokWindow *window, MokBox *box);

G_END_DECLS
