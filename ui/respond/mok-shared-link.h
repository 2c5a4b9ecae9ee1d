/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A visit's side of a shared computer: the process of one respondent, and what it asks of the host. */

#include <gio/gio.h>

#include "respond/mok-end-page.h"

G_BEGIN_DECLS

/* Where the host puts the socket of a visit. */
#define MOK_SHARED_LINK_FD 3

/* A visit that begins with the promise; others begin with how the one before them ended, a MokEnd. */
#define MOK_SHARED_PROMISE 255

#define MOK_TYPE_SHARED_LINK (mok_shared_link_get_type ())
G_DECLARE_FINAL_TYPE (MokSharedLink, mok_shared_link, MOK, SHARED_LINK, GObject)

MokSharedLink *mok_shared_link_new (int fd, GError **error);
const char *mok_shared_link_get_path (MokSharedLink *self);
const char *mok_shared_link_get_language (MokSharedLink *self);
guint8 mok_shared_link_get_start (MokSharedLink *self);
gboolean mok_shared_link_holds (MokSharedLink *self);
void mok_shared_link_ready (MokSharedLink *self);
void mok_shared_link_next (MokSharedLink *self, guint8 start, const char *language);
gboolean mok_shared_link_is_over (MokSharedLink *self);
gboolean mok_shared_link_submit (MokSharedLink *self, GBytes *sealed, gboolean *held, GError **error);
gboolean mok_shared_link_check_end_code (MokSharedLink *self, const char *code, gboolean end, GError **error);

G_END_DECLS
