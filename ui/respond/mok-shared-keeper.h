/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What outlives a respondent on a shared computer: sealed responses that wait, and how often a wrong end code came. */

#include "store/mok-box.h"

G_BEGIN_DECLS

/* So many are in before any is written. */
#define MOK_SHARED_HOLD 5

/* In seconds, after a wrong end code. */
#define MOK_SHARED_FIRST_PAUSE 5
#define MOK_SHARED_MOST_PAUSE 60

typedef gint64 (*MokSharedClock) (gpointer data);

#define MOK_TYPE_SHARED_KEEPER (mok_shared_keeper_get_type ())
G_DECLARE_FINAL_TYPE (MokSharedKeeper, mok_shared_keeper, MOK, SHARED_KEEPER, GObject)

MokSharedKeeper *mok_shared_keeper_new (MokBox *box, gboolean hold);
void mok_shared_keeper_set_clock (MokSharedKeeper *self, MokSharedClock clock, gpointer data);
gboolean mok_shared_keeper_submit (MokSharedKeeper *self, GBytes *sealed, gboolean *held, GError **error);
gboolean mok_shared_keeper_check_end_code (MokSharedKeeper *self, const char *code, GError **error);
gboolean mok_shared_keeper_write (MokSharedKeeper *self, GError **error);
guint mok_shared_keeper_get_n_held (MokSharedKeeper *self);

G_END_DECLS
